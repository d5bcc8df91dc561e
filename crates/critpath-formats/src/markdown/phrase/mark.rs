//! The mark that an item begins with, `[x]`, `✅`, `🚧`, into done or not, and the status that it stands for.

use super::Found;

/// What a mark says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mark {
    /// Whether the item is done.
    pub done: bool,
    /// The mark as written, where it says more than done or open.
    pub status: Option<String>,
}

const DONE: &[&str] = &["✅", "✔", "☑", "✓", "🗸", "☒", "🆗"];
const OPEN: &[&str] = &["☐", "⬜", "🔲", "□", "▢", "◻", "⬛"];
const OTHER: &[&str] = &[
    "❌", "✗", "✘", "✖", "🚧", "⏳", "⌛", "🔶", "🔷", "🔄", "📋", "⏸", "🔜", "⚠", "❗", "🛑", "🚫", "⛔",
    "📝", "🔁", "⏰",
];

/// The mark that a text begins with, behind blanks. A link such as `[x](…)` is no mark. O(1).
pub fn mark(text: &str) -> Option<Found<Mark>> {
    let trimmed = text.trim_start();
    let start = text.len() - trimmed.len();
    let (length, mark) = boxed(trimmed).or_else(|| symbol(trimmed))?;
    Some(Found { value: mark, range: start..start + length })
}

fn boxed(text: &str) -> Option<(usize, Mark)> {
    let inner = text.strip_prefix('[')?;
    let close = inner.char_indices().take(6).find(|(_, c)| *c == ']')?.0;
    if inner[close + 1..].starts_with(['(', '[', ':']) {
        return None;
    }
    let content = inner[..close].trim();
    let mark = match content {
        "" => Mark::default(),
        "x" | "X" => Mark { done: true, status: None },
        "-" | "~" | ">" | "/" | "!" | "?" | "o" | "O" | "." | "*" => {
            Mark { done: false, status: Some(text[..close + 2].to_owned()) }
        }
        symbol_text => symbol(symbol_text).filter(|(length, _)| *length == content.len())?.1,
    };
    Some((close + 2, mark))
}

fn symbol(text: &str) -> Option<(usize, Mark)> {
    let find = |symbols: &[&'static str]| symbols.iter().find(|symbol| text.starts_with(**symbol)).copied();
    let (symbol, done, open) = match (find(DONE), find(OPEN), find(OTHER)) {
        (Some(symbol), ..) => (symbol, true, false),
        (_, Some(symbol), _) => (symbol, false, true),
        (.., symbol) => (symbol?, false, false),
    };
    let variation = text[symbol.len()..].starts_with('\u{fe0f}');
    let length = symbol.len() + if variation { '\u{fe0f}'.len_utf8() } else { 0 };
    let status = (!done && !open).then(|| symbol.to_owned());
    Some((length, Mark { done, status }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_marks() {
        for (text, done, status, part) in [
            ("[x] Security scan completed", true, None, "[x]"),
            ("[X] done", true, None, "[X]"),
            ("  [ ] All tests passing", false, None, "[ ]"),
            ("[] open", false, None, "[]"),
            ("[-] dropped", false, Some("[-]"), "[-]"),
            ("[~] half", false, Some("[~]"), "[~]"),
            ("[✓] fine", true, None, "[✓]"),
            ("✅ **Scope Control**", true, None, "✅"),
            ("✔️ fine", true, None, "✔\u{fe0f}"),
            ("☑ fine", true, None, "☑"),
            ("☐ open", false, None, "☐"),
            ("❌ **Scope Planning**", false, Some("❌"), "❌"),
            ("🚧 in work", false, Some("🚧"), "🚧"),
            ("⏳ waiting", false, Some("⏳"), "⏳"),
            ("🔶 **Create WBS**", false, Some("🔶"), "🔶"),
            ("📋 2025-08-16", false, Some("📋"), "📋"),
        ] {
            let found = mark(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.value.done, found.value.status.as_deref()), (done, status), "{text}");
            assert_eq!(&text[found.range], part);
        }
        for text in
            ["[x](https://example.org)", "[1] note", "[xx] y", "Done ✅", "x", "[", "[ ", "", "[ ]: ref"]
        {
            assert_eq!(mark(text), None, "{text}");
        }
    }
}
