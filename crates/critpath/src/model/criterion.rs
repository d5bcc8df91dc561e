//! What counts as success, and what is watched.

use crate::duration::Duration;
use crate::model::{nouns, words};

words! {
    /// How a measured value compares with the target.
    pub enum Comparator default Less {
        /// Less than.
        Less = "<",
        /// At most.
        AtMost = "<=",
        /// More than.
        Greater = ">",
        /// At least.
        AtLeast = ">=",
        /// Equal to.
        Equal = "=",
    }
}

nouns! {
    /// A success criterion: one or more conditions under one name.
    pub struct Criterion {
        /// Unique among criteria.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// The group it is listed in: `Technical`.
        pub category: Option<String>,
        /// As written.
        pub text: String,
        /// The measurable part. Empty when the criterion is prose.
        pub conditions: Vec<Condition>,
    }

    /// A comparison of a metric with a target.
    pub struct Condition {
        /// What is measured, in `snake_case`: `availability`, `response_time`, `cpu`.
        pub metric: String,
        /// How it compares.
        pub comparator: Comparator,
        /// The target, in `unit`.
        pub target: Option<f64>,
        /// `%`, `ms`, `s`, or empty.
        pub unit: String,
        /// `p95`, `mean`, `max`, if the guide says.
        pub statistic: Option<String>,
        /// The time that it is measured over.
        pub window: Option<Duration>,
        /// The traffic that it holds at, as written: `at 200 requests/s`.
        pub traffic: Option<String>,
        /// The query by which Prometheus computes it, in `unit`.
        pub query: Option<String>,
        /// Whether the comparator was written, or follows from the metric.
        pub implied_comparator: bool,
    }

    /// Something that is watched.
    pub struct Monitor {
        /// Unique among monitors.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// As written.
        pub description: Option<String>,
        /// What is measured, in `snake_case`.
        pub metrics: Vec<String>,
        /// Time between two probes.
        pub interval: Option<Duration>,
        /// Failures in a row that count as a failure; 3 if absent.
        pub failure_threshold: Option<u32>,
        /// Where it watches.
        pub environment: Option<String>,
        /// Ids of the rollback procedures that it triggers.
        pub triggers: Vec<String>,
    }
}

/// Failures in a row that count as a failure where a monitor does not say.
pub const DEFAULT_FAILURE_THRESHOLD: u32 = 3;
