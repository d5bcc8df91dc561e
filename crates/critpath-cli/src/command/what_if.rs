//! `critpath what-if`: what edits of a plan would move.

use std::path::PathBuf;

use critpath::diagnostic::Code;
use critpath::model::{Edit, EditKind};
use critpath::plan::Plan;
use critpath::schedule::schedule;
use critpath_formats::markdown;

use crate::arguments::{Now, Planning};
use crate::command::diff;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::planned::Dates;
use crate::{input, output, planned, render};

/// Try out edits of a plan, and say what they would move
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath what-if guide.md 'test 3d'                              what if it takes longer?
  critpath what-if guide.md 'switch after=backup:FS+1h'            another dependency
  critpath what-if guide.md start=2026-12-14                       a later start of the plan
  critpath what-if guide.md --add 'review 1d after=test' 'publish after=review' --remove notes
  critpath what-if guide.md 'test not-before=2026-12-10' -o what_if.html

An edit names a task by its id, or by its name in quotation marks, and says what is to be different as a guide says it in \
braces: a duration or an estimate, after=, start=, not-before=, not-after=, deadline=, progress=, phase=. A dependency \
takes the place of one on the same predecessor. The plan itself stays as it is.

Exit status: 0 the edits were tried out, 2 they could not be.")]
pub struct Arguments {
    /// A guide, a JSON plan, an MS Project XML or a Primavera XER file, a folder of JSON parts, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// What is to be different: `test 3d`, `publish after=review`, `start=2026-12-14`
    #[arg(value_name = "EDIT", required_unless_present_any = ["add", "remove", "edits"])]
    edit: Vec<String>,
    /// Add a task before the edits are made: its id, and what a guide says of it in braces
    #[arg(long, value_name = "TASK")]
    add: Vec<String>,
    /// Remove a task after the edits are made: its id, or its name if no other has it
    #[arg(long, value_name = "TASK")]
    remove: Vec<String>,
    /// Make the edits of a JSON file first: a list of objects as in `critpath schema results`, under `Edit`
    #[arg(long, value_name = "FILE")]
    edits: Option<PathBuf>,
    /// Divide the shift of this task's finish, not of the plan's: its id, or its name if no other has it
    #[arg(long, value_name = "TASK")]
    task: Option<String>,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    now: Now,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(diff::FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), diff::FORMATS, Format::Text)?;
    let files = std::slice::from_ref(&arguments.file);
    output::spare_input(arguments.output.as_deref(), files)?;
    let before = planned::scheduled(input::load(files)?, &arguments.planning, console)?.dates;
    let after = edited(&before, arguments)?;
    let different = diff::compared(&before, &after, arguments.task.as_deref(), &arguments.planning)?;
    let answer = render::diff(&before, &after, &different, format, arguments.now.now, console)?;
    output::write(&answer, arguments.output.as_deref())?;
    Ok(Status::Fine)
}

/// The plan after all edits, with its dates.
fn edited(before: &Dates, arguments: &Arguments) -> Result<Dates, Failure> {
    let mut edits = listed(arguments)?;
    for text in &arguments.add {
        edits.push(markdown::addition(text)?);
    }
    // What is added may be named by the edits that follow.
    let (plan, _) = before.plan.apply(&edits)?;
    let mut edits = Vec::new();
    for text in &arguments.edit {
        edits.extend(markdown::edits(&plan, text)?);
    }
    for task in &arguments.remove {
        let id = plan.document().tasks[plan.expect_task(task)?].id.clone();
        edits.push(Edit { edit: Some(EditKind::RemoveTask), id: Some(id), ..Edit::default() });
    }
    let (plan, _) = plan.apply(&edits)?;
    dates(plan, &arguments.planning)
}

fn dates(plan: Plan, planning: &Planning) -> Result<Dates, Failure> {
    let schedule = schedule(&plan, &planning.check_options().schedule_options())?;
    let result = schedule.to_result(&plan);
    Ok(Dates { plan, schedule, result })
}

/// The edits of the JSON file.
fn listed(arguments: &Arguments) -> Result<Vec<Edit>, Failure> {
    let Some(path) = &arguments.edits else { return Ok(Vec::new()) };
    let text = input::text(path)?.text;
    serde_json::from_str(&text).map_err(|error| {
        let message = format!("`{}` is no list of edits: {error}", path.display());
        Failure::new(Code::OptionInvalid, message)
            .help(r#"write `[{"edit": "set_duration", "id": "build", "duration": "3d"}]`"#)
    })
}
