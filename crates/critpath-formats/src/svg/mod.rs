//! Gantt charts as SVG.
