//! A value of a text format and where it stands: what text is turned into before it becomes nouns.

use std::borrow::Cow;

use serde_json::{Map, Number, Value};

use crate::model::Span;

/// A value and its place. Readers limit the depth, so that walking it by recursion is safe.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// Nothing.
    Null,
    /// True or false.
    Bool(bool),
    /// A number as written.
    Number(&'a str),
    /// A text.
    Text(Cow<'a, str>),
    /// Values in order.
    List(Vec<Node<'a>>),
    /// Named values in order, each name once.
    Object(Vec<Entry<'a>>),
}

/// A named value of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry<'a> {
    /// The name.
    pub key: Cow<'a, str>,
    /// Where the name stands.
    pub key_span: Span,
    /// The value.
    pub value: Node<'a>,
}

impl<'a> Node<'a> {
    /// Whether it states nothing.
    pub fn is_null(&self) -> bool {
        self.kind == Kind::Null
    }

    /// The text, if it is one. A number that no double can hold is written as text, and so is read as text.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Number(text) if self.number().is_none() => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one that a double can hold.
    pub fn number(&self) -> Option<f64> {
        match &self.kind {
            Kind::Number(text) => text.parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        }
    }

    /// The elements, if it is a list.
    pub fn elements(&self) -> Option<&[Node<'a>]> {
        match &self.kind {
            Kind::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The entries, if it is an object.
    pub fn entries(&self) -> Option<&[Entry<'a>]> {
        match &self.kind {
            Kind::Object(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a name, if it is an object that has it. O(entries).
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        self.entries()?.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The value without its places. A number that neither an integer of 64 bits nor a double can hold stays text.
    pub fn json(&self) -> Value {
        match &self.kind {
            Kind::Null => Value::Null,
            Kind::Bool(value) => Value::Bool(*value),
            Kind::Number(text) => json_number(text),
            Kind::Text(text) => Value::String(text.clone().into_owned()),
            Kind::List(elements) => Value::Array(elements.iter().map(Node::json).collect()),
            Kind::Object(entries) => {
                let entries =
                    entries.iter().map(|entry| (entry.key.clone().into_owned(), entry.value.json()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    /// The value in a message: short values as they are, others by what they are.
    pub fn excerpt(&self) -> String {
        const LONGEST: usize = 40;
        match &self.kind {
            Kind::Null => "null".into(),
            Kind::Bool(value) => format!("`{value}`"),
            Kind::Number(text) | Kind::Text(Cow::Borrowed(text)) => quote(text, LONGEST),
            Kind::Text(Cow::Owned(text)) => quote(text, LONGEST),
            Kind::List(_) => "a list".into(),
            Kind::Object(_) => "an object".into(),
        }
    }
}

fn quote(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("`{}…`", &text[..end]),
        None => format!("`{text}`"),
    }
}

fn json_number(text: &str) -> Value {
    let integer =
        || text.parse::<u64>().map(Number::from).or_else(|_| text.parse::<i64>().map(Number::from)).ok();
    // `-0` is a double: as an integer it would lose its sign.
    let integer = if text == "-0" { None } else { integer() };
    let number = integer.or_else(|| text.parse::<f64>().ok().and_then(Number::from_f64));
    number.map_or_else(|| Value::String(text.into()), Value::Number)
}
