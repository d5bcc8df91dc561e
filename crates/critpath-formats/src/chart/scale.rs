//! A span of time into ticks at round local times, as fine as the room allows: seconds to millennia.

use chrono::{Datelike, NaiveDate};
use critpath::time::{Axis, DAY_S, INSTANT_LIMIT, Instant, date_of, day_number, naive};

/// A time scale with two rows of bands: fine ones, and coarser ones above that name their context.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Scale {
    /// Left edge.
    pub from: Instant,
    /// Right edge, after `from`.
    pub to: Instant,
    /// The fine row.
    pub minor: Vec<Band>,
    /// The coarse row; empty when the fine one says it all.
    pub major: Vec<Band>,
}

/// A stretch between two ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Band {
    /// The tick at its left; the scale's edge if that comes later.
    pub start: Instant,
    /// The next tick; the scale's edge if that comes earlier.
    pub end: Instant,
    /// Whether `start` is a tick, not the scale's edge.
    pub ticked: bool,
    /// Its labels, the longest first, to choose from by room.
    pub labels: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What ticks can be apart, and how many characters their shortest label has. Finest first.
const STEPS: &[(Unit, i64, usize)] = &[
    (Unit::Second, 1, 8),
    (Unit::Second, 5, 8),
    (Unit::Second, 15, 8),
    (Unit::Second, 30, 8),
    (Unit::Minute, 1, 5),
    (Unit::Minute, 2, 5),
    (Unit::Minute, 5, 5),
    (Unit::Minute, 10, 5),
    (Unit::Minute, 15, 5),
    (Unit::Minute, 30, 5),
    (Unit::Hour, 1, 5),
    (Unit::Hour, 2, 5),
    (Unit::Hour, 3, 5),
    (Unit::Hour, 6, 5),
    (Unit::Hour, 12, 5),
    (Unit::Day, 1, 2),
    (Unit::Week, 1, 2),
    (Unit::Month, 1, 3),
    (Unit::Month, 3, 2),
    (Unit::Year, 1, 4),
    (Unit::Year, 2, 4),
    (Unit::Year, 5, 4),
    (Unit::Year, 10, 4),
    (Unit::Year, 25, 4),
    (Unit::Year, 50, 4),
    (Unit::Year, 100, 4),
    (Unit::Year, 1_000, 5),
    (Unit::Year, 10_000, 6),
    (Unit::Year, 100_000, 7),
];

impl Unit {
    /// Seconds in one, on average.
    fn average_s(self) -> i64 {
        match self {
            Unit::Second => 1,
            Unit::Minute => 60,
            Unit::Hour => 3_600,
            Unit::Day => DAY_S,
            Unit::Week => 7 * DAY_S,
            Unit::Month => 2_629_746,
            Unit::Year => 31_556_952,
        }
    }

    /// What names the context of ticks of this unit.
    fn context(self) -> Option<Unit> {
        match self {
            Unit::Second | Unit::Minute | Unit::Hour => Some(Unit::Day),
            Unit::Day | Unit::Week => Some(Unit::Month),
            Unit::Month => Some(Unit::Year),
            Unit::Year => None,
        }
    }

    /// The last tick at or before local seconds, when ticks are `step` units apart.
    fn floor(self, local_s: i64, step: i64) -> i64 {
        let date = naive(local_s).date();
        match self {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => {
                let step_s = self.average_s() * step;
                local_s.div_euclid(step_s) * step_s
            }
            // Day 4 after 1970-01-01 was the first Monday.
            Unit::Week => ((local_s.div_euclid(DAY_S) - 4).div_euclid(7) * 7 + 4) * DAY_S,
            Unit::Month => {
                let months = i64::from(date.year()) * 12 + i64::from(date.month0());
                first_of_month(months.div_euclid(step) * step)
            }
            Unit::Year => first_of_month(i64::from(date.year()).div_euclid(step) * step * 12),
        }
    }

    /// The tick after a tick.
    fn next(self, tick_s: i64, step: i64) -> i64 {
        // Half a unit beyond its usual length is well inside the next one, whatever the length of this one.
        self.floor(tick_s + self.average_s() * step + self.average_s() / 2, step)
    }

    fn labels(self, tick_s: i64, step: i64) -> Vec<String> {
        let at = naive(tick_s);
        let formats: &[&str] = match self {
            Unit::Second => &["%H:%M:%S"],
            Unit::Minute | Unit::Hour => &["%H:%M"],
            Unit::Day => &["%A %-d %B %Y", "%a %-d %B %Y", "%a %-d %b", "%a %-d", "%-d"],
            Unit::Week => &["%-d"],
            Unit::Month if step == 3 => return vec![format!("Q{}", at.month0() / 3 + 1)],
            Unit::Month => &["%B %Y", "%b %Y", "%b"],
            Unit::Year => &["%Y"],
        };
        formats.iter().map(|format| at.format(format).to_string()).collect()
    }
}

/// Local seconds of the first of a month, counted from January of year 0; clipped to what chrono names.
fn first_of_month(months: i64) -> i64 {
    let year = i32::try_from(months.div_euclid(12)).unwrap_or(i32::MAX);
    let date = NaiveDate::from_ymd_opt(year, months.rem_euclid(12) as u32 + 1, 1);
    let clipped = if months < 0 { date_of(i64::MIN / DAY_S) } else { date_of(i64::MAX / DAY_S) };
    day_number(date.unwrap_or(clipped)) * DAY_S
}

impl Scale {
    /// The scale of `from..to`, drawn `width` wide where a character takes `character`. Has at most
    /// `width / character` ticks.
    pub fn new(axis: Axis, from: Instant, to: Instant, width: f64, character: f64) -> Self {
        let to = to.max(from + 1);
        let per_second = width / (to - from) as f64;
        let fits = |&&(unit, step, characters): &&(Unit, i64, usize)| {
            per_second * (unit.average_s() * step) as f64 >= (characters as f64 + 1.0) * character
        };
        let (unit, step, _) = STEPS.iter().find(fits).copied().unwrap_or((Unit::Year, 1_000_000, 7));
        let bands = |unit: Unit, step: i64| bands(axis, from, to, unit, step);
        let mut minor = bands(unit, step);
        if unit == Unit::Day {
            // The month stands above.
            minor.iter_mut().for_each(|band| drop(band.labels.drain(..3)));
        }
        if unit == Unit::Month && step == 1 {
            minor.iter_mut().for_each(|band| drop(band.labels.drain(..2)));
        }
        Scale { from, to, minor, major: unit.context().map(|unit| bands(unit, 1)).unwrap_or_default() }
    }

    /// Where an instant lies, 0 at the left edge, `width` at the right one; beyond them outside of that.
    pub fn position(&self, at: Instant, width: f64) -> f64 {
        (at - self.from) as f64 / (self.to - self.from) as f64 * width
    }
}

/// The label of each band that fits into `room(band)` as `measure` counts: all whole bands of a row speak
/// alike, in the longest form that fits them all; a cut one at the edge says less or nothing.
pub(crate) fn labels<'a>(
    bands: &'a [Band],
    room: impl Fn(&Band) -> usize,
    measure: impl Fn(&str) -> usize,
) -> Vec<Option<&'a str>> {
    let fits = |band: &'a Band, level: usize| {
        band.labels.get(level).map(String::as_str).filter(|label| measure(label) <= room(band))
    };
    let levels = bands.first().map_or(0, |band| band.labels.len());
    let inner = bands.get(1..bands.len().saturating_sub(1)).unwrap_or_default();
    let common = (0..levels).find(|level| inner.iter().all(|band| fits(band, *level).is_some()));
    let shorter = |band| (common.unwrap_or(0)..levels).find_map(|level| fits(band, level));
    bands.iter().map(shorter).collect()
}

/// The bands of `from..to` between ticks that are `step` units apart.
fn bands(axis: Axis, from: Instant, to: Instant, unit: Unit, step: i64) -> Vec<Band> {
    let mut bands = Vec::new();
    let mut tick_s = unit.floor(axis.local_s(from), step);
    let mut start = axis.from_local_s(tick_s);
    while start < to {
        let next_s = unit.next(tick_s, step);
        // Where dates end, so do ticks. In the hour that a clock change repeats, time may stand still.
        let end = if tick_s < next_s && next_s < INSTANT_LIMIT { axis.from_local_s(next_s) } else { to };
        if end > from && end > start {
            let labels = unit.labels(tick_s, step);
            bands.push(Band { start: start.max(from), end: end.min(to), ticked: start >= from, labels });
        }
        (tick_s, start) = (next_s, end.max(start));
    }
    bands
}

#[cfg(test)]
mod tests {
    use super::*;
    use critpath::time::Moment;

    fn scale(from: &str, to: &str, width: f64) -> Scale {
        let axis = Axis::default();
        let at = |text| axis.instant_of(Moment::parse(text).unwrap());
        Scale::new(axis, at(from), at(to), width, 7.0)
    }

    fn shortest(bands: &[Band]) -> String {
        bands.iter().map(|b| b.labels.last().unwrap().as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn ticks_follow_the_span() {
        for (from, to, minor, major) in [
            ("2026-12-07T22:00", "2026-12-07T22:03", "22:00:00 22:00:15", "Mon 7"),
            ("2026-12-07T22:00", "2026-12-08T00:10", "22:00 22:10 22:20", "7 8"),
            ("2026-12-07", "2026-12-10", "00:00 06:00 12:00", "7 8 9"),
            ("2026-12-07", "2027-01-09", "7 8 9", "Dec Jan"),
            ("2026-12-08", "2027-06-01", "7 14 21", "Dec Jan Feb Mar Apr May"),
            ("2026-12-07", "2029-06-07", "Dec Jan Feb", "2026 2027 2028 2029"),
            ("2026-12-07", "2036-12-07", "Q4 Q1 Q2", "2026 2027"),
            ("2026-12-07", "2326-12-07", "2025 2050", ""),
        ] {
            let scale = scale(from, to, 1000.0);
            assert!(shortest(&scale.minor).starts_with(minor), "{from}..{to}: {}", shortest(&scale.minor));
            assert!(scale.minor.len() <= 1000 / 7 + 2);
            assert!(major.is_empty() == scale.major.is_empty());
        }
    }

    #[test]
    fn bands_tile_the_span_at_any_size_and_across_clock_changes() {
        let axis = Axis::new(Some("Europe/Berlin")).unwrap();
        let october = axis.instant_of(Moment::parse("2026-10-24T20:00").unwrap());
        let mut spans = vec![(-INSTANT_LIMIT, INSTANT_LIMIT), (INSTANT_LIMIT - 5, INSTANT_LIMIT)];
        spans.extend((0..44).map(|power| (october, october + (1_i64 << power))));
        for (from, to) in spans {
            let scale = Scale::new(axis, from, to, 900.0, 7.0);
            for bands in [&scale.minor, &scale.major] {
                assert!(bands.len() < 1_000 || scale.major.len() == bands.len());
                if let (Some(first), Some(last)) = (bands.first(), bands.last()) {
                    assert_eq!((first.start, last.end), (scale.from, scale.to));
                }
                assert!(
                    bands.windows(2).all(|pair| pair[0].end == pair[1].start && pair[0].start < pair[0].end)
                );
            }
        }
    }
}
