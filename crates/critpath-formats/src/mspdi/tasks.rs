//! The rows of a project into phases and tasks, with what ties and bounds them.

use std::collections::BTreeSet;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::Lag;
use critpath::model::{
    Constraint, ConstraintKind, Dependency, Document, ManualDates, Phase, Progress, Relation, Task, TaskKind,
    WorkUnits,
};
use critpath::time::Moment;

use super::project::Kept;
use super::resources::assignments;
use super::values::{DurationFormat, Values, id_among};
use crate::xml::Node;

/// A row of the file.
#[derive(Default)]
struct Row {
    task: Task,
    level: u32,
    is_blank: bool,
    is_milestone: bool,
    duration_s: Option<i64>,
    format: Option<u32>,
    constraint: Option<ConstraintKind>,
    constraint_date: Option<Moment>,
    is_manual: bool,
    /// The dates that count if people set them by hand.
    manual: ManualDates,
    /// In tenths of a minute.
    delay: i64,
    delay_format: Option<u32>,
    percent: Option<f64>,
    remaining_s: Option<i64>,
    progress: Progress,
    kept: Kept,
}

/// Adds what the rows say to the document.
pub(super) fn read(
    project: Node<'_, '_>,
    document: &mut Document,
    calendars: &BTreeSet<String>,
    values: &mut Values,
) {
    let units = document.units.clone();
    let nodes: Vec<_> = project.list("Tasks", "Task").collect();
    let ids: BTreeSet<String> =
        nodes.iter().filter_map(|node| node.child("UID")).map(|uid| uid.text().into_owned()).collect();
    let mut by_task = assignments(project, document, values);
    let rows = nodes.into_iter().map(|node| row(node, calendars, &ids, &units, values));
    let mut rows = rows.collect::<Vec<_>>().into_iter().filter(|row| !row.is_blank).peekable();
    // The phases around the current row, each with its level.
    let mut around: Vec<(u32, String)> = Vec::new();
    while let Some(mut row) = rows.next() {
        if row.level == 0 && row.task.id == "0" {
            head(document, row);
            continue;
        }
        while around.last().is_some_and(|(level, _)| *level >= row.level) {
            around.pop();
        }
        row.task.phase = around.last().map(|(_, id)| id.clone());
        row.task.needs = by_task.remove(&row.task.id).unwrap_or_default();
        let holds_rows = rows.peek().is_some_and(|next| next.level > row.level);
        let level = row.level;
        let task = row.finish(&units);
        if holds_rows {
            around.push((level, task.id.clone()));
            document.phases.push(phase(task));
        } else {
            document.tasks.push(task);
        }
    }
}

/// The row of the project itself names it.
fn head(document: &mut Document, row: Row) {
    if document.name.is_empty() {
        document.name = row.task.name;
    }
}

fn row(
    node: Node<'_, '_>,
    calendars: &BTreeSet<String>,
    ids: &BTreeSet<String>,
    units: &WorkUnits,
    values: &mut Values,
) -> Row {
    let mut row = Row { task: Task { span: Some(node.whole()), ..Task::default() }, ..Row::default() };
    let mut outline = String::new();
    let mut level = None;
    for child in node.children() {
        let (task, found) = (&mut row.task, values.diagnostics.len());
        match child.name() {
            "UID" => task.id = child.text().into_owned(),
            "Name" => task.name = child.text().into_owned(),
            "Notes" => task.description = Some(child.text().into_owned()).filter(|notes| !notes.is_empty()),
            "WBS" => task.wbs = Some(child.text().into_owned()).filter(|wbs| !wbs.is_empty()),
            "OutlineNumber" => outline = child.text().into_owned(),
            "OutlineLevel" => level = values.integer(child),
            "IsNull" => row.is_blank = values.flag(child),
            "Milestone" => row.is_milestone = values.flag(child),
            "Duration" => row.duration_s = values.seconds(child),
            "DurationFormat" => row.format = values.integer(child),
            "ConstraintType" => row.constraint = constraint_kind(child, values),
            "ConstraintDate" => row.constraint_date = values.moment(child),
            "Deadline" => task.deadline = values.moment(child),
            "CalendarUID" => task.calendar = id_among(child, calendars),
            "PercentComplete" => row.percent = values.number(child),
            "ActualStart" => row.progress.started = values.moment(child),
            "ActualFinish" => row.progress.finished = values.moment(child),
            "Manual" => row.is_manual = values.flag(child),
            "ManualStart" => row.manual.start = values.moment(child),
            "ManualFinish" => row.manual.finish = values.moment(child),
            "Active" => task.inactive = !values.flag(child),
            "IgnoreResourceCalendar" => task.ignore_resource_calendars = values.flag(child),
            "LevelingDelay" => row.delay = values.integer(child).unwrap_or(0),
            "LevelingDelayFormat" => row.delay_format = values.integer(child),
            "Stop" => row.progress.stopped = values.moment(child),
            "Resume" => row.progress.resumes = values.moment(child),
            "RemainingDuration" => row.remaining_s = values.seconds(child),
            "PredecessorLink" => match link(child, ids, units, values) {
                Some(link) => task.after.push(link),
                None => row.kept.add(child),
            },
            _ => row.kept.add(child),
        }
        // What could not be read is not lost.
        if values.diagnostics.len() > found && child.name() != "PredecessorLink" {
            row.kept.add(child);
        }
    }
    row.level = level.unwrap_or_else(|| outline.split('.').filter(|part| !part.is_empty()).count() as u32);
    if row.task.wbs.is_none() {
        row.task.wbs = Some(outline).filter(|outline| !outline.is_empty());
    }
    row
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

/// A dependency, unless it is on a task of another project.
fn link(
    node: Node<'_, '_>,
    ids: &BTreeSet<String>,
    units: &WorkUnits,
    values: &mut Values,
) -> Option<Dependency> {
    let mut link = Dependency { span: Some(node.whole()), ..Dependency::default() };
    let (mut lag, mut format) = (0_i64, None);
    for child in node.children() {
        match child.name() {
            "PredecessorUID" => link.predecessor = child.text().into_owned(),
            "Type" => link.relation = relation(child, values),
            "LinkLag" => lag = values.integer(child).unwrap_or(0),
            "LagFormat" => format = values.integer(child),
            _ => {}
        }
    }
    if !ids.contains(&link.predecessor) {
        let message = format!("the predecessor `{}` is a task of another project", link.predecessor);
        let help = "the link is kept and moves nothing; merge the projects, or bound the task by a date";
        values.diagnostics.push(Diagnostic::new(Code::LinkExternal, message).at(link.span).help(help));
        return None;
    }
    link.lag = (lag != 0).then(|| lag_of(lag, DurationFormat::of(format.unwrap_or(7)), units));
    Some(link)
}

/// A lag in tenths of a minute, or in percent of the predecessor's duration.
fn lag_of(lag: i64, format: DurationFormat, units: &WorkUnits) -> Lag {
    match format.is_percent {
        true => Lag::Percent(lag.saturating_mul(1_000)),
        false => Lag::Time(format.duration(lag.saturating_mul(6), units)),
    }
}

fn relation(node: Node<'_, '_>, values: &mut Values) -> Relation {
    match values.integer::<u32>(node) {
        Some(0) => Relation::FinishToFinish,
        Some(2) => Relation::StartToFinish,
        Some(3) => Relation::StartToStart,
        Some(1) | None => Relation::FinishToStart,
        Some(_) => {
            values.wrong(node, "a relation from 0 to 3");
            Relation::FinishToStart
        }
    }
}

impl Row {
    /// The row as a task.
    fn finish(self, units: &WorkUnits) -> Task {
        let Row { mut task, duration_s, progress, percent, .. } = self;
        let format = DurationFormat::of(self.format.unwrap_or(7));
        let duration = |seconds| format.duration(seconds, units);
        if self.is_milestone && duration_s.unwrap_or(0) == 0 {
            task.kind = TaskKind::Milestone;
        } else {
            task.duration = duration_s.map(duration);
        }
        if let Some(kind) = self.constraint {
            let date = self.constraint_date;
            if date.is_some() || kind == ConstraintKind::AsLateAsPossible {
                task.constraints.push(Constraint { kind, date, span: task.span, ..Constraint::default() });
            }
        }
        if self.is_manual {
            task.manual = Some(self.manual);
        }
        task.delay = (self.delay > 0).then(|| {
            DurationFormat::of(self.delay_format.unwrap_or(8)).duration(self.delay.saturating_mul(6), units)
        });
        let is_started = progress.started.is_some() || progress.finished.is_some();
        if is_started || percent.is_some_and(|percent| percent > 0.0) {
            let remaining = self.remaining_s.filter(|_| is_started && progress.finished.is_none());
            task.progress = Some(Progress { percent, remaining: remaining.map(duration), ..progress });
        }
        self.kept.into(&mut task.extensions);
        task
    }
}

/// A row that holds others; how long it takes follows from these.
fn phase(task: Task) -> Phase {
    let Task {
        id,
        name,
        description,
        phase,
        wbs,
        after,
        constraints,
        deadline,
        manual,
        inactive,
        progress,
        span,
        extensions,
        ..
    } = task;
    Phase {
        id,
        name,
        description,
        parent: phase,
        wbs,
        after,
        constraints,
        deadline,
        manual,
        inactive,
        progress,
        span,
        extensions,
        ..Phase::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lags() {
        let units = WorkUnits::default();
        for (lag, format, text) in
            [(4_800, 7, "1d"), (-9_600, 8, "-16eh"), (14_400, 8, "1ed"), (50, 19, "50%")]
        {
            let lag = lag_of(lag, DurationFormat::of(format), &units);
            assert_eq!(lag.to_string(), text);
        }
    }
}
