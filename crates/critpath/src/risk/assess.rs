//! One risk, before or after mitigation, into its score and its expected value.

use super::exact;
use super::scale::{Dimension, Measured, Scales, band_of};
use crate::model::risk_register::{RiskAssessment, RiskBandUsed};
use crate::model::{Estimate, Rating, Risk, RiskEffect, RiskStatus, Spread, WorkUnits};
use crate::simulate::number_distribution;

/// What a risk is rated by.
#[derive(Debug)]
pub(super) struct Assessor<'a> {
    pub scales: &'a Scales<'a>,
    pub bands: &'a [RiskBandUsed],
    pub units: &'a WorkUnits,
}

/// A risk as it is before or after mitigation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    pub probability: Option<&'a Rating>,
    pub impact: Option<&'a Rating>,
    pub effect: Option<&'a RiskEffect>,
}

/// An assessment, and the words of the scales that it stands at.
#[derive(Debug, Clone)]
pub(super) struct Assessed {
    pub assessment: RiskAssessment,
    /// Words of probability and impact, by position.
    pub cell: Option<(usize, usize)>,
}

impl<'a> Stated<'a> {
    pub fn inherent(risk: &'a Risk) -> Self {
        Stated {
            probability: risk.probability.as_ref(),
            impact: risk.impact.as_ref(),
            effect: risk.effect.as_ref(),
        }
    }

    /// What the plan says about the time after mitigation; what it does not say stays as before.
    pub fn residual(risk: &'a Risk) -> Option<Self> {
        let before = Stated::inherent(risk);
        let says_so = risk.residual_probability.is_some()
            || risk.residual_impact.is_some()
            || risk.residual_effect.is_some();
        says_so.then_some(Stated {
            probability: risk.residual_probability.as_ref().or(before.probability),
            impact: risk.residual_impact.as_ref().or(before.impact),
            effect: risk.residual_effect.as_ref().or(before.effect),
        })
    }
}

impl Assessor<'_> {
    pub fn assess(&self, risk: &Risk, stated: Stated<'_>) -> Assessed {
        let category = risk.category.as_deref();
        let probability = self.scales.rate(Dimension::Probability, category, stated.probability);
        let impact = self.scales.rate(Dimension::Impact, category, stated.impact);
        let (delay, factor, cost) = self.means(risk, stated.effect, impact.as_ref());
        let chance = chance(risk.status, probability.as_ref(), factor.is_some());
        let product =
            |of: fn(&Measured) -> f64| Some(exact(of(probability.as_ref()?) * of(impact.as_ref()?)));
        let score = product(|measured| measured.measure.value);
        let expected = |mean: Option<f64>| Some(exact(chance? * mean?));
        let cell = probability.as_ref().zip(impact.as_ref()).map(|(p, i)| (p.level, i.level));
        let assessment = RiskAssessment {
            score,
            score_low: product(|measured| measured.measure.low),
            score_high: product(|measured| measured.measure.high),
            band: score.and_then(|score| band_of(self.bands, score)).map(|at| self.bands[at].word.clone()),
            delay_s: delay.map(exact),
            factor: factor.map(exact),
            cost: cost.map(exact),
            expected_delay_s: expected(delay),
            expected_cost: expected(cost),
            probability: probability.map(|measured| measured.measure),
            impact: impact.map(|measured| measured.measure),
        };
        Assessed { assessment, cell }
    }

    /// Means of delay, factor and cost: as the risk states them, else as the plan's scale says of the word.
    fn means(
        &self,
        risk: &Risk,
        effect: Option<&RiskEffect>,
        impact: Option<&Measured>,
    ) -> (Option<f64>, Option<f64>, Option<f64>) {
        let of_delay = |delay: &Estimate| mean(&delay.in_seconds(self.units));
        if let Some(effect) = effect {
            return (
                effect.delay.as_ref().and_then(of_delay),
                effect.factor.as_ref().and_then(mean),
                effect.cost.as_ref().and_then(mean),
            );
        }
        let level = impact.and_then(|impact| self.scales.taken(risk.category.as_deref(), impact));
        let delay = level.and_then(|level| level.delay.as_ref()).and_then(of_delay);
        (delay, None, level.and_then(|level| level.cost.as_ref()).and_then(mean))
    }
}

/// How likely a risk still is: what happened is certain, what can no longer happen is not to be expected.
fn chance(status: RiskStatus, probability: Option<&Measured>, has_factor: bool) -> Option<f64> {
    match status {
        RiskStatus::Occurred => Some(1.0),
        RiskStatus::Closed => Some(0.0),
        RiskStatus::Open => probability.map(|measured| measured.measure.value).or(has_factor.then_some(1.0)),
    }
}

/// The mean of what an estimate says; the check has found those that say too little.
fn mean(spread: &Spread) -> Option<f64> {
    number_distribution(spread).ok().map(|distribution| distribution.mean())
}
