//! Rollouts as Markdown, for a page or the summary of a pipeline.

use critpath::model::rollout_result::RolloutResult;

use super::markdown_table::plain;
use super::rollout::{HEADINGS, cells, facts, headline};

/// Writes each rollout as a heading, a table of its steps and a list of facts. O(size of the answer).
pub fn rollout_markdown(answer: &RolloutResult) -> String {
    let mut out = format!("# Rollouts of {}\n", plain(&answer.name));
    if answer.rollouts.is_empty() {
        out += "\nNo task of the plan is a rollout.\n";
    }
    for report in &answer.rollouts {
        out += &format!("\n## {}\n\n", plain(&headline(report)));
        out += &format!("| Step | {} |\n|---|{}\n", HEADINGS.join(" | "), "---|".repeat(HEADINGS.len()));
        for step in &report.steps {
            let cells: Vec<String> = cells(step).iter().map(|cell| plain(cell)).collect();
            out += &format!("| {} | {} |\n", plain(&step.name), cells.join(" | "));
        }
        out += "\n";
        for fact in facts(report) {
            out += &format!("- {}\n", plain(&fact));
        }
    }
    out
}
