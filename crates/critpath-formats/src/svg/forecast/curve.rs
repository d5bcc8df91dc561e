//! The runs of a forecast into a histogram with the S-curve over it, and marks at P50, P80 and the planned date.

use critpath::time::{DAY_S, Instant};

use super::MARGIN;
use crate::chart::{Band, Forecasted, Free, Scale, labels, percent};
use crate::measure::hundredths;
use crate::svg::{px, text};

/// Height of the plot.
const HEIGHT: f64 = 300.0;
/// Room of the percents at the left.
const LEFT: f64 = 58.0;
/// Distance of lines of text.
const LINE: f64 = 18.0;

struct Plot {
    x: f64,
    width: f64,
    top: f64,
    scale: Scale,
}

impl Plot {
    fn x(&self, at: Instant) -> f64 {
        self.x + self.scale.position(at, self.width)
    }

    /// Where a probability is.
    fn y(&self, probability: f64) -> f64 {
        self.top + (1.0 - probability) * HEIGHT
    }

    fn bottom(&self) -> f64 {
        self.top + HEIGHT
    }
}

/// Draws it from `y` downwards: the picture, and where it ends.
pub(super) fn curve(facts: &Forecasted<'_>, width: f64, y: f64) -> (String, f64) {
    let (from, to) = facts.edges();
    let margin = ((to - from) / 40).max(60);
    let inner = width - LEFT - MARGIN;
    let marks = facts.marks();
    let plot = Plot {
        x: LEFT,
        width: inner,
        top: y + marks.len() as f64 * LINE + 6.0,
        scale: Scale::new(facts.axis, from - margin, to + margin, inner, 7.0),
    };
    let mut svg = shading(facts, &plot) + &grid(&plot);
    svg += &bars(facts, &plot);
    svg += &line(facts, &plot);
    for (row, mark) in marks.iter().enumerate() {
        let x = plot.x(mark.at);
        let label_y = y + row as f64 * LINE + 12.0;
        let kind = if mark.planned { "planned" } else { "kept" };
        svg += &format!(
            "<path class=\"{kind} line\" d=\"M{} {}V{}\"/>",
            px(x),
            px(label_y + 5.0),
            px(plot.bottom())
        );
        if let Some((low, high)) = mark.interval {
            let y = px(plot.y(mark.probability));
            svg += &format!(
                "<path class=\"interval line\" d=\"M{} {y}H{}\"/>",
                px(plot.x(low)),
                px(plot.x(high))
            );
        }
        svg += &format!(
            "<circle class=\"{} dot\" cx=\"{}\" cy=\"{}\" r=\"4\"/>\n",
            kind,
            px(x),
            px(plot.y(mark.probability))
        );
        // A label that would leave the picture stands at the left of its line.
        let at_left = x + hundredths(&mark.text) as f64 * 0.13 > width - MARGIN;
        let (class, label_x) = if at_left { (" end", x - 6.0) } else { ("", x - 1.0) };
        svg += &text(&format!("{kind} mark{class}"), label_x, label_y, &mark.text);
    }
    let bottom = plot.bottom();
    svg += &names("tick", &plot.scale.minor, &plot, bottom + 15.0);
    svg += &names("context", &plot.scale.major, &plot, bottom + 15.0 + LINE);
    svg += &text(
        "caption",
        LEFT,
        bottom + 20.0 + 2.0 * LINE,
        "Line: how likely the plan is finished by then. Bars: how often a run finished then. P80 is the date that 80 of 100 \
         runs keep.",
    );
    (svg, bottom + 26.0 + 2.0 * LINE)
}

/// Free time that is wide enough to be seen; nights only where days are wide.
fn shading(facts: &Forecasted<'_>, plot: &Plot) -> String {
    let second = plot.width / (plot.scale.to - plot.scale.from) as f64;
    let nights = second * DAY_S as f64 >= 60.0;
    let free = facts.free(plot.scale.from, plot.scale.to, (4.0 / second) as i64);
    let shown = free.into_iter().filter(|free| free.day || nights);
    let one = |free: Free| {
        let class = if free.day { "weekend" } else { "night" };
        let (left, right) = (plot.x(free.start), plot.x(free.end));
        format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            px(left),
            px(plot.top),
            px(right - left),
            px(HEIGHT)
        )
    };
    shown.map(one).collect::<String>() + "\n"
}

/// Lines and percents at the left, ticks of time below.
fn grid(plot: &Plot) -> String {
    let mut svg = String::new();
    let right = px(plot.x + plot.width);
    for tenth in (0..=10).step_by(2) {
        let y = plot.y(f64::from(tenth) / 10.0);
        svg += &format!("<path class=\"grid line\" d=\"M{} {}H{right}\"/>", px(plot.x), px(y));
        svg += &text("tick end", plot.x - 8.0, y + 4.0, &percent(f64::from(tenth) / 10.0));
    }
    let ticks = plot.scale.minor.iter().filter(|band| band.ticked);
    let ticks: String =
        ticks.map(|band| format!("M{} {}v5", px(plot.x(band.start)), px(plot.bottom()))).collect();
    svg +=
        &format!("<path class=\"edge line\" d=\"{ticks}M{} {}H{right}\"/>\n", px(plot.x), px(plot.bottom()));
    svg
}

/// How often the finish fell when, the highest bar a little lower than the plot.
fn bars(facts: &Forecasted<'_>, plot: &Plot) -> String {
    let most = facts.forecast.histogram.iter().map(|bar| bar.runs).max().unwrap_or_default().max(1) as f64;
    let mut svg = String::new();
    for (from, to, runs) in facts.histogram() {
        let (left, right) = (plot.x(from), plot.x(to).max(plot.x(from) + 1.5));
        let height = runs as f64 / most * HEIGHT * 0.9;
        svg += &format!(
            "<rect class=\"runs\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            px(left + 0.5),
            px(plot.bottom() - height),
            px((right - left - 1.0).max(1.0)),
            px(height)
        );
    }
    svg + "\n"
}

/// The S-curve.
fn line(facts: &Forecasted<'_>, plot: &Plot) -> String {
    let mut path = String::new();
    let mut before: Option<f64> = None;
    for (at, probability) in facts.curve() {
        let (x, y) = (px(plot.x(at)), px(plot.y(probability)));
        path += &match before {
            None => format!("M{x} {}V{y}", px(plot.bottom())),
            Some(_) => format!("L{x} {y}"),
        };
        before = Some(probability);
    }
    format!("<path class=\"curve line\" d=\"{path}\"/>\n")
}

fn names(class: &str, bands: &[Band], plot: &Plot, y: f64) -> String {
    let room = |band: &Band| ((plot.x(band.end) - plot.x(band.start) - 6.0).max(0.0) * 100.0 / 12.5) as usize;
    let named = labels(bands, room, hundredths);
    let shown = bands.iter().zip(named).filter_map(|(band, label)| Some((band, label?)));
    shown.map(|(band, label)| text(class, plot.x(band.start) + 3.0, y, label)).collect()
}
