//! A plan and the texts of measurements into its promotion, with what was found in these texts.

use critpath::control::Control;
use critpath::diagnostic::{Diagnostic, OffsetUnit};
use critpath::error::Error;
use critpath::model::promotion_result::PromotionResult;
use critpath::plan::Plan;
use critpath::promotion::{PromotionInput, PromotionOptions, promotion};
use critpath::schedule::Schedule;

use crate::measurements::{self, Judged};

/// What a promotion is judged by, as texts.
#[derive(Debug, Clone, Copy)]
pub struct PromotionFiles<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// What was found about it.
    pub diagnostics: &'a [Diagnostic],
    /// Files of measurements by name and content.
    pub measurements: &'a [(&'a str, &'a str)],
    /// How columns of findings count.
    pub unit: OffsetUnit,
}

/// Reads measurements and judges by them what must hold before each environment. The control hears how far it is.
///
/// # Errors
/// As [`promotion`].
pub fn promote<'a>(
    files: &PromotionFiles<'a>,
    options: &PromotionOptions,
    control: &mut Control,
) -> Result<Judged<'a, PromotionResult>, Error> {
    let read = measurements::read(files.measurements);
    let input = PromotionInput {
        plan: files.plan,
        schedule: files.schedule,
        diagnostics: files.diagnostics,
        measurements: &read.measurements,
        unread: &read.diagnostics,
    };
    let mut result = promotion(&input, options, control)?;
    let (sources, told) = read.told(files.measurements, files.unit);
    result.measurements = told;
    Ok(Judged { result, diagnostics: read.diagnostics, sources })
}
