//! Windows of phases into findings about what they leave open: the date of week 1, and any reserve.

use std::collections::BTreeMap;

use super::words::{stems, vocabulary};
use super::{Guide, has_estimate};
use crate::check::index::Kind;
use crate::check::phrase::{count, names};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::{Phase, Window, WindowUnit};

/// What people call time that is kept in reserve.
const RESERVES: &[&str] = &["buffer", "contingency", "reserve", "slack", "float", "margin", "cushion"];

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    relative(guide).into_iter().chain(without_buffer(guide)).collect()
}

/// Windows that count from a start that no one states.
fn relative(guide: &Guide) -> Option<Diagnostic> {
    let document = guide.document;
    if document.start.is_some() || guide.options.start.is_some() {
        return None;
    }
    let counted =
        |window: &&Window| window.unit != WindowUnit::Date && window.year.is_none() && window.first.is_some();
    let windows = document.phases.iter().map(|phase| (&phase.window, phase.span));
    let windows = windows.chain(document.tasks.iter().map(|task| (&task.window, task.span)));
    let windows: Vec<_> =
        windows.filter_map(|(window, span)| Some((window.as_ref().filter(counted)?, span))).collect();
    let ((first, span), rest) = windows.split_first()?;
    let more =
        if rest.is_empty() { String::new() } else { format!(" and {}", count(rest.len(), "more window")) };
    let (verb, unit) = (if rest.is_empty() { "counts" } else { "count" }, first.unit);
    let message = format!(
        "`{}`{more} {verb} from a start that the plan does not state, so no {unit} has a date",
        written(first)
    );
    let mut diagnostic = Diagnostic::new(Code::ScheduleRelativeWeeks, message)
        .at(first.span.or(*span))
        .help("state the start once, after the title: `{start=2026-12-07}`, or give it as an option");
    for (window, span) in rest {
        diagnostic =
            diagnostic.label(window.span.or(*span), format!("`{}` has no date either", written(window)));
    }
    Some(diagnostic)
}

/// A window as its guide writes it.
fn written(window: &Window) -> String {
    let (first, last) = (window.first.unwrap_or_default(), window.last.or(window.first).unwrap_or_default());
    match window.text.as_str() {
        "" if first == last => format!("{} {first}", window.unit),
        "" => format!("{} {first}-{last}", window.unit),
        text => text.to_owned(),
    }
}

/// Phases of which each begins as another ends, that one filled with work, and nothing kept in reserve.
fn without_buffer(guide: &Guide) -> Option<Diagnostic> {
    let mut siblings: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (at, phase) in guide.document.phases.iter().enumerate() {
        if let Some((unit, first, last)) = extent(phase) {
            siblings.entry((unit, guide.tree.parents[at])).or_default().push((first, last, at));
        }
    }
    let filled = filled(guide);
    let abutting: Vec<_> =
        siblings.into_values().filter_map(|windows| abutting(guide, &filled, windows)).flatten().collect();
    let (before, after) = abutting.first()?;
    if has_reserve(guide) {
        return None;
    }
    let chain =
        std::iter::once(before.name.as_str()).chain(abutting.iter().map(|(_, after)| after.name.as_str()));
    let message = format!(
        "{} follow each other without a buffer, so a day lost in one is lost in all that follow",
        names(chain)
    );
    let span = |phase: &Phase| phase.window.as_ref().and_then(|window| window.span).or(phase.span);
    let mut diagnostic = Diagnostic::new(Code::ScheduleNoBuffer, message).at(span(after)).help(
        "leave a gap between two windows, add a phase such as `Buffer (Week 6)`, or give the tasks durations that do not fill their windows",
    );
    for (before, after) in &abutting {
        diagnostic = diagnostic.label(span(after), format!("begins as `{}` ends", before.name));
    }
    Some(diagnostic)
}

/// The pairs of windows that meet, or nothing if there is a gap somewhere. O(n log n).
fn abutting<'a>(
    guide: &Guide<'a>,
    filled: &[bool],
    mut windows: Vec<(u32, u32, usize)>,
) -> Option<Vec<(&'a Phase, &'a Phase)>> {
    windows.sort_unstable();
    let mut pairs = Vec::new();
    let mut reach: Option<(u32, usize)> = None;
    for (first, last, at) in windows {
        if let Some((end, before)) = reach {
            if first > end.saturating_add(1) {
                return None;
            }
            if first == end.saturating_add(1) && filled[before] {
                pairs.push((guide.document.phases.get(before)?, guide.document.phases.get(at)?));
            }
        }
        reach = reach.filter(|(end, _)| *end >= last).or(Some((last, at)));
    }
    Some(pairs)
}

/// The unit and the first and last number of a window that counts.
fn extent(phase: &Phase) -> Option<(WindowUnit, u32, u32)> {
    let window = phase.window.as_ref().filter(|window| window.unit != WindowUnit::Date)?;
    let first = window.first?;
    Some((window.unit, first, window.last.unwrap_or(first).max(first)))
}

/// Whether work fills the window of each phase to its end: it holds no tasks, or one that takes as long as the window.
fn filled(guide: &Guide) -> Vec<bool> {
    let phases = guide.document.phases.len();
    let (mut tasks, mut open) = (vec![0_usize; phases], vec![false; phases]);
    for task in &guide.document.tasks {
        if let Some(phase) = task.phase.as_ref().and_then(|id| guide.index.position(Kind::Phase, id)) {
            tasks[phase] += 1;
            open[phase] |= !has_estimate(task) && task.window.is_none();
        }
    }
    // What a part of a phase holds fills the phase around it.
    for &phase in guide.tree.order.iter().rev() {
        if let Some(parent) = guide.tree.parents[phase] {
            tasks[parent] += tasks[phase];
            open[parent] |= open[phase];
        }
    }
    tasks.iter().zip(open).map(|(tasks, open)| *tasks == 0 || open).collect()
}

/// Whether anything is named as a reserve.
fn has_reserve(guide: &Guide) -> bool {
    let reserves = vocabulary(RESERVES);
    let phases = guide.document.phases.iter().map(|phase| phase.name.as_str());
    let tasks = guide.document.tasks.iter().map(|task| task.name.as_str());
    phases.chain(tasks).any(|name| !stems(name).is_disjoint(&reserves))
}
