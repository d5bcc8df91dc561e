//! Drafts of several files into one forest: levels become elements, duplicates are merged, siblings are in order.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use critpath::diagnostic::Code;
use critpath::model::Span;

use super::alias;
use super::draft::Draft;
use super::merge;
use super::notes::Notes;

/// Elements with their children by index. Every element is in it once, and each can be reached from a root.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// The elements; their own lists of children are empty.
    pub nodes: Vec<Tree>,
    /// The ones without a parent, in order.
    pub roots: Vec<usize>,
    by_id: BTreeMap<String, usize>,
    /// Elements that only a name states, by parent and name.
    by_name: BTreeMap<(Option<usize>, String), usize>,
}

/// An element and where it is.
#[derive(Debug)]
pub(super) struct Tree {
    /// What it says.
    pub draft: Draft,
    /// Its children, in order.
    pub children: Vec<usize>,
    /// The element above it.
    pub parent: Option<usize>,
    /// Its place among its siblings: its index, or the index of the first one that it was made for.
    place: usize,
}

impl Forest {
    /// Plants the drafts. `sorted` puts siblings in the order of their ids. O(n log n).
    pub fn plant(drafts: Vec<Draft>, sorted: bool, notes: &mut Notes) -> Forest {
        let mut forest = Forest::default();
        // Children wait here with their parent, so that depth costs no stack.
        let mut waiting: Vec<_> = drafts.into_iter().rev().map(|draft| (draft, None)).collect();
        while let Some((mut draft, parent)) = waiting.pop() {
            let parent = forest.descend(&mut draft, parent);
            let children = std::mem::take(&mut draft.children);
            let index = forest.add(draft, parent, notes);
            waiting.extend(children.into_iter().rev().map(|child| (child, Some(index))));
        }
        forest.adopt();
        forest.link();
        forest.cut_rings(notes);
        if sorted {
            forest.sort();
        }
        forest
    }

    /// Makes the elements that a draft's levels name above it, and returns the last one.
    fn descend(&mut self, draft: &mut Draft, parent: Option<usize>) -> Option<usize> {
        let mut levels = std::mem::take(&mut draft.levels);
        levels.sort();
        // The last level is most often the element itself.
        if levels.last().is_some_and(|(_, name, _)| draft.task.name.is_empty() || *name == draft.task.name)
            && let Some((_, name, _)) = levels.pop()
        {
            draft.task.name = name;
        }
        // Below another element, levels repeat where it stands.
        if parent.is_some() {
            return parent;
        }
        let place = self.nodes.len();
        levels.into_iter().fold(None, |parent, (_, name, span)| Some(self.named(name, parent, place, span)))
    }

    /// The phase of this name below a parent, made if there is none.
    fn named(&mut self, name: String, parent: Option<usize>, place: usize, span: Span) -> usize {
        if let Some(index) = self.by_name.get(&(parent, name.clone())) {
            return *index;
        }
        let mut draft = Draft { phase: true, ..Draft::default() };
        draft.task.name.clone_from(&name);
        draft.task.span = Some(span);
        let index = self.push(draft, parent);
        self.nodes[index].place = place;
        self.by_name.insert((parent, name), index);
        index
    }

    fn push(&mut self, draft: Draft, parent: Option<usize>) -> usize {
        let index = self.nodes.len();
        self.nodes.push(Tree { draft, children: Vec::new(), parent, place: index });
        index
    }

    /// Adds an element, or merges it into the one that has its id.
    fn add(&mut self, draft: Draft, parent: Option<usize>, notes: &mut Notes) -> usize {
        if draft.task.id.is_empty() {
            return self.push(draft, parent);
        }
        if let Some(index) = self.by_id.get(&draft.task.id) {
            let tree = &mut self.nodes[*index];
            let elsewhere = parent.is_some() && tree.parent.is_some() && parent != tree.parent;
            tree.parent = tree.parent.or(parent.filter(|parent| parent != index));
            notes.push(merge::drafts(&mut tree.draft, draft, elsewhere));
            return *index;
        }
        let id = draft.task.id.clone();
        let index = self.push(draft, parent);
        self.by_id.insert(id, index);
        index
    }

    /// Puts elements under the ones that they name, by id or by name; a name that nobody has becomes a phase.
    fn adopt(&mut self) {
        let mut by_name: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (index, tree) in self.nodes.iter().enumerate() {
            // A name that two elements have names neither.
            let name = alias::normal(&tree.draft.task.name);
            by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
        }
        for index in 0..self.nodes.len() {
            let Some((name, span)) = self.nodes[index].draft.parent.take() else { continue };
            let own = self.nodes[index].parent;
            let known = self.by_id.get(&name).copied();
            let known = known.or_else(|| by_name.get(&alias::normal(&name)).copied().flatten());
            let parent = match known.filter(|known| *known != index) {
                Some(known) => known,
                None => self.named(name, own, index, span),
            };
            self.nodes[index].parent = Some(parent);
        }
    }

    /// Lists the children of each element, in the order of the files.
    fn link(&mut self) {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        order.sort_by_key(|index| self.nodes[*index].place);
        for index in order {
            match self.nodes[index].parent {
                Some(parent) => self.nodes[parent].children.push(index),
                None => self.roots.push(index),
            }
        }
    }

    /// Makes every element reachable: one of each ring of parents becomes a root.
    fn cut_rings(&mut self, notes: &mut Notes) {
        let mut seen = vec![false; self.nodes.len()];
        for root in &self.roots {
            self.mark(*root, &mut seen);
        }
        for index in 0..self.nodes.len() {
            if seen[index] {
                continue;
            }
            let task = &self.nodes[index].draft.task;
            let name = if task.id.is_empty() { &task.name } else { &task.id };
            notes.report(Code::PhaseCycle, task.span, format!("`{name}` is part of itself"));
            if let Some(parent) = self.nodes[index].parent.take() {
                self.nodes[parent].children.retain(|child| *child != index);
            }
            self.roots.push(index);
            self.mark(index, &mut seen);
        }
    }

    fn mark(&self, root: usize, seen: &mut [bool]) {
        let mut waiting = vec![root];
        while let Some(index) = waiting.pop() {
            if !std::mem::replace(&mut seen[index], true) {
                waiting.extend(&self.nodes[index].children);
            }
        }
    }

    /// Sorts siblings by id where the ids count: `1.2` before `1.10`. Elements that only have a name stand where the
    /// least id inside them does.
    fn sort(&mut self) {
        let mut keys: Vec<String> = self.nodes.iter().map(|tree| tree.draft.task.id.clone()).collect();
        // Made elements come before what they were made for, so that backwards every key is there when it is needed.
        for index in (0..self.nodes.len()).rev() {
            if let Some(parent) = self.nodes[index].parent
                && self.nodes[parent].draft.task.id.is_empty()
                && (keys[parent].is_empty() || natural(&keys[index], &keys[parent]).is_lt())
            {
                keys[parent] = keys[index].clone();
            }
        }
        let by_key = |a: &usize, b: &usize| natural(&keys[*a], &keys[*b]);
        let counts = |index: &usize| keys[*index].bytes().any(|byte| byte.is_ascii_digit());
        let lists = self.nodes.iter_mut().map(|tree| &mut tree.children);
        for list in lists.chain([&mut self.roots]) {
            if list.iter().all(counts) {
                list.sort_by(by_key);
            }
        }
    }
}

/// Compares texts with the numbers in them as numbers: `1.2` before `1.10`. O(length).
pub(super) fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a, b);
    while !left.is_empty() && !right.is_empty() {
        let (a, b) = (head(left), head(right));
        let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let order = if number(a) && number(b) {
            // Without leading zeros the longer number is the greater one.
            let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
            a.len().cmp(&b.len()).then_with(|| a.cmp(b))
        } else {
            a.cmp(b)
        };
        if order.is_ne() {
            return order;
        }
        (left, right) = (&left[a.len()..], &right[b.len()..]);
    }
    left.len().cmp(&right.len()).then_with(|| a.cmp(b))
}

/// The digits or the other letters that a text begins with.
fn head(text: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let numeric = text.starts_with(digit);
    &text[..text.find(|c| digit(c) != numeric).unwrap_or(text.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_ids_count() {
        let mut ids = ["1.10", "1.2", "1", "WBS-A-10", "WBS-A-9.1", "WBS-A-9", "1.02", "", "a", "۲"];
        ids.sort_by(|a, b| natural(a, b));
        assert_eq!(ids, ["", "1", "1.02", "1.2", "1.10", "WBS-A-9", "WBS-A-9.1", "WBS-A-10", "a", "۲"]);
    }
}
