//! The undo network into the way back at every instant of the deployment and its stabilization.
//!
//! The way back changes where a step starts or finishes, an undo expires, or a calendar begins or ends to work for one
//! of its steps. From one computed instant to where the first of these comes, it stays as it is, or falls by a second
//! each second. So the stretches here are exact at every second, however long they are.

use super::chains::Chains;
use super::evaluate::{Evaluator, WayBack};
use super::network::Network;
use crate::control::Watch;
use crate::error::Error;
use crate::model::rollback_result::NoReturnKind;
use crate::time::Instant;

/// Stretches of one analysis; plans of people have some thousands.
const LIMIT: usize = 1 << 20;

/// Stretches between two words to the control.
const BATCH: usize = 64;

/// A stretch of time in which the way back stays as it is, or falls by a second each second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stretch {
    pub from: Instant,
    /// The last instant.
    pub to: Instant,
    pub way: WayBack,
}

impl Stretch {
    /// Seconds from a failure at an instant of the stretch until the system is back; nothing if there is no way.
    pub fn rollback_s(&self, at: Instant) -> Option<i64> {
        (!self.way.barred).then(|| self.back(at) - at)
    }

    /// When the system is back after a failure at an instant of the stretch.
    pub fn back(&self, at: Instant) -> Instant {
        self.way.back.at + if self.way.back.moves { at - self.from } else { 0 }
    }

    /// Whether the way back is longer than an objective, or there is none, somewhere in it.
    pub fn misses(&self, objective: Option<i64>) -> bool {
        let rollback_s = self.rollback_s(self.from);
        rollback_s.is_none()
            || rollback_s.zip(objective).is_some_and(|(rollback, objective)| rollback > objective)
    }
}

/// The stretches of a time, one after the other.
pub(super) struct Stretches<'a> {
    evaluator: Evaluator<'a>,
    /// Instead of the evaluator, where that comes to the same.
    chains: Option<Chains<'a>>,
    next: Instant,
    end: Instant,
}

impl<'a> Stretches<'a> {
    /// Those from the start of the deployment to the end of its stabilization, or `until` if that comes first.
    pub fn new(network: &'a Network, until: Instant) -> Self {
        let horizon = network.settings.horizon;
        let (next, end) = horizon.map_or((0, -1), |horizon| (horizon.start, horizon.end.min(until)));
        let evaluator = Evaluator::new(network);
        let chains = if evaluator.has_enough() { Chains::new(network) } else { None };
        Stretches { evaluator, chains, next, end }
    }

    /// What bars the way back in the last stretch.
    fn bars(&self) -> &[(u32, NoReturnKind)] {
        self.chains.as_ref().map_or(&self.evaluator.bars, |chains| &chains.bars)
    }
}

impl Iterator for Stretches<'_> {
    type Item = Stretch;

    fn next(&mut self) -> Option<Stretch> {
        if self.next > self.end {
            return None;
        }
        let from = self.next;
        let way = match &mut self.chains {
            Some(chains) => chains.at(from),
            None => self.evaluator.at(from),
        };
        let to = from.saturating_add(way.holds_s).min(self.end);
        self.next = to + 1;
        Some(Stretch { from, to, way })
    }
}

/// What bars the way back, and from when on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar {
    pub step: u32,
    pub kind: NoReturnKind,
    pub at: Instant,
}

/// The way back at every instant.
#[derive(Debug)]
pub(super) struct Profile {
    pub stretches: Vec<Stretch>,
    /// In order of time.
    pub bars: Vec<Bar>,
}

impl Profile {
    /// Computes all stretches.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if the control says stop; [`Error::Option`] if the way back changes too often.
    pub fn new(network: &Network, watch: &mut Watch) -> Result<Profile, Error> {
        let mut profile = Profile { stretches: Vec::new(), bars: Vec::new() };
        let mut is_barred = vec![false; network.steps.len()];
        let mut stretches = Stretches::new(network, Instant::MAX);
        while let Some(stretch) = stretches.next() {
            for (step, kind) in stretches.bars() {
                if !std::mem::replace(&mut is_barred[*step as usize], true) {
                    profile.bars.push(Bar { step: *step, kind: *kind, at: stretch.from });
                }
            }
            if profile.stretches.len().is_multiple_of(BATCH) {
                watch.advance(0)?;
            }
            if profile.stretches.len() == LIMIT {
                return Err(Error::Option(format!(
                    "the way back changes more than {LIMIT} times; limit its scope or its stabilization"
                )));
            }
            profile.stretches.push(stretch);
        }
        profile.bars.sort_by_key(|bar| (bar.at, bar.step));
        Ok(profile)
    }

    /// The longest way back, of those that are open: the stretch at whose beginning it is.
    pub fn worst(&self) -> Option<&Stretch> {
        let open = self.stretches.iter().filter(|stretch| !stretch.way.barred);
        // Of equal ones the first.
        open.rev().max_by_key(|stretch| stretch.rollback_s(stretch.from))
    }

    /// Stretches of time in which the way back is open and longer than the objective: from when, and until when if it
    /// ends.
    pub fn slow(&self, objective: i64) -> Vec<(Instant, Option<Instant>)> {
        let mut slow: Vec<(Instant, Option<Instant>)> = Vec::new();
        let mut is_slow = false;
        for stretch in &self.stretches {
            let over = stretch.rollback_s(stretch.from).map_or(0, |rollback| rollback - objective);
            if over <= 0 {
                if let Some(last) = slow.last_mut().filter(|_| is_slow) {
                    last.1 = Some(stretch.from);
                }
                is_slow = false;
                continue;
            }
            if !is_slow {
                slow.push((stretch.from, None));
            }
            let within = stretch.from + over;
            is_slow = stretch.way.back.moves || within > stretch.to;
            if let Some(last) = slow.last_mut().filter(|_| !is_slow) {
                last.1 = Some(within);
            }
        }
        slow
    }

    /// The last instant at which the way back ends by a given one.
    pub fn latest_abort(&self, by: Instant) -> Option<Instant> {
        self.stretches.iter().rev().filter(|stretch| !stretch.way.barred).find_map(|stretch| {
            let left = by - stretch.way.back.at;
            (left >= 0).then(|| {
                if stretch.way.back.moves { stretch.to.min(stretch.from + left) } else { stretch.to }
            })
        })
    }

    /// When the system is back at the latest, after a failure until an instant.
    pub fn latest_back(&self, until: Instant) -> Option<Instant> {
        let open = self.stretches.iter().filter(|stretch| !stretch.way.barred && stretch.from <= until);
        open.map(|stretch| stretch.back(stretch.to.min(until))).max()
    }

    /// From when on it takes less time until `finish` than to go back, with the time left and that of the way back.
    pub fn fix_forward(&self, finish: Instant) -> Option<(Instant, i64, Option<i64>)> {
        self.stretches.iter().take_while(|stretch| stretch.from <= finish).find_map(|stretch| {
            let Some(rollback) = stretch.rollback_s(stretch.from) else {
                return Some((stretch.from, finish - stretch.from, None));
            };
            let at = match stretch.way.back.moves {
                true => stretch.from.max(finish - rollback + 1),
                false if stretch.way.back.at > finish => stretch.from,
                false => return None,
            };
            (at <= stretch.to.min(finish)).then(|| (at, finish - at, stretch.rollback_s(at)))
        })
    }
}
