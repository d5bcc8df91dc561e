//! `critpath diff`: what moved between two plans, and which change moved it.

use std::path::PathBuf;

use critpath::diff::{Scheduled, diff};
use critpath::model::diff::DiffResult;

use crate::arguments::{Now, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::planned::Dates;
use crate::{input, output, planned, render};

/// Say what moved between two plans, and which change moved the finish by how much
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath diff last_week.md this_week.md
  critpath diff guide.md plan.xml                      across forms: tasks are matched by id, else by name
  critpath diff old.md new.md --task switch            which change moved this task?
  critpath diff old.md new.md -o diff.html             a page with the earlier dates under the bars
  critpath diff old.md new.md --format md              for the comment of a pull request

The shift is divided among the changes by their Shapley values; docs/diff.md says how. Fields that no date follows from \
are compared for tasks and phases; risks, checklists and criteria are not.

Exit status: 0 nothing was changed and nothing moved, 1 there are differences, 2 a plan could not be computed.")]
pub struct Arguments {
    /// The earlier plan: a guide, a JSON plan, an MS Project XML or a Primavera XER file, a folder of JSON parts, or `-`
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later plan
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Divide the shift of this task's finish, not of the plan's: its id in the later plan, or its name if no other has it
    #[arg(long, value_name = "TASK")]
    task: Option<String>,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    now: Now,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The forms that show what moved.
pub const FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Svg, Format::Html];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, Format::Text)?;
    output::spare_input(arguments.output.as_deref(), &[arguments.old.clone(), arguments.new.clone()])?;
    let planned = |file: &PathBuf| -> Result<Dates, Failure> {
        let input = input::load(std::slice::from_ref(file))?;
        Ok(planned::scheduled(input, &arguments.planning, console)?.dates)
    };
    let (before, after) = (planned(&arguments.old)?, planned(&arguments.new)?);
    let different = compared(&before, &after, arguments.task.as_deref(), &arguments.planning)?;
    let answer = render::diff(&before, &after, &different, format, arguments.now.now, console)?;
    output::write(&answer, arguments.output.as_deref())?;
    let same = different.tasks.is_empty() && different.changes.is_empty();
    Ok(if same { Status::Fine } else { Status::Findings })
}

/// What is different between two scheduled plans.
pub fn compared(
    before: &Dates,
    after: &Dates,
    task: Option<&str>,
    planning: &Planning,
) -> Result<DiffResult, Failure> {
    let options = planning.check_options().schedule_options();
    let before = Scheduled { plan: &before.plan, schedule: &before.schedule, options };
    let after = Scheduled { plan: &after.plan, schedule: &after.schedule, options };
    Ok(diff(before, after, task)?)
}
