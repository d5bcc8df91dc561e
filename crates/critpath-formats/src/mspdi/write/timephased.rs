//! The splits of tasks into the work of their assignments over time.

use critpath::calendar::{Calendars, WorkCalendar, compile};
use critpath::model::{Document, Task};
use critpath::time::{Axis, DAY_S, Instant};

use super::Dates;
use super::element::{Element, KeptElement, text_of};
use super::values::{local, period};
use crate::mspdi::schema::TIMEPHASED;
use crate::mspdi::timephased::kind;

/// The number of the kind of work that is left.
const LEFT: u32 = 1;
/// Work is told by the day.
const BY_DAY: u32 = 2;

/// What it takes to place the parts of split tasks; nothing if there are none, or no dates.
pub(super) struct Parts<'d> {
    axis: Axis,
    calendars: Calendars,
    dates: &'d Dates<'d>,
}

impl<'d> Parts<'d> {
    /// O(n log n) in the calendars, if a task is split.
    pub(super) fn new(document: &Document, axis: Axis, dates: Option<&'d Dates<'d>>) -> Option<Self> {
        let dates = dates.filter(|_| document.tasks.iter().any(is_split))?;
        Some(Parts { axis, calendars: compile(document, axis).0, dates })
    }

    /// When a task works and when it rests, from its start on, each with the work that is done, a day at a time.
    fn periods(&self, at: usize, task: &Task, document: &Document) -> Option<Vec<(Instant, Instant, i64)>> {
        let dates = self.dates.tasks.get(task.id.as_str())?;
        let start = self.axis.instant_of(critpath::time::Moment::parse(&dates.start).ok()?);
        let calendar = &self.calendars[self.calendars.of_task(at)];
        let mut splits: Vec<(i64, i64)> = task
            .splits
            .iter()
            .map(|split| (split.after.seconds(&document.units), split.pause.seconds(&document.units)))
            .collect();
        splits.sort_unstable();
        let work_s = task.duration?.seconds(&document.units);
        let (mut periods, mut from, mut done_s) = (Vec::new(), start, 0);
        for (after_s, pause_s) in
            splits.into_iter().filter(|(after_s, pause_s)| *after_s < work_s && *pause_s > 0)
        {
            if after_s > done_s {
                from = work(calendar, from, after_s - done_s, &mut periods);
                done_s = after_s;
            }
            let goes_on = calendar.next_work(calendar.add(from, pause_s));
            periods.push((from, goes_on, 0));
            from = goes_on;
        }
        work(calendar, from, work_s - done_s, &mut periods);
        Some(periods)
    }

    /// What stands in the assignments of a task instead of what was kept about its work that is left.
    pub(super) fn rows(
        &self,
        at: usize,
        task: &Task,
        units: f64,
        document: &Document,
    ) -> Option<Vec<Element>> {
        if !is_split(task) {
            return None;
        }
        let row = |(start, finish, work_s): (Instant, Instant, i64)| {
            let mut row = Element::new(TIMEPHASED);
            row.text("Type", LEFT);
            row.text("Start", local(&self.axis.text(start)));
            row.text("Finish", local(&self.axis.text(finish)));
            row.text("Unit", BY_DAY);
            row.text("Value", period((work_s as f64 * units).round() as i64));
            row
        };
        Some(self.periods(at, task, document)?.into_iter().map(row).collect())
    }
}

/// Whether a task rests, and has not begun: of one that has, the file tells what was kept.
fn is_split(task: &Task) -> bool {
    !task.splits.is_empty()
        && !task.is_started()
        && !task.kind.is_milestone()
        && task.duration.is_some_and(|duration| !duration.is_elapsed())
}

/// Adds so much work from an instant on, day by day; where it ends.
fn work(
    calendar: &WorkCalendar,
    from: Instant,
    work_s: i64,
    periods: &mut Vec<(Instant, Instant, i64)>,
) -> Instant {
    let end = calendar.add(from, work_s);
    let mut days: Vec<(Instant, Instant, i64)> = Vec::new();
    for (start, finish) in calendar.work_spans(from, end) {
        match days.last_mut() {
            Some(last) if last.0.div_euclid(DAY_S) == start.div_euclid(DAY_S) => {
                (last.1, last.2) = (finish, last.2 + finish - start);
            }
            _ => days.push((start, finish, finish - start)),
        }
    }
    periods.append(&mut days);
    end
}

/// Whether something kept of an assignment says when its work is done, which the splits of its task now do.
pub(super) fn is_replaced(kept: &KeptElement) -> bool {
    kept.name == "TimephasedData" && text_of(&kept.inside(), "Type").is_some_and(|text| kind(text).is_some())
}
