//! Integration tests, one binary.
mod findings;
mod json;
mod markdown;
mod pictures;
