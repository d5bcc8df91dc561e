//! Estimates forward and back into how sure the guarantee is, and how sure it is to be done, or safely back, in time.
//!
//! A run has the durations that the simulation of the plan draws for its tasks, and others for the undos. So what is late
//! in a run is late on both ways. The guarantee of a run is that of the plan: a way back within the objective at every
//! instant. Of the failure it is drawn whether it comes, by the probability that the plan states, and when, at any
//! instant of the deployment alike.

use std::collections::BTreeMap;

use super::evaluate::Evaluator;
use super::network::Network;
use super::profile::Stretches;
use super::settings::Horizon;
use super::step::amount_with;
use crate::control::Watch;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::gate::statistics::wilson;
use crate::model::Estimate;
use crate::model::rollback_result::RollbackProbability;
use crate::plan::Plan;
use crate::simulate::{DrawnDuration, Event, SimulateOptions, Walk};
use crate::time::Instant;

/// What runs say of a way back.
#[derive(Debug, Default)]
pub(super) struct Probabilities {
    /// That the way back holds at every instant.
    pub guarantee: Option<RollbackProbability>,
    /// That it is done, or back after a failure, before the change window closes; nothing without a window.
    pub safe: Option<RollbackProbability>,
}

/// Makes runs of a plan forward and back. The change window is that of `planned`.
///
/// # Errors
/// As [`simulate`](crate::simulate::simulate); [`Error::Document`] for estimates of undos that make no distribution.
///
/// # Complexity
/// O(runs × that of the way back).
pub(super) fn probabilities(
    plan: &Plan,
    planned: &Network,
    options: &SimulateOptions,
    watch: &mut Watch,
) -> Result<Probabilities, Error> {
    let walk = Walk::new(plan, options)?;
    let undos = undos(plan, planned, options.seed)?;
    let stated = plan.document().rollback.as_ref().and_then(|stated| stated.failure_probability);
    let failure = Event::new(options.seed, "rollback", stated.unwrap_or(1.0));
    let is_certain = walk.is_certain() && undos.iter().flatten().all(|undo| !undo.varies());
    let closes = planned.settings.window_end;
    let mut networks: BTreeMap<u64, Network> = BTreeMap::new();
    let (mut holds, mut safe) = (0, 0);
    walk.runs(watch, &mut |run| {
        let network = match networks.entry(run.closed) {
            std::collections::btree_map::Entry::Occupied(known) => known.into_mut(),
            std::collections::btree_map::Entry::Vacant(new) => {
                new.insert(Network::new(run.plan, run.schedule)?)
            }
        };
        network.date(run.plan, run.schedule);
        for ((step, planned), undo) in network.steps.iter_mut().zip(&planned.steps).zip(&undos) {
            (step.amount, step.late) = (planned.amount, planned.late);
            (step.irreversible, step.abort) = (planned.irreversible, planned.abort);
            if let Some(drawn) = undo {
                let stated = plan.document().tasks[step.task].undo.as_ref();
                let seconds = Some(drawn.seconds(run.number));
                step.amount = stated.and_then(|undo| amount_with(plan.document(), undo, seconds));
            }
            if run.missing.binary_search(&(step.task as u32)).is_ok() {
                step.clear();
            }
        }
        let objective = network.settings.objective;
        holds += u64::from(Stretches::new(network, Instant::MAX).all(|stretch| !stretch.misses(objective)));
        if let (Some(closes), Some(horizon)) = (closes, network.settings.horizon) {
            let at = failure.when(run.number, (horizon.start, horizon.finish));
            let ends = Ends::of(network, horizon, at);
            safe += u64::from(match stated {
                Some(_) if failure.happens(run.number) => ends.is_back_by(closes),
                Some(_) => ends.finish <= closes,
                // Where nobody says how often it fails, both must end well.
                None => ends.finish <= closes && ends.is_back_by(closes),
            });
        }
        Ok(())
    })?;
    let share = |count: u64, is_certain: bool| {
        let probability = count as f64 / options.runs as f64;
        let interval = wilson(count, options.runs, options.confidence);
        let (low, high) = if is_certain { (probability, probability) } else { (interval.low, interval.high) };
        RollbackProbability { probability, low, high, runs: options.runs }
    };
    let has_dates = planned.settings.horizon.is_some();
    Ok(Probabilities {
        guarantee: has_dates.then(|| share(holds, is_certain)),
        safe: closes.filter(|_| has_dates).map(|_| share(safe, false)),
    })
}

/// How one run ends, with a failure and without.
struct Ends {
    finish: Instant,
    /// When the system is back after a failure; nothing if there is no way.
    back: Option<Instant>,
}

impl Ends {
    fn of(network: &Network, horizon: Horizon, failure: Instant) -> Ends {
        let way = Evaluator::new(network).at(failure);
        Ends { finish: horizon.finish, back: (!way.barred).then_some(way.back.at) }
    }

    fn is_back_by(&self, closes: Instant) -> bool {
        self.back.is_some_and(|back| back <= closes)
    }
}

/// By step, the duration of its undo, if that is an estimate.
fn undos(plan: &Plan, network: &Network, seed: u64) -> Result<Vec<Option<DrawnDuration>>, Error> {
    let document = plan.document();
    let drawn = network.steps.iter().map(|step| {
        let task = &document.tasks[step.task];
        let Some(undo) = &task.undo else { return Ok(None) };
        let estimate = undo.estimate.as_ref().filter(|_| undo.duration.is_none());
        let draw = |estimate: &Estimate| {
            DrawnDuration::new(seed, &["undo", &task.id, "duration"], estimate, &document.units).map_err(
                |error| {
                    let message =
                        format!("the estimate of the undo of `{}` makes no distribution: {error}", task.id);
                    let span = undo.span.or(task.span);
                    Error::Document(vec![Diagnostic::new(Code::EstimateDistribution, message).at(span)])
                },
            )
        };
        estimate.map(draw).transpose()
    });
    drawn.collect()
}
