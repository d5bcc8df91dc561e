//! The system's own files, as they are.

use std::path::{Path, PathBuf};

use critpath::diagnostic::Code;
use critpath_formats::{Read, json};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const GUIDES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/guides");

/// Every JSON file below the folder of guides, by its path there. Empty, with a word about it, where it is missing.
pub fn files() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(GUIDES)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "json") {
                let name = path.strip_prefix(GUIDES).unwrap_or(Path::new("")).to_string_lossy().into_owned();
                found.push((name, std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    if found.is_empty() {
        println!("skipped: the folder with the real files is missing");
    }
    found.sort();
    found
}

fn borrow(files: &[(String, String)]) -> Vec<(&str, &str)> {
    files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect()
}

fn codes(read: &Read) -> Vec<Code> {
    read.diagnostics.iter().map(|d| d.code).collect()
}

#[test]
fn every_file_is_a_plan_or_is_said_to_be_none() {
    for (name, text) in files() {
        let read = json::read(&name, &text);
        let codes = codes(&read);
        let none = [Code::TextNoPlan, Code::TextEmpty].iter().any(|code| codes.contains(code));
        assert_eq!(read.document.tasks.is_empty(), none, "{name}: {:#?}", read.diagnostics);
        assert!(!codes.contains(&Code::JsonShape), "{name}");
        assert!(read.diagnostics.iter().all(|d| !d.is_error()), "{name}: {:#?}", read.diagnostics);
        // What was read survives writing.
        let written = json::write(&read.document);
        let again = json::read("plan.json", &written);
        assert_eq!(json::write(&again.document), written, "{name}");
    }
}

#[test]
fn parts_become_one_tree() {
    let files = files();
    let parts: Vec<_> = files.into_iter().filter(|(name, _)| name.contains("wbs_parts/")).collect();
    if parts.is_empty() {
        return;
    }
    let read = json::assemble(&borrow(&parts));
    assert!(read.diagnostics.is_empty(), "{:#?}", read.diagnostics);
    let document = &read.document;
    assert_eq!(document.name, "Software Project");
    assert_eq!(document.tasks.len(), 5 * parts.len());
    // One phase for each part, the project, two areas, and the groups in them.
    let stated = document.phases.iter().filter(|phase| phase.id.starts_with("WBS-")).count();
    assert_eq!(stated, parts.len());
    let named: Vec<_> = document.phases.iter().filter(|phase| !phase.id.starts_with("WBS-")).collect();
    assert_eq!((named[0].name.as_str(), named[0].wbs.as_deref()), ("Software Project", Some("1")));
    let area = |name: &str| named.iter().find(|phase| phase.name == name).unwrap();
    assert_eq!(area("Modeling").parent.as_deref(), Some("software-project"));
    assert_eq!(area("Deployment").parent.as_deref(), Some("construction-and-testing"));
    // Siblings are in the order of their ids, numbers follow positions, parents come first.
    let numbers: Vec<Vec<u32>> = document
        .tasks
        .iter()
        .map(|task| task.wbs.as_deref().unwrap().split('.').map(|part| part.parse().unwrap()).collect())
        .collect();
    assert!(numbers.is_sorted());
    assert!(document.phases.iter().enumerate().all(|(index, phase)| {
        phase
            .parent
            .as_ref()
            .is_none_or(|parent| document.phases[..index].iter().any(|above| above.id == *parent))
    }));
    // Every noun stands in the part that states it.
    for task in &document.tasks {
        let span = task.span.unwrap();
        assert!(parts[span.source as usize].1[span.range()].contains(&format!("\"{}\"", task.id)));
    }
    // The order of the files decides nothing but the order of the sources.
    let mut reversed = parts.clone();
    reversed.reverse();
    let other = json::assemble(&borrow(&reversed)).document;
    let ids = |document: &critpath::model::Document| -> Vec<_> {
        document.tasks.iter().map(|task| (task.id.clone(), task.wbs.clone(), task.phase.clone())).collect()
    };
    assert_eq!(ids(&other), ids(document));
}

#[test]
fn files_that_belong_together_are_joined() {
    let files: Vec<_> =
        files().into_iter().filter(|(name, _)| name.starts_with("data/json/json/Inputs")).collect();
    if files.is_empty() {
        return;
    }
    let read = json::assemble(&borrow(&files));
    let task = read.document.tasks.iter().find(|task| task.id == "1").unwrap();
    let [need] = task.needs.as_slice() else { panic!("{:?}", task.needs) };
    assert_eq!(
        (need.resource.as_str(), need.units, need.role.as_deref()),
        ("R1", Some(1.0), Some("Developer"))
    );
    assert_eq!(need.start.unwrap().to_string(), "2025-06-01");
    assert_eq!(read.document.resources[0].id, "R1");
    let codes = codes(&read);
    assert!(codes.contains(&Code::TextEmpty) && codes.contains(&Code::TextNoPlan), "{codes:?}");
    // `root` has a done share, but there is no such task.
    assert!(codes.contains(&Code::IdUnknown));
    assert_eq!(read.document.extensions["progress"]["root"], 100.0);
}

#[test]
fn projects_get_their_tasks() {
    let files: Vec<_> =
        files().into_iter().filter(|(name, _)| name.starts_with(".auto_project_data/")).collect();
    if files.is_empty() {
        return;
    }
    let read = json::assemble(&borrow(&files));
    let task = &read.document.tasks[0];
    assert_eq!((task.id.as_str(), task.name.as_str(), task.phase.as_deref()), ("101", "New Task", Some("5")));
    let project = read.document.phases.iter().find(|phase| phase.id == "5").unwrap();
    assert_eq!(project.name, "Project with Tasks");
}

#[test]
fn risk_models_become_scales() {
    let Some((name, text)) = files().into_iter().find(|(name, _)| name.contains("risk_quantitative")) else {
        return;
    };
    let document = json::read(&name, &text).document;
    assert_eq!(document.risk_scales.len(), 10);
    let scale = &document.risk_scales[0];
    assert_eq!((scale.category.as_deref(), scale.dimension.as_str()), (Some("Schedule"), "impact"));
    let levels: Vec<_> = scale.levels.iter().map(|level| (level.word.as_str(), level.value)).collect();
    assert_eq!(levels, [("low", 0.1), ("medium", 0.3), ("high", 0.5), ("critical", 0.8)]);
    assert_eq!(document.extensions["risk_mitigation_strategies"]["transfer"]["effectiveness"], 0.7);
}

/// One change of a text: a piece is cut out, doubled, or replaced by something hostile.
#[derive(Debug, Clone)]
enum Change {
    Cut,
    Double,
    Insert(&'static str),
}

fn change() -> impl Strategy<Value = Change> {
    const HOSTILE: &[&str] = &[
        "\"",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\\",
        "null",
        "true",
        "1e999",
        "-0",
        "-1",
        "99999999999999999999999",
        "0.5",
        "\u{0}",
        "\u{feff}",
        "\\ud800",
        "\"\\udc00\"",
        "NaN",
        "//",
        "/*",
        "'",
        "é",
        "\n",
        "[[[[[[[[",
        "\"subtasks\":",
        "\"id\":\"1\",",
        "\"parent\":\"1\",",
        "\"level_1\":",
        "\"start_date\":\"2026-02-30\",",
        "{}",
        "[]",
        "{\"a\":1}",
    ];
    prop_oneof![
        Just(Change::Cut),
        Just(Change::Double),
        proptest::sample::select(HOSTILE).prop_map(Change::Insert),
    ]
}

fn mutate(text: &str, changes: &[(usize, usize, Change)]) -> String {
    let mut text = text.to_owned();
    for (at, length, change) in changes {
        let mut start = at % (text.len() + 1);
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = (start + length).min(text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        match change {
            Change::Cut => text.replace_range(start..end, ""),
            Change::Double => text.replace_range(start..end, &text[start..end].repeat(2)),
            Change::Insert(piece) => text.insert_str(start, piece),
        }
    }
    text
}

#[test]
fn mutated_files_never_panic_and_keep_their_round_trip() {
    let mut texts: Vec<(String, String)> =
        files().into_iter().filter(|(_, text)| text.len() < 5_000).collect();
    texts.push(("own.json".into(), OWN.into()));
    let changes = proptest::collection::vec((any::<usize>(), 0..200_usize, change()), 1..6);
    let strategy = (proptest::sample::select(texts), changes);
    let mut runner = TestRunner::new(Config { cases: 2_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |((name, text), changes)| {
            let text = mutate(&text, &changes);
            let read = json::read(&name, &text);
            for diagnostic in &read.diagnostics {
                let span = diagnostic.span.unwrap();
                prop_assert!(text.get(span.range()).is_some(), "{diagnostic:?}");
            }
            let written = json::write(&read.document);
            prop_assert_eq!(json::write(&json::read("plan.json", &written).document), written);
            Ok(())
        })
        .unwrap();
}

/// A plan with much in it, so that mutations reach much.
const OWN: &str = r#"{
  "format": "critpath/1", "name": "Release", "start": "2026-12-07",
  "phases": [{ "id": "p", "name": "P", "window": { "unit": "week", "first": 1, "last": 2, "text": "Week 1-2" } }],
  "tasks": [
    { "id": "a", "phase": "p", "duration": "3d", "needs": [{ "resource": "r", "units": 0.5 }], "x": { "y": [1, 2] } },
    { "id": "b", "after": [{ "predecessor": "a", "relation": "SS", "lag": "-2h" }], "undo": { "duration": "5m" } }
  ],
  "resources": [{ "id": "r", "name": "R", "quantities": [{ "metric": "vcpu", "low": 2.0, "high": 4.0 }] }],
  "checklists": [{ "id": "c", "stage": "pre_deployment", "items": [{ "id": "i", "text": "T", "done": true }] }]
}"#;

#[test]
fn mutated_parts_are_joined_without_panic() {
    let parts = [
        r#"{"id":"W-1","name":"A","level_0":"All","level_1":"A","subtasks":[{"id":"W-1.1","name":"B","deps":["W-2.1"]}]}"#,
        r#"{"id":"W-2","name":"C","level_0":"All","level_1":"C","subtasks":[{"id":"W-2.1","name":"D","duration":2}]}"#,
        r#"[{"task_id":"W-1.1","resource_id":"r","allocation":0.5},{"task_id":"W-2.1","resource_id":"s","allocation":50}]"#,
        r#"{"W-1.1":0.5,"W-2":1.0}"#,
        r#"[{"id":"r","name":"Ann","role":"Developer","hourly_rate":60}]"#,
    ];
    let changes = proptest::collection::vec((any::<usize>(), 0..60_usize, change()), 0..4);
    let strategy = proptest::collection::vec(changes, parts.len());
    let mut runner = TestRunner::new(Config { cases: 1_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&strategy, |changes| {
            let texts: Vec<_> =
                parts.iter().zip(&changes).map(|(text, changes)| mutate(text, changes)).collect();
            let named: Vec<_> = texts.iter().map(|text| ("part.json", text.as_str())).collect();
            let read = json::assemble(&named);
            let written = json::write(&read.document);
            prop_assert_eq!(json::write(&json::read("plan.json", &written).document), written);
            // References between phases and tasks hold, whatever the parts say.
            let phases: std::collections::BTreeSet<_> =
                read.document.phases.iter().map(|phase| &phase.id).collect();
            let above = read.document.tasks.iter().filter_map(|task| task.phase.as_ref());
            let above = above.chain(read.document.phases.iter().filter_map(|phase| phase.parent.as_ref()));
            for id in above {
                prop_assert!(phases.contains(id), "{id}");
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn plans_of_the_system_are_computed() {
    use critpath::schedule::{ScheduleOptions, schedule};
    for (name, text) in files() {
        let read = json::read(&name, &text);
        if read.document.tasks.is_empty() {
            continue;
        }
        let stated = read.document.tasks.iter().any(|task| task.duration.is_some());
        let checked = critpath::check::check(read.document, &critpath::check::CheckOptions::default());
        let plan = checked.plan.unwrap_or_else(|| panic!("{name}: {:#?}", checked.diagnostics));
        let start = critpath::time::Moment::parse("2026-12-07").ok();
        let schedule = schedule(&plan, &ScheduleOptions { start, ..ScheduleOptions::default() }).unwrap();
        assert_eq!(schedule.finish().is_some(), stated, "{name}");
        // Two tasks side by side, 5 and 10 days of work.
        if name == "data/inputs/UserInputs/detailed_wbs.json" {
            assert_eq!(schedule.to_result(&plan).finish.as_deref(), Some("2026-12-18T17:00:00"));
        }
    }
}
