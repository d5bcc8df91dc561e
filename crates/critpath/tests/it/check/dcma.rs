//! The DCMA 14-point assessment and the GAO best practices: what each check counts, and when it does not.

use critpath::check::{Assessment, CheckOptions, DCMA_RULES, Profile, assess, check};
use critpath::diagnostic::{Code, Severity};
use critpath::model::result::{AssessedCheck, AssessmentUnit, CheckVerdict};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;
use serde_json::{Value, json};

use super::document;

fn options(now: Option<&str>) -> CheckOptions {
    let now = now.map(|now| Moment::parse(now).expect("the test states a time"));
    CheckOptions {
        profile: Profile::named("dcma").expect("there is such a profile"),
        now,
        ..CheckOptions::default()
    }
}

fn assessed_at(value: Value, now: Option<&str>) -> Assessment {
    let (document, options) = (document(value), options(now));
    let checked = check(document.clone(), &options);
    let plan = checked.plan.as_ref().ok_or("the plan has errors");
    let dates = plan
        .map_err(str::to_owned)
        .and_then(|plan| schedule(plan, &ScheduleOptions::default()).map_err(|error| error.to_string()));
    assess(&document, plan, dates.as_ref().map_err(String::as_str), &options).expect("the profile has checks")
}

fn assessed(value: Value) -> Assessment {
    assessed_at(value, None)
}

fn of(assessment: &Assessment, code: Code) -> &AssessedCheck {
    assessment.result.checks.iter().find(|check| check.check == code).expect("every check is there")
}

/// Count, whole and verdict of a check.
fn figure(assessment: &Assessment, code: Code) -> (Option<u64>, Option<u64>, CheckVerdict) {
    let check = of(assessment, code);
    (check.count, check.of, check.verdict)
}

/// The count and the whole of a check that fails for these tasks.
#[track_caller]
fn fails(assessment: &Assessment, code: Code, count: u64, whole: u64, tasks: &[&str]) {
    assert_eq!(figure(assessment, code), (Some(count), Some(whole), CheckVerdict::Fail), "{code}");
    assert_eq!(of(assessment, code).tasks, tasks, "{code}");
    let found: Vec<_> = assessment.diagnostics.iter().filter(|found| found.code == code).collect();
    assert_eq!(found.len(), 1, "{code}");
}

#[track_caller]
fn passes(assessment: &Assessment, code: Code) {
    assert_eq!(of(assessment, code).verdict, CheckVerdict::Pass, "{:?}", of(assessment, code));
    assert!(assessment.diagnostics.iter().all(|found| found.code != code));
}

#[track_caller]
fn cannot(assessment: &Assessment, code: Code, why: &str) {
    let check = of(assessment, code);
    assert_eq!((check.verdict, check.value), (CheckVerdict::NotComputable, None), "{check:?}");
    assert!(check.detail.contains(why), "{}", check.detail);
}

/// A chain from a milestone to a milestone, with tasks of these durations between.
fn chain(tasks: &[(&str, &str)]) -> Vec<Value> {
    let mut chain = vec![json!({ "id": "begin", "name": "Begin", "kind": "milestone" })];
    let mut last = "begin";
    for (id, duration) in tasks {
        chain.push(json!({ "id": id, "name": id, "duration": duration, "after": [{ "predecessor": last }] }));
        last = id;
    }
    chain
        .push(json!({ "id": "end", "name": "End", "kind": "milestone", "after": [{ "predecessor": last }] }));
    chain
}

fn plan(tasks: Vec<Value>) -> Value {
    json!({ "format": "critpath/1", "name": "Plan", "start": "2026-12-07", "tasks": tasks })
}

/// Puts a field into a task.
fn with(mut plan: Value, id: &str, field: &str, value: Value) -> Value {
    let tasks = plan["tasks"].as_array_mut().expect("there are tasks");
    tasks.iter_mut().find(|task| task["id"] == id).expect("the task is there")[field] = value;
    plan
}

#[test]
fn a_chain_passes_what_it_can_be_asked() {
    let assessment = assessed(plan(chain(&[("a", "2d"), ("b", "3d")])));
    let verdicts: Vec<_> =
        assessment.result.checks.iter().map(|check| (check.check.as_str(), check.verdict)).collect();
    let none = CheckVerdict::NotComputable;
    let pass = CheckVerdict::Pass;
    let expected = [
        ("dcma.logic", pass),
        ("dcma.leads", pass),
        ("dcma.lags", pass),
        ("dcma.relations", pass),
        ("dcma.constraints", pass),
        ("dcma.high_float", pass),
        ("dcma.negative_float", pass),
        ("dcma.high_duration", pass),
        ("dcma.invalid_dates", none),
        ("dcma.resources", none),
        ("dcma.missed_tasks", none),
        ("dcma.critical_path", pass),
        ("dcma.cpli", pass),
        ("dcma.bei", none),
    ];
    assert_eq!(verdicts[..14], expected);
    cannot(&assessment, Code::DcmaInvalidDates, "states no data date");
    cannot(&assessment, Code::DcmaResources, "no task of the plan has a resource or a cost");
    assert_eq!(of(&assessment, Code::DcmaCriticalPath).value, Some(600.0));
    // The chain has milestones at both ends: neither is counted, and neither lacks logic.
    assert_eq!(figure(&assessment, Code::DcmaLogic), (Some(0), Some(2), pass));
    fails(&assessment, Code::GaoBaseline, 2, 2, &["a", "b"]);
    let codes: Vec<_> = assessment.diagnostics.iter().map(|found| (found.code, found.severity)).collect();
    assert_eq!(codes, [(Code::GaoBaseline, Severity::Info)]);
}

#[test]
fn what_is_complete_inactive_a_milestone_or_level_of_effort_is_not_counted() {
    let mut tasks = chain(&[("a", "2d")]);
    tasks.extend([
        json!({ "id": "done", "name": "Done", "duration": "1d", "progress": { "finished": "2026-12-08" } }),
        json!({ "id": "full", "name": "Full", "duration": "1d", "progress": { "percent": 100.0 } }),
        json!({ "id": "off", "name": "Off", "duration": "1d", "inactive": true }),
        json!({ "id": "none", "name": "None", "duration": "0d" }),
        json!({ "id": "care", "name": "Care", "duration": "1d", "kind": "level_of_effort" }),
        json!({ "id": "loose", "name": "Loose", "duration": "1d" }),
        json!({ "id": "inside", "name": "Inside", "duration": "1d", "phase": "inner" }),
    ]);
    let mut plan = plan(tasks);
    plan["phases"] = json!([
        { "id": "outer", "name": "Outer", "inactive": true },
        { "id": "inner", "name": "Inner", "parent": "outer" },
    ]);
    fails(&assessed(plan), Code::DcmaLogic, 1, 2, &["loose"]);
}

#[test]
fn a_gate_is_logic_and_a_link_to_something_inactive_is_none() {
    let plan = json!({ "format": "critpath/1", "name": "Plan", "start": "2026-12-07",
    "gates": [{ "id": "go", "name": "Go", "after": [{ "predecessor": "a" }] }],
    "tasks": [
        { "id": "off", "name": "Off", "duration": "1d", "inactive": true },
        { "id": "a", "name": "A", "duration": "1d", "after": [{ "predecessor": "off" }] },
        { "id": "b", "name": "B", "duration": "1d", "gate": "go" },
        { "id": "c", "name": "C", "duration": "1d", "after": [{ "predecessor": "b" }] },
    ]});
    fails(&assessed(plan), Code::DcmaLogic, 2, 3, &["a", "c"]);
}

#[test]
fn links_are_counted_by_sign_and_relation() {
    let link = |lag: &str, relation: &str| json!([{ "predecessor": "a", "lag": lag, "relation": relation }]);
    let base = plan(chain(&[("a", "4d"), ("b", "1d"), ("c", "1d"), ("d", "1d")]));
    let assessment = assessed(with(base.clone(), "b", "after", link("-1d", "FS")));
    fails(&assessment, Code::DcmaLeads, 1, 5, &["b"]);
    passes(&assessment, Code::DcmaLags);
    let assessment = assessed(with(base.clone(), "b", "after", link("-50%", "FS")));
    fails(&assessment, Code::DcmaLeads, 1, 5, &["b"]);
    let assessment = assessed(with(base.clone(), "b", "after", link("4h", "SS")));
    fails(&assessment, Code::DcmaLags, 1, 5, &["b"]);
    // Four of five finish to start: 80 %.
    fails(&assessment, Code::DcmaRelations, 4, 5, &["b"]);
    passes(&assessment, Code::DcmaLeads);
    fails(&assessment, Code::GaoDangling, 1, 4, &["a"]);
    // Links of what is complete no longer count.
    let done = with(
        with(base, "b", "after", link("-1d", "FS")),
        "b",
        "progress",
        json!({ "finished": "2026-12-09" }),
    );
    assert_eq!(figure(&assessed(done), Code::DcmaLeads), (Some(0), Some(4), CheckVerdict::Pass));
}

#[test]
fn limits_themselves_pass() {
    let names: Vec<String> = (0..20).map(|at| format!("t{at}")).collect();
    let tasks: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "1d")).collect();
    let constrained = |plan, id| {
        with(plan, id, "constraints", json!([{ "kind": "finish_no_later_than", "date": "2027-12-07" }]))
    };
    let one = constrained(plan(chain(&tasks)), "t3");
    passes(&assessed(one.clone()), Code::DcmaConstraints);
    fails(&assessed(constrained(one, "t7")), Code::DcmaConstraints, 2, 20, &["t3", "t7"]);
    let soft = with(
        plan(chain(&tasks[..2])),
        "t1",
        "constraints",
        json!([
        { "kind": "start_no_earlier_than", "date": "2026-12-07" }, { "kind": "as_late_as_possible" }]),
    );
    passes(&assessed(soft), Code::DcmaConstraints);
}

#[test]
fn floats_and_durations_count_in_working_days() {
    let beside = |length: &str, duration: &str| {
        let mut tasks = chain(&[("long", length)]);
        let after = json!([{ "predecessor": "begin" }]);
        tasks.push(json!({ "id": "short", "name": "Short", "duration": duration, "after": after }));
        plan(tasks)
    };
    passes(&assessed(beside("45d", "1d")), Code::DcmaHighFloat);
    fails(&assessed(beside("46d", "1d")), Code::DcmaHighFloat, 1, 2, &["short"]);
    // Elapsed floats count as the share of a week that is worked: 62 of 63 days of the clock are 44.3 of work.
    fails(&assessed(beside("46d", "1ed")), Code::DcmaHighFloat, 1, 2, &["short"]);
    passes(&assessed(beside("44d", "1d")), Code::DcmaHighDuration);
    fails(&assessed(beside("45d", "1d")), Code::DcmaHighDuration, 1, 2, &["long"]);
    // What counts is how long the baseline has it.
    let mut agreed = beside("45d", "1d");
    agreed["baselines"] = json!([{ "name": "Agreed", "tasks": [{ "task": "long", "duration": "40d" }] }]);
    passes(&assessed(agreed), Code::DcmaHighDuration);
}

#[test]
fn a_missed_deadline_is_negative_float_and_a_low_length_index() {
    let late = with(plan(chain(&[("a", "10d"), ("b", "10d")])), "a", "deadline", json!("2026-12-17"));
    fails(&assessed(late), Code::DcmaNegativeFloat, 1, 2, &["a"]);
    let by = |deadline: &str| {
        let mut plan = plan(chain(&[("a", "10d"), ("b", "10d")]));
        plan["deadline"] = json!(deadline);
        let assessment = assessed(plan);
        let check = of(&assessment, Code::DcmaCpli);
        (check.value, check.verdict)
    };
    // Twenty days, from 7 December to Friday, 1 January.
    assert_eq!(by("2027-01-01"), (Some(1.0), CheckVerdict::Pass));
    assert_eq!(by("2026-12-31"), (Some(0.95), CheckVerdict::Pass));
    assert_eq!(by("2026-12-30"), (Some(0.9), CheckVerdict::Fail));
    assert_eq!(by("2027-01-08"), (Some(1.25), CheckVerdict::Pass));
}

#[test]
fn dates_are_invalid_on_the_wrong_side_of_the_data_date() {
    let begun = json!({ "started": "2026-12-07", "finished": "2026-12-07" });
    let base = || with(plan(chain(&[("a", "2d"), ("b", "2d")])), "begin", "progress", begun.clone());
    let started = with(base(), "a", "progress", json!({ "started": "2026-12-07", "finished": "2026-12-09" }));
    // Without a data date of its own the plan goes on from where it is; the present shows that b is overdue.
    passes(&assessed_at(started.clone(), Some("2026-12-09")), Code::DcmaInvalidDates);
    let later = assessed_at(started.clone(), Some("2026-12-15"));
    assert_eq!(of(&later, Code::DcmaInvalidDates).tasks, ["b", "end"]);
    // Progress of the day itself is fine, that of the day after is not.
    fails(&assessed_at(started, Some("2026-12-08")), Code::DcmaInvalidDates, 1, 4, &["a"]);
}

#[test]
fn resources_are_asked_of_long_tasks_in_plans_that_have_them() {
    let mut loaded = with(plan(chain(&[("a", "1d"), ("b", "2d"), ("c", "7h")])), "a", "cost", json!(100.0));
    fails(&assessed(loaded.clone()), Code::DcmaResources, 1, 2, &["b"]);
    loaded["resources"] = json!([{ "id": "team", "name": "Team" }]);
    passes(&assessed(with(loaded, "b", "needs", json!([{ "resource": "team" }]))), Code::DcmaResources);
}

#[test]
fn execution_is_measured_by_the_baseline() {
    let mut plan = plan(chain(&[("a", "1d"), ("b", "1d"), ("c", "1d"), ("d", "1d")]));
    plan["data_date"] = json!("2026-12-10");
    plan["baselines"] = json!([{ "name": "Agreed", "tasks": [
        { "task": "a", "finish": "2026-12-07" },
        { "task": "b", "finish": "2026-12-08" },
        { "task": "c", "finish": "2026-12-10" },
    ] }, { "name": "Older", "tasks": [{ "task": "d", "finish": "2026-01-01" }] }]);
    let done = |plan, id, at: &str| with(plan, id, "progress", json!({ "started": at, "finished": at }));
    let plan = done(done(plan, "a", "2026-12-07"), "b", "2026-12-10");
    let assessment = assessed(plan.clone());
    assert_eq!(assessment.result.baseline.as_deref(), Some("Agreed"));
    // b finished two days late; c, due today, is still open.
    fails(&assessment, Code::DcmaMissedTasks, 2, 3, &["b", "c"]);
    fails(&assessment, Code::DcmaBei, 2, 4, &["c"]);
    assert_eq!(of(&assessment, Code::DcmaBei).value, Some(0.5));
    fails(&assessment, Code::GaoBaseline, 1, 4, &["d"]);
    let mut early = plan;
    early["data_date"] = json!("2026-12-06");
    cannot(&assessed(early), Code::DcmaMissedTasks, "no task is due");
}

#[test]
fn work_out_of_sequence_is_seen_unless_a_lead_allows_it() {
    let base = || {
        let plan = plan(chain(&[("a", "2d"), ("b", "2d")]));
        let plan =
            with(plan, "begin", "progress", json!({ "started": "2026-12-07", "finished": "2026-12-07" }));
        let plan = with(plan, "a", "progress", json!({ "started": "2026-12-07" }));
        with(plan, "b", "progress", json!({ "started": "2026-12-08" }))
    };
    fails(&assessed(base()), Code::GaoOutOfSequence, 1, 3, &["b"]);
    let lead = json!([{ "predecessor": "a", "lag": "-1d" }]);
    passes(&assessed(with(base(), "b", "after", lead)), Code::GaoOutOfSequence);
    let done = with(base(), "a", "progress", json!({ "started": "2026-12-07", "finished": "2026-12-08" }));
    passes(&assessed(done), Code::GaoOutOfSequence);
}

#[test]
fn the_critical_path_test_fails_where_the_finish_does_not_move() {
    // `urgent` is critical by its deadline only: the finish of the plan lies beyond its reach.
    let mut tasks = chain(&[("long", "700d")]);
    tasks.push(json!({ "id": "urgent", "name": "Urgent", "duration": "5d", "deadline": "2026-12-08" }));
    let assessment = assessed(plan(tasks));
    let check = of(&assessment, Code::DcmaCriticalPath);
    assert_eq!((check.value, check.verdict), (Some(0.0), CheckVerdict::Fail), "{check:?}");
    assert_eq!(check.tasks, ["urgent"]);
    // What has started is made longer by what remains of it.
    let mut running = with(
        plan(chain(&[("a", "10d")])),
        "a",
        "progress",
        json!({ "started": "2026-12-07", "percent": 50.0 }),
    );
    running["data_date"] = json!("2026-12-10");
    assert_eq!(of(&assessed(running), Code::DcmaCriticalPath).value, Some(600.0));
}

#[test]
fn practices_of_the_gao() {
    let mut plan = plan(chain(&[("a", "1d"), ("b", "1d")]));
    plan["phases"] =
        json!([{ "id": "p", "name": "P", "after": [{ "predecessor": "a" }] }, { "id": "q", "name": "Q" }]);
    let plan = with(with(plan, "a", "name", json!("Same")), "b", "name", json!("same "));
    let plan =
        with(plan, "b", "constraints", json!([{ "kind": "start_no_earlier_than", "date": "2027-01-04" }]));
    let assessment = assessed(plan);
    fails(&assessment, Code::GaoNames, 2, 2, &["a", "b"]);
    fails(&assessment, Code::GaoPhaseLinks, 1, 2, &["p"]);
    fails(&assessment, Code::GaoDatedPath, 1, 2, &["b"]);
}

#[test]
fn a_plan_that_is_broken_or_has_no_dates_says_so() {
    let cycle = json!({ "tasks": [
        { "id": "a", "name": "A", "duration": "1d", "after": [{ "predecessor": "b" }] },
        { "id": "b", "name": "B", "duration": "1d", "after": [{ "predecessor": "a" }] },
    ]});
    let assessment = assessed(cycle);
    assert_eq!(assessment.result.not_computable, DCMA_RULES.len());
    cannot(&assessment, Code::DcmaLogic, "the plan has errors");
    let mut undated = plan(chain(&[("a", "1d")]));
    undated.as_object_mut().expect("a plan is an object").remove("start");
    let assessment = assessed(undated);
    passes(&assessment, Code::DcmaLogic);
    cannot(&assessment, Code::DcmaHighFloat, "no start date");
    cannot(&assessment, Code::DcmaCpli, "no start date");
}

#[test]
fn thresholds_are_data_and_findings_are_bounded() {
    let tasks: Vec<Value> = (0..300)
        .map(|at| json!({ "id": format!("t{at}"), "name": format!("T{at}"), "duration": "1d", "span": { "start": at, "end": at + 1 } }))
        .collect();
    let document = document(plan(tasks));
    let plan = check(document.clone(), &CheckOptions::default()).plan.expect("the plan is sound");
    let judged = |options: &CheckOptions| {
        assess(&document, Ok(&plan), Err("not asked"), options).expect("it has checks")
    };
    let strict = judged(&options(None));
    let logic = &strict.diagnostics[0];
    assert_eq!(logic.code, Code::DcmaLogic);
    assert_eq!(
        logic.message,
        "300 of 300 open tasks have no predecessor or no successor: 100 %, where at most 5 % should; see `T0`, `T1`, `T2`, `T3` and 296 more"
    );
    assert!(logic.labels.len() <= 5);
    assert_eq!(of(&strict, Code::DcmaLogic).tasks.len(), 300);
    let mut lenient = options(None);
    lenient.profile.assessment[0].threshold = 100.0;
    passes(&judged(&lenient), Code::DcmaLogic);
    assert!(assess(&document, Ok(&plan), Err("not asked"), &CheckOptions::default()).is_none());
}

/// The documentation lists every check with its limit, as the table of rules has it.
#[test]
fn the_documentation_has_every_check_and_limit() {
    let text = include_str!("../../../../../docs/assessment.md");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| DCMA") || line.starts_with("| GAO"))
        .map(|line| line.split('|').map(str::trim).collect())
        .collect();
    let stated: Vec<[String; 4]> =
        rows.iter().map(|row| [row[1], row[2], row[3], row[5]].map(str::to_owned)).collect();
    let rules = DCMA_RULES.iter().map(|rule| {
        let unit = match rule.unit {
            AssessmentUnit::Percent => " %",
            AssessmentUnit::Index => "",
            AssessmentUnit::Days => " d",
        };
        let limit = format!("{} {}{unit}", rule.comparator, rule.threshold);
        [rule.point.to_owned(), rule.title.to_owned(), format!("`{}`", rule.check), limit]
    });
    assert_eq!(stated, rules.collect::<Vec<_>>());
}
