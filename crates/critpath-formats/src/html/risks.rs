//! A risk register into the section of a page: the heat map, the risks by rank, what words were read as.

use critpath::model::risk_register::{
    RankedRisk, RiskAssessment, RiskMatrix, RiskMeasure, RiskRegisterResult,
};
use critpath::model::{RiskStatus, WorkUnits};

use super::parts::{Html, Section, Table, badge, joined, list, optional, prose, text, wrap};
use crate::chart::count;
use crate::heat::{cell_of, expected, facts, heat, measure, number, rank};

pub(super) fn risks(register: &RiskRegisterResult, units: &WorkUnits) -> Option<Section> {
    let facts = wrap("p", "note", &text(&facts(register, units).join(" \u{b7} ")));
    let grids: Html = register.matrices.iter().map(|matrix| grid(register, matrix)).sum();
    let body = facts + grids + table(register, units) + readings(register);
    Section::new("risks", "Risks", register.risks.len(), body)
}

/// The open risks that matter most: those above the appetite, else those in the greatest band.
pub(super) fn most_severe(register: &RiskRegisterResult) -> String {
    match (register.appetite, register.bands.last()) {
        (Some(_), _) => format!("{} above the appetite", register.above_appetite.len()),
        (None, Some(band)) => format!("{} {}", band.count, band.word),
        (None, None) => String::new(),
    }
}

/// The grid, probability upwards and impact to the right, with the ranks of the risks in it.
fn grid(register: &RiskRegisterResult, matrix: &RiskMatrix) -> Html {
    let of = matrix.category.as_deref().map(|category| text(&format!(": {category}"))).unwrap_or_default();
    let mut out = Html::from("<table class=\"matrix\"><caption>Probability and impact");
    out += of + Html::from("</caption>\n<tbody>\n");
    for (row, word) in matrix.probabilities.iter().enumerate().rev() {
        out += Html::from("<tr><th scope=\"row\">") + text(word) + Html::from("</th>");
        for cell in (0..matrix.impacts.len()).filter_map(|column| cell_of(matrix, row, column)) {
            let chip = |id: &String, class: &str| {
                let rank = rank(register, id);
                Html(format!("<a class=\"chip{class}\" href=\"#risk-{rank}\">{rank}</a>"))
            };
            let before: Html = cell.risks.iter().map(|id| chip(id, "")).sum();
            let after: Html = cell.residual_risks.iter().map(|id| chip(id, " after")).sum();
            let class = heat(register, &cell.band);
            let above = if cell.above_appetite { " above" } else { "" };
            let score = wrap("span", "score", &text(&format!("{} {}", number(cell.score), cell.band)));
            out += Html(format!("<td class=\"{class}{above}\">{}</td>", (score + before + after).0));
        }
        out += Html::from("</tr>\n");
    }
    out += Html::from(
        "<tr><th scope=\"row\"><span class=\"corner\">probability \u{2191} impact \u{2192}</span></th>",
    );
    out += matrix
        .impacts
        .iter()
        .map(|word| Html::from("<th scope=\"col\">") + text(word) + Html::from("</th>"))
        .sum::<Html>();
    out += Html::from("</tr>\n</tbody></table>\n");
    out
}

fn table(register: &RiskRegisterResult, units: &WorkUnits) -> Html {
    let rows = register
        .risks
        .iter()
        .map(|risk| (format!(" id=\"risk-{}\"", risk.rank), cells(register, risk, units)));
    let columns = [
        ("No.", "number"),
        ("Risk", "name"),
        ("Category", ""),
        ("Probability", ""),
        ("Impact", ""),
        ("Score", "level"),
        ("Expected", ""),
        ("When", ""),
        ("Mitigation", ""),
        ("Owner", ""),
        ("Affects", ""),
    ];
    Table { columns: &columns, rows: rows.collect() }.draw()
}

fn cells(register: &RiskRegisterResult, risk: &RankedRisk, units: &WorkUnits) -> Vec<Html> {
    let mitigations = risk.mitigations.iter().map(|mitigation| {
        let task = mitigation.task.as_deref().map(|task| badge("", &format!("task {task}")));
        text(&mitigation.text) + task.unwrap_or_default()
    });
    let status = match risk.status {
        RiskStatus::Open => Html::default(),
        other => badge("", other.as_str()),
    };
    let above = if risk.above_appetite { badge("critical", "above the appetite") } else { Html::default() };
    let residual = risk.residual.as_ref();
    let after = |of: &dyn Fn(&RiskAssessment) -> Html| {
        let shown = residual.map(of).filter(|shown| !shown.0.is_empty());
        shown.map(|shown| wrap("div", "note", &(text("after mitigation ") + shown))).unwrap_or_default()
    };
    let rating = |of: &dyn Fn(&RiskAssessment) -> Option<RiskMeasure>| {
        let shown = |assessment: &RiskAssessment| match of(assessment) {
            Some(rating) => text(&measure(Some(&rating))),
            None => Html::default(),
        };
        shown(&risk.inherent) + after(&shown)
    };
    let score = |assessment: &RiskAssessment| match (assessment.score, &assessment.band) {
        (Some(score), Some(band)) => {
            badge(heat(register, band).as_str(), &format!("{} {band}", number(score)))
        }
        (Some(score), None) => text(&number(score)),
        (None, _) => Html::default(),
    };
    let currency = register.currency.as_deref();
    let taken = |assessment: &RiskAssessment| text(&expected(assessment, currency, units));
    vec![
        text(&risk.rank.to_string()),
        text(&risk.name) + status + above,
        optional(risk.category.as_deref()),
        rating(&|assessment| assessment.probability.clone()),
        rating(&|assessment| assessment.impact.clone()),
        score(&risk.inherent) + after(&score),
        taken(&risk.inherent) + after(&taken),
        optional(risk.proximity.as_deref()),
        list("ul", mitigations),
        optional(risk.owner.as_deref()),
        joined(risk.tasks.iter().map(String::as_str)),
    ]
}

/// What every word of the register was read as, and what the reader should know.
fn readings(register: &RiskRegisterResult) -> Html {
    let scale = |scale: &critpath::model::risk_register::RiskScaleUsed| {
        let of = scale.category.as_deref().map(|category| format!(" of {category}")).unwrap_or_default();
        let levels: Vec<_> = scale
            .levels
            .iter()
            .map(|level| {
                let (value, low, high) = (number(level.value), number(level.low), number(level.high));
                format!("{} {value} ({low} to {high})", level.word)
            })
            .collect();
        text(&format!("{}{of}: {}.", capitalized(&scale.dimension), levels.join(", ")))
    };
    let used = register.scales.iter().map(scale).chain(register.notes.iter().map(|note| prose(note)));
    let summary = format!("How words were read: {}", count(register.scales.len(), "scale"));
    let inner = wrap("summary", "", &text(&summary)) + list("ul", used);
    wrap("details", "fragment", &inner)
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
