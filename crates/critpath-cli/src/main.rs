//! The `critpath` command.
mod render;
fn main() {}
