//! Reads a guide, schedules it, prints the dates.
fn main() {}
