//! Calendars of real projects, compared with what another reader finds in them.

use std::collections::BTreeMap;

use critpath::calendar::occurrences;
use critpath::time::Date;
use critpath_formats::mspdi;
use serde_json::Value;

const CPM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm");

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
                let minutes = minutes.collect::<Vec<_>>();
                for (start, finish) in occurrences(exception) {
                    found.extend(days(start, finish).map(|day| (day, minutes.clone())));
                }
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
