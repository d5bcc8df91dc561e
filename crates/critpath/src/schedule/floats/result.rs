//! Floats, drag, bands and paths into the answer that people and programs read.

use super::super::Schedule;
use super::{Band, Drag, Path};
use crate::control::{Control, never_stop};
use crate::duration::Duration;
use crate::error::Error;
use crate::graph::Role;
use crate::model::floats::{FloatBand, FloatResult, FloatsResult, PathResult, PathStep};
use crate::plan::Plan;
use crate::schedule::role_id;
use crate::time::Instant;

/// What the caller decides about floats.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct FloatsOptions {
    /// How many of the most critical paths; none by default.
    pub paths: usize,
    /// Limits of the bands of total float above what is critical; `1d` and `5d` where none are given.
    pub bands: Option<Vec<Duration>>,
    /// What a working day of delay costs; by default as the plan says.
    pub delay_cost_per_day: Option<f64>,
}

/// How much room there is: all floats, drags, bands and the most critical paths of a schedule of this plan.
///
/// # Errors
/// [`Error::Overflow`] if a plan with a task at its latest, or without the time that it takes, leaves the range of dates.
///
/// # Complexity
/// That of [`Schedule::drags`] and [`Schedule::paths`].
pub fn floats(plan: &Plan, schedule: &Schedule, options: &FloatsOptions) -> Result<FloatsResult, Error> {
    floats_with(plan, schedule, options, &mut never_stop)
}

/// As [`floats`], with a control that hears how far the work is and may stop it.
///
/// # Errors
/// As [`floats`]; [`Error::Cancelled`] if the control says stop.
pub fn floats_with(
    plan: &Plan,
    schedule: &Schedule,
    options: &FloatsOptions,
    control: &mut Control,
) -> Result<FloatsResult, Error> {
    let document = plan.document();
    let answer = Answer { plan, schedule };
    let delay_cost_per_day = options.delay_cost_per_day.or(document.delay_cost_per_day);
    let limits: Vec<i64> = match &options.bands {
        Some(bands) => bands.iter().map(|limit| limit.seconds(&document.units)).collect(),
        None => [1, 5].map(|days| days * document.units.day_s()).to_vec(),
    };
    let bands = schedule.float_bands(plan, &limits).into_iter().map(|band| answer.band(band)).collect();
    let paths = schedule.paths(plan, options.paths).iter().map(|path| answer.path(path)).collect();
    Ok(FloatsResult {
        name: document.name.clone(),
        finish: schedule.finish().map(|finish| plan.axis().text(finish)),
        critical_float_s: schedule.rules.critical_float_s,
        day_s: document.units.day_s(),
        delay_cost_per_day,
        currency: document.currency.clone(),
        tasks: answer.tasks(delay_cost_per_day, control)?,
        bands,
        paths,
    })
}

struct Answer<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
}

impl Answer<'_> {
    fn tasks(&self, cost_per_day: Option<f64>, control: &mut Control) -> Result<Vec<FloatResult>, Error> {
        let Answer { plan, schedule } = self;
        let (start, finish) = (schedule.start_float(plan), schedule.finish_float(plan));
        let (interfering, independent) = (schedule.interfering_float(), schedule.independent_float(plan)?);
        let drags = schedule.drags(plan, control)?;
        let scheduled = plan.document().tasks.iter().enumerate().filter(|(at, _)| schedule.is_scheduled(*at));
        let day_s = plan.document().units.day_s();
        let task = |(at, task): (usize, &crate::model::Task)| {
            let drag_s = drags[at].map_or(0, |drag| drag.seconds);
            FloatResult {
                id: task.id.clone(),
                name: task.name.clone(),
                critical: schedule.is_critical(at),
                total_float_s: schedule.total_float()[at],
                start_float_s: start[at],
                finish_float_s: finish[at],
                free_float_s: schedule.free_float()[at],
                interfering_float_s: interfering[at],
                independent_float_s: independent[at],
                drag_s,
                finish_without: drags[at].map(|drag: Drag| plan.axis().text(drag.finish)),
                drag_cost: cost_per_day.map(|cost| drag_cost(drag_s, day_s, cost)),
            }
        };
        Ok(scheduled.map(task).collect())
    }

    fn band(&self, band: Band) -> FloatBand {
        let id = |task: &usize| self.plan.document().tasks[*task].id.clone();
        FloatBand {
            above_s: band.above,
            up_to_s: band.up_to,
            count: band.tasks.len(),
            tasks: band.tasks.iter().map(id).collect(),
        }
    }

    fn path(&self, path: &Path) -> PathResult {
        let date = |node: Option<u32>, of: fn((Instant, Instant)) -> Instant| {
            node.map(|node| self.plan.axis().text(of(self.schedule.planned(node)))).unwrap_or_default()
        };
        let (first, last) = (path.steps.first(), path.steps.last());
        let steps = path
            .steps
            .iter()
            .map(|step| PathStep { id: role_id(self.plan, self.role(step.node)).into(), wait_s: step.wait });
        PathResult {
            float_s: path.float,
            start: date(first.map(|step| step.node), |dates| dates.0),
            finish: date(last.map(|step| step.node), |dates| dates.1),
            steps: steps.collect(),
        }
    }

    fn role(&self, node: u32) -> Role {
        self.plan.network().role(node)
    }
}

/// What drag costs, in the currency of the cost of a day. Days are those of the plan's units.
fn drag_cost(drag_s: i64, day_s: i64, cost_per_day: f64) -> f64 {
    drag_s as f64 / day_s.max(1) as f64 * cost_per_day
}
