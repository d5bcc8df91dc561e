//! The braces at the end of a heading or item, `{#id 3d after=backup owner="Jane Doe"}`, into attributes.
//!
//! The grammar: words apart by blanks. `#id` names the noun; a bare duration or `low/likely/high` is its
//! estimate; a bare known word is a flag; `key=value` is everything else. A value with blanks stands in double
//! or single quotes; in a list, blanks may follow the commas.

mod apply;
mod nouns;
mod rollout;
mod stray;
mod value;

use std::ops::Range;

pub use apply::Attributed;
pub use stray::{Stray, stray};
pub use value::dependency;

/// The attributes of a heading or item, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Attributes {
    entries: Vec<Entry>,
    /// The bytes of the braces and what is in them, in the text that was split.
    pub range: Range<usize>,
}

/// One word in the braces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// The key in its usual spelling: `env` for `Environment`; `id` for `#…`, `duration` for a bare one.
    pub key: String,
    /// The value without its outer quotes. A flag has none.
    pub value: Option<String>,
    /// Whether the whole value stood in quotes.
    pub quoted: bool,
    /// Whether its quotes do not end.
    pub open: bool,
    /// The key as written.
    pub key_range: Range<usize>,
    /// The value, without its outer quotes; the key for a flag.
    pub value_range: Range<usize>,
}

/// Words that are attributes without a value.
pub(crate) const FLAGS: &[&str] = &["milestone", "irreversible", "advisory", "as-late-as-possible", "done"];

/// Other spellings of keys.
const ALIASES: &[(&str, &str)] = &[
    ("environment", "env"),
    ("depends-on", "after"),
    ("depends", "after"),
    ("timezone", "time-zone"),
    ("tz", "time-zone"),
    ("assignee", "owner"),
    ("resources", "needs"),
    ("due", "deadline"),
    ("alap", "as-late-as-possible"),
    ("start-no-earlier-than", "not-before"),
    ("finish-no-later-than", "not-after"),
];

/// Splits the attributes off the end of a line: the end of the text before them, trimmed, and the attributes.
///
/// Only braces at the very end count, and only when what is in them looks like attributes: the first word
/// starts with `#` or `.`, or is a flag or a duration, or some word is `key=value`. Other braces are prose, as
/// are `${…}`, `{{…}}`, `\{…}` and anything in code. O(length).
pub fn split(text: &str) -> (usize, Option<Attributes>) {
    let trimmed = text.trim_end();
    let none = (trimmed.len(), None);
    let Some(inside) = trimmed.strip_suffix('}') else { return none };
    let Some(open) = opening_brace(inside) else { return none };
    let (before, content) = (&text[..open], &inside[open + 1..]);
    let anchored = content.trim_start_matches([':', ' ']).starts_with('#');
    let stands_apart = before.is_empty() || before.ends_with(char::is_whitespace) || anchored;
    if !stands_apart || before.ends_with(['$', '\\', '{', '%', '#']) {
        return none;
    }
    let entries = entries(content, open + 1);
    if !looks_like_attributes(content, &entries) {
        return none;
    }
    (before.trim_end().len(), Some(Attributes { entries, range: open..trimmed.len() }))
}

impl Entry {
    /// Whether it is a `key=value` whose value could have been meant to go on behind a blank.
    fn is_unquoted_value(&self) -> bool {
        self.value.is_some() && !self.quoted && !matches!(self.key.as_str(), "id" | "duration" | "class")
    }
}

impl Attributes {
    /// The id, without its `#`.
    pub fn id(&self) -> Option<&str> {
        self.get("id")
    }

    /// The value of a key in its usual spelling, the empty text for a flag. The last one counts.
    pub fn get(&self, key: &str) -> Option<&str> {
        let entry = self.entries.iter().rev().find(|entry| entry.key == key)?;
        Some(entry.value.as_deref().unwrap_or_default())
    }

    /// The bytes of the value of a key.
    pub fn range_of(&self, key: &str) -> Option<Range<usize>> {
        self.entries.iter().rev().find(|entry| entry.key == key).map(|entry| entry.value_range.clone())
    }
}

/// The brace that opens the group whose end is at the end of the text, not counting braces in double quotes.
fn opening_brace(inside: &str) -> Option<usize> {
    let mut quoted = false;
    for (at, c) in inside.char_indices().rev() {
        match c {
            '"' => quoted = !quoted,
            '{' if !quoted => return Some(at),
            '}' | '`' | '\n' if !quoted => return None,
            _ => {}
        }
    }
    // An odd number of quotes: one of them was left open, and the nearest brace is the best reading.
    inside.rfind('{').filter(|at| !inside[*at..].contains(['}', '`', '\n']))
}

fn looks_like_attributes(content: &str, entries: &[Entry]) -> bool {
    let Some(first) = entries.first() else { return false };
    let marked = content.trim_start_matches([':', ' ']).starts_with(['#', '.']) && !content.contains("# ");
    let known = first.key == "duration" || (first.value.is_none() && FLAGS.contains(&first.key.as_str()));
    let torn = torn_duration(entries).is_some();
    marked || known || torn || entries.iter().any(|entry| entry.value.is_some() && is_key(&entry.key))
}

/// The duration or estimate at the head of the entries that blanks tear apart, `2 d` or `1d / 2d / 5d`: how many
/// entries it takes, and how it is written.
fn torn_duration(entries: &[Entry]) -> Option<(usize, String)> {
    // Of three durations and two slashes, each amount apart from its unit.
    const MOST: usize = 8;
    let mut whole = String::new();
    for (at, entry) in entries.iter().take(MOST).enumerate() {
        match (&entry.value, entry.key.as_str()) {
            (None, word) => whole += word,
            (Some(duration), "duration") => whole += duration,
            _ => break,
        }
        let goes_on = |next: &Entry| next.key.starts_with('/') || whole.ends_with('/');
        let ends = !entries.get(at + 1).is_some_and(goes_on);
        if at > 0 && ends && whole.starts_with(char::is_numeric) && value::estimate(&whole).is_some() {
            return Some((at + 1, whole));
        }
    }
    None
}

fn is_key(key: &str) -> bool {
    key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

fn entries(content: &str, offset: usize) -> Vec<Entry> {
    let lead = if content.starts_with(':') { 1 } else { 0 };
    let mut entries = Vec::new();
    let mut at = lead;
    while let Some(start) = content[at..].find(|c: char| !c.is_whitespace()).map(|skip| at + skip) {
        let (end, open) = word_end(content, start);
        entries.push(entry(&content[start..end], offset + start, open));
        at = end;
    }
    entries
}

/// The end of the word that starts here, and whether a quote in it stays open. Blanks within quotes and
/// behind a comma belong to the word.
fn word_end(content: &str, start: usize) -> (usize, bool) {
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in content[start..].char_indices() {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) => {}
            None if c == '"' => quote = Some('"'),
            None if c == '“' => quote = Some('”'),
            None if c == '\'' && matches!(before, '=' | ',') => quote = Some('\''),
            None if c.is_whitespace() && before != ',' => return (start + at, false),
            None => {}
        }
        if !c.is_whitespace() || before != ',' {
            before = c;
        }
    }
    (content.len(), quote.is_some())
}

fn entry(word: &str, start: usize, open: bool) -> Entry {
    let range = start..start + word.len();
    let bare = |key: &str, value: Option<&str>, value_start: usize| Entry {
        key: key.to_owned(),
        value: value.map(str::to_owned),
        quoted: false,
        open,
        key_range: range.clone(),
        value_range: value_start..range.end,
    };
    if let Some(id) = word.strip_prefix('#') {
        return bare("id", Some(id), start + 1);
    }
    if let Some((key, value)) = word.split_once('=') {
        let (inner, quoted) = unquoted(value);
        let value_start =
            start + key.len() + 1 + usize::from(quoted) * value.chars().next().map_or(0, char::len_utf8);
        return Entry {
            key: usual_key(key),
            value: Some(inner.to_owned()),
            quoted,
            open,
            key_range: start..start + key.len(),
            value_range: value_start..value_start + inner.len(),
        };
    }
    if value::estimate(word).is_some() {
        return bare("duration", Some(word), start);
    }
    match word.strip_prefix('.') {
        Some(class) if !FLAGS.contains(&class) => bare("class", Some(class), start + 1),
        class => bare(&usual_key(class.unwrap_or(word)), None, start),
    }
}

fn usual_key(key: &str) -> String {
    let key = key.to_ascii_lowercase().replace('_', "-");
    ALIASES.iter().find(|(alias, _)| *alias == key).map_or(key, |(_, usual)| (*usual).to_owned())
}

/// A value without the quotes that hold all of it.
fn unquoted(value: &str) -> (&str, bool) {
    [('"', '"'), ('\'', '\''), ('“', '”')]
        .iter()
        .find_map(|(open, close)| {
            let inner = value.strip_prefix(*open)?.strip_suffix(*close)?;
            (!inner.contains([*open, *close])).then_some((inner, true))
        })
        .unwrap_or((value, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Option<String> {
        let (end, attributes) = split(text);
        assert!(end <= text.trim_end().len() && text.is_char_boundary(end));
        let attributes = attributes?;
        assert!(text[attributes.range.clone()].starts_with('{') && text[attributes.range].ends_with('}'));
        let one = |entry: &Entry| {
            assert!(text.get(entry.key_range.clone()).is_some(), "{entry:?}");
            match &entry.value {
                Some(value) => {
                    assert_eq!(&text[entry.value_range.clone()], value);
                    format!("{}={value}", entry.key)
                }
                None => entry.key.clone(),
            }
        };
        Some(attributes.entries.iter().map(one).collect::<Vec<_>>().join(" | "))
    }

    #[test]
    fn splits_attributes_off() {
        for (text, before, expected) in [
            (
                "Provision cloud infrastructure {#provision 2d/3d/6d owner=devops}",
                "Provision cloud infrastructure",
                "id=provision | duration=2d/3d/6d | owner=devops",
            ),
            (
                "Switch {#switch 2m after=migrate,smoke:FS+5m undo=30s undo-until=+30m} ",
                "Switch",
                "id=switch | duration=2m | after=migrate,smoke:FS+5m | undo=30s | undo-until=+30m",
            ),
            ("Drop {#contract 10m irreversible}", "Drop", "id=contract | duration=10m | irreversible"),
            ("Ask {owner=\"Jane Doe\" env=prod}", "Ask", "owner=Jane Doe | env=prod"),
            ("Ask {owner=“Jane Doe”}", "Ask", "owner=Jane Doe"),
            ("Ask {evidence='a {b}'}", "Ask {evidence='a {b}'}", "-"),
            ("Ask {evidence=\"a {b}\"}", "Ask", "evidence=a {b}"),
            ("After {after=a, b:SS, c}", "After", "after=a, b:SS, c"),
            ("Kramdown {: #x .wide}", "Kramdown", "id=x | class=wide"),
            ("Name{#x}", "Name", "id=x"),
            ("Wait {3d}", "Wait", "duration=3d"),
            ("Go {.milestone}", "Go", "milestone"),
            ("Go {Environment=prod Depends_On=x}", "Go", "env=prod | after=x"),
            ("Open {#x owner=\"Jane}", "Open", "id=x | owner=\"Jane"),
            ("{#only}", "", "id=only"),
            ("راه‌اندازی {#start ۲d}", "راه‌اندازی", "id=start | duration=۲d"),
        ] {
            let (end, _) = split(text);
            let got = shown(text).unwrap_or_else(|| "-".to_owned());
            assert_eq!((text[..end].trim(), got.as_str()), (before, expected), "{text}");
        }
    }

    #[test]
    fn leaves_prose_and_code() {
        for text in [
            "{braces in prose}",
            "see `{#id}`",
            "Use ${VAR=1}",
            "{{ x=1 }}",
            "\\{#x}",
            "f{x=1}",
            "a {} b",
            "a {}",
            "a {#x} b",
            "{percentage}",
            "{",
            "}",
            "",
            "# {1, 2}",
            "json {\"a\": 1}",
            "set {a, b}",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
