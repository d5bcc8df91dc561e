//! A week of shifts into the work before a second of it, and the second of an amount of work. O(1).

use crate::time::DAY_S;

/// Seconds in a week.
pub(super) const WEEK_S: i64 = 7 * DAY_S;

/// Worked seconds of a day, relative to its midnight: rising, disjoint, not touching; a night shift
/// ends after `DAY_S`, at most at `2 * DAY_S`.
pub(super) type Shifts = Vec<(i64, i64)>;

/// The shifts of each day of a week, Monday first.
pub(super) type Week = [Shifts; 7];

/// Seconds of the clock, or of work, that share an entry of an index: 2^12 = 4096.
const BUCKET_BITS: u32 = 12;

/// Hours that repeat every week, from Monday 00:00.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pattern {
    /// Rising and disjoint; the last is a sentinel behind the end of the week.
    spans: Box<[Span]>,
    /// For each bucket of the clock: the first span that ends after the bucket begins.
    by_clock: Box<[u32]>,
    /// For each bucket of work: the span in which it begins.
    by_work: Box<[u32]>,
    work_s: i64,
    /// 2^63 / `work_s`, rounded up: to divide by multiplication, which is five times as fast.
    weeks_per_work: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Span {
    start: u32,
    finish: u32,
    /// Work of the week before `start`.
    before: u32,
}

/// Sorts spans and joins those that overlap or touch.
pub(super) fn union(mut spans: Vec<(i64, i64)>) -> Vec<(i64, i64)> {
    spans.retain(|(start, finish)| start < finish);
    spans.sort_unstable();
    let mut joined: Vec<(i64, i64)> = Vec::with_capacity(spans.len());
    for (start, finish) in spans {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(finish),
            _ => joined.push((start, finish)),
        }
    }
    joined
}

/// Spans clipped to `from..to`.
pub(super) fn clip(spans: &[(i64, i64)], from: i64, to: i64) -> impl Iterator<Item = (i64, i64)> {
    spans.iter().map(move |&(start, finish)| (start.max(from), finish.min(to))).filter(|(a, b)| a < b)
}

impl Pattern {
    /// The pattern of seven days, Monday first.
    pub(super) fn week(days: &Week) -> Self {
        let mut spans = Vec::new();
        for (midnight, shifts) in (0..).step_by(DAY_S as usize).zip(days) {
            let shifted: Vec<_> = shifts.iter().map(|(a, b)| (midnight + a, midnight + b)).collect();
            spans.extend(clip(&shifted, 0, WEEK_S));
            spans.extend(clip(&shifted, WEEK_S, 2 * WEEK_S).map(|(a, b)| (a - WEEK_S, b - WEEK_S)));
        }
        Self::of_spans(&union(spans))
    }

    /// Work at all hours.
    pub(super) fn always() -> Self {
        Self::of_spans(&[(0, WEEK_S)])
    }

    /// No work at all.
    pub(super) fn never() -> Self {
        Self::of_spans(&[])
    }

    /// The pattern of spans of a week, rising, disjoint and not touching.
    pub(super) fn of_spans(joined: &[(i64, i64)]) -> Self {
        let mut work_s: i64 = 0;
        let mut spans = Vec::with_capacity(joined.len() + 1);
        for &(start, finish) in joined {
            spans.push(Span { start: start as u32, finish: finish as u32, before: work_s as u32 });
            work_s += finish - start;
        }
        spans.push(Span { start: WEEK_S as u32, finish: u32::MAX, before: work_s as u32 });
        let index = |total: i64, past: &dyn Fn(&Span) -> i64| -> Box<[u32]> {
            let buckets = (total >> BUCKET_BITS) + 1;
            let first = |bucket: i64| spans.partition_point(|span| past(span) <= bucket << BUCKET_BITS);
            (0..buckets).map(|bucket| first(bucket) as u32).collect()
        };
        let by_clock = index(WEEK_S, &|span| i64::from(span.finish));
        let worked = |span: &Span| i64::from(span.before) + i64::from(span.finish - span.start);
        let by_work = index(work_s, &worked);
        // A pattern without work is never asked for the position of work.
        let weeks_per_work = (1 << 63) / (work_s as u64).max(1) + 1;
        Pattern { spans: spans.into(), by_clock, by_work, work_s, weeks_per_work }
    }

    /// The spans that it works, rising, disjoint and not touching.
    pub(super) fn spans(&self) -> impl Iterator<Item = (i64, i64)> + '_ {
        let all = self.spans.split_last().map_or(&[][..], |(_, all)| all);
        all.iter().map(|span| (i64::from(span.start), i64::from(span.finish)))
    }

    /// Whether it is the same at all hours: work, or none.
    pub(super) fn is_steady(&self) -> bool {
        self.is_always() || self.work_s == 0
    }

    /// Whether it works at all hours.
    pub(super) fn is_always(&self) -> bool {
        self.work_s == WEEK_S
    }

    /// Work from the Monday at 0 to `local`, which is not negative.
    pub(super) fn work_before(&self, local: i64) -> i64 {
        let (weeks, second) = split(local, WEEK_S);
        let mut at = self.by_clock[(second >> BUCKET_BITS) as usize] as usize;
        // The sentinel ends the search.
        while i64::from(self.spans[at].finish) <= second {
            at += 1;
        }
        let span = &self.spans[at];
        weeks * self.work_s + i64::from(span.before) + (second - i64::from(span.start)).max(0)
    }

    /// When the second of work with this number begins, counted from 0 at the Monday at 0.
    /// `work` is not negative, and the pattern works at some time.
    pub(super) fn position(&self, work: i64) -> i64 {
        let weeks = self.weeks(work);
        let second = work - weeks * self.work_s;
        let mut at = self.by_work[(second >> BUCKET_BITS) as usize] as usize;
        while i64::from(self.spans[at + 1].before) <= second {
            at += 1;
        }
        let span = &self.spans[at];
        weeks * WEEK_S + i64::from(span.start) + second - i64::from(span.before)
    }

    /// Whole weeks in an amount of work. Exact, since no amount of work times the work of a week
    /// reaches 2^63: there are at most 400,000 years of 31,536,000 s, and 604,800 s in a week.
    fn weeks(&self, work: i64) -> i64 {
        ((u128::from(work as u64) * u128::from(self.weeks_per_work)) >> 63) as i64
    }

    /// Where the unbroken work ends that is going on right after `local`; `None` if it never ends.
    pub(super) fn work_end(&self, local: i64) -> Option<i64> {
        if self.is_always() {
            return None;
        }
        // The first pass may stop at the end of the week, where the next one begins with work.
        let mut end = local;
        for _ in 0..2 {
            let (weeks, second) = split(end, WEEK_S);
            let holds = |span: &&Span| i64::from(span.start) <= second && second < i64::from(span.finish);
            let from = self.by_clock[(second >> BUCKET_BITS) as usize] as usize;
            let last = self.spans.len() - 1;
            let begun = |span: &&Span| i64::from(span.start) <= second;
            let Some(span) = self.spans[from.min(last)..last].iter().take_while(begun).last().filter(holds)
            else {
                break;
            };
            end = weeks * WEEK_S + i64::from(span.finish);
        }
        Some(end)
    }
}

/// Quotient and remainder of a number that is not negative; unsigned division is faster.
fn split(number: i64, by: i64) -> (i64, i64) {
    let (number, by) = (number as u64, by as u64);
    ((number / by) as i64, (number % by) as i64)
}
