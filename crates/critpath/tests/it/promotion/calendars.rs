//! The hours that tasks of environments work.

use super::*;

/// When tasks of the release are, in production nights, by the calendar of the plan.
fn dates(calendar: &str, change: impl Fn(&mut Value)) -> (Vec<String>, Vec<String>) {
    let mut release = nights("24:00", "02:00");
    release["calendar"] = json!(calendar);
    change(&mut release);
    let (plan, dates) = scheduled(&document(release));
    let text = |column: &[i64]| column.iter().map(|at| plan.axis().text(*at)).collect();
    (text(dates.planned_start()), text(dates.planned_finish()))
}

#[test]
fn a_task_keeps_to_the_windows_of_its_environment() {
    // Four hours of migration do not fit Monday night: they go on Saturday.
    let (starts, finishes) = dates("always", |release| release["tasks"][2]["duration"] = json!("4h"));
    assert_eq!((starts[2].as_str(), finishes[2].as_str()), ("2026-12-07T22:00:00", "2026-12-13T00:00:00"));
    // Staging has no windows.
    assert_eq!(starts[0], "2026-12-07T08:00:00");
}

#[test]
fn hours_of_people_count_beside_the_windows() {
    // Who migrates is there until 23:00: an hour a night. `45m` and `45m` are done on Saturday.
    let (starts, finishes) = dates("always", |release| {
        release["calendars"].as_array_mut().unwrap().push(json!({ "id": "late", "name": "Late", "week": [
            { "days": ["monday", "saturday"], "shifts": [{ "start": "14:00", "finish": "23:00" }] }
        ] }));
        release["resources"] = json!([{ "id": "dba", "name": "DBA", "kind": "human", "calendar": "late" }]);
        release["tasks"][2]["needs"] = json!([{ "resource": "dba" }]);
        release["tasks"][3]["needs"] = json!([{ "resource": "dba" }]);
    });
    assert_eq!((starts[2].as_str(), finishes[2].as_str()), ("2026-12-07T22:00:00", "2026-12-07T22:45:00"));
    assert_eq!((starts[3].as_str(), finishes[3].as_str()), ("2026-12-07T22:45:00", "2026-12-12T22:30:00"));
}

#[test]
fn where_hours_never_meet_the_windows_count_and_the_check_says_so() {
    // Office hours and nights have nothing in common.
    let (starts, _) = dates("standard", |_| {});
    assert_eq!(starts[2], "2026-12-07T22:00:00");
    let mut release = nights("24:00", "02:00");
    release["calendar"] = json!("standard");
    let found = codes(&document(release), "calendar.");
    let [(code, message)] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(code, "calendar.invalid");
    assert!(message.contains("`migrate` and its environment `production`"), "{message}");
}

#[test]
fn milestones_and_time_of_the_clock_wait_for_no_window() {
    let (starts, finishes) = dates("always", |release| {
        release["tasks"][2]["kind"] = json!("milestone");
        release["tasks"][3]["duration"] = json!("2ed");
    });
    assert_eq!(starts[2], "2026-12-07T11:00:00");
    assert_eq!((starts[3].as_str(), finishes[3].as_str()), ("2026-12-07T11:00:00", "2026-12-09T11:00:00"));
}

#[test]
fn phases_say_where_their_tasks_take_place_and_edits_keep_to_windows() {
    let phases = |release: &mut Value| {
        release["phases"] = json!([
            { "id": "live", "name": "Live", "environment": "Production" },
            { "id": "cut", "name": "Cut", "parent": "live" },
        ]);
        for task in [2, 3] {
            release["tasks"][task]["environment"] = json!(null);
            release["tasks"][task]["phase"] = json!("cut");
        }
    };
    assert_eq!(dates("always", phases), dates("always", |_| {}));
    // What takes no working time and then does, and the other way round, in place or not.
    let mut release = nights("24:00", "02:00");
    phases(&mut release);
    let plan = Plan::build(document(release)).unwrap();
    let mut what_if = critpath::what_if::WhatIf::new(plan, &ScheduleOptions::default()).unwrap();
    for duration in ["2ed", "45m", "0m", "30m", "1ed", "3h"] {
        let edit = json!([{ "edit": "set_duration", "id": "migrate", "duration": duration }]);
        what_if.apply(&serde_json::from_value::<Vec<critpath::model::Edit>>(edit).unwrap()).unwrap();
        let (_, anew) = scheduled(what_if.plan().document());
        assert_eq!(what_if.schedule().planned_start(), anew.planned_start(), "{duration}");
        assert_eq!(what_if.schedule().planned_finish(), anew.planned_finish(), "{duration}");
    }
}
