//! The way back as Markdown, for a page or the summary of a pipeline.

use critpath::duration::readable;
use critpath::model::rollback_result::RollbackResult;
use critpath::plan::Plan;
use critpath::time::DAY_S;

use super::markdown_table::plain;
use super::rollback::{facts, verdict};

/// Writes the answer as a heading, a verdict, a list of facts and a table of the longest way back. O(size of the
/// answer).
pub fn rollback_markdown(plan: &Plan, answer: &RollbackResult) -> String {
    let axis = plan.axis();
    let mut out = format!("# Way back of {}\n\n**{}**\n", plain(&answer.name), plain(&verdict(answer, axis)));
    let listed: Vec<String> = facts(answer, axis).into_iter().filter(|line| !line.is_empty()).collect();
    out += "\n";
    for line in listed.iter().filter(|line| !line.starts_with("  ") && !line.ends_with(':')) {
        out += &format!("- {}\n", plain(line));
    }
    if let Some(worst) = answer.worst.as_ref().filter(|worst| !worst.chain.is_empty()) {
        out += "\n| Undo | Start | Finish | Waits for |\n|---|---|---|---|\n";
        for step in &worst.chain {
            let after = step.after.as_deref().map(plain).unwrap_or_default();
            out += &format!("| {} | {} | {} | {after} |\n", plain(&step.name), step.start, step.finish);
        }
    }
    if !answer.gates.is_empty() {
        out += "\n| Gate | Decided | Way back | Safe |\n|---|---|--:|---|\n";
        for gate in &answer.gates {
            let rollback = gate.rollback_s.map_or("none".into(), |seconds| readable(seconds, DAY_S));
            let safe = if gate.safe { "yes" } else { "no" };
            out += &format!("| {} | {} | {rollback} | {safe} |\n", plain(&gate.gate), gate.at);
        }
    }
    out
}
