//! Tasks that are to be done as late as possible into their planned dates.

use super::Columns;
use super::backward::{Allowance, Latest, floats};
use super::forward::Input;
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::NodeKind;

/// Moves late tasks as far as no other task moves: by their free float, successors first, so that a
/// chain of late tasks moves together. What they use up is no longer float. Others keep their earliest
/// dates, but may gain free float.
///
/// O(nodes + links) if there are such tasks, else O(1).
pub(super) fn as_late_as_possible(
    input: &Input,
    columns: &mut Columns,
    watch: &mut Watch,
) -> Result<(), Error> {
    let network = input.network;
    if network.late.is_empty() {
        return Ok(());
    }
    let (mut starts, mut finishes) = (columns.early_start.clone(), columns.early_finish.clone());
    let mut free = Allowance::new(network);
    for (done, &node) in network.order.iter().rev().enumerate() {
        if done % BATCH == 0 {
            watch.advance(BATCH.min(network.order.len() - done))?;
        }
        let at = node as usize;
        let mut dates = free.of(node);
        if network.is_leaf(node) {
            let late = Latest { start: columns.late_start[at], finish: columns.late_finish[at] };
            let floats = floats(input, columns, node, late, dates);
            columns.free_float[at] = floats.free;
            let moves = network.kind[at] != NodeKind::Actual && network.late.binary_search(&node).is_ok();
            if moves && floats.free > 0 {
                (starts[at], finishes[at]) = moved(input, columns, node, floats.free);
                columns.total_float[at] -= floats.free;
                columns.free_float[at] = 0;
            }
            dates = Latest { start: starts[at], finish: finishes[at] };
        }
        free.pass_on(input, columns, node, dates);
    }
    columns.planned = Some((starts, finishes));
    Ok(())
}

/// The dates of a task that is moved by some of its float.
fn moved(input: &Input, columns: &Columns, node: u32, by: i64) -> (i64, i64) {
    let at = node as usize;
    let (start, amount) = (columns.early_start[at], input.amount[at]);
    match input.network.kind[at] {
        NodeKind::Elapsed => (start + by, start + by + amount),
        _ => {
            let calendar = &input.calendars[input.network.calendar[at]];
            let rank = calendar.work_before(start) + by;
            let finish = calendar.finish(rank + amount);
            (if amount == 0 { finish } else { calendar.position(rank) }, finish)
        }
    }
}
