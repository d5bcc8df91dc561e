//! What each command answers, on the examples.

use std::fs;

use crate::command::{critpath, parts, root};

/// The example as the README shows it.
const MINIMAL: &str = "examples/plans/minimal.md";
const DEPLOYMENT: &str = "examples/plans/deployment.md";

/// A guide with one finding of each severity that a check can have.
const FAULTY: &str = "# Release\n\n- Build {#build 2h}\n- Test {#test 1d after=biuld}\n- Publish\n";

fn json(arguments: &[&str]) -> (i32, serde_json::Value) {
    let (status, stdout, stderr) = parts(critpath(arguments));
    let value = serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}{stderr}"));
    (status, value)
}

#[test]
fn check_tells_what_is_wrong_in_every_form() {
    for format in ["text", "json", "github"] {
        let run = critpath(["check", "-", "--format", format]).stdin(FAULTY);
        insta::assert_snapshot!(format!("check_{format}"), run.text());
    }
    let (status, sarif, _) = parts(critpath(["check", "-", "--format", "sarif"]).stdin(FAULTY));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).unwrap();
    assert_eq!((status, &sarif["version"]), (1, &"2.1.0".into()));
    assert!(sarif["runs"][0]["results"].as_array().is_some_and(|results| !results.is_empty()));
}

#[test]
fn check_takes_files_and_folders_and_goes_on_after_one_that_it_cannot_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join(MINIMAL), folder.path().join("good.md")).unwrap();
    fs::write(folder.path().join("broken.md"), FAULTY).unwrap();
    let files = |arguments: &[&str]| {
        let run = critpath(["check", "--format", "json"].iter().chain(arguments)).folder(folder.path());
        let (status, stdout, _) = parts(run);
        let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
        (status, answer["files"].as_array().map_or(0, Vec::len))
    };
    assert_eq!(files(&["good.md"]), (0, 1));
    assert_eq!(files(&["."]), (1, 2));
    assert_eq!(files(&["good.md", "broken.md", "good.md"]), (1, 2));
    assert_eq!(files(&["good.md", "missing.md"]), (2, 2));
    // What cannot be read is a finding, too, so that programs need not read messages.
    let run = critpath(["check", "--format", "json", "missing.md"]).folder(folder.path());
    let (status, stdout, _) = parts(run);
    let answer: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!((status, &answer["summary"]["errors"]), (2, &1.into()));
    assert_eq!(answer["files"][0]["file"], "missing.md");
    assert_eq!(answer["files"][0]["diagnostics"][0]["code"], "file.read");
    let (status, stdout, stderr) = parts(critpath(["check", "missing.md"]).folder(folder.path()));
    assert!(status == 2 && stdout.is_empty() && stderr.contains("error[file.read]"), "{stdout}{stderr}");
}

#[test]
fn check_joins_the_parts_of_a_work_breakdown_as_schedule_does() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "design.json",
        r#"{"id": "1", "name": "Design", "subtasks": [{"id": "1.1", "name": "Draw", "duration": 2}]}"#,
    );
    write(
        "build.json",
        r#"{"id": "2", "name": "Build", "subtasks": [{"id": "2.1", "name": "Weld", "duration": 1, "dependencies": ["1.1"]}]}"#,
    );
    fs::copy(root().join(MINIMAL), folder.path().join("good.md")).unwrap();
    let run = |arguments: &[&str]| {
        let (status, stdout, stderr) = parts(critpath(arguments).folder(folder.path()));
        let answer: serde_json::Value =
            serde_json::from_str(&stdout).unwrap_or_else(|e| panic!("{e}: {stderr}"));
        (status, answer)
    };
    let both = ["design.json", "build.json", "--start", "2026-12-07", "--format", "json"];
    let (status, checked) = run(&[&["check", "good.md"], &both[..]].concat());
    assert_eq!(status, 0, "{checked:#}");
    let files: Vec<_> = checked["files"].as_array().unwrap().iter().map(|file| &file["file"]).collect();
    assert_eq!(files, ["good.md", "design.json", "build.json"]);
    let (status, scheduled) = run(&[&["schedule"], &both[..]].concat());
    assert_eq!((status, &scheduled["finish"]), (0, &"2026-12-09T17:00:00".into()));
    // On its own, a part misses what the other one holds.
    let (status, alone) = run(&["check", "build.json", "--format", "json"]);
    let codes: Vec<_> =
        alone["files"][0]["diagnostics"].as_array().unwrap().iter().map(|found| &found["code"]).collect();
    assert!(status == 1 && codes.contains(&&"id.unknown".into()), "{alone:#}");
}

#[test]
fn check_sees_what_only_dates_show() {
    let late = "# R {start=2026-12-07}\n- Build {#build 3d deadline=2026-12-08}\n";
    let (status, stdout, _) = parts(critpath(["check", "-"]).stdin(late));
    assert_eq!(status, 1, "{stdout}");
    assert!(stdout.contains("schedule.negative_float"), "{stdout}");
}

#[test]
fn schedule_answers_in_every_form() {
    for format in ["text", "table", "gantt", "json", "csv", "md", "mermaid"] {
        let run = critpath(["schedule", MINIMAL, "--format", format]);
        insta::assert_snapshot!(format!("schedule_{format}"), run.text());
    }
    let (status, svg, _) = parts(critpath(["schedule", MINIMAL, "--format", "svg"]));
    assert!(status == 0 && svg.starts_with("<svg") && svg.ends_with("</svg>\n"), "{svg}");
    let (status, page, _) = parts(critpath(["schedule", MINIMAL, "--format", "html"]));
    assert!(status == 0 && page.starts_with("<!"), "{page}");
}

#[test]
fn schedule_holds_what_the_contract_names() {
    let (status, answer) = json(&["schedule", DEPLOYMENT, "--format", "json"]);
    assert_eq!(status, 0);
    for key in ["start", "finish", "critical_path", "tasks", "unscheduled"] {
        assert!(answer.get(key).is_some(), "no {key}");
    }
    for task in answer["tasks"].as_array().unwrap() {
        for key in [
            "id",
            "name",
            "phase",
            "start",
            "finish",
            "early_start",
            "early_finish",
            "late_start",
            "late_finish",
            "total_float_s",
            "free_float_s",
            "critical",
            "driver",
        ] {
            assert!(task.get(key).is_some(), "no {key} in {task}");
        }
    }
}

#[test]
fn schedule_writes_the_form_that_the_extension_names() {
    let folder = tempfile::tempdir().unwrap();
    let guide = root().join(MINIMAL);
    for (name, start) in
        [("a.svg", "<svg"), ("a.json", "{"), ("a.csv", "id,"), ("a.html", "<!"), ("a.mmd", "gantt")]
    {
        let run = critpath(["schedule".as_ref(), guide.as_os_str(), "-o".as_ref(), name.as_ref()]);
        let (status, stdout, stderr) = parts(run.folder(folder.path()));
        assert_eq!((status, stdout.as_str()), (0, ""), "{stderr}");
        let written = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(written.starts_with(start), "{name}: {written}");
    }
    let run = critpath(["schedule".as_ref(), guide.as_os_str(), "-o".as_ref(), "no/such/a.svg".as_ref()]);
    insta::assert_snapshot!("schedule_into_a_missing_folder", run.folder(folder.path()).text());
}

#[test]
fn the_start_on_the_command_line_counts_more() {
    let (_, answer) = json(&["schedule", MINIMAL, "--start", "2027-03-01T13:00", "--format", "json"]);
    assert_eq!(answer["start"], "2027-03-01T13:00:00");
}

#[test]
fn schedule_says_why_it_cannot_and_when_there_is_no_answer() {
    for (name, guide) in [
        ("no_start", "# R\n- Build {#build 2h}\n"),
        ("errors", FAULTY),
        ("nothing_dated", "# R {start=2026-12-07}\n\n## Tasks\n- Build\n- Test\n"),
        ("no_tasks", "# Notes {start=2026-12-07}\n\nNothing to do.\n"),
    ] {
        insta::assert_snapshot!(format!("schedule_{name}"), critpath(["schedule", "-"]).stdin(guide).text());
    }
}

#[test]
fn floats_tell_how_much_room_there_is() {
    let guide = "# Cutover {start=2026-12-07}\n- Order {#order 3d}\n- Rack {#rack 1d after=order}\n\
        - Write the runbook {#runbook 2d}\n- Cut over {#cutover 4h after=rack,runbook}\n";
    for (name, options) in [
        ("usual", &[][..]),
        ("of_ones_own", &["--paths", "1", "--bands", "4h,2d", "--delay-cost", "1500"]),
        ("json", &["--paths", "1", "--bands", "1d", "--format", "json"]),
        ("no_limit", &["--bands", "soon"]),
    ] {
        let arguments = [&["floats", "-"][..], options].concat();
        insta::assert_snapshot!(format!("floats_{name}"), critpath(&arguments).stdin(guide).text());
    }
}

#[test]
fn explain_names_the_chain() {
    for format in ["text", "json"] {
        let run = critpath(["explain", MINIMAL, "publish", "--format", format]);
        insta::assert_snapshot!(format!("explain_{format}"), run.text());
    }
    insta::assert_snapshot!("explain_unknown_task", critpath(["explain", MINIMAL, "publsh"]).text());
}

#[test]
fn convert_keeps_everything_in_json_and_says_what_other_forms_lose() {
    let folder = tempfile::tempdir().unwrap();
    let guide = root().join(DEPLOYMENT);
    let guide = guide.to_str().unwrap();
    let convert = |arguments: &[&str]| {
        let run = critpath(["convert"].iter().chain(arguments)).folder(folder.path());
        let (status, stdout, stderr) = parts(run);
        assert_eq!(status, 0, "{stderr}");
        (stdout, stderr)
    };
    assert_eq!(convert(&[guide, "plan.json"]), (String::new(), String::new()));
    // The plan as JSON has the same dates as the guide.
    let (_, from_guide) = json(&["schedule", guide, "--format", "json"]);
    let plan = folder.path().join("plan.json");
    let (_, from_json) = json(&["schedule", plan.to_str().unwrap(), "--format", "json"]);
    assert_eq!(from_guide, from_json);
    // Once more is the same bytes.
    convert(&["plan.json", "again.json"]);
    assert_eq!(fs::read(&plan).unwrap(), fs::read(folder.path().join("again.json")).unwrap());

    let (_, said) = convert(&["plan.json", "tasks.csv"]);
    insta::assert_snapshot!("convert_loses", said);
    let (csv, _) = convert(&["plan.json", "-", "--to", "csv"]);
    assert_eq!(csv, fs::read_to_string(folder.path().join("tasks.csv")).unwrap());
    // A project for planning programs has the same tasks, and the same dates are computed from it.
    let (_, said) = convert(&["plan.json", "plan.xml"]);
    insta::assert_snapshot!("convert_to_xml_loses", said);
    let project = folder.path().join("plan.xml");
    let (_, from_project) = json(&["schedule", project.to_str().unwrap(), "--format", "json"]);
    let ids = |answer: &serde_json::Value| {
        let tasks = answer["tasks"].as_array().unwrap().iter();
        tasks.map(|task| task["id"].as_str().unwrap().to_owned()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(ids(&from_project), ids(&from_guide));

    let run = critpath(["convert", "plan.json", "plan.docx"]).folder(folder.path());
    insta::assert_snapshot!("convert_to_an_unknown_form", run.text());
}

#[test]
fn report_writes_the_page_and_shows_what_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join(MINIMAL), folder.path().join("guide.md")).unwrap();
    let run = critpath(["report", "guide.md", "-o", "report.html"]).folder(folder.path());
    insta::assert_snapshot!("report", run.text());
    let page = fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(page.contains("<svg") && page.contains("Write the release notes"));
    let (status, stdout, _) = parts(critpath(["report", "guide.md"]).folder(folder.path()));
    assert!(status == 0 && stdout == page, "without a file the page goes to standard output");

    // A plan without dates still has a page.
    let run = critpath(["report", "-", "-o", "faulty.html"]).stdin(FAULTY).folder(folder.path());
    let (status, stdout, stderr) = parts(run);
    assert_eq!(status, 1, "{stdout}{stderr}");
    assert!(fs::read_to_string(folder.path().join("faulty.html")).unwrap().contains("biuld"));
}

#[test]
fn report_draws_the_present_only_when_asked() {
    let page = |arguments: &[&str]| parts(critpath(["report", MINIMAL].iter().chain(arguments))).1;
    assert_eq!(page(&[]), page(&[]));
    assert_ne!(page(&[]), page(&["--now", "2026-12-07T12:00"]));
}

#[test]
fn schemas_are_those_of_the_repository() {
    for (arguments, file) in [
        (&["schema"][..], "crates/critpath/schema/document.schema.json"),
        (&["schema", "results"], "crates/critpath/schema/results.schema.json"),
    ] {
        let (status, stdout, _) = parts(critpath(arguments));
        assert_eq!(status, 0);
        assert!(
            stdout == fs::read_to_string(root().join(file)).unwrap(),
            "{file} is not current: cargo xtask codegen"
        );
    }
}

#[test]
fn selftest_compares_with_what_was_published() {
    let (status, reports) = json(&["selftest", "--format", "json"]);
    assert_eq!(status, 0);
    let reports = reports.as_array().unwrap();
    assert!(reports.len() >= 11);
    let (status, stdout, _) = parts(critpath(["selftest"]));
    assert_eq!(status, 0);
    assert_eq!(stdout.lines().count(), reports.len() + 1, "a line for each case, and one for all:\n{stdout}");
    let (_, verbose, _) = parts(critpath(["selftest", "--verbose"]));
    assert!(verbose.contains("computed") && verbose.contains("published"));
}

#[test]
fn completions_and_manual_pages_are_made() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let (status, script, _) = parts(critpath(["completions", shell]));
        assert!(status == 0 && script.contains("schedule"), "{shell}");
    }
    let (status, page, _) = parts(critpath(["man"]));
    assert!(status == 0 && page.contains(".TH critpath 1"), "{page}");
    let folder = tempfile::tempdir().unwrap();
    let (status, _, stderr) = parts(critpath(["man".as_ref(), folder.path().as_os_str()]));
    assert_eq!(status, 0, "{stderr}");
    let mut pages: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    pages.sort();
    assert!(pages.len() >= 9 && pages.contains(&"critpath-check.1".into()), "{pages:?}");
}

#[test]
fn of_very_many_findings_the_worst_are_shown() {
    let tasks: String = (0..150).map(|at| format!("- T{at} {{#t{at}}}\n")).collect();
    let wrong: String = (0..120).map(|at| format!("- W{at} {{#w{at} 1h after=none-{at}}}\n")).collect();
    let guide = format!("# R {{start=2026-12-07 colour=red}}\n\n## Tasks\n{tasks}{wrong}");
    let (status, stdout, _) = parts(critpath(["check", "-"]).stdin(guide.as_str()));
    assert_eq!(status, 1);
    assert_eq!(stdout.matches("error[id.unknown]").count(), 100, "{stdout}");
    assert!(!stdout.contains("warning["), "errors come first: {stdout}");
    let end = stdout.lines().rev().take(3).collect::<Vec<_>>();
    assert!(end[0].starts_with("120 errors and "), "{end:?}");
    assert!(end[2].ends_with("more findings; `critpath check --format json` lists all of them"), "{end:?}");
}

#[test]
fn the_plan_itself_is_never_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let guide = fs::read_to_string(root().join(MINIMAL)).unwrap();
    fs::write(folder.path().join("guide.md"), &guide).unwrap();
    fs::write(folder.path().join("page.html"), &guide).unwrap();
    for arguments in [
        &["convert", "guide.md", "./guide.md"][..],
        &["schedule", "guide.md", "-o", "guide.md"],
        &["schedule", ".", "-o", "guide.md"],
        &["report", "page.html", "-o", "page.html"],
    ] {
        let (status, _, stderr) = parts(critpath(arguments).folder(folder.path()));
        assert!(status == 2 && stderr.contains("is the plan itself"), "{arguments:?}: {stderr}");
    }
    for file in ["guide.md", "page.html"] {
        assert_eq!(fs::read_to_string(folder.path().join(file)).unwrap(), guide);
    }
}

#[test]
fn a_name_that_says_no_form_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(root().join(MINIMAL), folder.path().join("guide.md")).unwrap();
    for (arguments, status) in [
        (&["schedule", "guide.md", "-o", "a.pdf"][..], 2),
        (&["schedule", "guide.md", "-o", "noext"], 2),
        (&["schedule", "guide.md", "-o", "noext", "--format", "csv"], 0),
        (&["report", "guide.md", "-o", "a.svg"], 2),
        (&["convert", "guide.md", "a.png"], 2),
    ] {
        let (found, _, stderr) = parts(critpath(arguments).folder(folder.path()));
        assert_eq!(found, status, "{arguments:?}: {stderr}");
        assert_eq!(status == 2, stderr.contains("format.unknown"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_schedule_is_assessed_by_the_fourteen_points() {
    let plan = "examples/plans/minimal.md";
    let (status, answer) =
        json(&["check", "--profile", "dcma", plan, "--now", "2026-12-11", "--format", "json"]);
    assert_eq!(status, 1);
    let assessment = &answer["assessments"][0];
    assert_eq!(assessment["file"], plan);
    assert_eq!(assessment["data_date"], "2026-12-11");
    let checks = assessment["checks"].as_array().unwrap();
    let points: Vec<_> =
        checks.iter().filter(|check| check["point"].as_str().unwrap().starts_with("DCMA")).collect();
    assert_eq!(points.len(), 14);
    assert_eq!((&checks[0]["value"], &checks[0]["verdict"]), (&50.0.into(), &"fail".into()));
    assert_eq!(checks[0]["tasks"], serde_json::json!(["build", "publish"]));
    let (status, stdout, _) = parts(critpath(["check", "--profile", "dcma", plan]));
    assert_eq!(status, 1);
    insta::assert_snapshot!("assessment", stdout.split_once("Assessment").unwrap().1);
    let (_, answer) = json(&["check", plan, "--format", "json"]);
    assert_eq!(answer["assessments"], serde_json::json!([]));
}
