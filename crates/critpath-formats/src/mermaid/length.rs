//! Lengths of bars, `3d`, `90m`, `1w`, into durations and back onto the chart.

use chrono::{Datelike, NaiveDateTime, NaiveTime, Weekday};
use critpath::duration::{Duration, DurationUnit};

/// A length in a unit of Mermaid: `ms s m h d w M y`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Length {
    thousandths: i64,
    unit: DurationUnit,
}

impl Length {
    /// Reads `3d`, `1.5h`, `500ms`; a month has 30 days and a year 365.
    pub fn parse(text: &str) -> Option<Self> {
        let split = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, unit) = text.split_at(split);
        let (unit, factor) = match unit {
            "ms" => (DurationUnit::Second, 1.0),
            "s" => (DurationUnit::Second, 1e3),
            "m" => (DurationUnit::Minute, 1e3),
            "h" => (DurationUnit::Hour, 1e3),
            "d" => (DurationUnit::Day, 1e3),
            "w" => (DurationUnit::Week, 1e3),
            "M" => (DurationUnit::Month, 1e3),
            "y" => (DurationUnit::Day, 365e3),
            _ => return None,
        };
        let thousandths = (number.parse::<f64>().ok()? * factor).round();
        // About thirty thousand years in seconds, far within what a duration holds.
        (0.0..=1e15).contains(&thousandths).then_some(Length { thousandths: thousandths as i64, unit })
    }

    /// As a duration: elapsed, or days of work where the chart excludes weekends.
    pub fn duration(self, weekends_free: bool) -> Duration {
        match self.days().filter(|_| weekends_free) {
            Some(days) => Duration::from_thousandths(days, DurationUnit::Day),
            None => Duration::from_thousandths(self.thousandths, self.unit).elapsed(),
        }
    }

    /// Where a bar ends that starts here.
    pub fn end(self, start: NaiveDateTime, weekends_free: bool) -> Option<NaiveDateTime> {
        match self.days().filter(|days| weekends_free && days % 1000 == 0) {
            Some(days) => add_weekdays(start, days / 1000),
            None => {
                let seconds = Duration::from_thousandths(self.thousandths, self.unit)
                    .elapsed()
                    .seconds(&Default::default());
                start.checked_add_signed(chrono::Duration::try_seconds(seconds)?)
            }
        }
    }

    /// Thousandths of days, where it is in days or longer units, or in more hours than a day has.
    fn days(self) -> Option<i64> {
        match self.unit {
            DurationUnit::Day => Some(self.thousandths),
            DurationUnit::Week => self.thousandths.checked_mul(7),
            DurationUnit::Month => self.thousandths.checked_mul(30),
            DurationUnit::Hour if self.thousandths >= 24_000 => Some(self.thousandths / 24),
            _ => None,
        }
    }
}

/// The time between two points of the chart: elapsed, or days of work where weekends are free.
pub(super) fn between(start: NaiveDateTime, end: NaiveDateTime, weekends_free: bool) -> Duration {
    let whole_days = start.time() == end.time();
    if weekends_free && whole_days {
        let days = (end - start).num_days();
        let rest = (0..days % 7).filter(|n| is_weekday(start + chrono::Duration::days(*n))).count();
        return Duration::new(days / 7 * 5 + rest as i64, DurationUnit::Day);
    }
    match whole_days {
        true => Duration::new((end - start).num_days(), DurationUnit::Day).elapsed(),
        false => Duration::from_seconds((end - start).num_seconds()).elapsed(),
    }
}

/// Seconds from one time of day to another, on the next day if it is not later.
pub(super) fn clock_s(from: NaiveTime, to: NaiveTime) -> i64 {
    (to - from).num_seconds().rem_euclid(86_400)
}

fn add_weekdays(start: NaiveDateTime, days: i64) -> Option<NaiveDateTime> {
    let mut at = start.checked_add_signed(chrono::Duration::try_days(days / 5 * 7)?)?;
    let mut left = days % 5;
    while left > 0 {
        left -= i64::from(is_weekday(at));
        at = at.checked_add_signed(chrono::Duration::days(1))?;
    }
    Some(at)
}

fn is_weekday(time: NaiveDateTime) -> bool {
    !matches!(time.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lengths() {
        for (text, elapsed, working) in [
            ("7d", "7ed", "7d"),
            ("30m", "30em", "30em"),
            ("1.5h", "1.5eh", "1.5eh"),
            ("48h", "48eh", "2d"),
            ("2w", "2ew", "14d"),
            ("1M", "1emo", "30d"),
            ("1y", "365ed", "365d"),
            ("500ms", "0.5es", "0.5es"),
        ] {
            let length = Length::parse(text).unwrap();
            assert_eq!(
                (length.duration(false).to_string().as_str(), length.duration(true).to_string().as_str()),
                (elapsed, working)
            );
        }
        for text in ["", "d", "3", "-3d", "3x", "3D", "1..2d", "9999999999999999y", "3d4"] {
            assert_eq!(Length::parse(text), None, "{text}");
        }
    }

    #[test]
    fn skips_weekends() {
        let friday: NaiveDateTime = "2024-01-05T00:00:00".parse().unwrap();
        let end = |text: &str| Length::parse(text).unwrap().end(friday, true).unwrap().date().to_string();
        assert_eq!(end("1d"), "2024-01-06");
        assert_eq!(end("2d"), "2024-01-09");
        assert_eq!(end("5d"), "2024-01-12");
        let monday: NaiveDateTime = "2024-01-15T00:00:00".parse().unwrap();
        assert_eq!(between(friday, monday, true).to_string(), "6d");
        assert_eq!(between(friday, monday, false).to_string(), "10ed");
    }
}
