//! Workloads for the measurements, and how time is taken.
#![allow(clippy::disallowed_methods, reason = "measuring needs the clock")]

pub mod java;
pub mod measure;
pub mod project;
pub mod workload;
