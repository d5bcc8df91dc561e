//! `critpath check`: what is wrong with plans, and what they forgot.

use std::path::PathBuf;

use critpath::check::{CheckOptions, assess};
use critpath::diagnostic::{Diagnostic, Severity, SourceText, sort};
use critpath::time::Moment;
use critpath_formats::findings::{self, FileFindings};

use crate::arguments::{Planning, moment_or_now};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::input::{Input, Unread};
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
  critpath check plan.xml --profile dcma          the DCMA 14-point assessment of the schedule
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
    /// The present, if the plan states no data date: 2026-12-07T08:00, or `now` for the clock
    #[arg(long, value_name = "TIME", value_parser = moment_or_now)]
    now: Option<Moment>,
    /// Form of the findings
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(FORMATS))]
    format: Format,
}

const FORMATS: &[Format] = &[Format::Text, Format::Json, Format::Github, Format::Sarif];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let (plans, failures) = plans(arguments, console);
    output::print(&answer(&plans, &failures, arguments.format, console))?;
    for (_, failure) in &failures {
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
fn plans(arguments: &Arguments, console: &Console) -> (Vec<Checked>, Vec<Unread>) {
    let (found, mut failures) = input::expand_all(&arguments.files);
    let mut files = Vec::new();
    for path in found {
        match input::text(&path) {
            Ok(file) => files.push(file),
            Err(failure) => failures.push((path, failure)),
        }
    }
    let inputs = match arguments.assemble {
        // Parts of one plan say nothing of it alone.
        true if !failures.is_empty() => Vec::new(),
        true => vec![input::parsed(files)],
        false => input::parsed_apart(files),
    };
    (inputs.into_iter().map(|input| check(input, arguments, console)).collect(), failures)
}

/// What only dates show, missed deadlines for one, belongs to the findings. A plan that cannot be scheduled has said
/// why, or leaves its start open, which is no fault of the plan.
fn check(input: Input, arguments: &Arguments, console: &Console) -> Checked {
    let options = CheckOptions { now: arguments.now, ..arguments.planning.check_options() };
    let document = (!options.profile.assessment.is_empty()).then(|| input.read.document.clone());
    let mut checked = checked(input, &arguments.planning);
    let dates = checked.dates(&arguments.planning, console);
    if let Some(document) = document {
        let plan = checked.plan.as_ref().ok_or("the plan has errors");
        let schedule =
            dates.as_ref().map(|dates| &dates.schedule).map_err(|failure| failure.message.as_str());
        if let Some(assessment) = assess(&document, plan, schedule, &options) {
            checked.diagnostics.extend(assessment.diagnostics);
            sort(&mut checked.diagnostics);
            checked.assessment = Some(assessment.result);
        }
    }
    checked
}

fn answer(plans: &[Checked], failures: &[Unread], format: Format, console: &Console) -> String {
    let unread: Vec<_> = failures.iter().map(finding).collect();
    let of_plans = plans.iter().map(|plan| FileFindings {
        sources: &plan.sources,
        diagnostics: &plan.diagnostics,
        assessment: plan.assessment.as_ref(),
    });
    let of_unread = unread.iter().map(|(source, finding)| FileFindings {
        sources: std::slice::from_ref(source),
        diagnostics: std::slice::from_ref(finding),
        assessment: None,
    });
    let found: Vec<FileFindings<'_>> = of_plans.chain(of_unread).collect();
    match format {
        Format::Json => findings::json(&found),
        Format::Github => findings::github(&found),
        Format::Sarif => findings::sarif(&found, env!("CARGO_PKG_VERSION")),
        _ => text(plans, console),
    }
}

/// A file that could not be read, as programs are told about it: by a finding of that file, without a place.
fn finding((path, failure): &Unread) -> (SourceText<'static>, Diagnostic) {
    let mut found = Diagnostic::new(failure.code, failure.message.clone());
    found.help.clone_from(&failure.help);
    (SourceText::new(path.display().to_string(), ""), found)
}

/// The findings of each plan and its assessment, then how many there are in all.
fn text(plans: &[Checked], console: &Console) -> String {
    let mut text = String::new();
    for plan in plans {
        text += &render::findings(plan, console);
        if let Some(assessment) = &plan.assessment {
            text += &format!("{}\n", render::assessment(assessment, console));
        }
    }
    let all = plans.iter().flat_map(|plan| &plan.diagnostics);
    let counts = counted(all).unwrap_or_else(|| "no errors and no warnings".into());
    match plans.len() {
        // Why there is none is told on standard error.
        0 => {}
        1 => text += &format!("{counts}\n"),
        plans => text += &format!("{plans} plans: {counts}\n"),
    }
    text
}
