//! A document into a plan and findings: structure first, then lint rules by profile.

mod dcma;
mod index;
mod lint;
pub(crate) mod phrase;
mod profile;
mod structure;
mod tree;

pub use dcma::{Assessment, RULES as DCMA_RULES, Rule, assess};
pub(crate) use dcma::{execution_index, length_index, percent};
pub(crate) use lint::{Measure, allowed_failures};
pub use profile::{Profile, Thresholds};

use index::Index;
use tree::PhaseForest;

use crate::calendar;
use crate::diagnostic::{self, Diagnostic};
use crate::error::Error;
use crate::model::{Convention, Document};
use crate::plan::Plan;
use crate::schedule::ScheduleOptions;
use crate::time::{Axis, Moment};

/// What a check goes by.
#[derive(Debug, Clone, Default)]
pub struct CheckOptions {
    /// The start of the plan, if the document leaves it open.
    pub start: Option<Moment>,
    /// Which rules count how much; `deploy` by default.
    pub profile: Profile,
    /// The present, which counts as the data date of an assessment if the document states none.
    pub now: Option<Moment>,
    /// Whose rules the dates follow that findings come from, if not those that the document names.
    pub convention: Option<Convention>,
}

impl CheckOptions {
    /// Those of the schedule whose dates findings come from.
    pub fn schedule_options(&self) -> ScheduleOptions {
        ScheduleOptions { start: self.start, convention: self.convention, ..ScheduleOptions::default() }
    }
}

/// What a check came to.
#[derive(Debug, Clone)]
pub struct Checked {
    /// The plan, if nothing keeps it from being computed.
    pub plan: Option<Plan>,
    /// What is wrong or odd, in the order of the source.
    pub diagnostics: Vec<Diagnostic>,
}

/// Checks the structure of a document, then what its sections say about each other. The plan is
/// built only from a sound structure; the lint rules always run. O(n log n) in the size of the document.
pub fn check(document: Document, options: &CheckOptions) -> Checked {
    let index = Index::new(&document);
    let tree = PhaseForest::new(&document, &index);
    // A zone that is not known is reported with the structure; the calendars are still worth checking.
    let axis = Axis::new(document.time_zone.as_deref()).unwrap_or_default();
    let (calendars, mut diagnostics) = calendar::compile(&document, axis);
    diagnostics.extend(structure::findings(&document, &index, &tree, &calendars));
    let sound = !diagnostics.iter().any(Diagnostic::is_error);
    let lint = lint::findings(&document, &index, &tree, &calendars, axis, options);
    diagnostics.extend(options.profile.judge(lint));
    let plan = if sound { build(document, &mut diagnostics) } else { None };
    diagnostic::sort(&mut diagnostics);
    Checked { plan, diagnostics }
}

fn build(document: Document, diagnostics: &mut Vec<Diagnostic>) -> Option<Plan> {
    match Plan::build(document) {
        Ok(plan) => Some(plan),
        Err(Error::Document(found)) => {
            diagnostics.extend(found);
            None
        }
        Err(other) => {
            diagnostics.push(Diagnostic::new(other.code(), other.to_string()));
            None
        }
    }
}
