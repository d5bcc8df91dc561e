//! The machine into a list of the tools that are there.

use crate::process::{Outcome, cargo, tool};
use crate::setup::{LANGUAGES, NODE, NPM, PYTHON, promtool};

/// Prints each tool with its version, or what it would be needed for. Fails only where the project cannot be built.
pub fn run() -> Outcome {
    let cargo_version = cargo(["--version"]).first_line();
    let optional =
        |version: Option<String>, need: &str| version.ok_or_else(|| format!("not found; needed {need}"));
    let npm = tool(NPM).args(["--version"]).first_line();
    let tools = [
        ("cargo", optional(cargo_version.clone(), "to build anything")),
        ("rustfmt", optional(cargo(["fmt", "--version"]).first_line(), "to check the format")),
        ("clippy", optional(cargo(["clippy", "--version"]).first_line(), "to check the lints")),
        (
            "cargo-deny",
            optional(cargo(["deny", "--version"]).first_line(), "to check licences and advisories; optional"),
        ),
        ("python", PYTHON.find().map(|found| found.version)),
        ("node", NODE.find().map(|found| found.version)),
        ("npm", optional(npm, "for the Node package")),
        (
            "promtool",
            optional(promtool::version(), "to check alerting rules; `cargo xtask setup promtool` brings it"),
        ),
        (
            "valgrind",
            optional(tool("valgrind").args(["--version"]).first_line(), "to count instructions; optional"),
        ),
    ];
    for (name, version) in tools {
        println!("{name:<11} {}", version.unwrap_or_else(|missing| missing));
    }
    println!();
    for language in LANGUAGES {
        println!("{:<11} {}", language.name, language.state());
    }
    match cargo_version {
        Some(_) => Ok(()),
        None => Err("cargo is not on the path".into()),
    }
}
