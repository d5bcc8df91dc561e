//! Read the work breakdown that AutoProjectManagement keeps, with who does what, and say when it is done.
//!
//! `cargo run -p examples --example read_wbs`

use std::error::Error;
use std::path::Path;

use critpath::model::Assignment;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;
use critpath_formats::read_many;
use critpath_store::{Limits, read};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/wbs");

fn main() -> Result<(), Box<dyn Error>> {
    // Files that belong together make one plan: allocations find their tasks by id.
    let file = |name| read(&Path::new(FOLDER).join(name), &Limits::default());
    let (work, people) = (file("detailed_wbs.json")?, file("task_resource_allocation.json")?);
    let document = read_many(&[(&work.name, &work.text), (&people.name, &people.text)]).document;

    let plan = Plan::build(document)?;
    let options = ScheduleOptions { start: Some(Moment::parse("2026-12-07")?), ..Default::default() };
    let dates = schedule(&plan, &options)?.to_result(&plan);

    // Every task has dates here, so that the lists run side by side.
    for (task, dates) in plan.document().tasks.iter().zip(&dates.tasks) {
        let (number, people) = (task.wbs.as_deref().unwrap_or_default(), people_of(&task.needs));
        println!("{number} {} ({people}): {} - {}", task.name, dates.start, dates.finish);
    }
    for phase in &dates.phases {
        println!("{} is done {}", phase.name, phase.finish);
    }
    Ok(())
}

fn people_of(needs: &[Assignment]) -> String {
    let share = |need: &Assignment| format!("{} {:.0}%", need.resource, need.units.unwrap_or(1.0) * 100.0);
    match needs {
        [] => "nobody".into(),
        needs => needs.iter().map(share).collect::<Vec<_>>().join(", "),
    }
}
