//! Calendars of other zones than the plan's, alone and joined, where clocks change on different dates.

use super::*;
use critpath::duration::Duration;
use critpath::model::{
    Assignment, CalendarWindow, Convention, Recurrence, RecurrenceUnit, Resource, Scheduling, Task,
};

/// Two teams, one on each side of an ocean, and a task for each of them and for both.
fn two_continents(convention: Convention) -> Document {
    let team = |id: &str, zone: &str, week| Calendar {
        time_zone: Some(zone.into()),
        ..calendar(id, vec![week], vec![])
    };
    let resource =
        |id: &str| Resource { id: format!("{id} team"), calendar: Some(id.into()), ..Resource::default() };
    let task = |id: &str, needs: &[&str]| Task {
        id: id.into(),
        duration: Some(Duration::parse("4h").unwrap()),
        calendar: (convention == Convention::Native).then(|| "always".into()),
        needs: needs
            .iter()
            .map(|of| Assignment { resource: format!("{of} team"), ..Assignment::default() })
            .collect(),
        ..Task::default()
    };
    Document {
        time_zone: Some("UTC".into()),
        calendars: vec![
            team("berlin", "Europe/Berlin", days(Weekday::ALL, "14:00-22:00")),
            team("york", "America/New_York", days(Weekday::ALL, "08:00-16:00")),
        ],
        resources: vec![resource("berlin"), resource("york")],
        tasks: vec![task("b", &["berlin"]), task("y", &["york"]), task("both", &["berlin", "york"])],
        scheduling: Some(Scheduling { convention: Some(convention), ..Scheduling::default() }),
        ..Document::default()
    }
}

/// The hours of a task on a date, in UTC.
fn hours(convention: Convention, task: usize, date: &str) -> String {
    let axis = Axis::new(Some("UTC")).unwrap();
    let (calendars, found) = compile(&two_continents(convention), axis);
    assert_eq!(found, []);
    let calendar = &calendars[calendars.of_task(task)];
    let start = Clock(axis).at(date);
    let spans = calendar.work_spans(start, start + DAY_S);
    spans.map(|(a, b)| format!("{}-{}", (a - start) / 3600, (b - start) / 3600)).collect::<Vec<_>>().join(" ")
}

#[test]
fn teams_of_two_continents_meet_as_their_clocks_say() {
    // Clocks change in America on 8 March and 1 November 2026, in Europe on 29 March and 25 October.
    for (date, berlin, york, both, any) in [
        ("2026-03-07", "13-21", "13-21", "13-21", "13-21"),
        ("2026-03-08", "13-21", "12-20", "13-20", "12-21"),
        ("2026-03-28", "13-21", "12-20", "13-20", "12-21"),
        ("2026-03-29", "12-20", "12-20", "12-20", "12-20"),
        ("2026-10-24", "12-20", "12-20", "12-20", "12-20"),
        ("2026-10-25", "13-21", "12-20", "13-20", "12-21"),
        ("2026-11-01", "13-21", "13-21", "13-21", "13-21"),
    ] {
        for (task, native, project) in [(0, berlin, berlin), (1, york, york), (2, both, any)] {
            assert_eq!(hours(Convention::Native, task, date), native, "task {task} on {date}");
            assert_eq!(hours(Convention::MsProject, task, date), project, "task {task} on {date}");
        }
    }
}

/// A cutover from Friday evening in Berlin to Sunday in New York, over the night in which Europe's clocks go back.
#[test]
fn a_cutover_over_the_night_in_which_clocks_change() {
    let axis = Axis::new(Some("Europe/Berlin")).unwrap();
    let berlin = Clock(axis);
    let nights = CalendarWindow {
        repeat: Some(Recurrence {
            every: RecurrenceUnit::Week,
            weekdays: vec![Weekday::Saturday],
            ..Recurrence::default()
        }),
        shifts: shifts("22:00-06:00"),
        ..CalendarWindow::default()
    };
    let cutover = Calendar { windows: vec![nights], ..calendar("c", vec![], vec![]) };
    let calendar = sound(vec![cutover], axis);
    // Nine hours fit in the night that is an hour longer, seven in the one that is shorter.
    assert_eq!(berlin.text(calendar.add(berlin.at("2026-10-24T22:00"), 9 * 3600)), "2026-10-25T06:00");
    assert_eq!(berlin.text(calendar.add(berlin.at("2026-03-28T22:00"), 7 * 3600)), "2026-03-29T06:00");
    assert_eq!(berlin.text(calendar.add(berlin.at("2026-03-28T22:00"), 8 * 3600)), "2026-04-04T23:00");
    let back = calendar.add(berlin.at("2026-10-25T06:00"), -9 * 3600);
    assert_eq!(berlin.text(back), "2026-10-24T22:00");
}

#[test]
fn years_of_two_continents_agree_with_counting() {
    let axis = Axis::new(Some("Europe/Berlin")).unwrap();
    let document = two_continents(Convention::Native);
    let [berlin, york] =
        [0, 1].map(|at: usize| Minutes::of(&document.calendars[at], axis, "2025-01-01", 2 * 365));
    for (convention, minutes) in [
        (Convention::Native, berlin.with(&york, |a, b| a && b)),
        (Convention::Primavera, berlin.with(&york, |a, b| a || b)),
    ] {
        let (calendars, _) = compile(&two_continents(convention), axis);
        minutes.agree_with(&calendars[calendars.of_task(2)], &[1, 480, -480, 77_777]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_joint_calendar_agrees_with_counting(
        first in any_calendar(20_520, 40), second in any_calendar(20_520, 40), third in any_calendar(20_520, 40),
        axis in any_axis(), convention in prop::sample::select(Convention::ALL),
        steps in prop::collection::vec(-3_000i64..3_000, 3),
    ) {
        let mut document = two_continents(convention);
        document.calendars = vec![first, second, third];
        for (calendar, id) in document.calendars.iter_mut().zip(["berlin", "york", "own"]) {
            calendar.id = id.into();
        }
        document.tasks[2].calendar = Some("own".into());
        let (calendars, found) = compile(&document, axis);
        // Calendars without work fall back to others.
        prop_assume!(!found.iter().any(|found| found.message.contains("never works")));
        let [a, b, own] = [0, 1, 2].map(|at: usize| Minutes::of(&document.calendars[at], axis, "2026-03-08", 40));
        let expected = match convention {
            Convention::Native => a.with(&b, |a, b| a && b).with(&own, |a, b| a && b),
            Convention::MsProject => a.with(&b, |a, b| a || b).with(&own, |a, b| a && b),
            Convention::Primavera => a.with(&b, |a, b| a || b),
        };
        let never_meet = found.iter().any(|found| found.message.starts_with("`both`"));
        let expected = if never_meet { own } else { expected };
        expected.agree_with(&calendars[calendars.of_task(2)], &steps);
    }
}
