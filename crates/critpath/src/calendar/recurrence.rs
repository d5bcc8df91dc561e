//! A recurrence into its dates, and into what is wrong with it.

use std::iter::successors;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::model::{CalendarException, Recurrence, RecurrencePosition, RecurrenceUnit, Weekday};
use crate::time::Date;

/// A recurrence without an end goes on for so many years: longer than plans, shorter than forever.
pub const ENDLESS_YEARS: u32 = 100;

/// No recurrence goes on beyond the last year that dates are written with.
const LAST_YEAR: i32 = 9999;

/// The dates of a recurrence that begins to count at `start`, in rising order.
///
/// They are found one by one: asking for the first n takes O(n), and gaps between them take time by their months or
/// weeks. There is an end: `until`, `count`, or [`ENDLESS_YEARS`] after the start. What makes no sense (an interval of
/// 0, a 13th month) is read as the nearest that does, or gives no dates; `check` reports it.
pub fn dates(start: Date, repeat: &Recurrence) -> impl Iterator<Item = Date> {
    let start = start.0;
    let interval = repeat.interval.unwrap_or(1).max(1);
    let end = end(start, repeat);
    let until_end = move |day: &NaiveDate| *day <= end;
    let days: Box<dyn Iterator<Item = NaiveDate>> = match repeat.every {
        RecurrenceUnit::Day => Box::new(every_so_many_days(start, interval)),
        RecurrenceUnit::Week => {
            let weeks = every_so_many_days(first_of_week(start), interval.saturating_mul(7));
            Box::new(weeks.take_while(until_end).flat_map(move |week| named_of_week(week, start, repeat)))
        }
        RecurrenceUnit::Month | RecurrenceUnit::Year => {
            let months = months(start, interval, repeat).take_while(until_end);
            Box::new(months.flat_map(move |month| named_of_month(month, start, repeat)))
        }
    };
    let most = repeat.count.map_or(usize::MAX, |count| count as usize);
    days.skip_while(move |day| *day < start).take_while(until_end).take(most).map(Date)
}

/// The ranges of dates, first and last, that an exception is about, in rising order of their first dates: one, or
/// as many as it repeats. Ranges of a repeated exception may overlap.
pub fn occurrences(exception: &CalendarException) -> impl Iterator<Item = (Date, Date)> {
    let first = exception.start.map(|start| (start, exception.finish.unwrap_or(start)));
    let first = first.filter(|(start, finish)| start <= finish);
    first.into_iter().flat_map(|first| repeated(first, exception.repeat.as_ref()))
}

/// The range itself, or those of the same length that its recurrence names.
fn repeated(
    (start, finish): (Date, Date),
    repeat: Option<&Recurrence>,
) -> impl Iterator<Item = (Date, Date)> {
    let days = Days::new((finish.0 - start.0).num_days().unsigned_abs());
    let once = repeat.is_none().then_some(start);
    let dates = repeat.into_iter().flat_map(move |repeat| dates(start, repeat));
    once.into_iter()
        .chain(dates)
        .map(move |date| (date, Date(date.0.checked_add_days(days).unwrap_or(NaiveDate::MAX))))
}

/// The last date that may be one of a recurrence.
pub(super) fn last_date(start: Date, repeat: &Recurrence) -> Date {
    Date(end(start.0, repeat))
}

fn end(start: NaiveDate, repeat: &Recurrence) -> NaiveDate {
    let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31).unwrap_or(NaiveDate::MAX);
    let endless =
        || start.checked_add_months(Months::new(12 * ENDLESS_YEARS)).filter(|_| repeat.count.is_none());
    repeat.until.map(|until| until.0).or_else(endless).unwrap_or(last).min(last)
}

fn every_so_many_days(start: NaiveDate, interval: u32) -> impl Iterator<Item = NaiveDate> {
    successors(Some(start), move |day| day.checked_add_days(Days::new(u64::from(interval))))
}

/// The Sunday at or before a day.
fn first_of_week(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_sunday()))).unwrap_or(day)
}

fn named_of_week(
    sunday: NaiveDate,
    start: NaiveDate,
    repeat: &Recurrence,
) -> impl Iterator<Item = NaiveDate> {
    let is_named = move |day: &NaiveDate| match repeat.weekdays.as_slice() {
        [] => day.weekday() == start.weekday(),
        named => named.contains(&weekday(*day)),
    };
    sunday.iter_days().take(7).filter(is_named)
}

/// The first days of the months that count.
fn months(start: NaiveDate, interval: u32, repeat: &Recurrence) -> impl Iterator<Item = NaiveDate> + use<> {
    let first = start.with_day(1);
    let (first, step) = match (repeat.every, repeat.month) {
        (RecurrenceUnit::Year, Some(month)) => {
            (first.and_then(|first| first.with_month(month)), interval.saturating_mul(12))
        }
        (RecurrenceUnit::Year, None) => (first, interval.saturating_mul(12)),
        _ => (first, interval),
    };
    successors(first, move |month| month.checked_add_months(Months::new(step)))
}

fn named_of_month(month: NaiveDate, start: NaiveDate, repeat: &Recurrence) -> Vec<NaiveDate> {
    let is_named = |day: &NaiveDate| repeat.weekdays.is_empty() || repeat.weekdays.contains(&weekday(*day));
    let mut days = month.iter_days().take_while(|day| day.month() == month.month()).filter(is_named);
    let day = repeat.day.or_else(|| repeat.weekdays.is_empty().then_some(start.day()));
    match (repeat.position, day) {
        (Some(RecurrencePosition::Last), _) => days.last().into_iter().collect(),
        (Some(position), _) => days.nth(position as usize).into_iter().collect(),
        (None, Some(day)) => month.with_day(day).filter(is_named).into_iter().collect(),
        (None, None) => days.collect(),
    }
}

fn weekday(day: NaiveDate) -> Weekday {
    Weekday::ALL[day.weekday().num_days_from_monday() as usize]
}

/// What is wrong with a recurrence that begins at `start`, and what to do about it.
pub(super) fn errors(start: Option<Date>, repeat: &Recurrence) -> Vec<(String, &'static str)> {
    let mut errors = Vec::new();
    if repeat.interval == Some(0) {
        errors.push(("has an interval of 0".into(), "leave `interval` out, or state 1 or more"));
    }
    if let Some(month) = repeat.month.filter(|month| !(1..=12).contains(month)) {
        errors.push((format!("names month {month}"), "state a `month` from 1 to 12"));
    }
    if let Some(day) = repeat.day.filter(|day| !(1..=31).contains(day)) {
        errors.push((format!("names day {day} of the month"), "state a `day` from 1 to 31"));
    }
    if let (Some(start), Some(until)) = (start, repeat.until)
        && until < start
    {
        let help = "state an `until` at or after its start, or leave it out";
        errors.push((format!("ends on {until}, before it begins on {start}"), help));
    }
    errors
}

/// Fields of a recurrence that say nothing beside the others.
pub(super) fn idle_fields(repeat: &Recurrence) -> impl Iterator<Item = &'static str> {
    let by_month = matches!(repeat.every, RecurrenceUnit::Month | RecurrenceUnit::Year);
    [
        ("weekdays", !repeat.weekdays.is_empty() && repeat.every == RecurrenceUnit::Day),
        ("position", repeat.position.is_some() && !by_month),
        ("day", repeat.day.is_some() && (!by_month || repeat.position.is_some())),
        ("month", repeat.month.is_some() && repeat.every != RecurrenceUnit::Year),
    ]
    .into_iter()
    .filter_map(|(field, is_idle)| is_idle.then_some(field))
}

/// A range and those that repeat it as day numbers, joined where they touch if `joins` says so; of more than `most`,
/// the first ones, and whether there are more.
pub(super) fn day_ranges(
    range: (Date, Date),
    repeat: Option<&Recurrence>,
    joins: bool,
    most: usize,
) -> (Vec<(i64, i64)>, bool) {
    let mut ranges: Vec<(i64, i64)> = Vec::new();
    for (first, last) in repeated(range, repeat) {
        let (first, last) = (first.day_number(), last.day_number());
        let is_full = ranges.len() == most;
        match ranges.last_mut().filter(|range| joins && first <= range.1 + 1) {
            Some(range) => range.1 = range.1.max(last),
            None if is_full => return (ranges, true),
            None => ranges.push((first, last)),
        }
    }
    (ranges, false)
}
