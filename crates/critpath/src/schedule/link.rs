//! One link: from the dates of a predecessor to a bound of its successor, and back.
//!
//! Forward and backward are exact inverses in the sense of bounds: a predecessor's end `x` lets its
//! successor keep the date `y` just if `forward(x) <= y`, and `backward(y)` is the latest such `x`.
//! So the backward pass finds no float where there is none, whatever calendars meet.

use crate::calendar::WorkCalendar;
use crate::duration::Lag;
use crate::graph::{LinkLag, Rule};
use crate::model::{Relation, WorkUnits};
use crate::time::Instant;

/// Which end of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Its start.
    Start,
    /// Its finish.
    Finish,
}

impl Rule {
    /// The end of the predecessor that bounds.
    pub(super) fn from(self) -> End {
        match self.relation {
            Relation::FinishToStart | Relation::FinishToFinish => End::Finish,
            Relation::StartToStart | Relation::StartToFinish => End::Start,
        }
    }

    /// The end of the successor that is bound.
    pub(super) fn to(self) -> End {
        match self.relation {
            Relation::FinishToStart | Relation::StartToStart => End::Start,
            Relation::FinishToFinish | Relation::StartToFinish => End::Finish,
        }
    }

    /// The bound that an end of the predecessor makes. `predecessor_s` is asked for lags in percent.
    pub(super) fn forward(
        self,
        calendar: &WorkCalendar,
        end: Instant,
        predecessor_s: impl FnOnce() -> i64,
    ) -> Instant {
        match self.lag.fixed(predecessor_s) {
            LinkLag::Elapsed(lag_s) => end + lag_s,
            LinkLag::Work(lag_s) | LinkLag::Percent(lag_s) => calendar.add(end, lag_s),
        }
    }

    /// The latest end of the predecessor that makes a bound not after `bound`.
    pub(super) fn backward(
        self,
        calendar: &WorkCalendar,
        bound: Instant,
        predecessor_s: impl FnOnce() -> i64,
    ) -> Instant {
        match self.lag.fixed(predecessor_s) {
            LinkLag::Elapsed(lag_s) => bound - lag_s,
            // The lead reaches back from x to the start of a second of work; that is not after the bound
            // as long as x does not complete this much work after it.
            LinkLag::Work(lead_s @ ..0) | LinkLag::Percent(lead_s @ ..0) => {
                calendar.add(bound + 1, -lead_s) - 1
            }
            LinkLag::Work(lag_s) | LinkLag::Percent(lag_s) => calendar.add(bound, -lag_s),
        }
    }
}

impl LinkLag {
    /// The lag in seconds, percent resolved.
    fn fixed(self, predecessor_s: impl FnOnce() -> i64) -> LinkLag {
        match self {
            LinkLag::Percent(thousandths) => {
                LinkLag::Work(Lag::Percent(thousandths).seconds(&WorkUnits::default(), predecessor_s()))
            }
            fixed => fixed,
        }
    }
}
