//! Waits into the paths with the least float, each found from one before it by another turn.
//!
//! A path is a list of choices: an end, then at each step which one comes before. From each path that is found, those
//! come into question that differ from it first at one of its steps, by the next best choice there and the best ones
//! after. So every path comes up once, and none before one with less float (Lawler 1972, where there are no cycles).

use std::collections::{BTreeMap, BTreeSet};

use super::network::{Before, Waits};
use super::{Path, Step};

/// A path that has come up: as another one up to a step, there another choice, then the best ones.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Turn {
    float: i64,
    /// How many came up before, so that equal ones have an order.
    number: usize,
    /// Position of the path that it turns off from; that of no path for the first one.
    of: usize,
    /// How many steps from the end it shares with that path.
    shared: usize,
    /// Which choice it takes then.
    choice: usize,
}

/// A path as it is found, from its end on.
struct Found {
    turn: Turn,
    /// The float at its end.
    end_float: i64,
    /// The leaves, each with the wait between it and the one before it in time.
    steps: Vec<Step>,
}

struct Ranking<'a> {
    waits: &'a Waits<'a>,
    ends: Vec<Before>,
    /// What may come before the leaves that were met.
    before: BTreeMap<u32, Vec<Before>>,
    found: Vec<Found>,
    turns: BTreeSet<Turn>,
    numbers: usize,
}

/// The paths with the least float to these ends, which come with their floats.
pub(super) fn least(waits: &Waits, ends: &[(i64, u32)], count: usize) -> Vec<Path> {
    let mut ends: Vec<Before> = ends.iter().map(|(float, node)| waits.at_end(*float, *node)).collect();
    ends.sort_by_key(|end| end.least);
    let mut ranking = Ranking {
        waits,
        ends,
        before: BTreeMap::new(),
        found: Vec::new(),
        turns: BTreeSet::new(),
        numbers: 0,
    };
    ranking.turn_off(usize::MAX, 0, 0, 0, None);
    while ranking.found.len() < count {
        let Some(turn) = ranking.turns.pop_first() else { break };
        ranking.follow(turn);
    }
    ranking.found.into_iter().map(Found::path).collect()
}

impl Ranking<'_> {
    /// Follows a turn to the beginning of its path, and notes the turns off from that.
    fn follow(&mut self, turn: Turn) {
        let (mut steps, mut end_float) = match self.found.get(turn.of) {
            Some(path) => (path.steps[..turn.shared].to_vec(), path.end_float),
            None => (Vec::new(), 0),
        };
        let mut choice = turn.choice;
        loop {
            let before = self.choices(steps.last().map(|step| step.node))[choice];
            choice = 0;
            match steps.last_mut() {
                Some(last) => last.wait = before.wait,
                None => end_float = before.wait,
            }
            let Some(node) = before.leaf else { break };
            steps.push(Step { node, wait: 0 });
        }
        self.turns_off(&steps, turn, end_float);
        self.found.push(Found { turn, end_float, steps });
    }

    /// Notes the turns off from a path that is about to be found.
    fn turns_off(&mut self, steps: &[Step], turn: Turn, end_float: i64) {
        let of = self.found.len();
        let mut float = if turn.shared == 0 { 0 } else { end_float };
        float += steps[..turn.shared.saturating_sub(1)].iter().map(|step| step.wait).sum::<i64>();
        for shared in turn.shared..=steps.len() {
            let taken = if shared == turn.shared { turn.choice } else { 0 };
            let last = shared.checked_sub(1).map(|at| steps[at].node);
            self.turn_off(of, shared, taken + 1, float, last);
            float += shared.checked_sub(1).map_or(end_float, |at| steps[at].wait);
        }
    }

    /// Notes a turn, if there is such a choice.
    fn turn_off(&mut self, of: usize, shared: usize, choice: usize, float: i64, last: Option<u32>) {
        if let Some(before) = self.choices(last).get(choice) {
            let float = float + before.least;
            self.turns.insert(Turn { float, number: self.numbers, of, shared, choice });
            self.numbers += 1;
        }
    }

    /// What may come before a leaf, or the ends where there is none yet.
    fn choices(&mut self, leaf: Option<u32>) -> &[Before] {
        match leaf {
            Some(leaf) => self.before.entry(leaf).or_insert_with(|| self.waits.before(leaf)),
            None => &self.ends,
        }
    }
}

impl Found {
    fn path(mut self) -> Path {
        self.steps.reverse();
        Path { float: self.turn.float, steps: self.steps }
    }
}
