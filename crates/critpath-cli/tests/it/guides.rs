//! Whole guides: the examples of this repository, and the real ones where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{critpath, parts, root};

/// Files with one of these extensions under a folder, sorted.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| extensions.iter().any(|known| e == *known)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The folder of real data beside the repository, if it is there.
fn real_data() -> Option<PathBuf> {
    let folder = root().join("../shared/data");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: there is no folder {}", folder.display());
    None
}

#[test]
fn examples_are_scheduled_whole() {
    for path in files(&root().join("examples/plans"), &["md", "json"]) {
        let (status, stdout, stderr) = parts(critpath(
            ["schedule", "--format", "json"].map(Path::new).into_iter().chain([path.as_path()]),
        ));
        assert_eq!(status, 0, "{}: {stderr}", path.display());
        let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
        assert_eq!(answer["unscheduled"], serde_json::json!([]), "{}", path.display());
        assert!(answer["tasks"].as_array().is_some_and(|tasks| tasks.len() >= 4));
    }
}

#[test]
fn the_canonical_example_is_canonical() {
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("plan.json");
    let target = written.to_str().unwrap();
    let (status, _, stderr) = parts(critpath(["convert", "examples/plans/plan.json", target]));
    assert_eq!(status, 0, "{stderr}");
    assert_eq!(
        fs::read_to_string(written).unwrap(),
        fs::read_to_string(root().join("examples/plans/plan.json")).unwrap()
    );
}

#[test]
fn the_real_deployment_guide_finishes_on_a_friday() {
    let Some(data) = real_data() else { return };
    let guide = data.join("guides/Docs/Deployment/Deployment_Planning.md");
    let guide = guide.to_str().unwrap();
    let run = critpath(["schedule", guide, "--start", "2026-12-07", "--format", "json"]);
    let (status, stdout, stderr) = parts(run);
    assert_eq!(status, 0, "{stderr}");
    let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["start"], "2026-12-07T08:00:00");
    assert_eq!(answer["finish"], "2027-01-08T17:00:00");
    assert_eq!(answer["tasks"].as_array().unwrap().len(), 12);
    let unscheduled = answer["unscheduled"].as_array().unwrap();
    assert_eq!(unscheduled.len(), 16);
    assert!(unscheduled.iter().all(|task| task["reason"] == "no_estimate"));
    // Without a start there is no schedule, and the message names the option.
    let (status, stdout, stderr) = parts(critpath(["schedule", guide]));
    assert_eq!((status, stdout.as_str()), (2, ""));
    assert!(stderr.contains("schedule.no_start") && stderr.contains("--start"), "{stderr}");
}

#[test]
fn every_real_file_gets_an_answer_or_a_reason() {
    let Some(data) = real_data() else { return };
    let guides = files(&data.join("guides"), &["md", "json"]);
    assert!(guides.len() >= 60, "only {} guides", guides.len());
    for guide in guides {
        let path = guide.to_str().unwrap();
        for arguments in [&["check", path][..], &["schedule", path, "--start", "2026-12-07"]] {
            let (status, stdout, stderr) = parts(critpath(arguments));
            let said = format!("critpath {}: exit status {status}\n{stdout}{stderr}", arguments.join(" "));
            assert!((0..=3).contains(&status), "{said}");
            assert!(!said.contains("error[internal]") && !said.contains("panicked"), "{said}");
            assert!(status != 2 || stderr.contains("error["), "a failure says why: {said}");
        }
    }
}

#[test]
fn a_folder_of_parts_is_one_plan() {
    let Some(data) = real_data() else { return };
    let parts_folder = data.join("guides/data/json/json/Inputs/UserInputs/wbs_parts");
    let (status, stdout, stderr) =
        parts(critpath(["convert", parts_folder.to_str().unwrap(), "-", "--to", "json"]));
    assert_eq!(status, 0, "{stderr}");
    let document: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    let sources = document["sources"].as_array().unwrap().len();
    assert_eq!(sources, files(&parts_folder, &["json"]).len());
}
