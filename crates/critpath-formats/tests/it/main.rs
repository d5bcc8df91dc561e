//! Integration tests, one binary.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]
mod clock;
mod findings;
mod floats;
mod forecasts;
mod json;
mod markdown;
mod measurements;
mod mermaid;
mod mspdi;
mod mutation;
mod oracle;
mod pictures;
mod risks;
mod rollback;
mod rollout;
mod xer;
