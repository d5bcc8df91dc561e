//! What a run is made of: risks, branches, correlations, work underway, costs; and what cannot be.

use super::*;
use critpath::model::forecast::{LimitKind, NoteKind, RiskBasis};
use critpath::model::{
    Assignment, Branch, BranchOption, Closure, Correlation, CorrelationMeasure, Progress, Rating, Resource,
    Risk, RiskCombination, RiskEffect, RiskStatus, Spread,
};

const RUNS: u64 = 20_000;

fn rating(value: f64) -> Option<Rating> {
    Some(Rating { value: Some(value), ..Rating::default() })
}

fn risk(id: &str, probability: f64, affects: &str, effect: RiskEffect) -> Risk {
    let affects = affects.split(',').map(String::from).collect();
    Risk {
        id: id.into(),
        name: id.into(),
        probability: rating(probability),
        affects,
        effect: Some(effect),
        ..Risk::default()
    }
}

fn delay(text: &str) -> RiskEffect {
    RiskEffect { delay: Some(triangular(text)), ..RiskEffect::default() }
}

fn factor(low: f64, likely: f64, high: f64) -> RiskEffect {
    RiskEffect { factor: Some(spread(low, likely, high)), ..RiskEffect::default() }
}

fn spread(low: f64, likely: f64, high: f64) -> Spread {
    let distribution = Some(Distribution::Triangular);
    Spread { low: Some(low), likely: Some(likely), high: Some(high), distribution, ..Spread::default() }
}

fn without_indices(runs: u64) -> SimulateOptions {
    SimulateOptions { indices: false, ..options(runs) }
}

fn simulated(document: Document) -> Vec<f64> {
    hours(&part(&plan(document), &without_indices(RUNS)))
}

fn notes(result: &ForecastResult) -> Vec<NoteKind> {
    result.notes.iter().map(|note| note.kind).collect()
}

#[test]
fn a_risk_delays_each_task_that_it_hits_by_the_same_draw() {
    let mut document = document(&[("a", "10h", ""), ("b", "10h", "a")]);
    document.risks.push(risk("r", 0.25, "a,b", delay("2h/4h/6h")));
    let found = simulated(document);
    near("share", share(&found, |finish| finish == 20.0), 0.75, 0.0031);
    let hit: Vec<f64> = found.into_iter().filter(|finish| *finish > 20.0).collect();
    near("mean", mean(&hit), 28.0, 0.03);
    near("deviation", deviation(&hit), 2.0 * (2.0_f64 / 3.0).sqrt(), 0.02);
}

/// The correlation that a shared driver makes has a closed form (EX-27): that of two durations is seen in the variance
/// of their sum.
#[test]
fn a_driver_correlates_what_it_multiplies() {
    for (probability, low, likely, high, expected) in
        [(0.8, 1.0, 1.3, 1.6, 0.325_363), (1.0, 1.1, 1.3, 1.6, 0.144_306)]
    {
        let one = |ids: &[(&str, &str, &str)]| {
            let mut document = document(ids);
            document.risks.push(risk("r", probability, "a,b", factor(low, likely, high)));
            deviation(&simulated(document)).powi(2)
        };
        let (of_a, of_b) = (one(&[("a", "10h/15h/25h", "")]), one(&[("b", "10h/15h/25h", "")]));
        let of_both = one(&[("a", "10h/15h/25h", ""), ("b", "10h/15h/25h", "a")]);
        let correlation = (of_both - of_a - of_b) / (2.0 * (of_a * of_b).sqrt());
        near("correlation", correlation, expected, 0.01);
    }
}

#[test]
fn risks_in_parallel_count_once() {
    let with = |combination: RiskCombination| {
        let mut document = document(&[("a", "10h", "")]);
        for (id, text) in [("r", "3h"), ("s", "5h")] {
            let effect = RiskEffect {
                combination,
                factor: Some(Spread { likely: Some(2.0), ..Spread::default() }),
                ..delay(text)
            };
            document.risks.push(risk(id, 1.0, "a", effect));
        }
        simulated(document)[0]
    };
    assert_eq!(with(RiskCombination::Series), 10.0 * 4.0 + 8.0);
    assert_eq!(with(RiskCombination::Parallel), 10.0 * 2.0 + 5.0);
}

#[test]
fn what_is_left_after_mitigation() {
    let mut document = document(&[("a", "10h", "")]);
    let mut stated = risk("r", 1.0, "a", delay("6h"));
    stated.residual_effect = Some(delay("2h"));
    document.risks.push(stated.clone());
    document.risks.push(Risk { id: "closed".into(), status: RiskStatus::Closed, ..stated.clone() });
    document.risks.push(Risk { id: "vague".into(), effect: None, residual_effect: None, ..stated });
    let finish = |risks| {
        let result = answer(document.clone(), &SimulateOptions { risks, ..options(10) });
        let left_out = [NoteKind::RiskWithoutEffect, NoteKind::RiskLeftOut];
        assert_eq!(left_out.iter().all(|kind| notes(&result).contains(kind)), risks != RiskBasis::None);
        result.finish.p50
    };
    assert_eq!(finish(RiskBasis::Inherent), "2026-12-07T16:00:00");
    assert_eq!(finish(RiskBasis::Residual), "2026-12-07T12:00:00");
    assert_eq!(finish(RiskBasis::None), "2026-12-07T10:00:00");
}

#[test]
fn a_risk_closes_a_calendar() {
    let mut document = document(&[("a", "8h", ""), ("b", "8h", "a")]);
    document.calendar = None;
    let closure = Closure {
        start: Moment::parse("2026-12-08").ok(),
        finish: Moment::parse("2026-12-09").ok(),
        ..Closure::default()
    };
    document.risks.push(risk(
        "storm",
        0.5,
        "b",
        RiskEffect { closures: vec![closure], ..RiskEffect::default() },
    ));
    let result = answer(document, &options(400));
    assert_eq!(result.finish.earliest, "2026-12-08T17:00:00");
    assert_eq!(result.finish.latest, "2026-12-10T17:00:00");
    let removed = result.drivers.iter().find(|driver| driver.id == "storm").unwrap();
    assert_eq!(removed.p80_removal_s, Some(2 * 8 * 3_600));
    assert!((0.4..0.6).contains(&removed.occurrence.unwrap()));
}

#[test]
fn tasks_that_may_not_be_needed_and_branches() {
    let mut document = document(&[("a", "10h", ""), ("b", "5h", "a"), ("c", "7h", "a"), ("d", "3h", "b,c")]);
    document.tasks[3].probability = Some(0.4);
    let option = |probability, task: &str| BranchOption {
        probability,
        tasks: vec![task.into()],
        ..BranchOption::default()
    };
    document.branches.push(Branch {
        id: "way".into(),
        options: vec![option(Some(0.7), "b"), option(None, "c")],
        ..Branch::default()
    });
    let found = simulated(document);
    for (finish, expected) in [(15.0, 0.7 * 0.6), (17.0, 0.3 * 0.6), (18.0, 0.7 * 0.4), (20.0, 0.3 * 0.4)] {
        near("share", share(&found, |at| at == finish), expected, 0.0035);
    }
}

#[test]
fn correlated_durations_widen_the_spread_of_a_chain() {
    let with = |coefficient: f64, measure| {
        let mut document = document(&[("a", "10h/20h/30h", ""), ("b", "10h/20h/30h", "a")]);
        document.correlations.push(Correlation {
            tasks: vec!["a".into(), "b".into()],
            coefficient,
            measure,
            ..Correlation::default()
        });
        deviation(&simulated(document)).powi(2) / (2.0 * 100.0 / 6.0) - 1.0
    };
    // Of symmetric triangular durations, Pearson's coefficient is a little below that of the scores.
    near("independent", with(0.0, CorrelationMeasure::Pearson), 0.0, 0.01);
    near("pearson", with(0.8, CorrelationMeasure::Pearson), 0.8, 0.01);
    near("spearman", with(0.5, CorrelationMeasure::Spearman), 0.51, 0.012);
    near("kendall", with(-0.5, CorrelationMeasure::Kendall), -0.70, 0.01);
}

#[test]
fn correlations_that_cannot_exist_are_refused() {
    let mut document = document(&[("a", "1h/2h/3h", ""), ("b", "1h/2h/3h", ""), ("c", "1h/2h/3h", "")]);
    let tie = |one: &str, other: &str, coefficient| Correlation {
        tasks: vec![one.into(), other.into()],
        coefficient,
        ..Correlation::default()
    };
    document.correlations = vec![tie("a", "b", 0.8), tie("b", "c", 0.8), tie("a", "c", 0.25)];
    let result = answer(document.clone(), &options(10));
    assert!(notes(&result).contains(&NoteKind::CorrelationRepaired));
    document.correlations[2].coefficient = -0.8;
    assert_eq!(error(document, &options(10)).code().as_str(), "correlation.impossible");
}

/// A task of 10 to 30 hours that has taken 20 takes 20 to 30: what is left of it starts at the data date.
#[test]
fn work_underway_is_known_to_take_longer_than_so_far() {
    let mut document = document(&[("a", "10h/30h", ""), ("b", "1h", "a")]);
    document.data_date = Moment::parse("2026-12-07T20:00").ok();
    document.tasks[0].progress =
        Some(Progress { started: Moment::parse("2026-12-07T00:00").ok(), ..Progress::default() });
    let found = simulated(document.clone());
    assert!(found.iter().all(|finish| (21.0..=31.0).contains(finish)));
    near("mean", mean(&found), 26.0, 0.021);
    near("deviation", deviation(&found), 10.0 / 12.0_f64.sqrt(), 0.02);
    document.data_date = Moment::parse("2026-12-08T12:00").ok();
    let overrun = answer(document, &options(10));
    assert!(notes(&overrun).contains(&NoteKind::Overrun));
}

#[test]
fn costs_of_tasks_resources_and_risks() {
    let mut document = document(&[("a", "10h/20h/30h", ""), ("b", "10h", "a"), ("c", "5h", "")]);
    document.currency = Some("EUR".into());
    document.resources.push(Resource {
        id: "crew".into(),
        cost_per_hour: Some(100.0),
        ..Resource::default()
    });
    document.tasks[0].needs.push(Assignment {
        resource: "crew".into(),
        units: Some(2.0),
        ..Assignment::default()
    });
    document.tasks[1].cost_estimate = Some(Box::new(spread(1_000.0, 2_000.0, 3_000.0)));
    document.tasks[2].cost = Some(500.5);
    let mut stated = risk("r", 0.5, "a", delay("4h"));
    stated.effect.as_mut().unwrap().cost = Some(Spread { likely: Some(300.0), ..Spread::default() });
    document.risks.push(stated);
    let result = answer(document, &options(RUNS));
    let cost = result.cost.unwrap();
    assert_eq!((cost.currency.as_deref(), cost.deterministic), (Some("EUR"), 200.0 * 20.0 + 2_000.0 + 500.5));
    near(
        "mean",
        cost.mean,
        200.0 * 22.0 + 2_000.0 + 500.5 + 150.0,
        cost.standard_deviation / (RUNS as f64).sqrt(),
    );
    assert!(cost.p10 < cost.p50 && cost.p50 < cost.p80 && cost.p80 < cost.p90);
    assert!(cost.correlation_with_duration.unwrap() > 0.8);
    let joint = result.joint_confidence.unwrap();
    assert!(joint.of_p80_date_and_p80_cost < 0.8 && joint.of_p80_date_and_p80_cost > 0.6);
    assert!(joint.frontier_70.len() > 2);
    assert!(
        joint
            .frontier_70
            .windows(2)
            .all(|pair| pair[0].finish < pair[1].finish && pair[0].cost > pair[1].cost)
    );
}

#[test]
fn the_probability_of_being_done_in_time() {
    let mut document = document(&[("a", "10h/30h", ""), ("b", "10h", "")]);
    document.deadline = Moment::parse("2026-12-08T01:00").ok();
    document.tasks[1].deadline = Moment::parse("2026-12-07T09:00").ok();
    let result = answer(document, &options(RUNS));
    let [of_plan, of_b] = &result.windows[..] else { panic!("{:?}", result.windows) };
    assert_eq!((of_plan.kind, of_b.kind), (LimitKind::PlanDeadline, LimitKind::TaskDeadline));
    near("deadline", of_plan.probability, 0.75, 0.0031);
    assert!(of_plan.probability_low < of_plan.probability && of_plan.probability < of_plan.probability_high);
    assert_eq!((of_b.probability, of_b.id.as_deref()), (0.0, Some("b")));
}

#[test]
fn late_runs_show_their_risk() {
    let mut document = document(&[("a", "10h/12h/14h", ""), ("b", "1h/2h/3h", "")]);
    document.risks.push(risk("harmless", 0.5, "b", delay("1h")));
    document.risks.push(risk("harmful", 0.2, "a", delay("20h")));
    let result = answer(document, &options(2_000));
    let [first, second] = &result.late_risks[..] else { panic!("{:?}", result.late_risks) };
    assert_eq!((first.id.as_str(), second.id.as_str()), ("harmful", "harmless"));
    assert!(first.critical_when_late > 0.95 && first.occurrence < 0.25);
    assert_eq!(second.critical_when_late, 0.0);
    let driver = |id: &str| result.drivers.iter().find(|driver| driver.id == id).unwrap();
    assert!(
        driver("harmful").correlation.unwrap() > 0.5 && driver("harmless").correlation.unwrap().abs() < 0.1
    );
    near(
        "removal",
        driver("harmful").mean_removal_s.unwrap() as f64 / 3_600.0,
        0.2 * 20.0,
        8.0 / 2_000.0_f64.sqrt(),
    );
    assert_eq!(driver("harmless").mean_removal_s, Some(0));
}

#[test]
fn dates_that_hold_do_not_hold_in_a_run() {
    use critpath::model::{Constraint, ConstraintKind};
    let mut document = document(&[("a", "10h/30h", ""), ("b", "10h", "a")]);
    let date = Moment::parse("2026-12-08T00:00").ok();
    document.tasks[1].constraints =
        vec![Constraint { kind: ConstraintKind::MandatoryStart, date, ..Constraint::default() }];
    let result = answer(document, &options(2_000));
    assert!(notes(&result).contains(&NoteKind::ConstraintsLoosened));
    assert_eq!(result.finish.deterministic, "2026-12-08T10:00:00");
    assert_eq!(result.finish.earliest, "2026-12-08T10:00:00");
    assert!(result.finish.p90 > result.finish.deterministic);
}

#[test]
fn options_and_estimates_that_cannot_be() {
    let sound = document(&[("a", "1h/2h/3h", "")]);
    for broken in [
        options(0),
        SimulateOptions { first_run: u64::MAX, ..options(1) },
        SimulateOptions { confidence: 1.0, ..options(1) },
    ] {
        assert_eq!(error(sound.clone(), &broken).code().as_str(), "option.invalid");
    }
    let mut falling = sound.clone();
    falling.tasks[0].estimate = Some(triangular("3h/2h/1h"));
    assert_eq!(error(falling, &options(1)).code().as_str(), "estimate.order");
    let mut long = sound;
    long.tasks[0].estimate = Some(triangular("1h/2h/999999h"));
    assert_eq!(error(long, &options(1)).code().as_str(), "schedule.overflow");
}
