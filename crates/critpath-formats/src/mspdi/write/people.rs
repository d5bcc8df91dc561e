//! Resources and assignments into rows.

use critpath::model::ResourceKind;

use super::element::{Element, kept, text_of};
use super::values::tenths;
use super::{Writer, inside_of, is_of_project};
use crate::mspdi::schema::{ASSIGNMENT, RESOURCE};

impl Writer<'_> {
    pub(super) fn people(&self) -> Vec<String> {
        let mut written = Vec::with_capacity(self.document.resources.len());
        for (number, resource) in (1..).zip(&self.document.resources) {
            let kept = kept(&resource.extensions);
            let mut row = Element::new(RESOURCE);
            row.some("UID", self.resources.of(&resource.id));
            if text_of(&kept, "ID").is_none() {
                row.text("ID", number);
            }
            row.text("Name", if resource.name.is_empty() { &resource.id } else { &resource.name });
            if text_of(&kept, "Type").is_none() {
                row.text("Type", u8::from(resource.kind != ResourceKind::Material));
            }
            row.some("MaxUnits", resource.capacity);
            row.some("CalendarUID", resource.calendar.as_deref().and_then(|id| self.calendars.of(id)));
            row.some("Notes", resource.description.as_ref());
            let id = Some(resource.id.as_str()).filter(|id| self.resources.is_assigned(id));
            self.fields.of_resource(&mut row, id, resource.kind);
            row.keep(&kept);
            written.push(row.named("Resource"));
        }
        written.extend(inside_of(&self.kept, "Resources").iter().map(|row| format!("{}\n", row.source)));
        written
    }

    /// Who works on what. New assignments are numbered behind those that were kept.
    pub(super) fn work(&self) -> Vec<String> {
        let needs =
            self.document.tasks.iter().flat_map(|task| task.needs.iter().map(move |need| (task, need)));
        let needs: Vec<_> = needs.map(|(task, need)| (task, need, kept(&need.extensions))).collect();
        let unplaced = inside_of(&self.kept, "Assignments");
        let uids = needs.iter().filter_map(|(_, _, kept)| text_of(kept, "UID")?.parse::<u32>().ok());
        let of_unplaced =
            unplaced.iter().filter_map(|row| text_of(&row.inside(), "UID")?.parse::<u32>().ok());
        let mut uid = uids.chain(of_unplaced).max().unwrap_or(0);
        let is_numbered = uid > 0 || !is_of_project(self.document);
        let mut written = Vec::with_capacity(needs.len());
        for (task, need, kept) in needs {
            let resource = self.resources.of(&need.resource);
            let (Some(task), Some(resource)) = (self.rows.of(&task.id), resource) else { continue };
            let mut row = Element::new(ASSIGNMENT);
            let is_new = kept.is_empty() && is_numbered;
            if is_new {
                uid = uid.saturating_add(1);
                row.text("UID", uid);
            }
            row.text("TaskUID", task);
            row.text("ResourceUID", resource);
            // A delay by levelling is kept as it stands.
            let delay = need.delay.map(|delay| tenths(delay.seconds(&self.document.units)));
            let by_leveling = text_of(&kept, "LevelingDelay").and_then(|tenths| tenths.parse().ok());
            row.some("Delay", delay.filter(|delay| by_leveling != Some(*delay)));
            row.some("Units", need.units.or(is_new.then_some(1.0)));
            row.some("Notes", need.notes.as_ref());
            row.keep(&kept);
            written.push(row.named("Assignment"));
        }
        written.extend(unplaced.iter().map(|row| format!("{}\n", row.source)));
        written
    }
}
