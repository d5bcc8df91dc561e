//! The words of headings, labels and table headers into what they announce.

mod column;
mod headings;
mod label;
mod role;
mod words;

pub use column::{Column, column};
pub use label::{Label, label};
pub use role::{Role, is_plan_title, is_recurring, role};
pub use words::{contains_any, normal};
