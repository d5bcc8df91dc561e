//! An item of a checklist into a reason: done, waived for now, or missing.

use crate::model::result::{GateReason, ReasonKind, Verdict};
use crate::model::{ChecklistItem, Waiver};
use crate::time::{DAY_S, Instant, Moment};

use super::Court;
use super::reason::{Finding, reason};

pub(super) fn reason_of(court: &Court, item: &ChecklistItem) -> GateReason {
    let Finding { verdict, detail, needed, .. } = judge(court, item);
    reason(ReasonKind::ChecklistItem, &item.id, &item.text, verdict, detail)
        .needs(needed)
        .owner(item.owner.as_ref())
        .advisory(item.advisory)
        .done()
}

fn judge(court: &Court, item: &ChecklistItem) -> Finding {
    if item.done {
        return Finding::go(match &item.evidence {
            Some(evidence) => format!("done; shown by {evidence}"),
            None => "done".into(),
        });
    }
    let open = match &item.waiver {
        Some(waiver) => waived(court, waiver),
        None => Finding::no_go("not done", to_do(item)),
    };
    match open.verdict {
        Verdict::Go => open,
        _ if item.advisory => {
            Finding::go(format!("{}; advisory, so the gate may pass without it", open.detail))
        }
        _ => open,
    }
}

fn to_do(item: &ChecklistItem) -> String {
    let who = item.owner.as_ref().map(|owner| format!(" by {owner}")).unwrap_or_default();
    format!("do it{who} and tick it, or waive it with a name and a reason")
}

/// A waiver counts while it has a name, a reason, and time left.
fn waived(court: &Court, waiver: &Waiver) -> Finding {
    let lacks = [("by", "a name", &waiver.by), ("because", "a reason", &waiver.reason)];
    if let Some((_, what, _)) = lacks.iter().find(|(.., text)| text.trim().is_empty()) {
        let detail = format!("not done, and its waiver lacks {what}");
        return Finding::no_go(detail, format!("give the waiver {what}, or do it and tick it"));
    }
    let given = format!("waived by {}: {}", waiver.by, waiver.reason);
    let Some(until) = waiver.until else { return Finding::go(given) };
    let Some(now) = court.now else {
        let needed = "say what time it is: `now`";
        return Finding::inconclusive(format!("{given}; the waiver ends {until}, which may be over"), needed);
    };
    if court.axis.instant_of(now) < end(court, until) {
        Finding::go(format!("{given}; until {until}"))
    } else {
        Finding::no_go(
            format!("not done; the waiver by {} ended {until}", waiver.by),
            "do it and tick it, or waive it anew",
        )
    }
}

/// A date alone includes that day.
fn end(court: &Court, until: Moment) -> Instant {
    let from = court.axis.instant_of(until);
    if until.is_date() { from + DAY_S } else { from }
}
