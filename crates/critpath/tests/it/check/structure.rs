//! Broken structure: each rule finds what it is for, and nothing in its sound neighbour.

use critpath::diagnostic::{Code, Severity};
use critpath::model::Span;
use serde_json::{Value, json};

use super::{findings, labels, one, span, with_code};

/// A document of tasks that last a day each, with these predecessors.
fn chain(links: &[(&str, &[&str])]) -> Value {
    let tasks: Vec<_> = links
        .iter()
        .map(|(id, after)| {
            let after: Vec<_> = after.iter().map(|id| json!({ "predecessor": id })).collect();
            json!({ "id": id, "name": id, "duration": "1d", "after": after })
        })
        .collect();
    json!({ "tasks": tasks })
}

#[test]
fn duplicate_ids_point_to_the_first() {
    let found = one(
        Code::IdDuplicate,
        json!({ "tasks": [
            { "id": "build", "name": "Build", "duration": "1d", "span": span(0, 5) },
            { "id": "build", "name": "Build again", "duration": "1d", "span": span(6, 11) },
        ]}),
    );
    assert_eq!(found.span, Some(Span::new(6, 11)));
    assert_eq!(found.labels[0].span, Span::new(0, 5));
    assert!(found.is_error());
    let across = one(
        Code::IdDuplicate,
        json!({ "phases": [{ "id": "x", "name": "X" }], "tasks": [{ "id": "x", "name": "X", "duration": "1d" }] }),
    );
    assert_eq!(across.message, "a phase and a task have the id `x`");
    // Risks are described, not computed by id.
    let risks =
        one(Code::IdDuplicate, json!({ "risks": [{ "id": "r", "name": "R" }, { "id": "r", "name": "R" }] }));
    assert_eq!(risks.severity, Severity::Warning);
    // Ids of different kinds may meet.
    assert_eq!(
        findings(json!({ "risks": [{ "id": "x", "name": "R" }], "phases": [{ "id": "x", "name": "X" }] })),
        []
    );
}

#[test]
fn missing_ids_and_names_are_found() {
    let document =
        json!({ "tasks": [{ "name": "Build", "duration": "1d" }, { "id": "b", "duration": "1d" }] });
    assert_eq!(one(Code::IdMissing, document.clone()).message, "the task `Build` has no id");
    assert_eq!(one(Code::NameMissing, document).message, "the task `b` has no name");
}

#[test]
fn unknown_ids_are_found_and_surely_meant_ones_mended() {
    let misspelt = |span: Value| {
        json!({ "tasks": [
            { "id": "backup", "name": "Backup", "duration": "1d" },
            { "id": "migrate", "name": "Migrate", "duration": "1d",
              "after": [{ "predecessor": "bakcup", "span": span }] },
        ]})
    };
    let found = one(Code::IdUnknown, misspelt(span(40, 46)));
    assert_eq!(
        found.message,
        "the task `migrate` comes after `bakcup`, but there is no task or phase with this id"
    );
    assert_eq!(found.help.as_deref(), Some("did you mean `backup`?"));
    let fix = found.fix.expect("a fix");
    assert_eq!((fix.edits[0].span, fix.edits[0].replacement.as_str()), (Span::new(40, 46), "backup"));
    // Quotes stay.
    let quoted = one(Code::IdUnknown, misspelt(span(40, 48)));
    assert_eq!(quoted.fix.expect("a fix").edits[0].span, Span::new(41, 47));
    // A span that holds more than the id cannot be edited surely.
    assert_eq!(one(Code::IdUnknown, misspelt(span(40, 60))).fix, None);
}

#[test]
fn a_name_in_place_of_an_id_and_close_rivals() {
    let named = one(
        Code::IdUnknown,
        json!({ "tasks": [
            { "id": "t1", "name": "Load the data", "duration": "1d" },
            { "id": "t2", "name": "Check", "duration": "1d", "after": [{ "predecessor": "load the data" }] },
        ]}),
    );
    assert_eq!(named.help.as_deref(), Some("did you mean `t1`?"));
    let rivals = one(
        Code::IdUnknown,
        json!({ "tasks": [
            { "id": "test-a", "name": "A", "duration": "1d" },
            { "id": "test-b", "name": "B", "duration": "1d" },
            { "id": "c", "name": "C", "duration": "1d", "after": [{ "predecessor": "test-c", "span": span(0, 6) }] },
        ]}),
    );
    assert_eq!(rivals.fix, None, "either could be meant");
}

#[test]
fn a_reference_without_an_id_says_which_field_names_it() {
    let task = |field: &str, value: Value| {
        let mut task = json!({ "id": "b", "name": "B", "duration": "1d" });
        task[field] = value;
        one(Code::IdUnknown, json!({ "tasks": [{ "id": "a", "name": "A", "duration": "1d" }, task] }))
    };
    let after = task("after", json!([{ "task": "a" }]));
    assert_eq!(after.message, "a dependency of the task `b` names no predecessor");
    assert_eq!(after.help.as_deref(), Some("state the id of the predecessor as `predecessor`"));
    assert_eq!(after.severity, Severity::Error);
    let needs = task("needs", json!([{ "name": "dba" }]));
    assert_eq!(needs.message, "an assignment of the task `b` names no resource");
    assert_eq!(needs.help.as_deref(), Some("state the id of the resource as `resource`"));
    let phase = task("phase", json!(""));
    assert_eq!(phase.message, "the task `b` is part of ``, which is no id");
    assert_eq!(phase.help.as_deref(), Some("name a phase, or leave it out"));
}

#[test]
fn every_kind_of_reference_is_resolved() {
    let task = |field: &str, value: Value| {
        let mut task = json!({ "id": "t", "name": "T", "duration": "1d" });
        task[field] = value;
        json!({ "tasks": [task], "environments": [{ "id": "production-environment", "name": "Production Environment" }] })
    };
    let cases: &[(Code, Severity, Value)] = &[
        (Code::IdUnknown, Severity::Error, task("phase", json!("p"))),
        (Code::IdUnknown, Severity::Error, task("gate", json!("go"))),
        (Code::CalendarUnknown, Severity::Error, task("calendar", json!("night"))),
        (Code::IdUnknown, Severity::Warning, task("step", json!("s"))),
        (Code::IdUnknown, Severity::Warning, task("environment", json!("mars"))),
        (Code::IdUnknown, Severity::Warning, task("needs", json!([{ "resource": "dba" }]))),
        (Code::IdUnknown, Severity::Error, task("undo", json!({ "after": [{ "predecessor": "u" }] }))),
        (Code::IdUnknown, Severity::Error, json!({ "phases": [{ "id": "p", "name": "P", "parent": "q" }] })),
        (Code::IdUnknown, Severity::Warning, json!({ "risks": [{ "id": "r", "affects": ["t"] }] })),
        (
            Code::IdUnknown,
            Severity::Warning,
            json!({ "risks": [{ "id": "r", "mitigations": [{ "text": "m", "task": "t" }] }] }),
        ),
        (Code::IdUnknown, Severity::Warning, json!({ "monitors": [{ "id": "m", "triggers": ["back"] }] })),
        (Code::IdUnknown, Severity::Error, json!({ "gates": [{ "id": "g", "checklists": ["list"] }] })),
        (Code::IdUnknown, Severity::Error, json!({ "gates": [{ "id": "g", "criteria": ["fast"] }] })),
        (
            Code::IdUnknown,
            Severity::Error,
            json!({ "checklists": [{ "id": "l", "items": [{ "id": "i", "task": "t" }] }] }),
        ),
        (
            Code::CalendarUnknown,
            Severity::Error,
            json!({ "resources": [{ "id": "r", "calendar": "night" }] }),
        ),
    ];
    for (code, severity, document) in cases {
        assert_eq!(one(*code, document.clone()).severity, *severity, "{document}");
    }
    // An environment goes by its name, its id or the first word of either.
    for word in ["production", "Production", "production-environment", "Production Environment"] {
        assert_eq!(findings(task("environment", json!(word))), [], "{word}");
    }
    let other_kind = one(
        Code::IdUnknown,
        json!({
            "phases": [{ "id": "p", "name": "P" }],
            "tasks": [{ "id": "t", "name": "T", "duration": "1d", "gate": "p" }],
        }),
    );
    assert_eq!(other_kind.message, "the task `t` waits for `p`, which is a phase, not a gate");
}

#[test]
fn cycles_are_named_in_full_with_a_label_at_each_link() {
    let found = one(Code::GraphCycle, chain(&[("a", &["c"]), ("b", &["a"]), ("c", &["b"]), ("d", &["c"])]));
    assert_eq!(found.message, "dependencies form a cycle: `a` -> `b` -> `c` -> `a`");
    assert_eq!(
        with_code(Code::GraphCycle, chain(&[("a", &["b"]), ("b", &["a"]), ("c", &["d"]), ("d", &["c"])]))
            .len(),
        2
    );
    assert_eq!(findings(chain(&[("a", &[]), ("b", &["a"]), ("c", &["a", "b"])])), []);
    let spanned = one(
        Code::GraphCycle,
        json!({ "tasks": [
            { "id": "a", "name": "A", "duration": "1d", "after": [{ "predecessor": "b", "span": span(10, 11) }] },
            { "id": "b", "name": "B", "duration": "1d", "after": [{ "predecessor": "a", "span": span(20, 21) }] },
        ]}),
    );
    assert_eq!(labels(&spanned), ["`b` comes after `a`", "`a` comes after `b`"]);
    assert_eq!(spanned.span, Some(spanned.labels[0].span));
}

#[test]
fn cycles_run_through_phases_and_gates() {
    let through_phase = one(
        Code::GraphCycle,
        json!({
            "phases": [{ "id": "p", "name": "P" }],
            "tasks": [
                { "id": "in", "name": "In", "duration": "1d", "phase": "p", "after": [{ "predecessor": "out" }] },
                { "id": "out", "name": "Out", "duration": "1d", "after": [{ "predecessor": "p" }], "span": span(0, 1) },
            ],
        }),
    );
    assert_eq!(through_phase.message, "dependencies form a cycle: `in` -> `p` -> `out` -> `in`");
    let phases = one(
        Code::GraphCycle,
        json!({ "phases": [
            { "id": "p", "name": "P", "after": [{ "predecessor": "q" }] },
            { "id": "q", "name": "Q", "after": [{ "predecessor": "p", "implied": "phase_order" }], "span": span(0, 1) },
        ]}),
    );
    assert_eq!(phases.message, "dependencies form a cycle: `p` -> `q` -> `p`");
    assert_eq!(labels(&phases), ["`q` follows `p` in the order of the phases"]);
    let gate = one(
        Code::GraphCycle,
        json!({
            "gates": [{ "id": "go", "name": "Go", "after": [{ "predecessor": "t" }] }],
            "tasks": [{ "id": "t", "name": "T", "duration": "1d", "gate": "go" }],
        }),
    );
    assert_eq!(gate.message, "dependencies form a cycle: `t` -> `go` -> `t`");
}

#[test]
fn links_to_oneself_and_ones_own_phases_are_found_once() {
    assert_eq!(one(Code::GraphSelf, chain(&[("a", &["a"])])).message, "the task `a` comes after itself");
    assert_eq!(findings(chain(&[("a", &["a"])])).len(), 1);
    let nested = |task_after: &str, phase_after: &str| {
        let after = |id: &str| if id.is_empty() { json!([]) } else { json!([{ "predecessor": id }]) };
        json!({
            "phases": [
                { "id": "outer", "name": "Outer", "after": after(phase_after) },
                { "id": "inner", "name": "Inner", "parent": "outer" },
                { "id": "other", "name": "Other" },
            ],
            "tasks": [{ "id": "t", "name": "T", "duration": "1d", "phase": "inner", "after": after(task_after) }],
        })
    };
    for phase in ["inner", "outer"] {
        let found = one(Code::GraphAncestor, nested(phase, ""));
        assert_eq!(
            found.message,
            format!("the task `t` comes after the phase `{phase}`, which it is part of")
        );
        assert_eq!(findings(nested(phase, "")).len(), 1, "no cycle beside it");
    }
    for part in ["t", "inner"] {
        assert!(one(Code::GraphAncestor, nested("", part)).message.ends_with("which is part of it"));
    }
    assert_eq!(findings(nested("other", "")), []);
}

#[test]
fn dependencies_stated_twice_are_found() {
    let twice = |second: Value| {
        json!({ "tasks": [
            { "id": "a", "name": "A", "duration": "1d" },
            { "id": "b", "name": "B", "duration": "1d", "after": [{ "predecessor": "a" }, second] },
        ]})
    };
    assert_eq!(
        one(Code::GraphDuplicate, twice(json!({ "predecessor": "a" }))).message,
        "the task `b` comes after `a` twice"
    );
    assert!(
        one(Code::GraphDuplicate, twice(json!({ "predecessor": "a", "lag": "2h" })))
            .message
            .contains("two lags")
    );
    assert_eq!(findings(twice(json!({ "predecessor": "a", "relation": "FF" }))), []);
    assert_eq!(findings(twice(json!({ "predecessor": "a", "implied": "phase_order" }))), []);
}

#[test]
fn phases_that_are_part_of_themselves_are_found() {
    let phases = |parents: &[(&str, &str)]| {
        let phases: Vec<_> =
            parents.iter().map(|(id, parent)| json!({ "id": id, "name": id, "parent": parent })).collect();
        json!({ "phases": phases })
    };
    assert_eq!(one(Code::PhaseCycle, phases(&[("a", "a")])).message, "the phase `a` is part of itself");
    let found = one(Code::PhaseCycle, phases(&[("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")]));
    assert_eq!(found.message, "phases are part of each other: `a` -> `b` -> `c` -> `a`");
}

#[test]
fn ranges_that_end_before_they_begin_are_found() {
    let task = |field: &str, value: Value| {
        let mut task = json!({ "id": "t", "name": "T", "duration": "1d" });
        task[field] = value;
        json!({ "tasks": [task] })
    };
    let backwards: &[(Code, Value)] = &[
        (Code::DateOrder, json!({ "start": "2026-12-08", "deadline": "2026-12-07" })),
        (Code::DateOrder, task("window", json!({ "unit": "week", "first": 3, "last": 2 }))),
        (
            Code::DateOrder,
            task("window", json!({ "unit": "date", "start": "2026-12-08", "finish": "2026-12-07" })),
        ),
        (Code::DateOrder, task("progress", json!({ "started": "2026-12-08", "finished": "2026-12-07" }))),
        (
            Code::DateOrder,
            json!({ "resources": [{ "id": "r", "name": "R" }], "tasks": [{ "id": "t", "name": "T", "duration": "1d",
            "needs": [{ "resource": "r", "start": "2026-12-08", "finish": "2026-12-07" }] }] }),
        ),
        (
            Code::DateOrder,
            json!({ "baselines": [{ "name": "b", "tasks": [{ "task": "t", "start": "2026-12-08", "finish": "2026-12-07" }] }] }),
        ),
        (Code::WindowInvalid, task("window", json!({ "unit": "week", "first": 0, "last": 2 }))),
        (Code::WindowInvalid, task("window", json!({ "unit": "day" }))),
        (Code::WindowInvalid, task("window", json!({ "unit": "date" }))),
        (Code::WindowInvalid, task("window", json!({ "unit": "quarter", "first": 5, "year": 2026 }))),
    ];
    for (code, document) in backwards {
        assert!(one(*code, document.clone()).is_error(), "{document}");
    }
    for fine in [
        json!({ "start": "2026-12-07T08:00", "deadline": "2026-12-07" }),
        task("window", json!({ "unit": "week", "first": 2, "last": 2 })),
        task("window", json!({ "unit": "quarter", "first": 3, "year": 2026 })),
        task("progress", json!({ "started": "2026-12-07T10:00", "finished": "2026-12-07" })),
    ] {
        let mut started = fine.clone();
        started["start"] = json!("2026-12-07T08:00");
        assert_eq!(findings(started), [], "{fine}");
    }
}

#[test]
fn durations_and_estimates_that_cannot_be_are_found() {
    let task = |field: &str, value: Value| {
        let mut task = json!({ "id": "t", "name": "T" });
        task[field] = value;
        json!({ "tasks": [task] })
    };
    assert_eq!(
        one(Code::DurationInvalid, task("duration", json!("-2d"))).message,
        "the duration of `t` is -2d, less than nothing"
    );
    assert_eq!(
        one(Code::DurationInvalid, json!({ "monitors": [{ "id": "m", "interval": "-5s" }] })).message,
        "the interval of `m` is -5s, less than nothing"
    );
    let estimate =
        one(Code::EstimateOrder, task("estimate", json!({ "low": "6d", "likely": "3d", "high": "2d" })));
    assert_eq!(estimate.message, "the estimate of `t` is 6d at low but 3d at likely");
    assert!(estimate.help.expect("help").contains("`2d/3d/6d`"));
    assert_eq!(findings(task("estimate", json!({ "low": "8h", "likely": "1d", "high": "2d" }))), []);
    assert_eq!(
        one(Code::EstimateMidpoint, task("estimate", json!({ "low": "2h", "high": "4h" }))).severity,
        Severity::Info
    );
    let milestone = json!({ "tasks": [{ "id": "m", "name": "M", "kind": "milestone", "duration": "1d" }] });
    assert_eq!(
        one(Code::MilestoneDuration, milestone).message,
        "the milestone `m` has a duration of 1d, which is ignored"
    );
    assert_eq!(
        findings(json!({ "tasks": [{ "id": "m", "name": "M", "kind": "milestone", "duration": "0h" }] })),
        []
    );
}

#[test]
fn numbers_out_of_range_are_found() {
    let cases = [
        json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d", "progress": { "percent": 120.0 } }] }),
        json!({ "resources": [{ "id": "r", "capacity": -1.0 }] }),
        json!({ "resources": [{ "id": "r", "quantities": [{ "metric": "storage", "low": 50.0, "high": 20.0, "unit": "GB" }] }] }),
        json!({ "risks": [{ "id": "r", "probability": { "value": 1.5 } }] }),
        json!({ "risk_scales": [{ "dimension": "probability", "levels": [{ "word": "high", "value": 7.0 }] }] }),
        json!({ "units": { "minutes_per_day": 0 } }),
        json!({ "monitors": [{ "id": "m", "failure_threshold": 0 }] }),
    ];
    for document in cases {
        assert!(one(Code::NumberInvalid, document.clone()).is_error(), "{document}");
    }
    let mut infinite = super::document(json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d" }] }));
    for number in [f64::NAN, f64::INFINITY] {
        infinite.tasks[0].cost = Some(number);
        let found = critpath::check::check(infinite.clone(), &Default::default()).diagnostics;
        assert_eq!(found[0].code, Code::NumberInvalid);
    }
}

#[test]
fn contradictory_constraints_of_one_task_are_found() {
    let bound = |constraints: &[(&str, &str)]| {
        let constraints: Vec<_> =
            constraints.iter().map(|(kind, date)| json!({ "kind": kind, "date": date })).collect();
        json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d", "constraints": constraints }] })
    };
    let contradictory: &[&[(&str, &str)]] = &[
        &[("must_start_on", "2026-12-07"), ("must_start_on", "2026-12-08")],
        &[("must_finish_on", "2026-12-07"), ("must_finish_on", "2026-12-08")],
        &[("start_no_earlier_than", "2026-12-08"), ("finish_no_later_than", "2026-12-07")],
        &[("start_no_earlier_than", "2026-12-08"), ("start_no_later_than", "2026-12-07")],
        &[("finish_no_earlier_than", "2026-12-08"), ("finish_no_later_than", "2026-12-07")],
        &[("must_start_on", "2026-12-08"), ("must_finish_on", "2026-12-07")],
    ];
    for constraints in contradictory {
        assert!(one(Code::ConstraintConflict, bound(constraints)).is_error(), "{constraints:?}");
    }
    let fine: &[&[(&str, &str)]] = &[
        &[("must_start_on", "2026-12-07"), ("must_finish_on", "2026-12-07")],
        &[("start_no_earlier_than", "2026-12-07"), ("finish_no_later_than", "2026-12-07")],
        &[("start_no_later_than", "2026-12-07"), ("finish_no_earlier_than", "2026-12-09")],
        &[("must_start_on", "2026-12-07"), ("must_start_on", "2026-12-07T08:00")],
    ];
    for constraints in fine {
        assert_eq!(findings(bound(constraints)), [], "{constraints:?}");
    }
    let found = one(Code::ConstraintConflict, bound(contradictory[2]));
    assert_eq!(
        found.message,
        "the task `t` must not start before 2026-12-08 but must not finish after 2026-12-07"
    );
    let dateless = json!({ "tasks": [{ "id": "t", "name": "T", "duration": "1d", "constraints": [{ "kind": "must_start_on" }] }] });
    assert!(one(Code::DateInvalid, dateless).is_error());
}

#[test]
fn offsets_need_a_zone_and_zones_need_a_name() {
    let zoned = |zone: Value| json!({ "start": "2026-12-07T08:00+01:00", "deadline": "2026-12-09T08:00+01:00", "time_zone": zone });
    let found = one(Code::DateZone, zoned(Value::Null));
    assert!(found.message.contains("and 1 more times"), "{}", found.message);
    assert_eq!(findings(zoned(json!("Europe/Berlin"))), []);
    assert!(one(Code::DateZone, zoned(json!("Europe/Atlantis"))).is_error());
}

#[test]
fn large_knots_and_deep_phases_are_found_in_linear_time() {
    const MANY: usize = 100_000;
    let mut ring = critpath::model::Document::default();
    for at in 0..MANY {
        let after = critpath::model::Dependency {
            predecessor: format!("t{}", (at + MANY - 1) % MANY),
            ..Default::default()
        };
        let duration = critpath::duration::Duration::parse("1d").ok();
        ring.tasks.push(critpath::model::Task {
            id: format!("t{at}"),
            name: "T".into(),
            duration,
            after: vec![after],
            span: Some(Span::new(at, at + 1)),
            ..Default::default()
        });
        let parent = (at + 1 < MANY).then(|| format!("p{}", at + 1));
        ring.phases.push(critpath::model::Phase {
            id: format!("p{at}"),
            name: "P".into(),
            parent,
            ..Default::default()
        });
    }
    let found = critpath::check::check(ring, &Default::default()).diagnostics;
    assert_eq!(found.len(), 1, "{}", found.len());
    assert_eq!(found[0].labels.len(), MANY);
    assert!(found[0].message.contains("more) -> "));
}

#[test]
fn a_hundred_thousand_wrong_ids_take_no_quadratic_time() {
    let mut wrong = critpath::model::Document::default();
    for at in 0..100_000 {
        let after =
            critpath::model::Dependency { predecessor: format!("missing-{at}"), ..Default::default() };
        let duration = critpath::duration::Duration::parse("1d").ok();
        wrong.tasks.push(critpath::model::Task {
            id: format!("task-{at}"),
            name: "T".into(),
            duration,
            after: vec![after],
            ..Default::default()
        });
    }
    assert_eq!(critpath::check::check(wrong, &Default::default()).diagnostics.len(), 100_000);
}

#[test]
fn numbers_are_no_slips_and_nothing_is_meant_to_follow_itself() {
    let after = |id: &str, predecessor: &str| {
        let task =
            json!({ "id": id, "name": "T", "duration": "1d", "after": [{ "predecessor": predecessor }] });
        let other = |id: &str| json!({ "id": id, "name": "O", "duration": "1d" });
        let tasks = json!([task, other("T-1"), other("1.1"), other("deploy-2")]);
        one(Code::IdUnknown, json!({ "tasks": tasks })).help.unwrap_or_default()
    };
    assert!(!after("a", "T-9").contains("mean"), "another number is another task");
    assert!(!after("a", "2.1").contains("mean"), "another number is another task");
    assert!(!after("test", "tset").contains("mean"), "a task does not follow itself");
    assert_eq!(after("a", "t1"), "did you mean `T-1`?");
    assert_eq!(after("a", "T-01"), "did you mean `T-1`?");
    assert_eq!(after("a", "depoly-2"), "did you mean `deploy-2`?");
}

#[test]
fn costs_are_not_below_zero() {
    for (document, message) in [
        (
            json!({ "tasks": [{ "id": "a", "name": "A", "cost": -1.0 }] }),
            "the cost of `a` is -1, but must be zero or more",
        ),
        (
            json!({ "phases": [{ "id": "p", "name": "P", "cost": -0.5 }] }),
            "the cost of `p` is -0.5, but must be zero or more",
        ),
        (
            json!({ "tasks": [{ "id": "a", "name": "A", "progress": { "actual_cost": -2.0 } }] }),
            "the cost so far of `a` is -2, but must be zero or more",
        ),
        (
            json!({ "resources": [{ "id": "r", "name": "R", "cost_per_hour": -60.0 }] }),
            "the cost per hour of `r` is -60, but must be zero or more",
        ),
    ] {
        assert_eq!(one(Code::NumberInvalid, document).message, message);
    }
    let free = json!({ "start": "2026-12-07", "tasks": [{ "id": "a", "name": "A", "duration": "1d", "cost": 0.0 }] });
    assert_eq!(with_code(Code::NumberInvalid, free), []);
}
