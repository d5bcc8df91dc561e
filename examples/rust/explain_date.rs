//! Find what drives the date of a deployment, and say why one task is when it is.
//!
//! `cargo run -p examples --example explain_date`

use std::error::Error as StdError;
use std::path::Path;

use critpath::Error;
use critpath::explain::explain;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_store::{Limits, read};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn main() -> Result<(), Box<dyn StdError>> {
    let file = read(&Path::new(PLANS).join("deployment.md"), &Limits::default())?;
    let plan = Plan::build(critpath_formats::read(&file.name, &file.text).document)?;
    let computed = schedule(&plan, &ScheduleOptions::default())?;
    let dates = computed.to_result(&plan);

    println!("finished {}, driven by:", dates.finish.as_deref().unwrap_or("never"));
    for id in &dates.critical_path {
        for task in dates.tasks.iter().filter(|task| task.id == *id) {
            println!("  {}  {}", task.finish, task.name);
        }
    }

    let answer = explain(&plan, &computed, "switch")?;
    println!("\n{} starts {}, because:", answer.name, answer.start);
    for step in &answer.chain {
        println!("  {}: {}", step.name, step.detail);
    }

    // A slip of the hand is answered with what was most likely meant.
    if let Err(error) = explain(&plan, &computed, "swtich") {
        let code = error.code();
        if let Error::Unknown { suggestion: Some(meant), .. } = error {
            println!("\n{code}: did you mean {meant}?");
        }
    }
    Ok(())
}
