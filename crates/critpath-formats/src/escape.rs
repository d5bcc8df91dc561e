//! Text of a guide into text that is safe in XML, HTML and terminals.
//!
//! Nothing in a guide is trusted: control characters, which XML forbids and terminals obey, and the
//! explicit direction controls, which make text read other than it is, are dropped. Joiners and
//! direction marks, which Persian and emoji need, stay.

use std::borrow::Cow;
use std::cell::Cell;

use unicode_width::UnicodeWidthChar;

/// One line of text: line breaks and tabs become blanks, what must not reach a reader's screen is dropped,
/// and so are marks beyond the sixth on one letter, which would tower over the lines above.
pub(crate) fn line(text: &str) -> Cow<'_, str> {
    let plain = replace(text, |c| match c {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(" "),
        c if is_hidden(c) => Some(""),
        _ => None,
    });
    let marks = Cell::new(0);
    let towers = |c: char| {
        marks.set(if c.width() == Some(0) { marks.get() + 1 } else { 0 });
        marks.get() > MARKS
    };
    if !plain.chars().any(&towers) {
        return plain;
    }
    marks.set(0);
    Cow::Owned(plain.chars().filter(|c| !towers(*c)).collect())
}

/// As many as the flags of England, Scotland and Wales have.
const MARKS: u32 = 6;

/// One line of text for XML and HTML, in element content and in quoted attributes.
pub(crate) fn markup(text: &str) -> String {
    escape(&line(text))
}

/// Text of several lines for XML and HTML, its line breaks and tabs kept.
pub(crate) fn markup_block(text: &str) -> String {
    escape(&replace(text, |c| (!matches!(c, '\n' | '\t') && is_hidden(c)).then_some("")))
}

fn escape(text: &str) -> String {
    let escaped = replace(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        _ => None,
    });
    escaped.into_owned()
}

/// Control characters, what is no character, and explicit direction embeddings, overrides and isolates.
fn is_hidden(c: char) -> bool {
    let direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || direction || matches!(c, '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}')
}

/// Replaces the characters that `by` has a replacement for. Borrows when there are none.
pub(crate) fn replace<'a>(text: &'a str, by: impl Fn(char) -> Option<&'static str>) -> Cow<'a, str> {
    let Some(first) = text.find(|c| by(c).is_some()) else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len() + 16);
    let (clean, rest) = text.split_at(first);
    out.push_str(clean);
    for c in rest.chars() {
        match by(c) {
            Some(replacement) => out.push_str(replacement),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drops_what_is_hidden_and_keeps_what_scripts_need() {
        assert_eq!(line("a\u{1b}[31m\nb\u{202e}c\0"), "a[31m bc");
        assert_eq!(line("می\u{200c}رود 👩\u{200d}💻"), "می\u{200c}رود 👩\u{200d}💻");
        assert_eq!(line(&format!("a{}b", "\u{301}".repeat(50))), format!("a{}b", "\u{301}".repeat(6)));
        assert_eq!(line("🏴󠁧󠁢󠁥󠁮󠁧󠁿"), "🏴󠁧󠁢󠁥󠁮󠁧󠁿");
        assert_eq!(markup("<b a='\"'>&"), "&lt;b a=&#39;&quot;&#39;&gt;&amp;");
        assert_eq!(markup_block("a\n\tb\r\u{7}"), "a\n\tb");
    }
}
