//! A release on its way through the environments into the answers that people and pipelines read.

mod judge;
mod markdown;
mod text;

pub use judge::{PromotionFiles, promote};
pub use markdown::markdown;
pub use text::text;

use critpath::model::promotion_result::{EnvironmentPromotion, PromotionResult};
use critpath::model::result::Verdict;
use critpath::promotion::margin;
use critpath::time::Axis;

use crate::chart::{instant, instant_text};

/// What is said of all environments together: `1 of 3 environments may not be entered as planned`.
pub(crate) fn headline(answer: &PromotionResult) -> String {
    let count = |verdict| answer.environments.iter().filter(|it| it.verdict == verdict).count();
    let all = answer.environments.len();
    let of_all =
        |count: usize| format!("{count} of {all} {}", if all == 1 { "environment" } else { "environments" });
    match answer.verdict {
        _ if all == 0 => "the plan names no environments".into(),
        Verdict::Go => format!("{} settled before, and in their windows", of_all(all)),
        Verdict::NoGo => format!("{} not as planned", of_all(count(Verdict::NoGo))),
        Verdict::Inconclusive => format!("{} open", of_all(count(Verdict::Inconclusive))),
    }
}

/// What an environment is called, with its id.
pub(crate) fn title(environment: &EnvironmentPromotion) -> String {
    let EnvironmentPromotion { name, environment: id, .. } = environment;
    if name == id { name.clone() } else { format!("{name} (`{id}`)") }
}

/// What is known of an environment, a line for each fact.
pub(crate) fn facts(environment: &EnvironmentPromotion, axis: Axis) -> Vec<String> {
    let at = |text: &String| said(axis, text);
    let mut facts = Vec::new();
    if !environment.promoted_from.is_empty() {
        let from: Vec<String> = environment.promoted_from.iter().map(|id| format!("`{id}`")).collect();
        let settled = environment.settled.as_ref().map(|settled| format!(", settled {}", at(settled)));
        facts.push(format!("Promoted from {}{}", from.join(", "), settled.unwrap_or_default()));
    }
    if let Some(gate) = &environment.gate {
        let decided = environment.decided.as_ref().map(|decided| format!(", decided {}", at(decided)));
        facts.push(format!("Gate `{gate}`{}", decided.unwrap_or_default()));
    }
    facts.push(match (&environment.start, &environment.finish, &environment.end) {
        (Some(start), Some(finish), Some(end)) => {
            let end = if end == finish { String::new() } else { format!(", stable {}", at(end)) };
            format!("Begins {}, done {}{end}", at(start), at(finish))
        }
        _ => "No task of it has dates".into(),
    });
    if let Some(from) = &environment.no_return {
        facts.push(format!("No way back from {} on", at(from)));
    }
    if let Some(window) = &environment.window {
        let opens = window.opens.as_ref().map(|opens| format!(" from {}", at(opens)));
        facts.push(format!(
            "Window{} until {}: over by {}, {}",
            opens.unwrap_or_default(),
            at(&window.closes),
            at(&window.back),
            margin(window.margin_s)
        ));
    }
    for window in &environment.next_windows {
        let opens = window.opens.as_ref().map(|opens| format!(" from {}", at(opens)));
        let waits = window.opens.as_ref() != Some(&window.start);
        let begins = waits.then(|| format!("begins {}, ", at(&window.start)));
        facts.push(format!(
            "Fits the window{} until {}: {}done {}, over by {}, {}",
            opens.unwrap_or_default(),
            at(&window.closes),
            begins.unwrap_or_default(),
            at(&window.finish),
            at(&window.back),
            margin(window.margin_s)
        ));
    }
    facts
}

/// A time of an answer as people say it.
pub(crate) fn said(axis: Axis, text: &str) -> String {
    instant(axis, text).map_or_else(|| text.to_owned(), |at| instant_text(axis, at))
}
