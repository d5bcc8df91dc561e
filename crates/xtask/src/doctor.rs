//! The machine into a list of the tools that are there.

use crate::process::{Outcome, cargo, tool};

/// Prints each tool with its version, or what it would be needed for. Fails only where the project cannot be built.
pub fn run() -> Outcome {
    let cargo_version = cargo(["--version"]).first_line();
    let tools = [
        ("cargo", cargo_version.clone(), "to build anything"),
        ("rustfmt", cargo(["fmt", "--version"]).first_line(), "to check the format"),
        ("clippy", cargo(["clippy", "--version"]).first_line(), "to check the lints"),
        (
            "cargo-deny",
            cargo(["deny", "--version"]).first_line(),
            "to check licences and advisories; optional",
        ),
        ("python3", tool("python3").args(["--version"]).first_line(), "for the Python package"),
        ("node", tool("node").args(["--version"]).first_line(), "for the Node package"),
        ("valgrind", tool("valgrind").args(["--version"]).first_line(), "to count instructions; optional"),
    ];
    for (name, version, need) in tools {
        match version {
            Some(version) => println!("{name:<11} {version}"),
            None => println!("{name:<11} not found; needed {need}"),
        }
    }
    match cargo_version {
        Some(_) => Ok(()),
        None => Err("cargo is not on the path".into()),
    }
}
