//! Rollouts into a picture as SVG: the share of the traffic over time, what is watched until which gate, and the way back.

use critpath::duration::readable;
use critpath::model::rollout_result::{RolloutReport, RolloutResult, RolloutStepReport};
use critpath::time::DAY_S;

use super::style::{Palette, both, fill, sheet, stroke, text_shape};
use super::{SvgOptions, px, text};
use crate::escape;
use crate::measure::{clip, hundredths};
use crate::text::rollout::{budget, headline, is_sound};

const MARGIN: f64 = 20.0;
/// Room of percents and names at the left.
const LEFT: f64 = 124.0;
/// Height of the plot of the traffic.
const HEIGHT: f64 = 190.0;
/// Height of the row of a way back.
const ROW: f64 = 24.0;
/// Ways back that are drawn; a rolling strategy may have many more, and they are alike.
const MOST_ROWS: usize = 30;

/// Draws each rollout: the share of the traffic as a step line, how long each step is watched, the gates, and how long the
/// way back from each step is. Times are from the start of the rollout. The same input gives the same bytes. O(steps).
pub fn rollout(answer: &RolloutResult, options: &SvgOptions) -> String {
    let width = f64::from(options.width.clamp(480, 100_000));
    let title = escape::line(options.title.as_deref().unwrap_or(&answer.name)).into_owned();
    let mut body = String::new();
    let mut y = MARGIN;
    if !title.trim().is_empty() {
        let room = ((width - 2.0 * MARGIN) / 0.17) as usize;
        body += &text("title", MARGIN, y + 16.0, &clip(title.trim(), room, hundredths));
        y += 34.0;
    }
    if answer.rollouts.is_empty() {
        body += &text("said", MARGIN, y + 14.0, "No task of the plan is a rollout.");
        y += 24.0;
    }
    for report in &answer.rollouts {
        let panel = Panel::new(report, width, y);
        body += &panel.draw();
        y = panel.bottom() + 24.0;
    }
    if !answer.rollouts.is_empty() {
        body += &legend(width, y);
        y += 18.0;
    }
    let (w, h) = (px(width), px(y + MARGIN));
    let name = if answer.name.is_empty() { "Rollouts" } else { &answer.name };
    let description: Vec<String> = answer.rollouts.iter().map(headline).collect();
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"critpath-rollout\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" aria-labelledby=\"critpath-rollout-title\" \
         aria-describedby=\"critpath-rollout-description\">\n<title id=\"critpath-rollout-title\">{}</title>\n\
         <desc id=\"critpath-rollout-description\">{}</desc>\n<style>{}</style>\n\
         <rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n{body}</svg>\n",
        escape::markup(name),
        escape::markup(&escape::line(&description.join("; "))),
        sheet("critpath-rollout", SHAPES, colours, options.theme),
    )
}

/// One rollout from `top` downwards.
struct Panel<'a> {
    report: &'a RolloutReport,
    width: f64,
    top: f64,
    /// Seconds from the start of the rollout to the right edge.
    to_s: i64,
    /// When the old version is gone, if that lies in the picture.
    gone_s: Option<i64>,
    /// The steps that have a way back: those with traffic.
    back: Vec<&'a RolloutStepReport>,
}

impl<'a> Panel<'a> {
    fn new(report: &'a RolloutReport, width: f64, top: f64) -> Self {
        let back: Vec<_> = report.steps.iter().filter(|step| step.weight > 0.0).collect();
        let ends = back.iter().filter_map(|step| Some(arrives_s(step).saturating_add(step.rollback_s?)));
        let to_s = ends.chain([report.duration_s, 1]).max().unwrap_or(1);
        // A version that stands by for a day would leave no room for the steps.
        let last = report.steps.last().filter(|step| step.weight >= 100.0).map(arrives_s);
        let gone_s = last
            .zip(report.scale_down_delay_s)
            .map(|(at, delay)| at.saturating_add(delay))
            .filter(|gone| *gone <= to_s.saturating_add(to_s / 2));
        let to_s = to_s.max(gone_s.unwrap_or(0));
        Panel { report, width, top, to_s, gone_s, back }
    }

    fn x(&self, seconds: i64) -> f64 {
        LEFT + seconds as f64 / self.to_s as f64 * (self.right() - LEFT)
    }

    /// Where a share of the traffic is, in percent.
    fn y(&self, percent: f64) -> f64 {
        self.plot_bottom() - percent / 100.0 * HEIGHT
    }

    fn right(&self) -> f64 {
        self.width - MARGIN - 8.0
    }

    fn plot_bottom(&self) -> f64 {
        self.top + 44.0 + HEIGHT
    }

    fn rows_top(&self) -> f64 {
        self.plot_bottom() + 52.0
    }

    fn budgets_top(&self) -> f64 {
        let more = usize::from(self.back.len() > MOST_ROWS);
        self.rows_top() + (self.back.len().min(MOST_ROWS) + more) as f64 * ROW
    }

    fn bottom(&self) -> f64 {
        self.budgets_top() + self.report.budgets.len() as f64 * 18.0
    }

    fn draw(&self) -> String {
        let line = escape::line(&headline(self.report)).into_owned();
        let room = ((self.width - 2.0 * MARGIN) / 0.14) as usize;
        let mut svg = text("head", MARGIN, self.top + 12.0, &clip(&line, room, hundredths));
        svg += &self.grid();
        svg += &self.report.steps.iter().map(|step| self.step(step)).collect::<String>();
        svg += &self.line();
        svg += &self.words();
        svg += &self.gates();
        svg += &self.gone();
        svg += &self.ways_back();
        for (at, one) in self.report.budgets.iter().enumerate() {
            let class = if one.lasts { "note" } else { "note bad" };
            let room = ((self.width - 2.0 * MARGIN) / 0.12) as usize;
            let line = escape::line(&budget(one)).into_owned();
            let y = self.budgets_top() + 14.0 + at as f64 * 18.0;
            svg += &text(class, MARGIN, y, &clip(&line, room, hundredths));
        }
        svg
    }

    /// Percents at the left, times below.
    fn grid(&self) -> String {
        let mut svg = String::new();
        let (right, bottom) = (px(self.right()), self.plot_bottom());
        for percent in [0.0, 25.0, 50.0, 75.0, 100.0] {
            let y = self.y(percent);
            svg += &format!("<path class=\"grid line\" d=\"M{} {}H{right}\"/>", px(LEFT), px(y));
            svg += &text("tick end", LEFT - 8.0, y + 4.0, &format!("{percent} %"));
        }
        let step = tick_s(self.to_s);
        for tick in (0..=self.to_s / step).map(|tick| tick * step) {
            let x = self.x(tick);
            svg += &format!("<path class=\"edge line\" d=\"M{} {}v5\"/>", px(x), px(bottom));
            svg += &text("tick middle", x, bottom + 18.0, &readable(tick, DAY_S));
        }
        svg + &format!("<path class=\"edge line\" d=\"M{} {}H{right}\"/>\n", px(LEFT), px(bottom))
    }

    /// The time in which the traffic changes, and that in which it is watched.
    fn step(&self, step: &RolloutStepReport) -> String {
        let arrives = arrives_s(step);
        let area = |class: &str, from: i64, to: i64, percent: f64, said: &str| {
            let (left, right, top) = (self.x(from), self.x(to), self.y(percent));
            if to <= from {
                return String::new();
            }
            format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"><title>{}</title></rect>",
                px(left),
                px(top),
                px((right - left).max(0.5)),
                px(self.plot_bottom() - top),
                escape::markup(&escape::line(said))
            )
        };
        let class = if step.outage { "down" } else { "change" };
        let down = if step.outage { ", nothing serves" } else { "" };
        let said = format!("{}: {}{down}", step.name, readable(step.change_s, DAY_S));
        let changes = area(class, step.start_s, arrives, 100.0, &said);
        let class = if is_sound(step) { "soak" } else { "soak short" };
        let said = format!("{}: watched {} ({})", step.name, readable(step.soak_s, DAY_S), step.soak_detail);
        let end = arrives.saturating_add(step.soak_s);
        // Steps without traffic are seen by a strip at the foot.
        changes + &area(class, arrives, end, step.weight.max(3.0), &said) + "\n"
    }

    /// The share of the new version: it changes once a change is over.
    fn line(&self) -> String {
        let mut path = format!("M{} {}", px(self.x(0)), px(self.y(0.0)));
        for step in &self.report.steps {
            path += &format!("H{}V{}", px(self.x(arrives_s(step))), px(self.y(step.weight)));
        }
        format!("<path class=\"weight line\" d=\"{path}H{}\"/>\n", px(self.x(self.report.duration_s)))
    }

    /// Over each step that has room: its share, and how long it is watched.
    fn words(&self) -> String {
        let mut svg = String::new();
        let mut taken = LEFT;
        for step in self.back.iter().filter(|step| step.soak_s > 0) {
            let mark = if is_sound(step) { "" } else { " !" };
            let word = format!("{} %, {}{mark}", step.weight, readable(step.soak_s, DAY_S));
            let (from, to) = (self.x(arrives_s(step)), self.x(arrives_s(step).saturating_add(step.soak_s)));
            let room = hundredths(&word) as f64 * 0.115;
            let left = ((from + to) / 2.0 - room / 2.0).clamp(LEFT, (self.right() - room).max(LEFT));
            if left >= taken && room <= to - from + 30.0 {
                let class = if is_sound(step) { "word" } else { "word bad" };
                svg += &text(class, left, self.y(step.weight) - 6.0, &word);
                taken = left + room + 6.0;
            }
        }
        svg
    }

    /// A triangle below the axis behind each step that is decided on.
    fn gates(&self) -> String {
        let asked = |step: &&RolloutStepReport| step.gate.is_some() || !step.criteria.is_empty();
        let mut svg = String::new();
        let (y, mut taken) = (self.plot_bottom(), LEFT - 20.0);
        for step in self.report.steps.iter().filter(asked) {
            let x = self.x(arrives_s(step).saturating_add(step.soak_s));
            let name = step.gate.as_deref().unwrap_or("analysis");
            let said = format!("gate {name}: {}", step.criteria.join(", "));
            svg += &format!(
                "<path class=\"gate\" d=\"M{} {}l6 -11h-12Z\"><title>{}</title></path>",
                px(x),
                px(y),
                escape::markup(&escape::line(&said))
            );
            let name = clip(&escape::line(name), 1_600, hundredths).into_owned();
            let room = hundredths(&name) as f64 * 0.11;
            let left = (x - room / 2.0).clamp(LEFT - 20.0, self.width - MARGIN - room);
            if left >= taken {
                svg += &text("gate-name", left, y + 34.0, &name);
                taken = left + room + 8.0;
            }
        }
        svg + "\n"
    }

    /// The line from which on the old version is gone.
    fn gone(&self) -> String {
        let Some(gone) = self.gone_s else { return String::new() };
        let x = self.x(gone);
        let word = "old version gone";
        let left = (x - hundredths(word) as f64 * 0.11 / 2.0)
            .clamp(LEFT, self.width - MARGIN - hundredths(word) as f64 * 0.115);
        format!(
            "<path class=\"gone line\" d=\"M{} {}V{}\"/>",
            px(x),
            px(self.y(100.0) - 12.0),
            px(self.plot_bottom())
        ) + &text("word bad", left, self.y(100.0) - 18.0, word)
    }

    /// A row for each step: how long a failure stays unseen, the decision, and the undo.
    fn ways_back(&self) -> String {
        let mut svg = String::new();
        for (row, step) in self.back.iter().take(MOST_ROWS).enumerate() {
            let y = self.rows_top() + row as f64 * ROW;
            let name = format!("Back from {} %", step.weight);
            svg += &text("name end", LEFT - 8.0, y + 13.0, &name);
            svg += &self.way_back(step, y);
        }
        let more = self.back.len().saturating_sub(MOST_ROWS);
        if more > 0 {
            let y = self.rows_top() + MOST_ROWS as f64 * ROW;
            svg += &text("note", LEFT, y + 13.0, &format!("and {more} more steps"));
        }
        svg
    }

    fn way_back(&self, step: &RolloutStepReport, y: f64) -> String {
        let from = arrives_s(step);
        let Some((detection, whole)) = step.detection_s.zip(step.rollback_s) else {
            return text("word bad", self.x(from), y + 13.0, "nothing sees a failure");
        };
        let undone = whole.saturating_sub(detection).saturating_sub(self.report.decision_s).max(0);
        let parts = [
            ("unseen", "unseen", detection),
            ("decision", "decided", self.report.decision_s),
            ("undo", "undone", undone),
        ];
        let mut svg = String::new();
        let mut at = from;
        for (class, word, seconds) in parts.into_iter().filter(|(.., seconds)| *seconds > 0) {
            let (left, right) = (self.x(at), self.x(at.saturating_add(seconds)));
            svg += &format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"14\"><title>{word} {}</title></rect>",
                px(left),
                px(y + 2.0),
                px((right - left).max(1.0)),
                readable(seconds, DAY_S)
            );
            at = at.saturating_add(seconds);
        }
        let mut word = readable(whole, DAY_S);
        if let Some(spoiled) = step.failure_s {
            word += &format!(", spoils {}", readable(spoiled.ceil() as i64, DAY_S));
        }
        let (class, x) = match self.x(at) + hundredths(&word) as f64 * 0.12 + 8.0 > self.width - MARGIN {
            true => ("amount end", self.x(from) - 6.0),
            false => ("amount", self.x(at) + 6.0),
        };
        svg + &text(class, x, y + 13.0, &word)
    }
}

/// Seconds from the start until the traffic of a step has arrived.
fn arrives_s(step: &RolloutStepReport) -> i64 {
    step.start_s.saturating_add(step.change_s)
}

/// Seconds between two ticks: round ones, of which at most ten fit.
fn tick_s(to_s: i64) -> i64 {
    const ROUND: &[i64] =
        &[1, 5, 10, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 21_600, 43_200, 86_400];
    let least = to_s / 10;
    match ROUND.iter().find(|tick| **tick > least) {
        Some(tick) => *tick,
        None => (least / DAY_S + 1) * DAY_S,
    }
}

/// What the colours mean, on one line.
fn legend(width: f64, y: f64) -> String {
    let entries = [
        ("change", "the traffic changes"),
        ("soak", "watched"),
        ("soak short", "watched too short, or not seen in time"),
        ("down", "nothing serves"),
        ("gate", "gate"),
        ("unseen", "unseen"),
        ("decision", "decision"),
        ("undo", "undo"),
    ];
    let (mut svg, mut x) = (String::new(), MARGIN);
    for (class, word) in entries {
        let room = 18.0 + hundredths(word) as f64 * 0.115 + 18.0;
        if x + room > width {
            break;
        }
        svg += &match class {
            "gate" => format!("<path class=\"gate\" d=\"M{} {}l6 -11h-12Z\"/>", px(x + 6.0), px(y + 12.0)),
            _ => format!(
                "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"12\" height=\"12\"/>",
                px(x),
                px(y + 1.0)
            ),
        };
        svg += &text("note", x + 18.0, y + 11.0, word);
        x += room;
    }
    svg
}

const SHAPES: &[(&str, &str)] = &[
    text_shape!(";font-variant-numeric:tabular-nums"),
    (".title", "font-size:17px;font-weight:600;unicode-bidi:plaintext"),
    (".head", "font-size:13px;font-weight:600;unicode-bidi:plaintext"),
    (".said", "font-size:14px"),
    (".tick,.amount,.note,.name,.gate-name", "font-size:11px"),
    (".word", "font-size:11px;font-weight:600"),
    (".end", "text-anchor:end"),
    (".middle", "text-anchor:middle"),
    (".line", "fill:none"),
    (".weight", "stroke-width:2.4"),
    (".gone", "stroke-width:1.6;stroke-dasharray:6 4"),
    (".soak", "fill-opacity:.45"),
];

fn colours(palette: &Palette) -> Vec<(&'static str, String)> {
    vec![
        (".paper", fill(palette.paper)),
        ("text", fill(palette.text)),
        (".tick,.amount,.note,.name", fill(palette.muted)),
        (".grid", stroke(palette.grid)),
        (".edge", stroke(palette.edge)),
        (".change", fill(palette.weekend)),
        (".down", fill(palette.critical)),
        (".soak", fill(palette.task)),
        (".soak.short", fill(palette.critical)),
        (".weight", stroke(palette.task_edge)),
        (".gate", fill(palette.met)),
        (".gate-name", fill(palette.met)),
        (".gone", stroke(palette.critical_edge)),
        (".bad", fill(palette.critical_text)),
        (".unseen", both(palette.critical, palette.critical_edge)),
        (".decision", fill(palette.now)),
        (".undo", both(palette.task, palette.task_edge)),
    ]
}
