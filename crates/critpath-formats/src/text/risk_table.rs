//! A risk register into a table and a heat map for a terminal.

use critpath::model::risk_register::{RankedRisk, RiskCell, RiskMatrix, RiskRegisterResult};
use critpath::model::{Level, RiskStatus, WorkUnits};

use super::paint::{Style, paint};
use super::{TextOptions, flow};
use crate::escape;
use crate::heat::{cell_of, expected, facts, heat, measure, number, rank};
use crate::measure::{clip, columns, fit};

const COLUMNS: usize = 8;
const HEADINGS: [&str; COLUMNS] =
    ["No.", "Risk", "Probability", "Impact", "Score", "Range", "After mitigation", "Expected"];
/// Columns that stand right.
const RIGHT: [usize; 2] = [0, 4];
/// Columns that give way where the terminal is narrow.
const NAME: usize = 1;
const PROBABILITY: usize = 2;
const IMPACT: usize = 3;
const RANGE: usize = 5;
/// What a column that gives way keeps.
const SHORT: usize = 18;

/// Writes the risks by rank, the grid of probability and impact, what words were read as, and the notes.
/// O(risks + cells).
pub fn risk_table(register: &RiskRegisterResult, units: &WorkUnits, options: &TextOptions) -> String {
    let name = escape::line(register.name.trim());
    let title = if name.is_empty() { "Risks".to_owned() } else { format!("Risks of {name}") };
    let title = clip(&title, options.columns(), columns);
    let mut out = format!("{}\n", paint(&title, Style::Strong, options.color));
    out += &format!("{}\n", flow(&facts(register, units), " \u{b7} ", options.columns()));
    if register.risks.is_empty() {
        return out;
    }
    out += "\n";
    out += &table(register, units, options);
    for matrix in &register.matrices {
        out += "\n";
        out += &grid(register, matrix, options);
    }
    out += "\n";
    for note in &register.notes {
        out += &wrapped(&escape::line(note), options.columns());
    }
    out
}

fn table(register: &RiskRegisterResult, units: &WorkUnits, options: &TextOptions) -> String {
    let rows: Vec<[String; COLUMNS]> =
        register.risks.iter().map(|risk| cells(register, risk, units)).collect();
    let is_shown = |column: &usize| rows.iter().any(|row| !row[*column].is_empty());
    let mut shown: Vec<usize> = (0..COLUMNS).filter(is_shown).collect();
    let mut widths: [usize; COLUMNS] = std::array::from_fn(|column| {
        let widest = rows.iter().map(|row| columns(&row[column])).max().unwrap_or_default();
        widest.max(columns(HEADINGS[column]))
    });
    let surplus = |widths: &[usize; COLUMNS], shown: &[usize]| {
        let total: usize = shown.iter().map(|column| widths[*column] + 2).sum();
        (total - 2).saturating_sub(options.columns())
    };
    // Words give way first, then what the grid shows as well.
    for column in [IMPACT, NAME] {
        widths[column] =
            widths[column].saturating_sub(surplus(&widths, &shown)).max(widths[column].min(SHORT));
    }
    for column in [RANGE, IMPACT, PROBABILITY] {
        if surplus(&widths, &shown) > 0 {
            shown.retain(|other| *other != column);
        }
    }
    widths[NAME] = widths[NAME].saturating_sub(surplus(&widths, &shown)).max(12);
    let line = |cells: [&str; COLUMNS]| {
        let cell = |column: &usize| match RIGHT.contains(column) {
            true => " ".repeat(widths[*column].saturating_sub(columns(cells[*column]))) + cells[*column],
            false => fit(cells[*column], widths[*column]),
        };
        shown.iter().map(cell).collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let header = line(HEADINGS);
    let mut out = format!("{}\n", paint(&header, Style::Strong, options.color));
    out += &format!("{}\n", paint(&"\u{2500}".repeat(columns(&header)), Style::Faint, options.color));
    for (risk, row) in register.risks.iter().zip(&rows) {
        let style = match risk.status {
            RiskStatus::Closed => Style::Faint,
            _ if risk.above_appetite => Style::Critical,
            _ => Style::Plain,
        };
        out +=
            &format!("{}\n", paint(&line(std::array::from_fn(|at| row[at].as_str())), style, options.color));
    }
    out
}

fn cells(register: &RiskRegisterResult, risk: &RankedRisk, units: &WorkUnits) -> [String; COLUMNS] {
    let inherent = &risk.inherent;
    let status = match risk.status {
        RiskStatus::Open => String::new(),
        other => format!(" ({other})"),
    };
    let above = if risk.above_appetite { " !" } else { "" };
    let scored = |score: Option<f64>, band: &Option<String>| match (score, band) {
        (Some(score), Some(band)) => format!("{} {band}", number(score)),
        (Some(score), None) => number(score),
        (None, _) => "-".into(),
    };
    let range = inherent.score_low.zip(inherent.score_high).filter(|(low, high)| low < high);
    let residual = risk.residual.as_ref().map(|after| scored(after.score, &after.band));
    let currency = register.currency.as_deref();
    [
        risk.rank.to_string(),
        format!("{}{status}{above}", escape::line(risk.name.trim())),
        escape::line(&measure(inherent.probability.as_ref())).into_owned(),
        escape::line(&measure(inherent.impact.as_ref())).into_owned(),
        scored(inherent.score, &inherent.band),
        range.map(|(low, high)| format!("{}-{}", number(low), number(high))).unwrap_or_default(),
        residual.unwrap_or_default(),
        expected(inherent, currency, units),
    ]
}

/// The grid, probability upwards and impact to the right: shades of heat with the numbers of the risks in them.
fn grid(register: &RiskRegisterResult, matrix: &RiskMatrix, options: &TextOptions) -> String {
    let of = matrix.category.as_ref().map(|c| format!(" of {}", escape::line(c))).unwrap_or_default();
    let title = format!("Probability upwards, impact to the right{of}");
    let rows = matrix.probabilities.len();
    let label = matrix.probabilities.iter().map(|word| columns(word)).max().unwrap_or_default().min(16);
    let room = options.columns().saturating_sub(label + 2) / matrix.impacts.len().max(1);
    let width = room.clamp(7, 14) - 1;
    let mut out = format!("{}\n", paint(&title, Style::Strong, options.color));
    for row in (0..rows).rev() {
        let word = matrix.probabilities.get(row).map_or("", String::as_str);
        let cells = (0..matrix.impacts.len()).filter_map(|column| cell_of(matrix, row, column));
        let cells: Vec<_> = cells.map(|cell| shaded(register, cell, width, options.color)).collect();
        out += &format!("{}  {}\n", fit(&escape::line(word), label), cells.join(" "));
    }
    let words: Vec<_> = matrix.impacts.iter().map(|word| fit(&escape::line(word), width)).collect();
    out += &format!("{}  {}\n", " ".repeat(label), words.join(" ").trim_end());
    let bands: Vec<_> = register
        .bands
        .iter()
        .map(|band| format!("{} {} from {}", shade(heat(register, &band.word)), band.word, number(band.from)))
        .collect();
    out + &paint(&flow(&bands, "  ", options.columns()), Style::Faint, options.color) + "\n"
}

fn shaded(register: &RiskRegisterResult, cell: &RiskCell, width: usize, color: bool) -> String {
    let level = heat(register, &cell.band);
    let ranks: Vec<_> = cell.risks.iter().map(|id| rank(register, id).to_string()).collect();
    let inside = if ranks.is_empty() { String::new() } else { format!(" {} ", ranks.join(",")) };
    let inside = clip(&inside, width, columns);
    let left = (width - columns(&inside)) / 2;
    let right = width - columns(&inside) - left;
    let fill = |count: usize| shade(level).to_string().repeat(count);
    let style = match level {
        Level::VeryLow | Level::Low => Style::Faint,
        Level::Medium => Style::Plain,
        Level::High | Level::VeryHigh => Style::Critical,
    };
    let number = if inside.is_empty() { String::new() } else { paint(&inside, Style::Strong, color) };
    paint(&fill(left), style, color) + &number + &paint(&fill(right), style, color)
}

fn shade(level: Level) -> char {
    match level {
        Level::VeryLow => '\u{b7}',
        Level::Low => '\u{2591}',
        Level::Medium => '\u{2592}',
        Level::High => '\u{2593}',
        Level::VeryHigh => '\u{2588}',
    }
}

/// A sentence in lines that fit.
fn wrapped(sentence: &str, width: usize) -> String {
    let words: Vec<String> = sentence.split_whitespace().map(str::to_owned).collect();
    flow(&words, " ", width) + "\n"
}
