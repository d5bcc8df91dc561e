//! The names and extensions of the forms that answers are written in.

use std::path::Path;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use critpath::diagnostic::Code;

use crate::failure::Failure;

/// A form that an answer is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For people, on a terminal.
    Text,
    /// A table of tasks.
    Table,
    /// A bar chart in characters.
    Gantt,
    /// Data.
    Json,
    /// A table for spreadsheets.
    Csv,
    /// A table for Markdown pages.
    Markdown,
    /// A Gantt block for Markdown pages.
    Mermaid,
    /// A picture.
    Svg,
    /// A page.
    Html,
    /// A project for planning programs.
    Mspdi,
    /// Annotations of GitHub Actions.
    Github,
    /// Results of a static analysis.
    Sarif,
    /// An export of Primavera P6; it is only read.
    Xer,
    /// Another plan, as data.
    Plan,
    /// Alerting rules of Prometheus.
    Prometheus,
    /// Objectives and alerts of OpenSLO.
    OpenSlo,
    /// Rollouts of Argo Rollouts.
    Argo,
    /// Canaries of Flagger.
    Flagger,
}

struct Entry {
    format: Format,
    name: &'static str,
    help: &'static str,
    extensions: &'static [&'static str],
}

const TABLE: &[Entry] = &[
    entry(Format::Text, "text", "for people, on a terminal", &["txt"]),
    entry(Format::Table, "table", "a table of the tasks", &[]),
    entry(Format::Gantt, "gantt", "a bar chart in characters", &[]),
    entry(Format::Json, "json", "data, for programs", &["json"]),
    entry(Format::Csv, "csv", "a table for spreadsheets", &["csv"]),
    entry(Format::Markdown, "md", "Markdown; what is written is a table of the tasks", &["md", "markdown"]),
    entry(Format::Mermaid, "mermaid", "a Mermaid gantt block", &["mmd", "mermaid"]),
    entry(Format::Svg, "svg", "a picture: the Gantt chart", &["svg"]),
    entry(Format::Html, "html", "a page: Gantt chart, findings, risks, checklists", &["html", "htm"]),
    entry(Format::Mspdi, "xml", "an MS Project XML file (MSPDI), for planning programs", &["xml"]),
    entry(Format::Github, "github", "annotations of GitHub Actions", &[]),
    entry(Format::Sarif, "sarif", "SARIF 2.1.0, for code scanning", &["sarif"]),
    entry(Format::Xer, "xer", "an export of Primavera P6", &["xer"]),
    entry(Format::Plan, "plan", "a JSON plan with the steps in place of the rollouts", &[]),
    entry(Format::Prometheus, "prometheus", "alerting rules of Prometheus, in YAML", &[]),
    entry(Format::OpenSlo, "openslo", "objectives, indicators and alerts of OpenSLO v1, in YAML", &[]),
    entry(Format::Argo, "argo", "rollouts and analysis templates of Argo Rollouts, in YAML", &[]),
    entry(Format::Flagger, "flagger", "canaries of Flagger, in YAML", &[]),
];

const fn entry(
    format: Format,
    name: &'static str,
    help: &'static str,
    extensions: &'static [&'static str],
) -> Entry {
    Entry { format, name, help, extensions }
}

impl Format {
    /// The name on the command line.
    pub fn name(self) -> &'static str {
        TABLE.iter().find(|entry| entry.format == self).map_or("", |entry| entry.name)
    }

    /// The form among `formats` that the extension of a path names.
    pub fn of_path(path: &Path, formats: &[Format]) -> Option<Format> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        let named = |entry: &&Entry| {
            formats.contains(&entry.format) && entry.extensions.contains(&extension.as_str())
        };
        TABLE.iter().find(named).map(|entry| entry.format)
    }
}

/// The form of an output: as stated, else by the extension of its file; without a file or an extension, the usual one.
pub fn of_output(
    stated: Option<Format>,
    file: Option<&Path>,
    formats: &[Format],
    usual: Format,
) -> Result<Format, Failure> {
    let by_name = || match file.filter(|file| *file != Path::new("-")) {
        Some(file) => Format::of_path(file, formats).ok_or_else(|| unknown_form(file, formats)),
        None => Ok(usual),
    };
    stated.map_or_else(by_name, Ok)
}

/// A file whose name does not say what to write into it.
pub fn unknown_form(file: &Path, formats: &[Format]) -> Failure {
    let entries = || TABLE.iter().filter(|entry| formats.contains(&entry.format));
    let extensions: Vec<String> = entries()
        .flat_map(|entry| entry.extensions.first())
        .map(|extension| format!("`.{extension}`"))
        .collect();
    let names: Vec<&str> = entries().map(|entry| entry.name).collect();
    let message = format!("the name `{}` does not say which form to write", file.display());
    let by_option = match names.as_slice() {
        [_] => String::new(),
        _ => format!(", or state the form: {}", names.join(", ")),
    };
    Failure::new(Code::FormatUnknown, message)
        .help(format!("let it end in {}{by_option}", extensions.join(", ")))
}

/// Reads one of these names from the command line; help and errors list them.
pub fn one_of(formats: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    let offered = |entry: &&Entry| formats.contains(&entry.format);
    let values = TABLE.iter().filter(offered).map(|entry| PossibleValue::new(entry.name).help(entry.help));
    PossibleValuesParser::new(values)
        .map(|name| TABLE.iter().find(|entry| entry.name == name).map_or(Format::Text, |entry| entry.format))
}
