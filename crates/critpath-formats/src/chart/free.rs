//! Working time into the time between: nights, weekends, holidays.

use critpath::time::{DAY_S, Instant};

/// A stretch without work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Free {
    pub start: Instant,
    pub end: Instant,
    /// Whether it holds a day or more, and not only a night.
    pub day: bool,
}

/// The gaps of at least `least_s` seconds between rising working spans, from `from` to `to`.
pub(crate) fn free_time(
    work: impl Iterator<Item = (Instant, Instant)>,
    from: Instant,
    to: Instant,
    least_s: i64,
) -> Vec<Free> {
    let mut gaps = Vec::new();
    let mut start = from;
    for (work_start, work_end) in work.chain([(to, to)]) {
        let end = work_start.min(to);
        if end - start >= least_s.max(1) {
            gaps.push(Free { start, end, day: end - start >= DAY_S });
        }
        start = start.max(work_end);
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_what_work_leaves() {
        let gap = |start, end| Free { start, end, day: false };
        let work = [(10, 20), (25, 30), (50, 60)];
        assert_eq!(
            free_time(work.into_iter(), 0, 70, 1),
            [gap(0, 10), gap(20, 25), gap(30, 50), gap(60, 70)]
        );
        assert_eq!(free_time(work.into_iter(), 10, 60, 6), [gap(30, 50)]);
        assert_eq!(
            free_time(std::iter::empty(), 0, 2 * DAY_S, 1),
            [Free { start: 0, end: 2 * DAY_S, day: true }]
        );
    }
}
