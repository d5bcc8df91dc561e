//! `critpath schema`: the model into JSON Schema.

use clap::ValueEnum;
use critpath::schema;

use crate::failure::{Failure, Status};
use crate::format::{Format, one_of};
use crate::output;

/// Print the JSON Schema of plans, or of the answers
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath schema > plan.schema.json     for editors: complete and check plans as JSON
  critpath schema results                the types that `--format json` prints")]
pub struct Arguments {
    /// What to describe
    #[arg(value_enum, default_value_t)]
    what: What,
    /// Form of the schema
    #[arg(long, value_name = "FORMAT", default_value = "json", value_parser = one_of(&[Format::Json]))]
    format: Format,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum What {
    /// A plan as JSON
    #[default]
    Document,
    /// The answers as JSON
    Results,
}

pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    debug_assert_eq!(arguments.format, Format::Json);
    let schema = match arguments.what {
        What::Document => schema::document(),
        What::Results => schema::results(),
    };
    output::print(&format!("{schema:#}\n"))?;
    Ok(Status::Fine)
}
