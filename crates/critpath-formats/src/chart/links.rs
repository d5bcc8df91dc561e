//! Dependencies into links between the rows of a chart.

use std::collections::BTreeMap;

use critpath::model::result::ScheduleResult;
use critpath::model::{Dependency, Document, Relation};

use super::rows::{Kind, Row};

/// A dependency between two rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    /// Row of the predecessor.
    pub from: usize,
    /// Row of the successor.
    pub to: usize,
    pub relation: Relation,
    /// Whether it drives a critical row from a critical row.
    pub critical: bool,
    /// Whether no one wrote it.
    pub implied: bool,
}

/// The links between rows, those on the critical path last, so that they are drawn on top.
pub(crate) fn links(document: &Document, result: &ScheduleResult, rows: &[Row<'_>]) -> Vec<Link> {
    let places: BTreeMap<&str, usize> = rows.iter().enumerate().map(|(at, row)| (row.id, at)).collect();
    let phases: BTreeMap<&str, Option<&str>> =
        result.tasks.iter().map(|task| (task.id.as_str(), task.phase.as_deref())).collect();
    let tasks = document.tasks.iter().map(|task| (task.id.as_str(), &task.after));
    let summaries = document.phases.iter().map(|phase| (phase.id.as_str(), &phase.after));

    let link = |successor: &str, dependency: &Dependency| {
        let from = *places.get(dependency.predecessor.as_str())?;
        let to = *places.get(successor)?;
        let drives = match (rows[from].kind, rows[to].kind) {
            (_, Kind::Phase) => rows[to].start >= rows[from].finish,
            (Kind::Phase, _) => rows[to].driver.and_then(|id| *phases.get(id)?) == Some(rows[from].id),
            _ => rows[to].driver == Some(rows[from].id),
        };
        let critical = drives && rows[from].critical && rows[to].critical;
        let implied = dependency.implied.is_some();
        (from != to).then_some(Link { from, to, relation: dependency.relation, critical, implied })
    };
    let mut links: Vec<Link> = tasks
        .chain(summaries)
        .flat_map(|(successor, after)| after.iter().map(move |dependency| (successor, dependency)))
        .filter_map(|(successor, dependency)| link(successor, dependency))
        .collect();
    links.sort_by_key(|link| (link.critical, *link));
    links.dedup();
    links
}
