//! Instants that move along with the beginning of a rollback into others, and how long what follows from them holds.
//!
//! The way back is computed for one instant of failure. Should the failure come a little later, some instants of it
//! move along, and others stay: those that wait for a calendar, or for a step that is still running. As long as no
//! comparison turns out otherwise, the answer moves in the same way. So each question that is asked here narrows down
//! how long the answer holds, and the next instant that must be computed is the one after that.

use crate::calendar::WorkCalendar;
use crate::time::Instant;

/// An instant, or an amount of work before one, as the way back begins at one instant or a little later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moving {
    pub at: i64,
    /// Whether it comes a second later for each second that the way back begins later; else it stays.
    pub moves: bool,
}

impl Moving {
    pub fn fixed(at: i64) -> Self {
        Moving { at, moves: false }
    }

    /// Later by an amount.
    pub fn plus(self, seconds: i64) -> Self {
        Moving { at: self.at.saturating_add(seconds), ..self }
    }
}

/// For how many seconds more the answers given so far hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Holds(pub i64);

impl Holds {
    /// Nothing that was asked so far ever changes.
    pub const FOREVER: Holds = Holds(i64::MAX);

    /// What was answered holds for no longer than this.
    pub fn at_most(&mut self, seconds: i64) {
        self.0 = self.0.min(seconds);
    }

    /// Whether `a` is the later one of two; of equal ones that is the one that moves, as it will be.
    pub fn is_later(&mut self, a: Moving, b: Moving) -> bool {
        let later = (a.at, a.moves) > (b.at, b.moves);
        match (a.moves, b.moves) {
            (true, false) if !later => self.at_most(b.at - a.at - 1),
            (false, true) if later => self.at_most(a.at - b.at - 1),
            _ => {}
        }
        later
    }

    /// Whether `a` comes after `b`.
    pub fn is_after(&mut self, a: Moving, b: Moving) -> bool {
        let after = a.at > b.at;
        match (a.moves, b.moves) {
            // It catches up with what stays.
            (true, false) if !after => self.at_most(b.at - a.at),
            (false, true) if after => self.at_most(a.at - b.at - 1),
            _ => {}
        }
        after
    }

    /// The first instant from `from` on at which a calendar works.
    pub fn begin(&mut self, calendar: &WorkCalendar, from: Moving) -> Moving {
        if !from.moves || calendar.is_always() {
            return Moving { at: calendar.next_work(from.at), ..from };
        }
        match calendar.stretch_end(from.at) {
            Some(end) => {
                self.at_most(end - from.at - 1);
                from
            }
            None => self.waits(calendar, from.at),
        }
    }

    /// When work that is done from `from` on is finished; `from` itself for no work.
    pub fn add(&mut self, calendar: &WorkCalendar, from: Moving, work_s: i64) -> Moving {
        if work_s == 0 {
            return from;
        }
        let finish = calendar.add(from.at, work_s);
        if !from.moves || calendar.is_always() {
            return Moving { at: finish, ..from };
        }
        match calendar.stretch_end(from.at) {
            Some(end) => {
                self.at_most(end - from.at - 1);
                self.ends(calendar, finish)
            }
            None => {
                self.waits(calendar, from.at);
                Moving::fixed(finish)
            }
        }
    }

    /// An instant at which work ends, as long as more work follows on it.
    pub fn ends(&mut self, calendar: &WorkCalendar, finish: Instant) -> Moving {
        self.at_most(calendar.stretch_end(finish).map_or(0, |end| end - finish));
        Moving { at: finish, moves: true }
    }

    /// Where work goes on, from an instant at which there is none.
    pub fn waits(&mut self, calendar: &WorkCalendar, from: Instant) -> Moving {
        let next = calendar.next_work(from);
        self.at_most(next - from - 1);
        Moving::fixed(next)
    }
}
