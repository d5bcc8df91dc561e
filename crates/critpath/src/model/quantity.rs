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

/// Units of amounts of data in MB; 1 GB = 1000 MB.
const DATA_UNITS: &[(&str, f64)] = &[
    ("B", 1e-6),
    ("kB", 1e-3),
    ("KB", 1e-3),
    ("KiB", 1.024e-3),
    ("MB", 1.0),
    ("MiB", 1.048_576),
    ("GB", 1e3),
    ("GiB", 1_073.741_824),
    ("TB", 1e6),
    ("TiB", 1_099_511.627_776),
    ("PB", 1e9),
    ("PiB", 1_125_899_906.842_624),
];

impl Quantity {
    /// The ends of an amount of data, or of a rate such as `MB/s`, in MB. Nothing for other units, for no amount, and
    /// for ends that are no numbers or stand in falling order.
    pub fn megabytes(&self) -> Option<(f64, f64)> {
        let unit = self.unit.trim_end_matches("/s");
        let (_, factor) = DATA_UNITS.iter().find(|(name, _)| *name == unit)?;
        let (low, high) = (self.low.or(self.high)? * factor, self.high.or(self.low)? * factor);
        (low.is_finite() && high.is_finite() && low >= 0.0 && high >= low && high > 0.0)
            .then_some((low, high))
    }
}
