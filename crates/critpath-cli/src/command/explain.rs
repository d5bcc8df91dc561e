//! `critpath explain`: why a task is when it is.

use std::path::PathBuf;

use critpath::explain::explain;
use critpath::model::result::ExplainResult;

use crate::arguments::Planning;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::{input, output, planned, render};

/// Say why a task is when it is: the chain that drives its start
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath explain guide.md switch
  critpath explain guide.md switch --start 2026-12-07 --format json

A task is named by its id, `{#id}` in the guide, else made from its name, or by its name; `critpath schedule --format csv` lists them.")]
pub struct Arguments {
    /// A guide, a JSON plan, an MS Project XML or a Primavera XER file, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Id of the task, or its name if no other task has it
    #[arg(value_name = "TASK")]
    task: String,
    #[command(flatten)]
    planning: Planning,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    format: Format,
}

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let input = input::load(std::slice::from_ref(&arguments.file))?;
    let scheduled = planned::scheduled(input, &arguments.planning, console)?;
    let answer = explain(&scheduled.dates.plan, &scheduled.dates.schedule, &arguments.task)?;
    output::print(&match arguments.format {
        Format::Json => render::json(&answer)?,
        _ => text(&answer),
    })?;
    Ok(Status::Fine)
}

/// The chain as a numbered list, from the start of the plan to the task.
fn text(answer: &ExplainResult) -> String {
    let mut text = format!(
        "{} ({}): {} to {}\n",
        answer.name,
        answer.task,
        render::time(&answer.start),
        render::time(&answer.finish)
    );
    for (number, step) in (1..).zip(&answer.chain) {
        text += &format!("{number:>3}. {}  {} ({})\n", render::time(&step.start), step.name, step.task);
        text += &format!("     {}\n", step.detail);
    }
    text
}
