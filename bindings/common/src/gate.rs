//! A plan and files of measurements into the verdict of a gate.

use std::num::NonZeroUsize;

use critpath::check::CheckOptions;
use critpath::control::Control;
use critpath::diagnostic::SourceText;
use critpath::gate::GateOptions;
use critpath::model::forecast::RiskBasis;
use critpath::model::{Convention, Stage};
use critpath::schedule::ScheduleOptions;
use critpath::simulate::SimulateOptions;
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
    start: Option<Moment>,
    convention: Option<Convention>,
    runs: Option<u64>,
    seed: Option<u64>,
    /// All processors if absent.
    threads: Option<NonZeroUsize>,
    risks: Option<RiskBasis>,
}

impl Gate {
    fn options(self) -> GateOptions {
        let Gate { gate, stage, now, confidence, .. } = self;
        let usual = SimulateOptions::default();
        let simulation = SimulateOptions {
            schedule: ScheduleOptions { start: self.start, convention: self.convention, ..usual.schedule },
            runs: self.runs.unwrap_or(usual.runs),
            seed: self.seed.unwrap_or(usual.seed),
            threads: self.threads.unwrap_or_else(options::processors).get(),
            risks: self.risks.unwrap_or(usual.risks),
            ..usual
        };
        GateOptions { gate, stage, now, confidence, simulation }
    }
}

const FORMATS: &str = "json, text, markdown, github, svg, html";

impl Opened {
    /// The verdict of a gate by measurements given as pairs of name and content, as JSON text.
    ///
    /// # Errors
    /// No gate has this id, or options that cannot be read.
    pub fn gate_json(
        &self,
        measured: &[(String, String)],
        options: &str,
        control: &mut Control,
    ) -> Result<String, Failure> {
        self.gate_as("json", measured, options, control)
    }

    /// The verdict of a gate as text in a format: `json`, `text`, `markdown`, `github`, `svg` or `html`. The control hears
    /// how far the simulation is, if the gate asks for one.
    ///
    /// # Errors
    /// No gate has this id, no format has this name, options that cannot be read, or a control that says stop.
    pub fn gate_as(
        &self,
        format: &str,
        measured: &[(String, String)],
        options: &str,
        control: &mut Control,
    ) -> Result<String, Failure> {
        let options = options::read::<Gate>(options)?.options();
        let files: Vec<(&str, &str)> =
            measured.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let document = self.document();
        let ScheduleOptions { start, convention, .. } = options.simulation.schedule;
        let check = CheckOptions { now: options.now, start, convention, ..CheckOptions::default() };
        let diagnostics = self.findings(&check);
        let unit = self.sources().first().map(SourceText::unit).unwrap_or_default();
        let plan = self.plan().ok();
        let files = GateFiles { document, plan, diagnostics: &diagnostics, measurements: &files, unit };
        let result = judge(&files, &options, control)?.result;
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
