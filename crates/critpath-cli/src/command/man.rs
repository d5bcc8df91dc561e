//! `critpath man`: the arguments into manual pages.

use std::path::PathBuf;

use clap::CommandFactory;
use clap_mangen::Man;
use critpath::diagnostic::Code;
use critpath_store::save;

use crate::console::Console;
use crate::failure::{Failure, Status};
use crate::output;

/// Print the manual page, or write the pages of all commands into a folder
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  critpath man | man -l -
  critpath man ~/.local/share/man/man1")]
pub struct Arguments {
    /// Folder for the pages, which must be there; without it the main page is printed
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

pub fn run(arguments: &Arguments, console: &Console) -> Result<Status, Failure> {
    let mut root = crate::Arguments::command();
    root.build();
    let Some(folder) = &arguments.folder else {
        output::print(&page(root)?)?;
        return Ok(Status::Fine);
    };
    let commands: Vec<clap::Command> = root.get_subcommands().filter(|c| !c.is_hide_set()).cloned().collect();
    let mut count = 0;
    for command in std::iter::once(root).chain(commands) {
        // `build` has named subcommands `critpath-check`.
        let name = command.get_display_name().unwrap_or(command.get_name()).to_string();
        save(&folder.join(format!("{name}.1")), page(command)?)?;
        count += 1;
    }
    console.note(&format!("wrote {count} pages to {}", folder.display()));
    Ok(Status::Fine)
}

fn page(command: clap::Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    Man::new(command).render(&mut page).map_err(|error| {
        Failure::new(Code::Internal, format!("the manual page could not be made: {error}"))
    })?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
