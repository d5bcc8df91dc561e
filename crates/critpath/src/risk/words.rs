//! Words that people rate risks with, into levels.

use crate::model::Level;

/// English words with their levels, those of two words first, so that `very high` is not read as `high`.
pub const WORDS: &[(&str, Level)] = &[
    ("very high", Level::VeryHigh),
    ("extremely high", Level::VeryHigh),
    ("almost certain", Level::VeryHigh),
    ("very likely", Level::VeryHigh),
    ("very low", Level::VeryLow),
    ("extremely low", Level::VeryLow),
    ("very unlikely", Level::VeryLow),
    ("highly unlikely", Level::VeryLow),
    ("critical", Level::VeryHigh),
    ("catastrophic", Level::VeryHigh),
    ("extreme", Level::VeryHigh),
    ("certain", Level::VeryHigh),
    ("severe", Level::VeryHigh),
    ("vh", Level::VeryHigh),
    ("high", Level::High),
    ("major", Level::High),
    ("likely", Level::High),
    ("significant", Level::High),
    ("h", Level::High),
    ("medium", Level::Medium),
    ("med", Level::Medium),
    ("moderate", Level::Medium),
    ("possible", Level::Medium),
    ("m", Level::Medium),
    ("low", Level::Low),
    ("minor", Level::Low),
    ("unlikely", Level::Low),
    ("l", Level::Low),
    ("negligible", Level::VeryLow),
    ("minimal", Level::VeryLow),
    ("rare", Level::VeryLow),
    ("remote", Level::VeryLow),
    ("insignificant", Level::VeryLow),
    ("vl", Level::VeryLow),
];

/// The level that a word alone means, however it is spelled: `Very_High`, `very high`.
pub(super) fn level_of(word: &str) -> Option<Level> {
    let word = normal(word);
    WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level)
}

/// A word in small letters, its parts apart by single blanks.
pub(super) fn normal(word: &str) -> String {
    let parts =
        word.split(|c: char| c.is_whitespace() || c == '_' || c == '-').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(" ").to_lowercase()
}
