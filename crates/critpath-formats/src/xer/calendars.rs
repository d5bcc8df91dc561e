//! The calendars of a file into those of the model: weeks and exceptions out of nested parentheses.

use std::collections::BTreeSet;

use critpath::model::{Calendar, CalendarException, Shift, Span, Weekday, WorkDay};
use critpath::time::{Date, TimeOfDay, date_of, day_number};

use super::hours::{Node, attribute, nodes};
use super::table::{Row, Tables};
use super::values::Values;
use crate::week::DAYS;

/// The hours of a calendar that states none and is based on none, from Monday to Friday.
const USUAL_HOURS: (u32, u32) = (8 * 3_600, 16 * 3_600);

/// What a node of a calendar stands for.
#[derive(Debug, Clone, Copy)]
enum Place {
    Other,
    Week,
    Exceptions,
    /// A day of the week, by its place in the week.
    Day(usize),
    /// A date, by its place among the exceptions.
    Date(usize),
}

/// All calendars of the file.
pub(super) fn read(tables: &Tables<'_>, values: &mut Values) -> Vec<Calendar> {
    let mut calendars: Vec<_> = tables.rows("CALENDAR").map(|row| calendar(row, values)).collect();
    let ids: BTreeSet<_> = calendars.iter().map(|calendar| calendar.id.clone()).collect();
    for calendar in &mut calendars {
        calendar.base = calendar.base.take().filter(|base| ids.contains(base) && *base != calendar.id);
        if calendar.week.is_empty() && calendar.base.is_none() {
            calendar.week = usual_week();
        }
    }
    calendars
}

fn calendar(mut row: Row<'_, '_>, values: &mut Values) -> Calendar {
    let text = |column: &str, row: &mut Row<'_, '_>| row.take(column).unwrap_or_default().to_owned();
    let mut calendar = Calendar {
        id: text("clndr_id", &mut row),
        name: text("clndr_name", &mut row),
        base: row.take("base_clndr_id").map(str::to_owned),
        span: Some(row.span),
        ..Calendar::default()
    };
    let found = values.diagnostics.len();
    let span = row.span_of("clndr_data");
    if let Some(data) = row.take("clndr_data") {
        read_data(data, span, &mut calendar, values);
    }
    if values.diagnostics.len() > found {
        row.keep("clndr_data");
    }
    row.keep_rest(&mut calendar.extensions);
    calendar
}

/// Adds what the nested parentheses say.
fn read_data(data: &str, span: Span, calendar: &mut Calendar, values: &mut Values) {
    let (nodes, wrong) = nodes(data);
    if let Some(at) = wrong {
        let at = span.start as usize + at;
        let rest = data.get(at - span.start as usize..).unwrap_or_default();
        let here = Span::new(at, at + rest.chars().next().map_or(0, char::len_utf8));
        let shown = if rest.is_empty() { "cut off" } else { rest };
        values.wrong("clndr_data", shown, here, "a list of days in parentheses");
    }
    let mut places: Vec<Place> = Vec::with_capacity(nodes.len());
    for node in &nodes {
        let inside = node.parent.and_then(|parent| places.get(parent)).copied().unwrap_or(Place::Other);
        places.push(place(node, inside, span, calendar, values));
    }
    for hours in calendar.week.iter_mut().map(|day| &mut day.shifts) {
        hours.sort_by_key(|shift| shift.start.seconds());
    }
    for hours in calendar.exceptions.iter_mut().map(|exception| &mut exception.shifts) {
        hours.sort_by_key(|shift| shift.start.seconds());
    }
}

/// What a node stands for, given what it is inside of; days, dates and hours are added to the calendar.
fn place(node: &Node<'_>, inside: Place, span: Span, calendar: &mut Calendar, values: &mut Values) -> Place {
    match inside {
        Place::Other if node.name == "DaysOfWeek" => Place::Week,
        Place::Other if node.name == "Exceptions" => Place::Exceptions,
        Place::Week => {
            let number = node.name.parse::<usize>().unwrap_or(0);
            let Some(day) = DAYS.get(number.wrapping_sub(1)) else {
                values.wrong("clndr_data", node.name, span, "a day of the week from 1 to 7");
                return Place::Other;
            };
            calendar.week.push(WorkDay { days: vec![*day], ..WorkDay::default() });
            Place::Day(calendar.week.len() - 1)
        }
        Place::Exceptions => {
            let serial = attribute(node.attributes, "d").unwrap_or_default();
            let Some(date) = date_of_serial(serial) else {
                values.wrong("clndr_data", serial, span, "the number of a day");
                return Place::Other;
            };
            let (start, finish) = (Some(date), Some(date));
            calendar.exceptions.push(CalendarException { start, finish, ..CalendarException::default() });
            Place::Date(calendar.exceptions.len() - 1)
        }
        Place::Day(at) => {
            let hours = calendar.week.get_mut(at).map(|day| &mut day.shifts);
            add_shift(node, span, hours, values);
            Place::Other
        }
        Place::Date(at) => {
            let hours = calendar.exceptions.get_mut(at).map(|exception| &mut exception.shifts);
            add_shift(node, span, hours, values);
            Place::Other
        }
        Place::Other => Place::Other,
    }
}

fn add_shift(node: &Node<'_>, span: Span, hours: Option<&mut Vec<Shift>>, values: &mut Values) {
    let mut at = |name| {
        let text = attribute(node.attributes, name)?;
        let time = time_of_day(text);
        if time.is_none() {
            values.wrong("clndr_data", text, span, "a time such as 08:00");
        }
        time
    };
    if let (Some(start), Some(finish), Some(hours)) = (at("s"), at("f"), hours) {
        // Midnight as an end is that of the same day.
        let is_midnight = finish.seconds() == 0;
        let finish = if is_midnight { TimeOfDay::from_seconds(86_400) } else { finish };
        hours.push(Shift { start, finish, ..Shift::default() });
    }
}

/// A time of day, of 24 hours or of twice 12.
fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let lower = text.to_ascii_lowercase();
    let (clock, half) = match (lower.strip_suffix("am"), lower.strip_suffix("pm")) {
        (Some(clock), _) => (clock, Some(0)),
        (_, Some(clock)) => (clock, Some(12)),
        (None, None) => (lower.as_str(), None),
    };
    let time = TimeOfDay::parse(clock).ok()?;
    Some(match half {
        Some(half) => TimeOfDay::from_seconds(time.seconds() % 43_200 + half * 3_600),
        None => time,
    })
}

/// The date with this number, counted from the last day but one of 1899.
fn date_of_serial(serial: &str) -> Option<Date> {
    /// Beyond it lies the year 9999.
    const LAST: i64 = 2_958_465;
    let days: i64 = serial.parse().ok().filter(|days| (1..=LAST).contains(days))?;
    let first = day_number(chrono::NaiveDate::from_ymd_opt(1899, 12, 30)?);
    Some(Date(date_of(first + days)))
}

fn usual_week() -> Vec<WorkDay> {
    let (start, finish) = USUAL_HOURS;
    let at = TimeOfDay::from_seconds;
    let shift = Shift { start: at(start), finish: at(finish), ..Shift::default() };
    let days = DAYS.into_iter().filter(|day| !matches!(day, Weekday::Saturday | Weekday::Sunday)).collect();
    vec![WorkDay { days, shifts: vec![shift], ..WorkDay::default() }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_days() {
        for (serial, date) in [
            ("46023", Some("2026-01-01")),
            ("60", Some("1900-02-28")),
            ("0", None),
            ("-5", None),
            ("99999999999", None),
            ("x", None),
        ] {
            assert_eq!(date_of_serial(serial).map(|date| date.to_string()).as_deref(), date, "{serial}");
        }
    }

    #[test]
    fn times_of_day() {
        for (text, time) in [
            ("08:00", Some("08:00")),
            ("8:30 AM", Some("08:30")),
            ("12:00 am", Some("00:00")),
            ("12:15PM", Some("12:15")),
            ("05:00 pm", Some("17:00")),
            ("25:00", None),
        ] {
            assert_eq!(time_of_day(text).map(|time| time.to_string()).as_deref(), time, "{text}");
        }
    }
}
