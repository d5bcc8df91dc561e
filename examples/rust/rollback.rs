//! How long is the way back, and when is it too late to turn back?
//!
//! `cargo run -p examples --example rollback`

use std::error::Error;
use std::path::Path;

use critpath::plan::Plan;
use critpath::rollback::{rollback, rollback_plan};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;
use critpath_store::{Limits, read};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn main() -> Result<(), Box<dyn Error>> {
    let file = read(&Path::new(PLANS).join("promotion.md"), &Limits::default())?;
    let plan = Plan::build(critpath_formats::read(&file.name, &file.text).document)?;
    let planned = schedule(&plan, &ScheduleOptions::default())?;

    let way_back = rollback(&plan, &planned)?;
    println!("the way back {}", if way_back.guaranteed { "holds" } else { "does not hold" });
    if let Some(worst) = &way_back.worst {
        let task = worst.task.as_deref().unwrap_or("the decision");
        println!("longest: {} s from {}, most of it {task}", worst.rollback_s, worst.at);
    }
    for end in &way_back.points_of_no_return {
        let gate = end.last_safe_gate.as_deref().unwrap_or("no gate");
        println!("no return from {}: {}, last safe gate: {gate}", end.at, end.kind.as_str());
    }
    println!("latest abort: {}", way_back.latest_abort.as_deref().unwrap_or("never"));
    for remedy in &way_back.remedies {
        println!("remedy: {}", remedy.detail);
    }

    // The rollback from a failure is a plan of its own, for those who must do it.
    let failure = Moment::parse("2026-12-07T22:50")?;
    let back = Plan::build(rollback_plan(&plan, &planned, plan.axis().instant_of(failure))?)?;
    println!("back from {failure}:");
    for step in schedule(&back, &ScheduleOptions::default())?.to_result(&back).tasks {
        println!("  {} - {} {}", step.start, step.finish, step.id);
    }
    Ok(())
}
