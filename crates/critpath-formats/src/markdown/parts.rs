//! The text of a heading or list item into its parts: mark, number, ordinal, name, window, duration, attributes.

use critpath::diagnostic::Diagnostic;
use critpath::model::{Window, WindowUnit};
use critpath::time::Moment;

use super::attributes::{self, Attributed, Attributes};
use super::inline::Slice;
use super::phrase::{self, DurationPhrase, Found, Mark};
use super::vocabulary::{self, Label};

/// What a numbered name counts: the `Phase` of `Phase 1: Preparation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Phases, stages, sprints.
    Phase,
    /// Tasks, activities.
    Task,
    /// Steps.
    Step,
    /// Milestones.
    Milestone,
    /// Risks.
    Risk,
    /// Gates.
    Gate,
}

const COUNTED: &[(Counted, &[&str])] = &[
    (Counted::Phase, &["phase", "stage", "sprint", "iteration", "wave", "increment", "فاز", "مرحله"]),
    (Counted::Task, &["task", "activity", "work package", "وظیفه", "فعالیت"]),
    (Counted::Step, &["step", "گام"]),
    (Counted::Milestone, &["milestone"]),
    (Counted::Risk, &["risk", "ریسک"]),
    (Counted::Gate, &["gate"]),
];

/// A counting word with its number: `Phase 1`.
#[derive(Debug, Clone, Copy)]
pub struct Ordinal<'a> {
    /// What is counted.
    pub counted: Counted,
    /// `Phase 1`, as written.
    pub text: Slice<'a>,
    /// Whether the name follows after a separator, `Phase 1: Preparation`, or not at all.
    pub separated: bool,
}

/// What a heading or an item says.
#[derive(Debug, Clone)]
pub struct Parts<'a> {
    /// The text as it was given.
    pub text: Slice<'a>,
    /// The text without its attributes.
    pub whole: Slice<'a>,
    /// What it is called, without everything below.
    pub name: Slice<'a>,
    /// `1.2` before the name.
    pub number: Option<Slice<'a>>,
    /// `Phase 1` before the name.
    pub ordinal: Option<Ordinal<'a>>,
    /// `(Week 1-2)`, and whether it stands before the name.
    pub window: Option<(Window, bool)>,
    /// `(2 days)`.
    pub duration: Option<DurationPhrase>,
    /// A checkbox, a tick or a word like `(completed)`.
    pub mark: Option<Mark>,
    /// `(Owner: …)`.
    pub labels: Vec<(Label, Slice<'a>)>,
    /// What follows a bold name.
    pub value: Option<Slice<'a>>,
    /// `{#id key=value}`.
    pub attributes: Option<Attributes>,
}

/// The start and the rest of `**Name**: text` or `Name: text`.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'a> {
    /// The name.
    pub name: Slice<'a>,
    /// The text after it; may be empty.
    pub value: Slice<'a>,
}

/// Marks between a name and what is said about it.
const SEPARATORS: &[char] = &[':', '-', '\u{2013}', '\u{2014}', '\u{ff1a}', '|'];

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

const STATUS: &[(&str, bool)] = &[
    ("completed", true),
    ("complete", true),
    ("done", true),
    ("finished", true),
    ("closed", true),
    ("in progress", false),
    ("ongoing", false),
    ("pending", false),
    ("planned", false),
    ("blocked", false),
    ("cancelled", false),
    ("not started", false),
    ("todo", false),
    ("to do", false),
    ("open", false),
    ("on hold", false),
    ("انجام شده", true),
    ("تکمیل شده", true),
    ("در حال انجام", false),
    ("انجام نشده", false),
];

/// How many parts after a name are looked at.
const MAX_SUFFIXES: usize = 8;

impl<'a> Parts<'a> {
    /// The parts of a heading.
    pub fn of_heading(text: Slice<'a>) -> Self {
        let mut parts = Parts::start(text, None);
        let number = number_prefix(parts.name.str());
        if number > 0 {
            parts.number = Some(parts.name.to(number).trim_matches(|c| !c.is_alphanumeric()));
            parts.name = parts.name.from(number).trim();
        }
        parts.finish()
    }

    /// The parts of a list item or table cell; `checked` is its checkbox.
    pub fn of_item(text: Slice<'a>, checked: Option<bool>) -> Self {
        let checked = checked.map(|done| Mark { done, ..Mark::default() });
        let mut parts = Parts::start(text, checked);
        if let Some(lead) = bold_lead(parts.name) {
            parts.name = lead.name;
            parts.take_value(lead.value);
        }
        parts.finish()
    }

    fn start(text: Slice<'a>, checked: Option<Mark>) -> Self {
        let text = text.trim();
        let (end, attributes) = attributes::split(text.str());
        let whole = text.to(end).trim();
        let mut name = whole;
        let mut mark = checked;
        if let Some(found) = phrase::mark(name.str()) {
            name = name.from(found.range.end).trim();
            merge_mark(&mut mark, found.value);
        }
        name = strip_symbols(name);
        Parts {
            text,
            whole,
            name,
            number: None,
            ordinal: None,
            window: None,
            duration: None,
            mark,
            labels: Vec::new(),
            value: None,
            attributes,
        }
    }

    /// A value that is nothing but a time is the time; any other is kept as it is.
    fn take_value(&mut self, value: Slice<'a>) {
        let value = value.trim();
        if !value.is_blank() && !self.take_time(value, false) {
            self.value = Some(value);
        }
    }

    fn finish(mut self) -> Self {
        self.strip_suffixes();
        self.strip_ordinal();
        self.strip_leading_window();
        if let Some(value) = self.value {
            // `**Setup** (2 days): text`: what stood in parentheses is stripped; `text (2 days)` is, too.
            let name = std::mem::replace(&mut self.name, value);
            self.strip_suffixes();
            let value = std::mem::replace(&mut self.name, name);
            self.value = (!value.is_blank()).then_some(value);
        }
        self
    }

    fn strip_suffixes(&mut self) {
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

    fn take_group(&mut self, inner: Slice<'a>) -> bool {
        if self.take_time(inner, false) || self.take_status(inner) {
            return true;
        }
        let items: Vec<_> =
            inner.str().split([',', ';', '\u{60c}']).map(|item| inner.part(item).trim()).collect();
        let is_label = |item: &Slice<'a>| {
            plain_lead(*item).and_then(|lead| vocabulary::label(lead.name.str()).map(|l| (l, lead.value)))
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

    /// `name - Week 1-2`, `name: 3 days`
    fn strip_segment(&mut self) -> bool {
        let text = self.name.str();
        let separator = |(at, c): (usize, char)| {
            let spaced = text[at + c.len_utf8()..].starts_with(char::is_whitespace);
            (SEPARATORS.contains(&c) || matches!(c, ',' | '\u{60c}')) && spaced && at > 0
        };
        let Some((at, c)) = text.char_indices().rev().find(|found| separator(*found)) else { return false };
        let taken = self.take_time(self.name.from(at + c.len_utf8()), false);
        if taken {
            // `name -- 3d`
            self.name = self.name.to(at).trim_matches(|c| c.is_whitespace() || SEPARATORS.contains(&c));
        }
        taken
    }

    fn take_time(&mut self, text: Slice<'a>, before: bool) -> bool {
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
    fn strip_ordinal(&mut self) {
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
    fn strip_leading_window(&mut self) {
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

    /// Sets what the attributes say about a noun.
    pub fn attribute<N: Attributed>(&self, noun: &mut N, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(attributes) = &self.attributes {
            attributes.apply(noun, &|range| self.text.span_of(range), diagnostics);
        }
    }

    /// Whether it names a span of time that a phase may have: more than a single date.
    pub fn has_phase_window(&self) -> bool {
        self.window
            .as_ref()
            .is_some_and(|(window, _)| window.unit != WindowUnit::Date || window.start != window.finish)
    }

    /// Whether it is a numbered phase: `Phase 1: Preparation`, `Phase 1 Preparation`, but not `Phase 1 Completed`.
    pub fn is_phase(&self) -> bool {
        let reports = [
            "complete",
            "completed",
            "results",
            "summary",
            "status",
            "review",
            "report",
            "overview",
            "details",
            "done",
            "retrospective",
            "results",
        ];
        self.ordinal.is_some_and(|ordinal| {
            let name = self.name.str();
            // `Phase 3 Risks` and `Phase 3 Deliverables` are about a phase.
            let about = self.name.part(name.get(ordinal.text.str().len()..).unwrap_or_default());
            let topic = || vocabulary::label(about.str()).is_some() || is_topic(about.str());
            ordinal.counted == Counted::Phase
                && (ordinal.separated || !vocabulary::contains_any(name, &reports) && !topic())
        })
    }

    /// The phase that it ends with: the `Phase 3` of `Remaining models for Phase 3`.
    pub fn trailing_phase(&self) -> Option<Slice<'a>> {
        let text = self.name.str();
        let (before, _) = text.trim_end().rsplit_once(char::is_whitespace)?;
        let start = before.trim_end().rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let (counted, end) = ordinal(&text[start..])?;
        (counted == Counted::Phase && text[start + end..].trim().is_empty())
            .then(|| self.name.from(start).trim())
    }

    /// Whether it is numbered as one of these: `Task 1: …`.
    pub fn is(&self, counted: Counted) -> bool {
        self.ordinal.is_some_and(|ordinal| ordinal.counted == counted && ordinal.separated)
    }
}

/// Whether a name announces a topic of a guide, other than work.
fn is_topic(name: &str) -> bool {
    use super::vocabulary::Role;
    let work = [Role::Plain, Role::Schedule, Role::Strategy, Role::Work];
    vocabulary::role(name).is_some_and(|role| !work.contains(&role))
}

/// The name and the text of `**Name**: text`; also of a bold name alone.
pub fn bold_lead(text: Slice<'_>) -> Option<Lead<'_>> {
    let end = text.strong_prefix()?;
    let name = text.to(end).trim();
    if name.is_blank() {
        return None;
    }
    let rest = text.from(end);
    if rest.is_blank() || name.str().ends_with([':', '\u{ff1a}']) {
        return Some(Lead {
            name: name.trim_matches(|c| c == ':' || c == '\u{ff1a}').trim(),
            value: rest.trim(),
        });
    }
    if let Some(value) = after_separator(rest) {
        return Some(Lead { name, value });
    }
    // `**Name** (remark): text`
    let group = rest.str().trim_start();
    let close = group.strip_prefix('(').and_then(|inner| inner.find(')')).map(|at| at + 2)?;
    let after = rest.part(&group[close..]);
    let name_end = text.str().len() - after.str().len();
    if after.is_blank() {
        return Some(Lead { name: text.to(name_end).trim(), value: after });
    }
    after_separator(after).map(|value| Lead { name: text.to(name_end).trim(), value })
}

/// The name and the text of `Name: text`, where the name is a few words.
pub fn plain_lead(text: Slice<'_>) -> Option<Lead<'_>> {
    let line = text.str().split('\n').next().unwrap_or_default();
    let (at, colon) = line.char_indices().take(80).find(|(_, c)| matches!(c, ':' | '\u{ff1a}'))?;
    let (name, value) = (text.to(at).trim(), text.from(at + colon.len_utf8()));
    let spaced =
        value.str().is_empty() || value.str().starts_with(char::is_whitespace) || colon == '\u{ff1a}';
    let short = name.str().split_whitespace().count() <= 8 && !name.is_blank();
    (spaced && short).then_some(Lead { name, value: value.trim() })
}

/// The name and the text of an item, in bold or not.
pub fn lead(text: Slice<'_>) -> Option<Lead<'_>> {
    bold_lead(text).or_else(|| plain_lead(text))
}

/// What stands after the separator that a text begins with; the text begins on a new line, or ends, too.
fn after_separator(text: Slice<'_>) -> Option<Slice<'_>> {
    let trimmed = text.str().trim_start_matches([' ', '\t']);
    let rest = match trimmed.chars().next() {
        None | Some('\n' | '(') => trimmed,
        Some('.' | ')') => &trimmed[1..],
        Some(c) if SEPARATORS.contains(&c) => &trimmed[c.len_utf8()..],
        Some(_) => return None,
    };
    Some(text.part(rest).trim())
}

/// A date as a window of that day.
fn one_day(found: Found<Moment>, text: &str) -> Found<Window> {
    let day = Some(found.value);
    let text = text.get(found.range.clone()).unwrap_or_default().to_owned();
    let value = Window { unit: WindowUnit::Date, start: day, finish: day, text, ..Window::default() };
    Found { value, range: found.range }
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

/// Whether it is worth while to look for a time: there is a number, or the text is short enough to try.
fn may_state_time(text: &str) -> bool {
    text.len() < 40 || text.contains(|c: char| c.is_numeric() || !c.is_ascii())
}

fn is_time(text: &str) -> bool {
    whole_window(text).is_some() || whole_duration(text).is_some()
}

fn is_whole(text: &str, range: &std::ops::Range<usize>) -> bool {
    let rest = [text.get(..range.start), text.get(range.end..)];
    rest.into_iter().flatten().all(|rest| {
        vocabulary::normal(rest).split_whitespace().all(|word| FILLER.contains(&word))
            && !rest.contains(['<', '>', '%', '+'])
    })
}

fn status_of(text: &str) -> Option<bool> {
    if text.len() > 60 {
        return None;
    }
    let normal = vocabulary::normal(text);
    STATUS.iter().find(|(word, _)| *word == normal).map(|(_, done)| *done)
}

fn merge_mark(mark: &mut Option<Mark>, other: Mark) {
    let merged = mark.get_or_insert_default();
    merged.done |= other.done;
    if merged.status.is_none() {
        merged.status = other.status;
    }
}

/// Without emoji and other symbols before the first word.
fn strip_symbols(text: Slice<'_>) -> Slice<'_> {
    let kept = |c: char| c.is_alphanumeric() || "([{\"'\u{ab}<_/.#@$%+~\\`&".contains(c);
    let start = text.str().find(kept).unwrap_or(0);
    text.from(start)
}

/// The length of `1. `, `1) `, `3.1 `, `A. ` with its blanks.
fn number_prefix(text: &str) -> usize {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let letter = text.len() > 1
        && text.as_bytes()[0].is_ascii_uppercase()
        && matches!(text.as_bytes()[1], b'.' | b')');
    let number = &text[..digits];
    let end = if letter {
        2
    } else if number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains("..") {
        digits + usize::from(text[digits..].starts_with(')'))
    } else {
        return 0;
    };
    let dotted = letter || text[..end].contains(['.', ')']);
    let blanks = text[end..].len() - text[end..].trim_start().len();
    if dotted && blanks > 0 { end + blanks } else { 0 }
}

/// What is counted, and the length of `Phase 1`.
fn ordinal(text: &str) -> Option<(Counted, usize)> {
    for (counted, words) in COUNTED {
        for word in *words {
            let Some(head) = text.get(..word.len()) else { continue };
            if !head.eq_ignore_ascii_case(word) {
                continue;
            }
            let rest = &text[word.len()..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '#', '-', '_']).len();
            let number = ordinal_number(&rest[blanks..]);
            if blanks > 0 && number > 0 {
                return Some((*counted, word.len() + blanks + number));
            }
        }
    }
    None
}

/// The length of `1`, `1.2`, `IV`, `B`, `two`, `۱`.
fn ordinal_number(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let word = text[..end].trim_end_matches('.');
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero"];
    let digits = word.starts_with(char::is_numeric)
        && word.chars().all(|c| c.is_numeric() || c == '.' || c.is_ascii_lowercase());
    let roman = !word.is_empty() && word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    if !(digits || roman || letter || words.iter().any(|w| w.eq_ignore_ascii_case(word))) {
        return 0;
    }
    // `Phases 1-2`
    let range = text[word.len()..].strip_prefix(['-', '\u{2013}']).map_or(0, |rest| {
        let digits = rest.len() - rest.trim_start_matches(char::is_numeric).len();
        if digits > 0 { text.len() - word.len() - rest.len() + digits } else { 0 }
    });
    word.len() + range
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
