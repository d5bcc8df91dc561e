//! Durations into findings about those that are negative, and those of milestones.

use super::estimates::{Stated, visit_durations};
use crate::diagnostic::{Code, Diagnostic};
use crate::duration::Duration;
use crate::model::{Document, Rollout, Span, Task};
use crate::time::Until;

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
    for environment in &document.environments {
        negative(&environment.id, "soak time", environment.soak, environment.span);
    }
    for procedure in &document.rollback_procedures {
        negative(&procedure.id, "objective", procedure.objective, procedure.span);
    }
    if let Some(rollback) = &document.rollback {
        for (what, duration) in [
            ("objective", rollback.objective),
            ("time to detect", rollback.detection),
            ("time to decide", rollback.decision),
            ("stabilization", rollback.stabilization),
        ] {
            negative("rollback", what, duration, rollback.span.or(document.span));
        }
    }
    for criterion in &document.criteria {
        for condition in &criterion.conditions {
            negative(&criterion.id, "window", condition.window, condition.span.or(criterion.span));
        }
    }
    visit_durations(document, &mut |Stated { what, whose, estimate, span }| {
        for duration in estimate.durations().chain(estimate.standard_deviation) {
            negative(whose, what, Some(duration), span);
        }
    });
    found.extend(document.tasks.iter().filter_map(milestone));
    found
}

fn visit_task(task: &Task, each: &mut impl FnMut(&str, Option<Duration>, Option<Span>)) {
    each("duration", task.duration, task.span);
    if let Some(undo) = &task.undo {
        let until = match undo.until {
            Some(Until::Offset(offset)) => Some(offset),
            _ => None,
        };
        for (what, duration) in [
            ("undo", undo.duration),
            ("time until which the undo is possible", until),
            ("late undo", undo.late),
            ("time to stop", undo.abort),
            ("time to verify", undo.verify),
            ("time to replay", undo.replay),
        ] {
            each(what, duration, undo.span.or(task.span));
        }
    }
    if let Some(rollout) = &task.rollout {
        visit_rollout(rollout, rollout.span.or(task.span), each);
    }
    if let Some(progress) = &task.progress {
        each("remaining duration", progress.remaining, progress.span.or(task.span));
    }
}

fn visit_rollout(
    rollout: &Rollout,
    span: Option<Span>,
    each: &mut impl FnMut(&str, Option<Duration>, Option<Span>),
) {
    for (what, duration) in [
        ("time to start", rollout.startup),
        ("time to stop", rollout.shutdown),
        ("time to shift the traffic", rollout.shift),
        ("soak time", rollout.soak),
        ("time that the old version stays", rollout.scale_down_delay),
        ("interval of the rollout", rollout.interval),
        ("soak time of the way back", rollout.return_soak),
    ] {
        each(what, duration, span);
    }
    for step in &rollout.steps {
        each("soak time of a step", step.soak, step.span.or(span));
    }
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
