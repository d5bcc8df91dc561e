//! Text into the room it takes on a terminal or, estimated, in a picture; and into less text that fits.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Cells that a text takes on a terminal.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// Hundredths of the font size that a text takes in a common sans-serif font, estimated on the wide side.
pub(crate) fn hundredths(text: &str) -> usize {
    text.graphemes(true).map(grapheme_hundredths).sum()
}

/// A single letter stands for itself, everything beyond ASCII for its cells.
fn grapheme_hundredths(grapheme: &str) -> usize {
    match grapheme.as_bytes() {
        [b'i' | b'j' | b'l' | b'\'' | b'|' | b'.' | b',' | b':' | b';' | b'!' | b'I'] => 30,
        [b' ' | b'f' | b't' | b'r' | b'(' | b')' | b'[' | b']' | b'-' | b'/' | b'\\' | b'"' | b'`'] => 38,
        [b'm' | b'w' | b'M' | b'W' | b'@' | b'%'] => 92,
        [b'A'..=b'Z' | b'&' | b'#' | b'=' | b'+' | b'<' | b'>' | b'~'] => 72,
        [_] => 59,
        _ => match grapheme.width() {
            0 => 0,
            1 => 64,
            cells => cells * 55,
        },
    }
}

/// The longest beginning that fits into `limit` as `measure` counts, with an ellipsis if something is cut.
/// Takes time in proportion to what fits, whatever the length of the text.
pub(crate) fn clip<'a>(text: &'a str, limit: usize, measure: fn(&str) -> usize) -> Cow<'a, str> {
    // A grapheme may pile any number of marks on a letter; what looks like one cell is bounded in bytes too.
    let bytes_limit = limit.saturating_mul(8);
    let room = limit.saturating_sub(measure("…"));
    let (mut used, mut fits) = (0, 0);
    for (at, grapheme) in text.grapheme_indices(true) {
        let end = at + grapheme.len();
        used += measure(grapheme);
        if used > limit || end > bytes_limit {
            let kept = text.get(..fits).unwrap_or_default().trim_end();
            return if limit < measure("…") { Cow::Borrowed("") } else { Cow::Owned(format!("{kept}…")) };
        }
        if used <= room {
            fits = end;
        }
    }
    Cow::Borrowed(text)
}

/// A text clipped and filled with blanks on the right to exactly `width` cells.
pub(crate) fn fit(text: &str, width: usize) -> String {
    let clipped = clip(text, width, columns);
    let blanks = width.saturating_sub(columns(&clipped));
    format!("{clipped}{}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fits_exactly() {
        for (text, width, fitted) in [
            ("abc", 5, "abc  "),
            ("abcdef", 5, "abcd…"),
            ("abcde", 5, "abcde"),
            ("日本語", 5, "日本…"),
            ("日本語", 4, "日… "),
            ("👩‍💻👩‍💻👩‍💻", 5, "👩‍💻👩‍💻…"),
            ("طراحی", 5, "طراحی"),
            ("ab cd", 4, "ab… "),
            ("abc", 0, ""),
        ] {
            assert_eq!(fit(text, width), fitted);
            assert_eq!(columns(&fit(text, width)), width, "{text}");
        }
        let zalgo = format!("a{}", "\u{301}".repeat(100_000));
        assert_eq!(fit(&zalgo, 3), "…  ");
    }
}
