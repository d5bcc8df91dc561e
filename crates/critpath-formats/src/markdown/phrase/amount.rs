//! Amounts of time in a line, `2-4 hours`, `2d/3d/6d`, `half a day`, into durations and estimates.

use critpath::duration::{Duration, DurationUnit};
use critpath::model::Estimate;

use super::scan::{Line, Token};
use super::{DurationPhrase, Found};

/// A unit of time as people write it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unit {
    pub unit: DurationUnit,
    /// How many of `unit` it is, in thousandths: a millisecond is 1 thousandth of a second.
    thousandths: i64,
}

/// One amount of time: `1h 30m`, `two weeks`, `half a day`.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Amount {
    /// The value and unit; none where the unit follows later, as the 2 of `2-4 hours`.
    value: f64,
    unit: Option<Unit>,
    /// Days of the calendar rather than of work.
    elapsed: bool,
    /// Index of the token after it.
    next: usize,
}

const UNITS: &[(&[&str], DurationUnit, i64)] = &[
    (&["ms", "msec", "millisecond", "milliseconds"], DurationUnit::Second, 1),
    (&["s", "sec", "secs", "second", "seconds", "ثانیه"], DurationUnit::Second, 1_000),
    (&["m", "min", "mins", "minute", "minutes", "دقیقه"], DurationUnit::Minute, 1_000),
    (&["h", "hr", "hrs", "hour", "hours", "ساعت"], DurationUnit::Hour, 1_000),
    (&["d", "day", "days", "روز"], DurationUnit::Day, 1_000),
    (&["w", "wk", "wks", "week", "weeks", "هفته"], DurationUnit::Week, 1_000),
    (&["mo", "mos", "mth", "mths", "month", "months", "ماه"], DurationUnit::Month, 1_000),
    (&["quarter", "quarters"], DurationUnit::Month, 3_000),
    (&["y", "yr", "yrs", "year", "years", "سال"], DurationUnit::Month, 12_000),
];

const NUMBER_WORDS: &[(&[&str], f64)] = &[
    (&["one", "یک"], 1.0),
    (&["two", "دو"], 2.0),
    (&["three", "سه"], 3.0),
    (&["four", "چهار"], 4.0),
    (&["five", "پنج"], 5.0),
    (&["six", "شش"], 6.0),
    (&["seven", "هفت"], 7.0),
    (&["eight", "هشت"], 8.0),
    (&["nine", "نه"], 9.0),
    (&["ten", "ده"], 10.0),
    (&["eleven"], 11.0),
    (&["twelve"], 12.0),
    (&["fourteen"], 14.0),
    (&["fifteen"], 15.0),
    (&["twenty"], 20.0),
    (&["thirty"], 30.0),
    (&["sixty"], 60.0),
    (&["ninety"], 90.0),
];

/// Words before an amount that make it something else than the length of the work.
const NOT_BEFORE: &[&str] = &[
    "every", "each", "within", "under", "below", "per", "last", "past", "previous", "than", "after",
    "retain", "keep", "keeps", "rto", "rpo", "ttl", "timeout", "interval", "older", "هر", "ظرف", "<", ">",
    "≤", "≥", "$", "€", "/", "#",
];

/// Words after an amount that make it something else than the length of the work.
const NOT_AFTER: &[&str] = &[
    "retention",
    "ago",
    "old",
    "timeout",
    "interval",
    "intervals",
    "ttl",
    "sla",
    "response",
    "resolution",
    "notice",
    "history",
    "before",
    "after",
    "apart",
    "later",
    "earlier",
    "per",
    "/",
    "a",
    "each",
    "every",
    "backoff",
    "polling",
];

/// Words around a number that say it is not exact.
const ABOUT: &[&str] =
    &["~", "about", "approximately", "approx", "around", "circa", "ca", "roughly", "some", "حدود"];

/// The first amount of time that a line states for work to be done. O(length).
pub fn duration(text: &str) -> Option<Found<DurationPhrase>> {
    let line = Line::new(text);
    let mut at = 0;
    while at < line.len() {
        match phrase(&line, at) {
            Some((value, next)) => {
                let about = leading_about(&line, at);
                let first = about
                    .checked_sub(2)
                    .filter(|n| line.phrase(*n, &["up", "to"]).is_some())
                    .unwrap_or(about);
                if is_length_of_work(&line, first, next) {
                    return Some(Found { value, range: line.range(first, next) });
                }
                at = next;
            }
            None => at += 1,
        }
    }
    None
}

/// The duration or estimate that starts at a token, and the index after it.
pub(super) fn phrase(line: &Line<'_>, at: usize) -> Option<(DurationPhrase, usize)> {
    if is_part_of_a_name(line, at) {
        return None;
    }
    let (parts, next) = slashed(line, at).or_else(|| dashed(line, at))?;
    let durations = parts.iter().map(|part| to_duration(*part)).collect::<Option<Vec<_>>>()?;
    let value = match durations[..] {
        [one] => DurationPhrase { duration: Some(one), estimate: None },
        [low, high] => DurationPhrase::estimate(low, None, high),
        [low, likely, high] => DurationPhrase::estimate(low, Some(likely), high),
        _ => return None,
    };
    Some((value, next))
}

/// A single amount of time that starts at a token, and the index after it. Of a range, the upper end.
pub(super) fn upper(line: &Line<'_>, at: usize) -> Option<(Duration, usize)> {
    let (phrase, next) = phrase(line, at)?;
    let high = phrase.estimate.and_then(|estimate| estimate.high);
    phrase.duration.or(high).map(|duration| (duration, next))
}

/// The unit that a token names. A single letter must be small, so that `5M` and `3D` stay what they are.
pub(super) fn unit(token: &Token<'_>) -> Option<Unit> {
    if !token.is_word()
        || (token.text.len() == 1 && !token.text.starts_with(|c: char| c.is_ascii_lowercase()))
    {
        return None;
    }
    UNITS
        .iter()
        .find(|(words, ..)| token.is_any(words))
        .map(|(_, unit, thousandths)| Unit { unit: *unit, thousandths: *thousandths })
}

/// A unit of time without an amount, as one of it.
pub(super) fn one(unit: Unit) -> Option<Duration> {
    to_duration(Amount { value: 1.0, unit: Some(unit), elapsed: false, next: 0 })
}

/// Days and longer units as clock time: objectives and intervals run through nights and weekends.
pub(super) fn clock_time(duration: Duration) -> Duration {
    if duration.unit() >= DurationUnit::Day { duration.elapsed() } else { duration }
}

/// A plain number or number word at a token.
pub(super) fn count(token: &Token<'_>) -> Option<f64> {
    let word = || NUMBER_WORDS.iter().find(|(words, _)| token.is_any(words)).map(|(_, value)| *value);
    token.number().or_else(word)
}

/// The index where the words `about`, `~` before an amount begin.
pub(super) fn leading_about(line: &Line<'_>, at: usize) -> usize {
    match line.before(at) {
        Some(token) if token.is_any(ABOUT) => at - 1,
        _ => at,
    }
}

/// Whether the digits here belong to a name: the 2 of `EC2 m5`, of `v2`, of `1.2.3-4`.
fn is_part_of_a_name(line: &Line<'_>, at: usize) -> bool {
    let Some(token) = line.get(at) else { return true };
    let before = line.before(at).filter(|_| token.glued);
    before.is_some_and(|b| b.is_word() || b.number().is_some() || b.is_any(&[".", "$", "€", "#", "@"]))
}

fn is_length_of_work(line: &Line<'_>, first: usize, next: usize) -> bool {
    let behind = if line.is_any(next, &["-"]) && line.is_glued(next) { next + 1 } else { next };
    let mut before = first;
    while before > 0
        && line.is_any(before - 1, &[":", "of", "for", "is", "=", "the", "a"])
        && first - before < 2
    {
        before -= 1;
    }
    let refused = |index: usize| index > 0 && line.is_any(index - 1, NOT_BEFORE);
    let daily = |index: usize| line.is_any(index, &["daily", "weekly", "monthly", "yearly"]);
    !refused(first) && !refused(before) && !line.is_any(behind, NOT_AFTER) && !daily(behind)
}

/// `2d/3d/6d`, `2/3/6 days`: low, likely, high. A shorter one, `2d/6d`, is low and high.
fn slashed(line: &Line<'_>, at: usize) -> Option<(Vec<Amount>, usize)> {
    let mut parts = vec![amount(line, at)?];
    while let Some(next) = parts.last().map(|part| part.next).filter(|next| line.is_any(*next, &["/"])) {
        if parts.len() == 3 {
            return None;
        }
        parts.push(amount(line, next + 1)?);
    }
    (parts.len() > 1).then(|| share_unit(parts)).flatten()
}

/// `3 days`, `2-4 hours`, `2 to 4 hours`, `3±1 days`.
fn dashed(line: &Line<'_>, at: usize) -> Option<(Vec<Amount>, usize)> {
    let first = amount(line, at)?;
    let bound = |second: usize| amount(line, second).and_then(|second| share_unit(vec![first, second]));
    if let Some(second) =
        [&["±"][..], &["+", "/", "-"], &["+", "-"]].iter().find_map(|s| line.phrase(first.next, s))
    {
        let (parts, next) = bound(second)?;
        let [middle, spread] = parts[..] else { return None };
        let same = middle.unit.zip(spread.unit).is_some_and(|(a, b)| a == b) && spread.value <= middle.value;
        let ends = [middle.value - spread.value, middle.value, middle.value + spread.value];
        return same.then(|| (ends.map(|value| Amount { value, ..middle }).to_vec(), next));
    }
    let between = line.before(at).is_some_and(|token| token.is_any(&["between", "بین"]));
    let second = [&["-"][..], &["to"], &["تا"], &[".", "."], &["or"]]
        .iter()
        .find_map(|separator| line.phrase(first.next, separator))
        .or_else(|| {
            line.phrase(first.next, &["and"]).or(line.phrase(first.next, &["و"])).filter(|_| between)
        });
    if let Some(range) = second.and_then(bound) {
        return Some(range);
    }
    first.unit.map(|_| (vec![first], first.next))
}

/// Gives the amounts without a unit the one that follows them; the last must have one.
fn share_unit(mut parts: Vec<Amount>) -> Option<(Vec<Amount>, usize)> {
    let last = *parts.last()?;
    last.unit?;
    let mut following = last;
    for part in parts.iter_mut().rev() {
        if part.unit.is_none() {
            (part.unit, part.elapsed) = (following.unit, following.elapsed);
        }
        following = *part;
    }
    Some((parts, last.next))
}

/// `3`, `3 working days`, `1h 30m`, `half a day`, `two and a half weeks`, `an hour`.
fn amount(line: &Line<'_>, at: usize) -> Option<Amount> {
    let at = if line.is_any(at, ABOUT) { at + 1 } else { at };
    let first = simple_amount(line, at)?;
    let Some(first_unit) = first.unit else { return Some(first) };
    let joined = line.phrase(first.next, &["and"]).unwrap_or(first.next);
    let second = simple_amount(line, joined).filter(|second| {
        second.unit.is_some_and(|unit| unit.unit < first_unit.unit)
            && line.get(joined).is_some_and(starts_number)
    });
    Some(second.and_then(|second| add(first, second)).unwrap_or(first))
}

fn starts_number(token: &Token<'_>) -> bool {
    token.number().is_some()
}

fn simple_amount(line: &Line<'_>, at: usize) -> Option<Amount> {
    let (value, mut next) = value(line, at)?;
    if line.is_any(next, &["-"])
        && line.is_glued(next)
        && line.get(next + 1).is_some_and(|t| unit(t).is_some())
    {
        next += 1;
    }
    let elapsed = line.is_any(next, &["calendar", "elapsed", "consecutive"]);
    let qualified = elapsed || line.is_any(next, &["working", "work", "business", "full", "whole", "more"]);
    let unit = line.get(next + usize::from(qualified)).and_then(unit);
    let Some(unit) = unit else { return Some(Amount { value, unit: None, elapsed: false, next }) };
    next += 1 + usize::from(qualified);
    next = line.phrase(next, &["کاری"]).unwrap_or(next);
    Some(Amount { value, unit: Some(unit), elapsed, next })
}

/// A number, in digits or words, and the index after it.
fn value(line: &Line<'_>, at: usize) -> Option<(f64, usize)> {
    let token = line.get(at)?;
    if token.is_any(&["half", "نیم"]) {
        let next = line.phrase(at + 1, &["of"]).unwrap_or(at + 1);
        let next = if line.is_any(next, &["a", "an"]) { next + 1 } else { next };
        return line.get(next).and_then(unit).map(|_| (0.5, next));
    }
    if token.is_any(&["a", "an"]) {
        return article(line, at);
    }
    let whole = count(token)?;
    let next = line.get(at + 1);
    if let Some(half) = next.and_then(Token::number).filter(|n| *n > 0.0 && *n < 1.0 && line.is_glued(at + 1))
    {
        return Some((whole + half, at + 2));
    }
    let half = line.phrase(at + 1, &["and", "a", "half"]).or_else(|| line.phrase(at + 1, &["و", "نیم"]));
    Some(half.map_or((whole, at + 1), |next| (whole + 0.5, next)))
}

/// `a day`, `an hour` where nothing but a statement of length can be meant.
fn article(line: &Line<'_>, at: usize) -> Option<(f64, usize)> {
    let opens =
        [":", "(", "[", "=", "~", "takes", "take", "about", "approximately", "within", "under", "than", "in"];
    let opens = line.before(at).is_none_or(|token| token.is_any(&opens));
    if let Some(next) = line.phrase(at + 1, &["couple", "of"]) {
        return line.get(next).and_then(unit).map(|_| (2.0, next));
    }
    (opens && line.get(at + 1).is_some_and(|t| unit(t).is_some() && t.text.len() > 1))
        .then_some((1.0, at + 1))
}

/// `1h` and `30m`, `1 day` and `4 hours`. Days and longer count 8 and 40 hours and 20 days, as in an
/// ordinary plan, because a sum needs one unit.
fn add(first: Amount, second: Amount) -> Option<Amount> {
    let (big, small) = (first.unit?, second.unit?);
    let hours = |unit: DurationUnit| match unit {
        DurationUnit::Second => 1.0 / 3600.0,
        DurationUnit::Minute => 1.0 / 60.0,
        DurationUnit::Hour => 1.0,
        DurationUnit::Day => 8.0,
        DurationUnit::Week => 40.0,
        DurationUnit::Month => 160.0,
    };
    let ratio = hours(big.unit) / hours(small.unit) * big.thousandths as f64 / small.thousandths as f64;
    let elapsed = first.elapsed || second.elapsed;
    (!elapsed || big.unit <= DurationUnit::Hour).then_some(Amount {
        value: first.value * ratio.round() + second.value,
        elapsed,
        ..second
    })
}

fn to_duration(amount: Amount) -> Option<Duration> {
    let unit = amount.unit?;
    let thousandths = (amount.value * unit.thousandths as f64).round();
    // A thousand years in seconds: longer is a number of something else.
    if !(0.0..=3.2e13).contains(&thousandths) {
        return None;
    }
    let duration = Duration::from_thousandths(thousandths as i64, unit.unit);
    Some(if amount.elapsed { duration.elapsed() } else { duration })
}

impl DurationPhrase {
    fn estimate(low: Duration, likely: Option<Duration>, high: Duration) -> Self {
        let estimate = Estimate { low: Some(low), likely, high: Some(high), ..Estimate::default() };
        DurationPhrase { duration: None, estimate: Some(estimate) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<(String, &str)> {
        let found = duration(text)?;
        let part = |d: Option<Duration>| d.map_or("-".to_owned(), |d| d.to_string());
        let shown = match (found.value.duration, found.value.estimate) {
            (Some(duration), None) => duration.to_string(),
            (None, Some(e)) => format!("{}/{}/{}", part(e.low), part(e.likely), part(e.high)),
            other => panic!("{text}: {other:?}"),
        };
        Some((shown, &text[found.range]))
    }

    #[test]
    fn reads_durations() {
        for (text, expected, part) in [
            ("3 days", "3d", "3 days"),
            ("Setup (3 days)", "3d", "3 days"),
            ("2-4 hours", "2h/-/4h", "2-4 hours"),
            ("- **Duration**: 15-30 minutes", "15m/-/30m", "15-30 minutes"),
            ("Duration: 90 minutes", "90m", "90 minutes"),
            ("2d/3d/6d", "2d/3d/6d", "2d/3d/6d"),
            ("2/3/6 days", "2d/3d/6d", "2/3/6 days"),
            ("2d/6d", "2d/-/6d", "2d/6d"),
            ("~2 weeks", "2w", "~2 weeks"),
            ("about 2 weeks", "2w", "about 2 weeks"),
            ("1.5h", "1.5h", "1.5h"),
            ("half a day", "0.5d", "half a day"),
            ("half an hour", "0.5h", "half an hour"),
            ("½ day", "0.5d", "½ day"),
            ("2½ days", "2.5d", "2½ days"),
            ("two weeks", "2w", "two weeks"),
            ("two and a half weeks", "2.5w", "two and a half weeks"),
            ("30 min", "30m", "30 min"),
            ("۲ هفته", "2w", "۲ هفته"),
            ("نصب (۳ روز کاری)", "3d", "۳ روز کاری"),
            ("۲ تا ۴ ساعت", "2h/-/4h", "۲ تا ۴ ساعت"),
            ("1h30m", "90m", "1h30m"),
            ("1 hour 30 minutes", "90m", "1 hour 30 minutes"),
            ("1 day 4 hours", "12h", "1 day 4 hours"),
            ("5 working days", "5d", "5 working days"),
            ("5 calendar days", "5ed", "5 calendar days"),
            ("between 2 and 4 hours", "2h/-/4h", "2 and 4 hours"),
            ("2 to 4 weeks", "2w/-/4w", "2 to 4 weeks"),
            ("2 days – 1 week", "2d/-/1w", "2 days – 1 week"),
            ("3 ± 1 days", "2d/3d/4d", "3 ± 1 days"),
            ("a 3-day sprint", "3d", "3-day"),
            ("Planning Phase : 2 weeks", "2w", "2 weeks"),
            ("up to 3 days", "3d", "up to 3 days"),
            ("| Sunday | Monitoring | Health checks | 1 hour |", "1h", "1 hour"),
            ("EC2 m5 for 3 days", "3d", "3 days"),
            ("takes an hour", "1h", "an hour"),
            ("500 ms", "0.5s", "500 ms"),
            ("1 year", "12mo", "1 year"),
            ("Monitor for 24 hours", "24h", "24 hours"),
        ] {
            assert_eq!(shown(text), Some((expected.to_owned(), part)), "{text}");
        }
    }

    #[test]
    fn leaves_other_amounts() {
        for text in [
            "30 days retention",
            "**Retention Policy**: 30-day retention",
            "every 30 seconds",
            "24/7 support",
            "within 5 minutes",
            "RTO: 15m",
            "< 1 hour",
            "Phase 1",
            "Week 1-2",
            "2-4 vCPUs",
            "3D model",
            "5M records",
            "v2 days",
            "Day 3",
            "2 hours/month",
            "4 hour response",
            "$3 days",
            "1.2.3 days",
            "twice a day",
            "8 hours a day",
            "**Backup Frequency**: Every 4 hours",
            "99.9% uptime",
            "timeout of 30s",
            "",
            "-",
            "2026",
            "Keep for 30 days",
            "less than 5 minutes",
            "10 users",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
