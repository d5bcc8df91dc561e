//! A directed graph into what can be reached, and into the edges that longer ways make redundant.

use petgraph::graph::NodeIndex;
use petgraph::visit::{Dfs, Reversed};

use super::lists::Lists;
use super::{graph, topological_order};

/// Which way to follow edges.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From predecessors to successors.
    Forward,
    /// From successors to predecessors.
    Backward,
}

/// The nodes that can be reached from some nodes, those included, in rising order.
///
/// # Complexity
/// Time and space O(nodes + edges).
///
/// ```
/// use critpath::graph::{Direction, reachable};
/// let edges = [(0, 1), (1, 2), (3, 2)];
/// assert_eq!(reachable(4, &edges, &[1], Direction::Forward), [1, 2]);
/// assert_eq!(reachable(4, &edges, &[2], Direction::Backward), [0, 1, 2, 3]);
/// ```
pub fn reachable(nodes: usize, edges: &[(u32, u32)], from: &[u32], direction: Direction) -> Vec<u32> {
    let graph = graph(nodes, edges);
    let mut search = Dfs::empty(&graph);
    let mut reached = Vec::new();
    for node in from {
        search.move_to(NodeIndex::new(*node as usize));
        loop {
            let next = match direction {
                Direction::Forward => search.next(&graph),
                Direction::Backward => search.next(Reversed(&graph)),
            };
            let Some(next) = next else { break };
            reached.push(next.index() as u32);
        }
    }
    reached.sort_unstable();
    reached
}

/// The edges that a transitive reduction leaves out: another way leads from their first node to their
/// second. Of equal edges the first is kept.
///
/// # Returns
/// Positions in `edges`, rising; `None` if there is a cycle.
///
/// # Complexity
/// For each node with several successors, the edges that lie between it and the last of them in
/// topological order: near linear in plans, where edges are short; O(nodes · edges) at worst.
/// Space O(nodes + edges).
///
/// ```
/// assert_eq!(critpath::graph::redundant_edges(3, &[(0, 1), (0, 2), (1, 2)]), Some(vec![1]));
/// ```
pub fn redundant_edges(nodes: usize, edges: &[(u32, u32)]) -> Option<Vec<u32>> {
    let outgoing = Lists::group(nodes, edges.iter().map(|edge| edge.0));
    let incoming = Lists::group(nodes, edges.iter().map(|edge| edge.1));
    let order = topological_order(&incoming.first, |at| edges[incoming.list[at] as usize].0)?;
    let mut rank = vec![0; nodes];
    for (at, node) in order.iter().enumerate() {
        rank[*node as usize] = at;
    }
    let rank_of = |edge: u32| rank[edges[edge as usize].1 as usize];
    let mut seen_from = vec![u32::MAX; nodes];
    let (mut redundant, mut stack, mut nearest) = (Vec::new(), Vec::new(), Vec::new());
    for node in 0..nodes as u32 {
        nearest.clear();
        nearest.extend_from_slice(outgoing.of(node));
        nearest.sort_by_key(|edge| rank_of(*edge));
        let Some(furthest) = nearest.last().map(|edge| rank_of(*edge)) else { continue };
        for &edge in &nearest {
            let target = edges[edge as usize].1;
            if seen_from[target as usize] == node {
                redundant.push(edge);
                continue;
            }
            seen_from[target as usize] = node;
            stack.push(target);
            while let Some(next) = stack.pop() {
                let further = outgoing.of(next).iter().filter(|edge| rank_of(**edge) <= furthest);
                for &edge in further {
                    let target = edges[edge as usize].1;
                    if seen_from[target as usize] != node {
                        seen_from[target as usize] = node;
                        stack.push(target);
                    }
                }
            }
        }
    }
    redundant.sort_unstable();
    Some(redundant)
}

#[cfg(test)]
mod tests {
    use super::redundant_edges;

    #[test]
    fn longer_ways_make_edges_redundant() {
        let edges = [(0, 3), (0, 1), (1, 2), (2, 3), (0, 2), (0, 1)];
        assert_eq!(redundant_edges(4, &edges), Some(vec![0, 4, 5]));
        assert_eq!(redundant_edges(2, &[(0, 1), (1, 0)]), None);
        assert_eq!(redundant_edges(0, &[]), Some(vec![]));
    }
}
