//! Canonical JSON (`"format": "critpath/1"`) into a document and back.

use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::noun::{Field, Reading};
use critpath::model::tree::Node;
use critpath::model::{Document, FORMAT, Source, Span};

use crate::Read;

/// Reads a tree. Its text becomes the source after those that the document names itself; `diagnostics`, about the
/// text alone, are moved there.
pub(crate) fn read(name: &str, root: &Node<'_>, mut diagnostics: Vec<Diagnostic>) -> Read {
    let sources = root.get("sources").and_then(Node::elements).map_or(0, <[_]>::len);
    let own = u32::try_from(sources).unwrap_or(u32::MAX);
    let mut reading = Reading::new(own);
    let mut document = match Document::read(root, &mut reading) {
        Ok(document) => document,
        Err(mismatch) => {
            let message = format!("a document is {}, not {}", mismatch.expected, root.excerpt());
            diagnostics.push(Diagnostic::new(mismatch.code, message).at(root.span));
            Document::default()
        }
    };
    diagnostics.extend(version(&document, root));
    diagnostics.iter_mut().for_each(|diagnostic| move_to_source(diagnostic, own));
    document.format = FORMAT.to_owned();
    // A source that is not an object was set apart; its index must stay taken.
    document.sources.resize_with(sources, Source::default);
    document.sources.push(Source {
        name: name.to_owned(),
        format: Some(FORMAT.to_owned()),
        ..Source::default()
    });
    diagnostics.extend(reading.finish());
    critpath::diagnostic::sort(&mut diagnostics);
    Read { document, diagnostics }
}

fn move_to_source(diagnostic: &mut Diagnostic, source: u32) {
    let labels = diagnostic.labels.iter_mut().map(|label| &mut label.span);
    diagnostic.span.iter_mut().chain(labels).for_each(|span| span.source = source);
}

/// What is wrong with the version that a document states. One that states none is taken for the current one.
fn version(document: &Document, root: &Node<'_>) -> Option<Diagnostic> {
    if document.format == FORMAT {
        return None;
    }
    let span = root.get("format").map_or(root.span, |node| node.span);
    let stated = document.format.as_str();
    let message = match stated {
        "" => format!("the document states no format; it is read as `{FORMAT}`"),
        other => format!("the document is of the format `{other}`; it is read as far as `{FORMAT}` goes"),
    };
    let mut diagnostic = Diagnostic::new(Code::FormatVersion, message).at(span);
    if stated.is_empty() {
        diagnostic.severity = Severity::Warning;
        return Some(diagnostic.help(format!("write `\"format\": \"{FORMAT}\"`")));
    }
    Some(diagnostic.help("read it with the version that wrote it"))
}

/// Writes a document as canonical JSON: fields in the order of the model, defaults left out, two blanks per level,
/// a line break at the end. Equal documents give equal texts.
///
/// Places in a canonical JSON text are left out, since reading finds them again; so are the sources of these texts.
/// Numbers that are not finite have no JSON and become `null`. Linear in the size of the document.
pub fn write(document: &Document) -> String {
    let mut document = document.clone();
    document.format = FORMAT.to_owned();
    forget_own_places(&mut document);
    document.each_noun(&mut |noun| {
        // A value that was set apart is superseded by the one that its field has got since.
        let mut superseded: Vec<String> = noun.extensions_mut().keys().cloned().collect();
        superseded.retain(|field| noun.is_set(field));
        noun.extensions_mut().retain(|field, _| !superseded.contains(field));
    });
    // The only failures that serde_json knows here are keys that are not text, and the model has none.
    let mut text = serde_json::to_string_pretty(&document).expect("every key of the model is text");
    text.push('\n');
    text
}

/// Drops the sources that are canonical JSON and the places in them; places in other sources keep their source.
fn forget_own_places(document: &mut Document) {
    let is_own = |source: &Source| source.format.as_deref() == Some(FORMAT);
    let mut kept = 0;
    let renumbered: Vec<Option<u32>> = document
        .sources
        .iter()
        .map(|source| {
            let index = (!is_own(source)).then_some(kept);
            kept += u32::from(!is_own(source));
            index
        })
        .collect();
    document.sources.retain(|source| !is_own(source));
    document.each_noun(&mut |noun| {
        let span = noun.span_mut();
        *span = span.and_then(|span| {
            let source = renumbered.get(span.source as usize).copied().flatten()?;
            Some(Span { source, ..span })
        });
    });
}
