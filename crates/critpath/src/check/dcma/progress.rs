//! Progress and baseline into the checks of execution: invalid dates, missed tasks, BEI, sequence, baseline.

use super::measure::{Measured, Measurement, share};
use super::rules::execution_index;
use super::subject::{Subject, is_complete};
use crate::check::phrase::{count, exact};
use crate::duration::Lag;
use crate::model::{Progress, Relation};
use crate::plan::Target;
use crate::time::Moment;

const NO_DATA_DATE: &str = "the plan states no data date";
const NO_BASELINE: &str = "the plan has no baseline";

pub(super) fn invalid_dates(subject: &Subject) -> Measurement {
    let data_date = subject.data_date.ok_or(NO_DATA_DATE)?;
    let schedule = subject.schedule?;
    let (from, until) = (subject.remaining_from(data_date), subject.latest(data_date));
    let planned_before = |task: usize| {
        let progress = subject.task(task).progress.as_ref();
        let before = |at| subject.work(task, from, at) < 0;
        let not_started = progress.is_none_or(|progress| progress.started.is_none());
        schedule.is_scheduled(task)
            && !is_complete(subject.task(task))
            && (before(schedule.planned_finish()[task])
                || (not_started && before(schedule.planned_start()[task])))
    };
    let done_after = |task: usize| {
        let progress = subject.task(task).progress.as_ref();
        let actual = progress.into_iter().flat_map(|progress| [progress.started, progress.finished]);
        actual.flatten().any(|at| subject.earliest(at) > until)
    };
    let looked_at: Vec<usize> =
        (0..subject.document.tasks.len()).filter(|task| subject.active[*task]).collect();
    let found = looked_at.iter().copied().filter(|task| planned_before(*task) || done_after(*task)).collect();
    share(found, looked_at.len(), "task", "plans before the data date or progress after it")
}

pub(super) fn missed(subject: &Subject) -> Measurement {
    let due = due(subject)?;
    if due.is_empty() {
        return Err("by the baseline no task is due by the data date".into());
    }
    let found = due.iter().copied().filter(|task| is_late(subject, *task)).collect();
    let mut measured = share(found, due.len(), "task", "missed the finish of the baseline")?;
    measured.detail += ", of those due by the data date";
    Ok(measured)
}

/// Whether a task that is due finished after its baseline says, or is still open.
fn is_late(subject: &Subject, task: usize) -> bool {
    if !is_complete(subject.task(task)) {
        return true;
    }
    let finished = subject.task(task).progress.as_ref().and_then(|progress| progress.finished);
    finished
        .zip(subject.baseline_finish(task))
        .is_some_and(|(finished, baseline)| subject.work(task, baseline, subject.earliest(finished)) > 0)
}

/// The tasks that the baseline has finished by the data date.
fn due(subject: &Subject) -> Result<Vec<usize>, String> {
    let until = subject.latest(subject.data_date.ok_or(NO_DATA_DATE)?);
    if subject.baseline.is_none() {
        return Err(NO_BASELINE.into());
    }
    let is_due = |task: &usize| subject.baseline_finish(*task).is_some_and(|finish| finish <= until);
    Ok(subject.tasks.iter().copied().filter(is_due).collect())
}

pub(super) fn execution(subject: &Subject) -> Measurement {
    let due = due(subject)?;
    let completed = subject.tasks.len() - subject.open.len();
    let without = without_baseline(subject).len();
    if due.is_empty() && without == 0 {
        return Err("by the baseline no task is due by the data date".into());
    }
    let value = execution_index(completed, due.len(), without);
    let detail = format!(
        "{} complete, where {} due by the data date and {} no baseline: an index of {}",
        count(completed, "task") + if completed == 1 { " is" } else { " are" },
        if due.len() == 1 { "1 is".into() } else { format!("{} are", due.len()) },
        if without == 1 { "1 has".into() } else { format!("{without} have") },
        exact((value * 1000.0).round() / 1000.0)
    );
    let is_open = |task: &usize| !is_complete(subject.task(*task));
    let concerned = due.iter().copied().filter(is_open).map(Target::Task).collect();
    Ok(Measured { value, counted: Some((completed, due.len() + without)), concerned, detail })
}

pub(super) fn not_in_baseline(subject: &Subject) -> Measurement {
    share(without_baseline(subject), subject.tasks.len(), "task", "no finish in a baseline")
}

fn without_baseline(subject: &Subject) -> Vec<usize> {
    subject.tasks.iter().copied().filter(|task| subject.baseline_finish(*task).is_none()).collect()
}

/// Tasks that started or finished though a link says that something else had to come before. Leads allow that.
pub(super) fn out_of_sequence(subject: &Subject) -> Measurement {
    let progress = |task: usize| subject.task(task).progress.as_ref();
    let begun =
        |task: &usize| subject.active[*task] && progress(*task).is_some_and(|it| it.started.is_some());
    let started: Vec<usize> = (0..subject.document.tasks.len()).filter(begun).collect();
    let mut found = Vec::new();
    for link in &subject.links {
        let (Target::Task(predecessor), Some(Target::Task(successor))) = (link.predecessor, link.successor)
        else {
            continue;
        };
        let leads = matches!(link.stated.lag, Some(Lag::Time(lag)) if lag.is_negative())
            || matches!(link.stated.lag, Some(Lag::Percent(..0)));
        let (before, after) = ends(link.stated.relation, progress(predecessor), progress(successor));
        let early = |after| before.is_none_or(|before| subject.earliest(before) > subject.latest(after));
        if !leads && after.is_some_and(early) {
            found.push(successor);
        }
    }
    found.sort_unstable();
    found.dedup();
    share(found, started.len(), "started task", "gone ahead of a predecessor")
}

/// When the ends that a relation ties came to pass: that of the predecessor, that of the successor.
fn ends(
    relation: Relation,
    predecessor: Option<&Progress>,
    successor: Option<&Progress>,
) -> (Option<Moment>, Option<Moment>) {
    let started = |progress: Option<&Progress>| progress?.started;
    let finished = |progress: Option<&Progress>| progress?.finished;
    match relation {
        Relation::FinishToStart => (finished(predecessor), started(successor)),
        Relation::StartToStart => (started(predecessor), started(successor)),
        Relation::FinishToFinish => (finished(predecessor), finished(successor)),
        Relation::StartToFinish => (started(predecessor), finished(successor)),
    }
}
