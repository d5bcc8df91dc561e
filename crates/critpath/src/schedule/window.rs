//! Windows as people state them ("Week 1-2", "Q3 2026") into instants, once the plan's start is known.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::calendar::WorkCalendar;
use crate::model::{Window, WindowUnit};
use crate::time::{Axis, DAY_S, INSTANT_LIMIT, Instant, Moment, date_of, day_number};

/// Windows that count working days look for them one by one, up to this many.
const DAYS_LIMIT: u32 = 1_000_000;

/// A window on the axis: its first and last working time, where it has these ends.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Span {
    /// First instant of work, if it has a beginning.
    pub start: Option<Instant>,
    /// Last instant of work, if it has an end.
    pub finish: Option<Instant>,
}

/// Resolves windows of one plan.
pub(super) struct Windows<'a> {
    axis: Axis,
    /// The calendar that working days are counted in.
    calendar: &'a WorkCalendar,
    /// First working time of the plan.
    start: Instant,
    /// Local day numbers of the working days that windows name, by their number.
    days: BTreeMap<u32, i64>,
}

impl<'a> Windows<'a> {
    /// `windows`: all that will be asked for. O(last working day that one of them names).
    pub(super) fn new<'w>(
        axis: Axis,
        calendar: &'a WorkCalendar,
        start: Instant,
        windows: impl Iterator<Item = &'w Window>,
    ) -> Self {
        let start = calendar.next_work(start);
        let named = windows.filter(|window| window.unit == WindowUnit::Day);
        let numbers = named.flat_map(|window| [window.first, window.last]).flatten();
        let days = working_days(axis, calendar, start, numbers.filter(|n| *n <= DAYS_LIMIT).collect());
        Windows { axis, calendar, start, days }
    }

    /// The window in working time of the subject's calendar. `None` if it is beyond representable dates.
    pub(super) fn span(&self, window: &Window, calendar: &WorkCalendar) -> Option<Span> {
        let (start, finish) = match window.unit {
            WindowUnit::Date => (self.start_of(window.start), self.end_of(window.finish)),
            _ => {
                let (first, end) = self.days_of(window)?;
                let start = self.axis.from_local_s(day_s(first)?);
                let relative = window.year.is_none();
                let start = if relative { start.max(self.start) } else { start };
                (Some(start), Some(self.axis.from_local_s(day_s(end)?)))
            }
        };
        let start = start.map(|start| calendar.next_work(start));
        let finish = finish.map(|finish| calendar.previous_work(finish).max(start.unwrap_or(finish)));
        Some(Span { start, finish })
    }

    /// First day and one past the last, as local day numbers.
    fn days_of(&self, window: &Window) -> Option<(i64, i64)> {
        let (first, last) = (window.first?, window.last.or(window.first)?);
        let today = self.axis.local_s(self.start).div_euclid(DAY_S);
        match window.unit {
            WindowUnit::Day => Some((*self.days.get(&first)?, *self.days.get(&last)? + 1)),
            WindowUnit::Month => months(date_of(today), window.year, first, last, 1),
            WindowUnit::Quarter => months(date_of(today), window.year, first, last, 3),
            // Dates have ends of their own and never come here.
            WindowUnit::Week | WindowUnit::Date => {
                // Day 0 is a Thursday.
                let monday = today - (today + 3).rem_euclid(7);
                Some((monday + 7 * (i64::from(first) - 1), monday + 7 * i64::from(last)))
            }
        }
    }

    fn start_of(&self, moment: Option<Moment>) -> Option<Instant> {
        moment.map(|moment| self.axis.instant_of(moment))
    }

    fn end_of(&self, moment: Option<Moment>) -> Option<Instant> {
        moment.map(|moment| end_of_day(self.axis, moment))
    }

    /// The plan's calendar.
    pub(super) fn calendar(&self) -> &WorkCalendar {
        self.calendar
    }
}

/// The end of the day if the moment is a date, else the moment.
pub(crate) fn end_of_day(axis: Axis, moment: Moment) -> Instant {
    match moment {
        Moment::Date(date) => axis.from_local_s((day_number(date) + 1) * DAY_S),
        at => axis.instant_of(at),
    }
}

fn day_s(day: i64) -> Option<i64> {
    day.checked_mul(DAY_S).filter(|local_s| local_s.abs() < INSTANT_LIMIT)
}

/// Months or quarters, of a year or counted from the one that holds `today`.
fn months(today: NaiveDate, year: Option<i32>, first: u32, last: u32, length: i64) -> Option<(i64, i64)> {
    let base = match year {
        Some(year) => i64::from(year) * 12,
        None => (i64::from(today.year()) * 12 + i64::from(today.month0())).div_euclid(length) * length,
    };
    let day = |month: i64| {
        let year = i32::try_from(month.div_euclid(12)).ok()?;
        NaiveDate::from_ymd_opt(year, month.rem_euclid(12) as u32 + 1, 1).map(day_number)
    };
    Some((day(base + (i64::from(first) - 1) * length)?, day(base + i64::from(last) * length)?))
}

/// The local days of the working days with these numbers; the first is the day of `start`.
fn working_days(
    axis: Axis,
    calendar: &WorkCalendar,
    start: Instant,
    mut numbers: Vec<u32>,
) -> BTreeMap<u32, i64> {
    numbers.sort_unstable();
    numbers.dedup();
    let (mut days, mut at, mut counted) = (BTreeMap::new(), start, 0);
    for number in numbers {
        let mut day = 0;
        while counted < number {
            at = calendar.next_work(at);
            if at >= INSTANT_LIMIT {
                return days;
            }
            day = axis.local_s(at).div_euclid(DAY_S);
            at = axis.from_local_s((day + 1) * DAY_S);
            counted += 1;
        }
        days.insert(number, day);
    }
    days
}
