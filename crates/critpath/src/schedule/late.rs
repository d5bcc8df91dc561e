//! Tasks that are to be done as late as possible into their planned dates.

use super::backward::{Allowed, Latest, allowed};
use super::forward::{Input, by_hand, place};
use super::handed;
use super::hold::Hold;
use super::leaf_floats::floats;
use super::{Columns, Driver, latest_leaf};
use crate::control::{BATCH, Watch};
use crate::error::Error;
use crate::graph::NodeKind;
use crate::time::Instant;

/// Moves late tasks as far as no other task moves: by their free float, successors first, so that a
/// chain of late tasks moves together. What they use up is no longer float. Others keep their earliest
/// dates, but may gain free float.
///
/// O(nodes + links) if there are such tasks, else O(1).
pub(super) fn by_free_float(input: &Input, columns: &mut Columns, watch: &mut Watch) -> Result<(), Error> {
    let network = input.network;
    if network.late.is_empty() {
        return Ok(());
    }
    // Successors are asked for the dates that they have, so the planned dates stand in for the earliest meanwhile.
    let earliest = (columns.early_start.clone(), columns.early_finish.clone());
    for (done, &node) in network.order.iter().rev().enumerate() {
        if done % BATCH == 0 {
            watch.advance(BATCH.min(network.order.len() - done))?;
        }
        let at = node as usize;
        if input.hands_on() {
            handed::back(input, columns, node);
        }
        let Allowed { free: unhindered, in_work, .. } = allowed(input, columns, node);
        if !network.is_leaf(node) {
            columns.unhindered[at - network.tasks()] = unhindered;
            continue;
        }
        let late = Latest { start: columns.late_start[at], finish: columns.late_finish[at] };
        let floats = floats(input, columns, node, late, unhindered, in_work);
        columns.free_float[at] = floats.free;
        let moves = network.kind[at] != NodeKind::Actual
            && input.holds.of(node).is_none()
            && network.late.binary_search(&node).is_ok();
        if moves && floats.free > 0 {
            let (start, finish) = moved(input, columns, node, floats.free);
            (columns.early_start[at], columns.early_finish[at]) = (start, finish);
            columns.total_float[at] -= floats.free;
            columns.free_float[at] = 0;
        }
    }
    let starts = std::mem::replace(&mut columns.early_start, earliest.0);
    let finishes = std::mem::replace(&mut columns.early_finish, earliest.1);
    columns.planned = Some((starts, finishes));
    Ok(())
}

/// The dates of a task that is moved by some of its float.
fn moved(input: &Input, columns: &Columns, node: u32, by: i64) -> (Instant, Instant) {
    let at = node as usize;
    let (start, amount) = (columns.early_start[at], columns.amount[at]);
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

/// Puts late tasks at their latest dates, and what follows them behind them, as planned; the earliest dates and the
/// total floats stay what they are. Gives back the finish of the plan, if anything has dates.
///
/// O(nodes + links).
pub(super) fn keeping_earliest(
    input: &Input,
    columns: &mut Columns,
    watch: &mut Watch,
) -> Result<Option<Instant>, Error> {
    let earliest = columns.clone();
    by_total_float(input, columns, watch)?;
    let finish = latest_leaf(input.network, columns);
    let planned = std::mem::replace(columns, earliest);
    for (free, driver) in columns.free_float.iter_mut().zip(&planned.driver) {
        *free = if *driver == Driver::AT_LATEST { 0 } else { *free };
    }
    columns.planned = Some((planned.early_start, planned.early_finish));
    Ok(finish)
}

/// Puts late tasks at their latest dates, and what follows them behind them.
///
/// O(nodes + links) if there are such tasks, else O(1).
pub(super) fn by_total_float(input: &Input, columns: &mut Columns, watch: &mut Watch) -> Result<(), Error> {
    let network = input.network;
    if network.late.is_empty() && !input.rules.late_keeps_early {
        return Ok(());
    }
    for batch in network.order.chunks(BATCH) {
        watch.advance(batch.len())?;
        for &node in batch {
            let at = node as usize;
            place(input, columns, node)?;
            let latest = match input.holds.of(node) {
                Some(Hold::Manual { start, finish }) if input.rules.late_keeps_early => {
                    let logic = (columns.early_start[at], columns.early_finish[at]);
                    Some(by_hand(input, columns, node, (start, finish), logic))
                }
                hold => {
                    let moves = match hold {
                        // Scheduled from the finish, a limit is where something is.
                        Some(Hold::NotAfter { .. }) => input.rules.from_finish,
                        Some(_) => false,
                        None => network.late.binary_search(&node).is_ok(),
                    };
                    // What is late already is as early as it can be.
                    let has_float = columns.late_start[at] > columns.early_start[at];
                    (moves && has_float).then(|| (columns.late_start[at], columns.late_finish[at]))
                }
            };
            if let Some((start, finish)) = latest.filter(|_| network.kind[at] != NodeKind::Actual) {
                (columns.early_start[at], columns.early_finish[at]) = (start, finish);
                columns.driver[at] = Driver::AT_LATEST;
                columns.rank[at] = input.calendars[network.calendar[at]].work_before(start);
            }
        }
    }
    Ok(())
}
