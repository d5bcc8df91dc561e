//! Progress and stop for long work.

use std::ops::ControlFlow;

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
