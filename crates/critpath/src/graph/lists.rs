//! Items with keys into lists of items by key, in two flat arrays.

/// Positions of items, grouped by a key below some number; within a group in rising order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lists {
    pub(crate) first: Vec<u32>,
    pub(crate) list: Vec<u32>,
}

impl Lists {
    /// Groups items by their keys. O(items + groups).
    pub(crate) fn group(groups: usize, keys: impl Iterator<Item = u32> + Clone) -> Self {
        let mut first = vec![0; groups + 1];
        for key in keys.clone() {
            first[key as usize + 1] += 1;
        }
        for group in 0..groups {
            first[group + 1] += first[group];
        }
        let mut next = first.clone();
        let mut list = vec![0; first[groups] as usize];
        for (at, key) in keys.enumerate() {
            list[next[key as usize] as usize] = at as u32;
            next[key as usize] += 1;
        }
        Lists { first, list }
    }

    /// The items of a group.
    pub(crate) fn of(&self, group: u32) -> &[u32] {
        &self.list[self.first[group as usize] as usize..self.first[group as usize + 1] as usize]
    }
}
