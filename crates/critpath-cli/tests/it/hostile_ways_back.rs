//! Ways back, gates and measurements that nobody would write on purpose: an answer or a message, and nothing that acts.

use std::fs;

use crate::command::{critpath, parts};

const SCRIPT: &str = "<script>alert(1)</script><img src=x onerror=alert(2)>";

/// Plans that say odd things of their way back and their gates.
fn plans() -> Vec<(&'static str, String)> {
    let night = |settings: &str, tasks: &str| {
        format!("# Night {{start=2026-12-07T22:00 calendar=always {settings}}}\n\n{tasks}")
    };
    let chain: String =
        (0..3_000).map(|n| format!("- t{n} {{#t{n} 1s after=t{} undo=1s}}\n", n - 1)).collect();
    let crowd: String = (0..60).map(|n| format!("- t{n} {{#t{n} 10m needs=dba undo={n}m}}\n")).collect();
    vec![
        ("cyclic.md", night("", "- A {#a 1h undo=1m undo-after=b}\n- B {#b 1h after=a undo=1m undo-after=a}\n")),
        ("itself.md", night("", "- A {#a 1h undo=1m undo-after=a}\n")),
        (
            "negative.md",
            night(
                "rollback-objective=-5m rollback-detection=-90s rollback-decision=-1h rollback-stabilization=-2d",
                "- A {#a 1h undo=-5m undo-until=-30m undo-late=-1m undo-abort=-1m undo-verify=-1m}\n",
            ),
        ),
        (
            "huge.md",
            night(
                "rollback-objective=99999999999999w rollback-detection=99999999w rollback-stabilization=999999d",
                "- A {#a 1h undo=99999999999999999999d undo-until=+99999999w}\n\
                 - B {#b 1h after=a undo-restore=99999999999999999999999TB undo-rate=0.0000000001B/s}\n\
                 - C {#c 9999999d after=b undo=9999999d undo-verify=999999w}\n",
            ),
        ),
        ("nothing.md", night("rollback-scope=nowhere rollback-calendar=never rollback-window=none", "- A {#a 1h undo=1m}\n")),
        ("ended.md", night("rollback-window-end=1900-01-01", "- A {#a 1h undo=1m}\n")),
        ("sure.md", night("rollback-failure-probability=NaN risk-appetite=-1", "- A {#a 1h undo=1m/2m/1m}\n")),
        ("chain.md", night("rollback-objective=1m", &chain.replacen(" after=t-1", "", 1))),
        ("crowd.md", format!("{}\n## Resources\n\n- dba {{#dba capacity=1}}\n", night("rollback-objective=1m", &crowd))),
        (
            "script.md",
            format!(
                "# Night {SCRIPT} {{start=2026-12-07T22:00 calendar=always rollback-objective=1m risk-appetite=0.01}}\n\n\
                 - Switch {SCRIPT} {{#a 1h undo=5m undo-until=+1m owner=\"{SCRIPT}\"}}\n\n## Gates\n\n\
                 - Go {SCRIPT} {{#go owner=\"{SCRIPT}\"}}\n\n## Risks\n\n| Risk | Probability | Impact | Mitigation |\n|---|---|---|---|\n\
                 | Loss {SCRIPT} | 90% | 0.9 | {SCRIPT} |\n"
            ),
        ),
        (
            "script.json",
            serde_json::json!({
                "format": "critpath/1", "name": SCRIPT, "start": "2026-12-07T22:00", "calendar": "always",
                "risk_appetite": 0.1, "rollback": { "objective": "1m", "window_end": "2026-12-07T22:30" },
                "tasks": [{ "id": SCRIPT, "name": SCRIPT, "duration": "1h", "undo": { "duration": "1h" } }],
                "risks": [{ "id": SCRIPT, "name": SCRIPT, "owner": SCRIPT, "probability": { "text": SCRIPT, "value": 0.9 },
                    "impact": { "text": SCRIPT, "value": 0.9 }, "mitigations": [{ "text": SCRIPT }] }],
                "gates": [{ "id": "go", "name": SCRIPT, "owner": SCRIPT, "finish_probability": 0.9 }],
            })
            .to_string(),
        ),
        (
            "numbers.json",
            r#"{"format": "critpath/1", "name": "N", "start": "2026-12-07", "risk_appetite": -5,
                "rollback": {"objective": "-1m", "failure_probability": 7, "window_end": "0001-01-01"},
                "tasks": [{"id": "a", "name": "A", "duration": "1h", "undo": {"estimate": {"low": "9d", "high": "1d"}}}],
                "gates": [{"id": "go", "name": "Go", "finish_probability": 1e300, "confidence": -3, "canary_tolerance": -1}]}"#
                .to_owned(),
        ),
    ]
}

const MEASURED: &[(&str, &str)] = &[
    ("deep.json", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["),
    (
        "odd.json",
        r#"{"measurements": [{"metric": "errors", "total": -5, "failures": 1e308, "window": "-1h"}]}"#,
    ),
    ("script.csv", "metric,time,value,unit\n<script>alert(1)</script>,0,1e999,<b>\n"),
];

#[test]
fn no_plan_and_no_measurement_brings_a_way_back_or_a_gate_down() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in MEASURED {
        fs::write(folder.path().join(format!("measured-{name}")), text).unwrap();
    }
    for (name, text) in plans() {
        fs::write(folder.path().join(name), text).unwrap();
        for arguments in [
            &["rollback", name][..],
            &["rollback", name, "--format", "json"],
            &["rollback", name, "--runs", "20"],
            &["rollback", name, "--at", "0001-01-01"],
            &["rollback", name, "--at", "9999-12-31T23:59"],
            &["gate", name],
            &["gate", name, "--gate", "go", "--runs", "20"],
            &[
                "gate",
                name,
                "-m",
                "measured-deep.json",
                "-m",
                "measured-odd.json",
                "-m",
                "measured-script.csv",
            ],
        ] {
            let (status, stdout, stderr) = parts(critpath(arguments).folder(folder.path()));
            let said = format!("critpath {}: exit status {status}\n{stdout}{stderr}", arguments.join(" "));
            assert!((0..=3).contains(&status), "{said}");
            for word in ["panicked", "backtrace", "error[internal]", "overflowed its stack"] {
                assert!(!said.contains(word), "{said}");
            }
            assert!(status != 2 || stderr.contains("error"), "a failure says why: {said}");
        }
    }
}

#[test]
fn nothing_of_a_plan_acts_on_a_page_a_picture_or_a_summary() {
    let folder = tempfile::tempdir().unwrap();
    let scripts: Vec<_> = plans().into_iter().filter(|(name, _)| name.starts_with("script")).collect();
    for (name, text) in &scripts {
        fs::write(folder.path().join(name), text).unwrap();
    }
    for (name, _) in &scripts {
        for format in ["html", "svg", "md"] {
            for arguments in [
                &["rollback", name, "--format", format][..],
                &["gate", name, "--runs", "20", "--format", format],
                &["gate", "script.json", "--gate", "go", "--runs", "20", "--format", format],
            ] {
                let (_, stdout, stderr) = parts(critpath(arguments).folder(folder.path()));
                assert!(!stdout.is_empty(), "{stderr}");
                for tag in ["<script>alert", "<img src"] {
                    assert!(!stdout.contains(tag), "critpath {}: {stdout}", arguments.join(" "));
                }
            }
        }
    }
}
