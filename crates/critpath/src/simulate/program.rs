//! A plan as sums and maxima into what blocks of runs follow: whose durations are drawn, who follows whom, and where
//! rows of values are kept.

use super::limit::Limit;
use super::model::Model;
use crate::plan::Plan;
use crate::schedule::{Linear, LinearKind, Trial};

/// What a node takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Amount {
    /// The same in every run.
    Fixed(i32),
    /// The duration of the uncertain task at this position.
    Drawn(usize),
}

/// A bound of one end of a node by an end of one that follows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Following {
    pub(super) to: u32,
    pub(super) from_start: bool,
    pub(super) to_start: bool,
    pub(super) lag: i32,
}

/// What blocks of runs follow.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) linear: Linear,
    pub(super) amounts: Vec<Amount>,
    /// By position, where those that follow begin in the list.
    first_following: Vec<u32>,
    following: Vec<Following>,
    /// By position: where the start and the finish are kept while others ask for them.
    pub(super) slots: Vec<(u32, u32)>,
    pub(super) slot_count: usize,
    /// By position: whether it may be the last to finish.
    pub(super) may_be_last: Vec<bool>,
    /// By position: the limits that the node counts for.
    pub(super) limits: Vec<Vec<u32>>,
    /// By limit: the rank until which it is kept.
    pub(super) limit_ranks: Vec<i32>,
    /// The greatest rank of a finish, and the greatest duration.
    pub(super) greatest_rank: i64,
    pub(super) greatest_duration: i64,
}

impl Program {
    /// Compiles a plan; none if it has no form as sums and maxima, or would leave the range of its numbers.
    pub(super) fn new(plan: &Plan, trial: &Trial, model: &Model, limits: &[Limit]) -> Option<Program> {
        let position = |node: u32| model.tasks.binary_search_by_key(&node, |task| task.task).ok();
        let varies = |node: u32| position(node).is_some();
        let may_vanish = |node: u32| position(node).is_some_and(|position| model.may_vanish(position));
        let linear = trial.linear(plan, &varies, &may_vanish)?;
        let (greatest_rank, greatest_duration) = greatest(plan, trial, model)?;
        let amount = |node: u32| match position(node) {
            Some(position) => Amount::Drawn(position),
            None => Amount::Fixed(trial.planned(node) as i32),
        };
        let amounts = linear.nodes.iter().map(|node| amount(node.node)).collect();
        let mut program = Program {
            amounts,
            first_following: Vec::new(),
            following: Vec::new(),
            slots: Vec::new(),
            slot_count: 0,
            may_be_last: Vec::new(),
            limits: vec![Vec::new(); linear.nodes.len()],
            limit_ranks: limits.iter().map(|limit| linear.until(plan, limit.at)).collect(),
            linear,
            greatest_rank,
            greatest_duration,
        };
        program.list_following();
        program.keep_rows();
        program.may_be_last = (0..program.linear.nodes.len()).map(|at| program.finishes_last(at)).collect();
        for (limit, of) in (0..).zip(limits) {
            for node in &of.nodes {
                let at = plan.network().position(*node)?;
                program.limits[at].push(limit);
            }
        }
        Some(program)
    }

    /// Those that follow a node.
    pub(super) fn following(&self, at: usize) -> &[Following] {
        &self.following[self.first_following[at] as usize..self.first_following[at + 1] as usize]
    }

    fn list_following(&mut self) {
        let Linear { nodes, links, .. } = &self.linear;
        let mut first = vec![0_u32; nodes.len() + 1];
        links.iter().for_each(|link| first[link.from as usize + 1] += 1);
        for at in 0..nodes.len() {
            first[at + 1] += first[at];
        }
        let mut next = first.clone();
        let nothing = Following { to: 0, from_start: false, to_start: false, lag: 0 };
        self.following = vec![nothing; links.len()];
        for (to, node) in (0..).zip(nodes) {
            for link in &links[node.first as usize..node.end as usize] {
                let at = &mut next[link.from as usize];
                let (from_start, to_start, lag) = (link.from_start, link.to_start, link.lag);
                self.following[*at as usize] = Following { to, from_start, to_start, lag };
                *at += 1;
            }
        }
        self.first_following = first;
    }

    /// Gives every start and finish a row, which another one takes when nobody asks for it any more.
    fn keep_rows(&mut self) {
        let nodes = self.linear.nodes.len();
        let last = |at: usize, start: bool| {
            let asked = self.following(at).iter().filter(|following| following.from_start == start);
            asked.map(|following| following.to as usize).max().unwrap_or(at)
        };
        let mut ends: Vec<Vec<u32>> = vec![Vec::new(); nodes];
        let (mut free, mut count, mut slots) = (Vec::new(), 0, Vec::with_capacity(nodes));
        for at in 0..nodes {
            let mut take = || {
                free.pop().unwrap_or_else(|| {
                    count += 1;
                    count - 1
                })
            };
            let (start, finish) = (take(), take());
            slots.push((start, finish));
            ends[last(at, true)].push(start);
            ends[last(at, false)].push(finish);
            free.append(&mut ends[at]);
        }
        (self.slots, self.slot_count) = (slots, count as usize);
    }

    /// Whether no leaf surely finishes later than a leaf or with it.
    fn finishes_last(&self, at: usize) -> bool {
        let later = |following: &Following| {
            !following.from_start && following.lag >= 0 && self.is_leaf(following.to as usize)
        };
        self.is_leaf(at) && !self.following(at).iter().any(later)
    }

    /// Whether a node takes time of its own.
    pub(super) fn is_leaf(&self, at: usize) -> bool {
        self.linear.nodes[at].kind == LinearKind::Leaf
    }
}

/// The greatest rank of a finish and the greatest duration; none if they are too great.
fn greatest(plan: &Plan, trial: &Trial, model: &Model) -> Option<(i64, i64)> {
    use crate::schedule::RANKS;
    let mut trial = trial.clone();
    let mut greatest = 0;
    for (position, task) in model.tasks.iter().enumerate() {
        let seconds = libm::ceil(model.greatest_duration(position));
        let seconds = (seconds < RANKS as f64).then_some(seconds as i64)?;
        greatest = greatest.max(seconds);
        trial.set(task.task, task.underway, seconds);
    }
    let finish = trial.run(plan, false).ok()??;
    let nodes = 0..plan.network().nodes() as u32;
    let planned = nodes.map(|node| trial.planned(node)).max().unwrap_or(0);
    // In seconds of the clock there are at least as many as on any calendar.
    let rank = finish - trial.schedule().plan_start();
    let fits = rank < RANKS && planned < RANKS;
    fits.then_some((rank, greatest.max(planned)))
}
