//! The numbers of the rows of a project into whether there is a row with a number.

use std::borrow::Cow;
use std::collections::BTreeSet;

/// Numbers of rows, as the file writes them.
#[derive(Debug, Default)]
pub(super) struct Uids<'a> {
    /// Those that are written as numbers are, rising.
    numbers: Vec<u32>,
    others: BTreeSet<Cow<'a, str>>,
}

impl<'a> Uids<'a> {
    /// O(n log n).
    pub(super) fn new(uids: impl Iterator<Item = Cow<'a, str>>) -> Self {
        let mut found = Uids::default();
        for uid in uids {
            match number(&uid) {
                Some(number) => found.numbers.push(number),
                None => drop(found.others.insert(uid)),
            }
        }
        found.numbers.sort_unstable();
        found.numbers.dedup();
        found
    }

    /// Whether there is a row with this number. O(1) where rows are numbered one after the other, else O(log n).
    pub(super) fn contains(&self, uid: &str) -> bool {
        let Some(number) = number(uid) else { return self.others.contains(uid) };
        let first = self.numbers.first().copied().unwrap_or(0);
        let guess = self.numbers.get(number.wrapping_sub(first) as usize);
        guess == Some(&number) || self.numbers.binary_search(&number).is_ok()
    }
}

/// A number as numbers are written: without a sign, without zeros before it.
fn number(text: &str) -> Option<u32> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_told_by_how_they_are_written() {
        let uids = Uids::new(["7", "0", "3", "04", "x", "4294967296", "7"].map(Cow::Borrowed).into_iter());
        for uid in ["7", "0", "3", "04", "x", "4294967296"] {
            assert!(uids.contains(uid), "{uid}");
        }
        for uid in ["4", "07", "+7", "", "8", "4294967295"] {
            assert!(!uids.contains(uid), "{uid}");
        }
    }
}
