//! The risks of a plan into a register: scores, expected values, ranks, and the grid of probability and impact.
//!
//! Scores are probability times impact, by the scales of the plan or those of the PMBOK Guide; the answer says which
//! number and which range each word was read as. Expected values are probability times the mean of what the risk
//! takes. Formulas: A Guide to the Project Management Body of Knowledge, qualitative and quantitative risk analysis.

mod affected;
mod assess;
mod matrix;
mod notes;
mod scale;
mod words;

use std::cmp::Ordering;

pub(crate) use assess::Stated;
pub(crate) use scale::{Dimension, Scales};
pub use words::WORDS;

use crate::model::risk_register::{RankedMitigation, RankedRisk, RiskAssessment, RiskRegisterResult};
use crate::model::{Document, Risk, RiskStatus};
use affected::Breakdown;
use assess::{Assessed, Assessor};
use matrix::{Placed, matrices};
use scale::bands;

/// The register of the risks of a plan, the most severe first. A document with errors has one, too: what cannot be
/// read as a number is left out and told.
///
/// # Complexity
/// O(n log n) in tasks and phases, and in the tasks that risks affect.
pub fn risk_register(document: &Document) -> RiskRegisterResult {
    let breakdown = Breakdown::new(document);
    let scales = Scales::new(document);
    let (mut bands, own_bands) = bands(document, &scales);
    let assessor = Assessor { scales: &scales, bands: &bands, units: &document.units };
    let appetite = document.risk_appetite;
    let mut entries: Vec<Entry> = document
        .risks
        .iter()
        .enumerate()
        .map(|(at, risk)| Entry {
            at,
            risk,
            inherent: assessor.assess(risk, Stated::inherent(risk)),
            residual: Stated::residual(risk).map(|stated| assessor.assess(risk, stated)),
        })
        .collect();
    // The sort is stable: what is equal stays in the order of the plan.
    entries.sort_by(more_severe);
    let placed: Vec<_> = entries.iter().map(|entry| entry.placed(&scales)).collect();
    let matrices = matrices(&placed, &scales, &bands, appetite);
    let counted: Vec<_> = entries.iter().filter(|entry| entry.risk.status != RiskStatus::Closed).collect();
    for band in &mut bands {
        let is_in = |entry: &&&Entry| entry.current().band.as_deref() == Some(band.word.as_str());
        band.count = counted.iter().filter(is_in).count();
    }
    let total =
        |of: &dyn Fn(&Entry) -> Option<f64>| exact(counted.iter().filter_map(|entry| of(entry)).sum());
    let risks: Vec<RankedRisk> = entries
        .iter()
        .enumerate()
        .map(|(rank, entry)| entry.ranked(rank + 1, &breakdown, appetite))
        .collect();
    let ids = |which: &dyn Fn(&RankedRisk) -> bool| {
        risks.iter().filter(|risk| which(risk)).map(|risk| risk.id.clone()).collect()
    };
    RiskRegisterResult {
        name: document.name.clone(),
        currency: document.currency.clone(),
        matrices,
        appetite,
        above_appetite: ids(&|risk| risk.above_appetite),
        unrated: ids(&|risk| risk.inherent.score.is_none() && risk.status != RiskStatus::Closed),
        expected_delay_s: total(&|entry| entry.inherent.assessment.expected_delay_s),
        expected_cost: total(&|entry| entry.inherent.assessment.expected_cost),
        residual_expected_delay_s: total(&|entry| entry.current().expected_delay_s),
        residual_expected_cost: total(&|entry| entry.current().expected_cost),
        notes: notes::notes(document, &scales, own_bands, &risks),
        scales: scales.used,
        bands,
        risks,
    }
}

/// A risk with what it was rated.
#[derive(Debug)]
struct Entry<'a> {
    /// Its position in the plan.
    at: usize,
    risk: &'a Risk,
    inherent: Assessed,
    residual: Option<Assessed>,
}

impl<'a> Entry<'a> {
    /// What it is after mitigation where that is known, else before.
    fn current(&self) -> &RiskAssessment {
        &self.residual.as_ref().unwrap_or(&self.inherent).assessment
    }

    fn placed(&self, scales: &Scales<'_>) -> Placed<'a> {
        let category = self.risk.category.as_deref();
        let is_open = self.risk.status != RiskStatus::Closed;
        Placed {
            id: &self.risk.id,
            scales: (scales.find(Dimension::Probability, category), scales.find(Dimension::Impact, category)),
            inherent: self.inherent.cell.filter(|_| is_open),
            residual: self.residual.as_ref().and_then(|residual| residual.cell).filter(|_| is_open),
        }
    }

    fn ranked(&self, rank: usize, breakdown: &Breakdown<'a>, appetite: Option<f64>) -> RankedRisk {
        let risk = self.risk;
        let above = appetite.zip(self.current().score).is_some_and(|(appetite, score)| score > appetite);
        let mitigations = risk.mitigations.iter().map(|mitigation| RankedMitigation {
            text: mitigation.text.clone(),
            task: mitigation.task.clone(),
        });
        RankedRisk {
            rank,
            number: self.at + 1,
            id: risk.id.clone(),
            name: risk.name.clone(),
            category: risk.category.clone(),
            status: risk.status,
            owner: risk.owner.clone(),
            proximity: risk.proximity.as_ref().map(|proximity| proximity.text.clone()),
            inherent: self.inherent.assessment.clone(),
            residual: self.residual.as_ref().map(|residual| residual.assessment.clone()),
            tasks: breakdown.affected(risk),
            mitigations: mitigations.collect(),
            above_appetite: above && risk.status != RiskStatus::Closed,
        }
    }
}

/// Closed risks come last; the greater score, then the greater expected delay, then the greater expected cost first.
fn more_severe(a: &Entry<'_>, b: &Entry<'_>) -> Ordering {
    let is_closed = |entry: &Entry<'_>| entry.risk.status == RiskStatus::Closed;
    let less = |of: fn(&RiskAssessment) -> Option<f64>| {
        let figure = |entry: &Entry<'_>| of(&entry.inherent.assessment).unwrap_or(f64::NEG_INFINITY);
        figure(b).total_cmp(&figure(a))
    };
    is_closed(a)
        .cmp(&is_closed(b))
        .then_with(|| less(|assessment| assessment.score))
        .then_with(|| less(|assessment| assessment.expected_delay_s))
        .then_with(|| less(|assessment| assessment.expected_cost))
}

/// A number without the noise of its last digits, so that limits compare as people write them.
fn exact(number: f64) -> f64 {
    let scaled = number * 1e9;
    // A greater number has no such digits.
    if scaled.abs() < 1e15 { scaled.round() / 1e9 } else { number }
}
