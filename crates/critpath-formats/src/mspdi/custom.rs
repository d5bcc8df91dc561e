//! Texts of the model that the format has no element for: custom text fields, which are known by their aliases.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::kept::Kept;
use crate::xml::Node;

/// The id of a task, a phase or a resource, where it is not the number that the format asks for.
pub(super) const ID: &str = "critpath id";
/// The priority of a task in words.
pub(super) const PRIORITY: &str = "critpath priority";
/// The kind of a resource that the format does not know.
pub(super) const KIND: &str = "critpath kind";

/// The custom text fields of a project that hold texts of the model.
#[derive(Debug, Default)]
pub(super) struct Custom {
    aliases: BTreeMap<String, &'static str>,
}

impl Custom {
    /// Finds the fields among the definitions; the other definitions are kept.
    pub(super) fn read<'a>(project: Node<'_, 'a>, kept: &mut Kept<'a>) -> Self {
        let mut custom = Custom::default();
        let mut others: Vec<Cow<'a, str>> = Vec::new();
        let Some(list) = project.child("ExtendedAttributes") else { return custom };
        for definition in list.children() {
            let text = |name| definition.child(name).map(|child| child.text().into_owned());
            let alias =
                [ID, PRIORITY, KIND].into_iter().find(|alias| text("Alias").as_deref() == Some(alias));
            match (alias, text("FieldID")) {
                (Some(alias), Some(field)) => drop(custom.aliases.insert(field, alias)),
                _ => others.push(definition.source()),
            }
        }
        if custom.aliases.is_empty() {
            kept.add(list);
        } else {
            kept.add_list("ExtendedAttributes", &others);
        }
        custom
    }

    /// What a field of a row says, if it is one of these.
    pub(super) fn value<'a>(&self, field: Node<'_, 'a>) -> Option<(&'static str, Cow<'a, str>)> {
        if self.aliases.is_empty() {
            return None;
        }
        let alias = self.aliases.get(field.child("FieldID")?.text().as_ref())?;
        Some((alias, field.child("Value").map(Node::text).unwrap_or_default()))
    }

    /// The ids of rows whose number is not their id, by the number.
    pub(super) fn ids<'t, 'a: 't>(&self, rows: impl Iterator<Item = Node<'t, 'a>>) -> Ids {
        let mut ids = Ids::default();
        if !self.aliases.values().any(|alias| *alias == ID) {
            return ids;
        }
        for row in rows {
            let fields = row.children().filter(|child| child.name() == "ExtendedAttribute");
            let id = fields.filter_map(|field| self.value(field)).find(|(alias, _)| *alias == ID);
            if let (Some(uid), Some((_, id))) = (row.child("UID"), id) {
                ids.0.insert(uid.text().into_owned(), id.into_owned());
            }
        }
        ids
    }
}

/// Ids by the numbers of rows, where they differ.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeMap<String, String>);

impl Ids {
    /// The id of the row with this number.
    pub(super) fn of(&self, uid: &str) -> Option<&str> {
        if self.0.is_empty() { None } else { self.0.get(uid).map(String::as_str) }
    }
}
