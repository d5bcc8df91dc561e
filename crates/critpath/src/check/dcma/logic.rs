//! Links into the checks of the network: missing logic, leads, lags, relations, dangling ends, links of phases.

use super::measure::{Measurement, counted_share, share};
use super::subject::{Link, Subject, holds_start, waits_for_finish};
use crate::duration::Lag;
use crate::model::Relation;
use crate::plan::Target;

/// Which ends of a task links of its own hold.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    predecessor: bool,
    successor: bool,
    start_held: bool,
    finish_awaited: bool,
}

/// By task. A gate that a task waits for is a predecessor; what decides the gate has a successor in it.
fn ends(subject: &Subject) -> Vec<Ends> {
    let mut ends = vec![Ends::default(); subject.document.tasks.len()];
    for Link { predecessor, successor, stated } in &subject.links {
        if let Some(Target::Task(task)) = *successor {
            ends[task].predecessor = true;
            ends[task].start_held |= holds_start(stated.relation);
        }
        if let Target::Task(task) = *predecessor {
            ends[task].successor = true;
            ends[task].finish_awaited |= waits_for_finish(stated.relation);
        }
    }
    for (task, ends) in subject.document.tasks.iter().zip(&mut ends) {
        let gated = task.gate.is_some();
        ends.predecessor |= gated;
        ends.start_held |= gated;
    }
    ends
}

pub(super) fn missing(subject: &Subject) -> Measurement {
    let ends = ends(subject);
    let lacks = |task: &usize| !(ends[*task].predecessor && ends[*task].successor);
    let found = subject.open.iter().copied().filter(lacks).collect();
    share(found, subject.open.len(), "open task", "no predecessor or no successor")
}

pub(super) fn dangling(subject: &Subject) -> Measurement {
    let ends = ends(subject);
    let dangles = |task: &usize| {
        let ends = ends[*task];
        (ends.predecessor && !ends.start_held) || (ends.successor && !ends.finish_awaited)
    };
    let found = subject.open.iter().copied().filter(dangles).collect();
    share(
        found,
        subject.open.len(),
        "open task",
        "links, but none that holds the start or waits for the finish",
    )
}

pub(super) fn leads(subject: &Subject) -> Measurement {
    links_with(subject, "a lead", |link| sign(link) < 0)
}

pub(super) fn lags(subject: &Subject) -> Measurement {
    links_with(subject, "a lag", |link| sign(link) > 0)
}

/// The figure counts what is sound; concerned are the others.
pub(super) fn finish_to_start(subject: &Subject) -> Measurement {
    let sound = |link: &Link| link.stated.relation == Relation::FinishToStart;
    let others = links_with(subject, "", |link| !sound(link))?;
    let links = subject.open_links().count();
    let found = links - others.counted.map_or(0, |(count, _)| count);
    counted_share(found, links, others.concerned, "link", "the relation finish to start")
}

/// Whether the lag of a link is a lead, -1, none, 0, or a lag, 1.
fn sign(link: &Link) -> i64 {
    match link.stated.lag {
        Some(Lag::Time(duration)) => duration.thousandths().signum(),
        Some(Lag::Percent(thousandths)) => thousandths.signum(),
        None => 0,
    }
}

/// The links of open work that have something; concerned are their successors.
fn links_with(subject: &Subject, what: &str, has: impl Fn(&Link) -> bool) -> Measurement {
    let (mut links, mut found, mut concerned) = (0, 0, Vec::new());
    for link in subject.open_links() {
        links += 1;
        if has(link) {
            found += 1;
            concerned.extend(link.successor);
        }
    }
    concerned.sort_unstable();
    concerned.dedup();
    counted_share(found, links, concerned, "link", what)
}

pub(super) fn of_phases(subject: &Subject) -> Measurement {
    let mut linked: Vec<Target> = subject
        .links
        .iter()
        .flat_map(|link| [Some(link.predecessor), link.successor])
        .flatten()
        .filter(|target| matches!(target, Target::Phase(_)))
        .collect();
    linked.sort_unstable();
    linked.dedup();
    counted_share(linked.len(), subject.document.phases.len(), linked, "phase", "links of its own")
}
