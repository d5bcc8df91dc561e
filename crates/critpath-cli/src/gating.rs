//! A plan and files of measurements into the verdict of a gate: what `gate`, `promotion` and `report` share.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use critpath::diagnostic::OffsetUnit;
use critpath::error::Error;
use critpath::gate::GateOptions;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::result::GateResult;
use critpath::model::{Document, Stage};
use critpath::promotion::{PromotionOptions, is_stated};
use critpath::time::Moment;
use critpath_formats::gate::{GateFiles, judge};
use critpath_formats::measurements::Judged;
use critpath_formats::promotion::{PromotionFiles, promote};
use critpath_store::TextFile;

use crate::arguments::Planning;
use crate::command::simulate::Simulation;
use crate::console::Console;
use crate::failure::Failure;
use crate::planned::{Checked, Dates};
use crate::{input, render};

/// What is judged, and by what.
#[derive(Debug, Clone, Args)]
pub struct Gating {
    /// Id of the gate; the plan as a whole if absent
    #[arg(long, value_name = "ID")]
    pub gate: Option<String>,
    /// Only the checklists of this stage: pre_deployment, during_deployment, post_deployment or other
    #[arg(long, value_name = "STAGE", conflicts_with = "gate", value_parser = stage(), hide_possible_values = true)]
    pub stage: Option<Stage>,
    /// What was measured: JSON, CSV, or answers of Prometheus as JSON; may be given several times
    #[arg(long, short, value_name = "FILE")]
    pub measurements: Vec<PathBuf>,
    /// How sure a verdict on a measured share must be, above 0.5 and below 1: what the gate states, else 0.95
    #[arg(long, value_name = "SHARE")]
    pub confidence: Option<f64>,
}

fn stage() -> impl TypedValueParser<Value = Stage> {
    PossibleValuesParser::new(Stage::ALL.iter().map(|stage| stage.as_str())).map(|name| {
        let named = Stage::ALL.iter().find(|stage| stage.as_str() == name);
        named.copied().unwrap_or_default()
    })
}

impl Gating {
    /// The files of measurements.
    pub fn texts(&self) -> Result<Vec<TextFile>, Failure> {
        input::texts(&self.measurements)
    }

    /// Judges the gate by these files; a simulation that it asks for shows how far it is. What is odd in the measurements is said on
    /// standard error.
    pub fn judge(
        &self,
        document: &Document,
        checked: &Checked,
        texts: &[TextFile],
        (simulation, planning): (&Simulation, &Planning),
        now: Option<Moment>,
        console: &Console,
    ) -> Result<GateResult, Failure> {
        let files = GateFiles {
            document,
            plan: checked.plan.as_ref(),
            diagnostics: &checked.diagnostics,
            measurements: &named(texts),
            unit: OffsetUnit::CodePoint,
        };
        let options = GateOptions {
            gate: self.gate.clone(),
            stage: self.stage,
            now,
            confidence: self.confidence,
            simulation: simulation.options(planning),
        };
        let judged = simulation.watched(|control| judge(&files, &options, control))?;
        Ok(told(judged, console))
    }

    /// Judges by these files how a release gets through the environments; nothing where these say no more than
    /// their names, or where it cannot be computed: why is a finding of its own.
    pub fn promotion(
        &self,
        dates: &Dates,
        checked: &Checked,
        texts: &[TextFile],
        (simulation, planning): (&Simulation, &Planning),
        now: Option<Moment>,
    ) -> Result<Option<PromotionResult>, Failure> {
        if !is_stated(dates.plan.document()) {
            return Ok(None);
        }
        let files = PromotionFiles {
            plan: &dates.plan,
            schedule: &dates.schedule,
            diagnostics: &checked.diagnostics,
            measurements: &named(texts),
            unit: OffsetUnit::CodePoint,
        };
        let gate = GateOptions {
            now,
            confidence: self.confidence,
            simulation: simulation.options(planning),
            ..GateOptions::default()
        };
        let options = PromotionOptions { gate, ..PromotionOptions::default() };
        simulation.watched(|control| match promote(&files, &options, control) {
            Ok(judged) => Ok(Some(judged.result)),
            Err(stop @ (Error::Cancelled | Error::Option(_))) => Err(stop),
            Err(_) => Ok(None),
        })
    }
}

/// Texts by their names, as files of measurements are judged.
pub fn named(files: &[TextFile]) -> Vec<(&str, &str)> {
    files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect()
}

/// The answer; what is odd in the measurements is said on standard error.
pub fn told<R>(judged: Judged<'_, R>, console: &Console) -> R {
    let Judged { result, diagnostics, sources } = judged;
    console.message(&render::diagnostics(&diagnostics, &sources, console.color_errors, console.width));
    result
}
