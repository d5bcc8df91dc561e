//! Seconds and results' times into the words that people read.

use critpath::model::WorkUnits;
use critpath::time::{Axis, Instant, naive};

const MOMENT: &str = "%a %-d %b %Y, %H:%M";

/// An amount of working time in days, hours, minutes and seconds, the two largest of them: `2d 4h`.
/// Elapsed time says so, as in durations: `1ed`.
pub(crate) fn amount(seconds: i64, units: &WorkUnits, elapsed: bool) -> String {
    let (day_s, mark) = if elapsed { (86_400, "e") } else { (units.day_s().max(1), "") };
    let mut rest = seconds.unsigned_abs();
    let mut parts = Vec::new();
    for (unit_s, symbol) in [(day_s.unsigned_abs(), "d"), (3_600, "h"), (60, "m"), (1, "s")] {
        let count = rest / unit_s;
        rest %= unit_s;
        if count > 0 {
            parts.push(format!("{count}{mark}{symbol}"));
        }
    }
    parts.truncate(2);
    match (parts.is_empty(), seconds < 0) {
        (true, _) => "0".into(),
        (false, true) => format!("-{}", parts.join(" ")),
        (false, false) => parts.join(" "),
    }
}

/// An amount of work, with its sign if it is not nothing: `+2d 4h`.
pub(crate) fn signed(seconds: i64, units: &WorkUnits) -> String {
    let sign = if seconds > 0 { "+" } else { "" };
    format!("{sign}{}", amount(seconds, units, false))
}

/// From when to when, for people: the second date is left out where it is the first.
pub(crate) fn period(axis: Axis, start: Instant, finish: Instant) -> String {
    let [first, last] = [start, finish].map(|at| naive(axis.local_s(at)));
    if start == finish {
        return first.format(MOMENT).to_string();
    }
    let end = if first.date() == last.date() { "%H:%M" } else { MOMENT };
    format!("{} \u{2013} {}", first.format(MOMENT), last.format(end))
}

/// A number of things: `1 task`, `2 tasks`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// An instant for people: `Mon 7 Dec 2026, 08:00`.
pub(crate) fn instant_text(axis: Axis, at: Instant) -> String {
    naive(axis.local_s(at)).format(MOMENT).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use critpath::time::{DAY_S, Moment};

    #[test]
    fn amounts_read_well() {
        let units = WorkUnits::default();
        for (seconds, elapsed, text) in [
            (80 * 3600, false, "10d"),
            (20 * 3600, false, "2d 4h"),
            (5_400, false, "1h 30m"),
            (-5_400, false, "-1h 30m"),
            (90, false, "1m 30s"),
            (0, false, "0"),
            (86_400, true, "1ed"),
            (28_800 + 61, false, "1d 1m"),
            (i64::MIN, true, "-106751991167300ed 15eh"),
        ] {
            assert_eq!(amount(seconds, &units, elapsed), text);
        }
        let no_day = WorkUnits { minutes_per_day: Some(0), ..Default::default() };
        assert_eq!(amount(1, &no_day, false), "1d");
    }

    #[test]
    fn times_read_well() {
        let berlin = Axis::new(Some("Europe/Berlin")).unwrap();
        let at = berlin.instant_of(Moment::parse("2026-12-07T08:00:00+01:00").unwrap());
        assert_eq!(instant_text(berlin, at), "Mon 7 Dec 2026, 08:00");
        assert_eq!(period(berlin, at, at), "Mon 7 Dec 2026, 08:00");
        assert_eq!(period(berlin, at, at + 5_400), "Mon 7 Dec 2026, 08:00 \u{2013} 09:30");
        assert_eq!(period(berlin, at, at + DAY_S), "Mon 7 Dec 2026, 08:00 \u{2013} Tue 8 Dec 2026, 08:00");
    }
}
