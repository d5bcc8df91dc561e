//! Strategy steps into the finding that their tasks are in no phase and have no estimate.

use super::{Guide, has_estimate, is_done};
use crate::check::index::Kind;
use crate::check::phrase::count;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Task;

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    unmapped(guide).into_iter().collect()
}

/// Whether a task is only listed by a step of the strategy: no phase, no window, no estimate.
pub(super) fn is_unmapped(task: &Task) -> bool {
    task.step.is_some() && task.phase.is_none() && task.window.is_none() && !has_estimate(task)
}

/// One finding for the strategy as a whole, with a label at each step.
fn unmapped(guide: &Guide) -> Option<Diagnostic> {
    let document = guide.document;
    let mut by_step: Vec<Vec<&Task>> = vec![Vec::new(); document.strategy.len()];
    let mut stray = Vec::new();
    for task in document.tasks.iter().filter(|task| is_unmapped(task) && !is_done(task)) {
        let step = task.step.as_ref().and_then(|id| guide.index.position(Kind::Step, id));
        step.and_then(|step| by_step.get_mut(step)).unwrap_or(&mut stray).push(task);
    }
    let steps: Vec<_> =
        document.strategy.iter().zip(by_step).filter(|(_, tasks)| !tasks.is_empty()).collect();
    let total = steps.iter().map(|(_, tasks)| tasks.len()).sum::<usize>() + stray.len();
    let first = steps.first().map(|(_, tasks)| tasks[0]).or(stray.first().copied())?;
    let of_steps =
        if steps.is_empty() { String::new() } else { format!(" in {}", count(steps.len(), "strategy step")) };
    let them = if total == 1 { "is" } else { "are" };
    let message = format!(
        "{}{of_steps} {them} mapped to no phase and without estimate, and so without dates",
        count(total, "task")
    );
    let (place, example) = match document.phases.first() {
        Some(phase) => ("where each belongs and ", format!("{{2d phase={}}}", phase.id)),
        None => ("", "{2d}".to_owned()),
    };
    let mut diagnostic = Diagnostic::new(Code::StrategyUnmapped, message)
        .at(steps.first().and_then(|(step, _)| step.span).or(first.span))
        .help(format!(
            "say {place}how long it takes: write `{example}` after `{}`, or name in a phase's task the work it stands for and drop it here",
            first.name
        ));
    for (step, tasks) in &steps {
        diagnostic =
            diagnostic.label(step.span, format!("{} of `{}`", count(tasks.len(), "task"), step.name));
    }
    Some(diagnostic)
}
