//! Dependencies into lines at right angles, drawn below the bars and beside the names.

use critpath::model::Relation;

use crate::chart::{Chart, Kind, Link, Row};

use super::layout::{HALF_BAR, HALF_DIAMOND, Layout, ROW};
use super::px;

/// How far a line leaves a bar before it turns.
const LEAD: f64 = 7.0;

/// What a line arrives with: the arrow's tip, and where it points.
enum Arrow {
    Down,
    Up,
    Right,
    Left,
}

/// Every link as a line with an arrow.
pub(super) fn links(chart: &Chart<'_>, layout: &Layout) -> String {
    let mut svg = String::from("<g clip-path=\"url(#critpath-plot)\">\n");
    for link in &chart.links {
        let (path, x, y, arrow) = route(chart, layout, link);
        let critical = if link.critical { " critical" } else { "" };
        let implied = if link.implied { " implied" } else { "" };
        svg += &format!("<path class=\"link{critical}{implied}\" d=\"{path}\"/>");
        svg += &format!("<path class=\"head{critical}\" d=\"{}\"/>\n", head(x, y, &arrow));
    }
    svg + "</g>\n"
}

fn route(chart: &Chart<'_>, layout: &Layout, link: &Link) -> (String, f64, f64, Arrow) {
    let (from, to) = (&chart.rows[link.from], &chart.rows[link.to]);
    let (from_left, from_right) = layout.ends(from);
    let (to_left, to_right) = layout.ends(to);
    let (y1, y2) = (layout.row_middle(link.from), layout.row_middle(link.to));
    let lane = y1 + if y2 > y1 { ROW / 2.0 } else { -ROW / 2.0 };
    let along = |points: &[f64]| {
        // Horizontal and vertical by turns.
        let mut path = format!("M{} {}", px(points[0]), px(y1));
        for (turn, point) in points[1..].iter().enumerate() {
            path += &format!("{}{}", if turn % 2 == 0 { 'H' } else { 'V' }, px(*point));
        }
        path
    };
    let inside = |x: f64| x.clamp(layout.plot.x + 2.0, layout.plot.x + layout.plot.width - 2.0);
    match link.relation {
        Relation::FinishToStart => {
            let landing = landing(to, to_left, to_right);
            // The line begins below the bar, so it may turn before the bar's end.
            let turn = if from.kind == Kind::Milestone { from_left } else { from_right - 1.0 };
            if landing >= turn {
                let (tip, arrow) = touch(to, y1, y2);
                return (along(&[turn.max(from_left), landing, tip]), landing, tip, arrow);
            }
            let (out, back) = (inside(from_right + LEAD), inside(to_left - LEAD - 2.0));
            (along(&[from_right, out, lane, back, y2, to_left]), to_left, y2, Arrow::Right)
        }
        Relation::StartToStart => {
            let out = inside(from_left.min(to_left) - LEAD);
            (along(&[from_left, out, y2, to_left]), to_left, y2, Arrow::Right)
        }
        Relation::FinishToFinish => {
            let out = inside(from_right.max(to_right) + LEAD);
            (along(&[from_right, out, y2, to_right]), to_right, y2, Arrow::Left)
        }
        Relation::StartToFinish => {
            let (out, back) = (inside(from_left - LEAD), inside(to_right + LEAD + 2.0));
            (along(&[from_left, out, lane, back, y2, to_right]), to_right, y2, Arrow::Left)
        }
    }
}

/// Where on a bar a line from above or below lands: near its start.
fn landing(to: &Row<'_>, left: f64, right: f64) -> f64 {
    match to.kind {
        Kind::Milestone => f64::midpoint(left, right),
        Kind::Phase => left + ((right - left) / 2.0).min(3.0),
        Kind::Task => left + ((right - left) / 2.0).min(6.0),
    }
}

/// The edge of what stands for a row, coming from another height.
fn touch(to: &Row<'_>, from_y: f64, y: f64) -> (f64, Arrow) {
    let above = from_y < y;
    let half = match (to.kind, above) {
        (Kind::Milestone, _) => HALF_DIAMOND,
        (Kind::Phase, true) => 4.5,
        (Kind::Phase, false) => 0.5,
        (Kind::Task, _) => HALF_BAR + 0.5,
    };
    if above { (y - half, Arrow::Down) } else { (y + half, Arrow::Up) }
}

fn head(x: f64, y: f64, arrow: &Arrow) -> String {
    let (length, half) = (6.0, 3.5);
    let (across_x, across_y, back_x, back_y) = match arrow {
        Arrow::Down => (half, 0.0, 0.0, -length),
        Arrow::Up => (half, 0.0, 0.0, length),
        Arrow::Right => (0.0, half, -length, 0.0),
        Arrow::Left => (0.0, half, length, 0.0),
    };
    format!(
        "M{} {}L{} {}L{} {}Z",
        px(x),
        px(y),
        px(x + back_x - across_x),
        px(y + back_y - across_y),
        px(x + back_x + across_x),
        px(y + back_y + across_y),
    )
}
