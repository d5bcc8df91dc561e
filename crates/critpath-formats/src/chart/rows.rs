//! Phases and tasks with dates into the rows of a chart: the tree, flattened, each row with its marks.

use std::collections::BTreeMap;

use critpath::model::diff::TaskDiff;
use critpath::model::result::{PhaseResult, ScheduleResult, TaskResult};
use critpath::model::{Document, Progress, Task};
use critpath::time::{Axis, Instant, Moment};

use super::instant;

/// What a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The roll-up of the rows below it that are deeper.
    Phase,
    Task,
    Milestone,
}

/// One line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Row<'a> {
    pub kind: Kind,
    pub id: &'a str,
    pub name: &'a str,
    /// Number of phases that it is in.
    pub depth: usize,
    pub start: Instant,
    pub finish: Instant,
    pub critical: bool,
    /// Id of the predecessor that drives its start.
    pub driver: Option<&'a str>,
    /// Until when a task can be late without harm, if that is after its finish.
    pub late_finish: Option<Instant>,
    /// How far it can move, in seconds of working time.
    pub total_float_s: i64,
    /// How long it takes, for a task.
    pub duration_s: Option<i64>,
    /// Whether `duration_s` and `total_float_s` are clock time.
    pub elapsed: bool,
    /// When a phase should take place.
    pub window: Option<(Instant, Instant)>,
    pub deadline: Option<Instant>,
    /// Done share, 0 to 1; `None` where nothing is reported.
    pub done: Option<f64>,
    pub owner: Option<&'a str>,
    /// When it was in an earlier plan, if that is another time.
    pub before: Option<(Instant, Instant)>,
    /// Share of the runs of a forecast in which it was critical.
    pub criticality: Option<f64>,
    /// Whether only the earlier plan has it; its dates are those of then.
    pub removed: bool,
}

/// What is in a phase or a step, or in neither: indices into the results.
#[derive(Debug, Default, Clone)]
struct Content {
    tasks: Vec<usize>,
    phases: Vec<usize>,
}

/// The rows in the order of the plan: phases with their tasks and then their phases; then strategy steps
/// with tasks that are in no phase; then tasks that are in neither.
pub(crate) fn rows<'a>(
    document: &'a Document,
    axis: Axis,
    result: &'a ScheduleResult,
    deadline: &dyn Fn(Moment) -> Instant,
) -> Vec<Row<'a>> {
    let tasks: BTreeMap<&str, &Task> = document.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let steps: BTreeMap<&str, usize> = index(document.strategy.iter().map(|step| step.id.as_str()));
    let phases: BTreeMap<&str, usize> = index(result.phases.iter().map(|phase| phase.id.as_str()));
    let deadlines: BTreeMap<&str, Instant> =
        document.phases.iter().filter_map(|p| Some((p.id.as_str(), deadline(p.deadline?)))).collect();

    let mut in_phase = vec![Content::default(); result.phases.len()];
    let mut in_step = vec![Content::default(); document.strategy.len()];
    let mut loose = Content::default();
    for (at, task) in result.tasks.iter().enumerate() {
        let step = || tasks.get(task.id.as_str()).and_then(|task| steps.get(task.step.as_deref()?));
        let place = match task.phase.as_deref().and_then(|phase| phases.get(phase)) {
            Some(phase) => &mut in_phase[*phase],
            None => step().map_or(&mut loose, |step| &mut in_step[*step]),
        };
        place.tasks.push(at);
    }
    for (at, phase) in result.phases.iter().enumerate() {
        match phase.parent.as_deref().and_then(|parent| phases.get(parent)).filter(|parent| **parent != at) {
            Some(parent) => in_phase[*parent].phases.push(at),
            None => loose.phases.push(at),
        }
    }

    let mut rows = Vec::with_capacity(result.tasks.len() + result.phases.len());
    let task_rows = |content: &Content, depth: usize, rows: &mut Vec<Row<'a>>| {
        rows.extend(content.tasks.iter().filter_map(|at| {
            let task = &result.tasks[*at];
            task_row(axis, task, tasks.get(task.id.as_str()).copied(), depth, deadline)
        }));
    };
    // An explicit stack: phases may be nested deeper than the machine's.
    let mut open: Vec<(usize, usize)> = loose.phases.iter().rev().map(|phase| (*phase, 0)).collect();
    while let Some((phase, depth)) = open.pop() {
        let noun = &result.phases[phase];
        rows.extend(phase_row(axis, noun, depth, deadlines.get(noun.id.as_str()).copied()));
        task_rows(&in_phase[phase], depth + 1, &mut rows);
        open.extend(in_phase[phase].phases.iter().rev().map(|child| (*child, depth + 1)));
    }
    for (step, content) in document.strategy.iter().zip(&in_step) {
        let head = rows.len();
        task_rows(content, 1, &mut rows);
        if let Some(summary) = step_row(&step.id, &step.name, &rows[head..]) {
            rows.insert(head, summary);
        }
    }
    task_rows(&loose, 0, &mut rows);
    rows
}

fn index<'a>(ids: impl Iterator<Item = &'a str>) -> BTreeMap<&'a str, usize> {
    ids.enumerate().map(|(at, id)| (id, at)).collect()
}

fn task_row<'a>(
    axis: Axis,
    result: &'a TaskResult,
    task: Option<&'a Task>,
    depth: usize,
    deadline: &dyn Fn(Moment) -> Instant,
) -> Option<Row<'a>> {
    let start = instant(axis, &result.start)?;
    let finish = instant(axis, &result.finish)?.max(start);
    let kind = if result.kind.is_milestone() { Kind::Milestone } else { Kind::Task };
    Some(Row {
        kind,
        id: &result.id,
        name: label(&result.name, &result.id),
        depth,
        start,
        finish,
        critical: result.critical,
        driver: result.driver.as_deref(),
        late_finish: instant(axis, &result.late_finish)
            .filter(|late| *late > finish && result.total_float_s > 0),
        total_float_s: result.total_float_s,
        duration_s: Some(result.duration_s),
        elapsed: task.and_then(|task| task.duration).is_some_and(|duration| duration.is_elapsed()),
        window: None,
        deadline: task.and_then(|task| task.deadline).map(deadline),
        done: task.and_then(|task| task.progress.as_ref()).and_then(done),
        owner: result.owner.as_deref(),
        before: None,
        criticality: None,
        removed: false,
    })
}

fn phase_row<'a>(
    axis: Axis,
    phase: &'a PhaseResult,
    depth: usize,
    deadline: Option<Instant>,
) -> Option<Row<'a>> {
    let start = instant(axis, &phase.start)?;
    let bound = |text: &Option<String>| text.as_deref().and_then(|text| instant(axis, text));
    Some(Row {
        window: bound(&phase.window_start).zip(bound(&phase.window_finish)),
        deadline,
        critical: phase.critical,
        total_float_s: phase.total_float_s,
        ..summary(&phase.id, &phase.name, depth, start, instant(axis, &phase.finish)?.max(start))
    })
}

/// A strategy step that holds scheduled tasks, rolled up; none without them.
fn step_row<'a>(id: &'a str, name: &'a str, tasks: &[Row<'_>]) -> Option<Row<'a>> {
    let start = tasks.iter().map(|row| row.start).min()?;
    let finish = tasks.iter().map(|row| row.finish).max()?;
    Some(Row {
        critical: tasks.iter().any(|row| row.critical),
        total_float_s: tasks.iter().map(|row| row.total_float_s).min()?,
        ..summary(id, name, 0, start, finish)
    })
}

fn summary<'a>(id: &'a str, name: &'a str, depth: usize, start: Instant, finish: Instant) -> Row<'a> {
    Row {
        kind: Kind::Phase,
        id,
        name: label(name, id),
        depth,
        start,
        finish,
        critical: false,
        driver: None,
        late_finish: None,
        total_float_s: 0,
        duration_s: None,
        elapsed: false,
        window: None,
        deadline: None,
        done: None,
        owner: None,
        before: None,
        criticality: None,
        removed: false,
    }
}

/// A task that only an earlier plan has.
pub(super) fn removed_row(task: &TaskDiff, (start, finish): (Instant, Instant)) -> Row<'_> {
    Row {
        kind: if start == finish { Kind::Milestone } else { Kind::Task },
        before: Some((start, finish)),
        removed: true,
        finish,
        ..summary(&task.id, &task.name, 0, start, finish)
    }
}

/// The name, or the id of what has none.
pub(crate) fn label<'a>(name: &'a str, id: &'a str) -> &'a str {
    if crate::escape::line(name).trim().is_empty() { id } else { name }
}

/// The done share of a task, if anything is reported.
pub(crate) fn done(progress: &Progress) -> Option<f64> {
    if progress.finished.is_some() {
        return Some(1.0);
    }
    progress.percent.map(|percent| (percent / 100.0).clamp(0.0, 1.0))
}
