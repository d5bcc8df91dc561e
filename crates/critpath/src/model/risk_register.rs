//! The answer of the risk register: each risk with its score, its expected value and its rank, and what that is made of.

use serde::{Deserialize, Serialize};

use crate::model::RiskStatus;

/// The risks of a plan, the most severe first, with the scales that words and numbers were read by.
///
/// A score is a probability times an impact. An expected value is a probability times what the risk takes where it
/// happens; it says nothing about the finish of the plan, which the simulation computes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskRegisterResult {
    /// Title of the plan.
    pub name: String,
    /// The currency of costs, as an ISO 4217 code.
    pub currency: Option<String>,
    /// The risks by rank.
    pub risks: Vec<RankedRisk>,
    /// The grid of probability and impact: one for each pair of scales that risks are rated by.
    pub matrices: Vec<RiskMatrix>,
    /// What the words of the register were read as.
    pub scales: Vec<RiskScaleUsed>,
    /// What scores are called.
    pub bands: Vec<RiskBandUsed>,
    /// The greatest score of a risk that is taken as it is.
    pub appetite: Option<f64>,
    /// Ids of the risks above the appetite, by rank.
    pub above_appetite: Vec<String>,
    /// Ids of the risks without a score, by rank.
    pub unrated: Vec<String>,
    /// Time that the risks are expected to add, in seconds, summed over those that state it.
    pub expected_delay_s: f64,
    /// Money that the risks are expected to take, summed over those that state it.
    pub expected_cost: f64,
    /// Time that they are expected to add after mitigation, in seconds.
    pub residual_expected_delay_s: f64,
    /// Money that they are expected to take after mitigation.
    pub residual_expected_cost: f64,
    /// What was read as more than it states, and what is left out.
    pub notes: Vec<String>,
}

/// One risk with its place in the register.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankedRisk {
    /// Its rank, from 1: by score, expected delay and expected cost, else in the order of the plan; closed ones last.
    pub rank: usize,
    /// Its number in the order of the plan, from 1.
    pub number: usize,
    /// Id of the risk.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// The group it is listed in.
    pub category: Option<String>,
    /// Open, occurred or closed.
    pub status: RiskStatus,
    /// Who answers for it.
    pub owner: Option<String>,
    /// When it may happen, as written.
    pub proximity: Option<String>,
    /// Before mitigation.
    pub inherent: RiskAssessment,
    /// After mitigation, if the plan says so.
    pub residual: Option<RiskAssessment>,
    /// Ids of the tasks that it would hit; a phase stands for its tasks.
    pub tasks: Vec<String>,
    /// What is done about it.
    pub mitigations: Vec<RankedMitigation>,
    /// Whether its score, after mitigation where that is known, is above the appetite.
    pub above_appetite: bool,
}

/// Something that is done about a risk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RankedMitigation {
    /// As written.
    pub text: String,
    /// Id of the task that carries it out.
    pub task: Option<String>,
}

/// How likely and how bad a risk is, before or after mitigation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskAssessment {
    /// How likely it is.
    pub probability: Option<RiskMeasure>,
    /// How bad it would be.
    pub impact: Option<RiskMeasure>,
    /// Probability times impact.
    pub score: Option<f64>,
    /// The least score that the words allow.
    pub score_low: Option<f64>,
    /// The greatest score that the words allow.
    pub score_high: Option<f64>,
    /// What the score is called.
    pub band: Option<String>,
    /// Mean of the time that it adds to each task it hits, in seconds, where it happens.
    pub delay_s: Option<f64>,
    /// Mean of the number that it multiplies the durations of the tasks by, where it happens.
    pub factor: Option<f64>,
    /// Mean of what it costs where it happens.
    pub cost: Option<f64>,
    /// Probability times delay, in seconds.
    pub expected_delay_s: Option<f64>,
    /// Probability times cost.
    pub expected_cost: Option<f64>,
}

/// A probability or an impact as a number.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskMeasure {
    /// As written.
    pub text: String,
    /// The word of the scale; of a number, the one whose range holds it.
    pub word: String,
    /// The number that counts in the score.
    pub value: f64,
    /// The least number that the word stands for; the number itself where one is stated.
    pub low: f64,
    /// The greatest number that the word stands for.
    pub high: f64,
    /// Whether the number is stated, rather than read from a word.
    pub stated: bool,
}

/// The grid of probability and impact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskMatrix {
    /// The category whose scales it has; none for those of all others.
    pub category: Option<String>,
    /// Words of probability, rising.
    pub probabilities: Vec<String>,
    /// Words of impact, rising.
    pub impacts: Vec<String>,
    /// The cells, by probability, then by impact, rising.
    pub cells: Vec<RiskCell>,
}

/// One cell of the grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskCell {
    /// Word of probability.
    pub probability: String,
    /// Word of impact.
    pub impact: String,
    /// Probability times impact.
    pub score: f64,
    /// What the score is called.
    pub band: String,
    /// Whether the score is above the appetite.
    pub above_appetite: bool,
    /// Ids of the risks in it, by rank.
    pub risks: Vec<String>,
    /// Ids of the risks that are in it after mitigation, by rank.
    pub residual_risks: Vec<String>,
}

/// A scale, with what each of its words was read as.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskScaleUsed {
    /// The group of risks it applies to; all others if absent.
    pub category: Option<String>,
    /// `probability` or `impact`.
    pub dimension: String,
    /// Whether the plan states it, rather than the PMBOK Guide.
    pub stated: bool,
    /// The words, rising.
    pub levels: Vec<RiskScaleLevelUsed>,
}

/// A word of a scale with the range that it stands for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskScaleLevelUsed {
    /// The word.
    pub word: String,
    /// The number that counts in scores.
    pub value: f64,
    /// The least number: as stated, else half way to the word before.
    pub low: f64,
    /// The greatest number: as stated, else half way to the word behind.
    pub high: f64,
}

/// Scores of one name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RiskBandUsed {
    /// The word.
    pub word: String,
    /// The least score of it.
    pub from: f64,
    /// How many open risks are in it, after mitigation where that is known.
    pub count: usize,
}
