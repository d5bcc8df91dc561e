//! Tasks of environments into calendars that keep to the maintenance windows and freezes of these.
//!
//! Whatever a task works on, in an environment with a calendar it works when both do. Where their hours never meet, the
//! windows count alone: a change at any other time would be none that is allowed. What takes no working time,
//! milestones and elapsed durations, waits for neither.

use std::collections::BTreeMap;

use super::compile::{CalendarIndex, Calendars};
use super::effective::{OfTasks, takes_work};
use super::joint::{Join, join};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::environment::Environments;
use crate::model::{Document, Task};

/// The calendars that tasks work on, with those of their environments; nothing if no environment has one. Joint ones are
/// added.
///
/// O(n log n) in tasks and phases, and for each distinct pair O(n log n) in the segments of its calendars.
pub(super) fn within(document: &Document, calendars: &mut Calendars) -> (Option<OfTasks>, Vec<Diagnostic>) {
    let of_environment: Vec<Option<CalendarIndex>> = document
        .environments
        .iter()
        .map(|environment| calendars.get(environment.calendar.as_deref()?))
        .map(|calendar| calendar.filter(|calendar| !calendars[*calendar].is_always()))
        .collect();
    if of_environment.iter().all(Option::is_none) {
        return (None, Vec::new());
    }
    let places = Environments::new(document).of_tasks(document);
    let mut within = OfTasks::default();
    let mut known: BTreeMap<(CalendarIndex, CalendarIndex), CalendarIndex> = BTreeMap::new();
    let mut found = Vec::new();
    for (at, task) in document.tasks.iter().enumerate() {
        let own = calendars.of_task(at);
        let place = places[at].filter(|_| takes_work(task));
        let calendar = match place.and_then(|place| of_environment[place].map(|windows| (place, windows))) {
            None => own,
            Some((_, windows)) if calendars[own].is_always() => windows,
            Some((place, windows)) => match known.get(&(own, windows)) {
                Some(calendar) => *calendar,
                None => {
                    let joint = join(&[&calendars[own], &calendars[windows]], Join::All);
                    let calendar = if joint.works() {
                        calendars.push(joint)
                    } else {
                        found.push(never_meet(task, &document.environments[place].id));
                        windows
                    };
                    known.insert((own, windows), calendar);
                    calendar
                }
            },
        };
        within.set(at, calendar, calendars.default_index());
    }
    (Some(within), found)
}

fn never_meet(task: &Task, environment: &str) -> Diagnostic {
    let message = format!(
        "`{}` and its environment `{environment}` have no working hours in common; the windows of the environment count",
        task.id
    );
    let mut found = Diagnostic::new(Code::CalendarInvalid, message).at(task.span);
    found.severity = Severity::Warning;
    found.help(
        "state a calendar of the task in whose hours the environment has windows, such as `calendar=always`",
    )
}
