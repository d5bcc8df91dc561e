//! Microsoft Project's XML (MSPDI) into documents, and documents into it.
//!
//! Summary rows become phases, other rows tasks; ids are the unique ids (`UID`) of the file. What the model has no field
//! for is kept as it stands in `extensions.mspdi`. Dates that the program computed (start, finish, early, late, slack)
//! are among these: they are never read as facts.

mod baselines;
mod calendars;
mod custom;
mod kept;
mod links;
mod project;
mod recurrence;
mod resources;
mod schema;
mod task_field;
mod tasks;
mod timephased;
mod uids;
mod values;
mod write;

use critpath::diagnostic::{self, Code, Diagnostic};
use critpath::model::{Document, Source, Span};

use crate::{Read, xml};
use values::Values;
pub use write::{left_out, write};

/// The namespace of the format, which tells it from other XML.
const NAMESPACE: &str = "http://schemas.microsoft.com/project";

/// Reads an MS Project XML text. Never fails: what cannot be read is reported. O(n log n) in the length of the text.
pub fn read(name: &str, text: &str) -> Read {
    let (tree, mut diagnostics) = xml::parse(text);
    let source = Source { name: name.to_owned(), ..Source::default() };
    let mut document = Document { sources: vec![source], ..Document::default() };
    match tree.root() {
        Some(root) if root.name() == "Project" => {
            let mut values = Values::default();
            project::read(root, &mut document, &mut values);
            diagnostics.append(&mut values.diagnostics);
        }
        Some(root) => {
            let message = format!("the outermost element is `{}`, not `Project`", root.name());
            let help = "export the project as XML from Microsoft Project or a program that writes its format";
            diagnostics.push(Diagnostic::new(Code::FormatUnknown, message).at(root.whole()).help(help));
        }
        None if diagnostics.is_empty() => {
            diagnostics.push(Diagnostic::new(Code::TextEmpty, "the file holds no XML").at(Span::new(0, 0)));
        }
        None => {}
    }
    diagnostic::sort(&mut diagnostics);
    Read { document, diagnostics }
}

/// Whether a text without a telling name is of this format.
pub(crate) fn is_mspdi(start: &str) -> bool {
    let head: String = start.chars().take(2_000).collect();
    head.contains(NAMESPACE)
}
