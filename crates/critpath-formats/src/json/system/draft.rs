//! An element of a work breakdown into a draft: a task with its children, before anyone knows what is a phase.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::{Duration, DurationUnit, Lag};
use critpath::model::tree::{Entry, Node};
use critpath::model::{
    Constraint, ConstraintKind, Deliverable, Estimate, Progress, Relation, Span, Task, TaskKind, Window,
    WindowUnit,
};
use critpath::time::Moment;

use super::alias::{self, ELEMENT, Element, Unit};
use super::gather::{Allocated, Gathered};
use super::share::{Of, Share};
use super::value;
use crate::markdown::phrase::DurationPhrase;

/// An element as it is read.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Everything it says about itself. A phase is made of it when it turns out to hold others.
    pub task: Task,
    /// Whether it is a phase even without children.
    pub phase: bool,
    /// What it is for. A task has no such field, a phase does.
    pub objective: Option<String>,
    /// Names of the elements above it, by level.
    pub levels: Vec<(usize, String, Span)>,
    /// Id or name of the element above it.
    pub parent: Option<(String, Span)>,
    /// What it waits for, as written.
    pub waits: Vec<Wait>,
    /// What waits for it, as written.
    pub successors: Vec<Wait>,
    /// Its done share.
    pub share: Option<Share>,
    /// The resources that it names.
    pub allocations: Vec<Allocated>,
    /// How deep it is, where its file says so.
    pub level: Option<f64>,
    /// Whether an object of its own states it, and not only its name.
    pub stated: bool,
    /// Its children.
    pub children: Vec<Draft>,
}

/// A reference to another element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wait {
    /// An id or a name, perhaps with a relation and a lag.
    pub text: String,
    /// The relation, when a field of its own states it.
    pub relation: Relation,
    /// The lag, when a field of its own states it.
    pub lag: Option<Lag>,
    /// Where it stands.
    pub span: Span,
}

/// Fields that only mean something together.
#[derive(Debug, Default)]
struct Pending {
    duration: Option<DurationPhrase>,
    low: Option<Duration>,
    likely: Option<Duration>,
    high: Option<Duration>,
    start: Option<Moment>,
    finish: Option<Moment>,
    dates: String,
    progress: Progress,
    done: Option<bool>,
    unit: Option<DurationUnit>,
}

impl Draft {
    /// Reads an element. `key` is its name in the object that holds it, if it is held by name.
    pub fn read(node: &Node<'_>, key: Option<&str>, gathered: &mut Gathered) -> Draft {
        let mut draft = Draft::default();
        draft.task.span = Some(node.span);
        draft.stated = true;
        let entries = node.entries().unwrap_or_default();
        let mut pending = Pending { unit: stated_unit(entries), ..Pending::default() };
        for entry in entries {
            if let Some(level) = alias::level(&entry.key) {
                let span = entry.value.span;
                draft.levels.extend(value::word(&entry.value).map(|name| (level, name, span)));
            } else if let Some(field) = gathered.notes.lookup(&ELEMENT, entry) {
                if !value::is_blank(&entry.value) {
                    draft.field(field, entry, &mut pending, gathered);
                }
            } else {
                gathered.notes.keep("an element of work", &ELEMENT, entry, &mut draft.task);
            }
        }
        if let (true, Some(key)) = (draft.task.id.is_empty(), key) {
            draft.task.id = key.to_owned();
        }
        draft.settle(pending);
        draft
    }

    fn field(&mut self, field: Element, entry: &Entry<'_>, pending: &mut Pending, gathered: &mut Gathered) {
        let node = &entry.value;
        let read = match field {
            Element::Id => set(&mut self.task.id, value::word(node)),
            Element::Name => set(&mut self.task.name, value::word(node)),
            Element::Description => set_some(&mut self.task.description, value::word(node)),
            Element::Wbs => set_some(&mut self.task.wbs, value::word(node)),
            Element::Priority => set_some(&mut self.task.priority, value::word(node)),
            Element::Environment => set_some(&mut self.task.environment, value::word(node)),
            Element::Owner => set_some(&mut self.task.owner, names(node)),
            Element::Cost => set_some(&mut self.task.cost, value::number(node)),
            Element::Deadline => set_some(&mut self.task.deadline, value::moment(node)),
            Element::Deliverables => set(&mut self.task.deliverables, deliverables(node)),
            Element::Started => set_some(&mut pending.progress.started, value::moment(node)),
            Element::Finished => set_some(&mut pending.progress.finished, value::moment(node)),
            Element::Status => set_some(&mut pending.progress.status, value::word(node)),
            Element::Done => set_some(&mut pending.done, value::truth(node)),
            Element::Start | Element::Finish => pending.date(field, entry),
            Element::Duration(unit) => {
                pending.note_unit(unit, entry, gathered);
                set_some(&mut pending.duration, value::amount(node, unit, pending.unit))
            }
            Element::Low(unit) => pending.point(entry, unit, |pending| &mut pending.low, gathered),
            Element::Likely(unit) => pending.point(entry, unit, |pending| &mut pending.likely, gathered),
            Element::High(unit) => pending.point(entry, unit, |pending| &mut pending.high, gathered),
            Element::Remaining(unit) => {
                pending.point(entry, unit, |pending| &mut pending.progress.remaining, gathered)
            }
            Element::ActualWork(unit) => {
                pending.point(entry, unit, |pending| &mut pending.progress.actual_work, gathered)
            }
            Element::ActualCost => set_some(&mut pending.progress.actual_cost, value::number(node)),
            Element::Tags => set(&mut self.task.tags, value::words(node).map(only_words)),
            Element::Estimate => pending.estimate(entry, gathered),
            Element::DurationUnit => pending.unit.is_some(),
            Element::Percent | Element::Share => {
                let named_percent = field == Element::Percent;
                set_some(&mut self.share, gathered.scales.read(node, Of::Progress, named_percent))
            }
            Element::After => extend(&mut self.waits, waits(node)),
            Element::Before => extend(&mut self.successors, waits(node)),
            Element::Parent => set_some(&mut self.parent, value::word(node).map(|word| (word, node.span))),
            Element::Milestone => match value::truth(node) {
                Some(milestone) => {
                    self.task.kind = if milestone { TaskKind::Milestone } else { self.task.kind };
                    true
                }
                None => false,
            },
            Element::Phase => return self.phase_field(entry),
            Element::Kind => self.kind(node),
            Element::Children | Element::Milestones => self.children(field, node, gathered),
            Element::Allocations => gathered.allocations_of(self, node),
            Element::Needs => gathered.needs_of(self, node),
            Element::People => gathered.people(node),
            Element::Risks => gathered.risks(node, None),
            Element::Level => set_some(&mut self.level, node.number()),
            Element::Objective => set_some(&mut self.objective, value::word(node)),
            Element::Project => self.project(node, gathered),
        };
        if !read {
            let (code, expected) = expectation(field);
            gathered.notes.reject(code, entry, expected, &mut self.task.extensions);
        }
    }

    /// `phase` names the phase that a task is in, or the element itself where nothing else does.
    fn phase_field(&mut self, entry: &Entry<'_>) {
        match value::word(&entry.value) {
            Some(word) => self.parent = Some((word, entry.value.span)),
            None => {
                self.task.extensions.insert(entry.key.clone().into_owned(), entry.value.json());
            }
        }
    }

    /// `project` names what the element is, or holds its head data.
    fn project(&mut self, node: &Node<'_>, gathered: &mut Gathered) -> bool {
        if node.entries().is_none() {
            return set(&mut self.task.name, value::word(node));
        }
        let head = Draft::read(node, None, gathered);
        let task = &mut self.task;
        if task.name.is_empty() {
            task.name = head.task.name;
        }
        task.description = task.description.take().or(head.task.description);
        task.owner = task.owner.take().or(head.task.owner);
        task.window = task.window.take().or(head.task.window);
        task.deadline = task.deadline.take().or(head.task.deadline);
        task.constraints.extend(head.task.constraints);
        task.extensions.extend(head.task.extensions);
        self.children.extend(head.children);
        true
    }

    fn kind(&mut self, node: &Node<'_>) -> bool {
        match value::word(node).map(|word| alias::normal(&word)).as_deref() {
            Some("milestone") => self.task.kind = TaskKind::Milestone,
            Some("phase" | "summary" | "project" | "stage") => self.phase = true,
            Some("task" | "activity" | "subtask" | "work_package") => {}
            _ => return false,
        }
        true
    }

    fn children(&mut self, field: Element, node: &Node<'_>, gathered: &mut Gathered) -> bool {
        let before = self.children.len();
        self.children.extend(gathered.drafts(node));
        if field == Element::Milestones {
            self.children[before..].iter_mut().for_each(|child| child.task.kind = TaskKind::Milestone);
        }
        node.elements().is_some() || node.entries().is_some()
    }

    /// What the fields mean together.
    fn settle(&mut self, mut pending: Pending) {
        let task = &mut self.task;
        if task.name.is_empty()
            && !self.children.is_empty()
            && let Some((name, _)) = self.parent.take()
        {
            task.name = name;
        }
        let estimated = pending.low.is_some() || pending.high.is_some();
        let phrase = pending.duration.take().unwrap_or_default();
        task.duration = phrase.duration;
        task.estimate = phrase.estimate;
        if estimated {
            let likely = pending.likely.or(task.duration.take());
            task.estimate =
                Some(Estimate { low: pending.low, likely, high: pending.high, ..Estimate::default() });
        } else {
            task.duration = task.duration.or(pending.likely);
        }
        match (pending.start, pending.finish) {
            (None, None) => {}
            (Some(date), None) => task.constraints.push(Constraint {
                kind: ConstraintKind::StartNoEarlierThan,
                date: Some(date),
                span: task.span,
                ..Constraint::default()
            }),
            (None, Some(finish)) => {
                task.deadline.get_or_insert(finish);
            }
            (start, finish) => {
                task.window = Some(Window {
                    unit: WindowUnit::Date,
                    start,
                    finish,
                    text: pending.dates,
                    span: task.span,
                    ..Window::default()
                });
            }
        }
        let progress = &mut pending.progress;
        progress.percent = match (pending.done, progress.status.as_deref().and_then(percent_of_status)) {
            (Some(true), _) => Some(100.0),
            (_, percent) => percent,
        };
        if *progress != Progress::default() {
            progress.span = task.span;
            task.progress = Some(pending.progress);
        }
    }
}

impl Pending {
    fn date(&mut self, field: Element, entry: &Entry<'_>) -> bool {
        let Some(moment) = value::moment(&entry.value) else { return false };
        let text = entry.value.text().unwrap_or_default().trim();
        if field == Element::Start {
            self.start = Some(moment);
            self.dates = [text, &self.dates].join(" ").trim().to_owned();
        } else {
            self.finish = Some(moment);
            self.dates = [&self.dates, text].join(" ").trim().to_owned();
        }
        true
    }

    fn point(
        &mut self,
        entry: &Entry<'_>,
        unit: Unit,
        field: fn(&mut Pending) -> &mut Option<Duration>,
        gathered: &mut Gathered,
    ) -> bool {
        self.note_unit(unit, entry, gathered);
        let amount = value::amount(&entry.value, unit, self.unit);
        set_some(field(self), amount.and_then(|phrase| phrase.duration))
    }

    /// An object of three points, or an amount.
    fn estimate(&mut self, entry: &Entry<'_>, gathered: &mut Gathered) -> bool {
        let Some(entries) = entry.value.entries() else {
            self.note_unit(Unit::Unstated, entry, gathered);
            return set_some(&mut self.duration, value::amount(&entry.value, Unit::Unstated, self.unit));
        };
        self.unit = stated_unit(entries).or(self.unit);
        entries.iter().all(|entry| match gathered.notes.lookup(&ELEMENT, entry) {
            Some(Element::Low(unit)) => self.point(entry, unit, |pending| &mut pending.low, gathered),
            Some(Element::Likely(unit)) => self.point(entry, unit, |pending| &mut pending.likely, gathered),
            Some(Element::High(unit)) => self.point(entry, unit, |pending| &mut pending.high, gathered),
            Some(Element::DurationUnit) => self.unit.is_some(),
            _ => false,
        })
    }

    /// Says which unit a plain number is taken to be in, where neither its name nor its neighbour says so.
    fn note_unit(&self, unit: Unit, entry: &Entry<'_>, gathered: &mut Gathered) {
        if unit == Unit::Unstated && self.unit.is_none() && value::number(&entry.value).is_some() {
            let message = format!("plain numbers of `{}` are read as days of work", entry.key);
            let diagnostic = Diagnostic::new(Code::JsonAlias, message).at(entry.value.span);
            gathered.notes.repeat(diagnostic.help("write the unit, as in `5d` or `5h`"));
        }
    }
}

/// Elements in a flat list that say how deep they are, each below the last one that is less deep.
pub(super) fn nest(drafts: Vec<Draft>) -> Vec<Draft> {
    let flat = drafts.iter().all(|draft| draft.level.is_some() && draft.children.is_empty());
    if !flat || !drafts.iter().any(|draft| draft.level != drafts[0].level) {
        return drafts;
    }
    let mut roots: Vec<Draft> = Vec::new();
    let mut open: Vec<Draft> = Vec::new();
    for draft in drafts {
        while open.last().is_some_and(|above| above.level >= draft.level) {
            close(&mut open, &mut roots);
        }
        open.push(draft);
    }
    while !open.is_empty() {
        close(&mut open, &mut roots);
    }
    roots
}

/// Moves the innermost element to its parent.
fn close(open: &mut Vec<Draft>, roots: &mut Vec<Draft>) {
    if let Some(draft) = open.pop() {
        open.last_mut().map_or(roots, |above| &mut above.children).push(draft);
    }
}

/// The unit of an object's plain amounts, if one of its fields says it.
fn stated_unit(entries: &[Entry<'_>]) -> Option<DurationUnit> {
    let is_unit = |entry: &&Entry<'_>| {
        ELEMENT.lookup(&entry.key).is_some_and(|known| known.meaning == Element::DurationUnit)
    };
    entries.iter().find(is_unit).and_then(|entry| value::unit(&entry.value))
}

/// What a field holds, for messages.
fn expectation(field: Element) -> (Code, &'static str) {
    match field {
        field if field.unit().is_some() || field == Element::Estimate => {
            (Code::DurationInvalid, "an amount of work")
        }
        Element::Start | Element::Finish | Element::Deadline | Element::Started | Element::Finished => {
            (Code::DateInvalid, "a date like `2026-12-07`")
        }
        Element::Percent | Element::Share => (Code::NumberInvalid, "a share or a percentage"),
        Element::Cost | Element::ActualCost | Element::Level => (Code::JsonType, "a number"),
        Element::Done | Element::Milestone => (Code::JsonType, "true or false"),
        Element::Kind => (Code::JsonType, "`task`, `milestone` or `phase`"),
        Element::DurationUnit => (Code::JsonType, "a unit like `hours` or `days`"),
        Element::Children | Element::Milestones => (Code::JsonType, "a list of elements"),
        Element::Allocations | Element::Needs => (Code::JsonType, "a list of resources"),
        Element::People | Element::Risks => (Code::JsonType, "a list of objects"),
        Element::After | Element::Before => (Code::JsonType, "a list of ids"),
        _ => (Code::JsonType, "a text"),
    }
}

/// Words that people use for where a task stands, as a done share.
const STATUSES: &[(f64, &[&str])] = &[
    (100.0, &["done", "completed", "complete", "closed", "finished", "resolved", "merged", "deployed", "✅"]),
    (0.0, &["not_started", "todo", "to_do", "pending", "planned", "backlog", "new", "open", "scheduled"]),
];

fn percent_of_status(status: &str) -> Option<f64> {
    let status = alias::normal(status);
    let row = STATUSES.iter().find(|(_, words)| words.iter().any(|word| alias::normal(word) == status));
    row.filter(|_| !status.is_empty()).map(|(percent, _)| *percent)
}

/// References in whatever way they are written: ids, a text with commas, objects with an id, a relation and a lag.
fn waits(node: &Node<'_>) -> Option<Vec<Wait>> {
    let plain = |(text, span)| Wait { text, relation: Relation::default(), lag: None, span };
    if let Some(words) = value::words(node) {
        return Some(words.into_iter().map(plain).collect());
    }
    let elements = node.elements().unwrap_or(std::slice::from_ref(node));
    elements
        .iter()
        .map(|element| match value::word(element) {
            Some(text) => Some(plain((text, element.span))),
            None => wait_object(element),
        })
        .collect()
}

fn wait_object(node: &Node<'_>) -> Option<Wait> {
    const IDS: &[&str] =
        &["id", "task_id", "predecessor", "predecessor_id", "task", "on", "depends_on", "successor"];
    let mut wait = Wait { text: String::new(), relation: Relation::default(), lag: None, span: node.span };
    for entry in node.entries()? {
        match alias::normal(&entry.key).as_str() {
            key if IDS.contains(&key) => wait.text = value::word(&entry.value)?,
            "type" | "relation" | "dependency_type" | "link" => {
                wait.relation = relation(entry.value.text()?)?
            }
            "lag" | "lag_days" | "delay" if value::is_blank(&entry.value) => {}
            "lag" | "lag_days" | "delay" => wait.lag = Some(lag(&entry.value, DurationUnit::Day)?),
            "lag_hours" => wait.lag = Some(lag(&entry.value, DurationUnit::Hour)?),
            _ => return None,
        }
    }
    (!wait.text.is_empty()).then_some(wait)
}

fn relation(text: &str) -> Option<Relation> {
    let word = alias::normal(text);
    let short: String =
        word.split('_').filter(|part| *part != "to").filter_map(|part| part.chars().next()).collect();
    let word = if word.len() == 2 { &word } else { &short };
    Relation::ALL.iter().find(|relation| relation.as_str().eq_ignore_ascii_case(word)).copied()
}

fn lag(node: &Node<'_>, unit: DurationUnit) -> Option<Lag> {
    match node.number() {
        Some(number) => value::plain_amount(number, unit).map(Lag::Time),
        None => Lag::parse(node.text()?).ok(),
    }
}

fn deliverables(node: &Node<'_>) -> Option<Vec<Deliverable>> {
    let elements = node.elements().unwrap_or(std::slice::from_ref(node));
    elements
        .iter()
        .map(|element| {
            let name = value::word(element).or_else(|| element.get("name").and_then(value::word))?;
            let description = element.get("description").and_then(value::word);
            Some(Deliverable { name, description, span: Some(element.span), ..Deliverable::default() })
        })
        .collect()
}

fn only_words(words: Vec<(String, Span)>) -> Vec<String> {
    words.into_iter().map(|(word, _)| word).collect()
}

/// A name, the names of a list, or the name of an object.
fn names(node: &Node<'_>) -> Option<String> {
    let one = |node: &Node<'_>| value::word(node).or_else(|| node.get("name").and_then(value::word));
    let elements = node.elements().unwrap_or(std::slice::from_ref(node));
    let names: Option<Vec<_>> = elements.iter().map(one).collect();
    names.map(|names| names.join(", "))
}

fn set<T>(field: &mut T, value: Option<T>) -> bool {
    value.map(|value| *field = value).is_some()
}

fn set_some<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    if known {
        *field = value;
    }
    known
}

fn extend<T>(field: &mut Vec<T>, values: Option<Vec<T>>) -> bool {
    values.map(|values| field.extend(values)).is_some()
}
