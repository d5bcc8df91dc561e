//! The way back over a Gantt chart: how long it is as a line, the objective, points of no return and safe gates.

use critpath::duration::readable;
use critpath::model::rollback_result::RollbackResult;
use critpath::time::{Axis, DAY_S, Instant};

use crate::chart::{instant, instant_text};
use crate::escape;
use crate::measure::{clip, hundredths};

use super::layout::{Layout, text_width};
use super::px;

/// Colours that are read on light and on dark paper; lines differ by their dashes, too.
const STYLE: &str = ".critpath-gantt .way{fill:none;stroke:#8250df;stroke-width:1.6}\
    .critpath-gantt .way-area{fill:#8250df;fill-opacity:.13}\
    .critpath-gantt .objective{fill:none;stroke:#1a7f37;stroke-width:1.4;stroke-dasharray:7 4}\
    .critpath-gantt .no-return{fill:none;stroke:#cf222e;stroke-width:1.6}\
    .critpath-gantt .too-slow{fill:none;stroke:#cf222e;stroke-width:1.4;stroke-dasharray:2 3}\
    .critpath-gantt .barred{fill:#cf222e;fill-opacity:.12}\
    .critpath-gantt .safe-gate{fill:#1a7f37}.critpath-gantt .unsafe-gate{fill:#cf222e}\
    .critpath-gantt .way-word{font-size:10.5px;font-weight:600;paint-order:stroke;stroke:#fff;stroke-width:2.5px;\
    stroke-linejoin:round}.critpath-gantt .way-word.objective-word{fill:#1a7f37}\
    .critpath-gantt .way-word.end-word{fill:#b01d26}.critpath-gantt .way-word.top-word{fill:#6e3fc6}";

/// Draws the way back over the rows of a chart. O(points + ends + gates).
pub(super) fn overlay(answer: &RollbackResult, axis: Axis, layout: &Layout) -> String {
    let top_s =
        answer.worst.as_ref().map_or(0, |worst| worst.rollback_s).max(answer.rto_s.unwrap_or(0)).max(1);
    let drawing = Drawing { answer, axis, layout, top_s };
    let mut svg =
        format!("<style>{STYLE}</style>\n<g class=\"way-back\" clip-path=\"url(#critpath-plot)\">\n");
    svg += &drawing.profile();
    svg += &drawing.objective();
    svg += &drawing.ends();
    svg += &drawing.gates();
    svg + "</g>\n"
}

struct Drawing<'a> {
    answer: &'a RollbackResult,
    axis: Axis,
    layout: &'a Layout,
    /// The way back that reaches to the top.
    top_s: i64,
}

impl Drawing<'_> {
    fn at(&self, text: &str) -> Option<Instant> {
        instant(self.axis, text)
    }

    fn y(&self, seconds: i64) -> f64 {
        let height = self.layout.plot.height - 14.0;
        self.layout.rows_bottom() - seconds as f64 / self.top_s as f64 * height
    }

    /// The line of the way back, the area below it, and where there is none.
    fn profile(&self) -> String {
        let points = &self.answer.profile;
        let Some(end) = self.answer.end.as_deref().and_then(|end| self.at(end)) else { return String::new() };
        let bottom = self.layout.rows_bottom();
        let (mut line, mut area, mut barred) = (String::new(), String::new(), String::new());
        for (index, point) in points.iter().enumerate() {
            let Some(from) = self.at(&point.at) else { continue };
            let next = points.get(index + 1).and_then(|next| self.at(&next.at)).unwrap_or(end);
            let (left, right) = (self.layout.x(from), self.layout.x(next));
            match point.rollback_s {
                Some(rollback) => {
                    let fallen = if point.falls { next - from } else { 0 };
                    let (high, low) = (self.y(rollback), self.y((rollback - fallen).max(0)));
                    let pen = if line.is_empty() || line.ends_with('Z') { 'M' } else { 'L' };
                    line += &format!("{pen}{} {}L{} {}", px(left), px(high), px(right), px(low));
                    area += &format!(
                        "M{} {b}L{} {}L{} {}L{} {b}Z",
                        px(left),
                        px(left),
                        px(high),
                        px(right),
                        px(low),
                        px(right),
                        b = px(bottom)
                    );
                }
                None => {
                    barred += &format!(
                        "<rect class=\"barred\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
                        px(left),
                        px(self.layout.plot.y),
                        px((right - left).max(1.0)),
                        px(self.layout.plot.height)
                    );
                }
            }
        }
        let word = readable(self.answer.worst.as_ref().map_or(0, |worst| worst.rollback_s), DAY_S);
        let highest = self.answer.worst.as_ref().map_or(0, |worst| worst.rollback_s);
        format!("{barred}<path class=\"way-area\" d=\"{area}\"/><path class=\"way\" d=\"{line}\"/>\n")
            + &self.word(
                "top-word",
                self.layout.plot.x + 4.0,
                self.y(highest) + 11.0,
                &format!("way back, {word} at most"),
            )
    }

    fn objective(&self) -> String {
        let Some(rto) = self.answer.rto_s else { return String::new() };
        let (y, plot) = (self.y(rto), &self.layout.plot);
        let word = format!("objective {}", readable(rto, DAY_S));
        let x = plot.x + plot.width - word_width(&word) - 6.0;
        format!("<path class=\"objective\" d=\"M{} {}H{}\"/>", px(plot.x), px(y), px(plot.x + plot.width))
            + &self.word("objective-word", x, y - 4.0, &word)
    }

    /// A line down all rows for each point of no return.
    fn ends(&self) -> String {
        let mut svg = String::new();
        let plot = &self.layout.plot;
        for (index, end) in self.answer.points_of_no_return.iter().enumerate() {
            let Some(at) = self.at(&end.at) else { continue };
            let x = self.layout.x(at);
            let is_slow = end.kind == critpath::model::rollback_result::NoReturnKind::TooSlow;
            let class = if is_slow { "too-slow" } else { "no-return" };
            let task = end.task.as_deref().unwrap_or_default();
            let word = format!("{}: {task}", end.kind.as_str().replace('_', " "));
            let detail = format!("{}: {}", instant_text(self.axis, at), end.detail);
            svg += &format!(
                "<g><title>{}</title><path class=\"{class}\" d=\"M{} {}V{}\"/></g>",
                escape::markup(&escape::line(&detail)),
                px(x),
                px(plot.y),
                px(self.layout.rows_bottom())
            );
            // Below the word of the way back, which stands at the top where the way back is longest.
            let y = plot.y + 38.0 + (index % 5) as f64 * 12.0;
            let left = (x + 4.0).min(plot.x + plot.width - word_width(&word) - 4.0);
            svg += &self.word("end-word", left, y, &word);
        }
        svg
    }

    /// A triangle at the foot for each gate: pointing up if safe, down if not.
    fn gates(&self) -> String {
        let bottom = self.layout.rows_bottom();
        let mut svg = String::new();
        for gate in &self.answer.gates {
            let Some(at) = self.at(&gate.at) else { continue };
            let x = self.layout.x(at);
            let (class, tip, base) = match gate.safe {
                true => ("safe-gate", bottom - 12.0, bottom - 1.0),
                false => ("unsafe-gate", bottom - 1.0, bottom - 12.0),
            };
            let word = if gate.safe { "safe gate" } else { "no safe way back from gate" };
            svg += &format!(
                "<g><title>{}</title><path class=\"{class}\" d=\"M{} {}L{} {}L{} {}Z\"/></g>",
                escape::markup(&escape::line(&format!(
                    "{word} {}: {}",
                    gate.gate,
                    instant_text(self.axis, at)
                ))),
                px(x),
                px(tip),
                px(x - 6.0),
                px(base),
                px(x + 6.0),
                px(base)
            );
            let class = if gate.safe { "objective-word" } else { "end-word" };
            svg += &self.word(class, x + 8.0, bottom - 3.0, &gate.gate);
        }
        svg
    }

    fn word(&self, class: &str, x: f64, y: f64, word: &str) -> String {
        let line = escape::line(word);
        let shown = clip(&line, 4_000, hundredths);
        let y = y.clamp(self.layout.plot.y + 10.0, self.layout.rows_bottom() - 2.0);
        format!(
            "<text class=\"way-word {class}\" x=\"{}\" y=\"{}\">{}</text>\n",
            px(x),
            px(y),
            escape::markup(&shown)
        )
    }
}

/// How wide a word on the picture is: in bold letters, which are wider.
fn word_width(word: &str) -> f64 {
    text_width(word, 10.5) * 1.12
}
