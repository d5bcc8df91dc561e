//! What went wrong with a file, where, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use critpath::diagnostic::{Code, Diagnostic};

/// Why a file could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The system refused to read.
    #[error("cannot read `{}`: {}", path.display(), reason(source))]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
        /// A file of nearly the same name that is there.
        suggestion: Option<String>,
    },
    /// The bytes are not UTF-8.
    #[error("`{}` is not UTF-8 text: the byte at offset {offset} does not belong", path.display())]
    Encoding {
        /// The file.
        path: PathBuf,
        /// Offset of the first byte that is not UTF-8.
        offset: usize,
        /// What the bytes look like instead: `UTF-16`.
        looks_like: Option<&'static str>,
    },
    /// There is more than the reader accepts.
    #[error("`{}` is larger than {limit} bytes", path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The most that is accepted, in bytes.
        limit: u64,
    },
    /// A folder where a file was expected.
    #[error("`{}` is a folder, not a file", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
    },
    /// A folder holds more files than the reader accepts.
    #[error("`{}` holds more than {limit} files", path.display())]
    TooMany {
        /// The folder.
        path: PathBuf,
        /// The most that is accepted.
        limit: usize,
    },
    /// The system refused to write. The file that was there before is untouched.
    #[error("cannot write `{}`: {}", path.display(), reason(source))]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl StoreError {
    /// The code, the same in every language.
    pub fn code(&self) -> Code {
        match self {
            StoreError::Read { .. } | StoreError::Folder { .. } => Code::FileRead,
            StoreError::Encoding { .. } => Code::TextEncoding,
            StoreError::TooLarge { .. } | StoreError::TooMany { .. } => Code::TextTooLarge,
            StoreError::Write { .. } => Code::FileWrite,
        }
    }

    /// The file or folder that it is about.
    pub fn path(&self) -> &Path {
        match self {
            StoreError::Read { path, .. }
            | StoreError::Encoding { path, .. }
            | StoreError::TooLarge { path, .. }
            | StoreError::Folder { path }
            | StoreError::TooMany { path, .. }
            | StoreError::Write { path, .. } => path,
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<String> {
        match self {
            StoreError::Read { suggestion: Some(name), .. } => Some(format!("did you mean `{name}`?")),
            StoreError::Read { source, .. } => remedy(source, "read").map(String::from),
            StoreError::Encoding { looks_like: Some(encoding), .. } => {
                Some(format!("it looks like {encoding}; save it as UTF-8"))
            }
            StoreError::Encoding { .. } => Some("save it as UTF-8".into()),
            StoreError::TooLarge { .. } => Some("split the plan into several files".into()),
            StoreError::TooMany { .. } => Some("name a folder further down".into()),
            StoreError::Folder { path } => {
                Some(format!("name a file in it, for example `{}`", path.join("plan.md").display()))
            }
            StoreError::Write { source, .. } => remedy(source, "write").map(String::from),
        }
    }

    /// The error as a finding, for readers that report rather than stop.
    pub fn to_diagnostic(&self) -> Diagnostic {
        let diagnostic = Diagnostic::new(self.code(), self.to_string());
        match self.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

/// What the system said, in the style of the other messages and without the number of the error.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".into(),
        io::ErrorKind::PermissionDenied => "permission denied".into(),
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only".into(),
        io::ErrorKind::StorageFull => "the disk is full".into(),
        io::ErrorKind::NotADirectory => "a part of the path is not a folder".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => {
            let text = error.to_string();
            let text = text.split(" (os error").next().unwrap_or(&text);
            let mut letters = text.chars();
            letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

fn remedy(error: &io::Error, verb: &str) -> Option<&'static str> {
    Some(match (error.kind(), verb) {
        (io::ErrorKind::NotFound, "write") => "create the folder first",
        (io::ErrorKind::NotFound, _) => "check the spelling, and from which folder the command runs",
        (io::ErrorKind::PermissionDenied, "write") => {
            "choose another place, or change the permissions of the file and its folder"
        }
        (io::ErrorKind::PermissionDenied, _) => "change the permissions of the file",
        (io::ErrorKind::ReadOnlyFilesystem, _) => "choose another place",
        (io::ErrorKind::StorageFull, _) => "free some space, or choose another place",
        (io::ErrorKind::IsADirectory, "write") => "name a file, not a folder",
        _ => return None,
    })
}
