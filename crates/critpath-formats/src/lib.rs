//! Text into the model, and answers into text. No effects.

pub mod csv;
pub mod findings;
pub mod html;
pub mod json;
pub mod markdown;
pub mod mermaid;
pub mod svg;
pub mod text;

use critpath::diagnostic::Diagnostic;
use critpath::model::Document;

/// What a reader made of a text: always a document, however partial, and what was found on the way.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// What the text states.
    pub document: Document,
    /// What is wrong or odd in the text.
    pub diagnostics: Vec<Diagnostic>,
}
