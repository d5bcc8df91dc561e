//! `critpath rollback`: how long the way back is, and until when there is one.

use std::path::PathBuf;
use std::time::Duration;

use critpath::model::forecast::RiskBasis;
use critpath::rollback::{RollbackOptions, rollback_plan, rollback_with};
use critpath::simulate::SimulateOptions;
use critpath::time::Moment;

use crate::arguments::{PlanFiles, Planning};
use crate::command::simulate::{basis, processors, seconds};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::{input, output, planned, progress, render};

/// Say how long the way back is, until when there is one, and what would mend it
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath rollback guide.md                         the profile, points of no return, and remedies
  critpath rollback guide.md --format json           for programs
  critpath rollback guide.md -o rollback.svg         drawn over the Gantt chart
  critpath rollback guide.md --runs 2000             how sure it is that it holds
  critpath rollback guide.md --at 2026-12-07T22:40 -o back.json
                                                     the plan of the rollback from then, for `critpath schedule`

A step says how it is undone: {#switch 2m undo=1m undo-until=+30m}; the title says what must hold:
{rollback-objective=5m rollback-decision=2m rollback-scope=production}.

Exit status: 0 the way back holds, 1 it does not, 2 it could not be computed, 3 no task has dates.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    planning: Planning,
    /// Write the plan of the rollback from a failure then, as a JSON plan
    #[arg(long, value_name = "TIME", value_parser = Moment::parse)]
    at: Option<Moment>,
    /// Simulate the plan so often, forward and back, for the probabilities that the way back holds and that all ends well
    #[arg(long, value_name = "N", conflicts_with = "at")]
    runs: Option<u64>,
    /// What the random numbers come from
    #[arg(long, value_name = "N", default_value_t = 0, requires = "runs")]
    seed: u64,
    /// Which effects of risks count
    #[arg(long, value_name = "WHICH", default_value = "inherent", requires = "runs", value_parser = basis(), hide_possible_values = false)]
    risks: RiskBasis,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    time_limit: Option<Duration>,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Svg, Format::Html];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let usual = if arguments.at.is_some() { Format::Json } else { Format::Text };
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, usual)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    let scheduled = planned::scheduled(input::load(&arguments.plan.files)?, &arguments.planning, console)?;
    let dates = &scheduled.dates;
    if let Some(at) = arguments.at {
        return plan_from(at, format, &scheduled, arguments, console);
    }
    let options = arguments.options();
    let answer = progress::watched("rolling back", arguments.time_limit, |control| {
        rollback_with(&dates.plan, &dates.schedule, &options, control)
    })?;
    output::write(&render::rollback(&scheduled, &answer, format, console)?, arguments.output.as_deref())?;
    scheduled.checked.mention_findings(&arguments.plan.files, console);
    Ok(match (&answer.start, answer.guaranteed) {
        (None, _) => Status::Inconclusive,
        (_, true) => Status::Fine,
        (_, false) => Status::Findings,
    })
}

impl Arguments {
    fn options(&self) -> RollbackOptions {
        let simulation = self.runs.map(|runs| SimulateOptions {
            schedule: self.planning.check_options().schedule_options(),
            runs,
            seed: self.seed,
            threads: processors(),
            risks: self.risks,
            ..SimulateOptions::default()
        });
        RollbackOptions { simulation }
    }
}

/// Writes the plan of the rollback from a time.
fn plan_from(
    at: Moment,
    format: Format,
    scheduled: &planned::Scheduled,
    arguments: &Arguments,
    console: &Console,
) -> Result<Status, Failure> {
    let dates = &scheduled.dates;
    dates.plan.axis().accept(at)?;
    let failure = dates.plan.axis().instant_of(at);
    let document = rollback_plan(&dates.plan, &dates.schedule, failure)?;
    let answer = match format {
        Format::Json => render::json(&document)?,
        _ => render::dates(&planned::dates_of(document)?, format, console)?,
    };
    output::write(&answer, arguments.output.as_deref())?;
    Ok(Status::Fine)
}
