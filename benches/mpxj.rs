//! Projects through MPXJ, the open library that reads and schedules what Microsoft Project writes: whether it reads the
//! dates that we write, whether it computes the same, and how long it takes.
//! `cargo run -p benches --release --bin mpxj [-- FILE…]`: networks of three sizes, or these dumps and plans.
//!
//! MPXJ comes from PyPI into `target/mpxj`, and runs on a Java (a development kit) that is at hand.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;
use std::fmt::Write as _;
use std::path::PathBuf;

use benches::java::Java;
use benches::measure::{fastest_s, text};
use benches::project::{from_dump, project};
use critpath::model::Document;
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};
use critpath_formats::{mspdi, read};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const SEED: u64 = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let java = Java::with_mpxj()?;
    println!(
        "| network | tasks | critpath | MPXJ schedule() | MPXJ slack | ratio | read: dates | computed: dates | late | total | free |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    let files: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        for tasks in SIZES {
            row("generated", project(tasks, SEED), &java)?;
        }
    }
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&file)?;
        let document = match from_dump(&content) {
            Ok(document) if !document.tasks.is_empty() => document,
            _ => read(&name, &content).document,
        };
        if let Err(error) = row(&name, document, &java) {
            println!("| {name} | {error} |");
        }
    }
    Ok(())
}

fn row(name: &str, document: Document, java: &Java) -> Result<(), Box<dyn Error>> {
    let plan = Plan::build(document)?;
    let options = ScheduleOptions::default();
    let found = schedule(&plan, &options)?;
    let own_s = fastest_s(|| schedule(&plan, &options));
    let result = found.to_result(&plan);
    let folder = std::env::temp_dir();
    let file = folder.join(format!("critpath-mpxj-{}.xml", std::process::id()));
    let dates = file.with_extension("txt");
    let xml = mspdi::write(plan.document(), Some(&result));
    std::fs::write(&file, &xml)?;
    std::fs::write(&dates, dates_text(&plan, &found, &mspdi::read(name, &xml).document))?;
    let answer = java.run("Mpxj.java", &[file.as_os_str(), dates.as_os_str(), "7".as_ref()]);
    std::fs::remove_file(&file)?;
    std::fs::remove_file(&dates)?;
    let answer = answer?.trim().to_owned();
    let numbers: Vec<f64> = answer.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [tasks, read, dates, late, total, free, schedule, schedule_median, slack, slack_median] = numbers[..]
    else {
        return Err(format!("MPXJ answered `{answer}`").into());
    };
    let agree = |wrong: f64| if wrong == 0.0 { "all".to_owned() } else { format!("{wrong} differ") };
    let time = |fastest: f64, median: f64| format!("{} (median {})", text(fastest / 1e3), text(median / 1e3));
    println!(
        "| {name} | {tasks} | {} | {} | {} | {:.0} | {} | {} | {} | {} | {} |",
        text(own_s),
        time(schedule, schedule_median),
        time(slack, slack_median),
        (schedule + slack) / 1e3 / own_s,
        agree(read),
        agree(dates),
        agree(late),
        agree(total),
        agree(free),
    );
    Ok(())
}

/// A line for each task: its number in the file, our dates, and our floats in minutes.
fn dates_text(plan: &Plan, schedule: &Schedule, written: &Document) -> String {
    let mut out = String::new();
    let numbers = plan.document().tasks.iter().map(|task| task.id.as_str());
    let text = |column: &[i64], at: usize| plan.axis().text(column[at]).chars().take(19).collect::<String>();
    for (at, id) in numbers.enumerate().filter(|(at, _)| schedule.is_scheduled(*at)) {
        // Ids that are numbers are those of the file.
        if id.parse::<u32>().is_err() || !written.tasks.iter().skip(at).take(1).any(|task| task.id == id) {
            continue;
        }
        let minutes = |column: &[i64]| column[at] as f64 / 60.0;
        let _ = writeln!(
            out,
            "{id} {} {} {} {} {} {}",
            text(schedule.planned_start(), at),
            text(schedule.planned_finish(), at),
            text(schedule.late_start(), at),
            text(schedule.late_finish(), at),
            minutes(schedule.total_float()),
            minutes(schedule.free_float()),
        );
    }
    out
}
