//! What phases imply without saying it: one follows the other, and a stated length is a window after it.

use chrono::Datelike;
use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::{Duration, DurationUnit};
use critpath::model::{Dependency, Window, WindowUnit};
use critpath::time::Moment;

use super::draft::PhaseDraft;
use super::phrase::DurationPhrase;

/// Why a dependency is there that no one wrote.
pub const PHASE_ORDER: &str = "phase_order";

/// Ties each phase to the phase before it, if their windows do not overlap and it names no predecessor itself. O(n).
pub fn imply_order(phases: &mut [PhaseDraft]) {
    // For each parent (the last place is for none) the last phase, and for each phase the one it follows.
    let mut last: Vec<Option<usize>> = vec![None; phases.len() + 1];
    let mut follows: Vec<Option<usize>> = vec![None; phases.len()];
    for index in 0..phases.len() {
        let draft = &phases[index];
        if !draft.ordered {
            continue;
        }
        let parent = draft.parent.unwrap_or(phases.len());
        let Some(before) = last[parent].replace(index) else { continue };
        // Two phases side by side follow the same one.
        let candidates = [Some(before), follows[before]];
        follows[index] = candidates.into_iter().flatten().find(|other| precedes(&phases[*other], draft));
        if let Some(other) = follows[index]
            && phases[index].phase.after.is_empty()
            && phases[index].waits.is_empty()
        {
            let predecessor = phases[other].phase.id.clone();
            let implied = Some(PHASE_ORDER.to_owned());
            phases[index].phase.after.push(Dependency { predecessor, implied, ..Dependency::default() });
        }
    }
}

/// Whether a phase is over when the other one begins, as far as their windows tell.
fn precedes(first: &PhaseDraft, second: &PhaseDraft) -> bool {
    match (&first.phase.window, &second.phase.window) {
        (Some(first), Some(second)) => ends_before(first, second) == Some(true),
        _ => true,
    }
}

/// Whether a window ends before another begins; nothing if they cannot be compared.
fn ends_before(first: &Window, second: &Window) -> Option<bool> {
    let (_, end) = days(first)?;
    let (start, _) = days(second)?;
    let dated = |window: &Window| window.year.is_some() || window.unit == WindowUnit::Date;
    (dated(first) == dated(second)).then_some(end <= start)
}

/// Begin and end of a window in calendar days from the start of the plan, or of year 0.
fn days(window: &Window) -> Option<(f64, f64)> {
    let length = match window.unit {
        WindowUnit::Day => 7.0 / 5.0,
        WindowUnit::Week => 7.0,
        WindowUnit::Month => 365.25 / 12.0,
        WindowUnit::Quarter => 365.25 / 4.0,
        WindowUnit::Date => {
            let (start, finish) = (window.start.or(window.finish)?, window.finish.or(window.start)?);
            return Some((day_of(start), day_of(finish) + 1.0));
        }
    };
    let first = window.first.or(window.last)?;
    let last = window.last.unwrap_or(first);
    let year = f64::from(window.year.unwrap_or(0)) * 365.25;
    Some((year + length * (f64::from(first) - 1.0), year + length * f64::from(last)))
}

fn day_of(moment: Moment) -> f64 {
    let date = moment.date();
    f64::from(date.year()) * 365.25 + f64::from(date.ordinal0())
}

/// Gives phases that state how long they take, but not when, the window after the phases before them. O(n).
pub fn imply_windows(phases: &mut [PhaseDraft], diagnostics: &mut Vec<Diagnostic>) {
    // For each parent the unit and the end of the last phase.
    let mut ends: Vec<Option<(WindowUnit, u32)>> = vec![None; phases.len() + 1];
    let mut broken: Vec<bool> = vec![false; phases.len() + 1];
    for index in 0..phases.len() {
        let parent = phases[index].parent.unwrap_or(phases.len());
        let draft = &mut phases[index];
        if !draft.ordered || broken[parent] {
            continue;
        }
        if let Some(window) = &draft.phase.window {
            match window.last.filter(|_| window.year.is_none()) {
                Some(last) => ends[parent] = Some((window.unit, last)),
                None => broken[parent] = true,
            }
            continue;
        }
        let free = draft.phase.after.is_empty() && draft.waits.is_empty();
        let length = draft.duration.as_ref().and_then(whole_units).filter(|_| free);
        let window = length.and_then(|(unit, length)| {
            let (last_unit, end) = ends[parent].unwrap_or((unit, 0));
            (last_unit == unit).then(|| (unit, end.saturating_add(1), end.saturating_add(length)))
        });
        let Some((unit, first, last)) = window else {
            broken[parent] = true;
            continue;
        };
        ends[parent] = Some((unit, last));
        let text = format!("{unit} {first}-{last}");
        diagnostics.push(
            Diagnostic::new(
                Code::WindowImplied,
                format!(
                    "phase `{}` states how long it takes but not when; it is read as {text}",
                    draft.phase.name
                ),
            )
            .at(draft.phase.span)
            .help("state its window, such as `(Week 1-2)`, or durations for its tasks"),
        );
        draft.phase.window =
            Some(Window { unit, first: Some(first), last: Some(last), text, ..Window::default() });
    }
}

/// A length as a whole number of weeks, days or months; of a range, the upper end.
fn whole_units(phrase: &DurationPhrase) -> Option<(WindowUnit, u32)> {
    let estimate = phrase.estimate.as_ref();
    let duration: Duration = phrase.duration.or(estimate.and_then(|e| e.high.or(e.likely)))?;
    let unit = match duration.unit() {
        DurationUnit::Day => WindowUnit::Day,
        DurationUnit::Week => WindowUnit::Week,
        DurationUnit::Month => WindowUnit::Month,
        _ => return None,
    };
    let whole = duration.thousandths() > 0 && duration.thousandths() % 1000 == 0 && !duration.is_elapsed();
    let count = u32::try_from(duration.thousandths() / 1000).ok()?;
    whole.then_some((unit, count))
}
