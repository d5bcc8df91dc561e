//! The parts of split tasks in a dump into rests: how much work comes before each, and how long it lasts.
//!
//! What counts is how far the parts lie from each other, not where: they move with the task.

use critpath::check::{CheckOptions, check};
use critpath::duration::Duration;
use critpath::model::{Document, Split};
use serde_json::Value;

use super::neutral::{list, moment};

/// Adds the rests of the tasks in a dump to its document.
pub fn add(document: &mut Document, dump: &Value) {
    let is_split = |row: &&Value| list(row, "splits").len() > 1 && row["summary"] != true;
    let rows: Vec<&Value> = list(dump, "tasks").iter().filter(is_split).collect();
    // Only a plan knows how much work lies between two dates.
    let Some(plan) = check(document.clone(), &CheckOptions::default()).plan.filter(|_| !rows.is_empty())
    else {
        return;
    };
    for row in rows {
        let Some(task) = plan.task(&row["uid"].to_string()) else { continue };
        let calendar = &plan.calendars()[plan.network().calendar(task as u32)];
        let at = |date: &Value| plan.axis().instant_of(moment(date).unwrap());
        let parts: Vec<(i64, i64)> =
            list(row, "splits").iter().map(|part| (at(&part[0]), at(&part[1]))).collect();
        // What was interrupted and has been taken up again is known by its progress.
        let resumed = moment(&row["resume"]).map(|resumed| plan.axis().instant_of(resumed));
        let mut done_s = 0;
        for pair in parts.windows(2) {
            done_s += calendar.between(pair[0].0, pair[0].1);
            let pause_s = calendar.between(pair[0].1, pair[1].0);
            if pause_s > 0 && resumed.is_none_or(|resumed| resumed <= pair[0].1) {
                let (after, pause) = (Duration::from_seconds(done_s), Duration::from_seconds(pause_s));
                document.tasks[task].splits.push(Split { after, pause, ..Split::default() });
            }
        }
    }
}
