//! The planning core: deployment guides as computed, checked plans.
//!
//! Text becomes a [`model::Document`] (crate `critpath-formats`); [`check::check`] turns it into a
//! [`plan::Plan`] and findings; [`schedule::schedule`] computes when everything is.
//! This crate has no effects: no files, no clock, no environment, no threads that outlive a call.

pub mod calendar;
pub mod check;
pub mod control;
pub mod crash;
pub mod diagnostic;
pub mod diff;
pub mod duration;
mod environment;
pub mod error;
pub mod explain;
pub mod gate;
pub mod graph;
pub mod model;
pub mod pert;
pub mod plan;
pub mod promotion;
pub mod risk;
pub mod rollback;
pub mod rollout;
pub mod schedule;
#[cfg(feature = "schema")]
pub mod schema;
pub mod selftest;
pub mod simulate;
pub mod slo;
mod special;
pub mod time;
pub mod what_if;

pub use error::Error;
