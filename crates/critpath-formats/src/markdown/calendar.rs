//! A section about working time into a calendar: days, hours, holidays and freezes.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{
    Calendar, CalendarException, CalendarWindow, CalendarWindowKind, Shift, Weekday, WorkDay,
};
use critpath::time::{Date, Moment, TimeOfDay};

use super::inline::Slice;
use super::outline::{Kind, Section};
use super::parts;
use super::phrase;
use super::reader::{Reader, heading_span, name_of};
use super::sections::Place;
use super::vocabulary::{self, Label};

const DAYS: &[(Weekday, &[&str])] = &[
    (Weekday::Monday, &["monday", "mondays", "mon", "دوشنبه"]),
    (Weekday::Tuesday, &["tuesday", "tuesdays", "tue", "tues", "سهشنبه", "سه شنبه"]),
    (Weekday::Wednesday, &["wednesday", "wednesdays", "wed", "چهارشنبه", "چهار شنبه"]),
    (Weekday::Thursday, &["thursday", "thursdays", "thu", "thur", "thurs", "پنجشنبه", "پنج شنبه"]),
    (Weekday::Friday, &["friday", "fridays", "fri", "جمعه"]),
    (Weekday::Saturday, &["saturday", "saturdays", "sat", "شنبه"]),
    (Weekday::Sunday, &["sunday", "sundays", "sun", "یکشنبه", "یک شنبه"]),
];

/// Whether a word names a day of the week.
pub(super) fn is_weekday(word: &str) -> bool {
    DAYS.iter().any(|(_, names)| names.contains(&word))
}

/// What has been read of a calendar so far.
#[derive(Default)]
struct Draft {
    calendar: Calendar,
    days: Vec<Weekday>,
    shifts: Vec<Shift>,
    found: bool,
    /// Whether it says when changes are allowed, rather than when people work.
    limits: bool,
}

/// Words of headings about change windows and freezes.
const LIMITS: &[&str] = &["window", "windows", "freeze", "freezes"];

impl<'a> Reader<'a> {
    /// Reads a section about working time, or about change windows. The first one about working time is the plan's
    /// calendar.
    pub fn calendar(&mut self, section: &'a Section, place: &'a Place<'a>) {
        let outline = self.outline;
        let mut draft = Draft::default();
        draft.calendar.name = name_of(&place.parts);
        draft.limits = vocabulary::contains_any(&draft.calendar.name, LIMITS);
        draft.calendar.span = Some(heading_span(section));
        place.parts.attribute(&mut draft.calendar, &mut self.drafts.diagnostics);
        for index in section.blocks.clone() {
            let text = match outline.blocks.get(index).map(|block| &block.kind) {
                Some(Kind::Paragraph(text)) => text,
                Some(Kind::Item(item)) => &item.text,
                _ => continue,
            };
            let mut all = true;
            for line in text.slice().lines() {
                all &= self.calendar_line(line, &mut draft);
            }
            if all {
                self.place(index);
            }
        }
        self.push_calendar(draft);
    }

    fn push_calendar(&mut self, mut draft: Draft) {
        if !draft.found {
            return;
        }
        if !draft.days.is_empty() || !draft.shifts.is_empty() {
            let usual = if draft.limits { 7 } else { 5 };
            let weekdays = Weekday::ALL.iter().copied().take(usual).collect();
            let days = if draft.days.is_empty() { weekdays } else { std::mem::take(&mut draft.days) };
            let shifts =
                if draft.shifts.is_empty() { standard_shifts() } else { std::mem::take(&mut draft.shifts) };
            draft.calendar.week.insert(0, WorkDay { days, shifts, ..WorkDay::default() });
        } else if draft.calendar.week.is_empty() && !draft.limits {
            // Holidays alone change the usual week.
            let days = Weekday::ALL.iter().copied().take(5).collect();
            draft.calendar.week.push(WorkDay { days, shifts: standard_shifts(), ..WorkDay::default() });
        }
        if draft.calendar.id.is_empty() {
            draft.calendar.id = phrase::slug(&draft.calendar.name);
        }
        if draft.limits {
            let frozen = std::mem::take(&mut draft.calendar.exceptions);
            draft.calendar.windows.extend(frozen.into_iter().map(freeze));
        }
        let document = &mut self.drafts.document;
        if document.calendar.is_none() && !draft.limits {
            document.calendar = Some(draft.calendar.id.clone());
        }
        document.calendars.push(draft.calendar);
    }

    /// `Working days: Monday to Friday`, `2026-12-25: Christmas`, `Friday: 08:00-14:00`
    fn calendar_line(&mut self, line: Slice<'a>, draft: &mut Draft) -> bool {
        let lead = parts::lead(line);
        let label = lead.and_then(|lead| vocabulary::label(lead.name.str()));
        let taken = match (label, lead) {
            (Some(label), Some(lead)) => self.calendar_label(label, lead.value, line, draft),
            (None, Some(lead)) => match days_of(lead.name.str()) {
                days if !days.is_empty() => day_hours(days, lead.value, draft),
                _ => exception(line, Some(lead.value), draft),
            },
            (_, None) => exception(line, None, draft),
        };
        draft.found |= taken;
        taken
    }

    fn calendar_label(&mut self, label: Label, value: Slice<'a>, line: Slice<'a>, draft: &mut Draft) -> bool {
        match label {
            Label::WorkingDays => {
                draft.days = days_of(value.str());
                if let (shifts, true) = (shifts_of(value.str()), draft.shifts.is_empty()) {
                    draft.shifts = shifts;
                }
                !draft.days.is_empty()
            }
            Label::WorkingHours => {
                draft.shifts = shifts_of(value.str());
                if draft.shifts.is_empty() && !value.is_blank() {
                    self.drafts.diagnostics.push(
                        Diagnostic::new(Code::DateInvalid, format!("`{}` states no hours", value.clean()))
                            .at(value.span())
                            .help("write them like 08:00-12:00, 13:00-17:00"),
                    );
                }
                if draft.days.is_empty() {
                    draft.days = days_of(value.str());
                }
                !draft.shifts.is_empty()
            }
            Label::Holidays | Label::Freeze if value.is_blank() => true,
            Label::Holidays => {
                let items = phrase::split_list(value.str());
                !items.is_empty()
                    && items.into_iter().all(|item| exception(value.sub(item.range), None, draft))
            }
            Label::Freeze => exception(value, Some(line), draft),
            Label::TimeZone => {
                let zone = value.clean();
                self.drafts.document.time_zone.get_or_insert_with(|| zone.clone());
                draft.calendar.time_zone = Some(zone);
                true
            }
            _ => false,
        }
    }
}

/// `Friday: 08:00-14:00`, `Sunday: off`
fn day_hours(days: Vec<Weekday>, hours: Slice<'_>, draft: &mut Draft) -> bool {
    let shifts = shifts_of(hours.str());
    let free = vocabulary::contains_any(hours.str(), &["off", "free", "closed", "none", "holiday", "تعطیل"]);
    if shifts.is_empty() && !free {
        return false;
    }
    draft.calendar.week.push(WorkDay { days, shifts, span: Some(hours.span()), ..WorkDay::default() });
    true
}

/// A free date or range of dates, with what it is called.
fn exception(text: Slice<'_>, name: Option<Slice<'_>>, draft: &mut Draft) -> bool {
    let dates = phrase::window(text.str()).filter(|found| found.value.start.is_some());
    let (start, finish, range) = match dates {
        Some(found) => (found.value.start, found.value.finish, found.range),
        None => match phrase::date(text.str()) {
            Some(found) => (Some(found.value), None, found.range),
            None => return false,
        },
    };
    let rest = phrase::without(&text.clean(), &range);
    let name = name
        .map(Slice::clean)
        .filter(|name| !name.is_empty() && phrase::date(name).is_none())
        .unwrap_or(rest);
    draft.calendar.exceptions.push(CalendarException {
        name,
        start: start.map(date),
        finish: finish.map(date),
        span: Some(text.span()),
        ..CalendarException::default()
    });
    true
}

/// Dates on which nothing is done, whatever began before them.
fn freeze(dates: CalendarException) -> CalendarWindow {
    CalendarWindow {
        name: dates.name,
        kind: CalendarWindowKind::Deny,
        start: dates.start.map(|date| Moment::Date(date.0)),
        finish: dates.finish.or(dates.start).map(|date| Moment::Date(date.0)),
        span: dates.span,
        ..CalendarWindow::default()
    }
}

fn date(moment: Moment) -> Date {
    Date(moment.date())
}

/// The days that a text names: `Monday to Thursday and Saturday`, `Sun-Thu`, `weekdays`.
fn days_of(text: &str) -> Vec<Weekday> {
    let normal = vocabulary::normal(text);
    if normal == "weekdays" || normal == "every weekday" {
        return Weekday::ALL.iter().copied().take(5).collect();
    }
    if normal == "every day" || normal == "daily" || normal == "all days" {
        return Weekday::ALL.to_vec();
    }
    let dashes = text.replace(['\u{2013}', '\u{2014}', '-'], " to ");
    let mut days: Vec<Weekday> = Vec::new();
    let mut ranged = false;
    for word in vocabulary::normal(&dashes).split_whitespace() {
        if matches!(word, "to" | "through" | "thru" | "until" | "تا") {
            ranged = true;
            continue;
        }
        let Some((day, _)) = DAYS.iter().find(|(_, names)| names.contains(&word)) else { continue };
        if let (true, Some(from)) = (ranged, days.last().copied()) {
            let at = |day: Weekday| Weekday::ALL.iter().position(|d| *d == day).unwrap_or(0);
            let (from, to) = (at(from), at(*day));
            let count = (to + 7 - from) % 7;
            days.extend((1..=count).map(|step| Weekday::ALL[(from + step) % 7]));
        } else if !days.contains(day) {
            days.push(*day);
        }
        ranged = false;
    }
    days
}

/// The hours that a text states: `08:00-12:00, 13:00-17:00`, `9 to 17`.
fn shifts_of(text: &str) -> Vec<Shift> {
    let dashes = text.replace(['\u{2013}', '\u{2014}', '-'], " to ");
    let words: Vec<&str> = dashes.split([' ', ',', ';']).filter(|word| !word.is_empty()).collect();
    let mut shifts = Vec::new();
    for three in words.windows(3) {
        let &[start, to, finish] = three else { continue };
        if !matches!(to, "to" | "until" | "تا") {
            continue;
        }
        if let (Some(start), Some(finish)) = (time_of_day(start), time_of_day(finish)) {
            shifts.push(Shift { start, finish, ..Shift::default() });
        }
    }
    shifts
}

fn time_of_day(text: &str) -> Option<TimeOfDay> {
    let lower = text.to_ascii_lowercase();
    let (number, noon) = match lower.strip_suffix("pm") {
        Some(number) => (number, 12 * 3600),
        None => (lower.strip_suffix("am").unwrap_or(&lower), 0),
    };
    let with_minutes = if number.contains(':') { number.to_owned() } else { format!("{number}:00") };
    let time = TimeOfDay::parse(&with_minutes).ok()?;
    let is_afternoon = noon > 0 && time.seconds() < noon;
    Some(TimeOfDay::from_seconds(time.seconds() + if is_afternoon { noon } else { 0 }))
}

fn standard_shifts() -> Vec<Shift> {
    let shift = |start: u32, finish: u32| Shift {
        start: TimeOfDay::from_seconds(start * 3600),
        finish: TimeOfDay::from_seconds(finish * 3600),
        ..Shift::default()
    };
    vec![shift(8, 12), shift(13, 17)]
}
