//! The text of a heading or list item into its parts: mark, number, ordinal, name, window, duration, attributes.

mod affix;
mod lead;
mod ordinal;
mod status;
mod time;

use critpath::diagnostic::Diagnostic;
use critpath::model::{Window, WindowUnit};

use super::attributes::{self, Attributed, Attributes, Stray};
use super::inline::Slice;
use super::phrase::{self, DurationPhrase, Mark};
use super::vocabulary::{self, Label, Role};

pub use lead::{Lead, bold_lead, lead, plain_lead};
pub use ordinal::{Counted, Ordinal};
pub use time::whole_window;

use affix::time_before;
use ordinal::{number_prefix, ordinal};
use status::merge_mark;

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
        let mut parts = parts.finish();
        if parts.value.is_none() {
            parts.split_at_time();
        }
        parts
    }

    fn start(text: Slice<'a>, checked: Option<Mark>) -> Self {
        let text = text.trim();
        let (end, attributes) = match attributes::split(text.str()) {
            (_, Some(found)) if text.is_code(found.range.start) => (text.str().len(), None),
            found => found,
        };
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

    /// A value that is nothing but a time is the time, and so is one in parentheses before it; any other is kept.
    fn take_value(&mut self, value: Slice<'a>) {
        let value = value.trim();
        if value.is_blank() || self.take_time(value, false) {
            return;
        }
        let rest = time_before(value).filter(|(time, _)| self.take_time(*time, false));
        self.value = Some(rest.map_or(value, |(_, rest)| rest));
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

    /// Sets what the attributes say about a noun.
    pub fn attribute<N: Attributed>(&self, noun: &mut N, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(attributes) = &self.attributes {
            attributes.apply(noun, &|range| self.text.span_of(range), diagnostics);
        }
        if let Some(stray) = self.stray(N::KEYS) {
            let text = self.text.sub(stray.range.clone());
            diagnostics.push(stray.report(text.str(), text.span()));
        }
    }

    /// Attributes that are not read, because they do not stand in one pair of braces at the very end. They stay in
    /// the text.
    pub fn stray(&self, keys: &[&str]) -> Option<Stray> {
        let end = self.attributes.as_ref().map_or(self.text.str().len(), |attributes| attributes.range.start);
        attributes::stray(self.text.str().get(..end)?, keys, &|at| self.text.is_code(at))
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
    let work = [Role::Plain, Role::Schedule, Role::Strategy, Role::Work];
    vocabulary::role(name).is_some_and(|role| !work.contains(&role))
}

/// Without emoji and other symbols before the first word.
fn strip_symbols(text: Slice<'_>) -> Slice<'_> {
    let kept = |c: char| c.is_alphanumeric() || "([{\"'\u{ab}<_/.#@$%+~\\`&".contains(c);
    let start = text.str().find(kept).unwrap_or(0);
    text.from(start)
}
