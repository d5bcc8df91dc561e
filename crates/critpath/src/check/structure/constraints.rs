//! Date constraints into findings about those of one task or phase that contradict each other.

use super::dates::{earliest, latest};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Constraint, ConstraintKind, Document, Span};
use crate::time::{Axis, Instant, Moment};

pub(super) fn findings(document: &Document) -> Vec<Diagnostic> {
    let axis = Axis::new(document.time_zone.as_deref()).unwrap_or_default();
    let phases = document.phases.iter().map(|phase| ("phase", &phase.id, phase.span, &phase.constraints));
    let tasks = document.tasks.iter().map(|task| ("task", &task.id, task.span, &task.constraints));
    phases
        .chain(tasks)
        .flat_map(|(word, id, span, constraints)| {
            let dateless = constraints.iter().filter_map(move |c| without_date(word, id, c, span));
            dateless.chain(conflict(axis, word, id, constraints, span))
        })
        .collect()
}

fn without_date(word: &str, id: &str, constraint: &Constraint, span: Option<Span>) -> Option<Diagnostic> {
    let needs_date = constraint.kind != ConstraintKind::AsLateAsPossible;
    (needs_date && constraint.date.is_none()).then(|| {
        let message = format!("the constraint `{}` of the {word} `{id}` has no date", constraint.kind);
        Diagnostic::new(Code::DateInvalid, message)
            .at(constraint.span.or(span))
            .help("give it a date such as `2026-12-07`, or remove it")
    })
}

/// The tightest limits of one kind that constraints set, with the constraint that sets each.
#[derive(Default, Clone, Copy)]
struct Limits<'a> {
    at_least: Option<(Instant, &'a Constraint)>,
    at_most: Option<(Instant, &'a Constraint)>,
}

impl<'a> Limits<'a> {
    fn raise(&mut self, to: Instant, by: &'a Constraint) {
        if self.at_least.is_none_or(|(limit, _)| limit < to) {
            self.at_least = Some((to, by));
        }
    }

    fn lower(&mut self, to: Instant, by: &'a Constraint) {
        if self.at_most.is_none_or(|(limit, _)| limit > to) {
            self.at_most = Some((to, by));
        }
    }

    fn conflict(&self) -> Option<(&'a Constraint, &'a Constraint)> {
        let ((least, floor), (most, cap)) = (self.at_least?, self.at_most?);
        (least > most).then_some((floor, cap))
    }
}

/// The first pair of constraints that no date satisfies. O(n).
fn conflict(
    axis: Axis,
    word: &str,
    id: &str,
    constraints: &[Constraint],
    span: Option<Span>,
) -> Option<Diagnostic> {
    let (mut start, mut finish) = (Limits::default(), Limits::default());
    for constraint in constraints {
        let Some(date) = constraint.date else { continue };
        let (from, to) = (earliest(axis, date), latest(axis, date));
        match constraint.kind {
            ConstraintKind::MustStartOn | ConstraintKind::MandatoryStart => {
                start.raise(from, constraint);
                start.lower(to, constraint);
            }
            ConstraintKind::MustFinishOn | ConstraintKind::MandatoryFinish => {
                finish.raise(from, constraint);
                finish.lower(to, constraint);
                // What must finish by then cannot start later either.
                start.lower(to, constraint);
            }
            ConstraintKind::StartNoEarlierThan => start.raise(from, constraint),
            ConstraintKind::StartNoLaterThan => start.lower(to, constraint),
            ConstraintKind::FinishNoEarlierThan => finish.raise(from, constraint),
            ConstraintKind::FinishNoLaterThan => {
                finish.lower(to, constraint);
                start.lower(to, constraint);
            }
            ConstraintKind::AsLateAsPossible => {}
        }
    }
    let (floor, cap) = start.conflict().or(finish.conflict())?;
    let message = format!("the {word} `{id}` {} but {}", says(floor), says(cap));
    let at = |constraint: &Constraint| constraint.span.or(span);
    Some(
        Diagnostic::new(Code::ConstraintConflict, message)
            .at(at(cap))
            .label(at(floor).filter(|_| at(floor) != at(cap)), "this one contradicts it")
            .help("no date satisfies both: remove one of them, or correct its date"),
    )
}

/// `must start on 2026-12-07`.
fn says(constraint: &Constraint) -> String {
    let date = constraint.date.as_ref().map(Moment::to_string).unwrap_or_default();
    let verb = match constraint.kind {
        ConstraintKind::MustStartOn => "must start on",
        ConstraintKind::MustFinishOn => "must finish on",
        ConstraintKind::StartNoEarlierThan => "must not start before",
        ConstraintKind::StartNoLaterThan => "must not start after",
        ConstraintKind::FinishNoEarlierThan => "must not finish before",
        ConstraintKind::FinishNoLaterThan => "must not finish after",
        ConstraintKind::MandatoryStart => "must start whatever happens on",
        ConstraintKind::MandatoryFinish => "must finish whatever happens on",
        ConstraintKind::AsLateAsPossible => "must be as late as possible",
    };
    format!("{verb} {date}")
}
