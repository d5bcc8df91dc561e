//! Amounts with units and ranges.

use crate::model::nouns;

nouns! {
    /// An amount or a range of amounts of something: "2-4 vCPUs", "50 GB", "99.9 %".
    pub struct Quantity {
        /// What is measured, in `snake_case`: `vcpu`, `memory`, `storage`.
        pub metric: String,
        /// The lower end; equal to `high` for a single amount.
        pub low: Option<f64>,
        /// The upper end.
        pub high: Option<f64>,
        /// The unit as written, in its usual spelling: `vCPU`, `GB`, `%`, `ms`.
        pub unit: String,
        /// What one amount is for: `instance`.
        pub per: Option<String>,
    }
}
