//! Ids of a document into the numbers that the format asks for, and back where they differ.

use std::collections::{BTreeMap, BTreeSet};

use critpath::model::Document;

use super::element::KeptElement;

/// The numbers of the nouns of one kind.
#[derive(Debug, Default)]
pub(super) struct Numbers<'d> {
    by_id: BTreeMap<&'d str, u32>,
    /// Ids that their number does not say.
    others: BTreeSet<&'d str>,
}

impl<'d> Numbers<'d> {
    /// Ids that are numbers, behind a prefix, keep them; the others get numbers that are free, from 1. O(n log n).
    fn new(
        ids: impl Iterator<Item = &'d str> + Clone,
        prefix: &str,
        first: u32,
        taken: BTreeSet<u32>,
    ) -> Self {
        let mut numbers = Numbers::default();
        let mut taken = taken;
        for id in ids.clone() {
            if let Some(number) = id.strip_prefix(prefix).and_then(number).filter(|number| *number >= first) {
                numbers.by_id.insert(id, number);
                taken.insert(number);
            }
        }
        let mut free = (1..).filter(|number| !taken.contains(number));
        for id in ids {
            if !numbers.by_id.contains_key(id) {
                numbers.by_id.insert(id, free.next().unwrap_or_default());
                numbers.others.insert(id);
            }
        }
        numbers
    }

    /// The numbers of phases and tasks; those of kept rows are taken.
    pub(super) fn of_rows(document: &'d Document, kept: &[KeptElement]) -> Self {
        let phases = document.phases.iter().map(|phase| phase.id.as_str());
        let ids = phases.chain(document.tasks.iter().map(|task| task.id.as_str()));
        let uids = kept.iter().flat_map(KeptElement::inside).filter(|element| element.name == "UID");
        Numbers::new(ids, "", 1, uids.filter_map(|uid| number(&uid.text)).collect())
    }

    /// The numbers of resources; those of kept rows are taken.
    pub(super) fn of_resources(document: &'d Document, kept: &[KeptElement]) -> Self {
        let ids = document.resources.iter().map(|resource| resource.id.as_str());
        let uids = kept.iter().flat_map(KeptElement::inside).filter(|element| element.name == "UID");
        Numbers::new(ids, "resource-", 0, uids.filter_map(|uid| number(&uid.text)).collect())
    }

    /// The numbers of calendars, and of these that every plan has.
    pub(super) fn of_calendars(document: &'d Document, usual: &[&'d str]) -> Self {
        let ids = document.calendars.iter().map(|calendar| calendar.id.as_str());
        Numbers::new(ids.chain(usual.iter().copied()), "", 0, BTreeSet::new())
    }

    /// The number of an id.
    pub(super) fn of(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Whether the number of an id does not say it.
    pub(super) fn is_assigned(&self, id: &str) -> bool {
        self.others.contains(id)
    }

    /// Whether any number does not say its id.
    pub(super) fn has_assigned(&self) -> bool {
        !self.others.is_empty()
    }
}

/// A number as the format writes it.
fn number(text: &str) -> Option<u32> {
    let number: u32 = text.parse().ok()?;
    (number <= i32::MAX as u32 && number.to_string() == text).then_some(number)
}
