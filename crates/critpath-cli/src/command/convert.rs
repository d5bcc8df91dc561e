//! `critpath convert`: a plan in another form.

use std::path::PathBuf;

use critpath::diagnostic::Diagnostic;
use critpath::model::Document;
use critpath_formats::{json, mspdi};

use crate::arguments::{Now, Planning};
use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::format::{Format, one_of, unknown_form};
use crate::input::Input;
use crate::{input, output, planned, render};

/// Convert a plan into another form, and say what the form cannot hold
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath convert guide.md plan.json                 the whole plan as data
  critpath convert wbs_parts/ plan.json               a folder of JSON parts as one plan
  critpath convert guide.md plan.xml                  a project for MS Project, with its dates
  critpath convert guide.md gantt.mmd                 a Mermaid gantt block
  critpath convert all.xer#BRIDGE plan.json           one project of an export of Primavera P6
  critpath convert guide.md - --to csv                to standard output
  critpath convert - plan.json --from md < guide.md

JSON holds everything, errors of the plan included. The other forms show dates, so the plan must be computable.")]
pub struct Arguments {
    /// A guide, a JSON plan, an MS Project XML or a Primavera XER file, a folder of JSON parts, or `-` for standard input
    #[arg(value_name = "IN")]
    from_file: PathBuf,
    /// The file to write, or `-` for standard output
    #[arg(value_name = "OUT")]
    to_file: PathBuf,
    /// Form of the input, if neither its extension nor its contents show it
    #[arg(long, value_name = "FORMAT", value_parser = one_of(READ))]
    from: Option<Format>,
    /// Form of the output; by its extension if absent
    #[arg(long, value_name = "FORMAT", value_parser = one_of(FORMATS))]
    to: Option<Format>,
    #[command(flatten)]
    planning: Planning,
    #[command(flatten)]
    now: Now,
}

const READ: &[Format] = &[Format::Markdown, Format::Json, Format::Mspdi, Format::Xer];

const FORMATS: &[Format] = &[
    Format::Json,
    Format::Mspdi,
    Format::Csv,
    Format::Markdown,
    Format::Mermaid,
    Format::Svg,
    Format::Html,
    Format::Text,
];

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let by_name = || Format::of_path(&arguments.to_file, FORMATS);
    let unknown = || unknown_form(&arguments.to_file, FORMATS);
    let format = arguments.to.or_else(by_name).ok_or_else(unknown)?;
    output::spare_input(Some(&arguments.to_file), std::slice::from_ref(&arguments.from_file))?;
    let mut input = match arguments.from {
        Some(form) => input::load_as(&arguments.from_file, form)?,
        None => input::load(std::slice::from_ref(&arguments.from_file))?,
    };
    if format == Format::Mspdi {
        // The file states the start that its dates follow from.
        let document = &mut input.read.document;
        document.start = arguments.planning.start.or(document.start);
    }
    let answer = if format == Format::Json {
        mention_errors(&input, console);
        json::write(&input.read.document)
    } else {
        let scheduled = planned::scheduled(input, &arguments.planning, console)?;
        if let Some(lost) = not_carried(scheduled.dates.plan.document(), format) {
            console.note(&format!("{} does not hold {lost}", format.name()));
        }
        render::schedule(&scheduled, format, arguments.now.now, console)?
    };
    output::write(&answer, Some(&arguments.to_file))?;
    Ok(Status::Fine)
}

/// The reader's errors are part of the answer only where the text cannot be read as meant.
fn mention_errors(input: &Input, console: &Console) {
    let errors: Vec<Diagnostic> = input.read.diagnostics.iter().filter(|d| d.is_error()).cloned().collect();
    console.message(&render::diagnostics(&errors, &input.sources, console.color_errors, console.width));
}

/// What a form has no place for: `6 risks, 4 monitors`.
fn not_carried(document: &Document, format: Format) -> Option<String> {
    if format == Format::Mspdi {
        let left_out = mspdi::left_out(document);
        let words: Vec<String> = left_out.iter().map(|(what, count)| format!("{what} ({count})")).collect();
        return (!words.is_empty()).then(|| words.join(", "));
    }
    let on_a_page = [
        ("risk", document.risks.len()),
        ("checklist", document.checklists.len()),
        ("criterion", document.criteria.len()),
    ];
    let nowhere = [
        ("component", document.components.len()),
        ("environment", document.environments.len()),
        ("resource", document.resources.len()),
        ("monitor", document.monitors.len()),
        ("rollback procedure", document.rollback_procedures.len()),
        ("gate", document.gates.len()),
        ("calendar", document.calendars.len()),
        ("baseline", document.baselines.len()),
        ("unplaced text", document.unplaced.len()),
    ];
    let on_a_page = on_a_page.iter().filter(|_| format != Format::Html);
    let lost = on_a_page.chain(&nowhere).filter(|(_, count)| *count > 0);
    let words: Vec<String> = lost.map(|(noun, count)| counted(*count, noun)).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, _) => format!("1 {noun}"),
        (_, "criterion") => format!("{count} criteria"),
        _ => format!("{count} {noun}s"),
    }
}
