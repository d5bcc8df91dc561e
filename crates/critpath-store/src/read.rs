//! A file, a folder's files or standard input into text.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::string::FromUtf8Error;

use critpath::diagnostic::did_you_mean;
use encoding_rs::WINDOWS_1252;

use crate::StoreError;

/// The name of standard input in messages.
pub const STDIN: &str = "<stdin>";

/// A text and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The path as the caller gave it, with `/` between its parts; [`STDIN`] for standard input.
    pub name: String,
    /// The text, byte for byte; that of an export of Primavera P6 that is not UTF-8, from Windows-1252.
    pub text: String,
}

/// The most that is read, so that a wrong path never fills the memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in one file.
    pub file_bytes: u64,
    /// Files in one folder, those in its subfolders included.
    pub folder_files: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file_bytes: 256 << 20, folder_files: 10_000 }
    }
}

/// Reads a file whole. A project of an export of Primavera P6 may be named behind it, as in `plan.xer#BRIDGE`: the name
/// of the text keeps it.
pub fn read(path: &Path, limits: &Limits) -> Result<TextFile, StoreError> {
    let failed = |source: io::Error| {
        let suggestion = (source.kind() == io::ErrorKind::NotFound).then(|| neighbour(path)).flatten();
        StoreError::Read { path: path.into(), source, suggestion }
    };
    let file = File::open(without_project(path)).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(StoreError::Folder { path: path.into() });
    }
    read_from(path, file, limits)
}

/// Reads standard input to its end.
pub fn read_stdin(limits: &Limits) -> Result<TextFile, StoreError> {
    read_from(Path::new(STDIN), io::stdin().lock(), limits)
}

/// Reads anything to its end, under a name for messages.
pub fn read_from(path: &Path, reader: impl Read, limits: &Limits) -> Result<TextFile, StoreError> {
    let mut bytes = Vec::new();
    reader
        .take(limits.file_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(|source| StoreError::Read { path: path.into(), source, suggestion: None })?;
    if bytes.len() as u64 > limits.file_bytes {
        return Err(StoreError::TooLarge { path: path.into(), limit: limits.file_bytes });
    }
    let text = text_of(bytes).map_err(|error| StoreError::Encoding {
        path: path.into(),
        offset: error.utf8_error().valid_up_to(),
        looks_like: other_encoding(error.as_bytes()),
    })?;
    Ok(TextFile { name: display_name(path), text })
}

/// The path of the file, without the project that is named behind it.
fn without_project(path: &Path) -> Cow<'_, Path> {
    let file = path.to_str().and_then(|path| path.rsplit_once('#')).map(|(file, _)| Path::new(file));
    let is_export = |file: &&Path| file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("xer"));
    match file.filter(is_export) {
        Some(file) if !path.exists() => file.into(),
        _ => path.into(),
    }
}

/// UTF-8; of exports of Primavera P6, also what Windows writes in western Europe and America.
fn text_of(bytes: Vec<u8>) -> Result<String, FromUtf8Error> {
    let text = String::from_utf8(bytes);
    match text {
        Err(error) if error.as_bytes().starts_with(b"ERMHDR") => {
            Ok(WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned())
        }
        text => text,
    }
}

/// The path as messages show it, the same on every system.
pub(crate) fn display_name(path: &Path) -> String {
    let name = path.display().to_string();
    if std::path::MAIN_SEPARATOR == '/' { name } else { name.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// What bytes that are not UTF-8 most likely are.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        [b'P', b'K', 3, 4, ..] => Some("a zip archive or an office document"),
        [b'%', b'P', b'D', b'F', ..] => Some("a PDF"),
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => Some("a picture"),
        _ if bytes.contains(&0) => Some("a binary file"),
        _ => None,
    }
}

/// A file beside a missing one with nearly its name.
fn neighbour(path: &Path) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .ok()?
        .take(1_000)
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    let name = did_you_mean(wanted, names.iter().map(String::as_str))?;
    let near: PathBuf = path.with_file_name(name);
    Some(display_name(&near))
}
