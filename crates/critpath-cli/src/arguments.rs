//! The command line into plain data. What `--help` teaches stands here and beside each command.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand};
use critpath::check::{CheckOptions, Profile};
use critpath::model::Convention;
use critpath::time::{Moment, TimeError};
use critpath_store::{Clock, SystemClock};

use crate::command;
use crate::console::Color;

/// Deployment guides as computed, checked plans.
///
/// critpath reads a deployment guide as people write it (Markdown, JSON, MS Project XML or Primavera XER) and answers what the guide alone cannot:
/// when each task is, what drives the date, how sure it is, and what the guide forgot.
#[derive(Debug, Parser)]
#[command(name = "critpath", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Arguments {
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value_t,
        hide_possible_values = true
    )]
    pub color: Color,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  critpath check guide.md                          what is wrong, and what is missing?
  critpath schedule guide.md --start 2026-12-07    when is each task?
  critpath explain guide.md switch                 why is this task then?
  critpath simulate guide.md                       how sure is the date?
  critpath diff old.md new.md                      what moved, and which change moved it?
  critpath what-if guide.md 'test 3d'              what would this move?
  critpath rollback guide.md                       how long is the way back, and until when?
  critpath rollout guide.md                        which traffic when, watched for how long?
  critpath gate guide.md -m measured.json          go or no-go?
  critpath promotion guide.md                      what must hold before production, and which windows fit?
  critpath risk guide.md                           what can go wrong, and how bad is it?
  critpath report guide.md -o report.html          everything on one page
  cat guide.md | critpath schedule - --format json

Exit status: 0 fine, 1 findings, 2 could not run, 3 no answer.";

/// What is asked.
#[derive(Debug, Subcommand)]
pub enum Command {
    Check(command::check::Arguments),
    Schedule(command::schedule::Arguments),
    Explain(command::explain::Arguments),
    Gate(command::gate::Arguments),
    Simulate(command::simulate::Arguments),
    Floats(command::floats::Arguments),
    Diff(command::diff::Arguments),
    WhatIf(command::what_if::Arguments),
    Convert(command::convert::Arguments),
    Rollback(command::rollback::Arguments),
    Rollout(command::rollout::Arguments),
    Promotion(command::promotion::Arguments),
    Report(command::report::Arguments),
    Risk(command::risk::Arguments),
    Schema(command::schema::Arguments),
    Selftest(command::selftest::Arguments),
    Completions(command::completions::Arguments),
    Man(command::man::Arguments),
}

/// What a plan is computed with.
#[derive(Debug, Clone, Default, Args)]
pub struct Planning {
    /// Start of the plan, if it states none or another one: 2026-12-07 or 2026-12-07T22:00
    #[arg(long, value_name = "DATE", value_parser = Moment::parse)]
    pub start: Option<Moment>,
    /// Which rules count how much: `deploy` for guides, `dcma` for the DCMA 14-point assessment of a schedule
    #[arg(long, value_name = "NAME", default_value = "deploy", value_parser = Profile::named)]
    pub profile: Profile,
    /// Whose rules the dates follow where planning tools differ: those that the plan names, else `native`
    #[arg(long, value_name = "NAME", value_parser = convention(), hide_possible_values = false)]
    pub convention: Option<Convention>,
}

impl Planning {
    /// The options of a check.
    pub fn check_options(&self) -> CheckOptions {
        CheckOptions {
            start: self.start,
            profile: self.profile.clone(),
            now: None,
            convention: self.convention,
        }
    }
}

/// The moment that counts as the present.
#[derive(Debug, Clone, Args)]
pub struct Now {
    /// Draw the present as a line: 2026-12-07T08:00, or `now` for the clock
    #[arg(long, value_name = "TIME", value_parser = moment_or_now)]
    pub now: Option<Moment>,
}

/// A plan: a file, or the parts of one.
#[derive(Debug, Clone, Args)]
pub struct PlanFiles {
    /// A guide, a JSON plan, an MS Project XML or a Primavera XER file, `-` for standard input, or the JSON parts of one plan: files or a folder
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// Reads the name of a convention; help says what each is.
fn convention() -> impl TypedValueParser<Value = Convention> {
    let values = Convention::ALL.iter().map(|convention| {
        PossibleValue::new(convention.as_str()).help(match convention {
            Convention::Native => "dates never break the logic; what is not started waits for the data date",
            Convention::MsProject => {
                "as Microsoft Project: stated dates hold against the logic, work stays where it was"
            }
            Convention::Primavera => {
                "as Primavera P6: lags on the predecessor's calendar, started work waits for its predecessors"
            }
        })
    });
    PossibleValuesParser::new(values).map(|name| {
        let named = Convention::ALL.iter().find(|convention| convention.as_str() == name);
        named.copied().unwrap_or_default()
    })
}

pub fn moment_or_now(text: &str) -> Result<Moment, TimeError> {
    if text == "now" { Ok(SystemClock.now()) } else { Moment::parse(text) }
}
