//! Texts that are nothing but a time into a window or a duration.

use std::ops::Range;

use critpath::model::{Window, WindowUnit};
use critpath::time::Moment;

use super::super::calendar::is_weekday;
use super::super::phrase::{self, DurationPhrase, Found};
use super::super::vocabulary;

/// Words that may stand beside an amount without changing what it is.
const FILLER: &[&str] = &[
    "est",
    "estimated",
    "estimate",
    "duration",
    "effort",
    "total",
    "approx",
    "about",
    "in",
    "during",
    "takes",
    "for",
    "of",
    "work",
    "time",
    "working",
    "only",
    "max",
    "مدت",
    "حدود",
];

/// Words that tell with a number when something is.
const COUNTED: &[&str] = &[
    "week",
    "weeks",
    "wk",
    "sprint",
    "sprints",
    "iteration",
    "iterations",
    "day",
    "days",
    "month",
    "months",
    "quarter",
    "هفته",
    "اسپرینت",
    "روز",
    "ماه",
];

/// Words that may stand between times.
const BETWEEN: &[&str] =
    &["to", "until", "till", "through", "from", "and", "of", "at", "the", "am", "pm", "h", "utc", "تا", "و"];

/// Whether the text is nothing but times, which need not be a window that can be read: `Sprint 3`, `Jan 4 - Jan 8`,
/// `Week 3, Tuesday`, `22:00 - 02:00`.
pub(super) fn states_only_times(text: &str) -> bool {
    if !may_state_time(text) {
        return false;
    }
    let normal = vocabulary::normal(text);
    let number = |word: &str| word.starts_with(char::is_numeric);
    let time = |word: &str| COUNTED.contains(&word) || phrase::is_month(word);
    let words = || normal.split(' ');
    words().any(number)
        && (words().any(time) || states_clock(text))
        && words().all(|word| number(word) || time(word) || is_weekday(word) || BETWEEN.contains(&word))
}

/// Whether there is a time of day: `22:00`.
fn states_clock(text: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = text.as_bytes();
    let colon = |at: usize| {
        at > 0 && digit(bytes.get(at - 1)) && digit(bytes.get(at + 1)) && digit(bytes.get(at + 2))
    };
    text.match_indices(':').any(|(at, _)| colon(at))
}

/// The window, if the text is nothing else.
pub fn whole_window(text: &str) -> Option<Window> {
    if !may_state_time(text) {
        return None;
    }
    let found = phrase::window(text).or_else(|| phrase::date(text).map(|found| one_day(found, text)))?;
    is_whole(text, &found.range).then_some(found.value)
}

/// The duration, if the text is nothing else.
pub fn whole_duration(text: &str) -> Option<DurationPhrase> {
    if !may_state_time(text) {
        return None;
    }
    let found = phrase::duration(text)?;
    is_whole(text, &found.range).then_some(found.value)
}

/// A date as a window of that day.
pub(super) fn one_day(found: Found<Moment>, text: &str) -> Found<Window> {
    let day = Some(found.value);
    let text = text.get(found.range.clone()).unwrap_or_default().to_owned();
    let value = Window { unit: WindowUnit::Date, start: day, finish: day, text, ..Window::default() };
    Found { value, range: found.range }
}

/// Whether it is worth while to look for a time: there is a number, or the text is short enough to try.
pub(super) fn may_state_time(text: &str) -> bool {
    text.len() < 40 || text.contains(|c: char| c.is_numeric() || !c.is_ascii())
}

pub(super) fn is_time(text: &str) -> bool {
    whole_window(text).is_some() || whole_duration(text).is_some()
}

fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let rest = [text.get(..range.start), text.get(range.end..)];
    rest.into_iter().flatten().all(|rest| {
        vocabulary::normal(rest).split_whitespace().all(|word| FILLER.contains(&word))
            && !rest.contains(['<', '>', '%', '+'])
    })
}
