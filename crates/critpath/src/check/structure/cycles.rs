//! Dependencies and parts of phases into every cycle that they form, named in full.

use super::links::{Link, links};
use crate::check::index::{Index, Kind};
use crate::check::tree::PhaseForest;
use crate::diagnostic::{Code, Diagnostic};
use crate::graph;
use crate::model::{Document, Span};

/// Ids that a message spells out; of a longer cycle it names the two ends, and the labels every link.
const SPELLED_OUT: usize = 60;

/// Tasks, the starts and finishes of phases, and gates as nodes; what must come first as edges.
struct Network<'a> {
    document: &'a Document,
    nodes: usize,
    /// Predecessor, successor, and why; sorted.
    edges: Vec<(u32, u32, Reason<'a>)>,
}

/// Why one node comes before another.
#[derive(Clone, Copy)]
enum Reason<'a> {
    Link(Link<'a>),
    /// A phase starts before its parts.
    Opens,
    /// A phase finishes after its parts.
    Closes,
    /// A gate is decided before the tasks behind it, and after what it waits for.
    Gate(Option<Span>),
    /// Undone after another one, a task is as if that came after it.
    Undo(Option<Span>),
}

/// A node with the id and the place that people know it by.
struct Node<'a> {
    id: &'a str,
    span: Option<Span>,
}

pub(super) fn findings(document: &Document, index: &Index, tree: &PhaseForest) -> Vec<Diagnostic> {
    let mut found: Vec<_> = tree.cycles.iter().map(|cycle| phase_cycle(document, cycle)).collect();
    let mut network = Network::new(document, index, tree);
    let cycles = network.cycles();
    found.extend(cycles.iter().map(|cycle| network.describe(Code::GraphCycle, cycle)));
    // The reverse of an order with a cycle says nothing about undos.
    if cycles.is_empty() && network.undos(index) {
        found.extend(network.cycles().iter().map(|cycle| network.describe(Code::UndoCycle, cycle)));
    }
    found
}

fn phase_cycle(document: &Document, cycle: &[usize]) -> Diagnostic {
    let phases: Vec<_> = cycle.iter().filter_map(|phase| document.phases.get(*phase)).collect();
    let ids: Vec<_> = phases.iter().map(|phase| phase.id.as_str()).collect();
    let message = match ids.as_slice() {
        [only] => format!("the phase `{only}` is part of itself"),
        _ => format!("phases are part of each other: {}", path(&ids)),
    };
    let mut diagnostic = Diagnostic::new(Code::PhaseCycle, message)
        .at(phases.first().and_then(|phase| phase.span))
        .help("take one of them out of the other")
        .path(ids);
    for (phase, parent) in phases.iter().zip(phases.iter().cycle().skip(1)).skip(1) {
        diagnostic = diagnostic.label(phase.span, format!("`{}` is part of `{}`", phase.id, parent.id));
    }
    diagnostic
}

/// `a` -> `b` -> `a`.
fn path(ids: &[&str]) -> String {
    let names = |ids: &[&str]| ids.iter().map(|id| format!("`{id}` -> ")).collect::<String>();
    let first = ids.first().copied().unwrap_or_default();
    if ids.len() <= SPELLED_OUT {
        return format!("{}`{first}`", names(ids));
    }
    let (head, tail) = (SPELLED_OUT / 2, ids.len() - SPELLED_OUT / 2);
    let between = tail - head;
    format!("{}({between} more) -> {}`{first}`", names(&ids[..head]), names(&ids[tail..]))
}

impl<'a> Network<'a> {
    fn new(document: &'a Document, index: &Index<'a>, tree: &PhaseForest) -> Self {
        let nodes = document.tasks.len() + 2 * document.phases.len() + document.gates.len();
        let mut network = Network { document, nodes, edges: Vec::new() };
        for link in links(index, document) {
            if link.impossible(document, index, tree).is_none() {
                network.link(link);
            }
        }
        for (at, task) in document.tasks.iter().enumerate() {
            let phase = task.phase.as_ref().and_then(|id| index.position(Kind::Phase, id));
            network.part(at, at, phase);
            if let Some(gate) = task.gate.as_ref().and_then(|id| index.position(Kind::Gate, id)) {
                network.edge(network.gate(gate), at, Reason::Gate(task.span));
            }
        }
        for (at, parent) in tree.parents.iter().enumerate() {
            network.edge(network.start(at), network.finish(at), Reason::Opens);
            network.part(network.start(at), network.finish(at), parent.filter(|_| tree.root(at).is_some()));
        }
        for (at, gate) in document.gates.iter().enumerate() {
            for link in &gate.after {
                let before = index.get(Kind::Task, &link.predecessor).map(|noun| match noun.kind {
                    Kind::Phase => network.finish(noun.position),
                    _ => noun.position,
                });
                before.into_iter().for_each(|before| {
                    network.edge(before, network.gate(at), Reason::Gate(link.span.or(gate.span)))
                });
            }
        }
        network.sort();
        network
    }

    fn sort(&mut self) {
        self.edges.sort_by_key(|(from, to, _)| (*from, *to));
        self.edges.dedup_by_key(|(from, to, _)| (*from, *to));
    }

    fn cycles(&self) -> Vec<Vec<u32>> {
        let ends: Vec<_> = self.edges.iter().map(|(from, to, _)| (*from, *to)).collect();
        graph::cycles(self.nodes, &ends)
    }

    /// Adds the order that undos state; says whether there is any.
    fn undos(&mut self, index: &Index) -> bool {
        let before = self.edges.len();
        for (at, task) in self.document.tasks.iter().enumerate() {
            let Some(undo) = &task.undo else { continue };
            for link in &undo.after {
                let span = link.span.or(undo.span).or(task.span);
                match index.get(Kind::Task, &link.predecessor) {
                    Some(noun) if noun.kind == Kind::Phase => {
                        self.edge(at, self.start(noun.position), Reason::Undo(span));
                    }
                    Some(noun) => self.edge(at, noun.position, Reason::Undo(span)),
                    None => {}
                }
            }
        }
        let are_some = self.edges.len() > before;
        self.sort();
        are_some
    }

    fn start(&self, phase: usize) -> usize {
        self.document.tasks.len() + 2 * phase
    }

    fn finish(&self, phase: usize) -> usize {
        self.start(phase) + 1
    }

    fn gate(&self, gate: usize) -> usize {
        self.start(self.document.phases.len()) + gate
    }

    fn edge(&mut self, from: usize, to: usize, reason: Reason<'a>) {
        if let (Ok(from), Ok(to)) = (u32::try_from(from), u32::try_from(to)) {
            self.edges.push((from, to, reason));
        }
    }

    /// A part that starts and finishes at these nodes lies within its phase.
    fn part(&mut self, start: usize, finish: usize, phase: Option<usize>) {
        if let Some(phase) = phase {
            self.edge(self.start(phase), start, Reason::Opens);
            self.edge(finish, self.finish(phase), Reason::Closes);
        }
    }

    /// What comes after a phase waits until it is over, and what a phase comes after keeps it from starting,
    /// whichever ends the relation names: both ends of a phase follow from what is in it.
    fn link(&mut self, link: Link<'a>) {
        let (before, after) = (&link.predecessor, &link.successor);
        let from = if before.kind == Kind::Phase { self.finish(before.position) } else { before.position };
        let to = if after.kind == Kind::Phase { self.start(after.position) } else { after.position };
        self.edge(from, to, Reason::Link(link));
    }

    fn node(&self, node: u32) -> Node<'a> {
        let (tasks, phases) = (self.document.tasks.len(), self.document.phases.len());
        let node = node as usize;
        if let Some(task) = self.document.tasks.get(node) {
            return Node { id: &task.id, span: task.span };
        }
        let (phase, gate) = ((node - tasks) / 2, (node - tasks).checked_sub(2 * phases));
        match (self.document.phases.get(phase), gate.and_then(|gate| self.document.gates.get(gate))) {
            (Some(phase), _) => Node { id: &phase.id, span: phase.span },
            (None, Some(gate)) => Node { id: &gate.id, span: gate.span },
            (None, None) => Node { id: "", span: None },
        }
    }

    fn describe(&self, code: Code, cycle: &[u32]) -> Diagnostic {
        let mut ids: Vec<_> = cycle.iter().map(|node| self.node(*node).id).collect();
        // The start and the finish of a phase are one name to the reader.
        ids.dedup();
        if ids.len() > 1 && ids.first() == ids.last() {
            ids.pop();
        }
        let (what, help) = match code {
            Code::UndoCycle => (
                "undos wait for each other",
                "the plan's order is undone in reverse: remove the order of undos that runs against it",
            ),
            _ => (
                "dependencies form a cycle",
                "each waits for the one before it, so none can ever start: remove one of these links",
            ),
        };
        let mut diagnostic = Diagnostic::new(code, format!("{what}: {}", path(&ids))).help(help).path(ids);
        for (from, to) in cycle.iter().zip(cycle.iter().cycle().skip(1)) {
            let at = self.edges.binary_search_by_key(&(*from, *to), |(from, to, _)| (*from, *to));
            let Some((_, _, reason)) = at.ok().and_then(|at| self.edges.get(at)) else { continue };
            let (from, to) = (self.node(*from), self.node(*to));
            if from.id != to.id {
                let (span, message) = describe(&from, &to, reason);
                diagnostic.span = diagnostic.span.or(span);
                diagnostic = diagnostic.label(span, message);
            }
        }
        diagnostic
    }
}

/// Where one link of a cycle stands, and what it says.
fn describe(from: &Node, to: &Node, reason: &Reason) -> (Option<Span>, String) {
    match reason {
        Reason::Link(link) if link.dependency.implied.is_some() => {
            (link.span(), format!("`{}` follows `{}` in the order of the phases", to.id, from.id))
        }
        Reason::Link(link) => (link.span(), format!("`{}` comes after `{}`", to.id, from.id)),
        Reason::Opens => (to.span, format!("`{}` is part of `{}`", to.id, from.id)),
        Reason::Closes => (from.span, format!("`{}` is part of `{}`", from.id, to.id)),
        Reason::Gate(span) => (*span, format!("`{}` waits for `{}`", to.id, from.id)),
        Reason::Undo(span) => (*span, format!("`{}` is undone after `{}`", from.id, to.id)),
    }
}
