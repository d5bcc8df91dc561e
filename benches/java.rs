//! The name of a program in Java and its arguments into what it prints, with MPXJ at hand.
//!
//! MPXJ comes from PyPI into `target/mpxj`, and runs on a Java (a development kit) that is at hand.

use std::error::Error;
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

const VERSION: &str = "16.10.0";

/// A Java that finds MPXJ.
#[derive(Debug)]
pub struct Java {
    class_path: String,
}

impl Java {
    /// Fetches MPXJ where it is missing.
    ///
    /// # Errors
    /// No Python, no way to the package, or no such package.
    pub fn with_mpxj() -> Result<Java, Box<dyn Error>> {
        let venv = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/mpxj/venv");
        let python = venv.join("bin/python");
        if !venv.join("installed").exists() {
            run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
            run(Command::new(&python).args([
                "-m",
                "pip",
                "install",
                "--quiet",
                &format!("mpxj=={VERSION}"),
            ]))?;
            std::fs::write(venv.join("installed"), VERSION)?;
        }
        // The package starts a Java when it is imported; only the place of its files is wanted.
        let place = "import importlib.util as u; print(u.find_spec('mpxj').submodule_search_locations[0])";
        let found = Command::new(&python).args(["-c", place]).output()?;
        let folder = String::from_utf8(found.stdout)?;
        Ok(Java { class_path: format!("{}/lib/*", folder.trim()) })
    }

    /// Runs a program of `benches/peers`, and gives what it prints.
    ///
    /// # Errors
    /// There is no Java, or the program fails; then with the first line that it says about it.
    pub fn run(&self, program: &str, arguments: &[&OsStr]) -> Result<String, Box<dyn Error>> {
        let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers").join(program);
        let output = Command::new("java")
            .args(["-Xmx4g", "-cp", &self.class_path])
            .arg(program)
            .args(arguments)
            .output()?;
        let failed = || String::from_utf8_lossy(&output.stderr).lines().next().unwrap_or_default().to_owned();
        match output.status.success() {
            true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
            false => Err(format!("MPXJ: {}", failed()).into()),
        }
    }
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("`{command:?}` failed").into()),
    }
}
