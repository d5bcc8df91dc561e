//! A save is whole or not at all, whatever interrupts it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use critpath::diagnostic::Code;
use critpath_store::{Limits, read, save, stage};

/// Names the file on which the test below, run as a child process, stops between its two steps.
const STOP_ON: &str = "CRITPATH_TEST_STOP_BEFORE_RENAME";

fn entries(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}

#[test]
fn saves_new_and_existing_files_and_leaves_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    save(&path, "one").unwrap();
    save(&path, "two, longer").unwrap();
    save(&path, "3").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "3");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_staged_file_changes_nothing_until_it_is_committed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    save(&path, "old").unwrap();
    drop(stage(&path, "dropped").unwrap());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    let staged = stage(&path, "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    staged.commit().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

/// Not a test of its own: the child process of the next one, which dies between write and rename.
#[test]
fn child_that_dies_before_the_rename() {
    let Some(path) = std::env::var_os(STOP_ON).map(PathBuf::from) else { return };
    let _staged = stage(&path, "new contents that must not appear").unwrap();
    std::process::abort();
}

#[test]
fn a_process_killed_before_the_rename_leaves_the_old_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    save(&path, "old").unwrap();
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "saving::child_that_dies_before_the_rename"])
        .env(STOP_ON, &path)
        .output()
        .unwrap()
        .status;
    assert!(!status.success(), "the child must have been killed");
    assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    // What it leaves is hidden, and no save or read trips over it.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(entries(folder.path()), ["plan.json"]);
    save(&path, "new").unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}

#[test]
fn readers_see_whole_files_while_others_save() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("plan.json");
    let text = |writer: u8| char::from(b'a' + writer).to_string().repeat(20_000 + usize::from(writer));
    save(&path, text(0)).unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !done.load(Ordering::Relaxed) || seen == 0 {
                let found = read(&path, &Limits::default()).unwrap().text;
                let writer = found.as_bytes()[0] - b'a';
                assert!(found == text(writer), "a mixed or partial file of {} bytes", found.len());
                seen += 1;
            }
        });
        let writers: Vec<_> = (0..4u8)
            .map(|writer| {
                let (path, text) = (&path, text(writer));
                scope.spawn(move || (0..10).for_each(|_| save(path, &text).unwrap()))
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        done.store(true, Ordering::Relaxed);
        reader.join().unwrap();
    });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_missing_folder_and_a_folder_as_target_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let error = save(&folder.path().join("no/such/plan.json"), "x").unwrap_err();
    assert_eq!(error.code(), Code::FileWrite);
    assert_eq!(error.help().as_deref(), Some("create the folder first"));
    let error = save(folder.path(), "x").unwrap_err();
    assert!(error.to_string().ends_with("it is a folder"), "{error}");
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    #[test]
    fn permissions_are_kept_and_new_files_are_ordinary() {
        let folder = tempfile::tempdir().unwrap();
        let (saved, plain) = (folder.path().join("saved"), folder.path().join("plain"));
        save(&saved, "x").unwrap();
        fs::write(&plain, "x").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(&saved), mode(&plain));
        fs::set_permissions(&saved, fs::Permissions::from_mode(0o640)).unwrap();
        save(&saved, "y").unwrap();
        assert_eq!(mode(&saved), 0o640);
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        save(&path, "old").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
        let error = save(&path, "new").unwrap_err();
        assert!(error.to_string().ends_with("permission denied"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
    }

    #[test]
    fn a_folder_without_write_permission_keeps_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plan.json");
        save(&path, "old").unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        // The superuser may write everywhere; there the save succeeds, and is whole.
        let superuser = fs::write(folder.path().join("probe"), "").is_ok();
        match save(&path, "new") {
            Ok(()) => assert!(superuser && fs::read_to_string(&path).unwrap() == "new"),
            Err(error) => {
                assert_eq!(error.code(), Code::FileWrite);
                assert!(error.help().unwrap().starts_with("choose another place"));
                assert_eq!(fs::read_to_string(&path).unwrap(), "old");
            }
        }
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    }

    #[test]
    fn links_stay_links() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir(root.join("real")).unwrap();
        save(&root.join("real/plan.json"), "old").unwrap();
        symlink("real/plan.json", root.join("second")).unwrap();
        symlink("second", root.join("first")).unwrap();
        save(&root.join("first"), "new").unwrap();
        assert_eq!(fs::read_to_string(root.join("real/plan.json")).unwrap(), "new");
        assert!(fs::symlink_metadata(root.join("first")).unwrap().is_symlink());
        assert!(fs::symlink_metadata(root.join("second")).unwrap().is_symlink());

        symlink("real/made-by-the-save", root.join("dangling")).unwrap();
        save(&root.join("dangling"), "made").unwrap();
        assert_eq!(fs::read_to_string(root.join("real/made-by-the-save")).unwrap(), "made");

        symlink("circle-b", root.join("circle-a")).unwrap();
        symlink("circle-a", root.join("circle-b")).unwrap();
        assert_eq!(save(&root.join("circle-a"), "x").unwrap_err().code(), Code::FileWrite);
    }

    #[test]
    fn devices_are_written_to_not_replaced() {
        save(Path::new("/dev/null"), "x").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }
}
