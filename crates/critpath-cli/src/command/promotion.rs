//! `critpath promotion`: how a release gets from environment to environment.

use std::path::PathBuf;

use critpath::diagnostic::OffsetUnit;
use critpath::duration::Duration;
use critpath::gate::GateOptions;
use critpath::model::promotion_result::PromotionResult;
use critpath::promotion::{DEFAULT_WINDOWS, PromotionOptions};
use critpath::time::Moment;
use critpath_formats::promotion::{PromotionFiles, markdown, promote, text};

use crate::arguments::{PlanFiles, Planning, moment_or_now};
use crate::command::simulate::Simulation;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::gating::{named, told};
use crate::planned::{self, Scheduled};
use crate::render::{self, Page};
use crate::{input, output};

/// Say what must hold before each environment, and which windows fit with the way back
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath promotion guide.md                    what must hold, and the windows that fit
  critpath promotion guide.md -m staging.json    with measurements, for the gates between
  critpath promotion guide.md --windows 20 --horizon 90d
                                                 twenty windows of the next 90 days
  critpath promotion guide.md --format md >> \"$GITHUB_STEP_SUMMARY\"

An environment says where a release comes from, how long it soaks there, which gate it passes, and when it may change:
  ## Environments
  - Staging {#staging}
  - Production {#production promoted-from=staging soak=24h gate=go-live calendar=change-nights}
Tasks and phases say where they take place, `env=production`; they keep to the windows of its calendar.

A deployment fits a window if it is done and stable before the window closes, and the system is back from a failure at any \
instant until then, too.

Exit status: 0 all is settled and fits, 1 something is not, 2 it could not be computed, 3 something is open.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    /// What was measured, for the gates: JSON, CSV, or answers of Prometheus as JSON; may be given several times
    #[arg(long, short, value_name = "FILE")]
    measurements: Vec<PathBuf>,
    /// How many of the next windows are named for each environment
    #[arg(long, value_name = "N", default_value_t = DEFAULT_WINDOWS)]
    windows: usize,
    /// How far ahead they are looked for, by the clock
    #[arg(long, value_name = "TIME", default_value = "366d", value_parser = Duration::parse)]
    horizon: Duration,
    /// How sure a verdict on a measured share must be, above 0.5 and below 1: what the gate states, else 0.95
    #[arg(long, value_name = "SHARE")]
    confidence: Option<f64>,
    /// The present, for waivers and measurements that end: 2026-12-07T08:00, or `now` for the clock
    #[arg(long, value_name = "TIME", value_parser = moment_or_now)]
    now: Option<Moment>,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    simulation: Simulation,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Markdown, Format::Html];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, Format::Text)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    output::spare_input(arguments.output.as_deref(), &arguments.measurements)?;
    let scheduled = planned::scheduled(input::load(&arguments.plan.files)?, &arguments.planning, console)?;
    let options = PromotionOptions {
        gate: GateOptions {
            now: arguments.now,
            confidence: arguments.confidence,
            simulation: arguments.simulation.options(&arguments.planning),
            ..GateOptions::default()
        },
        windows: arguments.windows,
        horizon: arguments.horizon,
    };
    let files = &arguments.measurements;
    let answer = judged(&scheduled, files, &options, &arguments.simulation, console)?;
    output::write(&written(&scheduled, &answer, format, console)?, arguments.output.as_deref())?;
    scheduled.checked.mention_findings(&arguments.plan.files, console);
    Ok(answer.verdict.into())
}

/// Judges by files of measurements. What is odd in them is said on standard error.
fn judged(
    scheduled: &Scheduled,
    files: &[PathBuf],
    options: &PromotionOptions,
    simulation: &Simulation,
    console: &Console,
) -> Result<PromotionResult, Failure> {
    let texts = input::texts(files)?;
    let files = PromotionFiles {
        plan: &scheduled.dates.plan,
        schedule: &scheduled.dates.schedule,
        diagnostics: &scheduled.checked.diagnostics,
        measurements: &named(&texts),
        unit: OffsetUnit::CodePoint,
    };
    let judged = simulation.watched(|control| promote(&files, options, control))?;
    Ok(told(judged, console))
}

fn written(
    scheduled: &Scheduled,
    answer: &PromotionResult,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let Scheduled { checked, dates } = scheduled;
    let axis = dates.plan.axis();
    Ok(match format {
        Format::Json => render::json(answer)?,
        Format::Markdown => markdown(axis, answer),
        Format::Html => {
            let document = dates.plan.document();
            Page { promotion: Some(answer), ..Page::of(document, Some(dates), checked) }.write()
        }
        _ => text(axis, answer, &render::text_options(console, None)),
    })
}
