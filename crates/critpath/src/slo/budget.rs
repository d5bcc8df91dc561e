//! A target and a period into a budget, and burn rates into time.

/// Failures that `events` may have: 10,000 of a million at 0.99.
pub fn budget_events(target: f64, events: f64) -> f64 {
    (1.0 - target) * events
}

/// Seconds that may be bad in a period: 43.2 minutes of 30 days at 0.999.
pub fn budget_seconds(target: f64, period_s: f64) -> f64 {
    (1.0 - target) * period_s
}

/// How many times faster than evenly over the period the budget is spent at this share of errors.
pub fn burn_rate(error_ratio: f64, target: f64) -> f64 {
    error_ratio / (1.0 - target)
}

/// The burn rate that spends this share of the budget within the window.
pub fn burn_rate_for(budget_share: f64, window_s: f64, period_s: f64) -> f64 {
    budget_share * period_s / window_s
}

/// The share of the budget that a burn rate spends within a window.
pub fn budget_consumed(burn_rate: f64, window_s: f64, period_s: f64) -> f64 {
    burn_rate * window_s / period_s
}

/// Seconds until a whole budget is spent.
pub fn exhaustion_seconds(burn_rate: f64, period_s: f64) -> f64 {
    period_s / burn_rate
}

/// Seconds of errors at this share until an alert on the burn rate over a window fires, if all was well before. Beyond
/// the window itself it never does.
pub fn detection_seconds(target: f64, burn_rate: f64, window_s: f64, error_ratio: f64) -> f64 {
    (1.0 - target) * burn_rate * window_s / error_ratio
}

/// The target below which no share of errors reaches this burn rate: 93.06 % for 14.4.
pub fn least_target_for(burn_rate: f64) -> f64 {
    1.0 - 1.0 / burn_rate
}

/// Events in a window below which a single failure reaches the burn rate.
pub fn events_for_single_failure(target: f64, burn_rate: f64) -> f64 {
    1.0 / (burn_rate * (1.0 - target))
}

/// The share of the budget of a period that a deployment costs on average: it fails with this probability, and then a
/// share of the traffic is bad until the failure is seen, the decision is made and the way back is done.
pub fn deployment_cost(
    failure_probability: f64,
    bad_s: f64,
    traffic_share: f64,
    target: f64,
    period_s: f64,
) -> f64 {
    failure_probability * bad_s * traffic_share / budget_seconds(target, period_s)
}
