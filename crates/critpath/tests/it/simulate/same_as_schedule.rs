//! A run is the schedule of a plan with the durations of that run.

use super::*;
use crate::engine::random::{EVERYTHING, Shape, plans};
use critpath::model::{Constraint, Convention};
use critpath::schedule::{ScheduleOptions, schedule};
use proptest::prelude::*;

/// Without dates that bind from above, which do not count in a run.
fn loosened(mut document: Document) -> Document {
    use critpath::model::ConstraintKind::{AsLateAsPossible, FinishNoEarlierThan, StartNoEarlierThan};
    let counts = |constraint: &Constraint| {
        [AsLateAsPossible, FinishNoEarlierThan, StartNoEarlierThan].contains(&constraint.kind)
    };
    document.deadline = None;
    for phase in &mut document.phases {
        phase.constraints.retain(counts);
        phase.deadline = None;
    }
    for task in &mut document.tasks {
        task.constraints.retain(counts);
        task.deadline = None;
    }
    document
}

/// With estimates that say one duration.
fn certain(mut document: Document) -> Document {
    for estimate in document.tasks.iter_mut().filter_map(|task| task.estimate.as_mut()) {
        estimate.distribution = Some(Distribution::Fixed);
    }
    document
}

/// Spreads the durations of some tasks.
fn spread(mut document: Document, every: usize) -> Document {
    for task in document.tasks.iter_mut().step_by(every) {
        let Some(duration) = task.duration.filter(|duration| !duration.is_elapsed()) else { continue };
        let seconds = duration.seconds(&document.units);
        let part = |percent: i64| Duration::parse(&format!("{}s", seconds * percent / 100)).ok();
        task.estimate = Some(Estimate {
            low: part(60),
            likely: part(100),
            high: part(210),
            distribution: Some(Distribution::Triangular),
            ..Estimate::default()
        });
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn fixed_durations_give_the_schedule(document in plans(EVERYTHING), convention in 0..3_usize) {
        let document = certain(loosened(document));
        let Ok(plan) = Plan::build(document) else { return Ok(()) };
        let schedule_options =
            ScheduleOptions { convention: Some(Convention::ALL[convention]), ..ScheduleOptions::default() };
        let Ok(planned) = schedule(&plan, &schedule_options) else { return Ok(()) };
        let Some(finish) = planned.finish() else { return Ok(()) };
        let options = SimulateOptions { schedule: schedule_options, ..options(3) };
        let found = part(&plan, &options);
        prop_assert!(found.finishes().all(|(_, at)| at == finish));
        let result = found.to_result(&plan, &options, &mut never_stop).unwrap();
        prop_assert_eq!(result.finish.deterministic, result.finish.p50);
        prop_assert_eq!((result.mean_shift_s, result.merge_bias_s), (0, 0));
    }

    #[test]
    fn a_run_is_the_schedule_of_its_durations(document in plans(Shape { progress: false, ..EVERYTHING })) {
        let document = spread(loosened(document), 2);
        let Ok(plan) = Plan::build(document.clone()) else { return Ok(()) };
        let options = options(1);
        let Ok(found) = simulate(&plan, &options, &mut never_stop) else { return Ok(()) };
        let finish = found.finishes().next().unwrap().1;
        // With one run the mean duration of a task is its duration.
        let result = found.to_result(&plan, &options, &mut never_stop).unwrap();
        let mut fixed = document;
        for task in &mut fixed.tasks {
            let drawn = result.tasks.iter().find(|found| found.id == task.id);
            if let Some(seconds) = drawn.and_then(|drawn| drawn.mean_duration_s) && task.estimate.is_some() {
                task.estimate = None;
                // Only a stated duration has rests in it; those come on top of the work, however much of it is drawn.
                let stated_s = task.duration.map_or(0, |duration| duration.seconds(&fixed.units));
                if stated_s == 0 {
                    task.needs.iter_mut().for_each(|need| need.delay = None);
                }
                task.splits.retain(|split| (0..stated_s).contains(&split.after.seconds(&fixed.units)));
                task.splits.iter_mut().for_each(|split| split.after = Duration::ZERO);
                task.duration = Duration::parse(&format!("{seconds}s")).ok();
            }
        }
        let planned = schedule(&self::plan(fixed), &ScheduleOptions::default()).unwrap();
        prop_assert_eq!(planned.finish(), Some(finish));
        for (at, task) in planned_tasks(&planned) {
            let found = result.tasks.iter().find(|found| found.id == plan.document().tasks[at].id).unwrap();
            if let Some(index) = found.criticality_index {
                prop_assert_eq!(index == 1.0, task, "{}", found.id);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Side by side or one after the other: the same finishes, and the same answer in every bit.
    #[test]
    fn both_engines_give_the_same_bits(
        document in plans(Shape { progress: false, gaps: false, ..EVERYTHING }),
        one_calendar in any::<bool>(),
        dates in 0..3_usize,
        convention in 0..3_usize,
    ) {
        let mut document = spread(loosened(document), 2);
        if one_calendar {
            for task in &mut document.tasks {
                (task.calendar, task.ignore_resource_calendars) = (None, true);
            }
        }
        if dates < 2 {
            document.tasks.iter_mut().for_each(|task| task.window = None);
        }
        if dates < 1 {
            document.phases.iter_mut().for_each(|phase| phase.window = None);
            document.phases.iter_mut().for_each(|phase| phase.constraints.clear());
            document.tasks.iter_mut().for_each(|task| task.constraints.clear());
        }
        let Ok(plan) = Plan::build(document) else { return Ok(()) };
        let schedule =
            ScheduleOptions { convention: Some(Convention::ALL[convention]), ..ScheduleOptions::default() };
        let options = SimulateOptions { schedule, ..options(150) };
        let general = SimulateOptions { engine: critpath::simulate::Engine::General, ..options };
        let Ok(found) = simulate(&plan, &options, &mut never_stop) else { return Ok(()) };
        let expected = simulate(&plan, &general, &mut never_stop).unwrap();
        prop_assert!(found.finishes().eq(expected.finishes()));
        prop_assert_eq!(&found, &expected);
        let answers = [options, general].map(|options| found.to_result(&plan, &options, &mut never_stop).unwrap());
        prop_assert_eq!(&answers[0], &answers[1]);
    }
}

fn planned_tasks(schedule: &critpath::schedule::Schedule) -> impl Iterator<Item = (usize, bool)> + '_ {
    let tasks = 0..schedule.total_float().len();
    tasks.filter(|task| schedule.is_scheduled(*task)).map(|task| (task, schedule.is_critical(task)))
}
