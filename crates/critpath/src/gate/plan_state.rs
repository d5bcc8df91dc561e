//! What other parts of the engine know of a plan into reasons: errors, the way back, the date.

use crate::check::phrase::{names, time};
use crate::diagnostic::Diagnostic;
use crate::model::result::{GateMeasure, GateReason, ReasonKind, Verdict};
use crate::model::{Document, Gate};

use super::reason::{measure, reason};
use super::words::percent;

/// How long the way back is, as the analysis of the rollback has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WayBack {
    /// How long the way back may take, in seconds.
    pub objective_s: Option<i64>,
    /// How long it takes at worst, detection and decision included, in seconds.
    pub worst_s: Option<i64>,
    /// Where there is no way back, or none within the objective, in the order of time.
    pub points_of_no_return: Vec<PointOfNoReturn>,
    /// The probability, 0 to 1, that the deployment fails and is rolled back; 1 if it is not known.
    pub failure_probability: Option<f64>,
}

/// A point after which there is no way back, or none within the objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointOfNoReturn {
    /// Id of the task.
    pub task: String,
    /// When, as text for people.
    pub at: String,
    /// Whether there is no way back at all; else it takes too long.
    pub hard: bool,
    /// Id of the last gate that is decided before it.
    pub last_safe_gate: Option<String>,
}

/// How sure it is that the work is done inside its window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FinishProbability {
    /// The probability, 0 to 1.
    pub probability: f64,
    /// What the true one is not below, with the confidence of the simulation.
    pub low: f64,
    /// What the true one is not above.
    pub high: f64,
    /// How many runs it comes from.
    pub runs: u64,
}

/// Errors keep a plan from being computed: nothing is known of it then.
pub(super) fn findings(diagnostics: &[Diagnostic]) -> Vec<GateReason> {
    errors(ReasonKind::Finding, Verdict::NoGo, diagnostics)
}

/// What could not be read of the measurements may be good or bad.
pub(super) fn unread(diagnostics: &[Diagnostic]) -> Vec<GateReason> {
    errors(ReasonKind::Measurement, Verdict::Inconclusive, diagnostics)
}

fn errors(kind: ReasonKind, verdict: Verdict, diagnostics: &[Diagnostic]) -> Vec<GateReason> {
    let errors = diagnostics.iter().filter(|found| found.is_error());
    let of = |found: &Diagnostic| {
        let code = found.code.as_str();
        let needed = found.help.clone().unwrap_or_else(|| "mend it".into());
        reason(kind, code, found.code.summary(), verdict, &found.message).needs(Some(needed)).done()
    };
    errors.map(of).collect()
}

/// A way back that takes too long, and points of no return without a decision before them.
pub(super) fn way_back(document: &Document, way_back: &WayBack) -> Vec<GateReason> {
    let guarantee = way_back.worst_s.zip(way_back.objective_s).map(|(worst, objective)| {
        let verdict = if worst <= objective { Verdict::Go } else { Verdict::NoGo };
        let (worst, objective) = (time(worst as f64), time(objective as f64));
        let detail = format!("the way back takes at most {worst}, and may take {objective}");
        let needed = (verdict == Verdict::NoGo)
            .then(|| format!("shorten the way back to {objective}, or allow {worst}"));
        reason(ReasonKind::PointOfNoReturn, "rollback", "the way back", verdict, detail).needs(needed).done()
    });
    let points = way_back.points_of_no_return.iter().map(|point| of_point(document, point));
    guarantee.into_iter().chain(points).collect()
}

fn of_point(document: &Document, point: &PointOfNoReturn) -> GateReason {
    let task = document.tasks.iter().find(|task| task.id == point.task);
    let name = task.map_or(point.task.as_str(), |task| task.name.as_str());
    let after = names([point.task.as_str()]);
    let what = if point.hard { "there is no way back" } else { "the way back takes too long" };
    let (verdict, detail, needed) = match &point.last_safe_gate {
        Some(gate) => (
            Verdict::Go,
            format!("from {} on, after {after}, {what}; `{gate}` is the last gate before it", point.at),
            None,
        ),
        None => (
            Verdict::NoGo,
            format!("from {} on, after {after}, {what}, and no gate is decided before it", point.at),
            Some(format!("put a gate before {after}, or give it an undo that is in time")),
        ),
    };
    reason(ReasonKind::PointOfNoReturn, &point.task, name, verdict, detail).needs(needed).done()
}

/// The date, if the gate asks how sure it is.
pub(super) fn finish(gate: Option<&Gate>, finish: Option<FinishProbability>) -> Option<GateReason> {
    let asked = gate.and_then(|gate| gate.finish_probability)?;
    let of = |verdict, detail: String, needed: Option<String>, measured| {
        reason(ReasonKind::FinishProbability, "finish", "done inside the window", verdict, detail)
            .needs(needed)
            .measured(measured)
            .done()
    };
    let Some(FinishProbability { probability, low, high, runs }) = finish else {
        let detail = format!("asked for is a probability of {}, and none was computed", percent(asked));
        return Some(of(Verdict::Inconclusive, detail, Some("simulate the plan".into()), None));
    };
    let verdict = if low >= asked {
        Verdict::Go
    } else if high < asked {
        Verdict::NoGo
    } else {
        Verdict::Inconclusive
    };
    let detail = format!(
        "done inside the window in {} of {runs} runs ({} to {}); asked for is {}",
        percent(probability),
        percent(low),
        percent(high),
        percent(asked)
    );
    let needed = match verdict {
        Verdict::Go => None,
        Verdict::NoGo => Some("start earlier, take work out, or widen the window".to_owned()),
        Verdict::Inconclusive => Some("simulate more runs".to_owned()),
    };
    let measured = GateMeasure {
        value: Some(probability),
        low: Some(low),
        high: Some(high),
        target: Some(asked),
        sample: runs,
        ..measure("probability", "")
    };
    Some(of(verdict, detail, needed, Some(measured)))
}
