//! What a plan says about its way back into seconds and instants.

use crate::calendar::CalendarIndex;
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::duration::Duration;
use crate::environment::Environments;
use crate::error::Error;
use crate::graph::NodeKind;
use crate::model::{DEFAULT_FAILURE_THRESHOLD, Document, Monitor, RollbackKind, RollbackSettings};
use crate::plan::Plan;
use crate::schedule::{Schedule, end_of_day};
use crate::time::{INSTANT_LIMIT, Instant};

/// What the way back is measured by.
#[derive(Debug, Clone)]
pub(crate) struct Settings {
    /// How long it may take.
    pub objective: Option<i64>,
    /// How long a failure stays unseen.
    pub detection: i64,
    pub decision: i64,
    /// By task, whether it is part of the deployment and has dates.
    pub in_scope: Vec<bool>,
    /// From the first start to the end of the stabilization; nothing if the deployment has no dates.
    pub horizon: Option<Horizon>,
    /// How long after the deployment the objective must still hold.
    stabilization: i64,
    /// The calendar of undo steps that state none.
    pub calendar: Option<String>,
    /// The calendar of the change windows, in those of the plan.
    pub window: Option<CalendarIndex>,
    /// When the change window closes, as stated or as its calendar has it.
    pub window_end: Option<Instant>,
}

/// The time that the way back is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Horizon {
    pub start: Instant,
    /// When the deployment is done.
    pub finish: Instant,
    /// When its stabilization is over.
    pub end: Instant,
}

impl Settings {
    /// What the plan states, for the tasks in its scope.
    pub fn new(plan: &Plan, schedule: &Schedule) -> Result<Settings, Error> {
        let stated = plan.document().rollback.clone().unwrap_or_default();
        let in_scope = in_scope(plan, schedule, stated.scope.as_deref())?;
        Settings::with(plan, schedule, stated, in_scope)
    }

    /// The same for the deployment to an environment, by its position, given the environment of each task. The windows that
    /// the plan states are those of its scope; other environments have their own.
    pub fn of_environment(
        plan: &Plan,
        schedule: &Schedule,
        environments: &Environments,
        places: &[Option<usize>],
        environment: usize,
    ) -> Result<Settings, Error> {
        let document = plan.document();
        let in_scope = places
            .iter()
            .zip(dated(plan, schedule))
            .map(|(place, dated)| dated && *place == Some(environment));
        let stated = document.rollback.clone().unwrap_or_default();
        let scope = stated.scope.as_deref().and_then(|scope| environments.get(scope));
        let own = document.environments[environment].calendar.clone();
        let (window, window_end) =
            if scope == Some(environment) { (stated.window.or(own), stated.window_end) } else { (own, None) };
        let stated = RollbackSettings { scope: None, window, window_end, ..stated };
        Settings::with(plan, schedule, stated, in_scope.collect())
    }

    fn with(
        plan: &Plan,
        schedule: &Schedule,
        stated: RollbackSettings,
        in_scope: Vec<bool>,
    ) -> Result<Settings, Error> {
        let document = plan.document();
        let clock = |duration: Option<Duration>| duration.map(|duration| clock_s(document, duration));
        let stabilization = clock(stated.stabilization).unwrap_or(0);
        let horizon = Horizon::of(schedule, &in_scope, stabilization);
        let window = window(plan, &stated)?;
        let by_calendar = || {
            let calendar = &plan.calendars()[window?];
            // A calendar that is never closed has no windows.
            calendar.stretch_end(horizon?.start).filter(|end| *end < INSTANT_LIMIT)
        };
        let window_end = stated.window_end.map(|end| end_of_day(plan.axis(), end)).or_else(by_calendar);
        Ok(Settings {
            objective: clock(stated.objective).or_else(|| objective(document)),
            detection: clock(stated.detection).unwrap_or_else(|| detection(document)),
            decision: clock(stated.decision).unwrap_or(0),
            in_scope,
            horizon,
            stabilization,
            calendar: stated.calendar,
            window,
            window_end,
        })
    }

    /// Takes the dates of another schedule of the same plan; the change window stays.
    pub fn date(&mut self, schedule: &Schedule) {
        self.horizon = Horizon::of(schedule, &self.in_scope, self.stabilization);
    }

    /// The same with the dates of another schedule of the same plan.
    pub fn dated(&self, schedule: &Schedule) -> Settings {
        let mut settings = self.clone();
        settings.date(schedule);
        settings
    }

    /// From the failure until the first undo step begins.
    pub fn reaction(&self) -> i64 {
        self.detection + self.decision
    }
}

impl Horizon {
    fn of(schedule: &Schedule, in_scope: &[bool], stabilization: i64) -> Option<Horizon> {
        let of_scope = |column: &[Instant]| -> Vec<Instant> {
            let dates = column.iter().zip(in_scope);
            dates.filter(|(_, in_scope)| **in_scope).map(|(at, _)| *at).collect()
        };
        let start = of_scope(schedule.planned_start()).into_iter().min()?;
        let finish = of_scope(schedule.planned_finish()).into_iter().max()?;
        Some(Horizon { start, finish, end: (finish + stabilization).min(INSTANT_LIMIT) })
    }
}

/// An amount of time as the clock counts it, never less than none.
pub(crate) fn clock_s(document: &Document, duration: Duration) -> i64 {
    duration.elapsed().seconds(&document.units).clamp(0, INSTANT_LIMIT)
}

/// By task, whether it has dates of its own: a level of effort follows others.
fn dated(plan: &Plan, schedule: &Schedule) -> impl Iterator<Item = bool> {
    let tasks = 0..plan.document().tasks.len();
    tasks.map(|task| schedule.is_scheduled(task) && plan.network().kind(task as u32) != NodeKind::Effort)
}

/// The tasks with dates that are part of an environment or a phase; all of them without one.
fn in_scope(plan: &Plan, schedule: &Schedule, scope: Option<&str>) -> Result<Vec<bool>, Error> {
    let (document, phases) = (plan.document(), plan.phases());
    let mut in_scope: Vec<bool> = dated(plan, schedule).collect();
    let Some(scope) = scope else { return Ok(in_scope) };
    if let Some(phase) = plan.phase(scope) {
        for (task, part) in in_scope.iter_mut().enumerate() {
            *part &= phases.and_above(phases.of_task(task)).any(|at| at == phase);
        }
        return Ok(in_scope);
    }
    let environments = Environments::new(document);
    let place = environments.get(scope);
    let is_place = |word: &str| match place {
        Some(_) => environments.get(word) == place,
        None => word.to_lowercase() == scope.to_lowercase(),
    };
    let is_named = || {
        let of_phases = document.phases.iter().filter_map(|phase| phase.environment.as_deref());
        document.tasks.iter().filter_map(|task| task.environment.as_deref()).chain(of_phases).any(is_place)
    };
    if place.is_none() && !is_named() {
        return Err(unknown_scope(document, scope));
    }
    for (part, word) in in_scope.iter_mut().zip(Environments::words_of_tasks(document)) {
        *part &= word.is_some_and(is_place);
    }
    Ok(in_scope)
}

fn unknown_scope(document: &Document, scope: &str) -> Error {
    let message =
        format!("the way back is that of `{scope}`, but there is no environment or phase with this id");
    let known = document.environments.iter().map(|environment| environment.id.as_str());
    let known = known.chain(document.phases.iter().map(|phase| phase.id.as_str()));
    let meant = did_you_mean(scope, known);
    let help =
        meant.map_or("name an environment or a phase".into(), |meant| format!("did you mean `{meant}`?"));
    let span = document.rollback.as_ref().and_then(|rollback| rollback.span).or(document.span);
    Error::Document(vec![Diagnostic::new(Code::IdUnknown, message).at(span).help(help)])
}

/// The calendar of the change windows: as stated, or that of the environment which is deployed to.
fn window(plan: &Plan, stated: &RollbackSettings) -> Result<Option<CalendarIndex>, Error> {
    let document = plan.document();
    let of_environment = || {
        let environment = Environments::new(document).get(stated.scope.as_deref()?)?;
        document.environments[environment].calendar.as_deref()
    };
    let Some(id) = stated.window.as_deref().or_else(of_environment) else { return Ok(None) };
    match plan.calendars().get(id) {
        Some(calendar) => Ok(Some(calendar)),
        None => {
            let message =
                format!("the change windows are those of the calendar `{id}`, which does not exist");
            let span = stated.span.or(document.span);
            Err(Error::Document(vec![Diagnostic::new(Code::CalendarUnknown, message).at(span)]))
        }
    }
}

/// The time that the immediate procedure may take, else the shortest of those that others may.
fn objective(document: &Document) -> Option<i64> {
    let stated = |kind: Option<RollbackKind>| {
        let procedures = document.rollback_procedures.iter();
        let of_kind = procedures.filter(move |procedure| kind.is_none_or(|kind| procedure.kind == kind));
        of_kind.filter_map(|procedure| procedure.objective).map(|time| clock_s(document, time)).min()
    };
    stated(Some(RollbackKind::Immediate)).or_else(|| stated(None))
}

/// Interval times failures in a row of the monitor that sees a failure first, of those that trigger a rollback if any
/// does.
fn detection(document: &Document) -> i64 {
    let seconds = |monitor: &Monitor| {
        let failures = monitor.failure_threshold.unwrap_or(DEFAULT_FAILURE_THRESHOLD);
        let interval = clock_s(document, monitor.interval?);
        (interval > 0).then(|| interval.saturating_mul(i64::from(failures)).min(INSTANT_LIMIT))
    };
    let monitors = || document.monitors.iter();
    let triggering = monitors().filter(|monitor| !monitor.triggers.is_empty()).filter_map(seconds).min();
    triggering.or_else(|| monitors().filter_map(seconds).min()).unwrap_or(0)
}
