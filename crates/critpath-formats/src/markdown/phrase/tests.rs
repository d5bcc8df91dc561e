//! What holds for every text: no panic, ranges within the text, time in proportion to its length.

use proptest::prelude::*;

use super::*;
use crate::markdown::attributes;
use crate::mermaid;

/// Calls every reader; ranges must be slices of the text.
fn read_all(text: &str) {
    let slice = |range: Range<usize>| assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
    window(text).into_iter().for_each(|found| slice(found.range));
    duration(text).into_iter().for_each(|found| slice(found.range));
    interval(text).into_iter().for_each(|found| slice(found.range));
    within(text).into_iter().for_each(|found| slice(found.range));
    date(text).into_iter().for_each(|found| slice(found.range));
    mark(text).into_iter().for_each(|found| slice(found.range));
    split_list(text).into_iter().for_each(|found| assert_eq!(&text[found.range], found.value));
    quantities(text);
    conditions(text, text);
    metrics(text);
    metric(text);
    rating(text);
    slug(text);
    let (end, found) = attributes::split(text);
    slice(0..end);
    if let Some(found) = found {
        slice(found.range.clone());
        let at = |range: Range<usize>| {
            slice(range.clone());
            critpath::model::Span::new(range.start, range.end)
        };
        found.apply_to_task(&mut Default::default(), &at, &mut Vec::new());
        found.apply_to_risk(&mut Default::default(), &at, &mut Vec::new());
    }
    mermaid::read_gantt(text, &|range| {
        slice(range.clone());
        critpath::model::Span::new(range.start, range.end)
    });
}

/// Pieces that the readers look for, so that random texts come near to what they know.
const PIECES: &[&str] = &[
    "Week ",
    "weeks",
    "1",
    "2",
    "-",
    "–",
    " to ",
    "Q3",
    " 2026",
    "2026-12-07",
    "Dec ",
    "7",
    ", ",
    "/",
    "d",
    "h",
    " days",
    "~",
    "½",
    "half ",
    "a ",
    "every ",
    "within ",
    "< ",
    "≤",
    "99.9",
    "%",
    " uptime",
    "p95 ",
    "over ",
    "at ",
    " rps",
    "4GB",
    "+",
    "RAM",
    " per ",
    "High",
    "(",
    ")",
    "[x]",
    "[ ]",
    "✅",
    "{",
    "}",
    "#id",
    "after=",
    "\"",
    "'",
    "=",
    ":",
    "FS",
    "\n",
    "gantt\n",
    "section ",
    "done, ",
    "هفته ",
    "۱",
    "\u{200c}",
    "\u{fe0f}",
    "é",
    "🔴",
    ".",
    ";",
    " and ",
    "&lt;",
    "*",
    "`",
    "|",
    "24/7",
    "10,000",
    "1.2.3",
    "until ",
    "%%",
    "%%{",
    "dateFormat HH:mm\n",
    "22:00",
    "e",
    "999999999999999999999",
    "0",
    "-2h",
    "between ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read(text in "\\PC{0,60}") {
        read_all(&text);
    }

    #[test]
    fn any_mixture_of_known_pieces_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..24)) {
        read_all(&pieces.concat());
    }
}

/// A line of a million characters takes about ten times as long as one of a hundred thousand, not a hundred times.
#[test]
fn long_lines_take_linear_time() {
    for piece in [
        "a",
        "1",
        "1,",
        "1,000",
        "1.",
        " ",
        "(",
        "[",
        "{",
        "}",
        "\"",
        "`",
        "*",
        "-",
        "Week 1, ",
        "weeks 1 and ",
        "1-",
        "1/",
        "2d/",
        "1h ",
        "every ",
        "within ",
        "< ",
        "Dec ",
        "Dec 7 - ",
        "2026-",
        "p95 ",
        "over ",
        "a, ",
        "and ",
        "x and y ",
        "4GB ",
        "per ",
        "High ",
        "{a=",
        "=\"",
        "\n",
        "A :after b, 1d\n",
        "A :a, until a\n",
        "section S\n",
        "😀",
        "half of a ",
        "CPU < 5%, ",
        "between 1 and ",
        "%",
        "max ",
        "about ",
        "target: ",
        "~",
    ] {
        let time = |length: usize| {
            let text = piece.repeat(length / piece.len());
            let start = instant();
            read_all(&text);
            start.elapsed().as_secs_f64()
        };
        let (short, long) = (time(1_000), time(10_000));
        assert!(
            long < 40.0 * short.max(0.02),
            "{piece:?}: {short:.3} s, then {long:.3} s for ten times the length"
        );
    }
}

#[allow(clippy::disallowed_methods)]
fn instant() -> std::time::Instant {
    std::time::Instant::now()
}
