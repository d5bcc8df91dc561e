//! What one calendar states, into seconds of days, ranges of dates, and what is wrong with it.

use std::rc::Rc;

use chrono_tz::Tz;

use super::pattern::{Shifts, union};
use super::recurrence;
use super::timeline::Override;
use super::windows::Window;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Calendar, CalendarException, Recurrence, Shift, Span};
use crate::time::{Axis, DAY_S, Date};

/// Ranges of dates that one recurrence may name: every other day for two centuries.
const MOST_OF_RECURRENCE: usize = 40_000;

/// Ranges of dates that all recurrences of a document may name.
const MOST_OF_DOCUMENT: usize = 200_000;

/// What one calendar states itself, not yet joined with its base.
pub(super) struct Hours {
    /// Monday first; `None` for a day that it does not state.
    pub(super) week: [Option<Shifts>; 7],
    pub(super) exceptions: Vec<Override>,
    pub(super) windows: Vec<Window>,
    pub(super) zone: Option<Tz>,
}

/// Reads calendars and keeps what was wrong with them.
pub(super) struct Reader {
    axis: Axis,
    /// Ranges of dates that recurrences may still name.
    ranges_left: usize,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn new(axis: Axis) -> Self {
        Reader { axis, ranges_left: MOST_OF_DOCUMENT, diagnostics: Vec::new() }
    }

    pub(super) fn hours(&mut self, calendar: &Calendar) -> Hours {
        let mut week: [Option<Shifts>; 7] = Default::default();
        for entry in &calendar.week {
            let shifts = self.shifts(&entry.shifts, calendar, entry.span);
            for weekday in &entry.days {
                let day = &mut week[*weekday as usize];
                if day.as_ref().is_some_and(|stated| *stated != shifts) {
                    let message =
                        format!("calendar `{}` states {weekday} twice; the last entry counts", calendar.id);
                    self.warn(
                        Diagnostic::new(Code::CalendarInvalid, message).at(entry.span.or(calendar.span)),
                    );
                }
                *day = Some(shifts.clone());
            }
        }
        let mut exceptions = Vec::new();
        for exception in &calendar.exceptions {
            self.exception(exception, calendar, &mut exceptions);
        }
        let windows = calendar.windows.iter().filter_map(|window| self.window(window, calendar)).collect();
        Hours { week, exceptions, windows, zone: self.zone(calendar) }
    }

    fn exception(
        &mut self,
        exception: &CalendarException,
        calendar: &Calendar,
        overrides: &mut Vec<Override>,
    ) {
        let shifts = self.shifts(&exception.shifts, calendar, exception.span);
        let span = exception.span.or(calendar.span);
        let named = format!("exception `{}` of calendar `{}`", exception.name, calendar.id);
        let Some(start) = exception.start else {
            let found = Diagnostic::new(Code::CalendarInvalid, format!("{named} names no date"));
            self.diagnostics.push(found.at(span).help("state its first date as `start`"));
            return;
        };
        if let Some(finish) = exception.finish.filter(|finish| *finish < start) {
            let message = format!("{named} ends on {finish}, before it begins on {start}");
            let found = Diagnostic::new(Code::DateOrder, message).at(span);
            self.diagnostics.push(found.help("swap `start` and `finish`, or correct one of them"));
            return;
        }
        if let Some(repeat) = &exception.repeat
            && !self.is_sound(repeat, Some(start), &named, span)
        {
            return;
        }
        let week = Rc::new(std::array::from_fn(|_| shifts.clone()));
        let range = (start, exception.finish.unwrap_or(start));
        let ranges = self.ranges(range, exception.repeat.as_ref(), true, (&named, span));
        overrides.extend(ranges.into_iter().map(|(first_day, last_day)| Override {
            first_day,
            last_day,
            week: Rc::clone(&week),
        }));
    }

    /// A range and those that a sound recurrence makes of it.
    pub(super) fn ranges(
        &mut self,
        range: (Date, Date),
        repeat: Option<&Recurrence>,
        joins: bool,
        (named, span): (&str, Option<Span>),
    ) -> Vec<(i64, i64)> {
        let Some(repeat) = repeat else { return recurrence::day_ranges(range, None, joins, 1).0 };
        let most = self.ranges_left.min(MOST_OF_RECURRENCE);
        let (ranges, has_more) = recurrence::day_ranges(range, Some(repeat), joins, most);
        self.ranges_left -= ranges.len();
        if has_more {
            let message = format!("{named} repeats more than {most} times; the others are left out");
            let found = Diagnostic::new(Code::CalendarInvalid, message).at(span);
            self.warn(found.help("state an earlier `until`, or the hours in the calendar's `week`"));
        } else if ranges.is_empty() {
            let found = Diagnostic::new(Code::CalendarInvalid, format!("{named} never takes place"));
            self.warn(found.at(span).help("correct its `repeat`, or remove it"));
        }
        ranges
    }

    /// Whether a recurrence can be read; what is odd about it is reported.
    pub(super) fn is_sound(
        &mut self,
        repeat: &Recurrence,
        start: Option<Date>,
        named: &str,
        span: Option<Span>,
    ) -> bool {
        let span = repeat.span.or(span);
        for field in recurrence::idle_fields(repeat) {
            let message = format!("the `{field}` by which {named} repeats says nothing here");
            let found = Diagnostic::new(Code::CalendarInvalid, message).at(span);
            self.warn(found.help(format!("remove `{field}`, or change `every`")));
        }
        let errors = recurrence::errors(start, repeat);
        for (message, help) in &errors {
            let found =
                Diagnostic::new(Code::CalendarInvalid, format!("the recurrence of {named} {message}"));
            self.diagnostics.push(found.at(span).help(*help));
        }
        errors.is_empty()
    }

    /// Seconds of a day; shifts that overlap are joined and reported.
    pub(super) fn shifts(&mut self, shifts: &[Shift], calendar: &Calendar, span: Option<Span>) -> Shifts {
        let seconds = |shift: &Shift| {
            let (start, finish) = (i64::from(shift.start.seconds()), i64::from(shift.finish.seconds()));
            (start, if finish <= start { finish + DAY_S } else { finish })
        };
        let mut sorted: Vec<(i64, i64, &Shift)> =
            shifts.iter().map(|shift| (seconds(shift).0, seconds(shift).1, shift)).collect();
        sorted.sort_by_key(|(start, finish, _)| (*start, *finish));
        if let Some([(.., a), (.., b)]) = sorted.array_windows().find(|[a, b]| b.0 < a.1) {
            let message = format!(
                "the shifts {}-{} and {}-{} of calendar `{}` overlap; hours that they share count once",
                a.start, a.finish, b.start, b.finish, calendar.id
            );
            let found = Diagnostic::new(Code::CalendarInvalid, message).at(b.span.or(span).or(calendar.span));
            self.warn(found.help("let one shift end where the other begins"));
        }
        union(sorted.into_iter().map(|(start, finish, _)| (start, finish)).collect())
    }

    fn zone(&mut self, calendar: &Calendar) -> Option<Tz> {
        let name = calendar.time_zone.as_deref()?;
        let found = match Axis::new(Some(name)) {
            Ok(axis) if self.axis.zone().is_some() => return axis.zone(),
            Ok(_) => Diagnostic::new(
                Code::DateZone,
                format!("calendar `{}` is in zone `{name}`, but the plan has no time zone; its hours count as local time", calendar.id),
            )
            .help("state the plan's `time_zone`"),
            Err(error) => Diagnostic::new(
                Code::DateZone,
                format!("the time zone `{name}` of calendar `{}` is not known; the plan's counts", calendar.id),
            )
            .help(format!("state {}", error.expected)),
        };
        self.diagnostics.push(found.at(calendar.span));
        None
    }

    /// Reports what is odd but has one clear reading.
    pub(super) fn warn(&mut self, mut found: Diagnostic) {
        found.severity = Severity::Warning;
        self.diagnostics.push(found);
    }
}
