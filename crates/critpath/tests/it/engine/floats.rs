//! Floats, drag and paths: examples, and random plans against brute force.

use std::collections::{BTreeMap, BTreeSet};

use super::properties::{always, built, check};
use super::random::{Choices, EVERYTHING, Shape, plans};
use super::what_if::with_rarities;
use super::*;
use critpath::control::never_stop;
use critpath::model::result::{FloatResult, FloatsResult};
use critpath::model::{Convention, FloatBy, Progress, Scheduling};
use critpath::schedule::{FloatsOptions, floats};
use proptest::prelude::*;

const HOUR: i64 = 3600;
const DAY: i64 = 8 * HOUR;

fn answer(document: Document, options: &FloatsOptions) -> FloatsResult {
    let (plan, schedule) = scheduled(document);
    floats(&plan, &schedule, options).unwrap()
}

fn of<'a>(result: &'a FloatsResult, id: &str) -> &'a FloatResult {
    result.tasks.iter().find(|task| task.id == id).unwrap()
}

/// Two ways from `a` to `d`, of which that by `c` is a day longer, and a way of its own beside all.
fn diamond() -> Document {
    document(&[("a", "1d", ""), ("b", "2d", "a"), ("c", "3d", "a"), ("d", "1d", "b,c"), ("e", "4d", "")])
}

#[test]
fn drag_is_bounded_by_the_duration_and_by_what_is_parallel() {
    let result = answer(diamond(), &FloatsOptions { delay_cost_per_day: Some(1000.0), ..Default::default() });
    let drags: Vec<_> = result.tasks.iter().map(|task| task.drag_s / DAY).collect();
    // Without `a` all is limited by `e`: 4 of 5 days. Without `c` by `b`.
    assert_eq!(drags, [1, 0, 1, 1, 0]);
    assert_eq!(of(&result, "c").finish_without.as_deref(), Some("2026-12-10T17:00:00"));
    assert_eq!(of(&result, "c").drag_cost, Some(1000.0));
    assert_eq!((of(&result, "b").finish_without.as_deref(), of(&result, "b").drag_cost), (None, Some(0.0)));
}

#[test]
fn a_plan_states_what_a_day_of_delay_costs() {
    let document = Document { delay_cost_per_day: Some(250.5), currency: Some("EUR".into()), ..diamond() };
    let result = answer(document, &FloatsOptions::default());
    assert_eq!((result.delay_cost_per_day, result.currency.as_deref()), (Some(250.5), Some("EUR")));
    assert_eq!(of(&result, "d").drag_cost, Some(250.5));
}

#[test]
fn total_float_is_free_and_interfering_and_independent_float_is_what_predecessors_leave() {
    // `b` then `x` beside four days of `c`: they share two days, of which `x` has one more than `b` needs.
    let mut document = document(&[
        ("a", "1d", ""),
        ("b", "1d", "a"),
        ("x", "1d", "b"),
        ("c", "4d", "a"),
        ("d", "1d", "x,c"),
        ("y", "1d", "a"),
        ("z", "1d", "y,c"),
    ]);
    document.tasks[6].after = dependencies("y,c");
    let result = answer(document, &FloatsOptions::default());
    let parts = |id: &str| {
        let task = of(&result, id);
        assert_eq!(task.total_float_s, task.free_float_s + task.interfering_float_s);
        [task.total_float_s, task.free_float_s, task.interfering_float_s, task.independent_float_s]
            .map(|float| float / DAY)
    };
    assert_eq!(parts("b"), [2, 0, 2, 0]);
    // Its predecessor may use up all of the free float.
    assert_eq!(parts("x"), [2, 2, 0, 0]);
    // Its predecessor has no float.
    assert_eq!(parts("y"), [3, 3, 0, 3]);
}

#[test]
fn bands_count_from_what_is_critical_on() {
    let band = |limits: Option<&[&str]>| {
        let bands = limits.map(|limits| limits.iter().map(|text| Duration::parse(text).unwrap()).collect());
        let result = answer(diamond(), &FloatsOptions { bands, ..FloatsOptions::default() });
        let bands = result.bands.into_iter().map(|band| {
            assert_eq!(band.count, band.tasks.len());
            (band.above_s, band.up_to_s, band.tasks.join(" "))
        });
        bands.collect::<Vec<_>>()
    };
    let expected = [
        (None, Some(0), "a c d".to_owned()),
        (Some(0), Some(DAY), "b e".to_owned()),
        (Some(DAY), Some(5 * DAY), String::new()),
        (Some(5 * DAY), None, String::new()),
    ];
    assert_eq!(band(None), expected);
    assert_eq!(band(Some(&["1d", "5d", "1d", "0d"])), expected);
    assert_eq!(band(Some(&[])), [expected[0].clone(), (Some(0), None, "b e".to_owned())]);
}

#[test]
fn paths_are_ranked_by_their_float() {
    let paths = |count: usize| {
        let result = answer(diamond(), &FloatsOptions { paths: count, ..FloatsOptions::default() });
        let paths = result.paths.into_iter().map(|path| {
            let steps: Vec<_> = path.steps.iter().map(|step| step.id.clone()).collect();
            (path.float_s / DAY, steps.join(" "))
        });
        paths.collect::<Vec<_>>()
    };
    let expected = [(0, "a c d".to_owned()), (1, "e".to_owned()), (1, "a b d".to_owned())];
    assert_eq!(paths(9), expected);
    assert_eq!(paths(2), expected[..2]);
    assert_eq!(paths(0), []);
}

#[test]
fn a_path_begins_at_a_date_and_ends_at_a_deadline() {
    let mut document = document(&[("a", "1d", ""), ("b", "1d", "a"), ("c", "1d", "b"), ("d", "5d", "")]);
    document.tasks[1].constraints = vec![constraint(ConstraintKind::StartNoEarlierThan, "2026-12-09")];
    document.tasks[1].deadline = Some(moment("2026-12-09"));
    let result = answer(document, &FloatsOptions { paths: 9, ..FloatsOptions::default() });
    let paths: Vec<_> = result
        .paths
        .iter()
        .map(|path| {
            let steps: Vec<_> =
                path.steps.iter().map(|step| format!("{}+{}", step.id, step.wait_s / DAY)).collect();
            (path.float_s / DAY, steps.join(" "))
        })
        .collect();
    let expected = [(0, "d+0"), (0, "b+0"), (1, "b+0 c+0"), (1, "a+0 b+1"), (2, "a+0 b+1 c+0")];
    assert_eq!(paths, expected.map(|(float, steps)| (float, steps.to_owned())));
}

#[test]
fn a_level_of_effort_is_neither_critical_path_nor_drag() {
    let mut document = document(&[("support", "1d", "a:SS"), ("a", "1d", ""), ("b", "1d", "a")]);
    document.tasks[0].kind = TaskKind::LevelOfEffort;
    let result = solve(document.clone());
    assert_eq!(result.critical_path, ["a", "b"]);
    let result = answer(document, &FloatsOptions { paths: 9, ..FloatsOptions::default() });
    let drags: Vec<_> = result.tasks.iter().map(|task| task.drag_s / DAY).collect();
    assert_eq!((drags, result.paths.len()), (vec![0, 1, 1], 1));
}

/// Rungs of two tasks between points: each has a short and a long way, and the ladder more paths than anyone can count.
#[test]
fn the_most_critical_of_countless_paths_are_found() {
    let rungs = 3_000;
    let mut tasks = vec![task("n0", "milestone", "")];
    for at in 0..rungs {
        let after = format!("n{at}");
        tasks.push(task(&format!("long{at}"), "2h", &after));
        tasks.push(task(&format!("short{at}"), "1h", &after));
        tasks.push(task(&format!("n{}", at + 1), "milestone", &format!("long{at},short{at}")));
    }
    let document = Document { start: Some(moment("2026-12-07")), tasks, ..Document::default() };
    let plan = Plan::build(document).unwrap();
    let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
    let paths = schedule.paths(&plan, 50);
    let floats: Vec<i64> = paths.iter().map(|path| path.float / HOUR).collect();
    assert_eq!(floats, [vec![0], vec![1; 49]].concat());
    let distinct: BTreeSet<Vec<u32>> =
        paths.iter().map(|path| path.steps.iter().map(|step| step.node).collect()).collect();
    assert_eq!(distinct.len(), 50);
}

/// The plan as [`EVERYTHING`] makes it, with what is rare.
fn rare_plans() -> impl Strategy<Value = Document> {
    (plans(EVERYTHING), proptest::collection::vec(any::<u16>(), 0..80)).prop_map(|(mut document, choices)| {
        with_rarities(&mut document, &mut Choices(choices.iter()));
        document
    })
}

fn options_of(convention: Convention, document: &Document) -> ScheduleOptions {
    let start = document.start.is_none().then(|| moment("2026-12-07"));
    ScheduleOptions { start, convention: Some(convention), ..ScheduleOptions::default() }
}

const CONVENTIONS: [Convention; 3] = [Convention::Native, Convention::MsProject, Convention::Primavera];

/// The task without the time that it takes.
fn without_time(document: &Document, at: usize) -> Document {
    let mut document = document.clone();
    let task = &mut document.tasks[at];
    match &mut task.progress {
        Some(progress) if progress.started.is_some() => {
            *progress =
                Progress { remaining: Some(Duration::ZERO), expected_finish: None, ..progress.clone() };
        }
        _ => {
            (task.duration, task.estimate) = (Some(Duration::ZERO), None);
        }
    }
    document
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn drag_is_what_planning_without_the_task_gains(document in rare_plans(), which in 0..3_usize) {
        // Late tasks that push their successors make another plan of the same early dates.
        let convention = CONVENTIONS[which];
        let is_late = |task: &Task| task.constraints.iter().any(|it| it.kind == ConstraintKind::AsLateAsPossible);
        let from_finish = document.scheduling.as_ref().and_then(|scheduling| scheduling.from_finish) == Some(true);
        if from_finish || convention == Convention::MsProject && document.tasks.iter().any(is_late) {
            return Ok(());
        }
        let Some(plan) = built(document) else { return Ok(()) };
        let options = options_of(convention, plan.document());
        let Ok(schedule) = schedule(&plan, &options) else { return Ok(()) };
        let drags = schedule.drags(&plan, &mut never_stop).unwrap();
        for (at, task) in plan.document().tasks.iter().enumerate() {
            let is_started = task.progress.as_ref().is_some_and(|progress| progress.started.is_some());
            // Without a data date what remains of started work is known by no field that could be cleared.
            let has_rest = plan.document().data_date.is_some() && convention != Convention::MsProject;
            if !schedule.is_scheduled(at) || schedule.is_finished(at) || is_started && !has_rest {
                continue;
            }
            if task.kind == TaskKind::LevelOfEffort {
                prop_assert_eq!(drags[at], None);
                continue;
            }
            // A task that is stated to take no time has no use for resources, and no days of the clock.
            if !task.needs.is_empty() || task.duration.is_some_and(|duration| duration.is_elapsed()) {
                continue;
            }
            let without = Plan::build(without_time(plan.document(), at)).unwrap();
            let without = critpath::schedule::schedule(&without, &options).unwrap().finish();
            let expected = without.filter(|finish| Some(*finish) < schedule.finish());
            prop_assert_eq!(drags[at].map(|drag| drag.finish), expected, "{} {:#?}", task.id,
                Document { calendars: vec![], ..plan.document().clone() });
        }
    }

    #[test]
    fn every_schedule_verifies_wherever_float_is_measured(document in plans(EVERYTHING), which in 0..3_usize, by in 0..3_usize) {
        let scheduling = Scheduling {
            convention: Some(CONVENTIONS[which]),
            float_by: Some([FloatBy::Start, FloatBy::Finish, FloatBy::Least][by]),
            ..Scheduling::default()
        };
        if let Some(plan) = built(Document { scheduling: Some(scheduling), ..document }) {
            check(&plan, &ScheduleOptions::default());
        }
    }

    #[test]
    fn total_float_is_measured_where_the_plan_says(document in rare_plans(), which in 0..3_usize, by in 0..3_usize) {
        let float_by = [FloatBy::Start, FloatBy::Finish, FloatBy::Least][by];
        let convention = CONVENTIONS[which];
        let scheduling = document.scheduling.clone().unwrap_or_default();
        let scheduling = Scheduling { convention: Some(convention), float_by: Some(float_by), ..scheduling };
        let Some(plan) = built(Document { scheduling: Some(scheduling), ..document }) else { return Ok(()) };
        let options = options_of(convention, plan.document());
        let Ok(schedule) = schedule(&plan, &options) else { return Ok(()) };
        let (start, finish) = (schedule.start_float(&plan), schedule.finish_float(&plan));
        for (at, task) in plan.document().tasks.iter().enumerate() {
            let is_started = task.progress.as_ref().is_some_and(|it| it.started.is_some() || it.finished.is_some());
            // What takes no time, and people give a start and another finish, has no float that means something; levels
            // of effort alone have no finish of the plan to be late for.
            let is_point = task.duration.is_none_or(|duration| duration.thousandths() == 0);
            let is_odd = schedule.finish().is_none() || task.manual.is_some() && is_point;
            if is_odd || !schedule.is_scheduled(at) || schedule.late_start()[at] < -(1 << 40) {
                continue;
            }
            let expected = match float_by {
                _ if is_started && task.kind != TaskKind::LevelOfEffort => finish[at],
                FloatBy::Start => start[at],
                FloatBy::Finish => finish[at],
                FloatBy::Least => start[at].min(finish[at]),
            };
            prop_assert_eq!(schedule.total_float()[at], expected, "{} {:?}", task.id, task);
        }
    }

    #[test]
    fn independent_float_is_free_float_behind_predecessors_at_their_latest(document in rare_plans(), which in 0..3_usize) {
        let convention = CONVENTIONS[which];
        let Some(plan) = built(document) else { return Ok(()) };
        let options = options_of(convention, plan.document());
        let Ok(schedule) = schedule(&plan, &options) else { return Ok(()) };
        let independent = schedule.independent_float(&plan).unwrap();
        for (at, float) in independent.iter().enumerate().filter(|(at, _)| schedule.is_scheduled(*at)) {
            prop_assert!((0..=schedule.free_float()[at]).contains(float));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, max_shrink_iters: 5_000, ..ProptestConfig::default() })]

    #[test]
    fn independent_float_is_as_it_is_defined(document in plans(SIMPLE)) {
        let Some(plan) = built(always(without_phases(document))) else { return Ok(()) };
        let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
        let links = links(&plan);
        let (early, late, length) = (schedule.early_start(), schedule.late_start(), schedule.duration());
        for (at, float) in schedule.independent_float(&plan).unwrap().into_iter().enumerate() {
            let start = plan.axis().instant_of(moment("2026-12-07"));
            let behind = links.iter().filter(|link| link.to == at).map(|link| link.bound(late, length)).max();
            let behind = behind.unwrap_or(start).max(start);
            let until = links.iter().filter(|link| link.from == at).map(|link| link.until(early, length)).min();
            let until = until.unwrap_or(i64::MAX).min(late[at]);
            prop_assert_eq!(float, (until - behind).max(0), "t{}", at);
        }
    }

    #[test]
    fn paths_are_those_of_enumeration(document in plans(SIMPLE)) {
        let Some(plan) = built(always(without_phases(document))) else { return Ok(()) };
        let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap();
        let mut expected = enumerated(&plan, &schedule);
        expected.sort();
        let paths = schedule.paths(&plan, expected.len() + 5);
        let floats: Vec<i64> = paths.iter().map(|path| path.float).collect();
        prop_assert!(floats.is_sorted());
        let mut found: Vec<(i64, Vec<usize>)> = paths
            .iter()
            .map(|path| (path.float, path.steps.iter().map(|step| step.node as usize).collect()))
            .collect();
        let fewer = schedule.paths(&plan, expected.len() / 2);
        prop_assert_eq!(&fewer[..], &paths[..fewer.len()]);
        prop_assert_eq!(fewer.len(), expected.len() / 2);
        found.sort();
        prop_assert_eq!(&found, &expected);
        // A task has as much total float as the most critical of its paths.
        for (task, total) in schedule.total_float().iter().enumerate() {
            let least = found.iter().filter(|(_, path)| path.contains(&task)).map(|(float, _)| *float).min();
            prop_assert_eq!(least, Some(*total), "t{}", task);
        }
    }

    #[test]
    fn the_paths_of_every_plan_are_distinct_ranked_and_start_with_the_critical_ones(document in rare_plans(), which in 0..3_usize) {
        let convention = CONVENTIONS[which];
        let Some(plan) = built(document) else { return Ok(()) };
        let options = options_of(convention, plan.document());
        let Ok(schedule) = schedule(&plan, &options) else { return Ok(()) };
        let paths = schedule.paths(&plan, 40);
        let mut met = BTreeSet::new();
        for path in &paths {
            let nodes: Vec<u32> = path.steps.iter().map(|step| step.node).collect();
            prop_assert!(!nodes.is_empty());
            prop_assert!(met.insert(nodes));
            prop_assert_eq!(path.steps[0].wait, 0);
        }
        prop_assert!(paths.is_sorted_by_key(|path| path.float));
        prop_assert_eq!(&schedule.paths(&plan, 10)[..], &paths[..paths.len().min(10)]);
    }
}

const SIMPLE: Shape = Shape { tasks: 8, calendars: false, dates: false, progress: false, gaps: false };

fn without_phases(mut document: Document) -> Document {
    document.phases.clear();
    for task in &mut document.tasks {
        task.phase = None;
        task.after.retain(|dependency| dependency.predecessor.starts_with('t'));
    }
    document
}

/// A dependency of a plan that always works, in seconds between starts less durations.
struct Between {
    from: usize,
    to: usize,
    relation: Relation,
    lag: Lag,
}

fn links(plan: &Plan) -> Vec<Between> {
    let tasks = &plan.document().tasks;
    let index: BTreeMap<&str, usize> =
        tasks.iter().enumerate().map(|(at, task)| (task.id.as_str(), at)).collect();
    let after = tasks.iter().enumerate().flat_map(|(to, task)| task.after.iter().map(move |it| (to, it)));
    after
        .map(|(to, it)| Between {
            from: index[it.predecessor.as_str()],
            to,
            relation: it.relation,
            lag: it.lag.unwrap_or(Lag::Time(Duration::ZERO)),
        })
        .collect()
}

impl Between {
    /// From the start of the predecessor to the start that this makes for the successor.
    fn distance(&self, length: &[i64]) -> i64 {
        let from = match self.relation {
            Relation::FinishToStart | Relation::FinishToFinish => length[self.from],
            _ => 0,
        };
        let to = match self.relation {
            Relation::StartToFinish | Relation::FinishToFinish => length[self.to],
            _ => 0,
        };
        from - to + self.lag.seconds(&Default::default(), length[self.from])
    }

    fn bound(&self, starts: &[i64], length: &[i64]) -> i64 {
        starts[self.from] + self.distance(length)
    }

    fn until(&self, starts: &[i64], length: &[i64]) -> i64 {
        starts[self.to] - self.distance(length)
    }
}

/// All paths with their floats, by trying every way.
fn enumerated(plan: &Plan, schedule: &Schedule) -> Vec<(i64, Vec<usize>)> {
    let links = links(plan);
    let (early, late, length) = (schedule.early_start(), schedule.late_start(), schedule.duration());
    let mut waits: BTreeMap<(usize, usize), i64> = BTreeMap::new();
    for link in &links {
        let wait = early[link.to] - link.bound(early, length);
        let known = waits.entry((link.to, link.from)).or_insert(wait);
        *known = wait.min(*known);
    }
    let mut paths = Vec::new();
    for end in 0..early.len() {
        let until = links.iter().filter(|link| link.from == end).map(|link| link.until(late, length)).min();
        if until.is_none_or(|until| until > late[end]) {
            extend(&waits, late[end] - early[end], vec![end], &mut paths);
        }
    }
    paths
}

fn extend(
    waits: &BTreeMap<(usize, usize), i64>,
    float: i64,
    path: Vec<usize>,
    paths: &mut Vec<(i64, Vec<usize>)>,
) {
    let first = path[0];
    let before: Vec<(usize, i64)> =
        waits.range((first, 0)..(first + 1, 0)).map(|((_, from), wait)| (*from, *wait)).collect();
    for (from, wait) in &before {
        let longer = [&[*from], path.as_slice()].concat();
        extend(waits, float + wait, longer, paths);
    }
    if before.iter().all(|(_, wait)| *wait > 0) {
        paths.push((float, path));
    }
}
