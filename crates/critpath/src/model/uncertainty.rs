//! What ties uncertain work together: ways the plan may go, and durations that are long or short together.

use crate::model::{nouns, words};

words! {
    /// How the strength of a tie between two durations is measured.
    pub enum CorrelationMeasure default Pearson {
        /// Of the values: the product-moment coefficient.
        Pearson = "pearson",
        /// Of the ranks.
        Spearman = "spearman",
        /// Of the order of pairs.
        Kendall = "kendall",
    }
}

nouns! {
    /// Ways that the plan may go. Exactly one option takes place; the tasks of the others take no time.
    pub struct Branch {
        /// Unique among branches.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// The options; their probabilities add up to 1.
        pub options: Vec<BranchOption>,
    }

    /// One way that the plan may go.
    pub struct BranchOption {
        /// What people call it.
        pub name: String,
        /// How likely it is, from 0 to 1; what the others leave if absent.
        pub probability: Option<f64>,
        /// Ids of the tasks and phases that take place if it is taken.
        pub tasks: Vec<String>,
    }

    /// A tie between the durations of each pair of some tasks.
    pub struct Correlation {
        /// Ids of the tasks; a phase stands for its tasks.
        pub tasks: Vec<String>,
        /// How strong it is, from -1 to 1.
        pub coefficient: f64,
        /// How it is measured.
        pub measure: CorrelationMeasure,
    }
}
