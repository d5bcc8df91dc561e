//! What `diff` and `what-if` answer.

use std::fs;
use std::path::Path;

use crate::command::{critpath, parts};

const OLD: &str = "# Release 1.4 {start=2026-12-07}

- Build the package {#build 2h}
- Test it {#test 1d after=build}
- Write the release notes {#notes 3h after=build}
- Old check {#check 4h after=build}
- Publish {#publish 15m after=test,notes,check}
- Celebrate {#party milestone after=publish}
";

const NEW: &str = "# Release 1.4 {start=2026-12-08}

- Build the package {#build 4h}
- Test it {#test 1d after=build owner=ops}
- Review it {#review 1d after=test}
- Write the release notes {#notes 5d after=build:FS+1h}
- Publish {#publish 15m after=review,notes not-before=2026-12-09}
- Celebrate {#party milestone after=publish}
";

fn plans() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("old.md"), OLD).unwrap();
    fs::write(folder.path().join("new.md"), NEW).unwrap();
    folder
}

fn text(folder: &Path, arguments: &[&str]) -> String {
    critpath(arguments).folder(folder).text()
}

#[test]
fn diff_tells_what_moved_and_why_in_every_form() {
    let folder = plans();
    for format in ["text", "json", "md"] {
        let answer = text(folder.path(), &["diff", "old.md", "new.md", "--format", format]);
        insta::assert_snapshot!(format!("diff_{format}"), answer);
    }
    let of_task = ["diff", "old.md", "new.md", "--task", "Test it"];
    insta::assert_snapshot!("diff_task", text(folder.path(), &of_task));
    let ambiguous = OLD.replace("Old check", "Test it");
    fs::write(folder.path().join("ambiguous.md"), ambiguous).unwrap();
    let of_task = ["diff", "old.md", "ambiguous.md", "--task", "Test it"];
    insta::assert_snapshot!("diff_ambiguous_task", text(folder.path(), &of_task));
}

#[test]
fn the_exit_status_of_diff_says_whether_there_are_differences() {
    let folder = plans();
    let status = |old: &str, new: &str| parts(critpath(["diff", old, new]).folder(folder.path())).0;
    assert_eq!(status("old.md", "old.md"), 0);
    assert_eq!(status("old.md", "new.md"), 1);
    assert_eq!(status("old.md", "missing.md"), 2);
    fs::write(folder.path().join("owner.md"), OLD.replace("#build 2h", "#build 2h owner=ops")).unwrap();
    assert_eq!(status("old.md", "owner.md"), 1, "an owner is a difference, though nothing moves");
}

#[test]
fn a_guide_is_compared_with_the_file_that_was_made_of_it() {
    let folder = plans();
    let made = critpath(["convert", "old.md", "plan.xml"]).folder(folder.path());
    assert_eq!(parts(made).0, 0);
    let (_, json, _) =
        parts(critpath(["diff", "old.md", "plan.xml", "--format", "json"]).folder(folder.path()));
    let answer: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&answer["finish_shift_s"], &answer["attribution"]["shares"]),
        (&0.into(), &serde_json::json!([]))
    );
    let came_or_went =
        |task: &serde_json::Value| ["added", "removed"].contains(&task["change"].as_str().unwrap());
    assert!(!answer["tasks"].as_array().unwrap().iter().any(came_or_went), "{json}");
}

#[test]
fn pictures_show_the_earlier_dates() {
    let folder = plans();
    for file in ["diff.svg", "diff.html"] {
        let (status, stdout, stderr) =
            parts(critpath(["diff", "old.md", "new.md", "-o", file]).folder(folder.path()));
        assert_eq!((status, stdout.as_str(), stderr.as_str()), (1, "", ""));
        let picture = fs::read_to_string(folder.path().join(file)).unwrap();
        // Of the five tasks that are in both plans, and of the one that is gone; and in the legend.
        assert_eq!(picture.matches("class=\"before\"").count(), 7, "{file}");
        assert!(picture.contains("Old check") && picture.contains("7 days 4 h later"), "{file}");
    }
}

#[test]
fn what_if_tries_edits_out() {
    let folder = plans();
    let edits = ["what-if", "old.md", "test 3d", "publish after=review", "--add", "review 1d after=test"];
    let edits: Vec<&str> = edits.into_iter().chain(["--remove", "Old check"]).collect();
    insta::assert_snapshot!("what_if", text(folder.path(), &edits));
    fs::write(
        folder.path().join("edits.json"),
        r#"[{"edit": "set_duration", "id": "test", "duration": "3d"}]"#,
    )
    .unwrap();
    let shift = |arguments: &[&str]| {
        let run = ["what-if", "old.md", "--format", "json"].iter().chain(arguments);
        let (status, json, stderr) = parts(critpath(run).folder(folder.path()));
        assert_eq!(status, 0, "{stderr}");
        serde_json::from_str::<serde_json::Value>(&json).unwrap()["finish_shift_s"].clone()
    };
    assert_eq!(shift(&["--edits", "edits.json"]), 2 * 86_400);
    assert_eq!(shift(&["start=2026-12-08"]), 86_400);
    assert_eq!(shift(&["notes 4h"]), 0);
    assert_eq!(fs::read_to_string(folder.path().join("old.md")).unwrap(), OLD);
}

#[test]
fn edits_that_cannot_be_meant_are_told() {
    let folder = plans();
    let mut told = String::new();
    for edits in [
        &["tset 3d"][..],
        &["test owner=ops"],
        &["test 3q"],
        &["build after=publish"],
        &["--remove", "tset"],
        &["--add", "test 1d"],
        &["--edits", "old.md"],
        &[],
    ] {
        let arguments: Vec<&str> = ["what-if", "old.md"].into_iter().chain(edits.iter().copied()).collect();
        told += &format!("> {}\n{}\n", edits.join(" "), text(folder.path(), &arguments));
    }
    insta::assert_snapshot!("what_if_refused", told);
}
