//! A schedule into a table for a terminal.

use critpath::model::result::{ScheduleResult, UnscheduledReason};
use critpath::plan::Plan;
use critpath::time::{Axis, Instant, naive};

use crate::chart::{Chart, Kind, Row, count, facts};
use crate::escape;
use crate::measure::{clip, columns, fit};

use super::paint::{Style, paint};
use super::{TextOptions, flow};

/// Cells of a row beside the name.
const COLUMNS: [&str; 4] = ["Start", "Finish", "Duration", "Float"];
/// Width of a date.
const DATE: usize = 16;
/// How far a phase indents what is in it, and how often.
const INDENT: usize = 2;
const INDENTS: usize = 8;

/// Writes the tasks with their dates as a table in the order of the plan, then those without dates.
/// Names are clipped to the width; no line is wider. O(n log n).
pub fn schedule_table(plan: &Plan, schedule: &ScheduleResult, options: &TextOptions) -> String {
    let chart = Chart::new(plan, schedule, options.now);
    let cells: Vec<[String; 4]> = chart.rows.iter().map(|row| cells(&chart, row)).collect();
    let width_of = |column: usize| {
        let widest = cells.iter().map(|cells| columns(&cells[column])).max().unwrap_or_default();
        widest.max(columns(COLUMNS[column]))
    };
    let widths: [usize; 4] = std::array::from_fn(width_of);
    let names = chart.rows.iter().map(|row| indent(row.depth) + columns(&escape::line(row.name))).max();
    let fixed = 2 + widths.iter().map(|width| width + 2).sum::<usize>();
    let name_width = names.unwrap_or_default().clamp(12, options.columns().saturating_sub(fixed).max(12));

    let mut out = heading(schedule, plan.axis(), options);
    if !chart.rows.is_empty() {
        let header = line("  ", &fit("Task", name_width), &COLUMNS.map(String::from), &widths);
        out += &format!("{}\n", paint(header.trim_end(), Style::Strong, options.color));
        out += &format!(
            "{}\n",
            paint(&"\u{2500}".repeat(columns(header.trim_end())), Style::Faint, options.color)
        );
    }
    for (row, cells) in chart.rows.iter().zip(&cells) {
        let (mark, style) = match (row.kind, row.critical) {
            (Kind::Phase, _) => ("  ", Style::Strong),
            (_, true) => ("\u{25cf} ", Style::Critical),
            (_, false) => ("  ", Style::Plain),
        };
        let indent = indent(row.depth).min(name_width / 2);
        let name = format!("{}{}", " ".repeat(indent), fit(&escape::line(row.name), name_width - indent));
        out += &format!("{}\n", paint(line(mark, &name, cells, &widths).trim_end(), style, options.color));
    }
    if schedule.tasks.iter().any(|task| task.critical) {
        out += &format!("\n{} critical\n", paint("\u{25cf}", Style::Critical, options.color));
    }
    append_unscheduled(out, schedule, options)
}

/// Title and facts.
pub(super) fn heading(schedule: &ScheduleResult, axis: Axis, options: &TextOptions) -> String {
    let name = escape::line(&schedule.name);
    let name = clip(name.trim(), options.columns(), columns);
    let facts = flow(&facts(schedule, axis), " \u{b7} ", options.columns());
    let title =
        if name.is_empty() { String::new() } else { paint(&name, Style::Strong, options.color) + "\n" };
    format!("{title}{facts}\n\n")
}

/// What has dates, then what has none, with one blank line between.
pub(super) fn append_unscheduled(
    mut out: String,
    schedule: &ScheduleResult,
    options: &TextOptions,
) -> String {
    let unscheduled = unscheduled(schedule, options);
    if !unscheduled.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
    out + &unscheduled
}

/// The tasks without dates, by reason.
fn unscheduled(schedule: &ScheduleResult, options: &TextOptions) -> String {
    let mut out = String::new();
    for reason in UnscheduledReason::ALL {
        let tasks: Vec<_> = schedule.unscheduled.iter().filter(|task| task.reason == *reason).collect();
        if tasks.is_empty() {
            continue;
        }
        let title = [format!("{} without dates:", count(tasks.len(), "task")), reason_text(*reason).into()];
        let title = flow(&title, " ", options.columns());
        let gap = if out.is_empty() { "" } else { "\n" };
        out += &format!("{gap}{}\n", paint(&title, Style::Strong, options.color));
        for task in tasks {
            out += &format!("  {}\n", fit(&escape::line(&task.name), options.columns() - 2).trim_end());
        }
    }
    out
}

/// A reason in words, with what to add.
pub(super) fn reason_text(reason: UnscheduledReason) -> &'static str {
    match reason {
        UnscheduledReason::NoEstimate => "no estimate, and no window to fill",
        UnscheduledReason::Inactive => "inactive",
        UnscheduledReason::DependsOnUnscheduled => "depends on a task without dates",
    }
}

fn cells(chart: &Chart<'_>, row: &Row<'_>) -> [String; 4] {
    let time = |at: Instant| naive(chart.basis.axis.local_s(at)).format("%Y-%m-%d %H:%M").to_string();
    let duration = row.duration_s.filter(|_| row.kind == Kind::Task);
    let finish = if row.kind == Kind::Milestone { String::new() } else { time(row.finish) };
    let float = if row.kind == Kind::Phase {
        String::new()
    } else {
        chart.basis.amount(row.total_float_s, row.elapsed)
    };
    let duration = duration.map(|seconds| chart.basis.amount(seconds, row.elapsed)).unwrap_or_default();
    [time(row.start), finish, duration, float]
}

/// Dates stand left, amounts right.
fn line(mark: &str, name: &str, cells: &[String; 4], widths: &[usize; 4]) -> String {
    let mut line = format!("{mark}{name}");
    for (cell, width) in cells.iter().zip(widths) {
        let cell = if *width >= DATE { format!("{cell:<width$}") } else { format!("{cell:>width$}") };
        line += &format!("  {cell}");
    }
    line
}

fn indent(depth: usize) -> usize {
    depth.min(INDENTS) * INDENT
}
