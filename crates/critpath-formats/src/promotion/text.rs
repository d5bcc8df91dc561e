//! A promotion into text for a terminal: each environment with its dates, its windows, and the reasons against it first.

use critpath::model::promotion_result::PromotionResult;
use critpath::time::Axis;

use super::{facts, headline, title};
use crate::escape;
use crate::gate::{ORDER, mark, reason_text, saying, style, word};
use crate::text::{Style, TextOptions, paint};

/// Writes the answer for people, on the axis of the plan. O(size of the answer).
pub fn text(axis: Axis, answer: &PromotionResult, options: &TextOptions) -> String {
    let verdict = paint(word(answer.verdict), style(answer.verdict), options.color);
    let name = escape::line(answer.name.trim());
    let mut out = format!("{verdict}  {}\n", paint(&name, Style::Strong, options.color));
    out += &format!("{}\n", paint(&headline(answer), Style::Faint, options.color));
    for environment in &answer.environments {
        let mark = paint(mark(environment.verdict), style(environment.verdict), options.color);
        let title = paint(&escape::line(&title(environment)), Style::Strong, options.color);
        let verdict = paint(word(environment.verdict), style(environment.verdict), options.color);
        out += &format!("\n{mark} {title}  {verdict}\n");
        for fact in facts(environment, axis) {
            out += &format!("  {}\n", escape::line(&fact));
        }
        for reason in ORDER.into_iter().flat_map(|verdict| saying(&environment.reasons, verdict)) {
            out += &reason_text(reason, options);
        }
    }
    out
}
