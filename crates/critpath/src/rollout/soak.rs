//! Criteria and traffic into how long a step is watched.

use super::settings::Settings;
use crate::check::phrase::{exact, time};
use crate::gate::grouped;
use crate::model::rollout_result::{RolloutCheck, SoakReason};
use crate::time::INSTANT_LIMIT;

/// How long a step is watched, and whether that is enough.
pub(super) struct Soak {
    pub seconds: i64,
    pub reason: SoakReason,
    pub detail: String,
    /// What its criteria need; nothing if they need none, or if no time is enough.
    pub needed_s: Option<i64>,
    /// What the need comes from, in words.
    pub need: String,
    /// Whether it is known to be enough.
    pub is_enough: bool,
    /// A criterion needs requests, and there are none, or nobody says how many.
    pub lacks_traffic: bool,
}

/// Why a step must be watched for some time.
struct Need {
    seconds: i64,
    reason: SoakReason,
    detail: String,
}

/// How long a step with this weight is watched: as stated, else as long as it needs.
pub(super) fn soak(
    settings: &Settings,
    checks: &[&RolloutCheck],
    weight: f64,
    stated: Option<i64>,
    detection_s: Option<i64>,
) -> Soak {
    let rate = settings.traffic_per_second.map(|rate| rate * weight / 100.0);
    let sampled: Vec<(&RolloutCheck, u64)> =
        checks.iter().filter_map(|check| Some((*check, check.sample?))).collect();
    let lacks_traffic = !sampled.is_empty() && rate.is_none_or(|rate| rate <= 0.0);
    let samples = sampled.iter().filter_map(|(check, sample)| {
        let rate = rate.filter(|rate| *rate > 0.0)?;
        let seconds = libm::fmin(libm::ceil(*sample as f64 / rate), INSTANT_LIMIT as f64) as i64;
        let detail =
            format!("{} requests show `{}`, at {} a second", grouped(*sample), check.name, exact(rate));
        Some(Need { seconds, reason: SoakReason::Sample, detail })
    });
    let windows = checks.iter().filter_map(|check| {
        let detail = format!("`{}` is measured over {}", check.name, time(check.window_s? as f64));
        Some(Need { seconds: check.window_s?, reason: SoakReason::Window, detail })
    });
    // Of equal needs the first one counts.
    let longest = |a: Need, b: Need| if b.seconds > a.seconds { b } else { a };
    let need = samples.chain(windows).reduce(longest);
    let needed_s = need.as_ref().map(|need| need.seconds).filter(|_| !lacks_traffic);
    let seen = detection_s.map(|seconds| Need {
        seconds,
        reason: SoakReason::Detection,
        detail: format!("a failure is seen after {}", time(seconds as f64)),
    });
    let needed = need.as_ref().map(|need| need.detail.clone()).unwrap_or_default();
    let chosen = match stated {
        Some(seconds) => Need { seconds, reason: SoakReason::Stated, detail: "as the plan says".into() },
        None => need.into_iter().chain(seen).reduce(longest).unwrap_or(Need {
            seconds: 0,
            reason: SoakReason::Unknown,
            detail: "nothing says how long".into(),
        }),
    };
    Soak {
        seconds: chosen.seconds,
        is_enough: !lacks_traffic
            && chosen.reason != SoakReason::Unknown
            && needed_s.is_none_or(|needed| chosen.seconds >= needed),
        reason: chosen.reason,
        detail: chosen.detail,
        needed_s,
        need: needed,
        lacks_traffic,
    }
}
