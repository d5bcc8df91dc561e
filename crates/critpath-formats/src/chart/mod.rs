//! A document and its dates into rows, links and marks of a Gantt chart: what every picture of a plan draws.

mod amount;
pub(crate) mod difference;
mod float;
mod forecast;
mod free;
mod links;
mod rows;
mod scale;

pub(crate) use amount::{amount, count, instant_text, period, signed};
pub(crate) use float::{band_label, drag_cost};
pub(crate) use forecast::{Forecasted, grouped, is_certain, percent};
pub(crate) use free::{Free, free_time};
pub(crate) use links::Link;
pub(crate) use rows::{Kind, Row, label};
pub(crate) use scale::{Band, Scale, labels};

use std::collections::BTreeMap;

use critpath::calendar::WorkCalendar;
use critpath::model::Document;
use critpath::model::diff::{ChangeKind, DiffResult, TaskDiff};
use critpath::model::forecast::ForecastResult;
use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::time::{Axis, DAY_S, Instant, Moment};

/// What a schedule was computed from, as far as pictures need it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Basis<'a> {
    pub document: &'a Document,
    pub axis: Axis,
    /// The calendar of tasks that name none.
    pub calendar: &'a WorkCalendar,
}

/// Everything that a picture of a schedule shows, in instants; only the drawing is left.
#[derive(Debug)]
pub(crate) struct Chart<'a> {
    pub basis: Basis<'a>,
    /// Phases, each before what is in it, tasks and milestones, in the order of the plan.
    pub rows: Vec<Row<'a>>,
    /// The dependencies between rows.
    pub links: Vec<Link>,
    /// Left edge: before the first start.
    pub from: Instant,
    /// Right edge: after the last finish, and after windows, floats and deadlines that are not far.
    pub to: Instant,
    /// When the plan as a whole must be finished.
    pub deadline: Option<Instant>,
    /// Now, if it lies within the edges.
    pub now: Option<Instant>,
}

impl<'a> Basis<'a> {
    fn new(plan: &'a Plan) -> Self {
        let calendars = plan.calendars();
        Basis {
            document: plan.document(),
            axis: plan.axis(),
            calendar: &calendars[calendars.default_index()],
        }
    }

    /// An amount of working or elapsed time in the plan's own units.
    pub fn amount(&self, seconds: i64, elapsed: bool) -> String {
        amount(seconds, &self.document.units, elapsed)
    }
}

impl<'a> Chart<'a> {
    /// Lays out a schedule. What has a date that cannot be read is left out.
    /// O(n log n) in tasks, phases and dependencies.
    pub fn new(plan: &'a Plan, result: &'a ScheduleResult, now: Option<Instant>) -> Self {
        let basis = Basis::new(plan);
        let Basis { document, axis, calendar } = basis;
        let deadline = |moment: Moment| end_of(axis, calendar, moment);
        let rows = rows::rows(document, axis, result, &deadline);
        let links = links::links(document, result, &rows);
        let plan_deadline = document.deadline.map(deadline);
        let (from, to) = edges(&rows, plan_deadline, now);
        let mut chart = Chart { basis, rows, links, from, to, deadline: None, now: None };
        chart.deadline = plan_deadline.filter(|at| chart.shows(*at));
        chart.now = now.filter(|at| chart.shows(*at));
        chart
    }

    /// Shows how the plan was before, beside how it is: the earlier dates of tasks that moved, and those of tasks that
    /// are gone in rows of their own at the end. O(n log n).
    pub fn compare(&mut self, axis_before: Axis, diff: &'a DiffResult) {
        let dates = |task: &TaskDiff| {
            let start = instant(axis_before, task.start_before.as_deref()?)?;
            Some((start, instant(axis_before, task.finish_before.as_deref()?)?.max(start)))
        };
        let moved: BTreeMap<&str, &TaskDiff> =
            diff.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
        for row in self.rows.iter_mut().filter(|row| row.kind != Kind::Phase) {
            let moved = moved.get(row.id).filter(|task| task.change == ChangeKind::Moved);
            row.before = moved.and_then(|task| dates(task));
        }
        let gone = diff.tasks.iter().filter(|task| task.change == ChangeKind::Removed);
        self.rows.extend(gone.filter_map(|task| Some(rows::removed_row(task, dates(task)?))));
        let before = || self.rows.iter().filter_map(|row| row.before);
        let margin = (self.to - self.from) / 50;
        self.from = before().map(|(start, _)| start - margin).chain([self.from]).min().unwrap_or(self.from);
        self.to = before().map(|(_, finish)| finish + margin).chain([self.to]).max().unwrap_or(self.to);
    }

    /// Shows how often each task was critical in the runs of a forecast, if they differ. O(n log n).
    pub fn foresee(&mut self, forecast: &ForecastResult) {
        if is_certain(forecast) {
            return;
        }
        let shares: BTreeMap<&str, Option<f64>> =
            forecast.tasks.iter().map(|task| (task.id.as_str(), task.criticality_index)).collect();
        for row in self.rows.iter_mut().filter(|row| row.kind != Kind::Phase) {
            row.criticality = shares.get(row.id).copied().flatten();
        }
    }

    /// Whether an instant lies between the edges.
    pub fn shows(&self, at: Instant) -> bool {
        (self.from..=self.to).contains(&at)
    }

    /// The time of the calendar in which no work is done, between the edges.
    pub fn free(&self, least_s: i64) -> Vec<Free> {
        let calendar = self.basis.calendar;
        // In a picture of many decades no free day is wide enough to be seen.
        if calendar.is_always() || self.to - self.from > 40 * 366 * DAY_S {
            return Vec::new();
        }
        free_time(calendar.work_spans(self.from, self.to), self.from, self.to, least_s)
    }
}

/// The instant that a limit means: a date is the last working time of that day.
fn end_of(axis: Axis, calendar: &WorkCalendar, moment: Moment) -> Instant {
    let at = axis.instant_of(moment);
    if !moment.is_date() {
        return at;
    }
    let midnight = axis.from_local_s(axis.local_s(at) + DAY_S);
    let last = calendar.previous_work(midnight);
    if last > at { last } else { midnight }
}

/// The edges of the picture. Bars always lie within; marks widen it by half of their span at most, so
/// that a deadline far away does not shrink the bars to nothing, and today by less.
fn edges(rows: &[Row<'_>], deadline: Option<Instant>, now: Option<Instant>) -> (Instant, Instant) {
    let first = rows.iter().map(|row| row.start).min().unwrap_or_default();
    let last = rows.iter().map(|row| row.finish).max().unwrap_or(first).max(first);
    let span = if last > first { last - first } else { DAY_S };
    let marks = rows.iter().flat_map(|row| {
        let (window_start, window_finish) = row.window.unzip();
        [window_start, window_finish, row.late_finish, row.deadline]
    });
    let near = |share: i64| first - span / share..=last + span / share;
    let marks = marks.chain([deadline]).flatten().filter(|mark| near(2).contains(mark));
    let marks = marks.chain(now.filter(|now| near(8).contains(now)));
    let (from, to) = marks.fold((first, last), |(from, to), mark| (from.min(mark), to.max(mark)));
    let margin = (to - from).max(60) / 50;
    let margin = if last > first { margin } else { margin + span / 4 };
    (from - margin, to + margin)
}

/// What a schedule is about in a few words each: from when to when, how much, what is missing.
pub(crate) fn facts(result: &ScheduleResult, axis: Axis) -> Vec<String> {
    let bound = |text: &Option<String>| text.as_deref().and_then(|text| instant(axis, text));
    let mut facts = Vec::new();
    match bound(&result.start).zip(bound(&result.finish)) {
        Some((start, finish)) => facts.push(period(axis, start, finish)),
        None => facts.push("nothing scheduled".into()),
    }
    let critical = result.tasks.iter().filter(|task| task.critical).count();
    facts.push(count(result.tasks.len(), "task"));
    facts.push(format!("{critical} critical"));
    if !result.unscheduled.is_empty() {
        facts.push(format!("{} without dates", result.unscheduled.len()));
    }
    facts
}

/// The instant of a time of a result.
pub(crate) fn instant(axis: Axis, text: &str) -> Option<Instant> {
    Moment::parse(text).ok().map(|moment| axis.instant_of(moment))
}
