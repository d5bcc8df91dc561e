//! Attributes into the fields of the noun that they stand on, and findings about those that do not fit.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use critpath::diagnostic::{Code, Diagnostic, Severity, TextEdit, did_you_mean};
use critpath::duration::Duration;
use critpath::model::*;
use critpath::time::Moment;
use serde_json::Value;

use super::{Attributes, Entry, FLAGS, torn_duration, value};
use crate::markdown::phrase;

/// A noun that attributes can stand on.
pub trait Attributed {
    /// The word for it in messages.
    const NOUN: &'static str;
    /// The keys that it takes, in their usual spelling.
    const KEYS: &'static [&'static str];
    /// Sets a field.
    #[doc(hidden)]
    fn set(&mut self, entry: &Read<'_>) -> Result<(), Problem>;
    /// Where attributes without a meaning are kept.
    #[doc(hidden)]
    fn extensions(&mut self) -> &mut BTreeMap<String, Value>;
}

/// Why an attribute was not taken.
#[doc(hidden)]
#[derive(Debug)]
pub enum Problem {
    /// The noun has no such attribute.
    Unknown,
    /// The value cannot be read: what is wrong, where in the text, and what is expected.
    Invalid(String, Range<usize>, &'static str),
}

/// An attribute with what is needed to read it.
#[doc(hidden)]
pub struct Read<'a> {
    pub(super) entry: &'a Entry,
    at: &'a dyn Fn(Range<usize>) -> Span,
}

impl std::fmt::Debug for Read<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.entry.fmt(f)
    }
}

pub(super) type Outcome<T> = Result<T, Problem>;

impl Attributes {
    /// Sets the fields of a noun. What it does not take is reported and kept in its extension `attributes`.
    /// `at` turns a range of the text that was split into a span.
    pub fn apply<N: Attributed>(
        &self,
        noun: &mut N,
        at: &dyn Fn(Range<usize>) -> Span,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut seen = BTreeSet::new();
        let mut torn = 0;
        for (index, entry) in self.entries.iter().enumerate() {
            if index < torn {
                continue;
            }
            if let Some((words, whole)) = torn_duration(&self.entries[index..]) {
                let words = &self.entries[index..index + words];
                torn = index + words.len();
                words.iter().for_each(|word| keep(noun.extensions(), word));
                diagnostics.extend(words.last().map(|last| in_one_word(entry, last, &whole, at)));
                continue;
            }
            if !LISTS.contains(&entry.key.as_str()) && !seen.insert(entry.key.as_str()) {
                diagnostics.push(repeated(entry, at));
            }
            let outcome = match entry.open {
                true => {
                    Err(invalid_at(entry, "the quotes do not end", "end the value with a quotation mark"))
                }
                false => noun.set(&Read { entry, at }),
            };
            match outcome {
                Ok(()) => {}
                Err(Problem::Invalid(message, range, help)) => {
                    diagnostics
                        .push(Diagnostic::new(Code::AttributeInvalid, message).at(at(range)).help(help));
                }
                Err(Problem::Unknown) => {
                    keep(noun.extensions(), entry);
                    let behind_value = index > 0 && self.entries[index - 1].is_unquoted_value();
                    diagnostics.push(unknown::<N>(entry, behind_value, at));
                }
            }
        }
    }

    /// Sets the fields of a task.
    pub fn apply_to_task(
        &self,
        task: &mut Task,
        at: &dyn Fn(Range<usize>) -> Span,
        found: &mut Vec<Diagnostic>,
    ) {
        self.apply(task, at, found);
    }

    /// Sets the fields of a checklist item.
    pub fn apply_to_item(
        &self,
        item: &mut ChecklistItem,
        at: &dyn Fn(Range<usize>) -> Span,
        found: &mut Vec<Diagnostic>,
    ) {
        self.apply(item, at, found);
    }

    /// Sets the fields of a risk.
    pub fn apply_to_risk(
        &self,
        risk: &mut Risk,
        at: &dyn Fn(Range<usize>) -> Span,
        found: &mut Vec<Diagnostic>,
    ) {
        self.apply(risk, at, found);
    }

    /// Sets the fields of the document; for the heading of its title.
    pub fn apply_to_document(
        &self,
        document: &mut Document,
        at: &dyn Fn(Range<usize>) -> Span,
        found: &mut Vec<Diagnostic>,
    ) {
        self.apply(document, at, found);
    }
}

/// Keys that may be given more than once.
const LISTS: &[&str] = &[
    "after",
    "needs",
    "undo-after",
    "undo-needs",
    "affects",
    "triggers",
    "class",
    "tasks",
    "promoted-from",
    "checklists",
    "criteria",
    "objectives",
    "rollout-criteria",
    "rollout-objectives",
];

fn repeated(entry: &Entry, at: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let message = format!("the attribute `{}` is given twice; the last one counts", entry.key);
    let mut found = Diagnostic::new(Code::AttributeInvalid, message).at(at(entry.key_range.clone()));
    found.severity = Severity::Warning;
    found.help("remove one of them")
}

fn in_one_word(first: &Entry, last: &Entry, whole: &str, at: &dyn Fn(Range<usize>) -> Span) -> Diagnostic {
    let span = at(first.key_range.start..last.key_range.end.max(last.value_range.end));
    let edit = TextEdit { span, replacement: whole.to_owned() };
    Diagnostic::new(Code::AttributeInvalid, "blanks tear the duration apart, so it is not read")
        .at(span)
        .help(format!("did you mean `{whole}`?"))
        .fix(format!("write `{whole}`"), vec![edit])
}

fn unknown<N: Attributed>(
    entry: &Entry,
    behind_value: bool,
    at: &dyn Fn(Range<usize>) -> Span,
) -> Diagnostic {
    let key = entry.key.as_str();
    let span = at(entry.key_range.clone());
    let found =
        Diagnostic::new(Code::AttributeUnknown, format!("a {} has no attribute `{key}`", N::NOUN)).at(span);
    if entry.value.is_none() && behind_value {
        return found.help("a value with blanks stands in quotes: owner=\"Jane Doe\"");
    }
    let keys = N::KEYS.iter().filter(|known| entry.value.is_some() || FLAGS.contains(known));
    if let Some(meant) = did_you_mean(key, keys.copied()) {
        let edit = TextEdit { span, replacement: meant.to_owned() };
        return found
            .help(format!("did you mean `{meant}`?"))
            .fix(format!("rename to `{meant}`"), vec![edit]);
    }
    found.help(format!("a {} takes {}", N::NOUN, N::KEYS.join(", ")))
}

pub(super) fn keep(extensions: &mut BTreeMap<String, Value>, entry: &Entry) {
    let kept = extensions.entry("attributes".into()).or_insert_with(|| Value::Object(serde_json::Map::new()));
    if let Value::Object(map) = kept {
        map.insert(entry.key.clone(), entry.value.clone().map_or(Value::Bool(true), Value::String));
    }
}

fn invalid_at(entry: &Entry, what: &str, help: &'static str) -> Problem {
    Problem::Invalid(format!("`{}`: {what}", entry.key), entry.value_range.clone(), help)
}

impl Read<'_> {
    pub(super) fn key(&self) -> &str {
        &self.entry.key
    }

    pub(super) fn value(&self) -> &str {
        self.entry.value.as_deref().unwrap_or_default()
    }

    pub(super) fn invalid<T>(&self, help: &'static str) -> Outcome<T> {
        let what = match self.value() {
            "" => "the value is missing".to_owned(),
            value => format!("`{value}` cannot be read"),
        };
        Err(invalid_at(self.entry, &what, help))
    }

    pub(super) fn text(&self) -> Outcome<Option<String>> {
        match self.value().trim() {
            "" => self.invalid("write a value behind the equals sign"),
            value => Ok(Some(value.to_owned())),
        }
    }

    /// An id that references can name.
    pub(super) fn id(&self) -> Outcome<String> {
        let id = self.value();
        let valid = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        match !id.is_empty() && id.chars().all(valid) {
            true => Ok(id.to_owned()),
            false => self.invalid("an id has letters, digits, hyphens, underscores, points and slashes"),
        }
    }

    pub(super) fn moment(&self) -> Outcome<Option<Moment>> {
        match value::moment(self.value()) {
            Some(moment) => Ok(Some(moment)),
            None => self.invalid("write a date like 2026-12-07 or a time like 2026-12-07T22:00"),
        }
    }

    pub(super) fn duration(&self) -> Outcome<Option<Duration>> {
        match value::estimate(self.value()).and_then(|found| found.duration) {
            Some(duration) => Ok(Some(duration)),
            None => self.invalid("write a duration like 3d, 4h, 90s, 2w or 1ed"),
        }
    }

    /// One amount and nothing else, in the unit that it is written in.
    pub(super) fn quantity(&self, help: &'static str) -> Outcome<Option<Quantity>> {
        match phrase::quantities(self.value()).as_slice() {
            [one] => Ok(Some(Quantity { span: self.span(), ..one.clone() })),
            _ => self.invalid(help),
        }
    }

    pub(super) fn estimate(&self) -> Outcome<(Option<Duration>, Option<Estimate>)> {
        match value::estimate(self.value()) {
            Some(found) => Ok((found.duration, found.estimate.map(|e| Estimate { span: self.span(), ..e }))),
            None => self.invalid("write a duration like 3d or an estimate like 2d/3d/6d (low, likely, high)"),
        }
    }

    /// How long a risk delays what it hits: a range, or one duration.
    pub(super) fn delay(&self) -> Outcome<Option<Estimate>> {
        let (duration, range) = self.estimate()?;
        let one = duration.map(|likely| Estimate {
            likely: Some(likely),
            span: self.span(),
            ..Estimate::default()
        });
        Ok(range.or(one))
    }

    /// A number, or low, likely and high: `1000/2000/5000`, none of them below `least`.
    pub(super) fn spread(&self, least: f64) -> Outcome<Option<Spread>> {
        let numbers: Option<Vec<f64>> = self
            .value()
            .split('/')
            .map(|part| value::number(part).filter(|number| *number >= least))
            .collect();
        match numbers.and_then(|numbers| phrase::range(&numbers)) {
            Some(spread) => Ok(Some(Spread { span: self.span(), ..spread })),
            None => self.invalid("write a number like 1500, or low, likely and high like 1000/1500/4000"),
        }
    }

    /// An amount of money, or a range of it.
    pub(super) fn cost(&self) -> Outcome<(Option<f64>, Option<Spread>)> {
        let spread = self.spread(0.0)?;
        Ok(match spread {
            Some(Spread { low: None, likely: Some(one), .. }) => (Some(one), None),
            range => (None, range),
        })
    }

    /// A probability: `30%` or `0.3`.
    pub(super) fn probability(&self) -> Outcome<Option<f64>> {
        self.number(0.0, 1.0, "write a probability like 30% or 0.3")
    }

    /// Durations with their probabilities, `1d:0.2,3d:0.8`, or without, as they were observed: `1d,2d,4d`.
    pub(super) fn values(&self) -> Outcome<Vec<EstimateValue>> {
        let help = "write durations with commas between, a probability behind a colon: values=1d:20%,3d:80%";
        self.list(help, |item, _, span| {
            let (duration, probability) = match item.split_once(':') {
                Some((duration, share)) => {
                    let share =
                        value::number(share).ok_or_else(|| format!("`{share}` is not a probability"))?;
                    (duration, Some(share))
                }
                None => (item, None),
            };
            let duration =
                Duration::parse(duration).map_err(|_| format!("`{duration}` is not a duration"))?;
            Ok(EstimateValue {
                duration: Some(duration),
                probability,
                span: Some(span),
                ..EstimateValue::default()
            })
        })
    }

    /// One word of a closed list, however its parts are joined.
    pub(super) fn word<T: Copy>(&self, all: &[T], as_str: impl Fn(T) -> &'static str) -> Outcome<Option<T>> {
        let spelled = self.value().trim().to_ascii_lowercase().replace(['-', ' '], "_");
        if let Some(word) = all.iter().find(|word| as_str(**word) == spelled) {
            return Ok(Some(*word));
        }
        let words: Vec<_> = all.iter().map(|word| as_str(*word)).collect();
        let what = match did_you_mean(&spelled, words.iter().copied()) {
            Some(meant) => format!("`{}` is none of the words; did you mean `{meant}`?", self.value()),
            None => format!("`{}` is none of {}", self.value(), words.join(", ")),
        };
        Err(invalid_at(self.entry, &what, "write one of these words"))
    }

    pub(super) fn number(&self, low: f64, high: f64, help: &'static str) -> Outcome<Option<f64>> {
        match value::number(self.value()).filter(|n| (low..=high).contains(n)) {
            Some(number) => Ok(Some(number)),
            None => self.invalid(help),
        }
    }

    /// Percent, with or without its sign.
    pub(super) fn percent(&self) -> Outcome<Option<f64>> {
        let text = self.value().trim_end_matches('%');
        match value::number(text).filter(|n| (0.0..=100.0).contains(n)) {
            Some(number) => Ok(Some(number)),
            None => self.invalid("write a percentage from 0 to 100"),
        }
    }

    pub(super) fn flag(&self) -> Outcome<bool> {
        match self.entry.value.as_deref().map(str::to_ascii_lowercase).as_deref() {
            None | Some("true" | "yes" | "1") => Ok(true),
            Some("false" | "no" | "0") => Ok(false),
            Some(_) => self.invalid("write the word alone, or =yes or =no"),
        }
    }

    pub(super) fn span(&self) -> Option<Span> {
        Some((self.at)(self.entry.value_range.clone()))
    }

    /// The items of a list, each read on its own.
    pub(super) fn list<T>(
        &self,
        help: &'static str,
        read: impl Fn(&str, bool, Span) -> Result<T, String>,
    ) -> Outcome<Vec<T>> {
        let text = self.value();
        let base = self.entry.value_range.start;
        let mut read_items = Vec::new();
        for (range, quoted) in value::items(text, self.entry.quoted) {
            let place = base + range.start..base + range.end;
            let item = text.get(range).unwrap_or_default();
            let item = read(item, quoted, (self.at)(place.clone()))
                .map_err(|what| Problem::Invalid(format!("`{}`: {what}", self.key()), place, help))?;
            read_items.push(item);
        }
        if read_items.is_empty() { self.invalid(help) } else { Ok(read_items) }
    }

    pub(super) fn dependencies(&self) -> Outcome<Vec<Dependency>> {
        let help = "write ids with commas between: after=backup,smoke:SS+2h";
        self.list(help, |item, quoted, span| {
            // The span is that of the id alone, so that a wrong one can be replaced.
            let of_id = |id: &str| {
                let start = span.start as usize + item.find(id).unwrap_or(0);
                Span::in_source(span.source, start, start + id.len())
            };
            value::dependency(item, quoted).map(|d| Dependency { span: Some(of_id(&d.predecessor)), ..d })
        })
    }

    pub(super) fn assignments(&self) -> Outcome<Vec<Assignment>> {
        let help = "write names with commas between, units behind a colon: needs=dba:0.5,ops";
        self.list(help, |item, _, span| value::assignment(item).map(|a| Assignment { span: Some(span), ..a }))
    }

    pub(super) fn names(&self) -> Outcome<Vec<String>> {
        self.list("write names with commas between", |item, _, _| Ok(item.to_owned()))
    }

    /// The constraint that `start=`, `not-before=` … state, if the key is one of them.
    pub(super) fn constraint(&self) -> Outcome<Constraint> {
        let kind = match self.key() {
            "start" => ConstraintKind::MustStartOn,
            "finish" => ConstraintKind::MustFinishOn,
            "not-before" => ConstraintKind::StartNoEarlierThan,
            "not-after" => ConstraintKind::FinishNoLaterThan,
            "as-late-as-possible" => ConstraintKind::AsLateAsPossible,
            other => {
                let word = other.replace('-', "_");
                *ConstraintKind::ALL.iter().find(|kind| kind.as_str() == word).ok_or(Problem::Unknown)?
            }
        };
        let date = if kind == ConstraintKind::AsLateAsPossible { None } else { self.moment()? };
        Ok(Constraint { kind, date, span: self.span(), ..Constraint::default() })
    }

    pub(super) fn window(&self) -> Outcome<Option<Window>> {
        match phrase::window(self.value()) {
            Some(found) => Ok(Some(Window { span: self.span(), ..found.value })),
            None => {
                self.invalid("write a window like window=\"Week 1-2\" or window=\"2026-12-07 to 2026-12-11\"")
            }
        }
    }

    pub(super) fn rating(&self) -> Outcome<Option<Rating>> {
        match phrase::rating(self.value()).filter(|rating| rating.level.is_some() || rating.value.is_some()) {
            Some(rating) => Ok(Some(Rating { span: self.span(), ..rating })),
            None => self.invalid("write a level such as low, medium or high, or a number"),
        }
    }
}

#[cfg(test)]
mod tests;
