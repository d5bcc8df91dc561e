//! A directed graph into its cycles, one shortest cycle for each knot of nodes that reach each other.

use std::collections::VecDeque;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::NodeIndex;

use super::graph;
use super::lists::Lists;

const NONE: u32 = u32::MAX;

/// Steps of search that a strongly connected component gets for each of its nodes and edges.
const EFFORT: usize = 8;

/// Names every knot of a graph by one cycle through it.
///
/// A knot is a strongly connected component (Kosaraju's algorithm) with a cycle. Its cycle is a shortest
/// one as far as searching from its nodes in turn within a linear number of steps shows; in a knot of a
/// few nodes it is surely a shortest one.
///
/// # Arguments
/// `nodes`: how many nodes there are. `edges`: pairs (predecessor, successor) of nodes below `nodes`.
///
/// # Returns
/// The cycles by their first node. Each begins with its lowest node, and the successor of the last
/// node is the first; a node with an edge to itself is a cycle of one.
///
/// # Complexity
/// Time and space O(nodes + edges).
///
/// ```
/// // 0 -> 1 -> 2 -> 0, and 3 -> 3
/// let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 3)];
/// assert_eq!(critpath::graph::cycles(4, &edges), [vec![0, 1, 2], vec![3]]);
/// ```
pub fn cycles(nodes: usize, edges: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let graph = graph(nodes, edges);
    let mut search = Search {
        edges,
        component: vec![NONE; nodes],
        outgoing: Lists::group(nodes, edges.iter().map(|edge| edge.0)),
        came_from: vec![NONE; nodes],
        touched: Vec::new(),
        queue: VecDeque::new(),
    };
    let mut cycles = Vec::new();
    for (number, mut members) in kosaraju_scc(&graph).into_iter().enumerate() {
        members.sort_unstable();
        for member in &members {
            search.component[member.index()] = number as u32;
        }
        cycles.extend(search.cycle(&members));
    }
    cycles.sort_unstable();
    cycles
}

struct Search<'a> {
    edges: &'a [(u32, u32)],
    component: Vec<u32>,
    /// Positions of the edges that leave each node.
    outgoing: Lists,
    came_from: Vec<u32>,
    touched: Vec<u32>,
    queue: VecDeque<u32>,
}

impl Search<'_> {
    /// The shortest cycle that the effort allows to find in a component, if it has any.
    fn cycle(&mut self, members: &[NodeIndex]) -> Option<Vec<u32>> {
        let edges: usize = members.iter().map(|m| self.outgoing.of(m.index() as u32).len()).sum();
        let mut steps_left = EFFORT * (members.len() + edges);
        let mut shortest: Option<Vec<u32>> = None;
        for member in members {
            let limit = shortest.as_ref().map_or(usize::MAX, Vec::len);
            let found = self.through(member.index() as u32, limit, &mut steps_left);
            shortest = found.or(shortest);
            if shortest.as_ref().is_some_and(|cycle| cycle.len() <= 2) || steps_left == 0 {
                break;
            }
        }
        let mut cycle = shortest?;
        let lowest = cycle.iter().enumerate().min_by_key(|(_, node)| **node)?.0;
        cycle.rotate_left(lowest);
        Some(cycle)
    }

    /// The shortest cycle through a node if it has fewer than `limit` nodes. The first search of a
    /// component always ends within its effort, as one search takes as many steps as there are edges.
    fn through(&mut self, start: u32, limit: usize, steps_left: &mut usize) -> Option<Vec<u32>> {
        self.queue.push_back(start);
        let mut last = None;
        'search: while let Some(node) = self.queue.pop_front() {
            for &edge in self.outgoing.of(node) {
                let next = self.edges[edge as usize].1;
                *steps_left = steps_left.saturating_sub(1);
                if next == start {
                    last = Some(node);
                    break 'search;
                }
                let inside = self.component[next as usize] == self.component[start as usize];
                if inside && self.came_from[next as usize] == NONE {
                    self.came_from[next as usize] = node;
                    self.touched.push(next);
                    self.queue.push_back(next);
                }
            }
            if *steps_left == 0 {
                break;
            }
        }
        let cycle = last.map(|last| self.path(start, last)).filter(|cycle| cycle.len() < limit);
        self.queue.clear();
        for node in self.touched.drain(..) {
            self.came_from[node as usize] = NONE;
        }
        cycle
    }

    fn path(&self, start: u32, last: u32) -> Vec<u32> {
        let mut path: Vec<u32> = std::iter::successors(Some(last), |node| {
            (*node != start).then(|| self.came_from[*node as usize])
        })
        .collect();
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_cycle_of_a_knot_is_named() {
        // A ring of six with a chord that closes a ring of three.
        let edges = [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 0), (4, 2)];
        assert_eq!(cycles(6, &edges), [vec![2, 3, 4]]);
        assert_eq!(cycles(3, &[(0, 1), (1, 2), (0, 2), (0, 1)]), Vec::<Vec<u32>>::new());
        assert_eq!(cycles(0, &[]), Vec::<Vec<u32>>::new());
    }

    #[test]
    fn knots_are_apart() {
        let edges = [(3, 2), (2, 3), (1, 0), (0, 1), (1, 2)];
        assert_eq!(cycles(4, &edges), [vec![0, 1], vec![2, 3]]);
    }
}
