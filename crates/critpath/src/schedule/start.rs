//! What a plan and its caller say of dates into the instant that the plan starts at.

use super::ScheduleOptions;
use super::bound::first_work;
use crate::error::Error;
use crate::model::{ConstraintKind, WindowUnit};
use crate::plan::Plan;
use crate::time::{Instant, Moment};

/// The instant that the plan starts at.
pub(super) fn plan_start(plan: &Plan, options: &ScheduleOptions) -> Result<Instant, Error> {
    let (axis, document) = (plan.axis(), plan.document());
    let calendar = &plan.calendars()[plan.calendars().default_index()];
    let instant = |moment: Moment| first_work(axis.instant_of(moment), moment, calendar);
    if let Some(start) = options.start.or(document.start) {
        return Ok(instant(start));
    }
    if plan.network().order.is_empty() {
        return Ok(0);
    }
    stated_starts(plan).map(instant).min().ok_or(Error::NoStart)
}

/// The dates at which a document says that something starts.
fn stated_starts(plan: &Plan) -> impl Iterator<Item = Moment> + '_ {
    let document = plan.document();
    let windows = document.phases.iter().map(|phase| &phase.window);
    let windows = windows.chain(document.tasks.iter().map(|task| &task.window)).flatten();
    let windows = windows.filter(|window| window.unit == WindowUnit::Date).filter_map(|window| window.start);
    let constraints = document.phases.iter().flat_map(|phase| &phase.constraints);
    let constraints = constraints.chain(document.tasks.iter().flat_map(|task| &task.constraints));
    let starts = [ConstraintKind::MustStartOn, ConstraintKind::StartNoEarlierThan];
    let constraints = constraints.filter(move |constraint| starts.contains(&constraint.kind));
    let progress = document.tasks.iter().filter_map(|task| task.progress.as_ref()?.started);
    windows.chain(constraints.filter_map(|constraint| constraint.date)).chain(progress)
}
