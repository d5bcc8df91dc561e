//! Deployment guides as people write them into documents.
//!
//! The text is cut free of foreign fragments (`foreign`), read into sections and blocks (`outline`), each section
//! is told what it is about (`sections`, by the words in `vocabulary`), its contents become nouns (`reader` and
//! the modules of the nouns), and at last the nouns get ids and are tied together (`ids`). What nothing took
//! is kept (`unplaced`).

pub mod attributes;
mod branches;
mod calendar;
mod checklists;
mod criteria;
mod days;
mod draft;
mod edits;
mod entries;
mod foreign;
mod gantt;
mod ids;
mod inline;
mod known;
mod labels;
mod nouns;
mod objectives;
mod order;
mod outline;
mod parts;
mod phase_rows;
pub mod phrase;
mod preamble;
mod reader;
mod risks;
mod sections;
mod tables;
mod unplaced;
mod vocabulary;
mod work;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Document, FORMAT, Source, Span};

use crate::Read;
use outline::Outline;

pub use edits::{addition, edits};
use reader::Reader;

/// Largest text that is read, in bytes: spans count in 32 bits.
const LARGEST: usize = u32::MAX as usize;

/// Reads a guide. It always gives a document, however partial; what is odd is in the diagnostics. `name` is what
/// the user calls the text, usually a path. O(n log n) in its length.
pub fn read(name: &str, text: &str) -> Read {
    let mut read = if text.len() > LARGEST { too_large() } else { read_text(text) };
    let document = &mut read.document;
    document.format = FORMAT.to_owned();
    document.sources = vec![Source { name: name.to_owned(), ..Source::default() }];
    if document.name.is_empty() {
        document.name = stem(name).to_owned();
    }
    critpath::diagnostic::sort(&mut read.diagnostics);
    read
}

fn read_text(text: &str) -> Read {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let settings = preamble::front_matter(&text[bom..]).map(|found| found.shifted(bom));
    let top = 0..bom + settings.as_ref().map_or(0, |found| found.len);
    let foreign = foreign::find(text);
    let cut = foreign.iter().map(|found| &found.source).filter(|source| source.start >= top.end);
    let blanked = foreign::blank(text, std::iter::once(&top).chain(cut));
    let outline = Outline::read(&blanked);
    let places = sections::places(&outline);
    let mut reader = Reader::new(&outline, &places);
    reader.read();
    if let Some(settings) = &settings {
        reader.settings(settings);
    }
    reader.keep_rest(&blanked);
    let mut read = ids::finish(reader.drafts);
    unplaced::keep_foreign(&mut read.document, &mut read.diagnostics, &outline, &foreign, text);
    report_no_plan(&mut read, text);
    read
}

/// Says so if the text states no plan; that its sections were not placed then goes without saying.
fn report_no_plan(read: &mut Read, text: &str) {
    if has_plan(&read.document) {
        return;
    }
    read.diagnostics.retain(|diagnostic| diagnostic.code != Code::TextUnplaced);
    let diagnostic = if text.trim().is_empty() {
        Diagnostic::new(Code::TextEmpty, "the file is empty").help("a plan has at least one task")
    } else {
        Diagnostic::new(
            Code::TextNoPlan,
            "no plan found here: no phase, task, step, checklist or rollback procedure",
        )
        .help("name phases in headings like `## Phase 1: Preparation (Week 1-2)` and list their tasks below")
    };
    read.diagnostics.push(diagnostic.at(Span::new(0, 0)));
}

fn has_plan(document: &Document) -> bool {
    !(document.phases.is_empty()
        && document.tasks.is_empty()
        && document.strategy.is_empty()
        && document.checklists.is_empty()
        && document.rollback_procedures.is_empty()
        && document.gates.is_empty())
}

fn too_large() -> Read {
    let diagnostic = Diagnostic::new(Code::TextTooLarge, "the text is larger than 4 GiB")
        .help("split it into several files");
    Read { diagnostics: vec![diagnostic], ..Read::default() }
}

/// The name of a file without its folder and ending.
fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem })
}
