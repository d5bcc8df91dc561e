//! Real projects, written as MS Project XML with our dates, into what MPXJ reads of them and what it computes itself.
//! `cargo run -p benches --bin round_trip -- [-d] FILE…`: files of Microsoft Project and dumps of the test data, a row
//! for each group of them; with `-d` each difference, too.
//!
//! A file is read back whole if every date and float that stands in it is the one that was written. What MPXJ computes
//! is compared by working time: no more than a minute of it may lie between two dates.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

#[path = "../crates/critpath-formats/tests/it/oracle/neutral.rs"]
mod neutral;
#[path = "../crates/critpath-formats/tests/it/oracle/splits.rs"]
mod splits;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use benches::java::Java;
use critpath::check::{CheckOptions, check};
use critpath::model::Document;
use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::mspdi;

/// What is compared, in the order in which the counts of differences come.
const COMPARED: [&str; 6] =
    ["read dates", "read late", "read floats", "computed dates", "computed late", "computed floats"];

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|one| one == "-d");
    let java = Java::with_mpxj()?;
    let folder = std::env::temp_dir().join(format!("critpath-round-trip-{}", std::process::id()));
    std::fs::create_dir(&folder)?;
    let mut failed = Vec::new();
    let files: BTreeMap<String, PathBuf> =
        files.into_iter().map(PathBuf::from).map(|file| (stem(&file), file)).collect();
    for (name, file) in &files {
        if let Err(error) = write(&folder, name, file) {
            failed.push(format!("{name}: {error}"));
        }
    }
    let answer = java.run("RoundTrip.java", &[folder.as_os_str()]);
    std::fs::remove_dir_all(&folder)?;
    let answer = answer?;
    if !flags.is_empty() {
        let told =
            answer.lines().filter(|line| line.starts_with('-')).map(|line| line.trim_start_matches('-'));
        told.map(str::to_owned).chain(failed.iter().cloned()).for_each(|line| println!("{}", line.trim()));
    }
    print!("{}", table(&answer));
    failed.iter().for_each(|line| println!("not scheduled: {line}"));
    Ok(())
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Writes the project with its dates, and beside it a line for each row: its number, `task` or `phase`, then what
/// was written of it.
fn write(folder: &Path, name: &str, file: &Path) -> Result<(), Box<dyn Error>> {
    let text = std::fs::read_to_string(file)?;
    let document = match file.extension().is_some_and(|extension| extension == "json") {
        true => neutral::document(&serde_json::from_str(&text)?),
        false => mspdi::read(name, &text).document,
    };
    let (document, result) = scheduled(document)?;
    std::fs::write(folder.join(format!("{name}.xml")), mspdi::write(&document, Some(&result)))?;
    std::fs::write(folder.join(format!("{name}.txt")), lines(&result))?;
    Ok(())
}

fn scheduled(document: Document) -> Result<(Document, ScheduleResult), Box<dyn Error>> {
    let checked = check(document, &CheckOptions::default());
    let message =
        || checked.diagnostics.iter().find(|found| found.is_error()).map(|found| found.message.clone());
    let plan: Plan = checked.plan.ok_or_else(|| message().unwrap_or_default())?;
    let found = schedule(&plan, &ScheduleOptions::default())?;
    let result = found.to_result(&plan);
    Ok((plan.document().clone(), result))
}

fn lines(result: &ScheduleResult) -> String {
    let mut out = String::new();
    let local = |text: &str| text.chars().take(19).collect::<String>();
    for task in &result.tasks {
        let _ = writeln!(
            out,
            "{} task {} {} {} {} {} {}",
            task.id,
            local(&task.start),
            local(&task.finish),
            local(&task.late_start),
            local(&task.late_finish),
            task.total_float_s as f64 / 60.0,
            task.free_float_s as f64 / 60.0,
        );
    }
    for phase in &result.phases {
        let _ = writeln!(out, "{} phase {} {}", phase.id, local(&phase.start), local(&phase.finish));
    }
    out
}

/// What is told of the projects of a group.
#[derive(Debug, Default)]
struct Group {
    files: usize,
    tasks: usize,
    /// By what is compared: rows that differ, and files in which one does.
    wrong: [(usize, usize); COMPARED.len()],
    /// Files that MPXJ does not schedule.
    refused: usize,
}

fn table(answer: &str) -> String {
    let mut groups: BTreeMap<&str, Group> = BTreeMap::new();
    for line in answer.lines().filter(|line| !line.starts_with('-')) {
        let (name, counts) = line.split_once(' ').unwrap_or((line, ""));
        let group = groups.entry(group_of(name)).or_default();
        let counts: Vec<usize> = counts.split(' ').filter_map(|word| word.parse().ok()).collect();
        let Some((tasks, wrong)) = counts.split_first() else { continue };
        group.files += 1;
        group.tasks += tasks;
        group.refused += usize::from(wrong.len() < COMPARED.len());
        for (told, wrong) in group.wrong.iter_mut().zip(wrong) {
            *told = (told.0 + wrong, told.1 + usize::from(*wrong > 0));
        }
    }
    let mut out = format!("| group | files | tasks | {} | not scheduled by MPXJ |\n", COMPARED.join(" | "));
    out += &format!("|---|{}\n", "--:|".repeat(COMPARED.len() + 3));
    for (name, group) in groups {
        let cell = |wrong: &(usize, usize)| match wrong {
            (0, _) => "all".to_owned(),
            (tasks, files) => format!("all but {tasks} in {files} files"),
        };
        let cells: Vec<String> = group.wrong.iter().map(cell).collect();
        let (files, tasks, refused) = (group.files, group.tasks, group.refused);
        let _ = writeln!(out, "| `{name}` | {files} | {tasks} | {} | {refused} |", cells.join(" | "));
    }
    out
}

/// The group of a project, as its name says: the cases that were captured from P6 begin with a number.
fn group_of(name: &str) -> &str {
    match name.split_once('-') {
        Some((group, _)) if group.parse::<u32>().is_err() => group,
        _ => "p6-mini",
    }
}
