//! Change windows and freezes into limits of a work calendar.

use std::rc::Rc;

use chrono::Datelike;
use chrono_tz::Tz;

use super::hours::Reader;
use super::joint::{Join, join};
use super::pattern::{Week, union};
use super::recurrence;
use super::timeline::{FIRST_DAY, LAST_DAY, Override, stretches, work_calendar};
use super::work::WorkCalendar;
use super::zone::clock_changes;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Calendar, CalendarWindow, CalendarWindowKind, Recurrence, RecurrenceUnit, Weekday};
use crate::time::{Axis, DAY_S, Date, Moment};

/// A window as read: what it is on ranges of dates.
pub(super) struct Window {
    kind: CalendarWindowKind,
    /// First and last days of each time.
    ranges: Vec<(i64, i64)>,
    /// The hours of the days.
    week: Rc<Week>,
    /// What is cut off the first day, and where the last one ends, if it states times.
    start: Option<Moment>,
    finish: Option<Moment>,
}

impl Reader {
    /// Reads a window; `None` if it cannot be read, which is reported.
    pub(super) fn window(&mut self, window: &CalendarWindow, calendar: &Calendar) -> Option<Window> {
        let span = window.span.or(calendar.span);
        let named = format!("window `{}` of calendar `{}`", window.name, calendar.id);
        if let Some((code, what, help)) = problem(window) {
            self.diagnostics.push(Diagnostic::new(code, format!("{named} {what}")).at(span).help(help));
            return None;
        }
        let (first, last) = (date(window.start), date(window.finish));
        if let Some(repeat) = &window.repeat
            && !self.is_sound(repeat, first, &named, span)
        {
            return None;
        }
        let shifts = match self.shifts(&window.shifts, calendar, window.span) {
            shifts if shifts.is_empty() => vec![(0, DAY_S)],
            shifts => shifts,
        };
        let has_time = |moment: &Moment| !moment.is_date();
        let (start, finish) = (window.start.filter(has_time), window.finish.filter(has_time));
        let is_dates = start.is_none() && finish.is_none();
        let (ranges, days) = match &window.repeat {
            Some(repeat) if is_dates && let Some(days) = week_days(repeat, first, last) => {
                (vec![unbroken(first, repeat)], days)
            }
            Some(repeat) => {
                let range = (first?, last.or(first)?);
                (self.ranges(range, Some(repeat), is_dates, (&named, span)), [true; 7])
            }
            None => {
                let day = |date: Option<Date>, or| date.map_or(or, Date::day_number);
                (vec![(day(first, FIRST_DAY), day(last, LAST_DAY))], [true; 7])
            }
        };
        let week = std::array::from_fn(|day| if days[day] { shifts.clone() } else { Vec::new() });
        Some(Window { kind: window.kind, ranges, week: Rc::new(week), start, finish })
    }
}

fn date(moment: Option<Moment>) -> Option<Date> {
    moment.map(|moment| Date(moment.date()))
}

/// What keeps a window from being read.
fn problem(window: &CalendarWindow) -> Option<(Code, String, &'static str)> {
    let invalid = |what: &str, help| Some((Code::CalendarInvalid, what.to_owned(), help));
    if let (Some(start), Some(finish)) = (window.start, window.finish)
        && !ends_after(start, finish)
    {
        let what = format!("ends at {finish}, not after it begins at {start}");
        return Some((Code::DateOrder, what, "swap `start` and `finish`, or correct one of them"));
    }
    match (&window.repeat, window.start, window.finish) {
        (None, None, None) if window.shifts.is_empty() => {
            invalid("says no time", "state `start` and `finish`, `shifts`, or how it repeats as `repeat`")
        }
        (Some(repeat), None, _) if week_days(repeat, None, date(window.finish)).is_none() => {
            invalid("repeats and has no beginning", "state when it begins the first time as `start`")
        }
        (Some(_), Some(start), None) if !start.is_date() => {
            invalid("repeats and has no end", "state when it ends the first time as `finish`")
        }
        _ => None,
    }
}

fn ends_after(start: Moment, finish: Moment) -> bool {
    let on_one_clock = !matches!((start, finish), (Moment::Zoned(_), Moment::Zoned(_)));
    let axis = if on_one_clock { Axis::LOCAL } else { Axis::from(Some(Tz::UTC)) };
    axis.instant_of(finish) + if finish.is_date() { DAY_S } else { 0 } > axis.instant_of(start)
}

/// The days of each week, Monday first, if that is what a recurrence of one day says.
fn week_days(repeat: &Recurrence, first: Option<Date>, last: Option<Date>) -> Option<[bool; 7]> {
    let is_one_day = last.is_none() || last == first;
    if !is_one_day || repeat.count.is_some() || repeat.interval.unwrap_or(1) != 1 {
        return None;
    }
    match repeat.every {
        RecurrenceUnit::Day => Some([true; 7]),
        RecurrenceUnit::Week if repeat.weekdays.is_empty() => {
            let of_start = first?.0.weekday().num_days_from_monday() as usize;
            Some(std::array::from_fn(|day| day == of_start))
        }
        RecurrenceUnit::Week => Some(std::array::from_fn(|day| repeat.weekdays.contains(&Weekday::ALL[day]))),
        RecurrenceUnit::Month | RecurrenceUnit::Year => None,
    }
}

/// From the first date of a recurrence of each week to its last one.
fn unbroken(first: Option<Date>, repeat: &Recurrence) -> (i64, i64) {
    match first {
        Some(first) => (first.day_number(), recurrence::last_date(first, repeat).day_number()),
        None => (FIRST_DAY, repeat.until.map_or(LAST_DAY, Date::day_number)),
    }
}

/// The hours of a calendar that windows leave of it, in a zone.
pub(super) fn limit(hours: &WorkCalendar, windows: &[&Window], zone: Option<Tz>) -> WorkCalendar {
    let of_kind = |kind| -> Vec<WorkCalendar> {
        let windows = windows.iter().filter(|window| window.kind == kind);
        windows.map(|window| window.calendar(zone)).collect()
    };
    let joined = |list: Vec<WorkCalendar>| {
        let list: Vec<&WorkCalendar> = list.iter().collect();
        (!list.is_empty()).then(|| join(&list, Join::Any))
    };
    let mut left = hours.clone();
    if let Some(allowed) = joined(of_kind(CalendarWindowKind::Allow)) {
        left = join(&[&left, &allowed], Join::All);
    }
    if let Some(denied) = joined(of_kind(CalendarWindowKind::Deny)) {
        left = join(&[&left, &denied], Join::First);
    }
    left
}

impl Window {
    /// The calendar that works in the window.
    fn calendar(&self, zone: Option<Tz>) -> WorkCalendar {
        let changes = clock_changes(zone);
        // Of the days; a moment with an offset may lie on another day of the calendar's zone.
        let after_midnight =
            |moment: Moment| local_s(moment, zone) - Date(moment.date()).day_number() * DAY_S;
        let cut_off = self.start.map_or(0, after_midnight);
        let end = self.finish.map_or(DAY_S, after_midnight);
        let (earlier, later) = (cut_off.div_euclid(DAY_S), (end - 1).div_euclid(DAY_S));
        let on_days = self.ranges.iter().map(|(first, last)| Override {
            first_day: first + earlier,
            last_day: last + later,
            week: Rc::clone(&self.week),
        });
        let free: Week = Default::default();
        let on_days = work_calendar(&free, &on_days.collect::<Vec<_>>(), changes);
        if self.start.is_none() && self.finish.is_none() {
            return on_days;
        }
        let spans = self.ranges.iter().map(|(first, last)| (first * DAY_S + cut_off, last * DAY_S + end));
        join(&[&on_days, &stretches(&union(spans.collect()), changes)], Join::All)
    }
}

/// What the clocks of a zone show at a moment, in seconds since 1970-01-01T00:00.
fn local_s(moment: Moment, zone: Option<Tz>) -> i64 {
    let axis = Axis::from(zone);
    match moment {
        Moment::Zoned(_) => axis.local_s(axis.instant_of(moment)),
        _ => Axis::LOCAL.instant_of(moment),
    }
}
