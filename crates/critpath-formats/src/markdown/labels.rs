//! The value of a label into the field that it states: `**Owner**: Kim`, `Duration: 2-4 hours`.

use std::collections::BTreeMap;

use critpath::model::{
    Constraint, ConstraintKind, Deliverable, Phase, Progress, Risk, Task, TaskKind, Window, WindowUnit,
};
use critpath::time::Moment;
use serde_json::{Map, Value};

use super::draft::{Owner, TaskDraft, Wait};
use super::inline::Slice;
use super::parts::{self, Parts};
use super::phrase::{self, Mark};
use super::reader::Reader;
use super::vocabulary::{self, Label};

impl<'a> Reader<'a> {
    /// Sets what a label states about its owner; returns whether the value found a place.
    pub fn apply_label(&mut self, owner: Owner, label: Label, value: Slice<'a>) -> bool {
        if value.is_blank() {
            return true;
        }
        match label {
            Label::Tasks => return self.listed_tasks(value, owner),
            Label::Milestones => return self.milestone(value, owner),
            Label::Deliverables => return self.deliverables(value, owner),
            Label::Risk => return self.named_risk(value, owner),
            Label::Criteria => {
                self.criterion(value, None);
                return true;
            }
            Label::After => return self.waits(value, owner),
            _ => {}
        }
        match owner {
            Owner::Plan => self.apply_to_plan(label, value),
            Owner::Phase(index) => {
                let Some(draft) = self.drafts.phases.get_mut(index) else { return false };
                if label == Label::Duration {
                    draft.duration = phrase::duration(value.str()).map(|found| found.value);
                }
                apply_to_phase(&mut draft.phase, label, value)
            }
            Owner::Step(index) => {
                let Some(step) = self.drafts.steps.get_mut(index) else { return false };
                match label {
                    Label::Objective => append(&mut step.objective, value.clean()),
                    _ => keep(&mut step.extensions, "labels", &key(label), value.clean()),
                }
                true
            }
            Owner::Task(index) => self
                .drafts
                .tasks
                .get_mut(index)
                .is_some_and(|draft| apply_to_task(&mut draft.task, label, value)),
        }
    }

    /// Labels at the top of a document.
    fn apply_to_plan(&mut self, label: Label, value: Slice<'a>) -> bool {
        let document = &mut self.drafts.document;
        match (label, moment(value)) {
            (Label::Start, Some(date)) => document.start = Some(date),
            (Label::Deadline | Label::Finish, Some(date)) => document.deadline = Some(date),
            (Label::TimeZone, _) => document.time_zone = Some(value.clean()),
            (Label::Objective | Label::Description, _) => append(&mut document.overview, value.clean()),
            _ => return false,
        }
        true
    }

    /// Sets what stands beside a label: several things for what may be listed there.
    pub fn apply_inline(&mut self, owner: Owner, label: Label, value: Slice<'a>) -> bool {
        if label != Label::Deliverables {
            return self.apply_label(owner, label, value);
        }
        let items = phrase::split_list(value.str());
        items.into_iter().all(|item| self.apply_label(owner, label, value.sub(item.range)))
    }

    /// Prose about an owner.
    pub fn describe(&mut self, owner: Owner, text: Slice<'a>) -> bool {
        if text.is_blank() {
            return true;
        }
        let text = text.clean();
        match owner {
            Owner::Plan => return false,
            Owner::Phase(index) => {
                let Some(draft) = self.drafts.phases.get_mut(index) else { return false };
                append(&mut draft.phase.description, text);
            }
            Owner::Step(index) => {
                let Some(step) = self.drafts.steps.get_mut(index) else { return false };
                append(&mut step.objective, text);
            }
            Owner::Task(index) => {
                let Some(draft) = self.drafts.tasks.get_mut(index) else { return false };
                append(&mut draft.task.description, text);
            }
        }
        true
    }

    /// `**Tasks**: one, two and three`
    fn listed_tasks(&mut self, value: Slice<'a>, owner: Owner) -> bool {
        for item in phrase::split_list(value.str()) {
            let parts = Parts::of_item(value.sub(item.range.clone()), None);
            self.open_task(&parts, value.span_of(item.range), owner);
        }
        true
    }

    /// `**Milestone**: Go-live (2026-12-20)`
    pub fn milestone(&mut self, value: Slice<'a>, owner: Owner) -> bool {
        let parts = Parts::of_item(value, None);
        let task = self.open_task(&parts, value.span(), owner);
        self.make_milestone(task, &parts);
        true
    }

    /// A task into a milestone; a date beside its name is when it is due.
    pub fn make_milestone(&mut self, index: usize, parts: &Parts<'a>) {
        let Some(TaskDraft { task, .. }) = self.drafts.tasks.get_mut(index) else { return };
        task.kind = TaskKind::Milestone;
        if let Some(date) = task.window.as_ref().and_then(single_date) {
            task.deadline = Some(date);
            task.window = None;
        }
        if task.deadline.is_some() || task.window.is_some() {
            return;
        }
        if let Some(found) = parts.value.and_then(|value| phrase::date(value.str())) {
            task.deadline = Some(found.value);
        } else if let Some(found) = phrase::date(&task.name) {
            task.deadline = Some(found.value);
            let name = phrase::without(&task.name, &found.range);
            if !name.trim().is_empty() {
                task.name = name;
            }
        }
    }

    fn deliverables(&mut self, value: Slice<'a>, owner: Owner) -> bool {
        let deliverable = deliverable(value);
        match owner {
            Owner::Phase(index) => {
                self.drafts.phases.get_mut(index).map(|draft| draft.phase.deliverables.push(deliverable))
            }
            Owner::Step(index) => {
                self.drafts.steps.get_mut(index).map(|step| step.deliverables.push(deliverable))
            }
            Owner::Task(index) => {
                self.drafts.tasks.get_mut(index).map(|draft| draft.task.deliverables.push(deliverable))
            }
            Owner::Plan => None,
        }
        .is_some()
    }

    /// `**Depends on**: T1, T2:SS+1d`
    pub fn waits(&mut self, value: Slice<'a>, owner: Owner) -> bool {
        let nothing = ["none", "n a", "na", "nil", "no", "nothing", "", "ندارد"];
        let found = phrase::split_list(value.str())
            .into_iter()
            .filter(|item| !nothing.contains(&vocabulary::normal(item.value).as_str()));
        let found = found.map(|item| Wait { text: item.value.to_owned(), span: value.span_of(item.range) });
        match owner {
            Owner::Phase(index) => self.drafts.phases.get_mut(index).map(|draft| draft.waits.extend(found)),
            Owner::Task(index) => self.drafts.tasks.get_mut(index).map(|draft| draft.waits.extend(found)),
            Owner::Step(_) | Owner::Plan => None,
        }
        .is_some()
    }

    /// A risk named in a phase or task: it would hit it.
    fn named_risk(&mut self, value: Slice<'a>, _owner: Owner) -> bool {
        self.drafts.document.risks.push(Risk {
            name: value.clean(),
            span: Some(value.span()),
            ..Risk::default()
        });
        true
    }
}

/// What a mark says of progress. A box that is open says nothing yet.
pub fn progress_of(mark: Option<&Mark>) -> Option<Progress> {
    let mark = mark.filter(|mark| mark.done || mark.status.is_some())?;
    let percent = mark.done.then_some(100.0);
    Some(Progress { percent, status: mark.status.clone(), ..Progress::default() })
}

/// Text or `**Name**: text` as something that is handed over.
pub fn deliverable(value: Slice<'_>) -> Deliverable {
    let parts = Parts::of_item(value, None);
    match parts::bold_lead(parts.whole) {
        Some(lead) if !lead.value.is_blank() => Deliverable {
            name: lead.name.clean(),
            description: Some(lead.value.clean()),
            span: Some(value.span()),
            ..Deliverable::default()
        },
        _ => Deliverable { name: parts.whole.clean(), span: Some(value.span()), ..Deliverable::default() },
    }
}

fn apply_to_phase(phase: &mut Phase, label: Label, value: Slice<'_>) -> bool {
    match label {
        Label::Objective => append(&mut phase.objective, value.clean()),
        Label::Description => append(&mut phase.description, value.clean()),
        Label::Owner => phase.owner = Some(value.clean()),
        Label::Environment => phase.environment = Some(value.clean()),
        Label::Window | Label::Duration => {
            return set_window(&mut phase.window, value) || keep_label(phase, label, value);
        }
        Label::Start => match moment(value) {
            Some(date) => date_window(&mut phase.window).start = Some(date),
            None => return keep_label(phase, label, value),
        },
        Label::Finish => match moment(value) {
            Some(date) => date_window(&mut phase.window).finish = Some(date),
            None => return keep_label(phase, label, value),
        },
        Label::Deadline => match moment(value) {
            Some(date) => phase.deadline = Some(date),
            None => return keep_label(phase, label, value),
        },
        _ => return keep_label(phase, label, value),
    }
    true
}

fn keep_label(phase: &mut Phase, label: Label, value: Slice<'_>) -> bool {
    keep(&mut phase.extensions, "labels", &key(label), value.clean());
    true
}

/// Keeps what a noun has no field for, in a group, so that it never stands for a field of the noun.
pub fn keep(extensions: &mut BTreeMap<String, Value>, group: &str, key: &str, value: impl Into<Value>) {
    if let Value::Object(group) =
        extensions.entry(group.to_owned()).or_insert_with(|| Value::Object(Map::new()))
    {
        group.insert(key.to_owned(), value.into());
    }
}

/// Sets what a label or a cell states about a task.
pub fn apply_to_task(task: &mut Task, label: Label, value: Slice<'_>) -> bool {
    let date = moment(value);
    match (label, date) {
        (Label::Objective | Label::Description, _) => append(&mut task.description, value.clean()),
        (Label::Owner, _) => task.owner = Some(value.clean()),
        (Label::Environment, _) => task.environment = Some(value.clean()),
        (Label::Priority, _) => task.priority = Some(value.clean()),
        (Label::Duration, _) if set_duration(task, value.str()) => {}
        (Label::Duration, _) if vocabulary::normal(value.str()) == "milestone" => {
            task.kind = TaskKind::Milestone
        }
        (Label::Window | Label::Duration, _) if set_window(&mut task.window, value) => {}
        (Label::Window, Some(date)) if task.kind == TaskKind::Milestone => task.deadline = Some(date),
        (Label::Window, Some(_)) if parts::whole_window(value.str()).is_some() => {
            task.window = parts::whole_window(value.str());
        }
        (Label::Start, Some(date)) => task.constraints.push(Constraint {
            kind: ConstraintKind::StartNoEarlierThan,
            date: Some(date),
            span: Some(value.span()),
            ..Constraint::default()
        }),
        (Label::Finish | Label::Deadline, Some(date)) => task.deadline = Some(date),
        (Label::Deadline | Label::Start | Label::Finish, None) if set_window(&mut task.window, value) => {}
        (Label::Status, _) => set_status(task, value),
        (Label::Rollback, _) => task.undo.get_or_insert_default().description = Some(value.clean()),
        _ => keep(&mut task.extensions, "labels", &key(label), value.clean()),
    }
    true
}

/// Sets how long a task takes, if the text says so.
pub fn set_duration(task: &mut Task, text: &str) -> bool {
    let Some(found) = phrase::duration(text) else { return false };
    task.duration = found.value.duration;
    task.estimate = found.value.estimate;
    true
}

fn set_status(task: &mut Task, value: Slice<'_>) {
    let parts = Parts::of_item(value, None);
    let done = ["done", "complete", "completed", "finished", "closed", "yes", "انجام شده", "تکمیل شده"];
    let is_done = parts.mark.as_ref().is_some_and(|mark| mark.done)
        || done.contains(&vocabulary::normal(value.str()).as_str());
    let percent = value.str().trim().strip_suffix('%').and_then(|number| number.trim().parse::<f64>().ok());
    let progress = task.progress.get_or_insert_with(Progress::default);
    progress.percent =
        percent.filter(|p| (0.0..=100.0).contains(p)).or(is_done.then_some(100.0)).or(progress.percent);
    progress.status = Some(value.clean());
}

fn set_window(window: &mut Option<Window>, value: Slice<'_>) -> bool {
    let Some(found) = phrase::window(value.str()) else { return false };
    *window = Some(found.value);
    true
}

/// The date of a window that is one day.
fn single_date(window: &Window) -> Option<Moment> {
    window.start.filter(|start| window.unit == WindowUnit::Date && window.finish == Some(*start))
}

fn date_window(window: &mut Option<Window>) -> &mut Window {
    let window = window.get_or_insert_with(Window::default);
    window.unit = WindowUnit::Date;
    window
}

fn moment(value: Slice<'_>) -> Option<Moment> {
    Moment::parse(value.str()).ok().or_else(|| phrase::date(value.str()).map(|found| found.value))
}

/// Adds a paragraph to a text.
pub fn append(text: &mut Option<String>, more: String) {
    match text {
        Some(text) => {
            text.push('\n');
            text.push_str(&more);
        }
        None => *text = Some(more),
    }
}

fn key(label: Label) -> String {
    format!("{label:?}").to_lowercase()
}
