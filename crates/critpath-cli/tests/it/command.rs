//! A run of the command into text that a snapshot can hold.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A run of `critpath` that is being prepared.
#[derive(Debug)]
pub struct Run {
    command: Command,
    input: Vec<u8>,
    filters: Vec<(String, &'static str)>,
}

/// The root of the repository, where the examples are.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// `critpath` with these arguments, in the root of the repository, without colours.
pub fn critpath<S: AsRef<std::ffi::OsStr>>(arguments: impl IntoIterator<Item = S>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_critpath"));
    command.args(arguments).current_dir(root());
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE", "COLUMNS"] {
        command.env_remove(name);
    }
    command.env("TERM", "xterm-256color");
    Run { command, input: Vec::new(), filters: vec![(env!("CARGO_PKG_VERSION").into(), "[VERSION]")] }
}

impl Run {
    /// What it reads on standard input.
    pub fn stdin(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    /// A variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    /// The folder that it runs in, which the snapshot calls `[DIR]`.
    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self.filters.push((folder.display().to_string(), "[DIR]"));
        self
    }

    /// Runs it to its end.
    pub fn output(mut self) -> Output {
        self.command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = self.command.spawn().unwrap();
        let (mut stdin, input) = (child.stdin.take().unwrap(), self.input);
        // In a thread of its own: a command that writes before it has read all must not stop both.
        std::thread::scope(|scope| {
            // A command that does not read its input closes it.
            scope.spawn(move || drop(stdin.write_all(&input)));
            child.wait_with_output().unwrap()
        })
    }

    /// Runs it and gives status and streams as one text.
    pub fn text(self) -> String {
        let filters = self.filters.clone();
        let output = self.output();
        let status = output.status.code().map_or("killed".into(), |code| code.to_string());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("critpath writes UTF-8");
        let mut all = format!("exit status: {status}\n");
        for (name, stream) in [("stdout", text(&output.stdout)), ("stderr", text(&output.stderr))] {
            if !stream.is_empty() {
                all += &format!("----- {name} -----\n{stream}");
            }
        }
        filters.iter().fold(all, |all, (from, to)| all.replace(from, to))
    }
}

/// The exit status and both streams of a run, for assertions.
pub fn parts(run: Run) -> (i32, String, String) {
    let output = run.output();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("critpath writes UTF-8");
    (output.status.code().unwrap_or(-1), text(output.stdout), text(output.stderr))
}

/// A name for the snapshot of a run with these arguments, fit for any file system.
pub fn snapshot(kind: &str, arguments: &[&str]) -> String {
    let words =
        arguments.join("_").replace(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.', "_");
    format!("{kind}_{words}")
}
