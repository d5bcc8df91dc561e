//! Runs every program in `rust/` and compares what it prints.

use std::process::Command;

/// The programs, by their files: a new one cannot be forgotten.
fn programs() -> Vec<String> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/rust")).unwrap();
    let mut names: Vec<String> = folder
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_string())
        .collect();
    names.sort();
    names
}

#[test]
fn every_program_prints_what_it_should() {
    let programs = programs();
    assert!(programs.len() >= 3);
    for name in programs {
        let output = Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--package", "examples", "--example", &name])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        insta::assert_snapshot!(name, String::from_utf8_lossy(&output.stdout));
    }
}
