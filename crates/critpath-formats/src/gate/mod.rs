//! The verdict of a gate into the sheets that people and pipelines read.

mod github;
mod judge;
mod markdown;
mod svg;
mod text;

pub use github::github;
pub use judge::{GateFiles, judge};
pub use markdown::job_summary;
pub(crate) use markdown::{cell, reason_table, sign};
pub use svg::svg;
pub use text::text;
pub(crate) use text::{reason_text, style};

use critpath::model::result::{GateReason, GateResult, ReasonKind, Verdict};

use crate::escape;

/// Verdicts in the order that people need them: what stops, what is open, what is fine.
pub(crate) const ORDER: [Verdict; 3] = [Verdict::NoGo, Verdict::Inconclusive, Verdict::Go];

/// The reasons that say this, in the order of the plan.
pub(crate) fn saying(reasons: &[GateReason], verdict: Verdict) -> impl Iterator<Item = &GateReason> {
    reasons.iter().filter(move |reason| reason.verdict == verdict)
}

/// The word of a verdict on a sheet.
pub(crate) fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "GO",
        Verdict::NoGo => "NO-GO",
        Verdict::Inconclusive => "INCONCLUSIVE",
    }
}

/// A mark beside the word, so that nothing is told by colour alone.
pub(crate) fn mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "\u{2713}",
        Verdict::NoGo => "\u{2717}",
        Verdict::Inconclusive => "?",
    }
}

/// What a reason is about, for people.
pub(crate) fn subject(kind: ReasonKind) -> &'static str {
    match kind {
        ReasonKind::ChecklistItem => "checklist",
        ReasonKind::Criterion => "criterion",
        ReasonKind::Canary => "canary",
        ReasonKind::ErrorBudget => "error budget",
        ReasonKind::BurnRate => "burn rate",
        ReasonKind::Risk => "risk",
        ReasonKind::Finding => "check",
        ReasonKind::PointOfNoReturn => "way back",
        ReasonKind::RollbackGuarantee => "way back",
        ReasonKind::FinishProbability => "date",
        ReasonKind::Measurement => "measurement",
        ReasonKind::Gate => "gate",
        ReasonKind::Promotion => "promotion",
        ReasonKind::ChangeWindow => "window",
    }
}

/// `2 against it, 1 open, 5 for it`.
pub(crate) fn counts(result: &GateResult) -> String {
    let summary = result.summary;
    [(summary.no_go, "against it"), (summary.inconclusive, "open"), (summary.go, "for it")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The name of the gate, on one line.
pub(crate) fn title(result: &GateResult) -> String {
    let name = escape::line(result.name.trim()).into_owned();
    match (&result.gate, name.is_empty()) {
        (Some(gate), true) => escape::line(gate).into_owned(),
        (None, true) => "the plan".into(),
        _ => name,
    }
}

/// Who decides, how sure, and when.
pub(crate) fn facts(result: &GateResult) -> Vec<String> {
    let owner = result.owner.iter().map(|owner| format!("decided by {}", escape::line(owner)));
    let now = result.now.iter().map(|now| format!("at {}", now.replacen('T', " ", 1)));
    let confidence = format!("confidence {} %", (result.confidence * 1e6).round() / 1e4);
    owner.chain(now).chain([confidence]).collect()
}
