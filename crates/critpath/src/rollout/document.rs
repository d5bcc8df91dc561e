//! A plan with rollouts into one in which each is unfolded: a phase of tasks, gates and undos.

use std::collections::BTreeSet;

use super::Unfolded;
use super::stage::Stage;
use super::step::Step;
use crate::duration::Duration;
use crate::model::{Dependency, Document, Gate, Phase, RollbackSettings, Task, Undo};
use crate::time::Until;

/// The plan with each rollout that has not begun in place of its task: a phase with the same id, so that what refers to it
/// still does. Its schedule has the steps, its way back their undos, its gates the criteria.
///
/// A rollout that cannot be unfolded stays the task that it is; [`super::findings`] says why.
///
/// # Complexity
/// O(n log n) in the plan, and in the steps.
pub fn unfold(document: &Document) -> Document {
    let mut writer = Writer::new(document);
    for task in &document.tasks {
        match Unfolded::of(document, task).filter(|_| !task.is_started()) {
            Some(unfolded) => writer.rollout(&unfolded),
            None => writer.tasks.push(task.clone()),
        }
    }
    writer.finish()
}

struct Writer<'a> {
    source: &'a Document,
    /// Ids in use.
    ids: BTreeSet<String>,
    tasks: Vec<Task>,
    phases: Vec<Phase>,
    gates: Vec<Gate>,
    /// Each task that became a phase, and its last task: what must be a task refers to that.
    last: Vec<(String, String)>,
    detection_s: i64,
}

impl<'a> Writer<'a> {
    fn new(source: &'a Document) -> Self {
        let tasks = source.tasks.iter().map(|task| task.id.clone());
        let others = source.phases.iter().map(|phase| phase.id.clone());
        let gates = source.gates.iter().map(|gate| gate.id.clone());
        Writer {
            source,
            ids: tasks.chain(others).chain(gates).collect(),
            tasks: Vec::with_capacity(source.tasks.len()),
            phases: source.phases.clone(),
            gates: source.gates.clone(),
            last: Vec::new(),
            detection_s: 0,
        }
    }

    /// An id that nothing has, near the one that is wanted.
    fn free(&mut self, wanted: String) -> String {
        let mut id = wanted.clone();
        let mut number = 2;
        while !self.ids.insert(id.clone()) {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        id
    }

    fn rollout(&mut self, unfolded: &Unfolded) {
        let source = unfolded.settings.task;
        self.phases.push(phase_of(source));
        let mut before: Option<String> = None;
        let mut gate = source.gate.clone();
        for (at, step) in unfolded.steps.iter().enumerate() {
            let id = self.free(step.id(&unfolded.settings));
            let change = Task {
                after: before.iter().map(|id| after(id)).collect(),
                gate: gate.take(),
                needs: source.needs.clone(),
                undo: undo(unfolded, at, source).map(Box::new),
                ..part_of(source, id.clone(), step.stage.name.clone(), step.stage.change_s)
            };
            self.tasks.push(change);
            let watched = if step.soak.seconds > 0 { self.soak(&id, step, source) } else { id };
            gate = step.gate(&unfolded.settings).map(|id| self.gate(id, &watched, step, unfolded));
            self.detection_s = self.detection_s.max(step.detection.as_ref().map_or(0, |it| it.seconds));
            before = Some(watched);
        }
        self.last.extend(before.map(|last| (source.id.clone(), last)));
    }

    /// The time that a step is watched, as a task.
    fn soak(&mut self, change: &str, step: &Step, source: &Task) -> String {
        let id = self.free(format!("{change}-soak"));
        let share = crate::check::phrase::exact(step.stage.weight);
        let task = part_of(source, id.clone(), format!("Watch it at {share} %"), step.soak.seconds);
        self.tasks.push(Task {
            description: Some(step.soak.detail.clone()),
            after: vec![after(change)],
            ..task
        });
        id
    }

    /// The gate behind a step: one of the plan also waits for it, another one is made.
    fn gate(&mut self, wanted: String, watched: &str, step: &Step, unfolded: &Unfolded) -> String {
        let stated = step.stage.step.is_some_and(|step| step.gate.is_some());
        if stated && let Some(gate) = self.gates.iter_mut().find(|gate| gate.id == wanted) {
            gate.after.push(after(watched));
            let asked = step.criteria.iter().filter(|id| !gate.criteria.contains(id)).cloned();
            let asked: Vec<String> = asked.collect();
            gate.criteria.extend(asked);
            return wanted;
        }
        let id = self.free(wanted);
        self.gates.push(Gate {
            id: id.clone(),
            name: format!("Go on from {} %", crate::check::phrase::exact(step.stage.weight)),
            after: vec![after(watched)],
            criteria: step.criteria.to_vec(),
            owner: unfolded.settings.task.owner.clone(),
            confidence: unfolded.settings.rollout.confidence,
            ..Gate::default()
        });
        id
    }

    fn finish(self) -> Document {
        let mut document =
            Document { tasks: self.tasks, phases: self.phases, gates: self.gates, ..self.source.clone() };
        let repoint = |id: &mut String| {
            if let Some((_, last)) = self.last.iter().find(|(task, _)| task == id) {
                id.clone_from(last);
            }
        };
        let backups = document.tasks.iter_mut().filter_map(|task| task.undo.as_mut()?.backup.as_mut());
        backups.for_each(repoint);
        let items = document.checklists.iter_mut().flat_map(|list| &mut list.items);
        items.filter_map(|item| item.task.as_mut()).for_each(repoint);
        let mitigations = document.risks.iter_mut().flat_map(|risk| &mut risk.mitigations);
        mitigations.filter_map(|mitigation| mitigation.task.as_mut()).for_each(repoint);
        // Without a monitor the way back does not know what an alert sees.
        let is_open = document.rollback.as_ref().is_none_or(|rollback| rollback.detection.is_none());
        if is_open && self.detection_s > 0 {
            let rollback = document.rollback.get_or_insert_with(RollbackSettings::default);
            rollback.detection = Some(Duration::from_seconds(self.detection_s).elapsed());
        }
        document
    }
}

/// The phase that stands where the task stood.
fn phase_of(task: &Task) -> Phase {
    Phase {
        id: task.id.clone(),
        name: task.name.clone(),
        description: task.description.clone(),
        parent: task.phase.clone(),
        wbs: task.wbs.clone(),
        window: task.window.clone(),
        after: task.after.clone(),
        constraints: task.constraints.clone(),
        deadline: task.deadline,
        inactive: task.inactive,
        environment: task.environment.clone(),
        owner: task.owner.clone(),
        deliverables: task.deliverables.clone(),
        cost: task.cost,
        span: task.span,
        ..Phase::default()
    }
}

/// A task of a rollout. It takes its time by the clock.
fn part_of(source: &Task, id: String, name: String, seconds: i64) -> Task {
    Task {
        id,
        name,
        phase: Some(source.id.clone()),
        step: source.step.clone(),
        duration: Some(Duration::from_seconds(seconds).elapsed()),
        calendar: source.calendar.clone(),
        environment: source.environment.clone(),
        owner: source.owner.clone(),
        span: source.span,
        ..Task::default()
    }
}

/// The undo of a step. The first one carries what its task says beside: data are restored once the traffic is back.
fn undo(unfolded: &Unfolded, at: usize, source: &Task) -> Option<Undo> {
    let Stage { undo, until_s, is_cleanup, .. } = &unfolded.steps[at].stage;
    if at == 0
        && let Some(stated) = &source.undo
    {
        // Where the first step itself must be undone, what it takes comes on top.
        let own = if *is_cleanup { 0 } else { undo.iter().map(|part| part.seconds).sum() };
        let seconds =
            stated.duration.map_or(0, |duration| unfolded.settings.document.units.seconds(&duration));
        let duration = match own {
            0 => stated.duration,
            own => Some(Duration::from_seconds(own + seconds).elapsed()),
        };
        return Some(Undo { duration, ..(**stated).clone() });
    }
    let seconds = undo.iter().map(|part| part.seconds).sum();
    let clock = |seconds: i64| Duration::from_seconds(seconds).elapsed();
    let names: Vec<&str> = undo.iter().map(|part| part.name.as_str()).collect();
    let late = until_s.and(unfolded.settings.startup_s).map(|startup| clock(startup + seconds));
    Some(Undo {
        duration: Some(clock(seconds)),
        until: until_s.map(|until| Until::Offset(clock(until))),
        late,
        cleanup: *is_cleanup,
        description: Some(names.join("; ")).filter(|text| !text.is_empty()),
        span: source.span,
        ..Undo::default()
    })
}

fn after(id: &str) -> Dependency {
    Dependency { predecessor: id.into(), ..Dependency::default() }
}
