//! Floats, drag, bands and paths into tables for a terminal.

use critpath::model::result::{FloatResult, FloatsResult, PathResult};

use super::paint::{Style, paint};
use super::{TextOptions, flow};
use crate::chart::{band_label, drag_cost};
use crate::escape;
use crate::measure::{clip, columns, fit};

/// Writes the tasks by their total float with the figures that differ from it, then bands and paths.
/// Names are clipped to the width. O(n log n).
pub fn floats_table(floats: &FloatsResult, options: &TextOptions) -> String {
    let name = escape::line(&floats.name);
    let mut out = format!("{}\n\n", paint(name.trim(), Style::Strong, options.color));
    out += &tasks(floats, options);
    out += &bands(floats, options);
    out + &paths(floats, options)
}

/// The tasks with the least float first; of equal ones those with the most drag.
fn tasks(floats: &FloatsResult, options: &TextOptions) -> String {
    let has_cost = floats.tasks.iter().any(|task| task.drag_cost.is_some());
    let mut headings = vec!["Total", "Free", "Interfering", "Independent", "Drag"];
    headings.extend(has_cost.then_some("Drag cost"));
    let mut tasks: Vec<&FloatResult> = floats.tasks.iter().collect();
    tasks.sort_by_key(|task| (task.total_float_s, std::cmp::Reverse(task.drag_s)));
    let amount = |seconds: i64| critpath::duration::readable(seconds, floats.day_s);
    let rows: Vec<Vec<String>> = tasks
        .iter()
        .map(|task| {
            let mut cells = vec![
                amount(task.total_float_s),
                amount(task.free_float_s),
                amount(task.interfering_float_s),
                amount(task.independent_float_s),
                if task.drag_s > 0 { amount(task.drag_s) } else { String::new() },
            ];
            cells.extend(has_cost.then(|| drag_cost(task, floats)));
            cells
        })
        .collect();
    let widths: Vec<usize> = (0..headings.len())
        .map(|at| {
            rows.iter().map(|row| columns(&row[at])).max().unwrap_or_default().max(columns(headings[at]))
        })
        .collect();
    let line = |mark: &str, name: &str, cells: &[String]| {
        let cells = cells.iter().zip(&widths).map(|(cell, width)| format!("  {cell:>width$}"));
        format!("{mark}{name}{}", cells.collect::<String>())
    };
    let room = options.columns().saturating_sub(2 + widths.iter().map(|width| width + 2).sum::<usize>());
    let names = tasks.iter().map(|task| columns(&escape::line(&task.name))).max().unwrap_or_default();
    let width = names.max(4).min(room.max(12));
    let headings: Vec<String> = headings.into_iter().map(String::from).collect();
    let header = line("  ", &fit("Task", width), &headings);
    let mut out = format!("{}\n", paint(&header, Style::Strong, options.color));
    out += &format!("{}\n", paint(&"\u{2500}".repeat(columns(&header)), Style::Faint, options.color));
    for (task, cells) in tasks.iter().zip(&rows) {
        let (mark, style) = if task.critical { ("\u{25cf} ", Style::Critical) } else { ("  ", Style::Plain) };
        let line = line(mark, &fit(&escape::line(&task.name), width), cells);
        out += &format!("{}\n", paint(line.trim_end(), style, options.color));
    }
    out
}

/// How many tasks have how much float.
fn bands(floats: &FloatsResult, options: &TextOptions) -> String {
    let mut out = format!("\n{}\n", paint("Tasks by total float", Style::Strong, options.color));
    for band in &floats.bands {
        let label = band_label(band, floats.day_s);
        out += &format!("  {label:<22}  {:>6}\n", band.count);
    }
    out
}

/// The most critical paths, each in a paragraph.
fn paths(floats: &FloatsResult, options: &TextOptions) -> String {
    if floats.paths.is_empty() {
        return String::new();
    }
    let title = match floats.paths.len() {
        1 => "The most critical path".into(),
        paths => format!("The {} most critical paths", paths),
    };
    let mut out = format!("\n{}\n", paint(&title, Style::Strong, options.color));
    let float = |path: &PathResult| critpath::duration::readable(path.float_s, floats.day_s);
    let width = floats.paths.iter().map(|path| columns(&float(path))).max().unwrap_or_default();
    for path in &floats.paths {
        let steps: Vec<String> =
            path.steps.iter().map(|step| clip(&escape::line(&step.id), 40, columns).into_owned()).collect();
        let room = options.columns().saturating_sub(width + 4);
        let lines = flow(&steps, " \u{2192} ", room);
        for (at, line) in lines.lines().enumerate() {
            let float = if at == 0 { float(path) } else { String::new() };
            out += &format!("  {float:>width$}  {line}\n");
        }
    }
    out
}
