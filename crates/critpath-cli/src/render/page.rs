//! A plan and all that is known of it into the report page.

use critpath::control::never_stop;
use critpath::model::forecast::ForecastResult;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::result::GateResult;
use critpath::model::{Document, Measurement};
use critpath::promotion::promoted;
use critpath::rollback::way_back;
use critpath::rollout::{RolloutInput, rollout};
use critpath::time::Instant;
use critpath_formats::html::{self, ReportInput};

use crate::planned::{Checked, Dates};

/// What the page shows. A plan that cannot be computed still has findings and risks.
pub struct Page<'a> {
    pub document: &'a Document,
    pub dates: Option<&'a Dates>,
    pub checked: &'a Checked,
    pub forecast: Option<&'a ForecastResult>,
    pub gate: Option<&'a GateResult>,
    /// As it was judged by measurements; judged without any if absent.
    pub promotion: Option<&'a PromotionResult>,
    /// What was measured of error budgets.
    pub measurements: &'a [Measurement],
    pub now: Option<Instant>,
}

impl<'a> Page<'a> {
    /// The page of what is known without asking for more.
    pub fn of(document: &'a Document, dates: Option<&'a Dates>, checked: &'a Checked) -> Self {
        Page {
            document,
            dates,
            checked,
            forecast: None,
            gate: None,
            promotion: None,
            measurements: &[],
            now: None,
        }
    }

    /// Writes it.
    pub fn write(&self) -> String {
        let Page { document, dates, checked, .. } = *self;
        // What keeps one of these from being computed is a finding of its own.
        let rollback =
            dates.and_then(|dates| way_back(&dates.plan, &dates.schedule, &mut never_stop).ok().flatten());
        let unmeasured = match self.promotion {
            Some(_) => None,
            None => dates.and_then(|dates| promoted(&dates.plan, &dates.schedule, &checked.diagnostics)),
        };
        let floats = dates.and_then(|dates| html::floats(&dates.plan, &dates.schedule, &dates.result));
        let rollouts = rollout(&RolloutInput { document, measurements: self.measurements });
        html::report(&ReportInput {
            document,
            plan: dates.map(|dates| &dates.plan),
            schedule: dates.map(|dates| &dates.result),
            floats: floats.as_ref(),
            forecast: self.forecast,
            rollback: rollback.as_ref(),
            promotion: self.promotion.or(unmeasured.as_ref()),
            rollouts: Some(&rollouts),
            gate: self.gate,
            diagnostics: &checked.diagnostics,
            sources: &checked.sources,
            now: self.now,
        })
    }
}
