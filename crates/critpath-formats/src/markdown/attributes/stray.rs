//! Braces that are meant as attributes and are not read, into findings: open ones, and those before other text.

use std::ops::Range;

use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::Span;

/// Braces with attributes that are not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stray {
    /// The braces and what is in them.
    pub range: Range<usize>,
    /// Why they are not read.
    why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// They do not end.
    Open,
    /// Other braces stand behind them.
    NotTheLast,
    /// Text stands behind them.
    BeforeText,
}

/// The first braces in a text without its attributes that hold some all the same: they stand apart and begin with
/// `#id`, a duration or `key=` with one of the keys. All other braces are prose, templates or code. O(length).
pub fn stray(text: &str, keys: &[&str], is_code: &dyn Fn(usize) -> bool) -> Option<Stray> {
    for (at, _) in text.match_indices('{') {
        if is_code(at) || !text[..at].chars().next_back().is_none_or(char::is_whitespace) {
            continue;
        }
        let rest = &text[at + 1..];
        let content = &rest[..rest.find(['{', '}', '\n']).unwrap_or(rest.len())];
        if begins_with_attribute(content, keys) {
            let end = at + 1 + content.trim_end().len();
            let behind = &rest[content.len()..];
            return Some(match behind.strip_prefix('}') {
                Some(behind) if behind.trim().is_empty() => {
                    Stray { range: at..at + content.len() + 2, why: Why::NotTheLast }
                }
                Some(_) => Stray { range: at..at + content.len() + 2, why: Why::BeforeText },
                None => Stray { range: at..end, why: Why::Open },
            });
        }
    }
    None
}

fn begins_with_attribute(content: &str, keys: &[&str]) -> bool {
    let entries = super::entries(content, 0);
    let Some(first) = entries.first() else { return false };
    match (first.key.as_str(), &first.value) {
        ("id", Some(id)) => id.starts_with(char::is_alphanumeric),
        ("duration", Some(_)) => true,
        (key, Some(_)) => keys.contains(&key),
        (_, None) => false,
    }
}

impl Stray {
    /// The finding about them; `text` is what they are and `span` where.
    pub fn report(&self, text: &str, span: Span) -> Diagnostic {
        let (message, help) = match self.why {
            Why::Open => (
                format!(
                    "the brace before `{}` is not closed, so no attribute is read",
                    text.trim_start_matches('{').trim()
                ),
                format!("end the line with a brace: `{text}}}`"),
            ),
            Why::NotTheLast => (
                format!("the attributes `{text}` are not read: other braces stand behind them"),
                "write all attributes in one pair of braces".to_owned(),
            ),
            Why::BeforeText => (
                format!("the attributes `{text}` are not read: text stands behind them"),
                "write them at the very end".to_owned(),
            ),
        };
        let mut found = Diagnostic::new(Code::AttributeInvalid, message).at(span).help(help);
        // In the midst of a text they may be meant as text.
        if self.why == Why::BeforeText {
            found.severity = Severity::Warning;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[&str] = &["after", "owner"];

    #[test]
    fn finds_attributes_that_are_not_read() {
        for (text, braces, why) in [
            ("Unclosed {#uc 2h after=g", "{#uc 2h after=g", Why::Open),
            ("Unclosed {2h ", "{2h", Why::Open),
            ("{owner=Kim", "{owner=Kim", Why::Open),
            ("Twice {#a 1d} ", "{#a 1d}", Why::NotTheLast),
            ("Early {depends_on=a} and then", "{depends_on=a}", Why::BeforeText),
            ("Lines {#a 1d\nowner=x}", "{#a 1d", Why::Open),
            ("Code `{#a}` and {3d", "{3d", Why::Open),
            ("نام {۲d", "{۲d", Why::Open),
        ] {
            let found = stray(text, KEYS, &|at| text[..at].ends_with('`'));
            let found = found.map(|found| (text[found.range.clone()].to_owned(), found.why));
            assert_eq!(found, Some((braces.to_owned(), why)), "{text}");
        }
    }

    #[test]
    fn leaves_prose_templates_and_code() {
        for text in [
            "Render {{ name }} here",
            "Render {{name",
            "Set ${VAR=1",
            "Post {\"owner\": \"x\"}",
            "Block { name = 1",
            "See `{#id 1d`",
            "Set {a, b} and {c",
            "Get /users/{owner=x} now",
            "Rows {# of rows",
            "Set {colour=red",
            "{",
            "{}",
            "",
        ] {
            assert_eq!(stray(text, KEYS, &|at| text[..at].ends_with('`')), None, "{text}");
        }
    }
}
