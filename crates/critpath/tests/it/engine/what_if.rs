//! Edits in place: equal to a plan that is built and scheduled anew.

use super::random::{Choices, EVERYTHING, Shape, date, plans, random_dependency, with_gate};
use super::*;
use critpath::model::what_if::Changes;
use critpath::model::{Convention, Edit, EditKind, ManualDates, Progress, Scheduling};
use critpath::schedule::Bound;
use critpath::what_if::WhatIf;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};

/// How many edits the property test makes at least, in plans that can be scheduled.
const EDITS: usize = 20_000;
const EDITS_OF_A_PLAN: usize = 60;
/// How many it makes in plans with hubs.
const EDITS_BESIDE_HUBS: usize = 1_500;

fn edit(kind: EditKind, id: &str) -> Edit {
    Edit { edit: Some(kind), id: Some(id.into()), ..Edit::default() }
}

/// Dates by hand, inactive tasks, levels of effort, and fewer plans with tasks that are as late as possible.
pub fn with_rarities(document: &mut Document, choices: &mut Choices) {
    let (late, windows, others) = (choices.one_in(5), choices.one_in(3), choices.one_in(3));
    for task in &mut document.tasks {
        if !late {
            task.constraints.retain(|constraint| constraint.kind != ConstraintKind::AsLateAsPossible);
        }
        if !windows {
            task.window = None;
        }
        if others && choices.one_in(6) {
            let start = choices.one_in(2).then(|| date(choices));
            let finish = choices.one_in(2).then(|| moment("2026-12-21T12:00"));
            task.manual = Some(ManualDates { start, finish, ..ManualDates::default() });
        }
        task.inactive = others && choices.one_in(20);
        if others && choices.one_in(40) {
            task.kind = TaskKind::LevelOfEffort;
        }
    }
    if choices.one_in(6) {
        document.start = None;
    }
    if choices.one_in(20) {
        document.finish = Some(moment("2027-02-01"));
        let from_finish = choices.one_in(2).then_some(true);
        document.scheduling = Some(Scheduling { from_finish, ..Scheduling::default() });
    }
}

/// So many tasks between one that they wait for and one that waits for them, half of them in a phase; few durations, so
/// that many bounds are equal.
fn with_hubs(document: &mut Document, choices: &mut Choices, spokes: usize) {
    const RULES: [&str; 8] = ["", "", "", "", ":SS+1h", ":FF", ":FS-2h", ":FF+50%"];
    for task in &mut document.tasks {
        task.constraints.retain(|constraint| constraint.kind != ConstraintKind::AsLateAsPossible);
        task.window = None;
    }
    let hub = choices.of(&["1d", "milestone", "1ed"]);
    let first = document.tasks.first().map_or("", |task| task.id.as_str()).to_owned();
    document.tasks.push(task("hub", hub, &first));
    document.phases.push(phase("crowd", "", choices.of(&["", "hub"])));
    let mut after = Vec::new();
    for at in 0..spokes {
        let id = format!("s{at}");
        let before = format!("hub{}", choices.of(&RULES));
        let phase = (at % 2 == 0).then(|| "crowd".to_owned());
        let spoke = task(&id, choices.of(&["1d", "1d", "2d", "4h", "milestone", "1ed"]), &before);
        document.tasks.push(Task { phase, ..spoke });
        after.push(format!("{id}{}", choices.of(&RULES)));
    }
    let collector = choices.of(&["1d", "milestone", "2ed"]);
    document.tasks.push(task("end", collector, &after.join(",")));
    document.tasks.push(task("after all", "1d", "end, crowd"));
}

fn random_edit(choices: &mut Choices, document: &Document, fresh: &mut usize) -> Edit {
    let any_id = |choices: &mut Choices| {
        document.tasks.get(choices.below(document.tasks.len())).map_or("nothing", |task| task.id.as_str())
    };
    let id = match (choices.below(40), document.phases.as_slice()) {
        (0, _) => "nothing",
        (1, [phase, ..]) => phase.id.as_str(),
        _ => any_id(choices),
    };
    let other = |choices: &mut Choices| match (choices.below(12), document.phases.as_slice()) {
        (0, [.., phase]) => phase.id.clone(),
        _ => any_id(choices).to_string(),
    };
    let duration = |choices: &mut Choices| {
        let text = choices.of(&["1d", "2d", "4h", "1w", "90m", "0d", "1ed", "5eh"]);
        Some(Duration::parse(text).unwrap())
    };
    match choices.below(32) {
        0..=6 => Edit { duration: duration(choices), ..edit(EditKind::SetDuration, id) },
        7 if choices.one_in(3) => edit(EditKind::ClearDuration, id),
        7..=10 => {
            let progress = Progress {
                started: (!choices.one_in(4)).then(|| date(choices)),
                finished: choices.one_in(3).then(|| moment("2027-01-20T15:00")),
                remaining: choices.one_in(3).then(|| Duration::parse("5h").unwrap()),
                percent: choices.one_in(2).then_some(30.0),
                resumes: choices.one_in(5).then(|| date(choices)),
                expected_finish: choices.one_in(4).then(|| moment("2026-12-30")),
                ..Progress::default()
            };
            Edit { progress: Some(progress), ..edit(EditKind::SetProgress, id) }
        }
        11 | 12 => edit(EditKind::ClearProgress, id),
        13..=16 => {
            let rare = choices.one_in(25);
            let kinds = if rare { ConstraintKind::ALL } else { &ConstraintKind::ALL[..6] };
            let kind = match choices.below(8) {
                0 => choices.of(&[ConstraintKind::MandatoryStart, ConstraintKind::MandatoryFinish]),
                _ => choices.of(kinds),
            };
            let date = (!choices.one_in(30)).then(|| date(choices));
            let constraint = Some(Constraint { kind, date, ..Constraint::default() });
            Edit { constraint, ..edit(EditKind::SetConstraint, id) }
        }
        17 => edit(EditKind::ClearConstraints, id),
        18 | 19 => Edit { date: Some(date(choices)), ..edit(EditKind::SetDeadline, id) },
        20 => edit(EditKind::ClearDeadline, id),
        21..=25 => {
            let before = other(choices);
            let dependency = Some(random_dependency(EVERYTHING, choices, before));
            Edit { dependency, ..edit(EditKind::AddDependency, id) }
        }
        26..=28 => {
            let after = document.tasks.iter().find(|task| task.id == id).map(|task| &task.after);
            let first = after.and_then(|after| after.first()).map(|link| link.predecessor.clone());
            let predecessor = Some(first.unwrap_or_else(|| other(choices)));
            Edit { predecessor, ..edit(EditKind::RemoveDependency, id) }
        }
        29 => match choices.below(3) {
            0 => Edit { id: None, date: Some(date(choices)), ..edit(EditKind::SetStart, id) },
            1 => Edit { id: None, date: Some(date(choices)), ..edit(EditKind::SetDeadline, id) },
            _ => Edit { id: None, ..edit(EditKind::ClearDeadline, id) },
        },
        30 => {
            *fresh += 1;
            let task = Some(task(&format!("new{fresh}"), "1d", ""));
            Edit { task, ..edit(EditKind::AddTask, id) }
        }
        _ if choices.one_in(4) => edit(EditKind::RemoveTask, id),
        _ => {
            let phase = document.phases.last().map(|phase| phase.id.clone());
            Edit { phase, ..edit(EditKind::MoveTask, id) }
        }
    }
}

/// Everything that a schedule says.
#[derive(Debug, PartialEq)]
struct Told {
    columns: [Vec<i64>; 9],
    bounds: Vec<Bound>,
    result: ScheduleResult,
}

fn told(plan: &Plan, schedule: &Schedule) -> Told {
    let columns = [
        schedule.early_start(),
        schedule.early_finish(),
        schedule.late_start(),
        schedule.late_finish(),
        schedule.planned_start(),
        schedule.planned_finish(),
        schedule.total_float(),
        schedule.free_float(),
        schedule.duration(),
    ];
    let tasks = 0..plan.document().tasks.len() as u32;
    Told {
        columns: columns.map(<[i64]>::to_vec),
        bounds: tasks.map(|node| *schedule.bound(plan.network(), node)).collect(),
        result: schedule.to_result(plan),
    }
}

/// The lines of two texts that differ.
fn differences(found: &Told, expected: &Told) -> String {
    let (found, expected) = (format!("{found:#?}"), format!("{expected:#?}"));
    let lines = found.lines().zip(expected.lines()).enumerate().filter(|(_, (a, b))| a != b);
    lines.map(|(at, (a, b))| format!("{at}: {a} instead of {b}\n")).collect()
}

fn anew(document: &Document, options: &ScheduleOptions) -> Result<(Plan, Schedule), String> {
    let plan = Plan::build(document.clone()).map_err(|error| error.to_string())?;
    let schedule = schedule(&plan, options).map_err(|error| error.to_string())?;
    Ok((plan, schedule))
}

fn random_options(choices: &mut Choices) -> ScheduleOptions {
    let flag = [None, None, Some(true), Some(false)];
    ScheduleOptions {
        convention: Some(choices.of(Convention::ALL)),
        floor_at_start: choices.of(&flag),
        cap_at_finish: choices.of(&flag),
        ..ScheduleOptions::default()
    }
}

/// Makes random edits, compares after each, and tells how many there were.
fn edited(document: Document, choices: &mut Choices) -> Result<usize, TestCaseError> {
    let options = random_options(choices);
    let Ok((plan, _)) = anew(&document, &options) else { return Ok(0) };
    let mut what_if = WhatIf::new(plan.clone(), &options).unwrap();
    let (mut applied, mut fresh, mut count) = (plan, 0, 0);
    while count < EDITS_OF_A_PLAN {
        let edits: Vec<Edit> = (0..1 + choices.below(5) / 3)
            .map(|_| random_edit(choices, what_if.plan().document(), &mut fresh))
            .collect();
        count += edits.len();
        let expected = applied
            .apply(&edits)
            .and_then(|(plan, changes)| schedule(&plan, &options).map(|schedule| (plan, schedule, changes)));
        let found: Result<Changes, Error> = what_if.apply(&edits);
        match (expected, found) {
            (Ok((plan, schedule, changes)), Ok(found)) => {
                prop_assert_eq!(found, changes);
                applied = plan;
                let told_anew = told(&applied, &schedule);
                let told = told(what_if.plan(), what_if.schedule());
                prop_assert!(
                    told == told_anew,
                    "{}{}\n{}",
                    differences(&told, &told_anew),
                    serde_json::to_string(&edits).unwrap(),
                    serde_json::to_string(&Document { calendars: Vec::new(), ..applied.document().clone() })
                        .unwrap()
                );
            }
            (Err(expected), Err(found)) => {
                prop_assert_eq!(found.to_string(), expected.to_string());
                let (plan, schedule) = anew(applied.document(), &options).unwrap();
                prop_assert!(told(what_if.plan(), what_if.schedule()) == told(&plan, &schedule));
            }
            (expected, found) => prop_assert!(
                false,
                "{:?} instead of {:?}",
                found.map_err(|error| error.to_string()),
                expected.map(|_| ()).map_err(|error| error.to_string())
            ),
        }
    }
    prop_assert_eq!(what_if.plan().document(), applied.document());
    Ok(count)
}

#[test]
fn edits_in_place_are_equal_to_a_new_plan() {
    let mut runner = TestRunner::new(Config { cases: 1_500, max_shrink_iters: 200, ..Config::default() });
    let numbers = proptest::collection::vec(any::<u16>(), EDITS_OF_A_PLAN * 12);
    let total = std::cell::Cell::new(0);
    let shape = prop_oneof![
        plans(EVERYTHING),
        plans(Shape { dates: false, gaps: false, ..EVERYTHING }),
        plans(Shape { progress: false, gaps: false, ..EVERYTHING })
    ];
    let cases = (shape, numbers, any::<bool>());
    runner
        .run(&cases, |(mut document, numbers, gate)| {
            if total.get() >= EDITS {
                return Ok(());
            }
            let mut choices = Choices(numbers.iter());
            with_rarities(&mut document, &mut choices);
            let document = if gate { with_gate(document) } else { document };
            total.set(total.get() + edited(document, &mut choices)?);
            Ok(())
        })
        .unwrap_or_else(|failure| match failure {
            TestError::Fail(reason, _) | TestError::Abort(reason) => panic!("{reason}"),
        });
    assert!(total.get() >= EDITS, "only {} edits", total.get());
}

#[test]
fn edits_beside_hubs_are_equal_to_a_new_plan() {
    const SPOKES: std::ops::Range<usize> = 130..260;
    let mut runner = TestRunner::new(Config { cases: 60, max_shrink_iters: 20, ..Config::default() });
    let numbers = proptest::collection::vec(any::<u16>(), 3 * SPOKES.end + EDITS_OF_A_PLAN * 12);
    let total = std::cell::Cell::new(0);
    let shape = prop_oneof![
        plans(Shape { tasks: 4, gaps: false, ..EVERYTHING }),
        plans(Shape { tasks: 4, gaps: false, dates: false, ..EVERYTHING }),
        plans(Shape { tasks: 4, gaps: false, dates: false, progress: false, ..EVERYTHING })
    ];
    runner
        .run(&(shape, numbers, SPOKES), |(mut document, numbers, spokes)| {
            if total.get() >= EDITS_BESIDE_HUBS {
                return Ok(());
            }
            let mut choices = Choices(numbers.iter());
            with_hubs(&mut document, &mut choices, spokes);
            total.set(total.get() + edited(document, &mut choices)?);
            Ok(())
        })
        .unwrap_or_else(|failure| match failure {
            TestError::Fail(reason, _) | TestError::Abort(reason) => panic!("{reason}"),
        });
    assert!(total.get() >= EDITS_BESIDE_HUBS, "only {} edits", total.get());
}

#[test]
fn edits_of_many_tasks_in_random_order_are_equal_to_a_new_plan() {
    const TASKS: usize = 20_011;
    const WIDTH: usize = 200;
    // Both are prime: every place comes once.
    let place = |at: usize| at * 7_919 % TASKS;
    let id = |at: usize| format!("t{}", place(at));
    let mut tasks = vec![Task::default(); TASKS];
    for at in 0..TASKS {
        let after = if at < WIDTH { String::new() } else { format!("{}, {}", id(at - WIDTH), id(at - 150)) };
        tasks[place(at)] = task(&id(at), ["8h", "3h", "20h"][at % 3], &after);
    }
    let plan = Plan::build(Document { tasks, ..super::document(&[]) }).unwrap();
    let options = ScheduleOptions::default();
    let mut what_if = WhatIf::new(plan, &options).unwrap();
    let duration = |text: &str, at: usize| {
        let duration = Duration::parse(text).ok();
        Edit { duration, ..edit(EditKind::SetDuration, &id(at)) }
    };
    let link = |before: usize, rule: &str, at: usize| {
        let dependency = Some(dependency(&format!("{}:{rule}", id(before))));
        Edit { dependency, ..edit(EditKind::AddDependency, &id(at)) }
    };
    let date = |date: &str, at: usize| {
        let constraint = Some(constraint(ConstraintKind::StartNoEarlierThan, date));
        Edit { constraint, ..edit(EditKind::SetConstraint, &id(at)) }
    };
    let edits = [
        vec![duration("60d", 3)],
        vec![link(3, "SS+2d", 900), link(15_050, "FS-1d", 15_001)],
        vec![Edit { predecessor: Some(id(500)), ..edit(EditKind::RemoveDependency, &id(700)) }],
        vec![date("2027-03-01", 2), duration("0d", 5)],
        vec![duration("1h", 3), date("2026-12-09", 20_000)],
        vec![duration("90d", 7)],
        vec![Edit {
            progress: Some(Progress { started: Some(moment("2026-12-20")), ..Progress::default() }),
            ..edit(EditKind::SetProgress, &id(30))
        }],
        vec![edit(EditKind::ClearProgress, &id(30)), duration("2d", 7)],
    ];
    for edits in edits {
        what_if.apply(&edits).unwrap();
        let (plan, schedule) = anew(what_if.plan().document(), &options).unwrap();
        let (found, expected) = (told(what_if.plan(), what_if.schedule()), told(&plan, &schedule));
        assert!(found == expected, "{edits:?}: {}", differences(&found, &expected));
    }
}

#[test]
fn the_longest_path_follows_edits() {
    let mut document = document(&[("build", "2d", ""), ("notes", "2d", ""), ("print", "1d", "notes")]);
    let critical_by = Some(critpath::model::CriticalBy::LongestPath);
    document.scheduling = Some(Scheduling { critical_by, ..Scheduling::default() });
    let plan = Plan::build(document).unwrap();
    let mut what_if = WhatIf::new(plan, &ScheduleOptions::default()).unwrap();
    let critical = |what_if: &WhatIf| [0, 1, 2].map(|task| what_if.schedule().is_critical(task));
    assert_eq!(critical(&what_if), [false, true, true]);
    let longer = Edit { duration: Duration::parse("4d").ok(), ..edit(EditKind::SetDuration, "build") };
    what_if.apply(&[longer]).unwrap();
    assert_eq!(critical(&what_if), [true, false, false]);
}

#[test]
fn edits_are_compared_and_taken_back() {
    let plan = Plan::build(super::document(&[("a", "1d", ""), ("b", "1d", "a")])).unwrap();
    let mut what_if = WhatIf::new(plan.clone(), &ScheduleOptions::default()).unwrap();
    let longer = Edit { duration: Duration::parse("2d").ok(), ..edit(EditKind::SetDuration, "a") };
    let added = Edit { task: Some(super::task("c", "1d", "b")), ..edit(EditKind::AddTask, "b") };
    let moved = what_if.apply_and_compare(&[longer]).unwrap();
    assert_eq!(moved.finish_shift_s, Some(86_400));
    let shifts: Vec<_> = moved.tasks.iter().map(|task| (task.id.as_str(), task.finish_shift_s)).collect();
    assert_eq!(shifts, [("a", Some(86_400)), ("b", Some(86_400))]);
    let moved = what_if.apply_and_compare(&[added]).unwrap();
    assert_eq!((moved.changes.added, moved.tasks.len()), (vec!["c".to_owned()], 1));
    let wrong = Edit { predecessor: Some("a".into()), ..edit(EditKind::AddTask, "b") };
    assert!(what_if.apply_and_compare(&[wrong]).is_err());
    assert_eq!(
        [what_if.undo().unwrap(), what_if.undo().unwrap(), what_if.undo().unwrap()],
        [true, true, false]
    );
    assert_eq!(what_if.plan().document(), plan.document());
    let again = schedule(&plan, &ScheduleOptions::default()).unwrap();
    assert_eq!(told(what_if.plan(), what_if.schedule()), told(&plan, &again));
}
