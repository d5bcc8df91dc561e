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
use critpath::what_if::WhatIf;
use critpath_store::{Limits, read};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn after(predecessor: &str) -> Dependency {
    Dependency { predecessor: predecessor.into(), ..Default::default() }
}

fn main() -> Result<(), Box<dyn Error>> {
    let file = read(&Path::new(PLANS).join("minimal.md"), &Limits::default())?;
    let plan = Plan::build(critpath_formats::read(&file.name, &file.text).document)?;

    // Edits are data. The plan stays as it is; a what-if session follows them, and can take them back.
    let sign_off = Task {
        id: "sign-off".into(),
        name: "Sign off".into(),
        duration: Some(Duration::parse("1h")?),
        after: vec![after("test")],
        ..Default::default()
    };
    let options = ScheduleOptions::default();
    let edit = |kind, id: &str| Edit { edit: Some(kind), id: Some(id.into()), ..Default::default() };
    let mut what_if = WhatIf::new(plan.clone(), &options)?;
    let moved = what_if.apply_and_compare(&[
        Edit { duration: Some(Duration::parse("3d")?), ..edit(EditKind::SetDuration, "test") },
        Edit { task: Some(sign_off), ..edit(EditKind::AddTask, "test") },
        Edit { dependency: Some(after("sign-off")), ..edit(EditKind::AddDependency, "publish") },
    ])?;
    for id in &moved.changes.added {
        println!("added {id}");
    }
    for change in &moved.changes.changed {
        println!("changed {} of {}", change.field, change.id.as_deref().unwrap_or("the plan"));
    }
    let or_never = |date: &Option<String>| date.clone().unwrap_or_else(|| "never".into());
    println!("finish: {} -> {}", or_never(&moved.finish_before), or_never(&moved.finish_after));
    for task in &moved.tasks {
        let (start, finish) = (or_never(&task.start_after), or_never(&task.finish_after));
        println!("  {}: {}, now {start} - {finish}", task.id, task.change.as_str());
    }

    // Which of the changes moved the finish by how much? Links to a task that is added come with it.
    let before = schedule(&plan, &options)?;
    let before = Scheduled { plan: &plan, schedule: &before, options };
    let later = Scheduled { plan: what_if.plan(), schedule: what_if.schedule(), options };
    let why = diff(before, later, None)?;
    for share in why.attribution.iter().flat_map(|attribution| &attribution.shares) {
        let change = &why.changes[share.changes[0] as usize];
        let (hours, id) = (share.shift_s as f64 / 3600.0, change.id.as_deref().unwrap_or("the plan"));
        println!("{hours:+.0} h: {} {} {id}", change.action, change.subject);
    }
    Ok(())
}
