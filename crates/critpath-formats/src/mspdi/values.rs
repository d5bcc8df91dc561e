//! Texts of elements into numbers, dates and durations; what cannot be read is reported and left out.

use std::collections::BTreeSet;
use std::str::FromStr;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::{Duration, DurationUnit};
use critpath::model::{Progress, WorkUnits};
use critpath::time::{Date, Moment, TimeOfDay};

use crate::xml::Node;

/// An element and what it says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field<'t, 'a, T> {
    pub(super) node: Option<Node<'t, 'a>>,
    pub(super) value: Option<T>,
}

impl<T> Default for Field<'_, '_, T> {
    fn default() -> Self {
        Field { node: None, value: None }
    }
}

impl<'t, 'a, T> Field<'t, 'a, T> {
    pub(super) fn new(node: Node<'t, 'a>, value: Option<T>) -> Self {
        Field { node: Some(node), value }
    }

    /// The element, unless the model holds what it says.
    pub(super) fn unless(&self, is_held: bool) -> Option<Node<'t, 'a>> {
        self.node.filter(|_| !is_held)
    }
}

/// Reads values, and keeps what was wrong with them.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a code of a duration's format says: the unit that people see, and whether it runs on the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DurationFormat {
    pub(super) unit: DurationUnit,
    pub(super) is_elapsed: bool,
    pub(super) is_percent: bool,
}

impl DurationFormat {
    /// The format with this number. Formats of estimated durations are those of known ones, and 32 more.
    pub(super) fn of(code: u32) -> Self {
        let format = |unit, is_elapsed| DurationFormat { unit, is_elapsed, is_percent: false };
        match code {
            3 | 35 => format(DurationUnit::Minute, false),
            4 | 36 => format(DurationUnit::Minute, true),
            5 | 37 => format(DurationUnit::Hour, false),
            6 | 38 => format(DurationUnit::Hour, true),
            8 | 40 => format(DurationUnit::Day, true),
            9 | 41 => format(DurationUnit::Week, false),
            10 | 42 => format(DurationUnit::Week, true),
            11 | 43 => format(DurationUnit::Month, false),
            12 | 44 => format(DurationUnit::Month, true),
            19 | 51 => DurationFormat { is_percent: true, ..format(DurationUnit::Day, false) },
            20 | 52 => DurationFormat { is_percent: true, ..format(DurationUnit::Day, true) },
            _ => format(DurationUnit::Day, false),
        }
    }

    /// The number of the unit of a duration.
    pub(super) fn code(duration: Duration) -> u32 {
        let code = match duration.unit() {
            DurationUnit::Second | DurationUnit::Minute => 3,
            DurationUnit::Hour => 5,
            DurationUnit::Day => 7,
            DurationUnit::Week => 9,
            DurationUnit::Month => 11,
        };
        code + u32::from(duration.is_elapsed())
    }

    /// Seconds in this unit if that says them exactly, else in hours or seconds.
    pub(super) fn duration(self, seconds: i64, units: &WorkUnits) -> Duration {
        let one = |unit| {
            let one = Duration::new(1, unit);
            if self.is_elapsed { one.elapsed() } else { one }
        };
        let unit_s = one(self.unit).seconds(units);
        let thousandths = seconds.checked_mul(1000).filter(|all| unit_s > 0 && all % unit_s == 0);
        let plain = match thousandths {
            Some(all) => Duration::from_thousandths(all / unit_s, self.unit),
            None => Duration::from_seconds(seconds),
        };
        if self.is_elapsed { plain.elapsed() } else { plain }
    }
}

impl Values {
    /// Reports a value that is not what it should be.
    pub(super) fn wrong(&mut self, node: Node<'_, '_>, expected: &str) {
        let text = node.text();
        let shown: String = text.chars().take(60).collect();
        let message = format!("`{}` is `{shown}`, not {expected}", node.name());
        let help = "correct it; until then it is read as if it were absent";
        self.diagnostics.push(Diagnostic::new(Code::XmlValue, message).at(node.span()).help(help));
    }

    /// Reads a text that is there; empty is none.
    fn read<T>(
        &mut self,
        node: Node<'_, '_>,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let text = node.text();
        if text.is_empty() {
            return None;
        }
        let value = parse(&text);
        if value.is_none() {
            self.wrong(node, expected);
        }
        value
    }

    /// A whole number.
    pub(super) fn integer<T: FromStr>(&mut self, node: Node<'_, '_>) -> Option<T> {
        self.read(node, "a whole number in its range", |text| text.parse().ok())
    }

    /// A number.
    pub(super) fn number(&mut self, node: Node<'_, '_>) -> Option<f64> {
        self.read(node, "a number", |text| text.parse().ok().filter(|number: &f64| number.is_finite()))
    }

    /// `1`, `0`, `true` or `false`.
    pub(super) fn truth(&mut self, node: Node<'_, '_>) -> Option<bool> {
        self.read(node, "0 or 1", |text| match text {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        })
    }

    /// The same; what is not told is false.
    pub(super) fn flag(&mut self, node: Node<'_, '_>) -> bool {
        self.truth(node).unwrap_or(false)
    }

    /// A date and time; some programs write `NA` for none.
    pub(super) fn moment(&mut self, node: Node<'_, '_>) -> Option<Moment> {
        if node.text() == "NA" {
            return None;
        }
        self.read(node, "a date and time such as 2026-12-07T08:00:00", |text| Moment::parse(text).ok())
    }

    /// The day of a date and time.
    pub(super) fn date(&mut self, node: Node<'_, '_>) -> Option<Date> {
        self.moment(node).map(|moment| Date(moment.date()))
    }

    /// A time of day.
    pub(super) fn time_of_day(&mut self, node: Node<'_, '_>) -> Option<TimeOfDay> {
        self.read(node, "a time such as 08:00:00", |text| TimeOfDay::parse(text).ok())
    }

    /// Seconds of a duration such as `PT16H0M0S`.
    pub(super) fn seconds(&mut self, node: Node<'_, '_>) -> Option<i64> {
        self.read(node, "a duration such as PT16H0M0S", period_s)
    }
}

/// Seconds that are done of a task, as its progress says: what other programs ask for beside it.
pub(super) fn done_s(duration_s: i64, progress: Option<&Progress>, units: &WorkUnits) -> i64 {
    let Some(progress) = progress else { return 0 };
    let percent = progress.percent.unwrap_or(0.0).clamp(0.0, 100.0);
    match (progress.finished, progress.remaining) {
        (Some(_), _) => duration_s,
        (None, Some(remaining)) => (duration_s - remaining.seconds(units)).max(0),
        (None, None) => (duration_s as f64 * percent.round() / 100.0).round() as i64,
    }
}

/// The id that an element names, if it is one of these.
pub(super) fn id_among(node: Node<'_, '_>, known: &BTreeSet<String>) -> Option<String> {
    known.get(node.text().as_ref()).cloned()
}

/// Seconds of an ISO 8601 period; a day in it has 24 hours, as Microsoft Project writes it.
pub(super) fn period_s(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('-').map_or((1.0, text), |rest| (-1.0, rest));
    let mut rest = text.strip_prefix('P')?;
    let (mut seconds, mut in_time) = (0.0, false);
    while !rest.is_empty() {
        if let Some(time) = rest.strip_prefix('T') {
            (rest, in_time) = (time, true);
            continue;
        }
        let unit_at = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let amount = decimal(&rest[..unit_at])?;
        let unit = rest[unit_at..].chars().next()?;
        seconds += amount
            * match (unit, in_time) {
                ('W', false) => 604_800.0,
                ('D', false) => 86_400.0,
                ('H', true) => 3_600.0,
                ('M', true) => 60.0,
                ('S', true) => 1.0,
                ('Y' | 'M', false) if amount == 0.0 => 0.0,
                _ => return None,
            };
        rest = &rest[unit_at + 1..];
    }
    let seconds = (sign * seconds).round();
    (seconds.abs() < 1e15).then_some(seconds as i64)
}

/// A number without a sign. Most are whole and short, which is faster to read.
fn decimal(text: &str) -> Option<f64> {
    const EXACT_DIGITS: usize = 15;
    if text.is_empty() || text.len() > EXACT_DIGITS || text.contains('.') {
        return text.parse().ok();
    }
    let whole = text.bytes().fold(0, |number: u64, byte| number * 10 + u64::from(byte - b'0'));
    Some(whole as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        for (text, seconds) in [
            ("PT16H0M0S", Some(57_600)),
            ("-PT4H30M0S", Some(-16_200)),
            ("PT0H0M0.6S", Some(1)),
            ("P1DT2H", Some(93_600)),
            ("P0Y0M1D", Some(86_400)),
            ("P1Y", None),
            ("16H", None),
            ("PT9999999999999999H", None),
            ("PT", Some(0)),
        ] {
            assert_eq!(period_s(text), seconds, "{text}");
        }
    }

    #[test]
    fn durations_in_the_unit_that_people_see() {
        let units = WorkUnits::default();
        for (code, seconds, text) in [
            (7, 57_600, "2d"),
            (5, 57_600, "16h"),
            (9, 144_000, "1w"),
            (7, 1_000, "1000s"),
            (8, 86_400, "1ed"),
            (39, 14_400, "0.5d"),
        ] {
            assert_eq!(DurationFormat::of(code).duration(seconds, &units).to_string(), text, "{code}");
        }
    }
}
