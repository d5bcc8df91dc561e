//! Change windows into those that a deployment and its way back fit.

use super::network::Network;
use super::profile::Profile;
use super::settings::{Horizon, Settings};
use crate::control::{Watch, never_stop};
use crate::error::Error;
use crate::model::Document;
use crate::plan::Plan;
use crate::schedule::{Schedule, ScheduleOptions, schedule};
use crate::time::{DAY_S, Instant};

/// Windows that are named.
const NAMED: usize = 5;

/// Windows that are tried.
const TRIED: usize = 100;

/// Windows are looked for this far ahead.
const AHEAD_S: i64 = 366 * DAY_S;

/// A window that a deployment fits which starts when it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fitting {
    pub opens: Instant,
    pub closes: Instant,
    /// When the deployment is done.
    pub finish: Instant,
    pub latest_abort: Instant,
}

/// When the change window closes that the deployment starts in, and the tasks that must be done by then. Nothing if the
/// plan states no window, or one that does not exist.
pub(crate) fn change_window(plan: &Plan, schedule: &Schedule) -> Option<(Instant, Vec<u32>)> {
    plan.document().rollback.as_ref()?;
    let settings = Settings::new(plan, schedule).ok()?;
    let tasks = (0_u32..).zip(&settings.in_scope).filter(|(_, in_scope)| **in_scope);
    Some((settings.window_end?, tasks.map(|(task, _)| task).collect()))
}

/// How much earlier than a window closes the deployment is done and the way back from any instant of it ends; negative
/// if later.
pub(super) fn slack_s(profile: &Profile, horizon: Horizon, closes: Instant) -> i64 {
    let back = profile.latest_back(horizon.finish).unwrap_or(horizon.finish);
    closes - back.max(horizon.finish)
}

/// The next windows that the deployment fits with its way back, when it starts as they open. Nothing if the plan names
/// no windows, or its calendar never closes.
pub(super) fn next_windows(plan: &Plan, network: &Network) -> Result<Vec<Fitting>, Error> {
    let settings = &network.settings;
    let (Some(window), Some(horizon)) = (settings.window, settings.horizon) else { return Ok(Vec::new()) };
    let calendar = &plan.calendars()[window];
    if calendar.is_always() {
        return Ok(Vec::new());
    }
    let from = calendar.stretch_end(horizon.start).unwrap_or(horizon.start);
    let deployment = deployment(plan, &settings.in_scope)?;
    let mut fitting = Vec::new();
    for (opens, closes) in calendar.work_spans(from, from + AHEAD_S).take(TRIED) {
        fitting.extend(fits(&deployment, opens, closes)?);
        if fitting.len() == NAMED {
            break;
        }
    }
    Ok(fitting)
}

/// The deployment alone: what is not part of it is left out, and binds nothing.
fn deployment(plan: &Plan, in_scope: &[bool]) -> Result<Plan, Error> {
    let mut document: Document = plan.document().clone();
    for (task, in_scope) in document.tasks.iter_mut().zip(in_scope) {
        task.inactive |= !in_scope;
    }
    Plan::build(document)
}

fn fits(plan: &Plan, opens: Instant, closes: Instant) -> Result<Option<Fitting>, Error> {
    let options = ScheduleOptions { start: Some(plan.axis().moment(opens)), ..ScheduleOptions::default() };
    let network = Network::new(plan, &schedule(plan, &options)?)?;
    let Some(horizon) = network.settings.horizon else { return Ok(None) };
    // Dates that the plan states may keep it from starting then.
    if horizon.start < opens || horizon.finish > closes {
        return Ok(None);
    }
    let profile = Profile::new(&network, &mut Watch::new(&mut never_stop, 1))?;
    let latest_abort = profile.latest_abort(closes);
    Ok(latest_abort.filter(|_| slack_s(&profile, horizon, closes) >= 0).map(|latest_abort| Fitting {
        opens,
        closes,
        finish: horizon.finish,
        latest_abort,
    }))
}
