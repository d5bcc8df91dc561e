//! What stands before and after a name, `Phase 1 (Week 1-2): name (2 days) ✅`, off the name.

use critpath::model::WindowUnit;

use super::super::inline::Slice;
use super::super::phrase::{self, Mark};
use super::super::vocabulary::{self, Label};
use super::Parts;
use super::lead::{SEPARATORS, after_separator, plain_lead};
use super::ordinal::{Ordinal, ordinal};
use super::status::{merge_mark, status_of};
use super::time::{is_time, may_state_time, one_day, states_only_times, whole_duration, whole_window};

/// How many parts after a name are looked at.
const MAX_SUFFIXES: usize = 8;

/// Labels that may follow a name on its line. Others begin prose as often.
const OF_WORK: &[Label] = &[
    Label::Owner,
    Label::Duration,
    Label::After,
    Label::Start,
    Label::Finish,
    Label::Deadline,
    Label::Environment,
    Label::Priority,
    Label::Status,
];

impl<'a> Parts<'a> {
    pub(super) fn strip_suffixes(&mut self) {
        for _ in 0..MAX_SUFFIXES {
            self.name = self.name.trim_matches(|c| c.is_whitespace() || c == ':' || c == '\u{ff1a}');
            if !(self.strip_mark() || self.strip_mention() || self.strip_group() || self.strip_segment()) {
                return;
            }
        }
    }

    /// `name ✅`
    fn strip_mark(&mut self) -> bool {
        let text = self.name.str();
        let Some(start) = text.rfind(char::is_whitespace) else { return false };
        let last = text[start..].trim_start();
        match phrase::mark(last) {
            Some(found) if found.range.end == last.len() => {
                merge_mark(&mut self.mark, found.value);
                self.name = self.name.to(start);
                true
            }
            _ => false,
        }
    }

    /// `name @kim`
    fn strip_mention(&mut self) -> bool {
        let text = self.name.str();
        let Some(start) = text.rfind(char::is_whitespace) else { return false };
        let last = text[start..].trim_start();
        let Some(name) = last.strip_prefix('@').filter(|name| name.starts_with(char::is_alphabetic)) else {
            return false;
        };
        self.labels.push((Label::Owner, self.name.part(name)));
        self.name = self.name.to(start);
        true
    }

    /// `name (Week 1-2)`, `name [2 days, owner: Kim]`
    fn strip_group(&mut self) -> bool {
        let text = self.name.str();
        let Some(open) = open_of_last_group(text).filter(|open| *open > 0) else { return false };
        let inner = self.name.sub(open + 1..text.len() - 1);
        let taken = self.take_group(inner);
        if taken {
            self.name = self.name.to(open);
        }
        taken
    }

    /// What stands in parentheses behind the name and states only times, none of which was read.
    pub fn unread_window(&self) -> Option<Slice<'a>> {
        let text = self.name.str();
        let open = open_of_last_group(text).filter(|open| *open > 0)?;
        let inner = text.get(open + 1..text.len() - 1)?;
        states_only_times(inner).then(|| self.name.from(open))
    }

    fn take_group(&mut self, inner: Slice<'a>) -> bool {
        if self.take_time(inner, false) || self.take_status(inner) {
            return true;
        }
        let items: Vec<_> =
            inner.str().split([',', ';', '\u{60c}']).map(|item| inner.part(item).trim()).collect();
        let is_label = |item: &Slice<'a>| {
            let label = plain_lead(*item)
                .and_then(|lead| vocabulary::label(lead.name.str()).map(|l| (l, lead.value)));
            label.or_else(|| Some((Label::After, predecessor(*item)?)))
        };
        let known = |item: &Slice<'a>| {
            is_label(item).is_some() || is_time(item.str()) || status_of(item.str()).is_some()
        };
        if !items.iter().all(known) {
            return false;
        }
        for item in items {
            match is_label(&item) {
                Some(label) => self.labels.push(label),
                None => {
                    let _ = self.take_time(item, false) || self.take_status(item);
                }
            }
        }
        true
    }

    /// `name - Week 1-2`, `name: 3 days`, `name, owner: Kim`
    fn strip_segment(&mut self) -> bool {
        let text = self.name.str();
        let separator = |(at, c): (usize, char)| {
            let spaced = text[at + c.len_utf8()..].starts_with(char::is_whitespace);
            (SEPARATORS.contains(&c) || matches!(c, ',' | '\u{60c}')) && spaced && at > 0
        };
        let separators = text.char_indices().rev().filter(|found| separator(*found)).take(MAX_SUFFIXES);
        for (nth, (at, c)) in separators.enumerate() {
            let segment = self.name.from(at + c.len_utf8());
            // A label holds what is behind it, separators and all; a time is short.
            if (nth == 0 && self.take_time(segment, false)) || self.take_label(segment) {
                // `name -- 3d`
                self.name = self.name.to(at).trim_matches(|c| c.is_whitespace() || SEPARATORS.contains(&c));
                return true;
            }
        }
        false
    }

    /// `depends on: Build, Test`
    fn take_label(&mut self, text: Slice<'a>) -> bool {
        let Some(lead) = plain_lead(text).filter(|lead| !lead.value.is_blank()) else { return false };
        let label = vocabulary::label(lead.name.str()).filter(|label| OF_WORK.contains(label));
        self.labels.extend(label.map(|label| (label, lead.value)));
        label.is_some()
    }

    /// `name (2h): text`, `name (2h) - text`
    pub(super) fn split_at_time(&mut self) {
        let text = self.name.str();
        if ordinal(text).is_some() {
            return;
        }
        let opens =
            text.char_indices().filter(|(at, c)| *at > 0 && matches!(c, '(' | '[')).take(MAX_SUFFIXES);
        let found = opens.filter_map(|(at, _)| Some((at, time_before(self.name.from(at))?))).next();
        if let Some((at, (time, rest))) = found {
            let _ = self.take_time(time, false);
            self.value = Some(rest);
            self.name = self.name.to(at).trim();
        }
    }

    pub(super) fn take_time(&mut self, text: Slice<'a>, before: bool) -> bool {
        if let Some(window) = whole_window(text.str()) {
            // Of `Week 1 (2026-12-07 to 2026-12-11)` the dates say more.
            let dated = window.unit == WindowUnit::Date;
            if self.window.as_ref().is_none_or(|(known, _)| dated && known.unit != WindowUnit::Date) {
                self.window = Some((window, before));
            }
            return true;
        }
        if let Some(duration) = whole_duration(text.str()) {
            self.duration.get_or_insert(duration);
            return true;
        }
        false
    }

    fn take_status(&mut self, text: Slice<'a>) -> bool {
        let Some(done) = status_of(text.str()) else { return false };
        merge_mark(&mut self.mark, Mark { done, status: (!done).then(|| text.clean()) });
        true
    }

    /// `Phase 1: name`
    pub(super) fn strip_ordinal(&mut self) {
        let Some((counted, end)) = ordinal(self.name.str()) else { return };
        let rest = self.name.from(end);
        let separated = after_separator(rest);
        let ordinal = Ordinal { counted, text: self.name.to(end), separated: separated.is_some() };
        self.ordinal = Some(ordinal);
        if let Some(rest) = separated {
            self.name = if rest.is_blank() { ordinal.text } else { rest };
            self.strip_leading_group();
        }
    }

    /// `Phase 1 (Week 1-2): name`
    fn strip_leading_group(&mut self) {
        let text = self.name.str();
        let Some(close) = text.strip_prefix('(').and_then(|rest| rest.find(')')).map(|at| at + 1) else {
            return;
        };
        let rest = self.name.from(close + 1);
        let Some(rest) = after_separator(rest).filter(|rest| !rest.is_blank()) else { return };
        if self.take_group(self.name.sub(1..close)) {
            self.name = rest;
        }
    }

    /// `Week 1: name`
    pub(super) fn strip_leading_window(&mut self) {
        let text = self.name.str();
        if self.window.is_some() || !may_state_time(text) {
            return;
        }
        let window = phrase::window(text).filter(|found| found.range.start == 0);
        let day =
            || phrase::date(text).filter(|found| found.range.start == 0).map(|found| one_day(found, text));
        let Some(found) = window.or_else(day) else { return };
        let Some(rest) = after_separator(self.name.from(found.range.end)) else { return };
        self.window = Some((found.value, true));
        if !rest.is_blank() {
            self.name = rest;
            self.strip_leading_group();
        }
    }
}

/// The name of `depends on Build`, `after Build`. What comes after something in small letters may be no task:
/// `after hours`.
fn predecessor(text: Slice<'_>) -> Option<Slice<'_>> {
    let words = ["depends on ", "blocked by ", "after "];
    let stated =
        |word: &&str| text.str().get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    let word = words.into_iter().find(stated)?;
    let name = text.from(word.len()).trim();
    let is_name = |first: char| first.is_uppercase() || first.is_numeric() || "#`\"'".contains(first);
    (word != "after " && !name.is_blank() || name.str().starts_with(is_name)).then_some(name)
}

/// The time in parentheses that a text begins with, and what follows behind a separator.
pub(super) fn time_before(text: Slice<'_>) -> Option<(Slice<'_>, Slice<'_>)> {
    let close = match text.str().chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let end = text.str().find(close)?;
    let time = text.sub(1..end);
    let rest = text.from(end + 1);
    let separated = rest.str().trim_start().starts_with(SEPARATORS);
    let rest = after_separator(rest).filter(|rest| separated && !rest.is_blank())?;
    is_time(time.str()).then_some((time, rest))
}

/// Where the parentheses or brackets open that a text ends with.
fn open_of_last_group(text: &str) -> Option<usize> {
    let (open, close) = match text.chars().next_back()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0usize;
    for (at, c) in text.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}
