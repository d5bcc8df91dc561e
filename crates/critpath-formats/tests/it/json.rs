//! Tests of `json` through the public interface.

mod arbitrary;
mod canonical;
mod syntax;
