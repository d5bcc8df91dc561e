//! What ends the way back into single changes that mend it, each of them tried out.
//!
//! A change mends the way back if, with it, there is one within the objective at every instant until the first step
//! that nothing undoes. Such a step ends the way back on purpose, so that only a gate before it helps.

use super::evaluate::Evaluator;
use super::gates::{Decision, judged};
use super::network::{Network, Part};
use super::profile::{Bar, Profile, Stretches};
use super::step::Step;
use crate::model::rollback_result::{NoReturnKind, RemedyKind};
use crate::time::Instant;

/// Undos of the longest way back that are tried.
const TRIED: usize = 8;

/// A change that was tried and helps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    pub kind: RemedyKind,
    /// The step whose undo changes, or before which a gate is needed.
    pub step: u32,
    /// The position of the gate that moves, among the decisions.
    pub decision: Option<usize>,
    /// The most that the undo may take.
    pub undo_s: Option<i64>,
    /// Until when the undo must be possible, or by when the gate must be decided.
    pub until: Option<Instant>,
}

/// The changes that help. `network` is changed and restored.
pub(super) fn changes(network: &mut Network, profile: &Profile, decisions: &[Decision]) -> Vec<Change> {
    let irreversible = |bar: &&Bar| bar.kind == NoReturnKind::Irreversible;
    let until = profile.bars.iter().find(irreversible).map_or(Instant::MAX, |bar| bar.at - 1);
    let mut changes = Vec::new();
    if !holds(network, until) {
        changes.extend(shorter(network, profile, until));
        changes.extend(longer(network, profile, until));
    }
    changes.extend(gates(network, profile, decisions));
    changes
}

/// Whether the way back holds at every instant until one.
fn holds(network: &Network, until: Instant) -> bool {
    let objective = network.settings.objective;
    Stretches::new(network, until).all(|stretch| !stretch.misses(objective))
}

/// Whether the way back holds with one step changed.
fn holds_with(network: &mut Network, step: u32, until: Instant, change: impl Fn(&mut Step)) -> bool {
    let at = &mut network.steps[step as usize];
    let before = at.clone();
    change(at);
    let holds = holds(network, until);
    network.steps[step as usize] = before;
    holds
}

/// The undos of the longest way back of which one alone, when quicker, is enough; and how quick.
fn shorter(network: &mut Network, profile: &Profile, until: Instant) -> Vec<Change> {
    let Some(objective) = network.settings.objective else { return Vec::new() };
    let open = profile.stretches.iter().filter(|stretch| stretch.from <= until);
    let worst = open.rev().filter_map(|stretch| Some((stretch.rollback_s(stretch.from)?, stretch.from)));
    let Some((longest, at)) = worst.max_by_key(|(rollback, _)| *rollback) else { return Vec::new() };
    if longest <= objective {
        return Vec::new();
    }
    let mut evaluator = Evaluator::new(network);
    evaluator.at(at);
    let chain: Vec<u32> = evaluator.chain().iter().map(|timed| timed.step).collect();
    let mut tried = 0;
    let mut changes = Vec::new();
    for step in chain {
        let Some(amount) = network.steps[step as usize].amount.filter(|amount| *amount > 0) else { continue };
        if tried == TRIED || !helps_at(network, step, at, objective) {
            continue;
        }
        tried += 1;
        let mut fits = |undo_s: i64| holds_with(network, step, until, |step| step.amount = Some(undo_s));
        if let Some(undo_s) = most(amount, amount - (longest - objective), &mut fits) {
            let kind = RemedyKind::ShortenUndo;
            changes.push(Change { kind, step, decision: None, undo_s: Some(undo_s), until: None });
        }
    }
    changes
}

/// Whether the longest way back is short enough without a step.
fn helps_at(network: &mut Network, step: u32, at: Instant, objective: i64) -> bool {
    let amount = network.steps[step as usize].amount.replace(0);
    let way = Evaluator::new(network).at(at);
    network.steps[step as usize].amount = amount;
    !way.barred && way.back.at - at <= objective
}

/// The largest value below `amount` that fits, if any does; `guess` is tried first.
fn most(amount: i64, guess: i64, fits: &mut impl FnMut(i64) -> bool) -> Option<i64> {
    let (mut low, mut high) = (0, amount);
    if (low..high).contains(&guess) && fits(guess) {
        low = guess;
        if !fits(guess + 1) {
            return Some(low);
        }
    } else if !fits(low) {
        return None;
    }
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if fits(middle) { low = middle } else { high = middle }
    }
    Some(low)
}

/// The undos of which one alone, when possible for longer, is enough; and until when.
fn longer(network: &mut Network, profile: &Profile, until: Instant) -> Vec<Change> {
    let expired = profile.bars.iter().filter(|bar| bar.kind == NoReturnKind::Expired).map(|bar| bar.step);
    let is_late = |step: &u32| {
        let step = &network.steps[*step as usize];
        step.until.is_some() && step.late.is_some()
    };
    let late = (0..network.steps.len() as u32).filter(is_late);
    let expiring: Vec<u32> = expired.take(TRIED).chain(late.take(TRIED)).collect();
    let mut changes = Vec::new();
    for step in expiring {
        let stated = network.steps[step as usize].until.take();
        let needed =
            latest_begin(network, step, until).filter(|needed| stated.is_some_and(|stated| *needed > stated));
        network.steps[step as usize].until = stated;
        let Some(needed) = needed else { continue };
        if holds_with(network, step, until, |step| step.until = Some(needed)) {
            let kind = RemedyKind::ExtendExpiry;
            changes.push(Change { kind, step, decision: None, undo_s: None, until: Some(needed) });
        }
    }
    changes
}

/// The latest instant at which an undo begins, if the way back holds.
fn latest_begin(network: &Network, step: u32, until: Instant) -> Option<Instant> {
    let objective = network.settings.objective;
    let node = network.parts.iter().position(|part| *part == Part::Step(step))? as u32;
    let mut evaluator = Evaluator::new(network);
    let mut latest = None;
    for stretch in Stretches::new(network, until) {
        if stretch.misses(objective) {
            return None;
        }
        evaluator.at(stretch.to);
        let begins = evaluator.steps().into_iter().find(|timed| timed.node == node).map(|timed| timed.start);
        latest = latest.max(begins);
    }
    latest
}

/// For each end of the way back without a safe gate before it, the gate that must move, or that none is there.
fn gates(network: &Network, profile: &Profile, decisions: &[Decision]) -> Vec<Change> {
    let mut evaluator = Evaluator::new(network);
    let mut ends: Vec<(Instant, Option<u32>)> =
        profile.bars.iter().map(|bar| (bar.at, Some(bar.step))).collect();
    if let Some(objective) = network.settings.objective {
        ends.extend(profile.slow(objective).first().map(|(at, _)| (*at, None)));
    }
    ends.sort_unstable();
    // One gate before the first end is before all.
    let Some((at, barred)) = ends.into_iter().next() else { return Vec::new() };
    if decisions.iter().any(|decision| decision.at <= at && decision.is_safe) {
        return Vec::new();
    }
    let starting = |step: &u32| network.steps[*step as usize].start == at;
    let begins = barred.filter(starting).or_else(|| (0..network.steps.len() as u32).find(starting));
    // What ends as time goes by must be decided on before.
    let by = if begins.is_some() { at } else { at - 1 };
    let Some(step) = begins.or(barred).filter(|_| judged(&mut evaluator, by).1) else { return Vec::new() };
    let decision = decisions.iter().position(|decision| decision.at > by);
    let kind = if decision.is_some() { RemedyKind::MoveGate } else { RemedyKind::AddGate };
    vec![Change { kind, step, decision, undo_s: None, until: Some(by) }]
}
