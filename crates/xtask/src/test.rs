//! The whole project into a pass or the first failure. The README's test command.

use std::time::Instant;

use clap::ValueEnum;

use crate::process::{Outcome, cargo};
use crate::setup::{NODE_LANGUAGE, PYTHON_LANGUAGE, npm, promtool, python};
use crate::{codegen, strict};

/// A part of the project that can be tested alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The Rust of the project, the command and the documentation
    Rust,
    /// The Python package
    Python,
    /// The Node package
    Node,
}

/// A step of the test command.
struct Step {
    name: &'static str,
    part: Part,
    run: fn(Alone) -> Outcome,
}

/// Whether only this part is tested: then the others need not be built.
type Alone = bool;

/// The steps in order. The other languages are set up first: the programs of the examples run in all three.
const STEPS: &[Step] = &[
    Step { name: "format", part: Part::Rust, run: |_| format() },
    Step { name: "lints", part: Part::Rust, run: |_| lints() },
    Step { name: "generated files", part: Part::Rust, run: |_| codegen::run(true) },
    Step { name: "documentation", part: Part::Rust, run: |_| documentation() },
    Step { name: "setup of Python", part: Part::Python, run: |_| PYTHON_LANGUAGE.set_up().map(|_| ()) },
    Step { name: "setup of Node", part: Part::Node, run: |_| NODE_LANGUAGE.set_up().map(|_| ()) },
    Step { name: "setup of promtool", part: Part::Rust, run: |_| promtool::set_up() },
    Step { name: "tests of Rust, with the README and the examples", part: Part::Rust, run: tests },
    Step { name: "tests of Python", part: Part::Python, run: |_| pytest() },
    Step { name: "tests of Node", part: Part::Node, run: |_| node_tests() },
];

/// Runs every check, or those of one part, and stops at the first that fails.
pub fn run(part: Option<Part>) -> Outcome {
    for step in STEPS.iter().filter(|step| part.is_none_or(|part| part == step.part)) {
        println!("\n== {}", step.name);
        let began = Instant::now();
        (step.run)(part.is_some())?;
        println!("== {}: {:.0} s", step.name, began.elapsed().as_secs_f32());
    }
    Ok(())
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

fn tests(alone: Alone) -> Outcome {
    // Where Rust is tested alone, programs in other languages are skipped even under `CI=true`.
    let only = if alone { "rust" } else { "" };
    cargo(["test", "--workspace"]).env("CRITPATH_ONLY", only).run("cargo test")
}

fn pytest() -> Outcome {
    if !PYTHON_LANGUAGE.is_there() {
        println!("skipped: Python is not there");
        return Ok(());
    }
    python().args(["-m", "pytest", "--quiet"]).folder("python").run("pytest")
}

fn node_tests() -> Outcome {
    if !NODE_LANGUAGE.is_there() {
        println!("skipped: Node is not there");
        return Ok(());
    }
    npm("bindings/node", &["test"])
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
