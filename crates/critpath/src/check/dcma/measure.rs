//! What a check counted into its figure and the words for it.

use crate::check::phrase::count;
use crate::plan::Target;

use super::rules::percent;

/// The figure of a check.
#[derive(Debug)]
pub(super) struct Measured {
    /// In the unit of the rule.
    pub value: f64,
    /// How many, among how many.
    pub counted: Option<(usize, usize)>,
    /// The tasks or phases concerned.
    pub concerned: Vec<Target>,
    /// The figures in words.
    pub detail: String,
}

/// The figure, or why there is none.
pub(super) type Measurement = Result<Measured, String>;

/// The tasks found among all `of` that were looked at: `3 of 20 open tasks have ...`.
pub(super) fn share(found: Vec<usize>, of: usize, noun: &str, have: &str) -> Measurement {
    let counted = found.len();
    counted_share(counted, of, found.into_iter().map(Target::Task).collect(), noun, have)
}

/// The same where what is counted is not what is concerned.
pub(super) fn counted_share(
    found: usize,
    of: usize,
    concerned: Vec<Target>,
    noun: &str,
    have: &str,
) -> Measurement {
    if of == 0 {
        return Err(format!("the plan has no {noun}"));
    }
    let verb = if found == 1 { "has" } else { "have" };
    let detail = format!("{found} of {} {verb} {have}", count(of, noun));
    Ok(Measured { value: percent(found, of), counted: Some((found, of)), concerned, detail })
}
