//! A plan and its schedule into those after edits, as fast as they are typed.

use crate::diff::{Scheduled, moved_by_edits};
use crate::error::Error;
use crate::model::Edit;
use crate::model::what_if::{Changes, WhatIfResult};
use crate::plan::{Plan, Touched};
use crate::schedule::{Schedule, ScheduleOptions, schedule};

/// A plan that is edited, with its schedule, which follows.
///
/// The outcome is the same as that of [`Plan::apply`] and [`schedule`]; only what edits touch and what
/// moves with that is computed anew, as [`Plan::edit`] and [`Schedule::update`] have it.
///
/// ```
/// use critpath::model::{Document, Edit, EditKind, Task};
/// use critpath::{plan::Plan, schedule::ScheduleOptions, what_if::WhatIf};
///
/// let task = Task { id: "build".into(), duration: "2d".parse().ok(), ..Task::default() };
/// let start = "2026-12-07".parse().ok();
/// let plan = Plan::build(Document { start, tasks: vec![task], ..Document::default() })?;
/// let mut what_if = WhatIf::new(plan, &ScheduleOptions::default())?;
/// let duration = "3d".parse().ok();
/// let (edit, id) = (Some(EditKind::SetDuration), Some("build".into()));
/// what_if.apply(&[Edit { edit, id, duration, ..Edit::default() }])?;
/// assert_eq!(what_if.schedule().duration(), [3 * 8 * 3600]);
/// # Ok::<(), critpath::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct WhatIf {
    plan: Plan,
    options: ScheduleOptions,
    schedule: Schedule,
    /// What each of the edits that can be taken back touched.
    done: Vec<Touched>,
}

impl WhatIf {
    /// Schedules a plan that is to be edited. It is copied if there are clones of it: O(document).
    ///
    /// # Errors
    /// As [`schedule`].
    pub fn new(plan: Plan, options: &ScheduleOptions) -> Result<WhatIf, Error> {
        let schedule = schedule(&plan, options)?;
        let mut plan = plan;
        plan.unshare();
        Ok(WhatIf { plan, options: *options, schedule, done: Vec::new() })
    }

    /// Applies edits in their order, all or none, and tells what they changed in the document.
    ///
    /// # Errors
    /// As [`Plan::apply`] and [`schedule`]; plan and schedule are then as they were.
    ///
    /// # Complexity
    /// That of [`Plan::edit`] and [`Schedule::update`]; linear in the plan after an error, and once for each clone
    /// of the plan that someone keeps.
    pub fn apply(&mut self, edits: &[Edit]) -> Result<Changes, Error> {
        let error = match self.plan.edit(edits) {
            Err(error) => error,
            Ok((changes, touched)) => {
                match self.schedule.update_in_place(&self.plan, &touched, &self.options) {
                    Ok(()) => {
                        self.done.push(touched);
                        return Ok(changes);
                    }
                    Err(error) => {
                        self.plan.undo(touched)?;
                        error
                    }
                }
            }
        };
        self.schedule = schedule(&self.plan, &self.options)?;
        Err(error)
    }

    /// As [`WhatIf::apply`], and tells what moved: which tasks have other dates or floats than before these edits.
    ///
    /// # Errors
    /// As [`WhatIf::apply`].
    ///
    /// # Complexity
    /// That of [`WhatIf::apply`], and O(tasks); O(tasks log tasks) where edits rebuild the plan.
    pub fn apply_and_compare(&mut self, edits: &[Edit]) -> Result<WhatIfResult, Error> {
        let before = self.schedule.clone();
        let changes = self.apply(edits)?;
        let former = self.done.last().and_then(Touched::former_plan);
        let after = Scheduled { plan: &self.plan, schedule: &self.schedule, options: self.options };
        Ok(moved_by_edits(&before, former, after, changes))
    }

    /// Takes back what was last applied and not yet taken back; false if there is nothing left.
    ///
    /// # Errors
    /// As [`schedule`]; but what had a schedule before has it again.
    ///
    /// # Complexity
    /// Linear in the plan.
    pub fn undo(&mut self) -> Result<bool, Error> {
        let Some(touched) = self.done.pop() else { return Ok(false) };
        self.plan.undo(touched)?;
        self.schedule = schedule(&self.plan, &self.options)?;
        Ok(true)
    }

    /// The plan as it is now.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The schedule of the plan as it is now.
    pub fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// The plan and its schedule as they are now.
    pub fn into_parts(self) -> (Plan, Schedule) {
        (self.plan, self.schedule)
    }
}
