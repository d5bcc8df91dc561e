//! The computer's clock into a moment.

use chrono::Timelike;
use critpath::time::Moment;

/// Where "now" comes from.
pub trait Clock {
    /// The present moment, with the offset of the local time zone, to the second.
    fn now(&self) -> Moment;
}

/// The clock of the computer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SystemClock;

/// A clock that stands still: for tests, and wherever the caller states what now is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FixedClock(pub Moment);

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let now = chrono::Local::now().fixed_offset();
        Moment::Zoned(now.with_nanosecond(0).unwrap_or(now))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Moment {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn now_reads_back() {
        let now = SystemClock.now();
        assert_eq!(Moment::parse(&now.to_string()), Ok(now));
        assert_eq!(FixedClock(now).now(), now);
    }
}
