//! Mermaid gantt charts, read and written.

mod bar;
mod date_format;
mod length;
mod name;
mod read;
mod statement;
mod write;

pub use read::{MermaidGantt, read_gantt};
pub use statement::is_gantt;
pub use write::write;
