//! Ratings in a table cell, `High`, `Medium (50%)`, `0.3`, `🔴`, into levels and numbers.

use critpath::model::{Level, Rating};
use critpath::risk::WORDS;

use super::scan::{Kind, Line, Token};

/// Persian words of one or two parts, the two-part ones first; the English ones are those of the register.
const PERSIAN: &[(&str, Level)] = &[
    ("خیلی بالا", Level::VeryHigh),
    ("خیلی زیاد", Level::VeryHigh),
    ("بسیار بالا", Level::VeryHigh),
    ("بسیار زیاد", Level::VeryHigh),
    ("خیلی پایین", Level::VeryLow),
    ("خیلی کم", Level::VeryLow),
    ("بسیار پایین", Level::VeryLow),
    ("بسیار کم", Level::VeryLow),
    ("بحرانی", Level::VeryHigh),
    ("بالا", Level::High),
    ("زیاد", Level::High),
    ("متوسط", Level::Medium),
    ("پایین", Level::Low),
    ("کم", Level::Low),
];

const COLOURS: &[(char, Level)] = &[
    ('🔴', Level::High),
    ('🟥', Level::High),
    ('🟠', Level::High),
    ('🟧', Level::High),
    ('🟡', Level::Medium),
    ('🟨', Level::Medium),
    ('🟢', Level::Low),
    ('🟩', Level::Low),
];

/// The rating that a text states. A word that is on no scale stays as text, without a level; two levels, as in
/// `low to medium`, are not decided. An empty cell, `-`, `N/A` and `TBD` state none. O(length).
pub fn rating(text: &str) -> Option<Rating> {
    let line = Line::new(text);
    let plain = line.range(0, line.len());
    let plain = text.get(plain)?.trim_matches(['*', '_', '`', ' ']);
    if !line.tokens.iter().any(|token| !matches!(token.kind, Kind::Sign('-' | '—' | '?' | '.')))
        || is_nothing(&line)
    {
        return None;
    }
    Some(Rating { level: level(&line), value: value(&line), text: plain.to_owned(), ..Rating::default() })
}

fn is_nothing(line: &Line<'_>) -> bool {
    [&["n", "/", "a"][..], &["na"], &["tbd"], &["none"], &["unknown"], &["tbc"]]
        .iter()
        .any(|words| line.phrase(0, words) == Some(line.len()))
}

/// The level whose words start at a token, and the index after them.
pub(super) fn word_at(line: &Line<'_>, at: usize) -> Option<(Level, usize)> {
    let words = WORDS.iter().chain(PERSIAN);
    let mut found = words.filter_map(|(words, level)| {
        let mut parts = words.split(' ');
        let (first, second) = (parts.next()?, parts.next());
        let next = line.phrase(at, &[first])?;
        Some((*level, second.map_or(Some(next), |second| line.phrase(next, &[second]))?))
    });
    found.next()
}

/// The one level that is named. A word counts before a colour; two different words are undecided.
fn level(line: &Line<'_>) -> Option<Level> {
    let mut found = None;
    let mut at = 0;
    while at < line.len() {
        match word_at(line, at) {
            Some((level, next)) => {
                if found.is_some_and(|before| before != level) {
                    return None;
                }
                found = Some(level);
                at = next;
            }
            None => at += 1,
        }
    }
    let colour = |token: &Token<'_>| COLOURS.iter().find(|(c, _)| token.is_sign(*c)).map(|(_, level)| *level);
    found.or_else(|| line.tokens.iter().find_map(colour))
}

/// The number: a share where a percent sign follows, else as it stands. Of a range, the middle.
fn value(line: &Line<'_>) -> Option<f64> {
    let alone = |index: usize| !line.is_glued(index) || !line.before(index).is_some_and(Token::is_word);
    let at = (0..line.len()).find(|at| line.tokens[*at].number().is_some() && alone(*at))?;
    let first = line.get(at)?.number()?;
    let upper = if line.is_any(at + 1, &["%"]) { at + 2 } else { at + 1 };
    let second = line.get(upper + 1).and_then(Token::number).filter(|_| line.is_any(upper, &["-"]));
    let (middle, next) = match second {
        Some(second) => ((first + second) / 2.0, upper + 2),
        None => (first, at + 1),
    };
    let percent = line.is_any(next, &["%", "percent", "درصد"]);
    Some(if percent { middle / 100.0 } else { middle })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_ratings() {
        use Level::*;
        for (text, level, value) in [
            ("High", Some(High), None),
            ("**Very High**", Some(VeryHigh), None),
            ("very low", Some(VeryLow), None),
            ("Medium (50%)", Some(Medium), Some(0.5)),
            ("0.3", None, Some(0.3)),
            ("30%", None, Some(0.3)),
            ("20-40%", None, Some(0.3)),
            ("H", Some(High), None),
            ("Critical", Some(VeryHigh), None),
            ("5 (Critical)", Some(VeryHigh), Some(5.0)),
            ("🔴", Some(High), None),
            ("🟡 Medium", Some(Medium), None),
            ("🔴 Critical", Some(VeryHigh), None),
            ("🟢", Some(Low), None),
            ("بالا", Some(High), None),
            ("متوسط", Some(Medium), None),
            ("پايين", Some(Low), None),
            ("خیلی زیاد", Some(VeryHigh), None),
            ("Low-Medium", None, None),
            ("P1", None, None),
            ("3 days of delay", None, Some(3.0)),
            ("Schedule", None, None),
        ] {
            let rating = rating(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((rating.level, rating.value), (level, value), "{text}");
        }
        assert_eq!(rating("**Very High**").unwrap().text, "Very High");
        for text in ["", " ", "-", "—", "N/A", "TBD", "?"] {
            assert_eq!(rating(text), None, "{text}");
        }
    }
}
