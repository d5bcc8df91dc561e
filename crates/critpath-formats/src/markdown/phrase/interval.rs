//! Intervals, `every 30 seconds`, and time limits, `within 5 minutes`, into durations.
//!
//! Both are clock time: a day of an interval or a limit is an elapsed day.

use critpath::duration::{Duration, DurationUnit};

use super::scan::{Line, Token};
use super::{Found, amount};

const EVERY: &[&str] = &["every", "each", "هر"];

/// Words that name an interval beside an amount: `30s interval`, `interval: 30s`.
const INTERVAL_NAMES: &[&str] =
    &["interval", "intervals", "frequency", "cadence", "polling", "period", "بازه", "فاصله"];

const ADVERBS: &[(&[&str], i64, DurationUnit)] = &[
    (&["hourly", "ساعتی"], 1, DurationUnit::Hour),
    (&["daily", "nightly", "روزانه"], 1, DurationUnit::Day),
    (&["weekly", "هفتگی"], 1, DurationUnit::Week),
    (&["biweekly", "fortnightly"], 2, DurationUnit::Week),
    (&["monthly", "ماهانه"], 1, DurationUnit::Month),
    (&["quarterly"], 3, DurationUnit::Month),
    (&["yearly", "annually", "سالانه"], 12, DurationUnit::Month),
];

/// Words that an upper limit of time follows. The longest that fits counts.
const LIMITS: &[&[&str]] = &[
    &["within"],
    &["in", "under"],
    &["in", "less", "than"],
    &["in"],
    &["under"],
    &["below"],
    &["<", "="],
    &["<"],
    &["≤"],
    &["less", "than"],
    &["no", "more", "than"],
    &["not", "more", "than"],
    &["no", "longer", "than"],
    &["not", "exceed"],
    &["at", "most"],
    &["up", "to"],
    &["max"],
    &["maximum"],
    &["rto"],
    &["recovery", "time", "objective"],
    &["recovery", "time"],
    &["time", "objective"],
    &["time", "limit"],
    &["objective"],
    &["ظرف"],
    &["کمتر", "از"],
    &["حداکثر"],
];

/// Words between a limit and its amount.
const FILLERS: &[&str] =
    &[":", "of", "=", "is", "a", "the", ".", "maximum", "max", "~", "about", "<", "≤", "target"];

/// The interval at which something is done. O(length).
pub fn interval(text: &str) -> Option<Found<Duration>> {
    let line = Line::new(text);
    (0..line.len()).find_map(|at| {
        let (value, first, next) =
            every(&line, at).or_else(|| named(&line, at)).or_else(|| rate(&line, at))?;
        Some(Found { value: amount::clock_time(value), range: line.range(first, next) })
    })
}

/// The time within which something must be done. Of a range it is the upper end. O(length).
pub fn within(text: &str) -> Option<Found<Duration>> {
    let line = Line::new(text);
    let mut at = 0;
    while at < line.len() {
        let Some((value, next)) = amount::upper(&line, at) else {
            at += 1;
            continue;
        };
        let first = limit_before(&line, amount::leading_about(&line, at));
        let after = limit_after(&line, next);
        let (first, end) = (first.unwrap_or(at), after.unwrap_or(next));
        if first < at || end > next {
            return Some(Found { value: amount::clock_time(value), range: line.range(first, end) });
        }
        at = next;
    }
    None
}

/// `every 30 seconds`, `each minute`, `every other day`, `every 5-10 minutes` (the longer counts).
fn every(line: &Line<'_>, at: usize) -> Option<(Duration, usize, usize)> {
    line.get(at).filter(|token| token.is_any(EVERY))?;
    if let Some((duration, next)) = amount::upper(line, at + 1) {
        return Some((duration, at, next));
    }
    let (times, unit_at) = match line.is_any(at + 1, &["other", "second"]) {
        true => (2, at + 2),
        false => (1, at + 1),
    };
    let unit = line.get(unit_at).filter(|token| token.text.len() > 1).and_then(amount::unit)?;
    let one = amount::one(unit)?;
    let duration = Duration::from_thousandths(one.thousandths() * times, one.unit());
    Some((duration, at, unit_at + 1))
}

/// `30s interval`, `30-second intervals`, `interval: 30s`, `hourly`.
fn named(line: &Line<'_>, at: usize) -> Option<(Duration, usize, usize)> {
    let token = line.get(at)?;
    if let Some((_, count, unit)) = ADVERBS.iter().find(|(words, ..)| token.is_any(words)) {
        return Some((Duration::new(*count, *unit), at, at + 1));
    }
    if token.is_any(INTERVAL_NAMES) {
        let next = (at + 1..at + 4).find(|next| !line.is_any(*next, &[":", "of", "=", "is"]))?;
        return amount::upper(line, next).map(|(duration, next)| (duration, at, next));
    }
    let (duration, next) = amount::upper(line, at)?;
    let name = if line.is_any(next, &["-"]) { next + 1 } else { next };
    line.is_any(name, INTERVAL_NAMES).then_some((duration, at, name + 1))
}

/// `once a day`, `twice per hour`, `3 times a week`.
fn rate(line: &Line<'_>, at: usize) -> Option<(Duration, usize, usize)> {
    let token = line.get(at)?;
    let (count, next) = match (token.is("once"), token.is("twice")) {
        (true, _) => (1.0, at + 1),
        (_, true) => (2.0, at + 1),
        _ => (amount::count(token)?, line.phrase(at + 1, &["times"])?),
    };
    let per = line.is_any(next, &["a", "an", "per", "each", "every"]);
    let unit = line.get(next + usize::from(per)).filter(|token| token.text.len() > 1);
    let adverb = |token: &Token<'_>| ADVERBS.iter().find(|(words, ..)| token.is_any(words));
    let one = match (per, unit) {
        (true, Some(token)) => amount::one(amount::unit(token)?)?,
        (false, Some(token)) => adverb(token).map(|(_, count, unit)| Duration::new(*count, *unit))?,
        _ => return None,
    };
    if !(1.0..=1e6).contains(&count) {
        return None;
    }
    let seconds = amount::clock_time(one).elapsed().seconds(&Default::default()) as f64 / count;
    let duration = if count == 1.0 { one } else { Duration::from_seconds(seconds.round() as i64) };
    Some((duration, at, next + usize::from(per) + 1))
}

/// The index where the words before an amount begin that make it a limit.
fn limit_before(line: &Line<'_>, at: usize) -> Option<usize> {
    let filled = (0..3).take_while(|n| at > *n && line.is_any(at - n - 1, FILLERS)).count();
    let start_of = |words: &[&str], end: usize| {
        end.checked_sub(words.len()).filter(|start| line.phrase(*start, words).is_some())
    };
    (0..=filled).flat_map(|skip| LIMITS.iter().filter_map(move |words| start_of(words, at - skip))).min()
}

/// The index after words behind an amount that make it a limit: `5 minutes max`, `5 minutes or less`.
fn limit_after(line: &Line<'_>, at: usize) -> Option<usize> {
    [
        &["max"][..],
        &["maximum"],
        &["at", "most"],
        &["or", "less"],
        &["rto"],
        &["objective"],
        &["time", "limit"],
    ]
    .iter()
    .find_map(|words| line.phrase(at, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(found: Option<Found<Duration>>, text: &str) -> Option<(String, &str)> {
        found.map(|found| (found.value.to_string(), &text[found.range]))
    }

    #[test]
    fn reads_intervals() {
        for (text, expected, part) in [
            ("**Health Checks**: API endpoint monitoring every 30 seconds", "30s", "every 30 seconds"),
            ("30s interval", "30s", "30s interval"),
            ("probes at 30-second intervals", "30s", "30-second intervals"),
            ("interval: 30s", "30s", "interval: 30s"),
            ("- **Backup Frequency**: Every 4 hours", "4h", "Every 4 hours"),
            ("check frequency of 5 min", "5m", "frequency of 5 min"),
            ("hourly", "1h", "hourly"),
            ("Daily automated backups", "1ed", "Daily"),
            ("each minute", "1m", "each minute"),
            ("every 2 weeks", "2ew", "every 2 weeks"),
            ("every other day", "2ed", "every other day"),
            ("every 5-10 minutes", "10m", "every 5-10 minutes"),
            ("every 500ms", "0.5s", "every 500ms"),
            ("once a day", "1ed", "once a day"),
            ("twice a day", "12h", "twice a day"),
            ("4 times per hour", "15m", "4 times per hour"),
            ("هر ۳۰ ثانیه", "30s", "هر ۳۰ ثانیه"),
            ("پشتیبان‌گیری روزانه", "1ed", "روزانه"),
        ] {
            assert_eq!(shown(interval(text), text), Some((expected.to_owned(), part)), "{text}");
        }
        for text in
            ["every commit", "every 30", "30 seconds", "Weekend", "each service", "3 times", "", "every"]
        {
            assert_eq!(shown(interval(text), text), None, "{text}");
        }
    }

    #[test]
    fn reads_limits() {
        for (text, expected, part) in [
            ("Revert to previous version within 5 minutes", "5m", "within 5 minutes"),
            ("in under 5 min", "5m", "in under 5 min"),
            ("RTO: 15m", "15m", "RTO: 15m"),
            ("**RTO**: < 15 minutes", "15m", "RTO**: < 15 minutes"),
            ("RTO of 1 hour", "1h", "RTO of 1 hour"),
            ("< 1 hour", "1h", "< 1 hour"),
            ("<= 1 hour", "1h", "<= 1 hour"),
            ("&lt; 1 hour", "1h", "&lt; 1 hour"),
            ("less than five minutes", "5m", "less than five minutes"),
            ("must not exceed 10 minutes", "10m", "not exceed 10 minutes"),
            ("- **Recovery Time**: < 5 minutes", "5m", "Recovery Time**: < 5 minutes"),
            ("Restore in 5-10 minutes", "10m", "in 5-10 minutes"),
            ("5 minutes or less", "5m", "5 minutes or less"),
            ("15 min max", "15m", "15 min max"),
            ("up to 2 days", "2ed", "up to 2 days"),
            ("Fix within 1 day", "1ed", "within 1 day"),
            ("within an hour", "1h", "within an hour"),
            ("بازگشت ظرف ۵ دقیقه", "5m", "ظرف ۵ دقیقه"),
            ("حداکثر ۱۰ دقیقه", "10m", "حداکثر ۱۰ دقیقه"),
        ] {
            assert_eq!(shown(within(text), text), Some((expected.to_owned(), part)), "{text}");
        }
        for text in
            ["5 minutes", "every 5 minutes", "within reason", "> 1 hour", "Traffic shifting", "", "< 5%"]
        {
            assert_eq!(shown(within(text), text), None, "{text}");
        }
    }
}
