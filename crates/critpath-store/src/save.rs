//! Text into a file, whole or not at all.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::StoreError;

/// Links that are followed from the path to the file; the limit of Linux.
const MAX_LINKS: usize = 40;

/// New contents of a file, already on the disk beside it, not yet in its place.
///
/// Dropped without [`commit`](Staged::commit) it leaves no trace.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    place: Place,
}

#[derive(Debug)]
enum Place {
    /// A temporary file in the folder of the target.
    Beside { temporary: NamedTempFile, target: PathBuf, folder: PathBuf },
    /// A pipe or a device, which has no old contents to keep and cannot be replaced.
    Stream { file: File, contents: Vec<u8> },
}

/// Saves a file atomically and durably: after a crash it holds the old contents or the new, whole.
///
/// A link stays a link and its target is replaced. An existing file keeps its permissions, and where the system
/// allows it its owner; other hard links to it keep the old contents. Folders are not created.
pub fn save(path: &Path, contents: impl AsRef<[u8]>) -> Result<(), StoreError> {
    stage(path, contents)?.commit()
}

/// The first half of [`save`]: writes the contents beside the file and flushes them to the disk.
pub fn stage(path: &Path, contents: impl AsRef<[u8]>) -> Result<Staged, StoreError> {
    let failed = |source| StoreError::Write { path: path.into(), source };
    let target = follow_links(path).map_err(failed)?;
    let old = match fs::metadata(&target) {
        Ok(metadata) => Some(metadata),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(failed(error)),
    };
    let place = match old {
        Some(old) if old.is_dir() => return Err(failed(io::ErrorKind::IsADirectory.into())),
        Some(old) if old.permissions().readonly() => {
            return Err(failed(io::ErrorKind::PermissionDenied.into()));
        }
        Some(old) if !old.is_file() => OpenOptions::new()
            .write(true)
            .open(&target)
            .map(|file| Place::Stream { file, contents: contents.as_ref().to_vec() }),
        old => beside(target, old.as_ref(), contents.as_ref()),
    };
    Ok(Staged { path: path.into(), place: place.map_err(failed)? })
}

impl Staged {
    /// The second half of [`save`]: puts the contents in their place and flushes the folder to the disk.
    pub fn commit(self) -> Result<(), StoreError> {
        let path = self.path;
        let done = match self.place {
            Place::Stream { mut file, contents } => file.write_all(&contents),
            Place::Beside { temporary, target, folder } => {
                temporary.persist(&target).map_err(|error| error.error).and_then(|_| sync_folder(&folder))
            }
        };
        done.map_err(|source| StoreError::Write { path, source })
    }
}

/// Writes the contents into a temporary file in the folder of the target: only there is a rename atomic.
fn beside(target: PathBuf, old: Option<&Metadata>, contents: &[u8]) -> io::Result<Place> {
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let name = target.file_name().ok_or(io::ErrorKind::IsADirectory)?.to_string_lossy().into_owned();
    // A long name plus the random part could exceed what file systems take.
    let prefix: String = format!(".{name}.").chars().take(60).collect();
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    with_ordinary_permissions(&mut builder);
    let mut temporary = builder.tempfile_in(&folder)?;
    temporary.write_all(contents)?;
    if let Some(old) = old {
        keep_attributes(temporary.as_file(), old)?;
    }
    temporary.as_file().sync_all()?;
    Ok(Place::Beside { temporary, target, folder })
}

/// Where the chain of links from `path` ends, whether or not a file is there.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_path_buf();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(link) => path = path.parent().unwrap_or(Path::new("")).join(link),
            // Not a link, or not there.
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many links follow one another"))
}

/// A new file is made with the permissions that the user's mask leaves, like any other; temporary files are private.
fn with_ordinary_permissions(builder: &mut tempfile::Builder<'_, '_>) {
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    let _ = builder;
}

fn keep_attributes(new: &File, old: &Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let mine = new.metadata()?;
        if (mine.uid(), mine.gid()) != (old.uid(), old.gid()) {
            // Only the superuser may give files away; for everyone else the file becomes their own.
            let _ = fchown(new, Some(old.uid()), Some(old.gid()));
        }
    }
    new.set_permissions(old.permissions())
}

/// A rename is durable once its folder is on the disk. Only Unix can flush folders, and needs to.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}
