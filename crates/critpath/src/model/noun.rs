//! A tree of values into nouns, field by field, so that a wrong value costs only itself.
//!
//! Serde stops at the first value of a wrong type. A person's file deserves better: what can be read is read,
//! a value of a wrong type is reported and kept in `extensions` under its own name, and every noun learns where
//! it stands. Linear in the size of the tree.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::duration::{Duration, Lag};
use crate::model::Span;
use crate::model::tree::{Kind, Node};
use crate::time::{Date, Moment, TimeError, TimeOfDay, Until};

/// What every noun of the model can do beside holding its fields. Implemented by `nouns!`.
pub trait Noun {
    /// What it is called in messages: `rollback procedure`.
    fn kind(&self) -> String;
    /// The names of its fields, without `span` and `extensions`.
    fn fields(&self) -> &'static [&'static str];
    /// The field that says where it stands, if not all of it does: a link stands where it names its predecessor.
    fn place(&self) -> Option<&'static str>;
    /// Reads one field. `None` when it has no field of this name.
    fn read_field(
        &mut self,
        field: &str,
        node: &Node<'_>,
        reading: &mut Reading,
    ) -> Option<Result<(), Mismatch>>;
    /// Whether a field is not at its default.
    fn is_set(&self, field: &str) -> bool;
    /// Calls `visit` for every noun that one of its fields holds.
    fn each_noun_inside(&mut self, visit: &mut dyn FnMut(&mut dyn Noun));
    /// Where in the source it stood.
    fn span_mut(&mut self) -> &mut Option<Span>;
    /// The fields that this version does not know.
    fn extensions_mut(&mut self) -> &mut BTreeMap<String, Value>;
}

/// The fields of a noun by name, beside those of another one. Implemented by `nouns!`.
pub trait Fields: Noun {
    /// The fields in which two differ, in order; where they stood and what is not known do not count.
    fn differing(&self, other: &Self) -> Vec<&'static str>;
    /// Gives a field the value that it has in another noun.
    fn copy_field(&mut self, field: &str, from: &Self);
    /// The value of a field; none if it is at its default.
    fn field_json(&self, field: &str) -> Option<Value>;
}

/// What the type of a field can do.
pub trait Field: Sized {
    /// Reads a value.
    ///
    /// # Errors
    /// The value is not one of this type.
    fn read(node: &Node<'_>, reading: &mut Reading) -> Result<Self, Mismatch>;

    /// Calls `visit` for every noun in it, outer ones first.
    fn each_noun(&mut self, _visit: &mut dyn FnMut(&mut dyn Noun)) {}
}

/// Why a value does not fit a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The code to report it under.
    pub code: Code,
    /// What was expected: `a duration like 3d`.
    pub expected: String,
    /// What to do about it.
    pub help: Option<String>,
}

/// What is found while a tree is read.
#[derive(Debug, Default)]
pub struct Reading {
    /// How many sources the document names itself: its own spans may refer to these, the text that is read comes
    /// after them.
    sources: u32,
    diagnostics: Vec<Diagnostic>,
    unknown: BTreeMap<(String, String), Unknown>,
    /// Elements of the list just read that are not what it holds.
    rejected: Vec<Rejected>,
}

#[derive(Debug)]
struct Rejected {
    index: usize,
    span: Span,
    excerpt: String,
    value: Value,
    mismatch: Mismatch,
}

#[derive(Debug)]
struct Unknown {
    count: usize,
    first: Span,
    fields: &'static [&'static str],
}

impl Mismatch {
    /// A value that is not of the type of the field.
    pub fn new(expected: impl Into<String>) -> Self {
        Mismatch { code: Code::JsonType, expected: expected.into(), help: None }
    }
}

impl Reading {
    /// For a document that names this many sources itself. The text of the tree becomes the source after them.
    pub fn new(sources: u32) -> Self {
        Reading { sources, ..Reading::default() }
    }

    fn place(&self, span: Span) -> Span {
        Span { source: self.sources, ..span }
    }

    /// What was found.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for ((noun, field), unknown) in self.unknown {
            let times =
                if unknown.count == 1 { String::new() } else { format!(" ({} times)", unknown.count) };
            let message = format!("`{field}` is not a field of {}{times}; it is kept", article(&noun));
            let mut diagnostic = Diagnostic::new(Code::JsonFieldUnknown, message).at(unknown.first);
            if let Some(meant) = did_you_mean(&field, unknown.fields.iter().copied()) {
                diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
            }
            self.diagnostics.push(diagnostic);
        }
        self.diagnostics
    }

    fn unknown(&mut self, noun: &dyn Noun, field: &str, span: Span) {
        let first = self.place(span);
        self.unknown
            .entry((noun.kind(), field.to_owned()))
            .or_insert(Unknown { count: 0, first, fields: noun.fields() })
            .count += 1;
    }

    fn mismatch(&mut self, noun: &dyn Noun, field: &str, excerpt: &str, span: Span, mismatch: Mismatch) {
        let message =
            format!("`{field}` of {} is {excerpt}, not {}", article(&noun.kind()), mismatch.expected);
        let mut diagnostic = Diagnostic::new(mismatch.code, message).at(self.place(span));
        diagnostic.help = mismatch.help;
        self.diagnostics.push(diagnostic);
    }
}

/// A noun with its article: `a task`, `an estimate`.
fn article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {noun}")
}

/// Reads an object into a noun. Fails only where the value is no object.
pub(crate) fn read_noun<N: Noun + Default>(node: &Node<'_>, reading: &mut Reading) -> Result<N, Mismatch> {
    let mut noun = N::default();
    let Some(entries) = node.entries() else {
        return Err(Mismatch::new("an object"));
    };
    for entry in entries {
        let (key, value) = (entry.key.as_ref(), &entry.value);
        let read = match key {
            "span" => Some(Option::read(value, reading).map(|span| *noun.span_mut() = span)),
            // Nothing is what the default is; only what is known can be at its default.
            field if value.is_null() && noun.fields().contains(&field) => Some(Ok(())),
            field => noun.read_field(field, value, reading),
        };
        match read {
            None => reading.unknown(&noun, key, entry.key_span),
            Some(Ok(())) => {
                for element in std::mem::take(&mut reading.rejected) {
                    let place = format!("{key}[{}]", element.index);
                    reading.mismatch(&noun, &place, &element.excerpt, element.span, element.mismatch);
                    noun.extensions_mut().insert(place, element.value);
                }
                continue;
            }
            Some(Err(mismatch)) => reading.mismatch(&noun, key, &value.excerpt(), value.span, mismatch),
        }
        noun.extensions_mut().insert(key.to_owned(), value.json());
    }
    let place = noun.place().and_then(|field| node.get(field)).unwrap_or(node);
    noun.span_mut().get_or_insert(reading.place(place.span));
    Ok(noun)
}

/// `RollbackProcedure` as people say it: `rollback procedure`.
pub(crate) fn spoken(name: &str) -> String {
    let mut words = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(letter.to_lowercase());
    }
    words
}

impl<T: Field> Field for Option<T> {
    fn read(node: &Node<'_>, reading: &mut Reading) -> Result<Self, Mismatch> {
        if node.is_null() { Ok(None) } else { T::read(node, reading).map(Some) }
    }

    fn each_noun(&mut self, visit: &mut dyn FnMut(&mut dyn Noun)) {
        if let Some(inside) = self {
            inside.each_noun(visit);
        }
    }
}

impl<T: Field> Field for Box<T> {
    fn read(node: &Node<'_>, reading: &mut Reading) -> Result<Self, Mismatch> {
        T::read(node, reading).map(Box::new)
    }

    fn each_noun(&mut self, visit: &mut dyn FnMut(&mut dyn Noun)) {
        (**self).each_noun(visit);
    }
}

impl<T: Field> Field for Vec<T> {
    fn read(node: &Node<'_>, reading: &mut Reading) -> Result<Self, Mismatch> {
        let elements = node.elements().ok_or_else(|| Mismatch::new("a list"))?;
        let mut values = Vec::with_capacity(elements.len());
        let mut rejected = Vec::new();
        for (index, element) in elements.iter().enumerate() {
            match T::read(element, reading) {
                Ok(value) => values.push(value),
                Err(mismatch) => rejected.push(Rejected {
                    index,
                    span: element.span,
                    excerpt: element.excerpt(),
                    value: element.json(),
                    mismatch,
                }),
            }
        }
        reading.rejected = rejected;
        Ok(values)
    }

    fn each_noun(&mut self, visit: &mut dyn FnMut(&mut dyn Noun)) {
        for inside in self {
            inside.each_noun(visit);
        }
    }
}

impl Field for String {
    fn read(node: &Node<'_>, _: &mut Reading) -> Result<Self, Mismatch> {
        node.text().map(str::to_owned).ok_or_else(|| Mismatch::new("a text"))
    }
}

impl Field for bool {
    fn read(node: &Node<'_>, _: &mut Reading) -> Result<Self, Mismatch> {
        match node.kind {
            Kind::Bool(value) => Ok(value),
            _ => Err(Mismatch::new("true or false")),
        }
    }
}

impl Field for f64 {
    fn read(node: &Node<'_>, _: &mut Reading) -> Result<Self, Mismatch> {
        match (&node.kind, node.number()) {
            (_, Some(number)) => Ok(number),
            (Kind::Number(_), None) => Err(Mismatch {
                code: Code::NumberInvalid,
                ..Mismatch::new("a number that can be represented")
            }),
            _ => Err(Mismatch::new("a number")),
        }
    }
}

/// Whole numbers, also written `3.0`.
macro_rules! whole_numbers {
    ($($type:ty),*) => { $(
        impl Field for $type {
            fn read(node: &Node<'_>, _: &mut Reading) -> Result<Self, Mismatch> {
                let Kind::Number(text) = node.kind else {
                    return Err(Mismatch::new("a whole number"));
                };
                let whole = text.trim_end_matches('0').strip_suffix('.').unwrap_or(text);
                whole.parse().map_err(|_| Mismatch {
                    code: Code::NumberInvalid,
                    ..Mismatch::new(format!("a whole number from {} to {}", <$type>::MIN, <$type>::MAX))
                })
            }
        }
    )* };
}
whole_numbers!(u32, u64, i32, i64);

/// Texts with a grammar of their own.
macro_rules! parsed_texts {
    ($($type:ty: $code:ident, $example:literal;)*) => { $(
        impl Field for $type {
            fn read(node: &Node<'_>, _: &mut Reading) -> Result<Self, Mismatch> {
                let text = node.text().ok_or_else(|| Mismatch::new($example))?;
                let invalid = |error: TimeError| Mismatch { code: Code::$code, ..Mismatch::new(error.expected) };
                <$type>::parse(text).map_err(invalid)
            }
        }
    )* };
}
parsed_texts! {
    Duration: DurationInvalid, "a text with a duration like `3d`";
    Lag: DurationInvalid, "a text with a lag like `-2h`";
    Date: DateInvalid, "a text with a date like `2026-12-07`";
    TimeOfDay: DateInvalid, "a text with a time of day like `08:00`";
    Moment: DateInvalid, "a text with a date or time like `2026-12-07T08:00`";
    Until: DateInvalid, "a text with an offset like `+30m` or a time like `2026-12-07T08:00`";
}

/// Reads one word of a closed list.
pub(crate) fn read_word<T: Copy>(
    node: &Node<'_>,
    all: &[T],
    as_str: impl Fn(T) -> &'static str,
) -> Result<T, Mismatch> {
    let text = node.text().unwrap_or_default();
    if let Some(word) = all.iter().find(|word| as_str(**word) == text) {
        return Ok(*word);
    }
    let words: Vec<_> = all.iter().map(|word| format!("`{}`", as_str(*word))).collect();
    let meant = did_you_mean(text, all.iter().map(|word| as_str(*word)));
    let help = meant.map(|meant| format!("did you mean `{meant}`?"));
    Err(Mismatch { help, ..Mismatch::new(format!("one of {}", words.join(", "))) })
}

impl Field for Span {
    fn read(node: &Node<'_>, reading: &mut Reading) -> Result<Self, Mismatch> {
        let mismatch = || Mismatch::new("an object of `source`, `start` and `end`");
        let mut span = Span::default();
        for entry in node.entries().ok_or_else(mismatch)? {
            let number = u32::read(&entry.value, reading).map_err(|_| mismatch())?;
            match entry.key.as_ref() {
                "source" => span.source = number,
                "start" => span.start = number,
                "end" => span.end = number,
                _ => return Err(mismatch()),
            }
        }
        if span.source >= reading.sources || span.start > span.end {
            return Err(Mismatch::new("a place in one of the document's `sources`"));
        }
        Ok(span)
    }
}
