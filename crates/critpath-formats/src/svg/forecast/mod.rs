//! A forecast into a picture as SVG: the S-curve over its histogram, and below it the tornado of what moves the finish.

mod curve;
mod tornado;

use critpath::model::forecast::ForecastResult;
use critpath::plan::Plan;

use super::style::{Palette, both, fill, sheet, stroke, text_shape};
use super::{Picture, SvgOptions, Theme, px, text};
use crate::chart::Forecasted;
use crate::escape;
use crate::measure::{clip, hundredths};

const MARGIN: f64 = 20.0;

/// Draws how sure the finish is: how often it fell when, how likely it is kept (the S-curve, with P50, P80 and the planned
/// date), and what moves it (the tornado). The same input gives the same bytes. O(n) in the answer.
pub fn forecast(plan: &Plan, forecast: &ForecastResult, options: &SvgOptions) -> String {
    picture(plan, forecast, options).svg
}

pub(super) fn picture(plan: &Plan, forecast: &ForecastResult, options: &SvgOptions) -> Picture {
    let width = f64::from(options.width.clamp(480, 100_000));
    let facts = Forecasted::new(plan, forecast);
    let title = escape::line(options.title.as_deref().unwrap_or(&forecast.name)).into_owned();
    let mut body = String::new();
    let mut y = MARGIN;
    if !title.trim().is_empty() {
        let room = ((width - 2.0 * MARGIN) / 0.17) as usize;
        body += &text("title", MARGIN, y + 16.0, &clip(title.trim(), room, hundredths));
        y += 26.0;
    }
    let line = facts.facts().join("  \u{b7}  ");
    body +=
        &text("facts", MARGIN, y + 12.0, &clip(&line, ((width - 2.0 * MARGIN) / 0.115) as usize, hundredths));
    y += 34.0;
    match facts.certain() {
        Some(said) => {
            for (line, sentence) in said.iter().enumerate() {
                body += &text("said", MARGIN, y + 12.0 + line as f64 * 20.0, sentence);
            }
            y += 32.0;
        }
        None => {
            let (curve, bottom) = curve::curve(&facts, width, y);
            body += &curve;
            y = bottom;
        }
    }
    if !forecast.drivers.is_empty() {
        let (tornado, bottom) = tornado::tornado(&facts, width, y + 28.0);
        body += &tornado;
        y = bottom;
    }
    let (notes, bottom) = notes(&facts, width, y);
    body += &notes;
    y = bottom;
    let height = y + MARGIN;
    Picture { svg: frame(&facts, (width, height), options.theme, &body), width, height }
}

/// What was assumed, changed or left out, from `y` downwards, and where it ends.
fn notes(facts: &Forecasted<'_>, width: f64, y: f64) -> (String, f64) {
    let notes = facts.notes();
    if notes.is_empty() {
        return (String::new(), y);
    }
    let mut svg = text("head", MARGIN, y + 28.0, "To know");
    let room = ((width - 2.0 * MARGIN) / 0.125) as usize;
    let mut bottom = y + 30.0;
    for note in &notes {
        for line in lines(&escape::line(note), room) {
            bottom += 18.0;
            svg += &text("note", MARGIN, bottom, &line);
        }
    }
    (svg, bottom + 8.0)
}

/// A sentence in lines that are no wider than the room, in hundredths of a letter's size, as far as single words allow.
fn lines(sentence: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in sentence.split(' ') {
        match lines.last_mut() {
            Some(line) if hundredths(line) + hundredths(word) + hundredths(" ") <= room => {
                *line += " ";
                *line += word;
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The picture around its parts.
fn frame(facts: &Forecasted<'_>, (width, height): (f64, f64), theme: Theme, body: &str) -> String {
    let (w, h) = (px(width), px(height));
    let name = if facts.forecast.name.is_empty() { "Forecast" } else { &facts.forecast.name };
    let description = format!("{}. {}", facts.facts().join(", "), facts.strongest());
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"critpath-forecast\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
         height=\"{h}\" role=\"img\" aria-labelledby=\"critpath-forecast-title\" \
         aria-describedby=\"critpath-forecast-description\">\n\
         <title id=\"critpath-forecast-title\">{}</title>\n\
         <desc id=\"critpath-forecast-description\">{}</desc>\n<style>{}</style>\n\
         <rect class=\"paper\" width=\"{w}\" height=\"{h}\"/>\n{body}</svg>\n",
        escape::markup(name),
        escape::markup(&description),
        sheet("critpath-forecast", SHAPES, colours, theme),
    )
}

const SHAPES: &[(&str, &str)] = &[
    text_shape!(";font-variant-numeric:tabular-nums"),
    (".title", "font-size:17px;font-weight:600;unicode-bidi:plaintext"),
    (".head", "font-size:13px;font-weight:600"),
    (".said", "font-size:14px"),
    (".name", "unicode-bidi:plaintext"),
    (".tick,.context,.amount,.caption", "font-size:11px"),
    (".context,.mark", "font-weight:600"),
    (".end", "text-anchor:end"),
    (".middle", "text-anchor:middle"),
    (".line", "fill:none"),
    (".curve", "stroke-width:2.4;stroke-linejoin:round"),
    (".planned.line", "stroke-width:1.6;stroke-dasharray:6 4"),
    (".kept.line", "stroke-width:1.4"),
    (".interval", "stroke-width:5;stroke-opacity:.35"),
];

fn colours(palette: &Palette) -> Vec<(&'static str, String)> {
    vec![
        (".paper", fill(palette.paper)),
        ("text", fill(palette.text)),
        (".facts,.tick,.amount,.caption,.note", fill(palette.muted)),
        (".grid", stroke(palette.grid)),
        (".edge", stroke(palette.edge)),
        (".runs", fill(palette.edge)),
        (".curve,.kept.line,.interval", stroke(palette.task_edge)),
        (".kept.mark", fill(palette.task_edge)),
        (".night", fill(palette.night)),
        (".weekend", fill(palette.weekend)),
        (".dot", both(palette.paper, palette.task_edge)),
        (".planned.line", stroke(palette.critical_edge)),
        (".planned.dot", both(palette.paper, palette.critical_edge)),
        (".planned.mark", fill(palette.critical_text)),
        (".bar.task", both(palette.task, palette.task_edge)),
        (".bar.risk", both(palette.critical, palette.critical_edge)),
    ]
}
