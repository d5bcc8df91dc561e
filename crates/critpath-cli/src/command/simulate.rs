//! `critpath simulate`: how sure the date is.

use std::path::PathBuf;
use std::time::Duration;

use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use critpath::Error;
use critpath::control::{Control, never_stop};
use critpath::diagnostic::Code;
use critpath::model::forecast::{ForecastResult, NoteKind, RiskBasis};
use critpath::pert::pert;
use critpath::plan::Plan;
use critpath::simulate::{SimulateOptions, Stop, forecast};
use critpath_formats::svg::SvgOptions;
use critpath_formats::{csv, svg, text};

use crate::arguments::{PlanFiles, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::planned::{self, Scheduled};
use crate::render::{self, Page};
use crate::{input, output, progress};

/// Say how sure the date is: many runs, each with other durations and risks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath simulate guide.md                           how sure is the date, and what moves it?
  critpath simulate guide.md -o forecast.svg           S-curve, histogram, tornado, Gantt chart
  critpath simulate guide.md --runs 100000 --seed 7    more runs, other random numbers
  critpath simulate guide.md --risks residual          with what is left of the risks after mitigation
  critpath simulate guide.md --until P80:2h            until P80 is known to two hours of work
  critpath simulate guide.md --format json             for programs
  critpath simulate guide.md --method pert             by formula, along one path

What is uncertain stands in the plan: estimates such as `{2d/3d/6d}`, tasks with `probability=60%`, and risks with \
`probability=30% delay=4h/8h/2d affects=migrate` or `factor=0.9/1/1.4`. The same seed gives the same answer, to the last \
digit, on every machine and with any number of threads.

P80 is the date that 80 % of the runs keep: an actual run, with the interval that holds the true date.

Exit status: 0 there is a forecast, 2 the plan cannot be computed, 3 no task has dates.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    planning: Planning,
    /// How the answer is found
    #[arg(long, value_name = "METHOD", value_enum, default_value_t, hide_possible_values = false)]
    method: Method,
    #[command(flatten)]
    simulation: Simulation,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// How it is found how sure a date is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Method {
    /// Many runs of the whole plan
    #[default]
    Simulation,
    /// The PERT formulas along the path of greatest mean: no runs, no risks, no other paths; as text, json or md
    Pert,
}

/// How a plan is simulated.
#[derive(Debug, Clone, clap::Args)]
pub struct Simulation {
    /// How often the plan is scheduled
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    runs: u64,
    /// What the random numbers come from
    #[arg(long, value_name = "N", default_value_t = 0)]
    seed: u64,
    /// How many threads share the work; all processors by default
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Which effects of risks count
    #[arg(long, value_name = "WHICH", default_value = "inherent", value_parser = basis(), hide_possible_values = false)]
    risks: RiskBasis,
    /// Stop as soon as a percentile is known to an amount of working time, for example P80:2h
    #[arg(long, value_name = "PERCENTILE:TIME", value_parser = until)]
    until: Option<Stop>,
    /// Give up after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    time_limit: Option<Duration>,
}

const FORMATS: &[Format] =
    &[Format::Text, Format::Json, Format::Csv, Format::Markdown, Format::Svg, Format::Html];

/// Forms of what PERT answers.
const PERT_FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Markdown];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let formats = if arguments.method == Method::Pert { PERT_FORMATS } else { FORMATS };
    let format = of_output(arguments.format, arguments.output.as_deref(), formats, Format::Text)?;
    if !formats.contains(&format) {
        let message = format!("what PERT answers has no form `{}`", format.name());
        return Err(Failure::new(Code::OptionInvalid, message).help("write it as text, json or md"));
    }
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    let scheduled = planned::scheduled(input::load(&arguments.plan.files)?, &arguments.planning, console)?;
    if scheduled.dates.result.tasks.is_empty() {
        console.note("no task has dates, so there is nothing to simulate");
        return Ok(Status::Inconclusive);
    }
    let answer = match arguments.method {
        Method::Simulation => {
            let result = arguments.simulation.run(&scheduled.dates.plan, &arguments.planning)?;
            rendered(&scheduled, &result, format, console)?
        }
        Method::Pert => along_one_path(&scheduled.dates.plan, &arguments.planning, format, console)?,
    };
    output::write(&answer, arguments.output.as_deref())?;
    scheduled.checked.mention_findings(&arguments.plan.files, console);
    Ok(Status::Fine)
}

impl Simulation {
    /// Simulates a plan, with a bar where a person waits.
    pub fn run(&self, plan: &Plan, planning: &Planning) -> Result<ForecastResult, Failure> {
        let options = self.options(planning);
        self.watched(|control| forecast(plan, &options, control))
    }

    /// Does work that simulates, with a bar where a person waits, within the time limit.
    pub fn watched<T>(&self, work: impl FnOnce(&mut Control) -> Result<T, Error>) -> Result<T, Failure> {
        progress::watched("simulating", self.time_limit, work)
    }

    /// The same, if anything in the plan makes its runs differ.
    pub fn run_if_uncertain(
        &self,
        plan: &Plan,
        planning: &Planning,
    ) -> Result<Option<ForecastResult>, Failure> {
        let one = SimulateOptions { runs: 1, indices: false, stop: None, ..self.options(planning) };
        let notes = forecast(plan, &one, &mut never_stop)?.notes;
        let is_certain = notes.iter().any(|note| note.kind == NoteKind::NothingUncertain);
        if is_certain { Ok(None) } else { self.run(plan, planning).map(Some) }
    }

    /// The same as options of the engine.
    pub fn options(&self, planning: &Planning) -> SimulateOptions {
        SimulateOptions {
            schedule: planning.check_options().schedule_options(),
            runs: self.runs,
            seed: self.seed,
            threads: self.threads.unwrap_or_else(processors),
            risks: self.risks,
            stop: self.until,
            ..SimulateOptions::default()
        }
    }
}

/// How many threads can work at once.
pub(super) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

fn rendered(
    scheduled: &Scheduled,
    result: &ForecastResult,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let plan = &scheduled.dates.plan;
    Ok(match format {
        Format::Json => render::json(result)?,
        Format::Csv => csv::forecast(result),
        Format::Markdown => text::forecast_markdown(plan, result),
        Format::Svg => svg::forecast_sheet(plan, &scheduled.dates.result, result, &SvgOptions::default()),
        Format::Html => {
            let known = Page::of(plan.document(), Some(&scheduled.dates), &scheduled.checked);
            Page { forecast: Some(result), ..known }.write()
        }
        _ => text::forecast_text(plan, result, &render::text_options(console, None)),
    })
}

/// What PERT answers, in a form.
fn along_one_path(
    plan: &Plan,
    planning: &Planning,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let result = pert(plan, &planning.check_options().schedule_options())?.result;
    Ok(match format {
        Format::Json => render::json(&result)?,
        Format::Markdown => text::pert_markdown(plan, &result),
        _ => text::pert_text(plan, &result, &render::text_options(console, None)),
    })
}

/// Reads which risks count; help says what each is.
pub fn basis() -> impl TypedValueParser<Value = RiskBasis> {
    let values = RiskBasis::ALL.iter().map(|basis| {
        PossibleValue::new(basis.as_str()).help(match basis {
            RiskBasis::Inherent => "as they are before anything is done about them",
            RiskBasis::Residual => "what is left of them after mitigation",
            RiskBasis::None => "no risk happens: only the spread of the estimates counts",
        })
    });
    PossibleValuesParser::new(values).map(|name| {
        let named = RiskBasis::ALL.iter().find(|basis| basis.as_str() == name);
        named.copied().unwrap_or_default()
    })
}

/// Reads `P80:2h`.
fn until(text: &str) -> Result<Stop, String> {
    let expected = || format!("`{text}` is not a percentile and an amount of working time, such as `P80:2h`");
    let (percentile, width) = text.split_once(':').ok_or_else(expected)?;
    let percent = percentile.trim_start_matches(['P', 'p']).parse().map_err(|_| expected())?;
    let width: critpath::duration::Duration = width.parse().map_err(|_| expected())?;
    if !(percent > 0.0 && percent < 100.0) || width.is_negative() {
        return Err(expected());
    }
    Ok(Stop { percent, half_width_s: width.seconds(&critpath::model::WorkUnits::default()) })
}

/// Reads a number of seconds above nothing.
pub fn seconds(text: &str) -> Result<Duration, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("`{text}` is not a number of seconds"))?;
    match Duration::try_from_secs_f64(seconds) {
        Ok(limit) if !limit.is_zero() => Ok(limit),
        _ => Err("a time limit is more than nothing".into()),
    }
}
