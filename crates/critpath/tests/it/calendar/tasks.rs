//! Which calendar each task works on.

use super::*;
use critpath::calendar::Calendars;
use critpath::duration::Duration;
use critpath::model::{Assignment, Convention, Resource, ResourceKind, Scheduling, Task, TaskKind};

/// Calendars by their hours, resources that work on them, and a material one that does, too.
const HOURS: [(&str, &str); 5] = [
    ("mornings", "06:00-12:00"),
    ("days", "08:00-12:00 13:00-17:00"),
    ("afternoons", "12:00-20:00"),
    ("nights", "22:00-06:00"),
    ("same", "06:00-12:00"),
];

fn plan(convention: Convention, tasks: &[(&str, &str)]) -> Document {
    let resource = |id: &str, calendar: &str, kind| Resource {
        id: id.into(),
        calendar: Some(calendar.into()),
        kind,
        ..Resource::default()
    };
    let mut resources: Vec<_> =
        HOURS.iter().map(|(id, _)| resource(&id[..1], id, ResourceKind::Human)).collect();
    resources.push(resource("bricks", "nights", ResourceKind::Material));
    resources.push(Resource { id: "free".into(), ..Resource::default() });
    let task = |(at, (calendar, needs)): (usize, &(&str, &str))| Task {
        id: format!("t{at}"),
        duration: Some(Duration::parse("1d").unwrap()),
        calendar: Some((*calendar).to_owned()).filter(|id| !id.is_empty()),
        needs: needs
            .split_whitespace()
            .map(|id| Assignment { resource: id.into(), ..Assignment::default() })
            .collect(),
        ..Task::default()
    };
    Document {
        calendars: HOURS.iter().map(|(id, hours)| calendar(id, vec![weekdays(hours)], vec![])).collect(),
        resources,
        tasks: tasks.iter().enumerate().map(task).collect(),
        scheduling: Some(Scheduling { convention: Some(convention), ..Scheduling::default() }),
        ..Document::default()
    }
}

/// The hours of a task on a Wednesday.
fn hours(calendars: &Calendars, task: usize) -> String {
    let calendar = &calendars[calendars.of_task(task)];
    let spans = calendar.work_spans(LOCAL.at("2026-12-09"), LOCAL.at("2026-12-10"));
    let time = |t| if t == LOCAL.at("2026-12-10") { "24:00".into() } else { LOCAL.text(t)[11..].to_owned() };
    spans.map(|(a, b)| format!("{}-{}", time(a), time(b))).collect::<Vec<_>>().join(" ")
}

#[test]
fn conventions_differ_in_whose_hours_count() {
    const STANDARD: &str = "08:00-12:00 13:00-17:00";
    // The task's calendar and needs; its hours by each convention.
    let cases = [
        (("", ""), [STANDARD; 3]),
        (("", "free unknown"), [STANDARD; 3]),
        (("", "m"), ["08:00-12:00", "06:00-12:00", "06:00-12:00"]),
        (("", "m a"), [STANDARD, "06:00-20:00", "06:00-20:00"]),
        (("", "d"), [STANDARD; 3]),
        (("", "bricks"), [STANDARD; 3]),
        (("", "m bricks"), ["08:00-12:00", "06:00-12:00", "06:00-12:00"]),
        (("days", "m"), ["08:00-12:00", "08:00-12:00", "06:00-12:00"]),
        (("days", "m a"), [STANDARD, STANDARD, "06:00-20:00"]),
        (("always", "a"), ["12:00-20:00"; 3]),
        (
            ("always", "n a"),
            ["12:00-20:00", "00:00-06:00 12:00-20:00 22:00-24:00", "00:00-06:00 12:00-20:00 22:00-24:00"],
        ),
        (("afternoons", "a n"), ["12:00-20:00", "12:00-20:00", "00:00-06:00 12:00-20:00 22:00-24:00"]),
        (("nights", "d"), ["00:00-06:00 22:00-24:00", "00:00-06:00 22:00-24:00", STANDARD]),
    ];
    for (at, convention) in Convention::ALL.iter().enumerate() {
        let mut plan = plan(*convention, &cases.map(|(task, _)| task));
        let (calendars, _) = compile(&plan, Axis::LOCAL);
        for (task, (stated, expected)) in cases.iter().enumerate() {
            let native_conflict = *convention == Convention::Native
                && matches!(stated.1, "m a" | "n a" | "a n" | "bricks" | "m bricks");
            let expected = match (native_conflict, stated.0) {
                (false, _) => expected[at],
                // All of them never work at once: the task's own calendar counts.
                (true, "") | (true, "days") => STANDARD,
                (true, "always") => "00:00-24:00",
                (true, _) => "12:00-20:00",
            };
            assert_eq!(hours(&calendars, task), expected, "{} {stated:?}", convention.as_str());
            let own = calendars.get(stated.0).unwrap_or(calendars.default_index());
            assert_eq!(calendars.stated_for(task), own);
        }
        // Whoever ignores resources, or takes no working time, works on the own calendar.
        let alone = |plan: &Document| {
            let (calendars, found) = compile(plan, Axis::LOCAL);
            assert_eq!(found, []);
            assert_eq!(calendars.len(), HOURS.len() + 2);
            (0..cases.len()).for_each(|task| assert_eq!(calendars.of_task(task), calendars.stated_for(task)));
        };
        plan.tasks.iter_mut().for_each(|task| task.ignore_resource_calendars = true);
        alone(&plan);
        for (kind, duration) in [(TaskKind::Milestone, "1d"), (TaskKind::Task, "2ed"), (TaskKind::Task, "0h")]
        {
            for task in &mut plan.tasks {
                task.ignore_resource_calendars = false;
                (task.kind, task.duration) = (kind, Some(Duration::parse(duration).unwrap()));
            }
            alone(&plan);
        }
    }
}

#[test]
fn equal_calendars_are_one_and_combinations_are_joined_once() {
    let tasks =
        [("", "m"), ("", "s"), ("", "m s"), ("", "s m m"), ("mornings", "s"), ("", "a m"), ("", "m a s")];
    let (calendars, found) = compile(&plan(Convention::MsProject, &tasks), Axis::LOCAL);
    assert_eq!(found, []);
    let of = |task| calendars.of_task(task);
    let mornings = calendars.get("mornings").unwrap();
    (0..5).for_each(|task| assert_eq!(of(task), mornings));
    assert_eq!(of(5), of(6));
    assert_eq!(calendars.len(), HOURS.len() + 3);
    assert_eq!(of(5).index(), HOURS.len() + 2);
    assert!(calendars[calendars.always_index()].is_always());
    assert_eq!(calendars[calendars.default_index()], WorkCalendar::standard(Axis::LOCAL));
}

#[test]
fn hours_that_never_meet_are_told_once_and_the_own_ones_count() {
    let (calendars, found) = compile(
        &plan(Convention::Native, &[("nights", "d"), ("nights", "d"), ("mornings", "a")]),
        Axis::LOCAL,
    );
    let codes: Vec<_> = found.iter().map(|d| (d.code, d.severity)).collect();
    assert_eq!(codes, [(Code::CalendarInvalid, Severity::Warning); 2]);
    assert!(found[0].message.starts_with("`t0` and the resources"), "{found:?}");
    (0..3).for_each(|task| assert_eq!(calendars.of_task(task), calendars.stated_for(task)));
}

#[test]
fn twenty_thousand_tasks_share_few_calendars() {
    let mut plan = plan(Convention::Native, &vec![("", "m d"); 20_000]);
    plan.resources.extend((0..50).map(|at| Resource {
        id: format!("r{at}"),
        calendar: Some(HOURS[at % 3].0.into()),
        ..Resource::default()
    }));
    for (at, task) in plan.tasks.iter_mut().enumerate() {
        task.needs[0].resource = format!("r{}", at % 50);
        task.needs[1].resource = format!("r{}", at / 50 % 50);
    }
    let (calendars, _) = compile(&plan, Axis::LOCAL);
    assert!(calendars.len() < 20, "{}", calendars.len());
}
