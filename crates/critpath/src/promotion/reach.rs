//! Links into the tasks that nothing ties to what must come before them.

use crate::graph::Network;

/// Nodes that are looked for together.
const BLOCK: usize = u64::BITS as usize;

/// For each question, the tasks of it that do not come after any node of the mark, by whatever links lead there. A
/// question is the position of its mark, and tasks.
///
/// O(marks / 64 × (nodes + links) + what is asked).
pub(super) fn untied(network: &Network, marks: &[Vec<u32>], asked: &[(usize, &[u32])]) -> Vec<Vec<u32>> {
    let mut untied = vec![Vec::new(); asked.len()];
    let mut by_block: Vec<Vec<usize>> = vec![Vec::new(); marks.len().div_ceil(BLOCK)];
    for (question, (mark, _)) in asked.iter().enumerate() {
        by_block[mark / BLOCK].push(question);
    }
    for (block, questions) in by_block.iter().enumerate().filter(|(_, questions)| !questions.is_empty()) {
        let mut marked = vec![0_u64; network.nodes()];
        let of_block = marks[block * BLOCK..].iter().take(BLOCK);
        for (bit, nodes) in of_block.enumerate() {
            for node in nodes {
                marked[*node as usize] |= 1 << bit;
            }
        }
        // By node, the marks that come before it.
        let mut before = vec![0_u64; network.nodes()];
        for &node in network.order() {
            let links = network.predecessors(node).iter().map(|link| link.predecessor as usize);
            before[node as usize] = links.fold(0, |all, at| all | before[at] | marked[at]);
        }
        for &question in questions {
            let (mark, tasks) = asked[question];
            let bit = 1 << (mark % BLOCK);
            untied[question] =
                tasks.iter().copied().filter(|task| before[*task as usize] & bit == 0).collect();
        }
    }
    untied
}
