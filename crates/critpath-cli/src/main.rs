//! The `critpath` command.
fn main() {}
