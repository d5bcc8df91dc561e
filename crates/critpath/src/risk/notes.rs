//! What a register read as more than it states, and what it left out, into sentences.

use super::scale::Scales;
use crate::model::risk_register::RankedRisk;
use crate::model::{Document, RiskStatus};

/// The notes, the most general first.
pub(super) fn notes(
    document: &Document,
    scales: &Scales<'_>,
    own_bands: bool,
    risks: &[RankedRisk],
) -> Vec<String> {
    let mut notes = Vec::new();
    if risks.is_empty() {
        return notes;
    }
    let usual: Vec<_> =
        scales.used.iter().filter(|scale| !scale.stated).map(|scale| scale.dimension.as_str()).collect();
    if !usual.is_empty() {
        notes.push(format!(
            "The plan states no scale of {}: words stand for the numbers of the PMBOK Guide, and for the range half way \
             to the words beside them.",
            usual.join(" and ")
        ));
    }
    match (own_bands, scales.used.iter().any(|scale| scale.stated)) {
        (true, _) => {}
        (false, false) => {
            notes.push("The plan states no bands of scores: they are those of the PMBOK Guide.".into())
        }
        (false, true) => notes.push(
            "The plan states no bands of scores: those of the PMBOK Guide are stretched to its scales."
                .into(),
        ),
    }
    let open = || risks.iter().filter(|risk| risk.status != RiskStatus::Closed);
    notes.extend(unrated(open()));
    let without = open().filter(|risk| {
        let inherent = &risk.inherent;
        inherent.delay_s.is_none() && inherent.factor.is_none() && inherent.cost.is_none()
    });
    match without.count() {
        0 => {}
        count => notes.push(format!(
            "{count} of {} risks state neither time nor money, so they have a score and no expected value.",
            open().count()
        )),
    }
    if open().any(|risk| risk.inherent.factor.is_some()) {
        notes.push("What a factor adds depends on the tasks it hits: the simulation computes it.".into());
    }
    if document.risk_appetite.is_none() {
        notes.push("The plan states no appetite, so no risk is called too great.".into());
    }
    notes
}

/// Risks that a word or its absence keeps from having a score.
fn unrated<'a>(open: impl Iterator<Item = &'a RankedRisk>) -> Vec<String> {
    let missing = |risk: &RankedRisk| {
        let (probability, impact) = (risk.inherent.probability.is_some(), risk.inherent.impact.is_some());
        let what = match (probability, impact) {
            (true, true) => return None,
            (false, true) => "probability",
            (true, false) => "impact",
            (false, false) => "probability and no impact",
        };
        Some(format!("`{}` has no score: it states no {what} that is on a scale.", risk.id))
    };
    open.filter_map(missing).collect()
}
