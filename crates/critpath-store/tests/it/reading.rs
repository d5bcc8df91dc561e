//! What is read is what is there, and what cannot be read says why.

use std::fs;
use std::path::Path;

use critpath::diagnostic::Code;
use critpath_store::{Limits, StoreError, list, read, read_from};

#[test]
fn text_is_kept_byte_for_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.md");
    let text = "\u{feff}# Plan\r\n- é [ ] x\r";
    fs::write(&path, text).unwrap();
    let file = read(&path, &Limits::default()).unwrap();
    assert_eq!(file.text, text);
    assert_eq!(file.name, path.display().to_string());
}

#[test]
fn broken_bytes_are_named_by_offset() {
    for (bytes, offset, help) in [
        (&b"# Plan\n\xff\n"[..], 7, "save it as UTF-8"),
        (b"\xff\xfe#\0", 0, "it looks like UTF-16; save it as UTF-8"),
        (b"caf\xe9", 3, "save it as UTF-8"),
    ] {
        let error = read_from(Path::new("plan.md"), bytes, &Limits::default()).unwrap_err();
        assert_eq!(error.code(), Code::TextEncoding);
        assert_eq!(
            error.to_string(),
            format!("`plan.md` is not UTF-8 text: the byte at offset {offset} does not belong")
        );
        assert_eq!(error.help().as_deref(), Some(help));
    }
}

#[test]
fn more_than_the_limit_is_refused_and_the_limit_itself_is_not() {
    let limits = Limits { file_bytes: 8, ..Limits::default() };
    assert!(read_from(Path::new("a"), &b"12345678"[..], &limits).is_ok());
    let error = read_from(Path::new("a"), std::io::repeat(b'x'), &limits).unwrap_err();
    assert!(matches!(error, StoreError::TooLarge { limit: 8, .. }), "{error}");
    assert_eq!(error.code(), Code::TextTooLarge);
}

#[test]
fn a_missing_file_suggests_its_neighbour() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("deployment.md"), "").unwrap();
    let error = read(&folder.path().join("deploymnet.md"), &Limits::default()).unwrap_err();
    assert_eq!(error.code(), Code::FileRead);
    assert!(error.to_string().ends_with("deploymnet.md`: there is no such file or folder"), "{error}");
    assert!(error.help().unwrap().ends_with("deployment.md`?"), "{:?}", error.help());
    let error = read(&folder.path().join("other.md"), &Limits::default()).unwrap_err();
    assert!(error.help().unwrap().starts_with("check the spelling"));
}

#[test]
fn a_folder_is_not_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let error = read(folder.path(), &Limits::default()).unwrap_err();
    assert!(matches!(error, StoreError::Folder { .. }), "{error}");
    assert_eq!(error.to_diagnostic().code, Code::FileRead);
}

#[test]
fn a_folder_lists_what_can_be_read_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::create_dir_all(root.join("b/deep")).unwrap();
    fs::create_dir(root.join(".git")).unwrap();
    for name in ["z.md", "a.JSON", "b/deep/part.json", "b/notes.txt", ".git/config.json", ".hidden.md"] {
        fs::write(root.join(name), "").unwrap();
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("b/loop")).unwrap();
    let found = list(root, &["md", "json"], &Limits::default()).unwrap();
    let names: Vec<_> = found.iter().map(|path| path.strip_prefix(root).unwrap().to_str().unwrap()).collect();
    assert_eq!(names, ["a.JSON", "b/deep/part.json", "z.md"]);

    let few = Limits { folder_files: 2, ..Limits::default() };
    assert!(matches!(list(root, &["md", "json"], &few), Err(StoreError::TooMany { limit: 2, .. })));
    assert!(list(&root.join("nowhere"), &["md"], &Limits::default()).is_err());
}
