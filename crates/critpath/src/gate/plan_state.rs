//! What other parts of the engine know of a plan into reasons: errors, the way back, the date.

use crate::check::phrase::{names, time};
use crate::diagnostic::Diagnostic;
use crate::model::result::{GateMeasure, GateReason, ReasonKind, Verdict};
use crate::model::rollback_result::{NoReturnKind, RollbackResult};
use crate::model::{Document, Gate};
use crate::rollback;

use super::reason::{measure, reason};
use super::words::percent;

/// What the rest of the engine knows of a plan. What could not be computed says why.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PlanState {
    /// How long the way back is; nothing if the plan states none.
    pub way_back: Option<Result<WayBack, String>>,
    /// How sure it is that the work fits into its window; nothing if it was not asked for.
    pub finish: Option<Result<FinishProbability, String>>,
}

/// How long the way back is, as the analysis of the rollback has it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WayBack {
    /// How long the way back may take, in seconds.
    pub objective_s: Option<i64>,
    /// How long it takes at worst, detection and decision included, in seconds.
    pub worst_s: Option<i64>,
    /// What it takes then at least, in whatever order the undos come, in seconds; `worst_s` if absent.
    pub least_s: Option<i64>,
    /// From when it takes longest, as text for people.
    pub worst_at: Option<String>,
    /// Single changes that mend it, in words.
    pub remedies: Vec<String>,
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
#[derive(Debug, Clone, PartialEq)]
pub struct FinishProbability {
    /// When the window closes, as text for people.
    pub until: String,
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

impl WayBack {
    /// What a gate takes from the analysis of the rollback.
    pub fn of(document: &Document, answer: &RollbackResult) -> WayBack {
        let worst = answer.worst.as_ref();
        let points = answer.points_of_no_return.iter().map(|end| PointOfNoReturn {
            task: end.task.clone().unwrap_or_default(),
            at: end.at.replacen('T', " ", 1),
            hard: end.kind != NoReturnKind::TooSlow,
            last_safe_gate: end.last_safe_gate.clone(),
        });
        WayBack {
            objective_s: answer.rto_s,
            worst_s: worst.map(|worst| worst.rollback_s),
            least_s: worst.map(|worst| worst.lower_bound_s),
            worst_at: worst.map(|worst| worst.at.replacen('T', " ", 1)),
            remedies: answer.remedies.iter().map(|remedy| remedy.detail.clone()).collect(),
            points_of_no_return: points.collect(),
            failure_probability: rollback::failure_probability(document),
        }
    }
}

/// A way back that takes too long, points of no return without a decision before them, and one that is not known.
pub(super) fn way_back(document: &Document, way_back: &Result<WayBack, String>) -> Vec<GateReason> {
    let way_back = match way_back {
        Ok(way_back) => way_back,
        Err(why) => {
            let detail = format!("how long the way back is cannot be told: {why}");
            let kind = ReasonKind::RollbackGuarantee;
            let open = reason(kind, "rollback", "the way back", Verdict::Inconclusive, detail);
            return vec![open.needed("mend that, or leave the way back out of the plan").done()];
        }
    };
    let points = way_back.points_of_no_return.iter().map(|point| of_point(document, point));
    guarantee(way_back).into_iter().chain(points).collect()
}

/// The longest way back beside the objective, if the plan states one.
fn guarantee(way_back: &WayBack) -> Option<GateReason> {
    let (worst, objective) = way_back.worst_s.zip(way_back.objective_s)?;
    let verdict = match way_back.least_s.unwrap_or(worst) {
        _ if worst <= objective => Verdict::Go,
        least if least > objective => Verdict::NoGo,
        _ => Verdict::Inconclusive,
    };
    let (longest, allowed) = (time(worst as f64), time(objective as f64));
    let from = way_back.worst_at.as_ref().map(|at| format!(", from {at}")).unwrap_or_default();
    let detail = format!("the way back takes at most {longest}{from}, and may take {allowed}");
    let needed = match verdict {
        Verdict::Go => None,
        Verdict::NoGo if !way_back.remedies.is_empty() => Some(way_back.remedies.join("; or ")),
        Verdict::NoGo => Some(format!("shorten the way back to {allowed}, or allow {longest}")),
        Verdict::Inconclusive => {
            Some("let fewer undos need the same people, so that their order is known".into())
        }
    };
    let kind = ReasonKind::RollbackGuarantee;
    Some(reason(kind, "rollback", "the way back", verdict, detail).needs(needed).done())
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
pub(super) fn finish(
    gate: Option<&Gate>,
    finish: Option<&Result<FinishProbability, String>>,
) -> Option<GateReason> {
    let asked = gate.and_then(|gate| gate.finish_probability)?;
    let of = |verdict, detail: String, needed: Option<String>, measured| {
        reason(ReasonKind::FinishProbability, "finish", "done inside the window", verdict, detail)
            .needs(needed)
            .measured(measured)
            .done()
    };
    let finish = match finish {
        Some(Ok(finish)) => finish,
        open => {
            let why = open.and_then(|open| open.as_ref().err()).map_or("none was computed", String::as_str);
            let detail = format!("asked for is a probability of {}, but {why}", percent(asked));
            return Some(of(Verdict::Inconclusive, detail, Some("state or mend that".into()), None));
        }
    };
    let FinishProbability { until, probability, low, high, runs } = finish;
    let (probability, low, high, runs) = (*probability, *low, *high, *runs);
    let verdict = if low >= asked {
        Verdict::Go
    } else if high < asked {
        Verdict::NoGo
    } else {
        Verdict::Inconclusive
    };
    let detail = format!(
        "done by {} in {} of {runs} runs ({} to {}); asked for is {}",
        until.replacen('T', " ", 1),
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
