//! Figures of a schedule as columns of numbers, one for each task with dates.

use std::borrow::Cow;

use critpath::control::never_stop;
use critpath::error::Error;
use critpath::plan::Plan;
use critpath::schedule::Schedule;

use crate::Failure;

/// A column by its name.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name, as in the answer.
    pub name: &'static str,
    /// Whether its values are instants: seconds since 1970, local in a plan without a time zone, UTC in one with.
    pub instants: bool,
    of: Of,
}

/// Where the values of a column come from.
#[derive(Debug, Clone, Copy)]
enum Of {
    /// They are there.
    Schedule(fn(&Schedule) -> &[i64]),
    /// They are computed when they are asked for.
    Request(fn(&Schedule, &Plan) -> Result<Vec<i64>, Error>),
}

impl Column {
    /// Every column.
    pub const ALL: &'static [Column] = &[
        Column { name: "start", instants: true, of: Of::Schedule(Schedule::planned_start) },
        Column { name: "finish", instants: true, of: Of::Schedule(Schedule::planned_finish) },
        Column { name: "early_start", instants: true, of: Of::Schedule(Schedule::early_start) },
        Column { name: "early_finish", instants: true, of: Of::Schedule(Schedule::early_finish) },
        Column { name: "late_start", instants: true, of: Of::Schedule(Schedule::late_start) },
        Column { name: "late_finish", instants: true, of: Of::Schedule(Schedule::late_finish) },
        Column { name: "duration_s", instants: false, of: Of::Schedule(Schedule::duration) },
        Column { name: "total_float_s", instants: false, of: Of::Schedule(Schedule::total_float) },
        Column { name: "free_float_s", instants: false, of: Of::Schedule(Schedule::free_float) },
        Column {
            name: "start_float_s",
            instants: false,
            of: Of::Request(|it, plan| Ok(it.start_float(plan))),
        },
        Column {
            name: "finish_float_s",
            instants: false,
            of: Of::Request(|it, plan| Ok(it.finish_float(plan))),
        },
        Column {
            name: "interfering_float_s",
            instants: false,
            of: Of::Request(|it, _| Ok(it.interfering_float())),
        },
        Column { name: "independent_float_s", instants: false, of: Of::Request(Schedule::independent_float) },
        Column { name: "drag_s", instants: false, of: Of::Request(drags) },
    ];

    /// The column with this name.
    pub fn named(name: &str) -> Option<&'static Column> {
        Column::ALL.iter().find(|column| column.name == name)
    }
}

/// The drag of each task, 0 where it has none.
fn drags(schedule: &Schedule, plan: &Plan) -> Result<Vec<i64>, Error> {
    let drags = schedule.drags(plan, &mut never_stop)?;
    Ok(drags.into_iter().map(|drag| drag.map_or(0, |drag| drag.seconds)).collect())
}

/// The values of a column, in the order of the tasks of the answer. O(tasks), and what it takes to compute those that
/// a schedule does not hold.
///
/// # Errors
/// Dates out of range while those are computed.
pub fn column<'a>(plan: &Plan, schedule: &'a Schedule, column: &Column) -> Result<Cow<'a, [i64]>, Failure> {
    let values = match column.of {
        Of::Schedule(of) => Cow::Borrowed(of(schedule)),
        Of::Request(of) => Cow::Owned(of(schedule, plan)?),
    };
    if plan.unscheduled().is_empty() {
        return Ok(values);
    }
    let scheduled = values.iter().enumerate().filter(|(task, _)| schedule.is_scheduled(*task));
    Ok(scheduled.map(|(_, value)| *value).collect())
}
