//! A document into a validated, indexed, immutable plan.

mod amount;
mod apply;
mod compile;
mod edit;
mod ids;
mod phases;
mod unscheduled;

use std::sync::Arc;

pub use amount::{Amount, amount, can_be_filled, middle};
pub use edit::Touched;
pub use ids::{IdIndex, Target, id, ids, span};
pub use phases::PhaseTree;
pub use unscheduled::Unscheduled;

pub(crate) use amount::{pauses, rests_s};
pub(crate) use compile::rule;
pub(crate) use edit::Nodes;

use crate::calendar::{self, Calendars};
use crate::diagnostic::{Code, Diagnostic, Severity, did_you_mean};
use crate::error::Error;
use crate::graph::{self, Network, Role};
use crate::model::{Constraint, ConstraintKind, Document, Phase, Task, Window, WindowUnit};
use crate::time::Axis;
use compile::Source;

/// A document in which every reference is resolved and every date makes sense, compiled for computing.
/// Immutable; cloning it costs nothing.
#[derive(Debug, Clone)]
pub struct Plan {
    inner: Arc<Inner>,
}

#[derive(Debug, Clone)]
struct Inner {
    document: Document,
    axis: Axis,
    calendars: Calendars,
    ids: IdIndex,
    phases: PhaseTree,
    network: Network,
    unscheduled: Vec<Unscheduled>,
}

/// For plans of so many tasks, listing the work of the years to come takes longer than asking for it.
const FEW_TASKS: usize = 2_000;

impl Plan {
    /// Validates and compiles a document.
    ///
    /// # Errors
    /// [`Error::Document`] with what is wrong: unknown or equal ids, cycles, phases within themselves,
    /// broken calendars, windows or durations. `check` says more, and says it before.
    ///
    /// # Complexity
    /// Time and space linear in the document, but for its calendars.
    pub fn build(document: Document) -> Result<Plan, Error> {
        let mut diagnostics = Vec::new();
        let axis = axis(&document, &mut diagnostics);
        let (calendars, of_calendars) = calendar::compile(&document, axis);
        diagnostics.extend(of_calendars.into_iter().filter(Diagnostic::is_error));
        let (ids, duplicates) = IdIndex::with_duplicates(&document);
        diagnostics.extend(duplicates.into_iter().map(|target| ids::duplicate(&document, &ids, target)));
        let phases = PhaseTree::new(&document, &ids, &mut diagnostics);
        diagnostics.extend(document.tasks.iter().flat_map(task_errors));
        diagnostics.extend(document.phases.iter().flat_map(phase_errors));
        let source = Source { document: &document, ids: &ids, phases: &phases, calendars: &calendars };
        let draft = compile::draft(&source, &mut diagnostics);
        let order = graph::topological_order(&draft.network.first, |at| draft.network.links[at].predecessor);
        if order.is_none() {
            diagnostics.extend(cycles(&document, &draft.network));
        }
        let Some(order) = order.filter(|_| diagnostics.is_empty()) else {
            return Err(Error::Document(diagnostics));
        };
        let (network, unscheduled) = unscheduled::schedulable(draft, order);
        let mut calendars = calendars;
        if let Some(start) = document.start.filter(|_| document.tasks.len() > FEW_TASKS) {
            calendars.look_ahead(document.tasks.len(), axis.instant_of(start));
        }
        let inner = Inner { document, axis, calendars, ids, phases, network, unscheduled };
        Ok(Plan { inner: Arc::new(inner) })
    }

    /// The document it was made from.
    pub fn document(&self) -> &Document {
        &self.inner.document
    }

    /// How its moments become instants.
    pub fn axis(&self) -> Axis {
        self.inner.axis
    }

    /// Its calendars.
    pub fn calendars(&self) -> &Calendars {
        &self.inner.calendars
    }

    /// Its phases as a tree.
    pub fn phases(&self) -> &PhaseTree {
        &self.inner.phases
    }

    /// Its tasks and dependencies, for computing.
    pub fn network(&self) -> &Network {
        &self.inner.network
    }

    /// The tasks that no schedule has dates for, in document order.
    pub fn unscheduled(&self) -> &[Unscheduled] {
        &self.inner.unscheduled
    }

    /// What an id names.
    pub fn target(&self, id: &str) -> Option<Target> {
        self.inner.ids.get(&self.inner.document, id)
    }

    /// The index of the task with this id.
    pub fn task(&self, id: &str) -> Option<usize> {
        match self.target(id)? {
            Target::Task(task) => Some(task),
            Target::Phase(_) => None,
        }
    }

    /// The index of the phase with this id.
    pub fn phase(&self, id: &str) -> Option<usize> {
        match self.target(id)? {
            Target::Phase(phase) => Some(phase),
            Target::Task(_) => None,
        }
    }

    /// The index of the task with this id, else of the only one with this name.
    ///
    /// # Errors
    /// [`Error::Ambiguous`] if several tasks have the name; [`Error::Unknown`] if none has, with the id that was most
    /// likely meant: one that is written much like it, or that of a task whose name is.
    ///
    /// # Complexity
    /// O(1) for an id, else O(tasks).
    pub fn expect_task(&self, id: &str) -> Result<usize, Error> {
        if let Some(task) = self.task(id) {
            return Ok(task);
        }
        let tasks = &self.document().tasks;
        let named: Vec<usize> = of_name(tasks, id.trim()).collect();
        match named.as_slice() {
            [] => {}
            [only] => return Ok(*only),
            several => {
                let ids = several.iter().map(|task| tasks[*task].id.clone()).collect();
                return Err(Error::Ambiguous { name: id.trim().into(), ids });
            }
        }
        let by_id = || did_you_mean(id, tasks.iter().map(|task| task.id.as_str()));
        let by_name = || {
            let name = did_you_mean(id, tasks.iter().map(|task| task.name.trim()))?;
            of_name(tasks, name).next().map(|task| tasks[task].id.as_str())
        };
        let suggestion = by_id().or_else(by_name);
        Err(Error::Unknown { kind: "task", id: id.into(), suggestion: suggestion.map(String::from) })
    }
}

/// The tasks that people call so.
fn of_name<'a>(tasks: &'a [Task], name: &'a str) -> impl Iterator<Item = usize> + 'a {
    (0..tasks.len()).filter(move |task| tasks[*task].name.trim() == name)
}

fn axis(document: &Document, diagnostics: &mut Vec<Diagnostic>) -> Axis {
    Axis::new(document.time_zone.as_deref()).unwrap_or_else(|error| {
        let mut diagnostic = Diagnostic::new(Code::DateZone, error.to_string()).at(document.span);
        diagnostic.severity = Severity::Error;
        diagnostics.push(diagnostic);
        Axis::default()
    })
}

fn task_errors(task: &Task) -> impl Iterator<Item = Diagnostic> + '_ {
    let about = |diagnostic: Diagnostic| diagnostic.at(task.span);
    let windows = task.window.iter().filter_map(|window| window_error(window, &task.id));
    let constraints = undated(&task.constraints, &task.id);
    amount::duration_errors(task).chain(windows.chain(constraints).map(about))
}

fn phase_errors(phase: &Phase) -> impl Iterator<Item = Diagnostic> + '_ {
    let windows = phase.window.iter().filter_map(|window| window_error(window, &phase.id));
    windows.chain(undated(&phase.constraints, &phase.id)).map(|diagnostic| diagnostic.at(phase.span))
}

fn window_error(window: &Window, id: &str) -> Option<Diagnostic> {
    let counts = window.unit != WindowUnit::Date;
    let (code, what) = match (window.first, window.last) {
        (Some(0), _) | (_, Some(0)) if counts => (Code::WindowInvalid, "counts from below one"),
        (None, _) if counts => (Code::WindowInvalid, "does not say where it begins"),
        (Some(first), Some(last)) if counts && last < first => (Code::DateOrder, "ends before it begins"),
        _ => return None,
    };
    Some(Diagnostic::new(code, format!("the window `{}` of `{id}` {what}", window.text)).at(window.span))
}

fn undated<'a>(constraints: &'a [Constraint], id: &'a str) -> impl Iterator<Item = Diagnostic> + 'a {
    let missing = |c: &&Constraint| c.date.is_none() && c.kind != ConstraintKind::AsLateAsPossible;
    constraints.iter().filter(missing).map(move |constraint| {
        let message = format!("the constraint `{}` of `{id}` has no date", constraint.kind);
        Diagnostic::new(Code::DateInvalid, message)
    })
}

/// Every cycle of dependencies, phases included, named in full.
fn cycles(document: &Document, network: &Network) -> Vec<Diagnostic> {
    let edges: Vec<(u32, u32)> = (0..network.nodes() as u32)
        .flat_map(|node| network.predecessors(node).iter().map(move |link| (link.predecessor, node)))
        .collect();
    graph::cycles(network.nodes(), &edges).iter().map(|cycle| cycle_error(document, network, cycle)).collect()
}

fn cycle_error(document: &Document, network: &Network, cycle: &[u32]) -> Diagnostic {
    let named = |node: &u32| match network.role(*node) {
        Role::Task(task) => (document.tasks[task].id.as_str(), document.tasks[task].span),
        Role::Entry(phase) | Role::Rollup(phase) | Role::Filler(phase) => {
            (document.phases[phase].id.as_str(), document.phases[phase].span)
        }
        Role::Gate(gate) => (document.gates[gate].id.as_str(), document.gates[gate].span),
    };
    let mut members: Vec<_> = cycle.iter().map(named).collect();
    members.dedup_by_key(|member| member.0);
    let ids: Vec<String> = members.iter().chain(members.first()).map(|(id, _)| format!("`{id}`")).collect();
    let message = format!("dependencies form a cycle: {}", ids.join(" -> "));
    let mut spans = members.iter().filter_map(|member| member.1);
    let path = members.iter().map(|(id, _)| *id);
    let first = Diagnostic::new(Code::GraphCycle, message).at(spans.next()).path(path);
    spans
        .fold(first, |diagnostic, span| diagnostic.label(span, "part of the cycle"))
        .help("take one of these dependencies out")
}
