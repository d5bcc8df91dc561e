//! A textbook network into a plan, and its schedule into the columns of textbook tables.

use crate::duration::{Duration, DurationUnit};
use crate::error::Error;
use crate::model::result::ScheduleResult;
use crate::model::{
    Calendar, Dependency, Document, Estimate, Relation, Shift, Task, TaskKind, Weekday, WorkDay,
};
use crate::plan::Plan;
use crate::schedule::{ScheduleOptions, schedule};
use crate::time::{Axis, Moment, TimeOfDay};

/// A unit of time of the textbook is an hour of a calendar that always works.
pub(super) const UNIT_S: f64 = 3600.0;

/// When the plans of networks start.
fn start() -> Moment {
    Moment::Local(crate::time::naive(0))
}

/// A network of activities and events with numbers for durations.
#[derive(Default)]
pub(super) struct Network {
    tasks: Vec<Task>,
}

/// Dates and floats in textbook units, from the start of the plan.
pub(super) struct Table {
    result: ScheduleResult,
    start: i64,
}

impl Network {
    /// Adds an activity with its predecessors: (id, relation, lag).
    pub(super) fn activity(&mut self, id: &str, duration: i64, after: Vec<(String, Relation, i64)>) {
        self.add(id, TaskKind::Task, duration, after);
    }

    /// Adds an event, which takes no time.
    pub(super) fn event(&mut self, id: &str, after: Vec<String>) {
        let after = after.into_iter().map(|id| (id, Relation::FinishToStart, 0)).collect();
        self.add(id, TaskKind::Milestone, 0, after);
    }

    /// Adds an activity with its optimistic, most likely and pessimistic duration, finish to start.
    pub(super) fn estimated(&mut self, id: &str, [low, likely, high]: [f64; 3], after: &[String]) {
        let after = after.iter().map(|id| (id.clone(), Relation::FinishToStart, 0)).collect();
        self.add(id, TaskKind::Task, 0, after);
        let hours =
            |number: f64| Some(Duration::from_thousandths((number * 1e3).round() as i64, DurationUnit::Hour));
        if let Some(task) = self.tasks.last_mut() {
            task.duration = None;
            let (low, likely, high) = (hours(low), hours(likely), hours(high));
            task.estimate = Some(Estimate { low, likely, high, ..Estimate::default() });
        }
    }

    fn add(&mut self, id: &str, kind: TaskKind, duration: i64, after: Vec<(String, Relation, i64)>) {
        let dependency = |(predecessor, relation, lag): (String, Relation, i64)| Dependency {
            predecessor,
            relation,
            lag: format!("{lag}h").parse().ok(),
            ..Dependency::default()
        };
        self.tasks.push(Task {
            id: id.into(),
            name: id.into(),
            kind,
            duration: (kind == TaskKind::Task).then(|| format!("{duration}h").parse().ok()).flatten(),
            after: after.into_iter().map(dependency).collect(),
            ..Task::default()
        });
    }

    /// Schedules the network.
    pub(super) fn schedule(self, options: &ScheduleOptions) -> Result<Table, Error> {
        let plan = self.plan()?;
        Ok(Table::new(schedule(&plan, options)?.to_result(&plan)))
    }

    /// The network as a plan.
    pub(super) fn plan(self) -> Result<Plan, Error> {
        let whole_day = Shift { finish: TimeOfDay::from_seconds(86_400), ..Shift::default() };
        let week = WorkDay { days: Weekday::ALL.to_vec(), shifts: vec![whole_day], ..WorkDay::default() };
        let calendar = Calendar { id: "units".into(), week: vec![week], ..Calendar::default() };
        Plan::build(Document {
            start: Some(start()),
            calendar: Some("units".into()),
            calendars: vec![calendar],
            tasks: self.tasks,
            ..Document::default()
        })
    }
}

impl Table {
    /// The table of a schedule of a network.
    pub(super) fn new(result: ScheduleResult) -> Self {
        Table { result, start: Axis::LOCAL.instant_of(start()) }
    }

    /// Latest early finish less earliest early start.
    pub(super) fn duration(&self) -> f64 {
        let tasks = &self.result.tasks;
        let finish =
            tasks.iter().map(|task| self.units(&task.early_finish)).fold(f64::NEG_INFINITY, f64::max);
        let start = tasks.iter().map(|task| self.units(&task.early_start)).fold(f64::INFINITY, f64::min);
        finish - start
    }

    /// Ids of the activities without float, in the order of the network.
    pub(super) fn critical(&self) -> Vec<&str> {
        let critical =
            |task: &&crate::model::result::TaskResult| task.critical && task.kind == TaskKind::Task;
        self.result.tasks.iter().filter(critical).map(|task| task.id.as_str()).collect()
    }

    /// A figure of an activity by the name of its column: ES EF LS LF TF FF, and IF, the interfering or
    /// conditional float, which is total float less free float.
    pub(super) fn figure(&self, id: &str, column: &str) -> Option<f64> {
        let task = self.result.tasks.iter().find(|task| task.id == id)?;
        let float = |seconds: i64| seconds as f64 / UNIT_S;
        Some(match column {
            "ES" => self.units(&task.early_start),
            "EF" => self.units(&task.early_finish),
            "LS" => self.units(&task.late_start),
            "LF" => self.units(&task.late_finish),
            "TF" => float(task.total_float_s),
            "FF" => float(task.free_float_s),
            "IF" => float(task.total_float_s - task.free_float_s),
            _ => return None,
        })
    }

    /// Units from the start of the plan; not a number if the text is no date.
    fn units(&self, text: &str) -> f64 {
        let instant = |moment| Axis::LOCAL.instant_of(moment) - self.start;
        Moment::parse(text).map_or(f64::NAN, |moment| instant(moment) as f64 / UNIT_S)
    }
}
