//! Answers into text for terminals and for Markdown.

mod assessment;
mod difference;
mod floats;
mod forecast;
mod forecast_markdown;
mod gantt;
mod markdown_table;
mod paint;
mod pert;
mod risk_markdown;
mod risk_table;
mod rollback;
mod rollback_markdown;
pub(crate) mod rollout;
mod rollout_markdown;
mod table;

pub use assessment::assessment_table;
pub use difference::{diff_markdown, diff_table};
pub use floats::floats_table;
pub use forecast::forecast_text;
pub use forecast_markdown::forecast_markdown;
pub use gantt::gantt;
pub use markdown_table::markdown_table;
pub(crate) use paint::{Style, paint};
pub use pert::{pert_markdown, pert_text};
pub use risk_markdown::risk_markdown;
pub use risk_table::risk_table;
pub use rollback::rollback;
pub(crate) use rollback::{facts, verdict};
pub use rollback_markdown::rollback_markdown;
pub use rollout::rollout_table;
pub use rollout_markdown::rollout_markdown;
pub use table::schedule_table;

use critpath::time::Instant;

use crate::measure;

/// How text for a terminal looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextOptions {
    /// Width in cells; at least 48.
    pub width: usize,
    /// Whether to use ANSI colours. Nothing is told by colour alone.
    pub color: bool,
    /// Where the Gantt chart marks today, if it lies near the plan.
    pub now: Option<Instant>,
}

impl Default for TextOptions {
    fn default() -> Self {
        TextOptions { width: 100, color: false, now: None }
    }
}

/// Joins parts into lines of at most `width` cells, as far as single parts allow.
pub(crate) fn flow(parts: &[String], separator: &str, width: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for part in parts {
        // What is painted takes less than its codes; only plain words decide the width.
        let needed = measure::columns(&paint::strip(part));
        if used > 0 && used + measure::columns(separator) + needed > width {
            out += "\n";
            used = 0;
        } else if used > 0 {
            out += separator;
            used += measure::columns(separator);
        }
        out += part;
        used += needed;
    }
    out
}

impl TextOptions {
    /// The width that is really used.
    pub(crate) fn columns(&self) -> usize {
        self.width.clamp(48, 1_000)
    }
}
