//! The parents of phases into a forest: order, roots, ancestors, and the cycles that keep phases out of it.

use super::index::{Index, Kind};
use crate::model::Document;

/// The forest of the phases of a document. Phases on a cycle of parents, and those below them, are outside.
pub(super) struct PhaseForest {
    /// Position of the parent of each phase.
    pub parents: Vec<Option<usize>>,
    /// The phases of the forest, parents before children.
    pub order: Vec<usize>,
    /// Cycles of parents: each phase is part of the next, the last of the first.
    pub cycles: Vec<Vec<usize>>,
    roots: Vec<Option<usize>>,
    /// Where each phase and its parts lie in a walk through the forest.
    extents: Vec<Option<(usize, usize)>>,
}

impl PhaseForest {
    /// O(n log n), without recursion.
    pub fn new(document: &Document, index: &Index) -> Self {
        let position = |id: &String| index.position(Kind::Phase, id);
        let parents: Vec<_> =
            document.phases.iter().map(|phase| phase.parent.as_ref().and_then(position)).collect();
        let mut tree = PhaseForest {
            cycles: cycles(&parents),
            roots: vec![None; parents.len()],
            extents: vec![None; parents.len()],
            order: Vec::with_capacity(parents.len()),
            parents,
        };
        tree.walk();
        tree
    }

    /// Whether `phase` is `ancestor` or lies in it. O(1).
    pub fn within(&self, phase: usize, ancestor: usize) -> bool {
        let extent = |phase: usize| self.extents.get(phase).copied().flatten();
        phase == ancestor
            || matches!((extent(phase), extent(ancestor)),
                (Some((enter, _)), Some((from, to))) if from <= enter && enter < to)
    }

    /// The outermost phase that holds this one. O(1).
    pub fn root(&self, phase: usize) -> Option<usize> {
        self.roots.get(phase).copied().flatten()
    }

    /// Whether each phase satisfies `own`, or lies in one that does. O(n).
    pub fn inherited(&self, own: impl Fn(usize) -> bool) -> Vec<bool> {
        let mut inherited: Vec<bool> = (0..self.parents.len()).map(own).collect();
        for &phase in &self.order {
            inherited[phase] |= self.parents[phase].is_some_and(|parent| inherited[parent]);
        }
        inherited
    }

    fn walk(&mut self) {
        let mut children: Vec<Vec<usize>> = vec![Vec::new(); self.parents.len()];
        for (phase, parent) in self.parents.iter().enumerate().rev() {
            if let Some(parent) = parent {
                children[*parent].push(phase);
            }
        }
        for root in (0..self.parents.len()).filter(|phase| self.parents[*phase].is_none()) {
            let mut open = vec![root];
            while let Some(&phase) = open.last() {
                if self.extents[phase].is_none() {
                    self.extents[phase] = Some((self.order.len(), usize::MAX));
                    self.roots[phase] = Some(root);
                    self.order.push(phase);
                }
                match children[phase].pop() {
                    Some(child) => open.push(child),
                    None => {
                        let end = self.order.len();
                        self.extents[phase] = self.extents[phase].map(|(enter, _)| (enter, end));
                        open.pop();
                    }
                }
            }
        }
    }
}

/// The cycles of a function from positions to positions. O(n).
fn cycles(parents: &[Option<usize>]) -> Vec<Vec<usize>> {
    let mut visited_by = vec![None; parents.len()];
    let mut cycles = Vec::new();
    for first in 0..parents.len() {
        let mut path = Vec::new();
        let mut next = Some(first);
        while let Some(phase) = next.filter(|phase| visited_by[*phase].is_none()) {
            visited_by[phase] = Some(first);
            path.push(phase);
            next = parents[phase];
        }
        if let Some(entry) = next.filter(|phase| visited_by[*phase] == Some(first)) {
            cycles.push(path.into_iter().skip_while(|phase| *phase != entry).collect());
        }
    }
    cycles
}
