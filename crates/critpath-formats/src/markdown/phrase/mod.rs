//! Values inside a line of prose: windows, durations, targets, ratings, marks.
//!
//! Every reader takes a text and returns what it found first, with its byte range in that text. They take
//! text with or without Markdown's emphasis, digits of several scripts, and Persian words beside English
//! ones. All are linear in the length of the text and never fail: what is not recognised is not found.

mod amount;
mod clause;
mod condition;
mod date;
mod impact;
mod interval;
mod list;
mod mark;
mod metric;
mod money;
mod quantity;
mod rating;
mod scan;
mod window;

use std::ops::Range;

use critpath::duration::Duration;
use critpath::model::Estimate;

pub use amount::duration;
pub use condition::conditions;
pub use date::{date, is_month};
pub use impact::{Impact, impact};
pub use interval::{interval, within};
pub use list::{slug, split_list, without};
pub use mark::{Mark, mark};
pub use metric::{metric, metrics};
pub use money::{Money, money, range};
pub use quantity::quantities;
pub use rating::rating;
pub use window::window;

/// A value and the bytes of the text that state it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<T> {
    /// What is stated.
    pub value: T,
    /// Where, as a byte range in the given text.
    pub range: Range<usize>,
}

/// How long something takes: a duration, or a range of durations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DurationPhrase {
    /// A single amount: `3 days`.
    pub duration: Option<Duration>,
    /// A range: `2-4 hours`, `2d/3d/6d`.
    pub estimate: Option<Estimate>,
}

#[cfg(test)]
mod tests;
