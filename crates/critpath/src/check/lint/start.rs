//! The plan's start and the calendars of its tasks into a finding about a start at which no one works.

use std::collections::BTreeSet;

use super::Guide;
use crate::calendar::CalendarIndex;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph::NodeKind;
use crate::model::Task;
use crate::plan::amount;
use crate::time::INSTANT_LIMIT;

/// A date alone is no such start: it means the first working time of that day.
pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    not_working(guide).into_iter().collect()
}

fn not_working(guide: &Guide) -> Option<Diagnostic> {
    let Guide { document, calendars, axis, options, .. } = *guide;
    let (stated, span) = match options.start {
        Some(start) => (start, None),
        None => (document.start?, document.span),
    };
    let start = axis.instant_of(stated);
    let used: BTreeSet<_> =
        document.tasks.iter().enumerate().filter_map(|(at, task)| calendar(guide, at, task)).collect();
    let begins = used.into_iter().map(|calendar| calendars[calendar].next_work(start)).min()?;
    // Beyond the limit there is no work left to begin.
    if stated.is_date() || begins <= start || begins >= INSTANT_LIMIT {
        return None;
    }
    let begins = axis.text(begins);
    let message = format!(
        "the plan starts at `{stated}`, when no calendar of its tasks works, so work begins at `{begins}`"
    );
    let help = "state a start in working time, or `calendar=always` beside it for work around the clock";
    Some(Diagnostic::new(Code::DateNotWorking, message).at(span).help(help))
}

/// What decides when a task can begin; none for one that takes no time and so waits for no calendar.
fn calendar(guide: &Guide, at: usize, task: &Task) -> Option<CalendarIndex> {
    let calendars = guide.calendars;
    let began = task.progress.as_ref().is_some_and(|p| p.started.or(p.finished).is_some());
    match amount(task, true, &guide.document.units)?.kind {
        _ if began => Some(calendars.always_index()),
        kind if kind.is_point() => None,
        NodeKind::Elapsed => Some(calendars.always_index()),
        _ => Some(calendars.of_task(at)),
    }
}
