//! References into findings about ids that name nothing, or something of another kind.

use crate::calendar::Calendars;
use crate::check::index::{Index, Kind};
use crate::diagnostic::{Code, Diagnostic, Severity, TextEdit};
use crate::model::{Assignment, Dependency, Document, Span};

/// Nouns that are compared in search of what wrong ids meant, before suggestions are given up:
/// a plan in which every id is wrong must not take quadratic time.
const COMPARISONS: usize = 500_000;

/// What a dependency says of its predecessor.
const AFTER: &str = "comes after";

/// What an assignment says of its resource.
const NEEDS: &str = "needs";

/// The noun that a reference stands in.
#[derive(Clone, Copy)]
struct From<'a> {
    kind: Kind,
    id: &'a str,
    span: Option<Span>,
}

/// An id that a noun names another noun by.
#[derive(Clone, Copy)]
struct Reference<'a> {
    from: From<'a>,
    /// What the reference says, before the id: `comes after`.
    verb: &'static str,
    id: &'a str,
    /// What it may name.
    to: &'static [Kind],
    span: Option<Span>,
}

impl From<'_> {
    /// What it is called; what has no id of its own by its kind alone.
    fn whose(&self) -> String {
        match self.kind {
            Kind::Correlation => "a correlation".into(),
            kind => format!("the {} `{}`", kind.word(), self.id),
        }
    }
}

impl Reference<'_> {
    /// Dates and verdicts depend on some references; the others only describe.
    fn severity(&self) -> Severity {
        match (self.from.kind, self.to) {
            (Kind::Task | Kind::Phase, [Kind::Resource] | [Kind::Environment] | [Kind::Step]) => {
                Severity::Warning
            }
            (Kind::Task | Kind::Phase | Kind::Gate | Kind::ChecklistItem, _) | (_, [Kind::Calendar]) => {
                Severity::Error
            }
            (Kind::Branch | Kind::Correlation, _) => Severity::Error,
            _ => Severity::Warning,
        }
    }

    /// The words for what it may name.
    fn wanted(&self) -> String {
        self.to.iter().map(|kind| kind.word()).collect::<Vec<_>>().join(" or ")
    }

    /// A finding about it.
    fn finding(&self, message: String) -> Diagnostic {
        let code = if self.to == [Kind::Calendar] { Code::CalendarUnknown } else { Code::IdUnknown };
        let mut finding = Diagnostic::new(code, message).at(self.span.or(self.from.span));
        finding.severity = self.severity();
        finding
    }

    fn is_known(&self, index: &Index, calendars: &Calendars) -> bool {
        match self.to {
            // Some calendars are there without being stated.
            [Kind::Calendar] => calendars.get(self.id).is_some(),
            [Kind::Environment] => index.is_environment(self.id),
            kinds => index.get(kinds[0], self.id).is_some_and(|noun| kinds.contains(&noun.kind)),
        }
    }

    /// The bytes of the id alone, when the span of the reference holds nothing else but quotes.
    fn id_span(&self) -> Option<Span> {
        let span = self.span?;
        match span.range().len().checked_sub(self.id.len())? {
            0 => Some(span),
            2 => Some(Span { start: span.start + 1, end: span.end - 1, ..span }),
            _ => None,
        }
    }
}

pub(super) fn findings(document: &Document, index: &Index, calendars: &Calendars) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut comparisons = 0;
    visit(document, &mut |reference: Reference| {
        if !reference.is_known(index, calendars) {
            comparisons += index.nouns().len();
            found.push(unknown(&reference, index, comparisons <= COMPARISONS));
        }
    });
    found
}

fn unknown(reference: &Reference, index: &Index, suggest: bool) -> Diagnostic {
    let Reference { from, verb, id, to, .. } = *reference;
    if id.is_empty() {
        return empty(reference);
    }
    let wanted = reference.wanted();
    let other = index.elsewhere(to, id).map(|noun| noun.kind.word());
    let problem = match other {
        Some(other) => format!("which is a {other}, not a {wanted}"),
        None => format!("but there is no {wanted} with this id"),
    };
    let message = format!("{} {verb} `{id}`, {problem}", from.whose());
    let unknown = reference.finding(message);
    let itself = |meant: &str| meant == from.id && to.contains(&from.kind);
    let suggestion = suggest.then(|| index.suggestion(to, id)).flatten();
    let Some((meant, sure)) = suggestion.filter(|(meant, _)| !itself(meant)) else {
        return unknown.help(match other {
            Some(_) => format!("name a {wanted}"),
            None => format!("give the {wanted} the id `{{#{id}}}`, or name one that exists"),
        });
    };
    let unknown = unknown.help(format!("did you mean `{meant}`?"));
    // In quotes these would need escapes, and only the reader knows which.
    let plain = !meant.contains(|c: char| c == '"' || c == '\\' || c.is_control());
    match reference.id_span().filter(|_| sure && plain) {
        Some(span) => {
            let edit = TextEdit { span, replacement: meant.into() };
            unknown.fix(format!("replace `{id}` by `{meant}`"), vec![edit])
        }
        None => unknown,
    }
}

/// A reference without an id, as when the id stands in a field of another name.
fn empty(reference: &Reference) -> Diagnostic {
    let Reference { from, verb, .. } = *reference;
    let whose = from.whose();
    let (message, help) = match verb {
        AFTER => (
            format!("a dependency of {whose} names no predecessor"),
            "state the id of the predecessor as `predecessor`".to_owned(),
        ),
        NEEDS => (
            format!("an assignment of {whose} names no resource"),
            "state the id of the resource as `resource`".to_owned(),
        ),
        _ => (
            format!("{whose} {verb} ``, which is no id"),
            format!("name a {}, or leave it out", reference.wanted()),
        ),
    };
    reference.finding(message).help(help)
}

/// Every reference of a document that must name a noun, except those of calendars among themselves. O(n).
fn visit<'a>(document: &'a Document, each: &mut impl FnMut(Reference<'a>)) {
    for phase in &document.phases {
        let mut names = Names { from: From { kind: Kind::Phase, id: &phase.id, span: phase.span }, each };
        names.by("is part of", &[Kind::Phase], &phase.parent);
        names.by("is for", &[Kind::Environment], &phase.environment);
        names.links(&phase.after);
    }
    for task in &document.tasks {
        let mut names = Names { from: From { kind: Kind::Task, id: &task.id, span: task.span }, each };
        names.by("is part of", &[Kind::Phase], &task.phase);
        names.by("is part of", &[Kind::Step], &task.step);
        names.by("is for", &[Kind::Environment], &task.environment);
        names.by("works by the calendar", &[Kind::Calendar], &task.calendar);
        names.by("waits for", &[Kind::Gate], &task.gate);
        names.links(&task.after);
        names.resources(&task.needs);
        if let Some(undo) = &task.undo {
            names.links(&undo.after);
            names.resources(&undo.needs);
            names.by("works by the calendar", &[Kind::Calendar], &undo.calendar);
            names.by("is restored from the backup of", &[Kind::Task], &undo.backup);
        }
        if let Some(rollout) = &task.rollout {
            names.at("asks for", &[Kind::Criterion], &rollout.criteria, rollout.span);
            names.at("spends the budget of", &[Kind::Objective], &rollout.objectives, rollout.span);
            for step in &rollout.steps {
                names.at("asks for", &[Kind::Criterion], &step.criteria, step.span.or(rollout.span));
                names.at("waits for", &[Kind::Gate], &step.gate, step.span.or(rollout.span));
            }
        }
    }
    visit_guide(document, each);
}

/// The references of everything but phases and tasks.
fn visit_guide<'a>(document: &'a Document, each: &mut impl FnMut(Reference<'a>)) {
    for resource in &document.resources {
        let from = From { kind: Kind::Resource, id: &resource.id, span: resource.span };
        Names { from, each }.by("works by the calendar", &[Kind::Calendar], &resource.calendar);
    }
    for environment in &document.environments {
        let from = From { kind: Kind::Environment, id: &environment.id, span: environment.span };
        let mut names = Names { from, each };
        names.by("works by the calendar", &[Kind::Calendar], &environment.calendar);
        names.by("is promoted from", &[Kind::Environment], &environment.promoted_from);
        names.by("waits for", &[Kind::Gate], &environment.gate);
    }
    for risk in &document.risks {
        let from = From { kind: Kind::Risk, id: &risk.id, span: risk.span };
        let mut names = Names { from, each };
        names.by("affects", &[Kind::Task, Kind::Phase], &risk.affects);
        for closure in risk.effect.iter().chain(&risk.residual_effect).flat_map(|effect| &effect.closures) {
            names.at("closes the calendar", &[Kind::Calendar], &closure.calendar, closure.span);
        }
        for mitigation in &risk.mitigations {
            names.at("is mitigated by", &[Kind::Task], mitigation.task.iter(), mitigation.span);
        }
    }
    for branch in &document.branches {
        let from = From { kind: Kind::Branch, id: &branch.id, span: branch.span };
        for option in &branch.options {
            let ids = &option.tasks;
            Names { from, each }.at("leads to", &[Kind::Task, Kind::Phase], ids, option.span);
        }
    }
    for correlation in &document.correlations {
        let from = From { kind: Kind::Correlation, id: "", span: correlation.span };
        Names { from, each }.by("ties", &[Kind::Task, Kind::Phase], &correlation.tasks);
    }
    for monitor in &document.monitors {
        let from = From { kind: Kind::Monitor, id: &monitor.id, span: monitor.span };
        let mut names = Names { from, each };
        names.by("triggers", &[Kind::Rollback], &monitor.triggers);
        names.by("watches", &[Kind::Environment], &monitor.environment);
    }
    for item in document.checklists.iter().flat_map(|list| &list.items) {
        let from = From { kind: Kind::ChecklistItem, id: &item.id, span: item.span };
        let mut names = Names { from, each };
        names.by("belongs to", &[Kind::Gate], &item.gate);
        names.by("states the result of", &[Kind::Task], &item.task);
    }
    for gate in &document.gates {
        let mut names = Names { from: From { kind: Kind::Gate, id: &gate.id, span: gate.span }, each };
        names.links(&gate.after);
        names.by("asks for", &[Kind::Checklist], &gate.checklists);
        names.by("asks for", &[Kind::Criterion], &gate.criteria);
        names.by("asks for", &[Kind::Objective], &gate.objectives);
    }
}

/// Hands on the references of one noun.
struct Names<'a, 'e, F: FnMut(Reference<'a>)> {
    from: From<'a>,
    each: &'e mut F,
}

impl<'a, F: FnMut(Reference<'a>)> Names<'a, '_, F> {
    fn by(&mut self, verb: &'static str, to: &'static [Kind], ids: impl IntoIterator<Item = &'a String>) {
        self.at(verb, to, ids, None);
    }

    fn links(&mut self, links: &'a [Dependency]) {
        for link in links {
            self.at(AFTER, &[Kind::Task, Kind::Phase], [&link.predecessor], link.span);
        }
    }

    fn resources(&mut self, needs: &'a [Assignment]) {
        for need in needs {
            self.at(NEEDS, &[Kind::Resource], [&need.resource], need.span);
        }
    }

    fn at(
        &mut self,
        verb: &'static str,
        to: &'static [Kind],
        ids: impl IntoIterator<Item = &'a String>,
        span: Option<Span>,
    ) {
        for id in ids {
            (self.each)(Reference { from: self.from, verb, id, to, span });
        }
    }
}
