//! Shifts over midnight into shifts within days, which is all that the format has.

use critpath::calendar::occurrences;
use critpath::model::{Calendar, CalendarException, Document, Shift, WorkDay};
use critpath::time::{Date, TimeOfDay, date_of};

use crate::mspdi::recurrence::MOST_DATES;
use crate::week::DAYS;

/// Calendars may be based on each other this deep.
const DEPTH_LIMIT: usize = 32;

/// The calendar with its nights cut at midnight; nothing if it has none. What a night leaves for the morning is added
/// to the next day: of the week, and of the day behind an exception.
pub(super) fn within_days(document: &Document, calendar: &Calendar) -> Option<Calendar> {
    let chain = chain(document, calendar);
    let shifts = chain.iter().flat_map(|calendar| calendar.week.iter().flat_map(|day| &day.shifts));
    let shifts = shifts.chain(calendar.exceptions.iter().flat_map(|exception| &exception.shifts));
    if !shifts.into_iter().any(is_night) {
        return None;
    }
    // By the number of the day, Sunday first.
    let week: [Vec<Shift>; 7] = std::array::from_fn(|day| {
        let stated = |calendar: &&Calendar| {
            calendar
                .week
                .iter()
                .rev()
                .find(|stated| stated.days.contains(&DAYS[day]))
                .map(|day| day.shifts.clone())
        };
        chain.iter().find_map(stated).unwrap_or_default()
    });
    let of_week = |day: i64| &week[(day + 4).rem_euclid(7) as usize];
    let days = (0..7).map(|day| WorkDay {
        days: vec![DAYS[day]],
        shifts: joined(&week[(day + 6) % 7], &week[day]),
        ..WorkDay::default()
    });
    let (mut mornings_after, mut exceptions) = (Vec::new(), Vec::new());
    let ranges = calendar.exceptions.iter().flat_map(|exception| {
        occurrences(exception).take(MOST_DATES).map(move |(first, last)| (exception, first, last))
    });
    for (exception, first, last) in ranges {
        let (first, last) = (first.day_number(), last.day_number());
        let piece = |from: i64, to: i64, shifts| CalendarException {
            start: Some(Date(date_of(from))),
            finish: Some(Date(date_of(to))),
            repeat: None,
            shifts,
            ..exception.clone()
        };
        exceptions.push(piece(first, first, joined(of_week(first - 1), &exception.shifts)));
        if last > first {
            exceptions.push(piece(first + 1, last, joined(&exception.shifts, &exception.shifts)));
        }
        mornings_after.push(piece(last + 1, last + 1, joined(&exception.shifts, of_week(last + 1))));
    }
    // Exceptions of their own on the day after count over what this one leaves for it.
    mornings_after.extend(exceptions);
    Some(Calendar { week: days.collect(), exceptions: mornings_after, ..calendar.clone() })
}

fn chain<'d>(document: &'d Document, calendar: &'d Calendar) -> Vec<&'d Calendar> {
    let base = |calendar: &&'d Calendar| {
        document.calendars.iter().find(|other| Some(&other.id) == calendar.base.as_ref())
    };
    std::iter::successors(Some(calendar), base).take(DEPTH_LIMIT).collect()
}

fn is_night(shift: &Shift) -> bool {
    shift.finish <= shift.start
}

/// What the nights of a day before leave for a day, and its own hours until midnight.
fn joined(before: &[Shift], own: &[Shift]) -> Vec<Shift> {
    let midnight = |seconds| TimeOfDay::from_seconds(seconds);
    let mornings = before.iter().filter(|shift| is_night(shift)).map(|shift| (midnight(0), shift.finish));
    let until_midnight =
        own.iter().map(|shift| (shift.start, if is_night(shift) { midnight(86_400) } else { shift.finish }));
    let mut hours: Vec<_> = mornings.chain(until_midnight).filter(|(start, finish)| start < finish).collect();
    hours.sort_unstable();
    let mut merged: Vec<(TimeOfDay, TimeOfDay)> = Vec::new();
    for (start, finish) in hours {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(finish),
            _ => merged.push((start, finish)),
        }
    }
    merged.into_iter().map(|(start, finish)| Shift { start, finish, ..Shift::default() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use critpath::model::Weekday;

    #[test]
    fn nights_end_at_midnight_and_go_on_in_the_morning() {
        let time = |text: &str| TimeOfDay::parse(text).unwrap();
        let night = Shift { start: time("22:00"), finish: time("06:00"), ..Shift::default() };
        let monday = WorkDay { days: vec![Weekday::Monday], shifts: vec![night], ..WorkDay::default() };
        // Monday 2026-12-07 is free.
        let off = CalendarException { start: Date::parse("2026-12-07").ok(), ..CalendarException::default() };
        let calendar = Calendar { week: vec![monday], exceptions: vec![off], ..Calendar::default() };
        let cut = within_days(&Document::default(), &calendar).unwrap();
        let shown = |shifts: &[Shift]| {
            let shown = shifts.iter().map(|shift| format!("{}-{}", shift.start, shift.finish));
            shown.collect::<Vec<_>>().join(" ")
        };
        let week: Vec<_> = cut.week.iter().map(|day| shown(&day.shifts)).collect();
        assert_eq!(week, ["", "22:00-24:00", "00:00-06:00", "", "", "", ""]);
        let exceptions: Vec<_> =
            cut.exceptions.iter().map(|e| format!("{} {}", e.start.unwrap(), shown(&e.shifts))).collect();
        assert_eq!(exceptions, ["2026-12-08 ", "2026-12-07 "]);
        assert!(within_days(&Document::default(), &Calendar::default()).is_none());
    }
}
