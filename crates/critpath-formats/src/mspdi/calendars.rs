//! The calendars of a project into those of the model: weeks, exceptions, and the weeks that differ for a while.

use std::borrow::Cow;
use std::collections::BTreeSet;

use critpath::model::{Calendar, CalendarException, Shift, Weekday, WorkDay};
use critpath::time::{Date, TimeOfDay};

use super::kept::Kept;
use super::recurrence::Recurrence;
use super::schema::CALENDAR;
use super::values::Values;
use crate::week::DAYS;
use crate::xml::Node;

/// What one `WeekDay` says.
#[derive(Default)]
struct Day {
    /// 1 for Sunday; 0 for dates of their own.
    number: u32,
    works: bool,
    shifts: Vec<Shift>,
    dates: (Option<Date>, Option<Date>),
}

/// The calendars of a project. `default_hours` are those of days that work without saying when.
pub(super) fn calendars(
    project: Node<'_, '_>,
    default_hours: &[Shift],
    values: &mut Values,
) -> Vec<Calendar> {
    let nodes: Vec<_> = project.list("Calendars", "Calendar").collect();
    let ids: BTreeSet<_> = nodes.iter().filter_map(|node| node.child("UID")).map(Node::text).collect();
    nodes.iter().map(|node| calendar(*node, &ids, default_hours, values)).collect()
}

fn calendar(
    node: Node<'_, '_>,
    ids: &BTreeSet<Cow<'_, str>>,
    default_hours: &[Shift],
    values: &mut Values,
) -> Calendar {
    let mut calendar = Calendar { span: Some(node.whole()), ..Calendar::default() };
    let mut kept = Kept::new(CALENDAR);
    let (mut base, mut is_base) = (None, None);
    for child in node.children() {
        match child.name() {
            "UID" => calendar.id = child.text().into_owned(),
            "Name" => calendar.name = child.text().into_owned(),
            "BaseCalendarUID" => base = Some(child),
            "IsBaseCalendar" => is_base = Some(child),
            "WeekDays" | "Exceptions" | "WorkWeeks" => {}
            _ => kept.add(child),
        }
    }
    let known = base.map(Node::text).filter(|base| ids.contains(base) && *base != calendar.id.as_str());
    calendar.base = known.map(Cow::into_owned);
    let no_base = |node: &Node<'_, '_>| matches!(node.text().as_ref(), "-1" | "0" | "");
    kept.add_all([
        base.filter(|node| calendar.base.is_none() && !no_base(node)),
        is_base.filter(|node| node.text() != is_base_calendar(&calendar)),
    ]);
    let hours = hours(node, default_hours, values);
    if !hours.is_whole {
        kept.add_all(LISTS.map(|list| node.child(list)));
    }
    (calendar.week, calendar.exceptions) = (hours.week, hours.exceptions);
    kept.into(&mut calendar.extensions);
    calendar
}

/// Whether a calendar is one that others can change.
pub(super) fn is_base_calendar(calendar: &Calendar) -> &'static str {
    if calendar.base.is_some() { "0" } else { "1" }
}

/// Where the hours of a calendar stand.
pub(super) const LISTS: [&str; 3] = ["WeekDays", "Exceptions", "WorkWeeks"];

/// The hours of a calendar.
#[derive(Debug, Default)]
pub(super) struct Hours {
    pub(super) week: Vec<WorkDay>,
    pub(super) exceptions: Vec<CalendarException>,
    /// Whether these say all that the file says.
    is_whole: bool,
}

/// Reads the hours of a calendar.
pub(super) fn hours(node: Node<'_, '_>, default_hours: &[Shift], values: &mut Values) -> Hours {
    let found_before = values.diagnostics.len();
    let mut week = Vec::new();
    let mut dates_of_old = Vec::new();
    let mut weeks = Vec::new();
    let mut recurring = Vec::new();
    let mut has_exceptions = false;
    let mut is_whole = true;
    for child in node.children() {
        match child.name() {
            "WeekDays" => {
                for day in days(child, default_hours, values) {
                    match DAYS.get(day.number.wrapping_sub(1) as usize) {
                        Some(name) => week.push(work_day(*name, day)),
                        None => {
                            is_whole &= day.number == 0 && day.dates.0.is_some() && day.dates.1.is_some();
                            dates_of_old.extend(exception("", day.dates, day.shifts));
                        }
                    }
                }
            }
            "WorkWeeks" => {
                let found = child.children().filter(|week| week.name() == "WorkWeek");
                weeks.extend(found.flat_map(|week| work_week(week, default_hours, values)));
                is_whole &= !child.has_children();
            }
            "Exceptions" => {
                has_exceptions = child.has_children();
                for node in child.children().filter(|exception| exception.name() == "Exception") {
                    let (recurrence, exception) = one_exception(node, default_hours, values);
                    is_whole &=
                        exception.is_some() && recurrence.start.is_some() && recurrence.finish.is_some();
                    recurring.extend(exception.map(|exception| (recurrence.every, exception)));
                }
            }
            _ => {}
        }
    }
    // Newer programs write their exceptions twice, once as the older ones did.
    if has_exceptions {
        dates_of_old = Vec::new();
    }
    // The last exception that names a date wins: single days over weekly ones, those over monthly ones, and all of
    // them over weeks that differ for a while.
    recurring.sort_by_key(|(every, _)| *every);
    let recurring = recurring.into_iter().map(|(_, exception)| exception);
    let exceptions = weeks.into_iter().chain(dates_of_old).chain(recurring).collect();
    is_whole &= values.diagnostics.len() == found_before;
    Hours { week, exceptions, is_whole }
}

fn work_day(name: Weekday, day: Day) -> WorkDay {
    WorkDay { days: vec![name], shifts: day.shifts, ..WorkDay::default() }
}

fn exception(
    name: &str,
    dates: (Option<Date>, Option<Date>),
    shifts: Vec<Shift>,
) -> Option<CalendarException> {
    let (start, finish) = dates;
    start.or(finish)?;
    Some(CalendarException { name: name.to_owned(), start, finish, shifts, ..CalendarException::default() })
}

fn days(list: Node<'_, '_>, default_hours: &[Shift], values: &mut Values) -> Vec<Day> {
    let found = list.children().filter(|day| day.name() == "WeekDay");
    found.map(|day| week_day(day, default_hours, values)).collect()
}

fn week_day(node: Node<'_, '_>, default_hours: &[Shift], values: &mut Values) -> Day {
    let mut day = Day::default();
    let mut hours = None;
    for child in node.children() {
        match child.name() {
            "DayType" => day.number = values.integer(child).unwrap_or(0),
            "DayWorking" => day.works = values.flag(child),
            "TimePeriod" => day.dates = period(child, values),
            "WorkingTimes" => hours = Some(shifts(child, values)),
            _ => {}
        }
    }
    day.shifts = hours_of(day.works, hours, default_hours);
    day
}

/// A day that works and does not say when has the usual hours.
fn hours_of(works: bool, hours: Option<Vec<Shift>>, default_hours: &[Shift]) -> Vec<Shift> {
    match hours.filter(|hours| !hours.is_empty()) {
        _ if !works => Vec::new(),
        Some(hours) => hours,
        None => default_hours.to_vec(),
    }
}

fn period(node: Node<'_, '_>, values: &mut Values) -> (Option<Date>, Option<Date>) {
    let mut date = |name| node.child(name).and_then(|child| values.date(child));
    (date("FromDate"), date("ToDate"))
}

fn shifts(node: Node<'_, '_>, values: &mut Values) -> Vec<Shift> {
    let mut shifts = Vec::new();
    for time in node.children().filter(|time| time.name() == "WorkingTime") {
        let mut at = |name| time.child(name).and_then(|child| values.time_of_day(child));
        if let (Some(start), Some(finish)) = (at("FromTime"), at("ToTime")) {
            shifts.push(Shift { start, finish: end_of_day(finish), ..Shift::default() });
        }
    }
    shifts
}

/// Midnight as an end is that of the same day.
fn end_of_day(time: TimeOfDay) -> TimeOfDay {
    if time.seconds() == 0 { TimeOfDay::from_seconds(86_400) } else { time }
}

/// A week that differs between two dates: each of its days is an exception that repeats by the week.
fn work_week(node: Node<'_, '_>, default_hours: &[Shift], values: &mut Values) -> Vec<CalendarException> {
    let name = node.child("Name").map(|name| name.text().into_owned()).unwrap_or_default();
    let bounds = node.child("TimePeriod").map_or((None, None), |node| period(node, values));
    let (Some(start), Some(finish)) = bounds else { return Vec::new() };
    let Some(list) = node.child("WeekDays") else { return Vec::new() };
    let mut found = Vec::new();
    for day in days(list, default_hours, values) {
        let Some(weekday) = DAYS.get(day.number.wrapping_sub(1) as usize) else { continue };
        let weekly = Recurrence::weekly(start, finish, *weekday);
        found.extend(recurring(&name, &weekly, day.shifts));
    }
    found
}

/// An exception, and how it recurs.
fn one_exception(
    node: Node<'_, '_>,
    default_hours: &[Shift],
    values: &mut Values,
) -> (Recurrence, Option<CalendarException>) {
    let (mut name, mut works, mut hours) = (String::new(), false, None);
    for child in node.children() {
        match child.name() {
            "Name" => name = child.text().into_owned(),
            "DayWorking" => works = values.flag(child),
            "WorkingTimes" => hours = Some(shifts(child, values)),
            _ => {}
        }
    }
    let shifts = hours_of(works, hours, default_hours);
    let recurrence = Recurrence::read(node, values);
    let found = recurring(&name, &recurrence, shifts);
    (recurrence, found)
}

/// An exception as it recurs; nothing if it names no dates.
fn recurring(name: &str, recurrence: &Recurrence, shifts: Vec<Shift>) -> Option<CalendarException> {
    if recurrence.is_range() {
        return exception(name, (recurrence.start, recurrence.finish), shifts);
    }
    let found = exception(name, (Some(recurrence.start?), None), shifts)?;
    Some(CalendarException { repeat: Some(recurrence.repeat()?), ..found })
}
