//! A risk of the register into what it does in a run: how likely it is, and its effect before or after mitigation.

use crate::model::forecast::RiskBasis;
use crate::model::{Document, Level, Rating, Risk, RiskEffect, RiskScaleLevel};

/// What a risk does in a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatedRisk {
    /// How likely it is.
    pub(super) probability: f64,
    pub(super) effect: RiskEffect,
}

/// What a risk does, as far as it says so: by its own effect, else by what the scales of the plan say of the word for
/// its impact. A risk with a factor and without a probability happens always. `None` if it has no probability, or no
/// effect on time or money.
pub(super) fn stated_risk(document: &Document, risk: &Risk, basis: RiskBasis) -> Option<StatedRisk> {
    let residual = basis == RiskBasis::Residual;
    let or_after = |after: &Option<Rating>, before: &Option<Rating>| match residual {
        true => after.clone().or_else(|| before.clone()),
        false => before.clone(),
    };
    let probability = or_after(&risk.residual_probability, &risk.probability);
    let impact = or_after(&risk.residual_impact, &risk.impact);
    let own = risk.residual_effect.as_ref().filter(|_| residual).or(risk.effect.as_ref());
    let effect = own.cloned().or_else(|| {
        let level = level(document, risk, "impact", &impact?)?;
        Some(RiskEffect { delay: level.delay.clone(), cost: level.cost.clone(), ..RiskEffect::default() })
    })?;
    let does_something = effect.delay.is_some()
        || effect.factor.is_some()
        || effect.cost.is_some()
        || !effect.closures.is_empty();
    let always = effect.factor.is_some().then_some(1.0);
    let probability = match &probability {
        Some(rating) => number(document, risk, rating),
        None => always,
    }?;
    does_something.then_some(StatedRisk { probability: probability.clamp(0.0, 1.0), effect })
}

/// The probability that a rating states, in numbers or in words.
fn number(document: &Document, risk: &Risk, rating: &Rating) -> Option<f64> {
    let by_scale = || level(document, risk, "probability", rating).map(|level| level.value);
    let usual = |level: Level| match level {
        Level::VeryLow => 0.1,
        Level::Low => 0.3,
        Level::Medium => 0.5,
        Level::High => 0.7,
        Level::VeryHigh => 0.9,
    };
    rating.value.or_else(by_scale).or_else(|| rating.level.map(usual))
}

/// The word of a rating on the plan's scale for the category of the risk, else on that for all.
fn level<'a>(
    document: &'a Document,
    risk: &Risk,
    dimension: &str,
    rating: &Rating,
) -> Option<&'a RiskScaleLevel> {
    let scales = document.risk_scales.iter().filter(|scale| scale.dimension == dimension);
    let own = scales.clone().find(|scale| scale.category.is_some() && scale.category == risk.category);
    let scale = own.or_else(|| scales.clone().find(|scale| scale.category.is_none()))?;
    let is_word = |word: &str| {
        let same = |other: &str| word.trim().eq_ignore_ascii_case(other.trim());
        same(&rating.text) || rating.level.is_some_and(|level| same(level.as_str()))
    };
    scale.levels.iter().find(|level| is_word(&level.word))
}
