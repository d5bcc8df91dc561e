//! Durations, estimates and windows of a task into how long the schedule plans it.

use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::graph::NodeKind;
use crate::model::{Estimate, Task, Window, WindowUnit, WorkUnits};

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

/// How long a task takes: its duration, else the likely or middle value of its estimate, none for a
/// milestone, else what its window holds. `None` if it says nothing and has no window to fill.
pub fn amount(task: &Task, in_window: bool, units: &WorkUnits) -> Option<Amount> {
    if task.kind.is_milestone() {
        return Some(Amount::NONE);
    }
    if let Some(duration) = &task.duration {
        return Some(Amount::of(duration, units));
    }
    let estimated = task.estimate.as_ref().and_then(|estimate| middle(estimate, units));
    estimated
        .or_else(|| (in_window || task.window.as_ref().is_some_and(can_be_filled)).then_some(Amount::FILL))
}

/// The likely value of an estimate, else the middle between its ends, else the end that it states.
pub fn middle(estimate: &Estimate, units: &WorkUnits) -> Option<Amount> {
    if let Some(likely) = &estimate.likely {
        return Some(Amount::of(likely, units));
    }
    let (low, high) = (estimate.low.or(estimate.high)?, estimate.high.or(estimate.low)?);
    let (low, high) = (Amount::of(&low, units), Amount::of(&high, units));
    let seconds = low.seconds + (high.seconds - low.seconds) / 2;
    Some(if seconds == 0 { Amount::NONE } else { Amount { kind: high.kind, seconds } })
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
    let estimate = task.estimate.iter().flat_map(|e| [e.low, e.likely, e.high]).flatten();
    let remaining = task.progress.iter().filter_map(|progress| progress.remaining);
    task.duration.into_iter().chain(estimate).chain(remaining).filter(|d| d.is_negative()).map(|duration| {
        let message = format!("the duration `{duration}` of `{}` is negative", task.id);
        Diagnostic::new(Code::DurationInvalid, message).at(task.span).help("state how long it takes")
    })
}
