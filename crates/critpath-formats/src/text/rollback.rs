//! The way back as text for a terminal: whether it holds, how long it is over time, and what would mend it.

use critpath::duration::readable;
use critpath::model::rollback_result::{RollbackPoint, RollbackProbability, RollbackResult};
use critpath::plan::Plan;
use critpath::time::{Axis, DAY_S, Instant};

use crate::chart::{instant, instant_text};
use crate::escape;
use crate::measure::columns;

use super::TextOptions;
use super::paint::{Style, paint};

/// Rows of the profile.
const ROWS: usize = 8;

/// Eighths of a cell, from the bottom up.
const BARS: [char; 9] =
    [' ', '\u{2581}', '\u{2582}', '\u{2583}', '\u{2584}', '\u{2585}', '\u{2586}', '\u{2587}', '\u{2588}'];

/// Where there is no way back.
const BARRED: char = '\u{2573}';

/// Writes the answer for people. O(size of the answer + width).
pub fn rollback(plan: &Plan, answer: &RollbackResult, options: &TextOptions) -> String {
    let axis = plan.axis();
    let mut out = String::new();
    let name = escape::line(&answer.name);
    if !name.is_empty() {
        out += &format!("{}\n\n", paint(&name, Style::Strong, options.color));
    }
    let style = if answer.guaranteed { Style::Strong } else { Style::Critical };
    out += &format!("{}\n", paint(&verdict(answer, axis), style, options.color));
    out += &profile(answer, axis, options);
    for line in facts(answer, axis) {
        out += &format!("{}\n", escape::line(&line));
    }
    out
}

/// A time of an answer as people say it.
fn said(axis: Axis, text: &str) -> String {
    instant(axis, text).map_or_else(|| text.to_owned(), |at| instant_text(axis, at))
}

fn amount(seconds: i64) -> String {
    readable(seconds, DAY_S)
}

/// Whether the way back holds, in a sentence.
pub(crate) fn verdict(answer: &RollbackResult, axis: Axis) -> String {
    let objective = answer.rto_s.map_or("no objective".into(), |rto| format!("{} at most", amount(rto)));
    let worst = match &answer.worst {
        Some(worst) => {
            let bound = if worst.lower_bound_s < worst.rollback_s {
                format!(" (at least {})", amount(worst.lower_bound_s))
            } else {
                String::new()
            };
            let task = worst.task.as_ref().map(|task| format!(", most of it `{task}`")).unwrap_or_default();
            format!("{}{bound} at worst, {}{task}", amount(worst.rollback_s), said(axis, &worst.at))
        }
        None => "never open".into(),
    };
    let word = if answer.guaranteed { "The way back holds" } else { "The way back does NOT hold" };
    format!("{word}: {worst}; {objective}")
}

/// The rest of the answer, a line for each fact.
pub(crate) fn facts(answer: &RollbackResult, axis: Axis) -> Vec<String> {
    let mut lines = vec![String::new()];
    lines.push(format!(
        "From the failure: {} to detect, {} to decide",
        amount(answer.detection_s),
        amount(answer.decision_s)
    ));
    lines.extend(probabilities(answer));
    if let Some(worst) = answer.worst.as_ref().filter(|worst| !worst.chain.is_empty()) {
        lines.push(format!("The longest way back, from {}:", said(axis, &worst.at)));
        for step in &worst.chain {
            lines.push(format!("  {}  undo {} ({})", said(axis, &step.start), step.name, step.task));
        }
    }
    for end in &answer.points_of_no_return {
        let until =
            end.until.as_ref().map(|until| format!(" until {}", said(axis, until))).unwrap_or_default();
        let gate = match &end.last_safe_gate {
            Some(gate) => format!("; last safe gate: `{gate}`"),
            None => "; no safe gate before it".into(),
        };
        lines.push(format!("No return from {}{until}: {}{gate}", said(axis, &end.at), end.detail));
    }
    if let Some(window) = &answer.window {
        let fit = if window.fits { "fits" } else { "does NOT fit" };
        let slack = if window.slack_s < 0 { "too long" } else { "to spare" };
        lines.push(format!(
            "The deployment and its way back {fit} the change window, which closes {}: {} {slack}",
            said(axis, &window.closes),
            amount(window.slack_s.abs())
        ));
    }
    if let Some(abort) = &answer.latest_abort {
        lines.push(format!("Last abort that is back before it closes: {}", said(axis, abort)));
    }
    for window in &answer.next_windows {
        lines.push(format!(
            "Fits the window from {}: done {}, last abort {}",
            said(axis, &window.opens),
            said(axis, &window.finish),
            said(axis, &window.latest_abort)
        ));
    }
    if let Some(loss) = &answer.data_loss {
        lines.push(format!(
            "Data lost at most: what was written in {}, by a failure {}; `{}` restores the backup of `{}`",
            amount(loss.loss_s),
            said(axis, &loss.at),
            loss.task,
            loss.backup
        ));
    }
    if let Some(forward) = &answer.fix_forward {
        lines.push(format!("Quicker to finish than to go back from {}", said(axis, &forward.at)));
    }
    for remedy in &answer.remedies {
        lines.push(format!("Remedy: {}", remedy.detail));
    }
    if !answer.without_undo.is_empty() {
        lines.push(format!("Without an undo, counted as none: {}", answer.without_undo.join(", ")));
    }
    if !answer.exact {
        lines.push("Some figures are upper bounds: too many undos share the same people".into());
    }
    lines
}

/// How sure it is, if that was asked for.
fn probabilities(answer: &RollbackResult) -> Vec<String> {
    let line = |what: &str, share: &RollbackProbability| {
        let percent = |share: f64| format!("{:.1}", 100.0 * share);
        let RollbackProbability { probability, low, high, runs } = share;
        format!(
            "{what}: {} % ({} to {} %, {runs} runs)",
            percent(*probability),
            percent(*low),
            percent(*high)
        )
    };
    let held =
        answer.guarantee_probability.iter().map(|share| line("Probability that the way back holds", share));
    let safe = answer.safe_probability.iter();
    let safe =
        safe.map(|share| line("Probability to be done, or safely back, before the window closes", share));
    held.chain(safe).collect()
}

/// The way back over time as bars, with the objective as a line.
fn profile(answer: &RollbackResult, axis: Axis, options: &TextOptions) -> String {
    let ends = answer.start.as_deref().zip(answer.end.as_deref());
    let Some((start, end)) = ends.and_then(|(a, b)| Some((instant(axis, a)?, instant(axis, b)?))) else {
        return String::new();
    };
    let most = answer.worst.as_ref().map_or(0, |worst| worst.rollback_s);
    let top = most.max(answer.rto_s.unwrap_or(0)).max(1);
    let labels = amount(top).chars().count().max(answer.rto_s.map_or(0, |rto| amount(rto).chars().count()));
    let width = options.columns().saturating_sub(labels + 2).min(120);
    let cells = cells(&answer.profile, axis, (start, end), width);
    let line = answer.rto_s.map(|rto| row_of(rto, top));
    let mut out = String::from("\n");
    for row in (0..ROWS).rev() {
        let label = match line {
            Some(line) if line == row => amount(answer.rto_s.unwrap_or(0)),
            _ if row == ROWS - 1 => amount(top),
            _ => String::new(),
        };
        let bars: String = cells.iter().map(|cell| bar(*cell, row, top, line)).collect();
        let style = if line.is_some_and(|line| row > line) { Style::Critical } else { Style::Task };
        out += &format!("{label:>labels$} {}\n", paint(bars.trim_end(), style, options.color));
    }
    let (from, to) = (instant_text(axis, start), instant_text(axis, end));
    let between = width.saturating_sub(columns(&from) + columns(&to)).max(1);
    out + &format!("{:labels$} {from}{}{to}\n", "", " ".repeat(between))
}

/// The row whose lower edge lies nearest below an amount.
fn row_of(seconds: i64, top: i64) -> usize {
    ((seconds as i128 * ROWS as i128 / i128::from(top)) as usize).min(ROWS - 1)
}

/// The longest way back in each cell; nothing where there is none.
fn cells(
    points: &[RollbackPoint],
    axis: Axis,
    (start, end): (Instant, Instant),
    width: usize,
) -> Vec<Option<i64>> {
    let mut cells: Vec<Option<i64>> = vec![Some(0); width];
    let span = i128::from(end - start + 1);
    let cell = |at: Instant| (i128::from(at - start) * width as i128 / span) as usize;
    let known: Vec<(Instant, &RollbackPoint)> =
        points.iter().filter_map(|point| Some((instant(axis, &point.at)?, point))).collect();
    for (index, (from, point)) in known.iter().enumerate() {
        let to = known.get(index + 1).map_or(end, |next| next.0 - 1);
        let range = cell(*from)..=cell(to).min(width - 1);
        for (at, shown) in
            cells.iter_mut().enumerate().skip(*range.start()).take_while(|(at, _)| range.contains(at))
        {
            let first = (i128::from(end - start + 1) * at as i128 / width as i128) as i64 + start;
            let fallen = if point.falls { (first - from).max(0) } else { 0 };
            let here = point.rollback_s.map(|rollback| rollback - fallen);
            *shown = shown.zip(here).map(|(before, here)| before.max(here));
        }
    }
    cells
}

fn bar(cell: Option<i64>, row: usize, top: i64, line: Option<usize>) -> char {
    let Some(seconds) = cell else { return BARRED };
    let eighths = (seconds as i128 * (ROWS * 8) as i128 / i128::from(top)) as usize;
    match eighths.saturating_sub(row * 8).min(8) {
        0 if line == Some(row) => '\u{2504}',
        filled => BARS[filled],
    }
}
