//! The `critpath` command: arguments into answers on standard output and an exit status.
// The command is an outer room: it looks at its arguments, its environment and the clock for the others.
#![allow(clippy::disallowed_methods)]

mod arguments;
mod command;
mod console;
mod failure;
mod format;
mod gating;
mod input;
mod output;
mod planned;
mod progress;
mod render;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use console::Console;
use failure::Status;

/// Documents are many small texts and schedules few long columns: it hands out both faster than most systems do.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help that goes into a closed pipe is no fault.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(Status::Failed as u8));
        }
    };
    let console = Console::new(arguments.color);
    failure::no_backtraces(console.clone());
    let outcome = std::panic::catch_unwind(|| command::run(&arguments.command, &console));
    let status = match outcome {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            console.message(&failure.render(&console));
            Status::Failed
        }
        // The hook has said what happened.
        Err(_) => Status::Failed,
    };
    ExitCode::from(status as u8)
}
