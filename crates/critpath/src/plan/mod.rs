//! A validated, indexed, immutable plan.
