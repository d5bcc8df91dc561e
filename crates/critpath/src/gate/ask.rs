//! A plan into what the rest of the engine knows that its gate asks for: the way back, and how sure the finish is.

use super::plan_state::{FinishProbability, PlanState, WayBack};
use super::{DEFAULT_CONFIDENCE, GateOptions};
use crate::control::Control;
use crate::error::Error;
use crate::model::forecast::{ForecastResult, LimitKind, NoteKind};
use crate::plan::Plan;
use crate::rollback;
use crate::schedule::schedule;
use crate::simulate::{SimulateOptions, forecast};

impl PlanState {
    /// Asks the engine about a plan: how long its way back is, if it states one, and how sure its finish is, if the gate
    /// asks. What keeps an answer from being computed takes its place; the control hears how far the simulation is.
    ///
    /// # Errors
    /// [`Error::Cancelled`] if the control says stop; [`Error::Option`] for options that no simulation has.
    ///
    /// # Complexity
    /// That of [`rollback`](rollback::rollback), and of [`forecast`] if the gate asks for a probability.
    pub fn of(plan: &Plan, options: &GateOptions, control: &mut Control) -> Result<PlanState, Error> {
        PlanState::at_any_gate(plan, options, control)?.at_gate(plan, options, control)
    }

    /// The same for another gate: only how sure the finish is may differ.
    pub(crate) fn at_gate(
        self,
        plan: &Plan,
        options: &GateOptions,
        control: &mut Control,
    ) -> Result<PlanState, Error> {
        Ok(PlanState { finish: finish(plan, options, control)?, ..self })
    }

    /// What does not depend on the gate.
    pub(crate) fn at_any_gate(
        plan: &Plan,
        options: &GateOptions,
        control: &mut Control,
    ) -> Result<PlanState, Error> {
        Ok(PlanState { way_back: way_back(plan, options, control)?, finish: None })
    }
}

/// How long the way back is, if the plan states one.
fn way_back(
    plan: &Plan,
    options: &GateOptions,
    control: &mut Control,
) -> Result<Option<Result<WayBack, String>>, Error> {
    let way_back = schedule(plan, &options.simulation.schedule)
        .and_then(|dates| rollback::way_back(plan, &dates, control))
        .map(|answer| answer.map(|answer| WayBack::of(plan.document(), &answer)));
    match way_back {
        Err(_) if !rollback::is_stated(plan.document()) => Ok(None),
        other => Ok(told(other)?.transpose()),
    }
}

/// How sure it is that the work fits its window, if the gate asks.
fn finish(
    plan: &Plan,
    options: &GateOptions,
    control: &mut Control,
) -> Result<Option<Result<FinishProbability, String>>, Error> {
    let id = options.gate.as_deref();
    let gate = plan.document().gates.iter().find(|gate| id == Some(gate.id.as_str()));
    let Some(gate) = gate.filter(|gate| gate.finish_probability.is_some()) else { return Ok(None) };
    let confidence = options.confidence.or(gate.confidence).unwrap_or(DEFAULT_CONFIDENCE);
    let simulation = SimulateOptions { indices: false, confidence, ..options.simulation };
    let runs = told(forecast(plan, &simulation, control))?;
    Ok(Some(runs.and_then(|runs| {
        of_runs(&runs).ok_or_else(|| "the plan states no change window and no deadline".to_owned())
    })))
}

/// The share of runs that are done when the change window closes, else by the deadline of the plan.
fn of_runs(runs: &ForecastResult) -> Option<FinishProbability> {
    let of = |kind| runs.windows.iter().find(|limit| limit.kind == kind);
    let limit = of(LimitKind::ChangeWindow).or_else(|| of(LimitKind::PlanDeadline))?;
    let probability = limit.probability;
    // Runs that do not differ estimate nothing.
    let is_certain = runs.notes.iter().any(|note| note.kind == NoteKind::NothingUncertain);
    let (low, high) = match is_certain {
        true => (probability, probability),
        false => (limit.probability_low, limit.probability_high),
    };
    Some(FinishProbability { until: limit.limit.clone(), probability, low, high, runs: runs.runs })
}

/// An answer, or why there is none; what the caller must hear stays an error.
fn told<T>(answer: Result<T, Error>) -> Result<Result<T, String>, Error> {
    match answer {
        Err(error @ (Error::Cancelled | Error::Option(_))) => Err(error),
        other => Ok(other.map_err(|error| error.to_string())),
    }
}
