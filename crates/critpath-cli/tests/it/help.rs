//! Every help text, as it is printed.

use crate::command::{critpath, parts, snapshot};

/// The commands that `critpath --help` lists.
fn commands() -> Vec<String> {
    let (_, help, _) = parts(critpath(["--help"]));
    let list = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = list.take_while(|line| !line.is_empty()).filter_map(|line| line.split_whitespace().next());
    names.map(String::from).collect()
}

#[test]
fn help_teaches_with_examples() {
    insta::assert_snapshot!("help", critpath(["--help"]).text());
    let commands = commands();
    assert!(commands.len() >= 9, "{commands:?}");
    for name in commands {
        let text = critpath([name.as_str(), "--help"]).text();
        assert!(text.starts_with("exit status: 0\n"), "{text}");
        assert!(
            text.contains(&format!("Examples:\n  critpath {name}")) || text.contains("Examples:\n  cat"),
            "{text}"
        );
        insta::assert_snapshot!(format!("help_{name}"), text);
    }
}

#[test]
fn version_is_named() {
    insta::assert_snapshot!(critpath(["--version"]).text(), @r"
    exit status: 0
    ----- stdout -----
    critpath [VERSION]
    ");
}

#[test]
fn slips_of_the_command_line_are_understood() {
    for arguments in [
        &["chekc", "a.md"][..],
        &["schedule", "a.md", "--fromat", "json"],
        &["schedule", "a.md", "--format", "jsn"],
        &["schedule", "a.md", "--start", "7.12.2026"],
        &["check", "a.md", "--profile", "deplyo"],
        &["explain", "a.md"],
    ] {
        insta::assert_snapshot!(snapshot("slip", arguments), critpath(arguments).text());
    }
}
