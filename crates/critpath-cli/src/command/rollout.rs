//! `critpath rollout`: how a new version takes over the traffic, and what a failure on the way costs.

use std::path::PathBuf;

use critpath::diagnostic::{OffsetUnit, SourceText};
use critpath::model::rollout_result::RolloutResult;
use critpath::model::{Document, Measurement};
use critpath::rollout::{RolloutInput, rollout, unfold};
use critpath_formats::measurements::{self, Judged};
use critpath_formats::rollout::{Definitions, argo, flagger, openslo, prometheus};
use critpath_formats::svg::{self, SvgOptions};
use critpath_formats::{html, json, text};

use crate::arguments::{PlanFiles, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::gating::{named, told};
use crate::{input, output, planned, render};

/// Unfold rollouts into steps with traffic, soak times, gates and undos
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath rollout guide.md                          the steps, and what a failure costs
  critpath rollout guide.md -m measured.json         against what is left of the error budget
  critpath rollout guide.md -o rollout.svg           the traffic over time, and the way back from each step
  critpath rollout guide.md --format plan -o unfolded.json
                                                     the plan with its steps: schedule it, gate it
  critpath rollout guide.md --format prometheus      alerting rules; also openslo, argo and flagger

A task says that it is a rollout, and what its gates ask for:
  - Switch {#switch rollout=canary rollout-weights=5,25,100 rollout-traffic=200 rollout-criteria=errors}
The strategies are canary, blue-green, rolling (rollout-instances=10 rollout-batch=2) and recreate (rollout-startup=2m). \
A weight may state its soak time, 25:10m; one that does not is watched until its criteria are decided: \"error rate < 0.1 %\" \
needs 2,995 requests without a failure, which at 5 % of 200 requests/s are 5 minutes.

Exit status: 0 sound, 1 a step is watched for too short, a failure is not seen in time or a budget does not last, 2 it could \
not be computed, 3 no task is a rollout.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    /// What was measured of the objectives: JSON, CSV, or answers of Prometheus as JSON; may be given several times
    #[arg(long, short, value_name = "FILE")]
    measurements: Vec<PathBuf>,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] = &[
    Format::Text,
    Format::Json,
    Format::Markdown,
    Format::Svg,
    Format::Html,
    Format::Plan,
    Format::Prometheus,
    Format::OpenSlo,
    Format::Argo,
    Format::Flagger,
];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, Format::Text)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    output::spare_input(arguments.output.as_deref(), &arguments.measurements)?;
    let checked = planned::checked(input::load(&arguments.plan.files)?, &Planning::default());
    let document = checked.plan(console)?.document();
    let measured = measured(&arguments.measurements, console)?;
    let answer = rollout(&RolloutInput { document, measurements: &measured });
    output::write(&written(&answer, document, format, console)?, arguments.output.as_deref())?;
    checked.mention_findings(&arguments.plan.files, console);
    Ok(match (answer.rollouts.is_empty(), answer.sound) {
        (true, _) => Status::Inconclusive,
        (false, true) => Status::Fine,
        (false, false) => Status::Findings,
    })
}

/// Reads files of measurements. What is odd in them is said on standard error.
fn measured(files: &[PathBuf], console: &Console) -> Result<Vec<Measurement>, Failure> {
    let files = input::texts(files)?;
    let texts = named(&files);
    let read = measurements::read(&texts);
    let sources = texts.iter().map(|&(name, text)| SourceText::in_unit(name, text, OffsetUnit::CodePoint));
    let sources = sources.collect();
    let judged = Judged { result: read.measurements, diagnostics: read.diagnostics, sources };
    Ok(told(judged, console))
}

fn written(
    answer: &RolloutResult,
    document: &Document,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let definitions = Definitions { document, rollouts: answer };
    Ok(match format {
        Format::Json => render::json(answer)?,
        Format::Markdown => text::rollout_markdown(answer),
        Format::Svg => svg::rollout(answer, &SvgOptions::default()),
        Format::Html => html::rollout_page(answer),
        Format::Plan => json::write(&unfold(document)),
        Format::Prometheus => prometheus(&definitions),
        Format::OpenSlo => openslo(&definitions),
        Format::Argo => argo(&definitions),
        Format::Flagger => flagger(&definitions),
        _ => text::rollout_table(answer, &render::text_options(console, None)),
    })
}
