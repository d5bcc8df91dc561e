//! The languages that programs are run in.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the examples.
pub const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A language, with the ending of its programs.
pub struct Language {
    /// Its folder and its name for `cargo xtask setup`.
    pub folder: &'static str,
    /// The ending of its programs.
    pub ending: &'static str,
    /// The command that runs programs; nothing if the language is not set up.
    command: fn() -> Option<Command>,
}

/// All languages, Rust first.
pub const LANGUAGES: &[Language] = &[
    Language { folder: "rust", ending: "rs", command: || Some(Command::new(env!("CARGO"))) },
    Language { folder: "python", ending: "py", command: python },
    Language { folder: "node", ending: "mjs", command: node },
];

fn python() -> Option<Command> {
    let interpreter = if cfg!(windows) { "../.venv/Scripts/python.exe" } else { "../.venv/bin/python" };
    let interpreter = Path::new(HERE).join(interpreter);
    let is_built = Path::new(HERE).join("../target/setup/python-extension").exists();
    (is_built && interpreter.exists()).then(|| {
        let mut command = Command::new(interpreter);
        // Python on Windows writes in the code page of the terminal otherwise.
        command.env("PYTHONUTF8", "1");
        command
    })
}

fn node() -> Option<Command> {
    let is_built = Path::new(HERE).join("node/node_modules/critpath/dist/index.js").exists();
    let is_there = || Command::new("node").arg("--version").output().is_ok();
    (is_built && is_there()).then(|| Command::new("node"))
}

impl Language {
    /// The command that runs a program of the examples.
    pub fn program(&self, story: &str) -> Command {
        let mut command = self.interpreter();
        match self.folder {
            "rust" => command.args(["run", "--quiet", "--package", "examples", "--example", story, "--"]),
            folder => command.arg(Path::new(HERE).join(folder).join(format!("{story}.{}", self.ending))),
        };
        command
    }

    /// The command without a program, in the folder of its programs.
    pub fn interpreter(&self) -> Command {
        let mut command = (self.command)().expect("only languages that are set up are run");
        command.current_dir(Path::new(HERE).join(self.folder));
        command
    }
}

/// The languages that are set up. Under `CI=true` all must be, unless Rust is tested alone.
pub fn languages() -> Vec<&'static Language> {
    let (there, missing): (Vec<_>, Vec<_>) =
        LANGUAGES.iter().partition(|language| (language.command)().is_some());
    for language in missing {
        let message = format!("{} is not set up; `cargo xtask setup {0}` does it", language.folder);
        assert!(!set("CI", "true") || set("CRITPATH_ONLY", "rust"), "{message}");
        eprintln!("skipped: {message}");
    }
    there
}

/// Whether a variable of the environment has this value.
pub fn set(variable: &str, value: &str) -> bool {
    std::env::var(variable).is_ok_and(|set| set == value)
}

/// What a command prints, with lines that end the same everywhere.
pub fn printed(mut command: Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n")
}

/// A file of the repository.
pub fn file(path: &str) -> PathBuf {
    Path::new(HERE).join("..").join(path)
}
