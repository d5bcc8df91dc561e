//! A plan and files of measurements into how a release gets from environment to environment.

use std::num::NonZeroUsize;

use critpath::check::CheckOptions;
use critpath::control::Control;
use critpath::diagnostic::SourceText;
use critpath::duration::Duration;
use critpath::gate::GateOptions;
use critpath::model::Convention;
use critpath::model::forecast::RiskBasis;
use critpath::promotion::PromotionOptions;
use critpath::schedule::ScheduleOptions;
use critpath::simulate::SimulateOptions;
use critpath::time::Moment;
use critpath_formats::promotion::{self as sheet, PromotionFiles, promote};
use critpath_formats::text::TextOptions;
use serde::Deserialize;

use crate::{Failure, Opened, Timetable, options, text};

/// What `promotion` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Promotion {
    #[serde(deserialize_with = "options::whole")]
    windows: Option<u32>,
    horizon: Option<Duration>,
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

impl Promotion {
    fn schedule(&self) -> ScheduleOptions {
        ScheduleOptions { start: self.start, convention: self.convention, ..ScheduleOptions::default() }
    }

    fn options(self) -> PromotionOptions {
        let (usual, gate) = (SimulateOptions::default(), GateOptions::default());
        let simulation = SimulateOptions {
            schedule: self.schedule(),
            runs: self.runs.unwrap_or(usual.runs),
            seed: self.seed.unwrap_or(usual.seed),
            threads: self.threads.unwrap_or_else(options::processors).get(),
            risks: self.risks.unwrap_or(usual.risks),
            ..usual
        };
        let gate = GateOptions { now: self.now, confidence: self.confidence, simulation, ..gate };
        let usual = PromotionOptions::default();
        PromotionOptions {
            gate,
            windows: self.windows.map_or(usual.windows, |windows| windows as usize),
            horizon: self.horizon.unwrap_or(usual.horizon),
        }
    }
}

const FORMATS: &str = "json, text, markdown";

impl Opened {
    /// How a release gets from environment to environment, by measurements given as pairs of name and content, as text in a
    /// format: `json`, `text` or `markdown`. The control hears how far it is.
    ///
    /// # Errors
    /// A broken document, no start, environments that are promoted from each other, no format of this name, options that
    /// cannot be read, or a control that says stop.
    pub fn promotion_as(
        &self,
        format: &str,
        measured: &[(String, String)],
        options: &str,
        control: &mut Control,
    ) -> Result<String, Failure> {
        let given: Promotion = options::read(options)?;
        let (schedule, now) = (given.schedule(), given.now);
        let options = given.options();
        let timetable = Timetable::new(self.shared_texts(), self.plan()?.clone(), schedule, control)?;
        let ScheduleOptions { start, convention, .. } = schedule;
        let check = CheckOptions { now, start, convention, ..CheckOptions::default() };
        let diagnostics = self.findings(&check);
        let files: Vec<(&str, &str)> =
            measured.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let files = PromotionFiles {
            plan: timetable.plan(),
            schedule: timetable.schedule(),
            diagnostics: &diagnostics,
            measurements: &files,
            unit: self.sources().first().map(SourceText::unit).unwrap_or_default(),
        };
        let answer = promote(&files, &options, control).map_err(|error| self.failure(error))?.result;
        let axis = timetable.plan().axis();
        Ok(match format {
            "json" => text(&answer),
            "text" => sheet::text(axis, &answer, &TextOptions::default()),
            "markdown" => sheet::markdown(axis, &answer),
            _ => {
                return Err(Failure::option(format!("there is no format `{format}`; there are {FORMATS}")));
            }
        })
    }
}
