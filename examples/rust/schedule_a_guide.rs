//! Reads a guide, schedules it, prints the dates: the whole way in one program.
//!
//! `cargo run -p examples --example schedule_a_guide -- examples/plans/minimal.md`

use std::error::Error;
use std::path::PathBuf;

use critpath::check::{CheckOptions, check};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_store::{Limits, read};

fn main() -> Result<(), Box<dyn Error>> {
    let plans = concat!(env!("CARGO_MANIFEST_DIR"), "/plans/minimal.md");
    let path = std::env::args_os().nth(1).map_or_else(|| PathBuf::from(plans), PathBuf::from);

    // Text into a document. Reading never fails; what is odd comes as diagnostics.
    let file = read(&path, &Limits::default())?;
    let guide = critpath_formats::read(&file.name, &file.text);

    // The document into a plan: every reference resolved, every rule checked.
    let checked = check(guide.document, &CheckOptions::default());
    let plan = checked.plan.ok_or("the guide has errors; `critpath check` shows them")?;

    // The plan into dates.
    let dates = schedule(&plan, &ScheduleOptions::default())?.to_result(&plan);
    for task in &dates.tasks {
        let mark = if task.critical { '*' } else { ' ' };
        println!("{mark} {} - {}  {}", task.start, task.finish, task.name);
    }
    println!("finished {}", dates.finish.as_deref().unwrap_or("never"));
    Ok(())
}
