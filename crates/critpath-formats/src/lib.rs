//! Text into the model, and answers into text. No effects.
//!
//! ```
//! let read = critpath_formats::read("plan.md", "# Release\n\n## Phase 1: Build (Week 1)\n\n- Compile {2d}\n");
//! assert_eq!(read.document.phases[0].name, "Build");
//! assert_eq!(read.document.tasks[0].name, "Compile");
//! ```

mod chart;
pub mod csv;
mod escape;
pub mod findings;
mod format;
pub mod gate;
mod heat;
pub mod html;
mod ids;
pub mod json;
pub mod markdown;
mod measure;
pub mod measurements;
mod merge;
pub mod mermaid;
pub mod mspdi;
pub mod promotion;
pub mod rollout;
pub mod svg;
pub mod text;
mod week;
pub mod xer;
mod xml;

use critpath::diagnostic::Diagnostic;
use critpath::model::Document;

use format::Format;

/// What a reader made of a text: always a document, however partial, and what was found on the way.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// What the text states.
    pub document: Document,
    /// What is wrong or odd in the text.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a text of any format that is known: by the ending of its name, else by its content. Never fails and never
/// panics: what cannot be read is reported. O(n log n) in the length of the text.
pub fn read(name: &str, text: &str) -> Read {
    read_many(&[(name, text)])
}

/// Whether a text is only a part of a plan, to be read together with its other parts ([`read_many`]): a file of the
/// system with work, people, allocations, risks or progress. Guides and documents of this program stand alone. O(n).
pub fn is_part(name: &str, text: &str) -> bool {
    format::of(name, text) == Format::Json && json::is_part(name, text)
}

/// Reads texts that make one plan together, given by name and content. JSON files of the system are joined by the ids
/// of their tasks ([`json::assemble`]); documents that stand alone are put one after the other, the first one's head
/// data count. Sources are found by their names: a document brings its own ones along.
pub fn read_many(files: &[(&str, &str)]) -> Read {
    let mut reads = Vec::new();
    let mut json_files: Vec<(&str, &str)> = Vec::new();
    let mut place = 0;
    for (name, text) in files {
        match format::of(name, text) {
            Format::Json => {
                if json_files.is_empty() {
                    place = reads.len();
                }
                json_files.push((name, text));
            }
            Format::Markdown => reads.push(markdown::read(name, text)),
            Format::Mspdi => reads.push(mspdi::read(name, text)),
            Format::Xer => reads.push(xer::read(name, text)),
            Format::Unknown => reads.push(format::unknown(name)),
        }
    }
    if !json_files.is_empty() {
        reads.insert(place, json::assemble(&json_files));
    }
    merge::merge(reads)
}
