//! Commands into success or a message.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// What a step returns: nothing, or why it failed.
pub type Outcome = Result<(), String>;

/// A command that is run in the folder of the workspace.
#[derive(Debug)]
pub struct Tool(Command);

/// A call of the cargo that runs this tool.
pub fn cargo<I: IntoIterator<Item: AsRef<OsStr>>>(arguments: I) -> Tool {
    tool(&std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())).args(arguments)
}

/// A call of any program.
pub fn tool(program: &(impl AsRef<OsStr> + ?Sized)) -> Tool {
    let mut command = Command::new(program);
    command.current_dir(crate::root());
    Tool(command)
}

impl Tool {
    /// More arguments.
    pub fn args<I: IntoIterator<Item: AsRef<OsStr>>>(mut self, arguments: I) -> Self {
        self.0.args(arguments);
        self
    }

    /// A folder to run it in, relative to that of the workspace.
    pub fn folder(mut self, folder: &str) -> Self {
        self.0.current_dir(crate::root().join(folder));
        self
    }

    /// A variable of its environment.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    /// Runs it with its output shown.
    pub fn run(mut self, what: &str) -> Outcome {
        match self.0.status() {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("{what} failed ({status})")),
            Err(error) => Err(format!("{what} could not be started: {error}")),
        }
    }

    /// Runs it silently; the first line of its output if it succeeds.
    pub fn first_line(mut self) -> Option<String> {
        let output = self.0.stdin(Stdio::null()).output().ok().filter(|output| output.status.success())?;
        String::from_utf8_lossy(&output.stdout).lines().next().map(String::from)
    }
}
