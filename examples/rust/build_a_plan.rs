//! Builds a plan without a file, asks what drives its finish, and what a later delivery would do to it.
//!
//! `cargo run -p examples --example build_a_plan`

use std::error::Error;

use critpath::duration::Duration;
use critpath::explain::explain;
use critpath::model::{Constraint, ConstraintKind, Dependency, Document, Task};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;

/// A task that takes this long after others.
fn task(id: &str, duration: &str, after: &[&str]) -> Result<Task, Box<dyn Error>> {
    let after = after.iter().map(|id| Dependency { predecessor: (*id).into(), ..Default::default() });
    Ok(Task {
        id: id.into(),
        name: id.replace('-', " "),
        duration: Some(Duration::parse(duration)?),
        after: after.collect(),
        ..Default::default()
    })
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut document = Document {
        name: "New racks".into(),
        start: Some(Moment::parse("2026-12-07")?),
        tasks: vec![
            task("order-racks", "1h", &[])?,
            task("prepare-room", "3d", &[])?,
            task("mount-racks", "1d", &["order-racks", "prepare-room"])?,
            task("connect-network", "4h", &["mount-racks"])?,
        ],
        ..Default::default()
    };
    print_finish(&document)?;

    // The supplier calls: nothing before the 14th.
    document.tasks[2].constraints.push(Constraint {
        kind: ConstraintKind::StartNoEarlierThan,
        date: Some(Moment::parse("2026-12-14")?),
        ..Default::default()
    });
    print_finish(&document)
}

fn print_finish(document: &Document) -> Result<(), Box<dyn Error>> {
    let plan = Plan::build(document.clone())?;
    let computed = schedule(&plan, &ScheduleOptions::default())?;
    let answer = explain(&plan, &computed, "connect-network")?;
    println!("{} is done at {}, because:", answer.name, answer.finish);
    for step in &answer.chain {
        println!("  {}: {}", step.name, step.detail);
    }
    Ok(())
}
