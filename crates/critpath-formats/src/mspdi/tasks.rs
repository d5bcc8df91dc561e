//! The rows of a project into phases and tasks.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use critpath::model::{
    Baseline, Constraint, ConstraintKind, Dependency, Document, ManualDates, Phase, Progress, Task, TaskKind,
    WorkUnits,
};
use critpath::time::Moment;

use super::baselines::{self, Planned};
use super::custom::{Custom, ID, PRIORITY};
use super::kept::Kept;
use super::links::{Known, link};
use super::resources::{Work, assignments};
use super::schema::{TASK, rank};
use super::task_field::TaskField;
use super::uids::Uids;
use super::values::{DurationFormat, Field, Values, done_s, id_among};
use crate::xml::Node;

/// A row of the file. Elements whose meaning depends on others are here until all of them are known.
struct Row<'t, 'a> {
    node: Node<'t, 'a>,
    task: Task,
    level: u32,
    is_blank: bool,
    is_summary: Field<'t, 'a, bool>,
    is_milestone: Field<'t, 'a, bool>,
    duration_s: Field<'t, 'a, i64>,
    format: Field<'t, 'a, u32>,
    constraint: Field<'t, 'a, ConstraintKind>,
    constraint_date: Field<'t, 'a, Moment>,
    is_manual: bool,
    manual_start: Field<'t, 'a, Moment>,
    manual_finish: Field<'t, 'a, Moment>,
    /// In tenths of a minute.
    delay: Field<'t, 'a, i64>,
    delay_format: Field<'t, 'a, u32>,
    calendar: Field<'t, 'a, String>,
    ignores_calendars: Field<'t, 'a, bool>,
    percent: Option<f64>,
    remaining_s: Field<'t, 'a, i64>,
    done_s: Field<'t, 'a, i64>,
    stopped: Field<'t, 'a, Moment>,
    resumes: Field<'t, 'a, Moment>,
    progress: Progress,
    baselines: Vec<Planned<'t, 'a>>,
    kept: Kept<'a>,
}

/// What the rows of a project share.
struct Shared<'s> {
    calendars: &'s BTreeSet<String>,
    known: Known<'s>,
    custom: &'s Custom,
    units: WorkUnits,
    /// What elements say of a task, and their place in the order of the schema, by the position of their name.
    fields: Vec<(TaskField, usize)>,
}

/// Adds what the rows say to the document.
pub(super) fn read<'a>(
    project: Node<'_, 'a>,
    document: &mut Document,
    calendars: &BTreeSet<String>,
    custom: &Custom,
    kept: &mut Kept<'a>,
    values: &mut Values,
) {
    let nodes: Vec<_> = project.list("Tasks", "Task").collect();
    let uids = Uids::new(nodes.iter().filter_map(|node| node.child("UID")).map(Node::text));
    let ids = custom.ids(nodes.iter().copied());
    let mut work = assignments(project, document, custom, values);
    let known = Known { uids: &uids, ids: &ids };
    let fields = project.names().iter().map(|name| (TaskField::of(name), rank(TASK, name, 0))).collect();
    let shared = Shared { calendars, known, custom, units: document.units.clone(), fields };
    // Rows are counted from 0 with the row of the project itself, and from 1 without it.
    let first =
        usize::from(nodes.first().and_then(|node| node.child("UID")).is_none_or(|uid| uid.text() != "0"));
    let mut placing = Placing::new(document, nodes.len(), &shared, &mut work);
    let mut unplaced = Vec::new();
    let mut before: Option<Box<Row<'_, '_>>> = None;
    for (number, node) in (first..).zip(nodes) {
        let row = row(node, number, &shared, values);
        if row.is_blank || row.is_head() {
            placing.name(&row);
            unplaced.push(row.node.source());
            continue;
        }
        let level = row.level;
        if let Some(before) = before.replace(row) {
            placing.place(before, level);
        }
    }
    if let Some(last) = before {
        placing.place(last, 0);
    }
    placing.document.baselines = placing.baselines.into_values().collect();
    kept.add_list("Tasks", &unplaced);
    kept.add_list("Assignments", &work.rest());
    work.timephased.split(document);
}

/// Rows on their way into the document: those that hold others become phases, the others tasks.
struct Placing<'p, 's, 'a> {
    document: &'p mut Document,
    shared: &'p Shared<'s>,
    work: &'p mut Work<'a>,
    /// The phases around the current row, each with its level.
    around: Vec<(u32, String)>,
    baselines: BTreeMap<u32, Baseline>,
}

impl<'p, 's, 'a> Placing<'p, 's, 'a> {
    fn new(document: &'p mut Document, rows: usize, shared: &'p Shared<'s>, work: &'p mut Work<'a>) -> Self {
        document.tasks.reserve(rows);
        Placing { document, shared, work, around: Vec::new(), baselines: BTreeMap::new() }
    }

    /// The row of the project itself names a project that has no name.
    fn name(&mut self, row: &Row<'_, '_>) {
        if row.is_head() && self.document.name.is_empty() {
            self.document.name.clone_from(&row.task.name);
        }
    }

    /// Places a row, given the level of the row behind it.
    fn place(&mut self, mut row: Box<Row<'_, '_>>, next_level: u32) {
        let level = row.level;
        while self.around.last().is_some_and(|(around, _)| *around >= level) {
            self.around.pop();
        }
        row.task.phase = self.around.last().map(|(_, id)| id.clone());
        if next_level > level {
            let phase = row.into_phase(self.shared);
            self.around.push((level, phase.id.clone()));
            self.document.phases.push(phase);
        } else {
            row.task.needs = self.work.of(&row.task.id);
            let (task, planned) = row.into_task(self.shared);
            baselines::add(&mut self.baselines, &task.id, planned, &self.shared.units);
            self.document.tasks.push(task);
        }
    }
}

fn row<'t, 'a>(
    node: Node<'t, 'a>,
    number: usize,
    shared: &Shared<'_>,
    values: &mut Values,
) -> Box<Row<'t, 'a>> {
    let mut row = Box::new(Row::new(node));
    let mut outline = 0;
    let mut level = None;
    for child in node.children() {
        let (task, found) = (&mut row.task, values.diagnostics.len());
        let (field, rank) = shared.fields[child.name_position()];
        match field {
            TaskField::Uid => task.id = shared.known.id(&child.text()),
            TaskField::Id if child.text().parse() == Ok(number) => {}
            TaskField::Name => task.name = child.text().into_owned(),
            TaskField::Notes => task.description = text(child),
            TaskField::Contact => task.owner = text(child),
            TaskField::Wbs => task.wbs = text(child),
            TaskField::OutlineNumber => {
                outline = child.text().split('.').filter(|part| !part.is_empty()).count()
            }
            TaskField::OutlineLevel => level = values.integer(child),
            TaskField::IsNull => row.is_blank = values.flag(child),
            TaskField::Milestone => row.is_milestone = Field::new(child, values.truth(child)),
            TaskField::Summary => row.is_summary = Field::new(child, values.truth(child)),
            TaskField::Duration => row.duration_s = Field::new(child, values.seconds(child)),
            TaskField::DurationFormat => row.format = Field::new(child, values.integer(child)),
            TaskField::ConstraintType => row.constraint = Field::new(child, constraint_kind(child, values)),
            TaskField::ConstraintDate => row.constraint_date = Field::new(child, values.moment(child)),
            TaskField::Deadline => task.deadline = values.moment(child),
            TaskField::CalendarUid => row.calendar = Field::new(child, id_among(child, shared.calendars)),
            TaskField::PercentComplete => row.percent = values.number(child),
            TaskField::ActualStart => row.progress.started = values.moment(child),
            TaskField::ActualFinish => row.progress.finished = values.moment(child),
            TaskField::Manual => row.is_manual = values.flag(child),
            TaskField::ManualStart => row.manual_start = Field::new(child, values.moment(child)),
            TaskField::ManualFinish => row.manual_finish = Field::new(child, values.moment(child)),
            TaskField::Active => task.inactive = values.truth(child) == Some(false),
            TaskField::IgnoreResourceCalendar => {
                row.ignores_calendars = Field::new(child, values.truth(child))
            }
            TaskField::LevelingDelay => row.delay = Field::new(child, values.integer(child)),
            TaskField::LevelingDelayFormat => row.delay_format = Field::new(child, values.integer(child)),
            TaskField::Stop => row.stopped = Field::new(child, values.moment(child)),
            TaskField::Resume => row.resumes = Field::new(child, values.moment(child)),
            TaskField::RemainingDuration => row.remaining_s = Field::new(child, values.seconds(child)),
            TaskField::ActualDuration => row.done_s = Field::new(child, values.seconds(child)),
            TaskField::Baseline => row.baselines.extend(baselines::read(child, values, &mut row.kept)),
            TaskField::ExtendedAttribute => match shared.custom.value(child) {
                Some((ID, _)) => {}
                Some((PRIORITY, priority)) => task.priority = Some(priority.into_owned()),
                _ => row.kept.add_at(rank, child),
            },
            TaskField::PredecessorLink => match link(child, shared.known, &shared.units, values) {
                Some(link) => push(&mut task.after, link),
                None => row.kept.add_at(rank, child),
            },
            TaskField::Id | TaskField::Other => row.kept.add_at(rank, child),
        }
        // What could not be read is not lost.
        if values.diagnostics.len() > found && !field.is_kept_later() {
            row.kept.add_at(rank, child);
        }
    }
    row.level = level.unwrap_or(outline as u32);
    row
}

/// Adds a link. Most rows have one or two: lists with room for more would take most of the memory.
fn push(links: &mut Vec<Dependency>, link: Dependency) {
    if links.len() < 2 {
        links.reserve_exact(1);
    }
    links.push(link);
}

/// The text of an element that says something.
pub(super) fn text(node: Node<'_, '_>) -> Option<String> {
    Some(node.text()).filter(|text| !text.is_empty()).map(Cow::into_owned)
}

fn constraint_kind(node: Node<'_, '_>, values: &mut Values) -> Option<ConstraintKind> {
    match values.integer::<u32>(node)? {
        1 => Some(ConstraintKind::AsLateAsPossible),
        2 => Some(ConstraintKind::MustStartOn),
        3 => Some(ConstraintKind::MustFinishOn),
        4 => Some(ConstraintKind::StartNoEarlierThan),
        5 => Some(ConstraintKind::StartNoLaterThan),
        6 => Some(ConstraintKind::FinishNoEarlierThan),
        7 => Some(ConstraintKind::FinishNoLaterThan),
        0 => None,
        _ => {
            values.wrong(node, "a constraint from 0 to 7");
            None
        }
    }
}

impl<'t, 'a> Row<'t, 'a> {
    fn new(node: Node<'t, 'a>) -> Self {
        Row {
            node,
            task: Task { span: Some(node.whole()), ..Task::default() },
            level: 0,
            is_blank: false,
            is_summary: Field::default(),
            is_milestone: Field::default(),
            duration_s: Field::default(),
            format: Field::default(),
            constraint: Field::default(),
            constraint_date: Field::default(),
            is_manual: false,
            manual_start: Field::default(),
            manual_finish: Field::default(),
            delay: Field::default(),
            delay_format: Field::default(),
            calendar: Field::default(),
            ignores_calendars: Field::default(),
            percent: None,
            remaining_s: Field::default(),
            done_s: Field::default(),
            stopped: Field::default(),
            resumes: Field::default(),
            progress: Progress::default(),
            baselines: Vec::new(),
            kept: Kept::with_room(TASK),
        }
    }

    /// Whether it is the row of the project itself.
    fn is_head(&self) -> bool {
        self.level == 0 && self.task.id == "0"
    }

    /// A row that holds others; how long it takes follows from these.
    fn into_phase(mut self: Box<Self>, shared: &Shared<'_>) -> Phase {
        self.bound();
        self.progressed(&shared.units, None);
        self.kept.add_all([self.duration_s.node, self.format.node, self.delay.node, self.delay_format.node]);
        self.kept.add_all([
            self.is_summary.unless(self.is_summary.value == Some(true)),
            self.is_milestone.unless(self.is_milestone.value == Some(false)),
            self.calendar.unless(self.names_no_calendar()),
            self.ignores_calendars.unless(self.ignores_calendars.value == Some(false)),
        ]);
        self.kept.add_all(self.baselines.iter().map(|planned| Some(planned.node)));
        let Task { id, name, description, phase, wbs, after, constraints, deadline, manual, .. } = self.task;
        let mut phase = Phase {
            id,
            name,
            description,
            parent: phase,
            wbs,
            after,
            constraints,
            deadline,
            manual,
            inactive: self.task.inactive,
            owner: self.task.owner,
            progress: self.task.progress,
            span: self.task.span,
            ..Phase::default()
        };
        self.kept.into(&mut phase.extensions);
        phase
    }

    fn into_task(mut self: Box<Self>, shared: &Shared<'_>) -> (Task, Vec<Planned<'t, 'a>>) {
        self.bound();
        self.lasts(&shared.units);
        self.progressed(&shared.units, self.duration_s.value);
        self.task.ignore_resource_calendars = self.ignores_calendars.value == Some(true);
        self.kept.add_all([
            self.is_summary.unless(self.is_summary.value == Some(false)),
            self.calendar.unless(self.names_no_calendar() || self.calendar.value.is_some()),
            self.ignores_calendars.unless(self.ignores_calendars.value.is_some()),
        ]);
        self.task.calendar = self.calendar.value.take();
        self.kept.into(&mut self.task.extensions);
        (self.task, self.baselines)
    }

    fn names_no_calendar(&self) -> bool {
        self.calendar.node.is_some_and(|node| node.text() == "-1")
    }

    /// What bounds it: constraint, dates set by hand.
    fn bound(&mut self) {
        let (kind, date) = (self.constraint.value, self.constraint_date.value);
        let kind = kind.filter(|kind| date.is_some() || *kind == ConstraintKind::AsLateAsPossible);
        if let Some(kind) = kind {
            let span = self.task.span;
            self.task.constraints.push(Constraint { kind, date, span, ..Constraint::default() });
        }
        let is_free = self.constraint.node.is_some_and(|node| node.text() == "0");
        self.task.manual = self.is_manual.then(|| ManualDates {
            start: self.manual_start.value,
            finish: self.manual_finish.value,
            ..ManualDates::default()
        });
        self.kept.add_all([
            self.constraint.unless(kind.is_some() || is_free),
            self.constraint_date.unless(kind.is_some() && date.is_some()),
            self.manual_start.unless(self.is_manual && self.manual_start.value.is_some()),
            self.manual_finish.unless(self.is_manual && self.manual_finish.value.is_some()),
        ]);
    }

    /// How long it takes and waits, each in the unit that people see.
    fn lasts(&mut self, units: &WorkUnits) {
        let (seconds, format) = (self.duration_s.value, self.format.value.unwrap_or(7));
        let is_milestone = self.is_milestone.value == Some(true) && seconds.unwrap_or(0) == 0;
        if is_milestone {
            self.task.kind = TaskKind::Milestone;
        } else {
            self.task.duration = seconds.map(|seconds| DurationFormat::of(format).duration(seconds, units));
        }
        let delay = self.delay.value.filter(|delay| *delay > 0);
        let delay_format = DurationFormat::of(self.delay_format.value.unwrap_or(8));
        self.task.delay = delay.map(|delay| delay_format.duration(delay.saturating_mul(6), units));
        let usual = self.task.duration.map_or(7, DurationFormat::code);
        let usual_of_delay = self.task.delay.map_or(8, DurationFormat::code);
        self.kept.add_all([
            self.is_milestone.unless(self.is_milestone.value == Some(is_milestone)),
            self.duration_s.unless(seconds.is_some()),
            self.format.unless(self.format.value == Some(usual) && seconds.is_some()),
            self.delay.unless(delay.is_some() || self.delay.value == Some(0)),
            self.delay_format.unless(self.delay_format.value == Some(usual_of_delay)),
        ]);
    }

    /// What is done of it. `duration_s` is what remains of a task that has not begun.
    fn progressed(&mut self, units: &WorkUnits, duration_s: Option<i64>) {
        let mut progress = std::mem::take(&mut self.progress);
        let is_finished = progress.finished.is_some();
        let is_started = progress.started.is_some() || is_finished;
        let is_told = is_started || self.percent.is_some_and(|percent| percent > 0.0);
        let format = DurationFormat::of(self.format.value.unwrap_or(7));
        let remaining = self.remaining_s.value.filter(|_| is_started && !is_finished);
        let follows = match is_finished {
            true => self.remaining_s.value == Some(0),
            false => !is_started && self.remaining_s.value.is_some() && self.remaining_s.value == duration_s,
        };
        self.kept.add_all([
            self.stopped.unless(is_told && self.stopped.value.is_some()),
            self.resumes.unless(is_told && self.resumes.value.is_some()),
            self.remaining_s.unless(remaining.is_some() || follows),
        ]);
        if is_told {
            progress.percent = self.percent;
            progress.stopped = self.stopped.value;
            progress.resumes = self.resumes.value;
            progress.remaining = remaining.map(|seconds| format.duration(seconds, units));
            self.task.progress = Some(progress);
        }
        let done = duration_s.map(|seconds| done_s(seconds, self.task.progress.as_ref(), units));
        self.kept.add_all([self.done_s.unless(done.is_some() && self.done_s.value == done)]);
    }
}
