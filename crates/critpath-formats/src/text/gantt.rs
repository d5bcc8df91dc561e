//! A schedule into a Gantt chart of characters.

use critpath::model::result::ScheduleResult;
use critpath::plan::Plan;
use critpath::time::Instant;

use crate::chart::{Band, Chart, Kind, Row, Scale, labels};
use crate::escape;
use crate::measure::{columns, fit};

use super::paint::{Style, paint};
use super::table::{append_unscheduled, heading};
use super::{TextOptions, flow};

/// Marks in the order of the legend: what they look like, and what they stand for.
const LEGEND: &[(char, &str, Style)] = &[
    (PHASE, "phase", Style::Strong),
    (CRITICAL, "critical task", Style::Critical),
    (TASK, "task", Style::Task),
    (CRITICAL_MILESTONE, "critical milestone", Style::Critical),
    (MILESTONE, "milestone", Style::Task),
    (FLOAT, "float", Style::Faint),
    (DEADLINE, "deadline", Style::Now),
    (MISSED, "missed deadline", Style::Critical),
    (NOW, "today", Style::Now),
];
const PHASE: char = '\u{2501}';
const CRITICAL: char = '\u{2588}';
const TASK: char = '\u{2592}';
const CRITICAL_MILESTONE: char = '\u{25c6}';
const MILESTONE: char = '\u{25c7}';
const FLOAT: char = '\u{b7}';
const DEADLINE: char = '\u{25bd}';
const MISSED: char = '\u{25bc}';
const NOW: char = '\u{2502}';

/// Draws the tasks as bars along a time axis, then lists those without dates. No line is wider than the
/// width that the options give. O(n log n + n width).
pub fn gantt(plan: &Plan, schedule: &ScheduleResult, options: &TextOptions) -> String {
    let chart = Chart::new(plan, schedule, options.now);
    let mut out = heading(schedule, plan.axis(), options);
    if !chart.rows.is_empty() {
        let widest = chart.rows.iter().map(|row| indent(row) + columns(&escape::line(row.name))).max();
        let names = widest.unwrap_or_default().clamp(10, options.columns() * 35 / 100);
        let width = options.columns() - names - 1;
        let scale = Scale::new(plan.axis(), chart.from, chart.to, width as f64, 1.0);
        let plot = Plot { scale: &scale, width };
        out += &axis(&plot, names, options);
        let mut seen = Vec::new();
        for row in &chart.rows {
            let cells = plot.cells(&chart, row);
            seen.extend(cells.iter().map(|(mark, _)| *mark));
            out += &format!("{}\n", line(row, &cells, names, options).trim_end());
        }
        seen.sort_unstable();
        seen.dedup();
        out += &legend(&seen, options);
    }
    append_unscheduled(out, schedule, options)
}

/// Where the bars are drawn, in cells.
struct Plot<'a> {
    scale: &'a Scale,
    width: usize,
}

type Cell = (char, Style);

impl Plot<'_> {
    /// The cell that an instant lies in.
    fn cell(&self, at: Instant) -> usize {
        (self.scale.position(at, self.width as f64).max(0.0) as usize).min(self.width - 1)
    }

    /// The cells that a stretch covers, one at least. A cell that it only touches at its end does not count.
    fn cells_of(&self, start: Instant, finish: Instant) -> std::ops::RangeInclusive<usize> {
        let first = self.cell(start);
        first..=self.cell((finish - 1).max(start)).max(first)
    }

    /// What a row shows, later marks over earlier ones.
    fn cells(&self, chart: &Chart<'_>, row: &Row<'_>) -> Vec<Cell> {
        let mut cells = vec![(' ', Style::Plain); self.width];
        let mut set = |range: std::ops::RangeInclusive<usize>, cell: Cell| {
            cells.get_mut(range).unwrap_or_default().fill(cell);
        };
        if let Some(now) = chart.now {
            set(self.cell(now)..=self.cell(now), (NOW, Style::Now));
        }
        if let Some(late) = row.late_finish {
            set(self.cells_of(row.finish, late), (FLOAT, Style::Faint));
        }
        let critical = row.critical;
        let bar = match row.kind {
            Kind::Phase => (PHASE, Style::Strong),
            Kind::Task if critical => (CRITICAL, Style::Critical),
            Kind::Task => (TASK, Style::Task),
            Kind::Milestone if critical => (CRITICAL_MILESTONE, Style::Critical),
            Kind::Milestone => (MILESTONE, Style::Task),
        };
        // Work that ends where a cell begins lies before it; so does the milestone that marks the end.
        let start = if row.kind == Kind::Milestone { row.start - 1 } else { row.start };
        set(self.cells_of(start, row.finish), bar);
        if let Some(at) = row.deadline.filter(|at| chart.shows(*at)) {
            let mark = if row.finish > at { (MISSED, Style::Critical) } else { (DEADLINE, Style::Now) };
            set(self.cell(at)..=self.cell(at), mark);
        }
        cells
    }

    /// Bands as a line of labels at their ticks.
    fn labels(&self, bands: &[Band]) -> String {
        let room = |band: &Band| self.cell(band.end).saturating_sub(self.cell(band.start));
        let mut line = String::new();
        for (band, label) in bands.iter().zip(labels(bands, |band| room(band).saturating_sub(1), columns)) {
            let blanks = self.cell(band.start).saturating_sub(columns(&line));
            line += &" ".repeat(blanks);
            line += label.unwrap_or_default();
        }
        line
    }
}

/// The two rows of labels and the rule with ticks.
fn axis(plot: &Plot<'_>, names: usize, options: &TextOptions) -> String {
    let indent = " ".repeat(names + 1);
    let mut rule = vec!['\u{2500}'; plot.width];
    for band in plot.scale.minor.iter().filter(|band| band.ticked) {
        rule[plot.cell(band.start)] = '\u{252c}';
    }
    let mut out = String::new();
    for (bands, style) in [(&plot.scale.major, Style::Strong), (&plot.scale.minor, Style::Plain)] {
        let labels = plot.labels(bands);
        if !labels.is_empty() {
            out += &format!("{indent}{}\n", paint(labels.trim_end(), style, options.color));
        }
    }
    let rule: String = rule.into_iter().collect();
    out + &format!("{indent}{}\n", paint(&rule, Style::Faint, options.color))
}

/// The name and the cells, those of the same look painted together.
fn line(row: &Row<'_>, cells: &[Cell], names: usize, options: &TextOptions) -> String {
    let style = match row.kind {
        Kind::Phase => Style::Strong,
        _ if row.critical => Style::Critical,
        _ => Style::Plain,
    };
    let indent = indent(row).min(names / 2);
    let name = fit(&escape::line(row.name), names - indent);
    let mut line = format!("{}{} ", " ".repeat(indent), paint(&name, style, options.color));
    let end = cells.iter().rposition(|(mark, _)| *mark != ' ').map_or(0, |last| last + 1);
    for run in cells[..end].chunk_by(|a, b| a.1 == b.1) {
        let marks: String = run.iter().map(|(mark, _)| mark).collect();
        line += &paint(&marks, run[0].1, options.color);
    }
    line
}

fn legend(seen: &[char], options: &TextOptions) -> String {
    let entries = LEGEND
        .iter()
        .filter(|(mark, _, _)| seen.contains(mark))
        .map(|(mark, word, style)| format!("{} {word}", paint(&mark.to_string(), *style, options.color)));
    format!("\n{}\n", flow(&entries.collect::<Vec<_>>(), "   ", options.columns()))
}

fn indent(row: &Row<'_>) -> usize {
    row.depth.min(6) * 2
}
