//! Answers of the engine into the conformance vectors. Their Rust runner writes them, so that there is one way to run.

use crate::process::{Outcome, cargo};

/// Writes the vectors, then checks them: a file that says too little is not mended by writing answers into it.
pub fn run(check: bool, accept_names: bool) -> Outcome {
    if !check {
        runner("the_engine_answers", "expect")?;
    }
    if accept_names {
        runner("no_name_changes", "names")?;
    }
    runner("", "")
}

/// Runs the tests of the vectors whose name holds this, writing `what`.
fn runner(test: &str, what: &str) -> Outcome {
    let arguments = ["test", "--quiet", "--package", "critpath-bindings", "--test", "it", "--", test];
    cargo(arguments).env("CRITPATH_VECTORS", what).run("the tests of the vectors")
}
