//! What a guide leaves out: each rule finds it, and falls silent once it is said.

use std::fmt::Write as _;

use critpath::check::{CheckOptions, Profile, check};
use critpath::diagnostic::{Code, Diagnostic, Severity, SourceText};
use critpath::model::Document;
use critpath::time::Moment;
use serde_json::{Value, json};

use super::{document, findings, guide, labels, one, with_code};

/// Findings as a reader meets them, with the lines that they point to.
fn report(source: &SourceText, findings: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in findings {
        let line = |span| source.position(span).line;
        let place = found.span.map_or(0, |span| line(span.start));
        writeln!(text, "{place}: {} {}: {}", found.severity.as_str(), found.code, found.message).unwrap();
        for label in &found.labels {
            writeln!(text, "    {}: {}", line(label.span.start), label.message).unwrap();
        }
        if let Some(help) = &found.help {
            writeln!(text, "    help: {help}").unwrap();
        }
    }
    text
}

/// The guide with its document changed.
fn changed(change: impl FnOnce(&mut Document)) -> Vec<Diagnostic> {
    let mut document = guide::document();
    change(&mut document);
    check(document, &CheckOptions::default()).diagnostics
}

/// Whether a code is among the findings.
fn has(findings: &[Diagnostic], code: Code) -> bool {
    findings.iter().any(|found| found.code == code)
}

#[test]
fn a_guide_that_leaves_things_out_gets_every_finding() {
    let found = check(guide::document(), &CheckOptions::default()).diagnostics;
    insta::assert_snapshot!(report(&guide::source(), &found));
}

#[test]
fn a_complete_guide_gets_none() {
    let checked = check(guide::complete(), &CheckOptions::default());
    assert_eq!(checked.diagnostics, []);
    assert!(checked.plan.is_some());
}

#[test]
fn strategy_tasks_are_found_until_they_have_a_phase_or_an_estimate() {
    let fixed = changed(|document| {
        for task in document.tasks.iter_mut().filter(|task| task.step.is_some()) {
            task.phase = Some("prepare".into());
        }
    });
    assert!(!has(&fixed, Code::StrategyUnmapped) && !has(&fixed, Code::ScheduleUnscheduled));
    let one_left = changed(|document| {
        document.tasks[1].duration = "2h".parse().ok();
        document.tasks[2].duration = "2h".parse().ok();
    });
    let found = one_left.iter().find(|found| found.code == Code::StrategyUnmapped).expect("one is left");
    assert!(
        found.message.starts_with("1 task in 1 strategy step is mapped to no phase"),
        "{}",
        found.message
    );
}

#[test]
fn weeks_need_a_start_from_the_plan_or_the_caller() {
    assert!(!has(
        &changed(|document| document.start = Moment::parse("2026-12-07").ok()),
        Code::ScheduleRelativeWeeks
    ));
    let options = CheckOptions { start: Moment::parse("2026-12-07").ok(), ..CheckOptions::default() };
    assert!(!has(&check(guide::document(), &options).diagnostics, Code::ScheduleRelativeWeeks));
    let quarter = json!({ "phases": [{ "id": "p", "name": "P", "window": { "unit": "quarter", "first": 3, "year": 2026, "text": "Q3 2026" } }] });
    assert_eq!(findings(quarter), []);
}

#[test]
fn a_gap_a_reserve_or_room_in_the_windows_is_a_buffer() {
    assert!(has(&changed(|_| {}), Code::ScheduleNoBuffer));
    let gap = changed(|document| {
        let window = document.phases[2].window.as_mut().unwrap();
        (window.first, window.last) = (Some(5), Some(5));
    });
    assert!(!has(&gap, Code::ScheduleNoBuffer));
    assert!(!has(
        &changed(|document| document.phases[2].name = "Contingency".into()),
        Code::ScheduleNoBuffer
    ));
    let room =
        changed(|document| document.tasks.iter_mut().for_each(|task| task.duration = "4h".parse().ok()));
    assert!(!has(&room, Code::ScheduleNoBuffer));
}

#[test]
fn tasks_without_estimate_are_grouped_by_outermost_phase() {
    let found = with_code(
        Code::ScheduleUnscheduled,
        json!({
            "phases": [{ "id": "p", "name": "Build" }, { "id": "q", "name": "Inner", "parent": "p" }],
            "tasks": [
                { "id": "a", "name": "A", "phase": "p" }, { "id": "b", "name": "B", "phase": "q" }, { "id": "c", "name": "C" },
                { "id": "d", "name": "D", "duration": "1d" }, { "id": "m", "name": "M", "kind": "milestone" },
                { "id": "x", "name": "X", "progress": { "percent": 100.0 } },
                { "id": "e", "name": "E", "estimate": { "low": "1d", "likely": "2d", "high": "3d" } },
                { "id": "w", "name": "W", "window": { "unit": "date", "start": "2026-12-07", "finish": "2026-12-08" } },
            ],
        }),
    );
    let messages: Vec<_> = found.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "2 tasks of `Build` have neither an estimate nor a window and stay unscheduled: `A` and `B`",
            "the task `C` has neither an estimate nor a window and stays unscheduled",
        ]
    );
}

#[test]
fn a_latency_needs_percentile_window_and_traffic() {
    let latency = |fields: Value| {
        let mut condition =
            json!({ "metric": "response_time", "comparator": "<", "target": 500.0, "unit": "ms" });
        for (field, value) in fields.as_object().into_iter().flatten() {
            condition[field] = value.clone();
        }
        json!({ "criteria": [{ "id": "c", "name": "Speed", "conditions": [condition] }] })
    };
    let bare = one(Code::CriterionIncomplete, latency(json!({})));
    assert!(
        bare.message.contains("response time < 500 ms without percentile, window or traffic"),
        "{}",
        bare.message
    );
    assert!(bare.help.unwrap().contains("`p95 < 500 ms over 5 min at 200 requests/s`"));
    let partial = one(Code::CriterionIncomplete, latency(json!({ "statistic": "p99", "window": "10m" })));
    assert!(partial.message.contains("without traffic"), "{}", partial.message);
    assert!(partial.help.unwrap().contains("`p99 < 500 ms over 10m at 200 requests/s`"));
    assert_eq!(
        findings(latency(json!({ "statistic": "p95", "window": "5m", "traffic": "at 200 requests/s" }))),
        []
    );
    // An answer of people within hours is no latency.
    assert_eq!(findings(latency(json!({ "unit": "h", "target": 4.0 }))), []);
}

#[test]
fn availability_and_error_rate_need_windows_and_different_budgets() {
    let pair = |availability: Value, errors: Value| {
        let condition = |metric: &str, comparator: &str, target: f64, window: Value| {
            json!({ "id": metric, "name": metric, "conditions": [
                { "metric": metric, "comparator": comparator, "target": target, "unit": "%", "window": window }] })
        };
        json!({ "criteria": [condition("availability", ">=", 99.9, availability), condition("error_rate", "<", 0.1, errors)] })
    };
    let bare = pair(Value::Null, Value::Null);
    let window = one(Code::CriterionNoWindow, bare.clone());
    assert!(
        window.message.contains("86.4 s of downtime in a day, 43.2 min in 30 days or 8.76 h in a year"),
        "{}",
        window.message
    );
    let overlap = one(Code::CriterionOverlap, bare);
    assert!(overlap.message.ends_with("both allow 0.1 % of failed requests"), "{}", overlap.message);
    assert!(
        has(&findings(pair(json!("1d"), json!("1d"))), Code::CriterionOverlap),
        "the same window is the same budget"
    );
    assert_eq!(findings(pair(json!("30d"), json!("5m"))), []);
    let share = |metric: &str, target: f64| {
        let condition =
            json!({ "metric": metric, "comparator": ">=", "target": target, "unit": "%", "window": "1d" });
        json!({ "criteria": [{ "id": "c", "name": "C", "conditions": [condition] }] })
    };
    assert_eq!(
        one(Code::NumberInvalid, share("availability", 999.0)).message,
        "`C` asks for availability >= 999 %, but a share lies between 0 % and 100 %"
    );
    assert_eq!(findings(share("growth", 120.0)), []);
}

#[test]
fn detection_is_weighed_against_the_objective() {
    let guide = |interval: &str, threshold: Value, triggers: Value| {
        json!({
            "monitors": [
                { "id": "h", "name": "Health checks", "interval": interval, "failure_threshold": threshold, "triggers": triggers },
                { "id": "slow", "name": "Slow", "interval": "1h" },
            ],
            "rollback_procedures": [{ "id": "now", "name": "Immediate rollback", "kind": "immediate", "objective": "5m" }],
        })
    };
    let found = one(Code::RollbackDetection, guide("30s", Value::Null, json!([])));
    assert_eq!(
        found.message,
        "`Health checks` takes 90 s to see a failure (30 s x 3 failures in a row, the default), which eats 90 s of the 300 s of `Immediate rollback` and leaves 210 s to decide and to go back"
    );
    assert!(
        one(Code::RollbackDetection, guide("2m", json!(3), json!(["now"])))
            .message
            .contains("leaves no time")
    );
    assert_eq!(findings(guide("30s", json!(2), json!([]))), []);
    let mut linked = document(guide("10s", json!(1), json!([])));
    linked.monitors[1].triggers = vec!["now".into()];
    let found = check(linked, &CheckOptions::default()).diagnostics;
    assert!(
        found[0].message.starts_with("`Slow` takes 10800 s"),
        "only the monitor that triggers counts: {found:?}"
    );
}

#[test]
fn restores_need_a_rate_that_can_be_had() {
    let guide = |objective: Value, low: f64, high: f64, unit: &str| {
        json!({
            "resources": [
                { "id": "s", "name": "Storage", "kind": "infrastructure",
                  "quantities": [{ "metric": "storage", "low": low, "high": high, "unit": unit }, { "metric": "memory", "low": 900.0, "high": 900.0, "unit": "GB" }] }],
            "monitors": [{ "id": "h", "name": "Health checks", "interval": "30s" }],
            "rollback_procedures": [
                { "id": "now", "name": "Immediate rollback", "kind": "immediate", "objective": "5m" },
                { "id": "data", "name": "Data rollback", "kind": "data", "objective": objective }],
        })
    };
    let found = one(Code::RollbackRestoreRate, guide(Value::Null, 20.0, 50.0, "GB"));
    assert_eq!(
        found.message,
        "restoring 20-50 GB within the 300 s of `Immediate rollback` needs 66.7-166.7 MB/s, 95.2-238.1 MB/s in the 210 s left after detection, but it is open which procedure that objective governs"
    );
    let own = one(Code::RollbackRestoreRate, guide(json!("4m"), 1.0, 1.0, "TB"));
    assert!(
        own.message.starts_with("restoring 1 TB within the 240 s of `Data rollback` needs 4167 MB/s"),
        "{}",
        own.message
    );
    assert!(!has(&findings(guide(json!("2h"), 20.0, 50.0, "GB")), Code::RollbackRestoreRate));
    // A rate that the plan states takes the place of the reference.
    let mut fast = document(guide(json!("4m"), 1.0, 1.0, "TB"));
    fast.tasks.push(serde_json::from_value(json!({ "id": "t", "name": "T", "duration": "1h", "undo": {
        "restore_size": { "low": 1.0, "high": 1.0, "unit": "TB" }, "restore_rate": { "low": 5.0, "high": 5.0, "unit": "GB/s" } } })).unwrap());
    assert!(!has(&check(fast, &CheckOptions::default()).diagnostics, Code::RollbackRestoreRate));
}

#[test]
fn mitigations_are_matched_by_their_significant_words() {
    let guide = |mitigations: &[&str]| {
        let mitigations: Vec<_> = mitigations.iter().map(|text| json!({ "text": text })).collect();
        json!({
            "phases": [{ "id": "p", "name": "Staging deployment" }],
            "tasks": [
                { "id": "a", "name": "Back up the databases", "duration": "1h" },
                { "id": "b", "name": "Integration tests", "duration": "1h", "phase": "p" },
                { "id": "c", "name": "Balance the load", "duration": "1h" },
            ],
            "checklists": [{ "id": "l", "name": "L", "items": [{ "id": "i", "text": "Security scan completed", "owner": "qa" }] }],
            "risks": [{ "id": "r", "name": "R", "mitigations": mitigations }],
        })
    };
    let carried = guide(&["Automated backups", "Security scanning", "Testing on staging", "of the", ""]);
    assert_eq!(findings(carried), []);
    let found =
        one(Code::MitigationUnplanned, guide(&["Load testing", "Automated backups", "Penetration testing"]));
    assert_eq!(
        found.message,
        "2 mitigations are promised but no task carries them out: `Load testing` and `Penetration testing`"
    );
    let mut closed = document(guide(&["Load testing"]));
    closed.risks[0].status = critpath::model::RiskStatus::Closed;
    assert!(!has(&check(closed, &CheckOptions::default()).diagnostics, Code::MitigationUnplanned));
}

#[test]
fn checklist_items_stand_once_have_someone_and_come_in_order() {
    let lists = |before: Value, during: Value, undo: Value| {
        json!({
            "tasks": [{ "id": "migrate", "name": "Migrate the orders", "duration": "1h", "undo": undo }],
            "checklists": [{ "id": "b", "name": "Before", "items": before }, { "id": "d", "name": "During", "items": during }],
        })
    };
    let item = |id: &str, text: &str| json!({ "id": id, "text": text, "owner": "qa" });
    let fine = lists(
        json!([item("a", "Migration plan approved")]),
        json!([item("b", "Smoke tests passed"), item("c", "Migrations applied")]),
        Value::Null,
    );
    assert_eq!(findings(fine), []);
    let early = |undo: Value| {
        lists(
            json!([item("a", "Database migrations applied")]),
            json!([item("b", "Smoke tests passed")]),
            undo,
        )
    };
    let found = one(Code::ChecklistOrder, early(Value::Null));
    assert_eq!(
        found.message,
        "`Database migrations applied` stands before `Smoke tests passed` of `During`, which would show it to be wrong, and nothing undoes it"
    );
    assert_eq!(findings(early(json!({ "duration": "15m" }))), []);
    let twice = lists(json!([item("a", "Docs updated")]), json!([item("b", "docs  updated.")]), Value::Null);
    assert_eq!(
        one(Code::ChecklistDuplicate, twice).message,
        "`Docs updated` stands in `Before` and again in `During`: one tick does not tell which is meant"
    );
    let bare = lists(
        json!([{ "id": "a", "text": "A" }, item("b", "B")]),
        json!([{ "id": "c", "text": "C", "evidence": "link" }]),
        Value::Null,
    );
    let found = one(Code::ChecklistUnowned, bare);
    assert_eq!(
        found.message,
        "1 of 3 checklist items have no owner and no evidence, so a tick is anyone's word"
    );
}

#[test]
fn metrics_criteria_and_rollbacks_are_held_together() {
    let guide = |metrics: &[&str], triggers: &[&str]| {
        json!({
            "monitors": [{ "id": "m", "name": "Dashboard", "metrics": metrics }],
            "rollback_procedures": [{ "id": "r", "name": "Back", "triggers": triggers }],
            "criteria": [{ "id": "c", "name": "Errors", "conditions": [{ "metric": "error_rate", "comparator": "<", "target": 1.0, "unit": "%" }] }],
        })
    };
    assert_eq!(findings(guide(&["error_rate"], &["if the error rate exceeds its target"])), []);
    let found = one(Code::MetricNoCriterion, guide(&["errors", "disk", "user_engagement"], &["on errors"]));
    assert_eq!(
        found.message,
        "2 metrics are monitored but no criterion judges them: `disk` and `user engagement`"
    );
    let codes = with_code(Code::CriterionUnmonitored, guide(&["cpu"], &["by hand"]));
    let messages: Vec<_> = codes.iter().map(|found| found.message.as_str()).collect();
    assert_eq!(
        messages,
        ["no monitor measures 1 target: `error rate`", "no rollback is triggered by 1 target: `error rate`"]
    );
    // Criteria of a document that is no deployment guide need no monitor.
    assert_eq!(
        findings(
            json!({ "criteria": [{ "id": "c", "name": "C", "conditions": [{ "metric": "coverage", "target": 90.0, "unit": "%" }] }] })
        ),
        []
    );
}

#[test]
fn profiles_are_data_and_known_by_name() {
    let mut profile = Profile::named("deploy").unwrap();
    assert_eq!(profile, Profile::default());
    profile.severities.insert(Code::ScheduleNoBuffer, None);
    profile.severities.insert(Code::StrategyUnmapped, Some(Severity::Info));
    profile.thresholds.detection_share = 0.9;
    let found = check(guide::document(), &CheckOptions { profile, ..CheckOptions::default() }).diagnostics;
    assert!(!has(&found, Code::ScheduleNoBuffer) && !has(&found, Code::RollbackDetection));
    assert!(
        found.iter().any(|found| found.code == Code::StrategyUnmapped && found.severity == Severity::Info)
    );
    let unknown = Profile::named("deploi").unwrap_err();
    assert_eq!(unknown.code(), Code::OptionInvalid);
    assert_eq!(unknown.to_string(), "no profile is named `deploi`; did you mean `deploy`?");
    assert_eq!(
        Profile::named("nasa").unwrap_err().to_string(),
        "no profile is named `nasa`; there is `deploy`, `dcma`"
    );
}

#[test]
fn labels_say_what_stands_where() {
    let found = check(guide::document(), &CheckOptions::default()).diagnostics;
    let strategy = found.iter().find(|found| found.code == Code::StrategyUnmapped).unwrap();
    assert_eq!(labels(strategy), ["2 tasks of `Packaging`", "1 task of `Data`"]);
}

#[test]
fn tasks_of_the_strategy_that_are_done_need_no_phase_and_help_names_none_that_is_not_there() {
    let guide = |percent: u32, phases: Value| {
        json!({
            "strategy": [{ "id": "s", "name": "S" }],
            "phases": phases,
            "tasks": [{ "id": "a", "name": "A", "step": "s", "progress": { "percent": percent } }],
        })
    };
    assert_eq!(with_code(Code::StrategyUnmapped, guide(100, json!([]))), []);
    let help = |phases| one(Code::StrategyUnmapped, guide(50, phases)).help.unwrap_or_default();
    assert!(help(json!([])).starts_with("say how long it takes: write `{2d}` after `A`"));
    assert!(help(json!([{ "id": "p", "name": "P" }])).contains("write `{2d phase=p}` after `A`"));
}

#[test]
fn a_start_at_which_no_task_works() {
    let task = |field: &str, value: Value| {
        let mut task = json!({ "id": "a", "name": "A", "duration": "1d" });
        task[field] = value;
        task
    };
    // A Saturday night.
    let starts = |start: &str, tasks: Value| {
        let found = with_code(Code::DateNotWorking, json!({ "start": start, "tasks": tasks }));
        found.into_iter().map(|found| found.message).collect::<Vec<_>>()
    };
    let night = "2026-12-12T22:00";
    let message = "the plan starts at `2026-12-12T22:00:00`, when no calendar of its tasks works, \
                   so work begins at `2026-12-14T08:00:00`";
    let plain = task("name", json!("A"));
    assert_eq!(starts(night, json!([plain])), [message]);
    assert_eq!(starts("2026-12-11T17:00", json!([plain])).len(), 1, "work ends then");
    assert_eq!(starts("2026-12-14T08:00", json!([plain])), [""; 0]);
    assert_eq!(starts("2026-12-12", json!([plain])), [""; 0], "a date means its first working time");
    let mut other = task("calendar", json!("always"));
    other["id"] = json!("b");
    assert_eq!(starts(night, json!([plain, other])), [""; 0]);
    assert_eq!(starts(night, json!([task("duration", json!("8eh"))])), [""; 0]);
    assert_eq!(starts(night, json!([task("kind", json!("milestone"))])), [""; 0]);
    assert_eq!(starts(night, json!([task("progress", json!({ "started": night }))])), [""; 0]);
    assert_eq!(starts(night, json!([])), [""; 0]);
}

#[test]
fn a_start_in_the_options_is_the_one_that_counts() {
    let stated = document(json!({ "start": "2026-12-12T22:00", "tasks": [
        { "id": "a", "name": "A", "duration": "1d" },
    ]}));
    let with = |start: &str| {
        let start = Some(Moment::parse(start).unwrap());
        check(stated.clone(), &CheckOptions { start, ..CheckOptions::default() }).diagnostics
    };
    assert_eq!(with("2026-12-14T09:00"), []);
    let [found] = with("2026-12-14T07:00").try_into().expect("one finding");
    assert_eq!(found.code, Code::DateNotWorking);
    assert!(found.message.ends_with("so work begins at `2026-12-14T08:00:00`"), "{}", found.message);
    assert!(found.help.is_some_and(|help| help.contains("`calendar=always`")));
}

#[test]
fn times_of_day_in_names_move_nothing_and_say_so() {
    let night = |start: Value, tasks: Value| json!({ "start": start, "calendar": "always", "tasks": tasks });
    let task = |name: &str| json!({ "id": name, "name": name, "duration": "5m" });
    let one_of = |start, tasks| one(Code::TaskClock, night(start, tasks));
    let found = one_of(json!("2026-12-12T22:00"), json!([task("22:30 stop traffic")]));
    assert_eq!(
        found.message,
        "the time of day that `22:30 stop traffic` begins with is part of its name and moves nothing"
    );
    assert_eq!(found.help.unwrap(), "state when it starts: `{not-before=2026-12-12T22:30}`");
    // Before the start of the plan it is a time of the next day.
    let found = one_of(json!("2026-12-12T22:00"), json!([task("0:30 start traffic"), task("1:00 look")]));
    assert!(found.message.starts_with("the times of day that 2 tasks begin with"), "{}", found.message);
    assert_eq!(found.help.unwrap(), "state when it starts: `{not-before=2026-12-13T00:30}`");
    let found = one_of(Value::Null, json!([task("22:30 stop traffic")]));
    assert_eq!(found.help.unwrap(), "state when it starts: `{not-before=YYYY-MM-DDT22:30}`");
    let stated = json!([{ "id": "a", "name": "22:30 stop", "duration": "5m",
        "constraints": [{ "kind": "start_no_earlier_than", "date": "2026-12-12T22:30" }] }]);
    assert_eq!(with_code(Code::TaskClock, night(json!("2026-12-12T22:00"), stated)), []);
}
