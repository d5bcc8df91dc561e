//! Paths into a document with its source texts: one file, standard input, or parts that are put together.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use critpath::diagnostic::{Code, SourceText};
use critpath_formats::{Read, is_part, json, markdown, mspdi, read_many, xer};
use critpath_store::{Limits, TextFile, list, read, read_stdin};

use crate::failure::Failure;
use crate::format::Format;

/// Extensions of the files that a folder offers.
const READABLE: [&str; 3] = ["md", "markdown", "json"];

/// What a reader made of the input, with the texts that its spans refer to.
#[derive(Debug)]
pub struct Input {
    /// The texts, by index of source. One that is not at hand is empty.
    pub sources: Vec<SourceText<'static>>,
    /// The document and the findings of the reader.
    pub read: Read,
}

/// Reads the files, and those in the folders, as one plan.
pub fn load(paths: &[PathBuf]) -> Result<Input, Failure> {
    Ok(parsed(texts(&expand(paths)?)?))
}

/// Reads one file in a form that the caller states.
pub fn load_as(path: &Path, format: Format) -> Result<Input, Failure> {
    let file = text(path)?;
    let read = match format {
        Format::Json => json::read(&file.name, &file.text),
        Format::Mspdi => mspdi::read(&file.name, &file.text),
        Format::Xer => xer::read(&file.name, &file.text),
        _ => markdown::read(&file.name, &file.text),
    };
    Ok(Input { sources: sources(&read, vec![file]), read })
}

/// A document from texts.
pub fn parsed(files: Vec<TextFile>) -> Input {
    let texts: Vec<(&str, &str)> =
        files.iter().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    let read = read_many(&texts);
    Input { sources: sources(&read, files), read }
}

/// Documents from texts: the JSON parts of the system make one together, every other text is one of its own.
pub fn parsed_apart(files: Vec<TextFile>) -> Vec<Input> {
    if files.len() == 1 {
        return vec![parsed(files)];
    }
    let mut plans: Vec<Vec<TextFile>> = Vec::new();
    let mut whole: Option<usize> = None;
    for file in files {
        match (is_part(&file.name, &file.text), whole) {
            (true, Some(parts)) => plans[parts].push(file),
            (part, _) => {
                whole = whole.or(part.then_some(plans.len()));
                plans.push(vec![file]);
            }
        }
    }
    plans.into_iter().map(parsed).collect()
}

/// The texts in the order of the document's sources, which may name texts that were read long ago.
fn sources(read: &Read, mut files: Vec<TextFile>) -> Vec<SourceText<'static>> {
    if let ([source], [file]) = (read.document.sources.as_slice(), files.as_mut_slice())
        && source.name == file.name
    {
        return vec![SourceText::new(std::mem::take(&mut file.name), std::mem::take(&mut file.text))];
    }
    let texts: BTreeMap<&str, &str> =
        files.iter().rev().map(|file| (file.name.as_str(), file.text.as_str())).collect();
    let text = |name: &str| texts.get(name).copied().unwrap_or_default().to_owned();
    let named = read.document.sources.iter().map(|source| &source.name);
    named.map(|name| SourceText::new(name.clone(), text(name))).collect()
}

/// A path that could not be read, and why.
pub type Unread = (PathBuf, Failure);

/// The files that the paths name: folders become the readable files in them, each file appears once.
pub fn expand(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let (files, unread) = expand_all(paths);
    unread.into_iter().next().map_or(Ok(files), |(_, failure)| Err(failure))
}

/// The same; and the folders that name none, which keep the others from nothing.
pub fn expand_all(paths: &[PathBuf]) -> (Vec<PathBuf>, Vec<Unread>) {
    let (mut files, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        match in_folder(path) {
            Some(Ok(found)) => files.extend(found),
            Some(Err(failure)) => unread.push((path.clone(), failure)),
            None => files.push(path.clone()),
        }
    }
    let mut seen = BTreeSet::new();
    files.retain(|path| seen.insert(path.clone()));
    (files, unread)
}

/// The readable files of a folder; `None` if the path is none.
fn in_folder(path: &Path) -> Option<Result<Vec<PathBuf>, Failure>> {
    if !path.is_dir() {
        return None;
    }
    Some(list(path, &READABLE, &Limits::default()).map_err(Failure::from).and_then(|found| {
        if found.is_empty() {
            let message = format!("`{}` holds no guide and no plan", path.display());
            let help = format!("critpath reads files that end in {}", READABLE.join(", "));
            return Err(Failure::new(Code::FileRead, message).help(help));
        }
        Ok(found)
    }))
}

/// The text of each file.
pub fn texts(paths: &[PathBuf]) -> Result<Vec<TextFile>, Failure> {
    paths.iter().map(|path| text(path)).collect()
}

/// The text of a file, or of standard input for `-`.
pub fn text(path: &Path) -> Result<TextFile, Failure> {
    let limits = Limits::default();
    Ok(if path == Path::new("-") { read_stdin(&limits)? } else { read(path, &limits)? })
}
