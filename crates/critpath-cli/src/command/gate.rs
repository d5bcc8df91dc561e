//! `critpath gate`: go or no-go.

use std::path::PathBuf;

use critpath::model::Document;
use critpath::model::result::GateResult;
use critpath::time::Moment;
use critpath_formats::svg::Theme;
use critpath_formats::{gate, html};

use crate::arguments::{PlanFiles, Planning, moment_or_now};
use crate::command::simulate::Simulation;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::gating::Gating;
use crate::planned::Checked;
use crate::{input, output, planned, render};

/// Decide go or no-go from checklists, criteria and measurements
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath gate guide.md --stage pre_deployment            are the checklists before the deployment done?
  critpath gate guide.md -m counts.json                    do the measurements show that the criteria hold?
  critpath gate guide.md --gate go -m canary.csv --now now waivers that have ended do not count
  critpath gate guide.md -m errors.json --format github    annotations in a GitHub workflow
  critpath gate guide.md -m errors.json --format md >> \"$GITHUB_STEP_SUMMARY\"
  curl -s \"$PROMETHEUS/api/v1/query?query=…\" | critpath gate guide.md -m -

A file of measurements names metrics as the criteria do, or the id of a criterion:
  {\"measurements\": [
    {\"metric\": \"error_rate\", \"total\": 5000, \"failures\": 1, \"window\": \"1h\"},
    {\"metric\": \"response_time\", \"unit\": \"ms\", \"samples\": [120, 180, 95]},
    {\"metric\": \"users-happy\", \"holds\": true, \"by\": \"Ana\"}]}

What was not measured is inconclusive, never a pass; every reason says what would change it. \"error rate < 0.1 %\" needs \
2,995 requests without a failure at a confidence of 95 %.

Exit status: 0 go, 1 no-go, 2 the gate could not be judged, 3 inconclusive.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    gating: Gating,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    simulation: Simulation,
    /// The present, for waivers and measurements that end: 2026-12-07T08:00, or `now` for the clock
    #[arg(long, value_name = "TIME", value_parser = moment_or_now)]
    now: Option<Moment>,
    /// Form of the answer: by the extension of the output, else a sheet for people
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] =
    &[Format::Text, Format::Json, Format::Markdown, Format::Github, Format::Svg, Format::Html];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, Format::Text)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    output::spare_input(arguments.output.as_deref(), &arguments.gating.measurements)?;
    let input = input::load(&arguments.plan.files)?;
    let document = input.read.document.clone();
    let mut checked = planned::checked(input, &arguments.planning);
    // What keeps a plan from having dates is a reason of the gate; what dates show is part of the findings.
    let _ = checked.dates(&arguments.planning, console);
    let simulated = (&arguments.simulation, &arguments.planning);
    let texts = arguments.gating.texts()?;
    let result = arguments.gating.judge(&document, &checked, &texts, simulated, arguments.now, console)?;
    output::write(&answer(&result, &document, &checked, format, console)?, arguments.output.as_deref())?;
    checked.mention_findings(&arguments.plan.files, console);
    Ok(result.verdict.into())
}

fn answer(
    result: &GateResult,
    document: &Document,
    checked: &Checked,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    Ok(match format {
        Format::Json => render::json(result)?,
        Format::Markdown => gate::job_summary(result),
        Format::Github => gate::github(result, document, &checked.sources),
        Format::Svg => gate::svg(result, Theme::Auto),
        Format::Html => html::gate_sheet(result),
        _ => gate::text(result, &render::text_options(console, None)),
    })
}
