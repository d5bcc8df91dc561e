//! Tasks and what they need into the calendar that each of them works on.
//!
//! | | the task's own calendar, or the plan's | calendars of the resources |
//! |---|---|---|
//! | native | must work | must all work |
//! | ms_project | must work, if the task states one | one of them must work |
//! | primavera | counts only if no resource has one | one of them must work |
//!
//! A task that ignores the calendars of its resources works on its own. So does what takes no working time:
//! milestones and elapsed durations.

use std::collections::BTreeMap;

use super::compile::{CalendarIndex, Calendars};
use super::joint::{Join, join};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Convention, Document, ResourceKind, Task};

/// A calendar for each task by its index; the plan's for those behind the end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct OfTasks(Vec<CalendarIndex>);

impl OfTasks {
    pub(super) fn get(&self, task: usize) -> Option<CalendarIndex> {
        self.0.get(task).copied()
    }

    pub(super) fn set(&mut self, task: usize, calendar: CalendarIndex, default: CalendarIndex) {
        if task >= self.0.len() {
            self.0.resize(task, default);
            self.0.push(calendar);
        } else {
            self.0[task] = calendar;
        }
    }
}

/// The calendars that tasks state, and the tasks for which those of their resources may count. O(tasks).
pub(super) fn stated(document: &Document, calendars: &Calendars) -> (OfTasks, Vec<usize>) {
    let has_calendars = document.resources.iter().any(|resource| resource.calendar.is_some());
    let (mut stated, mut needing) = (OfTasks::default(), Vec::new());
    for (at, task) in document.tasks.iter().enumerate() {
        if let Some(calendar) = task.calendar.as_deref().and_then(|id| calendars.get(id)) {
            stated.set(at, calendar, calendars.default_index());
        }
        if has_calendars && !task.needs.is_empty() && !task.ignore_resource_calendars && takes_work(task) {
            needing.push(at);
        }
    }
    (stated, needing)
}

/// The calendars that tasks work on, if any of those with needs works on another one than it states; joint ones are
/// added.
///
/// O(tasks + needs), and for each distinct combination O(n log n) in the segments of its calendars.
pub(super) fn effective(
    document: &Document,
    calendars: &mut Calendars,
    needing: &[usize],
) -> (Option<OfTasks>, Vec<Diagnostic>) {
    if needing.is_empty() {
        return (None, Vec::new());
    }
    let convention = document.scheduling.as_ref().and_then(|rules| rules.convention).unwrap_or_default();
    let mut resources = BTreeMap::new();
    for resource in &document.resources {
        let counts = convention == Convention::Native || resource.kind != ResourceKind::Material;
        let calendar = resource.calendar.as_deref().filter(|_| counts).and_then(|id| calendars.get(id));
        resources.entry(resource.id.as_str()).or_insert(calendar);
    }
    resources.retain(|_, calendar| calendar.is_some());
    let mut effective = calendars.of_stated().clone();
    let mut joiner = Joiner {
        convention,
        same: representatives(calendars),
        calendars,
        known: BTreeMap::new(),
        diagnostics: Vec::new(),
    };
    let mut needed = Vec::new();
    for &at in needing {
        let task = &document.tasks[at];
        needed.clear();
        let of_needs = task.needs.iter().filter_map(|need| *resources.get(need.resource.as_str())?);
        needed.extend(of_needs.map(|calendar| joiner.same[calendar.index()]));
        if !needed.is_empty() {
            let found = joiner.calendar(at, task, &mut needed);
            effective.set(at, found, joiner.calendars.default_index());
        }
    }
    (Some(effective), joiner.diagnostics)
}

/// Whether a task takes working time, as far as it says.
pub(crate) fn takes_work(task: &Task) -> bool {
    let estimate = task.estimate.as_ref();
    let stated = task.duration.or_else(|| estimate.and_then(|e| e.likely.or(e.high).or(e.low)));
    let is_none = stated.is_some_and(|duration| duration.is_elapsed() || duration.thousandths() == 0);
    !task.kind.is_milestone() && !is_none
}

/// For each calendar the first one that works at the same hours.
fn representatives(calendars: &Calendars) -> Vec<CalendarIndex> {
    let mut first = BTreeMap::new();
    calendars.indexes().map(|index| *first.entry(calendars[index].content()).or_insert(index)).collect()
}

struct Joiner<'a> {
    convention: Convention,
    calendars: &'a mut Calendars,
    /// The first calendar with the same hours as each of the document's.
    same: Vec<CalendarIndex>,
    /// The calendar of each combination: of the task, if its own counts, and those of its resources.
    known: BTreeMap<(Option<CalendarIndex>, Vec<CalendarIndex>), CalendarIndex>,
    diagnostics: Vec<Diagnostic>,
}

impl Joiner<'_> {
    /// The calendar of a task that needs resources with these calendars.
    fn calendar(&mut self, at: usize, task: &Task, needed: &mut Vec<CalendarIndex>) -> CalendarIndex {
        let stated = self.calendars.stated_for(at);
        let own = match self.convention {
            Convention::Native => Some(stated),
            Convention::MsProject => task.calendar.as_ref().map(|_| stated),
            Convention::Primavera => None,
        };
        let own = own.map(|own| self.same[own.index()]);
        needed.sort_unstable();
        needed.dedup();
        if let Some(only) = self.single(own, needed) {
            // Of equal calendars the one that the task states is the one that it works on.
            return if self.same[stated.index()] == only { stated } else { only };
        }
        let combination = (own, std::mem::take(needed));
        if let Some(known) = self.known.get(&combination) {
            let known = *known;
            *needed = combination.1;
            return known;
        }
        let joint = self.joint(task, stated, &combination);
        self.known.insert(combination, joint);
        joint
    }

    /// The calendar of a combination that needs no joint one.
    fn single(&self, own: Option<CalendarIndex>, needed: &[CalendarIndex]) -> Option<CalendarIndex> {
        let always = |index: CalendarIndex| self.calendars[index].is_always();
        match (own, needed) {
            (None, [one]) => Some(*one),
            (Some(own), [one]) if own == *one || always(*one) => Some(own),
            (Some(own), [one]) if always(own) => Some(*one),
            // Whoever is there, the task's calendar is one of those that suffice.
            (Some(own), _) if self.convention != Convention::Native && needed.contains(&own) => Some(own),
            _ => None,
        }
    }

    fn joint(
        &mut self,
        task: &Task,
        stated: CalendarIndex,
        (own, needed): &(Option<CalendarIndex>, Vec<CalendarIndex>),
    ) -> CalendarIndex {
        let mut parts: Vec<_> = needed.iter().map(|index| &self.calendars[*index]).collect();
        let own = own.map(|own| &self.calendars[own]);
        let joint = match (self.convention, own) {
            (Convention::Native, own) => {
                parts.extend(own);
                join(&parts, Join::All)
            }
            (_, Some(own)) => join(&[own, &join(&parts, Join::Any)], Join::All),
            (_, None) => join(&parts, Join::Any),
        };
        if joint.works() {
            return self.calendars.push(joint);
        }
        let message = format!(
            "`{}` and the resources that it needs have no working hours in common; its own calendar counts",
            task.id
        );
        let mut found = Diagnostic::new(Code::CalendarInvalid, message).at(task.span);
        found.severity = Severity::Warning;
        let help = "state a calendar in whose hours the resources work, or `ignore_resource_calendars`";
        self.diagnostics.push(found.help(help));
        stated
    }
}
