//! Days that count weekends into working days: `Day 8-14` inside `Week 1-2` is the second week.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Span, Window, WindowUnit};

use super::draft::{PhaseDraft, TaskDraft};

/// Days and working days of a week, as people plan them.
const DAYS: u32 = 7;
const WORKING: u32 = 5;

/// Renumbers the days of a text, if some in a phase of weeks are more than its working days and no more than all of
/// its days: who writes `Day 8-14` there counts weekends, and does so everywhere. O(n).
pub fn count_working_days(
    phases: &mut [PhaseDraft],
    tasks: &mut [TaskDraft],
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(found) = weekends_counted(phases, tasks) else { return };
    diagnostics.push(found);
    let of_phases = phases.iter_mut().filter_map(|draft| draft.phase.window.as_mut());
    let windows = of_phases.chain(tasks.iter_mut().filter_map(|draft| draft.task.window.as_mut()));
    for window in windows.filter(|window| window.unit == WindowUnit::Day) {
        window.first = window.first.map(working_day);
        window.last = window.last.map(working_day);
    }
}

/// The working day that a day is, or the last one before it.
fn working_day(day: u32) -> u32 {
    let (week, weekday) = (day.saturating_sub(1) / DAYS, day.saturating_sub(1) % DAYS);
    week * WORKING + weekday.min(WORKING - 1) + 1
}

/// The first window of days that shows that they count weekends, as a finding.
fn weekends_counted(phases: &[PhaseDraft], tasks: &[TaskDraft]) -> Option<Diagnostic> {
    // For each phase the nearest window of weeks: its own, or that of a phase around it. Parents come first.
    let mut weeks: Vec<Option<&Window>> = Vec::with_capacity(phases.len());
    for draft in phases {
        let own = draft.phase.window.as_ref().filter(|window| window.unit == WindowUnit::Week);
        let around = draft.parent.and_then(|parent| weeks.get(parent).copied().flatten());
        weeks.push(own.or(around));
    }
    let around = |phase: Option<usize>| weeks.get(phase?).copied().flatten();
    let of_phases = phases.iter().map(|draft| (&draft.phase.window, draft.phase.span, around(draft.parent)));
    let of_tasks = tasks.iter().map(|draft| (&draft.task.window, draft.task.span, around(draft.phase)));
    of_phases.chain(of_tasks).find_map(|(window, span, weeks)| shows(window.as_ref()?, span, weeks?))
}

fn shows(window: &Window, span: Option<Span>, weeks: &Window) -> Option<Diagnostic> {
    let last_week = weeks.last.or(weeks.first)?;
    let last = window.last.or(window.first).filter(|_| window.unit == WindowUnit::Day)?;
    let working = last_week.saturating_mul(WORKING);
    if last <= working || last > last_week.saturating_mul(DAYS) {
        return None;
    }
    let message = format!(
        "`{}` lies in `{}`, which ends with working day {working}, so its days are read as counting weekends",
        window.text, weeks.text
    );
    let help = "number the working days, such as `Day 6-10` for the second week";
    Some(Diagnostic::new(Code::WindowImplied, message).at(window.span.or(span)).help(help))
}
