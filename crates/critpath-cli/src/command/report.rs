//! `critpath report`: everything about a plan on one page.

use std::path::{Path, PathBuf};

use critpath::time::Axis;
use critpath_formats::measurements;

use crate::arguments::{Now, PlanFiles, Planning};
use crate::command::simulate::Simulation;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output};
use crate::gating::{Gating, named};
use crate::planned::{self, Checked, Dates};
use crate::render::{self, Page};
use crate::{input, output};

/// Write one self-contained page: Gantt chart, findings, risks, checklists and criteria
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath report guide.md -o report.html
  critpath report guide.md -o report.html --now now     with a line at the present
  critpath report guide.md > report.html                the page only
  critpath report guide.md -o report.html --gate go -m measured.json   with the verdict of a gate

Measurements (-m) decide the gate, what is left of error budgets, and the gates between environments.

A plan with uncertain durations or risks is simulated, and the page says how sure its date is. With --output the table and the findings are printed as well. The page needs no network and runs no scripts.

Exit status: 0 the page was written, with whatever findings, 1 it was written without dates, because the plan has errors or \
no start, 2 it could not be written.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    now: Now,
    #[command(flatten)]
    simulation: Simulation,
    #[command(flatten)]
    gating: Gating,
    /// The page; without it the page goes to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    of_output(None, arguments.output.as_deref(), &[Format::Html], Format::Html)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    let input = input::load(&arguments.plan.files)?;
    let document = input.read.document.clone();
    let mut checked = planned::checked(input, &arguments.planning);
    let dates = checked.dates(&arguments.planning, console);
    let axis = Axis::new(document.time_zone.as_deref()).unwrap_or_default();
    let now = arguments.now.now.map(|moment| axis.instant_of(moment));
    let texts = arguments.gating.texts()?;
    let Gating { gate, stage, .. } = &arguments.gating;
    let asked = gate.is_some() || stage.is_some() || !texts.is_empty();
    let simulated = (&arguments.simulation, &arguments.planning);
    let judge = || arguments.gating.judge(&document, &checked, &texts, simulated, arguments.now.now, console);
    let gate = asked.then(judge).transpose()?;
    let promotion = match &dates {
        Ok(dates) if !texts.is_empty() => {
            arguments.gating.promotion(dates, &checked, &texts, simulated, arguments.now.now)?
        }
        _ => None,
    };
    let forecast = match &dates {
        Ok(dates) if !dates.result.tasks.is_empty() => {
            arguments.simulation.run_if_uncertain(&dates.plan, &arguments.planning)?
        }
        _ => None,
    };
    let page = Page {
        forecast: forecast.as_ref(),
        gate: gate.as_ref(),
        promotion: promotion.as_ref(),
        measurements: &measurements::read(&named(&texts)).measurements,
        now,
        ..Page::of(&document, dates.as_ref().ok(), &checked)
    };
    output::write(&page.write(), arguments.output.as_deref())?;
    match &arguments.output {
        Some(file) => output::print(&summary(dates.as_ref().ok(), &checked, file, console))?,
        None => checked.mention_findings(&arguments.plan.files, console),
    }
    // The page is there; why it shows no dates is said last.
    dates.map(|_| Status::Fine).or_else(|failure| {
        console.message(&Failure { details: String::new(), ..failure }.render(console));
        Ok(Status::Findings)
    })
}

/// What a person wants to see at once: the table, the findings, and where the page is.
fn summary(dates: Option<&Dates>, checked: &Checked, file: &Path, console: &Console) -> String {
    let table = dates.map(|dates| render::text_and_gantt(dates, None, console) + "\n").unwrap_or_default();
    let findings = render::findings(checked, console);
    let counts = planned::counted(&checked.diagnostics).unwrap_or_else(|| "no errors and no warnings".into());
    format!("{table}{findings}{counts}\nwrote {}\n", file.display())
}
