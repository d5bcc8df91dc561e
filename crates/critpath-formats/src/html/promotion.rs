//! A promotion into a section: the environments in their order, each with its dates, its windows and its reasons.

use critpath::model::promotion_result::{EnvironmentPromotion, PromotionResult};
use critpath::plan::Plan;
use critpath::time::Axis;

use super::gate::{class, reasons};
use super::parts::{Html, Section, list, prose, text, wrap};
use crate::gate::{mark, word};
use crate::promotion::{facts, headline};

/// The section; nothing where the plan names no environments.
pub(super) fn section(plan: &Plan, answer: &PromotionResult) -> Option<Section> {
    let head = wrap("strong", "", &text(&format!("{} {}", mark(answer.verdict), word(answer.verdict))))
        + wrap("span", "note", &text(&headline(answer)));
    let body = wrap("div", &format!("verdict {}", class(answer.verdict)), &head)
        + answer.environments.iter().map(|environment| station(environment, plan.axis())).sum::<Html>();
    Section::new("promotion", "Promotion", answer.environments.len(), body)
}

fn station(environment: &EnvironmentPromotion, axis: Axis) -> Html {
    let head = text(&format!("{} {}", mark(environment.verdict), environment.name));
    wrap("h3", "", &head)
        + list("ul", facts(environment, axis).iter().map(|fact| prose(fact)))
        + reasons(&environment.reasons)
}
