//! The machine into a built wheel, a built Node module and the tools of tests: steps that are done when their inputs changed.

pub mod promtool;
mod stamp;
mod tools;

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::process::{Outcome, Tool, tool};
use crate::{root, strict};
use stamp::Stamp;
use tools::{Found, Interpreter};
pub use tools::{NODE, NPM, PYTHON};

/// A language beside Rust, with what it takes to test in it.
#[derive(Debug)]
pub struct Language {
    /// As it is written on the command line.
    pub name: &'static str,
    interpreter: &'static Interpreter,
    /// In their order: each is done again if one before it is.
    steps: &'static [Step],
}

/// Something that is done when its inputs changed.
#[derive(Debug)]
struct Step {
    name: &'static str,
    /// Files and folders, relative to the workspace.
    inputs: &'static [&'static str],
    /// What is there once it is done, relative to the workspace.
    makes: fn() -> PathBuf,
    run: fn(&Found) -> Outcome,
}

/// The extension, beside the sources of the package.
const NATIVE: &str = if cfg!(windows) { "_native.pyd" } else { "_native.abi3.so" };

/// The sources that both extensions are built from.
macro_rules! engine_and {
    ($($own:literal),*) => {
        &["Cargo.lock", "Cargo.toml", "crates/critpath", "crates/critpath-formats", "bindings/common", $($own),*]
    };
}

/// The wheel, in a virtual environment.
pub const PYTHON_LANGUAGE: Language = Language {
    name: "python",
    interpreter: &PYTHON,
    steps: &[
        Step { name: "virtual environment", inputs: &[], makes: venv_python, run: make_venv },
        Step {
            name: "packages",
            inputs: &["python/requirements-dev.txt"],
            makes: venv_python,
            run: |_| {
                let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
                python().args(install).args(["python/requirements-dev.txt"]).run("pip install")
            },
        },
        Step {
            name: "extension",
            inputs: engine_and!("bindings/python", "python/pyproject.toml"),
            makes: || root().join("python/critpath").join(NATIVE),
            run: |_| maturin(&[]),
        },
    ],
};

/// The Node module, with its packages beside it.
pub const NODE_LANGUAGE: Language = Language {
    name: "node",
    interpreter: &NODE,
    steps: &[
        Step {
            name: "packages",
            inputs: &[
                "bindings/node/package.json",
                "bindings/node/package-lock.json",
                "bindings/node/.npmrc",
            ],
            makes: || root().join("bindings/node/node_modules"),
            run: |_| npm("bindings/node", &["ci"]),
        },
        // The programs of the examples find the package as those of users do.
        Step {
            name: "examples",
            inputs: &["examples/node/package.json", "examples/node/.npmrc"],
            makes: || root().join("examples/node/node_modules/critpath"),
            run: |_| npm("examples/node", &["install"]),
        },
        Step {
            name: "module",
            inputs: engine_and!("bindings/node"),
            makes: || root().join("bindings/node/dist/index.js"),
            run: |_| npm("bindings/node", &["run", "build"]),
        },
    ],
};

/// The languages beside Rust.
pub const LANGUAGES: &[&Language] = &[&PYTHON_LANGUAGE, &NODE_LANGUAGE];

impl Language {
    /// Does what is left to do. Whether the language can be used: a missing interpreter is told, and is a failure
    /// only where nothing may be skipped.
    pub fn set_up(&self) -> Result<bool, String> {
        let found = match self.interpreter.find() {
            Ok(found) => found,
            Err(missing) if strict() => return Err(missing),
            Err(missing) => {
                println!("{}: skipped: {missing}", self.name);
                return Ok(false);
            }
        };
        for (step, key) in self.keys(&found)? {
            step.perform(self.name, &key, &found)?;
        }
        Ok(true)
    }

    /// Whether there is an interpreter that is new enough.
    pub fn is_there(&self) -> bool {
        self.interpreter.find().is_ok()
    }

    /// How far the setup is, for people.
    pub fn state(&self) -> String {
        let found = match self.interpreter.find() {
            Ok(found) => found,
            Err(missing) => return missing,
        };
        let keys = match self.keys(&found) {
            Ok(keys) => keys,
            Err(message) => return message,
        };
        let left: Vec<_> = keys
            .iter()
            .filter(|(step, key)| !step.is_done(self.name, key))
            .map(|(step, _)| step.name)
            .collect();
        match left.as_slice() {
            [] => "set up".into(),
            left => format!("`cargo xtask setup {}` would do: {}", self.name, left.join(", ")),
        }
    }

    /// Each step with the key of its inputs and of the steps before it.
    fn keys(&self, found: &Found) -> Result<Vec<(&'static Step, String)>, String> {
        let mut before = found.version.clone();
        self.steps
            .iter()
            .map(|step| {
                let key = stamp::key(root(), &[step.name, &before], step.inputs);
                before = key.map_err(|error| format!("cannot read the inputs of {}: {error}", step.name))?;
                Ok((step, before.clone()))
            })
            .collect()
    }

    /// Makes the last step, which builds, be done again.
    pub fn forget_build(&self) -> Outcome {
        let forget = |step: &Step| step.stamp(self.name).clear().map_err(|error| error.to_string());
        self.steps.last().map_or(Ok(()), forget)
    }
}

impl Step {
    fn perform(&self, language: &str, key: &str, found: &Found) -> Outcome {
        if self.is_done(language, key) {
            println!("{language}: {} up to date", self.name);
            return Ok(());
        }
        println!("{language}: {} ...", self.name);
        let (stamp, began) = (self.stamp(language), Instant::now());
        stamp.clear().map_err(|error| format!("cannot clear a stamp: {error}"))?;
        (self.run)(found)?;
        stamp.set(key).map_err(|error| format!("cannot write a stamp: {error}"))?;
        println!("{language}: {} done in {:.1} s", self.name, began.elapsed().as_secs_f32());
        Ok(())
    }

    /// Whether it was done for this key, and what it made is still there.
    fn is_done(&self, language: &str, key: &str) -> bool {
        self.stamp(language).is(key) && (self.makes)().exists()
    }

    fn stamp(&self, language: &str) -> Stamp {
        Stamp::new(&root().join("target/setup"), &format!("{language}-{}", self.name.replace(' ', "-")))
    }
}

/// The interpreter of the virtual environment.
fn venv_python() -> PathBuf {
    root().join(if cfg!(windows) { ".venv/Scripts/python.exe" } else { ".venv/bin/python" })
}

/// A call of the interpreter of the virtual environment.
pub fn python() -> Tool {
    tool(&venv_python())
}

/// A run of npm in a folder.
pub fn npm(folder: &str, arguments: &[&str]) -> Outcome {
    let what = format!("npm {} in {folder}", arguments.join(" "));
    tool(NPM).args(arguments).folder(folder).run(&what)
}

/// A build of the extension into the virtual environment.
pub fn maturin(arguments: &[&str]) -> Outcome {
    // A folder of its own: the environment that maturin builds in would undo the builds of cargo in the usual one.
    let develop = ["-m", "maturin", "develop", "--quiet", "--target-dir", "../target/py"];
    python().args(develop).args(arguments).folder("python").run("maturin develop")
}

fn make_venv(found: &Found) -> Outcome {
    let made = tool(found.program).args(["-m", "venv", "--clear", ".venv"]).run("python -m venv");
    made.map_err(|message| format!("{message}; Debian and Ubuntu keep it in the package python3-venv"))
}

/// Sets up what has this name, or all: the languages, and the tool that checks alerting rules.
pub fn run(name: Option<&str>) -> Outcome {
    if name.is_none_or(|name| name == "promtool") {
        promtool::set_up()?;
    }
    let mut chosen = LANGUAGES.iter().filter(|language| name.is_none_or(|name| name == language.name));
    chosen.try_for_each(|language| language.set_up().map(|_| ()))
}

/// Runs the benches of the boundary that are there, with extensions built for speed.
pub fn bench() -> Outcome {
    let benches = |ending: &str| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(root().join("benches")).into_iter().flatten().flatten();
        let mut paths: Vec<_> =
            entries.map(|entry| entry.path()).filter(|path| is_boundary(path, ending)).collect();
        paths.sort();
        paths
    };
    let (python_benches, node_benches) = (benches("py"), benches("mjs"));
    if !python_benches.is_empty() && PYTHON_LANGUAGE.set_up()? {
        PYTHON_LANGUAGE.forget_build()?;
        maturin(&["--release"])?;
        python_benches.iter().try_for_each(|bench| python().args([bench]).run("a bench of Python"))?;
    }
    if !node_benches.is_empty() && NODE_LANGUAGE.set_up()? {
        NODE_LANGUAGE.forget_build()?;
        npm("bindings/node", &["run", "build:release"])?;
        node_benches.iter().try_for_each(|bench| tool("node").args([bench]).run("a bench of Node"))?;
    }
    Ok(())
}

fn is_boundary(path: &Path, ending: &str) -> bool {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.starts_with("boundary") && path.extension().is_some_and(|found| found == ending)
}
