//! Dates in a line, `2026-12-07`, `December 7, 2026`, `7 Dec 2026`, into moments.

use chrono::{Datelike, NaiveDate, NaiveTime};
use critpath::time::{Moment, TimeOfDay};

use super::Found;
use super::scan::{Line, Token};

/// A date as it stands, perhaps without its year, perhaps with a time.
#[derive(Debug, Clone, Copy)]
pub(super) struct Partial {
    pub year: Option<i32>,
    pub month: u32,
    pub day: u32,
    pub moment: Option<Moment>,
    /// Index of the token after it.
    pub next: usize,
}

const MONTHS: [[&str; 3]; 12] = [
    ["january", "jan", "ژانویه"],
    ["february", "feb", "فوریه"],
    ["march", "mar", "مارس"],
    ["april", "apr", "آوریل"],
    ["may", "may", "مه"],
    ["june", "jun", "ژوئن"],
    ["july", "jul", "ژوئیه"],
    ["august", "aug", "اوت"],
    ["september", "sep", "سپتامبر"],
    ["october", "oct", "اکتبر"],
    ["november", "nov", "نوامبر"],
    ["december", "dec", "دسامبر"],
];

/// The first date that a line states, with its time if one follows. `07/12/2026` could be two dates and is
/// none; years of other calendars are none. O(length).
pub fn date(text: &str) -> Option<Found<Moment>> {
    let line = Line::new(text);
    (0..line.len()).find_map(|at| {
        let partial = partial(&line, at)?;
        let moment = partial.moment?;
        Some(Found { value: moment, range: line.range(at, partial.next) })
    })
}

/// The date that starts at a token.
pub(super) fn partial(line: &Line<'_>, at: usize) -> Option<Partial> {
    let token = line.get(at)?;
    let inside = token.glued
        && line.before(at).is_some_and(|b| b.is_word() || b.is_any(&["-", "/", "."]) || b.number().is_some());
    if inside { None } else { after_separator(line, at) }
}

/// The date that starts at a token which may be glued to the one before it.
pub(super) fn after_separator(line: &Line<'_>, at: usize) -> Option<Partial> {
    let date = year_first(line, at)
        .or_else(|| slashed(line, at))
        .or_else(|| month_first(line, at))
        .or_else(|| day_first(line, at))?;
    Some(with_time(line, date))
}

/// The month that a token names.
pub(super) fn month(token: &Token<'_>) -> Option<u32> {
    let names = |names: &[&str; 3]| token.is_any(names) || (names[1] == "sep" && token.is("sept"));
    MONTHS.iter().position(names).map(|index| index as u32 + 1)
}

/// Whether a word names a month.
pub fn is_month(word: &str) -> bool {
    Line::new(word).get(0).is_some_and(|token| month(token).is_some())
}

/// The year that a token is: four digits that no other calendar uses today.
pub(super) fn year(token: &Token<'_>) -> Option<i32> {
    let digits = token.text.chars().count() == 4;
    token.whole().filter(|n| digits && (1970..2200).contains(n)).map(|n| n as i32)
}

/// The day of a month that a token is, and the index after `7`, `7th`.
pub(super) fn day(line: &Line<'_>, at: usize) -> Option<(u32, usize)> {
    let token = line.get(at)?;
    let day = token.whole().filter(|n| (1..=31).contains(n) && token.text.chars().count() <= 2)?;
    let suffix = line.is_glued(at + 1) && line.is_any(at + 1, &["st", "nd", "rd", "th"]);
    Some((day, at + 1 + usize::from(suffix)))
}

/// The moment of a date in a year.
pub(super) fn moment(year: i32, month: u32, day: u32) -> Option<Moment> {
    NaiveDate::from_ymd_opt(year, month, day).map(Moment::Date)
}

/// `2026-12-07`, `2026/12/7`, `2026.12.07` is a version and none.
fn year_first(line: &Line<'_>, at: usize) -> Option<Partial> {
    let year = year(line.get(at)?)?;
    let separator =
        ["-", "/"].into_iter().find(|s| line.is_any(at + 1, &[s]) && line.is_any(at + 3, &[s]))?;
    let part = |index: usize| {
        let token = line.get(index).filter(|token| token.glued)?;
        token.whole().filter(|_| token.text.chars().count() <= 2)
    };
    let strict = separator == "/" || line.get(at + 2)?.text.chars().count() == 2;
    let (month, day) = (part(at + 2)?, part(at + 4)?);
    let moment = moment(year, month, day).filter(|_| strict)?;
    Some(Partial { year: Some(year), month, day, moment: Some(moment), next: at + 5 })
}

/// `31/12/2026`, where only one reading is a date.
fn slashed(line: &Line<'_>, at: usize) -> Option<Partial> {
    let separated = line.is_any(at + 1, &["/"]) && line.is_any(at + 3, &["/"]);
    let (first, _) = day(line, at).filter(|_| separated)?;
    let (second, _) = day(line, at + 2)?;
    let year = year(line.get(at + 4)?)?;
    let (month, day) = match (first > 12, second > 12) {
        (true, false) => (second, first),
        (false, true) => (first, second),
        _ if first == second => (first, second),
        _ => return None,
    };
    Some(Partial { year: Some(year), month, day, moment: Some(moment(year, month, day)?), next: at + 5 })
}

/// `December 7, 2026`, `Dec. 7th`.
fn month_first(line: &Line<'_>, at: usize) -> Option<Partial> {
    let month = month(line.get(at)?)?;
    let (day, next) = day(line, line.phrase(at + 1, &["."]).unwrap_or(at + 1))?;
    Some(with_year(line, month, day, next))
}

/// `7 Dec 2026`, `7th of December`.
fn day_first(line: &Line<'_>, at: usize) -> Option<Partial> {
    let (day, next) = day(line, at)?;
    let next = line.phrase(next, &["of"]).or_else(|| line.phrase(next, &["-"])).unwrap_or(next);
    let month = month(line.get(next)?)?;
    let next = line.phrase(next + 1, &["."]).unwrap_or(next + 1);
    Some(with_year(line, month, day, line.phrase(next, &["-"]).filter(|n| is_year(line, *n)).unwrap_or(next)))
}

fn is_year(line: &Line<'_>, at: usize) -> bool {
    line.get(at).and_then(year).is_some()
}

fn with_year(line: &Line<'_>, month: u32, day: u32, next: usize) -> Partial {
    let at = line.phrase(next, &[","]).unwrap_or(next);
    let found = line.get(at).and_then(year).and_then(|year| Some((year, moment(year, month, day)?)));
    match found {
        Some((year, moment)) => Partial { year: Some(year), month, day, moment: Some(moment), next: at + 1 },
        None => Partial { year: None, month, day, moment: None, next },
    }
}

/// Takes a time that follows: `T22:00`, ` 22:00`, `, 10:30 pm`, with `Z` or an offset.
fn with_time(line: &Line<'_>, date: Partial) -> Partial {
    let timed = || {
        let mut at = date.next;
        let exact = line.is_any(at, &["t"]) && line.is_glued(at);
        if exact {
            at += 1;
        } else {
            at = line.phrase(at, &[","]).unwrap_or(at);
            at = line.phrase(at, &["at"]).unwrap_or(at);
        }
        let (time, next) = time(line, at)?;
        let local = date.moment?.date().and_time(time);
        let (text, next) = match offset(line, next, exact) {
            Some((offset, next)) => (format!("{}{offset}", local.format("%Y-%m-%dT%H:%M:%S")), next),
            None => (local.format("%Y-%m-%dT%H:%M:%S").to_string(), next),
        };
        Some(Partial { moment: Some(Moment::parse(&text).ok()?), next, ..date })
    };
    timed().unwrap_or(date)
}

/// `22:00`, `10:30 pm`, and the index after it.
pub(super) fn time(line: &Line<'_>, at: usize) -> Option<(NaiveTime, usize)> {
    let part = |index: usize| line.get(index)?.whole().filter(|n| *n < 60);
    let (hour, minute) = (part(at)?, part(line.phrase(at + 1, &[":"])?)?);
    if line.get(at + 2)?.text.chars().count() != 2 {
        return None;
    }
    let mut next = at + 3;
    let mut second = 0;
    if let Some(value) = line.phrase(next, &[":"]).and_then(part) {
        (second, next) = (value, next + 2);
    }
    let hour = match (line.is_any(next, &["am"]), line.is_any(next, &["pm"])) {
        (true, _) if hour <= 12 => hour % 12,
        (_, true) if hour <= 12 => hour % 12 + 12,
        _ => hour,
    };
    next += usize::from(line.is_any(next, &["am", "pm"]));
    let time = TimeOfDay::parse(&format!("{hour}:{minute:02}:{second:02}")).ok()?;
    Some((NaiveTime::from_num_seconds_from_midnight_opt(time.seconds(), 0)?, next))
}

/// `Z`, `UTC`, `+01:00`, glued to the time. In prose, `22:00-02:00` is a range and no offset.
fn offset(line: &Line<'_>, at: usize, exact: bool) -> Option<(String, usize)> {
    if line.is_any(at, &["z"]) && line.is_glued(at) || line.is_any(at, &["utc"]) {
        return Some(("Z".into(), at + 1));
    }
    let signs = if exact { &["+", "-"][..] } else { &["+"] };
    let sign = signs.iter().find(|sign| line.is_any(at, &[sign]) && line.is_glued(at))?;
    let (time, next) = time(line, at + 1).filter(|_| line.is_glued(at + 1))?;
    Some((format!("{sign}{}", time.format("%H:%M")), next))
}

/// The day after the last of a month, less one: the last day.
pub(super) fn last_of_month(year: i32, month: u32) -> Option<Moment> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let days = u32::from(first.num_days_in_month());
    moment(year, month, days)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dates() {
        for (text, expected) in [
            ("2026-12-07", "2026-12-07"),
            ("📋2025-08-17", "2025-08-17"),
            ("_Last updated: 2025-07-27_", "2025-07-27"),
            ("2026/12/7", "2026-12-07"),
            ("December 7, 2026", "2026-12-07"),
            ("Mon, Dec. 7th 2026", "2026-12-07"),
            ("7 Dec 2026", "2026-12-07"),
            ("the 7th of December, 2026", "2026-12-07"),
            ("7-Dec-2026", "2026-12-07"),
            ("31/12/2026", "2026-12-31"),
            ("12/31/2026", "2026-12-31"),
            ("۲۰۲۶-۱۲-۰۷", "2026-12-07"),
            ("۷ دسامبر ۲۰۲۶", "2026-12-07"),
            ("2026-12-07T22:00", "2026-12-07T22:00:00"),
            ("2026-12-07 22:00:30", "2026-12-07T22:00:30"),
            ("2026-12-07T22:00Z", "2026-12-07T22:00:00+00:00"),
            ("2026-12-07T22:00+01:00", "2026-12-07T22:00:00+01:00"),
            ("Dec 7, 2026 at 10:30 pm", "2026-12-07T22:30:00"),
            ("May 5 2026", "2026-05-05"),
            ("due Sept 1, 2026.", "2026-09-01"),
        ] {
            assert_eq!(date(text).map(|found| found.value.to_string()).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn does_not_guess_dates() {
        for text in [
            "07/12/2026",
            "2026",
            "Dec 7",
            "2026-13-01",
            "2026-02-30",
            "1404/05/25",
            "v2026-12-07",
            "24/7",
            "1.2.3",
            "2026-1-2",
            "10-20-30",
            "May 2026",
            "",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
