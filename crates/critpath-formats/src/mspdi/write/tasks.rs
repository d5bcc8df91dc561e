//! Phases and tasks into rows.

use std::collections::BTreeMap;

use critpath::duration::Duration;
use critpath::model::result::{Cause, TaskResult};
use critpath::model::{Constraint, ConstraintKind, Dependency, ManualDates, Phase, Progress, Task};

use super::element::{Element, KeptElement, kept, text_of};
use super::rows::{Item, Row, rows};
use super::values::{duration_code, lag, local, period, tenths};
use super::{Writer, inside_of};
use crate::mspdi::baselines;
use crate::mspdi::links::RELATIONS;
use crate::mspdi::schema::{BASELINE, LINK, TASK};
use crate::mspdi::values::done_s;
use critpath::model::BaselineTask;

/// What a schedule computes: where there is one, what was kept of these is of no use.
const COMPUTED: &[&str] = &[
    "Start",
    "Finish",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "FreeSlack",
    "TotalSlack",
    "StartSlack",
    "FinishSlack",
    "Critical",
];

/// The least and the greatest dates of what is in a phase: early start, early finish, late start, late finish.
type Around<'d> = [Option<&'d str>; 4];

/// What tasks were planned as, by their id: the number of the baseline and the entry.
type Planned<'d> = BTreeMap<&'d str, Vec<(u32, &'d BaselineTask)>>;

impl<'d> Writer<'d> {
    /// The rows, each blank one before the row that has its number.
    pub(super) fn tasks(&self) -> Vec<String> {
        let mut unplaced = inside_of(&self.kept, "Tasks").into_iter().peekable();
        let own = rows(self.document);
        let around = self.around(&own);
        let planned = self.planned();
        let mut written = Vec::with_capacity(own.len());
        let mut number = 1;
        if let Some(head) = unplaced.next_if(|row| text_of(&row.inside(), "UID") == Some("0")) {
            written.push(self.head_row(&head));
        }
        let number_of =
            |row: &KeptElement| text_of(&row.inside(), "ID").and_then(|id| id.parse::<usize>().ok());
        for (row, around) in own.iter().zip(&around) {
            while let Some(blank) = unplaced.next_if(|row| number_of(row).is_some_and(|id| id <= number)) {
                written.push(format!("{}\n", blank.source));
                number += 1;
            }
            written.push(self.row(row, number, around, &planned).named("Task"));
            number += 1;
        }
        written.extend(unplaced.map(|row| format!("{}\n", row.source)));
        written
    }

    /// The row of the project itself, as it was kept; its dates are those of the schedule.
    fn head_row(&self, head: &KeptElement) -> String {
        let Some(dates) = &self.dates else { return format!("{}\n", head.source) };
        let mut row = Element::new(TASK);
        row.some("Start", dates.schedule.start.as_deref().map(local));
        row.some("Finish", dates.schedule.finish.as_deref().map(local));
        let kept: Vec<_> =
            head.inside().into_iter().filter(|element| !COMPUTED.contains(&element.name.as_str())).collect();
        row.keep(&kept);
        row.named("Task")
    }

    fn row(&self, row: &Row<'d>, number: usize, around: &Around<'d>, planned: &Planned<'d>) -> Element {
        let mut element = Element::new(TASK);
        let extensions = match row.item {
            Item::Phase(phase) => &phase.extensions,
            Item::Task(task) => &task.extensions,
        };
        let mut kept = kept(extensions);
        if self.has_dates() {
            kept.retain(|element| !COMPUTED.contains(&element.name.as_str()));
        }
        if text_of(&kept, "ID").is_none() {
            element.text("ID", number);
        }
        element.text("OutlineLevel", row.level);
        element.some("OutlineNumber", row.outline.as_ref());
        match row.item {
            Item::Phase(phase) => self.phase(phase, around, &kept, &mut element),
            Item::Task(task) => self.task(task, &kept, planned, &mut element),
        }
        if row.is_manual() || !self.has_dates() || matches!(row.item, Item::Task(_)) {
            element.keep(&kept);
        } else {
            let is_stale = |name: &str| matches!(name, "Duration" | "DurationFormat" | "RemainingDuration");
            kept.retain(|element| !is_stale(&element.name));
            element.keep(&kept);
        }
        element
    }

    fn phase(&self, phase: &'d Phase, around: &Around<'d>, kept: &[KeptElement], row: &mut Element) {
        let uid = self.rows.of(&phase.id);
        row.some("UID", uid);
        self.named(row, &phase.name, phase.description.as_ref(), phase.owner.as_ref(), phase.wbs.as_ref());
        if text_of(kept, "Summary").is_none() {
            row.text("Summary", 1);
        }
        self.bound(row, &phase.constraints, phase.deadline, phase.manual.as_ref(), phase.inactive);
        self.progressed(row, phase.progress.as_ref());
        self.links(row, &phase.after);
        self.fields.of_row(row, self.custom_id(&phase.id), None);
        if let Some(dates) = self.dates.as_ref().and_then(|dates| dates.phases.get(phase.id.as_str())) {
            row.text("Start", local(&dates.start));
            row.text("Finish", local(&dates.finish));
            for (name, date) in
                ["EarlyStart", "EarlyFinish", "LateStart", "LateFinish"].into_iter().zip(around)
            {
                row.some(name, date.map(local));
            }
            row.text("TotalSlack", tenths(dates.total_float_s));
            row.text("Critical", u8::from(dates.critical));
        }
    }

    fn task(&self, task: &'d Task, kept: &[KeptElement], planned: &Planned<'d>, row: &mut Element) {
        let dates = self.dates.as_ref().and_then(|dates| dates.tasks.get(task.id.as_str()).copied());
        row.some("UID", self.rows.of(&task.id));
        self.named(row, &task.name, task.description.as_ref(), task.owner.as_ref(), task.wbs.as_ref());
        if text_of(kept, "Summary").is_none() {
            row.text("Summary", 0);
        }
        self.lasts(row, task, dates, kept);
        let windowed = dates.filter(|dates| dates.cause == Cause::Window && task.constraints.is_empty());
        match windowed {
            Some(dates) => self.starts_no_earlier(row, task, &dates.start),
            None => self.bound(row, &task.constraints, task.deadline, task.manual.as_ref(), task.inactive),
        }
        self.progressed(row, task.progress.as_ref());
        row.some("CalendarUID", task.calendar.as_deref().and_then(|id| self.calendars.of(id)));
        row.flag("IgnoreResourceCalendar", task.ignore_resource_calendars);
        self.links(row, &task.after);
        self.fields.of_row(row, self.custom_id(&task.id), task.priority.as_deref());
        for (number, planned) in planned.get(task.id.as_str()).into_iter().flatten() {
            row.element("Baseline", self.baseline(*number, planned));
        }
        if let Some(dates) = dates {
            computed(row, dates);
        }
    }

    fn custom_id<'i>(&self, id: &'i str) -> Option<&'i str> {
        Some(id).filter(|id| self.rows.is_assigned(id))
    }

    fn named(
        &self,
        row: &mut Element,
        name: &str,
        description: Option<&String>,
        owner: Option<&String>,
        wbs: Option<&String>,
    ) {
        row.text("Name", name);
        row.some("Contact", owner);
        row.some("WBS", wbs);
        row.some("Notes", description);
    }

    /// How long it takes and waits.
    fn lasts(&self, row: &mut Element, task: &Task, dates: Option<&TaskResult>, kept: &[KeptElement]) {
        let units = &self.document.units;
        let is_milestone = task.kind.is_milestone();
        let estimated = task.estimate.as_ref().and_then(|estimate| estimate.likely);
        let computed = || dates.map(|dates| Duration::from_seconds(dates.duration_s));
        let duration = match is_milestone {
            true => Some(Duration::new(0, critpath::duration::DurationUnit::Day)),
            false => task.duration.or(estimated).or_else(computed),
        };
        if text_of(kept, "Milestone").is_none() {
            row.text("Milestone", u8::from(is_milestone));
        }
        if let Some(duration) = duration {
            let is_guess = !is_milestone && task.duration.is_none() && estimated.is_some();
            row.text("Duration", period(duration.seconds(units)));
            // Formats of estimated durations are those of known ones, and 32 more.
            let code = match text_of(kept, "DurationFormat").filter(|_| is_milestone) {
                // No time is as long in every unit.
                Some(_) => None,
                None => Some(duration_code(duration, text_of(kept, "DurationFormat"), units)),
            };
            row.some("DurationFormat", code.map(|code| code + if is_guess { 32 } else { 0 }));
            row.flag("Estimated", is_guess);
            let progress = task.progress.as_ref();
            if text_of(kept, "ActualDuration").is_none() {
                row.text("ActualDuration", period(done_s(duration.seconds(units), progress, units)));
            }
            let is_finished = progress.is_some_and(|progress| progress.finished.is_some());
            // What is left of work that has begun is a fact; where none is stated, it is what a schedule makes of the rest.
            let is_open = progress.is_some_and(|progress| progress.started.is_some()) && !is_finished;
            let is_stated = progress.is_some_and(|progress| progress.remaining.is_some());
            if (!is_open || dates.is_some() && !is_stated) && text_of(kept, "RemainingDuration").is_none() {
                let all = duration.seconds(units);
                let done = if is_finished || is_open { done_s(all, progress, units) } else { 0 };
                row.text("RemainingDuration", period(all - done));
            }
        }
        if let Some(delay) = task.delay {
            row.text("LevelingDelay", tenths(delay.seconds(units)));
            row.text(
                "LevelingDelayFormat",
                duration_code(delay, text_of(kept, "LevelingDelayFormat"), units),
            );
        }
    }

    /// A task that its window drives starts there, whoever computes it.
    fn starts_no_earlier(&self, row: &mut Element, task: &Task, start: &str) {
        self.bound(row, &[], task.deadline, task.manual.as_ref(), task.inactive);
        row.text("ConstraintType", 4);
        row.text("ConstraintDate", local(start));
    }

    fn bound(
        &self,
        row: &mut Element,
        constraints: &[Constraint],
        deadline: Option<critpath::time::Moment>,
        manual: Option<&ManualDates>,
        is_inactive: bool,
    ) {
        if is_inactive {
            row.text("Active", 0);
        }
        row.text("Manual", u8::from(manual.is_some()));
        // The format has room for one.
        if let Some(constraint) = constraints.first() {
            let (code, is_end) = constraint_code(constraint.kind);
            row.text("ConstraintType", code);
            row.some("ConstraintDate", constraint.date.map(|date| self.clock.text(date, is_end)));
        }
        row.some("Deadline", deadline.map(|deadline| self.clock.text(deadline, true)));
        if let Some(ManualDates { start, finish, .. }) = manual {
            row.some("ManualStart", start.map(|start| self.clock.text(start, false)));
            row.some("ManualFinish", finish.map(|finish| self.clock.text(finish, true)));
        }
    }

    fn progressed(&self, row: &mut Element, progress: Option<&Progress>) {
        let Some(progress) = progress else { return };
        let moment = |moment: Option<_>, is_end| moment.map(|moment| self.clock.text(moment, is_end));
        row.some("PercentComplete", progress.percent.map(|percent| percent.round()));
        row.some("ActualStart", moment(progress.started, false));
        row.some("ActualFinish", moment(progress.finished, true));
        row.some("Stop", moment(progress.stopped, true));
        row.some("Resume", moment(progress.resumes, false));
        let remaining =
            progress.remaining.filter(|_| progress.started.is_some() && progress.finished.is_none());
        row.some(
            "RemainingDuration",
            remaining.map(|remaining| period(remaining.seconds(&self.document.units))),
        );
    }

    fn links(&self, row: &mut Element, links: &[Dependency]) {
        for link in links {
            let Some(uid) = self.rows.of(&link.predecessor) else { continue };
            let kept = kept(&link.extensions);
            let mut element = Element::new(LINK);
            element.text("PredecessorUID", uid);
            let relation = RELATIONS.iter().position(|relation| *relation == link.relation);
            element.some("Type", relation);
            let (amount, code) = lag(link.lag, text_of(&kept, "LagFormat"), &self.document.units);
            element.text("LinkLag", amount);
            element.text("LagFormat", code);
            element.keep(&kept);
            row.element("PredecessorLink", element);
        }
    }

    fn planned(&self) -> Planned<'d> {
        let mut planned = Planned::new();
        let numbered = self.document.baselines.iter().enumerate();
        for (at, baseline) in numbered {
            let number = baselines::number(&baseline.name).unwrap_or(at as u32);
            for task in &baseline.tasks {
                planned.entry(task.task.as_str()).or_default().push((number, task));
            }
        }
        planned
    }

    fn baseline(&self, number: u32, planned: &BaselineTask) -> Element {
        let units = &self.document.units;
        let kept = kept(&planned.extensions);
        let mut element = Element::new(BASELINE);
        element.text("Number", number);
        element.some("Start", planned.start.map(|start| self.clock.text(start, false)));
        element.some("Finish", planned.finish.map(|finish| self.clock.text(finish, true)));
        if let Some(duration) = planned.duration {
            element.text("Duration", period(duration.seconds(units)));
            element.text("DurationFormat", duration_code(duration, text_of(&kept, "DurationFormat"), units));
        }
        element.keep(&kept);
        element
    }

    /// The dates around what is in each phase, by row; nothing for tasks. O(n) for each level of phases.
    fn around(&self, rows: &[Row<'d>]) -> Vec<Around<'d>> {
        let mut found = vec![Around::default(); rows.len()];
        let Some(dates) = &self.dates else { return found };
        // Rows from the last to the first, so that what is in a phase is known before the phase.
        let mut levels: Vec<Around<'d>> = Vec::new();
        for (row, found) in rows.iter().zip(&mut found).rev() {
            let level = row.level as usize;
            let own = match row.item {
                Item::Task(task) => dates.tasks.get(task.id.as_str()).map_or_else(Around::default, |dates| {
                    [&dates.early_start, &dates.early_finish, &dates.late_start, &dates.late_finish]
                        .map(|date| Some(date.as_str()))
                }),
                Item::Phase(_) => levels.get_mut(level + 1).map(std::mem::take).unwrap_or_default(),
            };
            if matches!(row.item, Item::Phase(_)) {
                *found = own;
            }
            if levels.len() <= level {
                levels.resize(level + 1, Around::default());
            }
            join(&mut levels[level], own);
        }
        found
    }
}

/// The earliest starts and the latest finishes of both. Times of one plan are in one form, so that texts compare, but
/// for changes of the clock: what an offset says is not part of the file.
fn join<'d>(around: &mut Around<'d>, other: Around<'d>) {
    for (at, (mine, other)) in around.iter_mut().zip(other).enumerate() {
        let is_start = at % 2 == 0;
        *mine = match (*mine, other) {
            (Some(mine), Some(other)) if is_start => Some(mine.min(other)),
            (Some(mine), Some(other)) => Some(mine.max(other)),
            (mine, other) => mine.or(other),
        };
    }
}

fn computed(row: &mut Element, dates: &TaskResult) {
    for (name, date) in [
        ("Start", &dates.start),
        ("Finish", &dates.finish),
        ("EarlyStart", &dates.early_start),
        ("EarlyFinish", &dates.early_finish),
        ("LateStart", &dates.late_start),
        ("LateFinish", &dates.late_finish),
    ] {
        row.text(name, local(date));
    }
    row.text("FreeSlack", tenths(dates.free_float_s));
    row.text("TotalSlack", tenths(dates.total_float_s));
    row.text("Critical", u8::from(dates.critical));
}

/// The number of a kind of constraint, and whether its date is an end.
fn constraint_code(kind: ConstraintKind) -> (u32, bool) {
    match kind {
        ConstraintKind::AsLateAsPossible => (1, false),
        ConstraintKind::MustStartOn | ConstraintKind::MandatoryStart => (2, false),
        ConstraintKind::MustFinishOn | ConstraintKind::MandatoryFinish => (3, true),
        ConstraintKind::StartNoEarlierThan => (4, false),
        ConstraintKind::StartNoLaterThan => (5, false),
        ConstraintKind::FinishNoEarlierThan => (6, true),
        ConstraintKind::FinishNoLaterThan => (7, true),
    }
}

impl Row<'_> {
    fn is_manual(&self) -> bool {
        match self.item {
            Item::Phase(phase) => phase.manual.is_some(),
            Item::Task(task) => task.manual.is_some(),
        }
    }
}
