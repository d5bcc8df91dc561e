//! The head of a project: its start, units of work and usual calendar; then its lists.

use critpath::duration::{Duration, DurationUnit};
use critpath::model::{Convention, Document, Scheduling, Shift};
use critpath::time::TimeOfDay;

use super::values::{Values, id_among};
use super::{calendars, resources, tasks};
use crate::xml::Node;

/// Where nouns keep the elements that the model has no field for.
pub(super) const EXTENSION: &str = "mspdi";

/// Elements that the model has no field for, as they stand.
#[derive(Debug, Default)]
pub(super) struct Kept(String);

impl Kept {
    pub(super) fn add(&mut self, node: Node<'_, '_>) {
        self.0.push_str(node.source());
    }

    pub(super) fn into(self, extensions: &mut std::collections::BTreeMap<String, serde_json::Value>) {
        if !self.0.is_empty() {
            extensions.insert(EXTENSION.to_owned(), self.0.into());
        }
    }
}

pub(super) fn read(project: Node<'_, '_>, document: &mut Document, values: &mut Values) {
    let mut kept = Kept::default();
    let mut scheduling = Scheduling { convention: Some(Convention::MsProject), ..Scheduling::default() };
    // A project has both dates; the one that it is scheduled from is a fact, the other follows.
    let (mut finish, mut from_finish) = (None, false);
    let (mut name, mut title, mut calendar) = (String::new(), String::new(), None);
    let hour = |hour: u32| TimeOfDay::from_seconds(hour * 3_600);
    let (mut day_start, mut day_finish) = (hour(8), hour(17));
    for child in project.children() {
        let found = values.diagnostics.len();
        match child.name() {
            "Name" => name = child.text().into_owned(),
            "Title" => title = child.text().into_owned(),
            "StartDate" => document.start = values.moment(child),
            "FinishDate" => finish = values.moment(child),
            "ScheduleFromStart" => from_finish = !values.flag(child),
            "HonorConstraints" => scheduling.honor_constraint_dates = Some(values.flag(child)),
            "CriticalSlackLimit" => {
                let days = values.integer(child).filter(|days: &i64| *days != 0);
                scheduling.critical_float = days.map(|days| Duration::new(days, DurationUnit::Day));
            }
            "StatusDate" => document.data_date = values.moment(child),
            "CalendarUID" => calendar = Some(child),
            "CurrencyCode" => {
                document.currency = Some(child.text().into_owned()).filter(|code| !code.is_empty())
            }
            "MinutesPerDay" => document.units.minutes_per_day = positive(values.integer(child)),
            "MinutesPerWeek" => document.units.minutes_per_week = positive(values.integer(child)),
            "DaysPerMonth" => document.units.days_per_month = positive(values.integer(child)),
            "DefaultStartTime" => day_start = values.time_of_day(child).unwrap_or(day_start),
            "DefaultFinishTime" => day_finish = values.time_of_day(child).unwrap_or(day_finish),
            "Calendars" | "Tasks" | "Resources" | "Assignments" => {}
            _ => kept.add(child),
        }
        // The usual hours have no field of their own, and what could not be read is not lost.
        let is_unheld = matches!(child.name(), "DefaultStartTime" | "DefaultFinishTime");
        if is_unheld || values.diagnostics.len() > found {
            kept.add(child);
        }
    }
    scheduling.from_finish = from_finish.then_some(true);
    document.finish = finish.filter(|_| from_finish);
    document.scheduling = Some(scheduling);
    document.name = if title.is_empty() { name } else { title };
    document.calendars = calendars::calendars(project, &usual_hours(day_start, day_finish), values);
    let calendars = document.calendars.iter().map(|calendar| calendar.id.clone()).collect();
    document.calendar = calendar.and_then(|node| id_among(node, &calendars));
    resources::read(project, document, &calendars, values);
    tasks::read(project, document, &calendars, values);
    kept.into(&mut document.extensions);
}

/// Some programs write 0 for a setting that was never made.
fn positive(number: Option<u32>) -> Option<u32> {
    number.filter(|number| *number > 0)
}

/// The hours of a day that works and does not say when: with an hour at noon off, if it is long enough.
fn usual_hours(start: TimeOfDay, finish: TimeOfDay) -> Vec<Shift> {
    let shift = |start, finish| Shift { start, finish, ..Shift::default() };
    let (noon, one) = (TimeOfDay::from_seconds(43_200), TimeOfDay::from_seconds(46_800));
    if start < noon && finish > one {
        vec![shift(start, noon), shift(one, finish)]
    } else {
        vec![shift(start, finish)]
    }
}
