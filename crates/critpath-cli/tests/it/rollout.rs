//! `critpath rollout`: exit status, forms, and the plan with the steps as input of the other commands.

use std::fs;

use crate::command::{critpath, parts};

const GUIDE: &str = "# Night {start=2026-12-07T22:00 calendar=always rollback-objective=5m}\n\n\
- Build {#build 10m}\n\
- Switch {#switch 30m after=build rollout=canary rollout-weights=5,25,100 rollout-traffic=200 rollout-startup=2m rollout-shift=10s rollout-scale-down=1h rollout-criteria=errors}\n\
- Tell {#tell 5m after=switch}\n\n\
## Monitoring\n\n- **Health checks**: every 30 seconds {#health}\n\n\
## Success Criteria\n\n- **Errors**: error rate < 0.1% {#errors}\n";

const OBJECTIVES: &str = r#"{"format": "critpath/1", "objectives": [{"id": "api", "name": "API", "metric": "availability", "target": 99.9}]}"#;

const SPENT: &str =
    r#"{"measurements": [{"metric": "availability", "total": 2592000, "failures": 2590, "window": "30ed"}]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("guide.md", GUIDE.to_owned()),
        ("objectives.json", OBJECTIVES.to_owned()),
        ("spent.json", SPENT.to_owned()),
        ("broken.json", "{".to_owned()),
        ("short.md", GUIDE.replace("5,25,100", "5:1m,25,100")),
        ("falling.md", GUIDE.replace("5,25,100", "25,5")),
        ("none.md", "# Plan {start=2026-12-07}\n\n- Build {1d}\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_exit_status_says_whether_it_is_sound() {
    let folder = folder();
    for (arguments, expected) in [
        (&["guide.md"][..], 0),
        (&["guide.md", "objectives.json"], 0),
        (&["guide.md", "objectives.json", "-m", "spent.json"], 1),
        (&["short.md"], 1),
        (&["falling.md"], 2),
        (&["none.md"], 3),
        (&["guide.md", "--format", "helm"], 2),
        (&["guide.md", "-m", "missing.json"], 2),
        (&["guide.md", "-o", "guide.md"], 2),
    ] {
        let (status, stdout, stderr) =
            parts(critpath(["rollout"].iter().chain(arguments)).folder(folder.path()));
        assert_eq!(status, expected, "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn rollouts_are_written_for_people_and_programs() {
    let folder = folder();
    for format in ["text", "md", "json"] {
        let arguments = ["rollout", "guide.md", "objectives.json", "-m", "spent.json", "--format", format];
        insta::assert_snapshot!(
            format!("rollout_{format}"),
            critpath(arguments).folder(folder.path()).text()
        );
    }
    for (name, begins) in [("night.svg", "<svg "), ("night.html", "<!DOCTYPE html>")] {
        let written =
            parts(critpath(["rollout", "guide.md", "objectives.json", "-o", name]).folder(folder.path()));
        assert_eq!(written.0, 0, "{}", written.2);
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with(begins) && text.contains("Back from 25 %"), "{text}");
    }
    let page = parts(critpath(["report", "guide.md", "objectives.json"]).folder(folder.path())).1;
    assert!(page.contains("<section id=\"rollouts\">") && page.contains("Back from 25 %"), "{page}");
    insta::assert_snapshot!("rollout_short", critpath(["rollout", "short.md"]).folder(folder.path()).text());
    insta::assert_snapshot!(
        "rollout_falling",
        critpath(["rollout", "falling.md"]).folder(folder.path()).text()
    );
    let (_, _, stderr) = parts(critpath(["rollout", "guide.md", "-m", "broken.json"]).folder(folder.path()));
    assert!(stderr.contains("broken.json:1:"), "{stderr}");
}

#[test]
fn the_unfolded_plan_is_one_for_the_other_commands() {
    let folder = folder();
    let run = |arguments: &[&str]| parts(critpath(arguments).folder(folder.path()));
    assert_eq!(run(&["rollout", "guide.md", "--format", "plan", "-o", "unfolded.json"]).0, 0);
    let (status, dates, stderr) = run(&["schedule", "unfolded.json", "--format", "csv"]);
    assert_eq!(status, 0, "{stderr}");
    assert!(dates.contains("switch-100-soak"), "{dates}");
    let (status, back, _) = run(&["rollback", "unfolded.json"]);
    assert_eq!(status, 0, "{back}");
    assert!(back.contains("The way back holds"), "{back}");
    fs::write(
        folder.path().join("clean.json"),
        r#"{"measurements": [{"metric": "error_rate", "total": 2995, "failures": 0}]}"#,
    )
    .unwrap();
    assert_eq!(run(&["gate", "unfolded.json", "--gate", "switch-5-go", "-m", "clean.json"]).0, 0);
    assert_eq!(run(&["gate", "unfolded.json", "--gate", "switch-5-go"]).0, 3);
    assert_eq!(run(&["rollout", "unfolded.json"]).0, 3, "what is unfolded has nothing to unfold");
}
