//! How often the three verdicts are wrong, over thousands of seeded trials.

use critpath::gate::GateOptions;
use critpath::gate::statistics::{clopper_pearson, hodges_lehmann, wilson};
use critpath::model::result::Verdict;
use critpath::model::{Comparator, Condition, Criterion, Document, Measurement, MeasurementRole};

use super::judged;
use serde_json::json;

const TRIALS: usize = 10_000;

/// A stream of numbers from 0 to 1 (SplitMix64).
struct Stream(u64);

impl Stream {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn failures(&mut self, of: u64, share: f64) -> u64 {
        (0..of).filter(|_| self.next() < share).count() as u64
    }
}

/// Shares of trials that end in each verdict.
fn shares(trials: usize, mut verdict: impl FnMut() -> Verdict) -> [f64; 3] {
    let mut counts = [0.0; 3];
    for _ in 0..trials {
        counts[verdict() as usize] += 1.0 / trials as f64;
    }
    counts
}

fn plan(condition: Condition) -> Document {
    let criterion = Criterion { id: "c".into(), conditions: vec![condition], ..Criterion::default() };
    Document { criteria: vec![criterion], ..Document::default() }
}

fn verdict(plan: &Document, measured: &[Measurement]) -> Verdict {
    let input = critpath::gate::GateInput {
        document: plan,
        diagnostics: &[],
        measurements: measured,
        unread: &[],
        state: &critpath::gate::PlanState::default(),
    };
    critpath::gate::gate(&input, &GateOptions::default()).expect("there is nothing to refuse").verdict
}

/// Less than 5 % of requests may fail.
fn error_rate() -> Document {
    plan(Condition {
        metric: "error_rate".into(),
        comparator: Comparator::Less,
        target: Some(5.0),
        unit: "%".into(),
        ..Condition::default()
    })
}

#[test]
fn a_true_pass_is_called_no_go_and_a_true_fail_go_in_at_most_one_of_twenty_trials() {
    let (plan, mut stream) = (error_rate(), Stream(1));
    for (share, of) in [(0.0499, 300), (0.02, 300), (0.05, 300), (0.0501, 60), (0.08, 300)] {
        let [go, no_go, _] = shares(TRIALS, || {
            let measured = Measurement {
                metric: "error_rate".into(),
                total: Some(of),
                failures: Some(stream.failures(of, share)),
                ..Measurement::default()
            };
            verdict(&plan, &[measured])
        });
        if share < 0.05 {
            assert!(no_go <= 0.05, "true pass at {share} of {of}: {no_go}");
        } else {
            assert!(go <= 0.05, "true fail at {share} of {of}: {go}");
        }
        // And it does decide where the sample is large enough.
        if share == 0.02 {
            assert!(go > 0.8, "{go}");
        }
        if share == 0.08 {
            assert!(no_go > 0.6, "{no_go}");
        }
    }
}

#[test]
fn a_percentile_that_holds_or_not_is_called_right_as_often() {
    let limit = |target| {
        plan(Condition {
            metric: "response_time".into(),
            comparator: Comparator::Less,
            target: Some(target),
            unit: "ms".into(),
            statistic: Some("p90".into()),
            ..Condition::default()
        })
    };
    let mut stream = Stream(2);
    let mut of = |target: f64| {
        let plan = limit(target);
        shares(TRIALS, || {
            // Exponential with a mean of 100: the 90th percentile is 230.26.
            let samples = (0..80).map(|_| -100.0 * stream.next().max(1e-300).ln()).collect();
            let measured = Measurement {
                metric: "response_time".into(),
                unit: "ms".into(),
                samples,
                ..Measurement::default()
            };
            verdict(&plan, &[measured])
        })
    };
    let [_, no_go, _] = of(231.0);
    assert!(no_go <= 0.05, "{no_go}");
    let [go, ..] = of(230.0);
    assert!(go <= 0.05, "{go}");
}

#[test]
fn a_canary_that_is_as_good_or_just_too_bad_is_called_right_as_often() {
    let plan = Document::default();
    let mut stream = Stream(3);
    let mut of = |trials: usize, shift: f64| {
        shares(trials, || {
            let mut sample = |role, shift: f64| Measurement {
                metric: "response_time".into(),
                role,
                samples: (0..66).map(|_| 90.0 + 20.0 * stream.next() + shift).collect(),
                ..Measurement::default()
            };
            let measured = [sample(MeasurementRole::Baseline, 0.0), sample(MeasurementRole::Canary, shift)];
            verdict(&plan, &measured)
        })
    };
    // A tenth of the median of the baseline, 100, is tolerated; that median is measured itself.
    let [go, ..] = of(TRIALS, 11.0);
    assert!(go <= 0.05, "a shift of 11: {go}");
    let [_, no_go, _] = of(TRIALS, 9.0);
    assert!(no_go <= 0.05, "a shift of 9: {no_go}");
    assert!(of(500, 0.0)[0] > 0.95);
    assert!(of(500, 25.0)[1] > 0.95);
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    let mut stream = Stream(4);
    for share in [0.01, 0.3] {
        let mut held = [0.0; 2];
        for _ in 0..TRIALS {
            let failures = stream.failures(120, share);
            for (at, interval) in [clopper_pearson, wilson].iter().enumerate() {
                let interval = interval(failures, 120, 0.9);
                held[at] +=
                    f64::from(u8::from(interval.low <= share && share <= interval.high)) / TRIALS as f64;
            }
        }
        assert!(held[0] >= 0.9, "exact at {share}: {}", held[0]);
        assert!(held[1] >= 0.85, "score at {share}: {}", held[1]);
    }
    let mut held = 0.0;
    for _ in 0..TRIALS / 5 {
        let mut sample = |shift: f64| {
            let mut values: Vec<f64> = (0..12).map(|_| stream.next() + shift).collect();
            values.sort_unstable_by(f64::total_cmp);
            values
        };
        let shift = hodges_lehmann(&sample(0.3), &sample(0.0), 0.9).unwrap();
        held += f64::from(u8::from(shift.low.unwrap() <= 0.3 && 0.3 <= shift.high.unwrap()))
            / (TRIALS / 5) as f64;
    }
    assert!(held >= 0.89, "{held}");
}

#[test]
fn the_same_measurements_give_the_same_answer_to_the_last_bit() {
    let plan = error_rate();
    let measured = json!([{ "metric": "error_rate", "total": 777, "failures": 19 }]);
    let once = judged(&plan, measured.clone(), &GateOptions::default());
    assert_eq!(once, judged(&plan, measured, &GateOptions::default()));
}
