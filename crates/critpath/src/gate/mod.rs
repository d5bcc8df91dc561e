//! Checklists, criteria and measurements into a verdict: go, no-go, or inconclusive with what is still needed.

pub mod statistics;
