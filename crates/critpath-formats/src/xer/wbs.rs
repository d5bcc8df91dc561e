//! The work breakdown structure of a project into phases. Its topmost node is the project itself.

use std::collections::{BTreeMap, BTreeSet};

use critpath::model::{Document, Phase};
use serde_json::{Map, Value};

use super::project::keep;
use super::table::{Row, Tables};
use super::values::Values;

/// Longest path of codes that is continued, in bytes: deep nesting would make paths of a quadratic length.
const LONGEST: usize = 200;

/// Where activities belong, by the number of their node.
#[derive(Debug, Default)]
pub(super) struct Breakdown<'a> {
    nodes: BTreeMap<&'a str, Placed>,
}

/// A node in its place.
#[derive(Debug, Clone, Default)]
struct Placed {
    /// Its phase; none if it is the project.
    phase: Option<String>,
    /// The phase around it.
    around: Option<String>,
    /// The codes from the project down to it.
    path: String,
}

impl Breakdown<'_> {
    /// The phase of a node.
    pub(super) fn phase(&self, node: &str) -> Option<&str> {
        self.nodes.get(node)?.phase.as_deref()
    }

    /// The phase around that of a node.
    pub(super) fn around(&self, node: &str) -> Option<&str> {
        self.nodes.get(node)?.around.as_deref()
    }
}

/// Adds the phases of a project, parents before what they hold, and says which one each node is.
pub(super) fn read<'a>(
    tables: &Tables<'a>,
    project: &str,
    document: &mut Document,
    kept: &mut Map<String, Value>,
    values: &mut Values,
) -> Breakdown<'a> {
    let of_project = |row: &Row<'_, '_>| row.text("proj_id") == project;
    let separator = tables.rows("PROJECT").find(of_project).map_or("", |row| row.text("name_sep_char"));
    let separator = if separator.is_empty() { "." } else { separator };
    // Phases and tasks share their ids; activities keep their codes.
    let codes = tables.rows("TASK").filter(of_project).map(|row| row.text("task_code"));
    let mut used: BTreeSet<String> = codes.map(str::to_owned).collect();
    let mut breakdown = Breakdown::default();
    for mut row in from_the_top(tables.rows("PROJWBS").filter(of_project).collect(), values) {
        let above = breakdown.nodes.get(row.text("parent_wbs_id")).cloned().unwrap_or_default();
        let number = row.take("wbs_id").unwrap_or_default();
        let code = row.take("wbs_short_name").unwrap_or(number);
        let path = match above.path.as_str() {
            "" => code.to_owned(),
            path if path.len() > LONGEST => code.to_owned(),
            path => format!("{path}{separator}{code}"),
        };
        let mut placed = Placed { around: above.phase, path, phase: None };
        if is_project(&row) {
            document.name = row.take_words("wbs_name").unwrap_or_else(|| std::mem::take(&mut document.name));
            row.keep("wbs_id");
            keep(kept, "wbs", &row);
        } else {
            let id = free_id(&placed.path, number, &mut used);
            placed.phase = Some(id.clone());
            document.phases.push(phase(row, id, &placed));
        }
        breakdown.nodes.insert(number, placed);
    }
    breakdown
}

/// Whether a node stands for its project.
fn is_project(row: &Row<'_, '_>) -> bool {
    row.text("proj_node_flag").eq_ignore_ascii_case("Y")
}

/// The rows so that parents come before what they hold, and what one node holds is in its order.
fn from_the_top<'a, 't>(mut rows: Vec<Row<'a, 't>>, values: &mut Values) -> Vec<Row<'a, 't>> {
    rows.sort_by_key(|row| row.text("seq_num").parse::<i64>().unwrap_or(i64::MAX));
    let numbers: BTreeSet<&str> = rows.iter().map(|row| row.text("wbs_id")).collect();
    let mut held: BTreeMap<&str, Vec<Row<'a, 't>>> = BTreeMap::new();
    let mut open: Vec<Row<'a, 't>> = Vec::new();
    for row in rows.into_iter().rev() {
        let parent = row.text("parent_wbs_id");
        if numbers.contains(parent) { held.entry(parent).or_default().push(row) } else { open.push(row) }
    }
    let mut sorted = Vec::new();
    while let Some(row) = open.pop() {
        open.extend(held.remove(row.text("wbs_id")).into_iter().flatten());
        sorted.push(row);
    }
    // What is left is part of itself.
    for row in held.into_values().flatten() {
        let span = row.span_of("parent_wbs_id");
        values.wrong("parent_wbs_id", row.text("parent_wbs_id"), span, "a node above this one");
        sorted.push(row);
    }
    sorted
}

fn free_id(path: &str, number: &str, used: &mut BTreeSet<String>) -> String {
    let numbered = || format!("{path}-{number}");
    let id = if used.contains(path) { numbered() } else { path.to_owned() };
    used.insert(id.clone());
    id
}

fn phase(mut row: Row<'_, '_>, id: String, placed: &Placed) -> Phase {
    let mut phase = Phase {
        id,
        name: row.take_words("wbs_name").unwrap_or_default(),
        parent: placed.around.clone(),
        wbs: Some(placed.path.clone()),
        span: Some(row.span),
        ..Phase::default()
    };
    // The model says these by other means; the number names the node in the tables that are kept.
    row.keep("wbs_id");
    row.keep_rest(&mut phase.extensions);
    phase
}
