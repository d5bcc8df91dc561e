//! A compiled calendar: clock time into working time and back.

use super::horizon::Horizon;
use super::pattern::{Pattern, WEEK_S, Week};
use super::rising::Rising;
use super::timeline::{Piece, work_calendar};
use super::zone::clock_changes;
use crate::time::{Axis, DAY_S, INSTANT_LIMIT, Instant};

/// Working time along the plan's axis. Immutable; compiled once, asked often.
///
/// Every question is O(1) in a calendar without exceptions and clock changes, else O(log n) in their
/// number, however far apart the instants are. Instants count to the second, up to
/// ±[`INSTANT_LIMIT`]; answers beyond are clipped to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkCalendar {
    /// Where each segment starts; the first at `-INSTANT_LIMIT`.
    starts: Rising,
    /// Work before each segment starts.
    works: Rising,
    segments: Box<[Segment]>,
    patterns: Box<[Pattern]>,
    /// All work there is.
    total: i64,
    /// The years that are asked for most, listed.
    horizon: Option<Horizon>,
}

/// A stretch in which one pattern repeats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Segment {
    /// Added to an instant it gives seconds since a Monday 00:00 of the local clock, never negative.
    to_local: i64,
    /// Subtracted from the work that the pattern counts it gives the work of the calendar.
    surplus: i64,
    pattern: u32,
}

/// Moves the Monday 1969-12-29, three days before the axis begins, back by whole weeks beyond the limit.
const TO_MONDAY: i64 = 3 * DAY_S + (INSTANT_LIMIT / WEEK_S + 2) * WEEK_S;

impl WorkCalendar {
    /// Monday to Friday, 08:00-12:00 and 13:00-17:00.
    pub fn standard(axis: Axis) -> Self {
        work_calendar(&standard_week(), &[], clock_changes(axis.zone()))
    }

    /// 24 hours a day, 7 days a week.
    pub fn always() -> Self {
        let week = std::array::from_fn(|_| vec![(0, DAY_S)]);
        work_calendar(&week, &[], clock_changes(None))
    }

    /// The first piece starts at `-INSTANT_LIMIT`; they rise.
    pub(super) fn new(patterns: Vec<Pattern>, pieces: &[Piece]) -> Self {
        let mut total = 0;
        let (mut works, mut segments) = (Vec::new(), Vec::new());
        for (at, piece) in pieces.iter().enumerate() {
            let end = pieces.get(at + 1).map_or(INSTANT_LIMIT, |next| next.start);
            let pattern = &patterns[piece.pattern as usize];
            let to_local = piece.offset_s + TO_MONDAY;
            let before = pattern.work_before(piece.start + to_local);
            works.push(total);
            segments.push(Segment { to_local, surplus: before - total, pattern: piece.pattern });
            total += pattern.work_before(end + to_local) - before;
        }
        WorkCalendar {
            starts: Rising::new(pieces.iter().map(|piece| piece.start).collect()),
            works: Rising::new(works),
            segments: segments.into(),
            patterns: patterns.into(),
            total,
            horizon: None,
        }
    }

    /// Lists the work of so many seconds from an instant on, so that questions about it are answered faster. O(stretches of
    /// work there).
    pub(super) fn look_ahead(&mut self, from: Instant, length_s: i64) {
        self.horizon = Horizon::new(self, from, length_s);
    }

    /// The stretches in which one pattern repeats.
    pub(super) fn pieces(&self) -> impl Iterator<Item = Piece> + '_ {
        self.starts.values().iter().zip(&self.segments).map(|(start, segment)| Piece {
            start: *start,
            offset_s: segment.to_local - TO_MONDAY,
            pattern: segment.pattern,
        })
    }

    /// A pattern of a piece.
    pub(super) fn pattern(&self, index: u32) -> &Pattern {
        &self.patterns[index as usize]
    }

    /// What two calendars share that work at the same hours, to find one by the other.
    pub(super) fn content(&self) -> impl Ord + '_ {
        (&self.segments, &self.starts, &self.patterns)
    }

    /// All work there is.
    #[inline]
    pub(crate) fn total(&self) -> i64 {
        self.total
    }

    /// Whether any work is ever done.
    pub(super) fn works(&self) -> bool {
        self.total > 0
    }

    /// Whether work is done at all times.
    pub fn is_always(&self) -> bool {
        self.segments.iter().all(|segment| self.patterns[segment.pattern as usize].is_always())
    }

    /// The first instant at or after `t` at whose right side work is done: 17:00 gives 08:00 of the next day.
    pub fn next_work(&self, t: Instant) -> Instant {
        self.position(self.work_before(t))
    }

    /// The last instant at or before `t` at whose left side work is done: 08:00 gives 17:00 of the day before.
    pub fn previous_work(&self, t: Instant) -> Instant {
        self.finish(self.work_before(t))
    }

    /// Moves `t` by working seconds. Forward, to the earliest finish of that much work which starts at
    /// or after `t`: 17:00 rather than 08:00 of the next day. Backward, to the latest start of that much
    /// work which ends at or before `t`. By nothing, `t` itself.
    pub fn add(&self, t: Instant, work_s: i64) -> Instant {
        if work_s == 0 {
            return t;
        }
        let target = self.work_before(t).saturating_add(work_s);
        if work_s > 0 { self.finish(target) } else { self.position(target) }
    }

    /// Working seconds from `a` to `b`, negative if `b` comes before `a`.
    pub fn between(&self, a: Instant, b: Instant) -> i64 {
        self.work_before(b) - self.work_before(a)
    }

    /// The stretches of unbroken work between two instants, in order, clipped to them.
    pub fn work_spans(&self, from: Instant, to: Instant) -> impl Iterator<Item = (Instant, Instant)> {
        let to = to.min(INSTANT_LIMIT);
        let mut at = from.max(-INSTANT_LIMIT);
        std::iter::from_fn(move || {
            let start = self.next_work(at);
            if start >= to {
                return None;
            }
            at = self.work_end(start, to);
            Some((start, at))
        })
    }

    /// Work before an instant. Rises by at most one each second.
    #[inline]
    pub(crate) fn work_before(&self, t: Instant) -> i64 {
        let listed = self.horizon.as_ref().and_then(|horizon| horizon.work_before(t));
        listed.unwrap_or_else(|| self.searched_work_before(t))
    }

    fn searched_work_before(&self, t: Instant) -> i64 {
        let t = t.clamp(-INSTANT_LIMIT, INSTANT_LIMIT);
        let at = self.starts.last_not_after(t);
        let segment = &self.segments[at];
        self.patterns[segment.pattern as usize].work_before(t + segment.to_local) - segment.surplus
    }

    /// When the second of work with this number begins.
    #[inline]
    pub(crate) fn position(&self, work: i64) -> Instant {
        let listed = self.horizon.as_ref().and_then(|horizon| horizon.position(work));
        listed.unwrap_or_else(|| self.searched_position(work))
    }

    fn searched_position(&self, work: i64) -> Instant {
        if work < 0 {
            return -INSTANT_LIMIT;
        }
        if work >= self.total {
            return INSTANT_LIMIT;
        }
        // Of segments without work in a row the last one is found, which is followed by work.
        let segment = &self.segments[self.works.last_not_after(work)];
        self.patterns[segment.pattern as usize].position(work + segment.surplus) - segment.to_local
    }

    /// When this much work is done: as the last second of it ends.
    #[inline]
    pub(crate) fn finish(&self, work: i64) -> Instant {
        let last = work.wrapping_sub(1);
        match self.horizon.as_ref().and_then(|horizon| horizon.position(last)) {
            Some(begins) => begins + 1,
            None => self.searched_finish(work),
        }
    }

    fn searched_finish(&self, work: i64) -> Instant {
        match work {
            ..1 => -INSTANT_LIMIT,
            work if work > self.total => INSTANT_LIMIT,
            work => self.searched_position(work - 1) + 1,
        }
    }

    /// Where the unbroken work ends that goes on right after `t`; nothing if no work does.
    pub(crate) fn stretch_end(&self, t: Instant) -> Option<Instant> {
        (self.next_work(t) == t).then(|| self.work_end(t, INSTANT_LIMIT))
    }

    /// Where the unbroken work began that goes on right before or after `t`; `t` itself if none does.
    pub(crate) fn stretch_start(&self, t: Instant) -> Instant {
        let work = self.work_before(t);
        let is_unbroken = |from: Instant| work - self.work_before(from) == t - from;
        let (mut broken, mut unbroken) = (-INSTANT_LIMIT - 1, t);
        while unbroken - broken > 1 {
            let middle = broken + (unbroken - broken) / 2;
            *if is_unbroken(middle) { &mut unbroken } else { &mut broken } = middle;
        }
        unbroken
    }

    /// Where the unbroken work ends that goes on right after `t`, at most `limit`.
    fn work_end(&self, t: Instant, limit: Instant) -> Instant {
        let mut end = t;
        for at in self.starts.last_not_after(t)..self.segments.len() {
            let segment = &self.segments[at];
            let segment_end = self.starts.values().get(at + 1).map_or(limit, |next| limit.min(*next));
            let pattern_end = self.patterns[segment.pattern as usize].work_end(end + segment.to_local);
            end = pattern_end.map_or(segment_end, |local| segment_end.min(local - segment.to_local));
            if end < segment_end || end >= limit {
                break;
            }
        }
        end
    }
}

/// The hours of the calendar of plans that state none.
pub(super) fn standard_week() -> Week {
    let day = vec![(8 * 3_600, 12 * 3_600), (13 * 3_600, 17 * 3_600)];
    std::array::from_fn(|weekday| if weekday < 5 { day.clone() } else { Vec::new() })
}
