//! What holds for every plan.

use super::random::{EVERYTHING, Shape, plans, with_gate};
use super::*;
use critpath::model::{Convention, ManualDates, ProgressLogic, Scheduling};
use critpath::schedule::Violation;
use proptest::prelude::*;

/// The plan, unless phases made a cycle.
pub fn built(document: Document) -> Option<Plan> {
    match Plan::build(document) {
        Ok(plan) => Some(plan),
        Err(Error::Document(diagnostics)) => {
            let cycles = diagnostics.iter().all(|d| d.code == critpath::diagnostic::Code::GraphCycle);
            assert!(cycles, "{diagnostics:#?}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

pub fn check(plan: &Plan, options: &ScheduleOptions) -> Schedule {
    let schedule = schedule(plan, options).unwrap();
    if let Err(violations) = verify(plan, &schedule, options) {
        panic!("{}", report(plan, &schedule, &violations));
    }
    schedule
}

/// What a person needs to see what is wrong.
fn report(plan: &Plan, schedule: &Schedule, violations: &[Violation]) -> String {
    let document = Document { calendars: Vec::new(), ..plan.document().clone() };
    let mut lines: Vec<String> = violations.iter().map(ToString::to_string).collect();
    for task in schedule.to_result(plan).tasks {
        lines.push(format!(
            "{}: {} - {}, late {} - {}, float {}, {}, {:?} {:?}",
            task.id,
            task.start,
            task.finish,
            task.late_start,
            task.late_finish,
            task.total_float_s,
            task.free_float_s,
            task.cause,
            task.driver
        ));
    }
    lines.push(serde_json::to_string_pretty(&document).unwrap());
    lines.join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn every_schedule_verifies(document in plans(EVERYTHING), gate: bool, floor: bool, cap: bool) {
        let document = if gate { with_gate(document) } else { document };
        if let Some(plan) = built(document) {
            let options = ScheduleOptions { floor_at_start: Some(floor), cap_at_finish: Some(cap), ..ScheduleOptions::default() };
            check(&plan, &options);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5_000, max_shrink_iters: 5_000, ..ProptestConfig::default() })]

    #[test]
    fn every_schedule_of_ms_project_verifies(document in plans(EVERYTHING)) {
        verified_as(document, Convention::MsProject);
    }

    #[test]
    fn every_schedule_from_its_finish_verifies(document in plans(EVERYTHING), day in 1_u32..=28, by_hand: u64) {
        verified_as(from_finish(document, day, by_hand), Convention::MsProject);
    }

    #[test]
    fn every_schedule_of_primavera_verifies(
        document in plans(EVERYTHING),
        open: bool,
        progress in prop::sample::select(ProgressLogic::ALL),
    ) {
        let scheduling = Scheduling {
            convention: Some(Convention::Primavera),
            open_ends_critical: Some(open),
            progress: Some(progress),
            ..Scheduling::default()
        };
        verified_as(Document { scheduling: Some(scheduling), ..document }, Convention::Primavera);
    }
}

/// The plan from a finish, with some tasks where people put them.
fn from_finish(mut document: Document, day: u32, by_hand: u64) -> Document {
    let at = |day: u32, hour: u32| Moment::parse(&format!("2026-12-{day:02}T{hour:02}:00")).ok();
    document.finish = at(day, 17);
    document.scheduling = Some(Scheduling { from_finish: Some(true), ..Scheduling::default() });
    for (number, task) in document
        .tasks
        .iter_mut()
        .enumerate()
        .filter(|(number, _)| by_hand.rotate_right(4 * *number as u32) & 7 == 7)
    {
        let day = 1 + by_hand.rotate_right(number as u32) as u32 % 25;
        task.manual =
            Some(ManualDates { start: at(day, 8), finish: at(day + 2, 17), ..ManualDates::default() });
    }
    document
}

fn verified_as(document: Document, convention: Convention) {
    if let Some(plan) = built(document) {
        check(&plan, &ScheduleOptions { convention: Some(convention), ..ScheduleOptions::default() });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 20_000, ..ProptestConfig::default() })]

    #[test]
    fn passes_agree_with_relaxing_by_brute_force(document in plans(Shape { calendars: false, dates: false, progress: false, gaps: false, tasks: 10 })) {
        if let Some(plan) = built(always(document)) {
            let schedule = check(&plan, &ScheduleOptions::default());
            let pairs = |a: &[i64], b: &[i64]| a.iter().copied().zip(b.iter().copied()).collect::<Vec<_>>();
            let dates = naive::Dates {
                early: pairs(schedule.early_start(), schedule.early_finish()),
                late: pairs(schedule.late_start(), schedule.late_finish()),
                total: schedule.total_float().to_vec(),
                free: schedule.free_float().to_vec(),
            };
            prop_assert_eq!(dates, naive::solve(&plan), "{}", report(&plan, &schedule, &[]));
        }
    }

    #[test]
    fn order_and_names_change_nothing(document in plans(EVERYTHING), seed: u64) {
        let Some(plan) = built(document.clone()) else { return Ok(()) };
        let order = shuffled(document.tasks.len(), seed);
        let other = built(relabelled(&document, &order)).expect("no cycle appears");
        let (one, other_schedule) = (check(&plan, &ScheduleOptions::default()), check(&other, &ScheduleOptions::default()));
        for (new, old) in order.iter().copied().enumerate() {
            let row = |s: &Schedule, at: usize| {
                let columns = [s.planned_start(), s.planned_finish(), s.early_start(), s.early_finish(), s.late_start(), s.late_finish(), s.total_float(), s.free_float(), s.duration()];
                (columns.map(|column| column[at]), s.is_critical(at))
            };
            prop_assert_eq!(row(&one, old), row(&other_schedule, new));
        }
        prop_assert_eq!(one.phase_dates(&plan), other_schedule.phase_dates(&other));
        let causes = |plan: &Plan, s: &Schedule| {
            let mut causes: Vec<_> = s.to_result(plan).tasks.into_iter().map(|t| (t.start, t.finish, t.cause)).collect();
            causes.sort();
            causes
        };
        prop_assert_eq!(causes(&plan, &one), causes(&other, &other_schedule));
    }

    #[test]
    fn a_dependency_more_never_finishes_earlier(document in plans(Shape { gaps: false, progress: false, ..EVERYTHING }), from: u16, to: u16, lag in 0usize..4) {
        let without = without_percent(document);
        let mut with = without.clone();
        let (from, to) = (from as usize % with.tasks.len(), to as usize % with.tasks.len());
        let text = ["", ":SS+1h", ":FF-2h", ":SF+1d"][lag];
        if from < to {
            let added = dependency(&format!("t{from}{text}"));
            with.tasks[to].after.push(added);
        }
        if let (Some(without), Some(with)) = (built(without), built(with)) {
            let options = ScheduleOptions::default();
            let (before, after) = (check(&without, &options), check(&with, &options));
            prop_assert!(after.finish() >= before.finish());
            for (early, later) in before.early_start().iter().zip(after.early_start()) {
                prop_assert!(later >= early);
            }
        }
    }
}

/// On a calendar that always works.
pub fn always(mut document: Document) -> Document {
    document.calendars = super::random::calendars();
    document.calendar = Some("always".into());
    document
}

/// Without lags that depend on a duration: a phase that starts later may take less.
fn without_percent(mut document: Document) -> Document {
    let phases = document.phases.iter_mut().flat_map(|phase| &mut phase.after);
    for dependency in document.tasks.iter_mut().flat_map(|task| &mut task.after).chain(phases) {
        dependency.lag = dependency.lag.filter(|lag| !matches!(lag, Lag::Percent(_)));
    }
    document
}

fn shuffled(count: usize, mut seed: u64) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, (seed >> 33) as usize % (at + 1));
    }
    order
}

/// The same tasks in another order, under other names.
fn relabelled(document: &Document, order: &[usize]) -> Document {
    let mut other = document.clone();
    let name = |id: &str| if id.starts_with('t') { format!("renamed-{id}") } else { id.to_string() };
    other.tasks = order.iter().map(|at| document.tasks[*at].clone()).collect();
    for task in &mut other.tasks {
        task.id = name(&task.id);
    }
    let phases = other.phases.iter_mut().flat_map(|phase| &mut phase.after);
    for dependency in other.tasks.iter_mut().flat_map(|task| &mut task.after).chain(phases) {
        dependency.predecessor = name(&dependency.predecessor);
    }
    other
}
