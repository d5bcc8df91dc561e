//! A check that fails into a finding: the figure, the limit, the first tasks by name, the others by place.

use super::measure::Measured;
use super::rules::Rule;
use crate::check::phrase::{names, number};
use crate::diagnostic::Diagnostic;
use crate::model::result::AssessmentUnit;
use crate::model::{Comparator, Document};
use crate::plan::{self, Target};

/// Places that a finding carries; the assessment lists all ids.
const PLACES: usize = 5;

pub(super) fn finding(document: &Document, rule: &Rule, measured: &Measured) -> Diagnostic {
    let place = |target: &Target| plan::span(document, *target);
    let mut message = measured.detail.clone();
    message += &match rule.unit {
        AssessmentUnit::Percent => format!(": {} %, where {}", number(measured.value), limit(rule)),
        AssessmentUnit::Index | AssessmentUnit::Days => format!(", where {}", limit(rule)),
    };
    // A single task that is tested has been named.
    if measured.counted.is_some() && !measured.concerned.is_empty() {
        let called = measured.concerned.iter().map(|target| called(document, *target));
        message += &format!("; see {}", names(called));
    }
    let first = measured.concerned.first().and_then(place);
    let found = Diagnostic::new(rule.check, message).at(first.or(document.span)).help(rule.remedy);
    let others = measured.concerned.iter().skip(1).take(PLACES);
    others.fold(found, |found, target| found.label(place(target), "this one too"))
}

/// What a message calls a task or phase: its name, or its id if it has none.
fn called(document: &Document, target: Target) -> &str {
    let name = match target {
        Target::Task(task) => &document.tasks[task].name,
        Target::Phase(phase) => &document.phases[phase].name,
    };
    if name.is_empty() { plan::id(document, target) } else { name }
}

/// `at most 5 % should`.
fn limit(rule: &Rule) -> String {
    let amount = match rule.unit {
        AssessmentUnit::Percent => format!("{} %", number(rule.threshold)),
        AssessmentUnit::Index => number(rule.threshold),
        AssessmentUnit::Days => format!("{} days", number(rule.threshold)),
    };
    let word = match rule.comparator {
        Comparator::AtMost if rule.threshold == 0.0 => return "none should".into(),
        Comparator::Less => "less than",
        Comparator::AtMost => "at most",
        Comparator::Greater => "more than",
        Comparator::AtLeast => "at least",
        Comparator::Equal => "just",
    };
    let verb = if rule.unit == AssessmentUnit::Percent { "should" } else { "is sound" };
    format!("{word} {amount} {verb}")
}
