//! Rollouts into tables for a terminal: the steps, how long each is watched and why, and what a failure costs.

use critpath::duration::readable;
use critpath::model::rollout_result::{RolloutBudget, RolloutReport, RolloutResult, RolloutStepReport};
use critpath::time::DAY_S;

use super::TextOptions;
use super::paint::{Style, paint};
use crate::escape;
use crate::measure::{columns, fit};

/// The headings of the columns of [`cells`].
pub(crate) const HEADINGS: [&str; 9] =
    ["At", "Traffic", "Change", "Soak", "Gate", "Seen after", "Undo", "Way back", "Spoils"];

/// Writes each rollout for people. O(size of the answer).
pub fn rollout_table(answer: &RolloutResult, options: &TextOptions) -> String {
    let mut out = String::new();
    let name = escape::line(&answer.name);
    if !name.trim().is_empty() {
        out += &format!("{}\n\n", paint(name.trim(), Style::Strong, options.color));
    }
    if answer.rollouts.is_empty() {
        return out + "No task of the plan is a rollout.\n";
    }
    let parts: Vec<String> = answer.rollouts.iter().map(|report| rollout(report, options)).collect();
    out + &parts.join("\n")
}

fn rollout(report: &RolloutReport, options: &TextOptions) -> String {
    let mut out = format!("{}\n\n", paint(&escape::line(&headline(report)), Style::Strong, options.color));
    let rows: Vec<[String; 9]> = report.steps.iter().map(cells).collect();
    let widths: Vec<usize> = (0..HEADINGS.len())
        .map(|at| rows.iter().map(|row| columns(&row[at])).chain([columns(HEADINGS[at])]).max().unwrap_or(0))
        .collect();
    let line = |cells: &[String; 9]| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("  {}", fit(cell, *width)));
        cells.collect::<String>().trim_end().to_owned()
    };
    let header = line(&HEADINGS.map(String::from));
    out += &format!("{}\n", paint(&header, Style::Strong, options.color));
    out += &format!("  {}\n", paint(&"\u{2500}".repeat(columns(&header) - 2), Style::Faint, options.color));
    for (step, cells) in report.steps.iter().zip(&rows) {
        let style = if is_sound(step) { Style::Plain } else { Style::Critical };
        out += &format!("{}\n", paint(&line(cells), style, options.color));
    }
    out += "\n";
    for fact in facts(report) {
        out += &format!("{}\n", escape::line(&fact));
    }
    out
}

/// What a rollout is, in a line.
pub(crate) fn headline(report: &RolloutReport) -> String {
    let traffic = match report.traffic_per_second {
        Some(rate) => format!(", {rate} requests/s"),
        None => String::new(),
    };
    let strategy = report.strategy.as_str().replace('_', "-");
    format!("{} ({}): {strategy}{traffic}, {}", report.name, report.task, amount(report.duration_s))
}

/// The cells of a step.
pub(crate) fn cells(step: &RolloutStepReport) -> [String; 9] {
    let or_none = |seconds: Option<i64>| seconds.map_or("-".into(), amount);
    let has_traffic = step.weight > 0.0;
    let change = if step.outage { format!("{}, down", amount(step.change_s)) } else { amount(step.change_s) };
    let soak = if step.soak_enough { amount(step.soak_s) } else { format!("{} !", amount(step.soak_s)) };
    [
        amount(step.start_s),
        percent(step.weight / 100.0),
        change,
        soak,
        step.gate.as_deref().map_or("-".into(), |gate| escape::line(gate).into_owned()),
        if has_traffic { or_none(step.detection_s) } else { "-".into() },
        amount(step.undo_s),
        if has_traffic { or_none(step.rollback_s) } else { "-".into() },
        step.failure_s.map_or("-".into(), |seconds| amount(seconds.ceil() as i64)),
    ]
}

/// Whether a step is watched for long enough, and a failure of it is seen before the next.
pub(crate) fn is_sound(step: &RolloutStepReport) -> bool {
    let is_seen = step.weight <= 0.0 || step.detection_s.is_some_and(|seconds| seconds <= step.soak_s);
    step.soak_enough && is_seen
}

/// What is behind the figures, a line for each fact.
pub(crate) fn facts(report: &RolloutReport) -> Vec<String> {
    let mut lines = Vec::new();
    for step in report.steps.iter().filter(|step| step.weight > 0.0) {
        let seen = match &step.detected_by {
            Some(by) => format!("; seen by {by}"),
            None => "; nothing sees a failure".into(),
        };
        lines.push(format!(
            "{}: watched {} ({}){}{seen}",
            step.id,
            amount(step.soak_s),
            step.soak_detail,
            short(step)
        ));
    }
    if let Some(step) = report.steps.last() {
        let undo: Vec<String> = step
            .undo
            .iter()
            .map(|part| format!("{} {}", part.name.to_lowercase(), amount(part.duration_s)))
            .collect();
        lines.push(format!("Way back from {}: {}", step.id, undo.join(", ")));
    }
    if let Some(delay) = report.scale_down_delay_s {
        let then = match report.startup_s {
            Some(startup) => format!("then it takes {} to start it again", amount(startup)),
            None => "then there is no way back that could be timed".into(),
        };
        lines.push(format!(
            "The old version stands by for {} once all traffic has left it; {then}",
            amount(delay)
        ));
    }
    lines.extend(report.budgets.iter().map(budget));
    lines
}

/// What the soak time of a step falls short of.
fn short(step: &RolloutStepReport) -> String {
    match step.soak_needed_s {
        Some(needed) if !step.soak_enough => format!(", needs {}", amount(needed)),
        _ if !step.soak_enough => ", which decides nothing".into(),
        _ => String::new(),
    }
}

/// What a rollout costs of an error budget, in a line.
pub(crate) fn budget(budget: &RolloutBudget) -> String {
    let left = match budget.left {
        Some(left) => format!("{} is left", percent(left)),
        None => "what is left was not measured".into(),
    };
    let worst = budget.worst_step.as_deref().unwrap_or_default();
    let failure = match budget.failure {
        Some(cost) => format!("a failure of {worst} costs {}", percent(cost)),
        None => "what a failure costs is not known, as nothing sees it".into(),
    };
    let expected = budget.expected.map(|cost| format!(", {} on average", percent(cost))).unwrap_or_default();
    let verdict = if budget.lasts { "it lasts" } else { "it does NOT last" };
    format!(
        "Error budget of {} ({}): the rollout costs {}, {failure}{expected}; {left}: {verdict}",
        budget.objective,
        amount(budget.budget_s.round() as i64),
        percent(budget.deployment)
    )
}

pub(super) fn amount(seconds: i64) -> String {
    readable(seconds, DAY_S)
}

/// A share as percent, with one digit behind the point where that tells more.
fn percent(share: f64) -> String {
    let text = format!("{:.1}", 100.0 * share);
    format!("{} %", text.strip_suffix(".0").unwrap_or(&text))
}
