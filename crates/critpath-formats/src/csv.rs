//! A schedule or a forecast into comma-separated values, RFC 4180: one row for each task.
//!
//! A text cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before
//! it: spreadsheet programs take such cells for formulas, and the texts come from guides that anyone may
//! have written. Whoever needs the texts byte for byte reads the JSON, which holds the same fields.

use critpath::model::forecast::{ForecastResult, TaskForecast};
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
    lines(std::iter::once(header).chain(rows))
}

/// Writes what each task does to the finish, in the order of the plan. What was not computed is empty.
pub fn forecast(forecast: &ForecastResult) -> String {
    const HEADER: [&str; 11] = [
        "id",
        "name",
        "duration_s",
        "mean_duration_s",
        "standard_deviation_s",
        "criticality_index",
        "significance_index",
        "ssi",
        "cruciality",
        "cruciality_spearman",
        "cruciality_kendall",
    ];
    let number = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    let row = |task: &TaskForecast| {
        [
            text(&task.id),
            text(&task.name),
            task.duration_s.to_string(),
            number(task.mean_duration_s),
            number(task.standard_deviation_s),
            number(task.criticality_index),
            number(task.significance_index),
            number(task.ssi),
            number(task.cruciality),
            number(task.cruciality_spearman),
            number(task.cruciality_kendall),
        ]
    };
    lines(std::iter::once(HEADER.map(String::from)).chain(forecast.tasks.iter().map(row)))
}

fn lines<const N: usize>(rows: impl Iterator<Item = [String; N]>) -> String {
    rows.map(|cells| cells.join(",") + "\r\n").collect()
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
