//! Dates and amounts of time into the texts of elements.

use critpath::duration::{Duration, Lag};
use critpath::model::{Document, WorkUnits};
use critpath::time::{Axis, Moment, TimeOfDay};

use crate::mspdi::links::{lag_code, lag_of};
use crate::mspdi::values::DurationFormat;

/// How moments become local dates and times.
pub(super) struct Clock {
    axis: Axis,
    /// When the usual day of work starts and finishes.
    day: (TimeOfDay, TimeOfDay),
}

impl Clock {
    /// The zone and the usual day of a document. A zone that does not exist is none.
    pub(super) fn new(document: &Document) -> Self {
        let axis = Axis::new(document.time_zone.as_deref()).unwrap_or(Axis::LOCAL);
        let calendar =
            document.calendars.iter().find(|calendar| Some(&calendar.id) == document.calendar.as_ref());
        let shifts = || calendar.iter().flat_map(|calendar| &calendar.week).flat_map(|day| &day.shifts);
        let usual = (TimeOfDay::from_seconds(8 * 3_600), TimeOfDay::from_seconds(17 * 3_600));
        let start = shifts().map(|shift| shift.start).min().unwrap_or(usual.0);
        let finish = shifts().map(|shift| shift.finish).max().unwrap_or(usual.1);
        Clock { axis, day: (start, finish) }
    }

    /// Where instants lie in time.
    pub(super) fn axis(&self) -> Axis {
        self.axis
    }

    /// A moment without its zone. A date alone is the start of its usual day, or the end of it.
    pub(super) fn text(&self, moment: Moment, is_end: bool) -> String {
        if let Moment::Date(date) = moment {
            return at(&date.to_string(), if is_end { self.day.1 } else { self.day.0 });
        }
        let instant = self.axis.instant_of(moment);
        local(&self.axis.text(instant)).to_owned()
    }
}

/// A date with a time; the end of a day is its last minute.
pub(super) fn at(date: &str, time: TimeOfDay) -> String {
    format!("{date}T{}", hours(time, "23:59:00"))
}

/// A time of day with seconds. The format has no 24:00.
pub(super) fn hours(time: TimeOfDay, midnight: &str) -> String {
    let seconds = time.seconds();
    match seconds {
        86_400 => midnight.to_owned(),
        _ => format!("{:02}:{:02}:{:02}", seconds / 3_600, seconds / 60 % 60, seconds % 60),
    }
}

/// An ISO 8601 time without its offset.
pub(super) fn local(text: &str) -> &str {
    let Some((date, time)) = text.split_once('T') else { return text };
    let end = time.find(['+', '-', 'Z']).unwrap_or(time.len());
    &text[..date.len() + 1 + end]
}

/// An amount of time: `PT16H0M0S`.
pub(super) fn period(seconds: i64) -> String {
    let (sign, all) = (if seconds < 0 { "-" } else { "" }, seconds.unsigned_abs());
    format!("{sign}PT{}H{}M{}S", all / 3_600, all / 60 % 60, all % 60)
}

/// The number of the unit of a duration: the kept one, if it says the same.
pub(super) fn duration_code(duration: Duration, kept: Option<&str>, units: &WorkUnits) -> u32 {
    let says = |code: &u32| DurationFormat::of(*code).duration(duration.seconds(units), units) == duration;
    kept.and_then(|code| code.parse().ok()).filter(says).unwrap_or_else(|| DurationFormat::code(duration))
}

/// A lag in tenths of a minute or percent, and the number of its unit.
pub(super) fn lag(lag: Option<Lag>, kept: Option<&str>, units: &WorkUnits) -> (i64, u32) {
    let amount = match lag {
        None => 0,
        Some(Lag::Percent(thousandths)) => rounded(thousandths, 1_000),
        Some(Lag::Time(duration)) => rounded(duration.seconds(units), 6),
    };
    let says = |code: &u32| lag.is_none_or(|lag| lag_of(amount, DurationFormat::of(*code), units) == lag);
    let code = kept.and_then(|code| code.parse().ok()).filter(says);
    (amount, code.unwrap_or_else(|| lag_code(lag)))
}

/// Tenths of a minute.
pub(super) fn tenths(seconds: i64) -> i64 {
    rounded(seconds, 6)
}

fn rounded(amount: i64, by: i64) -> i64 {
    (amount.abs() + by / 2) / by * amount.signum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_lose_their_offset() {
        for (text, expected) in [
            ("2026-12-07T08:00:00+01:00", "2026-12-07T08:00:00"),
            ("2026-12-07T08:00:00-05:00", "2026-12-07T08:00:00"),
            ("2026-12-07T08:00:00", "2026-12-07T08:00:00"),
        ] {
            assert_eq!(local(text), expected);
        }
    }

    #[test]
    fn amounts() {
        assert_eq!(period(57_661), "PT16H1M1S");
        assert_eq!(period(-60), "-PT0H1M0S");
        assert_eq!(tenths(-9), -2);
        let units = WorkUnits::default();
        let day = Duration::parse("1d").unwrap();
        assert_eq!(duration_code(day, Some("39"), &units), 39);
        assert_eq!(duration_code(day, Some("5"), &units), 7);
        assert_eq!(lag(Lag::parse("25%").ok(), Some("20"), &units), (25, 20));
        assert_eq!(lag(Lag::parse("-2eh").ok(), None, &units), (-1_200, 6));
    }
}
