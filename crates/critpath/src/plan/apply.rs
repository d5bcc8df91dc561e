//! Edits into a new plan and what they changed. The plan they are applied to stays as it is.

use serde::Serialize;

use super::Plan;
use crate::diagnostic::did_you_mean;
use crate::duration::Duration;
use crate::error::Error;
use crate::model::noun::Noun;
use crate::model::what_if::{Changes, FieldChange};
use crate::model::{Constraint, Dependency, Document, Edit, EditKind, Estimate, Progress};
use crate::time::Moment;

impl Plan {
    /// Applies edits in their order, all or none, and builds the plan anew.
    ///
    /// # Errors
    /// [`Error::Unknown`] for an id that does not exist when its edit comes; [`Error::Option`] for an edit
    /// that lacks what it needs; [`Error::Document`] if the edited document is no sound plan.
    ///
    /// # Complexity
    /// Time and space linear in the document for each added or removed task, and once for the plan.
    pub fn apply(&self, edits: &[Edit]) -> Result<(Plan, Changes), Error> {
        let mut draft = Draft { document: self.document().clone(), changes: Changes::default() };
        for (at, edit) in edits.iter().enumerate() {
            draft.apply(edit).map_err(|error| match error {
                Error::Option(message) => Error::Option(format!("edit {}: {message}", at + 1)),
                other => other,
            })?;
        }
        Ok((Plan::build(draft.document)?, draft.changes))
    }
}

/// A document that takes edits, and what they changed so far.
pub(super) struct Draft {
    pub(super) document: Document,
    pub(super) changes: Changes,
}

/// The fields that tasks and phases have in common.
struct Fields<'a> {
    after: &'a mut Vec<Dependency>,
    constraints: &'a mut Vec<Constraint>,
    deadline: &'a mut Option<Moment>,
}

impl Draft {
    pub(super) fn apply(&mut self, edit: &Edit) -> Result<(), Error> {
        if let Some(field) = edit.extensions.keys().next() {
            return Err(unknown_field(edit, field));
        }
        let Some(kind) = edit.edit else { return Err(missing(edit, "`edit`")) };
        match kind {
            EditKind::SetDuration if edit.duration.is_none() && edit.estimate.is_none() => {
                Err(missing(edit, "`duration` or `estimate`"))
            }
            EditKind::SetDuration => self.duration(edit, edit.duration, edit.estimate.clone()),
            EditKind::ClearDuration => self.duration(edit, None, None),
            EditKind::SetProgress => self.progress(edit, Some(given(edit, "progress", &edit.progress)?)),
            EditKind::ClearProgress => self.progress(edit, None),
            EditKind::SetConstraint => self.set_constraint(edit),
            EditKind::ClearConstraints => {
                self.change(edit, "constraints", |fields| fields.constraints, Vec::clear)
            }
            EditKind::SetDeadline => self.deadline(edit, Some(given(edit, "date", &edit.date)?)),
            EditKind::ClearDeadline => self.deadline(edit, None),
            EditKind::SetStart => {
                let (before, after) = (self.document.start, Some(given(edit, "date", &edit.date)?));
                self.document.start = after;
                self.changed(None, "start", &before, &after);
                Ok(())
            }
            EditKind::AddDependency => self.add_dependency(edit),
            EditKind::RemoveDependency => {
                let predecessor = given(edit, "predecessor", &edit.predecessor)?;
                self.change(
                    edit,
                    "after",
                    |fields| fields.after,
                    |after| {
                        after.retain(|link| link.predecessor != predecessor);
                    },
                )
            }
            EditKind::AddTask => self.add_task(edit),
            EditKind::RemoveTask => self.remove_task(edit),
            EditKind::MoveTask => {
                let task = self.task(edit)?;
                let before = self.document.tasks[task].phase.clone();
                self.document.tasks[task].phase.clone_from(&edit.phase);
                self.changed(edit.id.as_deref(), "phase", &before, &edit.phase);
                Ok(())
            }
            EditKind::AddPhase => {
                let phase = given(edit, "new_phase", &edit.new_phase)?;
                self.changes.added.push(phase.id.clone());
                self.document.phases.push(phase);
                Ok(())
            }
        }
    }

    fn duration(
        &mut self,
        edit: &Edit,
        duration: Option<Duration>,
        estimate: Option<Estimate>,
    ) -> Result<(), Error> {
        let index = self.task(edit)?;
        let task = &mut self.document.tasks[index];
        let had_duration = std::mem::replace(&mut task.duration, duration);
        let had_estimate = std::mem::replace(&mut task.estimate, estimate.clone());
        self.changed(edit.id.as_deref(), "duration", &had_duration, &duration);
        self.changed(edit.id.as_deref(), "estimate", &had_estimate, &estimate);
        Ok(())
    }

    fn progress(&mut self, edit: &Edit, progress: Option<Progress>) -> Result<(), Error> {
        let task = self.task(edit)?;
        let before = std::mem::replace(&mut self.document.tasks[task].progress, progress.clone());
        self.changed(edit.id.as_deref(), "progress", &before, &progress);
        Ok(())
    }

    /// The deadline of a task or phase, or of the plan if the edit names neither.
    fn deadline(&mut self, edit: &Edit, date: Option<Moment>) -> Result<(), Error> {
        if edit.id.is_some() {
            return self.change(edit, "deadline", |fields| fields.deadline, |deadline| *deadline = date);
        }
        let before = std::mem::replace(&mut self.document.deadline, date);
        self.changed(None, "deadline", &before, &date);
        Ok(())
    }

    fn set_constraint(&mut self, edit: &Edit) -> Result<(), Error> {
        let constraint = given(edit, "constraint", &edit.constraint)?;
        self.change(
            edit,
            "constraints",
            |fields| fields.constraints,
            |constraints| {
                constraints.retain(|other| other.kind != constraint.kind);
                constraints.push(constraint);
            },
        )
    }

    fn add_dependency(&mut self, edit: &Edit) -> Result<(), Error> {
        let dependency = given(edit, "dependency", &edit.dependency)?;
        self.change(
            edit,
            "after",
            |fields| fields.after,
            |after| {
                after.retain(|link| link.predecessor != dependency.predecessor);
                after.push(dependency);
            },
        )
    }

    fn add_task(&mut self, edit: &Edit) -> Result<(), Error> {
        let task = given(edit, "task", &edit.task)?;
        let at = match edit.id {
            Some(_) => self.task(edit)? + 1,
            None => self.document.tasks.len(),
        };
        self.changes.added.push(task.id.clone());
        self.document.tasks.insert(at, task);
        Ok(())
    }

    fn remove_task(&mut self, edit: &Edit) -> Result<(), Error> {
        let task = self.task(edit)?;
        let id = self.document.tasks.remove(task).id;
        let document = &mut self.document;
        let of_tasks = document.tasks.iter_mut().map(|task| (&task.id, &mut task.after));
        let of_phases = document.phases.iter_mut().map(|phase| (&phase.id, &mut phase.after));
        let mut cut = Vec::new();
        for (successor, after) in of_tasks.chain(of_phases) {
            if after.iter().any(|link| link.predecessor == id) {
                let before = json(after);
                after.retain(|link| link.predecessor != id);
                cut.push((successor.clone(), before, json(after)));
            }
        }
        let changed =
            |(id, before, after)| FieldChange { id: Some(id), field: "after".into(), before, after };
        self.changes.changed.extend(cut.into_iter().map(changed));
        self.changes.removed.push(id);
        Ok(())
    }

    /// Changes one of the fields that tasks and phases have in common.
    fn change<T: Clone + PartialEq + Serialize>(
        &mut self,
        edit: &Edit,
        field: &str,
        of: impl FnOnce(Fields) -> &mut T,
        change: impl FnOnce(&mut T),
    ) -> Result<(), Error> {
        let id = edit.id.as_deref().ok_or_else(|| missing(edit, "`id`"))?;
        let value = of(self.fields(id)?);
        let before = value.clone();
        change(value);
        let after = value.clone();
        self.changed(Some(id), field, &before, &after);
        Ok(())
    }

    fn changed<T: PartialEq + Serialize>(&mut self, id: Option<&str>, field: &str, before: &T, after: &T) {
        if before != after {
            let (id, field) = (id.map(String::from), field.into());
            self.changes.changed.push(FieldChange { id, field, before: json(before), after: json(after) });
        }
    }

    fn task(&self, edit: &Edit) -> Result<usize, Error> {
        let id = edit.id.as_deref().ok_or_else(|| missing(edit, "`id`"))?;
        let found = self.document.tasks.iter().position(|task| task.id == id);
        found.ok_or_else(|| unknown("task", id, self.document.tasks.iter().map(|task| task.id.as_str())))
    }

    fn fields(&mut self, id: &str) -> Result<Fields<'_>, Error> {
        let Document { tasks, phases, .. } = &mut self.document;
        if let Some(at) = tasks.iter().position(|task| task.id == id) {
            let task = &mut tasks[at];
            let (after, constraints, deadline) = (&mut task.after, &mut task.constraints, &mut task.deadline);
            return Ok(Fields { after, constraints, deadline });
        }
        if let Some(at) = phases.iter().position(|phase| phase.id == id) {
            let phase = &mut phases[at];
            let (after, constraints, deadline) =
                (&mut phase.after, &mut phase.constraints, &mut phase.deadline);
            return Ok(Fields { after, constraints, deadline });
        }
        let ids =
            tasks.iter().map(|task| task.id.as_str()).chain(phases.iter().map(|phase| phase.id.as_str()));
        Err(unknown("task or phase", id, ids))
    }
}

/// What an edit states in a field that it cannot do without.
fn given<T: Clone>(edit: &Edit, field: &str, value: &Option<T>) -> Result<T, Error> {
    value.clone().ok_or_else(|| missing(edit, &format!("`{field}`")))
}

fn missing(edit: &Edit, fields: &str) -> Error {
    let what = edit.edit.map_or("the edit".into(), |kind| format!("`{}`", kind.as_str()));
    Error::Option(format!("{what} needs {fields}"))
}

/// A field that no edit has: what it was meant to say would not be done.
fn unknown_field(edit: &Edit, field: &str) -> Error {
    let meant = did_you_mean(field, edit.fields().iter().copied());
    let hint = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
    Error::Option(format!("`{field}` is not a field of an edit{hint}"))
}

fn unknown<'a>(kind: &'static str, id: &str, ids: impl Iterator<Item = &'a str>) -> Error {
    Error::Unknown { kind, id: id.into(), suggestion: did_you_mean(id, ids).map(String::from) }
}

/// JSON text of a value; none for null and for an empty list.
fn json<T: Serialize>(value: &T) -> Option<String> {
    serde_json::to_string(value).ok().filter(|text| text != "null" && text != "[]")
}
