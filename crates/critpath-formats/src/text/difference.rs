//! A comparison of two plans into tables for a terminal and for Markdown.

use critpath::model::diff::{DiffResult, TaskDiff};

use crate::chart::difference::{
    became, causes, later, method, moved, shift, subject, time, with_another_float,
};
use crate::escape;
use crate::measure::{clip, columns, fit};

use super::TextOptions;
use super::paint::{Style, paint};

/// Writes what moved the finish, what moved with it, and what else was changed. No line of the table is wider than the
/// options allow. O(n) in the differences.
pub fn diff_table(name: &str, diff: &DiffResult, options: &TextOptions) -> String {
    let title = clip(escape::line(name).trim(), options.columns(), columns).into_owned();
    let mut out =
        if title.is_empty() { String::new() } else { paint(&title, Style::Strong, options.color) + "\n" };
    for line in headline(diff) {
        out += &format!("{line}\n");
    }
    let (causes, others) = causes(diff);
    if !causes.is_empty() {
        out += &heading("What moved it", options);
        let shifts: Vec<String> = causes.iter().map(|cause| shift(cause.shift_s)).collect();
        let width = shifts.iter().map(|text| columns(text)).max().unwrap_or_default();
        for (cause, shift) in causes.iter().zip(&shifts) {
            for (at, words) in cause.changes.iter().enumerate() {
                let head = if at == 0 { shift.as_str() } else { "" };
                let words = if at == 0 { words.clone() } else { format!("with {words}") };
                out += &line(&format!("{head:>width$}  {words}"), options);
            }
        }
        out += &diff.attribution.as_ref().map(|shares| note(&method(shares), options)).unwrap_or_default();
    }
    let (moved, floats) = moved(diff);
    if !moved.is_empty() {
        out += &heading("What moved", options);
        out += &table(&moved, options);
    }
    if !floats.is_empty() {
        out += &format!("\n{}\n", with_another_float(floats.len()));
    }
    if !others.is_empty() {
        out +=
            &heading(if causes.is_empty() { "What was changed" } else { "What else was changed" }, options);
        out += &others.iter().map(|words| line(words, options)).collect::<String>();
    }
    out
}

/// The dates before and after: that of the plan, and that of the task that was asked for.
fn headline(diff: &DiffResult) -> Vec<String> {
    let dates = |what: &str, before: Option<&String>, after: Option<&String>, shift: Option<i64>| {
        let or_none = |text: Option<&String>| text.map_or("none".into(), |_| time(text));
        let words = shift.map(|shift| format!(" ({})", later(shift))).unwrap_or_default();
        format!("{what}: {} \u{2192} {}{words}", or_none(before), or_none(after))
    };
    let mut lines =
        vec![dates("Finish", diff.finish_before.as_ref(), diff.finish_after.as_ref(), diff.finish_shift_s)];
    if let Some(of_task) = diff.attribution.as_ref().filter(|attribution| attribution.task.is_some()) {
        let what = subject(of_task);
        lines.push(dates(&what, Some(&of_task.before), Some(&of_task.after), Some(of_task.shift_s)));
    }
    if diff.tasks.is_empty() && diff.changes.is_empty() {
        lines.push("Nothing was changed, and nothing moved.".into());
    } else if diff.tasks.is_empty() {
        lines.push("No task moved.".into());
    }
    lines
}

fn heading(title: &str, options: &TextOptions) -> String {
    format!("\n{}\n", paint(title, Style::Strong, options.color))
}

fn line(text: &str, options: &TextOptions) -> String {
    format!("  {}\n", clip(&escape::line(text), options.columns() - 2, columns).trim_end())
}

fn note(text: &str, options: &TextOptions) -> String {
    let words: Vec<String> = text.split(' ').map(String::from).collect();
    let lines = super::flow(&words, " ", options.columns() - 2);
    lines.lines().map(|line| format!("  {}\n", paint(line, Style::Faint, options.color))).collect()
}

/// The tasks with their dates before and after.
fn table(tasks: &[&TaskDiff], options: &TextOptions) -> String {
    const DATE: usize = 16;
    let shifts: Vec<String> = tasks.iter().map(|task| became(task)).collect();
    let last = shifts.iter().map(|text| columns(text)).max().unwrap_or_default().max(5);
    let room = options.columns().saturating_sub(2 + 3 * (DATE + 2) + last + 2).max(12);
    let names = tasks.iter().map(|task| columns(&escape::line(label(task)))).max().unwrap_or_default();
    let width = names.clamp(4, room);
    let row = |mark: &str, name: &str, cells: [&str; 3], shift: &str| {
        let [was, start, finish] = cells.map(|cell| format!("{cell:<DATE$}"));
        format!("{mark}{}  {was}  {start}  {finish}  {shift:>last$}", fit(name, width))
    };
    let head = row("  ", "Task", ["Finish before", "Start", "Finish"], "Shift");
    let mut out = format!("{}\n", paint(&head, Style::Strong, options.color));
    for (task, shift) in tasks.iter().zip(&shifts) {
        let (was, start, finish) = (
            time(task.finish_before.as_ref()),
            time(task.start_after.as_ref()),
            time(task.finish_after.as_ref()),
        );
        let (mark, style) =
            if task.critical_after { ("\u{25cf} ", Style::Critical) } else { ("  ", Style::Plain) };
        let text = row(mark, &escape::line(label(task)), [&was, &start, &finish], shift);
        out += &format!("{}\n", paint(text.trim_end(), style, options.color));
    }
    if tasks.iter().any(|task| task.critical_after) {
        out += &format!("\n{} critical now\n", paint("\u{25cf}", Style::Critical, options.color));
    }
    out
}

fn label(task: &TaskDiff) -> &str {
    crate::chart::label(&task.name, &task.id)
}

/// Writes the same for GitHub-flavoured Markdown: as a comment of a pull request, for example. O(n) in the differences.
pub fn diff_markdown(name: &str, diff: &DiffResult) -> String {
    let plain = super::markdown_table::plain;
    let mut out = String::new();
    if !name.trim().is_empty() {
        out += &format!("# {}\n\n", plain(name));
    }
    out += &headline(diff)
        .iter()
        .map(|line| format!("{}\n", line.replace('`', "")))
        .collect::<Vec<_>>()
        .join("\n");
    let (causes, others) = causes(diff);
    if !causes.is_empty() {
        out += "\n| Shift | Change |\n|--:|---|\n";
        for cause in &causes {
            let changes: Vec<String> = cause.changes.iter().map(|words| plain(words)).collect();
            out += &format!("| {} | {} |\n", shift(cause.shift_s), changes.join("; "));
        }
        out += &diff.attribution.as_ref().map(|shares| format!("\n{}\n", method(shares))).unwrap_or_default();
    }
    let (moved, floats) = moved(diff);
    if !moved.is_empty() {
        out += "\n| Task | Finish before | Start | Finish | Shift | Critical |\n|---|---|---|---|--:|---|\n";
        for task in moved {
            let [was, start, finish] =
                [&task.finish_before, &task.start_after, &task.finish_after].map(|date| time(date.as_ref()));
            let critical = if task.critical_after { "yes" } else { "" };
            let (name, became) = (plain(label(task)), became(task));
            out += &format!("| {name} | {was} | {start} | {finish} | {became} | {critical} |\n");
        }
    }
    if !floats.is_empty() {
        out += &format!("\n{}\n", with_another_float(floats.len()));
    }
    if !others.is_empty() {
        out += if causes.is_empty() { "\nWhat was changed:\n\n" } else { "\nWhat else was changed:\n\n" };
        out += &others.iter().map(|words| format!("- {}\n", plain(words))).collect::<String>();
    }
    out
}
