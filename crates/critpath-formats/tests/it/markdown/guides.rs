//! The guides in the shared data, if they are there.

use std::path::PathBuf;

fn root() -> Option<PathBuf> {
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/guides"));
    if root.is_dir() {
        return Some(root);
    }
    println!("skipped: no guides at {}", root.display());
    None
}

/// A guide by its path; nothing when the data are not there.
pub fn text(path: &str) -> Option<String> {
    let file = root()?.join(path);
    Some(std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display())))
}

/// Every guide with this ending, by its path, in order of their paths.
pub fn all(ending: &str) -> Vec<(String, String)> {
    let Some(root) = root() else { return Vec::new() };
    let mut folders = vec![root.clone()];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(&root).unwrap().to_string_lossy().into_owned();
        (name, String::from_utf8_lossy(&std::fs::read(&path).unwrap()).into_owned())
    };
    files.into_iter().map(read).collect()
}
