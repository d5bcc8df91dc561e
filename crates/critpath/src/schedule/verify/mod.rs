//! A schedule into what is wrong with it: every date recomputed from the document, without the passes.
//!
//! The checker reads the document and asks calendars; it uses neither the network's links and bounds nor
//! any code of the passes, but for what the rules make of dates that hold and of started work (`hold`, `actual`).
//! It accepts just one schedule: each date must follow from those of the
//! neighbours, and in a plan without cycles only one set of dates does that.
//!
//! * Early dates are the latest of their bounds, on the calendar, with the right duration.
//! * Late dates satisfy every dependency and cap, and one second of work more would break one.
//! * Floats are the distance between them, and as far as one can move without moving anything else.
//! * Phases are the roll-up of what is in them, and the critical path is driven link by link.

mod bonds;
mod dates;
mod early;
mod late;
mod path;
mod successors;

use bonds::{Bond, Bonds};
use dates::Dates;

use super::actual::Actual;
use super::hold::Hold;
use super::{Rules, Schedule, ScheduleOptions, UNSCHEDULED};
use crate::calendar::WorkCalendar;
use crate::duration::Lag;
use crate::graph::Role;
use crate::model::{TaskKind, WorkUnits};
use crate::plan::{Plan, Target, can_be_filled};
use crate::time::Instant;

/// Something in a schedule that does not follow from the plan.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{id}`: {message}")]
pub struct Violation {
    /// Id of the task or phase.
    pub id: String,
    /// What is wrong.
    pub message: String,
}

/// Checks a schedule against the plan and the options that it was made with.
///
/// # Errors
/// Everything that is wrong.
///
/// # Complexity
/// O(tasks + phases + dependencies), each with some questions to a calendar, and for the critical path
/// the depth of its phases.
pub fn verify(plan: &Plan, schedule: &Schedule, options: &ScheduleOptions) -> Result<(), Vec<Violation>> {
    let dates = Dates::new(plan, schedule, options);
    let items = items(plan, schedule, &dates);
    let bonds = Bonds::new(plan, schedule);
    let logic = vec![None; plan.network().nodes()];
    let mut checker = Checker { plan, schedule, bonds, dates, items, logic, violations: Vec::new() };
    checker.check_unscheduled();
    checker.check_early();
    checker.check_late();
    checker.check_phases();
    checker.check_path();
    if checker.violations.is_empty() { Ok(()) } else { Err(checker.violations) }
}

struct Checker<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    bonds: Bonds<'a>,
    dates: Dates,
    /// Everything with dates.
    items: Vec<Item<'a>>,
    /// By node, where the logic would start what dates hold before that.
    logic: Vec<Option<Instant>>,
    violations: Vec<Violation>,
}

/// Something with dates of its own: a task, or the window of a phase without tasks.
#[derive(Debug, Clone, Copy)]
struct Item<'a> {
    /// Where its dates stand in the columns.
    node: usize,
    role: Role,
    /// The phase that it is in.
    phase: Option<usize>,
    calendar: &'a WorkCalendar,
    /// The calendar that its floats run on, where that is another one.
    float_calendar: Option<&'a WorkCalendar>,
    kind: Kind,
    /// What holds it against the logic.
    hold: Option<Hold>,
    /// What is known of it, if it has started.
    actual: Option<&'a Actual>,
}

/// How the duration of an item counts.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    /// On its calendar.
    Work(i64),
    /// Takes no time, and stands where work begins.
    Beginning,
    /// Takes no time, and stands where work ends at its latest.
    End,
    /// On the clock.
    Elapsed(i64),
    /// Started: a fact.
    Started,
    /// Finished: a fact.
    Finished,
    /// A level of effort: as long as others.
    Effort,
}

impl<'a> Checker<'a> {
    fn rules(&self) -> &'a Rules {
        self.schedule.rules()
    }

    fn report(&mut self, role: Role, message: String) {
        let id = super::role_id(self.plan, role).to_string();
        self.violations.push(Violation { id, message });
    }

    /// Every task has dates, or a reason to have none.
    fn check_unscheduled(&mut self) {
        let (document, phases) = (self.plan.document(), self.plan.phases());
        let inactive_phases =
            phases.hand_down(false, |phase, above| above || document.phases[phase].inactive);
        let waiting = self.bonds.waiting_for_undated(self.plan, self.schedule);
        let mut bad = Vec::new();
        for (at, task) in document.tasks.iter().enumerate() {
            let started = task.progress.as_ref().is_some_and(|p| p.started.is_some() || p.finished.is_some());
            let says_how_long = task.duration.is_some()
                || task.kind.is_milestone()
                || task.estimate.as_ref().is_some_and(|e| e.low.or(e.likely).or(e.high).is_some())
                || self.dates.has_window[at];
            let says_how_long = says_how_long || task.kind == TaskKind::LevelOfEffort;
            let inactive = task.inactive || phases.of_task(at).is_some_and(|phase| inactive_phases[phase]);
            let expected = !inactive && (started || (says_how_long && !waiting[at]));
            if expected != self.schedule.is_scheduled(at) {
                bad.push((at, expected));
            }
        }
        for (task, expected) in bad {
            let message = if expected { "should have dates" } else { "should have no dates" };
            self.report(Role::Task(task), message.into());
        }
    }

    /// Phases hold what is in them.
    fn check_phases(&mut self) {
        let rolled = self.schedule.phase_dates(self.plan);
        let mut expected = vec![None; rolled.len()];
        for item in &self.items {
            let (start, finish) = self.schedule.planned(item.node as u32);
            merge(&mut expected, item.phase, (start, finish));
        }
        for phase in self.plan.phases().parents_first().rev() {
            if let (Some(dates), Some(parent)) = (expected[phase], self.plan.phases().parent(phase)) {
                merge(&mut expected, Some(parent), dates);
            }
        }
        for (phase, (rolled, expected)) in rolled.iter().zip(expected).enumerate() {
            if rolled.map(|dates| (dates.start, dates.finish)) != expected {
                self.report(Role::Rollup(phase), format!("rolls up to {rolled:?} instead of {expected:?}"));
            }
        }
    }
}

fn merge(phases: &mut [Option<(Instant, Instant)>], phase: Option<usize>, dates: (Instant, Instant)) {
    if let Some(phase) = phase {
        phases[phase] = Some(match phases[phase] {
            None => dates,
            Some(known) => (known.0.min(dates.0), known.1.max(dates.1)),
        });
    }
}

/// Everything with dates, as the document states it.
fn items<'a>(plan: &'a Plan, schedule: &'a Schedule, dates: &Dates) -> Vec<Item<'a>> {
    let (document, network) = (plan.document(), plan.network());
    let calendars = plan.calendars();
    let mut items = Vec::new();
    for (at, task) in document.tasks.iter().enumerate().filter(|(at, _)| schedule.is_scheduled(*at)) {
        let stated = duration(plan, at);
        let calendar = match stated {
            Some(Kind::Elapsed(_)) => &calendars[calendars.always_index()],
            _ => &calendars[calendars.of_task(at)],
        };
        let progress = task.progress.as_ref();
        let hold = schedule.holds.of(at as u32);
        let kind = if task.kind == TaskKind::LevelOfEffort {
            Kind::Effort
        } else if progress.is_some_and(|progress| progress.finished.is_some()) {
            Kind::Finished
        } else if progress.is_some_and(|progress| progress.started.is_some()) {
            Kind::Started
        } else {
            let stated = stated.unwrap_or_else(|| dates.filled(calendar, at));
            let by_work = schedule.rules().milestones_by_work;
            match (hold, stated) {
                _ if by_work && task.kind == TaskKind::StartMilestone => Kind::Beginning,
                _ if by_work && task.kind == TaskKind::FinishMilestone => Kind::End,
                // Dates set by hand and expectations say how long it takes.
                (Some(Hold::Manual { .. } | Hold::Expected(_)), Kind::Elapsed(_)) => {
                    Kind::Elapsed(schedule.duration()[at])
                }
                (Some(Hold::Manual { .. } | Hold::Expected(_)), Kind::Work(1..)) => {
                    Kind::Work(schedule.duration()[at])
                }
                _ => stated,
            }
        };
        let actual = schedule.actual(at);
        let phase = plan.phases().of_task(at);
        let stated_calendar = &calendars[calendars.stated_for(at)];
        let is_elapsed = matches!(stated, Some(Kind::Elapsed(_)));
        let differs = calendars.stated_for(at) != calendars.of_task(at) && !is_elapsed;
        let float_calendar = (schedule.rules().float_as_stated && differs).then_some(stated_calendar);
        let role = Role::Task(at);
        items.push(Item { node: at, role, phase, calendar, float_calendar, kind, hold, actual });
    }
    for (at, phase) in document.phases.iter().enumerate() {
        let role = Role::Filler(at);
        let node = network.node(role) as usize;
        if schedule.columns.early_start[node] == UNSCHEDULED {
            continue;
        }
        let calendar = &calendars[calendars.default_index()];
        let fills = phase.window.as_ref().is_some_and(can_be_filled);
        let kind = if fills { dates.filled_phase(calendar, at) } else { Kind::Work(0) };
        let (float_calendar, hold, actual) = (None, None, None);
        items.push(Item { node, role, phase: Some(at), calendar, float_calendar, kind, hold, actual });
    }
    items
}

/// The duration that a task states, in whatever way.
fn duration(plan: &Plan, at: usize) -> Option<Kind> {
    let document = plan.document();
    let task = &document.tasks[at];
    let kind = |seconds: i64, elapsed: bool| match (seconds, elapsed) {
        (1.., true) => Kind::Elapsed(seconds),
        _ => Kind::Work(seconds),
    };
    if task.kind.is_milestone() {
        return Some(Kind::Work(0));
    }
    let estimate = task.estimate.as_ref();
    if let Some(duration) = task.duration.or_else(|| estimate.and_then(|estimate| estimate.likely)) {
        let work_s = duration.seconds(&document.units);
        // It rests while there is something left to do.
        let rests = task.splits.iter().filter(|split| {
            let after_s = split.after.seconds(&document.units);
            task.duration.is_some() && after_s >= 0 && after_s < work_s
        });
        let rests_s: i64 = rests.map(|split| split.pause.seconds(&document.units).max(0)).sum();
        // It begins with the first who works on it.
        let delays =
            task.needs.iter().map(|need| need.delay.map_or(0, |delay| delay.seconds(&document.units)));
        let first_s = delays.min().filter(|_| task.duration.is_some() && work_s > 0);
        let rests_s = rests_s + first_s.unwrap_or(0).max(0);
        return Some(kind(work_s + rests_s, duration.is_elapsed()));
    }
    let low = estimate.and_then(|estimate| estimate.low.or(estimate.high))?;
    let high = estimate.and_then(|estimate| estimate.high.or(estimate.low))?;
    let (low_s, high_s) = (low.seconds(&document.units), high.seconds(&document.units));
    Some(kind(low_s + (high_s - low_s) / 2, high.is_elapsed()))
}

impl Item<'_> {
    fn works(&self) -> bool {
        matches!(self.kind, Kind::Work(1..))
    }

    /// Whether its dates are facts, or follow from those of others.
    fn has_started(&self) -> bool {
        matches!(self.kind, Kind::Started | Kind::Finished | Kind::Effort)
    }

    /// The dates after moving by seconds of the item's own kind.
    fn moved(&self, (start, _): (Instant, Instant), by: i64) -> (Instant, Instant) {
        match self.kind {
            Kind::Elapsed(length) => (start + by, start + by + length),
            Kind::Work(length @ 1..) => {
                let start = self.calendar.next_work(self.calendar.add(start, by));
                (start, self.calendar.add(start, length))
            }
            _ => {
                let at = self.calendar.add(start, by);
                (at, at)
            }
        }
    }

    /// The distance between two dates, as floats count it.
    fn float(&self, a: Instant, b: Instant) -> i64 {
        self.float_calendar.map_or_else(|| self.between(a, b), |calendar| calendar.between(a, b))
    }

    /// The distance between two dates in the item's own kind.
    fn between(&self, a: Instant, b: Instant) -> i64 {
        if matches!(self.kind, Kind::Elapsed(_)) { b - a } else { self.calendar.between(a, b) }
    }

    /// The latest bound of the finish that a finish meets.
    fn meets_until(&self, finish: Instant) -> Instant {
        if self.works() { self.calendar.next_work(finish) } else { finish }
    }
}

/// Where a lag leads.
fn after_lag(
    calendar: &WorkCalendar,
    units: &WorkUnits,
    lag: Option<Lag>,
    end: Instant,
    predecessor_s: i64,
) -> Instant {
    match lag {
        None => end,
        Some(Lag::Time(lag)) if lag.is_elapsed() => end + lag.seconds(units),
        Some(lag) => calendar.add(end, lag.seconds(units, predecessor_s)),
    }
}
