//! `critpath risk`: what can go wrong, how likely and how bad it is.

use std::path::PathBuf;

use critpath::risk::risk_register;

use crate::arguments::{PlanFiles, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, of_output, one_of};
use crate::{input, output, planned, render};

/// Rank the risks of a plan by probability and impact, before and after mitigation
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath risk guide.md                         the risks by rank, and the heat map
  critpath risk guide.md -o risks.svg            the heat map as a picture; the form follows the extension
  critpath risk guide.md --format json           for programs
  critpath risk risk_quantitative_models.json guide.json

A guide rates its risks in a table, `| Risk | Impact | Probability | Mitigation |`, in words (High), numbers (0.3, 30%), \
time (2 days) or money (EUR 5k). More is said in braces behind the name of a risk:
  {#outage probability=30% delay=2h/4h/8h cost=1000/2000/9000 affects=switch residual-probability=10%}
and at the title: {risk-appetite=0.14}. Words stand for the numbers of the PMBOK Guide unless the plan has scales of its own; \
the answer says which number and which range each was read as.

Exit status: 0 the risks were ranked, 1 a risk is above the appetite, 2 the plan has errors, 3 it states no risks.")]
pub struct Arguments {
    #[command(flatten)]
    plan: PlanFiles,
    /// Form of the answer: by the extension of the output, else text
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS), hide_possible_values = false)]
    format: Option<Format>,
    /// Write to a file instead of standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

const FORMATS: &[Format] =
    &[Format::Text, Format::Json, Format::Csv, Format::Markdown, Format::Svg, Format::Html];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let format = of_output(arguments.format, arguments.output.as_deref(), FORMATS, Format::Text)?;
    output::spare_input(arguments.output.as_deref(), &arguments.plan.files)?;
    let checked = planned::checked(input::load(&arguments.plan.files)?, &Planning::default());
    let document = checked.plan(console)?.document();
    let register = risk_register(document);
    output::write(&render::risks(&register, document, format, console)?, arguments.output.as_deref())?;
    checked.mention_findings(&arguments.plan.files, console);
    Ok(match (register.risks.is_empty(), register.above_appetite.is_empty()) {
        (true, _) => Status::Inconclusive,
        (false, true) => Status::Fine,
        (false, false) => Status::Findings,
    })
}
