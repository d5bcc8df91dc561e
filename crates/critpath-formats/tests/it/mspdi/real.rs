//! Real projects, computed anew and compared with the dates that the program stored.

use std::collections::BTreeMap;

use critpath::check::{CheckOptions, check};
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};
use critpath::time::{Date, Moment};
use critpath_formats::mspdi;
use serde_json::Value;

const CPM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm");

/// What was stored for tasks and what is computed, field by field.
#[derive(Debug, Default)]
struct Score {
    files: usize,
    dates: usize,
    early_late: usize,
    floats: usize,
    wrong: BTreeMap<&'static str, usize>,
}

/// Files in which every task agrees, and tasks that do not.
fn score(group: &str) -> Score {
    let mut score = Score::default();
    let Ok(manifest) = std::fs::read_to_string(format!("{CPM}/real/manifest.tsv")) else {
        println!("skipped: {CPM} is missing");
        return score;
    };
    for line in manifest.lines() {
        let mut columns = line.split('\t');
        let (Some(id), Some(of)) = (columns.next(), columns.next()) else { continue };
        let Ok(text) = std::fs::read_to_string(format!("{CPM}/real/mspdi/{id}.xml")) else { continue };
        if of != group {
            continue;
        }
        let stored: Value =
            serde_json::from_str(&std::fs::read_to_string(format!("{CPM}/real/json/{id}.json")).unwrap())
                .unwrap();
        let read = mspdi::read(id, &text);
        let checked = check(read.document, &CheckOptions::default());
        let wrong = match checked.plan.and_then(|plan| {
            let schedule =
                schedule(&plan, &ScheduleOptions { floor_at_start: false, ..ScheduleOptions::default() })
                    .ok()?;
            Some(compare(&plan, &schedule, &stored))
        }) {
            Some(wrong) => wrong,
            None => {
                println!("{id}: no plan {:?}", checked.diagnostics.iter().find(|d| d.is_error()));
                continue;
            }
        };
        score.files += 1;
        let clean = |fields: &[&str]| wrong.iter().all(|(field, _)| !fields.contains(field));
        let (dates, early_late, floats) =
            (clean(&["S", "F"]), clean(&["S", "F", "ES", "EF", "LS", "LF"]), wrong.is_empty());
        score.dates += usize::from(dates);
        score.early_late += usize::from(early_late);
        score.floats += usize::from(floats);
        if std::env::var("SHOW").is_ok_and(|show| show == group || show == id) {
            for (field, what) in wrong.iter().take(if std::env::var("SHOW").unwrap() == id { 99 } else { 3 })
            {
                println!("{id} {field} {what}");
            }
        }
        for (field, _) in wrong {
            *score.wrong.entry(field).or_default() += 1;
        }
    }
    score
}

/// The fields of leaf tasks that differ, with what they are.
fn compare(plan: &Plan, schedule: &Schedule, stored: &Value) -> Vec<(&'static str, String)> {
    let mut wrong = Vec::new();
    for row in stored["tasks"].as_array().into_iter().flatten() {
        let id = row["uid"].to_string();
        let Some(at) = plan.task(&id) else { continue };
        let calendar = &plan.calendars()[plan.network().calendar(at as u32)];
        let axis = plan.axis();
        let dates = [
            ("S", "start", schedule.planned_start()[at]),
            ("F", "finish", schedule.planned_finish()[at]),
            ("ES", "earlyStart", schedule.early_start()[at]),
            ("EF", "earlyFinish", schedule.early_finish()[at]),
            ("LS", "lateStart", schedule.late_start()[at]),
            ("LF", "lateFinish", schedule.late_finish()[at]),
        ];
        for (field, key, ours) in dates {
            let Some(theirs) = row[key].as_str() else { continue };
            let theirs = axis.instant_of(Moment::parse(theirs).unwrap());
            let same = schedule.is_scheduled(at) && calendar.between(theirs, ours).abs() <= 60;
            if !same {
                let ours = if schedule.is_scheduled(at) { axis.text(ours) } else { "none".into() };
                wrong.push((field, format!("{id}: {} stored, {ours} computed", row[key])));
            }
        }
        for (field, key, ours) in
            [("TF", "totalSlack", schedule.total_float()[at]), ("FF", "freeSlack", schedule.free_float()[at])]
        {
            let Some(theirs) = row[key]["min"].as_f64() else { continue };
            if (theirs * 60.0 - ours as f64).abs() > 60.0 {
                wrong.push((field, format!("{id}: {theirs} min stored, {} computed", ours / 60)));
            }
        }
    }
    wrong
}

/// Minutes of work on a day, from and to.
type Hours = Vec<(u64, u64)>;

fn days(start: Date, finish: Date) -> impl Iterator<Item = String> {
    start.0.iter_days().take_while(move |day| *day <= finish.0).take(4_000).map(|day| day.to_string())
}

#[test]
fn recurring_exceptions_fall_on_the_dates_that_another_reader_finds() {
    let Ok(entries) = std::fs::read_dir(format!("{CPM}/real/json")) else {
        return println!("skipped: {CPM} is missing");
    };
    let mut compared = 0;
    for entry in entries {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        let Ok(text) = std::fs::read_to_string(format!("{CPM}/real/mspdi/{id}.xml")) else { continue };
        let stored: Value = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let document = mspdi::read(&id, &text).document;
        for calendar in stored["calendars"].as_array().into_iter().flatten() {
            let uid = calendar["uid"].to_string();
            let Some(own) = document.calendars.iter().find(|own| own.id == uid) else { continue };
            let mut expected: BTreeMap<String, Vec<Hours>> = BTreeMap::new();
            for exception in calendar["exceptionsExpanded"].as_array().into_iter().flatten() {
                let date = |key: &str| Date::parse(exception[key].as_str().unwrap()).unwrap();
                let minutes = |range: &Value| (range[0].as_u64().unwrap(), range[1].as_u64().unwrap());
                let ranges: Vec<_> =
                    exception["ranges"].as_array().into_iter().flatten().map(minutes).collect();
                for day in days(date("from"), date("to")) {
                    expected.entry(day).or_default().push(ranges.clone());
                }
            }
            let mut found: BTreeMap<String, Hours> = BTreeMap::new();
            for exception in &own.exceptions {
                let minutes = exception.shifts.iter();
                let minutes =
                    minutes.map(|s| (u64::from(s.start.seconds()) / 60, u64::from(s.finish.seconds()) / 60));
                let (minutes, start) = (minutes.collect::<Vec<_>>(), exception.start.unwrap());
                found.extend(days(start, exception.finish.unwrap()).map(|day| (day, minutes.clone())));
            }
            // Weeks that differ for a while are exceptions here, too.
            if calendar["workWeeks"].as_array().is_some_and(|weeks| !weeks.is_empty()) {
                found.retain(|date, _| expected.contains_key(date));
            }
            compared += expected.len();
            // Where two exceptions name a day, the dump has both, and does not say which one wins.
            let known = |day: &String, hours| expected.get(day).is_some_and(|stated| stated.contains(hours));
            let strange = found.iter().find(|(day, hours)| !known(day, hours));
            assert_eq!(strange, None, "calendar {uid} of {id}");
            assert!(found.keys().eq(expected.keys()), "calendar {uid} of {id}");
        }
    }
    assert!(compared > 100, "{compared} exceptions");
}

/// The rules of this program are not those of Microsoft Project; where both say the same, so do the dates.
#[test]
fn most_plain_projects_come_to_the_stored_dates() {
    let score = score("msp");
    println!("{score:?}");
    assert!(score.files == 0 || score.files == 51 && score.dates >= 49 && score.floats >= 43, "{score:?}");
}
