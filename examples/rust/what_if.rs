//! What if testing takes three days, and someone must sign off before we publish?
//!
//! `cargo run -p examples --example what_if`

use std::error::Error;
use std::path::Path;

use critpath::diff::{Scheduled, diff};
use critpath::duration::Duration;
use critpath::model::{Dependency, Edit, EditKind, Task};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_store::{Limits, read};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn after(predecessor: &str) -> Dependency {
    Dependency { predecessor: predecessor.into(), ..Default::default() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = read(&Path::new(PLANS).join("minimal.md"), &Limits::default())?;
    let plan = Plan::build(critpath_formats::read(&file.name, &file.text).document)?;

    // Edits are data. The plan stays as it is; they make another one.
    let sign_off = Task {
        id: "sign-off".into(),
        name: "Sign off".into(),
        duration: Some(Duration::parse("1h")?),
        after: vec![after("test")],
        ..Default::default()
    };
    let edit = |kind, id: &str| Edit { edit: Some(kind), id: Some(id.into()), ..Default::default() };
    let (later, changes) = plan.apply(&[
        Edit { duration: Some(Duration::parse("3d")?), ..edit(EditKind::SetDuration, "test") },
        Edit { task: Some(sign_off), ..edit(EditKind::AddTask, "test") },
        Edit { dependency: Some(after("sign-off")), ..edit(EditKind::AddDependency, "publish") },
    ])?;
    for id in &changes.added {
        println!("added {id}");
    }
    for change in &changes.changed {
        println!("changed {} of {}", change.field, change.id.as_deref().unwrap_or("the plan"));
    }

    let options = ScheduleOptions::default();
    let (before, now) = (schedule(&plan, &options)?, schedule(&later, &options)?);
    let before = Scheduled { plan: &plan, schedule: &before };
    let moved = diff(before, Scheduled { plan: &later, schedule: &now });
    let or_never = |date: &Option<String>| date.clone().unwrap_or_else(|| "never".into());
    println!("finish: {} -> {}", or_never(&moved.finish_before), or_never(&moved.finish_after));
    for task in &moved.tasks {
        let (start, finish) = (or_never(&task.start_after), or_never(&task.finish_after));
        println!("  {}: {}, now {start} - {finish}", task.id, task.change.as_str());
    }
    Ok(())
}
