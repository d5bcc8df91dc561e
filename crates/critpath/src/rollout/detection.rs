//! Probes and alerts into how long a failure of the new version stays unseen.

use super::settings::{Settings, clock_s};
use crate::check::phrase::time;
use crate::slo::{self, Alert};

/// What sees a failure first.
pub(super) struct Detection {
    pub seconds: i64,
    /// In words.
    pub by: String,
}

/// What sees a complete failure of a version first that has this share of the traffic, in percent. Nothing is seen
/// where it has none. A time that the plan states for its way back counts alone.
pub(super) fn detection(settings: &Settings, weight: f64) -> Option<Detection> {
    if weight <= 0.0 {
        return None;
    }
    let stated = settings.document.rollback.as_ref().and_then(|rollback| rollback.detection);
    if let Some(stated) = stated {
        return Some(Detection { seconds: clock_s(stated), by: "as the plan says".into() });
    }
    let found = probes(settings).into_iter().chain(alerts(settings, weight));
    found.min_by_key(|detection| detection.seconds)
}

fn probes(settings: &Settings) -> Option<Detection> {
    let (interval, failures) = (settings.interval_s?, settings.failure_threshold);
    let seconds = interval.saturating_mul(i64::from(failures)).min(crate::time::INSTANT_LIMIT);
    let by = format!("{failures} failures in a row, {} apart", time(interval as f64));
    Some(Detection { seconds, by })
}

/// The alerts that fire at the share of errors that the failure makes of all traffic. One whose window is full before it
/// does never fires.
fn alerts(settings: &Settings, weight: f64) -> Vec<Detection> {
    let mut found = Vec::new();
    for objective in &settings.objectives {
        let Some(budget) = slo::budget(objective).filter(|budget| *budget > 0.0) else { continue };
        let impact = objective.deployment_impact.unwrap_or(100.0) / 100.0;
        let errors = weight / 100.0 * impact;
        for stated in &objective.alerts {
            let Some(alert) = Alert::of(objective, stated) else { continue };
            if errors <= alert.error_ratio {
                continue;
            }
            let seconds = slo::detection_seconds(1.0 - budget, alert.burn_rate, alert.long_s, errors);
            let by = format!("the alert of `{}` over {}", objective.id, time(alert.long_s));
            found.push(Detection { seconds: libm::ceil(seconds) as i64, by });
        }
    }
    found
}
