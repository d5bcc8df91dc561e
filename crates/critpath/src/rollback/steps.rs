//! A computed way back into its steps with times, in order, and the chain that makes it long.

use super::evaluate::{Evaluator, NONE};
use super::moving::Moving;
use super::network::Part;
use crate::model::rollback_result::RollbackStep;
use crate::plan::Plan;
use crate::time::Instant;

/// An undo with its times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Timed {
    pub node: u32,
    pub step: u32,
    pub start: Instant,
    pub finish: Instant,
    /// The node whose undo it waits for.
    pub cause: Option<u32>,
}

impl Evaluator<'_> {
    /// The undos of the way back that was computed last, in order of time.
    pub fn steps(&self) -> Vec<Timed> {
        let mut steps: Vec<Timed> =
            (0..self.placed.len() as u32).filter_map(|node| self.timed(node)).collect();
        steps.sort_by_key(|timed| (timed.start, timed.finish, timed.node));
        steps
    }

    /// The undos that wait for each other until the last one is done, in order of time.
    pub fn chain(&self) -> Vec<Timed> {
        let mut chain = Vec::new();
        let mut at = self.last;
        while at != NONE {
            chain.extend(self.timed(at));
            at = self.placed[at as usize].cause;
        }
        chain.reverse();
        chain
    }

    /// The longest undo of the chain, by the clock; of equal ones the first.
    pub fn longest(&self) -> Option<Timed> {
        self.chain().into_iter().rev().max_by_key(|timed| timed.finish - timed.start)
    }

    fn timed(&self, node: u32) -> Option<Timed> {
        let placed = &self.placed[node as usize];
        let Part::Step(step) = self.network.parts[node as usize] else { return None };
        placed.counts.then(|| {
            let (start, finish) = self.instants(step, placed.start, placed.finish);
            Timed { node, step, start, finish, cause: Some(placed.cause).filter(|cause| *cause != NONE) }
        })
    }

    /// Start and finish as instants, where they are counted in work.
    fn instants(&self, step: u32, start: Moving, finish: Moving) -> (Instant, Instant) {
        let network = self.network;
        let Some(calendar) = network.work() else { return (start.at, finish.at) };
        let begins = calendar.position(start.at);
        if finish.at > start.at {
            return (begins, calendar.finish(finish.at));
        }
        // What takes no time is done when it can be.
        let of = &network.steps[step as usize];
        let at = begins.min(calendar.next_work(of.finish.max(begins)));
        (at, at)
    }
}

/// Undos as people read them.
pub(super) fn to_result(plan: &Plan, evaluator: &Evaluator, steps: &[Timed]) -> Vec<RollbackStep> {
    let task = |step: u32| &plan.document().tasks[evaluator.network.steps[step as usize].task];
    let after = |node: u32| match evaluator.network.parts[node as usize] {
        Part::Step(step) => Some(task(step).id.clone()),
        Part::Passage => None,
    };
    let text = |at: Instant| plan.axis().text(at);
    steps
        .iter()
        .map(|timed| RollbackStep {
            task: task(timed.step).id.clone(),
            name: task(timed.step).name.clone(),
            start: text(timed.start),
            finish: text(timed.finish),
            after: timed.cause.and_then(after),
        })
        .collect()
}
