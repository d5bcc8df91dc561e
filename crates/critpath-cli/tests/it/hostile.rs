//! Input that nobody would write on purpose: a message and an exit status, never a backtrace.

use std::fs;

use crate::command::{critpath, parts, snapshot};

/// Files that are broken in some way.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    let deep_list: String =
        (0..1_500).map(|depth| format!("{}- item {depth}\n", "  ".repeat(depth))).collect();
    let chain: String =
        (0..4_000).map(|n| format!("- t{n} {{#t{n} 1h after=t{}}}\n", (n + 1) % 4_000)).collect();
    vec![
        ("empty.md", Vec::new()),
        ("empty.json", Vec::new()),
        ("blank.md", b"\n \t\n\n".to_vec()),
        ("bom.md", "\u{feff}# Release {start=2026-12-07}\n- Build {#b 2h}\n".into()),
        ("bom.json", "\u{feff}{\"format\": \"critpath/1\", \"name\": \"x\"}".into()),
        ("nul.md", b"# Plan\0\n- task\0 {#a 1d}\n".to_vec()),
        ("utf16.md", [0xFF, 0xFE, b'#', 0, b' ', 0].to_vec()),
        ("latin1.md", b"# Pl\xe4n\n".to_vec()),
        (
            "escape.md",
            b"# \x1b[31mRed\x1b[0m {start=2026-12-07}\n- \x1b]0;title\x07 {#a 1d after=\x1b[2J}\n".to_vec(),
        ),
        ("deep_list.md", deep_list.into()),
        ("deep_quote.md", ">".repeat(50_000).into()),
        ("deep.json", "[".repeat(200_000).into()),
        ("deep_object.json", "{\"a\":".repeat(200_000).into()),
        ("cycle.md", format!("# Circle {{start=2026-12-07}}\n\n{chain}").into()),
        ("braces.md", format!("# Plan\n- task {}\n", "{".repeat(100_000)).into()),
        ("number.json", br#"{"format":"critpath/1","tasks":[{"id":"a","duration":1e999}]}"#.to_vec()),
        ("types.json", br#"{"format":1,"tasks":{"a":[]},"phases":"none","start":{}}"#.to_vec()),
        ("version.json", br#"{"format":"critpath/99","tasks":[]}"#.to_vec()),
        (
            "huge_duration.md",
            b"# P {start=2026-12-07}\n- a {#a 99999999999999999999d}\n- b {#b 999999999w}\n".to_vec(),
        ),
        ("far.md", b"# P {start=9999-12-31}\n- a {#a 9000000d}\n- b {#b 9000000d after=a}\n".to_vec()),
        ("not_json.json", b"# a guide under the wrong name\n".to_vec()),
        ("crlf.md", b"# P {start=2026-12-07}\r\n\r\n- a {#a 1d}\r\n- b {#b 1d after=a}\r\n".to_vec()),
    ]
}

#[test]
fn every_command_survives_every_hostile_file() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in hostile() {
        fs::write(folder.path().join(name), bytes).unwrap();
        for arguments in [
            &["check", name][..],
            &["check", name, "--format", "json"],
            &["schedule", name],
            &["schedule", name, "--start", "2026-12-07", "--format", "json"],
            &["explain", name, "a"],
            &["floats", name, "--paths", "9"],
            &["rollout", name],
            &["rollout", name, "--format", "plan"],
            &["rollout", name, "--format", "argo"],
            &["rollout", name, "--format", "svg"],
            &["rollout", name, "--format", "html"],
            &["convert", name, "out.json"],
            &["convert", name, "out.svg"],
            &["report", name, "-o", "out.html"],
            &["rollback", name],
            &["gate", name, "-m", name],
        ] {
            let (status, stdout, stderr) = parts(critpath(arguments).folder(folder.path()));
            let said = format!("critpath {}: exit status {status}\n{stdout}{stderr}", arguments.join(" "));
            assert!((0..=3).contains(&status), "{said}");
            for word in ["panicked", "backtrace", "error[internal]", "overflowed its stack"] {
                assert!(!said.contains(word), "{said}");
            }
            assert!(status != 2 || stderr.contains("error"), "a failure says why: {said}");
            assert!(!said.contains('\u{1b}'), "control characters of the input reach the terminal: {said:?}");
        }
    }
}

#[test]
fn unreadable_input_is_named_with_a_remedy() {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in hostile() {
        if ["utf16.md", "latin1.md", "not_json.json", "version.json", "empty.md"].contains(&name) {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
    }
    fs::create_dir(folder.path().join("nothing")).unwrap();
    for arguments in [
        &["schedule", "missing.md"][..],
        &["schedule", "latin.md"],
        &["schedule", "utf16.md"],
        &["schedule", "latin1.md"],
        &["schedule", "not_json.json"],
        &["schedule", "version.json"],
        &["schedule", "empty.md"],
        &["schedule", "nothing"],
        &["check", "latin1.md", "empty.md", "missing.md"],
    ] {
        let run = critpath(arguments).folder(folder.path());
        insta::assert_snapshot!(snapshot("unreadable", arguments), run.text());
    }
}
