//! Undos that only wait for each other into the way back at every instant, without a walk through all of them at each.
//!
//! Where all undos share a calendar and there is enough of every resource, the way back ends with the longest chain of
//! undos. A chain begins where the way back begins or, with a step that still runs, where that is done or stopped.
//! Whatever is undone after a step was started before it.
//!
//! The way back never begins earlier than it did. So an undo is *settled*, and takes the same at every instant to come, when
//! it expires never, or after the last way back is over, or would begin too late even if it were the first one. The
//! settled undos behind which nothing else comes make chains of which only the longest counts. The others are placed one
//! by one: those that were done so recently that they may still be in time, and what is undone before them.

use super::evaluate::{At, WayBack, latest};
use super::moving::{Holds, Moving};
use super::network::{Network, Part};
use super::step::Step;
use crate::model::rollback_result::NoReturnKind;
use crate::time::Instant;

/// Computes ways back at instants that rise.
#[derive(Debug)]
pub(super) struct Chains<'a> {
    network: &'a Network,
    /// By step, the last beginning at which its undo is in time, where it may come later.
    expires: Vec<Option<i64>>,
    /// Nodes as they start: steps, and passages as the first step starts that is undone before them.
    order: Vec<(Instant, u32)>,
    /// How many of them are started.
    started: usize,
    /// The nodes that are started and placed one by one, in the order of the undos.
    open: Vec<u32>,
    /// By node, how many of those undone after it are not settled.
    waiting: Vec<u32>,
    is_settled: Vec<bool>,
    /// By node that is settled, how long the chain takes that begins with it; of others, the longest one behind them.
    chain: Vec<i64>,
    /// The longest chain of settled nodes.
    longest: i64,
    /// By node that was ever placed, when it is done.
    finish: Vec<Option<Moving>>,
    /// The steps that run when the way back begins, with their nodes.
    running: Vec<(u32, u32)>,
    /// What bars the way back that was computed last: first what bars all to come.
    pub bars: Vec<(u32, NoReturnKind)>,
    /// How many bars stay.
    lasting: usize,
}

impl<'a> Chains<'a> {
    /// The chains of a network; nothing if undos wait for more than each other. O(nodes log nodes + dependencies).
    pub fn new(network: &'a Network) -> Option<Self> {
        network.shared?;
        let nodes = network.parts.len();
        let mut waiting = vec![0; nodes];
        let mut order: Vec<(Instant, u32)> = Vec::with_capacity(nodes);
        for (node, part) in (0..).zip(&network.parts) {
            let mut first = Instant::MAX;
            for &before in network.before.of(node) {
                waiting[before as usize] += 1;
                first = first.min(order[before as usize].0);
            }
            let start = match part {
                Part::Passage => first,
                Part::Step(step) => {
                    let of = &network.steps[*step as usize];
                    if first < of.start || of.backup.is_some_and(|(_, taken)| taken > of.start) {
                        return None;
                    }
                    of.start
                }
            };
            order.push((start, node));
        }
        order.sort_unstable();
        Some(Chains {
            network,
            expires: expires(network)?,
            order,
            started: 0,
            open: Vec::new(),
            waiting,
            is_settled: vec![false; nodes],
            chain: vec![0; nodes],
            longest: 0,
            finish: vec![None; nodes],
            running: Vec::new(),
            bars: Vec::new(),
            lasting: 0,
        })
    }

    /// The way back from a failure at an instant, after what starts then: that of the evaluator. O(steps that run or may be
    /// in time, and what is undone before them).
    pub fn at(&mut self, failure: Instant) -> WayBack {
        let network = self.network;
        let mut holds = Holds::FOREVER;
        if let Some(next) = self.start(failure) {
            holds.at_most(next - failure - 1);
        }
        let mut at = At::new(network, failure, holds);
        let (begins, base) = (at.begins.at, at.base);
        self.running.retain(|(step, _)| network.steps[*step as usize].finish > begins);
        self.settle(base.at);
        let mut end = base;
        if self.longest > 0 {
            end = later(&mut at, base, self.longest, end);
        }
        end = self.place(&mut at, end);
        for (step, node) in self.running.iter().filter(|(_, node)| self.is_settled[*node as usize]) {
            let ready = at.ready(*step, base);
            end = later(&mut at, ready, self.chain[*node as usize], end);
        }
        let mut back = at.back(end, at.begins);
        if at.work.is_some() {
            // A step that runs on into free time ends when it ends.
            for (step, _) in &self.running {
                let finish = Moving::fixed(network.steps[*step as usize].finish);
                if at.holds.is_later(finish, back) {
                    back = finish;
                }
            }
        }
        let barred = !self.bars.is_empty();
        WayBack { back, holds_s: at.holds.0, barred, least: back.at, exact: true }
    }

    /// Starts what starts by an instant; when the next node does.
    fn start(&mut self, by: Instant) -> Option<Instant> {
        while let Some((start, node)) = self.order.get(self.started).copied() {
            if start > by {
                return Some(start);
            }
            self.started += 1;
            self.open.push(node);
            if let Part::Step(step) = self.network.parts[node as usize] {
                self.running.push((step, node));
            }
        }
        None
    }

    /// Settles the nodes that take the same from now on, the last ones undone first.
    fn settle(&mut self, base: i64) {
        let network = self.network;
        self.bars.truncate(self.lasting);
        self.open.sort_unstable();
        for &node in self.open.iter().rev() {
            let at = node as usize;
            if self.waiting[at] > 0 {
                continue;
            }
            if let Part::Step(step) = network.parts[at] {
                let of = &network.steps[step as usize];
                let is_late = self.expires[step as usize].is_some_and(|expires| base > expires);
                if self.expires[step as usize].is_some() && !is_late {
                    continue;
                }
                let (takes, bar) = of.takes(is_late);
                self.chain[at] = self.chain[at].saturating_add(takes);
                self.bars.extend(bar.map(|bar| (step, bar)));
            }
            self.is_settled[at] = true;
            self.longest = self.longest.max(self.chain[at]);
            for &before in network.before.of(node) {
                self.waiting[before as usize] -= 1;
                self.chain[before as usize] = self.chain[before as usize].max(self.chain[at]);
            }
        }
        self.lasting = self.bars.len();
        self.open.retain(|node| !self.is_settled[*node as usize]);
    }

    /// Places the open nodes right after what comes before each; when the last chain ends of those that go through them.
    fn place(&mut self, at: &mut At, mut end: Moving) -> Moving {
        for &node in &self.open {
            let mut ready = at.base;
            // What has not started is undone in no time as the way back begins.
            for before in
                self.network.before.of(node).iter().filter_map(|before| self.finish[*before as usize])
            {
                if at.holds.is_later(before, ready) {
                    ready = before;
                }
            }
            let finish = match self.network.parts[node as usize] {
                Part::Step(step) => at.place(step, ready, &mut self.bars).finish,
                Part::Passage => ready,
            };
            self.finish[node as usize] = Some(finish);
            end = later(at, finish, self.chain[node as usize], end);
        }
        end
    }
}

/// By step, the last beginning at which its undo is in time, unless every way back is over by then.
fn expires(network: &Network) -> Option<Vec<Option<i64>>> {
    let longest = |step: &Step| step.amount.max(step.late).unwrap_or(0);
    let mut after = vec![0_i64; network.parts.len()];
    let (mut chain, mut abort) = (0, 0);
    for node in (0..network.parts.len()).rev() {
        let mut takes = after[node];
        if let Part::Step(step) = network.parts[node] {
            let of = &network.steps[step as usize];
            takes = takes.saturating_add(longest(of));
            abort = abort.max(of.abort);
        }
        chain = chain.max(takes);
        for before in network.before.of(node as u32) {
            after[*before as usize] = after[*before as usize].max(takes);
        }
    }
    let last = At::new(network, network.settings.horizon?.end, Holds::FOREVER).base;
    let over = last.plus(abort).plus(chain).at;
    let expires = network.steps.iter().map(|step| {
        let until = step.until.filter(|_| !step.irreversible && step.amount.is_some())?;
        Some(latest(network.work(), until)).filter(|latest| *latest < over)
    });
    Some(expires.collect())
}

/// The later one of an end and that of a chain which begins from `ready` on. All steps share a calendar, so that the first
/// one says how its work is counted.
fn later(at: &mut At, ready: Moving, chain: i64, end: Moving) -> Moving {
    let finish = at.add(0, ready, chain);
    if at.holds.is_later(finish, end) { finish } else { end }
}
