//! What was judged by files of measurements, with what was found in these files.

use critpath::diagnostic::{Diagnostic, OffsetUnit, SourceText};
use critpath::model::result::FileResult;

use super::ReadMeasurements;
use crate::findings::{self, FileFindings};

/// An answer, and what was found in the measurements, for those who show it beside the texts.
#[derive(Debug)]
pub struct Judged<'a, R> {
    /// The answer.
    pub result: R,
    /// What was found in the measurements.
    pub diagnostics: Vec<Diagnostic>,
    /// Their texts.
    pub sources: Vec<SourceText<'a>>,
}

impl ReadMeasurements {
    /// The texts of the files that these were read from, and what was found in each, as results have it.
    pub(crate) fn told<'a>(
        &self,
        files: &[(&'a str, &'a str)],
        unit: OffsetUnit,
    ) -> (Vec<SourceText<'a>>, Vec<FileResult>) {
        let texts = files.iter();
        let sources: Vec<SourceText<'a>> =
            texts.map(|(name, text)| SourceText::in_unit(*name, *text, unit)).collect();
        let found = FileFindings { sources: &sources, diagnostics: &self.diagnostics, assessment: None };
        let files = findings::result(&[found]).files;
        (sources, files)
    }
}
