//! Integration tests, one binary.
mod calendar;
mod check;
mod engine;
mod gate;
mod promotion;
mod risk;
mod rollback;
mod rollout;
mod selftest;
mod simulate;
