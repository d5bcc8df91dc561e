//! Dependencies into a graph, and the graph into the flat network that the passes run on.
//!
//! [petgraph] carries the graph where it is asked questions: cycles, reachability, redundant links.
//! The passes of `schedule` run on the [`Network`]: flat arrays in a fixed topological order.
//! Nothing here recurses, and everything is linear in nodes plus edges unless it says otherwise.

mod cycle;
mod in_order;
mod lists;
mod marks;
mod network;
mod order;
mod reach;
mod relink;

pub use cycle::cycles;
pub use network::{
    BoundSource, ENTRY, FINISH_TO_START, Follower, Link, LinkLag, LooseLink, MEMBER, Network, NodeKind, Role,
    Rule, Subject,
};
pub use order::topological_order;
pub use reach::{Direction, reachable, redundant_edges};

pub(crate) use in_order::InOrder;
pub(crate) use lists::Lists;
pub(crate) use marks::Marks;

use petgraph::Directed;
use petgraph::graph::{Graph, NodeIndex};

/// Edges from predecessor to successor, weighted with their position in the given list.
pub(crate) fn graph(nodes: usize, edges: &[(u32, u32)]) -> Graph<(), u32, Directed, u32> {
    let mut graph = Graph::with_capacity(nodes, edges.len());
    for _ in 0..nodes {
        graph.add_node(());
    }
    for (at, (from, to)) in edges.iter().enumerate() {
        graph.add_edge(NodeIndex::new(*from as usize), NodeIndex::new(*to as usize), at as u32);
    }
    graph
}
