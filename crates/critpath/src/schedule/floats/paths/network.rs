//! Dependencies into waits: by how much each step is later than the one before alone would have it.

use std::collections::BTreeMap;

use super::super::super::actual::{self, Actual};
use super::super::super::bound::{NEVER_AFTER, NEVER_BEFORE};
use super::super::super::bounding::bound_of;
use super::super::super::forward::{Input, actual_index, between, delayed, works};
use super::super::super::link::End;
use super::super::super::{Columns, UNSCHEDULED};
use crate::graph::{ENTRY, FINISH_TO_START, MEMBER, NodeKind};
use crate::time::Instant;

/// No way leads there.
const NO_WAY: i64 = i64::MAX;

/// The start or the finish of a node, as a place in the lists: leaves and gates have one, their start.
fn vertex(node: u32, end: End) -> usize {
    2 * node as usize + usize::from(end == End::Finish)
}

/// A way from one node to another.
#[derive(Clone, Copy)]
struct Way {
    from: u32,
    end: End,
    wait: i64,
}

/// A step that may come before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    /// The leaf; none where the path begins.
    pub(super) leaf: Option<u32>,
    /// The wait between, and the least waits of a path up to there.
    pub(super) wait: i64,
    pub(super) least: i64,
}

/// The waits of all dependencies.
pub(super) struct Waits<'a> {
    input: &'a Input<'a>,
    columns: &'a Columns,
    /// By vertex, the least waits of a path up to there.
    least: Vec<i64>,
}

/// Whether a leaf may be on a path: it is work that is not done.
pub(super) fn is_open(input: &Input, node: u32) -> bool {
    match input.network.kind[node as usize] {
        NodeKind::Effort => false,
        NodeKind::Actual => fact(input, node).is_some_and(|fact| fact.finished.is_none()),
        _ => true,
    }
}

/// What is known of a started task.
pub(super) fn fact<'a>(input: &Input<'a>, node: u32) -> Option<&'a Actual> {
    input.actuals.get(actual_index(input.actuals, node))
}

impl<'a> Waits<'a> {
    /// O(nodes + links).
    pub(super) fn new(input: &'a Input<'a>, columns: &'a Columns) -> Self {
        let nodes = input.network.nodes();
        let mut waits = Waits { input, columns, least: vec![NO_WAY; 2 * nodes] };
        // The least wait since the last leaf.
        let mut since = vec![NO_WAY; 2 * nodes];
        for &node in &input.network.order {
            if input.network.is_leaf(node) && !is_open(input, node) {
                continue;
            }
            let mut ways = Vec::new();
            for end in ends_of(input, node) {
                ways.clear();
                waits.ways(node, *end, |way, _| ways.push(way));
                let total = |of: &[i64]| {
                    let ways = ways.iter().map(|way| (of[vertex(way.from, way.end)], way.wait));
                    let sums =
                        ways.filter(|(before, _)| *before != NO_WAY).map(|(before, wait)| before + wait);
                    sums.min().unwrap_or(NO_WAY)
                };
                let (mut least, mut since_leaf) = (total(&waits.least), total(&since));
                if input.network.is_leaf(node) {
                    least = if since_leaf > 0 { least.min(0) } else { least };
                    since_leaf = 0;
                }
                let at = vertex(node, *end);
                (waits.least[at], since[at]) = (least, since_leaf);
            }
        }
        waits
    }

    /// A path's end with its float.
    pub(super) fn at_end(&self, float: i64, leaf: u32) -> Before {
        Before { leaf: Some(leaf), wait: float, least: float + self.least[vertex(leaf, End::Start)] }
    }

    /// The steps that may come before a leaf, by the least waits of a path up to it; of equal ones in the order of its
    /// dependencies. Where no step alone puts it where it is, the path may begin with it.
    pub(super) fn before(&self, leaf: u32) -> Vec<Before> {
        let network = self.input.network;
        // By where they stand in the order, so that the last is whole when its turn comes.
        let mut open: BTreeMap<(usize, bool), (Way, usize)> = BTreeMap::new();
        let add = |open: &mut BTreeMap<_, (Way, usize)>, way: Way, rank: usize| {
            let Some(position) = network.position(way.from) else { return };
            let known = open.entry((position, way.end == End::Finish)).or_insert((way, rank));
            if (way.wait, rank) < (known.0.wait, known.1) {
                *known = (way, rank);
            }
        };
        self.ways(leaf, End::Start, |way, rank| add(&mut open, way, rank));
        let mut found: Vec<(Before, usize)> = Vec::new();
        while let Some((_, (way, rank))) = open.pop_last() {
            if network.is_leaf(way.from) {
                let least = self.least[vertex(way.from, End::Start)];
                if least != NO_WAY {
                    let least = least + way.wait;
                    found.push((Before { leaf: Some(way.from), wait: way.wait, least }, rank));
                }
                continue;
            }
            self.ways(way.from, way.end, |further, _| {
                add(&mut open, Way { wait: further.wait + way.wait, ..further }, rank);
            });
        }
        if found.iter().all(|(before, _)| before.wait > 0) {
            found.push((Before { leaf: None, wait: 0, least: 0 }, 0));
        }
        found.sort_by_key(|(before, rank)| (before.least, *rank, before.leaf));
        found.into_iter().map(|(before, _)| before).collect()
    }

    /// The ways that lead to an end of a node, each with its rank among the node's dependencies.
    fn ways(&self, node: u32, end: End, mut found: impl FnMut(Way, usize)) {
        let (input, columns) = (self.input, self.columns);
        for (rank, link) in input.network.predecessors(node).iter().enumerate() {
            let (from, at) = (link.predecessor, link.predecessor as usize);
            let mut way = |from_end: End, to: End, bound: Instant| {
                if let Some(wait) = self.wait(node, end, to, bound) {
                    found(Way { from, end: self.end_in_lists(from, from_end), wait }, rank);
                }
            };
            match link.rule {
                FINISH_TO_START => way(End::Finish, End::Start, columns.early_finish[at]),
                ENTRY => {
                    way(End::Start, End::Start, columns.early_start[at]);
                    way(End::Finish, End::Finish, columns.early_finish[at]);
                }
                MEMBER => {
                    let is_first = columns.early_start[at] == columns.early_start[node as usize]
                        && input.network.kind[at] != NodeKind::Actual;
                    if is_first {
                        way(End::Start, End::Start, columns.early_start[at]);
                    }
                    way(End::Finish, End::Finish, columns.early_finish[at]);
                }
                rule => {
                    let rule = input.network.rules[rule as usize];
                    way(rule.from(), rule.to(), bound_of(input, columns, rule, from, node));
                }
            }
        }
    }

    /// The end by which the lists know an end of a node.
    fn end_in_lists(&self, node: u32, end: End) -> End {
        if ends_of(self.input, node).len() == 1 { End::Start } else { end }
    }

    /// How far a bound of an end lies before where a node is; nothing if the bound is none, or one of the other end.
    fn wait(&self, node: u32, end: End, to: End, bound: Instant) -> Option<i64> {
        let (input, columns, at) = (self.input, self.columns, node as usize);
        let has_both = ends_of(input, node).len() == 2;
        if bound <= NEVER_BEFORE || bound >= NEVER_AFTER || bound == UNSCHEDULED || has_both && to != end {
            return None;
        }
        let bound = if to == End::Start { delayed(input, node, bound) } else { bound };
        let calendar = &input.calendars[input.network.calendar[at]];
        let is = match to {
            End::Start => columns.early_start[at],
            End::Finish => columns.early_finish[at],
        };
        if input.network.kind[at] == NodeKind::Actual {
            let index = actual_index(input.actuals, node);
            let fact = &input.actuals[index];
            let is = if to == End::Start { columns.rest[index] } else { is };
            return fact.waits.then(|| actual::calendar(input.plan, fact).between(bound, is));
        }
        Some(match to {
            End::Start if works(input, columns, node) => columns.rank[at] - calendar.work_before(bound),
            End::Finish if works(input, columns, node) => {
                columns.rank[at] + columns.amount[at] - calendar.work_before(bound)
            }
            _ => between(input, node, bound, is),
        })
    }
}

/// The ends of a node that can be bound apart from each other.
fn ends_of(input: &Input, node: u32) -> &'static [End] {
    match input.network.kind[node as usize] {
        NodeKind::Entry | NodeKind::Rollup => &[End::Start, End::Finish],
        _ => &[End::Start],
    }
}
