//! An instant of failure into the way back from there, and for how long it stays the same.

use super::moving::{Holds, Moving};
use super::network::{Network, Part};
use super::share::{self, Effort};
use super::step::Step;
use crate::calendar::WorkCalendar;
use crate::model::rollback_result::NoReturnKind;
use crate::time::Instant;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// The way back from one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WayBack {
    /// When the system is back, as far as the way is open.
    pub back: Moving,
    /// For how many seconds more the answer holds, moved along or not.
    pub holds_s: i64,
    /// Whether something bars the way.
    pub barred: bool,
    /// No way back is shorter than this.
    pub least: Instant,
    /// Whether no other order of the steps is faster.
    pub exact: bool,
}

/// When a node of the undo network is done, and what it waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Placed {
    pub start: Moving,
    pub finish: Moving,
    /// The node that it waited for.
    pub cause: u32,
    /// Whether it is a step of what was started.
    pub counts: bool,
}

impl Placed {
    pub const NOT: Placed = Placed {
        start: Moving { at: 0, moves: false },
        finish: Moving { at: 0, moves: false },
        cause: NONE,
        counts: false,
    };
}

/// Computes ways back, one after the other.
#[derive(Debug)]
pub(super) struct Evaluator<'a> {
    pub network: &'a Network,
    /// When tasks with an undo start, rising.
    starts: Vec<Instant>,
    /// The resources that all steps together need more of than there is.
    scarce: Vec<u32>,
    /// By node, the way back that was computed last.
    pub placed: Vec<Placed>,
    /// The node that is done last, in it.
    pub last: u32,
    /// What bars it.
    pub bars: Vec<(u32, NoReturnKind)>,
    pub effort: Effort,
}

/// One instant of failure, and what is asked about it.
#[derive(Debug)]
pub(super) struct At<'a> {
    pub network: &'a Network,
    pub holds: Holds,
    pub failure: Instant,
    /// When the first undo step may begin.
    pub begins: Moving,
    /// The same as work of the shared calendar, if there is one.
    pub base: Moving,
    /// The calendar of which instants are amounts of work.
    pub work: Option<&'a WorkCalendar>,
}

impl<'a> Evaluator<'a> {
    pub fn new(network: &'a Network) -> Self {
        let mut starts: Vec<Instant> = network.steps.iter().map(|step| step.start).collect();
        starts.sort_unstable();
        let scarce = scarce(network, network.steps.iter());
        let placed = vec![Placed::NOT; network.parts.len()];
        Evaluator { network, starts, scarce, placed, last: NONE, bars: Vec::new(), effort: Effort::default() }
    }

    /// Whether there is enough of every resource, however many undos run at once.
    pub fn has_enough(&self) -> bool {
        self.scarce.is_empty()
    }

    /// The way back from a failure at an instant, after what starts then.
    pub fn at(&mut self, failure: Instant) -> WayBack {
        let next = self.starts.partition_point(|start| *start <= failure);
        let mut holds = Holds::FOREVER;
        if let Some(next) = self.starts.get(next) {
            holds.at_most(next - failure - 1);
        }
        self.evaluate(failure, holds, |step| step.start <= failure)
    }

    /// The way back from a decision at an instant, before anything starts then.
    pub fn before(&mut self, decision: Instant) -> WayBack {
        self.evaluate(decision, Holds(0), |step| step.start < decision)
    }

    fn evaluate(&mut self, failure: Instant, holds: Holds, is_started: impl Fn(&Step) -> bool) -> WayBack {
        let mut at = At::new(self.network, failure, holds);
        self.longest_path(&mut at, &is_started);
        let free = self.end(&mut at);
        let mut way = WayBack { back: free, holds_s: 0, barred: false, least: free.at, exact: true };
        let started = || self.network.steps.iter().filter(|step| is_started(step));
        if !self.scarce.is_empty() && !scarce(self.network, started()).is_empty() {
            let bound = share::bound(&mut at, started()).map_or(free, |load| at.back(load, free));
            way.least = bound.at.max(free.at);
            way.exact = share::share(&mut at, self, &is_started, way.least);
            way.back = self.end(&mut at);
            way.exact |= way.back.at == way.least && self.bars.is_empty();
        }
        way.barred = !self.bars.is_empty();
        way.holds_s = at.holds.0;
        way
    }

    /// Places every node right after what comes before it.
    fn longest_path(&mut self, at: &mut At, is_started: &impl Fn(&Step) -> bool) {
        self.bars.clear();
        for (node, part) in self.network.parts.iter().enumerate() {
            let (mut ready, mut cause) = (at.base, NONE);
            for &before in self.network.before.of(node as u32) {
                let finish = self.placed[before as usize].finish;
                if at.holds.is_later(finish, ready) {
                    (ready, cause) = (finish, before);
                }
            }
            let step = match part {
                Part::Step(step) if is_started(&self.network.steps[*step as usize]) => *step,
                _ => {
                    // What was not started, or needs no undo, only hands on the order.
                    let cause = if cause == NONE { NONE } else { self.origin(cause) };
                    self.placed[node] = Placed { start: ready, finish: ready, cause, counts: false };
                    continue;
                }
            };
            let cause = if cause == NONE { NONE } else { self.origin(cause) };
            self.placed[node] = Placed { cause, ..at.place(step, ready, &mut self.bars) };
        }
    }

    /// The step that a node waited for, through others that take no time.
    fn origin(&self, node: u32) -> u32 {
        let placed = &self.placed[node as usize];
        if placed.counts { node } else { placed.cause }
    }

    /// When all is done, as an instant.
    pub(super) fn end(&mut self, at: &mut At) -> Moving {
        let (mut last, mut end) = (NONE, at.base);
        for (node, placed) in self.placed.iter().enumerate().filter(|(_, placed)| placed.counts) {
            if at.holds.is_later(placed.finish, end) {
                (last, end) = (node as u32, placed.finish);
            }
        }
        self.last = last;
        let mut back = at.back(end, at.begins);
        if at.work.is_some() {
            // A step that runs on into free time ends when it ends.
            for placed in self.network.parts.iter().zip(&self.placed).filter(|(_, placed)| placed.counts) {
                let (Part::Step(step), _) = placed else { continue };
                let finish = Moving::fixed(self.network.steps[*step as usize].finish);
                if at.holds.is_later(finish, back) {
                    back = finish;
                }
            }
        }
        back
    }
}

/// The last second of work that begins by an instant, in what instants are counted in.
pub(super) fn latest(work: Option<&WorkCalendar>, until: Instant) -> i64 {
    work.map_or(until, |work| work.work_before(until.saturating_add(1)) - 1)
}

/// The resources that steps need more of than there is, if all run at once.
fn scarce<'a>(network: &Network, steps: impl Iterator<Item = &'a Step>) -> Vec<u32> {
    let mut need = vec![0_i64; network.capacity.len()];
    if need.is_empty() {
        return Vec::new();
    }
    for (resource, units) in steps.flat_map(|step| &step.demand) {
        need[*resource as usize] = need[*resource as usize].saturating_add(*units);
    }
    let capacity = network.capacity.iter().zip(need).enumerate();
    capacity.filter(|(_, (capacity, need))| need > capacity).map(|(resource, _)| resource as u32).collect()
}

impl<'a> At<'a> {
    pub fn new(network: &'a Network, failure: Instant, mut holds: Holds) -> Self {
        let begins = Moving { at: failure + network.settings.reaction(), moves: true };
        let work = network.work();
        let base = match work {
            None => begins,
            Some(calendar) => {
                let moves = match calendar.stretch_end(begins.at) {
                    Some(end) => {
                        holds.at_most(end - begins.at - 1);
                        true
                    }
                    None => holds.waits(calendar, begins.at).moves,
                };
                Moving { at: calendar.work_before(begins.at), moves }
            }
        };
        At { network, holds, failure, begins, base, work }
    }

    /// Places a step that may begin from `ready` on as far as others are concerned.
    pub fn place(&mut self, step: u32, ready: Moving, bars: &mut Vec<(u32, NoReturnKind)>) -> Placed {
        let ready = self.ready(step, ready);
        let start = self.begin(step, ready);
        let (amount, bar) = self.amount(step, start);
        bars.extend(bar.map(|bar| (step, bar)));
        let finish = self.add(step, ready, amount);
        Placed { start, finish, cause: NONE, counts: true }
    }

    /// When a step can begin. While its task runs, the worse of stopping it and letting it finish comes first.
    pub fn ready(&mut self, step: u32, ready: Moving) -> Moving {
        let network = self.network;
        let of = &network.steps[step as usize];
        if !self.holds.is_after(Moving::fixed(of.finish), self.begins) {
            return ready;
        }
        let finished = Moving::fixed(self.work.map_or(of.finish, |work| work.work_before(of.finish)));
        let stopped = self.add(step, self.base, of.abort);
        let mut latest = ready;
        for other in [finished, stopped] {
            if self.holds.is_later(other, latest) {
                latest = other;
            }
        }
        latest
    }

    /// When work on a step begins that is ready.
    pub fn begin(&mut self, step: u32, ready: Moving) -> Moving {
        match self.work {
            Some(_) => ready,
            None => self.holds.begin(self.calendar(step), ready),
        }
    }

    /// How long a step takes that begins at `start`, and what bars the way.
    pub fn amount(&mut self, step: u32, start: Moving) -> (i64, Option<NoReturnKind>) {
        let network = self.network;
        let of = &network.steps[step as usize];
        if let Some((_, taken)) = of.backup.filter(|_| !of.irreversible)
            && taken > self.failure
        {
            self.holds.at_most(taken - self.failure - 1);
            return (0, Some(NoReturnKind::NoBackup));
        }
        let until = of.until.filter(|_| !of.irreversible && of.amount.is_some());
        let is_late = until.is_some_and(|until| {
            let latest = latest(self.work, until);
            self.holds.is_after(start, Moving::fixed(latest))
        });
        of.takes(is_late)
    }

    /// When work of a step is done that begins from an instant on.
    pub fn add(&mut self, step: u32, from: Moving, amount: i64) -> Moving {
        match self.work {
            Some(_) => from.plus(amount),
            None => self.holds.add(self.calendar(step), from, amount),
        }
    }

    /// An end of work, in what instants are counted in, as an instant; `idle` where there was no work.
    pub fn back(&mut self, end: Moving, idle: Moving) -> Moving {
        let Some(work) = self.work else { return end };
        if !self.holds.is_after(end, self.base) {
            return idle;
        }
        let finish = work.finish(end.at);
        if end.moves { self.holds.ends(work, finish) } else { Moving::fixed(finish) }
    }

    fn calendar(&self, step: u32) -> &'a WorkCalendar {
        let network = self.network;
        &network.calendars[network.steps[step as usize].calendar]
    }
}
