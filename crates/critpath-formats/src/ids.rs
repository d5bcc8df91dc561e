//! Names into ids that nothing else has.

use std::collections::{BTreeMap, BTreeSet};

use crate::markdown::phrase;

/// Longest id with a prefix, in bytes.
const LONGEST: usize = 200;

/// Ids in use, and the next number for each that was wanted more than once.
#[derive(Debug, Default)]
pub(crate) struct Ids {
    used: BTreeSet<String>,
    next: BTreeMap<String, usize>,
}

impl Ids {
    /// Takes an id that the text states. Stated twice, the check tells.
    pub fn reserve(&mut self, id: &str) {
        if !id.is_empty() {
            self.used.insert(id.to_owned());
        }
    }

    /// A free id: the slug of the name, then with the prefix, then with a number. `kind` is for names without letters.
    pub fn make(&mut self, name: &str, prefix: Option<&str>, kind: &str) -> String {
        let slug =
            Some(phrase::slug(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| kind.to_owned());
        if self.used.insert(slug.clone()) {
            return slug;
        }
        // Deep inside phases of the same name, prefixes would grow without end.
        let prefix = prefix.filter(|prefix| prefix.len() + slug.len() < LONGEST);
        let longer = prefix.map_or_else(|| slug.clone(), |prefix| format!("{prefix}-{slug}"));
        if self.used.insert(longer.clone()) {
            return longer;
        }
        let next = self.next.entry(longer.clone()).or_insert(2);
        loop {
            let numbered = format!("{longer}-{next}");
            *next += 1;
            if self.used.insert(numbered.clone()) {
                return numbered;
            }
        }
    }

    /// Makes an id where none is stated.
    pub fn fill(&mut self, id: &mut String, name: &str, prefix: Option<&str>, kind: &str) {
        if id.is_empty() {
            *id = self.make(name, prefix, kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_made_unique() {
        let mut ids = Ids::default();
        ids.reserve("test");
        assert_eq!(ids.make("Test", Some("build"), "task"), "build-test");
        assert_eq!(ids.make("Test!", Some("build"), "task"), "build-test-2");
        assert_eq!(ids.make("Test", Some("build"), "task"), "build-test-3");
        assert_eq!(ids.make("!!", None, "task"), "task");
        assert_eq!(ids.make("فاز ۱", None, "phase"), "فاز-۱");
    }
}
