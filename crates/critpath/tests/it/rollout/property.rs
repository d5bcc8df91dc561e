//! Random rollouts: what the answer says of each step is what the unfolded plan does.

use super::*;
use critpath::model::{RollbackSettings, TrafficReturn};
use critpath::plan::Plan;
use critpath::rollback::rollback;
use critpath::rollout::unfold;
use critpath::schedule::{ScheduleOptions, schedule, verify};
use critpath::time::Axis;
use proptest::prelude::*;

fn seconds(most: i64) -> impl Strategy<Value = Option<Duration>> {
    prop::option::of((0..most).prop_map(Duration::from_seconds))
}

prop_compose! {
    fn any_rollout()(
        strategy in prop::sample::select(RolloutStrategy::ALL),
        mut weights in prop::collection::btree_set(1_u32..100, 1..6),
        soaks in prop::collection::vec(seconds(900), 6),
        startup in 0_i64..300,
        (shutdown, shift, soak, return_soak) in (seconds(120), seconds(60), seconds(900), seconds(90)),
        traffic in prop::option::of(0.0_f64..1e4),
        gradual in any::<bool>(),
        (instances, batch) in (1_u32..12, 1_u32..5),
    ) -> Rollout {
        if strategy != RolloutStrategy::Canary {
            weights.clear();
        }
        let steps = weights.iter().zip(soaks).map(|(weight, soak)| RolloutStep {
            weight: Some(f64::from(*weight)), soak, ..RolloutStep::default()
        });
        Rollout {
            strategy,
            steps: steps.collect(),
            traffic_per_second: traffic,
            startup: Some(Duration::from_seconds(startup)),
            shutdown,
            shift,
            soak,
            return_soak,
            scale_down_delay: Some(Duration::from_seconds(10_000_000)),
            traffic_return: if gradual { TrafficReturn::Gradual } else { TrafficReturn::Immediate },
            instances: Some(instances),
            batch: Some(batch),
            criteria: vec!["errors".into()],
            ..Rollout::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Each step starts when the answer says, the plan as a whole takes as long, and in the middle of each soak the way back
    /// is as long.
    #[test]
    fn the_answer_is_what_the_unfolded_plan_does(rollout in any_rollout(), decision in 0_i64..120) {
        let settings = RollbackSettings { decision: Some(Duration::from_seconds(decision)), ..RollbackSettings::default() };
        let document = Document { rollback: Some(settings), ..night(rollout) };
        let report = only(&document);
        let plan = Plan::build(unfold(&document)).unwrap();
        let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
        prop_assert!(verify(&plan, &dates, &ScheduleOptions::default()).is_ok());
        let zero = Axis::LOCAL.instant_of(document.start.unwrap()) + 600;
        let start_of = |id: &str| dates.planned_start()[plan.task(id).unwrap()] - zero;
        prop_assert_eq!(start_of("tell"), report.duration_s);
        let way_back = rollback(&plan, &dates).unwrap();
        prop_assert!(way_back.exact);
        for step in &report.steps {
            prop_assert_eq!(start_of(&step.id), step.start_s, "{}", &step.id);
            let Some(expected) = step.rollback_s.filter(|_| step.soak_s > 0) else { continue };
            let watched = step.start_s + step.change_s + step.soak_s / 2 + zero;
            let instant = |text: &str| Axis::LOCAL.instant_of(Moment::parse(text).unwrap());
            let point = way_back.profile.iter().rev().find(|point| instant(&point.at) <= watched).unwrap();
            let fallen = if point.falls { watched - instant(&point.at) } else { 0 };
            prop_assert_eq!(point.rollback_s.map(|seconds| seconds - fallen), Some(expected), "{}", &step.id);
        }
        // What a failure costs is never less than what it spoils at the weight of its step alone.
        for step in report.steps.iter().filter(|step| step.weight > 0.0) {
            let least = step.weight / 100.0 * (step.detection_s.unwrap() + decision) as f64;
            prop_assert!(step.failure_s.unwrap() >= least - 1e-6);
        }
    }

    /// Whatever a rollout says, it is computed or reported, and never breaks.
    #[test]
    fn nothing_breaks(
        weights in prop::collection::vec(prop::num::f64::ANY, 0..5),
        (traffic, probability, confidence) in (prop::num::f64::ANY, prop::num::f64::ANY, prop::num::f64::ANY),
        (startup, soak, delay) in (any::<i64>(), any::<i64>(), any::<i64>()),
        (instances, batch, failures) in (any::<u32>(), any::<u32>(), any::<u32>()),
        strategy in prop::sample::select(RolloutStrategy::ALL),
    ) {
        let duration = |seconds: i64| Some(Duration::from_seconds(seconds));
        let rollout = Rollout {
            strategy,
            steps: super::weights(&weights),
            traffic_per_second: Some(traffic),
            failure_probability: Some(probability),
            confidence: Some(confidence),
            startup: duration(startup),
            soak: duration(soak),
            scale_down_delay: duration(delay),
            instances: Some(instances),
            batch: Some(batch),
            failure_threshold: Some(failures),
            ..canary()
        };
        let document = Document { objectives: vec![objective()], ..night(rollout) };
        let checked = critpath::check::check(document.clone(), &Default::default());
        let answer = answer(&document);
        if answer.rollouts.is_empty() {
            prop_assert!(checked.diagnostics.iter().any(|it| it.code.as_str() == "rollout.invalid"));
        }
        let _ = Plan::build(unfold(&document)).map(|plan| schedule(&plan, &ScheduleOptions::default()));
    }
}
