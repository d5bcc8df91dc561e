//! Progress and stop for long work.

use std::ops::ControlFlow;

use crate::error::Error;

/// How far a long operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Units of work done.
    pub done: u64,
    /// Units of work in all.
    pub total: u64,
}

/// Called now and then during long work, by amount of work done, never by time. `Break` stops it.
pub type Control<'a> = dyn FnMut(Progress) -> ControlFlow<()> + 'a;

/// A control that never stops.
pub fn never_stop(_: Progress) -> ControlFlow<()> {
    ControlFlow::Continue(())
}

/// Nodes, runs or rows between two calls of a control: about a millisecond of work.
pub(crate) const BATCH: usize = 1 << 14;

/// Counts the work done and asks the control whether to go on.
pub(crate) struct Watch<'a, 'b> {
    control: &'a mut Control<'b>,
    progress: Progress,
}

impl<'a, 'b> Watch<'a, 'b> {
    /// Watches work of so many units.
    pub(crate) fn new(control: &'a mut Control<'b>, total: usize) -> Self {
        Watch { control, progress: Progress { done: 0, total: total as u64 } }
    }

    /// Tells the control that so many units more are about to be done; [`Error::Cancelled`] if it says stop.
    pub(crate) fn advance(&mut self, by: usize) -> Result<(), Error> {
        let asked = (self.control)(self.progress);
        // Work that comes in blocks may be a little more than was told.
        self.progress.done = (self.progress.done + by as u64).min(self.progress.total);
        if asked.is_break() { Err(Error::Cancelled) } else { Ok(()) }
    }

    /// Tells the control that all is done.
    pub(crate) fn finish(self) -> Result<(), Error> {
        let total = self.progress.total;
        let asked = (self.control)(Progress { done: total, total });
        if asked.is_break() { Err(Error::Cancelled) } else { Ok(()) }
    }
}
