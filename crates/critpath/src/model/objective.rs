//! How much may fail, and the alerts that say that too much does.

use crate::duration::Duration;
use crate::model::nouns;

nouns! {
    /// A service level objective: the share of events that must be good over a period.
    pub struct ServiceLevelObjective {
        /// Unique among objectives.
        pub id: String,
        /// What people call it.
        pub name: String,
        /// More about it.
        pub description: Option<String>,
        /// What is measured, in `snake_case`: `availability`, `error_rate`.
        pub metric: String,
        /// The share of good events, in percent: 99.9.
        pub target: Option<f64>,
        /// The time that it holds over; 30 days of the clock if absent.
        pub period: Option<Duration>,
        /// Valid events in a second, on average.
        pub events_per_second: Option<f64>,
        /// The share of the traffic that a failed deployment spoils, in percent; all of it if absent.
        pub deployment_impact: Option<f64>,
        /// The counter of all valid events, as a selector of Prometheus: `http_requests_total{service="api"}`.
        pub total_selector: Option<String>,
        /// The counter of those that failed, as a selector of Prometheus.
        pub failure_selector: Option<String>,
        /// The alerts on how fast its budget is spent.
        pub alerts: Vec<BurnRateAlert>,
    }

    /// An alert that fires where the error budget is spent at more than `burn_rate` times the even pace over both windows.
    pub struct BurnRateAlert {
        /// `page`, `ticket`, as written.
        pub severity: Option<String>,
        /// The long window.
        pub long_window: Option<Duration>,
        /// The short window, by which the alert ends soon after its cause does; a twelfth of the long one if absent.
        pub short_window: Option<Duration>,
        /// The threshold. If absent it follows from `budget_percent`.
        pub burn_rate: Option<f64>,
        /// The share of the budget, in percent, that is spent over the long window where the alert fires.
        pub budget_percent: Option<f64>,
    }
}

/// The period of an objective that states none: 30 days.
pub const DEFAULT_PERIOD_S: i64 = 30 * 86_400;

impl ServiceLevelObjective {
    /// The period in seconds of the clock: `30d` is thirty days of it, whatever a day of work is.
    pub fn period_s(&self) -> i64 {
        self.period.map_or(DEFAULT_PERIOD_S, |period| period.clock_seconds())
    }
}
