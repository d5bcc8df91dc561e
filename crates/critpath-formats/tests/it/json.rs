//! Tests of `json` through the public interface.

pub mod arbitrary;
mod canonical;
mod format;
mod real;
mod syntax;
mod system;
