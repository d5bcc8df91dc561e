//! Custom text fields for texts of the model that the format has no element for.

use critpath::model::{Document, ResourceKind};

use super::element::{Element, KeptElement};
use super::numbers::Numbers;
use crate::mspdi::custom::{ID, KIND, PRIORITY};
use crate::mspdi::schema::{FIELD, FIELD_VALUE, resource_text, task_text};

/// A custom field: its number and the number in its name.
type Field = Option<(u32, u32)>;

/// The fields that a document needs.
#[derive(Debug, Default)]
pub(super) struct Fields {
    id_of_task: Field,
    priority_of_task: Field,
    id_of_resource: Field,
    kind_of_resource: Field,
}

impl Fields {
    /// Fields that the kept definitions leave free, the last ones first. Where none is free, the text is left out.
    pub(super) fn new(
        document: &Document,
        definitions: &[KeptElement],
        rows: &Numbers<'_>,
        resources: &Numbers<'_>,
    ) -> Self {
        let defined =
            definitions.iter().flat_map(KeptElement::inside).filter(|element| element.name == "FieldID");
        let taken: Vec<u32> = defined.filter_map(|field| field.text.parse().ok()).collect();
        let free = |number: fn(u32) -> u32| {
            let fields = (1..=30).rev().map(move |text| (number(text), text));
            fields.filter(|(field, _)| !taken.contains(field)).collect::<Vec<_>>().into_iter()
        };
        let (mut of_tasks, mut of_resources) = (free(task_text), free(resource_text));
        let mut next = |is_needed: bool| if is_needed { of_tasks.next() } else { None };
        let id_of_task = next(rows.has_assigned());
        let priority_of_task = next(document.tasks.iter().any(|task| task.priority.is_some()));
        let mut next = |is_needed: bool| if is_needed { of_resources.next() } else { None };
        let id_of_resource = next(resources.has_assigned());
        let kind_of_resource = next(document.resources.iter().any(|resource| is_unknown(resource.kind)));
        Fields { id_of_task, priority_of_task, id_of_resource, kind_of_resource }
    }

    /// The definitions of the fields, behind those that were kept.
    pub(super) fn definitions(&self, kept: &[KeptElement]) -> Vec<String> {
        let own = [
            (self.id_of_task, ID),
            (self.priority_of_task, PRIORITY),
            (self.id_of_resource, ID),
            (self.kind_of_resource, KIND),
        ];
        let own = own.into_iter().filter_map(|(field, alias)| field.map(|field| definition(field, alias)));
        kept.iter().map(|element| format!("{}\n", element.source)).chain(own).collect()
    }

    /// Adds the fields of a row of `Tasks`.
    pub(super) fn of_row(&self, row: &mut Element, id: Option<&str>, priority: Option<&str>) {
        value(row, self.id_of_task, id);
        value(row, self.priority_of_task, priority);
    }

    /// Adds the fields of a row of `Resources`.
    pub(super) fn of_resource(&self, row: &mut Element, id: Option<&str>, kind: ResourceKind) {
        value(row, self.id_of_resource, id);
        value(row, self.kind_of_resource, Some(kind.as_str()).filter(|_| is_unknown(kind)));
    }
}

/// Whether a kind of resource is one that the format does not know.
fn is_unknown(kind: ResourceKind) -> bool {
    matches!(kind, ResourceKind::Infrastructure | ResourceKind::Tool)
}

fn definition((field, text): (u32, u32), alias: &str) -> String {
    let mut definition = Element::new(FIELD);
    definition.text("FieldID", field);
    definition.text("FieldName", format_args!("Text{text}"));
    definition.text("Alias", alias);
    definition.named("ExtendedAttribute")
}

fn value(row: &mut Element, field: Field, text: Option<&str>) {
    if let (Some((field, _)), Some(text)) = (field, text) {
        let mut value = Element::new(FIELD_VALUE);
        value.text("FieldID", field);
        value.text("Value", text);
        row.element("ExtendedAttribute", value);
    }
}
