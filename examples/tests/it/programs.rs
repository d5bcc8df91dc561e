//! Runs the programs of the examples, in every language that is set up, and compares what they print.
//!
//! `UPDATE_EXPECTED=1 cargo test -p examples` writes down what the programs in Rust print.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::languages::{HERE, LANGUAGES, file, languages, printed, set};

/// A program of each language tells these stories.
const STORIES: &[&str] =
    &["check_guide", "schedule_and_draw", "what_if", "read_wbs", "explain_date", "simulate", "rollback"];

/// Programs that need not be told thrice.
const ONLY_IN_RUST: &[&str] = &["build_a_plan"];

fn expected(story: &str) -> PathBuf {
    file(&format!("examples/expected/{story}.txt"))
}

#[test]
fn every_program_prints_what_it_should_in_every_language() {
    let all = STORIES.iter().chain(ONLY_IN_RUST);
    if set("UPDATE_EXPECTED", "1") {
        for story in all.clone() {
            std::fs::write(expected(story), printed(LANGUAGES[0].program(story))).unwrap();
        }
    }
    for language in languages() {
        for story in all.clone().filter(|story| language.folder == "rust" || STORIES.contains(story)) {
            let wanted = std::fs::read_to_string(expected(story)).unwrap().replace("\r\n", "\n");
            assert_eq!(printed(language.program(story)), wanted, "{story} in {}", language.folder);
        }
    }
}

#[test]
fn every_language_draws_the_same_picture() {
    let folder = tempfile::tempdir().unwrap();
    let pictures = languages().into_iter().map(|language| {
        let picture = folder.path().join(language.folder);
        let mut command = language.program("schedule_and_draw");
        command.arg(&picture);
        printed(command);
        std::fs::read(picture).unwrap()
    });
    let pictures: Vec<_> = pictures.collect();
    assert!(pictures[0].starts_with(b"<svg"));
    assert!(pictures.iter().all(|picture| *picture == pictures[0]));
}

#[test]
fn every_language_tells_every_story() {
    for language in LANGUAGES {
        let entries = std::fs::read_dir(Path::new(HERE).join(language.folder)).unwrap();
        let found: BTreeSet<String> = entries
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|ending| ending == language.ending))
            .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
            .collect();
        let only = ONLY_IN_RUST.iter().filter(|_| language.folder == "rust");
        let wanted: BTreeSet<String> = STORIES.iter().chain(only).map(|story| (*story).to_owned()).collect();
        assert_eq!(found, wanted, "{}", language.folder);
    }
}
