//! A scheduled plan into its answers.

use std::borrow::Cow;
use std::sync::Arc;

use critpath::check::CheckOptions;
use critpath::control::{Control, never_stop};
use critpath::diagnostic::{Diagnostic, SourceText};
use critpath::diff::{Scheduled, diff};
use critpath::error::Error;
use critpath::explain::explain;
use critpath::model::Document;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::result::{FloatsResult, ScheduleResult};
use critpath::model::rollback_result::RollbackResult;
use critpath::plan::Plan;
use critpath::promotion::promoted;
use critpath::rollback::{rollback_plan, rollback_with, way_back};
use critpath::schedule::{Schedule, ScheduleOptions, floats, schedule_with};
use critpath::time::Instant;
use critpath_formats::json;

use crate::opened::Texts;
use crate::{Column, Failure, column, options, render, text};

/// A column of text: its name, and a word or nothing for each task.
pub type Words = (&'static str, Vec<Option<String>>);

/// A plan with its schedule.
#[derive(Debug)]
pub struct Timetable {
    texts: Arc<Texts>,
    plan: Plan,
    options: ScheduleOptions,
    schedule: Schedule,
}

impl Timetable {
    pub(crate) fn new(
        texts: Arc<Texts>,
        plan: Plan,
        options: ScheduleOptions,
        control: &mut Control,
    ) -> Result<Self, Error> {
        let schedule = schedule_with(&plan, &options, control)?;
        Ok(Timetable { texts, plan, options, schedule })
    }

    /// A plan with a schedule that was computed with these options.
    pub(crate) fn of(texts: Arc<Texts>, plan: Plan, options: ScheduleOptions, schedule: Schedule) -> Self {
        Timetable { texts, plan, options, schedule }
    }

    /// The plan.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The document with the start that it was scheduled from.
    pub(crate) fn document(&self) -> Cow<'_, Document> {
        let document = self.plan.document();
        match self.options.start {
            None => Cow::Borrowed(document),
            start => Cow::Owned(Document { start, ..document.clone() }),
        }
    }

    /// The texts that the plan was read from.
    pub(crate) fn sources(&self) -> &[SourceText<'static>] {
        &self.texts.sources
    }

    /// Everything there is to say about the plan with these options.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        let ScheduleOptions { start, convention, .. } = self.options;
        let options = CheckOptions { start, convention, ..CheckOptions::default() };
        self.texts.findings(self.plan.document(), &options).0
    }

    /// When everything is.
    pub fn result(&self) -> ScheduleResult {
        self.schedule.to_result(&self.plan)
    }

    /// When everything is, as JSON text.
    pub fn result_json(&self) -> String {
        text(&self.result())
    }

    /// What can be said of it all at once, as JSON text: title, start, finish, and how many tasks have dates.
    pub fn summary_json(&self) -> String {
        let at = |instant: Option<Instant>| instant.map(|instant| self.plan.axis().text(instant));
        let document = self.plan.document();
        let tasks = document.tasks.len() - self.plan.unscheduled().len();
        let (start, finish) = (at(self.schedule.start()), at(self.schedule.finish()));
        text(&serde_json::json!({
            "name": document.name, "start": start, "finish": finish, "tasks": tasks,
            "time_zone": document.time_zone,
        }))
    }

    /// The columns of text, by name, in the order of the tasks of the answer.
    pub fn words(&self) -> [Words; 7] {
        let mut columns =
            ["id", "name", "phase", "kind", "owner", "driver", "cause"].map(|name| (name, Vec::new()));
        for task in self.result().tasks {
            let (kind, cause) = (task.kind.as_str().to_owned(), task.cause.as_str().to_owned());
            let words = [
                Some(task.id),
                Some(task.name),
                task.phase,
                Some(kind),
                task.owner,
                task.driver,
                Some(cause),
            ];
            for ((_, column), word) in columns.iter_mut().zip(words) {
                column.push(word);
            }
        }
        columns
    }

    /// Whether each task of the answer is critical.
    pub fn critical(&self) -> Vec<bool> {
        let tasks = 0..self.plan.document().tasks.len();
        let scheduled = tasks.filter(|task| self.schedule.is_scheduled(*task));
        scheduled.map(|task| self.schedule.is_critical(task)).collect()
    }

    /// A column by its name, in the order of the tasks of the answer.
    ///
    /// # Errors
    /// No column has this name.
    pub fn column(&self, name: &str) -> Result<Cow<'_, [i64]>, Failure> {
        let known = Column::named(name).ok_or_else(|| {
            let names: Vec<_> = Column::ALL.iter().map(|column| column.name).collect();
            Failure::option(format!("there is no column `{name}`; there are {}", names.join(", ")))
        })?;
        column(&self.plan, &self.schedule, known)
    }

    /// How much room there is, as JSON text: floats, drag, bands and paths.
    ///
    /// # Errors
    /// Options that cannot be read, dates out of range.
    pub fn floats_json(&self, options: &str) -> Result<String, Failure> {
        let options = options::floats(options)?;
        Ok(text(&floats(&self.plan, &self.schedule, &options)?))
    }

    /// Why a task is when it is, as JSON text.
    ///
    /// # Errors
    /// No task has this id.
    pub fn explain_json(&self, task: &str) -> Result<String, Failure> {
        Ok(text(&explain(&self.plan, &self.schedule, task)?))
    }

    /// The way back of a plan that says anything about one; what keeps it from being computed is a finding of its own.
    pub(crate) fn way_back(&self) -> Option<RollbackResult> {
        way_back(&self.plan, &self.schedule, &mut never_stop).ok().flatten()
    }

    /// How a release gets through the environments, as pages show it; nothing where they say no more than their names.
    pub(crate) fn promoted(&self, findings: &[Diagnostic]) -> Option<PromotionResult> {
        promoted(&self.plan, &self.schedule, findings)
    }

    /// The schedule in the engine.
    pub(crate) fn schedule(&self) -> &Schedule {
        &self.schedule
    }

    /// How much room there is, as pages show it.
    pub(crate) fn floats_of_page(&self, result: &ScheduleResult) -> Option<FloatsResult> {
        critpath_formats::html::floats(&self.plan, &self.schedule, result)
    }

    /// How long the way back is at each instant, until when there is one, and what would mend it, as JSON text. With runs
    /// in the options, how sure that is, too; the control hears how far they are.
    ///
    /// # Errors
    /// Undos that wait for each other, a scope or a calendar that does not exist; options that cannot be read; what is
    /// uncertain in a way that cannot be; a control that says stop.
    pub fn rollback_json(&self, options: &str, control: &mut Control) -> Result<String, Failure> {
        let options = options::rollback(options, self.options)?;
        let answer = rollback_with(&self.plan, &self.schedule, &options, control);
        Ok(text(&answer.map_err(|error| self.texts.failure(error))?))
    }

    /// The plan of the rollback from a failure at the time `at` of the options, as JSON text of a document.
    ///
    /// # Errors
    /// As [`Timetable::rollback_json`]; options that cannot be read; a state in which something cannot be undone.
    pub fn rollback_plan_json(&self, options: &str) -> Result<String, Failure> {
        let at = options::rollback_plan(options)?;
        self.plan.axis().accept(at)?;
        let failure = self.plan.axis().instant_of(at);
        Ok(json::write(&rollback_plan(&self.plan, &self.schedule, failure)?))
    }

    /// What was changed between this schedule and a later one, what moved, and which change moved it, as JSON text.
    ///
    /// # Errors
    /// Options that cannot be read, or a task that is not there.
    pub fn diff_json(&self, later: &Timetable, options: &str) -> Result<String, Failure> {
        let task = options::diff(options)?;
        Ok(text(&diff(self.scheduled(), later.scheduled(), task.as_deref())?))
    }

    /// The schedule as text in a format: `svg`, `html`, `mermaid`, `csv`, `table`, `gantt`, `markdown`, `xml` or `json`.
    ///
    /// # Errors
    /// No format has this name, or options that cannot be read.
    pub fn render(&self, format: &str, options: &str) -> Result<String, Failure> {
        render::render(self, format, options)
    }

    fn scheduled(&self) -> Scheduled<'_> {
        Scheduled { plan: &self.plan, schedule: &self.schedule, options: self.options }
    }
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::never_stop;
    use crate::tests::{message_of, opened};

    const GUIDE: &str = "# Release {start=2026-12-07}\n\n- Build {#build 1d}\n- Think {#think}\n- Test {#test 2h after=build}\n";

    fn timetable() -> Timetable {
        opened(GUIDE).schedule("", &mut never_stop).unwrap()
    }

    #[test]
    fn columns_have_a_value_for_each_task_with_dates() {
        let timetable = timetable();
        let result = timetable.result();
        assert_eq!(result.unscheduled[0].id, "think");
        let of_answer: Vec<_> = result.tasks.iter().map(|task| task.duration_s).collect();
        assert_eq!(timetable.column("duration_s").unwrap(), of_answer);
        for column in Column::ALL {
            assert_eq!(timetable.column(column.name).unwrap().len(), 2, "{}", column.name);
        }
        let monday_at_eight = 1_796_630_400;
        assert_eq!(timetable.column("start").unwrap()[0], monday_at_eight);
        assert_eq!(result.tasks[0].start, "2026-12-07T08:00:00");
    }

    #[test]
    fn what_is_asked_for_and_not_there_is_told_with_what_is() {
        let timetable = timetable();
        assert!(message_of(timetable.column("color")).contains("there are start, finish,"));
        assert!(message_of(timetable.render("pdf", "")).contains("there are svg, html,"));
        assert!(message_of(timetable.render("svg", r#"{"theme": "pink"}"#)).contains("light, dark, auto"));
        assert!(message_of(timetable.render("svg", r#"{"width": -1}"#)).starts_with("`width`: "));
        assert_eq!(timetable.explain_json("tset").unwrap_err().code, "task.unknown");
        assert_eq!(timetable.explain_json("think").unwrap_err().code, "schedule.unscheduled");
    }

    #[test]
    fn work_stops_when_it_is_told_to() {
        let stopped = opened(GUIDE).schedule("", &mut |_| ControlFlow::Break(()));
        assert_eq!(stopped.unwrap_err().code, "run.cancelled");
    }
}
