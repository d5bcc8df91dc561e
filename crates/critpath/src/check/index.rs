//! The nouns of a document into an index of what every id names.

use std::collections::BTreeMap;

use crate::calendar;
use crate::diagnostic::{Severity, did_you_mean};
use crate::environment::Environments;
use crate::model::{Document, Span};

/// A kind of noun that has an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Task,
    Phase,
    Step,
    Calendar,
    Resource,
    Environment,
    Component,
    Gate,
    Checklist,
    ChecklistItem,
    Criterion,
    Objective,
    Monitor,
    Rollback,
    Risk,
    Branch,
    Correlation,
}

/// A noun with its id, and its position in its list of the document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun<'a> {
    pub kind: Kind,
    pub position: usize,
    pub id: &'a str,
    pub name: &'a str,
    pub span: Option<Span>,
}

/// What every id of a document names. Of two nouns with one id the first counts.
pub(super) struct Index<'a> {
    nouns: Vec<Noun<'a>>,
    by_id: BTreeMap<(Kind, &'a str), usize>,
    by_name: BTreeMap<String, usize>,
    environments: Environments,
}

impl Kind {
    pub const ALL: [Kind; 17] = [
        Kind::Task,
        Kind::Phase,
        Kind::Step,
        Kind::Calendar,
        Kind::Resource,
        Kind::Environment,
        Kind::Component,
        Kind::Gate,
        Kind::Checklist,
        Kind::ChecklistItem,
        Kind::Criterion,
        Kind::Objective,
        Kind::Monitor,
        Kind::Rollback,
        Kind::Risk,
        Kind::Branch,
        Kind::Correlation,
    ];

    /// What people call it.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Task => "task",
            Kind::Phase => "phase",
            Kind::Step => "strategy step",
            Kind::Calendar => "calendar",
            Kind::Resource => "resource",
            Kind::Environment => "environment",
            Kind::Component => "component",
            Kind::Gate => "gate",
            Kind::Checklist => "checklist",
            Kind::ChecklistItem => "checklist item",
            Kind::Criterion => "criterion",
            Kind::Objective => "service level objective",
            Kind::Monitor => "monitor",
            Kind::Rollback => "rollback procedure",
            Kind::Risk => "risk",
            Kind::Branch => "branch",
            Kind::Correlation => "correlation",
        }
    }

    /// The kind whose ids it shares: a dependency may name a task or a phase.
    pub fn space(self) -> Kind {
        if self == Kind::Phase { Kind::Task } else { self }
    }

    /// How bad it is when an id is missing, doubled, or names nothing: dates depend on some kinds only.
    pub fn severity(self) -> Severity {
        match self {
            Kind::Task | Kind::Phase | Kind::Calendar | Kind::Gate => Severity::Error,
            _ => Severity::Warning,
        }
    }
}

impl<'a> Index<'a> {
    /// O(n log n).
    pub fn new(document: &'a Document) -> Self {
        let nouns = nouns(document);
        let mut by_id = BTreeMap::new();
        let mut by_name = BTreeMap::new();
        for (at, noun) in nouns.iter().enumerate() {
            by_id.entry((noun.kind.space(), noun.id)).or_insert(at);
            if noun.kind.space() == Kind::Task {
                by_name.entry(noun.name.to_lowercase()).or_insert(at);
            }
        }
        Index { environments: Environments::new(document), nouns, by_id, by_name }
    }

    /// Every noun, kind by kind, in the order of the document.
    pub fn nouns(&self) -> &[Noun<'a>] {
        &self.nouns
    }

    /// The environments by the words that people call them.
    pub fn environments(&self) -> &Environments {
        &self.environments
    }

    /// The noun with this id among those that share ids with `kind`.
    pub fn get(&self, kind: Kind, id: &str) -> Option<Noun<'a>> {
        self.by_id.get(&(kind.space(), id)).and_then(|at| self.nouns.get(*at)).copied()
    }

    /// The position in its list of the noun of exactly this kind with this id.
    pub fn position(&self, kind: Kind, id: &str) -> Option<usize> {
        self.get(kind, id).filter(|noun| noun.kind == kind).map(|noun| noun.position)
    }

    /// A noun of another kind that has this id.
    pub fn elsewhere(&self, kinds: &[Kind], id: &str) -> Option<Noun<'a>> {
        Kind::ALL.into_iter().filter_map(|kind| self.get(kind, id)).find(|noun| !kinds.contains(&noun.kind))
    }

    /// Whether an environment goes by this word: its id, its name, or the first word of one of them.
    pub fn is_environment(&self, word: &str) -> bool {
        self.environments.get(word).is_some()
    }

    /// The id of one of these kinds that was most likely meant, and whether no other comes close. O(n).
    pub fn suggestion(&self, kinds: &[Kind], id: &str) -> Option<(&'a str, bool)> {
        let named = self.by_name.get(&id.to_lowercase()).and_then(|at| self.nouns.get(*at));
        if let Some(noun) = named.filter(|noun| kinds.contains(&noun.kind) && !noun.id.is_empty()) {
            return Some((noun.id, true));
        }
        let stated = || self.nouns.iter().filter(|noun| kinds.contains(&noun.kind)).map(|noun| noun.id);
        let built_in =
            if kinds == [Kind::Calendar] { &[calendar::STANDARD, calendar::ALWAYS][..] } else { &[] };
        // `T9` is no slip for `T1`: who counts, means the number.
        let near = |other: &&str| !other.is_empty() && numbers(other).eq(numbers(id));
        let candidates = || stated().chain(built_in.iter().copied()).filter(near);
        let best = did_you_mean(id, candidates())?;
        let rival = did_you_mean(id, candidates().filter(|id| *id != best));
        Some((best, rival.is_none()))
    }
}

/// The numbers in an id, without leading zeros.
fn numbers(id: &str) -> impl Iterator<Item = &str> {
    let digits = id.split(|letter: char| !letter.is_numeric()).filter(|digits| !digits.is_empty());
    digits.map(|digits| digits.trim_start_matches('0'))
}

/// Every noun that has an id. O(n).
fn nouns(document: &Document) -> Vec<Noun<'_>> {
    let mut nouns = Vec::with_capacity(document.tasks.len() + document.phases.len());
    macro_rules! add {
        ($kind:ident, $list:expr, $name:ident) => {
            nouns.extend($list.enumerate().map(|(position, noun)| Noun {
                kind: Kind::$kind,
                position,
                id: noun.id.as_str(),
                name: noun.$name.as_str(),
                span: noun.span,
            }))
        };
    }
    add!(Phase, document.phases.iter(), name);
    add!(Task, document.tasks.iter(), name);
    add!(Step, document.strategy.iter(), name);
    add!(Calendar, document.calendars.iter(), name);
    add!(Resource, document.resources.iter(), name);
    add!(Environment, document.environments.iter(), name);
    add!(Component, document.components.iter(), name);
    add!(Gate, document.gates.iter(), name);
    add!(Checklist, document.checklists.iter(), name);
    add!(ChecklistItem, document.checklists.iter().flat_map(|list| &list.items), text);
    add!(Criterion, document.criteria.iter(), name);
    add!(Objective, document.objectives.iter(), name);
    add!(Monitor, document.monitors.iter(), name);
    add!(Rollback, document.rollback_procedures.iter(), name);
    add!(Risk, document.risks.iter(), name);
    add!(Branch, document.branches.iter(), name);
    nouns
}
