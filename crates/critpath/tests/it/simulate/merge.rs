//! The same runs over threads and in parts give the same bits.

use super::*;
use critpath::model::{Rating, Risk, RiskEffect, Spread};

/// Calendars, links of all kinds, risks, a branch and costs.
fn rich() -> Document {
    let mut plan = document(&[
        ("a", "2h/3h/8h", ""),
        ("b", "1h/4h/5h", "a"),
        ("c", "2h/6h", "a"),
        ("d", "1d/2d/4d", "b"),
        ("e", "milestone", "c,d"),
    ]);
    plan.calendar = None;
    plan.tasks[1].cost_estimate =
        Some(Box::new(Spread { low: Some(10.0), high: Some(90.5), ..Spread::default() }));
    plan.tasks[3].deadline = Moment::parse("2026-12-10").ok();
    let effect = RiskEffect { delay: Some(triangular("1h/5h/9h")), ..RiskEffect::default() };
    plan.risks.push(Risk {
        id: "slow".into(),
        probability: Some(Rating { value: Some(0.3), ..Rating::default() }),
        affects: vec!["b".into(), "c".into()],
        effect: Some(effect),
        ..Risk::default()
    });
    plan
}

#[test]
fn threads_and_parts_give_the_same_bits() {
    let plan = plan(rich());
    let runs = 2_005;
    let whole = part(&plan, &options(runs));
    let json = |forecast: &Forecast, options: &SimulateOptions| {
        serde_json::to_string(&forecast.to_result(&plan, options, &mut never_stop).unwrap()).unwrap()
    };
    let expected = json(&whole, &options(runs));
    for threads in [2, 7] {
        let options = SimulateOptions { threads, ..options(runs) };
        let found = part(&plan, &options);
        assert_eq!(found, whole, "{threads} threads");
        assert_eq!(json(&found, &options), expected, "{threads} threads");
    }
    for parts in [2, 8, 64] {
        let bound = |at: u64| at * runs / parts;
        let mut pieces: Vec<Forecast> = (0..parts)
            .map(|at| {
                let first_run = bound(at);
                part(&plan, &SimulateOptions { first_run, runs: bound(at + 1) - first_run, ..options(1) })
            })
            .collect();
        // In an order that has neighbours apart.
        pieces.rotate_left(parts as usize / 2);
        let mut merged = pieces.pop().unwrap();
        pieces.iter().for_each(|piece| merged.merge(piece).unwrap());
        assert_eq!(merged, whole, "{parts} parts");
        assert_eq!(json(&merged, &options(runs)), expected, "{parts} parts");
    }
}

#[test]
fn parts_that_do_not_belong_together_do_not_merge() {
    let plan = plan(rich());
    let mut first = part(&plan, &options(100));
    let before = first.clone();
    let refused = |found: Result<(), Error>| match found {
        Err(error @ Error::Forecast(_)) => assert_eq!(error.code().as_str(), "forecast.invalid"),
        other => panic!("{other:?}"),
    };
    refused(first.clone().merge(&part(&plan, &SimulateOptions { seed: 1, first_run: 100, ..options(100) })));
    refused(first.merge(&part(&plan, &SimulateOptions { first_run: 99, ..options(100) })));
    assert_eq!(first, before);
    let other = self::plan(document(&[("a", "1h/2h/3h", "")]));
    refused(first.to_result(&other, &options(100), &mut never_stop).map(drop));
    first.merge(&part(&plan, &SimulateOptions { first_run: 100, ..options(50) })).unwrap();
    assert_eq!((first.runs(), first.run_ranges().collect::<Vec<_>>()), (150, vec![(0, 150)]));
}

#[test]
fn runs_stop_when_the_answer_is_exact_enough() {
    let plan = plan(rich());
    let stop = critpath::simulate::Stop { percent: 80.0, half_width_s: 3_600 };
    let options = SimulateOptions { stop: Some(stop), indices: false, ..options(1_000_000) };
    let found = part(&plan, &options);
    assert!(found.runs() < 100_000 && found.runs().is_multiple_of(1_024), "{}", found.runs());
    let result = found.to_result(&plan, &options, &mut never_stop).unwrap();
    assert!(result.notes.iter().any(|note| note.kind.as_str() == "stopped_early"));
    assert_eq!(part(&plan, &SimulateOptions { threads: 3, ..options }), found);
}

#[test]
fn a_control_stops_the_runs() {
    let plan = plan(rich());
    let mut asked = 0;
    let mut stop = |_| {
        asked += 1;
        if asked < 3 { std::ops::ControlFlow::Continue(()) } else { std::ops::ControlFlow::Break(()) }
    };
    assert_eq!(simulate(&plan, &options(100_000), &mut stop).unwrap_err(), Error::Cancelled);
    assert_eq!(asked, 3);
}

#[test]
fn progress_grows_to_all_runs_and_no_further() {
    let mut told = Vec::new();
    let mut hear = |progress: critpath::control::Progress| {
        told.push((progress.done, progress.total));
        std::ops::ControlFlow::Continue(())
    };
    simulate(&plan(rich()), &options(10_001), &mut hear).unwrap();
    assert!(told.is_sorted() && told.len() > 2, "{told:?}");
    assert_eq!(told.last(), Some(&(10_001, 10_001)));
}

#[test]
fn the_share_of_runs_that_are_done_by_a_date_is_that_of_its_last_working_time() {
    let plan = plan(rich());
    let part = part(&plan, &options(500));
    let of = |moment| part.probability_of(&plan, Moment::parse(moment).unwrap()).unwrap();
    assert_eq!((of("2026-12-07"), of("2027-12-07")), (0.0, 1.0));
    assert_eq!(of("2026-12-09"), of("2026-12-09T17:00"));
    assert!(of("2026-12-09T12:00") < of("2026-12-10"));
}

#[test]
fn a_part_goes_through_bytes() {
    let plan = plan(rich());
    let mut whole = part(&plan, &options(100));
    whole.merge(&part(&plan, &SimulateOptions { first_run: 500, ..options(60) })).unwrap();
    let bytes = whole.to_bytes();
    assert_eq!(Forecast::from_bytes(&bytes).unwrap(), whole);
    for length in [0, 7, 19, 20, 100, bytes.len() - 1] {
        assert!(matches!(Forecast::from_bytes(&bytes[..length]), Err(Error::Forecast(_))), "{length}");
    }
    // Every bit counts.
    for at in (0..bytes.len()).step_by(7) {
        let mut other = bytes.clone();
        other[at] ^= 1 << (at % 8);
        assert!(matches!(Forecast::from_bytes(&other), Err(Error::Forecast(_))), "{at}");
    }
}

/// What percentiles need of a run is its finish, and its cost if anything costs: eight bytes each. All else is sums,
/// as many for a thousand runs as for a hundred thousand.
#[test]
fn parts_hold_of_a_run_what_percentiles_need() {
    const FINISH: usize = 8;
    const COST: usize = 8;
    let size = |plan: &Plan, runs: u64| part(plan, &options(runs)).to_bytes().len();
    let costly = plan(rich());
    let free = plan(document(&[("a", "1h/2h/3h", ""), ("b", "1h/2h/4h", "a")]));
    for (plan, of_a_run) in [(&costly, FINISH + COST), (&free, FINISH)] {
        let sums = size(plan, 1_000) - 1_000 * of_a_run;
        assert_eq!(size(plan, 100_000) - 100_000 * of_a_run, sums);
        assert!(sums < 1_000, "{sums}");
    }
}
