//! What is odd in the system's files into diagnostics: repeated ones are counted, not repeated.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic, did_you_mean};
use critpath::model::Span;
use critpath::model::noun::{Noun, Reading};
use critpath::model::tree::Entry;
use serde_json::Value;

use super::alias::{self, Known, NOTHING, Table};

/// Diagnostics of a reading.
#[derive(Debug, Default)]
pub(super) struct Notes {
    diagnostics: Vec<Diagnostic>,
    /// Diagnostics that are the same but for their place, with the number of places.
    repeated: BTreeMap<(Code, String), (Diagnostic, usize)>,
}

impl Notes {
    /// Everything found.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for (mut diagnostic, count) in self.repeated.into_values() {
            if count > 1 {
                diagnostic.message.push_str(&format!(" ({count} times)"));
            }
            self.diagnostics.push(diagnostic);
        }
        self.diagnostics
    }

    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds a diagnostic at a place.
    pub fn report(&mut self, code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) {
        self.push(Diagnostic::new(code, message).at(span));
    }

    /// Adds a diagnostic of which there may be many: the first place counts.
    pub fn repeat(&mut self, diagnostic: Diagnostic) {
        let key = (diagnostic.code, diagnostic.message.clone());
        self.repeated.entry(key).or_insert((diagnostic, 0)).1 += 1;
    }

    /// The meaning of a field. Another name than the standard one is noted.
    pub fn lookup<T: Copy>(&mut self, table: &Table<T>, entry: &Entry<'_>) -> Option<T> {
        let Known { meaning, standard } = table.lookup(&entry.key)?;
        if let Some(standard) = standard {
            let message = format!("`{}` is read as `{standard}`", entry.key);
            self.repeat(Diagnostic::new(Code::JsonAlias, message).at(entry.key_span));
        }
        Some(meaning)
    }

    /// Takes a field that no table knows: as a field of the model, if it is one, else it is kept. A secret is withheld.
    pub fn keep<T: Copy>(&mut self, kind: &str, table: &Table<T>, entry: &Entry<'_>, noun: &mut dyn Noun) {
        if alias::is_secret(&entry.key) {
            let message = format!("`{}` looks like a secret; its value is left out", entry.key);
            let diagnostic = Diagnostic::new(Code::JsonFieldUnknown, message).at(entry.key_span);
            return self.repeat(diagnostic.help("keep secrets out of planning files"));
        }
        let mut reading = Reading::new(entry.value.span.source);
        match noun.read_field(&entry.key, &entry.value, &mut reading) {
            Some(Ok(())) => return self.diagnostics.extend(reading.finish()),
            Some(Err(mismatch)) => {
                return self.reject(mismatch.code, entry, &mismatch.expected, noun.extensions_mut());
            }
            None => {}
        }
        self.unknown(kind, table, entry);
        noun.extensions_mut().insert(entry.key.clone().into_owned(), entry.value.json());
    }

    /// Keeps a field of a file that nothing takes.
    pub fn leave(&mut self, entry: &Entry<'_>, left: &mut BTreeMap<String, Value>) {
        self.unknown("this file", &NOTHING, entry);
        left.insert(entry.key.clone().into_owned(), entry.value.json());
    }

    /// Keeps a value that is not what its field holds.
    pub fn reject(
        &mut self,
        code: Code,
        entry: &Entry<'_>,
        expected: &str,
        extensions: &mut BTreeMap<String, Value>,
    ) {
        let message =
            format!("`{}` is {}, not {expected}; it is kept apart", entry.key, entry.value.excerpt());
        self.report(code, entry.value.span, message);
        extensions.insert(entry.key.clone().into_owned(), entry.value.json());
    }

    fn unknown<T: Copy>(&mut self, kind: &str, table: &Table<T>, entry: &Entry<'_>) {
        let message = format!("`{}` is not known as a field of {kind}; it is kept", entry.key);
        let mut diagnostic = Diagnostic::new(Code::JsonFieldUnknown, message).at(entry.key_span);
        if self.repeated.len() < MOST_SUGGESTIONS
            && let Some(meant) = did_you_mean(&alias::normal(&entry.key), table.names())
        {
            diagnostic = diagnostic.help(format!("did you mean `{meant}`?"));
        }
        self.repeat(diagnostic);
    }
}

/// In a file with more unknown names than this, these are no slips.
const MOST_SUGGESTIONS: usize = 200;
