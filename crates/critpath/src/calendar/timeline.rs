//! A week, dates that differ and the clock changes of a zone into the segments of a work calendar.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::pattern::{Pattern, Shifts, Week, clip, union};
use super::work::WorkCalendar;
use super::zone::ClockChange;
use crate::time::{DAY_S, INSTANT_LIMIT, Instant};

/// Dates with a week of their own, both ends included, as day numbers.
#[derive(Debug, Clone)]
pub(super) struct Override {
    pub(super) first_day: i64,
    pub(super) last_day: i64,
    pub(super) week: Rc<Week>,
}

/// The stretch from one instant to the next in which a pattern repeats and the clock does not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) start: Instant,
    pub(super) offset_s: i64,
    pub(super) pattern: u32,
}

/// The local timeline is a little longer than the axis, whatever the offset.
pub(super) const FIRST_DAY: i64 = -INSTANT_LIMIT / DAY_S - 2;
pub(super) const LAST_DAY: i64 = INSTANT_LIMIT / DAY_S + 2;

/// Overrides up to this many days are written out; longer ones get a pattern of their own.
const WRITTEN_OUT_DAYS: i64 = 3;

/// Compiles hours. Of the overrides that name a date the last one counts.
/// O((n + c) log n) for n overrides and c clock changes, however long they are.
pub(super) fn work_calendar(
    week: &Week,
    overrides: &[Override],
    clock_changes: &[ClockChange],
) -> WorkCalendar {
    let mut patterns = Patterns::default();
    let local = local_pieces(week, overrides, &mut patterns);
    WorkCalendar::new(patterns.list, &on_axis(&local, clock_changes))
}

/// Compiles stretches of unbroken work, as local seconds, rising and disjoint; between them there is none.
pub(super) fn stretches(spans: &[(i64, i64)], clock_changes: &[ClockChange]) -> WorkCalendar {
    let mut local = vec![(FIRST_DAY * DAY_S, NEVER)];
    for (start, finish) in clip(spans, FIRST_DAY * DAY_S, LAST_DAY * DAY_S) {
        local.extend([(start, ALWAYS), (finish, NEVER)]);
    }
    WorkCalendar::new(Patterns::default().list, &on_axis(&local, clock_changes))
}

/// The distinct patterns of a calendar.
struct Patterns {
    list: Vec<Pattern>,
    of_weeks: BTreeMap<Rc<Week>, u32>,
}

const ALWAYS: u32 = 0;
const NEVER: u32 = 1;
const WEEK: u32 = 2;

impl Default for Patterns {
    fn default() -> Self {
        let every_day = |shifts: Shifts| Rc::new(std::array::from_fn(|_| shifts.clone()));
        let of_weeks = BTreeMap::from([(every_day(vec![(0, DAY_S)]), ALWAYS), (every_day(vec![]), NEVER)]);
        Patterns { list: vec![Pattern::always(), Pattern::never()], of_weeks }
    }
}

impl Patterns {
    fn week(&mut self, week: &Rc<Week>) -> u32 {
        if let Some(known) = self.of_weeks.get(week) {
            return *known;
        }
        self.list.push(Pattern::week(week));
        let index = self.list.len() as u32 - 1;
        self.of_weeks.insert(Rc::clone(week), index);
        index
    }
}

/// What counts from a day on: the override with this index, or the week.
#[derive(Clone, Copy, PartialEq)]
struct Run {
    first_day: i64,
    rule: Option<usize>,
}

/// Paints the overrides over the week in their order.
fn runs(overrides: &[Override]) -> Vec<Run> {
    let mut events: Vec<(i64, bool, usize)> = Vec::with_capacity(2 * overrides.len());
    for (index, dates) in overrides.iter().enumerate() {
        let (first, last) = (dates.first_day.max(FIRST_DAY), dates.last_day.min(LAST_DAY));
        if first <= last {
            events.extend([(first, true, index), (last + 1, false, index)]);
        }
    }
    events.sort_unstable();
    let mut open = BTreeSet::new();
    let mut runs = vec![Run { first_day: FIRST_DAY, rule: None }];
    for (at, (first_day, opens, index)) in events.iter().enumerate() {
        if *opens {
            open.insert(*index);
        } else {
            open.remove(index);
        }
        if events.get(at + 1).is_none_or(|next| next.0 > *first_day) {
            runs.push(Run { first_day: *first_day, rule: open.last().copied() });
        }
    }
    runs.dedup_by(|later, earlier| later.rule == earlier.rule);
    runs
}

/// The local timeline: (local second, pattern that holds from there on).
fn local_pieces(week: &Week, overrides: &[Override], patterns: &mut Patterns) -> Vec<(i64, u32)> {
    patterns.list.push(Pattern::week(week));
    let shifts = |rule: Option<usize>, day: i64| {
        let week = rule.map_or(week, |index| &overrides[index].week);
        &week[(day + 3).rem_euclid(7) as usize]
    };
    let runs = runs(overrides);
    let mut pieces = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        let end = runs.get(at + 1).map_or(LAST_DAY + 1, |next| next.first_day);
        let before = at.checked_sub(1).map_or(run.rule, |before| runs[before].rule);
        let mut day = run.first_day;
        // The night shift that runs into the first day is the one of the rule before.
        let spills = |rule| spill(shifts(rule, day - 1));
        let mut night = spills(before);
        let written_out = match run.rule {
            Some(_) if end - day <= WRITTEN_OUT_DAYS => end - day,
            rule => i64::from(!night.iter().eq(spills(rule).iter())),
        };
        for _ in 0..written_out {
            write_out(day, night, shifts(run.rule, day), &mut pieces);
            night = spill(shifts(run.rule, day));
            day += 1;
        }
        if day < end {
            let pattern = run.rule.map_or(WEEK, |index| patterns.week(&overrides[index].week));
            pieces.push((day * DAY_S, pattern));
        }
    }
    pieces.dedup_by(|later, earlier| later.1 == earlier.1);
    pieces
}

/// What is left of a day's shifts after midnight.
fn spill(shifts: &Shifts) -> Shifts {
    clip(shifts, DAY_S, 2 * DAY_S).map(|(start, finish)| (start - DAY_S, finish - DAY_S)).collect()
}

/// One day as stretches of work and of no work.
fn write_out(day: i64, night: Shifts, shifts: &Shifts, pieces: &mut Vec<(i64, u32)>) {
    let midnight = day * DAY_S;
    let worked = union(night.into_iter().chain(clip(shifts, 0, DAY_S)).collect());
    if worked.first().is_none_or(|first| first.0 > 0) {
        pieces.push((midnight, NEVER));
    }
    for (start, finish) in worked {
        pieces.push((midnight + start, ALWAYS));
        if finish < DAY_S {
            pieces.push((midnight + finish, NEVER));
        }
    }
}

/// Lays the local timeline along the axis. Where clocks go back a part of it comes twice.
fn on_axis(local: &[(i64, u32)], clock_changes: &[ClockChange]) -> Vec<Piece> {
    let mut pieces = Vec::with_capacity(local.len() + clock_changes.len());
    for (at, change) in clock_changes.iter().enumerate() {
        let offset_s = change.offset_s;
        let end = clock_changes.get(at + 1).map_or(INSTANT_LIMIT, |next| next.at);
        let first = local.partition_point(|(start, _)| start - offset_s <= change.at).saturating_sub(1);
        for &(start, pattern) in local[first..].iter().take_while(|(start, _)| start - offset_s < end) {
            pieces.push(Piece { start: (start - offset_s).max(change.at), offset_s, pattern });
        }
    }
    pieces
}
