//! Change windows into those that a deployment and its way back fit.

use super::network::Network;
use super::profile::Profile;
use super::settings::{Horizon, Settings};
use crate::control::Watch;
use crate::error::Error;
use crate::model::{Constraint, ConstraintKind, Edit, EditKind, Task};
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::time::{DAY_S, Instant, Moment};
use crate::what_if::WhatIf;

/// Windows that are tried.
const TRIED: usize = 1_000;

/// What must be over before a window closes, beside the way back from any instant until then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Through {
    /// The deployment.
    Deployment,
    /// The deployment and its stabilization.
    Stabilization,
}

/// Which windows are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Search {
    pub through: Through,
    /// How many.
    pub most: usize,
    /// How far ahead.
    pub ahead_s: i64,
}

impl Search {
    /// The next five within a year.
    pub const USUAL: Search = Search { through: Through::Deployment, most: 5, ahead_s: 366 * DAY_S };
}

/// A window that a deployment fits which starts as early in it as it can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fitting {
    pub opens: Instant,
    pub closes: Instant,
    pub horizon: Horizon,
    /// When the system is back at the latest.
    pub back: Instant,
    /// How long the way back is at worst; nothing if there is none.
    pub rollback_s: Option<i64>,
    pub latest_abort: Option<Instant>,
}

/// When the change window closes that the deployment starts in, and the tasks that must be done by then. Nothing if the
/// plan states no window, or one that does not exist.
pub(crate) fn change_window(plan: &Plan, schedule: &Schedule) -> Option<(Instant, Vec<u32>)> {
    plan.document().rollback.as_ref()?;
    let settings = Settings::new(plan, schedule).ok()?;
    let tasks = (0_u32..).zip(&settings.in_scope).filter(|(_, in_scope)| **in_scope);
    Some((settings.window_end?, tasks.map(|(task, _)| task).collect()))
}

/// When all is over: what must be, and the way back from any instant until then.
pub(super) fn latest_back(profile: &Profile, horizon: Horizon, through: Through) -> Instant {
    let over = match through {
        Through::Deployment => horizon.finish,
        Through::Stabilization => horizon.end,
    };
    profile.latest_back(over).unwrap_or(over).max(over)
}

/// The next windows that the deployment fits with its way back, when nothing of it starts before they open and all else
/// stays as it is planned. Nothing if it has no windows, its calendar never closes, or it has already begun.
pub(super) fn next_windows(
    plan: &Plan,
    schedule: &Schedule,
    network: &Network,
    search: &Search,
    watch: &mut Watch,
) -> Result<Vec<Fitting>, Error> {
    let settings = &network.settings;
    let (Some(window), Some(horizon)) = (settings.window, settings.horizon) else { return Ok(Vec::new()) };
    let calendar = &plan.calendars()[window];
    let tasks = || plan.document().tasks.iter().zip(&settings.in_scope).filter(|(_, in_scope)| **in_scope);
    if calendar.is_always() || tasks().any(|(task, _)| task.is_started()) {
        return Ok(Vec::new());
    }
    let from = calendar.stretch_end(horizon.start).unwrap_or(horizon.start);
    let mut what_if = WhatIf::new(plan.clone(), &schedule.options(plan))?;
    let mut fitting = Vec::new();
    for (opens, closes) in calendar.work_spans(from, from.saturating_add(search.ahead_s)).take(TRIED) {
        if fitting.len() == search.most {
            break;
        }
        watch.advance(0)?;
        let at = plan.axis().moment(opens);
        let edits: Vec<Edit> = tasks().map(|(task, _)| no_earlier(plan, task, at)).collect();
        what_if.apply(&edits)?;
        // A span that is clipped to the end of the search closes later.
        let closes = calendar.stretch_end(opens).unwrap_or(closes);
        fitting.extend(fits(&what_if, network, search.through, (opens, closes))?);
    }
    Ok(fitting)
}

/// Keeps a task from starting before a time; one that may start only later stays as it is.
fn no_earlier(plan: &Plan, task: &Task, at: Moment) -> Edit {
    let axis = plan.axis();
    let kind = ConstraintKind::StartNoEarlierThan;
    let stated = task.constraints.iter().filter(|constraint| constraint.kind == kind);
    let latest = stated.filter_map(|constraint| constraint.date).max_by_key(|date| axis.instant_of(*date));
    let date = latest.filter(|date| axis.instant_of(*date) > axis.instant_of(at)).unwrap_or(at);
    Edit {
        edit: Some(EditKind::SetConstraint),
        id: Some(task.id.clone()),
        constraint: Some(Constraint { kind, date: Some(date), ..Constraint::default() }),
        ..Edit::default()
    }
}

fn fits(
    what_if: &WhatIf,
    network: &Network,
    through: Through,
    (opens, closes): (Instant, Instant),
) -> Result<Option<Fitting>, Error> {
    let (plan, schedule) = (what_if.plan(), what_if.schedule());
    let settings = network.settings.dated(schedule);
    let Some(horizon) = settings.horizon else { return Ok(None) };
    // Dates that the plan states may keep it from starting then.
    if horizon.start < opens || horizon.finish > closes {
        return Ok(None);
    }
    let network = Network::with(plan, schedule, settings)?;
    let profile = Profile::new(&network, &mut Watch::new(&mut crate::control::never_stop, 1))?;
    let back = latest_back(&profile, horizon, through);
    Ok((back <= closes).then(|| Fitting {
        opens,
        closes,
        horizon,
        back,
        rollback_s: profile.worst().and_then(|worst| worst.rollback_s(worst.from)),
        latest_abort: profile.latest_abort(closes),
    }))
}
