//! The whole project into a pass or the first failure. The README's test command.

use crate::process::{Outcome, cargo};
use crate::{codegen, strict};

/// A step of the test command.
struct Step {
    name: &'static str,
    run: fn() -> Outcome,
}

/// The steps in order. The tests come last, so that the output ends with their results.
const STEPS: &[Step] = &[
    Step { name: "format", run: format },
    Step { name: "lints", run: lints },
    Step { name: "generated files", run: || codegen::run(true) },
    Step { name: "documentation", run: documentation },
    Step { name: "tests, with the README and the examples", run: tests },
];

/// Runs every check and stops at the first that fails.
pub fn run() -> Outcome {
    STEPS.iter().try_for_each(|step| {
        println!("\n== {}", step.name);
        (step.run)()
    })
}

fn format() -> Outcome {
    component("fmt", "rustfmt", || cargo(["fmt", "--all", "--check"]).run("cargo fmt"))
}

fn lints() -> Outcome {
    component("clippy", "clippy", || {
        cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]).run("cargo clippy")
    })
}

fn documentation() -> Outcome {
    cargo(["doc", "--workspace", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings").run("cargo doc")
}

fn tests() -> Outcome {
    cargo(["test", "--workspace"]).run("cargo test")
}

/// Runs a step that needs a component of the toolchain, which a minimal installation does not have.
fn component(subcommand: &str, name: &str, step: fn() -> Outcome) -> Outcome {
    if cargo([subcommand, "--version"]).first_line().is_some() {
        return step();
    }
    let missing = format!("{name} is not installed; `rustup component add {name}` adds it");
    if strict() {
        return Err(missing);
    }
    println!("skipped: {missing}");
    Ok(())
}
