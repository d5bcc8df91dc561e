//! Failures among requests into whether their true share keeps a limit.

use crate::model::result::{GateMeasure, Verdict};

use super::reason::{Finding, measure};
use super::statistics::{clopper_pearson_lower, clopper_pearson_upper, sample_size};
use super::words::{grouped, percent};
use crate::check::phrase::time;

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Count {
    pub bad: u64,
    pub of: u64,
    /// The seconds that they were counted over, if that is known.
    pub over_s: Option<f64>,
}

/// How a share is spoken of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words {
    /// What is counted: `requests`.
    pub of: &'static str,
    /// What is bad about some: `failed`.
    pub bad: &'static str,
}

pub(super) const REQUESTS: Words = Words { of: "requests", bad: "failed" };

/// Judges a share that must stay below `limit`: it does if even the upper bound of the true share is below, it does not
/// if the lower bound is above. Each is wrong in at most one of 1 / (1 - confidence) cases.
pub(super) fn judge(count: Count, limit: f64, confidence: f64, words: Words) -> Finding {
    let Count { bad, of, .. } = count;
    let (low, high) =
        (clopper_pearson_lower(bad, of, confidence), clopper_pearson_upper(bad, of, confidence));
    let seen = if of == 0 { 0.0 } else { bad.min(of) as f64 / of as f64 };
    let verdict = if high < limit {
        Verdict::Go
    } else if low > limit {
        Verdict::NoGo
    } else {
        Verdict::Inconclusive
    };
    let whole = (verdict == Verdict::Inconclusive).then(|| sample_size(bad, limit, confidence)).flatten();
    let detail = format!(
        "{} of {} {} {} ({}); with {} confidence the true share lies {}",
        grouped(bad),
        grouped(of),
        words.of,
        words.bad,
        percent(seen),
        percent(confidence),
        bounds(low, high, verdict),
    );
    let measured = GateMeasure {
        value: (of > 0).then_some(seen),
        low: Some(low),
        high: Some(high),
        target: Some(limit),
        sample: of,
        sample_needed: whole.map(|whole| whole.saturating_sub(of)),
        ..measure("share", "")
    };
    let needed = match verdict {
        Verdict::Go => None,
        Verdict::NoGo => Some(mended(limit, confidence, words)),
        Verdict::Inconclusive => Some(still_needed(count, limit, whole, words)),
    };
    Finding { verdict, detail, needed, measured: Some(measured) }
}

fn bounds(low: f64, high: f64, verdict: Verdict) -> String {
    match verdict {
        Verdict::Go => format!("below {}", percent(high)),
        Verdict::NoGo => format!("above {}", percent(low)),
        Verdict::Inconclusive => format!("between {} and {}", percent(low), percent(high)),
    }
}

/// What would show that the cause is gone.
fn mended(limit: f64, confidence: f64, words: Words) -> String {
    match sample_size(0, limit, confidence) {
        Some(clean) => format!(
            "mend the cause; then {} {} of which none {} show it",
            grouped(clean),
            words.of,
            words.bad
        ),
        None => format!(
            "mend the cause, and allow more than 0 %: no number of {} shows that none ever fail",
            words.of
        ),
    }
}

/// The sample that is missing, and how long it takes to come.
fn still_needed(count: Count, limit: f64, whole: Option<u64>, words: Words) -> String {
    let Some(whole) = whole else {
        return format!(
            "allow more than {}: no number of {} shows that it is kept",
            percent(limit),
            words.of
        );
    };
    let more = whole.saturating_sub(count.of);
    let wait = match count.over_s {
        Some(seconds) if count.of > 0 && seconds > 0.0 => {
            format!(", about {} at this traffic", time(rounded_up(more as f64 * seconds / count.of as f64)))
        }
        _ => String::new(),
    };
    let clean = if count.bad == 0 { "clean " } else { "" };
    format!(
        "{} {clean}{} in all: {} more of which none {}{wait}",
        grouped(whole),
        words.of,
        grouped(more),
        words.bad
    )
}

/// A wait in whole seconds, from ten minutes on in whole minutes: never less than it takes.
fn rounded_up(seconds: f64) -> f64 {
    let step_s = if seconds < 600.0 { 1.0 } else { 60.0 };
    libm::ceil(seconds / step_s) * step_s
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(bad: u64, of: u64) -> Finding {
        judge(Count { bad, of, over_s: Some(600.0) }, 0.001, 0.95, REQUESTS)
    }

    #[test]
    fn less_than_one_in_a_thousand_needs_2995_clean_requests() {
        let short = judged(0, 1000);
        assert_eq!(short.verdict, Verdict::Inconclusive);
        assert_eq!(
            short.needed.as_deref(),
            Some(
                "2,995 clean requests in all: 1,995 more of which none failed, about 20 min at this traffic"
            )
        );
        assert_eq!(judged(0, 2994).verdict, Verdict::Inconclusive);
        assert_eq!(judged(0, 2995).verdict, Verdict::Go);
        assert_eq!(judged(30, 10_000).verdict, Verdict::NoGo);
        assert_eq!(judged(0, 0).measured.unwrap().sample_needed, Some(2995));
    }

    #[test]
    fn no_sample_shows_that_nothing_ever_fails() {
        let none = judge(Count { bad: 0, of: 1_000_000, over_s: None }, 0.0, 0.95, REQUESTS);
        assert_eq!(none.verdict, Verdict::Inconclusive);
        assert!(none.needed.unwrap().starts_with("allow more than 0 %"));
        assert_eq!(judge(Count { bad: 1, of: 10, over_s: None }, 0.0, 0.95, REQUESTS).verdict, Verdict::NoGo);
    }
}
