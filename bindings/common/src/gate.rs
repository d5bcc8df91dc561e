//! A plan and files of measurements into the verdict of a gate.

use critpath::check::CheckOptions;
use critpath::diagnostic::SourceText;
use critpath::gate::GateOptions;
use critpath::model::Stage;
use critpath::time::Moment;
use critpath_formats::gate::{self as sheet, GateFiles, judge};
use critpath_formats::html;
use critpath_formats::svg::Theme;
use critpath_formats::text::TextOptions;
use serde::Deserialize;

use crate::{Failure, Opened, options, text};

/// What `gate` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Gate {
    gate: Option<String>,
    stage: Option<Stage>,
    now: Option<Moment>,
    confidence: Option<f64>,
}

const FORMATS: &str = "json, text, markdown, github, svg, html";

impl Opened {
    /// The verdict of a gate by measurements given as pairs of name and content, as JSON text.
    ///
    /// # Errors
    /// No gate has this id, or options that cannot be read.
    pub fn gate_json(&self, measured: &[(String, String)], options: &str) -> Result<String, Failure> {
        self.gate_as("json", measured, options)
    }

    /// The verdict of a gate as text in a format: `json`, `text`, `markdown`, `github`, `svg` or `html`.
    ///
    /// # Errors
    /// No gate has this id, no format has this name, or options that cannot be read.
    pub fn gate_as(
        &self,
        format: &str,
        measured: &[(String, String)],
        options: &str,
    ) -> Result<String, Failure> {
        let Gate { gate: id, stage, now, confidence } = options::read(options)?;
        let files: Vec<(&str, &str)> =
            measured.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let document = self.document();
        let diagnostics = self.findings(&CheckOptions { now, ..CheckOptions::default() });
        let unit = self.sources().first().map(SourceText::unit).unwrap_or_default();
        let files = GateFiles { document, diagnostics: &diagnostics, measurements: &files, unit };
        let result = judge(&files, &GateOptions { gate: id, stage, now, confidence })?.result;
        Ok(match format {
            "json" => text(&result),
            "text" => sheet::text(&result, &TextOptions::default()),
            "markdown" => sheet::job_summary(&result),
            "github" => sheet::github(&result, document, self.sources()),
            "svg" => sheet::svg(&result, Theme::Auto),
            "html" => html::gate_sheet(&result),
            _ => {
                return Err(Failure::option(format!("there is no format `{format}`; there are {FORMATS}")));
            }
        })
    }
}
