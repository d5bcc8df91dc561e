//! The time scale, free time and the lines across all rows: now, and the plan's deadline.

use critpath::time::DAY_S;

use crate::chart::{Band, Chart, Kind, labels};
use crate::measure::hundredths;

use super::layout::{AXIS_ROW, Layout, ROW, text_width};
use super::{px, text};

/// What lies below the bars: shading, grid, labels.
pub(super) fn time_axis(chart: &Chart<'_>, layout: &Layout) -> String {
    let (top, bottom) = (layout.plot.y, layout.rows_bottom());
    let mut svg = String::new();
    for free in shading(chart, layout) {
        let class = if free.day { "weekend" } else { "night" };
        let (left, right) = (layout.x(free.start), layout.x(free.end));
        svg += &format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            px(left),
            px(top),
            px(right - left),
            px(bottom - top),
        );
    }
    svg += "\n";
    let minor_y = top - AXIS_ROW;
    svg += &ticks("grid", &layout.scale.minor, layout, minor_y, bottom);
    svg += &ticks("edge", &layout.scale.major, layout, minor_y - AXIS_ROW, top);
    let at = |y: f64| {
        format!(
            "<path class=\"edge line\" d=\"M{} {y}H{}\"/>",
            px(layout.plot.x),
            px(layout.plot.x + layout.plot.width),
            y = px(y)
        )
    };
    svg += &at(top);
    svg += &at(bottom);
    svg += &phase_lines(chart, layout);
    svg += "\n";
    svg += &names("tick", &layout.scale.minor, layout, minor_y);
    svg += &names("context", &layout.scale.major, layout, minor_y - AXIS_ROW);
    if layout.repeats_axis() {
        svg += &names("tick", &layout.scale.minor, layout, bottom);
        svg += &names("context", &layout.scale.major, layout, bottom + AXIS_ROW);
    }
    svg
}

/// Free time that is wide enough to be seen; nights only where days are wide, for stripes tire the eye.
fn shading(chart: &Chart<'_>, layout: &Layout) -> Vec<crate::chart::Free> {
    let second = layout.plot.width / (chart.to - chart.from) as f64;
    let least_s = (4.0 / second) as i64;
    let nights = second * DAY_S as f64 >= 60.0;
    chart.free(least_s).into_iter().filter(|free| free.day || nights).collect()
}

fn ticks(class: &str, bands: &[Band], layout: &Layout, top: f64, bottom: f64) -> String {
    let lines = bands
        .iter()
        .filter(|band| band.ticked)
        .map(|band| format!("M{} {}V{}", px(layout.x(band.start)), px(top), px(bottom)));
    format!("<path class=\"{class} line\" d=\"{}\"/>\n", lines.collect::<String>())
}

/// A hairline above every phase that stands alone.
fn phase_lines(chart: &Chart<'_>, layout: &Layout) -> String {
    let heads =
        chart.rows.iter().enumerate().skip(1).filter(|(_, row)| row.kind == Kind::Phase && row.depth == 0);
    let lines = heads.map(|(at, _)| {
        format!(
            "M{} {}H{}",
            px(layout.margin),
            px(layout.row_middle(at) - ROW / 2.0),
            px(layout.width - layout.margin)
        )
    });
    format!("<path class=\"grid line\" d=\"{}\"/>", lines.collect::<String>())
}

fn names(class: &str, bands: &[Band], layout: &Layout, top: f64) -> String {
    let room =
        |band: &Band| ((layout.x(band.end) - layout.x(band.start) - 6.0).max(0.0) * 100.0 / 11.5) as usize;
    let bold = if class == "context" { 108 } else { 100 };
    let shown = labels(bands, room, |label| hundredths(label) * bold / 100);
    let texts = bands
        .iter()
        .zip(shown)
        .filter_map(|(band, label)| Some(text(class, layout.x(band.start) + 4.0, top + 13.0, label?)));
    texts.collect()
}

/// The lines across all rows, with a word below each.
pub(super) fn marks(chart: &Chart<'_>, layout: &Layout) -> String {
    let finish = chart.rows.iter().map(|row| row.finish).max();
    let missed = if finish > chart.deadline { " missed" } else { "" };
    let deadline = chart.deadline.map(|at| (format!("deadline{missed}"), "deadline", at));
    let today = if chart.to - chart.from < 2 * DAY_S { "now" } else { "today" };
    let now = chart.now.map(|at| ("now".to_owned(), today, at));
    let mut svg = String::new();
    for (line, (class, word, at)) in deadline.into_iter().chain(now).enumerate() {
        let x = layout.x(at);
        let y = layout.foot() + 3.0;
        svg += &format!("<path class=\"{class} line\" d=\"M{} {}V{}\"/>", px(x), px(layout.plot.y), px(y));
        let half = text_width(word, 11.5) / 2.0;
        let middle = x.clamp(layout.plot.x + half, layout.plot.x + layout.plot.width - half);
        svg += &text(&format!("{class} mark"), middle, y + 11.0 + line as f64 * 13.0, word);
    }
    svg
}

/// Height of the words below the lines.
pub(super) fn marks_height(chart: &Chart<'_>) -> f64 {
    let lines = usize::from(chart.deadline.is_some()) + usize::from(chart.now.is_some());
    lines as f64 * 13.0 + 6.0
}
