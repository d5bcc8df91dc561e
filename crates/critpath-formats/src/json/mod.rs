//! JSON into documents, and documents into JSON.
//!
//! What a text is, its content tells: a document of this program (`"format": "critpath/1"`), or one of the files that
//! the AutoProjectManagement system keeps ([`system`] says which, and what becomes of them).

mod canonical;
mod parse;
pub mod system;

pub use canonical::write;
pub use parse::{DEEPEST_NESTING, LONGEST_TEXT};

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;

use crate::Read;
use crate::merge::merge;

/// Reads a JSON text. Never fails: what cannot be read is reported. Linear in the length of the text.
pub fn read(name: &str, text: &str) -> Read {
    assemble(&[(name, text)])
}

/// Reads JSON texts that belong together, given by name and content: the parts of a work breakdown become one tree,
/// allocations and done shares find their tasks. The result does not depend on the order of the texts, but for the
/// order of its sources. Broken and empty texts are reported, the others are read.
pub fn assemble(parts: &[(&str, &str)]) -> Read {
    let mut documents = Vec::new();
    let mut files = Vec::new();
    let mut diagnostics = Vec::new();
    for (name, text) in parts {
        let source = u32::try_from(files.len()).unwrap_or(u32::MAX);
        let mut parsed = parse_source(text, source);
        let shape = parsed.root.as_ref().map(|root| system::recognise(root, name));
        match (parsed.root, shape) {
            (Some(root), Some(system::Shape::Canonical)) => {
                documents.push(canonical::read(name, &root, parsed.diagnostics));
            }
            (root, shape) => {
                diagnostics.append(&mut parsed.diagnostics);
                files.push(system::File { name, content: root.zip(shape) });
            }
        }
    }
    if !files.is_empty() || documents.is_empty() {
        let mut read = system::read(&files);
        read.diagnostics.append(&mut diagnostics);
        documents.insert(0, read);
    }
    let mut read = merge(documents);
    critpath::diagnostic::sort(&mut read.diagnostics);
    read
}

/// Whether a text without a telling name is JSON: an object with a name in it, or a list that breaks no rule.
/// Markdown may begin with a bracket, too.
pub(crate) fn is_json(text: &str) -> bool {
    match text.strip_prefix('{') {
        Some(inside) => inside.trim_start().starts_with(['"', '}']),
        None => text.starts_with('[') && parse::parse(text, 0).diagnostics.iter().all(|d| !d.is_error()),
    }
}

/// Whether a text is one of the files of the system that make a plan together.
pub(crate) fn is_part(name: &str, text: &str) -> bool {
    parse_source(text, 0).root.is_some_and(|root| system::recognise(&root, name).is_part())
}

/// Parses a text, an empty one with a diagnostic of its own.
pub(crate) fn parse_source(text: &str, source: u32) -> parse::Parsed<'_> {
    if text.trim_matches(['\u{feff}', ' ', '\t', '\r', '\n']).is_empty() {
        let span = Span::in_source(source, 0, 0);
        let diagnostic = Diagnostic::new(Code::TextEmpty, "the file is empty").at(span);
        return parse::Parsed { root: None, diagnostics: vec![diagnostic] };
    }
    parse::parse(text, source)
}
