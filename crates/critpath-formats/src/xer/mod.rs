//! The export of Primavera P6 (XER) into documents.
//!
//! A file is a list of tables. Activities become tasks under their activity codes, the nodes of the work breakdown
//! structure below the project phases under theirs. What the model has no field for is kept as it stands in
//! `extensions.xer`: columns with the noun of their row, tables with the document. Dates and floats that P6 computed
//! are among these: they are never read as facts.
//!
//! A document has one data date and one way to be scheduled, a file may hold several projects that each have their own.
//! One of them is read: the first that was exported and has activities, or the one that is named behind the name of the
//! file, as in `portfolio.xer#BRIDGE`. Links to other projects are kept and move nothing.

mod calendars;
mod hours;
mod links;
mod project;
mod resources;
mod table;
mod tasks;
mod values;
mod wbs;

use critpath::diagnostic::{self, Code, Diagnostic};
use critpath::model::{Document, Source, Span};

use crate::Read;
use table::Tables;
use values::Values;

/// How every file begins.
const HEADER: &str = "ERMHDR";

/// Where nouns keep what the model has no field for.
const EXTENSION: &str = "xer";

/// Reads the text of an export. Never fails: what cannot be read is reported. O(n log n) in the length of the text.
pub fn read(name: &str, text: &str) -> Read {
    let mut values = Values::default();
    let source = Source { name: name.to_owned(), ..Source::default() };
    let mut document = Document { sources: vec![source], ..Document::default() };
    let tables = Tables::read(text, &mut values);
    if tables.is_empty() {
        let message = "the file holds no table of a Primavera P6 export";
        let help = "export the project from Primavera P6 as XER";
        let code = if text.trim().is_empty() { Code::TextEmpty } else { Code::TextNoPlan };
        values.diagnostics.push(Diagnostic::new(code, message).at(Span::new(0, 0)).help(help));
    } else {
        project::read(&tables, wanted(name), &mut document, &mut values);
    }
    diagnostic::sort(&mut values.diagnostics);
    Read { document, diagnostics: values.diagnostics }
}

/// The project that a name asks for: `BRIDGE` in `portfolio.xer#BRIDGE`.
fn wanted(name: &str) -> Option<&str> {
    let (file, project) = name.rsplit_once('#')?;
    (!project.is_empty() && file.to_lowercase().ends_with(".xer")).then_some(project)
}

/// Whether a text without a telling name is of this format.
pub(crate) fn is_xer(start: &str) -> bool {
    // Some programs that write the format leave the header out.
    start.starts_with(HEADER) || start.starts_with("%T\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn projects_are_named_behind_the_file() {
        for (name, project) in [
            ("a.xer#BRIDGE", Some("BRIDGE")),
            ("folder/A.XER#B#C", None),
            ("a.xer#", None),
            ("a.xer", None),
            ("notes#3.md", None),
        ] {
            assert_eq!(wanted(name), project, "{name}");
        }
    }
}
