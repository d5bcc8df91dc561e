//! Predecessor lists into a topological order.

/// The topological order in which every pass runs.
///
/// Nodes stand in the order of their numbers, each preceded by those of its predecessors that do not
/// stand before it already, in the order of its list. So the order of a document in which predecessors
/// come first is kept as it is, and equal documents give equal orders.
///
/// # Arguments
/// `first`: where each node's list of predecessors begins, and one past the end of the last list.
/// `predecessor`: the node at a position of the lists.
///
/// # Returns
/// Every node once, or `None` if there is a cycle.
///
/// # Complexity
/// Time and space O(nodes + edges); depth-first without recursion.
///
/// ```
/// // Node 0 comes after 2, node 1 after nothing.
/// assert_eq!(critpath::graph::topological_order(&[0, 1, 1, 1], |_| 2), Some(vec![2, 0, 1]));
/// ```
pub fn topological_order(first: &[u32], predecessor: impl Fn(usize) -> u32) -> Option<Vec<u32>> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Placed,
    }
    let nodes = first.len().saturating_sub(1);
    let mut state = vec![State::New; nodes];
    let mut order = Vec::with_capacity(nodes);
    // Nodes that wait for a predecessor, with the position of the next one to look at.
    let mut waiting: Vec<(u32, u32)> = Vec::new();
    for node in 0..nodes as u32 {
        if state[node as usize] == State::Placed {
            continue;
        }
        state[node as usize] = State::Open;
        waiting.push((node, first[node as usize]));
        while let Some((node, at)) = waiting.last_mut() {
            if *at == first[*node as usize + 1] {
                state[*node as usize] = State::Placed;
                order.push(*node);
                waiting.pop();
                continue;
            }
            let next = predecessor(*at as usize);
            *at += 1;
            match state[next as usize] {
                State::Placed => {}
                State::Open => return None,
                State::New => {
                    state[next as usize] = State::Open;
                    waiting.push((next, first[next as usize]));
                }
            }
        }
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::topological_order;

    fn order(first: &[u32], predecessors: &[u32]) -> Option<Vec<u32>> {
        topological_order(first, |at| predecessors[at])
    }

    #[test]
    fn ties_are_in_order_of_number() {
        assert_eq!(order(&[0, 0, 0, 2], &[1, 0]), Some(vec![0, 1, 2]));
        assert_eq!(order(&[0, 1, 2], &[1, 0]), None);
        assert_eq!(order(&[0, 1], &[0]), None);
        assert_eq!(order(&[0], &[]), Some(vec![]));
    }
}
