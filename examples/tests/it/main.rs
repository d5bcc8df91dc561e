//! The same in every language: the programs of the examples, the operations, the examples of the README.

mod languages;
mod operations;
mod programs;
mod readme;
