//! A folder into the sorted list of the files in it that critpath can read.

use std::io;
use std::path::{Path, PathBuf};

use crate::{Limits, StoreError};

/// The files under a folder whose extension is one of `extensions` (lower case, without the dot), sorted by path.
///
/// Hidden files and folders are left out, and links to folders are not followed, so that the walk ends.
pub fn list(folder: &Path, extensions: &[&str], limits: &Limits) -> Result<Vec<PathBuf>, StoreError> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        let failed = |source: io::Error| StoreError::Read { path: next.clone(), source, suggestion: None };
        for entry in std::fs::read_dir(&next).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(path);
            } else if has_extension(&path, extensions) && path.is_file() {
                files.push(path);
            }
            if files.len() + folders.len() > limits.folder_files {
                return Err(StoreError::TooMany { path: folder.into(), limit: limits.folder_files });
            }
        }
    }
    files.sort();
    Ok(files)
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let Some(extension) = path.extension().and_then(|e| e.to_str()) else { return false };
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}
