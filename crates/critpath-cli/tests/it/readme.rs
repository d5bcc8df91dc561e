//! The commands of the README, run as they stand there. Its Rust is a doctest of the package `examples`.

use std::fs;
use std::path::Path;

use crate::command::{critpath, parts, root};

/// Commands that are not run here, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    ("cargo xtask test", "it runs this test"),
    ("cargo install --path crates/critpath-cli", "it installs what the other lines run"),
];

/// How the README calls the command, before its arguments.
const CALLS: &[&str] = &["cargo run --release -p critpath-cli -- ", "critpath "];

/// The lines of the code blocks in this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut inside = false;
    for line in text.lines() {
        match line.strip_prefix("```") {
            Some(info) => inside = !inside && info.trim() == language,
            None if inside => lines.push(line.to_string()),
            None => {}
        }
    }
    lines
}

/// Copies the files of a folder, not its folders.
fn copy_files(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_file()) {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn commands_run_as_they_stand() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    // They write files, so they run beside a copy of the plans.
    let folder = tempfile::tempdir().unwrap();
    copy_files(&root().join("examples/plans"), &folder.path().join("examples/plans"));
    fs::create_dir(folder.path().join("docs")).unwrap();
    let mut ran = 0;
    for line in blocks(&readme, "sh") {
        if ELSEWHERE.iter().any(|(command, _)| *command == line) {
            continue;
        }
        let arguments = CALLS.iter().find_map(|call| line.strip_prefix(call));
        let arguments =
            arguments.unwrap_or_else(|| panic!("the README has a command of another kind: {line}"));
        let (status, stdout, stderr) = parts(critpath(arguments.split_whitespace()).folder(folder.path()));
        // A check may have findings; nothing else may end with anything but success.
        let checks = arguments.starts_with("check");
        assert!(status == 0 || (checks && status == 1), "{line}: exit status {status}\n{stdout}{stderr}");
        ran += 1;
    }
    assert!(ran >= 5, "only {ran} commands found");
    assert!(folder.path().join("report.html").is_file(), "the first command writes the report");
}

#[test]
fn the_guide_in_the_readme_is_the_minimal_example() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let minimal = fs::read_to_string(root().join("examples/plans/minimal.md")).unwrap();
    assert_eq!(blocks(&readme, "markdown"), minimal.lines().collect::<Vec<_>>());
}

#[test]
fn the_pictures_are_current() {
    for (picture, command) in [
        ("docs/deployment.svg", "schedule examples/plans/deployment.md"),
        ("docs/rollout.svg", "rollout examples/plans/canary.md examples/rollout/objectives.json"),
    ] {
        let arguments = command.split(' ').chain(["--format", "svg"]);
        let (status, drawn, stderr) = parts(critpath(arguments));
        assert_eq!(status, 0, "{stderr}");
        let committed = fs::read_to_string(root().join(picture)).unwrap_or_default();
        assert!(
            drawn == committed,
            "{picture} is not what the command draws; write it with `cargo run -p critpath-cli -- {command} -o {picture}`"
        );
    }
}

#[test]
fn every_file_that_the_documents_link_to_is_there() {
    for document in ["README.md", "ARCHITECTURE.md"] {
        let text = fs::read_to_string(root().join(document)).unwrap();
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            if !target.starts_with("http") {
                assert!(root().join(target).exists(), "{document} links to {target}");
            }
        }
    }
}
