//! Resources and assignments into rows.

use std::collections::BTreeSet;

use critpath::model::{Assignment, ResourceKind, Task};

use super::element::{Element, KeptElement, kept, text_of};
use super::timephased::{Parts, is_replaced};
use super::values::{period, tenths};
use super::{Writer, inside_of, is_of_project};
use crate::mspdi::schema::{ASSIGNMENT, RESOURCE};
use crate::mspdi::values::{done_s, period_s};

/// The number of the resource of work that nobody is assigned to.
const NOBODY: i32 = -65_535;

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
        let tasks = self.document.tasks.iter().enumerate();
        let needs = tasks.flat_map(|(at, task)| task.needs.iter().map(move |need| (at, task, need)));
        let needs: Vec<_> = needs.map(|(at, task, need)| (at, task, need, kept(&need.extensions))).collect();
        let parts = Parts::new(self.document, self.clock.axis(), self.dates.as_ref());
        let materials = self.document.resources.iter().filter(|one| one.kind == ResourceKind::Material);
        let materials: BTreeSet<&str> = materials.map(|one| one.id.as_str()).collect();
        let unplaced = inside_of(&self.kept, "Assignments");
        let uids = needs.iter().filter_map(|(.., kept)| text_of(kept, "UID")?.parse::<u32>().ok());
        let of_unplaced =
            unplaced.iter().filter_map(|row| text_of(&row.inside(), "UID")?.parse::<u32>().ok());
        let mut uid = uids.chain(of_unplaced).max().unwrap_or(0);
        let is_numbered = uid > 0 || !is_of_project(self.document);
        let mut written = Vec::with_capacity(needs.len());
        for (at, task, need, mut kept) in needs {
            let resource = self.resources.of(&need.resource);
            let (Some(uid_of_task), Some(resource)) = (self.rows.of(&task.id), resource) else { continue };
            let mut row = Element::new(ASSIGNMENT);
            let is_new = kept.is_empty() && is_numbered;
            if is_new {
                uid = uid.saturating_add(1);
                row.text("UID", uid);
            }
            row.text("TaskUID", uid_of_task);
            row.text("ResourceUID", resource);
            // A delay by levelling is kept as it stands.
            let delay = need.delay.map(|delay| tenths(delay.seconds(&self.document.units)));
            let by_leveling = text_of(&kept, "LevelingDelay").and_then(|tenths| tenths.parse().ok());
            row.some("Delay", delay.filter(|delay| by_leveling != Some(*delay)));
            row.some("Units", need.units.or(is_new.then_some(1.0)));
            row.some("Notes", need.notes.as_ref());
            if !materials.contains(need.resource.as_str()) {
                self.effort(&mut row, task, need, &kept);
            }
            let units = need.units.unwrap_or(1.0);
            if let Some(parts) = parts.as_ref().and_then(|parts| parts.rows(at, task, units, self.document)) {
                kept.retain(|element| !is_replaced(element));
                parts.into_iter().for_each(|part| row.element("TimephasedData", part));
            }
            row.keep(&kept);
            written.push(row.named("Assignment"));
        }
        let taken = match &parts {
            Some(parts) => self.work_of_nobody(parts, &unplaced, &mut uid, &mut written),
            None => BTreeSet::new(),
        };
        let unplaced = unplaced.into_iter().filter(|row| {
            taken.is_empty() || text_of(&row.inside(), "TaskUID").is_none_or(|task| !taken.contains(task))
        });
        written.extend(unplaced.map(|row| format!("{}\n", row.source)));
        written
    }

    /// Adds the work of split tasks that nobody is assigned to; the numbers of these tasks.
    fn work_of_nobody(
        &self,
        parts: &Parts<'_>,
        unplaced: &[KeptElement],
        uid: &mut u32,
        written: &mut Vec<String>,
    ) -> BTreeSet<String> {
        let mut taken = BTreeSet::new();
        for (at, task) in self.document.tasks.iter().enumerate().filter(|(_, task)| task.needs.is_empty()) {
            let Some(rows) = parts.rows(at, task, 1.0, self.document) else { continue };
            let Some(number) = self.rows.of(&task.id).map(|number| number.to_string()) else { continue };
            let of_task = |row: &&KeptElement| text_of(&row.inside(), "TaskUID") == Some(&number);
            let mut kept = unplaced.iter().find(of_task).map(KeptElement::inside).unwrap_or_default();
            let mut row = Element::new(ASSIGNMENT);
            if kept.is_empty() {
                *uid = uid.saturating_add(1);
                row.text("UID", *uid);
                row.text("TaskUID", &number);
                row.text("ResourceUID", NOBODY);
            }
            rows.into_iter().for_each(|part| row.element("TimephasedData", part));
            kept.retain(|element| !is_replaced(element));
            row.keep(&kept);
            written.push(row.named("Assignment"));
            taken.insert(number);
        }
        taken
    }

    /// Adds how much work an assignment is, as far as nothing was kept of it: what the schedule makes of duration and
    /// units.
    fn effort(&self, row: &mut Element, task: &Task, need: &Assignment, kept: &[KeptElement]) {
        let Some(dates) = self.dates.as_ref().and_then(|dates| dates.tasks.get(task.id.as_str())) else {
            return;
        };
        let units = need.units.unwrap_or(1.0).max(0.0);
        let of_plan = &self.document.units;
        let duration_s = match task.duration.filter(|_| !task.kind.is_milestone()) {
            Some(duration) => duration.seconds(of_plan),
            None => dates.duration_s,
        };
        let by_units = |seconds: i64| (seconds as f64 * units).round() as i64;
        let work_s = kept_s(kept, "Work").unwrap_or(by_units(duration_s));
        let done_s = done_s(duration_s, task.progress.as_ref(), of_plan);
        // Work that was kept is done to the same share.
        let of_work = |seconds: i64| match duration_s {
            1.. => (i128::from(work_s) * i128::from(seconds) / i128::from(duration_s)) as i64,
            _ => 0,
        };
        let actual_s = kept_s(kept, "ActualWork").unwrap_or(of_work(done_s));
        for (name, seconds) in
            [("Work", work_s), ("ActualWork", actual_s), ("RemainingWork", (work_s - actual_s).max(0))]
        {
            if text_of(kept, name).is_none() {
                row.text(name, period(seconds));
            }
        }
    }
}

/// Seconds of an amount of time that was kept.
fn kept_s(kept: &[KeptElement], name: &str) -> Option<i64> {
    period_s(text_of(kept, name)?)
}
