//! A schedule into comma-separated values, RFC 4180: one row for each task, dated or not.
//!
//! A text cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before
//! it: spreadsheet programs take such cells for formulas, and the texts come from guides that anyone may
//! have written. Whoever needs the texts byte for byte reads the JSON, which holds the same fields.

use critpath::model::result::{ScheduleResult, TaskResult, UnscheduledTask};

/// The columns: the fields of a task's result, and why a task has no dates.
const HEADER: [&str; 17] = [
    "id",
    "name",
    "phase",
    "kind",
    "owner",
    "start",
    "finish",
    "duration_s",
    "early_start",
    "early_finish",
    "late_start",
    "late_finish",
    "total_float_s",
    "free_float_s",
    "critical",
    "driver",
    "unscheduled_reason",
];

/// Writes the tasks with dates and then those without, each in the order of the plan. Lines end in CR LF.
pub fn tasks(schedule: &ScheduleResult) -> String {
    let header = HEADER.map(String::from);
    let rows = schedule.tasks.iter().map(dated).chain(schedule.unscheduled.iter().map(undated));
    std::iter::once(header).chain(rows).map(|cells| cells.join(",") + "\r\n").collect()
}

fn dated(task: &TaskResult) -> [String; 17] {
    let time = |text: &String| quoted(text);
    [
        text(&task.id),
        text(&task.name),
        optional(task.phase.as_deref()),
        task.kind.to_string(),
        optional(task.owner.as_deref()),
        time(&task.start),
        time(&task.finish),
        task.duration_s.to_string(),
        time(&task.early_start),
        time(&task.early_finish),
        time(&task.late_start),
        time(&task.late_finish),
        task.total_float_s.to_string(),
        task.free_float_s.to_string(),
        task.critical.to_string(),
        optional(task.driver.as_deref()),
        String::new(),
    ]
}

fn undated(task: &UnscheduledTask) -> [String; 17] {
    let mut cells = [const { String::new() }; 17];
    cells[0] = text(&task.id);
    cells[1] = text(&task.name);
    cells[2] = optional(task.phase.as_deref());
    cells[16] = task.reason.to_string();
    cells
}

fn optional(cell: Option<&str>) -> String {
    cell.map(text).unwrap_or_default()
}

/// A cell of text that no program takes for a formula.
fn text(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        quoted(&format!("'{cell}"))
    } else {
        quoted(cell)
    }
}

/// In quotes if it must be, with the quotes in it doubled.
fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.into()
    }
}
