//! Service level objectives into the arithmetic of their error budgets: how much may fail, how fast it is spent, when an
//! alert sees it.
//!
//! The budget of an objective is 1 - target of all valid events of its period, or of its time. A burn rate of 1 spends
//! it evenly over the period. Everything here is a ratio or a time in seconds; targets are shares, 0.999 for 99.9 %.

mod alert;
mod budget;

pub(crate) use alert::budget;
pub use alert::{Alert, findings};
pub use budget::{
    budget_consumed, budget_events, budget_seconds, burn_rate, burn_rate_for, deployment_cost,
    detection_seconds, events_for_single_failure, exhaustion_seconds, least_target_for,
};
