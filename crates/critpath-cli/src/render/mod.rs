//! Answers into the forms that the command writes.

mod diagnostic;
mod excerpt;
