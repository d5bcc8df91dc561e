//! Durations and estimates into findings about those that are negative or out of order.

use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::model::{Document, Estimate, Span, Task, WorkUnits};

/// Tasks that one finding about estimates points to.
const LABELS: usize = 40;

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut negative = |whose: &str, what: &str, duration: Option<Duration>, span: Option<Span>| {
        found.extend(duration.filter(|d| d.is_negative()).map(|duration| {
            Diagnostic::new(Code::DurationInvalid, format!("the {what} of `{whose}` is {duration}, less than nothing"))
                .at(span)
                .help("write a positive duration such as `2d`, `4h` or `30m`; a lead belongs to a link, as in `after=build:FS-2h`")
        }));
    };
    for task in &document.tasks {
        visit_task(task, &mut |what, duration, span| negative(&task.id, what, duration, span));
    }
    for monitor in &document.monitors {
        negative(&monitor.id, "interval", monitor.interval, monitor.span);
    }
    for procedure in &document.rollback_procedures {
        negative(&procedure.id, "objective", procedure.objective, procedure.span);
    }
    for criterion in &document.criteria {
        for condition in &criterion.conditions {
            negative(&criterion.id, "window", condition.window, condition.span.or(criterion.span));
        }
    }
    for task in &document.tasks {
        found.extend(
            estimates(task).filter_map(|(what, estimate)| order(task, what, estimate, &document.units)),
        );
        found.extend(milestone(task));
    }
    found.extend(midpoints(document));
    found
}

fn visit_task(task: &Task, each: &mut impl FnMut(&str, Option<Duration>, Option<Span>)) {
    each("duration", task.duration, task.span);
    if let Some(undo) = &task.undo {
        each("undo", undo.duration, undo.span.or(task.span));
    }
    if let Some(progress) = &task.progress {
        each("remaining duration", progress.remaining, progress.span.or(task.span));
    }
    for (what, estimate) in estimates(task) {
        for duration in [estimate.low, estimate.likely, estimate.high] {
            each(what, duration, estimate.span.or(task.span));
        }
    }
}

fn estimates(task: &Task) -> impl Iterator<Item = (&'static str, &Estimate)> {
    let undo = task.undo.as_ref().and_then(|undo| undo.estimate.as_ref());
    task.estimate
        .iter()
        .map(|estimate| ("estimate", estimate))
        .chain(undo.map(|estimate| ("estimate of the undo", estimate)))
}

/// An estimate that does not rise from low over likely to high.
fn order(task: &Task, what: &str, estimate: &Estimate, units: &WorkUnits) -> Option<Diagnostic> {
    let parts = [("low", estimate.low), ("likely", estimate.likely), ("high", estimate.high)];
    let mut given: Vec<_> = parts.into_iter().filter_map(|(word, part)| Some((word, part?))).collect();
    // Working time and clock time cannot be compared without a date.
    let comparable = given.windows(2).all(|pair| pair[0].1.is_elapsed() == pair[1].1.is_elapsed());
    let falls = given.windows(2).find(|pair| units.seconds(&pair[0].1) > units.seconds(&pair[1].1));
    let [(left_word, left), (right_word, right)] = *falls.filter(|_| comparable)? else { return None };
    let message = format!("the {what} of `{}` is {left} at {left_word} but {right} at {right_word}", task.id);
    given.sort_by_key(|(_, part)| units.seconds(part));
    let sorted = given.iter().map(|(_, part)| part.to_string()).collect::<Vec<_>>().join("/");
    Some(
        Diagnostic::new(Code::EstimateOrder, message)
            .at(estimate.span.or(task.span))
            .help(format!("write the three in rising order, low/likely/high: `{sorted}`")),
    )
}

fn milestone(task: &Task) -> Option<Diagnostic> {
    let duration =
        task.duration.filter(|duration| task.kind.is_milestone() && *duration != Duration::ZERO)?;
    (duration.thousandths() != 0).then(|| {
        Diagnostic::new(
            Code::MilestoneDuration,
            format!("the milestone `{}` has a duration of {duration}, which is ignored", task.id),
        )
        .at(task.span)
        .help("a milestone marks a point: drop its duration, or drop `milestone` if it takes time")
    })
}

/// One finding for all tasks whose estimate lacks a likely value.
fn midpoints(document: &Document) -> Option<Diagnostic> {
    let ranged = |task: &&Task| {
        let estimate = task.estimate.as_ref().filter(|_| task.duration.is_none());
        estimate.is_some_and(|e| e.likely.is_none() && e.low.is_some() && e.high.is_some())
    };
    let tasks: Vec<_> = document.tasks.iter().filter(ranged).collect();
    let (first, rest) = tasks.split_first()?;
    let more = if rest.is_empty() { String::new() } else { format!(" and {} more tasks", rest.len()) };
    let verb = if rest.is_empty() { "is" } else { "are" };
    let mut diagnostic = Diagnostic::new(
        Code::EstimateMidpoint,
        format!(
            "`{}`{more} {verb} estimated by a range without a likely value and scheduled at the middle of it",
            first.id
        ),
    )
    .at(first.span)
    .help("say which duration is most likely: `2d/3d/6d` for low, likely and high");
    for task in rest.iter().take(LABELS) {
        diagnostic = diagnostic.label(task.span, "this one too");
    }
    Some(diagnostic)
}
