//! ISO 8601 text and chrono dates into integer seconds and back. The only place that does, with `duration`.

use chrono::{
    DateTime, Datelike, FixedOffset, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone,
    Timelike,
};
use chrono_tz::Tz;

use crate::duration::Duration;
use crate::error::Error;

/// Seconds on the plan's axis: since 1970-01-01T00:00 local time in a plan without a time zone, UTC in one with.
pub type Instant = i64;

/// Seconds in a day of the clock.
pub const DAY_S: i64 = 86_400;

/// Instants are kept within ±200,000 years, so that sums of a few of them never overflow
/// and every one of them is a date that chrono can name.
pub const INSTANT_LIMIT: Instant = 200_000 * 365 * DAY_S;

/// A calendar date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(pub NaiveDate);

/// A time of day, up to and including 24:00.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay {
    seconds: u32,
}

/// A point in time as a plan states it: a date, a local time, or a time with an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// `2026-12-07`: the whole day; its first or last working time, as the place asks.
    Date(NaiveDate),
    /// `2026-12-07T08:00`: in the plan's time zone if it has one.
    Local(NaiveDateTime),
    /// `2026-12-07T08:00+01:00`.
    Zoned(DateTime<FixedOffset>),
}

/// Until when something is possible: an offset from a point that the context names, or a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Until {
    /// `+30m`.
    Offset(Duration),
    /// `2026-12-07T08:00`.
    At(Moment),
}

/// Why a text is not a time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected}")]
pub struct TimeError {
    /// The text.
    pub text: String,
    /// What was expected, with an example.
    pub expected: &'static str,
}

impl Date {
    /// Reads `2026-12-07`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        parse_date(text.trim())
            .map(Date)
            .ok_or_else(|| TimeError { text: text.into(), expected: "a date like 2026-12-07" })
    }

    /// Days since 1970-01-01.
    pub fn day_number(self) -> i64 {
        day_number(self.0)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0.format("%Y-%m-%d"))
    }
}

impl TimeOfDay {
    /// The time this many seconds after midnight; beyond 24:00 it is 24:00.
    pub fn from_seconds(seconds: u32) -> Self {
        TimeOfDay { seconds: seconds.min(DAY_S as u32) }
    }

    /// Seconds since midnight, 86,400 for 24:00.
    pub fn seconds(self) -> u32 {
        self.seconds
    }

    /// Reads `8:00`, `08:00`, `08:00:30`, `24:00`.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let parse = || {
            let mut parts = text.trim().split(':');
            let mut number = |limit: u32| -> Option<u32> {
                let part = parts.next()?;
                if part.is_empty() || part.len() > 2 || !part.bytes().all(|b| b.is_ascii_digit()) {
                    return None;
                }
                part.parse().ok().filter(|n| *n <= limit)
            };
            let hours = number(24)?;
            let minutes = number(59)?;
            let rest = text.trim().matches(':').count();
            let seconds = if rest == 2 { number(59)? } else { 0 };
            let total = hours * 3600 + minutes * 60 + seconds;
            (rest <= 2 && total <= DAY_S as u32).then_some(TimeOfDay { seconds: total })
        };
        parse().ok_or_else(|| TimeError { text: text.into(), expected: "a time of day like 08:00" })
    }
}

impl std::fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (h, m, s) = (self.seconds / 3600, self.seconds / 60 % 60, self.seconds % 60);
        if s == 0 { write!(f, "{h:02}:{m:02}") } else { write!(f, "{h:02}:{m:02}:{s:02}") }
    }
}

impl Moment {
    /// Reads a date, a local time (`T` or a blank between) or a time with `Z` or an offset.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let trimmed = text.trim();
        let parse = || {
            if let Some(date) = parse_date(trimmed) {
                return Some(Moment::Date(date));
            }
            let (date, time) = trimmed.split_once(['T', 't', ' '])?;
            let date = parse_date(date)?;
            let (time, offset) = split_offset(time.trim())?;
            let time = parse_time(time)?;
            let local = date.and_time(time);
            Some(match offset {
                None => Moment::Local(local),
                Some(offset) => Moment::Zoned(offset.from_local_datetime(&local).single()?),
            })
        };
        parse().ok_or_else(|| TimeError {
            text: text.into(),
            expected: "a date or time like 2026-12-07, 2026-12-07T08:00 or 2026-12-07T08:00+01:00",
        })
    }

    /// The date part, as written.
    pub fn date(self) -> NaiveDate {
        match self {
            Moment::Date(date) => date,
            Moment::Local(local) => local.date(),
            Moment::Zoned(zoned) => zoned.date_naive(),
        }
    }

    /// Whether it is a date without a time.
    pub fn is_date(self) -> bool {
        matches!(self, Moment::Date(_))
    }
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            // Of dates and times without fractions, what chrono shows to programmers is ISO 8601, and several times
            // faster than a pattern.
            Moment::Date(date) => write!(f, "{date:?}"),
            Moment::Local(local) => write!(f, "{:?}", whole_second(*local)),
            Moment::Zoned(zoned) => {
                write!(f, "{:?}{}", whole_second(zoned.naive_local()), zoned.format("%:z"))
            }
        }
    }
}

/// The time without a fraction of a second.
fn whole_second(time: NaiveDateTime) -> NaiveDateTime {
    time.with_nanosecond(0).unwrap_or(time)
}

impl Until {
    /// Reads `+30m` or a moment.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let trimmed = text.trim();
        let parsed = match trimmed.strip_prefix('+') {
            Some(offset) => Duration::parse(offset).ok().map(Until::Offset),
            None => Moment::parse(trimmed).ok().map(Until::At),
        };
        parsed.ok_or_else(|| TimeError {
            text: text.into(),
            expected: "an offset like +30m or a time like 2026-12-07T08:00",
        })
    }
}

impl std::fmt::Display for Until {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Until::Offset(offset) => write!(f, "+{offset}"),
            Until::At(moment) => write!(f, "{moment}"),
        }
    }
}

impl From<Option<Tz>> for Axis {
    fn from(zone: Option<Tz>) -> Self {
        Axis { zone }
    }
}

/// The plan's time axis: how moments become instants and instants become text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Axis {
    zone: Option<Tz>,
}

impl Axis {
    /// The axis of a plan without a time zone.
    pub const LOCAL: Axis = Axis { zone: None };

    /// The axis of a plan with this IANA zone, or without one.
    pub fn new(time_zone: Option<&str>) -> Result<Self, TimeError> {
        let Some(name) = time_zone else { return Ok(Axis { zone: None }) };
        name.trim().parse().map(|zone| Axis { zone: Some(zone) }).map_err(|_| TimeError {
            text: name.into(),
            expected: "the IANA name of a time zone like Europe/Berlin",
        })
    }

    /// The zone, if the plan has one.
    pub fn zone(self) -> Option<Tz> {
        self.zone
    }

    /// The instant of a local date and time. In the hour that a clock change skips, the first instant after it;
    /// in the hour that it repeats, the first pass.
    pub fn instant(self, local: NaiveDateTime) -> Instant {
        let naive = local.and_utc().timestamp();
        match self.zone {
            None => naive,
            Some(zone) => naive - offset_of_local(zone, local),
        }
    }

    /// The instant of a moment; a date means its midnight. A time with an offset in a plan without
    /// a zone counts as the local time that it states.
    pub fn instant_of(self, moment: Moment) -> Instant {
        match (moment, self.zone) {
            (Moment::Date(date), _) => self.instant(date.and_time(NaiveTime::MIN)),
            (Moment::Local(local), _) => self.instant(local),
            (Moment::Zoned(zoned), Some(_)) => zoned.timestamp(),
            (Moment::Zoned(zoned), None) => zoned.naive_local().and_utc().timestamp(),
        }
    }

    /// Whether a time that a caller gives means the same here as there. What a document says is read as far as it
    /// goes; a caller can be asked.
    ///
    /// # Errors
    /// [`Error::Option`] for a time with an offset in a plan without a zone.
    pub fn accept(self, moment: Moment) -> Result<(), Error> {
        match (moment, self.zone) {
            (Moment::Zoned(_), None) => Err(Error::Option(format!(
                "`{moment}` has an offset, but the plan has no time zone; \
                 leave the offset out, or state the time zone of the plan"
            ))),
            _ => Ok(()),
        }
    }

    /// Local seconds since 1970-01-01T00:00 at an instant.
    pub fn local_s(self, instant: Instant) -> i64 {
        match self.zone {
            None => instant,
            Some(zone) => {
                instant + i64::from(zone.offset_from_utc_datetime(&naive(instant)).fix().local_minus_utc())
            }
        }
    }

    /// The instant of local seconds since 1970-01-01T00:00.
    pub fn from_local_s(self, local_s: i64) -> Instant {
        self.instant(naive(local_s))
    }

    /// The moment of an instant, with its offset if the plan has a zone.
    pub fn moment(self, instant: Instant) -> Moment {
        match self.zone {
            None => Moment::Local(naive(instant)),
            Some(zone) => Moment::Zoned(zone.from_utc_datetime(&naive(instant)).fixed_offset()),
        }
    }

    /// The instant as ISO 8601 text.
    pub fn text(self, instant: Instant) -> String {
        self.moment(instant).to_string()
    }
}

/// The local date and time of local seconds since 1970-01-01T00:00.
pub fn naive(local_s: i64) -> NaiveDateTime {
    let clipped = local_s.clamp(-INSTANT_LIMIT, INSTANT_LIMIT);
    DateTime::from_timestamp(clipped, 0).map(|t| t.naive_utc()).unwrap_or_default()
}

/// Days since 1970-01-01.
pub fn day_number(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

/// The date of a day number; dates beyond what chrono names are clipped.
pub fn date_of(day_number: i64) -> NaiveDate {
    naive(day_number.saturating_mul(DAY_S)).date()
}

fn parse_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let digits = |s: &str, len: usize| s.len() == len && s.bytes().all(|b| b.is_ascii_digit());
    if parts.next().is_some() || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

fn parse_time(text: &str) -> Option<NaiveTime> {
    let whole = text.split_once('.').map_or(text, |(whole, fraction)| {
        if fraction.bytes().all(|b| b.is_ascii_digit()) { whole } else { text }
    });
    let time = TimeOfDay::parse(whole).ok()?;
    NaiveTime::from_num_seconds_from_midnight_opt(time.seconds(), 0)
}

fn split_offset(time: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(time) = time.strip_suffix(['Z', 'z']) {
        return Some((time, FixedOffset::east_opt(0)));
    }
    let Some(at) = time.rfind(['+', '-']) else { return Some((time, None)) };
    let (time, offset) = time.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset[1..].chars().filter(|c| *c != ':').collect();
    if digits.len() != 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes): (i32, i32) = (digits[..2].parse().ok()?, digits[2..].parse().ok()?);
    Some((time, Some(FixedOffset::east_opt(sign * (hours * 3600 + minutes * 60))?)))
}

fn offset_of_local(zone: Tz, local: NaiveDateTime) -> i64 {
    let offset = |at: NaiveDateTime| i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc());
    match zone.offset_from_local_datetime(&local) {
        MappedLocalTime::Single(o) | MappedLocalTime::Ambiguous(o, _) => i64::from(o.fix().local_minus_utc()),
        // The clock jumped over this time. With the offset from before the jump the instant lands after it.
        MappedLocalTime::None => offset(local - chrono::Duration::hours(26)),
    }
}

/// Serde and schema for types that are text in JSON.
macro_rules! text_in_json {
    ($($type:ty, $name:literal, $description:literal, $example:literal;)*) => { $(
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                <$type>::parse(&text).map_err(serde::de::Error::custom)
            }
        }
        impl std::str::FromStr for $type {
            type Err = crate::time::TimeError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                <$type>::parse(text)
            }
        }
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "description": $description, "examples": [$example] })
            }
        }
    )* };
}
pub(crate) use text_in_json;

text_in_json! {
    Date, "Date", "A calendar date, ISO 8601.", "2026-12-07";
    TimeOfDay, "TimeOfDay", "A time of day, up to and including 24:00.", "08:00";
    Moment, "Moment", "A date, a local time, or a time with an offset, ISO 8601.", "2026-12-07T08:00:00";
    Until, "Until", "An offset from a point that the context names, or a moment.", "+30m";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_and_print() {
        for (text, printed) in [
            ("2026-12-07", "2026-12-07"),
            ("2026-12-07T08:00", "2026-12-07T08:00:00"),
            ("2026-12-07 08:00", "2026-12-07T08:00:00"),
            ("2026-12-07T08:00:30Z", "2026-12-07T08:00:30+00:00"),
            ("2026-12-07T08:00:30.5-0330", "2026-12-07T08:00:30-03:30"),
        ] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), printed);
        }
        for bad in
            ["", "2026-13-01", "2026-02-30", "26-1-1", "2026-12-07T25:00", "2026-12-07T08:00+9", "tomorrow"]
        {
            assert!(Moment::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn clock_changes_map_both_ways() {
        let berlin = Axis::new(Some("Europe/Berlin")).unwrap();
        let at = |text: &str| berlin.instant_of(Moment::parse(text).unwrap());
        // 02:30 does not exist on 2026-03-29; 03:30 summer time is the same instant.
        assert_eq!(at("2026-03-29T02:30"), at("2026-03-29T03:30+02:00"));
        // 02:30 happens twice on 2026-10-25; the first pass is still summer time.
        assert_eq!(at("2026-10-25T02:30"), at("2026-10-25T02:30+02:00"));
        assert_eq!(berlin.text(at("2026-12-07T08:00")), "2026-12-07T08:00:00+01:00");
    }

    #[test]
    fn moments_print_as_the_pattern_says() {
        let zone = Axis::new(Some("Europe/Berlin")).unwrap();
        let edges = [
            -INSTANT_LIMIT,
            -62_167_219_200,
            -2_500_000_000,
            -1,
            0,
            1_796_630_400,
            253_402_300_800,
            INSTANT_LIMIT,
        ];
        for at in edges.into_iter().flat_map(|edge| (0..50).map(move |step| edge + step * 7_654_321)) {
            let local = naive(at);
            assert_eq!(Moment::Local(local).to_string(), local.format("%Y-%m-%dT%H:%M:%S").to_string());
            assert_eq!(Moment::Date(local.date()).to_string(), local.date().format("%Y-%m-%d").to_string());
            let Moment::Zoned(zoned) = zone.moment(at) else { panic!("a zone") };
            assert_eq!(zone.text(at), zoned.format("%Y-%m-%dT%H:%M:%S%:z").to_string());
        }
    }

    #[test]
    fn day_numbers_invert() {
        for day in [-719_162, -1, 0, 1, 20_000, 2_000_000] {
            assert_eq!(day_number(date_of(day)), day);
        }
    }
}
