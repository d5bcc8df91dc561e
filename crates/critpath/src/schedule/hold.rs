//! Dates that hold against the logic into where nodes are: mandatory and honoured constraints, dates set by hand.

use super::Rules;
use super::bound::{Stated, calendar_of, constraints, first_work, last_work};
use crate::graph::{Role, Subject};
use crate::model::{ConstraintKind, ManualDates, Task};
use crate::plan::Plan;
use crate::time::Instant;

/// What holds a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hold {
    /// It starts then, at the latest as well as at the earliest.
    StartAt(Instant),
    /// It finishes then, at the latest as well as at the earliest.
    FinishAt(Instant),
    /// It starts and finishes no later, even if that is before its predecessors allow.
    NotAfter { start: Option<Instant>, finish: Option<Instant> },
    /// It takes until then, unless the logic rules that out.
    Expected(Instant),
    /// The entry of a phase that people put somewhere: what is in it waits for nothing, but has to be done before what
    /// comes after the phase.
    Loose,
    /// It is where people put it.
    Manual { start: Option<Instant>, finish: Option<Instant> },
}

/// What holds each node.
#[derive(Debug, Clone, Default)]
pub(super) struct Holds {
    /// Position in `list` and one more, by node; empty if nothing is held.
    by_node: Vec<u32>,
    pub(super) list: Vec<(u32, Hold)>,
    /// The latest finish of a phase that people put somewhere.
    phases_finish: Option<Instant>,
}

impl Holds {
    /// Those of all tasks that have not started. O(tasks that state dates + phases).
    pub(super) fn new(plan: &Plan, rules: &Rules) -> Self {
        let document = plan.document();
        let held = |at: &u32| Some((*at, hold(plan, rules, *at, &document.tasks[*at as usize])?));
        let tasks = plan.network().may_be_held.iter().filter_map(held);
        let phases = document.phases.iter().enumerate().flat_map(|(at, phase)| {
            let by_hand = phase.manual.as_ref();
            let hold = by_hand.and_then(|dates| manual(plan, Subject::Phase(at as u32), dates));
            let hold = hold.map(|hold| (plan.network().node(Role::Rollup(at)), hold));
            by_hand.map(|_| (plan.network().node(Role::Entry(at)), Hold::Loose)).into_iter().chain(hold)
        });
        let phases: Vec<(u32, Hold)> = phases.collect();
        let phases_finish = phases.iter().filter_map(|(_, hold)| match hold {
            Hold::Manual { finish, .. } => *finish,
            _ => None,
        });
        let phases_finish = phases_finish.max();
        let list: Vec<(u32, Hold)> = tasks.chain(phases).collect();
        let mut by_node = Vec::new();
        if !list.is_empty() {
            by_node = vec![0; plan.network().nodes()];
            for (at, (node, _)) in list.iter().enumerate() {
                by_node[*node as usize] = at as u32 + 1;
            }
        }
        Holds { by_node, list, phases_finish }
    }

    /// Lets something else hold a node, or nothing; `beyond` has a value for each position of the list. O(1), but
    /// O(nodes) for the first one that is held.
    pub(super) fn renew(&mut self, nodes: usize, node: u32, hold: Option<Hold>, beyond: &mut Vec<i64>) {
        if self.by_node.is_empty() && hold.is_some() {
            self.by_node = vec![0; nodes];
        }
        let known = self.by_node.get(node as usize).copied().filter(|at| *at > 0);
        match (known.map(|at| at as usize - 1), hold) {
            (Some(at), Some(hold)) => {
                self.list[at].1 = hold;
                beyond[at] = 0;
            }
            (Some(at), None) => {
                self.list.swap_remove(at);
                beyond.swap_remove(at);
                self.by_node[node as usize] = 0;
                if let Some((moved, _)) = self.list.get(at) {
                    self.by_node[*moved as usize] = at as u32 + 1;
                }
            }
            (None, Some(hold)) => {
                self.list.push((node, hold));
                beyond.push(0);
                self.by_node[node as usize] = self.list.len() as u32;
            }
            (None, None) => {}
        }
    }

    /// The latest finish of a phase that people put somewhere.
    pub(super) fn phases_finish(&self) -> Option<Instant> {
        self.phases_finish
    }

    /// Position of what holds a node.
    pub(super) fn position(&self, node: u32) -> usize {
        self.by_node[node as usize] as usize - 1
    }

    /// What holds a node, if something does.
    #[inline]
    pub(super) fn of(&self, node: u32) -> Option<Hold> {
        let at = *self.by_node.get(node as usize)?;
        self.list.get((at as usize).wrapping_sub(1)).map(|(_, hold)| *hold)
    }
}

/// Dates set by hand; none if there are none.
fn manual(plan: &Plan, subject: Subject, dates: &ManualDates) -> Option<Hold> {
    let (axis, calendar) = (plan.axis(), calendar_of(plan, subject));
    let start = dates.start.map(|at| first_work(axis.instant_of(at), at, calendar));
    let finish = dates.finish.map(|at| last_work(axis, at, calendar));
    start.or(finish).is_some().then_some(Hold::Manual { start, finish })
}

/// What holds a task.
#[inline]
pub(super) fn hold(plan: &Plan, rules: &Rules, at: u32, task: &Task) -> Option<Hold> {
    if task.is_started() { None } else { hold_of_open(plan, rules, at, task) }
}

fn hold_of_open(plan: &Plan, rules: &Rules, at: u32, task: &Task) -> Option<Hold> {
    let subject = Subject::Task(at);
    let (axis, calendar) = (plan.axis(), calendar_of(plan, subject));
    if let Some(dates) = &task.manual {
        return manual(plan, subject, dates);
    }
    let expected = task.progress.as_ref().and_then(|progress| progress.expected_finish);
    let expected = expected.filter(|_| rules.use_expected_finish).map(|at| last_work(axis, at, calendar));
    let (mut not_after_start, mut not_after_finish) = (None::<Instant>, None::<Instant>);
    for constraint in constraints(plan, subject) {
        let stated = || Stated::new(constraint, axis, calendar);
        match constraint.kind {
            ConstraintKind::MandatoryStart => return stated().start_floor.map(Hold::StartAt),
            ConstraintKind::MandatoryFinish => return stated().finish_floor.map(Hold::FinishAt),
            _ if !rules.dates_hold => {}
            ConstraintKind::MustStartOn => return stated().start_floor.map(Hold::StartAt),
            ConstraintKind::MustFinishOn => return stated().finish_floor.map(Hold::FinishAt),
            ConstraintKind::StartNoLaterThan | ConstraintKind::FinishNoLaterThan => {
                let stated = stated();
                not_after_start = not_after_start.into_iter().chain(stated.start_cap).min();
                not_after_finish = not_after_finish.into_iter().chain(stated.finish_cap).min();
            }
            ConstraintKind::StartNoEarlierThan
            | ConstraintKind::FinishNoEarlierThan
            | ConstraintKind::AsLateAsPossible => {}
        }
    }
    match expected {
        Some(finish) => Some(Hold::Expected(finish)),
        None if not_after_start.or(not_after_finish).is_none() => None,
        None => Some(Hold::NotAfter { start: not_after_start, finish: not_after_finish }),
    }
}
