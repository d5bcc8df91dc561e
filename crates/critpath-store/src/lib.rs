//! Files, folders, standard input and the clock into text and moments, and text into files.
//!
//! The one room of critpath with effects. Everything else takes what this room returns as an argument.
//!
//! ```
//! let folder = tempfile::tempdir()?;
//! let path = folder.path().join("plan.md");
//! critpath_store::save(&path, "# Plan\n")?;
//! let file = critpath_store::read(&path, &critpath_store::Limits::default())?;
//! assert_eq!(file.text, "# Plan\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
// This crate is where the effects are: `clippy.toml` sends every other room here.
#![allow(clippy::disallowed_methods)]

mod clock;
mod error;
mod folder;
mod read;
mod save;

pub use clock::{Clock, FixedClock, SystemClock};
pub use error::StoreError;
pub use folder::list;
pub use read::{Limits, STDIN, TextFile, read, read_from, read_stdin};
pub use save::{Staged, save, stage};
