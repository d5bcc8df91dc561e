//! What was measured: samples, counts, histograms and single figures, for a gate to be judged by.

use crate::duration::Duration;
use crate::model::{nouns, words};
use crate::time::Moment;

words! {
    /// What a measurement is of.
    pub enum MeasurementRole default Observed {
        /// The system as it is.
        Observed = "observed",
        /// The version before, beside the new one and at the same time.
        Baseline = "baseline",
        /// The new version, with a part of the traffic.
        Canary = "canary",
    }
}

nouns! {
    /// A file of measurements.
    pub struct Measurements {
        /// The format of the JSON, `critpath-measurements/1`.
        pub format: String,
        /// The measurements; several of one metric are put together.
        pub measurements: Vec<Measurement>,
    }

    /// One metric of one instance over one time, in the form that is at hand: samples, counts, buckets, a figure, or the
    /// word of a person.
    pub struct Measurement {
        /// What is measured, as the criterion names it: `response_time`; or the id of the criterion or objective.
        pub metric: String,
        /// What it is of.
        pub role: MeasurementRole,
        /// `%`, `ms`, `s`, or empty.
        pub unit: String,
        /// Which part of the system was measured.
        pub instance: Option<String>,
        /// The time that it was measured over.
        pub window: Option<Duration>,
        /// When that time ended.
        pub until: Option<Moment>,
        /// Single values.
        pub samples: Vec<f64>,
        /// When each sample was taken, in seconds since 1970 UTC, in rising order; as many as there are samples, or none.
        pub times_s: Vec<f64>,
        /// How many values should be there and are not.
        pub missing: u64,
        /// How many requests, probes or slices of time were counted.
        pub total: Option<u64>,
        /// How many of them failed.
        pub failures: Option<u64>,
        /// How many values were at most how great, in rising order.
        pub buckets: Vec<Bucket>,
        /// A single figure.
        pub value: Option<f64>,
        /// What the figure is: `mean`, `max`, `p95`.
        pub statistic: Option<String>,
        /// Whether the criterion holds, by the word of a person.
        pub holds: Option<bool>,
        /// Who says so.
        pub by: Option<String>,
        /// What shows it: a link, a file, a reading.
        pub evidence: Option<String>,
    }

    /// A bucket of a histogram.
    pub struct Bucket {
        /// The greatest value in it; absent for the last one, which holds all values.
        pub at_most: Option<f64>,
        /// How many values are in it and in the buckets before it.
        pub count: u64,
    }
}

/// The value of [`Measurements::format`] that this version reads.
pub const MEASUREMENTS_FORMAT: &str = "critpath-measurements/1";
