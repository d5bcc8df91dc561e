//! A plan and its schedule into the way back: how long it is at every instant, until when there is one, and the steps.
//!
//! * What was started by an instant is undone in the reverse of the order that the plan has it in, by whichever ends
//!   the plan ties two tasks, and through tasks without an undo, phases and gates.
//! * From the failure it takes the time to detect it and the time to decide, by the clock; nothing is started in it, and
//!   what runs goes on. Then the undos begin, each on its calendar and with the people it needs.
//! * A step that is still running then costs the worse of stopping it and letting it finish, before its undo.
//! * Undos that need the same people wait for each other. The order is exact for up to eight of them and wherever a
//!   lower bound proves it; else the way back is an upper bound, and says so.
//! * An undo that would begin after it expires takes its slow way; if it has none, there is no way back.
//!
//! The answer holds at every second, not only where it was computed: see `profile`.

mod answer;
mod chains;
mod deployment;
mod document;
mod evaluate;
mod findings;
mod gates;
mod moving;
mod network;
mod probability;
mod profile;
mod promise;
mod remedy;
mod settings;
mod share;
mod step;
mod steps;
mod window;

pub(crate) use deployment::{Deployment, Slot};
pub use document::rollback_plan;
pub use findings::findings;
pub(crate) use gates::decided;
pub(crate) use settings::{Settings, clock_s};
pub(crate) use window::{Fitting, change_window};

use crate::control::{Control, Watch, never_stop};
use crate::error::Error;
use crate::model::Document;
use crate::model::rollback_result::RollbackResult;
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::simulate::SimulateOptions;
use network::Network;
use probability::{Probabilities, probabilities};
use profile::Profile;
use window::Search;

/// Whether a plan says anything about a way back: how a task is undone, or what the way back must hold to.
pub fn is_stated(document: &Document) -> bool {
    document.rollback.is_some() || document.tasks.iter().any(|task| task.undo.is_some())
}

/// The probability, 0 to 1, that a deployment fails and is rolled back: as the plan states it; else that one of its
/// rollouts fails, each by itself, 1 − ∏(1 − pᵢ) over those that state how likely they fail. `None` if nothing says. O(tasks).
pub fn failure_probability(document: &Document) -> Option<f64> {
    let stated = document.rollback.as_ref().and_then(|stated| stated.failure_probability);
    let rollouts =
        document.tasks.iter().filter(|task| !task.inactive).filter_map(|task| task.rollout.as_ref());
    let probabilities = rollouts.filter_map(|rollout| rollout.failure_probability);
    let succeeds = probabilities.map(|fails| 1.0 - fails).reduce(|all, succeeds| all * succeeds);
    stated.or_else(|| succeeds.map(|succeeds| 1.0 - succeeds))
}

/// The way back of a plan that says anything about one: [`rollback_with`].
///
/// # Errors
/// As [`rollback_with`].
pub fn way_back(
    plan: &Plan,
    schedule: &Schedule,
    control: &mut Control,
) -> Result<Option<RollbackResult>, Error> {
    let options = RollbackOptions::default();
    let is_stated = is_stated(plan.document());
    is_stated.then(|| rollback_with(plan, schedule, &options, control)).transpose()
}

/// How long the way back is, until when there is one, and what would mend it.
///
/// `schedule` must be that of the plan.
///
/// # Errors
/// [`Error::Document`] for a scope or calendar that does not exist, and for undos that wait for each other;
/// [`Error::Option`] if the way back changes more than a million times.
///
/// # Complexity
/// Where undos share a calendar and there is enough of every resource, O(steps that run, or whose undo may still expire, and
/// what is undone before those) for each instant at which the way back changes; else O(steps + dependencies). There are two
/// for each step, one for each undo that expires, and those at which calendars begin and end, for each of their steps
/// unless all share one calendar.
/// For each remedy as much again.
pub fn rollback(plan: &Plan, schedule: &Schedule) -> Result<RollbackResult, Error> {
    rollback_with(plan, schedule, &RollbackOptions::default(), &mut never_stop)
}

/// What the caller decides about an analysis of the way back.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RollbackOptions {
    /// How the plan is simulated for the probabilities, scheduled as the schedule is. They are left out if absent.
    pub simulation: Option<SimulateOptions>,
}

/// As [`rollback`], with probabilities if they are asked for, and a control that hears how far the work is and may stop
/// it.
///
/// # Errors
/// As [`rollback`], and [`simulate`](crate::simulate::simulate) if there are probabilities; [`Error::Cancelled`] if the
/// control says stop.
pub fn rollback_with(
    plan: &Plan,
    schedule: &Schedule,
    options: &RollbackOptions,
    control: &mut Control,
) -> Result<RollbackResult, Error> {
    let mut network = Network::new(plan, schedule)?;
    let runs = options.simulation.map_or(0, |simulation| simulation.runs);
    let mut watch = Watch::new(control, 1 + runs as usize);
    let profile = Profile::new(&network, &mut watch)?;
    let decisions = gates::decisions(plan, schedule, &network);
    watch.advance(0)?;
    let changes = remedy::changes(&mut network, &profile, &decisions);
    watch.advance(1)?;
    let next_windows = window::next_windows(plan, schedule, &network, &Search::USUAL, &mut watch)?;
    let probabilities = match &options.simulation {
        Some(simulation) => probabilities(plan, &network, simulation, &mut watch)?,
        None => Probabilities::default(),
    };
    watch.finish()?;
    let answer = answer::Answer { plan, network: &network, profile: &profile, decisions: &decisions };
    Ok(answer.to_result(&changes, next_windows, &probabilities))
}
