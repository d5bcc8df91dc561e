//! `critpath check`: what is wrong with plans, and what they forgot.

use std::path::PathBuf;

use critpath::diagnostic::Severity;
use critpath_formats::findings::{self, FileFindings};

use crate::arguments::Planning;
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::planned::{Checked, checked, counted};
use crate::{input, output, render};

/// Find what is wrong with plans, and what they forgot
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath check guide.md                         findings with the source line underlined
  critpath check docs/                            every guide and plan in a folder
  critpath check wbs_parts/                       JSON parts that make up one plan
  critpath check release.md night.md --assemble   guides that make up one plan
  critpath check guide.md --format github         annotations in a GitHub workflow
  critpath check guide.md --format sarif > findings.sarif
  cat guide.md | critpath check -

Exit status: 0 nothing but notes, 1 errors or warnings, 2 a file could not be read.")]
pub struct Arguments {
    /// Guides, JSON plans or their parts, or folders of them; `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// Take all files as the parts of one plan, as JSON parts are without being told
    #[arg(long)]
    assemble: bool,
    #[command(flatten)]
    planning: Planning,
    /// Form of the findings
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(FORMATS))]
    format: Format,
}

const FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Github, Format::Sarif];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let (plans, failures) = plans(arguments, console)?;
    output::print(&answer(&plans, arguments.format, console))?;
    for failure in &failures {
        console.message(&failure.render(console));
    }
    let worst = |severity| plans.iter().flat_map(|plan| &plan.diagnostics).any(|d| d.severity == severity);
    Ok(if !failures.is_empty() {
        Status::Failed
    } else if worst(Severity::Error) || worst(Severity::Warning) {
        Status::Findings
    } else {
        Status::Fine
    })
}

/// Each plan with its findings, and the files that could not be read: the others are checked all the same.
fn plans(arguments: &Arguments, console: &Console) -> Result<(Vec<Checked>, Vec<Failure>), Failure> {
    let (inputs, failures) = if arguments.assemble {
        (vec![input::load(&arguments.files)?], Vec::new())
    } else {
        let (mut files, mut failures) = (Vec::new(), Vec::new());
        for path in input::expand(&arguments.files)? {
            match input::text(&path) {
                Ok(file) => files.push(file),
                Err(failure) => failures.push(failure),
            }
        }
        (input::parsed_apart(files), failures)
    };
    let check = |input| {
        let mut plan = checked(input, &arguments.planning);
        // What only dates show, missed deadlines for one, belongs to the findings. A plan that cannot be scheduled has
        // said why, or leaves its start open, which is no fault of the plan.
        let _ = plan.dates(&arguments.planning, console);
        plan
    };
    Ok((inputs.into_iter().map(check).collect(), failures))
}

fn answer(plans: &[Checked], format: Format, console: &Console) -> String {
    let found: Vec<FileFindings<'_>> = plans
        .iter()
        .map(|plan| FileFindings { sources: &plan.sources, diagnostics: &plan.diagnostics })
        .collect();
    match format {
        Format::Json => findings::json(&found),
        Format::Github => findings::github(&found),
        Format::Sarif => findings::sarif(&found, env!("CARGO_PKG_VERSION")),
        _ => text(plans, console),
    }
}

/// The findings of each plan, then how many there are in all.
fn text(plans: &[Checked], console: &Console) -> String {
    let mut text: String = plans.iter().map(|plan| render::findings(plan, console)).collect();
    let all = plans.iter().flat_map(|plan| &plan.diagnostics);
    let counts = counted(all).unwrap_or_else(|| "no errors and no warnings".into());
    match plans.len() {
        1 => text += &format!("{counts}\n"),
        plans => text += &format!("{plans} plans: {counts}\n"),
    }
    text
}
