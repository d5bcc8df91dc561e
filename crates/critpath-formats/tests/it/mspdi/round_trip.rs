//! Projects that are read, written and read again; documents of other formats that are written.

use critpath::check::{CheckOptions, check};
use critpath::model::Document;
use critpath::model::noun::Field;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::mspdi;
use proptest::prelude::*;

use crate::json::arbitrary::document;

const CPM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm");

/// The document without the places of its nouns.
fn without_places(mut document: Document) -> Document {
    document.each_noun(&mut |noun| *noun.span_mut() = None);
    document.sources.clear();
    document
}

fn reread(document: &Document) -> Document {
    let text = mspdi::write(document, None);
    let read = mspdi::read("plan.xml", &text);
    let syntax = read
        .diagnostics
        .iter()
        .find(|d| d.code.as_str().starts_with("xml.") && d.code.as_str() != "xml.value");
    assert_eq!(syntax, None, "{text}");
    without_places(read.document)
}

fn projects(folder: &str) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(format!("{CPM}/{folder}")) else {
        println!("skipped: {CPM}/{folder} is missing");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The first line in which two texts differ.
fn difference(one: &str, other: &str) -> String {
    let first = one.lines().zip(other.lines()).position(|(one, other)| one != other);
    let around = |text: &str, at: usize| -> String {
        text.lines()
            .skip(at.saturating_sub(6))
            .take(12)
            .fold(String::new(), |shown, line| shown + "\n  " + line)
    };
    first.map_or_else(
        || "one is longer".into(),
        |at| format!("{}\n--- and then{}", around(one, at), around(other, at)),
    )
}

#[test]
fn projects_come_back_as_they_were() {
    for folder in ["real/mspdi", "synthetic/mspdi"] {
        for (name, text) in projects(folder) {
            let first = without_places(mspdi::read(&name, &text).document);
            let again = reread(&first);
            let json = |document: &Document| serde_json::to_string_pretty(document).unwrap();
            assert!(first == again, "{folder}/{name}: {}", difference(&json(&first), &json(&again)));
            assert_eq!(mspdi::write(&first, None), mspdi::write(&again, None), "{folder}/{name}");
        }
    }
}

/// Characters that no XML text can hold.
fn sayable(text: &str) -> String {
    let is_sayable = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(is_sayable).collect()
}

/// Ids and names of phases and tasks, in order of these.
fn rows(document: &Document) -> Vec<(String, String)> {
    let phases = document.phases.iter().map(|phase| (&phase.id, &phase.name));
    let rows = phases.chain(document.tasks.iter().map(|task| (&task.id, &task.name)));
    let mut rows: Vec<_> = rows.map(|(id, name)| (sayable(id), sayable(name))).collect();
    rows.sort();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_document_is_written_and_settles(document in document()) {
        let first = reread(&document);
        let mut ids: Vec<_> = rows(&document).into_iter().map(|(id, _)| id).collect();
        ids.dedup();
        // Ids that come twice are errors; which of their rows a number means is open.
        if ids.len() == document.phases.len() + document.tasks.len() {
            prop_assert_eq!(rows(&document), rows(&first));
        }
        prop_assert_eq!(first.resources.len(), document.resources.iter().filter(|r| !r.name.is_empty() || !sayable(&r.id).is_empty()).count());
        prop_assert_eq!(first.calendars.len() >= document.calendars.len(), true);
        let again = reread(&first);
        prop_assert!(first == again, "{}", difference(
            &serde_json::to_string_pretty(&first).unwrap(),
            &serde_json::to_string_pretty(&again).unwrap(),
        ));
    }
}

const GUIDE: &str = "\
# Release <1> {start=2026-12-07}

## Phase 1: Build & sign (Week 1)

- Compile {#compile 2d owner=Ada}
- Sign {#sign 4h after=compile:SS+1d undo=10m priority=high}

## Phase 2: Ship

- Go live {#live milestone after=sign deadline=2026-12-11}

## Risks

- The key is lost
";

/// The text of the first element of a name behind a place.
fn text_behind<'a>(text: &'a str, place: &str, name: &str) -> &'a str {
    let (_, rest) = text.split_once(place).unwrap();
    let (_, rest) = rest.split_once(&format!("<{name}>")).unwrap();
    rest.split_once('<').unwrap().0
}

#[test]
fn a_guide_becomes_a_project_with_its_dates() {
    let checked = check(critpath_formats::read("guide.md", GUIDE).document, &CheckOptions::default());
    let plan = checked.plan.unwrap();
    let schedule = schedule(&plan, &ScheduleOptions::default()).unwrap().to_result(&plan);
    let text = mspdi::write(plan.document(), Some(&schedule));
    assert!(text.contains("<Name>Release &lt;1&gt;</Name>"), "{text}");
    for (name, expected) in [
        ("OutlineLevel", "2"),
        ("Start", "2026-12-08T08:00:00"),
        ("Finish", "2026-12-08T12:00:00"),
        ("Duration", "PT4H0M0S"),
        ("DurationFormat", "5"),
        ("TotalSlack", "2400"),
        ("LinkLag", "4800"),
    ] {
        assert_eq!(text_behind(&text, "<Name>Sign</Name>", name), expected, "{name}: {text}");
    }
    assert_eq!(text_behind(&text, "<Name>Build &amp; sign</Name>", "Start"), "2026-12-07T08:00:00");
    assert_eq!(text_behind(&text, "<Name>Go live</Name>", "Deadline"), "2026-12-11T17:00:00");

    let left_out = mspdi::left_out(plan.document());
    let left_out: Vec<_> = left_out.iter().map(|(what, count)| format!("{what} ({count})")).collect();
    assert_eq!(left_out, ["`undo` of tasks (1)", "`window` of phases (1)", "risks (1)"]);

    let again = mspdi::read("plan.xml", &text).document;
    let ids: Vec<_> = again.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["compile", "sign", "live"]);
    assert_eq!(again.tasks[1].after[0].predecessor, "compile");
    assert_eq!(again.tasks[0].owner.as_deref(), Some("Ada"));
    assert_eq!(again.tasks[1].priority.as_deref(), Some("high"));
    assert_eq!(again.phases[0].id, plan.document().phases[0].id);
}

#[test]
fn kept_text_that_is_no_xml_is_told_and_not_written() {
    let mut document = Document::default();
    document.extensions.insert("mspdi".into(), "</Project><Tasks>".into());
    document.extensions.insert("other".into(), 1.into());
    assert!(!mspdi::write(&document, None).contains("Tasks"));
    assert_eq!(mspdi::left_out(&document), [("unknown fields of the plan".to_owned(), 2)]);
}

#[test]
fn rules_of_others_are_told() {
    let under = |convention: &str| {
        let plan = format!(r#"{{"format": "critpath/1", "scheduling": {{"convention": "{convention}"}}}}"#);
        mspdi::left_out(&critpath_formats::read("plan.json", &plan).document)
    };
    assert_eq!(under("ms_project"), []);
    assert_eq!(under("primavera"), [("`convention` of the plan".to_owned(), 1)]);
}

#[test]
fn freezes_become_exceptions_and_other_windows_are_told() {
    let calendar = r#"{"format": "critpath/1", "calendars": [{"id": "ops", "windows": [
        {"name": "Year end", "kind": "deny", "start": "2026-12-21", "finish": "2027-01-03"},
        {"kind": "allow", "shifts": [{"start": "22:00", "finish": "06:00"}]}]}]}"#;
    let document = critpath_formats::read("plan.json", calendar).document;
    assert_eq!(mspdi::left_out(&document), [("`windows` of calendars".to_owned(), 1)]);
    let text = mspdi::write(&document, None);
    assert_eq!(text_behind(&text, "<Name>ops</Name>", "ToTime"), "00:00:00");
    assert_eq!(text_behind(&text, "<Exceptions>", "FromDate"), "2026-12-21T00:00:00");
    assert_eq!(text_behind(&text, "<Exceptions>", "DayWorking"), "0");
}
