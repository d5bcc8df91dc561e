//! Estimates forward and back into how sure the guarantee is, and how sure it is to be done, or safely back, in time.
//!
//! A run has the durations that the simulation of the plan draws for its tasks, and others for the undos. So what is late
//! in a run is late on both ways. The guarantee of a run is that of the plan: a way back within the objective at every
//! instant. Of the failure it is drawn whether it comes, by the probability that the plan or its rollouts state, and when, at any
//! instant of the deployment alike.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::evaluate::Evaluator;
use super::failure_probability;
use super::network::Network;
use super::profile::Stretches;
use super::settings::Horizon;
use super::step::{amount_with, restore, usual_s};
use crate::control::Watch;
use crate::diagnostic::{Code, Diagnostic};
use crate::error::Error;
use crate::gate::statistics::wilson;
use crate::model::rollback_result::RollbackProbability;
use crate::model::{Document, Undo};
use crate::plan::Plan;
use crate::simulate::{DistributionError, DrawnDuration, DrawnNumber, Event, SimulateOptions, Walk};
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
/// O(runs × that of the way back), shared by the threads; the answer does not depend on how many they are.
pub(super) fn probabilities(
    plan: &Plan,
    planned: &Network,
    options: &SimulateOptions,
    watch: &mut Watch,
) -> Result<Probabilities, Error> {
    let walk = Walk::new(plan, options)?;
    let undos = undos(plan, planned, options.seed)?;
    let stated = failure_probability(plan.document());
    let failure = Event::new(options.seed, "rollback", stated.unwrap_or(1.0));
    let is_certain = walk.is_certain() && undos.iter().flatten().all(|undo| !undo.varies());
    let closes = planned.settings.window_end;
    let counters = walk.runs(watch, &Counter::default, &|counter, run| {
        let network = match counter.networks.entry(run.closed) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(Network::new(run.plan, run.schedule)?),
        };
        network.date(run.plan, run.schedule);
        for ((step, planned), undo) in network.steps.iter_mut().zip(&planned.steps).zip(&undos) {
            (step.amount, step.late) = (planned.amount, planned.late);
            (step.irreversible, step.abort) = (planned.irreversible, planned.abort);
            if let Some(drawn) = undo {
                step.amount = drawn.amount(plan.document(), run.number);
            }
            if run.missing.binary_search(&(step.task as u32)).is_ok() {
                step.clear();
            }
        }
        let objective = network.settings.objective;
        counter.holds +=
            u64::from(Stretches::new(network, Instant::MAX).all(|stretch| !stretch.misses(objective)));
        if let (Some(closes), Some(horizon)) = (closes, network.settings.horizon) {
            let at = failure.when(run.number, (horizon.start, horizon.finish));
            let ends = Ends::of(network, horizon, at);
            counter.safe += u64::from(match stated {
                Some(_) if failure.happens(run.number) => ends.is_back_by(closes),
                Some(_) => ends.finish <= closes,
                // Where nobody says how often it fails, both must end well.
                None => ends.finish <= closes && ends.is_back_by(closes),
            });
        }
        Ok(())
    })?;
    let sum = |of: fn(&Counter) -> u64| counters.iter().map(of).sum();
    let (holds, safe) = (sum(|counter| counter.holds), sum(|counter| counter.safe));
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

/// What one thread counts, and the networks that it dates anew, by what is closed.
#[derive(Debug, Default)]
struct Counter {
    networks: BTreeMap<u64, Network>,
    holds: u64,
    safe: u64,
}

/// What is uncertain of an undo.
#[derive(Debug)]
struct DrawnUndo<'a> {
    undo: &'a Undo,
    duration: Option<DrawnDuration>,
    /// MB, and MB/s.
    restore: Option<(DrawnNumber, DrawnNumber)>,
}

impl<'a> DrawnUndo<'a> {
    fn new(document: &Document, id: &str, undo: &'a Undo, seed: u64) -> Result<Self, DistributionError> {
        let estimate = undo.estimate.as_ref().filter(|_| undo.duration.is_none());
        let duration = estimate
            .map(|estimate| DrawnDuration::new(seed, &["undo", id, "duration"], estimate, &document.units));
        let number = |what: &str, ends| DrawnNumber::new(seed, &["undo", id, what], ends);
        let restore = restore(undo).map(|(size, rate)| {
            Ok::<_, DistributionError>((number("restore_size", size)?, number("restore_rate", rate)?))
        });
        Ok(DrawnUndo { undo, duration: duration.transpose()?, restore: restore.transpose()? })
    }

    fn varies(&self) -> bool {
        let of_restore = self.restore.as_ref().is_some_and(|(size, rate)| size.varies() || rate.varies());
        of_restore || self.duration.as_ref().is_some_and(DrawnDuration::varies)
    }

    /// Seconds that it takes in a run.
    fn amount(&self, document: &Document, run: u64) -> Option<i64> {
        let drawn = self.duration.as_ref().map(|duration| duration.seconds(run));
        let restore = self.restore.as_ref().map(|(size, rate)| (size.value(run), rate.value(run)));
        amount_with(document, self.undo, drawn.or_else(|| usual_s(document, self.undo)), restore)
    }
}

/// By step, its undo, if it takes not always as long.
fn undos<'a>(plan: &'a Plan, network: &Network, seed: u64) -> Result<Vec<Option<DrawnUndo<'a>>>, Error> {
    let document = plan.document();
    let drawn = network.steps.iter().map(|step| {
        let task = &document.tasks[step.task];
        // Of what the plan leaves open nothing is drawn.
        let Some(undo) = task.undo.as_deref().filter(|_| step.amount.is_some()) else { return Ok(None) };
        let drawn = DrawnUndo::new(document, &task.id, undo, seed).map_err(|error| {
            let message = format!("the estimate of the undo of `{}` makes no distribution: {error}", task.id);
            let span = undo.span.or(task.span);
            Error::Document(vec![Diagnostic::new(Code::EstimateDistribution, message).at(span)])
        })?;
        Ok(Some(drawn).filter(DrawnUndo::varies))
    });
    drawn.collect()
}
