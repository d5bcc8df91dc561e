//! The changes between two plans into their shares in the shift of a date.
//!
//! A change is a player, the date after some of the changes is what they reach together, and the share of a change is
//! its Shapley value. `docs/diff.md` has the definition.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::align::Pair;
use super::changes::{Change, after_some};
use super::groups::{Groups, groups, joined};
use super::shares::{Sums, shapley};
use super::{Scheduled, reach};
use crate::diagnostic::Code;
use crate::error::Error;
use crate::model::diff::{Attribution, AttributionMethod, ChangeShare};
use crate::plan::Plan;
use crate::schedule::{ScheduleOptions, schedule};
use crate::time::Instant;

/// About so many tasks are scheduled at most for one attribution, but for the orders that any one needs.
const BUDGET: usize = 1 << 21;
/// More sets than of this many players are never gone through.
const PLAYERS: usize = 12;

/// Whose date: that of a task by its ids in both plans, or that of the plan.
#[derive(Debug, Clone, Copy)]
pub(super) enum Target<'a> {
    Plan,
    Task { id: &'a str, before: usize, after: usize },
}

/// Divides the shift of a date among changes. `None` if it has no date before or after.
pub(super) fn attribution(
    plans: [Scheduled; 2],
    pair: &Pair,
    changes: &[Change],
    target: Target,
) -> Option<Attribution> {
    let [before, after] = plans;
    let [from, to] = match target {
        Target::Plan => [before.schedule.finish()?, after.schedule.finish()?],
        Target::Task { before: was, after: is, .. } => [finish_of(before, was)?, finish_of(after, is)?],
    };
    let mut groups = relevant(groups(changes), pair, changes, target);
    let mut schedules = 0;
    let divided = loop {
        let mut game = Game::new(plans, pair, changes, &groups, target, [from, to], schedules);
        let outcome = game.divide();
        schedules = game.schedules;
        groups = match outcome {
            Ok(divided) => break divided,
            // What contradicts itself in part is one change.
            Err(ids) => joined(&groups, changes, &ids).unwrap_or_else(|| whole(&groups)),
        };
    };
    let text = |plan: Scheduled, date: Instant| plan.plan.axis().text(date);
    Some(Attribution {
        task: if let Target::Task { id, .. } = target { Some(id.into()) } else { None },
        before: text(before, from),
        after: text(after, to),
        shift_s: to - from,
        method: divided.method,
        interaction_s: divided.alone().map(|alone| to - from - alone),
        shares: divided.shares(&groups),
        schedules,
    })
}

fn finish_of(plan: Scheduled, task: usize) -> Option<Instant> {
    plan.schedule.is_scheduled(task).then(|| plan.schedule.planned_finish()[task])
}

/// All groups as one.
fn whole(groups: &Groups) -> Groups {
    let mut all = groups.concat();
    all.sort_unstable();
    vec![all]
}

/// The groups on which the date may depend.
fn relevant(groups: Groups, pair: &Pair, changes: &[Change], target: Target) -> Groups {
    let reached = match target {
        Target::Plan => None,
        Target::Task { id, .. } => reach::before_task([&pair.before, &pair.after], id),
    };
    let reaches = |change: &Change| match (&reached, change.node()) {
        (Some(reached), Some(node)) if node.0.holds_work() => reached.contains(&node),
        _ => true,
    };
    let may_move = |at: &usize| changes[*at].may_move() && reaches(&changes[*at]);
    groups.into_iter().filter(|group| group.iter().any(may_move)).collect()
}

/// Sets of groups, and the date that each leads to.
struct Game<'a> {
    pair: &'a Pair,
    changes: &'a [Change],
    groups: &'a Groups,
    target: Target<'a>,
    options: ScheduleOptions,
    known: BTreeMap<Rc<[bool]>, Instant>,
    schedules: u64,
    /// How many more schedules are in the budget.
    allowed: usize,
}

/// Ids of tasks and phases that contradict each other after some of the changes.
type Contradiction = BTreeSet<String>;

/// Shares by group, with what each group does first and last.
struct Divided {
    method: AttributionMethod,
    shifts: Vec<i64>,
    ends: Option<Vec<(i64, i64)>>,
}

impl<'a> Game<'a> {
    fn new(
        [before, after]: [Scheduled; 2],
        pair: &'a Pair,
        changes: &'a [Change],
        groups: &'a Groups,
        target: Target<'a>,
        [from, to]: [Instant; 2],
        schedules: u64,
    ) -> Self {
        let tasks = before.plan.network().nodes().max(after.plan.network().nodes());
        let options = ScheduleOptions { start: None, convention: None, ..after.options };
        let known =
            BTreeMap::from([(vec![true; groups.len()].into(), to), (vec![false; groups.len()].into(), from)]);
        let allowed = (BUDGET / (tasks + 16)).min(1 << PLAYERS);
        Game { pair, changes, groups, target, options, known, schedules, allowed }
    }

    fn divide(&mut self) -> Result<Divided, Contradiction> {
        let players: Vec<usize> = (0..self.groups.len()).collect();
        if self.can_enumerate(players.len()) {
            let shifts = self.shapley(&players)?;
            return self.divided(AttributionMethod::Shapley, shifts, true);
        }
        let screened = 2 * players.len() <= self.allowed;
        if screened {
            let active = self.active()?;
            if self.can_enumerate(active.len()) && self.rest_is_inert(&active)? {
                let shifts = self.shapley(&active)?;
                return self.divided(AttributionMethod::Screened, shifts, true);
            }
        }
        let shifts = self.orders()?;
        self.divided(AttributionMethod::Orders, shifts, screened)
    }

    fn divided(
        &mut self,
        method: AttributionMethod,
        shifts: Vec<i64>,
        ends: bool,
    ) -> Result<Divided, Contradiction> {
        let players = 0..self.groups.len();
        let ends = ends.then(|| players.map(|player| self.ends(player)).collect());
        Ok(Divided { method, shifts, ends: ends.transpose()? })
    }

    fn can_enumerate(&self, players: usize) -> bool {
        players <= PLAYERS && 1 << players <= self.allowed.max(4)
    }

    /// What a group does to the earlier plan, and what taking it back does to the later one.
    fn ends(&mut self, player: usize) -> Result<(i64, i64), Contradiction> {
        let (none, all) = (vec![false; self.groups.len()], vec![true; self.groups.len()]);
        let (mut first, mut last) = (none.clone(), all.clone());
        (first[player], last[player]) = (true, false);
        Ok((self.value(&first)? - self.value(&none)?, self.value(&last)? - self.value(&all)?))
    }

    /// The groups that do something alone, or when they are taken back.
    fn active(&mut self) -> Result<Vec<usize>, Contradiction> {
        let mut active = Vec::new();
        for player in 0..self.groups.len() {
            if self.ends(player)? != (0, 0) {
                active.push(player);
            }
        }
        Ok(active)
    }

    /// Whether all other groups together do nothing either, neither alone nor when they are taken back.
    fn rest_is_inert(&mut self, active: &[usize]) -> Result<bool, Contradiction> {
        let set: Vec<bool> = (0..self.groups.len()).map(|player| active.contains(&player)).collect();
        let rest: Vec<bool> = set.iter().map(|is_in| !is_in).collect();
        let (none, all) = (vec![false; set.len()], vec![true; set.len()]);
        Ok(self.value(&set)? == self.value(&all)? && self.value(&rest)? == self.value(&none)?)
    }

    /// The exact shares of some groups while the others are left out.
    fn shapley(&mut self, players: &[usize]) -> Result<Vec<i64>, Contradiction> {
        let mut values = Vec::with_capacity(1 << players.len());
        for set in 0..1_usize << players.len() {
            let mut is_in = vec![false; self.groups.len()];
            players.iter().enumerate().for_each(|(bit, player)| is_in[*player] = set & (1 << bit) != 0);
            values.push(self.value(&is_in)?);
        }
        let mut shifts = vec![0; self.groups.len()];
        for (player, share) in players.iter().zip(shapley(players.len(), &values).rounded()) {
            shifts[*player] = share;
        }
        Ok(shifts)
    }

    /// Averages over the order of the plan, begun at evenly spread places, and over the reverse of each.
    fn orders(&mut self) -> Result<Vec<i64>, Contradiction> {
        let players = self.groups.len();
        let turns = (self.allowed / (2 * players)).clamp(1, players);
        let mut sums = Sums::new(players);
        for turn in 0..turns {
            let mut order: Vec<usize> = (0..players).collect();
            order.rotate_left(turn * players / turns);
            sums.add(&self.in_order(&order)?);
            order.reverse();
            sums.add(&self.in_order(&order)?);
        }
        Ok(sums.rounded())
    }

    /// What each group does when they come in an order. A run of groups that comes to nothing is not looked into.
    fn in_order(&mut self, order: &[usize]) -> Result<Vec<i64>, Contradiction> {
        let mut gains = vec![0; order.len()];
        let mut open = vec![(0, order.len())];
        while let Some((from, to)) = open.pop() {
            let gain = self.first(order, to)? - self.first(order, from)?;
            match to - from {
                _ if gain == 0 => {}
                1 => gains[order[from]] = gain,
                run => {
                    let middle = from + run / 2;
                    open.extend([(from, middle), (middle, to)]);
                }
            }
        }
        Ok(gains)
    }

    /// The date after the first so many groups of an order.
    fn first(&mut self, order: &[usize], count: usize) -> Result<Instant, Contradiction> {
        let mut set = vec![false; order.len()];
        order[..count].iter().for_each(|player| set[*player] = true);
        self.value(&set)
    }

    /// The date after a set of groups.
    fn value(&mut self, set: &[bool]) -> Result<Instant, Contradiction> {
        if let Some(known) = self.known.get(set) {
            return Ok(*known);
        }
        let made = self.groups.iter().zip(set).filter(|(_, is_in)| **is_in);
        let mut made: Vec<usize> = made.flat_map(|(group, _)| group).copied().collect();
        made.sort_unstable();
        let made = made.into_iter().map(|at| &self.changes[at]);
        let document = after_some(&self.pair.before, &self.pair.after, made);
        self.schedules += 1;
        let value = Plan::build(document).map_err(|error| contradiction(&error)).and_then(|plan| {
            let schedule = schedule(&plan, &self.options).map_err(|error| contradiction(&error))?;
            match self.target {
                Target::Plan => schedule.finish(),
                Target::Task { id, .. } => plan
                    .task(id)
                    .filter(|task| schedule.is_scheduled(*task))
                    .map(|task| schedule.planned_finish()[task]),
            }
            .ok_or_else(Contradiction::new)
        })?;
        self.known.insert(set.into(), value);
        Ok(value)
    }
}

/// What is on a cycle; nothing if the error is another one.
fn contradiction(error: &Error) -> Contradiction {
    let Error::Document(found) = error else { return Contradiction::new() };
    let cycles = found.iter().filter(|found| found.code == Code::GraphCycle);
    cycles.flat_map(|cycle| cycle.path.iter().cloned()).collect()
}

impl Divided {
    /// What all groups do alone, one by one, summed up.
    fn alone(&self) -> Option<i64> {
        self.ends.as_ref().map(|ends| ends.iter().map(|(alone, _)| alone).sum())
    }

    /// The shares of groups that do anything, the greatest first.
    fn shares(&self, groups: &Groups) -> Vec<ChangeShare> {
        let share = |(at, group): (usize, &Vec<usize>)| {
            let (alone_s, undone_s) = self.ends.as_ref().map(|ends| ends[at]).unzip();
            let changes = group.iter().map(|change| *change as u32).collect();
            ChangeShare { changes, shift_s: self.shifts[at], alone_s, undone_s }
        };
        let acts = |share: &ChangeShare| {
            share.shift_s != 0 || share.alone_s.unwrap_or(0) != 0 || share.undone_s.unwrap_or(0) != 0
        };
        let mut shares: Vec<ChangeShare> = groups.iter().enumerate().map(share).filter(acts).collect();
        shares.sort_by_key(|share| std::cmp::Reverse(share.shift_s.abs()));
        shares
    }
}
