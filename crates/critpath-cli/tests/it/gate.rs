//! `critpath gate`: exit status, sheets, and the sheet on the report.

use std::fs;

use crate::command::{critpath, parts};

const GUIDE: &str = "# Release {start=2026-12-07}\n\n- Switch {#switch 10m}\n\n## Pre-Deployment Checklist\n\n- [x] Backups tested {#backups owner=ops evidence=log-17}\n- [ ] Load test {#load waived-by=Ana waived-because=\"no traffic\" waived-until=2026-12-08}\n\n## Success Criteria\n\n- **Errors**: error rate < 0.1%\n";

const CLEAN: &str = r#"{"measurements": [{"metric": "error_rate", "total": 2995, "failures": 0}]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("guide.md"), GUIDE).unwrap();
    fs::write(folder.path().join("clean.json"), CLEAN).unwrap();
    fs::write(folder.path().join("few.json"), CLEAN.replace("2995", "1000")).unwrap();
    fs::write(folder.path().join("bad.json"), CLEAN.replace("\"failures\": 0", "\"failures\": 90")).unwrap();
    folder
}

#[test]
fn the_exit_status_is_the_verdict() {
    let folder = folder();
    for (arguments, expected) in [
        (&["-m", "clean.json", "--now", "2026-12-07"][..], 0),
        (&["-m", "bad.json", "--now", "2026-12-07"], 1),
        (&["-m", "clean.json", "--now", "2026-12-09"], 1),
        (&["-m", "few.json", "--now", "2026-12-07"], 3),
        (&["--now", "2026-12-07"], 3),
        (&["--stage", "pre_deployment", "--now", "2026-12-07"], 0),
        (&["-m", "missing.json"], 2),
        (&["--gate", "go"], 2),
        (&["--confidence", "2"], 2),
    ] {
        let run = critpath(["gate", "guide.md"].iter().chain(arguments)).folder(folder.path());
        let (status, stdout, stderr) = parts(run);
        assert_eq!(status, expected, "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn sheets_are_written_for_people_programs_and_pipelines() {
    let folder = folder();
    for format in ["text", "json", "md", "github"] {
        let arguments = ["gate", "guide.md", "-m", "few.json", "--now", "2026-12-09", "--format", format];
        insta::assert_snapshot!(format!("gate_{format}"), critpath(arguments).folder(folder.path()).text());
    }
    for (file, begin) in [("sheet.svg", "<svg"), ("sheet.html", "<!DOCTYPE html>")] {
        let arguments = ["gate", "guide.md", "-m", "few.json", "-o", file];
        let (status, _, stderr) = parts(critpath(arguments).folder(folder.path()));
        assert_eq!(status, 3, "{stderr}");
        assert!(fs::read_to_string(folder.path().join(file)).unwrap().starts_with(begin));
    }
}

#[test]
fn what_is_odd_in_measurements_is_shown_in_their_lines() {
    let folder = folder();
    fs::write(folder.path().join("odd.json"), "[\n {\"metric\": \"error_rate\", \"total\": 5, \"failures\": 9},\n {\"metric\": \"cpu\", \"samples\": [1, null]}\n]\n").unwrap();
    let run = critpath(["gate", "guide.md", "-m", "odd.json", "--now", "2026-12-07"]).folder(folder.path());
    insta::assert_snapshot!("gate_odd_measurements", run.text());
}

#[test]
fn the_report_holds_the_sheet_where_a_gate_is_asked_for() {
    let folder = folder();
    let page = |arguments: &[&str]| {
        parts(critpath(["report", "guide.md"].iter().chain(arguments)).folder(folder.path())).1
    };
    assert!(page(&["-m", "few.json"]).contains("<section id=\"verdict\">"));
    assert!(!page(&[]).contains("<section id=\"verdict\">"));
}

/// A night that is done by 22:55 in each of its runs, and whose way back takes 59 minutes at most.
const NIGHT: &str = r#"{"format": "critpath/1", "name": "Night", "start": "2026-12-07T22:00", "calendar": "always",
  "tasks": [{"id": "a", "name": "A", "estimate": {"low": "20m", "likely": "30m", "high": "55m"}, "undo": {"duration": "4m"}}],
  "gates": [{"id": "go", "name": "Go", "finish_probability": 0.8}, {"id": "sure", "name": "Sure", "finish_probability": 1}],
  "rollback": {"objective": "OBJECTIVE", "window_end": "2026-12-07T23:00"}}"#;

#[test]
fn what_the_plan_itself_shows_takes_part() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, objective: &str| {
        fs::write(folder.path().join(name), NIGHT.replace("OBJECTIVE", objective)).unwrap();
    };
    write("slow.json", "5m");
    write("quick.json", "1h");
    for (arguments, expected) in [
        (&["slow.json", "--gate", "go", "--runs", "300"][..], 1),
        (&["quick.json", "--gate", "go", "--runs", "300"], 0),
        // No number of runs is enough for certainty.
        (&["quick.json", "--gate", "sure", "--runs", "300", "--seed", "7"], 3),
        (&["quick.json", "--gate", "go", "--runs", "0"], 2),
    ] {
        let (status, stdout, stderr) =
            parts(critpath(["gate"].iter().chain(arguments)).folder(folder.path()));
        assert_eq!(status, expected, "{arguments:?}: {stdout}{stderr}");
    }
    let (status, stdout, _) =
        parts(critpath(["rollback", "quick.json", "--runs", "300"]).folder(folder.path()));
    assert_eq!(status, 0);
    assert!(stdout.contains("Probability that the way back holds: 100.0 %"), "{stdout}");
    assert!(stdout.contains("before the window closes: "), "{stdout}");
}
