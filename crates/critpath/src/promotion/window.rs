//! A deployment in the windows of its environment into how it fits them, in figures and as a reason.

use super::requirement::{Requirement, name};
use super::survey::Survey;
use crate::diagnostic::Code;
use crate::duration::readable;
use crate::gate::reason;
use crate::model::promotion_result::PromotionWindow;
use crate::model::result::{ReasonKind, Verdict};
use crate::plan::Plan;
use crate::rollback::{Deployment, Fitting, Slot};
use crate::time::{DAY_S, Instant};

/// The window that a deployment starts in.
pub(super) fn used(plan: &Plan, deployment: &Deployment) -> Option<PromotionWindow> {
    let Slot::Window { opens, closes } = deployment.slot() else { return None };
    let text = |at: Instant| plan.axis().text(at);
    let margin_s = closes - deployment.back();
    Some(PromotionWindow {
        opens: opens.map(text),
        closes: text(closes),
        start: text(deployment.start()),
        finish: text(deployment.finish()),
        end: text(deployment.end()),
        back: text(deployment.back()),
        rollback_s: deployment.rollback_s(),
        fits: margin_s >= 0,
        margin_s,
        forward_margin_s: closes - deployment.finish(),
    })
}

/// A window that it fits.
pub(super) fn next(plan: &Plan, fitting: &Fitting) -> PromotionWindow {
    let text = |at: Instant| plan.axis().text(at);
    let horizon = fitting.horizon;
    PromotionWindow {
        opens: Some(text(fitting.opens)),
        closes: text(fitting.closes),
        start: text(horizon.start),
        finish: text(horizon.finish),
        end: text(horizon.end),
        back: text(fitting.back),
        rollback_s: fitting.rollback_s,
        fits: true,
        margin_s: fitting.closes - fitting.back,
        forward_margin_s: fitting.closes - horizon.finish,
    }
}

/// How much room there is, in words: `45m to spare`, `15m too long`.
pub fn margin(seconds: i64) -> String {
    let word = if seconds < 0 { "too long" } else { "to spare" };
    format!("{} {word}", readable(seconds.abs(), DAY_S))
}

/// Whether a deployment fits its window, and what would make it fit; nothing if it may take place at any time. `next` are
/// the windows that it fits; none where they were not looked for.
pub(super) fn requirement(
    survey: &Survey,
    environment: usize,
    next: Option<&[PromotionWindow]>,
) -> Option<Requirement> {
    let document = survey.document();
    let here = &document.environments[environment];
    let deployment = survey.sites[environment].deployment.as_ref()?;
    let first = &document.tasks[deployment.first];
    let of = |verdict, detail: String, needed: Option<String>| Requirement {
        reason: reason(ReasonKind::ChangeWindow, &here.id, name(here), verdict, detail).needs(needed).done(),
        finding: (verdict != Verdict::Go).then_some((Code::EnvironmentFit, first.span)),
    };
    let closes = match deployment.slot() {
        Slot::Free => return None,
        Slot::Outside => {
            let begins = survey.said(deployment.start());
            let detail =
                format!("`{}` begins {begins}, while the windows of `{}` are closed", first.id, here.id);
            return Some(of(Verdict::NoGo, detail, Some(instead(next))));
        }
        Slot::Window { closes, .. } => closes,
    };
    let margin_s = closes - deployment.back();
    let mut detail = format!(
        "the deployment to `{}` is done by {} and, with its stabilization and its way back, over by {}; its window closes {}: {}",
        here.id,
        survey.said(deployment.finish()),
        survey.said(deployment.back()),
        survey.said(closes),
        margin(margin_s)
    );
    if margin_s < 0 {
        let forward = margin(closes - deployment.finish());
        detail += &format!(", where a deployment that never fails has {forward}");
    }
    if let Some(at) = deployment.no_return() {
        detail += &format!("; from {} on there is no way back", survey.said(at));
    }
    Some(match margin_s {
        0.. => of(Verdict::Go, detail, None),
        _ => of(Verdict::NoGo, detail, Some(instead(next))),
    })
}

/// What to do about a window that does not fit.
fn instead(next: Option<&[PromotionWindow]>) -> String {
    match next.map(<[PromotionWindow]>::first) {
        None => "`critpath promotion` names the next windows that it fits".into(),
        Some(Some(window)) => {
            let at = window.start.replacen('T', " ", 1);
            format!("start it {at}, in the next window that it fits, or make it or its way back shorter")
        }
        Some(None) => {
            "make it or its way back shorter, or widen a window: it fits none that was looked at".into()
        }
    }
}
