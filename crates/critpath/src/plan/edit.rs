//! Edits into changes of a plan in place, as far as they touch single tasks; else into a new plan.

use std::sync::Arc;

use super::amount::{Amount, amount};
use super::apply::Draft;
use super::compile::{may_be_held, rule};
use super::ids::Target;
use super::{Inner, Plan, task_errors};
use crate::calendar::takes_work;
use crate::error::Error;
use crate::graph::{BoundSource, Link, NodeKind, Role, Subject};
use crate::model::what_if::Changes;
use crate::model::{Constraint, ConstraintKind, Document, Edit, EditKind, Task};

/// What edits touched of a plan, and so what of its schedule may differ.
#[derive(Debug, Clone)]
pub struct Touched {
    /// What was changed in place; `None` if the plan was built anew.
    nodes: Option<Nodes>,
    former: Former,
}

/// What the plan was before.
#[derive(Debug, Clone)]
enum Former {
    Plan(Plan),
    /// Tasks by index, in the order of the edits.
    Tasks(Vec<(usize, Task)>),
}

/// Nodes of the network that have other dates, amounts or links.
#[derive(Debug, Clone, Default)]
pub(crate) struct Nodes {
    /// Tasks, each as often as it was edited.
    pub(crate) tasks: Vec<u32>,
    /// Tasks that got other links, each with a predecessor that it had before.
    pub(crate) former: Vec<(u32, u32)>,
    /// Whether constraints or progress changed, which may say when the plan starts.
    pub(crate) dates: bool,
}

impl Touched {
    /// Whether the plan was built anew, so that nothing of an earlier schedule can be kept.
    pub fn is_everything(&self) -> bool {
        self.nodes.is_none()
    }

    /// The plan as it was, if tasks may have come, gone or changed places.
    pub(crate) fn former_plan(&self) -> Option<&Plan> {
        match &self.former {
            Former::Plan(plan) => Some(plan),
            Former::Tasks(_) => None,
        }
    }

    /// What can be computed anew on its own, if that is all.
    pub(crate) fn nodes(&self) -> Option<&Nodes> {
        self.nodes.as_ref()
    }
}

impl Plan {
    /// Applies edits in their order, all or none, to this plan itself. The outcome is that of [`Plan::apply`]:
    /// an equal document with equal schedules.
    ///
    /// Durations, estimates, progress, constraints, deadlines and dependencies of single tasks are edited in
    /// place: the network keeps its place in memory, and a dependency that closes a cycle is found by a search
    /// between its ends. All other edits build the plan anew, and so do those that change which tasks can be
    /// scheduled, what fills a window, which phases others depend on, or what is as late as possible.
    ///
    /// # Errors
    /// As [`Plan::apply`]; the plan is then as it was.
    ///
    /// # Complexity
    /// In place, for each edit O(what the task states), and for a new dependency that runs against the
    /// order of the network O(n log n) in what lies between its ends; now and then the lists are
    /// put in order, after a number of edits proportional to the plan. Else as [`Plan::apply`]. A plan that is shared
    /// with a clone of it is copied first: linear in the document.
    pub fn edit(&mut self, edits: &[Edit]) -> Result<(Changes, Touched), Error> {
        if let Some(done) = self.edit_in_place(edits)? {
            return Ok(done);
        }
        let (plan, changes) = self.apply(edits)?;
        let former = Former::Plan(std::mem::replace(self, plan));
        Ok((changes, Touched { nodes: None, former }))
    }

    /// Takes back what [`Plan::edit`] did, if nothing was edited since. O(document).
    ///
    /// # Errors
    /// [`Error::Document`] if something was edited since, so that this makes no sound plan.
    pub fn undo(&mut self, touched: Touched) -> Result<(), Error> {
        match touched.former {
            Former::Plan(plan) => {
                *self = plan;
                Ok(())
            }
            Former::Tasks(tasks) => self.restore(tasks),
        }
    }

    /// Makes this the only owner of its memory. O(document) if it is not, else O(1).
    pub(crate) fn unshare(&mut self) {
        Arc::make_mut(&mut self.inner);
    }

    /// `None`, and nothing is changed, if the edits need a new plan or are wrong.
    fn edit_in_place(&mut self, edits: &[Edit]) -> Result<Option<(Changes, Touched)>, Error> {
        if !edits.iter().all(is_of_task) {
            return Ok(None);
        }
        let inner = Arc::make_mut(&mut self.inner);
        let (mut changes, mut nodes) = (Changes::default(), Nodes::default());
        let mut former: Vec<(usize, Task)> = Vec::new();
        for edit in edits {
            match inner.edit(edit, &mut changes, &mut nodes) {
                Some(before) => former.push(before),
                None => {
                    self.restore(former)?;
                    return Ok(None);
                }
            }
        }
        if self.inner.network.is_scattered() {
            *self = Plan::build(self.document().clone())?;
            return Ok(Some((changes, Touched { nodes: None, former: Former::Tasks(former) })));
        }
        Ok(Some((changes, Touched { nodes: Some(nodes), former: Former::Tasks(former) })))
    }

    /// Puts back what tasks were before edits.
    fn restore(&mut self, former: Vec<(usize, Task)>) -> Result<(), Error> {
        if former.is_empty() {
            return Ok(());
        }
        let mut document = self.document().clone();
        for (at, task) in former.into_iter().rev() {
            if let Some(edited) = document.tasks.get_mut(at) {
                *edited = task;
            }
        }
        *self = Plan::build(document)?;
        Ok(())
    }
}

/// Whether an edit is about a task alone.
fn is_of_task(edit: &Edit) -> bool {
    edit.id.is_some()
        && matches!(
            edit.edit,
            Some(
                EditKind::SetDuration
                    | EditKind::ClearDuration
                    | EditKind::SetProgress
                    | EditKind::ClearProgress
                    | EditKind::SetConstraint
                    | EditKind::ClearConstraints
                    | EditKind::SetDeadline
                    | EditKind::ClearDeadline
                    | EditKind::AddDependency
                    | EditKind::RemoveDependency
            )
        )
}

/// What becomes of the node of a task.
struct Recompiled {
    /// The kind and the amount, if they may differ.
    amount: Option<Amount>,
    /// The links, if they may differ.
    links: Option<Vec<Link>>,
}

impl Inner {
    /// Applies one edit of a task, and gives the task as it was. `None`, and nothing is changed, if that
    /// cannot be done in place.
    fn edit(&mut self, edit: &Edit, changes: &mut Changes, nodes: &mut Nodes) -> Option<(usize, Task)> {
        let Target::Task(at) = self.ids.get(&self.document, edit.id.as_deref()?)? else { return None };
        // An edit of a task reads and writes nothing but the task.
        let alone = Document { tasks: vec![self.document.tasks[at].clone()], ..Document::default() };
        let mut draft = Draft { document: alone, changes: Changes::default() };
        draft.apply(edit).ok()?;
        let after = draft.document.tasks.pop()?;
        let Recompiled { amount, links } = self.recompiled(at, &after)?;
        let node = at as u32;
        if let Some(links) = links {
            let former = self.network.predecessors(node).iter().map(|link| (node, link.predecessor));
            let former: Vec<(u32, u32)> = former.collect();
            self.network.relink(node, &links).ok()?;
            nodes.former.extend(former);
        }
        if let Some(amount) = amount {
            self.put_amount(node, amount);
        }
        self.own_bound(node, &after);
        put_in(&mut self.network.may_be_held, node, may_be_held(&after));
        self.network.renew_in_order(node);
        nodes.tasks.push(node);
        let before = std::mem::replace(&mut self.document.tasks[at], after);
        let after = &self.document.tasks[at];
        nodes.dates |= before.constraints != after.constraints || before.progress != after.progress;
        changes.changed.append(&mut draft.changes.changed);
        Some((at, before))
    }

    /// Whether a task sits directly in a phase that people put somewhere, which what states a date is no member of.
    fn is_in_phase_by_hand(&self, task: usize) -> bool {
        self.phases.of_task(task).is_some_and(|phase| self.document.phases[phase].is_put_by_hand())
    }

    /// What becomes of the node of a task when it is put in place of another one with its id, phase, calendar and
    /// window. `None` if more changes than the node, or the task is wrong.
    fn recompiled(&mut self, at: usize, after: &Task) -> Option<Recompiled> {
        let node = at as u32;
        let before = &self.document.tasks[at];
        let kind = self.network.kind(node);
        let stays = self.network.position(node).is_some()
            && kind != NodeKind::Effort
            && is_late(&before.constraints) == is_late(&after.constraints)
            && (before.states_date() == after.states_date() || !self.is_in_phase_by_hand(at))
            && (takes_work(before) == takes_work(after)
                || after.needs.is_empty() && !self.calendars.differ_from_stated())
            && task_errors(after).next().is_none();
        if !stays {
            return None;
        }
        let started = (before.is_started(), after.is_started());
        let amount = match started {
            (was, is)
                if was == is && before.duration == after.duration && before.estimate == after.estimate =>
            {
                None
            }
            _ => Some(self.amount(kind, after)?),
        };
        let links = match started {
            (true, false) if !self.unscheduled.is_empty() => return None,
            _ if before.after == after.after => None,
            _ => Some(self.links(at, after)?),
        };
        Some(Recompiled { amount, links })
    }

    /// How long a task takes, unless it fills a window or did so.
    fn amount(&self, before: NodeKind, after: &Task) -> Option<Amount> {
        let amount = amount(after, false, &self.document.units);
        match (before, after.is_started()) {
            (NodeKind::Fill, _) => None,
            (_, true) => Some(Amount { kind: NodeKind::Actual, ..amount.unwrap_or(Amount::NONE) }),
            (_, false) => amount.filter(|amount| amount.kind != NodeKind::Fill),
        }
    }

    /// The links of a task with other dependencies, if these are on tasks with dates and all others stay.
    fn links(&mut self, at: usize, after: &Task) -> Option<Vec<Link>> {
        let (before, after) = (self.document.tasks[at].after.clone(), &after.after);
        let mut link = |dependency: &crate::model::Dependency| {
            let role = match self.ids.get(&self.document, &dependency.predecessor)? {
                Target::Task(task) => Role::Task(task),
                Target::Phase(phase) => Role::Rollup(phase),
            };
            let rule = self.network.rule(rule(dependency, &self.document.units));
            Some(Link { predecessor: self.network.node(role), rule })
        };
        let before: Vec<Link> = before.iter().map(&mut link).collect::<Option<_>>()?;
        let mut after: Vec<Link> = after.iter().map(link).collect::<Option<_>>()?;
        let network = &self.network;
        let on_phases = |links: &[Link]| {
            let mut phases: Vec<u32> = links.iter().map(|link| link.predecessor).collect();
            phases.retain(|node| !network.is_leaf(*node));
            phases.sort_unstable();
            phases
        };
        let has_dates = |link: &Link| {
            network.position(link.predecessor).is_some() && network.kind(link.predecessor) != NodeKind::Effort
        };
        // Behind the links of its dependencies a task has those on its gate and its phase.
        let current = network.predecessors(at as u32);
        let others = current.strip_prefix(before.as_slice())?;
        if on_phases(&before) != on_phases(&after) || !after.iter().all(has_dates) {
            return None;
        }
        // Where tasks have no dates, links were left out of the network that may be part of a cycle.
        let is_new = |link: &Link| !before.iter().any(|known| known.predecessor == link.predecessor);
        if !self.unscheduled.is_empty() && after.iter().any(is_new) {
            return None;
        }
        after.extend_from_slice(others);
        Some(after)
    }

    fn put_amount(&mut self, node: u32, amount: Amount) {
        let network = &mut self.network;
        let at = node as usize;
        put_in(&mut network.started, node, amount.kind == NodeKind::Actual);
        network.kind[at] = amount.kind;
        network.amount[at] = amount.seconds;
    }

    /// Gives a task that states dates a bound of its own. One that states none any more keeps it: it bounds nothing.
    fn own_bound(&mut self, node: u32, task: &Task) {
        let network = &mut self.network;
        let parent = network.bound[node as usize];
        let subject = Subject::Task(node);
        let states = task.deadline.is_some() || !task.constraints.is_empty();
        if states && network.bounds[parent as usize].subject != subject {
            network.bound[node as usize] = network.bounds.len() as u32;
            network.bounds.push(BoundSource { parent, subject });
        }
    }
}

/// Lists a node among others in rising order, or takes it out.
fn put_in(list: &mut Vec<u32>, node: u32, belongs: bool) {
    match (list.binary_search(&node), belongs) {
        (Err(place), true) => list.insert(place, node),
        (Ok(place), false) => {
            list.remove(place);
        }
        _ => {}
    }
}

fn is_late(constraints: &[Constraint]) -> bool {
    constraints.iter().any(|constraint| constraint.kind == ConstraintKind::AsLateAsPossible)
}
