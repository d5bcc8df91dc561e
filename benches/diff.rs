//! Two plans into the time that it takes to say which of the changes between them moved the finish by how much.
//! `cargo run -p benches --release --bin diff`
#![allow(clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;

use benches::measure::{fastest_s, text};
use benches::project::project;
use critpath::diff::{Scheduled, diff};
use critpath::duration::{Duration, DurationUnit};
use critpath::model::Document;
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};

const SEED: u64 = 7;

fn main() -> Result<(), Box<dyn Error>> {
    println!("| tasks | changes | method | schedules | time | one schedule |");
    println!("|--:|--:|---|--:|--:|--:|");
    for (tasks, changes) in
        [(100, 12), (500, 12), (1_000, 12), (10_000, 12), (100, 9), (1_000, 9), (10_000, 6)]
    {
        row(tasks, changes)?;
    }
    Ok(())
}

fn row(tasks: usize, changes: usize) -> Result<(), Box<dyn Error>> {
    let options = ScheduleOptions::default();
    let before = planned(project(tasks, SEED))?;
    let after = planned(changed(project(tasks, SEED), changes))?;
    let one_s = fastest_s(|| schedule(&before.0, &options));
    let scheduled = [&before, &after].map(|(plan, schedule)| Scheduled { plan, schedule, options });
    let found = diff(scheduled[0], scheduled[1], None)?;
    let attribution = found.attribution.as_ref().ok_or("nothing moved")?;
    let time_s = fastest_s(|| diff(scheduled[0], scheduled[1], None));
    println!(
        "| {tasks} | {} | {} | {} | {} | {} |",
        found.changes.len(),
        attribution.method,
        attribution.schedules,
        text(time_s),
        text(one_s),
    );
    Ok(())
}

fn planned(document: Document) -> Result<(Plan, Schedule), Box<dyn Error>> {
    let plan = Plan::build(document)?;
    let found = schedule(&plan, &ScheduleOptions::default())?;
    Ok((plan, found))
}

/// The project with other durations of so many tasks, spread over all of it.
fn changed(mut document: Document, changes: usize) -> Document {
    let step = document.tasks.len() / (2 * changes);
    let work = document.tasks.iter_mut().filter(|task| task.duration.is_some());
    for task in work.step_by(step).take(changes) {
        task.duration = Some(Duration::new(9, DurationUnit::Day));
    }
    document
}
