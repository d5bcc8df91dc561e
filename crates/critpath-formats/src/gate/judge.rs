//! A plan and the texts of measurements into the verdict of a gate, with what was found in these texts.

use critpath::control::Control;
use critpath::diagnostic::{Diagnostic, OffsetUnit};
use critpath::error::Error;
use critpath::gate::{GateInput, GateOptions, PlanState, gate};
use critpath::model::Document;
use critpath::model::result::GateResult;
use critpath::plan::Plan;

use crate::measurements::{self, Judged};

/// What a gate is judged by, as texts.
#[derive(Debug, Clone, Copy)]
pub struct GateFiles<'a> {
    /// The plan.
    pub document: &'a Document,
    /// The same as it is computed, if it can be.
    pub plan: Option<&'a Plan>,
    /// What was found about it.
    pub diagnostics: &'a [Diagnostic],
    /// Files of measurements by name and content.
    pub measurements: &'a [(&'a str, &'a str)],
    /// How columns of findings count.
    pub unit: OffsetUnit,
}

/// Reads measurements and judges a gate by them, and by what the engine knows of the plan. The control hears how far the
/// simulation is, if the gate asks for one.
///
/// # Errors
/// No gate has this id, an option has a value that it does not take, or the control says stop.
pub fn judge<'a>(
    files: &GateFiles<'a>,
    options: &GateOptions,
    control: &mut Control,
) -> Result<Judged<'a, GateResult>, Error> {
    let plan = files.plan.filter(|_| !files.diagnostics.iter().any(Diagnostic::is_error));
    let state = plan.map(|plan| PlanState::of(plan, options, control)).transpose()?.unwrap_or_default();
    let read = measurements::read(files.measurements);
    let input = GateInput {
        document: files.document,
        diagnostics: files.diagnostics,
        measurements: &read.measurements,
        unread: &read.diagnostics,
        state: &state,
    };
    let mut result = gate(&input, options)?;
    let (sources, told) = read.told(files.measurements, files.unit);
    result.measurements = told;
    Ok(Judged { result, diagnostics: read.diagnostics, sources })
}
