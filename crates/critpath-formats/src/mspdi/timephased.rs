//! The work of assignments over time into the splits of tasks: how much is done before each rest, and how long it lasts.
//!
//! What counts is how far the parts of a task lie from each other, not where: they move with the task.

use std::collections::{BTreeMap, BTreeSet};

use critpath::calendar::{WorkCalendar, compile};
use critpath::duration::Duration;
use critpath::model::{Document, Split, Task};
use critpath::time::{Axis, Instant, Moment};

use super::values::Values;
use crate::xml::Node;

/// Work that is left, and work that is done; the others are overtime, baselines and costs.
const LEFT_AND_DONE: [u32; 2] = [1, 2];

/// A stretch of time in which one assignment does so much work.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    start: Moment,
    finish: Moment,
    work_s: i64,
}

/// The periods of assignments, by the id of their task.
#[derive(Debug, Default)]
pub(super) struct Timephased(BTreeMap<String, Vec<Period>>);

/// The number of the kind of a `TimephasedData`, if it is of work that makes splits.
pub(super) fn kind(text: &str) -> Option<u32> {
    text.parse().ok().filter(|kind| LEFT_AND_DONE.contains(kind))
}

impl Timephased {
    /// Takes what one assignment of a task says, if it rests at all.
    pub(super) fn add(&mut self, task: &str, data: &[Node<'_, '_>], units: f64, values: &mut Values) {
        let is_work =
            |node: &&Node<'_, '_>| node.child("Type").is_some_and(|kind_of| kind(&kind_of.text()).is_some());
        let found: Vec<Period> =
            data.iter().filter(is_work).filter_map(|node| period(*node, units, values)).collect();
        // Most assignments work from their start to their finish.
        if found.iter().any(|period| period.work_s == 0) {
            self.0.entry(task.to_owned()).or_default().extend(found);
        }
    }

    /// Gives the tasks of a document their splits. O(n log n) in the periods.
    pub(super) fn split(self, document: &mut Document) {
        if self.0.is_empty() {
            return;
        }
        let calendars = compile(document, Axis::LOCAL).0;
        let at = |moment: Moment| Axis::LOCAL.instant_of(moment);
        for (index, task) in document.tasks.iter_mut().enumerate() {
            let Some(periods) = self.0.get(&task.id) else { continue };
            let is_elapsed = task.duration.is_none_or(|duration| duration.is_elapsed());
            if is_elapsed || task.kind.is_milestone() {
                continue;
            }
            let calendar = &calendars[calendars.of_task(index)];
            let parts =
                parts(calendar, periods.iter().map(|one| (at(one.start), at(one.finish), one.work_s)));
            task.splits = splits(calendar, &parts, task);
        }
    }
}

fn period(node: Node<'_, '_>, units: f64, values: &mut Values) -> Option<Period> {
    let mut moment = |name| node.child(name).and_then(|child| values.moment(child));
    let (start, finish) = (moment("Start")?, moment("Finish")?);
    let seconds = node.child("Value").and_then(|child| values.seconds(child)).unwrap_or(0);
    // How long it takes whoever is on it to that extent.
    let work_s = if units > 0.0 { (seconds as f64 / units).round() as i64 } else { seconds };
    Some(Period { start, finish, work_s })
}

/// The stretches in which work is done, in order of time. Days that are only in part worked are so before or after a rest.
fn parts(
    calendar: &WorkCalendar,
    periods: impl Iterator<Item = (Instant, Instant, i64)>,
) -> Vec<(Instant, Instant)> {
    let (mut worked, rests): (Vec<_>, Vec<_>) =
        periods.filter(|(start, finish, _)| start < finish).partition(|(.., work_s)| *work_s > 0);
    let rests = rests.iter().filter(|(start, finish, _)| calendar.between(*start, *finish) > 0);
    // Friday evening and Monday morning are the same to work.
    let (begin, end): (BTreeSet<Instant>, BTreeSet<Instant>) =
        rests.map(|(start, finish, _)| (calendar.next_work(*start), calendar.next_work(*finish))).unzip();
    worked.sort_unstable();
    let meets = |a: Instant, b: Instant| calendar.between(a, b) == 0;
    let mut parts: Vec<(Instant, Instant)> = Vec::new();
    for (mut start, mut finish, work_s) in worked {
        let is_partly = work_s < calendar.between(start, finish);
        if is_partly && begin.contains(&calendar.next_work(finish)) {
            finish = calendar.add(start, work_s);
        } else if is_partly && end.contains(&calendar.next_work(start)) {
            start = calendar.add(finish, -work_s);
        }
        match parts.last_mut() {
            Some(last) if start <= last.1 || meets(last.1, start) => last.1 = last.1.max(finish),
            _ => parts.push((start, finish)),
        }
    }
    parts
}

/// The rests between parts. What was interrupted and has been taken up again is known by the progress of the task.
fn splits(calendar: &WorkCalendar, parts: &[(Instant, Instant)], task: &Task) -> Vec<Split> {
    let resumed = task.progress.as_ref().and_then(|progress| progress.resumes);
    let resumed = resumed.map(|moment| Axis::LOCAL.instant_of(moment));
    let (mut done_s, mut splits) = (0, Vec::new());
    for pair in parts.windows(2) {
        done_s += calendar.between(pair[0].0, pair[0].1);
        let pause_s = calendar.between(pair[0].1, pair[1].0);
        if resumed.is_none_or(|resumed| resumed <= pair[0].1) {
            let (after, pause) = (Duration::from_seconds(done_s), Duration::from_seconds(pause_s));
            splits.push(Split { after, pause, ..Split::default() });
        }
    }
    splits
}
