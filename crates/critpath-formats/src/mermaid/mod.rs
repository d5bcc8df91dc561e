//! Mermaid gantt charts, read and written.
