//! Mermaid gantt charts, read and written.

mod write;
pub use write::write;
