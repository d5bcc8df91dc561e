//! `critpath promotion`: exit status and forms.

use std::fs;

use crate::command::{critpath, parts, root};

const COUNTS: &str = r#"{"measurements": [{"metric": "error_rate", "total": 2000, "failures": 3}]}"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let guide = fs::read_to_string(root().join("examples/plans/promotion.md")).unwrap();
    let quick = guide.replace("undo=20m", "undo=2m");
    let ring = guide.replace("{#staging}", "{#staging promoted-from=production}");
    for (name, text) in [
        ("guide.md", guide),
        ("quick.md", quick),
        ("ring.md", ring),
        ("none.md", "# Plan {start=2026-12-07}\n\n- Build {1d}\n".to_owned()),
        ("staging.json", COUNTS.to_owned()),
        ("broken.json", "{".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

#[test]
fn the_exit_status_says_whether_it_is_settled_and_fits() {
    let folder = folder();
    for (arguments, expected) in [
        (&["quick.md", "-m", "staging.json"][..], 0),
        (&["guide.md", "-m", "staging.json"], 1),
        (&["quick.md"], 3),
        (&["none.md"], 3),
        (&["ring.md"], 2),
        (&["quick.md", "-m", "missing.json"], 2),
        (&["quick.md", "--horizon", "-1d"], 2),
        (&["quick.md", "--horizon", "soon"], 2),
        (&["quick.md", "--format", "svg"], 2),
        (&["quick.md", "-o", "quick.md"], 2),
    ] {
        let (status, stdout, stderr) =
            parts(critpath(["promotion"].iter().chain(arguments)).folder(folder.path()));
        assert_eq!(status, expected, "{arguments:?}: {stdout}{stderr}");
    }
}

#[test]
fn promotions_are_written_for_people_and_programs() {
    let folder = folder();
    for format in ["text", "md", "json"] {
        let arguments = ["promotion", "guide.md", "--windows", "2", "-m", "staging.json", "--format", format];
        insta::assert_snapshot!(
            format!("promotion_{format}"),
            critpath(arguments).folder(folder.path()).text()
        );
    }
    let (_, _, stderr) =
        parts(critpath(["promotion", "quick.md", "-m", "broken.json"]).folder(folder.path()));
    assert!(stderr.contains("broken.json"), "{stderr}");
    let (_, page, _) = parts(critpath(["promotion", "guide.md", "--format", "html"]).folder(folder.path()));
    assert!(page.contains("<section id=\"promotion\">"));
}

#[test]
fn the_report_judges_by_measurements() {
    let folder = folder();
    let report = |more: &[&str]| {
        let arguments = ["report", "quick.md"].iter().chain(more);
        let (status, page, stderr) = parts(critpath(arguments).folder(folder.path()));
        assert_eq!(status, 0, "{stderr}");
        let (_, section) = page.split_once("<section id=\"promotion\">").unwrap();
        section.split_once("</section>").unwrap().0.to_owned()
    };
    let unmeasured = report(&[]);
    assert!(unmeasured.contains("open") && unmeasured.contains("not measured"), "{unmeasured}");
    let measured = report(&["-m", "staging.json"]);
    assert!(measured.contains("verdict go") && !measured.contains("not measured"), "{measured}");
    // What is odd in the measurements is said once.
    let (_, _, stderr) = parts(critpath(["report", "quick.md", "-m", "broken.json"]).folder(folder.path()));
    assert_eq!(stderr.matches("measurement.shape").count(), 1, "{stderr}");
}
