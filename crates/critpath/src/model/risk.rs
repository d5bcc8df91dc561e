//! What can go wrong.

use crate::model::{nouns, words};

words! {
    /// A qualitative level.
    pub enum Level {
        /// Very low.
        VeryLow = "very_low",
        /// Low.
        Low = "low",
        /// Medium, moderate.
        Medium = "medium",
        /// High.
        High = "high",
        /// Very high, critical.
        VeryHigh = "very_high",
    }

    /// Where a risk stands.
    pub enum RiskStatus default Open {
        /// May happen.
        Open = "open",
        /// Happened.
        Occurred = "occurred",
        /// Can no longer happen.
        Closed = "closed",
    }
}

nouns! {
    /// Something that may happen and would hurt.
    pub struct Risk {
        /// Unique among risks.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// More about it.
        pub description: Option<String>,
        /// The group it is listed in: `Technical`.
        pub category: Option<String>,
        /// How bad it would be.
        pub impact: Option<Rating>,
        /// How likely it is.
        pub probability: Option<Rating>,
        /// What is done about it.
        pub mitigations: Vec<Mitigation>,
        /// Who answers for it.
        pub owner: Option<String>,
        /// Open, occurred or closed.
        pub status: RiskStatus,
        /// Ids of the tasks and phases that it would hit.
        pub affects: Vec<String>,
        /// Impact after mitigation.
        pub residual_impact: Option<Rating>,
        /// Probability after mitigation.
        pub residual_probability: Option<Rating>,
    }

    /// A probability or an impact, in words or as a number.
    pub struct Rating {
        /// The level, when the word is one of the scale.
        pub level: Option<Level>,
        /// The number, when one is given: a probability from 0 to 1, or an impact on the register's scale.
        pub value: Option<f64>,
        /// As written.
        pub text: String,
    }

    /// Something that makes a risk less likely or less bad.
    pub struct Mitigation {
        /// As written.
        pub text: String,
        /// Id of the task that carries it out.
        pub task: Option<String>,
    }

    /// What words of a risk register stand for.
    pub struct RiskScale {
        /// The group of risks it applies to; all if absent.
        pub category: Option<String>,
        /// What it measures: `probability` or `impact`.
        pub dimension: String,
        /// The words with their numbers, in rising order.
        pub levels: Vec<RiskScaleLevel>,
    }

    /// One word of a scale.
    pub struct RiskScaleLevel {
        /// The word.
        pub word: String,
        /// What it stands for.
        pub value: f64,
    }
}
