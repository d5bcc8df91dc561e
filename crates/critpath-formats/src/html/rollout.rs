//! Rollouts into a section: of each the picture, its steps, and the facts behind the figures.

use critpath::model::rollout_result::{RolloutReport, RolloutResult};

use super::parts::{Html, Section, Table, list, prose, text, wrap};
use crate::svg::{self, SvgOptions};
use crate::text::rollout::{HEADINGS, cells, facts, headline, is_sound};

/// The section; nothing where no task is a rollout.
pub(super) fn section(answer: &RolloutResult) -> Option<Section> {
    let options = SvgOptions { width: 1232, title: Some(String::new()), ..SvgOptions::default() };
    let picture = wrap("figure", "scroll", &Html(svg::rollout(answer, &options)));
    let body = picture + answer.rollouts.iter().map(rollout).sum::<Html>();
    Section::new("rollouts", "Rollouts", answer.rollouts.len(), body)
}

fn rollout(report: &RolloutReport) -> Html {
    let rows = report.steps.iter().map(|step| {
        let class = if is_sound(step) { "" } else { " class=\"critical\"" };
        let figures = cells(step);
        let cells = std::iter::once(text(&step.name)).chain(figures.iter().map(|cell| text(cell)));
        (class.to_owned(), cells.collect())
    });
    let number = |heading: &'static str| (heading, if heading == "Gate" { "" } else { "number" });
    let columns: Vec<_> = std::iter::once(("Step", "name")).chain(HEADINGS.map(number)).collect();
    let table = Table { columns: &columns, rows: rows.collect() };
    wrap("h3", "", &text(&headline(report)))
        + table.draw()
        + list("ul", facts(report).iter().map(|fact| prose(fact)))
}
