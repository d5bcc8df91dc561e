//! The undo that a task states into the step of the way back: how long, by whom, and until when.

use super::network::{Resources, thousandths};
use super::settings::{Settings, clock_s};
use crate::calendar::CalendarIndex;
use crate::duration::Duration;
use crate::model::rollback_result::NoReturnKind;
use crate::model::{Assignment, Document, Estimate, Task, Undo};
use crate::plan::Plan;
use crate::schedule::{Schedule, end_of_day};
use crate::time::{INSTANT_LIMIT, Instant, Until};

/// The undo of a task.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// Index of the task in the document.
    pub task: usize,
    /// When the task starts; from then on there is something to undo.
    pub start: Instant,
    pub finish: Instant,
    /// Seconds that the undo takes on its calendar; nothing if the plan does not tell.
    pub amount: Option<i64>,
    /// Seconds that it takes when it begins after `until`.
    pub late: Option<i64>,
    /// The last instant at which it can begin.
    pub until: Option<Instant>,
    pub irreversible: bool,
    /// Seconds that it takes on the same calendar to stop the task while it runs.
    pub abort: i64,
    /// The task that takes the backup, and when it is done.
    pub backup: Option<(usize, Instant)>,
    /// Whether the undo takes its time by the clock.
    pub is_elapsed: bool,
    pub stated_calendar: Option<String>,
    pub calendar: CalendarIndex,
    pub needs: Vec<Assignment>,
    /// Limited resources and how much of each, in thousandths of a unit; never more than there is.
    pub demand: Vec<(u32, i64)>,
}

/// The undo steps of the deployment, in the order of the tasks. What can wait until the system is back is none.
pub(super) fn steps(
    plan: &Plan,
    schedule: &Schedule,
    settings: &Settings,
    resources: &mut Resources,
) -> Vec<Step> {
    let document = plan.document();
    let tasks = document.tasks.iter().enumerate().filter(|(at, _)| settings.in_scope[*at]);
    let undone = tasks.filter_map(|(at, task)| Some((at, task, task.undo.as_ref()?)));
    let counted = undone.filter(|(_, _, undo)| undo.irreversible || !undo.cleanup);
    counted.map(|(at, task, undo)| step(plan, schedule, settings, resources, (at, task, undo))).collect()
}

fn step(
    plan: &Plan,
    schedule: &Schedule,
    settings: &Settings,
    resources: &mut Resources,
    (at, task, undo): (usize, &Task, &Undo),
) -> Step {
    let document = plan.document();
    let seconds = |duration: Duration| duration.seconds(&document.units).clamp(0, INSTANT_LIMIT);
    let needs = needs(task, undo);
    let mut demand: Vec<(u32, i64)> = Vec::new();
    for need in needs {
        let Some((resource, capacity)) = resources.index(document, &need.resource) else { continue };
        let units = thousandths(need.units.unwrap_or(1.0)).unwrap_or(capacity);
        match demand.iter_mut().find(|(other, _)| *other == resource) {
            Some((_, sum)) => *sum = (*sum + units).min(capacity),
            None => demand.push((resource, units.min(capacity))),
        }
    }
    demand.retain(|(_, units)| *units > 0);
    let mut step = Step {
        task: at,
        start: 0,
        finish: 0,
        amount: amount(document, undo),
        late: undo.late.map(seconds),
        until: None,
        irreversible: undo.irreversible,
        abort: undo.abort.map_or(0, seconds),
        backup: None,
        is_elapsed: longest(document, undo).is_some_and(|duration| duration.is_elapsed()),
        stated_calendar: calendar(task, undo, settings),
        calendar: plan.calendars().default_index(),
        needs: needs.to_vec(),
        demand,
    };
    step.date(plan, schedule);
    step
}

impl Step {
    /// Takes the dates of a schedule of the plan.
    pub fn date(&mut self, plan: &Plan, schedule: &Schedule) {
        let document = plan.document();
        let undo = document.tasks[self.task].undo.as_ref();
        self.start = schedule.planned_start()[self.task];
        self.finish = schedule.planned_finish()[self.task];
        self.until = undo.and_then(|undo| undo.until).map(|until| match until {
            Until::Offset(offset) => self.finish + clock_s(document, offset),
            Until::At(moment) => end_of_day(plan.axis(), moment),
        });
        let backup = undo.and_then(|undo| plan.task(undo.backup.as_deref()?));
        let taken = backup.filter(|task| schedule.is_scheduled(*task));
        self.backup = taken.map(|task| (task, schedule.planned_finish()[task]));
    }

    /// How long the undo takes, whether it begins in time or late, and what bars the way.
    pub fn takes(&self, is_late: bool) -> (i64, Option<NoReturnKind>) {
        match (self.amount, self.late) {
            _ if self.irreversible => (0, Some(NoReturnKind::Irreversible)),
            (None, _) => (0, Some(NoReturnKind::Unknown)),
            (Some(amount), _) if !is_late => (amount, None),
            (_, Some(late)) => (late, None),
            (_, None) => (0, Some(NoReturnKind::Expired)),
        }
    }

    /// Leaves nothing to undo, as of a task that does not take place.
    pub fn clear(&mut self) {
        (self.amount, self.late, self.until, self.backup) = (Some(0), None, None, None);
        (self.irreversible, self.abort) = (false, 0);
    }
}

/// What an undo needs: what it states, else what its task needs.
pub(super) fn needs<'a>(task: &'a Task, undo: &'a Undo) -> &'a [Assignment] {
    if undo.needs.is_empty() { &task.needs } else { &undo.needs }
}

/// The id of the calendar that an undo works on, if it is not the plan's.
pub(super) fn calendar(task: &Task, undo: &Undo, settings: &Settings) -> Option<String> {
    undo.calendar.clone().or_else(|| settings.calendar.clone()).or_else(|| task.calendar.clone())
}

/// The duration of an undo, or the highest value of its estimate.
fn longest(document: &Document, undo: &Undo) -> Option<Duration> {
    let highest =
        |estimate: &Estimate| estimate.durations().max_by_key(|duration| document.units.seconds(duration));
    undo.duration.or_else(|| undo.estimate.as_ref().and_then(highest))
}

/// Seconds that an undo takes: its duration, the time for the most data at the lowest rate, to verify and to replay them. Nothing
/// if the plan leaves any of it open.
pub(super) fn amount(document: &Document, undo: &Undo) -> Option<i64> {
    let restore = restore(undo).map(|(size, rate)| (size.1, rate.0));
    amount_with(document, undo, usual_s(document, undo), restore)
}

/// Seconds of the undo itself: its duration, or the highest value of its estimate.
pub(super) fn usual_s(document: &Document, undo: &Undo) -> Option<i64> {
    longest(document, undo).map(|fixed| fixed.seconds(&document.units).clamp(0, INSTANT_LIMIT))
}

/// The least and the most data of a restore in MB, and its lowest and highest rate in MB/s.
pub(super) fn restore(undo: &Undo) -> Option<((f64, f64), (f64, f64))> {
    Some((undo.restore_size.as_ref()?.megabytes()?, undo.restore_rate.as_ref()?.megabytes()?))
}

/// The same as [`amount`], where the undo itself takes so many seconds, and the restore is of so many MB at so many MB/s.
pub(super) fn amount_with(
    document: &Document,
    undo: &Undo,
    fixed: Option<i64>,
    restore: Option<(f64, f64)>,
) -> Option<i64> {
    let seconds = |duration: Duration| duration.seconds(&document.units).clamp(0, INSTANT_LIMIT);
    let verify = undo.verify.map_or(0, seconds) + undo.replay.map_or(0, seconds);
    let sum = match (&undo.restore_size, &undo.restore_rate) {
        (None, None) => fixed? + verify,
        (Some(_), Some(_)) => {
            let (size, rate) = restore?;
            let transfer = (size / rate).ceil();
            let transfer = (rate > 0.0 && transfer <= INSTANT_LIMIT as f64).then_some(transfer as i64)?;
            fixed.unwrap_or(0) + transfer + verify
        }
        _ => return None,
    };
    Some(sum.min(INSTANT_LIMIT))
}
