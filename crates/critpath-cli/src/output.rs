//! An answer to standard output or into a file.

use std::io::{self, Write};
use std::path::Path;

use critpath::diagnostic::Code;
use critpath_store::save;

use crate::failure::Failure;

/// Writes an answer into the file, or to standard output without one or with `-`.
pub fn write(answer: &str, file: Option<&Path>) -> Result<(), Failure> {
    match file {
        Some(path) if path != Path::new("-") => Ok(save(path, answer)?),
        _ => print(answer),
    }
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
