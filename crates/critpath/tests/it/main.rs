//! Integration tests, one binary.
mod calendar;
mod check;
mod engine;
mod selftest;
mod simulate;
