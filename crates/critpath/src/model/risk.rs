//! What can go wrong.

use crate::model::{Estimate, Spread, Window, nouns, words};
use crate::time::Moment;

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

    /// How the effects of several risks on one task add up.
    pub enum RiskCombination default Series {
        /// One after the other: delays add up, factors multiply.
        Series = "series",
        /// At the same time: the greatest delay and the greatest factor count.
        Parallel = "parallel",
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
        /// When it may happen.
        pub proximity: Option<Proximity>,
        /// What it does to time and money where it happens.
        pub effect: Option<RiskEffect>,
        /// Impact after mitigation.
        pub residual_impact: Option<Rating>,
        /// Probability after mitigation.
        pub residual_probability: Option<Rating>,
        /// What it does to time and money after mitigation; as before it if absent.
        pub residual_effect: Option<RiskEffect>,
    }

    /// When a risk may happen.
    pub struct Proximity {
        /// As written: `within two weeks`, `near`.
        pub text: String,
        /// The time that this means, if it says so.
        pub window: Option<Window>,
    }

    /// What a risk does to time and money where it happens.
    pub struct RiskEffect {
        /// Time that it adds to each task it affects, drawn once for all of them.
        pub delay: Option<Estimate>,
        /// What it multiplies the durations of all tasks it affects by: one draw for all of them. A risk with a factor
        /// and no probability happens always.
        pub factor: Option<Spread>,
        /// What it costs, in the plan's currency.
        pub cost: Option<Spread>,
        /// How it adds up with other risks on the same task.
        pub combination: RiskCombination,
        /// Times at which it keeps work from being done.
        pub closures: Vec<Closure>,
    }

    /// A time at which no work is done if a risk happens.
    pub struct Closure {
        /// Id of the calendar that is closed; those of the tasks that the risk affects if absent.
        pub calendar: Option<String>,
        /// First moment.
        pub start: Option<Moment>,
        /// Moment at which it ends; a date includes that day.
        pub finish: Option<Moment>,
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
        /// The number that counts in scores.
        pub value: f64,
        /// The least number that it stands for.
        pub low: Option<f64>,
        /// The greatest number that it stands for.
        pub high: Option<f64>,
        /// What an impact of this word adds to the duration of each task that it hits.
        pub delay: Option<Estimate>,
        /// What an impact of this word costs, in the plan's currency.
        pub cost: Option<Spread>,
    }

    /// What the scores from a number on are called.
    pub struct RiskBand {
        /// The word: `high`.
        pub word: String,
        /// The least score of the band; the next band begins at its own.
        pub from: f64,
    }
}
