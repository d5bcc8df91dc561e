//! Changes into groups that can be made one without the other.

use std::collections::{BTreeMap, BTreeSet};

use super::align::Key;
use super::changes::{Change, Step};
use super::nouns::List;

/// The changes that only make sense together, as rising indexes; the groups in the order of their first change.
pub(super) type Groups = Vec<Vec<usize>>;

/// Puts together what refers to a noun that comes or goes with its coming or going; and where this is true of one
/// dependency of a task, all changes of its dependencies, for they took each other's place. O(n log n).
pub(super) fn groups(changes: &[Change]) -> Groups {
    let whole = |change: &&Change| matches!(change.step, Step::Add(..) | Step::Remove(..));
    let comes_or_goes: BTreeSet<Key> = changes.iter().filter(whole).filter_map(Change::node).collect();
    let mut together = Together::new(changes.len());
    let mut first: BTreeMap<&Key, usize> = BTreeMap::new();
    let mut of_node: BTreeMap<(List, usize), Vec<usize>> = BTreeMap::new();
    for (at, change) in changes.iter().enumerate() {
        for key in change.names.iter().filter(|key| comes_or_goes.contains(key)) {
            together.join(*first.entry(key).or_insert(at), at);
        }
        if let Step::Dependency(list, then, ..) = &change.step {
            of_node.entry((*list, *then)).or_default().push(at);
        }
    }
    for links in of_node.values() {
        let tied = |at: &usize| changes[*at].names.iter().any(|key| comes_or_goes.contains(key));
        if links.iter().any(tied) {
            links.windows(2).for_each(|pair| together.join(pair[0], pair[1]));
        }
    }
    together.groups()
}

/// Joins the groups with a change about one of these tasks and phases, as far as it changes what comes before what.
/// `None` if these are fewer than two.
pub(super) fn joined(groups: &Groups, changes: &[Change], ids: &BTreeSet<String>) -> Option<Groups> {
    let orders = |change: &Change| match &change.step {
        Step::Add(..) | Step::Remove(..) | Step::Dependency(..) => true,
        Step::Field(.., field) => ["phase", "parent", "gate"].contains(field),
        _ => false,
    };
    let about = |change: &Change| change.node().is_some_and(|(_, id)| ids.contains(&id));
    let is_one = |group: &Vec<usize>| group.iter().any(|at| orders(&changes[*at]) && about(&changes[*at]));
    let (joined, mut rest): (Groups, Groups) = groups.iter().cloned().partition(is_one);
    if joined.len() < 2 {
        return None;
    }
    let mut whole = joined.concat();
    whole.sort_unstable();
    rest.push(whole);
    rest.sort_by_key(|group| group.first().copied());
    Some(rest)
}

/// Sets that grow together.
struct Together {
    root: Vec<usize>,
}

impl Together {
    fn new(len: usize) -> Self {
        Together { root: (0..len).collect() }
    }

    fn find(&mut self, mut at: usize) -> usize {
        while self.root[at] != at {
            self.root[at] = self.root[self.root[at]];
            at = self.root[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.find(a), self.find(b));
        self.root[a.max(b)] = a.min(b);
    }

    fn groups(mut self) -> Groups {
        let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for at in 0..self.root.len() {
            let root = self.find(at);
            groups.entry(root).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
