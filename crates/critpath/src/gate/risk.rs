//! The risk register into reasons: risks above the appetite, and those that nobody rated.

use crate::check::phrase::{exact, names};
use crate::model::Document;
use crate::model::result::{GateReason, ReasonKind, Verdict};
use crate::model::risk_register::{RankedRisk, RiskRegisterResult};
use crate::risk::risk_register;

use super::reason::reason;

/// A reason for each risk above the appetite that the plan states, and for each without a score; else one for all.
pub(super) fn reasons(document: &Document) -> Vec<GateReason> {
    let Some(appetite) = document.risk_appetite.filter(|_| !document.risks.is_empty()) else {
        return Vec::new();
    };
    let register = risk_register(document);
    let RiskRegisterResult { risks, unrated, .. } = &register;
    let mut reasons: Vec<GateReason> =
        risks.iter().filter(|risk| risk.above_appetite).map(|risk| above(risk, appetite)).collect();
    reasons.extend(risks.iter().filter(|risk| unrated.contains(&risk.id)).map(not_rated));
    if reasons.is_empty() {
        let detail = format!("no risk scores more than {}, which is accepted", exact(appetite));
        reasons.push(reason(ReasonKind::Risk, "risks", "the risks", Verdict::Go, detail).done());
    }
    reasons
}

fn above(risk: &RankedRisk, appetite: f64) -> GateReason {
    let after = risk.residual.as_ref();
    let score = after.unwrap_or(&risk.inherent).score.unwrap_or(0.0);
    let when = if after.is_some() { " after mitigation" } else { "" };
    let detail = format!("its score{when} is {}, and {} is accepted", exact(score), exact(appetite));
    let work = names(risk.mitigations.iter().map(|mitigation| mitigation.text.as_str()));
    let needed = match (after.is_some(), work.is_empty()) {
        (false, false) => format!("carry out {work}, and state what is left of it"),
        (_, true) => "mitigate it and state what is left of it, close it, or accept more".to_owned(),
        (true, false) => format!("do more than {work}, close it, or accept more"),
    };
    reason(ReasonKind::Risk, &risk.id, &risk.name, Verdict::NoGo, detail)
        .needs(Some(needed))
        .owner(risk.owner.as_ref())
        .done()
}

fn not_rated(risk: &RankedRisk) -> GateReason {
    let detail = "it has no score, so nobody knows whether it is accepted";
    reason(ReasonKind::Risk, &risk.id, &risk.name, Verdict::Inconclusive, detail)
        .needed("state its probability and its impact")
        .owner(risk.owner.as_ref())
        .done()
}
