//! Names into what Mermaid's parser takes for text, and back.
//!
//! The parser takes some characters and words of a name for syntax. They are written as entity codes
//! (`#58;` for a colon), which Mermaid decodes when it draws.

use std::borrow::Cow;

use crate::escape;

/// Words that begin a statement of the gantt grammar when a line begins with them, in any case.
const STATEMENTS: &[&str] = &[
    "acc",
    "axisformat",
    "call",
    "click",
    "dateformat",
    "excludes",
    "gantt",
    "href",
    "includes",
    "inclusiveenddates",
    "section",
    "tickinterval",
    "title",
    "todaymarker",
    "topaxis",
    "weekday",
    "weekend",
];

/// Entities that have a name.
const NAMED: &[(&str, &str)] =
    &[("amp", "&"), ("apos", "'"), ("gt", ">"), ("lt", "<"), ("nbsp", "\u{a0}"), ("quot", "\"")];

/// A name that is nothing but text to Mermaid.
pub(super) fn encode(text: &str) -> String {
    let line = escape::line(text);
    let escaped = escape::replace(line.trim(), |c| match c {
        '#' => Some("#35;"),
        '%' => Some("#37;"),
        '&' => Some("#amp;"),
        ':' => Some("#58;"),
        ';' => Some("#59;"),
        '<' => Some("#lt;"),
        '>' => Some("#gt;"),
        '{' => Some("#123;"),
        '}' => Some("#125;"),
        _ => None,
    });
    let lower: String = escaped.chars().take(20).flat_map(char::to_lowercase).collect();
    let mut digits = lower.chars();
    let date =
        digits.by_ref().take(4).filter(char::is_ascii_digit).count() == 4 && digits.next() == Some('-');
    match escaped.chars().next() {
        Some(first) if date || STATEMENTS.iter().any(|word| lower.starts_with(word)) => {
            format!("#{};{}", u32::from(first), &escaped[first.len_utf8()..])
        }
        _ => escaped.into_owned(),
    }
}

/// The text that Mermaid draws for a name: its entity codes decoded. Codes that name nothing stay.
pub(super) fn decode(name: &str) -> Cow<'_, str> {
    if !name.contains('#') {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find('#') {
        let (before, code) = rest.split_at(at);
        out += before;
        let word = code[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or("", |end| &code[1..=end]);
        match entity(word).filter(|_| code[1 + word.len()..].starts_with(';')) {
            Some(text) => {
                out += &text;
                rest = &code[word.len() + 2..];
            }
            None => {
                out.push('#');
                rest = &code[1..];
            }
        }
    }
    Cow::Owned(out + rest)
}

fn entity(word: &str) -> Option<String> {
    match word.parse::<u32>() {
        Ok(number) => char::from_u32(number).map(String::from),
        Err(_) => NAMED.iter().find(|(name, _)| *name == word).map(|(_, text)| (*text).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_syntax_and_come_back() {
        for (text, written) in [
            ("Deploy: API #2; go", "Deploy#58; API #35;2#59; go"),
            ("5% canary", "5#37; canary"),
            ("Section 3 review", "#83;ection 3 review"),
            ("click here", "#99;lick here"),
            ("2026-12-07 cutover", "#50;026-12-07 cutover"),
            ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
            ("<b> & \"c\"", "#lt;b#gt; #amp; \"c\""),
            ("#58;", "#35;58#59;"),
            ("مهاجرت", "مهاجرت"),
        ] {
            assert_eq!(encode(text), written);
            assert_eq!(decode(written), text);
        }
        assert_eq!(encode("a\nb"), "a b");
    }

    #[test]
    fn codes_that_name_nothing_stay() {
        for name in ["#", "# 1;", "#12", "#1114112;", "#nothing;", "#99999999999999999999;", "#;", "#é;"] {
            assert_eq!(decode(name), name);
        }
        assert_eq!(decode("#quot;a#quot; ##35;"), "\"a\" ##");
    }
}
