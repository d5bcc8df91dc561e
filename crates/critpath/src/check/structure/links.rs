//! Dependencies into findings about those that can never hold, or are stated twice.

use crate::check::index::{Index, Kind, Noun};
use crate::check::tree::PhaseForest;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Dependency, Document, Span};

/// What can never hold whatever the dates are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Impossible {
    /// A task or phase after itself.
    Own,
    /// A task or phase after a phase that holds it.
    Holder,
    /// A phase after something that it holds.
    Part,
}

/// A dependency with the noun that states it and the one that it names.
#[derive(Clone, Copy)]
pub(super) struct Link<'a> {
    pub predecessor: Noun<'a>,
    pub successor: Noun<'a>,
    pub dependency: &'a Dependency,
}

impl Link<'_> {
    /// Where it stands.
    pub fn span(&self) -> Option<Span> {
        self.dependency.span.or(self.successor.span)
    }

    /// Why it can never hold, if so. O(1).
    pub fn impossible(&self, document: &Document, index: &Index, tree: &PhaseForest) -> Option<Impossible> {
        let (before, after) = (&self.predecessor, &self.successor);
        if (before.kind, before.position) == (after.kind, after.position) {
            return Some(Impossible::Own);
        }
        if before.kind == Kind::Phase
            && holder(document, index, after).is_some_and(|p| tree.within(p, before.position))
        {
            return Some(Impossible::Holder);
        }
        if after.kind == Kind::Phase
            && holder(document, index, before).is_some_and(|p| tree.within(p, after.position))
        {
            return Some(Impossible::Part);
        }
        None
    }
}

/// The phase that a task is in, or the phase itself.
fn holder(document: &Document, index: &Index, noun: &Noun) -> Option<usize> {
    match noun.kind {
        Kind::Phase => Some(noun.position),
        _ => index.position(Kind::Phase, document.tasks.get(noun.position)?.phase.as_deref()?),
    }
}

/// Every dependency of a task or phase whose predecessor exists, in the order of the document. O(n log n).
pub(super) fn links<'a>(index: &Index<'a>, document: &'a Document) -> Vec<Link<'a>> {
    let mut links = Vec::new();
    for successor in index.nouns() {
        let after = match successor.kind {
            Kind::Phase => document.phases.get(successor.position).map(|phase| &phase.after),
            Kind::Task => document.tasks.get(successor.position).map(|task| &task.after),
            _ => None,
        };
        links.extend(after.into_iter().flatten().filter_map(|dependency| {
            let predecessor = index.get(Kind::Task, &dependency.predecessor)?;
            Some(Link { predecessor, successor: *successor, dependency })
        }));
    }
    links
}

pub(super) fn findings(document: &Document, index: &Index, tree: &PhaseForest) -> Vec<Diagnostic> {
    let links = links(index, document);
    let impossible = links.iter().filter_map(|link| {
        let why = link.impossible(document, index, tree)?;
        Some(describe(link, why))
    });
    impossible.chain(duplicates(&links)).collect()
}

fn describe(link: &Link, why: Impossible) -> Diagnostic {
    let (before, after) = (&link.predecessor, &link.successor);
    let (before_word, after_word) = (before.kind.word(), after.kind.word());
    let (code, message, help) = match why {
        Impossible::Own => (
            Code::GraphSelf,
            format!("the {after_word} `{}` comes after itself", after.id),
            "remove the link".to_owned(),
        ),
        Impossible::Holder => (
            Code::GraphAncestor,
            format!(
                "the {after_word} `{}` comes after the {before_word} `{}`, which it is part of",
                after.id, before.id
            ),
            format!(
                "a phase is over when its last part is: remove the link, or move `{}` out of `{}`",
                after.id, before.id
            ),
        ),
        Impossible::Part => (
            Code::GraphAncestor,
            format!(
                "the {after_word} `{}` comes after the {before_word} `{}`, which is part of it",
                after.id, before.id
            ),
            format!(
                "a phase begins with its first part: remove the link, or let the other parts of `{}` come after `{}`",
                after.id, before.id
            ),
        ),
    };
    Diagnostic::new(code, message)
        .at(link.span())
        .label(before.span.filter(|_| why != Impossible::Own), format!("`{}` is here", before.id))
        .help(help)
}

/// Links between the same ends with the same relation. O(n log n).
fn duplicates<'a>(links: &'a [Link]) -> impl Iterator<Item = Diagnostic> {
    let key = |link: &Link| {
        let ends = [&link.successor, &link.predecessor].map(|noun| (noun.kind, noun.position));
        (ends, link.dependency.relation)
    };
    let mut sorted: Vec<&'a Link> = links.iter().collect();
    sorted.sort_by_key(|link| key(link));
    let groups: Vec<Vec<&Link>> =
        sorted.chunk_by(|a, b| key(a) == key(b)).filter(|group| group.len() > 1).map(<[_]>::to_vec).collect();
    groups.into_iter().filter_map(|group| {
        let (first, rest) = group.split_first()?;
        // An implied link that someone also wrote down is no slip of theirs.
        let second = rest.iter().find(|link| link.dependency.implied.is_none())?;
        if first.dependency.implied.is_some() {
            return None;
        }
        let lag_differs = first.dependency.lag != second.dependency.lag;
        let message = format!(
            "the {} `{}` comes after `{}` twice{}",
            first.successor.kind.word(),
            first.successor.id,
            first.predecessor.id,
            if lag_differs { ", with two lags" } else { "" }
        );
        let help = if lag_differs {
            "keep the one that is meant; the later date counts"
        } else {
            "remove one of the two"
        };
        Some(
            Diagnostic::new(Code::GraphDuplicate, message)
                .at(second.span())
                .label(first.dependency.span, "first stated here")
                .help(help),
        )
    })
}
