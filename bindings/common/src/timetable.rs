//! A scheduled plan into its answers.

use critpath::control::Control;
use critpath::diff::{Scheduled, diff};
use critpath::error::Error;
use critpath::explain::explain;
use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, schedule_with};

use crate::render;
use crate::{Column, Failure, column, text};

/// A plan with its schedule.
#[derive(Debug)]
pub struct Timetable {
    plan: Plan,
    schedule: Schedule,
}

impl Timetable {
    pub(crate) fn new(plan: Plan, options: &ScheduleOptions, control: &mut Control) -> Result<Self, Error> {
        let schedule = schedule_with(&plan, options, control)?;
        Ok(Timetable { plan, schedule })
    }

    /// When everything is.
    pub fn result(&self) -> ScheduleResult {
        self.schedule.to_result(&self.plan)
    }

    /// When everything is, as JSON text.
    pub fn result_json(&self) -> String {
        text(&self.result())
    }

    /// A column by its name, in the order of the tasks of the answer.
    ///
    /// # Errors
    /// No column has this name.
    pub fn column(&self, name: &str) -> Result<Vec<i64>, Failure> {
        let known = Column::named(name).ok_or_else(|| {
            let names: Vec<_> = Column::ALL.iter().map(|column| column.name).collect();
            Failure::option(format!("there is no column `{name}`; there are {}", names.join(", ")))
        })?;
        Ok(column(&self.plan, &self.schedule, known))
    }

    /// Why a task is when it is, as JSON text.
    ///
    /// # Errors
    /// No task has this id.
    pub fn explain_json(&self, task: &str) -> Result<String, Failure> {
        Ok(text(&explain(&self.plan, &self.schedule, task)?))
    }

    /// What moved from this schedule to another, as JSON text.
    pub fn diff_json(&self, later: &Timetable) -> String {
        text(&diff(self.scheduled(), later.scheduled()))
    }

    /// The schedule as text in a format: `svg`, `html`, `mermaid`, `csv`, `table`, `gantt`, `markdown` or `json`.
    ///
    /// # Errors
    /// No format has this name, or options that cannot be read.
    pub fn render(&self, format: &str, options: &str) -> Result<String, Failure> {
        render::render(&self.plan, &self.result(), format, options)
    }

    fn scheduled(&self) -> Scheduled<'_> {
        Scheduled { plan: &self.plan, schedule: &self.schedule }
    }
}
