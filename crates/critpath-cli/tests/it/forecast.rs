//! `critpath simulate` by both of its methods.

use crate::command::{critpath, parts};

const GUIDE: &str = "# Release {start=2026-12-07}\n\n- Build {#build 1d/2d/4d}\n- Docs {#docs 1h/2h/3h}\n\
                     - Publish {#publish 1h/2h/5h after=build,docs}\n";

#[test]
fn pert_answers_along_one_path_and_prints_its_caveat() {
    for format in ["text", "md"] {
        let run = critpath(["simulate", "-", "--method", "pert", "--format", format]).stdin(GUIDE);
        insta::assert_snapshot!(format!("pert_{format}"), run.text());
    }
    let run = critpath(["simulate", "-", "--method", "pert", "--format", "json"]).stdin(GUIDE);
    let (status, stdout, _) = parts(run);
    let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((status, &answer["path"]), (0, &serde_json::json!(["build", "publish"])));
}

#[test]
fn pert_has_no_picture_and_says_so() {
    for form in [["--format", "svg"], ["-o", "pert.svg"]] {
        let folder = tempfile::tempdir().unwrap();
        let arguments = ["simulate", "-", "--method", "pert"].into_iter().chain(form);
        let (status, stdout, stderr) = parts(critpath(arguments).folder(folder.path()).stdin(GUIDE));
        assert!(status == 2 && stdout.is_empty() && stderr.contains("json"), "{status} {stdout} {stderr}");
        assert!(!folder.path().join("pert.svg").exists());
    }
}

#[test]
fn the_picture_of_a_simulation_says_how_often_each_task_was_critical() {
    let folder = tempfile::tempdir().unwrap();
    let run = critpath(["simulate", "-", "--runs", "200", "-o", "x.svg"]).folder(folder.path()).stdin(GUIDE);
    assert_eq!(parts(run).0, 0);
    let picture = std::fs::read_to_string(folder.path().join("x.svg")).unwrap();
    for part in ["class=\"critpath-forecast\"", "class=\"critpath-gantt\"", "critical in", ">100 %</text>"] {
        assert!(picture.contains(part), "{part}");
    }
}
