//! A draft of the network into what can be scheduled, in order, and why the rest cannot.

use super::compile::Draft;
use crate::graph::{InOrder, Link, MEMBER, Network, NodeKind};
use crate::model::result::UnscheduledReason;

/// A task that gets no dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unscheduled {
    /// Index of the task in the document.
    pub task: usize,
    /// Why.
    pub reason: UnscheduledReason,
    /// The task without estimate that it depends on, or the task itself.
    pub culprit: usize,
}

/// Whether a node has dates.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Dated,
    /// A phase of which some has dates; what others say of it is known in part.
    Partly(u32),
    /// No dates, because of this task.
    Undated(u32),
}

/// Takes out, of the nodes in topological order, those that depend on a task without dates, with their
/// links, and those that nothing needs. O(nodes + links).
pub(super) fn schedulable(draft: Draft, order: Vec<u32>) -> (Network, Vec<Unscheduled>) {
    let Draft { mut network, implied, takes_part, no_amount } = draft;
    let mut status = vec![Status::Dated; network.nodes()];
    for &node in &order {
        let links = network.link_range(node);
        status[node as usize] = if !takes_part[node as usize] {
            // What is inactive binds nothing.
            Status::Dated
        } else if no_amount.get(node as usize) == Some(&true) {
            Status::Undated(node)
        } else if network.kind(node) == NodeKind::Rollup {
            // Where people put a phase, it has dates, whether or not what is in it has.
            let members = links.filter(|at| !implied[*at]).map(|at| network.links[at]);
            rolled_up(members, &status)
        } else {
            let written =
                links.filter(|at| !implied[*at]).map(|at| status[network.links[at].predecessor as usize]);
            let culprit = written.into_iter().find_map(Status::culprit);
            // What has started has dates whatever it depends on.
            let culprit = culprit.filter(|_| network.kind(node) != NodeKind::Actual);
            match culprit {
                // What has started in a phase waits for what has dates.
                Some(culprit) if network.kind(node) == NodeKind::Entry => Status::Partly(culprit),
                culprit => culprit.map_or(Status::Dated, Status::Undated),
            }
        };
    }
    let unscheduled = unscheduled(&network, &status, &takes_part);
    network.order = order
        .into_iter()
        .filter(|node| takes_part[*node as usize] && status[*node as usize].has_dates())
        .collect();
    let is_inactive = |node: u32| (node as usize) < network.tasks() && !takes_part[node as usize];
    let inactive: Vec<bool> = (0..network.nodes() as u32).map(is_inactive).collect();
    if status.iter().any(|status| *status != Status::Dated) || inactive.contains(&true) {
        keep_links(&mut network, |node, link| {
            let gone = |node: u32| !status[node as usize].has_dates() || inactive[node as usize];
            !gone(node) && !gone(link.predecessor)
        });
    }
    network.list_followers();
    network.number_order();
    network.in_order = InOrder::of(&network);
    (network, unscheduled)
}

impl Status {
    fn culprit(self) -> Option<u32> {
        match self {
            Status::Dated => None,
            Status::Partly(culprit) | Status::Undated(culprit) => Some(culprit),
        }
    }

    fn has_dates(self) -> bool {
        !matches!(self, Status::Undated(_))
    }
}

fn rolled_up(members: impl Iterator<Item = Link> + Clone, status: &[Status]) -> Status {
    debug_assert!(members.clone().all(|link| link.rule == MEMBER));
    let mut members = members.map(|link| status[link.predecessor as usize]);
    let some_have_dates = members.clone().any(Status::has_dates);
    match members.find_map(Status::culprit) {
        None => Status::Dated,
        Some(culprit) if some_have_dates => Status::Partly(culprit),
        Some(culprit) => Status::Undated(culprit),
    }
}

fn unscheduled(network: &Network, status: &[Status], takes_part: &[bool]) -> Vec<Unscheduled> {
    let tasks = status[..network.tasks()].iter().enumerate();
    tasks
        .filter_map(|(task, status)| {
            if !takes_part[task] {
                return Some(Unscheduled { task, reason: UnscheduledReason::Inactive, culprit: task });
            }
            let culprit = status.culprit()? as usize;
            let reason = if culprit == task {
                UnscheduledReason::NoEstimate
            } else {
                UnscheduledReason::DependsOnUnscheduled
            };
            Some(Unscheduled { task, reason, culprit })
        })
        .collect()
}

/// Takes links out of the lists of predecessors.
fn keep_links(network: &mut Network, keep: impl Fn(u32, Link) -> bool) {
    let mut kept = Vec::with_capacity(network.links.len());
    let mut first = vec![0];
    for node in 0..network.nodes() as u32 {
        let links = network.links[network.link_range(node)].iter();
        kept.extend(links.copied().filter(|link| keep(node, *link)));
        first.push(kept.len() as u32);
    }
    network.links = kept;
    network.end = first[1..].to_vec();
    network.first = first;
}
