//! The inputs of a step into a key, and a file that says for which key the step was last done.

use std::hash::{DefaultHasher, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// Folders and files that are made, or that no build reads: by compilers, package managers, and for test runners.
const MADE: &[&str] = &["target", "node_modules", "dist", "native.d.ts", "tests", "test", "__pycache__"];

/// Endings of files that are made.
const MADE_ENDINGS: &[&str] = &["so", "pyd", "node", "pyc"];

/// A key of some words and of all that the files say, with their names. Folders count with everything in them, but
/// for what is made; what is missing counts as missing. O(bytes).
pub fn key(root: &Path, words: &[&str], inputs: &[&str]) -> io::Result<String> {
    let mut hasher = DefaultHasher::new();
    for word in words {
        part(&mut hasher, word.as_bytes());
    }
    for input in inputs {
        part(&mut hasher, input.as_bytes());
        for file in files(&root.join(input))? {
            let name = file.strip_prefix(root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
            part(&mut hasher, name.as_bytes());
            part(&mut hasher, &std::fs::read(&file)?);
        }
    }
    Ok(format!("{:016x}", hasher.finish()))
}

/// Adds bytes with their length, so that no two lists of parts run into the same bytes.
fn part(hasher: &mut DefaultHasher, bytes: &[u8]) {
    hasher.write_usize(bytes.len());
    hasher.write(bytes);
}

/// The file, or all files in the folder, sorted.
fn files(path: &Path) -> io::Result<Vec<PathBuf>> {
    let (mut found, mut open) = (Vec::new(), vec![path.to_owned()]);
    while let Some(path) = open.pop() {
        if path.is_dir() {
            for entry in std::fs::read_dir(&path)? {
                let entry = entry?.path();
                if !is_made(&entry) {
                    open.push(entry);
                }
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn is_made(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    let ending = path.extension().unwrap_or_default();
    MADE.iter().any(|made| name == *made) || MADE_ENDINGS.iter().any(|made| ending == *made)
}

/// A file that says for which key a step was last done.
#[derive(Debug)]
pub struct Stamp {
    path: PathBuf,
}

impl Stamp {
    /// The stamp of this name in a folder.
    pub fn new(folder: &Path, name: &str) -> Self {
        Stamp { path: folder.join(name) }
    }

    /// Whether the step was done for this key.
    pub fn is(&self, key: &str) -> bool {
        std::fs::read_to_string(&self.path).is_ok_and(|done| done == key)
    }

    /// The step is about to be done: until it is, it is not.
    pub fn clear(&self) -> io::Result<()> {
        match std::fs::remove_file(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The step was done for this key.
    pub fn set(&self, key: &str) -> io::Result<()> {
        std::fs::create_dir_all(self.path.parent().unwrap_or(Path::new(".")))?;
        std::fs::write(&self.path, key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in [("a.txt", "a"), ("src/b.rs", "b"), ("src/deep/c.rs", "c"), ("src/target/d", "d")]
        {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        folder
    }

    #[test]
    fn a_key_changes_with_every_input_and_with_nothing_else() {
        let folder = folder();
        let root = folder.path();
        let write = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
        let now = || key(root, &["1.0"], &["a.txt", "src"]).unwrap();
        let first = now();
        assert_eq!(now(), first);
        write("src/target/d", "another build");
        write("src/native.so", "a build");
        write("beside.txt", "not an input");
        assert_eq!(now(), first, "what is made and what is beside does not count");
        assert_ne!(key(root, &["1.1"], &["a.txt", "src"]).unwrap(), first, "the words count");

        let mut seen = vec![first];
        let mut changed = |what: &str| {
            let key = now();
            assert!(!seen.contains(&key), "{what} counts");
            seen.push(key);
        };
        write("src/deep/c.rs", "C");
        changed("the text of a file deep in a folder");
        write("src/e.rs", "");
        changed("a new file");
        std::fs::rename(root.join("src/e.rs"), root.join("src/f.rs")).unwrap();
        changed("the name of a file");
        std::fs::remove_file(root.join("a.txt")).unwrap();
        changed("a missing file");
    }

    #[test]
    fn bytes_that_move_from_one_file_to_the_next_count() {
        let folder = tempfile::tempdir().unwrap();
        let of = |a: &str, b: &str| {
            std::fs::write(folder.path().join("a"), a).unwrap();
            std::fs::write(folder.path().join("b"), b).unwrap();
            key(folder.path(), &[], &["a", "b"]).unwrap()
        };
        assert_ne!(of("xy", "z"), of("x", "yz"));
    }

    #[test]
    fn a_stamp_holds_for_its_key_until_it_is_cleared() {
        let folder = tempfile::tempdir().unwrap();
        let stamp = Stamp::new(&folder.path().join("not/yet"), "venv");
        assert!(!stamp.is("1"));
        stamp.clear().unwrap();
        stamp.set("1").unwrap();
        assert!(stamp.is("1") && !stamp.is("2"));
        stamp.clear().unwrap();
        assert!(!stamp.is("1"));
    }
}
