//! Workloads for the measurements, and how time is taken.
#![allow(clippy::disallowed_methods, reason = "measuring needs the clock")]

/// As the command, the wheel and the module have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

pub mod java;
pub mod measure;
pub mod project;
pub mod workload;
