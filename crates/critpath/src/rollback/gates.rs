//! The gates of a plan into when each is decided, and the way back from there.

use super::evaluate::{Evaluator, WayBack};
use super::network::Network;
use crate::graph::Role;
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::time::Instant;

/// A gate with dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Decision {
    /// Index of the gate in the document.
    pub gate: usize,
    /// When it is decided, before anything starts then.
    pub at: Instant,
    /// Seconds from a failure that it sees until the system is back; nothing if there is no way.
    pub rollback_s: Option<i64>,
    /// Whether there is a way back within the objective.
    pub is_safe: bool,
}

/// The gates with dates in order of time: when what they wait for is done, else when the first task behind them starts.
pub(super) fn decisions(plan: &Plan, schedule: &Schedule, network: &Network) -> Vec<Decision> {
    let document = plan.document();
    let mut evaluator = Evaluator::new(network);
    let mut decisions: Vec<Decision> = (0..document.gates.len())
        .filter_map(|gate| {
            let at = decided(plan, schedule, gate)?;
            let (rollback_s, is_safe) = judged(&mut evaluator, at);
            Some(Decision { gate, at, rollback_s, is_safe })
        })
        .collect();
    decisions.sort_by_key(|decision| (decision.at, decision.gate));
    decisions
}

/// The way back from a decision, and whether it is within the objective.
pub(super) fn judged(evaluator: &mut Evaluator, at: Instant) -> (Option<i64>, bool) {
    let WayBack { back, barred, .. } = evaluator.before(at);
    let rollback_s = (!barred).then_some(back.at - at);
    let objective = evaluator.network.settings.objective;
    (rollback_s, rollback_s.is_some_and(|rollback| objective.is_none_or(|objective| rollback <= objective)))
}

/// When a gate is decided: when what it waits for is done, else when the first task behind it starts.
pub(crate) fn decided(plan: &Plan, schedule: &Schedule, gate: usize) -> Option<Instant> {
    let network = plan.network();
    let node = network.node(Role::Gate(gate));
    if network.position(node).is_some() {
        return Some(schedule.planned(node).1);
    }
    let document = plan.document();
    let id = document.gates[gate].id.as_str();
    let behind = (0..document.tasks.len()).filter(|task| document.tasks[*task].gate.as_deref() == Some(id));
    behind.filter(|task| schedule.is_scheduled(*task)).map(|task| schedule.planned_start()[task]).min()
}
