//! A chart into the places of its parts on the paper, in pixels.

use critpath::time::Instant;

use crate::chart::{Chart, Kind, Row, Scale};
use crate::escape;
use crate::measure::hundredths;

use super::SvgOptions;

/// Size of the letters of labels.
pub(super) const LETTER: f64 = 12.0;
/// Distance of rows.
pub(super) const ROW: f64 = 25.0;
/// Half the height of a task's bar.
pub(super) const HALF_BAR: f64 = 6.5;
/// Half the width and height of a milestone.
pub(super) const HALF_DIAMOND: f64 = 7.0;
/// Height of one of the two rows of the time axis.
pub(super) const AXIS_ROW: f64 = 19.0;
/// Width of a cell that says how often a task was critical.
pub(super) const OFTEN: f64 = 52.0;
/// How far a phase indents what is in it; beyond some depth, no more.
const INDENT: f64 = 14.0;
const INDENTS: usize = 8;

/// A rectangle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Area {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

/// Where things are.
#[derive(Debug)]
pub(super) struct Layout {
    pub width: f64,
    pub margin: f64,
    pub has_title: bool,
    /// Right edge of the names.
    pub names_end: f64,
    /// Right edge of the amounts.
    pub amounts_end: f64,
    /// Left edge of the cells that say how often tasks were critical, if there are any.
    pub often: Option<f64>,
    /// Where bars are drawn.
    pub plot: Area,
    pub scale: Scale,
}

impl Layout {
    pub fn new(chart: &Chart<'_>, options: &SvgOptions, has_title: bool) -> Self {
        let width = f64::from(options.width.clamp(480, 100_000));
        let margin = 16.0;
        let widest = |size: &dyn Fn(&Row<'_>) -> f64| chart.rows.iter().map(size).fold(0.0, f64::max);
        let names = widest(&|row| indent(row.depth) + name_width(row)).clamp(80.0, width * 0.3);
        let amounts = widest(&|row| text_width(&row_amount(chart, row), 11.0)).min(90.0);
        let amounts_end = margin + names + amounts + 14.0;
        let is_foreseen = chart.rows.iter().any(|row| row.criticality.is_some());
        let often = is_foreseen.then_some(amounts_end + 10.0);
        let plot_x = often.map_or(amounts_end, |left| left + OFTEN) + 12.0;
        let plot_y = margin + if has_title { 52.0 } else { 0.0 } + 2.0 * AXIS_ROW + 4.0;
        let plot = Area {
            x: plot_x,
            y: plot_y,
            width: width - plot_x - margin,
            height: chart.rows.len().max(1) as f64 * ROW,
        };
        let scale = Scale::new(chart.basis.axis, chart.from, chart.to, plot.width, 6.6);
        Layout { width, margin, has_title, names_end: margin + names, amounts_end, often, plot, scale }
    }

    pub fn inner_width(&self) -> f64 {
        self.width - 2.0 * self.margin
    }

    /// Where an instant is.
    pub fn x(&self, at: Instant) -> f64 {
        let x = self.scale.position(at, self.plot.width);
        // Far beyond the edge is beyond the edge: viewers cannot draw numbers of any size.
        self.plot.x + x.clamp(-1_000.0, self.plot.width + 1_000.0)
    }

    /// The middle of a row.
    pub fn row_middle(&self, row: usize) -> f64 {
        self.plot.y + (row as f64 + 0.5) * ROW
    }

    pub fn rows_bottom(&self) -> f64 {
        self.plot.y + self.plot.height
    }

    /// Where the marks below the rows begin: after the time axis, which a long chart repeats at its foot.
    pub fn foot(&self) -> f64 {
        self.rows_bottom() + if self.repeats_axis() { 2.0 * AXIS_ROW } else { 0.0 }
    }

    /// Whether the head of the chart is out of sight at its foot.
    pub fn repeats_axis(&self) -> bool {
        self.plot.height > 40.0 * ROW
    }

    /// Left and right end of what stands for a row.
    pub fn ends(&self, row: &Row<'_>) -> (f64, f64) {
        let (start, finish) = (self.x(row.start), self.x(row.finish));
        match row.kind {
            Kind::Milestone => (start - HALF_DIAMOND, start + HALF_DIAMOND),
            // A task of seconds in a plan of months is still seen.
            Kind::Task | Kind::Phase => (start, finish.max(start + 3.0)),
        }
    }

    /// Where the name of a row begins, and the room that it has.
    pub fn name(&self, row: &Row<'_>) -> (f64, f64) {
        let x = self.margin + indent(row.depth);
        (x, self.names_end - x)
    }
}

/// How long a task takes, in words; nothing for others.
pub(super) fn row_amount(chart: &Chart<'_>, row: &Row<'_>) -> String {
    match (row.kind, row.duration_s) {
        _ if row.removed => "removed".into(),
        (Kind::Task, Some(seconds)) => chart.basis.amount(seconds, row.elapsed),
        _ => String::new(),
    }
}

/// Estimated width of a text.
pub(super) fn text_width(text: &str, letter: f64) -> f64 {
    hundredths(text) as f64 * letter / 100.0
}

fn name_width(row: &Row<'_>) -> f64 {
    // Bold letters are wider.
    let factor = if row.kind == Kind::Phase { 1.08 } else { 1.0 };
    // What is much too long is clipped anyway.
    let name = escape::line(row.name);
    let start = name.char_indices().nth(200).map_or(&*name, |(end, _)| &name[..end]);
    text_width(start, LETTER) * factor + 2.0
}

fn indent(depth: usize) -> f64 {
    depth.min(INDENTS) as f64 * INDENT
}
