//! PERT through the public interface: means, spreads and dates along the path of greatest mean.

use super::*;
use critpath::model::{EstimateValue, Progress};
use critpath::pert::pert;
use critpath::schedule::ScheduleOptions;

fn answer(document: Document) -> critpath::model::pert::PertResult {
    pert(&plan(document), &ScheduleOptions::default()).unwrap().result
}

#[test]
fn means_and_variances_add_up_along_the_path_of_greatest_mean() {
    // Means 10 h, 20 h and 12 h; the path is the upper one, with deviations of 2 h and 3 h.
    let found =
        answer(document(&[("a", "4h/10h/16h", ""), ("b", "11h/20h/29h", "a"), ("c", "6h/12h/18h", "a")]));
    assert_eq!(found.path, ["a", "b"]);
    near("mean", found.mean_s / 3600.0, 30.0, 1e-9);
    near("deviation", found.standard_deviation_s / 3600.0, 13.0_f64.sqrt(), 1e-9);
    assert_eq!(found.mean_finish, "2026-12-08T06:00:00");
    let percents: Vec<f64> = found.percentiles.iter().map(|one| one.percent).collect();
    assert_eq!(percents, [10.0, 50.0, 80.0, 90.0]);
    assert_eq!(found.percentiles[1].finish, found.mean_finish);
    // 30 h and 0.8416 standard deviations of 3.6056 h.
    assert_eq!(found.percentiles[2].finish, "2026-12-08T09:02:05");
    // Likely values are means here, so that nothing moves the planned date.
    assert_eq!(found.deterministic, found.mean_finish);
    near("kept", found.probability_of_deterministic, 0.5, 1e-12);
    assert_eq!(found.percentiles[2].contingency_s, 3 * 3600 + 2 * 60 + 5);
    assert!(found.percentiles[0].contingency_s < 0);
    assert!(found.caveat.contains("one path"));
}

#[test]
fn what_states_its_distribution_has_its_moments_and_what_is_done_has_no_spread() {
    let mut document = document(&[("a", "10h", ""), ("b", "4h/10h/16h", "a"), ("c", "5h", "b")]);
    let value = |text: &str, probability: f64| EstimateValue {
        duration: Some(duration(text)),
        probability: Some(probability),
        ..EstimateValue::default()
    };
    document.tasks[0].estimate =
        Some(Estimate { values: vec![value("8h", 0.5), value("16h", 0.5)], ..Estimate::default() });
    // An estimate counts beside a duration, as it does in a run.
    document.tasks[1].duration = Some(duration("10h"));
    let found = answer(document.clone());
    near("mean", found.mean_s / 3600.0, 12.0 + 10.0 + 5.0, 1e-9);
    near("variance", found.variance_s2 / 3600.0_f64.powi(2), 16.0 + 4.0, 1e-9);
    document.tasks[0].progress = Some(Progress {
        started: Moment::parse("2026-12-07T00:00").ok(),
        finished: Moment::parse("2026-12-07T09:00").ok(),
        ..Progress::default()
    });
    let found = answer(document);
    near("mean", found.mean_s / 3600.0, 9.0 + 10.0 + 5.0, 1e-9);
    near("variance", found.variance_s2 / 3600.0_f64.powi(2), 4.0, 1e-9);
}

#[test]
fn a_plan_without_spread_is_kept_or_not() {
    let found = answer(document(&[("a", "10h", "")]));
    assert_eq!((found.standard_deviation_s, found.probability_of_deterministic), (0.0, 1.0));
    assert!(found.percentiles.iter().all(|one| one.finish == found.deterministic && one.contingency_s == 0));
    let mut nothing = document(&[("a", "10h", "")]);
    nothing.tasks[0].estimate = None;
    let refused = pert(&plan(nothing), &ScheduleOptions::default());
    assert!(matches!(refused, Err(Error::Unscheduled { task }) if task == "a"));
}
