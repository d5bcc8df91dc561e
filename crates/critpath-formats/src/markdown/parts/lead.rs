//! A text into the name that it leads with and the rest: `**Name**: text`, `Name: text`.

use super::super::inline::Slice;

/// The start and the rest of `**Name**: text` or `Name: text`.
#[derive(Debug, Clone, Copy)]
pub struct Lead<'a> {
    /// The name.
    pub name: Slice<'a>,
    /// The text after it; may be empty.
    pub value: Slice<'a>,
}

/// Marks between a name and what is said about it.
pub(super) const SEPARATORS: &[char] = &[':', '-', '\u{2013}', '\u{2014}', '\u{ff1a}', '|'];

/// The name and the text of an item, in bold or not.
pub fn lead(text: Slice<'_>) -> Option<Lead<'_>> {
    bold_lead(text).or_else(|| plain_lead(text))
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

/// What stands after the separator that a text begins with; the text begins on a new line, or ends, too.
pub(super) fn after_separator(text: Slice<'_>) -> Option<Slice<'_>> {
    let trimmed = text.str().trim_start_matches([' ', '\t']);
    let rest = match trimmed.chars().next() {
        None | Some('\n' | '(') => trimmed,
        Some('.' | ')') => &trimmed[1..],
        Some(c) if SEPARATORS.contains(&c) => &trimmed[c.len_utf8()..],
        Some(_) => return None,
    };
    Some(text.part(rest).trim())
}
