//! Tables and Gantt charts for a terminal.
