//! `critpath floats`: how much room there is, and what takes it.

use critpath::duration::Duration;
use critpath::schedule::{FloatsOptions, floats};

use crate::arguments::{PlanFiles, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::{input, output, planned, render};

/// Say how much room each task has, and which paths are most critical
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath floats guide.md                           floats and drag of each task, how many have how much
  critpath floats guide.md --paths 5                 and the five most critical paths
  critpath floats guide.md --bands 4h,1d,5d          tasks up to 4 hours of float, up to a day, up to 5 days
  critpath floats guide.md --delay-cost 1500         what the drag of each task costs, at 1500 for a day of delay
  critpath floats guide.md --paths 5 --format json   for programs

Total float: how far a task can move before the plan finishes later or a limit is missed. Free: before another task moves. \
Interfering: total less free. Independent: free, even if all predecessors are late. Drag: by how much the plan would finish \
earlier if the task took no time. The float of a path: the waits in it, and the float at its end.

Exit status: 0 the answer was computed, 2 it could not be: the plan has errors, no tasks, or no start, 3 no task has dates.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    planning: Planning,
    /// How many of the most critical paths to tell
    #[arg(long, value_name = "N", default_value_t = 3)]
    paths: usize,
    /// Limits of the bands of total float above what is critical
    #[arg(long, value_name = "LIMITS", value_delimiter = ',', value_parser = Duration::parse, default_value = "1d,5d")]
    bands: Vec<Duration>,
    /// What a working day of delay costs, if the plan does not say so or another amount
    #[arg(long, value_name = "AMOUNT")]
    delay_cost: Option<f64>,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    format: Format,
}

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let scheduled = planned::scheduled(input::load(&arguments.plan.files)?, &arguments.planning, console)?;
    let options = FloatsOptions {
        paths: arguments.paths,
        bands: Some(arguments.bands.clone()),
        delay_cost_per_day: arguments.delay_cost.filter(|cost| cost.is_finite()),
    };
    let answer = floats(&scheduled.dates.plan, &scheduled.dates.schedule, &options)?;
    output::print(&match arguments.format {
        Format::Json => render::json(&answer)?,
        _ => render::floats(&answer, console),
    })?;
    scheduled.checked.mention_findings(&arguments.plan.files, console);
    Ok(if answer.tasks.is_empty() { Status::Inconclusive } else { Status::Fine })
}
