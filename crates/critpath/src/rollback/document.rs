//! A state of a deployment into the plan of its rollback: a document of its own, ready to be scheduled.

use std::collections::BTreeSet;

use super::evaluate::Evaluator;
use super::network::{Network, Part};
use super::step;
use super::steps::Timed;
use crate::duration::Duration;
use crate::error::Error;
use crate::model::{Constraint, ConstraintKind, Dependency, Document, FORMAT, Task, TaskKind};
use crate::plan::Plan;
use crate::schedule::Schedule;
use crate::time::Instant;

/// Id of the milestone at which the system is back.
const BACK: &str = "back";

/// The plan of the rollback from a failure at an instant: detect, decide, the undos in their order with the people that
/// they need, the milestone `back`, and then what could wait. Its schedule has `back` when [`super::rollback`] says.
///
/// # Errors
/// As [`super::rollback`]; [`Error::NoWayBack`] if a step that was started cannot be undone.
pub fn rollback_plan(plan: &Plan, schedule: &Schedule, failure: Instant) -> Result<Document, Error> {
    let network = Network::new(plan, schedule)?;
    let mut evaluator = Evaluator::new(&network);
    if evaluator.at(failure).barred {
        let tasks = evaluator.bars.iter().map(|(step, _)| network.steps[*step as usize].task);
        let tasks = tasks.map(|task| plan.document().tasks[task].id.clone()).collect();
        return Err(Error::NoWayBack { at: plan.axis().text(failure), tasks });
    }
    let writer = Writer { plan, schedule, network: &network, failure };
    Ok(writer.document(&evaluator))
}

struct Writer<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    network: &'a Network,
    failure: Instant,
}

impl Writer<'_> {
    fn document(&self, evaluator: &Evaluator) -> Document {
        let source = self.plan.document();
        let mut tasks = self.reaction();
        let decided: Vec<Dependency> = tasks.last().map(|task| after(&task.id)).into_iter().collect();
        let steps = evaluator.steps();
        let before = self.before(evaluator);
        for timed in &steps {
            tasks.extend(self.undo(timed, &before[timed.node as usize], &decided));
        }
        let undone: Vec<Dependency> = tasks.iter().map(|task| after(&task.id)).collect();
        tasks.push(Task {
            id: BACK.into(),
            name: "The system is back".into(),
            kind: TaskKind::Milestone,
            after: undone,
            ..Task::default()
        });
        tasks.extend(self.cleanup());
        Document {
            format: FORMAT.into(),
            name: format!("Rollback of {}", source.name),
            start: Some(self.plan.axis().moment(self.failure)),
            time_zone: source.time_zone.clone(),
            calendar: source.calendar.clone(),
            calendars: source.calendars.clone(),
            units: source.units.clone(),
            currency: source.currency.clone(),
            environments: source.environments.clone(),
            resources: source.resources.clone(),
            tasks,
            ..Document::default()
        }
    }

    /// What comes before the first undo.
    fn reaction(&self) -> Vec<Task> {
        let settings = &self.network.settings;
        let parts =
            [("detect", "Detect the failure", settings.detection), ("decide", "Decide", settings.decision)];
        let mut tasks: Vec<Task> = Vec::new();
        for (id, name, seconds) in parts.into_iter().filter(|(_, _, seconds)| *seconds > 0) {
            let before = tasks.last().map(|task| after(&task.id)).into_iter().collect();
            let duration = Some(Duration::from_seconds(seconds).elapsed());
            tasks.push(Task { id: id.into(), name: name.into(), duration, after: before, ..Task::default() });
        }
        tasks
    }

    /// By node, the started steps right before it, through what takes no time.
    fn before(&self, evaluator: &Evaluator) -> Vec<BTreeSet<u32>> {
        let mut before: Vec<BTreeSet<u32>> = Vec::with_capacity(self.network.parts.len());
        for node in 0..self.network.parts.len() as u32 {
            let mut steps = BTreeSet::new();
            for other in self.network.before.of(node) {
                if evaluator.placed[*other as usize].counts {
                    steps.insert(*other);
                } else {
                    steps.extend(&before[*other as usize]);
                }
            }
            before.push(steps);
        }
        before
    }

    /// The undo of a step, with what stops its task if that still runs.
    fn undo(&self, timed: &Timed, before: &BTreeSet<u32>, decided: &[Dependency]) -> Vec<Task> {
        let step = &self.network.steps[timed.step as usize];
        let source = &self.plan.document().tasks[step.task];
        let is_late = step.until.is_some_and(|until| timed.start > until);
        let seconds = if is_late { step.late } else { step.amount }.unwrap_or(0);
        let duration = |seconds: i64| {
            let duration = Duration::from_seconds(seconds);
            Some(if step.is_elapsed { duration.elapsed() } else { duration })
        };
        let mut links = decided.to_vec();
        let waits = before.iter().copied().chain(timed.cause);
        for node in waits.collect::<BTreeSet<u32>>() {
            if let (Part::Step(other), true) = (self.network.parts[node as usize], node != timed.node) {
                links.push(after(&undo_id(self.id(other))));
            }
        }
        let mut tasks = Vec::new();
        let mut constraints = Vec::new();
        let begins = self.failure + self.network.settings.reaction();
        if step.finish > begins {
            let date = Some(self.plan.axis().moment(step.finish));
            constraints.push(Constraint {
                kind: ConstraintKind::StartNoEarlierThan,
                date,
                ..Constraint::default()
            });
            if step.abort > 0 {
                let id = format!("stop-{}", source.id);
                links.push(after(&id));
                tasks.push(Task {
                    id,
                    name: format!("Stop, or let finish: {}", source.name),
                    duration: duration(step.abort),
                    after: decided.to_vec(),
                    calendar: step.stated_calendar.clone(),
                    needs: step.needs.clone(),
                    owner: source.owner.clone(),
                    environment: source.environment.clone(),
                    ..Task::default()
                });
            }
        }
        tasks.push(Task {
            id: undo_id(&source.id),
            name: format!("Undo: {}", source.name),
            description: source.undo.as_ref().and_then(|undo| undo.description.clone()),
            duration: duration(seconds),
            after: links,
            constraints,
            calendar: step.stated_calendar.clone(),
            needs: step.needs.clone(),
            owner: source.owner.clone(),
            environment: source.environment.clone(),
            ..Task::default()
        });
        tasks
    }

    fn id(&self, step: u32) -> &str {
        &self.plan.document().tasks[self.network.steps[step as usize].task].id
    }

    /// What could wait until the system is back, the last one started first.
    fn cleanup(&self) -> Vec<Task> {
        let document = self.plan.document();
        let settings = &self.network.settings;
        let starts = self.schedule.planned_start();
        let waits = |task: &usize| {
            let undo = document.tasks[*task].undo.as_ref();
            let cleanup = undo.is_some_and(|undo| undo.cleanup && !undo.irreversible);
            cleanup && settings.in_scope[*task] && starts[*task] <= self.failure
        };
        let mut waiting: Vec<usize> = (0..document.tasks.len()).filter(waits).collect();
        waiting.sort_by_key(|task| (std::cmp::Reverse(starts[*task]), std::cmp::Reverse(*task)));
        let mut before = BACK.to_owned();
        let mut tasks = Vec::new();
        for source in waiting.into_iter().map(|task| &document.tasks[task]) {
            let Some(undo) = &source.undo else { continue };
            let id = undo_id(&source.id);
            tasks.push(Task {
                id: id.clone(),
                name: format!("Clean up: {}", source.name),
                description: undo.description.clone(),
                duration: step::amount(document, undo).map(Duration::from_seconds),
                after: vec![after(&before)],
                calendar: step::calendar(source, undo, settings),
                needs: step::needs(source, undo).to_vec(),
                owner: source.owner.clone(),
                environment: source.environment.clone(),
                ..Task::default()
            });
            before = id;
        }
        tasks
    }
}

fn undo_id(task: &str) -> String {
    format!("undo-{task}")
}

fn after(id: &str) -> Dependency {
    Dependency { predecessor: id.into(), ..Dependency::default() }
}
