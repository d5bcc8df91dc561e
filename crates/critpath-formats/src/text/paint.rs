//! Text into text with ANSI styles.

/// A look of terminal text, in colours that every terminal theme has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Plain,
    Strong,
    Faint,
    /// On the critical path.
    Critical,
    /// Any other task.
    Task,
    /// Today.
    Now,
}

/// The text in a style, if there are colours.
pub(crate) fn paint(text: &str, style: Style, color: bool) -> String {
    let code = match style {
        Style::Plain => "",
        Style::Strong => "1",
        Style::Faint => "2",
        Style::Critical => "31",
        Style::Task => "34",
        Style::Now => "35",
    };
    if !color || code.is_empty() || text.is_empty() {
        return text.into();
    }
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// The text without the codes that [`paint`] puts around it.
pub(super) fn strip(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| plain + part.split_once('m').map_or("", |(_, rest)| rest))
}
