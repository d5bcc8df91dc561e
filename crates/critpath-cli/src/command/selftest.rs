//! `critpath selftest`: published worked examples, computed against published.

use critpath::selftest::{self, CaseReport};

use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::{output, render};

/// Recompute published worked examples, and print computed against published
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath selftest                   one line for each case
  critpath selftest --verbose         every figure
  critpath selftest --format json

Exit status: 0 every figure is as published, 1 one is not.")]
pub struct Arguments {
    /// Print every figure, not only those that differ
    #[arg(long, short)]
    verbose: bool,
    /// Form of the answer
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = one_of(&[Format::Text, Format::Json]))]
    format: Format,
}

pub fn run(arguments: &Arguments, _: &Console) -> Result<Status, Failure> {
    let reports = selftest::run();
    output::print(&match arguments.format {
        Format::Json => render::json(&reports)?,
        _ => text(&reports, arguments.verbose),
    })?;
    Ok(if reports.iter().all(CaseReport::passed) { Status::Fine } else { Status::Findings })
}

fn text(reports: &[CaseReport], verbose: bool) -> String {
    let mut text = String::new();
    for report in reports {
        let right = report.checks.iter().filter(|check| check.passed).count();
        let verdict = if report.passed() { "ok" } else { "FAILED" };
        text += &format!("{:<8} {verdict:<6} {right}/{} {}\n", report.id, report.checks.len(), report.title);
        for check in report.checks.iter().filter(|check| verbose || !check.passed) {
            let sign = if check.passed { "=" } else { "≠" };
            text += &format!(
                "         {}: computed {} {sign} published {}\n",
                check.what, check.computed, check.published
            );
        }
    }
    let figures: usize = reports.iter().map(|report| report.checks.len()).sum();
    let right = reports.iter().flat_map(|report| &report.checks).filter(|check| check.passed).count();
    let passed = reports.iter().filter(|report| report.passed()).count();
    text + &format!("{passed} of {} cases, {right} of {figures} figures as published\n", reports.len())
}
