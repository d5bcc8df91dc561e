//! What very many successors allow a node into blocks, of which only those are asked again in which something moved.

use std::collections::BTreeMap;

use super::Columns;
use super::backward::{Allowed, allowed, allowed_by};
use super::forward::Input;
use crate::graph::Follower;

/// Fewer successors are asked one by one.
const MANY: usize = 128;

/// The nodes with many successors, as far as updates of a schedule came by them.
#[derive(Debug, Clone, Default)]
pub(super) struct Hubs {
    known: BTreeMap<u32, Hub>,
}

/// The successors of a node in blocks by their numbers, so that links may come and go.
#[derive(Debug, Clone)]
struct Hub {
    /// From which number on a successor belongs to each block.
    first: Vec<u32>,
    /// What those of each block allow; nothing if they must be asked.
    allowed: Vec<Option<Allowed>>,
}

impl Hubs {
    /// What its successors allow a node. O(successors) for the first time or if they are few, else O(√successors), and
    /// as much for each block in which something moved.
    pub(super) fn allowed(&mut self, input: &Input, columns: &Columns, node: u32) -> Allowed {
        let followers = input.network.followers(node);
        if followers.len() < MANY {
            return allowed(input, columns, node);
        }
        let Hub { first, allowed } = self.known.entry(node).or_insert_with(|| Hub::new(followers));
        let place = |number: &u32| followers.partition_point(|follower| follower.successor < *number);
        let mut all = Allowed::ANY;
        for (at, block) in allowed.iter_mut().enumerate() {
            all.lower(*block.get_or_insert_with(|| {
                let end = first.get(at + 1).map_or(followers.len(), place);
                allowed_by(input, columns, node, &followers[place(&first[at])..end])
            }));
        }
        all
    }

    /// Something of a successor moved, or its links did.
    pub(super) fn forget_successor(&mut self, node: u32, successor: u32) {
        if let Some(hub) = self.known.get_mut(&node) {
            let block = hub.first.partition_point(|first| *first <= successor) - 1;
            hub.allowed[block] = None;
        }
    }

    /// Something of a node itself moved.
    pub(super) fn forget(&mut self, node: u32) {
        self.known.remove(&node);
    }
}

impl Hub {
    fn new(followers: &[Follower]) -> Hub {
        let blocks = followers.chunks(followers.len().isqrt());
        let mut first: Vec<u32> = blocks.map(|block| block[0].successor).collect();
        first[0] = 0;
        Hub { allowed: vec![None; first.len()], first }
    }
}
