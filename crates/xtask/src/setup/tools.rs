//! The machine into the interpreters that are there, and are new enough.

use crate::process::tool;

/// A program of another language.
#[derive(Debug)]
pub struct Interpreter {
    /// What people call it.
    pub name: &'static str,
    /// The commands that start it, the best one first.
    programs: &'static [&'static str],
    /// The oldest version that will do, major and minor.
    oldest: (u32, u32),
    /// How to get it.
    remedy: &'static str,
}

/// Python, for the wheel.
pub const PYTHON: Interpreter = Interpreter {
    name: "Python",
    programs: if cfg!(windows) { &["python", "python3"] } else { &["python3", "python"] },
    oldest: (3, 10),
    remedy: "install it from https://www.python.org or with the package manager of the system",
};

/// Node, for the Node module.
pub const NODE: Interpreter = Interpreter {
    name: "Node",
    programs: &["node"],
    oldest: (18, 0),
    remedy: "install it from https://nodejs.org or with the package manager of the system",
};

/// The package manager of Node.
pub const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// An interpreter that is there and new enough.
#[derive(Debug)]
pub struct Found {
    /// The command that starts it.
    pub program: &'static str,
    /// What it says about itself: `Python 3.12.3`.
    pub version: String,
}

impl Interpreter {
    /// Looks for it on the path. The message says what is missing, and what to do.
    pub fn find(&self) -> Result<Found, String> {
        let answers = self.programs.iter().filter_map(|program| {
            Some(Found { program, version: tool(program).args(["--version"]).first_line()? })
        });
        let mut too_old = None;
        for found in answers {
            if version(&found.version).is_some_and(|version| version >= self.oldest) {
                return Ok(found);
            }
            too_old.get_or_insert(found.version);
        }
        let needed = format!("{} {}.{} or newer", self.name, self.oldest.0, self.oldest.1);
        Err(match too_old {
            Some(version) => format!("{version} is too old, {needed} is needed; {}", self.remedy),
            None => format!("{needed} is not there; {}", self.remedy),
        })
    }
}

/// Major and minor of `Python 3.12.3`, `v20.11.1` and the like.
fn version(text: &str) -> Option<(u32, u32)> {
    let number = text.split_whitespace().last()?.trim_start_matches('v');
    let mut parts = number.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_programs_print_them() {
        for (text, expected) in [
            ("Python 3.12.3", Some((3, 12))),
            ("Python 3.9.0rc1", Some((3, 9))),
            ("v20.11.1", Some((20, 11))),
            ("Python 3.15", Some((3, 15))),
            ("", None),
            ("not found", None),
        ] {
            assert_eq!(version(text), expected, "{text}");
        }
    }

    #[test]
    fn an_interpreter_that_is_not_there_or_too_old_is_told_with_a_remedy() {
        let missing = Interpreter { programs: &["no-such-program-here"], ..NODE };
        assert_eq!(
            missing.find().unwrap_err(),
            "Node 18.0 or newer is not there; install it from https://nodejs.org or with the package manager of the system"
        );
        // Cargo answers to `--version` with `cargo 1.95.0 (hash date)`, whose last word is no version.
        let other = Interpreter { programs: &["rustc"], oldest: (9999, 0), ..NODE };
        assert!(other.find().unwrap_err().contains("is too old, Node 9999.0 or newer is needed"));
    }
}
