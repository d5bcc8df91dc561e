//! The head of a project: its start, units of work and usual calendar; then its lists.

use critpath::duration::{Duration, DurationUnit};
use critpath::model::{Convention, Document, Scheduling, Shift};
use critpath::time::TimeOfDay;

use super::custom::Custom;
use super::kept::Kept;
use super::schema::PROJECT;
use super::tasks::text;
use super::values::{Field, Values, id_among};
use super::{calendars, resources, tasks};
use crate::xml::Node;

pub(super) fn read(project: Node<'_, '_>, document: &mut Document, values: &mut Values) {
    let mut kept = Kept::new(PROJECT);
    let mut scheduling = Scheduling { convention: Some(Convention::MsProject), ..Scheduling::default() };
    // A project has both dates; the one that it is scheduled from is a fact, the other follows.
    let (mut finish, mut from_finish) = (Field::default(), false);
    let (mut name, mut title, mut calendar) = (Field::default(), String::new(), None);
    let hour = |hour: u32| TimeOfDay::from_seconds(hour * 3_600);
    let (mut day_start, mut day_finish) = (hour(8), hour(17));
    for child in project.children() {
        let found = values.diagnostics.len();
        match child.name() {
            "SaveVersion" if child.text() == SAVE_VERSION => {}
            "Name" => name = Field::new(child, Some(child.text().into_owned())),
            "Title" => title = child.text().into_owned(),
            "Subject" => document.overview = text(child),
            "StartDate" => document.start = values.moment(child),
            "FinishDate" => finish = Field::new(child, values.moment(child)),
            "ScheduleFromStart" => from_finish = !values.flag(child),
            "HonorConstraints" => scheduling.honor_constraint_dates = Some(values.flag(child)),
            "CriticalSlackLimit" => {
                let days: Option<i64> = values.integer(child).filter(|days| *days != 0);
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
            "ExtendedAttributes" | "Calendars" | "Tasks" | "Resources" | "Assignments" => {}
            _ => kept.add(child),
        }
        // The usual hours have no field of their own, and what could not be read is not lost.
        let is_unheld = matches!(child.name(), "DefaultStartTime" | "DefaultFinishTime");
        if is_unheld || values.diagnostics.len() > found && child.name() != "FinishDate" {
            kept.add(child);
        }
    }
    scheduling.from_finish = from_finish.then_some(true);
    document.finish = finish.value.filter(|_| from_finish);
    kept.add_all([finish.unless(document.finish.is_some())]);
    document.scheduling = Some(scheduling);
    kept.add_all([name.unless(title.is_empty() || name.value.as_ref() == Some(&title))]);
    document.name = Some(title).filter(|title| !title.is_empty()).or(name.value).unwrap_or_default();
    document.calendars = calendars::calendars(project, &usual_hours(day_start, day_finish), values);
    let calendars = document.calendars.iter().map(|calendar| calendar.id.clone()).collect();
    document.calendar = calendar.and_then(|node| id_among(node, &calendars));
    kept.add_all([calendar.filter(|node| document.calendar.is_none() && node.text() != "-1")]);
    let custom = Custom::read(project, &mut kept);
    resources::read(project, document, &calendars, &custom, &mut kept, values);
    tasks::read(project, document, &calendars, &custom, &mut kept, values);
    kept.into(&mut document.extensions);
}

/// The version of the format that is written where a file does not say another.
pub(super) const SAVE_VERSION: &str = "14";

/// Some programs write 0 for a setting that was never made.
fn positive(number: Option<u32>) -> Option<u32> {
    number.filter(|number| *number > 0)
}

/// The hours of a day that works and does not say when: with an hour at noon off, if it is long enough.
pub(super) fn usual_hours(start: TimeOfDay, finish: TimeOfDay) -> Vec<Shift> {
    let shift = |start, finish| Shift { start, finish, ..Shift::default() };
    let (noon, one) = (TimeOfDay::from_seconds(43_200), TimeOfDay::from_seconds(46_800));
    if start < noon && finish > one {
        vec![shift(start, noon), shift(one, finish)]
    } else {
        vec![shift(start, finish)]
    }
}
