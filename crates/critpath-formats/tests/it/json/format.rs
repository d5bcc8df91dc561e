//! Which format a text is in, and several texts as one plan.

use critpath::diagnostic::Code;
use critpath_formats::{read, read_many};

const GUIDE: &str = "# Release\n\n## Phase 1: Build (Week 1)\n\n- Compile {#compile 2d}\n";
const PLAN: &str = r#"{"format":"critpath/1","name":"Plan","tasks":[{"id":"a","duration":"3d"}]}"#;
const PARTS: &str = r#"[{"id":"1","title":"Design","normal_hours":4}]"#;

#[test]
fn the_name_or_the_content_tells_the_format() {
    for (name, text, task) in [
        ("guide.md", GUIDE, "compile"),
        ("GUIDE.MD", GUIDE, "compile"),
        ("guide", GUIDE, "compile"),
        ("-", GUIDE, "compile"),
        ("plan.json", PLAN, "a"),
        ("-", PLAN, "a"),
        ("plan.txt", PLAN, "a"),
        ("folder.json/plan", GUIDE, "compile"),
        ("-", PARTS, "1"),
        ("-", "\u{feff}\n [ {\"name\": \"Design\"} ]", "design"),
    ] {
        let read = read(name, text);
        assert_eq!(read.document.tasks[0].id, task, "{name}: {:#?}", read.diagnostics);
        assert_eq!(read.document.sources.last().unwrap().name, name);
    }
    // Markdown may begin with a bracket.
    for text in ["[ ] Check the backup\n", "[Guide](guide.md)\n", "[1]: note\n", "{#id}\n"] {
        let read = read("-", text);
        assert!(
            read.diagnostics.iter().all(|d| d.code != Code::JsonSyntax),
            "{text}: {:#?}",
            read.diagnostics
        );
    }
    for (name, text) in [("plan.xml", "<svg/>"), ("-", "<?xml version=\"1.0\"?><Project/>"), ("a.mpp", "")] {
        let codes: Vec<_> = read(name, text).diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::FormatUnknown], "{name}");
    }
}

#[test]
fn a_file_that_is_called_json_and_is_none_is_refused_in_a_word() {
    for text in [GUIDE, "no json", "<html>", "\u{1}\u{2}"] {
        let read = read("plan.json", text);
        let codes: Vec<_> = read.diagnostics.iter().map(|d| d.code).collect();
        assert_eq!(codes, [Code::JsonSyntax], "{text}: {:#?}", read.diagnostics);
    }
}

#[test]
fn several_texts_are_one_plan() {
    let shares = r#"{"1":0.5}"#;
    let files = [("guide.md", GUIDE), ("wbs.json", PARTS), ("plan.json", PLAN), ("progress.json", shares)];
    let read = read_many(&files);
    let tasks: Vec<_> = read.document.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(tasks, ["compile", "1", "a"]);
    assert_eq!(read.document.tasks[1].progress.as_ref().unwrap().percent, Some(50.0));
    // Every place is in the text that its source names.
    for task in &read.document.tasks {
        let span = task.span.unwrap();
        let source = &read.document.sources[span.source as usize].name;
        let text = files.iter().find(|(name, _)| name == source).unwrap().1;
        assert!(text[span.range()].contains(&task.id), "{}", task.id);
    }
    assert!(read_many(&[]).document.tasks.is_empty());
}

#[test]
fn what_names_the_format_of_another_program_is_not_guessed_at() {
    for (key, format, is_read) in [
        ("schema", "plan-dump/1", false),
        ("format", "plan-dump/2", false),
        ("format", "critpath/1", true),
        ("$schema", "critpath/1.json", true),
        ("schema", "docs/tasks.md", true),
        ("schema", "2.0", true),
    ] {
        let text = format!(
            r#"{{"{key}":"{format}","tasks":[{{"id":"a","name":"A","duration":"3d"}}],"calendars":[{{"id":"c"}}]}}"#
        );
        let read = read("plan.json", &text);
        let codes: Vec<_> = read.diagnostics.iter().map(|found| found.code).collect();
        assert_eq!(!read.document.tasks.is_empty(), is_read, "{text}: {codes:?}");
        assert_eq!(codes == [Code::FormatUnknown], !is_read, "{text}: {codes:?}");
    }
}
