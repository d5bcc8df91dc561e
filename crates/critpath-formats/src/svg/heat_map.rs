//! A risk register into a heat map as SVG: probability upwards, impact to the right, the risks by their rank in it.

use critpath::model::risk_register::{RankedRisk, RiskCell, RiskMatrix, RiskRegisterResult};
use critpath::model::{RiskStatus, WorkUnits};

use super::style::{Palette, both, fill, sheet, stroke, text_shape};
use super::{SvgOptions, px, text};
use crate::escape;
use crate::heat::{cell_of, expected, facts, heat, number, rank};
use crate::measure::{clip, hundredths};

const MARGIN: f64 = 16.0;
/// Height of a cell of the grid.
const CELL: f64 = 72.0;
/// Room of the name of the axis beside the words.
const AXIS: f64 = 24.0;
/// Between cells.
const GAP: f64 = 4.0;
/// Widest cell: a grid that is stretched over a wide picture reads badly.
const WIDEST: f64 = 132.0;
/// Radius of the mark of a risk.
const RADIUS: f64 = 11.0;
/// Room of a mark.
const STEP: f64 = 2.0 * RADIUS + 5.0;
/// Distance of the lines of the list.
const LINE: f64 = 22.0;
/// Room that the grid leaves for the list beside it, else the list stands below.
const LIST: f64 = 360.0;

/// Draws the grids of a register with the risks by rank. A filled mark is a risk before mitigation, a hollow one after
/// it; cells above the appetite have an outline. The same input gives the same bytes. O(risks + cells).
pub fn heat_map(register: &RiskRegisterResult, units: &WorkUnits, options: &SvgOptions) -> String {
    let width = f64::from(options.width.clamp(480, 100_000));
    let title = options.title.as_deref().unwrap_or(&register.name);
    let title = escape::line(title);
    let mut body = String::new();
    let mut y = MARGIN;
    if !title.trim().is_empty() {
        let room = ((width - 2.0 * MARGIN) / 0.17) as usize;
        body += &text("title", MARGIN, y + 18.0, &clip(title.trim(), room, hundredths));
        body += &text("facts", MARGIN, y + 38.0, &facts(register, units).join("  \u{b7}  "));
        y += 56.0;
    }
    let beside = width - LIST;
    let mut list_at = (MARGIN, y);
    for (nth, matrix) in register.matrices.iter().enumerate() {
        let grid = Grid::new(register, matrix, y, if beside >= 420.0 { beside } else { width });
        body += &grid.draw();
        if nth == 0 && beside >= 420.0 {
            list_at = (grid.right() + 28.0, y);
        }
        y = grid.bottom() + 20.0;
    }
    if list_at.0 <= MARGIN {
        list_at.1 = y;
    }
    let (list, list_bottom) = list(register, units, list_at, width);
    body += &list;
    if register.risks.is_empty() {
        body += &text("empty", MARGIN, y + 16.0, "There are no risks.");
    }
    let (legend, bottom) = legend(register, y.max(list_bottom + 12.0), width);
    body += &legend;
    frame(register, units, options, (width, bottom), &body)
}

/// The picture around its parts.
fn frame(
    register: &RiskRegisterResult,
    units: &WorkUnits,
    options: &SvgOptions,
    (width, height): (f64, f64),
    body: &str,
) -> String {
    let (w, h) = (px(width), px(height));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"critpath-risks\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" aria-labelledby=\"critpath-risks-title\" \
         aria-describedby=\"critpath-risks-description\">\n"
    );
    let name = if register.name.is_empty() { "Risks" } else { &register.name };
    svg += &format!("<title id=\"critpath-risks-title\">{}</title>\n", escape::markup(name));
    let worst: Vec<_> =
        register.risks.iter().take(10).map(|risk| format!("{} {}", risk.rank, risk.name)).collect();
    let description = format!("{}. By rank: {}.", facts(register, units).join(", "), worst.join(", "));
    svg += &format!("<desc id=\"critpath-risks-description\">{}</desc>\n", escape::markup(&description));
    svg += &format!("<style>{}</style>\n", sheet("critpath-risks", SHAPES, colours, options.theme));
    svg += &format!("<rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n");
    svg + body + "</svg>\n"
}

/// Where the cells of one grid are.
struct Grid<'a> {
    register: &'a RiskRegisterResult,
    matrix: &'a RiskMatrix,
    x: f64,
    y: f64,
    cell: f64,
}

impl<'a> Grid<'a> {
    fn new(register: &'a RiskRegisterResult, matrix: &'a RiskMatrix, y: f64, width: f64) -> Self {
        let words = matrix.probabilities.iter().map(|word| hundredths(word)).max().unwrap_or_default();
        let x = MARGIN + AXIS + (words as f64 * 0.12).clamp(40.0, 130.0) + 8.0;
        let columns = matrix.impacts.len().max(1) as f64;
        let cell = ((width - x - MARGIN) / columns).min(WIDEST) - GAP;
        let head = if matrix.category.is_some() { 22.0 } else { 0.0 };
        Grid { register, matrix, x, y: y + head, cell }
    }

    fn right(&self) -> f64 {
        self.x + self.matrix.impacts.len() as f64 * (self.cell + GAP)
    }

    fn rows_bottom(&self) -> f64 {
        self.y + self.matrix.probabilities.len() as f64 * (CELL + GAP)
    }

    fn bottom(&self) -> f64 {
        self.rows_bottom() + 38.0
    }

    fn draw(&self) -> String {
        let mut out = String::new();
        if let Some(category) = &self.matrix.category {
            out += &text("head", MARGIN, self.y - 8.0, &escape::line(category));
        }
        let rows = self.matrix.probabilities.len();
        for (row, word) in self.matrix.probabilities.iter().enumerate() {
            let y = self.y + (rows - 1 - row) as f64 * (CELL + GAP);
            let room = ((self.x - 8.0 - MARGIN - AXIS) / 0.12).round() as usize;
            let word = escape::line(word);
            out += &text("word end", self.x - 8.0, y + CELL / 2.0 + 4.0, &clip(&word, room, hundredths));
            for column in 0..self.matrix.impacts.len() {
                if let Some(cell) = cell_of(self.matrix, row, column) {
                    out += &self.cell(cell, self.x + column as f64 * (self.cell + GAP), y);
                }
            }
        }
        for (column, word) in self.matrix.impacts.iter().enumerate() {
            let middle = self.x + column as f64 * (self.cell + GAP) + self.cell / 2.0;
            let word = escape::line(word);
            let word = clip(&word, (self.cell / 0.12) as usize, hundredths);
            out += &text("word middle", middle, self.rows_bottom() + 14.0, &word);
        }
        let (center, bottom) = ((self.x + self.right() - GAP) / 2.0, self.rows_bottom() + 32.0);
        out += &text("axis middle", center, bottom, "Impact \u{2192}");
        let (x, y) = (MARGIN + 10.0, (self.y + self.rows_bottom() - GAP) / 2.0);
        let (x, y) = (px(x), px(y));
        out + &format!(
            "<text class=\"axis middle\" x=\"{x}\" y=\"{y}\" transform=\"rotate(-90 {x} {y})\">Probability \u{2192}</text>\n"
        )
    }

    /// A cell with its score, its band, and the marks of its risks as far as they have room.
    fn cell(&self, cell: &RiskCell, x: f64, y: f64) -> String {
        let heat = heat(self.register, &cell.band);
        let above = if cell.above_appetite { " above" } else { "" };
        let mut out = format!(
            "<rect class=\"cell {heat}{above}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"5\"/>\n",
            px(x),
            px(y),
            px(self.cell),
            px(CELL)
        );
        let score = format!("{} {}", number(cell.score), escape::line(&cell.band));
        let room = ((self.cell - 12.0) / 0.10) as usize;
        out += &text("score", x + 7.0, y + 15.0, &clip(&score, room, hundredths));
        let inherent = cell.risks.iter().map(|id| (id, "chip"));
        let residual = cell.residual_risks.iter().map(|id| (id, "chip after"));
        let marks: Vec<_> = inherent.chain(residual).collect();
        let per_row = (((self.cell - 8.0) / STEP) as usize).max(1);
        let room = per_row * 2;
        let shown = if marks.len() > room { room - 1 } else { marks.len() };
        let place = |at: usize| {
            let (column, row) = (at % per_row, at / per_row);
            (x + 8.0 + RADIUS + column as f64 * STEP, y + 21.0 + RADIUS + row as f64 * (STEP - 2.0))
        };
        for (at, (id, class)) in marks.iter().take(shown).enumerate() {
            let (x, y) = place(at);
            out += &mark(class, x, y, &rank(self.register, id).to_string(), self.name(id));
        }
        if shown < marks.len() {
            let (x, y) = place(shown);
            out += &text("more middle", x, y + 4.0, &format!("+{}", marks.len() - shown));
        }
        out
    }

    fn name(&self, id: &str) -> &'a str {
        self.register.risks.iter().find(|risk| risk.id == id).map_or("", |risk| risk.name.as_str())
    }
}

/// The mark of a risk: its rank in a circle, with its name for who points at it.
fn mark(class: &str, x: f64, y: f64, rank: &str, name: &str) -> String {
    let (cx, cy) = (px(x), px(y));
    let title = format!("<title>{}</title>", escape::markup(name));
    format!("<g class=\"{class}\">{title}<circle cx=\"{cx}\" cy=\"{cy}\" r=\"{}\"/>", px(RADIUS))
        + text("middle", x, y + 4.0, rank).trim_end()
        + "</g>\n"
}

/// The risks by rank with their scores, from a place on, and where the list ends.
fn list(register: &RiskRegisterResult, units: &WorkUnits, (x, y): (f64, f64), width: f64) -> (String, f64) {
    const MOST: usize = 40;
    let mut out = String::new();
    let mut at = y;
    let currency = register.currency.as_deref();
    let room = ((width - x - MARGIN - 2.0 * RADIUS - 8.0) / 0.13) as usize;
    for risk in register.risks.iter().take(MOST) {
        let class = if risk.status == RiskStatus::Closed { "chip after" } else { "chip" };
        out += &mark(class, x + RADIUS, at + RADIUS, &risk.rank.to_string(), &risk.name);
        let name = escape::line(risk.name.trim());
        let above = if risk.above_appetite { " bad" } else { "" };
        let left = x + 2.0 * RADIUS + 8.0;
        out += &text(&format!("name{above}"), left, at + 11.0, &clip(&name, room, hundredths));
        let line = words(risk, &expected(&risk.inherent, currency, units));
        out += &text("facts", left, at + 11.0 + 15.0, &clip(&line, room, hundredths));
        at += LINE + 18.0;
    }
    if let Some(more) = register.risks.len().checked_sub(MOST).filter(|more| *more > 0) {
        out += &text("facts", x, at + 11.0, &format!("and {more} more"));
        at += LINE;
    }
    (out, at)
}

/// `0.28 high, after mitigation 0.04 low, expected 1d`.
fn words(risk: &RankedRisk, expected: &str) -> String {
    let scored = |score: Option<f64>, band: &Option<String>| {
        score.map(|score| format!("{} {}", number(score), band.as_deref().unwrap_or_default()))
    };
    let mut parts = Vec::new();
    parts.push(scored(risk.inherent.score, &risk.inherent.band).unwrap_or_else(|| "no score".into()));
    if let Some(after) = &risk.residual {
        parts.extend(scored(after.score, &after.band).map(|after| format!("after mitigation {after}")));
    }
    if !expected.is_empty() {
        parts.push(format!("expected {expected}"));
    }
    if risk.status != RiskStatus::Open {
        parts.push(risk.status.to_string());
    }
    if risk.above_appetite {
        parts.push("above the appetite".into());
    }
    parts.join(", ")
}

/// What colours and marks mean, and where the picture ends.
fn legend(register: &RiskRegisterResult, y: f64, width: f64) -> (String, f64) {
    let mut out = String::new();
    let (mut x, mut line) = (MARGIN, y);
    let mut entry = |drawing: &dyn Fn(f64, f64) -> String, label: &str| {
        let needed = 30.0 + hundredths(label) as f64 * 0.12 + 18.0;
        if x + needed > width - MARGIN && x > MARGIN {
            (x, line) = (MARGIN, line + LINE);
        }
        out += &drawing(x, line);
        out += &text("facts", x + 30.0, line + 14.0, label);
        x += needed;
    };
    for band in &register.bands {
        let class = heat(register, &band.word);
        let swatch = |x: f64, y: f64| {
            let (x, y) = (px(x), px(y + 3.0));
            format!(
                "<rect class=\"cell {class}\" x=\"{x}\" y=\"{y}\" width=\"22\" height=\"14\" rx=\"3\"/>\n"
            )
        };
        entry(&swatch, &format!("{} from {}", escape::line(&band.word), number(band.from)));
    }
    let circle = |class: &'static str| {
        move |x: f64, y: f64| {
            let (x, y) = (px(x + 11.0), px(y + 10.0));
            format!("<g class=\"{class}\"><circle cx=\"{x}\" cy=\"{y}\" r=\"8\"/></g>\n")
        }
    };
    if register.risks.iter().any(|risk| risk.residual.is_some()) {
        entry(&circle("chip"), "before mitigation");
        entry(&circle("chip after"), "after mitigation");
    }
    if let Some(appetite) = register.appetite {
        let swatch = |x: f64, y: f64| {
            let (x, y) = (px(x), px(y + 3.0));
            format!(
                "<rect class=\"cell outline above\" x=\"{x}\" y=\"{y}\" width=\"22\" height=\"14\" rx=\"3\"/>\n"
            )
        };
        entry(&swatch, &format!("above the appetite of {}", number(appetite)));
    }
    (out, line + LINE + MARGIN)
}

const SHAPES: &[(&str, &str)] = &[
    text_shape!(),
    (".title", "font-size:17px;font-weight:600"),
    (".name", "font-size:13px;font-weight:600;unicode-bidi:plaintext"),
    (".head", "font-weight:600"),
    (".score,.facts", "font-size:11px"),
    (".empty", "font-size:14px"),
    (".middle", "text-anchor:middle"),
    (".end", "text-anchor:end"),
    (".chip text", "font-weight:600"),
    (".chip circle", "stroke-width:1.4"),
    (".after circle", "stroke-dasharray:3 2.5"),
    (".above", "stroke-width:2.4"),
    (".outline", "fill:none"),
];

fn colours(palette: &Palette) -> Vec<(&'static str, String)> {
    /// The classes of the levels, as [`Level`] has them.
    const LEVELS: [&str; 5] = [".very_low", ".low", ".medium", ".high", ".very_high"];
    let heat = LEVELS.into_iter().zip(palette.heat).map(|(level, colour)| (level, fill(colour)));
    let others = [
        (".paper", fill(palette.paper)),
        ("text", fill(palette.text)),
        (".facts,.axis,.empty", fill(palette.muted)),
        (".score,.more", fill(palette.on_heat)),
        (".bad", fill(palette.critical_text)),
        (".above", stroke(palette.critical_text)),
        (".chip circle", both(palette.text, palette.text)),
        (".chip text", fill(palette.paper)),
        (".after circle", both(palette.paper, palette.text)),
        (".after text", fill(palette.text)),
    ];
    heat.chain(others).collect()
}
