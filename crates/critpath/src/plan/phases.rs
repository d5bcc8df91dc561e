//! Phases with parents into a flat tree.

use crate::diagnostic::{Code, Diagnostic};
use crate::graph;
use crate::model::{Document, Task};
use crate::plan::ids::{IdIndex, Target};

/// Which phase holds which, as flat lists; no walk over it recurses.
#[derive(Debug, Clone, Default)]
pub struct PhaseTree {
    /// The phase that each phase is part of.
    parent: Vec<Option<u32>>,
    /// The phase that each task is part of.
    of_task: Vec<Option<u32>>,
    /// Phases, parents before what they hold.
    order: Vec<u32>,
}

impl PhaseTree {
    /// Resolves the phases of a document. References that name no phase are left out and reported;
    /// so are all parents of phases that are part of themselves. O(tasks + phases).
    pub fn new(document: &Document, index: &IdIndex, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut resolve = |id: &Option<String>, span, whose: &dyn Fn() -> String| {
            let id = id.as_deref()?;
            match index.get(document, id) {
                Some(Target::Phase(phase)) => Some(phase as u32),
                Some(Target::Task(_)) => {
                    let message = format!("{} is part of `{id}`, which is a task, not a phase", whose());
                    diagnostics.push(Diagnostic::new(Code::IdUnknown, message).at(span));
                    None
                }
                None => {
                    let message = format!("{} is part of `{id}`, which does not exist", whose());
                    diagnostics.push(Diagnostic::new(Code::IdUnknown, message).at(span));
                    None
                }
            }
        };
        let of_task: Vec<Option<u32>> = document
            .tasks
            .iter()
            .map(|task: &Task| resolve(&task.phase, task.span, &|| format!("task `{}`", task.id)))
            .collect();
        let mut parent: Vec<Option<u32>> = document
            .phases
            .iter()
            .map(|phase| resolve(&phase.parent, phase.span, &|| format!("phase `{}`", phase.id)))
            .collect();
        let order = parents_first(&parent).unwrap_or_else(|| {
            diagnostics.extend(nesting_cycles(document, &parent));
            parent.fill(None);
            (0..parent.len() as u32).collect()
        });
        PhaseTree { parent, of_task, order }
    }

    /// How many phases there are.
    pub fn len(&self) -> usize {
        self.parent.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.parent.is_empty()
    }

    /// The phase that a phase is part of.
    pub fn parent(&self, phase: usize) -> Option<usize> {
        self.parent[phase].map(|parent| parent as usize)
    }

    /// The phase that a task is part of.
    pub fn of_task(&self, task: usize) -> Option<usize> {
        self.of_task[task].map(|phase| phase as usize)
    }

    /// All phases, parents before what they hold, else as in the document.
    pub fn parents_first(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.order.iter().map(|phase| *phase as usize)
    }

    /// The phases that a phase is part of, from the inside out, itself first.
    pub fn and_above(&self, phase: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(phase, |phase| self.parent(*phase))
    }

    /// Hands something down: each phase gets `own` of itself and what its parent got.
    pub(crate) fn hand_down<T: Copy>(&self, root: T, mut own: impl FnMut(usize, T) -> T) -> Vec<T> {
        let mut handed = vec![root; self.len()];
        for phase in self.parents_first() {
            let above = self.parent(phase).map_or(root, |parent| handed[parent]);
            handed[phase] = own(phase, above);
        }
        handed
    }
}

fn parents_first(parent: &[Option<u32>]) -> Option<Vec<u32>> {
    let mut first = vec![0];
    let mut parents = Vec::new();
    for parent in parent {
        parents.extend(parent);
        first.push(parents.len() as u32);
    }
    graph::topological_order(&first, |at| parents[at])
}

/// Every ring of phases that are part of each other.
fn nesting_cycles(document: &Document, parent: &[Option<u32>]) -> Vec<Diagnostic> {
    let edges: Vec<(u32, u32)> =
        (0u32..).zip(parent).filter_map(|(phase, parent)| Some((phase, (*parent)?))).collect();
    let phase = |at: u32| &document.phases[at as usize];
    graph::cycles(parent.len(), &edges)
        .into_iter()
        .map(|cycle| {
            let names: Vec<String> =
                cycle.iter().chain(cycle.first()).map(|at| format!("`{}`", phase(*at).id)).collect();
            let message = format!("a phase is part of itself: {}", names.join(" in "));
            cycle.iter().fold(Diagnostic::new(Code::PhaseCycle, message), |diagnostic, at| {
                if diagnostic.span.is_none() {
                    diagnostic.at(phase(*at).span)
                } else {
                    diagnostic.label(phase(*at).span, "part of it")
                }
            })
        })
        .collect()
}
