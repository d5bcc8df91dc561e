//! A promotion into Markdown for a page, the summary of a job or a pull request.

use critpath::model::promotion_result::{EnvironmentPromotion, PromotionResult};
use critpath::model::result::{GateReason, Verdict};
use critpath::time::Axis;

use super::{facts, headline, margin, said};
use crate::gate::{ORDER, cell, reason_table, saying, sign, word};

/// Writes a table of the environments, then what is known of each and why. Nothing of a guide is read as Markdown or
/// HTML. O(size of the answer).
pub fn markdown(axis: Axis, answer: &PromotionResult) -> String {
    let mut out = format!(
        "## {} {}: {}\n\n{}.\n",
        sign(answer.verdict),
        word(answer.verdict),
        cell(&answer.name),
        headline(answer)
    );
    if answer.environments.is_empty() {
        return out;
    }
    out +=
        "\n| environment | verdict | begins | done | window closes | margin |\n|---|---|---|---|---|---|\n";
    for environment in &answer.environments {
        out += &row(environment, axis);
    }
    for environment in &answer.environments {
        out += &format!("\n### {} {}\n\n", sign(environment.verdict), cell(&environment.name));
        for fact in facts(environment, axis) {
            out += &format!("- {}\n", cell(&fact));
        }
        for verdict in ORDER {
            let reasons: Vec<&GateReason> = saying(&environment.reasons, verdict).collect();
            if !reasons.is_empty() {
                out += &reason_table(&reasons, verdict != Verdict::Go);
            }
        }
    }
    out
}

fn row(environment: &EnvironmentPromotion, axis: Axis) -> String {
    let at = |text: &Option<String>| text.as_ref().map(|text| said(axis, text)).unwrap_or_default();
    let window = environment.window.as_ref();
    let cells = [
        cell(&environment.name),
        format!("{} {}", sign(environment.verdict), word(environment.verdict)),
        at(&environment.start),
        at(&environment.finish),
        window.map(|window| said(axis, &window.closes)).unwrap_or_default(),
        window.map(|window| margin(window.margin_s)).unwrap_or_default(),
    ];
    format!("| {} |\n", cells.join(" | "))
}
