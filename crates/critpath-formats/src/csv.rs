//! A schedule, a forecast or a risk register into comma-separated values, RFC 4180: one row for each task or risk.
//!
//! A text cell that begins with `=`, `+`, `-`, `@`, a tab or a carriage return gets an apostrophe before
//! it: spreadsheet programs take such cells for formulas, and the texts come from guides that anyone may
//! have written. Whoever needs the texts byte for byte reads the JSON, which holds the same fields.

use critpath::model::forecast::{ForecastResult, TaskForecast};
use critpath::model::result::{ScheduleResult, TaskResult, UnscheduledTask};
use critpath::model::risk_register::{RankedRisk, RiskAssessment, RiskRegisterResult};

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

/// The columns of a risk, then those of its assessment before and, as `residual_…`, after mitigation.
const RISK_HEADER: [&str; 10] = [
    "rank",
    "id",
    "name",
    "category",
    "status",
    "owner",
    "proximity",
    "above_appetite",
    "tasks",
    "mitigations",
];
const ASSESSMENT_HEADER: [&str; 11] = [
    "probability",
    "probability_value",
    "impact",
    "impact_value",
    "score",
    "band",
    "delay_s",
    "factor",
    "cost",
    "expected_delay_s",
    "expected_cost",
];

/// Writes the risks by rank. Lines end in CR LF.
pub fn risks(register: &RiskRegisterResult) -> String {
    let after = ASSESSMENT_HEADER.map(|name| format!("residual_{name}"));
    let header = RISK_HEADER.iter().chain(&ASSESSMENT_HEADER).map(|name| (*name).to_owned()).chain(after);
    let rows = register.risks.iter().map(|risk| risk_row(risk).join(","));
    std::iter::once(header.collect::<Vec<_>>().join(",")).chain(rows).map(|row| row + "\r\n").collect()
}

fn risk_row(risk: &RankedRisk) -> Vec<String> {
    let mitigations: Vec<_> = risk.mitigations.iter().map(|mitigation| mitigation.text.as_str()).collect();
    let mut row = vec![
        risk.rank.to_string(),
        text(&risk.id),
        text(&risk.name),
        optional(risk.category.as_deref()),
        risk.status.to_string(),
        optional(risk.owner.as_deref()),
        optional(risk.proximity.as_deref()),
        risk.above_appetite.to_string(),
        text(&risk.tasks.join(" ")),
        text(&mitigations.join("; ")),
    ];
    row.extend(assessment(&risk.inherent));
    let none = || std::array::from_fn(|_| String::new());
    row.extend(risk.residual.as_ref().map_or_else(none, assessment));
    row
}

fn assessment(of: &RiskAssessment) -> [String; 11] {
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let measure = |measure: &Option<critpath::model::risk_register::RiskMeasure>| {
        let word = measure.as_ref().map(|measure| measure.word.as_str());
        (optional(word), number(measure.as_ref().map(|measure| measure.value)))
    };
    let ((probability, likely), (impact, bad)) = (measure(&of.probability), measure(&of.impact));
    [
        probability,
        likely,
        impact,
        bad,
        number(of.score),
        optional(of.band.as_deref()),
        number(of.delay_s),
        number(of.factor),
        number(of.cost),
        number(of.expected_delay_s),
        number(of.expected_cost),
    ]
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
