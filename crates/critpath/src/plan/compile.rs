//! A document with resolved ids into the network of what can be scheduled, and the tasks that cannot.

use std::collections::BTreeMap;

use super::amount::{Amount, amount, can_be_filled};
use super::ids::{IdIndex, Target, ids};
use super::phases::PhaseTree;
use crate::calendar::{CalendarIndex, Calendars};
use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::duration::Lag;
use crate::graph::{
    BoundSource, ENTRY, FINISH_TO_START, Link, LinkLag, Lists, LooseLink, MEMBER, Network, NodeKind, Role,
    Rule, Subject,
};
use crate::model::{
    Constraint, ConstraintKind, Dependency, Document, Phase, Relation, Span, Task, TaskKind, WorkUnits,
};

/// What compiling reads.
pub(super) struct Source<'a> {
    pub(super) document: &'a Document,
    pub(super) ids: &'a IdIndex,
    pub(super) phases: &'a PhaseTree,
    pub(super) calendars: &'a Calendars,
}

/// All links as the document states them, and what each node is.
pub(super) struct Draft {
    pub(super) network: Network,
    /// Whether a link was written by no one; such a link binds only what has dates.
    pub(super) implied: Vec<bool>,
    /// Whether a node is a task or is needed to link tasks.
    pub(super) takes_part: Vec<bool>,
    /// Tasks that say nothing about how long they take.
    pub(super) no_amount: Vec<bool>,
}

/// Suggestions compare with every id of the plan, so only the first unknown ids get one.
const SUGGESTIONS: usize = 20;

/// Reads every dependency. Unknown ids are reported and left out.
pub(super) fn draft(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Draft {
    let mut drafter = Drafter::new(source);
    drafter.nodes(diagnostics);
    drafter.links(diagnostics);
    drafter.draft
}

struct Drafter<'a> {
    source: &'a Source<'a>,
    draft: Draft,
    suggestions: usize,
    /// What the dependencies name, in the order in which links are made of them.
    targets: std::vec::IntoIter<Option<Target>>,
    /// The nearest phase from each phase upward that has dependencies of its own.
    entry: Vec<Option<u32>>,
    /// The nearest phase from each phase upward that others depend on.
    rollup: Vec<Option<u32>>,
}

impl<'a> Drafter<'a> {
    fn new(source: &'a Source<'a>) -> Self {
        let (document, phases) = (source.document, source.phases);
        // Others may depend on the start of a phase, and so may a limit of it.
        let starts_by = |phase: &Phase| {
            let kinds = [ConstraintKind::MustStartOn, ConstraintKind::StartNoLaterThan];
            phase.constraints.iter().any(|constraint| kinds.contains(&constraint.kind))
        };
        let has_after: Vec<bool> = document.phases.iter().map(|phase| !phase.after.is_empty()).collect();
        let mut is_predecessor: Vec<bool> = document.phases.iter().map(starts_by).collect();
        let target = |dependency: &Dependency| source.ids.get(document, &dependency.predecessor);
        let targets: Vec<Option<Target>> = dependencies(document).map(target).collect();
        for target in targets.iter().flatten() {
            if let Target::Phase(phase) = target {
                is_predecessor[*phase] = true;
            }
        }
        let nearest = |marked: Vec<bool>| {
            phases.hand_down(None, |phase, above| if marked[phase] { Some(phase as u32) } else { above })
        };
        let network = Network { tasks: document.tasks.len(), phases: phases.len(), ..Network::default() };
        Drafter {
            source,
            draft: Draft { network, implied: Vec::new(), takes_part: Vec::new(), no_amount: Vec::new() },
            suggestions: 0,
            targets: targets.into_iter(),
            entry: nearest(has_after),
            rollup: nearest(is_predecessor),
        }
    }

    /// Kind, calendar, amount and bound of every node.
    fn nodes(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let Source { document, phases, calendars, .. } = self.source;
        let root = BoundSource { parent: 0, subject: Subject::Plan };
        self.draft.network.bounds.push(root);
        let bounds = &mut self.draft.network.bounds;
        let bound_of_phase = phases.hand_down(0, |at, parent| {
            let phase = &document.phases[at];
            let own = phase.window.is_some()
                || phase.deadline.is_some()
                || phase.manual.is_some()
                || !phase.constraints.is_empty();
            if own { push_bound(bounds, parent, Subject::Phase(at as u32)) } else { parent }
        });
        let in_window = phases.hand_down(false, |phase, above| {
            above || document.phases[phase].window.as_ref().is_some_and(can_be_filled)
        });
        let is_inactive = phases.hand_down(false, |phase, above| above || document.phases[phase].inactive);
        let late = |constraints: &[Constraint]| {
            constraints.iter().any(|constraint| constraint.kind == ConstraintKind::AsLateAsPossible)
        };
        let phase_is_late =
            phases.hand_down(false, |phase, above| above || late(&document.phases[phase].constraints));
        for (at, task) in document.tasks.iter().enumerate() {
            let phase = phases.of_task(at);
            if late(&task.constraints) || phase.is_some_and(|phase| phase_is_late[phase]) {
                self.draft.network.late.push(at as u32);
            }
            if may_be_held(task) {
                self.draft.network.may_be_held.push(at as u32);
            }
            self.draft.network.delayed.extend(delay(task, &document.units).map(|delay| (at as u32, delay)));
            let amount = amount(task, phase.is_some_and(|phase| in_window[phase]), &document.units);
            let started = task.is_started();
            let effort = task.kind == TaskKind::LevelOfEffort;
            self.draft.no_amount.push(amount.is_none() && !started && !effort);
            let amount = amount.unwrap_or(Amount::NONE);
            let amount = match (effort, started) {
                (true, _) => Amount { kind: NodeKind::Effort, ..Amount::NONE },
                (_, true) => Amount { kind: NodeKind::Actual, ..amount },
                _ => amount,
            };
            let parent = phase.map_or(0, |phase| bound_of_phase[phase]);
            let own = task.window.is_some() || task.deadline.is_some() || !task.constraints.is_empty();
            let bounds = &mut self.draft.network.bounds;
            let bound = if own { push_bound(bounds, parent, Subject::Task(at as u32)) } else { parent };
            if let Some(id) = task.calendar.as_deref().filter(|id| calendars.get(id).is_none()) {
                let message = format!("the calendar `{id}` of `{}` does not exist", task.id);
                diagnostics.push(Diagnostic::new(Code::CalendarUnknown, message).at(task.span));
            }
            let takes_part = !task.inactive && !phase.is_some_and(|phase| is_inactive[phase]);
            self.push_node(amount, [calendars.of_task(at), calendars.stated_for(at)], bound, takes_part);
        }
        let calendar = [calendars.default_index(); 2];
        let fillers = self.fillers();
        for (at, phase) in document.phases.iter().enumerate() {
            let fills = phase.window.as_ref().is_some_and(can_be_filled);
            let filler = if fills { Amount::FILL } else { Amount::NONE };
            let is = |marked: &[Option<u32>]| marked[at] == Some(at as u32);
            let (is_entry, is_rollup) = (is(&self.entry), is(&self.rollup));
            let bound = bound_of_phase[at];
            self.push_node(Amount { kind: NodeKind::Entry, ..Amount::NONE }, calendar, bound, is_entry);
            self.push_node(Amount { kind: NodeKind::Rollup, ..Amount::NONE }, calendar, bound, is_rollup);
            self.push_node(filler, calendar, bound, fillers[at]);
        }
        for gate in &document.gates {
            self.push_node(Amount::NONE, calendar, 0, !gate.after.is_empty());
        }
    }

    /// `[calendar, of_lags]`: the one that it works on, and the one that lags to it run on.
    fn push_node(
        &mut self,
        amount: Amount,
        [calendar, of_lags]: [CalendarIndex; 2],
        bound: u32,
        takes_part: bool,
    ) {
        let network = &mut self.draft.network;
        let node = network.kind.len() as u32;
        match amount.kind {
            NodeKind::Fill => network.fills.push(node),
            NodeKind::Actual => network.started.push(node),
            NodeKind::Effort => network.efforts.push(node),
            _ => {}
        }
        network.kind.push(amount.kind);
        network.amount.push(amount.seconds);
        network.calendar.push(calendar);
        network.lag_calendar.push(of_lags);
        network.bound.push(bound);
        self.draft.takes_part.push(takes_part);
    }

    /// The predecessor links of every node, in the order of the nodes.
    fn links(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        let Source { document, phases, .. } = self.source;
        self.draft.network.rules = [FINISH_TO_START, ENTRY, MEMBER].map(|_| Rule::PLAIN).to_vec();
        self.draft.network.first.push(0);
        let gates: BTreeMap<&str, usize> =
            document.gates.iter().enumerate().rev().map(|(at, gate)| (gate.id.as_str(), at)).collect();
        for (at, task) in document.tasks.iter().enumerate() {
            self.dependencies(&task.after, || format!("`{}`", task.id), task.span, diagnostics);
            match task.gate.as_deref().map(|id| (id, gates.get(id))) {
                Some((_, Some(gate))) => self.push_link(Role::Gate(*gate), FINISH_TO_START, false),
                Some((id, None)) => {
                    let message = format!("`{}` waits for the gate `{id}`, which does not exist", task.id);
                    diagnostics.push(Diagnostic::new(Code::IdUnknown, message).at(task.span));
                }
                None => {}
            }
            self.entry_link(phases.of_task(at));
            self.close_node();
        }
        let members = self.members();
        for (at, phase) in document.phases.iter().enumerate() {
            let stated = self.draft.network.links.len();
            self.dependencies(&phase.after, || format!("phase `{}`", phase.id), phase.span, diagnostics);
            if phase.manual.is_some() {
                // What people put somewhere has dates, whether or not its predecessors have.
                self.draft.implied[stated..].fill(true);
            }
            if self.entry[at] == Some(at as u32) {
                self.entry_link(phases.parent(at));
            }
            self.close_node();
            for member in members.of(at as u32) {
                self.draft.network.links.push(Link { predecessor: *member, rule: MEMBER });
                self.draft.implied.push(phase.is_put_by_hand());
            }
            self.close_node();
            if self.draft.takes_part[self.draft.network.node(Role::Filler(at)) as usize] {
                self.entry_link(Some(at));
            }
            self.close_node();
        }
        for gate in &document.gates {
            self.dependencies(&gate.after, || format!("gate `{}`", gate.id), gate.span, diagnostics);
            self.close_node();
        }
    }

    fn close_node(&mut self) {
        let end = self.draft.network.links.len() as u32;
        self.draft.network.end.push(end);
        self.draft.network.first.push(end);
    }

    /// Links of levels of effort bound nothing.
    fn push_dependency(&mut self, predecessor: Role, rule: u32, implied: bool) {
        let network = &mut self.draft.network;
        let (predecessor_node, successor) = (network.node(predecessor), network.first.len() as u32 - 1);
        let is_effort = |node: u32| network.kind[node as usize] == NodeKind::Effort;
        if is_effort(predecessor_node) || is_effort(successor) {
            network.loose.push(LooseLink { predecessor: predecessor_node, successor, rule });
        } else {
            self.push_link(predecessor, rule, implied);
        }
    }

    fn push_link(&mut self, predecessor: Role, rule: u32, implied: bool) {
        let predecessor = self.draft.network.node(predecessor);
        self.draft.network.links.push(Link { predecessor, rule });
        self.draft.implied.push(implied);
    }

    /// What is in a phase waits for the nearest entry around it, which waits for those around that.
    fn entry_link(&mut self, phase: Option<usize>) {
        if let Some(entry) = phase.and_then(|phase| self.entry[phase]) {
            self.push_link(Role::Entry(entry as usize), ENTRY, false);
        }
    }

    fn dependencies(
        &mut self,
        after: &[Dependency],
        whose: impl Fn() -> String,
        span: Option<Span>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for dependency in after {
            let id = dependency.predecessor.as_str();
            match self.targets.next().flatten() {
                Some(target) => {
                    let rule = self.rule(dependency);
                    let role = match target {
                        Target::Task(task) => Role::Task(task),
                        Target::Phase(phase) => Role::Rollup(phase),
                    };
                    self.push_dependency(role, rule, dependency.implied.is_some());
                }
                None if id.is_empty() => {
                    let message = format!("a dependency of {} names no predecessor", whose());
                    diagnostics.push(
                        Diagnostic::new(Code::IdUnknown, message)
                            .at(dependency.span.or(span))
                            .help("state the id of the predecessor as `predecessor`"),
                    );
                }
                None => {
                    let message = format!("{} depends on `{id}`, which does not exist", whose());
                    let unknown = Diagnostic::new(Code::IdUnknown, message).at(dependency.span.or(span));
                    let suggestion = self.suggest(id);
                    diagnostics.push(match suggestion {
                        Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
                        None => unknown,
                    });
                }
            }
        }
    }

    fn suggest(&mut self, id: &str) -> Option<&'a str> {
        self.suggestions += 1;
        (self.suggestions <= SUGGESTIONS).then(|| did_you_mean(id, ids(self.source.document))).flatten()
    }

    fn rule(&mut self, dependency: &Dependency) -> u32 {
        self.draft.network.rule(rule(dependency, &self.source.document.units))
    }

    /// For each phase that others depend on, the nodes that it rolls up.
    fn members(&self) -> Lists {
        let Source { document, phases, .. } = self.source;
        let network = &self.draft.network;
        let rollup_of = |phase: Option<usize>| phase.and_then(|phase| self.rollup[phase]);
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        for task in (0..document.tasks.len()).filter(|task| network.kind[*task] != NodeKind::Effort) {
            pairs.extend(rollup_of(phases.of_task(task)).map(|rollup| (rollup, task as u32)));
        }
        for phase in 0..phases.len() {
            if self.draft.takes_part[network.node(Role::Filler(phase)) as usize] {
                let filler = network.node(Role::Filler(phase));
                pairs.extend(rollup_of(Some(phase)).map(|rollup| (rollup, filler)));
            }
            if self.rollup[phase] == Some(phase as u32) {
                let above = rollup_of(phases.parent(phase));
                pairs.extend(above.map(|rollup| (rollup, network.node(Role::Rollup(phase)))));
            }
        }
        let is_by_hand = |phase: usize| document.phases[phase].is_put_by_hand();
        // A date of its own says more than where people put its phase.
        pairs.retain(|(phase, node)| {
            let states_date = document.tasks.get(*node as usize).is_some_and(Task::states_date);
            let is_freed = states_date && phases.of_task(*node as usize).is_some_and(is_by_hand);
            !is_freed || !is_by_hand(*phase as usize)
        });
        let mut grouped = Lists::group(phases.len(), pairs.iter().map(|pair| pair.0));
        for at in &mut grouped.list {
            *at = pairs[*at as usize].1;
        }
        grouped
    }

    /// Which phases hold no tasks but take time, or must pass on what they wait for.
    fn fillers(&self) -> Vec<bool> {
        let Source { document, phases, .. } = self.source;
        let mut is_filled = vec![false; phases.len()];
        for task in 0..document.tasks.len() {
            if let Some(phase) = phases.of_task(task) {
                is_filled[phase] = true;
            }
        }
        let mut filler = vec![false; phases.len()];
        for phase in phases.parents_first().rev() {
            if !is_filled[phase] {
                is_filled[phase] = document.phases[phase].window.as_ref().is_some_and(can_be_filled);
                filler[phase] = is_filled[phase] || self.rollup[phase] == Some(phase as u32);
            }
            if let (true, Some(parent)) = (is_filled[phase], phases.parent(phase)) {
                is_filled[parent] = true;
            }
        }
        filler
    }
}

impl Rule {
    /// Finish to start without lag.
    pub(crate) const PLAIN: Rule = Rule { relation: Relation::FinishToStart, lag: LinkLag::Work(0) };
}

/// The time that a task waits when it could start.
fn delay(task: &Task, units: &WorkUnits) -> Option<LinkLag> {
    let delay = task.delay?;
    let seconds = delay.seconds(units);
    (seconds > 0).then(|| if delay.is_elapsed() { LinkLag::Elapsed(seconds) } else { LinkLag::Work(seconds) })
}

/// Whether a task states dates that may hold it; "no earlier" never does.
pub(super) fn may_be_held(task: &Task) -> bool {
    let holds = |constraint: &Constraint| match constraint.kind {
        ConstraintKind::StartNoEarlierThan
        | ConstraintKind::FinishNoEarlierThan
        | ConstraintKind::AsLateAsPossible => false,
        ConstraintKind::MustStartOn
        | ConstraintKind::MustFinishOn
        | ConstraintKind::MandatoryStart
        | ConstraintKind::MandatoryFinish
        | ConstraintKind::StartNoLaterThan
        | ConstraintKind::FinishNoLaterThan => true,
    };
    task.manual.is_some() || task.progress.is_some() || task.constraints.iter().any(holds)
}

/// How a dependency bounds.
pub(crate) fn rule(dependency: &Dependency, units: &WorkUnits) -> Rule {
    let lag = match dependency.lag {
        None => LinkLag::Work(0),
        Some(Lag::Percent(thousandths)) => LinkLag::Percent(thousandths),
        Some(Lag::Time(lag)) => match (lag.seconds(units), lag.is_elapsed()) {
            (seconds, true) if seconds != 0 => LinkLag::Elapsed(seconds),
            (seconds, _) => LinkLag::Work(seconds),
        },
    };
    Rule { relation: dependency.relation, lag }
}

fn push_bound(bounds: &mut Vec<BoundSource>, parent: u32, subject: Subject) -> u32 {
    bounds.push(BoundSource { parent, subject });
    bounds.len() as u32 - 1
}

/// Every dependency, in the order in which links are made of them.
fn dependencies(document: &Document) -> impl Iterator<Item = &Dependency> {
    let tasks = document.tasks.iter().flat_map(|task| &task.after);
    let phases = document.phases.iter().flat_map(|phase| &phase.after);
    tasks.chain(phases).chain(document.gates.iter().flat_map(|gate| &gate.after))
}
