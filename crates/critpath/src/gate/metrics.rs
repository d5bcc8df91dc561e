//! Measurements into those that a criterion means: by name, by role, and over its window.

use std::collections::BTreeMap;

use super::reason::Open;
use crate::check::Measure;
use crate::check::phrase::time;
use crate::duration::Duration;
use crate::model::{Measurement, MeasurementRole};
use crate::time::{Axis, Moment};

/// Measurements by what they measure.
pub(super) struct Metrics<'a> {
    by_name: BTreeMap<String, Vec<&'a Measurement>>,
    by_measure: BTreeMap<Measure, Vec<&'a Measurement>>,
}

/// The measurements of one metric that count, and what keeps them from showing that a criterion holds.
pub(super) struct Chosen<'a> {
    pub parts: Vec<&'a Measurement>,
    /// What the measurements do not cover, and what to do about it.
    pub gap: Option<Open>,
}

impl<'a> Metrics<'a> {
    /// O(n log n).
    pub fn new(measurements: &'a [Measurement]) -> Self {
        let mut metrics = Metrics { by_name: BTreeMap::new(), by_measure: BTreeMap::new() };
        for measurement in measurements {
            metrics.by_name.entry(plain(&measurement.metric)).or_default().push(measurement);
            let measure = Measure::of(&measurement.metric);
            if !measure.0.is_empty() {
                metrics.by_measure.entry(measure).or_default().push(measurement);
            }
        }
        metrics
    }

    /// Everything measured of a metric: under the id of what asks for it, else under its name, else under a name of the
    /// same meaning.
    pub fn of(&self, id: &str, metric: &str) -> &[&'a Measurement] {
        let named = |name: &str| self.by_name.get(&plain(name)).filter(|_| !name.is_empty());
        let meant = || self.by_measure.get(&Measure::of(metric));
        named(id).or_else(|| named(metric)).or_else(meant).map_or(&[], Vec::as_slice)
    }

    /// What was measured of a metric in a role.
    pub fn in_role(&self, id: &str, metric: &str, role: MeasurementRole) -> Vec<&'a Measurement> {
        self.of(id, metric).iter().copied().filter(|it| it.role == role).collect()
    }

    /// What tells whether a condition holds: the canary if there is one, else the system as it is; over the window of
    /// the condition, else over the longest one.
    pub fn for_condition(&self, id: &str, metric: &str) -> Vec<&'a Measurement> {
        let canary = self.in_role(id, metric, MeasurementRole::Canary);
        if canary.is_empty() { self.in_role(id, metric, MeasurementRole::Observed) } else { canary }
    }

    /// Every metric by its name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.by_name.values().filter_map(|parts| parts.first()).map(|part| part.metric.as_str())
    }
}

/// `Response time` and `response_time` are one name.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}

/// Seconds that a measurement covers, if it says so.
pub(super) fn covered_s(part: &Measurement) -> Option<f64> {
    if let Some(window) = part.window {
        return Some(window.clock_seconds() as f64);
    }
    let (first, last) = (part.times_s.first()?, part.times_s.last()?);
    let steps = part.times_s.len() as f64 - 1.0;
    // Each value stands for the time since the one before.
    (steps > 0.0).then(|| (last - first) * (steps + 1.0) / steps)
}

/// Of measurements over several windows, those over the one that is asked for, else over the longest; and whether they
/// cover it up to the present.
pub(super) fn choose<'a>(
    parts: Vec<&'a Measurement>,
    window: Option<Duration>,
    now: Option<(Axis, Moment)>,
) -> Chosen<'a> {
    let asked = window.map(|window| window.clock_seconds() as f64);
    let near = |covered: f64| asked.is_some_and(|asked| libm::fabs(covered - asked) <= 0.01 * asked);
    let longest = parts.iter().filter_map(|part| covered_s(part)).fold(0.0, libm::fmax);
    let exact = parts.iter().any(|part| covered_s(part).is_some_and(near));
    let counts = |part: &&Measurement| match covered_s(part) {
        Some(covered) if exact => near(covered),
        Some(covered) => covered >= 0.99 * longest || !part.times_s.is_empty(),
        None => true,
    };
    let parts: Vec<&Measurement> = parts.into_iter().filter(counts).collect();
    let gap = asked.and_then(|asked| {
        let gaps = parts.iter().filter_map(|part| gap(part, asked).or_else(|| stale(part, asked, now)));
        gaps.into_iter().next()
    });
    Chosen { parts, gap }
}

fn gap(part: &Measurement, asked: f64) -> Option<Open> {
    let whole = format!("measure over {}", time(asked));
    match covered_s(part) {
        None => Some(Open::new(
            format!("it is not said over which time this was measured, of the {} that count", time(asked)),
            format!("state the window of the measurement, or {whole}"),
        )),
        Some(covered) if covered < 0.99 * asked => Some(Open::new(
            format!("this covers {} of the {} that count", time(covered), time(asked)),
            format!("{whole}: {} more", time(asked - covered)),
        )),
        // Samples with times are cut to the window.
        Some(covered) if covered > 1.01 * asked && part.times_s.is_empty() => Some(Open::new(
            format!("this is over {}, not over the last {}", time(covered), time(asked)),
            whole,
        )),
        Some(_) => None,
    }
}

/// A measurement that ended a whole window ago tells nothing of now.
fn stale(part: &Measurement, asked: f64, now: Option<(Axis, Moment)>) -> Option<Open> {
    let (axis, now) = now?;
    let until = part.until?;
    let age = axis.instant_of(now).saturating_sub(axis.instant_of(until)) as f64;
    (age >= asked).then(|| {
        Open::new(
            format!("this was measured until {until}, {} ago", time(age)),
            format!("measure over the last {}", time(asked)),
        )
    })
}

/// The samples of a measurement within the window that ends with the last of them.
pub(super) fn within(part: &Measurement, window: Option<Duration>) -> &[f64] {
    let from = match (window, part.times_s.last()) {
        (Some(window), Some(last)) if part.times_s.len() == part.samples.len() => {
            let first = last - window.clock_seconds() as f64;
            part.times_s.partition_point(|time| *time <= first)
        }
        _ => 0,
    };
    part.samples.get(from..).unwrap_or_default()
}
