//! The resources of a file, and which activities need them.

use std::collections::{BTreeMap, BTreeSet};

use critpath::model::{Assignment, Document, Resource, ResourceKind};

use super::table::{Row, Tables};
use super::values::Values;

/// Who does the work.
#[derive(Debug, Default)]
pub(super) struct Staff<'a> {
    /// Names of resources, by their numbers.
    pub(super) names: BTreeMap<&'a str, String>,
    /// What activities need, by the numbers of these.
    pub(super) needs: BTreeMap<&'a str, Vec<Assignment>>,
}

/// Adds the resources, and gathers the assignments of a project.
pub(super) fn read<'a>(
    tables: &Tables<'a>,
    project: &str,
    document: &mut Document,
    values: &mut Values,
) -> Staff<'a> {
    let codes = tables.rows("TASK").map(|row| row.text("task_code"));
    let mut used: BTreeSet<&str> = codes.collect();
    let calendars: BTreeSet<String> = document.calendars.iter().map(|calendar| calendar.id.clone()).collect();
    let mut rates = rates(tables);
    let mut ids: BTreeMap<&str, String> = BTreeMap::new();
    let mut staff = Staff::default();
    for mut row in tables.rows("RSRC") {
        let number = row.text("rsrc_id");
        let code = row.text("rsrc_short_name");
        let id = if !code.is_empty() && used.insert(code) {
            code.to_owned()
        } else {
            format!("resource-{number}")
        };
        let rate = rates.remove(number);
        document.resources.push(resource(&mut row, id.clone(), rate, &calendars, values));
        ids.insert(number, id);
        let name = document.resources.last().map(|resource| resource.name.clone());
        staff.names.extend(name.filter(|name| !name.is_empty()).map(|name| (number, name)));
    }
    for mut row in tables.rows("TASKRSRC").filter(|row| row.text("proj_id") == project) {
        let task = row.take("task_id").unwrap_or_default();
        // Roles that nobody fills are in the tables that are kept.
        let Some(id) = ids.get(row.text("rsrc_id")) else { continue };
        staff.needs.entry(task).or_default().push(assignment(&mut row, id.clone(), values));
    }
    staff
}

/// The first rate of each resource, by its number.
fn rates<'a, 't>(tables: &'t Tables<'a>) -> BTreeMap<&'a str, Row<'a, 't>> {
    let mut rates = BTreeMap::new();
    for row in tables.rows("RSRCRATE") {
        rates.entry(row.text("rsrc_id")).or_insert(row);
    }
    rates
}

fn resource(
    row: &mut Row<'_, '_>,
    id: String,
    rate: Option<Row<'_, '_>>,
    calendars: &BTreeSet<String>,
    values: &mut Values,
) -> Resource {
    let kinds = [
        ("RT_Labor", ResourceKind::Human),
        ("RT_Equip", ResourceKind::Infrastructure),
        ("RT_Mat", ResourceKind::Material),
    ];
    let mut resource = Resource {
        id,
        name: row.take_words("rsrc_name").unwrap_or_default(),
        kind: values.word(row, "rsrc_type", "`RT_Labor`, `RT_Equip` or `RT_Mat`", &kinds).unwrap_or_default(),
        calendar: calendars.get(row.text("clndr_id")).cloned(),
        span: Some(row.span),
        ..Resource::default()
    };
    if resource.calendar.is_some() {
        row.take("clndr_id");
    }
    if let Some(mut rate) = rate {
        resource.capacity = values.number(&mut rate, "max_qty_per_hr").filter(|capacity| *capacity > 0.0);
        resource.cost_per_hour = values.number(&mut rate, "cost_per_qty").filter(|cost| *cost > 0.0);
    }
    row.keep_rest(&mut resource.extensions);
    resource
}

fn assignment(row: &mut Row<'_, '_>, resource: String, values: &mut Values) -> Assignment {
    row.take("rsrc_id");
    let units = values.number(row, "target_qty_per_hr").filter(|units| *units > 0.0);
    let mut assignment = Assignment { resource, units, span: Some(row.span), ..Assignment::default() };
    row.keep_rest(&mut assignment.extensions);
    assignment
}
