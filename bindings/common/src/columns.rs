//! Figures of a schedule as columns of numbers, one for each task with dates.

use std::borrow::Cow;

use critpath::plan::Plan;
use critpath::schedule::Schedule;

/// A column by its name.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, as in the answer.
    pub name: &'static str,
    /// Whether its values are instants: seconds since 1970, local in a plan without a time zone, UTC in one with.
    pub instants: bool,
    of: fn(&Schedule) -> &[i64],
}

impl Column {
    /// Every column.
    pub const ALL: &'static [Column] = &[
        Column { name: "start", instants: true, of: Schedule::planned_start },
        Column { name: "finish", instants: true, of: Schedule::planned_finish },
        Column { name: "early_start", instants: true, of: Schedule::early_start },
        Column { name: "early_finish", instants: true, of: Schedule::early_finish },
        Column { name: "late_start", instants: true, of: Schedule::late_start },
        Column { name: "late_finish", instants: true, of: Schedule::late_finish },
        Column { name: "duration_s", instants: false, of: Schedule::duration },
        Column { name: "total_float_s", instants: false, of: Schedule::total_float },
        Column { name: "free_float_s", instants: false, of: Schedule::free_float },
    ];

    /// The column with this name.
    pub fn named(name: &str) -> Option<&'static Column> {
        Column::ALL.iter().find(|column| column.name == name)
    }
}

/// The values of a column, in the order of the tasks of the answer. O(tasks).
pub fn column<'a>(plan: &Plan, schedule: &'a Schedule, column: &Column) -> Cow<'a, [i64]> {
    let values = (column.of)(schedule);
    if plan.unscheduled().is_empty() {
        return Cow::Borrowed(values);
    }
    values
        .iter()
        .enumerate()
        .filter(|(task, _)| schedule.is_scheduled(*task))
        .map(|(_, value)| *value)
        .collect()
}
