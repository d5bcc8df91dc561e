//! `critpath completions`: the arguments into a script for a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use crate::failure::{Failure, Status};
use crate::output;

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath completions bash > ~/.local/share/bash-completion/completions/critpath
  critpath completions zsh > ~/.zfunc/_critpath
  critpath completions fish > ~/.config/fish/completions/critpath.fish")]
pub struct Arguments {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(arguments: &Arguments) -> Result<Status, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut crate::Arguments::command(), "critpath", &mut script);
    output::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Fine)
}
