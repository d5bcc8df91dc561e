//! Checklists, criteria and measurements into a verdict: go, no-go, or inconclusive with what is still needed.
//!
//! Every part that a gate asks for gives a reason, and none is left out: what was not measured is inconclusive, never
//! a pass. A share is judged by the exact bounds of the true one, so that with the stated confidence what passes does
//! hold and what fails does not; where the sample is too small for either, the answer says how much more is needed.

mod ask;
mod budget;
mod canary;
mod checklist;
mod criterion;
mod metrics;
mod percentile;
mod plan_state;
mod reason;
mod risk;
mod scope;
mod share;
pub mod statistics;
mod threshold;
mod units;
mod words;

pub(crate) use budget::budget_left;
pub(crate) use percentile::order_of;
pub use plan_state::{FinishProbability, PlanState, PointOfNoReturn, WayBack};
pub(crate) use reason::reason;
pub(crate) use units::factor as unit_factor;
pub(crate) use words::grouped;

use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::model::result::{GateReason, GateResult, GateSummary, ReasonKind, Verdict};
use crate::model::{Document, Measurement, Stage};
use crate::simulate::SimulateOptions;
use crate::time::{Axis, Moment};

use metrics::Metrics;
use scope::Scope;

/// How sure a verdict on a measured share is, unless the gate or the caller says otherwise.
pub const DEFAULT_CONFIDENCE: f64 = 0.95;

/// How far the canary may lie above the baseline, as a share of the median of the baseline.
pub const DEFAULT_CANARY_TOLERANCE: f64 = 0.1;

/// What a gate is judged by. Only the document is needed: what else is not there gives no reason, unless the gate asks
/// for it.
#[derive(Debug, Clone, Copy)]
pub struct GateInput<'a> {
    /// The plan.
    pub document: &'a Document,
    /// What the check found; its errors are reasons against.
    pub diagnostics: &'a [Diagnostic],
    /// What was measured.
    pub measurements: &'a [Measurement],
    /// What was found while measurements were read; what could not be read is not known.
    pub unread: &'a [Diagnostic],
    /// What the rest of the engine knows of the plan: [`PlanState::of`].
    pub state: &'a PlanState,
}

/// What is judged, and how.
#[derive(Debug, Clone, Default)]
pub struct GateOptions {
    /// Id of the gate; the plan as a whole if absent.
    pub gate: Option<String>,
    /// The checklists of this stage alone, where no gate is named. Before the deployment nothing is measured yet, so
    /// that criteria are not asked for.
    pub stage: Option<Stage>,
    /// The present, for waivers and measurements that end.
    pub now: Option<Moment>,
    /// How sure a verdict on a measured share must be, above 0.5 and below 1.
    pub confidence: Option<f64>,
    /// How the plan is scheduled, and how it is simulated where the gate asks how sure its finish is.
    pub simulation: SimulateOptions,
}

/// What all parts of a gate are judged with.
struct Court<'a> {
    document: &'a Document,
    metrics: Metrics<'a>,
    axis: Axis,
    now: Option<Moment>,
    confidence: f64,
    canary_tolerance: f64,
}

/// Judges a gate, or the plan as a whole.
///
/// # Errors
/// No gate has this id, or an option has a value that it does not take.
///
/// # Complexity
/// O(n) in samples, O(n log n) in those of a canary; O(parts × measurements) beside.
pub fn gate(input: &GateInput, options: &GateOptions) -> Result<GateResult, Error> {
    let document = input.document;
    let scope = Scope::of(document, options)?;
    let confidence = confidence(scope.gate.and_then(|gate| gate.confidence), options)?;
    let axis = Axis::new(document.time_zone.as_deref()).unwrap_or_default();
    if let Some(now) = options.now {
        axis.accept(now)?;
    }
    let court = Court {
        document,
        metrics: Metrics::new(input.measurements),
        axis,
        now: options.now,
        confidence,
        canary_tolerance: scope
            .gate
            .and_then(|gate| gate.canary_tolerance)
            .filter(|tolerance| tolerance.is_finite() && *tolerance >= 0.0)
            .unwrap_or(DEFAULT_CANARY_TOLERANCE),
    };
    let mut reasons = plan_state::findings(input.diagnostics);
    reasons.extend(plan_state::unread(input.unread));
    reasons.extend(scope.unknown.iter().cloned());
    reasons.extend(scope.items.iter().map(|item| checklist::reason_of(&court, item)));
    reasons.extend(scope.criteria.iter().flat_map(|criterion| criterion::reasons(&court, criterion)));
    reasons.extend(canary::reasons(&court, &scope.criteria));
    let PlanState { way_back, finish } = input.state;
    let known = way_back.as_ref().and_then(|way_back| way_back.as_ref().ok());
    reasons.extend(scope.objectives.iter().flat_map(|it| budget::reasons(&court, it, known)));
    reasons.extend(risk::reasons(document));
    reasons.extend(way_back.iter().flat_map(|way_back| plan_state::way_back(document, way_back)));
    reasons.extend(plan_state::finish(scope.gate, finish.as_ref()));
    if reasons.is_empty() {
        reasons.push(nothing(&scope));
    }
    Ok(result(&scope, &court, reasons))
}

fn confidence(stated: Option<f64>, options: &GateOptions) -> Result<f64, Error> {
    let confidence = options.confidence.or(stated).unwrap_or(DEFAULT_CONFIDENCE);
    if confidence > 0.5 && confidence < 1.0 {
        return Ok(confidence);
    }
    Err(Error::Option(format!(
        "the confidence is {confidence}, but must be above 0.5 and below 1, such as 0.95"
    )))
}

/// A gate that asks for nothing lets nothing pass.
fn nothing(scope: &Scope) -> GateReason {
    let (id, name) = scope.gate.map_or(("plan", "the plan"), |gate| (gate.id.as_str(), gate.name.as_str()));
    reason(
        ReasonKind::Gate,
        id,
        name,
        Verdict::Inconclusive,
        "nothing is asked for, so nothing shows that it may pass",
    )
    .needed("name checklists, criteria or objectives, as in `{#go checklists=before criteria=errors}`")
    .done()
}

/// The verdict over others, and how many there are of each.
pub(crate) fn summed(verdicts: impl Iterator<Item = Verdict>) -> (Verdict, GateSummary) {
    let mut summary = GateSummary::default();
    for verdict in verdicts {
        match verdict {
            Verdict::Go => summary.go += 1,
            Verdict::NoGo => summary.no_go += 1,
            Verdict::Inconclusive => summary.inconclusive += 1,
        }
    }
    let verdict = match summary {
        GateSummary { no_go: 1.., .. } => Verdict::NoGo,
        GateSummary { inconclusive: 1.., .. } => Verdict::Inconclusive,
        _ => Verdict::Go,
    };
    (verdict, summary)
}

fn result(scope: &Scope, court: &Court, reasons: Vec<GateReason>) -> GateResult {
    let (verdict, summary) = summed(reasons.iter().map(|reason| reason.verdict));
    GateResult {
        gate: scope.gate.map(|gate| gate.id.clone()),
        name: scope.gate.map_or(&court.document.name, |gate| &gate.name).clone(),
        owner: scope.gate.and_then(|gate| gate.owner.clone()),
        verdict,
        now: court.now.map(|now| now.to_string()),
        confidence: court.confidence,
        summary,
        reasons,
        measurements: Vec::new(),
    }
}
