//! Words beside a name into how far the work is: `(completed)`.

use super::super::phrase::Mark;
use super::super::vocabulary;

/// Words for how far something is, and whether they say that it is done.
const STATUS: &[(&str, bool)] = &[
    ("completed", true),
    ("complete", true),
    ("done", true),
    ("finished", true),
    ("closed", true),
    ("in progress", false),
    ("ongoing", false),
    ("pending", false),
    ("planned", false),
    ("blocked", false),
    ("cancelled", false),
    ("not started", false),
    ("todo", false),
    ("to do", false),
    ("open", false),
    ("on hold", false),
    ("انجام شده", true),
    ("تکمیل شده", true),
    ("در حال انجام", false),
    ("انجام نشده", false),
];

/// Whether a word says that it is done; none for other words.
pub(super) fn status_of(text: &str) -> Option<bool> {
    if text.len() > 60 {
        return None;
    }
    let normal = vocabulary::normal(text);
    STATUS.iter().find(|(word, _)| *word == normal).map(|(_, done)| *done)
}

/// Adds what another mark says.
pub(super) fn merge_mark(mark: &mut Option<Mark>, other: Mark) {
    let merged = mark.get_or_insert_default();
    merged.done |= other.done;
    if merged.status.is_none() {
        merged.status = other.status;
    }
}
