//! Risks into a register and a matrix of probability and impact.

use critpath::model::{Document, Level, Rating, Risk, RiskStatus};

use super::parts::{Html, Section, Table, badge, joined, list, optional, text, wrap};

pub(super) fn risks(document: &Document) -> Option<Section> {
    let body = matrix(&document.risks) + register(document);
    Section::new("risks", "Risks", document.risks.len(), body)
}

/// How severe a risk is: by the usual matrix of five by five, symmetric in probability and impact.
pub(super) fn severity_of(risk: &Risk) -> Option<Level> {
    let level = |rating: &Option<Rating>| rating.as_ref().and_then(|rating| rating.level);
    Some(severity(level(&risk.probability)?, level(&risk.impact)?))
}

fn severity(probability: Level, impact: Level) -> Level {
    let rank = |level: Level| Level::ALL.iter().position(|other| *other == level).unwrap_or_default() + 1;
    match rank(probability) * rank(impact) {
        ..=2 => Level::VeryLow,
        3..=5 => Level::Low,
        6..=10 => Level::Medium,
        11..=16 => Level::High,
        _ => Level::VeryHigh,
    }
}

fn word(level: Level) -> &'static str {
    match level {
        Level::VeryLow => "very low",
        Level::Low => "low",
        Level::Medium => "medium",
        Level::High => "high",
        Level::VeryHigh => "very high",
    }
}

/// The grid, probability upwards and impact to the right, with the numbers of the register in it.
fn matrix(risks: &[Risk]) -> Html {
    let level = |rating: &Option<Rating>| rating.as_ref().and_then(|rating| rating.level);
    let placed: Vec<(usize, Level, Level)> = risks
        .iter()
        .enumerate()
        .filter_map(|(at, risk)| Some((at + 1, level(&risk.probability)?, level(&risk.impact)?)))
        .collect();
    if placed.is_empty() {
        return Html::default();
    }
    let extreme = |level: Level| matches!(level, Level::VeryLow | Level::VeryHigh);
    let five = placed.iter().any(|(_, probability, impact)| extreme(*probability) || extreme(*impact));
    let levels: Vec<Level> = Level::ALL.iter().copied().filter(|level| five || !extreme(*level)).collect();
    let mut out =
        String::from("<table class=\"matrix\"><caption>Probability and impact</caption>\n<tbody>\n");
    for probability in levels.iter().rev() {
        out += &format!("<tr><th scope=\"row\">{}</th>", word(*probability));
        for impact in &levels {
            let here = placed.iter().filter(|(_, p, i)| p == probability && i == impact);
            let chips: String = here
                .map(|(number, _, _)| format!("<a class=\"chip\" href=\"#risk-{number}\">{number}</a>"))
                .collect();
            let class = severity(*probability, *impact).as_str();
            out += &format!("<td class=\"{class}\">{chips}</td>");
        }
        out += "</tr>\n";
    }
    out += "<tr><th scope=\"row\"><span class=\"corner\">probability \u{2191} impact \u{2192}</span></th>";
    for impact in &levels {
        out += &format!("<th scope=\"col\">{}</th>", word(*impact));
    }
    Html(out + "</tr>\n</tbody></table>\n")
}

fn register(document: &Document) -> Html {
    let rows = document.risks.iter().enumerate().map(|(at, risk)| {
        let mitigations = risk.mitigations.iter().map(|mitigation| {
            let task = mitigation.task.as_deref().map(|task| badge("", &format!("task {task}")));
            text(&mitigation.text) + task.unwrap_or_default()
        });
        let status = match risk.status {
            RiskStatus::Open => Html::default(),
            other => badge("", other.as_str()),
        };
        let description = wrap("div", "note", &optional(risk.description.as_deref()));
        let severity = severity_of(risk).map(|level| badge(level.as_str(), word(level))).unwrap_or_default();
        let cells = vec![
            text(&(at + 1).to_string()),
            text(&risk.name) + status + description,
            optional(risk.category.as_deref()),
            rating(risk.probability.as_ref(), risk.residual_probability.as_ref()),
            rating(risk.impact.as_ref(), risk.residual_impact.as_ref()),
            severity,
            list("ul", mitigations),
            optional(risk.owner.as_deref()),
            joined(risk.affects.iter().map(String::as_str)),
        ];
        (format!(" id=\"risk-{}\"", at + 1), cells)
    });
    let columns = [
        ("No.", "number"),
        ("Risk", "name"),
        ("Category", ""),
        ("Probability", ""),
        ("Impact", ""),
        ("Severity", "level"),
        ("Mitigation", ""),
        ("Owner", ""),
        ("Affects", ""),
    ];
    Table { columns: &columns, rows: rows.collect() }.draw()
}

/// A rating as written, and what is left of it after mitigation.
fn rating(rating: Option<&Rating>, residual: Option<&Rating>) -> Html {
    let words = |rating: &Rating| match (rating.text.is_empty(), rating.level, rating.value) {
        (false, _, _) => rating.text.clone(),
        (true, Some(level), _) => word(level).into(),
        (true, None, Some(value)) => value.to_string(),
        (true, None, None) => String::new(),
    };
    let left = residual.map(|rating| wrap("span", "note", &text(&format!(" \u{2192} {}", words(rating)))));
    text(&rating.map(words).unwrap_or_default()) + left.unwrap_or_default()
}
