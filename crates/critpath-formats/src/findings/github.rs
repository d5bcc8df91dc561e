//! Diagnostics into GitHub workflow commands: `::warning file=…,line=…::message`.

use std::fmt::Write as _;

use critpath::diagnostic::{Diagnostic, Severity};

use super::FileFindings;

/// Other places that an annotation names; it says how many there are beyond.
const PLACES: usize = 12;

/// Findings as annotations, one to a line. Labels and help follow the message, for an annotation has one place.
pub fn github(findings: &[FileFindings]) -> String {
    let mut text = String::new();
    for plan in findings {
        for (source, diagnostics) in plan.by_source() {
            for found in diagnostics {
                annotation(&mut text, plan, &source.name, found);
            }
        }
    }
    text
}

fn annotation(text: &mut String, plan: &FileFindings, file: &str, found: &Diagnostic) {
    let command = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut place = format!("file={}", property(file));
    if let Some(at) = found.span.and_then(|span| plan.place(span)) {
        let (start, end) = (at.start, at.end);
        let _ = write!(place, ",line={},endLine={}", start.line, end.line);
        // Columns count only within one line.
        if start.line == end.line {
            let _ = write!(place, ",col={},endColumn={}", start.column, end.column);
        }
    }
    let mut message = found.message.clone();
    for label in found.labels.iter().take(PLACES) {
        if let Some(at) = plan.place(label.span) {
            let _ = write!(message, "\n{}:{}: {}", at.file, at.start.line, label.message);
        }
    }
    if let Some(beyond @ 1..) = found.labels.len().checked_sub(PLACES) {
        let places = if beyond == 1 { "place" } else { "places" };
        let _ = write!(message, "\nand {beyond} more {places}");
    }
    if let Some(help) = &found.help {
        let _ = write!(message, "\nhelp: {help}");
    }
    let _ = writeln!(text, "::{command} {place},title={}::{}", property(found.code.as_str()), data(&message));
}

/// The message of a command: no line breaks, and `%` only where it escapes.
pub(crate) fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command: neither `:` nor `,` either.
pub(crate) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
