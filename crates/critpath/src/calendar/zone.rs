//! A time zone into the instants at which its clocks change.

use std::sync::OnceLock;

use chrono::{Offset, TimeZone};
use chrono_tz::{TZ_VARIANTS, Tz};

use crate::time::{DAY_S, INSTANT_LIMIT, Instant, naive};

/// From an instant on, the clock shows `offset_s` more than UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockChange {
    pub(super) at: Instant,
    pub(super) offset_s: i64,
}

/// 1800-01-01: before any zone had a standard time.
const FIRST: Instant = -62_091 * DAY_S;
/// 2110-01-01: the time zone database writes its rules out up to 2099.
const LAST: Instant = 51_134 * DAY_S;
/// Clock changes are at least this far apart in the database; a test holds it to that.
const STEP: i64 = 6 * DAY_S;

/// A clock that shows the seconds of the axis.
const LOCAL: &[ClockChange] = &[ClockChange { at: -INSTANT_LIMIT, offset_s: 0 }];

/// The offset from the beginning of time and every change of it, in order.
pub(super) fn clock_changes(zone: Option<Tz>) -> &'static [ClockChange] {
    // What the database says never changes while the program runs, so that it is read out once.
    static READ_OUT: [OnceLock<Vec<ClockChange>>; TZ_VARIANTS.len()] =
        [const { OnceLock::new() }; TZ_VARIANTS.len()];
    let index = |zone| TZ_VARIANTS.iter().position(|variant| *variant == zone);
    match zone.and_then(|zone| Some((zone, READ_OUT.get(index(zone)?)?))) {
        Some((zone, changes)) => changes.get_or_init(|| read_out(zone)),
        None => LOCAL,
    }
}

/// Asks the database, which does not tell its changes, for the offset in small steps.
fn read_out(zone: Tz) -> Vec<ClockChange> {
    let mut offset_s = offset(zone, FIRST);
    let mut changes = vec![ClockChange { at: -INSTANT_LIMIT, offset_s }];
    for from in (FIRST..LAST).step_by(STEP as usize) {
        let after = offset(zone, from + STEP);
        if after != offset_s {
            changes.push(ClockChange { at: first_with(zone, after, from, from + STEP), offset_s: after });
            offset_s = after;
        }
    }
    changes
}

/// The first instant of `from..to` from which the offset is `wanted`, where it changes once.
fn first_with(zone: Tz, wanted: i64, mut from: Instant, mut to: Instant) -> Instant {
    while to - from > 1 {
        let middle = from.midpoint(to);
        *(if offset(zone, middle) == wanted { &mut to } else { &mut from }) = middle;
    }
    to
}

fn offset(zone: Tz, at: Instant) -> i64 {
    i64::from(zone.offset_from_utc_datetime(&naive(at)).fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every zone of the database, compared with it at odd moments of the years in which its rules change.
    #[test]
    fn no_clock_change_is_missed() {
        for zone in TZ_VARIANTS {
            let changes = clock_changes(Some(zone));
            for at in (-90 * 365 * DAY_S..70 * 365 * DAY_S).step_by(101 * 3_600) {
                let found = changes.partition_point(|change| change.at <= at);
                assert_eq!(changes[found - 1].offset_s, offset(zone, at), "{zone} at {at}");
            }
        }
    }
}
