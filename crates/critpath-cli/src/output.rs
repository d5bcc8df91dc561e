//! An answer to standard output or into a file.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use critpath::diagnostic::Code;
use critpath_store::save;

use crate::failure::Failure;
use crate::input;

/// Writes an answer into the file, or to standard output without one or with `-`.
pub fn write(answer: &str, file: Option<&Path>) -> Result<(), Failure> {
    match file {
        Some(path) if path != Path::new("-") => Ok(save(path, answer)?),
        _ => print(answer),
    }
}

/// Refuses to write over a file that the plan is read from: no answer holds all that a guide says.
pub fn spare_input(file: Option<&Path>, inputs: &[PathBuf]) -> Result<(), Failure> {
    let Some(Ok(target)) = file.map(std::fs::canonicalize) else { return Ok(()) };
    let is_read = |path: &PathBuf| std::fs::canonicalize(path).is_ok_and(|path| path == target);
    if !input::expand(inputs)?.iter().any(is_read) {
        return Ok(());
    }
    let message = format!("`{}` is the plan itself; the answer would replace it", target.display());
    Err(Failure::new(Code::FileWrite, message).help("name another file, or `-` for standard output"))
}

/// Writes to standard output. A reader that has seen enough and closed the pipe is no fault.
pub fn print(answer: &str) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(answer.as_bytes()).and_then(|()| stdout.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(Code::FileWrite, format!("cannot write to standard output: {error}")))
        }
        _ => Ok(()),
    }
}
