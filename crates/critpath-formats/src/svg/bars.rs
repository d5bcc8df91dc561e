//! The rows of a chart into names, bars, diamonds and the marks on them.

use critpath::time::Instant;

use crate::chart::{Chart, Kind, Row, instant_text, percent, period};
use crate::escape;
use crate::measure::{clip, hundredths};

use super::layout::{HALF_BAR, HALF_DIAMOND, LETTER, Layout, OFTEN, ROW, row_amount};
use super::{px, text};

/// Every row as a group with its facts as a tooltip.
pub(super) fn rows(chart: &Chart<'_>, layout: &Layout, show_float: bool) -> String {
    let mut svg = String::new();
    if let Some(x) = layout.often {
        svg += &text("amount", x + OFTEN - 4.0, layout.plot.y - 6.0, "critical in");
    }
    for (at, row) in chart.rows.iter().enumerate() {
        let y = layout.row_middle(at);
        let class = match row.kind {
            Kind::Phase => "phase",
            Kind::Task => "task",
            Kind::Milestone => "milestone",
        };
        let critical = if row.critical { " critical" } else { "" };
        svg += &format!("<g class=\"row {class}{critical}\"><title>{}</title>", tooltip(chart, row));
        svg += &format!(
            "<rect class=\"hit\" x=\"0\" y=\"{}\" width=\"{}\" height=\"{ROW}\"/>",
            px(y - ROW / 2.0),
            px(layout.width),
        );
        svg += &label(chart, row, layout, y);
        svg += &layout.often.zip(row.criticality).map(|(x, share)| often(x, y, share)).unwrap_or_default();
        svg += "<g clip-path=\"url(#critpath-plot)\">";
        if show_float {
            svg += &row.late_finish.map(|late| float(layout, row, late, y)).unwrap_or_default();
        }
        svg += &row.before.map(|before| earlier(layout, before, y)).unwrap_or_default();
        svg += &match row.kind {
            _ if row.removed => String::new(),
            Kind::Phase => phase(layout, row, y),
            Kind::Task => task(layout, row, y),
            Kind::Milestone => diamond(layout.x(row.start), y, row.critical),
        };
        svg += &row
            .deadline
            .map(|deadline| deadline_mark(layout.x(deadline), y, row.finish > deadline))
            .unwrap_or_default();
        svg += "</g></g>\n";
    }
    svg
}

/// The name, clipped, and how long it takes.
fn label(chart: &Chart<'_>, row: &Row<'_>, layout: &Layout, y: f64) -> String {
    let (x, room) = layout.name(row);
    let bold = if row.kind == Kind::Phase { 1.08 } else { 1.0 };
    let name = escape::line(row.name);
    let shown = clip(&name, (room * 100.0 / LETTER / bold) as usize, hundredths);
    let mut svg = format!(
        "<text class=\"name\" x=\"{}\" y=\"{}\" clip-path=\"url(#critpath-labels)\">{}</text>",
        px(x),
        px(y + 4.0),
        escape::markup(&shown)
    );
    let amount = row_amount(chart, row);
    if !amount.is_empty() {
        let x = px(layout.amounts_end);
        svg += &format!("<text class=\"amount\" x=\"{x}\" y=\"{}\">{amount}</text>", px(y + 4.0));
    }
    svg
}

fn task(layout: &Layout, row: &Row<'_>, y: f64) -> String {
    let (left, right) = layout.ends(row);
    let bar = |class: &str, inset: f64, right: f64| {
        format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"/>",
            px(left),
            px(y - HALF_BAR + inset),
            px(right - left),
            px(2.0 * (HALF_BAR - inset)),
            px((right - left).min(5.0) / 2.0),
        )
    };
    let mut svg = bar("bar", 0.0, right);
    if row.critical {
        svg += &bar("over", 0.0, right);
    }
    if let Some(done) = row.done.filter(|done| *done > 0.0) {
        svg += &bar("done", HALF_BAR - 1.75, left + (right - left) * done);
    }
    svg
}

/// How often a task was critical: in words, on a shade that is the deeper the more often.
pub(super) fn often(x: f64, y: f64, share: f64) -> String {
    format!(
        "<rect class=\"often\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill-opacity=\"{:.2}\"/>\
         <text class=\"share\" x=\"{}\" y=\"{}\">{}</text>",
        px(x),
        px(y - ROW / 2.0 + 1.0),
        px(OFTEN),
        px(ROW - 2.0),
        share * 0.8,
        px(x + OFTEN - 4.0),
        px(y + 4.0),
        escape::markup(&percent(share)),
    )
}

/// A beam with feet at both ends, and the brackets of its window.
fn phase(layout: &Layout, row: &Row<'_>, y: f64) -> String {
    let (left, right) = layout.ends(row);
    let foot = ((right - left) / 2.0).min(5.0);
    let mut svg = format!(
        "<path class=\"summary\" d=\"M{l} {top}H{r}V{toe}L{ri} {beam}H{li}L{l} {toe}Z\"/>",
        l = px(left),
        r = px(right),
        li = px(left + foot),
        ri = px(right - foot),
        top = px(y - 4.5),
        beam = px(y + 0.5),
        toe = px(y + 5.5),
    );
    if let Some((start, finish)) = row.window {
        let bracket = |x: f64, inward: f64| {
            format!("M{} {}H{}V{}H{}", px(x + inward), px(y - 9.0), px(x), px(y + 9.0), px(x + inward))
        };
        let (start, finish) = (layout.x(start) - 2.5, layout.x(finish) + 2.5);
        svg += &format!("<path class=\"window\" d=\"{}{}\"/>", bracket(start, 4.0), bracket(finish, -4.0));
    }
    svg
}

/// A diamond around a point, hatched if it is critical.
pub(super) fn diamond(x: f64, y: f64, critical: bool) -> String {
    let [left, right] = [x - HALF_DIAMOND, x + HALF_DIAMOND].map(px);
    let [top, bottom] = [y - HALF_DIAMOND, y + HALF_DIAMOND].map(px);
    let (x, y) = (px(x), px(y));
    let path = |class: &str| {
        format!("<path class=\"{class}\" d=\"M{left} {y}L{x} {top}L{right} {y}L{x} {bottom}Z\"/>")
    };
    if critical { path("diamond") + &path("over") } else { path("diamond") }
}

/// The dates of an earlier plan: a thin bar below that of the task, or a small diamond.
fn earlier(layout: &Layout, (start, finish): (Instant, Instant), y: f64) -> String {
    let (left, right) = (layout.x(start), layout.x(finish));
    earlier_bar(left, if start == finish { left } else { right.max(left + 2.0) }, y)
}

/// A thin bar with its middle a little below `y`; a small diamond if it has no width.
pub(super) fn earlier_bar(left: f64, right: f64, y: f64) -> String {
    let y = y + HALF_BAR + 2.7;
    let half = if left == right { 3.2 } else { 1.7 };
    let (l, li, ri, r) = (px(left - half), px(left), px(right), px(right + half));
    let (top, middle, bottom) = (px(y - half), px(y), px(y + half));
    if left == right {
        return format!(
            "<path class=\"before\" d=\"M{l} {middle}L{li} {top}L{r} {middle}L{li} {bottom}Z\"/>"
        );
    }
    format!("<path class=\"before\" d=\"M{li} {top}H{ri}V{bottom}H{li}Z\"/>")
}

/// A thin line from the finish to the latest finish.
fn float(layout: &Layout, row: &Row<'_>, late: Instant, y: f64) -> String {
    let (_, left) = layout.ends(row);
    let right = layout.x(late);
    if right - left < 1.5 {
        return String::new();
    }
    float_bar(left, right, y)
}

/// A thin bar with a foot at its end.
pub(super) fn float_bar(left: f64, right: f64, y: f64) -> String {
    format!(
        "<path class=\"float\" d=\"M{l} {top}H{ri}V{head}H{r}V{foot}H{ri}V{bottom}H{l}Z\"/>",
        l = px(left),
        r = px(right),
        ri = px(right - 1.5),
        top = px(y - 1.0),
        bottom = px(y + 1.0),
        head = px(y - 3.5),
        foot = px(y + 3.5),
    )
}

/// A mark that points down at the deadline; filled if it is missed.
pub(super) fn deadline_mark(x: f64, y: f64, missed: bool) -> String {
    let class = if missed { "missed" } else { "met" };
    format!(
        "<path class=\"deadline {class}\" d=\"M{} {}H{}L{} {}Z\"/>",
        px(x - 4.5),
        px(y - 10.0),
        px(x + 4.5),
        px(x),
        px(y - 2.0),
    )
}

/// What there is to say about a row, ready for markup.
fn tooltip(chart: &Chart<'_>, row: &Row<'_>) -> String {
    let time = |at: Instant| instant_text(chart.basis.axis, at);
    let mut lines = vec![row.name.to_owned()];
    lines.push(match row.kind {
        Kind::Milestone => time(row.start),
        _ => period(chart.basis.axis, row.start, row.finish),
    });
    if row.removed {
        lines.push("removed".into());
        return lines.iter().map(|line| escape::markup(line)).collect::<Vec<_>>().join("\n");
    }
    lines.extend(
        row.before.map(|(start, finish)| format!("before {}", period(chart.basis.axis, start, finish))),
    );
    let length = row_amount(chart, row);
    if !length.is_empty() {
        lines.push(format!("duration {length}"));
    }
    if row.kind != Kind::Phase {
        let float = chart.basis.amount(row.total_float_s, row.elapsed);
        lines.push(if row.critical { format!("critical, float {float}") } else { format!("float {float}") });
    }
    lines.extend(row.criticality.map(|share| format!("critical in {} of the runs", percent(share))));
    lines.extend(
        row.window.map(|(start, finish)| format!("window {}", period(chart.basis.axis, start, finish))),
    );
    lines.extend(
        row.deadline
            .map(|at| format!("deadline {}{}", time(at), if row.finish > at { ", missed" } else { "" })),
    );
    lines.extend(row.done.map(|done| format!("{:.0} % done", done * 100.0)));
    lines.extend(row.owner.map(|owner| format!("owner {owner}")));
    lines.iter().map(|line| escape::markup(line)).collect::<Vec<_>>().join("\n")
}
