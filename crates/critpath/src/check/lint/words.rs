//! Prose into the stems of its significant words, so that `Backups tested` and `test the backup` can meet.

use std::collections::{BTreeMap, BTreeSet};

/// Words that say nothing about the subject.
const STOP_WORDS: &[&str] = &[
    "a", "about", "after", "all", "an", "and", "any", "are", "as", "at", "be", "been", "before", "by", "can",
    "do", "does", "during", "each", "every", "for", "from", "has", "have", "if", "in", "into", "is", "it",
    "its", "new", "no", "not", "of", "on", "or", "our", "per", "should", "that", "the", "their", "then",
    "these", "this", "to", "under", "until", "via", "was", "were", "when", "where", "which", "while", "will",
    "with", "within", "without",
];

/// Endings that a singular does without, longest first, with the letters that must remain.
const ENDINGS: &[(&str, usize)] = &[
    ("ication", 5),
    ("ment", 4),
    ("ing", 3),
    ("ion", 4),
    ("ied", 3),
    ("ed", 3),
    ("er", 4),
    ("e", 3),
    ("y", 4),
];

/// Two words that are also written as one.
const COMPOUNDS: &[(&str, &str, &str)] = &[
    ("back", "up", "backup"),
    ("roll", "back", "rollback"),
    ("auto", "scal", "autoscal"),
    ("fail", "ov", "failov"),
    ("health", "check", "healthcheck"),
    ("run", "book", "runbook"),
];

/// The stems of the significant words of a text. O(length).
pub(super) fn stems(text: &str) -> BTreeSet<String> {
    let words: Vec<String> = words(text).map(|word| stem(&word)).collect();
    let compounds = words.windows(2).filter_map(|pair| {
        let (_, _, whole) =
            COMPOUNDS.iter().find(|(first, second, _)| pair[0] == *first && pair[1] == *second)?;
        Some((*whole).to_owned())
    });
    let whole: Vec<_> = compounds.collect();
    let parts = whole.iter().filter_map(|whole| COMPOUNDS.iter().find(|(.., word)| word == whole));
    let parts: BTreeSet<&str> = parts.flat_map(|(first, second, _)| [*first, *second]).collect();
    let significant = |word: &String| !parts.contains(word.as_str()) && !STOP_WORDS.contains(&word.as_str());
    words.iter().filter(|word| significant(word)).cloned().chain(whole).collect()
}

/// The stems of a list of words.
pub(super) fn vocabulary(words: &[&str]) -> BTreeSet<String> {
    words.iter().flat_map(|word| stems(word)).collect()
}

/// Texts by the stems that they hold.
#[derive(Debug, Default)]
pub(super) struct Texts {
    with: BTreeMap<String, Vec<usize>>,
    count: usize,
}

impl Texts {
    /// Adds a text of these stems.
    pub fn add(&mut self, stems: BTreeSet<String>) {
        for stem in stems {
            self.with.entry(stem).or_default().push(self.count);
        }
        self.count += 1;
    }

    /// Whether one text holds all of these stems, of which there is at least one.
    /// O(texts with the rarest stem · log texts).
    pub fn hold(&self, stems: &BTreeSet<String>) -> bool {
        let holders: Option<Vec<&Vec<usize>>> = stems.iter().map(|stem| self.with.get(stem)).collect();
        let mut holders = holders.unwrap_or_default();
        holders.sort_by_key(|texts| texts.len());
        holders.split_first().is_some_and(|(rarest, others)| {
            rarest.iter().any(|text| others.iter().all(|texts| texts.binary_search(text).is_ok()))
        })
    }
}

impl FromIterator<BTreeSet<String>> for Texts {
    fn from_iter<I: IntoIterator<Item = BTreeSet<String>>>(texts: I) -> Self {
        let mut all = Texts::default();
        texts.into_iter().for_each(|stems| all.add(stems));
        all
    }
}

/// The words of a text in lower case, without what stands between them.
pub(super) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// A word without its ending, as far as English endings go: `migrations` and `migrated` have one stem.
fn stem(word: &str) -> String {
    if !word.is_ascii() || STOP_WORDS.contains(&word) {
        return word.to_owned();
    }
    let word = singular(word);
    let cut =
        ENDINGS.iter().find_map(|(end, least)| word.strip_suffix(end).filter(|rest| rest.len() >= *least));
    // `deploy` ends in a vowel and `y`: that is no ending.
    let cut = cut.filter(|rest| !word.ends_with('y') || !rest.ends_with(['a', 'e', 'i', 'o', 'u']));
    let Some(rest) = cut else { return word };
    let rest = rest.strip_suffix("at").filter(|rest| rest.len() >= 4).unwrap_or(rest);
    let doubled = ["bb", "dd", "gg", "mm", "nn", "pp", "rr", "tt"].iter().any(|pair| rest.ends_with(pair));
    rest[..rest.len() - usize::from(doubled)].to_owned()
}

fn singular(word: &str) -> String {
    let ends = |ends: &[&str]| ends.iter().any(|end| word.ends_with(end));
    match word.len() {
        0..4 => word.to_owned(),
        len if word.ends_with("ies") => format!("{}y", &word[..len - 3]),
        len if ends(&["ses", "xes", "ches", "shes"]) => word[..len - 2].to_owned(),
        len if word.ends_with('s') && !ends(&["ss", "us", "is"]) => word[..len - 1].to_owned(),
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            &["migrate", "migrated", "migration", "migrations", "migrating"][..],
            &["validate", "validation", "validated"],
            &["configure", "configuration", "configured"],
            &["scan", "scanning", "scanned", "scans"],
            &["plan", "planning"],
            &["test", "tests", "testing", "tested"],
            &["deploy", "deployment", "deployed"],
            &["verify", "verified", "verification", "verifies"],
            &["scale", "scaling"],
            &["optimize", "optimization"],
            &["stage", "staging"],
            &["monitor", "monitoring", "monitors"],
            &["healthy", "health"],
            &["corrupt", "corruption"],
            &["database", "databases"],
            &["roll", "rolling"],
            &["time", "times", "timing"],
            &["release", "releases"],
            &["process", "processes"],
            &["latency", "latencies"],
            &["execute", "execution", "executed"],
        ] {
            let stems: BTreeSet<_> = forms.iter().map(|form| stem(form)).collect();
            assert_eq!(stems.len(), 1, "{stems:?}");
        }
        for (a, b) in [("process", "proceed"), ("data", "date"), ("status", "state")] {
            assert_ne!(stem(a), stem(b));
        }
    }

    #[test]
    fn only_significant_words_count() {
        let of = |text: &str| stems(text).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(of("Back up the existing JSON databases"), "backup databas exist json");
        assert_eq!(of("auto-scaling"), "autoscal");
        assert_eq!(of("autoscaling"), "autoscal");
        assert_eq!(of("  of the  "), "");
        assert_eq!(of("تست بار"), "بار تست");
    }
}
