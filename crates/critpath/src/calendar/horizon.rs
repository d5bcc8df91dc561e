//! A calendar into a table of its stretches of work over some years: the same answers in fewer steps.

use super::work::WorkCalendar;
use crate::time::Instant;

/// The stretches of unbroken work between two instants, with an index of equal buckets each way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Horizon {
    from: Instant,
    /// Seconds that it covers.
    length: u64,
    /// Work before it, and in it.
    before: i64,
    work: u64,
    /// Rising; the first is empty and begins with the horizon, the last is a sentinel that begins where it ends.
    stretches: Box<[Stretch]>,
    by_clock: Buckets,
    by_work: Buckets,
}

/// Counted from the beginning of the horizon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stretch {
    start: u32,
    /// Work before it.
    before: u32,
}

/// For each bucket of a range the last stretch that begins no later than the bucket.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Buckets {
    /// Width of a bucket as a power of two.
    shift: u32,
    first: Box<[u16]>,
}

/// Stretches are counted in 16 bits.
const MOST_STRETCHES: usize = 1 << 15;
/// Seconds are counted in 32 bits.
const LONGEST_S: i64 = 1 << 31;

impl Horizon {
    /// The stretches of a calendar from an instant on, for so many seconds, or as far as they can be listed.
    /// `None` without work. O(stretches), each with a few questions to the calendar.
    pub(super) fn new(calendar: &WorkCalendar, from: Instant, length_s: i64) -> Option<Horizon> {
        let to = from + length_s.min(LONGEST_S);
        let before = calendar.work_before(from);
        let mut stretches = vec![Stretch { start: 0, before: 0 }];
        let mut spans = calendar.work_spans(from, to);
        let mut work = 0;
        for (start, finish) in spans.by_ref().take(MOST_STRETCHES) {
            stretches.push(Stretch { start: (start - from) as u32, before: work });
            work += (finish - start) as u32;
        }
        let end = spans.next().map_or(to, |(start, _)| start);
        if work == 0 {
            return None;
        }
        let length = (end - from) as u32;
        stretches.push(Stretch { start: length, before: work });
        let by_clock = Buckets::new(length, &stretches, |stretch| stretch.start);
        let by_work = Buckets::new(work, &stretches, |stretch| stretch.before);
        let (length, work) = (u64::from(length), u64::from(work));
        Some(Horizon { from, length, before, work, stretches: stretches.into(), by_clock, by_work })
    }

    /// Work before an instant, if the horizon covers it.
    #[inline]
    pub(super) fn work_before(&self, t: Instant) -> Option<i64> {
        let second = t.wrapping_sub(self.from) as u64;
        if second >= self.length {
            return None;
        }
        let second = second as u32;
        let mut at = self.by_clock.first[(second >> self.by_clock.shift) as usize] as usize;
        // Most buckets hold one boundary at most: no need to guess on which side of it.
        at += usize::from(self.stretches[at + 1].start <= second);
        while self.stretches[at + 1].start <= second {
            at += 1;
        }
        let Stretch { start, before } = self.stretches[at];
        let worked = (second - start).min(self.stretches[at + 1].before - before);
        Some(self.before + i64::from(before + worked))
    }

    /// When the second of work with this number begins, if the horizon covers it.
    #[inline]
    pub(super) fn position(&self, work: i64) -> Option<Instant> {
        let second = work.wrapping_sub(self.before) as u64;
        if second >= self.work {
            return None;
        }
        let second = second as u32;
        let mut at = self.by_work.first[(second >> self.by_work.shift) as usize] as usize;
        at += usize::from(self.stretches[at + 1].before <= second);
        while self.stretches[at + 1].before <= second {
            at += 1;
        }
        let Stretch { start, before } = self.stretches[at];
        Some(self.from + i64::from(start + (second - before)))
    }
}

impl Buckets {
    fn new(range: u32, stretches: &[Stretch], begins: impl Fn(&Stretch) -> u32) -> Buckets {
        let shift = (range / stretches.len() as u32).max(1).ilog2();
        let mut at = 0;
        let first = (0..=range >> shift).map(|bucket| {
            while stretches.get(at + 1).is_some_and(|next| begins(next) <= bucket << shift) {
                at += 1;
            }
            // Questions never reach the sentinel.
            at.min(stretches.len() - 2) as u16
        });
        Buckets { shift, first: first.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::compile;
    use crate::model::{Calendar, Document, Shift, WorkDay};
    use crate::time::{Axis, DAY_S, TimeOfDay};

    fn calendar(hours: &[(u32, u32)], days: usize) -> WorkCalendar {
        let time = |hour: u32| TimeOfDay::from_seconds(hour * 3600);
        let shift = |(start, finish): &(u32, u32)| Shift {
            start: time(*start),
            finish: time(*finish),
            ..Shift::default()
        };
        let week = WorkDay {
            days: crate::model::Weekday::ALL[..days].to_vec(),
            shifts: hours.iter().map(shift).collect(),
            ..WorkDay::default()
        };
        let calendar = Calendar { id: "c".into(), week: vec![week], ..Calendar::default() };
        let document = Document { calendars: vec![calendar], ..Document::default() };
        let (calendars, _) = compile(&document, Axis::default());
        calendars[calendars.get("c").unwrap()].clone()
    }

    #[test]
    fn the_table_answers_as_the_calendar_does() {
        for calendar in [
            calendar(&[(8, 12), (13, 17)], 5),
            calendar(&[(22, 6)], 7),
            calendar(&[(0, 24)], 7),
            WorkCalendar::always(),
        ] {
            let from = 20_000 * DAY_S + 12_345;
            let horizon = Horizon::new(&calendar, from, 40 * DAY_S).unwrap();
            let mut covered = 0;
            for t in (from - DAY_S..from + 41 * DAY_S).step_by(601) {
                let work = calendar.work_before(t);
                assert!(horizon.work_before(t).is_none_or(|found| found == work), "{t}");
                for work in work - 1..=work + 1 {
                    let found = horizon.position(work);
                    assert!(found.is_none_or(|found| found == calendar.position(work)), "{work}");
                    covered += usize::from(found.is_some());
                }
            }
            assert!(covered > 10_000);
            assert!(horizon.work_before(from).is_some() && horizon.work_before(from + 40 * DAY_S).is_none());
        }
    }
}
