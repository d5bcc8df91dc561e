//! A schedule into a table of GitHub-flavoured Markdown.

use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::time::{Instant, naive};

use crate::chart::{Chart, Kind, facts};
use crate::escape;

use super::table::reason_text;

/// Writes the tasks with their dates as a table in the order of the plan, then those without dates as a list.
/// O(n log n).
pub fn markdown_table(plan: &Plan, schedule: &ScheduleResult) -> String {
    let chart = Chart::new(plan, schedule, None);
    let basis = chart.basis;
    let time = |at: Instant| naive(basis.axis.local_s(at)).format("%Y-%m-%d %H:%M").to_string();
    let mut out = String::new();
    let name = plain(&schedule.name);
    if !name.trim().is_empty() {
        out += &format!("# {name}\n\n");
    }
    out += &format!("{}\n", facts(schedule, basis.axis).join(" \u{b7} "));
    if !chart.rows.is_empty() {
        out += "\n| Task | Start | Finish | Duration | Float | Critical |\n|---|---|---|--:|--:|---|\n";
    }
    for row in &chart.rows {
        let name = plain(row.name);
        let name = if row.kind == Kind::Phase { format!("**{name}**") } else { name };
        let amount = |seconds: Option<i64>| {
            seconds
                .filter(|_| row.kind != Kind::Phase)
                .map(|s| basis.amount(s, row.elapsed))
                .unwrap_or_default()
        };
        let indent = "&emsp;".repeat(row.depth.min(8));
        let critical = if row.critical && row.kind != Kind::Phase { "yes" } else { "" };
        out += &format!(
            "| {indent}{name} | {} | {} | {} | {} | {critical} |\n",
            time(row.start),
            time(row.finish),
            amount(row.duration_s),
            amount(Some(row.total_float_s)),
        );
    }
    if !schedule.unscheduled.is_empty() {
        out += "\n## Without dates\n\n";
    }
    for task in &schedule.unscheduled {
        out += &format!("- {}: {}\n", plain(&task.name), reason_text(task.reason));
    }
    out
}

/// Text that Markdown takes for nothing else, in a cell of a table too.
pub(super) fn plain(text: &str) -> String {
    let line = escape::line(text);
    let escaped = escape::replace(line.trim(), |c| match c {
        '\\' => Some("\\\\"),
        '|' => Some("\\|"),
        '`' => Some("\\`"),
        '*' => Some("\\*"),
        '_' => Some("\\_"),
        '~' => Some("\\~"),
        '[' => Some("\\["),
        ']' => Some("\\]"),
        '#' => Some("\\#"),
        '!' => Some("\\!"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        _ => None,
    });
    escaped.into_owned()
}
