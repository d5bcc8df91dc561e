//! Mermaid gantt blocks inside a guide into its phases and tasks.

use super::draft::Owner;
use super::outline::Code;
use super::reader::Reader;

impl<'a> Reader<'a> {
    /// Reads a chart, if it is a schedule; returns whether it is.
    pub fn gantt(&mut self, _code: &'a Code, _owner: Owner) -> bool {
        false
    }
}
