//! The schedule as comma-separated values.
