//! A network whose tasks stand in random order into one whose tasks are numbered in the order of the passes.

use super::network::{Link, Network};

/// A copy of a network with other numbers of tasks, so that the passes read and write memory from one end to the other.
#[derive(Debug, Clone)]
pub(crate) struct InOrder {
    pub(crate) network: Network,
    /// By number here, the task in the document.
    pub(crate) task: Vec<u32>,
    /// By task in the document, its number here.
    pub(crate) number: Vec<u32>,
}

/// Networks of fewer tasks fit into the caches of processors in any order.
const MANY_TASKS: usize = 20_000;
/// Where one task of the order mostly stands so near to the one before, memory is read well as it is.
const NEAR: u64 = 256;

impl InOrder {
    /// `None` if the network is small or in order, or more than dates, calendars and links decide when its tasks are.
    /// O(nodes + links).
    pub(crate) fn of(network: &Network) -> Option<Box<InOrder>> {
        let is_plain = network.fills.is_empty()
            && network.started.is_empty()
            && network.late.is_empty()
            && network.delayed.is_empty()
            && network.efforts.is_empty();
        let distance: u64 = network.order.array_windows().map(|[a, b]| u64::from(a.abs_diff(*b))).sum();
        let is_scattered = network.tasks() >= MANY_TASKS && distance > NEAR * network.order.len() as u64;
        (is_plain && is_scattered).then(|| Box::new(InOrder::new(network)))
    }

    fn new(network: &Network) -> InOrder {
        let tasks = network.tasks() as u32;
        let in_order = network.order.iter().copied().filter(|node| *node < tasks);
        let without_dates = (0..tasks).filter(|task| network.position(*task).is_none());
        let task: Vec<u32> = in_order.chain(without_dates).collect();
        let mut number = vec![0; task.len()];
        for (at, task) in task.iter().enumerate() {
            number[*task as usize] = at as u32;
        }
        let number_of = |node: u32| number_of(&number, node);
        let nodes: Vec<u32> = task.iter().copied().chain(tasks..network.nodes() as u32).collect();
        let mut copy = Network {
            tasks: network.tasks,
            phases: network.phases,
            order: network.order.iter().map(|node| number_of(*node)).collect(),
            kind: by(&nodes, &network.kind),
            calendar: by(&nodes, &network.calendar),
            lag_calendar: by(&nodes, &network.lag_calendar),
            amount: by(&nodes, &network.amount),
            bound: by(&nodes, &network.bound),
            first: vec![0],
            links: Vec::with_capacity(network.links.len()),
            rules: network.rules.clone(),
            bounds: network.bounds.clone(),
            ..Network::default()
        };
        for node in nodes {
            let links = network.predecessors(node).iter();
            copy.links.extend(links.map(|link| Link { predecessor: number_of(link.predecessor), ..*link }));
            copy.first.push(copy.links.len() as u32);
        }
        copy.end = copy.first[1..].to_vec();
        copy.list_followers();
        copy.number_order();
        InOrder { network: copy, task, number }
    }

    /// Follows an edit of a task. `None` if that takes a copy of its own.
    fn after_edit(mut self: Box<Self>, network: &Network, task: u32) -> Option<Box<Self>> {
        let (at, number) = (task as usize, self.number[task as usize]);
        let copy = &mut self.network;
        copy.kind[number as usize] = network.kind[at];
        copy.amount[number as usize] = network.amount[at];
        copy.bound[number as usize] = network.bound[at];
        copy.bounds.extend_from_slice(&network.bounds[copy.bounds.len()..]);
        copy.rules.extend_from_slice(&network.rules[copy.rules.len()..]);
        let links = network.predecessors(task).iter();
        let links =
            links.map(|link| Link { predecessor: number_of(&self.number, link.predecessor), ..*link });
        let links: Vec<Link> = links.collect();
        if links != copy.predecessors(number) {
            copy.relink(number, &links).ok()?;
        }
        Some(self)
    }
}

impl Network {
    /// Lets the copy in order follow an edit of a task; there is none if a task has started.
    pub(crate) fn renew_in_order(&mut self, task: u32) {
        let copy = self.in_order.take().filter(|_| self.started.is_empty());
        self.in_order = copy.and_then(|copy| copy.after_edit(self, task));
    }
}

/// The number of a node in the copy: phases and gates keep theirs.
fn number_of(number: &[u32], node: u32) -> u32 {
    number.get(node as usize).copied().unwrap_or(node)
}

/// The values of nodes, in the order of a list.
fn by<T: Copy>(nodes: &[u32], values: &[T]) -> Vec<T> {
    nodes.iter().map(|node| values[*node as usize]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Dependency, Document, Task};
    use crate::plan::Plan;

    /// A chain, each task of which stands so many places behind the one before.
    fn chain(tasks: usize, step: usize) -> Plan {
        let mut document = Document { tasks: vec![Task::default(); tasks], ..Document::default() };
        for at in 0..tasks {
            let before = at.checked_sub(1).map(|before| before * step % tasks);
            document.tasks[at * step % tasks] = Task {
                id: format!("t{}", at * step % tasks),
                duration: "1h".parse().ok(),
                after: before
                    .map(|before| Dependency { predecessor: format!("t{before}"), ..Dependency::default() })
                    .into_iter()
                    .collect(),
                ..Task::default()
            };
        }
        Plan::build(document).unwrap()
    }

    #[test]
    fn tasks_are_numbered_in_the_order_of_the_passes() {
        let plan = chain(MANY_TASKS + 11, 7_919);
        let copy = plan.network().in_order.as_deref().unwrap();
        assert!(copy.network.order.iter().copied().eq(0..copy.task.len() as u32));
        assert_eq!(copy.task, plan.network().order);
        let before = |node: u32| copy.network.predecessors(node).first().map(|link| link.predecessor);
        assert!((0..copy.task.len() as u32).all(|node| before(node) == node.checked_sub(1)));
    }

    #[test]
    fn what_is_in_order_or_small_is_not_copied() {
        assert!(chain(MANY_TASKS + 11, 1).network().in_order.is_none());
        assert!(chain(1_009, 463).network().in_order.is_none());
    }
}
