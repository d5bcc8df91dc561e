//! The flat network that the passes run on: arrays by node, predecessor links in one list.

use std::collections::BTreeMap;
use std::ops::Range;

use super::in_order::InOrder;
use crate::calendar::CalendarIndex;
use crate::model::Relation;

/// How a node turns what bounds it into dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// Works its amount, in seconds of its calendar.
    Work,
    /// Works as long as its window holds work; the amount is known once the plan's start is.
    Fill,
    /// Takes its amount in seconds of the clock, whatever the calendar.
    Elapsed,
    /// Takes no time and stays at the instant that bounds it.
    Point,
    /// A start milestone: takes no time and may stand where work begins.
    StartPoint,
    /// A finish milestone: takes no time and may, at its latest, stand where work ends.
    FinishPoint,
    /// Started: its start is a fact.
    Actual,
    /// A level of effort: its dates follow from those of the tasks that it is linked with.
    Effort,
    /// What everything in a phase waits for: a bound of starts and a bound of finishes, free of each other.
    Entry,
    /// A phase as others see it: earliest start and latest finish of what is in it.
    Rollup,
}

impl NodeKind {
    /// Whether it takes no time and waits for no work.
    pub fn is_point(self) -> bool {
        matches!(self, NodeKind::Point | NodeKind::StartPoint | NodeKind::FinishPoint)
    }
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The task with this index in the document.
    Task(usize),
    /// The entry of the phase with this index.
    Entry(usize),
    /// The phase with this index, rolled up.
    Rollup(usize),
    /// The time that a phase without tasks takes: its window, or none.
    Filler(usize),
    /// The gate with this index.
    Gate(usize),
}

/// The lag of a rule. Working lags run on the successor's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LinkLag {
    /// Seconds of work.
    Work(i64),
    /// Seconds of the clock.
    Elapsed(i64),
    /// Work, in thousandths of a percent of the predecessor's duration.
    Percent(i64),
}

/// How the predecessor of a link bounds its successor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rule {
    /// Which ends are tied.
    pub relation: Relation,
    /// What lies between.
    pub lag: LinkLag,
}

/// A predecessor of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The node that comes before.
    pub predecessor: u32,
    /// Index into [`Network::rules`], or [`ENTRY`] or [`MEMBER`].
    pub rule: u32,
}

/// A successor of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Follower {
    /// The node that comes after.
    pub successor: u32,
    /// As in [`Link::rule`].
    pub rule: u32,
}

/// A dependency of or on a level of effort: it bounds nothing, the level of effort is measured by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LooseLink {
    /// The node that comes before.
    pub predecessor: u32,
    /// The node that comes after.
    pub successor: u32,
    /// Index into [`Network::rules`].
    pub rule: u32,
}

/// The rule of most links: finish to start without lag.
pub const FINISH_TO_START: u32 = 0;
/// The rule of links from an entry: it bounds the start by its start and the finish by its finish.
pub const ENTRY: u32 = 1;
/// The rule of links into a rollup.
pub const MEMBER: u32 = 2;

/// The position of nodes that take no part.
pub(crate) const NOWHERE: u32 = u32::MAX;

/// Whose constraints, window and deadline a bound is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The plan's.
    Plan,
    /// Those of the phase with this index.
    Phase(u32),
    /// Those of the task with this index.
    Task(u32),
}

/// Where the dates come from that bound a node: its own, then those of a bound that encloses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoundSource {
    /// Index of the enclosing bound, lower than its own; the plan's encloses itself.
    pub parent: u32,
    /// Whose dates they are.
    pub subject: Subject,
}

/// Tasks, phases and dependencies as flat arrays.
///
/// Nodes are numbered: tasks as in the document; then three for each phase, its entry, rollup and filler;
/// then gates. Only nodes in [`order`](Network::order) take part; they are linked only with each other.
/// A link on a phase goes through its entry or rollup, so the size is linear in the document.
#[derive(Debug, Clone, Default)]
pub struct Network {
    pub(crate) tasks: usize,
    pub(crate) phases: usize,
    pub(crate) order: Vec<u32>,
    /// By node, where it stands in `order`; [`NOWHERE`] if it takes no part.
    pub(crate) position: Vec<u32>,
    pub(crate) kind: Vec<NodeKind>,
    pub(crate) calendar: Vec<CalendarIndex>,
    /// The calendar that a node states, on which lags run.
    pub(crate) lag_calendar: Vec<CalendarIndex>,
    pub(crate) amount: Vec<i64>,
    pub(crate) bound: Vec<u32>,
    /// By node, where its links begin, and where they end.
    pub(crate) first: Vec<u32>,
    pub(crate) end: Vec<u32>,
    pub(crate) links: Vec<Link>,
    pub(crate) first_follower: Vec<u32>,
    pub(crate) end_follower: Vec<u32>,
    pub(crate) followers: Vec<Follower>,
    /// Slots in the two lists that no node uses any more.
    pub(crate) unused: usize,
    pub(crate) rules: Vec<Rule>,
    /// Where each rule stands in `rules`.
    pub(crate) rule_index: BTreeMap<Rule, u32>,
    pub(crate) bounds: Vec<BoundSource>,
    /// Nodes of the kind `Fill`.
    pub(crate) fills: Vec<u32>,
    /// Tasks that have started, in rising order.
    pub(crate) started: Vec<u32>,
    /// Tasks that state dates set by hand, progress, or constraints other than "no earlier", in rising order: dates may
    /// hold no others.
    pub(crate) may_be_held: Vec<u32>,
    /// Tasks that are to be done as late as possible, in rising order.
    pub(crate) late: Vec<u32>,
    /// Tasks that wait when they could start, and how long; in rising order.
    pub(crate) delayed: Vec<(u32, LinkLag)>,
    /// Levels of effort, in rising order: without links, their dates follow when all others are known.
    pub(crate) efforts: Vec<u32>,
    /// Dependencies of levels of effort.
    pub(crate) loose: Vec<LooseLink>,
    /// A copy in the order of the passes, where that is another one.
    pub(crate) in_order: Option<Box<InOrder>>,
}

impl Network {
    /// How many nodes there are, whether they take part or not.
    pub fn nodes(&self) -> usize {
        self.kind.len()
    }

    /// How many nodes are tasks; they come first.
    pub fn tasks(&self) -> usize {
        self.tasks
    }

    /// The nodes that take part, in [topological order](super::topological_order).
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// The links from the predecessors of a node, in the order of its list in the document.
    pub fn predecessors(&self, node: u32) -> &[Link] {
        &self.links[self.link_range(node)]
    }

    /// The links to the successors of a node, in rising order of successors.
    pub fn followers(&self, node: u32) -> &[Follower] {
        let node = node as usize;
        &self.followers[self.first_follower[node] as usize..self.end_follower[node] as usize]
    }

    /// Where a node stands in the order; `None` if it takes no part.
    pub(crate) fn position(&self, node: u32) -> Option<usize> {
        Some(self.position[node as usize]).filter(|position| *position != NOWHERE).map(|at| at as usize)
    }

    /// Notes where each node stands in the order. O(nodes).
    pub(crate) fn number_order(&mut self) {
        self.position = vec![NOWHERE; self.nodes()];
        for (at, node) in self.order.iter().enumerate() {
            self.position[*node as usize] = at as u32;
        }
    }

    /// Position of a rule, which is added if it is new. O(log rules).
    pub(crate) fn rule(&mut self, rule: Rule) -> u32 {
        if rule == Rule::PLAIN {
            return FINISH_TO_START;
        }
        *self.rule_index.entry(rule).or_insert_with(|| {
            self.rules.push(rule);
            self.rules.len() as u32 - 1
        })
    }

    /// Lists the successors of each node. O(nodes + links).
    pub(crate) fn list_followers(&mut self) {
        let nodes = self.nodes();
        let mut first = vec![0_u32; nodes + 1];
        for link in &self.links {
            first[link.predecessor as usize + 1] += 1;
        }
        for node in 0..nodes {
            first[node + 1] += first[node];
        }
        let mut next = first.clone();
        let end = first[1..].to_vec();
        let mut followers = vec![Follower { successor: 0, rule: 0 }; self.links.len()];
        for node in 0..nodes as u32 {
            for link in &self.links[self.link_range(node)] {
                let at = &mut next[link.predecessor as usize];
                followers[*at as usize] = Follower { successor: node, rule: link.rule };
                *at += 1;
            }
        }
        (self.first_follower, self.end_follower, self.followers) = (first, end, followers);
    }

    /// Where the links of a node stand among all.
    pub(crate) fn link_range(&self, node: u32) -> Range<usize> {
        self.first[node as usize] as usize..self.end[node as usize] as usize
    }

    /// The rules that links refer to.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// How a node turns bounds into dates.
    pub fn kind(&self, node: u32) -> NodeKind {
        self.kind[node as usize]
    }

    /// The calendar of a node.
    pub fn calendar(&self, node: u32) -> CalendarIndex {
        self.calendar[node as usize]
    }

    /// What a node stands for.
    pub fn role(&self, node: u32) -> Role {
        let node = node as usize;
        let Some(virtual_node) = node.checked_sub(self.tasks) else { return Role::Task(node) };
        let (phase, part) = (virtual_node / 3, virtual_node % 3);
        match part {
            _ if phase >= self.phases => Role::Gate(virtual_node - 3 * self.phases),
            0 => Role::Entry(phase),
            1 => Role::Rollup(phase),
            _ => Role::Filler(phase),
        }
    }

    /// The node that stands for something.
    pub fn node(&self, role: Role) -> u32 {
        let node = match role {
            Role::Task(task) => task,
            Role::Entry(phase) => self.tasks + 3 * phase,
            Role::Rollup(phase) => self.tasks + 3 * phase + 1,
            Role::Filler(phase) => self.tasks + 3 * phase + 2,
            Role::Gate(gate) => self.tasks + 3 * self.phases + gate,
        };
        node as u32
    }

    /// Whether a node takes time of its own, rather than passing on the dates of others.
    pub fn is_leaf(&self, node: u32) -> bool {
        (node as usize) < self.tasks || matches!(self.role(node), Role::Filler(_))
    }
}
