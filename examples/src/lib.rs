//! The programs are in `rust/`, the plans in `plans/`. The Rust of the README is tested here.

#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
