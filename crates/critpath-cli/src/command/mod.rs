//! Each command in its file: its arguments with their help, and what it does.

pub mod check;
pub mod completions;
pub mod convert;
pub mod explain;
pub mod gate;
pub mod man;
pub mod report;
pub mod rollback;
pub mod schedule;
pub mod schema;
pub mod selftest;

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
        Command::Convert(arguments) => convert::run(arguments, console),
        Command::Report(arguments) => report::run(arguments, console),
        Command::Rollback(arguments) => rollback::run(arguments, console),
        Command::Schema(arguments) => schema::run(arguments),
        Command::Selftest(arguments) => selftest::run(arguments, console),
        Command::Completions(arguments) => completions::run(arguments),
        Command::Man(arguments) => man::run(arguments, console),
    }
}
