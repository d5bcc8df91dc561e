//! Names of people into names that Kubernetes takes.

use std::collections::BTreeSet;

/// Longest name, with room for what is put behind it in the 63 letters of a label.
const LONGEST: usize = 48;

/// Lower-case letters, digits and hyphens, as RFC 1123 has it for labels; `kind` where nothing is left.
pub(super) fn label(text: &str, kind: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter.to_ascii_lowercase() {
            letter if letter.is_ascii_alphanumeric() => out.push(letter),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
        if out.len() >= LONGEST {
            break;
        }
    }
    let out = out.trim_end_matches('-');
    if out.is_empty() { kind.to_owned() } else { out.to_owned() }
}

/// Names of which each is given once.
#[derive(Debug, Default)]
pub(super) struct Names {
    used: BTreeSet<String>,
}

impl Names {
    /// Whether a name is given for the first time.
    pub fn is_new(&mut self, name: &str) -> bool {
        self.used.insert(name.to_owned())
    }

    /// The label of a text, with a number if another has it.
    pub fn free(&mut self, text: &str, kind: &str) -> String {
        let wanted = label(text, kind);
        let mut name = wanted.clone();
        let mut number = 2;
        while !self.used.insert(name.clone()) {
            name = format!("{wanted}-{number}");
            number += 1;
        }
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_labels() {
        assert_eq!(label("API (v2), <b>", "service"), "api-v2-b");
        assert_eq!(label("راه", "service"), "service");
        assert_eq!(label(&"x".repeat(500), "service").len(), LONGEST);
        let mut names = Names::default();
        assert_eq!(
            [names.free("a b", "x"), names.free("a-b", "x"), names.free("", "x")],
            ["a-b", "a-b-2", "x"]
        );
    }
}
