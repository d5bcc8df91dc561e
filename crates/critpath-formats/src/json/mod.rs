//! JSON into documents, and documents into JSON.

mod canonical;
mod parse;

pub use canonical::write;
pub use parse::{DEEPEST_NESTING, LONGEST_TEXT};

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Document, Source, Span};

use crate::Read;

/// Reads a JSON text. Never fails: what cannot be read is reported.
pub fn read(name: &str, text: &str) -> Read {
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() {
        return nothing(
            name,
            vec![Diagnostic::new(Code::TextEmpty, "the file is empty").at(Span::new(0, 0))],
        );
    }
    let parsed = parse::parse(text, 0);
    match &parsed.root {
        Some(root) => canonical::read(name, root, parsed.diagnostics),
        None => nothing(name, parsed.diagnostics),
    }
}

/// An empty document with its source.
fn nothing(name: &str, diagnostics: Vec<Diagnostic>) -> Read {
    let source = Source { name: name.to_owned(), ..Source::default() };
    Read { document: Document { sources: vec![source], ..Document::default() }, diagnostics }
}
