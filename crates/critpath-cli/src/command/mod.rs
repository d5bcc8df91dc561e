//! Each command in its file: its arguments with their help, and what it does.

pub mod check;
pub mod completions;
pub mod convert;
pub mod diff;
pub mod explain;
pub mod floats;
pub mod gate;
pub mod man;
pub mod promotion;
pub mod report;
pub mod risk;
pub mod rollback;
pub mod rollout;
pub mod schedule;
pub mod schema;
pub mod selftest;
pub mod simulate;
pub mod what_if;

use crate::arguments::Command;
use crate::console::Console;
use crate::failure::{Failure, Status};

/// Does what is asked.
pub fn run(command: &Command, console: &Console) -> Result<Status, Failure> {
    match command {
        Command::Check(arguments) => check::run(arguments, console),
        Command::Schedule(arguments) => schedule::run(arguments, console),
        Command::Explain(arguments) => explain::run(arguments, console),
        Command::Gate(arguments) => gate::run(arguments, console),
        Command::Simulate(arguments) => simulate::run(arguments, console),
        Command::Floats(arguments) => floats::run(arguments, console),
        Command::Diff(arguments) => diff::run(arguments, console),
        Command::WhatIf(arguments) => what_if::run(arguments, console),
        Command::Convert(arguments) => convert::run(arguments, console),
        Command::Report(arguments) => report::run(arguments, console),
        Command::Promotion(arguments) => promotion::run(arguments, console),
        Command::Rollback(arguments) => rollback::run(arguments, console),
        Command::Rollout(arguments) => rollout::run(arguments, console),
        Command::Risk(arguments) => risk::run(arguments, console),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Selftest(arguments) => selftest::run(arguments, console),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments, console),
    }
}
