//! A risk of the register into what it does in a run: how likely it is, and its effect before or after mitigation.

use crate::model::forecast::RiskBasis;
use crate::model::{Risk, RiskEffect};
use crate::risk::{Dimension, Scales, Stated};

/// What a risk does in a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct StatedRisk {
    /// How likely it is.
    pub(super) probability: f64,
    pub(super) effect: RiskEffect,
}

/// What a risk does, as far as it says so: by its own effect, else by what the scales of the plan say of its impact. A
/// risk with a factor and without a probability happens always. `None` if it has no probability, or no effect on time or
/// money.
pub(super) fn stated_risk(scales: &Scales<'_>, risk: &Risk, basis: RiskBasis) -> Option<StatedRisk> {
    let residual = Stated::residual(risk).filter(|_| basis == RiskBasis::Residual);
    let stated = residual.unwrap_or_else(|| Stated::inherent(risk));
    let category = risk.category.as_deref();
    let effect = stated.effect.cloned().or_else(|| {
        let impact = scales.rate(Dimension::Impact, category, stated.impact)?;
        let level = scales.taken(category, &impact)?;
        Some(RiskEffect { delay: level.delay.clone(), cost: level.cost.clone(), ..RiskEffect::default() })
    })?;
    let does_something = effect.delay.is_some()
        || effect.factor.is_some()
        || effect.cost.is_some()
        || !effect.closures.is_empty();
    let probability = match stated.probability {
        Some(_) => scales.rate(Dimension::Probability, category, stated.probability)?.measure.value,
        None => effect.factor.as_ref().map(|_| 1.0)?,
    };
    does_something.then_some(StatedRisk { probability: probability.clamp(0.0, 1.0), effect })
}
