//! Canonical JSON: what is written is read again, and what cannot be read costs only itself.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::{Document, FORMAT};
use critpath_formats::json;
use proptest::prelude::*;

use super::arbitrary;

proptest! {
    #[test]
    fn what_is_written_is_read_again(document in arbitrary::placed_document()) {
        let text = json::write(&document);
        let mut read = json::read("plan.json", &text);
        prop_assert!(read.diagnostics.iter().all(|d| d.code == Code::JsonFieldUnknown), "{:?}", read.diagnostics);
        let own = read.document.sources.pop().unwrap();
        prop_assert_eq!(own.name, "plan.json");
        prop_assert_eq!(&read.document, &document);
        // The strict reader of serde agrees.
        let strict: Document = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(&strict, &document);
    }

    #[test]
    fn canonical_text_comes_back_as_it_is(document in arbitrary::document()) {
        let text = json::write(&document);
        let read = json::read("plan.json", &text);
        prop_assert_eq!(json::write(&read.document), text);
    }

    #[test]
    fn values_of_a_wrong_type_come_back_as_they_are(document in arbitrary::document(), at in any::<usize>()) {
        let mut value: serde_json::Value = serde_json::from_str(&json::write(&document)).unwrap();
        let fields = value.as_object_mut().unwrap();
        let field = fields.keys().nth(at % fields.len()).unwrap().clone();
        if field != "format" && field != "sources" {
            fields[&field] = serde_json::json!({ "x": [1, { "y": null }] });
        }
        let mut text = serde_json::to_string_pretty(&value).unwrap();
        text.push('\n');
        let once = json::write(&json::read("a", &text).document);
        let twice = json::write(&json::read("a", &once).document);
        prop_assert_eq!(&once, &twice);
        let kept: serde_json::Value = serde_json::from_str(&once).unwrap();
        prop_assert_eq!(kept, value);
    }
}

fn only(diagnostics: &[Diagnostic]) -> &Diagnostic {
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    &diagnostics[0]
}

fn read(fields: &str) -> (critpath_formats::Read, String) {
    let text = format!("{{\"format\":\"{FORMAT}\",{fields}}}");
    (json::read("plan.json", &text), text)
}

fn at<'a>(text: &'a str, diagnostic: &Diagnostic) -> &'a str {
    &text[diagnostic.span.unwrap().range()]
}

#[test]
fn a_wrong_field_costs_only_itself() {
    let (read, text) = read(
        r#""tasks":[{"id":"a","name":"A","duration":5,"cost":7},{"id":"b","kind":"milstone","deadline":"2026-02-30"}]"#,
    );
    let codes: Vec<_> = read.diagnostics.iter().map(|d| (d.code, at(&text, d))).collect();
    assert_eq!(
        codes,
        [(Code::JsonType, "5"), (Code::JsonType, "\"milstone\""), (Code::DateInvalid, "\"2026-02-30\""),]
    );
    assert_eq!(
        read.diagnostics[0].message,
        "`duration` of a task is `5`, not a text with a duration like `3d`"
    );
    assert_eq!(read.diagnostics[1].help.as_deref(), Some("did you mean `milestone`?"));
    let [a, b] = read.document.tasks.as_slice() else { panic!() };
    assert_eq!((a.id.as_str(), a.cost, a.duration), ("a", Some(7.0), None));
    assert_eq!(a.extensions["duration"], 5);
    assert_eq!(b.extensions["deadline"], "2026-02-30");
    assert_eq!(&text[a.span.unwrap().range()], r#"{"id":"a","name":"A","duration":5,"cost":7}"#);
}

#[test]
fn a_value_set_apart_gives_way_to_the_field() {
    let (mut read, _) = read(r#""tasks":[{"id":"a","duration":5,"after":["x"]}]"#);
    let task = &mut read.document.tasks[0];
    assert_eq!(task.extensions["after[0]"], "x");
    let kept = json::write(&read.document);
    assert!(kept.contains("\"duration\": 5") && kept.contains("\"after[0]\": \"x\""), "{kept}");
    read.document.tasks[0].duration = critpath::duration::Duration::parse("2d").ok();
    let edited = json::write(&read.document);
    assert!(edited.contains("\"duration\": \"2d\"") && !edited.contains("\"duration\": 5"), "{edited}");
}

#[test]
fn unknown_fields_are_kept_and_named_once() {
    let (read, text) = read(r#""tasks":[{"id":"a","durration":"3d"},{"id":"b","durration":"4d"}]"#);
    let diagnostic = only(&read.diagnostics);
    assert_eq!(diagnostic.code, Code::JsonFieldUnknown);
    assert_eq!(diagnostic.message, "`durration` is not a field of a task (2 times); it is kept");
    assert_eq!(diagnostic.help.as_deref(), Some("did you mean `duration`?"));
    assert_eq!(at(&text, diagnostic), "\"durration\"");
    assert_eq!(read.document.tasks[1].extensions["durration"], "4d");
}

#[test]
fn other_versions_are_named() {
    let read = json::read("a.json", r#"{"format":"critpath/2","name":"A"}"#);
    assert_eq!(only(&read.diagnostics).code, Code::FormatVersion);
    assert_eq!(read.document.name, "A");
    assert_eq!(read.document.format, FORMAT);
    // A document without one is known by what only documents have.
    let read =
        json::read("a.json", r#"{"tasks":[{"id":"a","undo":{"irreversible":true}}],"gates":[{"id":"go"}]}"#);
    assert_eq!(
        (only(&read.diagnostics).code, only(&read.diagnostics).severity),
        (Code::FormatVersion, Severity::Warning)
    );
    assert!(read.document.tasks[0].undo.is_some());
}

#[test]
fn places_in_foreign_sources_stay() {
    let text = r#"{
  "format": "critpath/1",
  "sources": [
    {
      "name": "guide.md"
    }
  ],
  "tasks": [
    {
      "id": "a",
      "span": {
        "start": 3,
        "end": 9
      }
    },
    {
      "id": "b"
    }
  ]
}
"#;
    let read = json::read("plan.json", text);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    let [a, b] = read.document.tasks.as_slice() else { panic!() };
    assert_eq!((a.span.unwrap().source, a.span.unwrap().start), (0, 3));
    assert_eq!(b.span.unwrap().source, 1);
    assert_eq!(read.document.sources[1].name, "plan.json");
    assert_eq!(json::write(&read.document), text);
}

#[test]
fn many_wrong_fields_take_linear_time() {
    let tasks: Vec<_> = (0..20_000).map(|n| format!(r#"{{"id":"t{n}","duration":{n},"nam":1}}"#)).collect();
    let (read, _) = read(&format!("\"tasks\":[{}]", tasks.join(",")));
    assert_eq!(read.document.tasks.len(), 20_000);
    assert_eq!(read.diagnostics.iter().filter(|d| d.code == Code::JsonType).count(), 20_000);
}

#[test]
fn text_that_breaks_off_is_read_until_there() {
    let (read, text) = read(r#""tasks":[{"id":"a"},{"id":"b","name":"B"#);
    let text = text.strip_suffix('}').unwrap();
    let read_again = json::read("plan.json", text);
    for read in [read, read_again] {
        assert!(read.diagnostics.iter().any(|d| d.code == Code::JsonSyntax), "{:?}", read.diagnostics);
        assert_eq!(read.document.tasks.len(), 2);
        assert_eq!(read.document.tasks[1].id, "b");
    }
}

#[test]
fn comments_and_trailing_commas_are_warned_of() {
    let (read, _) = read("\"name\":\"A\", // why\n\"tasks\":[{\"id\":\"a\",},],");
    assert_eq!(read.document.tasks.len(), 1);
    assert_eq!(read.diagnostics.len(), 2, "{:?}", read.diagnostics);
    assert!(read.diagnostics.iter().all(|d| d.code == Code::JsonSyntax && d.severity == Severity::Warning));
}

#[test]
fn a_misspelt_id_is_corrected_where_it_stands() {
    let (read, text) = read(
        r#""tasks":[{"id":"build","name":"Build","duration":"2h","needs":[{"units":1,"resource":"dbs"}]},
        {"id":"test","name":"Test","duration":"1h","after":[{"relation":"SS","predecessor":"biuld"}]}],
        "resources":[{"id":"dba","name":"DBA"}]"#,
    );
    let found = check(read.document, &CheckOptions::default()).diagnostics;
    let fixes: Vec<_> = found.iter().flat_map(|found| &found.fix).flat_map(|fix| &fix.edits).collect();
    let fixes: Vec<_> =
        fixes.iter().map(|edit| (&text[edit.span.range()], edit.replacement.as_str())).collect();
    assert_eq!(fixes, [("dbs", "dba"), ("biuld", "build")], "{found:#?}");
    assert_eq!(found.iter().map(|found| at(&text, found)).collect::<Vec<_>>(), ["\"dbs\"", "\"biuld\""]);
}

/// Documents that leave their format out are known by what only they say; plain lists of work are read as such.
#[test]
fn a_document_is_known_without_its_format() {
    for (task, own) in [
        (r#""after":[{"predecessor":"b","relation":"SS"}]"#, true),
        (r#""progress":{"percent":50}"#, true),
        (r#""constraints":[{"kind":"must_start_on","date":"2026-12-09"}]"#, true),
        (r#""duration":"2d""#, false),
        (r#""duration":2,"progress":50,"dependencies":["b"]"#, false),
    ] {
        let text =
            format!(r#"{{"name":"R","tasks":[{{"id":"a","name":"A",{task}}},{{"id":"b","name":"B"}}]}}"#);
        let read = json::read("plan.json", &text);
        assert_eq!(read.document.sources[0].format.as_deref() == Some(FORMAT), own, "{text}");
        assert!(read.diagnostics.iter().all(|d| !d.is_error()), "{text}: {:?}", read.diagnostics);
        assert_eq!(read.document.tasks.len(), 2);
    }
}
