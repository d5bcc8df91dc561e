//! The verdict of a gate: the sheet with its reasons, what stops first.

use critpath::model::result::{GateReason, GateResult, Verdict};

use super::parts::{Html, Section, badge, optional, prose, text, wrap};
use crate::gate::{ORDER, counts, facts, mark, saying, subject, title, word};

/// The sheet as a section of a page.
pub(super) fn sheet(result: &GateResult) -> Section {
    let head = wrap("strong", "", &text(&format!("{} {}", mark(result.verdict), word(result.verdict))))
        + wrap("span", "", &text(&title(result)))
        + wrap("span", "note", &text(&format!("{}; {}", counts(result), facts(result).join(", "))));
    let mut body = wrap("div", &format!("verdict {}", class(result.verdict)), &head);
    body += reasons(&result.reasons);
    Section { id: "verdict", title: "Verdict of the gate", count: None, body }
}

/// The reasons, what stops first.
pub(super) fn reasons(reasons: &[GateReason]) -> Html {
    ORDER.into_iter().map(|verdict| group(saying(reasons, verdict).collect(), verdict)).sum()
}

fn group(reasons: Vec<&GateReason>, verdict: Verdict) -> Html {
    if reasons.is_empty() {
        return Html::default();
    }
    let open = if verdict == Verdict::Go { "" } else { " open=\"open\"" };
    let cards: Html = reasons.iter().map(|reason| card(reason)).sum();
    Html(format!(
        "<details class=\"group reasons\"{open}><summary>{} <span class=\"count\">{}</span></summary>\n{}</details>\n",
        word(verdict),
        reasons.len(),
        cards.0
    ))
}

fn card(reason: &GateReason) -> Html {
    let advisory = if reason.advisory { badge("", "advisory") } else { Html::default() };
    let place = wrap("span", "place", &optional(reason.owner.as_deref()));
    let head = wrap("span", "message", &(text(mark(reason.verdict)) + " ".into() + text(&reason.name)))
        + badge("", subject(reason.kind))
        + badge("code", &reason.subject)
        + advisory
        + place;
    let inner = wrap("div", "head", &head)
        + wrap("p", "", &prose(&reason.detail))
        + wrap("p", "help", &reason.needed.as_deref().map(prose).unwrap_or_default());
    wrap("div", &format!("finding {}", class(reason.verdict)), &inner) + "\n".into()
}

/// The class of what has a verdict.
pub(super) fn class(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "go",
        Verdict::NoGo => "no-go",
        Verdict::Inconclusive => "open",
    }
}
