//! What occurs in a chart into the legend below it.

use crate::chart::{Chart, Kind, Row};

use super::SvgOptions;
use super::bars::{deadline_mark, diamond, earlier_bar, float_bar};
use super::layout::{Layout, text_width};
use super::{px, text, time_axis};

/// The legend, and where it ends.
#[derive(Debug)]
pub(super) struct Legend {
    /// Swatch and word, and the place of the swatch's middle.
    entries: Vec<(Swatch, &'static str, f64, f64)>,
    /// The bottom of the picture.
    pub bottom: f64,
}

#[derive(Debug, Clone, Copy)]
enum Swatch {
    Phase,
    Window,
    Task,
    Critical,
    Milestone,
    CriticalMilestone,
    Float,
    Before,
    Done,
    Link,
    Deadline,
    Missed,
    Often,
}

impl Legend {
    /// Sets what occurs in the chart in lines below it.
    pub fn new(chart: &Chart<'_>, options: &SvgOptions, layout: &Layout) -> Self {
        let any = |holds: &dyn Fn(&Row<'_>) -> bool| chart.rows.iter().any(holds);
        let missed = |late: bool| {
            any(&|row| row.deadline.is_some_and(|at| chart.shows(at) && (row.finish > at) == late))
        };
        let task = |row: &Row<'_>| row.kind == Kind::Task && !row.removed;
        let milestone = |row: &Row<'_>| row.kind == Kind::Milestone && !row.removed;
        let present = [
            (Swatch::Phase, "phase", any(&|row| row.kind == Kind::Phase)),
            (Swatch::Window, "window", any(&|row| row.window.is_some())),
            (Swatch::Task, "task", any(&|row| task(row) && !row.critical)),
            (Swatch::Critical, "critical task", any(&|row| task(row) && row.critical)),
            (Swatch::Milestone, "milestone", any(&|row| milestone(row) && !row.critical)),
            (Swatch::CriticalMilestone, "critical milestone", any(&|row| milestone(row) && row.critical)),
            (Swatch::Float, "float", options.show_float && any(&|row| row.late_finish.is_some())),
            (Swatch::Before, "before", any(&|row| row.before.is_some())),
            (Swatch::Done, "done", any(&|row| row.done.is_some_and(|done| done > 0.0))),
            (Swatch::Link, "dependency", options.show_links && !chart.links.is_empty()),
            (Swatch::Deadline, "deadline", missed(false)),
            (Swatch::Missed, "missed deadline", missed(true)),
            (Swatch::Often, "share of the runs in which it is critical", layout.often.is_some()),
        ];
        let (mut x, mut y) = (layout.margin, layout.foot() + time_axis::marks_height(chart) + 16.0);
        let mut entries = Vec::new();
        for (swatch, word, _) in present.into_iter().filter(|(_, _, present)| *present) {
            let width = 30.0 + text_width(word, 12.0) + 18.0;
            if x + width > layout.width && x > layout.margin {
                (x, y) = (layout.margin, y + 20.0);
            }
            entries.push((swatch, word, x, y));
            x += width;
        }
        Legend { entries, bottom: (y + 18.0).ceil() }
    }

    /// Draws it.
    pub fn draw(&self) -> String {
        let entries = self.entries.iter().map(|(swatch, word, x, y)| {
            format!("{}{}", swatch.draw(*x, *y), text("word", x + 30.0, y + 4.0, word))
        });
        format!("<g class=\"legend\">\n{}</g>\n", entries.collect::<String>())
    }
}

impl Swatch {
    /// A small likeness, 24 wide around the middle height `y`.
    fn draw(self, x: f64, y: f64) -> String {
        let bar = |class: &str, inset: f64, width: f64| {
            format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"2.5\"/>",
                px(x),
                px(y - 5.0 + inset),
                px(width),
                px(10.0 - 2.0 * inset),
            )
        };
        let path = |class: &str, d: String| format!("<path class=\"{class}\" d=\"{d}\"/>");
        let (left, right, middle) = (px(x), px(x + 24.0), px(y));
        match self {
            Swatch::Phase => {
                path("summary", format!("M{left} {top}H{right}v10l-5 -5h-14l-5 5Z", top = px(y - 4.5)))
            }
            Swatch::Window => path(
                "window",
                format!("M{} {top}h-4v14h4M{} {top}h4v14h-4", px(x + 6.0), px(x + 18.0), top = px(y - 7.0)),
            ),
            Swatch::Task => bar("bar", 0.0, 24.0),
            Swatch::Critical => {
                format!("<g class=\"critical\">{}{}</g>", bar("bar", 0.0, 24.0), bar("over", 0.0, 24.0))
            }
            Swatch::Milestone => diamond(x + 12.0, y, false),
            Swatch::CriticalMilestone => format!("<g class=\"critical\">{}</g>", diamond(x + 12.0, y, true)),
            Swatch::Float => float_bar(x, x + 24.0, y),
            Swatch::Before => earlier_bar(x, x + 24.0, y - 9.0),
            Swatch::Done => bar("bar", 0.0, 24.0) + &bar("done", 3.25, 14.0),
            Swatch::Link => {
                path("link", format!("M{left} {middle}h18"))
                    + &path("head", format!("M{right} {middle}l-6 -3.5v7Z"))
            }
            Swatch::Deadline => deadline_mark(x + 12.0, y + 6.0, false),
            Swatch::Missed => deadline_mark(x + 12.0, y + 6.0, true),
            Swatch::Often => format!(
                "<rect class=\"often\" x=\"{left}\" y=\"{}\" width=\"24\" height=\"10\" fill-opacity=\".5\"/>",
                px(y - 5.0)
            ),
        }
    }
}
