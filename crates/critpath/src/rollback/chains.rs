//! Undos that only wait for each other into the way back at every instant, without a walk through all of them at each.
//!
//! Where all undos share a calendar and there is enough of every resource, the way back ends with the longest chain of
//! undos. A chain begins where the way back begins or, with a step that still runs, where that is done or stopped.
//! Whatever is undone after a step was started before it, so that how long the chain of a step is never changes as long as
//! none has expired. So an instant asks for nothing but the longest chain so far and the steps that run.
//!
//! An undo begins no later than its chain before the way back ends. So none has expired while the way back ends before the
//! first of all that would have; from then on the evaluator must say.

use super::evaluate::{At, WayBack, latest};
use super::moving::{Holds, Moving};
use super::network::{Network, Part};
use crate::model::rollback_result::NoReturnKind;
use crate::time::Instant;

/// Computes ways back at instants that rise.
#[derive(Debug)]
pub(super) struct Chains<'a> {
    network: &'a Network,
    /// By step, how long the chain takes that begins with it.
    chain: Vec<i64>,
    /// By step, the latest end of a way back in which its undo surely begins in time.
    ends: Vec<i64>,
    /// The steps as they start.
    order: Vec<u32>,
    /// How many of them are started.
    started: usize,
    /// The step with the longest chain of those that are started.
    longest: Option<u32>,
    /// The first of the ends of those.
    first_end: i64,
    /// The steps that run when the way back begins.
    running: Vec<u32>,
    /// What bars the way back of what is started.
    pub bars: Vec<(u32, NoReturnKind)>,
}

impl<'a> Chains<'a> {
    /// The chains of a network; nothing if undos wait for more than each other. O(steps log steps + dependencies).
    pub fn new(network: &'a Network) -> Option<Self> {
        network.shared?;
        if network.steps.iter().any(|step| step.backup.is_some_and(|(_, taken)| taken > step.start)) {
            return None;
        }
        let mut chain = vec![0; network.steps.len()];
        // By node, the longest chain after it, and when the last of what is undone after it starts.
        let mut after = vec![(0_i64, Instant::MIN); network.parts.len()];
        for node in (0..network.parts.len()).rev() {
            let (mut takes, mut start) = after[node];
            if let Part::Step(step) = network.parts[node] {
                let of = &network.steps[step as usize];
                if start > of.start {
                    return None;
                }
                let own = if of.irreversible { None } else { of.amount };
                takes = takes.saturating_add(own.unwrap_or(0));
                chain[step as usize] = takes;
                start = of.start;
            }
            for before in network.before.of(node as u32) {
                let after = &mut after[*before as usize];
                *after = (after.0.max(takes), after.1.max(start));
            }
        }
        let ends = network.steps.iter().zip(&chain).map(|(step, chain)| {
            let until = step.until.filter(|_| !step.irreversible && step.amount.is_some());
            until.map_or(i64::MAX, |until| latest(network.work(), until).saturating_add(*chain))
        });
        let ends = ends.collect();
        let mut order: Vec<u32> = (0..network.steps.len() as u32).collect();
        order.sort_by_key(|step| network.steps[*step as usize].start);
        let (running, bars) = (Vec::new(), Vec::new());
        let (started, longest, first_end) = (0, None, i64::MAX);
        Some(Chains { network, chain, ends, order, started, longest, first_end, running, bars })
    }

    /// The way back from a failure at an instant, after what starts then: that of the evaluator. Nothing if an undo may
    /// have expired. O(running steps).
    pub fn at(&mut self, failure: Instant) -> Option<WayBack> {
        let network = self.network;
        let next = self.start(failure);
        let mut holds = Holds::FOREVER;
        if let Some(next) = next {
            holds.at_most(next - failure - 1);
        }
        let mut at = At::new(network, failure, holds);
        let begins = at.begins.at;
        self.running.retain(|step| network.steps[*step as usize].finish > begins);
        let (base, mut end) = (at.base, at.base);
        if let Some(longest) = self.longest {
            end = self.later(&mut at, longest, base, end);
        }
        for step in &self.running {
            let ready = at.ready(*step, base);
            end = self.later(&mut at, *step, ready, end);
        }
        if at.holds.is_after(end, Moving::fixed(self.first_end)) {
            return None;
        }
        let mut back = at.back(end, at.begins);
        if at.work.is_some() {
            // A step that runs on into free time ends when it ends.
            for step in &self.running {
                let finish = Moving::fixed(network.steps[*step as usize].finish);
                if at.holds.is_later(finish, back) {
                    back = finish;
                }
            }
        }
        let barred = !self.bars.is_empty();
        Some(WayBack { back, holds_s: at.holds.0, barred, least: back.at, exact: true })
    }

    /// Starts what starts by an instant; when the next step does.
    fn start(&mut self, by: Instant) -> Option<Instant> {
        while let Some(step) = self.order.get(self.started).copied() {
            let of = &self.network.steps[step as usize];
            if of.start > by {
                return Some(of.start);
            }
            self.started += 1;
            self.running.push(step);
            self.first_end = self.first_end.min(self.ends[step as usize]);
            let chain = |step: u32| self.chain[step as usize];
            self.longest =
                Some(self.longest.filter(|longest| chain(*longest) >= chain(step)).unwrap_or(step));
            let bar = match (of.irreversible, of.amount) {
                (true, _) => Some(NoReturnKind::Irreversible),
                (false, None) => Some(NoReturnKind::Unknown),
                (false, Some(_)) => None,
            };
            self.bars.extend(bar.map(|bar| (step, bar)));
        }
        None
    }

    /// The later one of an end and that of the chain of a step which begins from `ready` on.
    fn later(&self, at: &mut At, step: u32, ready: Moving, end: Moving) -> Moving {
        let finish = at.add(step, ready, self.chain[step as usize]);
        if at.holds.is_later(finish, end) { finish } else { end }
    }
}
