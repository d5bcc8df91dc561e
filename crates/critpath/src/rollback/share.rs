//! Undo steps that need the same people into an order: exact for a few of them, else a good one with a bound.
//!
//! A schedule that places steps one by one, each as early as people allow, is active; some active schedule is the
//! shortest. So trying every order is exact, as long as the effort lasts. Beyond that the best order tried counts,
//! which is an upper bound of the way back; the longest chain and the load of each resource are lower ones.

use super::evaluate::{At, Evaluator, NONE, Placed};
use super::moving::Moving;
use super::network::{Network, Part};
use super::step::Step;
use crate::model::rollback_result::NoReturnKind;

/// Steps that share people are ordered exactly up to this number.
const EXACT_STEPS: usize = 8;

/// Orders that may still be tried in one analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Effort(pub u32);

impl Default for Effort {
    fn default() -> Self {
        Effort(2_000_000)
    }
}

/// The least end that the load of the resources allows, where all steps have one calendar.
pub(super) fn bound<'s>(at: &mut At, steps: impl Iterator<Item = &'s Step>) -> Option<Moving> {
    let network = at.network;
    network.shared?;
    let mut load = vec![0_i128; network.capacity.len()];
    for step in steps {
        // Late it may take less or more; of both the lower counts.
        let amount = step.amount.unwrap_or(0).min(step.late.unwrap_or(i64::MAX));
        let amount = if step.irreversible { 0 } else { amount };
        for (resource, units) in &step.demand {
            load[*resource as usize] += i128::from(*units) * i128::from(amount);
        }
    }
    let ends = load.into_iter().zip(&network.capacity);
    let longest = ends.map(|(load, capacity)| {
        let capacity = i128::from(*capacity);
        i64::try_from((load + capacity - 1) / capacity).unwrap_or(i64::MAX / 4)
    });
    longest.max().map(|longest| at.base.plus(longest))
}

/// Places the started steps so that no resource is needed twice; says whether no order is faster.
pub(super) fn share(
    at: &mut At,
    evaluator: &mut Evaluator,
    is_started: &impl Fn(&Step) -> bool,
    least: i64,
) -> bool {
    let network = evaluator.network;
    let search = Search::new(network, is_started);
    let tail = search.tails();
    let by_tail = search.greedy(at, |node| -tail[node]);
    let by_place = search.greedy(at, |node| node as i64);
    let mut best = if search.is_better(at, &by_place, &by_tail) { by_place } else { by_tail };
    let is_least =
        |at: &mut At, found: &Found| found.bars.is_empty() && at.back(found.end, at.begins).at <= least;
    let mut exact = is_least(at, &best);
    if !exact && search.sharing.len() <= EXACT_STEPS {
        exact = search.every_order(at, &mut best, &mut evaluator.effort);
    }
    evaluator.placed = best.placed;
    evaluator.bars = best.bars;
    exact
}

/// A schedule of the started steps.
#[derive(Debug, Clone)]
struct Found {
    placed: Vec<Placed>,
    bars: Vec<(u32, NoReturnKind)>,
    end: Moving,
}

struct Search<'a> {
    network: &'a Network,
    /// By node, its step if that is started.
    step: Vec<Option<u32>>,
    /// By node, those that come after it.
    after: Vec<Vec<u32>>,
    /// The nodes whose steps need a resource.
    sharing: Vec<u32>,
}

/// What is placed so far, and what can come next.
#[derive(Clone)]
struct Partial {
    found: Found,
    /// By node, how many of those before it are not placed.
    open: Vec<u32>,
    /// Nodes that can be placed and need a resource.
    eligible: Vec<u32>,
}

impl<'a> Search<'a> {
    fn new(network: &'a Network, is_started: &impl Fn(&Step) -> bool) -> Self {
        let step: Vec<Option<u32>> = network
            .parts
            .iter()
            .map(|part| match part {
                Part::Step(step) if is_started(&network.steps[*step as usize]) => Some(*step),
                _ => None,
            })
            .collect();
        let mut after = vec![Vec::new(); network.parts.len()];
        for node in 0..network.parts.len() as u32 {
            for before in network.before.of(node) {
                after[*before as usize].push(node);
            }
        }
        let needs = |node: &u32| {
            step[*node as usize].is_some_and(|step| !network.steps[step as usize].demand.is_empty())
        };
        let sharing = (0..network.parts.len() as u32).filter(needs).collect();
        Search { network, step, after, sharing }
    }

    /// By node, the longest chain of undos that begins with it.
    fn tails(&self) -> Vec<i64> {
        let mut tail = vec![0_i64; self.step.len()];
        for node in (0..self.step.len()).rev() {
            let amount =
                self.step[node].and_then(|step| self.network.steps[step as usize].amount).unwrap_or(0);
            let next = self.after[node].iter().map(|after| tail[*after as usize]).max().unwrap_or(0);
            tail[node] = next.saturating_add(amount);
        }
        tail
    }

    fn start(&self, at: &mut At) -> Partial {
        let placed = vec![Placed::NOT; self.step.len()];
        let open = (0..self.step.len() as u32).map(|node| self.network.before.of(node).len() as u32);
        let found = Found { placed, bars: Vec::new(), end: at.base };
        let mut partial = Partial { found, open: open.collect(), eligible: Vec::new() };
        let ready: Vec<u32> =
            (0..self.step.len() as u32).filter(|node| partial.open[*node as usize] == 0).collect();
        self.settle(at, &mut partial, ready);
        partial
    }

    /// Places what needs no resource as soon as it can be; what needs one becomes eligible.
    fn settle(&self, at: &mut At, partial: &mut Partial, mut ready: Vec<u32>) {
        while let Some(node) = ready.pop() {
            if self.sharing.binary_search(&node).is_ok() {
                partial.eligible.push(node);
                continue;
            }
            let (from, cause) = self.ready(at, partial, node);
            let placed = match self.step[node as usize] {
                Some(step) => Placed { cause, ..at.place(step, from, &mut partial.found.bars) },
                None => Placed { start: from, finish: from, cause, counts: false },
            };
            self.put(at, partial, node, placed, &mut ready);
        }
        partial.eligible.sort_unstable();
    }

    fn put(&self, at: &mut At, partial: &mut Partial, node: u32, placed: Placed, ready: &mut Vec<u32>) {
        partial.found.placed[node as usize] = placed;
        if placed.counts && at.holds.is_later(placed.finish, partial.found.end) {
            partial.found.end = placed.finish;
        }
        for after in &self.after[node as usize] {
            let open = &mut partial.open[*after as usize];
            *open -= 1;
            if *open == 0 {
                ready.push(*after);
            }
        }
    }

    /// From when on a node can begin as its order has it, and the step that it waits for.
    fn ready(&self, at: &mut At, partial: &Partial, node: u32) -> (Moving, u32) {
        let (mut ready, mut cause) = (at.base, NONE);
        for before in self.network.before.of(node) {
            let placed = &partial.found.placed[*before as usize];
            if at.holds.is_later(placed.finish, ready) {
                ready = placed.finish;
                cause = if placed.counts { *before } else { placed.cause };
            }
        }
        (ready, cause)
    }

    /// Places an eligible node as early as its resources allow.
    fn place_shared(&self, at: &mut At, partial: &mut Partial, node: u32) {
        partial.eligible.retain(|other| *other != node);
        let Some(step) = self.step[node as usize] else { return };
        let (from, mut cause) = self.ready(at, partial, node);
        let mut ready = at.ready(step, from);
        loop {
            let mut bars = Vec::new();
            let start = at.begin(step, ready);
            let (amount, bar) = at.amount(step, start);
            bars.extend(bar.map(|bar| (step, bar)));
            let finish = at.add(step, ready, amount);
            match self.blocking(at, partial, step, start, finish) {
                Some(blocking) => {
                    ready = partial.found.placed[blocking as usize].finish;
                    cause = blocking;
                }
                None => {
                    partial.found.bars.append(&mut bars);
                    let placed = Placed { start, finish, cause, counts: true };
                    let mut next = Vec::new();
                    self.put(at, partial, node, placed, &mut next);
                    self.settle(at, partial, next);
                    return;
                }
            }
        }
    }

    /// The placed node that is done first among those that leave too little of a resource between two instants.
    fn blocking(
        &self,
        at: &mut At,
        partial: &Partial,
        step: u32,
        start: Moving,
        finish: Moving,
    ) -> Option<u32> {
        let mut first: Option<u32> = None;
        for (resource, units) in &self.network.steps[step as usize].demand {
            let mut beside: Vec<(u32, i64)> = Vec::new();
            for node in &self.sharing {
                let placed = &partial.found.placed[*node as usize];
                let Some(other) = self.step[*node as usize].filter(|_| placed.counts) else { continue };
                let demand = &self.network.steps[other as usize].demand;
                let Some((_, need)) = demand.iter().find(|(of, _)| of == resource) else { continue };
                if at.holds.is_after(finish, placed.start) && at.holds.is_after(placed.finish, start) {
                    beside.push((*node, *need));
                }
            }
            // What is needed at once is most where one of them begins.
            let free = self.network.capacity[*resource as usize] - units;
            for index in 0..beside.len() {
                let begins = partial.found.placed[beside[index].0 as usize].start;
                let from = if at.holds.is_after(begins, start) { begins } else { start };
                let mut sum = 0;
                for (node, need) in &beside {
                    let placed = &partial.found.placed[*node as usize];
                    let runs =
                        !at.holds.is_after(placed.start, from) && at.holds.is_after(placed.finish, from);
                    sum += if runs { *need } else { 0 };
                }
                if sum > free {
                    for (node, _) in &beside {
                        let finish = partial.found.placed[*node as usize].finish;
                        let is_first = first.is_none_or(|first| {
                            at.holds.is_after(partial.found.placed[first as usize].finish, finish)
                        });
                        if is_first {
                            first = Some(*node);
                        }
                    }
                }
            }
        }
        first
    }

    /// Places all by a rule: of the eligible nodes the one with the lowest rank.
    fn greedy(&self, at: &mut At, rank: impl Fn(usize) -> i64) -> Found {
        let mut partial = self.start(at);
        while let Some(next) = partial.eligible.iter().copied().min_by_key(|node| rank(*node as usize)) {
            self.place_shared(at, &mut partial, next);
        }
        partial.found
    }

    fn is_better(&self, at: &mut At, a: &Found, b: &Found) -> bool {
        match a.bars.len().cmp(&b.bars.len()) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => at.holds.is_after(b.end, a.end),
        }
    }

    /// Tries every order that can still be better; says whether the effort lasted.
    fn every_order(&self, at: &mut At, best: &mut Found, effort: &mut Effort) -> bool {
        let mut stack = vec![self.start(at)];
        while let Some(partial) = stack.pop() {
            if effort.0 == 0 {
                return false;
            }
            effort.0 -= 1;
            if !self.is_better(at, &partial.found, best) {
                continue;
            }
            if partial.eligible.is_empty() {
                *best = partial.found;
                continue;
            }
            for node in &partial.eligible {
                let mut next = partial.clone();
                self.place_shared(at, &mut next, *node);
                stack.push(next);
            }
        }
        true
    }
}
