//! Calendars with their weeks and exceptions into elements.

use critpath::calendar::{STANDARD, occurrences};
use critpath::model::{
    Calendar, CalendarException, CalendarWindow, CalendarWindowKind, Shift, Weekday, WorkDay,
};
use critpath::time::{Date, Moment, TimeOfDay};

use super::Writer;
use super::element::{Element, KeptElement, kept, text_of};
use super::nights::within_days;
use super::values::{at, hours};
use crate::mspdi::calendars::{LISTS, hours as read_hours, is_base_calendar};
use crate::mspdi::project::usual_hours;
use crate::mspdi::recurrence::{Every, MOST_DATES, Recurrence};
use crate::mspdi::schema::{CALENDAR, EXCEPTION, HOURS, PERIOD, WEEK_DAY};
use crate::mspdi::values::Values;
use crate::week::DAYS;
use crate::xml;

impl Writer<'_> {
    /// The calendars of the document, and those that it refers to without stating them.
    pub(super) fn calendars(&self) -> Vec<String> {
        let usual: Vec<_> = self.usual_calendars.iter().map(|id| usual_calendar(id)).collect();
        self.document.calendars.iter().chain(&usual).map(|calendar| self.calendar(calendar)).collect()
    }

    fn calendar(&self, calendar: &Calendar) -> String {
        let mut kept = kept(&calendar.extensions);
        let mut element = Element::new(CALENDAR);
        element.some("UID", self.calendars.of(&calendar.id));
        let is_named = !calendar.name.is_empty() || !self.calendars.is_assigned(&calendar.id);
        element.text("Name", if is_named { &calendar.name } else { &calendar.id });
        if text_of(&kept, "IsBaseCalendar").is_none() {
            element.text("IsBaseCalendar", is_base_calendar(calendar));
        }
        // A base that is not there, or is the calendar itself, is none to any reader.
        let base = calendar.base.as_deref().filter(|base| *base != calendar.id);
        let base = base.and_then(|base| self.calendars.of(base));
        let has_base = base.is_some();
        match base {
            Some(base) => element.text("BaseCalendarUID", base),
            None if text_of(&kept, "BaseCalendarUID").is_none() => element.text("BaseCalendarUID", -1),
            None => {}
        }
        if !self.says_the_same(calendar, &kept) {
            kept.retain(|element| !LISTS.contains(&element.name.as_str()));
            let whole = within_days(self.document, calendar);
            let cut = whole.as_ref().unwrap_or(calendar);
            element.list("WeekDays", week(cut, has_base, text_of(&kept, "BaseCalendarUID").is_none()));
            // Freezes count over all else.
            let freezes: Vec<_> = calendar.windows.iter().filter_map(freeze).collect();
            element.list("Exceptions", cut.exceptions.iter().chain(&freezes).flat_map(exceptions).collect());
        }
        element.keep(&kept);
        element.named("Calendar")
    }

    /// Whether what was kept of the hours of a calendar still says them: it says more of how they recur.
    fn says_the_same(&self, calendar: &Calendar, kept: &[KeptElement]) -> bool {
        let lists = kept.iter().filter(|element| LISTS.contains(&element.name.as_str()));
        let lists: String = lists.map(|element| element.source.as_str()).collect();
        if lists.is_empty() {
            return false;
        }
        let usual = |name, hour: u32| {
            let stated = text_of(&self.kept, name).and_then(|time| TimeOfDay::parse(time).ok());
            stated.unwrap_or(TimeOfDay::from_seconds(hour * 3_600))
        };
        let usual = usual_hours(usual("DefaultStartTime", 8), usual("DefaultFinishTime", 17));
        let text = format!("<Calendar>{lists}</Calendar>");
        let (tree, _) = xml::parse(&text);
        tree.root().is_some_and(|node| {
            let again = read_hours(node, &usual, &mut Values::default());
            again.week == calendar.week && again.exceptions == calendar.exceptions
        })
    }
}

/// A calendar that every plan has: the standard week, or all the time.
fn usual_calendar(id: &str) -> Calendar {
    let hour = |hour: u32| TimeOfDay::from_seconds(hour * 3_600);
    let (name, days, shifts) = match id {
        STANDARD => ("Standard", &Weekday::ALL[..5], usual_hours(hour(8), hour(17))),
        _ => ("24 Hours", Weekday::ALL, vec![Shift { start: hour(0), finish: hour(24), ..Shift::default() }]),
    };
    let week = vec![WorkDay { days: days.to_vec(), shifts, ..WorkDay::default() }];
    Calendar { id: id.to_owned(), name: name.to_owned(), week, ..Calendar::default() }
}

/// A window as an exception, if it is a freeze of whole days.
pub(super) fn freeze(window: &CalendarWindow) -> Option<CalendarException> {
    let date = |moment: Moment| moment.is_date().then(|| Date(moment.date()));
    let start = date(window.start?)?;
    let finish = match window.finish {
        Some(finish) => Some(date(finish)?),
        // Forever, unless it comes again.
        None if window.repeat.is_none() => return None,
        None => None,
    };
    let is_freeze = window.kind == CalendarWindowKind::Deny && window.shifts.is_empty();
    let (name, repeat) = (window.name.clone(), window.repeat.clone());
    let freeze =
        CalendarException { name, start: Some(start), finish, repeat, ..CalendarException::default() };
    is_freeze.then_some(freeze)
}

/// The days of a week. Days that a calendar without a base does not name are free, unless only windows limit it.
fn week(calendar: &Calendar, has_base: bool, is_whole: bool) -> Vec<String> {
    let (midnight, end) = (TimeOfDay::from_seconds(0), TimeOfDay::from_seconds(86_400));
    let all_day = [Shift { start: midnight, finish: end, ..Shift::default() }];
    let stated =
        calendar.week.iter().flat_map(|day| day.days.iter().map(|name| (*name, day.shifts.as_slice())));
    let mut days: Vec<_> = stated.collect();
    if is_whole {
        let is_named = |name: &Weekday| calendar.week.iter().any(|day| day.days.contains(name));
        let free = DAYS.iter().filter(|name| !has_base && !is_named(name));
        let is_limited = calendar.week.is_empty() && !calendar.windows.is_empty();
        let hours = if is_limited { all_day.as_slice() } else { &[] };
        days.extend(free.map(|name| (*name, hours)));
    }
    days.into_iter().map(|(name, shifts)| week_day(name, shifts)).collect()
}

fn week_day(name: Weekday, shifts: &[Shift]) -> String {
    let mut element = Element::new(WEEK_DAY);
    element.some("DayType", DAYS.iter().position(|day| *day == name).map(|at| at + 1));
    working(&mut element, shifts);
    element.named("WeekDay")
}

fn working(element: &mut Element, shifts: &[Shift]) {
    element.text("DayWorking", u8::from(!shifts.is_empty()));
    let times = shifts.iter().map(|shift| {
        let mut time = Element::new(HOURS);
        time.text("FromTime", hours(shift.start, "00:00:00"));
        time.text("ToTime", hours(shift.finish, "00:00:00"));
        time.named("WorkingTime")
    });
    element.list("WorkingTimes", times.collect());
}

/// An exception; one that repeats as the format cannot say it becomes one for each of its dates.
fn exceptions(exception: &CalendarException) -> Vec<String> {
    if exception.repeat.is_none() {
        let Some(start) = exception.start.or(exception.finish) else { return Vec::new() };
        return vec![range(exception, start, exception.finish.unwrap_or(start))];
    }
    match Recurrence::of(exception) {
        Some(recurrence) => vec![recurring(exception, &recurrence)],
        None => occurrences(exception)
            .take(MOST_DATES)
            .map(|(start, finish)| range(exception, start, finish))
            .collect(),
    }
}

fn range(exception: &CalendarException, start: Date, finish: Date) -> String {
    let dates = Recurrence { start: Some(start), finish: Some(finish), ..Recurrence::default() };
    let mut element = one_of(exception, &dates);
    element.text("Occurrences", (finish.day_number() - start.day_number() + 1).max(1));
    element.named("Exception")
}

fn recurring(exception: &CalendarException, recurrence: &Recurrence) -> String {
    let mut element = one_of(exception, recurrence);
    element.some("Occurrences", recurrence.occurrences);
    element.text("Period", recurrence.period);
    match recurrence.every {
        Every::Day => {}
        Every::Week => element.text("DaysOfWeek", recurrence.days_of_week),
        Every::MonthDay | Every::YearDay => element.text("MonthDay", recurrence.month_day),
        Every::MonthPosition | Every::YearPosition => {
            element.text("MonthItem", recurrence.month_item);
            element.text("MonthPosition", recurrence.month_position);
        }
    }
    if matches!(recurrence.every, Every::YearDay | Every::YearPosition) {
        element.text("Month", recurrence.month.saturating_sub(1));
    }
    element.named("Exception")
}

/// What every exception says: its name, dates and hours.
fn one_of(exception: &CalendarException, recurrence: &Recurrence) -> Element {
    let mut period = Element::new(PERIOD);
    let date =
        |date: Option<Date>, time| date.map(|date| at(&date.to_string(), TimeOfDay::from_seconds(time)));
    period.some("FromDate", date(recurrence.start, 0));
    period.some("ToDate", date(recurrence.finish, 86_400));
    let mut element = Element::new(EXCEPTION);
    element.text("EnteredByOccurrences", u8::from(recurrence.occurrences.is_some()));
    element.element("TimePeriod", period);
    if !exception.name.is_empty() {
        element.text("Name", &exception.name);
    }
    element.text("Type", recurrence.number());
    working(&mut element, &exception.shifts);
    element
}
