//! The answer of PERT into text for a terminal, and into Markdown: dates, the path with its means and spreads, the caveat.

use std::collections::BTreeMap;

use critpath::model::pert::{PertResult, PertTask};
use critpath::plan::Plan;

use crate::chart::{amount, count, instant, instant_text, label, percent, signed};
use crate::escape;
use crate::measure::{clip, columns, fit};

use super::markdown_table::plain;
use super::paint::{Style, paint};
use super::{TextOptions, flow};

/// Writes the answer of PERT for people at a terminal. No line is wider than the width. O(n log n) in the answer.
pub fn pert_text(plan: &Plan, pert: &PertResult, options: &TextOptions) -> String {
    let facts = Facts { plan, pert };
    let width = options.columns();
    let name = escape::line(&pert.name);
    let mut out = paint(&clip(name.trim(), width, columns), Style::Strong, options.color) + "\n";
    out += &(flow(&facts.about(), " \u{b7} ", width) + "\n\n");
    let rows = facts.dates();
    let dates = rows.iter().map(|row| columns(&row.date)).max().unwrap_or_default();
    for row in &rows {
        let contingency = row.contingency.as_ref().map(|work| format!("; {work} to the planned date"));
        let said = format!("kept with {}{}", row.kept, contingency.unwrap_or_default());
        let line = format!("{}  {}  {said}", fit(&row.word, 7), fit(&row.date, dates));
        out += &(clip(line.trim_end(), width, columns).into_owned() + "\n");
    }
    out += &format!("\n{}\n", paint("Path of greatest mean", Style::Strong, options.color));
    let path = facts.path();
    let names = path.iter().map(|step| columns(&escape::line(step.name))).max().unwrap_or_default();
    for step in &path {
        let name = fit(&escape::line(step.name), names.clamp(8, width - 40));
        out += &format!("  {name}  mean {}, spread {}\n", step.mean, step.spread);
    }
    let words: Vec<String> = pert.caveat.split(' ').map(str::to_owned).collect();
    out + &format!("\n{}\n", flow(&words, " ", width))
}

/// Writes the answer of PERT as Markdown: for a summary of a pipeline, or a page. O(n log n) in the answer.
pub fn pert_markdown(plan: &Plan, pert: &PertResult) -> String {
    let facts = Facts { plan, pert };
    let mut out = format!("## {}\n\n{}.\n\n", plain(&pert.name), facts.about().join(", "));
    out += "| | finish | kept with | contingency |\n|---|---|---|---|\n";
    for row in facts.dates() {
        let contingency = row.contingency.unwrap_or_default();
        out += &format!("| {} | {} | {} | {contingency} |\n", row.word, row.date, row.kept);
    }
    out += "\n| path of greatest mean | mean | spread |\n|---|---|---|\n";
    for step in facts.path() {
        out += &format!("| {} | {} | {} |\n", plain(step.name), step.mean, step.spread);
    }
    out + &format!("\n{}\n", pert.caveat)
}

/// The answer with the plan that its dates belong to.
struct Facts<'a> {
    plan: &'a Plan,
    pert: &'a PertResult,
}

/// A date and how likely it is kept.
struct DateRow {
    word: String,
    date: String,
    kept: String,
    /// Work from the planned date to it, with its sign.
    contingency: Option<String>,
}

/// A task of the path.
struct Step<'a> {
    name: &'a str,
    mean: String,
    spread: String,
}

impl<'a> Facts<'a> {
    /// What it is, in a few words each.
    fn about(&self) -> Vec<String> {
        vec![
            format!("PERT along one path of {}", count(self.pert.path.len(), "task")),
            format!("mean {} of work", self.amount(self.pert.mean_s)),
            format!("standard deviation {}", self.amount(self.pert.standard_deviation_s)),
        ]
    }

    /// The planned date, and the percentiles.
    fn dates(&self) -> Vec<DateRow> {
        let pert = self.pert;
        let row = |word: String, date: &str, share: f64, contingency_s: Option<i64>| DateRow {
            word,
            date: self.date(date),
            kept: percent(share),
            contingency: contingency_s.map(|seconds| signed(seconds, &self.plan.document().units)),
        };
        let planned = row("Planned".into(), &pert.deterministic, pert.probability_of_deterministic, None);
        let percentiles = pert.percentiles.iter().map(|one| {
            row(format!("P{}", one.percent), &one.finish, one.percent / 100.0, Some(one.contingency_s))
        });
        [planned].into_iter().chain(percentiles).collect()
    }

    /// The tasks of the path with their names, in order of time.
    fn path(&self) -> Vec<Step<'a>> {
        let found: BTreeMap<&str, &PertTask> =
            self.pert.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
        let steps = self.pert.path.iter().filter_map(|id| {
            let stated = self.plan.task(id).map(|at| &self.plan.document().tasks[at])?;
            let task = found.get(id.as_str())?;
            Some(Step {
                name: label(&stated.name, id),
                mean: self.amount(task.mean_s),
                spread: self.amount(task.variance_s2.sqrt()),
            })
        });
        steps.collect()
    }

    fn date(&self, text: &str) -> String {
        let axis = self.plan.axis();
        instant(axis, text).map_or_else(|| text.to_owned(), |at| instant_text(axis, at))
    }

    fn amount(&self, seconds: f64) -> String {
        amount(seconds.round() as i64, &self.plan.document().units, false)
    }
}
