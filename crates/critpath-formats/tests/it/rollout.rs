//! Rollouts of guides into tables and into definitions of other tools: what they say, and that nothing of a guide breaks them.

use std::path::PathBuf;
use std::process::Command;

use critpath::model::Document;
use critpath::model::rollout_result::RolloutResult;
use critpath::rollout::{RolloutInput, rollout, unfold};
use critpath_formats::html;
use critpath_formats::rollout::{Definitions, argo, flagger, openslo, prometheus};
use critpath_formats::svg::{self, SvgOptions, Theme};
use critpath_formats::text::{TextOptions, rollout_markdown, rollout_table};
use serde_json::{Value, json};

use super::pictures::{assert_harmless, elements};

fn read(files: &[(&str, &str)]) -> (Document, RolloutResult) {
    let document = critpath_formats::read_many(files).document;
    let answer = rollout(&RolloutInput { document: &document, measurements: &[] });
    (document, answer)
}

/// A file of the repository.
fn file(path: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn example() -> (Document, RolloutResult) {
    let (guide, objectives) = (file("examples/plans/canary.md"), file("examples/rollout/objectives.json"));
    read(&[("canary.md", &guide), ("objectives.json", &objectives)])
}

type Writer = fn(&Definitions) -> String;

const WRITERS: [(&str, Writer); 4] =
    [("prometheus", prometheus), ("openslo", openslo), ("argo", argo), ("flagger", flagger)];

/// The documents of a YAML text, read by rules that know no more than the text says.
fn documents(yaml: &str) -> Vec<Value> {
    serde_saphyr::from_multiple(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn written(name: &str, plan: &(Document, RolloutResult)) -> Vec<Value> {
    let (_, writer) = WRITERS.iter().find(|(known, _)| *known == name).unwrap();
    documents(&writer(&Definitions { document: &plan.0, rollouts: &plan.1 }))
}

#[test]
fn the_example_in_every_form() {
    let plan = example();
    insta::assert_snapshot!("canary.text", rollout_table(&plan.1, &TextOptions::default()));
    insta::assert_snapshot!("canary.md", rollout_markdown(&plan.1));
    let light = SvgOptions { theme: Theme::Light, ..SvgOptions::default() };
    insta::assert_snapshot!("canary.svg", svg::rollout(&plan.1, &light));
    for (name, writer) in WRITERS {
        let definitions = Definitions { document: &plan.0, rollouts: &plan.1 };
        insta::assert_snapshot!(format!("canary.{name}"), writer(&definitions));
    }
}

/// The numbers of an attribute of all elements of a class.
fn numbers(picture: &str, class: &str, key: &str) -> Vec<f64> {
    let of_class = elements(picture)
        .into_iter()
        .filter(|(_, attributes)| attributes.iter().any(|(name, value)| name == "class" && value == class));
    let value = |(_, attributes): (String, Vec<(String, String)>)| {
        attributes.into_iter().find(|(name, _)| name == key).and_then(|(_, value)| value.parse().ok())
    };
    of_class.filter_map(value).collect()
}

#[test]
fn the_picture_is_to_scale() {
    // A change of two minutes, then 8 minutes of watching; unseen for 90 s, decided in 30 s, undone in no time.
    let guide = "# Release {start=2026-12-07T22:00 calendar=always rollback-decision=30s}\n\n\
        - Switch {#s rollout=canary rollout-weights=50:8m,100:8m rollout-startup=2m rollout-scale-down=1h}\n\n\
        ## Monitoring\n\n- **Health checks**: every 30 seconds\n";
    let (_, answer) = read(&[("guide.md", guide)]);
    let picture = svg::rollout(&answer, &SvgOptions::default());
    let [changes] = numbers(&picture, "change", "width")[..1] else { panic!("no change: {picture}") };
    let watched = numbers(&picture, "soak", "width");
    assert!((watched[0] - 4.0 * changes).abs() < 0.2 && (watched[1] - watched[0]).abs() < 0.2, "{watched:?}");
    let heights = numbers(&picture, "soak", "height");
    assert!((heights[1] - 2.0 * heights[0]).abs() < 0.2, "{heights:?}");
    let unseen = numbers(&picture, "unseen", "width");
    assert!((unseen[0] - 0.75 * changes).abs() < 0.2, "{unseen:?} of {changes}");
    let decided = numbers(&picture, "decision", "width");
    assert!((decided[0] - 0.25 * changes).abs() < 0.2, "{decided:?} of {changes}");
    // The old version stands by for much longer than all of it: no room for that.
    assert!(!picture.contains("old version gone"));
    assert!(svg::rollout(&example().1, &SvgOptions::default()).contains("old version gone"));
}

#[test]
fn a_plan_without_rollouts_has_a_picture_and_a_page_that_say_so() {
    let (_, answer) = read(&[("guide.md", "# Plan\n\n- Build {#build 1d}\n")]);
    assert!(svg::rollout(&answer, &SvgOptions::default()).contains("No task of the plan is a rollout."));
    assert!(html::rollout_page(&answer).contains("No task of the plan is a rollout."));
}

#[test]
fn pictures_and_pages_of_any_rollout_are_harmless() {
    let odd = json!({ "format": "critpath/1", "name": "odd", "tasks": [
        { "id": "many", "name": "many", "rollout": { "strategy": "rolling", "instances": 90, "startup": "10s" } },
        { "id": "still", "name": "still", "rollout": { "strategy": "blue_green" } },
        { "id": "long", "name": "long", "rollout": { "steps": [{ "weight": 1, "soak": "900000000000d" }, { "weight": 100 }] } },
    ]});
    let odd = read(&[("odd.json", &odd.to_string())]);
    for plan in HOSTILE.iter().map(|name| named(name)).chain([example(), odd]) {
        for width in [0, 480, 1200, u32::MAX] {
            let picture = svg::rollout(&plan.1, &SvgOptions { width, ..SvgOptions::default() });
            assert_harmless(&picture);
            assert!(!picture.contains("NaN") && !picture.contains("inf\""), "{picture}");
            assert_eq!(picture, svg::rollout(&plan.1, &SvgOptions { width, ..SvgOptions::default() }));
        }
        let page = html::rollout_page(&plan.1);
        assert!(!page.contains("<script") && page.contains("default-src 'none'"), "{page}");
    }
}

#[test]
fn every_strategy_has_its_place() {
    let plan = read(&[(
        "guide.md",
        "# Release {start=2026-12-07 calendar=always}\n\n\
         - Blue-green {#api rollout=blue-green rollout-weights=0:10m,100:1h:people rollout-startup=1m rollout-scale-down=2h}\n\
         - Rolling {#web rollout=rolling rollout-instances=10 rollout-batch=3 rollout-startup=30s rollout-soak=1m}\n\
         - Recreate {#jobs rollout=recreate rollout-startup=2m rollout-soak=5m}\n\n\
         ## Gates\n\n- Go/no-go gate {#people owner=ops}\n\n## Monitoring\n\n- **Health**: every 10 seconds {#health}\n",
    )]);
    let argo = written("argo", &plan);
    let strategies: Vec<&Value> = argo.iter().map(|it| &it["spec"]["strategy"]).collect();
    assert_eq!(
        strategies,
        [
            &json!({ "blueGreen": {
                "activeService": "api", "previewService": "api-preview", "autoPromotionEnabled": true,
                "autoPromotionSeconds": 600, "scaleDownDelaySeconds": 7200,
            } }),
            &json!({ "canary": { "maxSurge": 3, "maxUnavailable": 0 } }),
            &json!({ "canary": { "maxSurge": 0, "maxUnavailable": "100%" } }),
        ]
    );
    assert_eq!((&argo[1]["spec"]["replicas"], &argo[1]["spec"]["minReadySeconds"]), (&json!(10), &json!(60)));
    let flagger = written("flagger", &plan);
    assert_eq!(flagger.len(), 1);
    assert_eq!(
        flagger[0]["spec"]["analysis"],
        json!({ "interval": "10s", "threshold": 3, "iterations": 60, "metrics": [] })
    );
}

#[test]
fn what_people_decide_waits_for_people() {
    let plan = read(&[(
        "guide.md",
        "# Release\n\n- Go {#api rollout=canary rollout-weights=12.5:10m:people,100:1h}\n\n## Gates\n\n- Go/no-go gate {#people owner=ops}\n",
    )]);
    let steps = &written("argo", &plan)[0]["spec"]["strategy"]["canary"]["steps"];
    assert_eq!(
        steps,
        &json!([
            { "setWeight": 13 }, { "pause": { "duration": "10m" } }, { "pause": {} },
            { "setWeight": 100 }, { "pause": { "duration": "1h" } },
        ])
    );
}

#[test]
fn stated_selectors_and_queries_are_taken() {
    let plan = read(&[(
        "plan.json",
        r#"{"format": "critpath/1", "name": "P",
            "tasks": [{"id": "api", "name": "API", "rollout": {"steps": [{"weight": 100, "soak": "10m"}], "criteria": ["cpu"]}}],
            "criteria": [{"id": "cpu", "name": "CPU", "conditions": [{"metric": "cpu", "comparator": "<", "target": 70, "unit": "%",
                "query": "100 * avg(rate(container_cpu_usage_seconds_total{pod=~\"api-.*\"}[5m]))"}]}],
            "objectives": [{"id": "o", "name": "O", "metric": "availability", "target": 99.5, "period": "7d",
                "total_selector": "grpc_total{job=\"api\"}", "failure_selector": "grpc_total{job=\"api\",code!=\"OK\"}",
                "alerts": [{"long_window": "1h", "budget_percent": 8}, {"long_window": "1h", "burn_rate": 1000}]}]}"#,
    )]);
    let rules = written("prometheus", &plan);
    let groups = rules[0]["groups"].as_array().unwrap();
    let expressions: Vec<&str> = groups
        .iter()
        .flat_map(|group| group["rules"].as_array().unwrap())
        .map(|rule| rule["expr"].as_str().unwrap())
        .collect();
    assert_eq!(
        expressions,
        [
            "((sum(rate(grpc_total{job=\"api\",code!=\"OK\"}[1h])) or vector(0)) / sum(rate(grpc_total{job=\"api\"}[1h]))) > 0.0672 and \
             ((sum(rate(grpc_total{job=\"api\",code!=\"OK\"}[5m])) or vector(0)) / sum(rate(grpc_total{job=\"api\"}[5m]))) > 0.0672",
            "(100 * avg(rate(container_cpu_usage_seconds_total{pod=~\"api-.*\"}[5m]))) >= 70",
        ]
    );
    // The alert that cannot fire is left out, and said to be.
    let text = prometheus(&Definitions { document: &plan.0, rollouts: &plan.1 });
    assert!(
        text.contains("# Left out: an alert of o that states no window or no threshold, or cannot fire.")
    );
    let slo = written("openslo", &plan).into_iter().find(|it| it["kind"] == "SLO").unwrap();
    assert_eq!(slo["spec"]["objectives"][0]["target"], 0.995);
    assert_eq!(slo["spec"]["timeWindow"], json!([{ "duration": "1w", "isRolling": true }]));
}

/// Names that would be something else in YAML, in PromQL, in a template or on a page.
const HOSTILE: &[&str] = &[
    "no",
    "~",
    "null",
    "1e3",
    "0x10",
    "2026-12-07",
    "1:30",
    "- a",
    "a: b",
    "a #b",
    "*a",
    "&a",
    "!!python/object:os.system",
    "%YAML",
    "@a",
    "`a`",
    "| a",
    "> a",
    "[a",
    "{a",
    "\"",
    "'",
    "\\",
    "a\"} or vector(1) #",
    "a\nb: c",
    "a\r\n---\nkind: Secret",
    "{{ printf \"%s\" .Values }}",
    "{{{{ end }}}}",
    "{{",
    "<script>alert(1)</script>",
    "\u{202e}gnp.exe",
    "\u{2028}x",
    "\u{85}x",
    "\0\u{1b}[31m",
    "\u{feff}",
    "راه‌اندازی",
    "👩‍💻",
    " ",
    "",
];

/// A plan in which everything is called by one name.
fn named(name: &str) -> (Document, RolloutResult) {
    let plan = json!({
        "format": "critpath/1", "name": name,
        "tasks": [
            { "id": name, "name": name, "owner": name, "rollout": {
                "service": name, "traffic_per_second": 100, "interval": "10s", "criteria": [name],
                "steps": [{ "weight": 5 }, { "weight": 100, "soak": "10m" }] } },
            { "id": "other", "name": name, "rollout": {
                "strategy": "blue_green", "service": name, "traffic_per_second": 100, "criteria": [name, "other"] } },
        ],
        "monitors": [{ "id": name, "name": name, "interval": "30s" }],
        "criteria": [
            { "id": name, "name": name, "conditions": [
                { "metric": "error_rate", "comparator": "<", "target": 0.1, "unit": "%" },
                { "metric": "response_time", "comparator": "<", "target": 1, "unit": "s", "statistic": "p99" }] },
            { "id": "other", "name": name, "conditions": [{ "metric": name, "comparator": "=", "target": 1, "unit": name }] },
        ],
        "objectives": [{ "id": name, "name": name, "description": name, "metric": "availability", "target": 99.9,
            "alerts": [{ "severity": name, "long_window": "1h", "burn_rate": 14.4 }] }],
    });
    read(&[("plan.json", &plan.to_string())])
}

#[test]
fn hostile_names_stay_names() {
    let usual = named("usual");
    for name in HOSTILE {
        let plan = named(name);
        for (form, _) in WRITERS {
            let documents = written(form, &plan);
            // The same documents of the same kinds, whatever things are called.
            let kinds = |documents: &[Value]| -> Vec<Value> {
                documents.iter().map(|it| it["kind"].clone()).collect()
            };
            assert_eq!(kinds(&documents), kinds(&written(form, &usual)), "{form}: {name:?}");
            for document in documents.iter().filter(|it| it["metadata"].is_object()) {
                let label =
                    document["metadata"]["name"].as_str().unwrap_or_else(|| panic!("{form}: {name:?}"));
                assert!(is_label(label), "{form}: {label}");
            }
        }
        let text = rollout_table(&plan.1, &TextOptions::default()) + &rollout_markdown(&plan.1);
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\0', '\u{85}', '\u{2028}']), "{name:?}: {text}");
        assert!(!rollout_markdown(&plan.1).contains("<script"), "{name:?}");
        assert!(unfold(&plan.0).tasks.len() > 2);
    }
}

/// Whether Kubernetes takes a name.
fn is_label(text: &str) -> bool {
    let inside = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !text.is_empty()
        && text.len() <= 63
        && text.chars().all(inside)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

#[test]
fn odd_plans_have_definitions_all_the_same() {
    let rolled = |rollout: &str| {
        format!(r#"{{"format": "critpath/1", "tasks": [{{"id": "a", "rollout": {rollout}}}]}}"#)
    };
    let deep = "[".repeat(50_000);
    for text in [
        "{}".to_owned(),
        rolled("{}"),
        rolled("null"),
        rolled("[]"),
        rolled(r#"{"steps": [{"weight": 1e999}]}"#),
        rolled(r#"{"steps": [{"weight": 100}], "traffic_per_second": 0, "soak": "-5m"}"#),
        rolled(
            r#"{"steps": [{"weight": 0.0001}], "traffic_per_second": 1e-300, "failure_threshold": 4294967295, "interval": "6000000000s"}"#,
        ),
        rolled(
            r#"{"strategy": "rolling", "instances": 4294967295, "batch": 4294967295, "startup": "6000000000s"}"#,
        ),
        rolled(&format!(r#"{{"steps": {deep}"#)),
    ] {
        let plan = read(&[("plan.json", &text)]);
        for (form, _) in WRITERS {
            written(form, &plan);
        }
        let _ = (rollout_table(&plan.1, &TextOptions::default()), rollout_markdown(&plan.1), unfold(&plan.0));
    }
}

/// `promtool`, on the path or as `cargo xtask setup` brings it.
fn promtool() -> Option<PathBuf> {
    let brought =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../target/setup/promtool/usr/bin/promtool");
    let works =
        |path: &PathBuf| Command::new(path).arg("--version").output().is_ok_and(|it| it.status.success());
    [PathBuf::from("promtool"), brought].into_iter().find(works)
}

#[test]
fn promtool_passes_the_rules() {
    let Some(promtool) = promtool() else {
        let strict =
            std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
        assert!(!strict, "promtool is not there; `cargo xtask setup promtool` brings it");
        println!("skipped: promtool is not there; `cargo xtask setup promtool` brings it");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let plans = HOSTILE.iter().map(|name| named(name)).chain([example()]);
    let mut files = Vec::new();
    for (at, (document, rollouts)) in plans.enumerate() {
        let path = folder.path().join(format!("{at}.yml"));
        std::fs::write(&path, prometheus(&Definitions { document: &document, rollouts: &rollouts })).unwrap();
        files.push(path);
    }
    let checked = Command::new(&promtool)
        .args(["check", "rules", "--lint=all", "--lint-fatal"])
        .args(&files)
        .output()
        .unwrap();
    let said =
        format!("{}{}", String::from_utf8_lossy(&checked.stdout), String::from_utf8_lossy(&checked.stderr));
    assert!(checked.status.success(), "{said}");
    // Six rules of each: a burn rate, two checks of each rollout, a probe; the example has three burn rates and one rollout.
    assert_eq!(said.matches("SUCCESS: 6 rules found").count(), files.len(), "{said}");
    // A rule that is none is refused: the check can fail.
    let broken = folder.path().join("broken.yml");
    std::fs::write(&broken, "groups:\n- name: a\n  rules:\n  - alert: A\n    expr: sum(\n").unwrap();
    assert!(
        !Command::new(&promtool).args(["check", "rules"]).arg(&broken).output().unwrap().status.success()
    );
}
