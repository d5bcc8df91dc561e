//! Durations, estimates and windows of a task into how long the schedule plans it.

use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::graph::NodeKind;
use crate::model::{Distribution, Estimate, EstimateValue, Task, TaskKind, Window, WindowUnit, WorkUnits};

/// How long something takes, in seconds, and how these seconds count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// Working time, clock time, none, or what a window holds.
    pub kind: NodeKind,
    /// Seconds; 0 where a window decides.
    pub seconds: i64,
}

impl Amount {
    /// No time.
    pub const NONE: Amount = Amount { kind: NodeKind::Point, seconds: 0 };
    /// As long as the window holds work.
    pub const FILL: Amount = Amount { kind: NodeKind::Fill, seconds: 0 };

    fn of(duration: &Duration, units: &WorkUnits) -> Self {
        let kind = if duration.is_elapsed() { NodeKind::Elapsed } else { NodeKind::Work };
        match duration.seconds(units) {
            ..=0 => Amount::NONE,
            seconds => Amount { kind, seconds },
        }
    }
}

/// How long a task takes: its duration with the rests in it, else the likely or middle value of its estimate, none for a
/// milestone, else what its window holds. `None` if it says nothing and has no window to fill.
pub fn amount(task: &Task, in_window: bool, units: &WorkUnits) -> Option<Amount> {
    match task.kind {
        TaskKind::Milestone => return Some(Amount::NONE),
        TaskKind::StartMilestone => return Some(Amount { kind: NodeKind::StartPoint, seconds: 0 }),
        TaskKind::FinishMilestone => return Some(Amount { kind: NodeKind::FinishPoint, seconds: 0 }),
        TaskKind::Task | TaskKind::LevelOfEffort => {}
    }
    if let Some(duration) = &task.duration {
        let Amount { kind, seconds } = Amount::of(duration, units);
        return Some(Amount { kind, seconds: seconds + rests_s(task, units) });
    }
    let estimated = task.estimate.as_ref().and_then(|estimate| middle(estimate, units));
    estimated
        .or_else(|| (in_window || task.window.as_ref().is_some_and(can_be_filled)).then_some(Amount::FILL))
}

/// The rests within the work of a task: after how much work, and how long, in seconds. O(splits + needs).
pub(crate) fn pauses<'a>(task: &'a Task, units: &'a WorkUnits) -> impl Iterator<Item = (i64, i64)> + 'a {
    let duration = task.duration.filter(|_| !task.kind.is_milestone());
    let work_s = duration.map_or(0, |duration| duration.seconds(units));
    let delays = task.needs.iter().map(|need| need.delay.map_or(0, |delay| delay.seconds(units)));
    let until_first = delays.min().map(|delay_s| (0, delay_s));
    let splits = task.splits.iter().map(|split| (split.after.seconds(units), split.pause.seconds(units)));
    until_first
        .into_iter()
        .chain(splits)
        .filter(move |(after_s, pause_s)| (0..work_s).contains(after_s) && *pause_s > 0)
}

/// How long a task rests in all, in seconds. O(splits).
pub(crate) fn rests_s(task: &Task, units: &WorkUnits) -> i64 {
    pauses(task, units).map(|(_, pause_s)| pause_s).sum()
}

/// The likely value of an estimate, else its mean, the most probable of its values (the lower middle one where none
/// is), the middle between its ends, or the end that it states.
pub fn middle(estimate: &Estimate, units: &WorkUnits) -> Option<Amount> {
    let stated = estimate.likely.or(estimate.mean).or_else(|| most_probable(estimate, units));
    if let Some(stated) = stated {
        return Some(Amount::of(&stated, units));
    }
    let (low, high) = (estimate.low.or(estimate.high)?, estimate.high.or(estimate.low)?);
    let (low, high) = (Amount::of(&low, units), Amount::of(&high, units));
    let seconds = low.seconds + (high.seconds - low.seconds) / 2;
    Some(if seconds == 0 { Amount::NONE } else { Amount { kind: high.kind, seconds } })
}

/// The value of the greatest probability, the lower middle one of several.
fn most_probable(estimate: &Estimate, units: &WorkUnits) -> Option<Duration> {
    let weight = |value: &EstimateValue| match estimate.distribution_or_implied() {
        Distribution::Empirical => 1.0,
        _ => value.probability.unwrap_or(0.0),
    };
    let greatest = estimate.values.iter().map(weight).max_by(f64::total_cmp)?;
    let likeliest = estimate.values.iter().filter(|value| weight(value).total_cmp(&greatest).is_eq());
    let mut durations: Vec<_> = likeliest.filter_map(|value| value.duration).collect();
    durations.sort_by_key(|duration| duration.seconds(units));
    durations.get(durations.len().checked_sub(1)? / 2).copied()
}

/// Whether a window has two ends, so that work without a duration can fill it.
pub fn can_be_filled(window: &Window) -> bool {
    match window.unit {
        WindowUnit::Date => window.start.is_some() && window.finish.is_some(),
        _ => window.first.is_some(),
    }
}

/// What is wrong with the durations that a task states.
pub(crate) fn duration_errors(task: &Task) -> impl Iterator<Item = Diagnostic> + '_ {
    let estimate = task.estimate.iter().flat_map(Estimate::durations);
    let remaining = task.progress.iter().filter_map(|progress| progress.remaining);
    let splits = task.splits.iter().flat_map(|split| [split.after, split.pause]);
    task.duration.into_iter().chain(splits).chain(estimate).chain(remaining).filter(|d| d.is_negative()).map(
        |duration| {
            let message = format!("the duration `{duration}` of `{}` is negative", task.id);
            Diagnostic::new(Code::DurationInvalid, message).at(task.span).help("state how long it takes")
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(estimate: serde_json::Value) -> Option<i64> {
        let estimate: Estimate = serde_json::from_value(estimate).unwrap();
        middle(&estimate, &WorkUnits::default()).map(|amount| amount.seconds / 3600)
    }

    #[test]
    fn estimates_are_planned_at_what_is_most_likely() {
        use serde_json::json;
        assert_eq!(planned(json!({ "low": "2h", "likely": "3h", "high": "9h" })), Some(3));
        assert_eq!(planned(json!({ "low": "2h", "high": "8h" })), Some(5));
        assert_eq!(planned(json!({ "mean": "6h", "standard_deviation": "2h" })), Some(6));
        let value = |hours: &str, probability: f64| json!({ "duration": hours, "probability": probability });
        let values = json!([value("9h", 0.4), value("1h", 0.2), value("4h", 0.4), value("5h", 0.0)]);
        assert_eq!(planned(json!({ "values": values })), Some(4));
        assert_eq!(planned(json!({ "values": values, "distribution": "empirical" })), Some(4));
        assert_eq!(planned(json!({ "values": [{ "duration": "7h" }] })), Some(7));
        assert_eq!(planned(json!({ "low_percentile": 5.0 })), None);
    }
}
