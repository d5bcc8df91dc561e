//! Risks and scales into grids of probability and impact.

use std::collections::BTreeMap;

use super::exact;
use super::scale::{Scales, band_of};
use crate::model::risk_register::{RiskBandUsed, RiskCell, RiskMatrix};

/// Where a risk stands: its scales, and the words of them before and after mitigation.
#[derive(Debug, Clone)]
pub(super) struct Placed<'a> {
    pub id: &'a str,
    /// Scales of probability and impact, by position.
    pub scales: (usize, usize),
    pub inherent: Option<(usize, usize)>,
    pub residual: Option<(usize, usize)>,
}

/// One grid for each pair of scales that a risk is rated by, in the order of the scales. `placed` is by rank.
pub(super) fn matrices(
    placed: &[Placed<'_>],
    scales: &Scales<'_>,
    bands: &[RiskBandUsed],
    appetite: Option<f64>,
) -> Vec<RiskMatrix> {
    let mut by_scales: BTreeMap<(usize, usize), Vec<&Placed<'_>>> = BTreeMap::new();
    for risk in placed.iter().filter(|risk| risk.inherent.is_some() || risk.residual.is_some()) {
        by_scales.entry(risk.scales).or_default().push(risk);
    }
    let grids = by_scales.into_iter();
    grids.filter_map(|(pair, risks)| matrix(pair, &risks, scales, bands, appetite)).collect()
}

fn matrix(
    (probability, impact): (usize, usize),
    risks: &[&Placed<'_>],
    scales: &Scales<'_>,
    bands: &[RiskBandUsed],
    appetite: Option<f64>,
) -> Option<RiskMatrix> {
    let (probabilities, impacts) = (scales.used.get(probability)?, scales.used.get(impact)?);
    let mut cells = Vec::with_capacity(probabilities.levels.len() * impacts.levels.len());
    for (row, likely) in probabilities.levels.iter().enumerate() {
        for (column, bad) in impacts.levels.iter().enumerate() {
            let here = |of: fn(&Placed<'_>) -> Option<(usize, usize)>| {
                let here = risks.iter().filter(|risk| of(risk) == Some((row, column)));
                here.map(|risk| risk.id.to_owned()).collect()
            };
            let score = exact(likely.value * bad.value);
            cells.push(RiskCell {
                probability: likely.word.clone(),
                impact: bad.word.clone(),
                score,
                band: band_of(bands, score).map(|at| bands[at].word.clone()).unwrap_or_default(),
                above_appetite: appetite.is_some_and(|appetite| score > appetite),
                risks: here(|risk| risk.inherent),
                residual_risks: here(|risk| risk.residual),
            });
        }
    }
    let words = |scale: &crate::model::risk_register::RiskScaleUsed| {
        scale.levels.iter().map(|level| level.word.clone()).collect()
    };
    Some(RiskMatrix {
        category: probabilities.category.clone().or_else(|| impacts.category.clone()),
        probabilities: words(probabilities),
        impacts: words(impacts),
        cells,
    })
}
