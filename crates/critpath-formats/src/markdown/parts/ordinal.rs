//! Numbers before a name into what they count: `Phase 1`, `1.2`.

use super::super::inline::Slice;

/// What a numbered name counts: the `Phase` of `Phase 1: Preparation`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Counted {
    /// Phases, stages, sprints.
    Phase,
    /// Tasks, activities.
    Task,
    /// Steps.
    Step,
    /// Milestones.
    Milestone,
    /// Risks.
    Risk,
    /// Gates.
    Gate,
}

const COUNTED: &[(Counted, &[&str])] = &[
    (Counted::Phase, &["phase", "stage", "sprint", "iteration", "wave", "increment", "فاز", "مرحله"]),
    (Counted::Task, &["task", "activity", "work package", "وظیفه", "فعالیت"]),
    (Counted::Step, &["step", "گام"]),
    (Counted::Milestone, &["milestone"]),
    (Counted::Risk, &["risk", "ریسک"]),
    (Counted::Gate, &["gate"]),
];

/// A counting word with its number: `Phase 1`.
#[derive(Debug, Clone, Copy)]
pub struct Ordinal<'a> {
    /// What is counted.
    pub counted: Counted,
    /// `Phase 1`, as written.
    pub text: Slice<'a>,
    /// Whether the name follows after a separator, `Phase 1: Preparation`, or not at all.
    pub separated: bool,
}

/// The length of `1. `, `1) `, `3.1 `, `A. ` with its blanks.
pub(super) fn number_prefix(text: &str) -> usize {
    let digits = text.bytes().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
    let letter = text.len() > 1
        && text.as_bytes()[0].is_ascii_uppercase()
        && matches!(text.as_bytes()[1], b'.' | b')');
    let number = &text[..digits];
    let end = if letter {
        2
    } else if number.starts_with(|c: char| c.is_ascii_digit()) && !number.contains("..") {
        digits + usize::from(text[digits..].starts_with(')'))
    } else {
        return 0;
    };
    let dotted = letter || text[..end].contains(['.', ')']);
    let blanks = text[end..].len() - text[end..].trim_start().len();
    if dotted && blanks > 0 { end + blanks } else { 0 }
}

/// What is counted, and the length of `Phase 1`.
pub(super) fn ordinal(text: &str) -> Option<(Counted, usize)> {
    for (counted, words) in COUNTED {
        for word in *words {
            let Some(head) = text.get(..word.len()) else { continue };
            if !head.eq_ignore_ascii_case(word) {
                continue;
            }
            let rest = &text[word.len()..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\u{a0}', '#', '-', '_']).len();
            let number = ordinal_number(&rest[blanks..]);
            if blanks > 0 && number > 0 {
                return Some((*counted, word.len() + blanks + number));
            }
        }
    }
    None
}

/// The length of `1`, `1.2`, `IV`, `B`, `two`, `۱`.
fn ordinal_number(text: &str) -> usize {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '.')).unwrap_or(text.len());
    let word = text[..end].trim_end_matches('.');
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero"];
    let digits = word.starts_with(char::is_numeric)
        && word.chars().all(|c| c.is_numeric() || c == '.' || c.is_ascii_lowercase());
    let roman = !word.is_empty() && word.len() <= 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let letter = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    if !(digits || roman || letter || words.iter().any(|w| w.eq_ignore_ascii_case(word))) {
        return 0;
    }
    // `Phases 1-2`
    let range = text[word.len()..].strip_prefix(['-', '\u{2013}']).map_or(0, |rest| {
        let digits = rest.len() - rest.trim_start_matches(char::is_numeric).len();
        if digits > 0 { text.len() - word.len() - rest.len() + digits } else { 0 }
    });
    word.len() + range
}
