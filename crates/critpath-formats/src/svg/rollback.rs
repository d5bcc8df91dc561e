//! The way back over a Gantt chart: how long it is as a line, the objective, points of no return and safe gates.

use critpath::duration::readable;
use critpath::model::rollback_result::RollbackResult;
use critpath::time::{Axis, DAY_S, Instant};

use crate::chart::{instant, instant_text};
use crate::escape;
use crate::measure::{clip, hundredths};

use super::labels::Labels;
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

/// Draws the way back over the rows of a chart. O(points + (ends + gates)²).
pub(super) fn overlay(answer: &RollbackResult, axis: Axis, layout: &Layout) -> String {
    let top_s =
        answer.worst.as_ref().map_or(0, |worst| worst.rollback_s).max(answer.rto_s.unwrap_or(0)).max(1);
    let drawing = Drawing { answer, axis, layout, top_s };
    let mut svg =
        format!("<style>{STYLE}</style>\n<g class=\"way-back\" clip-path=\"url(#critpath-plot)\">\n");
    let mut labels = Labels::new(layout.plot);
    svg += &drawing.profile(&mut labels);
    svg += &drawing.objective(&mut labels);
    svg += &drawing.gates(&mut labels);
    svg += &drawing.ends(&mut labels);
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
    fn profile(&self, labels: &mut Labels) -> String {
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
        let highest = self.answer.worst.as_ref().map_or(0, |worst| worst.rollback_s);
        let most = readable(highest, DAY_S);
        format!("{barred}<path class=\"way-area\" d=\"{area}\"/><path class=\"way\" d=\"{line}\"/>\n")
            + &word(
                labels,
                "top-word",
                Beside::After(self.layout.plot.x),
                self.y(highest) + 11.0,
                &format!("way back, {most} at most"),
            )
    }

    fn objective(&self, labels: &mut Labels) -> String {
        let Some(rto) = self.answer.rto_s else { return String::new() };
        let (y, plot) = (self.y(rto), &self.layout.plot);
        let text = format!("objective {}", readable(rto, DAY_S));
        format!("<path class=\"objective\" d=\"M{} {}H{}\"/>", px(plot.x), px(y), px(plot.x + plot.width))
            + &word(labels, "objective-word", Beside::Before(plot.x + plot.width), y - 4.0, &text)
    }

    /// A line down all rows for each point of no return.
    fn ends(&self, labels: &mut Labels) -> String {
        let mut svg = String::new();
        let plot = &self.layout.plot;
        for end in &self.answer.points_of_no_return {
            let Some(at) = self.at(&end.at) else { continue };
            let x = self.layout.x(at);
            let is_slow = end.kind == critpath::model::rollback_result::NoReturnKind::TooSlow;
            let class = if is_slow { "too-slow" } else { "no-return" };
            let task = end.task.as_deref().unwrap_or_default();
            let text = format!("{}: {task}", end.kind.as_str().replace('_', " "));
            let detail = format!("{}: {}", instant_text(self.axis, at), end.detail);
            svg += &format!(
                "<g><title>{}</title><path class=\"{class}\" d=\"M{} {}V{}\"/></g>",
                escape::markup(&escape::line(&detail)),
                px(x),
                px(plot.y),
                px(self.layout.rows_bottom())
            );
            // Below the word of the way back, which stands at the top where the way back is longest.
            svg += &word(labels, "end-word", Beside::After(x), plot.y + 38.0, &text);
        }
        svg
    }

    /// A triangle at the foot for each gate: pointing up if safe, down if not.
    fn gates(&self, labels: &mut Labels) -> String {
        let bottom = self.layout.rows_bottom();
        let mut svg = String::new();
        for gate in &self.answer.gates {
            let Some(at) = self.at(&gate.at) else { continue };
            let x = self.layout.x(at);
            let (class, tip, base) = match gate.safe {
                true => ("safe-gate", bottom - 12.0, bottom - 1.0),
                false => ("unsafe-gate", bottom - 1.0, bottom - 12.0),
            };
            let what = if gate.safe { "safe gate" } else { "no safe way back from gate" };
            svg += &format!(
                "<g><title>{}</title><path class=\"{class}\" d=\"M{} {}L{} {}L{} {}Z\"/></g>",
                escape::markup(&escape::line(&format!(
                    "{what} {}: {}",
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
            svg += &word(labels, class, Beside::After(x + 4.0), bottom - 3.0, &gate.gate);
        }
        svg
    }
}

/// On which side of a place a word stands, if there is room: else on the other one, or on another line.
enum Beside {
    After(f64),
    Before(f64),
}

/// A word with a place of its own; nothing where the picture is full, for titles and the text say all of them.
fn word(labels: &mut Labels, class: &str, beside: Beside, y: f64, word: &str) -> String {
    let line = escape::line(word);
    let room = (labels.room() / BOLD_LETTER * 100.0).max(0.0) as usize;
    let shown = clip(&line, room.min(4_000), hundredths);
    let width = word_width(&shown);
    let (after, before) = match beside {
        Beside::After(x) | Beside::Before(x) => (x + 4.0, x - 4.0 - width),
    };
    let lefts = match beside {
        Beside::After(_) => [after, before],
        Beside::Before(_) => [before, after],
    };
    let Some((x, y)) = labels.place(&lefts, y, width).filter(|_| !shown.is_empty()) else {
        return String::new();
    };
    format!(
        "<text class=\"way-word {class}\" x=\"{}\" y=\"{}\">{}</text>\n",
        px(x),
        px(y),
        escape::markup(&shown)
    )
}

/// Size of the letters of words on the picture, which are bold and so wider.
const BOLD_LETTER: f64 = 10.5 * 1.12;

/// How wide a word on the picture is.
fn word_width(word: &str) -> f64 {
    text_width(word, BOLD_LETTER)
}

#[cfg(test)]
mod tests {
    use super::super::SvgOptions;
    use super::*;
    use critpath::check::{CheckOptions, check};
    use critpath::rollback::rollback;
    use critpath::schedule::{ScheduleOptions, schedule};

    /// The words of a picture: left, right, line.
    fn words(svg: &str) -> Vec<(f64, f64, f64)> {
        let number = |text: &str, name: &str| -> f64 {
            let from = text.split_once(&format!(" {name}=\"")).unwrap().1;
            from.split_once('"').unwrap().0.parse().unwrap()
        };
        let texts = svg.split("<text class=\"way-word").skip(1);
        let of = |text: &str| {
            let shown = text.split_once('>').unwrap().1.split_once('<').unwrap().0;
            let shown = shown.replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&");
            (number(text, "x"), number(text, "x") + word_width(&shown), number(text, "y"))
        };
        texts.map(of).collect()
    }

    #[test]
    fn no_word_covers_another_or_leaves_the_picture() {
        let steps = |count: usize| {
            let undo = |at: usize| match at % 3 {
                0 => "undo=9m undo-until=+1m",
                1 => "undo=20m",
                _ => "undo=1m undo-until=+2m undo-late=40m",
            };
            let after = |at: usize| if at == 0 { String::new() } else { format!(" after=s{}", at - 1) };
            let step = |at: usize| format!("- Step {at} {{#s{at} 10m {}{}}}\n", undo(at), after(at));
            let head = "# Night {start=2026-12-07T22:00 calendar=always rollback-objective=15m}\n\n";
            let gates = "\n## Gates\n\n- Go {#go after=s0}\n- On {#on after=s0}\n";
            format!("{head}{}{gates}", (0..count).map(step).collect::<String>())
        };
        let promotion = include_str!("../../../../examples/plans/promotion.md").to_owned();
        for (guide, least) in [(promotion, 3), (steps(1), 2), (steps(3), 3), (steps(30), 12)] {
            let plan =
                check(crate::read("night.md", &guide).document, &CheckOptions::default()).plan.unwrap();
            let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
            let (answer, result) = (rollback(&plan, &dates).unwrap(), dates.to_result(&plan));
            for width in [480, 700, 1_200] {
                let options = SvgOptions { width, ..SvgOptions::default() };
                let words = words(&super::super::rollback(&plan, &result, &answer, &options));
                assert!(words.len() >= least, "{words:?} in {width}");
                for (at, a) in words.iter().enumerate() {
                    assert!(a.0 > 0.0 && a.1 <= f64::from(width) - 16.0, "{a:?} in {width}");
                    for b in &words[..at] {
                        let apart = a.1 <= b.0 + 0.1 || b.1 <= a.0 + 0.1 || (a.2 - b.2).abs() >= 11.9;
                        assert!(apart, "{a:?} {b:?} in {width}");
                    }
                }
            }
        }
    }
}
