//! `critpath schedule`: when each task is.

use std::path::PathBuf;

use crate::arguments::{Now, PlanFiles, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::{input, output, planned, render};

/// Compute when each task is, what is critical, and how much float there is
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath schedule guide.md                         the table; on a terminal the chart, too
  critpath schedule guide.md --start 2026-12-07      a plan that leaves its start open
  critpath schedule guide.md --format json           for programs
  critpath schedule guide.md -o gantt.svg            the form follows the extension
  critpath schedule wbs_parts/                       a folder of JSON parts as one plan

`critpath floats` tells more about float: drag, bands, the most critical paths.
Tasks without an estimate and without a window are listed as unscheduled, with what to add.

Exit status: 0 the plan was computed (warnings are counted on standard error), 2 it could not be: \
the plan has errors, no tasks, or no start, 3 no task has dates.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    now: Now,
    /// Form of the answer: by the extension of the output, else a table
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] = &[
    Format::Text,
    Format::Table,
    Format::Gantt,
    Format::Json,
    Format::Csv,
    Format::Markdown,
    Format::Mermaid,
    Format::Svg,
    Format::Html,
];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    // Only a person at a terminal has use for both.
    let usual = if console.is_terminal { Format::Text } else { Format::Table };
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, usual)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    let scheduled = planned::scheduled(input::load(&arguments.plan.files)?, &arguments.planning, console)?;
    let answer = render::schedule(&scheduled, format, arguments.now.now, console)?;
    output::write(&answer, arguments.output.as_deref())?;
    scheduled.checked.mention_findings(&arguments.plan.files, console);
    Ok(if scheduled.dates.result.tasks.is_empty() { Status::Inconclusive } else { Status::Fine })
}
