//! Developer commands: `cargo xtask setup`, `test`, `codegen`, `vectors`, `bench`, `doctor`. Plain Rust; only cargo is needed.
// A developer tool prints, and looks at its environment.
#![allow(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

mod codegen;
mod doctor;
mod process;
mod setup;
mod test;
mod vectors;

use std::path::Path;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use process::cargo;

/// Developer commands of critpath.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make what the tests need: the virtual environment, packages, both extensions, promtool
    Setup {
        /// Only this language or tool
        #[arg(value_parser = ["python", "node", "promtool"])]
        language: Option<String>,
    },
    /// Run every check: format, lints, generated files, docs, all tests in three languages
    Test {
        /// Only this part
        part: Option<test::Part>,
    },
    /// Write the files that are generated from the model and the table of codes
    Codegen {
        /// Change nothing; fail if a committed file differs from its source
        #[arg(long)]
        check: bool,
    },
    /// Write what the engine answers into the conformance vectors; read the difference before it is committed
    Vectors {
        /// Change nothing; fail if an answer differs from its vector
        #[arg(long)]
        check: bool,
        /// Accept changed names of fields, words and codes, which break what was written with the old ones
        #[arg(long)]
        accept_names: bool,
    },
    /// Measure sizes, the guide, simulations, gates, peers and the boundaries to Python and Node, as tables for benches/RESULTS.md;
    /// `cargo bench -p benches` says more
    Bench {
        /// Arguments of the tables: `--no-peers` leaves out other schedulers
        #[arg(last = true)]
        arguments: Vec<String>,
    },
    /// Say which tools are there, and what each is needed for
    Doctor,
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().command {
        Command::Setup { language } => setup::run(language.as_deref()),
        Command::Test { part } => test::run(part),
        Command::Codegen { check } => codegen::run(check),
        Command::Vectors { check, accept_names } => vectors::run(check, accept_names),
        Command::Bench { arguments } => {
            let measure = |bench: &str| {
                cargo(["run", "--package", "benches", "--release", "--bin", bench, "--"])
                    .args(&arguments)
                    .run("bench")
            };
            ["table", "simulate", "gate"].into_iter().try_for_each(measure).and_then(|()| setup::bench())
        }
        Command::Doctor => doctor::run(),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the workspace, which the paths of generated files are relative to.
fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here)
}

/// Whether a missing tool is a failure rather than a reason to skip.
fn strict() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0")
}
