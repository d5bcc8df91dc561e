//! A risk register into tables of GitHub-flavoured Markdown.

use critpath::model::risk_register::{RiskMatrix, RiskRegisterResult};
use critpath::model::{RiskStatus, WorkUnits};

use super::markdown_table::plain;
use crate::heat::{cell_of, expected, facts, measure, number, rank};

/// Writes the risks by rank, the grids of probability and impact, and the notes. O(risks + cells).
pub fn risk_markdown(register: &RiskRegisterResult, units: &WorkUnits) -> String {
    let mut out = match register.name.trim() {
        "" => "# Risks\n\n".to_owned(),
        name => format!("# Risks of {}\n\n", plain(name)),
    };
    out += &format!("{}\n", plain(&facts(register, units).join(" \u{b7} ")));
    if register.risks.is_empty() {
        return out;
    }
    out += "\n| No. | Risk | Probability | Impact | Score | Band | After mitigation | Expected | Owner | Status |\n\
            |--:|---|---|---|--:|---|---|---|---|---|\n";
    for risk in &register.risks {
        let score = |score: Option<f64>| score.map(number).unwrap_or_default();
        let after = risk.residual.as_ref().map(|after| {
            let band = after.band.as_deref().map(|band| format!(" {band}")).unwrap_or_default();
            score(after.score) + &band
        });
        let above = if risk.above_appetite { ", above the appetite" } else { "" };
        let cells = [
            risk.rank.to_string(),
            risk.name.clone(),
            measure(risk.inherent.probability.as_ref()),
            measure(risk.inherent.impact.as_ref()),
            score(risk.inherent.score),
            risk.inherent.band.clone().unwrap_or_default(),
            after.unwrap_or_default(),
            expected(&risk.inherent, register.currency.as_deref(), units),
            risk.owner.clone().unwrap_or_default(),
            format!("{}{above}", if risk.status == RiskStatus::Open { "open" } else { risk.status.as_str() }),
        ];
        out += &format!("| {} |\n", cells.map(|cell| plain(&cell)).join(" | "));
    }
    for matrix in &register.matrices {
        out += &grid(register, matrix);
    }
    if !register.notes.is_empty() {
        out += "\n";
        out += &register.notes.iter().map(|note| format!("- {}\n", plain(note))).collect::<String>();
    }
    out
}

/// The grid: the numbers of the risks, and the band of each cell.
fn grid(register: &RiskRegisterResult, matrix: &RiskMatrix) -> String {
    let of = matrix.category.as_ref().map(|category| format!(" of {}", plain(category))).unwrap_or_default();
    let mut out = format!("\n## Probability and impact{of}\n\n| probability, impact |");
    out += &matrix.impacts.iter().map(|word| format!(" {} |", plain(word))).collect::<String>();
    out += &format!("\n|---|{}\n", "---|".repeat(matrix.impacts.len()));
    for (row, word) in matrix.probabilities.iter().enumerate().rev() {
        out += &format!("| {} |", plain(word));
        for cell in (0..matrix.impacts.len()).filter_map(|column| cell_of(matrix, row, column)) {
            let ranks: Vec<_> = cell.risks.iter().map(|id| format!("**{}**", rank(register, id))).collect();
            let here = if ranks.is_empty() { String::new() } else { format!(": {}", ranks.join(" ")) };
            out += &format!(" {}{here} |", plain(&cell.band));
        }
        out += "\n";
    }
    out
}
