//! Standard input, closed pipes, colours.

use std::process::{Command, Stdio};

use crate::command::{critpath, parts, root};

const GUIDE: &str = "# Release {start=2026-12-07}\n\n- Build {#build 2h}\n- Test {#test 1d after=build}\n";

#[test]
fn standard_input_is_read_for_a_dash() {
    let (status, stdout, stderr) = parts(critpath(["schedule", "-", "--format", "json"]).stdin(GUIDE));
    assert_eq!(status, 0, "{stderr}");
    let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(answer["finish"], "2026-12-08T10:00:00");
    let (status, stdout, _) =
        parts(critpath(["check", "-", "--format", "json"]).stdin("# R\n- a {#a 1d after=b}\n"));
    assert_eq!(status, 1);
    assert!(stdout.contains("<stdin>") && stdout.contains("id.unknown"), "{stdout}");
}

#[test]
fn a_closed_pipe_is_quiet() {
    // Enough output to fill the pipe, so that the command writes after its reader has gone.
    let tasks: String = (0..5_000).map(|n| format!("- Task {n} {{#t{n} 1h}}\n")).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("large.md");
    std::fs::write(&path, format!("# Large {{start=2026-12-07}}\n\n{tasks}")).unwrap();
    for format in ["table", "json", "svg"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_critpath"))
            .args(["schedule", "--format", format])
            .arg(&path)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{format}: {stderr}");
        assert!(!stderr.contains("panicked") && !stderr.contains("error"), "{format}: {stderr}");
    }
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let colored = |run: crate::command::Run| {
        let (_, stdout, stderr) = parts(run);
        (stdout + &stderr).contains('\u{1b}')
    };
    let check = ["check", "-"];
    let always = ["check", "-", "--color", "always"];
    let never = ["--color", "never", "check", "-"];
    let broken = "# R\n- a {#a 1d after=b}\n";
    assert!(!colored(critpath(check).stdin(broken)), "no terminal, no colours");
    assert!(colored(critpath(always).stdin(broken)));
    assert!(!colored(critpath(never).stdin(broken)));
    assert!(colored(critpath(check).env("CLICOLOR_FORCE", "1").stdin(broken)));
    assert!(!colored(critpath(check).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").stdin(broken)));
    assert!(!colored(critpath(never).env("CLICOLOR_FORCE", "1").stdin(broken)));
    assert!(colored(critpath(["schedule", "no-such-file.md", "--color", "always"])));
}

#[test]
fn the_table_stands_alone_without_a_terminal() {
    let (status, stdout, _) = parts(critpath(["schedule", "examples/plans/minimal.md"]));
    let (_, table, _) = parts(critpath(["schedule", "examples/plans/minimal.md", "--format", "table"]));
    assert_eq!((status, stdout), (0, table));
    assert!(root().join("examples/plans/minimal.md").is_file());
}
