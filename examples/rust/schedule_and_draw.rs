//! Schedule a guide, print its dates, draw them: the whole way in one program.
//!
//! `cargo run -p examples --example schedule_and_draw` prints; a file name after `--` gets the picture.

use std::error::Error;
use std::path::{Path, PathBuf};

use critpath::check::{CheckOptions, check};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::svg::{SvgOptions, Theme};
use critpath_formats::text::TextOptions;
use critpath_formats::{svg, text};
use critpath_store::{Limits, read, save};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn main() -> Result<(), Box<dyn Error>> {
    // Text into a document, the document into a plan, the plan into dates.
    let file = read(&Path::new(PLANS).join("minimal.md"), &Limits::default())?;
    let guide = critpath_formats::read(&file.name, &file.text);
    let checked = check(guide.document, &CheckOptions::default());
    let plan = checked.plan.ok_or("the guide has errors; `critpath check` shows them")?;
    let dates = schedule(&plan, &ScheduleOptions::default())?.to_result(&plan);

    for task in &dates.tasks {
        let mark = if task.critical { '*' } else { ' ' };
        println!("{mark} {} - {}  {}", task.start, task.finish, task.name);
    }
    println!("finished {}\n", dates.finish.as_deref().unwrap_or("never"));

    println!("{}", text::gantt(&plan, &dates, &TextOptions { width: 72, ..Default::default() }));

    if let Some(picture) = std::env::args_os().nth(1).map(PathBuf::from) {
        let options = SvgOptions { theme: Theme::Light, ..Default::default() };
        save(&picture, svg::gantt(&plan, &dates, &options))?;
    }
    Ok(())
}
