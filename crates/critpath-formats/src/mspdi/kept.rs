//! Elements that the model has no field for: as they stand in the file, in the order of the schema.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::schema::{Order, rank};
use crate::xml::Node;

/// Where nouns keep the elements that the model has no field for.
pub(super) const EXTENSION: &str = "mspdi";

/// Elements on their way into the `extensions` of a noun.
#[derive(Debug)]
pub(super) struct Kept<'a> {
    order: Order,
    parts: Vec<(usize, Cow<'a, str>)>,
}

impl<'a> Kept<'a> {
    /// For the elements inside one that has this order.
    pub(super) fn new(order: Order) -> Self {
        Kept { order, parts: Vec::new() }
    }

    /// The same, with room for many.
    pub(super) fn with_room(order: Order) -> Self {
        Kept { order, parts: Vec::with_capacity(24) }
    }

    /// Keeps an element as it stands.
    pub(super) fn add(&mut self, node: Node<'_, 'a>) {
        self.put(node.name(), node.source());
    }

    /// Keeps an element whose place in the order is known.
    pub(super) fn add_at(&mut self, rank: usize, node: Node<'_, 'a>) {
        self.parts.push((rank, node.source()));
    }

    /// Keeps these of several elements that are there.
    pub(super) fn add_all<'t>(&mut self, nodes: impl IntoIterator<Item = Option<Node<'t, 'a>>>)
    where
        'a: 't,
    {
        nodes.into_iter().flatten().for_each(|node| self.add(node));
    }

    /// Keeps a list with these of its elements; none if it holds nothing.
    pub(super) fn add_list(&mut self, name: &'static str, elements: &[Cow<'a, str>]) {
        if !elements.is_empty() {
            self.put(name, Cow::Owned(format!("<{name}>{}</{name}>", elements.concat())));
        }
    }

    fn put(&mut self, name: &str, source: Cow<'a, str>) {
        let last = self.parts.last().map_or(0, |(rank, _)| *rank);
        self.parts.push((rank(self.order, name, last), source));
    }

    /// Puts what was kept where the noun keeps it.
    pub(super) fn into(mut self, extensions: &mut BTreeMap<String, Value>) {
        if self.parts.is_empty() {
            return;
        }
        if !self.parts.is_sorted_by_key(|(rank, _)| *rank) {
            self.parts.sort_by_key(|(rank, _)| *rank);
        }
        let mut text = String::with_capacity(self.parts.iter().map(|(_, source)| source.len()).sum());
        self.parts.iter().for_each(|(_, source)| text.push_str(source));
        extensions.insert(EXTENSION.to_owned(), text.into());
    }
}
