//! Duration and lag text into amounts and seconds, and back.

use crate::model::WorkUnits;
use crate::time::{INSTANT_LIMIT, TimeError, text_in_json};

/// The unit of a duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DurationUnit {
    /// `s`
    Second,
    /// `m`
    Minute,
    /// `h`
    Hour,
    /// `d`
    Day,
    /// `w`
    Week,
    /// `mo`
    Month,
}

/// An amount of working time, or of elapsed clock time: `3d`, `4h`, `90s`, `1.5d`, `2w`, `1ed`.
///
/// The amount is exact to a thousandth of its unit and may be negative where a lag is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    thousandths: i64,
    unit: DurationUnit,
    elapsed: bool,
}

impl DurationUnit {
    const ALL: [DurationUnit; 6] = [
        DurationUnit::Second,
        DurationUnit::Minute,
        DurationUnit::Hour,
        DurationUnit::Day,
        DurationUnit::Week,
        DurationUnit::Month,
    ];

    fn symbol(self) -> &'static str {
        match self {
            DurationUnit::Second => "s",
            DurationUnit::Minute => "m",
            DurationUnit::Hour => "h",
            DurationUnit::Day => "d",
            DurationUnit::Week => "w",
            DurationUnit::Month => "mo",
        }
    }

    /// Clock seconds in one unit; a month has 30 days.
    fn clock_s(self) -> i64 {
        match self {
            DurationUnit::Second => 1,
            DurationUnit::Minute => 60,
            DurationUnit::Hour => 3_600,
            DurationUnit::Day => 86_400,
            DurationUnit::Week => 604_800,
            DurationUnit::Month => 2_592_000,
        }
    }

    fn work_s(self, units: &WorkUnits) -> i64 {
        match self {
            DurationUnit::Day => units.day_s(),
            DurationUnit::Week => units.week_s(),
            DurationUnit::Month => units.month_s(),
            other => other.clock_s(),
        }
    }
}

impl Duration {
    /// No time.
    pub const ZERO: Duration = Duration { thousandths: 0, unit: DurationUnit::Hour, elapsed: false };

    /// A whole number of units of working time.
    pub fn new(amount: i64, unit: DurationUnit) -> Self {
        Duration { thousandths: amount.saturating_mul(1000), unit, elapsed: false }
    }

    /// This many seconds, in the largest unit up to hours that divides them.
    pub fn from_seconds(seconds: i64) -> Self {
        let unit = [DurationUnit::Hour, DurationUnit::Minute]
            .into_iter()
            .find(|unit| seconds % unit.clock_s() == 0)
            .unwrap_or(DurationUnit::Second);
        Duration::new(seconds / unit.clock_s(), unit)
    }

    /// From an amount in thousandths of a unit.
    pub fn from_thousandths(thousandths: i64, unit: DurationUnit) -> Self {
        Duration { thousandths, unit, elapsed: false }
    }

    /// The same amount of clock time, which runs through nights and weekends.
    pub fn elapsed(self) -> Self {
        Duration { elapsed: true, ..self }
    }

    /// Whether it is clock time.
    pub fn is_elapsed(self) -> bool {
        self.elapsed
    }

    /// The unit it is stated in.
    pub fn unit(self) -> DurationUnit {
        self.unit
    }

    /// The amount in thousandths of the unit.
    pub fn thousandths(self) -> i64 {
        self.thousandths
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self.thousandths < 0
    }

    /// Reads `3d`, `4h`, `90s`, `1.5d`, `2w`, `1mo`, elapsed `1ed`, and sums like `1h30m`, which
    /// come out in their smallest unit. A sign may stand before it.
    ///
    /// # Errors
    /// Text that is none of these, or more than 200,000 years.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        parse(text.trim()).ok_or_else(|| TimeError {
            text: text.into(),
            expected: "a duration like 3d, 4h, 90s, 1.5d, 2w or 1ed",
        })
    }

    /// Seconds of work, or clock seconds if it is elapsed, rounded to the nearest second.
    pub fn seconds(&self, units: &WorkUnits) -> i64 {
        let unit_s = if self.elapsed { self.unit.clock_s() } else { self.unit.work_s(units) };
        let exact = i128::from(self.thousandths) * i128::from(unit_s);
        let rounded = (exact + if exact < 0 { -500 } else { 500 }) / 1000;
        i64::try_from(rounded).unwrap_or(i64::MAX).clamp(-INSTANT_LIMIT, INSTANT_LIMIT)
    }

    /// Seconds of the clock, also where it stands for work: a window of `1d` that something is measured over is a day.
    pub fn clock_seconds(self) -> i64 {
        self.elapsed().seconds(&WorkUnits::default())
    }
}

fn parse(text: &str) -> Option<Duration> {
    let (negative, mut rest) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut parts: Vec<Duration> = Vec::new();
    while !rest.is_empty() {
        let (part, after) = parse_part(rest)?;
        parts.push(part);
        rest = after.trim_start();
    }
    let sum = sum(&parts)?;
    let thousandths = if negative { -sum.thousandths } else { sum.thousandths };
    (thousandths.unsigned_abs() <= INSTANT_LIMIT.unsigned_abs()).then_some(Duration { thousandths, ..sum })
}

fn parse_part(text: &str) -> Option<(Duration, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at(end);
    let thousandths = parse_thousandths(number)?;
    let rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
    let (symbol, rest) = rest.split_at(end);
    let (elapsed, symbol) = match symbol.strip_prefix('e') {
        Some(symbol) => (true, symbol),
        None => (false, symbol),
    };
    let unit = DurationUnit::ALL.into_iter().find(|unit| unit.symbol() == symbol)?;
    Some((Duration { thousandths, unit, elapsed }, rest))
}

/// A decimal number as thousandths; further digits round to the nearest.
fn parse_thousandths(number: &str) -> Option<i64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || whole.len() > 15 || fraction.contains('.') || number.ends_with('.') {
        return None;
    }
    let mut thousandths: i64 = whole.parse::<i64>().ok()?.checked_mul(1000)?;
    for (digit, scale) in fraction.bytes().zip([100, 10, 1]) {
        thousandths += i64::from(digit - b'0') * scale;
    }
    Some(thousandths + i64::from(fraction.as_bytes().get(3).is_some_and(|d| *d >= b'5')))
}

fn sum(parts: &[Duration]) -> Option<Duration> {
    let (first, rest) = parts.split_first()?;
    if rest.is_empty() {
        return Some(*first);
    }
    // Only units with one length everywhere can be added: days of work depend on settings.
    let fixed = |d: &Duration| d.elapsed == first.elapsed && (d.elapsed || d.unit <= DurationUnit::Hour);
    if !parts.iter().all(fixed) {
        return None;
    }
    let unit = parts.iter().map(|d| d.unit).min()?;
    let total = parts
        .iter()
        .map(|d| i128::from(d.thousandths) * i128::from(d.unit.clock_s() / unit.clock_s()))
        .sum::<i128>();
    Some(Duration { thousandths: i64::try_from(total).ok()?, unit, elapsed: first.elapsed })
}

impl Default for Duration {
    fn default() -> Self {
        Duration::ZERO
    }
}

impl std::fmt::Display for Duration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write_decimal(f, self.thousandths)?;
        write!(f, "{}{}", if self.elapsed { "e" } else { "" }, self.unit.symbol())
    }
}

/// An amount of time for people: `2d 3h`, `45m`, `0m`; `day_s` seconds make a day.
pub fn readable(seconds: i64, day_s: i64) -> String {
    let mut left = seconds.unsigned_abs();
    let mut parts = Vec::new();
    for (unit, symbol) in [(day_s.max(1).unsigned_abs(), "d"), (3_600, "h"), (60, "m"), (1, "s")] {
        if left >= unit {
            parts.push(format!("{}{symbol}", left / unit));
            left %= unit;
        }
    }
    let sign = if seconds < 0 { "-" } else { "" };
    if parts.is_empty() { "0m".into() } else { format!("{sign}{}", parts.join(" ")) }
}

/// Time that must lie between two ends: a duration, or a share of the predecessor's duration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lag {
    /// `5m`, `-2h`, `1ed`.
    Time(Duration),
    /// `50%`, in thousandths of a percent.
    Percent(i64),
}

impl Lag {
    /// Reads a duration with an optional sign, or a percentage.
    pub fn parse(text: &str) -> Result<Self, TimeError> {
        let trimmed = text.trim();
        let Some(number) = trimmed.strip_suffix('%') else { return Duration::parse(trimmed).map(Lag::Time) };
        let (sign, number) = match number.trim().strip_prefix('-') {
            Some(number) => (-1, number),
            None => (1, number.trim().strip_prefix('+').unwrap_or(number.trim())),
        };
        let valid = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        valid
            .then(|| parse_thousandths(number))
            .flatten()
            .map(|n| Lag::Percent(sign * n))
            .ok_or_else(|| TimeError { text: text.into(), expected: "a lag like 5m, -2h or 50%" })
    }

    /// Seconds, given the predecessor's duration.
    pub fn seconds(self, units: &WorkUnits, predecessor_s: i64) -> i64 {
        match self {
            Lag::Time(duration) => duration.seconds(units),
            Lag::Percent(thousandths) => {
                let exact = i128::from(thousandths) * i128::from(predecessor_s) / 100_000;
                i64::try_from(exact).unwrap_or(i64::MAX).clamp(-INSTANT_LIMIT, INSTANT_LIMIT)
            }
        }
    }
}

impl std::fmt::Display for Lag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Lag::Time(duration) => write!(f, "{duration}"),
            Lag::Percent(thousandths) => {
                write_decimal(f, *thousandths)?;
                write!(f, "%")
            }
        }
    }
}

fn write_decimal(f: &mut std::fmt::Formatter<'_>, thousandths: i64) -> std::fmt::Result {
    let (whole, fraction) = (thousandths.unsigned_abs() / 1000, thousandths.unsigned_abs() % 1000);
    let sign = if thousandths < 0 { "-" } else { "" };
    if fraction == 0 {
        return write!(f, "{sign}{whole}");
    }
    write!(f, "{sign}{whole}.{}", format!("{fraction:03}").trim_end_matches('0'))
}

text_in_json! {
    Duration, "Duration", "An amount of working time (s m h d w mo), or of elapsed time (es em eh ed ew emo).", "3d";
    Lag, "Lag", "A duration with an optional sign, or a percentage of the predecessor's duration.", "-2h";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_prints() {
        for (text, printed, seconds) in [
            ("3d", "3d", 3 * 28_800),
            ("1.5d", "1.5d", 43_200),
            ("90s", "90s", 90),
            ("2w", "2w", 2 * 144_000),
            ("1mo", "1mo", 20 * 28_800),
            ("1ed", "1ed", 86_400),
            ("1h30m", "90m", 5_400),
            ("1h 30m", "90m", 5_400),
            ("-2h", "-2h", -7_200),
            ("0.3335s", "0.334s", 0),
        ] {
            let duration = Duration::parse(text).unwrap();
            assert_eq!(duration.to_string(), printed);
            assert_eq!(duration.seconds(&WorkUnits::default()), seconds, "{text}");
        }
        for bad in
            ["", "d", "3", "3x", "3 days", "1..5d", ".5d", "1d2h", "99999999999999999d", "--1d", "3d extra"]
        {
            assert!(Duration::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn amounts_are_readable() {
        for (seconds, text) in [(0, "0m"), (28_800, "1d"), (70_205, "2d 3h 30m 5s"), (-5_400, "-1h 30m")] {
            assert_eq!(readable(seconds, 28_800), text);
        }
    }

    #[test]
    fn lags_read_and_print() {
        for (text, printed) in
            [("5m", "5m"), ("+5m", "5m"), ("-2h", "-2h"), ("50%", "50%"), ("-12.5%", "-12.5%")]
        {
            assert_eq!(Lag::parse(text).unwrap().to_string(), printed);
        }
        assert_eq!(Lag::parse("50%").unwrap().seconds(&WorkUnits::default(), 7_200), 3_600);
        assert!(Lag::parse("%").is_err());
    }
}
