//! Every way in which the system's files say something.

use critpath::diagnostic::{Code, Severity};
use critpath::model::{ConstraintKind, Relation, ResourceKind, TaskKind};
use critpath_formats::{Read, json};

fn read(text: &str) -> Read {
    json::read("detailed_wbs.json", text)
}

fn has(read: &Read, code: Code, part: &str) -> bool {
    read.diagnostics.iter().any(|d| d.code == code && d.message.contains(part))
}

fn json_of(value: &impl serde::Serialize) -> serde_json::Value {
    let mut value = serde_json::to_value(value).unwrap();
    strip(&mut value);
    value
}

fn strip(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.remove("span");
            fields.values_mut().for_each(strip);
        }
        serde_json::Value::Array(elements) => elements.iter_mut().for_each(strip),
        _ => {}
    }
}

#[test]
fn fields_are_read_under_all_their_names() {
    // (fields of a task, the task as it is then)
    let cases = [
        (r#""title":"A""#, r#"{"name":"A"}"#),
        (r#""estimated_duration":5"#, r#"{"duration":"5d"}"#),
        (r#""duration":"3d""#, r#"{"duration":"3d"}"#),
        (r#""duration":"2 weeks""#, r#"{"duration":"2w"}"#),
        (r#""duration":"2-4 hours""#, r#"{"estimate":{"low":"2h","high":"4h"}}"#),
        (r#""duration_hours":2.5"#, r#"{"duration":"2.5h"}"#),
        (r#""duration":12,"duration_unit":"hours""#, r#"{"duration":"12h"}"#),
        (r#""normal_hours":4"#, r#"{"duration":"4h"}"#),
        (
            r#""optimistic_hours":2,"normal_hours":4,"pessimistic_hours":6"#,
            r#"{"estimate":{"low":"2h","likely":"4h","high":"6h"}}"#,
        ),
        (
            r#""estimate":{"optimistic":1,"most_likely":2,"pessimistic":"4d"}"#,
            r#"{"estimate":{"low":"1d","likely":"2d","high":"4d"}}"#,
        ),
        (r#""duration":3,"optimistic_days":1"#, r#"{"estimate":{"low":"1d","likely":"3d"}}"#),
        (r#""status":"completed""#, r#"{"progress":{"percent":100.0,"status":"completed"}}"#),
        (
            r#""status":"In Progress","progress":40"#,
            r#"{"progress":{"percent":40.0,"status":"In Progress"}}"#,
        ),
        (r#""progress":0.07"#, r#"{"progress":{"percent":7.0}}"#),
        (r#""progress":"55%""#, r#"{"progress":{"percent":55.0}}"#),
        (r#""completed":true"#, r#"{"progress":{"percent":100.0}}"#),
        (r#""assigned_to":"Ann""#, r#"{"owner":"Ann"}"#),
        (r#""assignees":["Ann","Bo"]"#, r#"{"owner":"Ann, Bo"}"#),
        (r#""due_date":"2026-12-07""#, r#"{"deadline":"2026-12-07"}"#),
        (r#""actual_start":"2026-12-07 08:30:00.123""#, r#"{"progress":{"started":"2026-12-07T08:30:00"}}"#),
        (r#""start_date":"2026-12-07""#, r#"{"constraints":[{"date":"2026-12-07"}]}"#),
        (
            r#""startDate":"2026-12-07","EndDate":"2026-12-09""#,
            r#"{"window":{"unit":"date","start":"2026-12-07","finish":"2026-12-09","text":"2026-12-07 2026-12-09"}}"#,
        ),
        (r#""actual_hours":3.5,"tags":["api"]"#, r#"{"progress":{"actual_work":"3.5h"},"tags":["api"]}"#),
        (r#""is_milestone":true"#, r#"{"kind":"milestone"}"#),
        (r#""type":"Milestone""#, r#"{"kind":"milestone"}"#),
        (r#""resource_cost":1000"#, r#"{"cost":1000.0}"#),
        (r#""priority":1"#, r#"{"priority":"1"}"#),
        (
            r#""deliverables":["Plan",{"name":"Report"}]"#,
            r#"{"deliverables":[{"name":"Plan"},{"name":"Report"}]}"#,
        ),
        (r#""description":"","notes":null,"predecessors":[]"#, "{}"),
        (r#""colour":"red""#, r#"{"colour":"red"}"#),
        (r#""duration":"soon""#, r#"{"duration_as_written":"soon"}"#),
        (
            r#""calendar":"night","undo":{"duration":"5m"}"#,
            r#"{"calendar":"night","undo":{"duration":"5m"}}"#,
        ),
        (r#""undo":"no""#, r#"{"undo_as_written":"no"}"#),
    ];
    for (fields, expected) in cases {
        let read = read(&format!(r#"[{{"id":"a","name":"A",{fields}}},{{"id":"b","name":"B"}}]"#));
        let mut expected: serde_json::Value = serde_json::from_str(expected).unwrap();
        expected["id"] = "a".into();
        expected["name"] = "A".into();
        assert_eq!(json_of(&read.document.tasks[0]), expected, "{fields}: {:#?}", read.diagnostics);
    }
}

#[test]
fn other_names_and_assumed_units_are_told_once() {
    let read =
        read(r#"[{"id":1,"title":"A","estimated_duration":2},{"id":2,"title":"B","estimated_duration":3}]"#);
    assert!(has(&read, Code::JsonAlias, "`title` is read as `name` (2 times)"));
    assert!(has(
        &read,
        Code::JsonAlias,
        "plain numbers of `estimated_duration` are read as days of work (2 times)"
    ));
    assert_eq!(read.diagnostics.len(), 3, "{:#?}", read.diagnostics);
    assert_eq!(read.document.tasks[1].id, "2");
}

#[test]
fn references_are_read_in_every_form() {
    let forms = [
        r#"["a","b"]"#,
        r#""a, b""#,
        r#"["A","B"]"#,
        r#"[{"id":"a"},{"task_id":"b","type":"FS"}]"#,
        r#"["a:FS","b"]"#,
    ];
    for form in forms {
        let text = format!(
            r#"[{{"id":"a","name":"A"}},{{"id":"b","name":"B"}},{{"id":"c","name":"C","deps":{form}}}]"#
        );
        let document = read(&text).document;
        let names: Vec<_> =
            document.tasks[2].after.iter().map(|d| (d.predecessor.as_str(), d.relation)).collect();
        assert_eq!(names, [("a", Relation::FinishToStart), ("b", Relation::FinishToStart)], "{form}");
    }
    let text = r#"[{"id":"1.1","name":"A"},
        {"id":"b","name":"B","predecessors":[1.1,"9",{"id":"1.1","relation":"start_to_start","lag":-2}]},
        {"id":"c","name":"C","predecessors":"1.1:SS+2h"}, {"id":"d","name":"D","successors":["c"]}]"#;
    let document = read(text).document;
    let after: Vec<_> = document.tasks[1].after.iter().map(json_of).collect();
    assert_eq!(
        serde_json::Value::Array(after),
        serde_json::json!([
            { "predecessor": "1.1" },
            { "predecessor": "9" },
            { "predecessor": "1.1", "relation": "SS", "lag": "-2d" },
        ])
    );
    let after: Vec<_> = document.tasks[2].after.iter().map(|d| d.predecessor.as_str()).collect();
    assert_eq!(after, ["1.1", "d"]);
    assert_eq!(document.tasks[2].after[0].lag.unwrap().to_string(), "2h");
}

#[test]
fn every_shape_of_a_breakdown_is_a_plan() {
    // (text, name, phases, tasks with their phases)
    let cases: [(&str, &str, &str, &str); 14] = [
        (
            r#"{"id":"r","name":"R","subtasks":[{"id":"a","name":"A"},{"id":"p","name":"P","subtasks":[{"id":"b","name":"B"}]}]}"#,
            "R",
            "r p:r",
            "a:r b:p",
        ),
        (r#"[{"id":"1","title":"A"},{"id":"2","title":"B"}]"#, "", "", "1 2"),
        (r#"{"project_name":"X","tasks":{"t1":{"name":"A"},"t2":{"name":"B"}}}"#, "X", "", "t1 t2"),
        (
            r#"{"project":{"name":"X","start_date":"2026-12-07"},"tasks":[{"id":"a","name":"A"}]}"#,
            "X",
            "",
            "a",
        ),
        (r#"{"t1":{"name":"A"},"t2":{"name":"B"}}"#, "", "", "t1 t2"),
        (r#"{"5":{"101":{"id":101,"title":"A"}},"6":{}}"#, "", "5 6", "101:5"),
        (
            r#"{"name":"X","phases":[{"name":"Build","tasks":[{"name":"Code"},"Review"]}],"milestones":[{"name":"Done"}]}"#,
            "X",
            "build",
            "code:build review:build done",
        ),
        (
            r#"{"tasks":[{"id":"a","name":"A","phase":"Build"},{"id":"b","name":"B","phase":"Build"},{"id":"c","name":"C","parent_id":"a"}]}"#,
            "",
            "build a:build",
            "c:a b:build",
        ),
        (
            r#"{"id":"W-1","name":"Part","level_0":"All","level_1":"Part","subtasks":[{"id":"W-1.1","name":"A","level_2":"A"}]}"#,
            "All",
            "all W-1:all",
            "W-1.1:W-1",
        ),
        (r#"{"task":{"id":7,"title":"A","estimated_hours":1.5}}"#, "", "", "7"),
        (r#"{"wbs":[{"id":"1","title":"A"}],"version":1}"#, "", "", "1"),
        (
            r#"{"project":{"id":1,"name":"X","milestones":[{"id":"m1","name":"M","target_date":"2026-12-07"}]}}"#,
            "X",
            "1",
            "m1:1",
        ),
        (
            r#"{"plan":{"name":"X","phases":{"planning":{"duration":"2 weeks"},"execution":{"duration":"3 weeks"}}}}"#,
            "X",
            "",
            "planning execution",
        ),
        (
            r#"[{"id":"1","name":"A","level":1},{"id":"2","name":"B","level":2},{"id":"3","name":"C","level":3},{"id":"4","name":"D","level":1}]"#,
            "",
            "1 2:1",
            "3:2 4",
        ),
    ];
    for (text, name, phases, tasks) in cases {
        let read = read(text);
        let place = |id: &str, above: &Option<String>| match above {
            Some(above) => format!("{id}:{above}"),
            None => id.to_owned(),
        };
        let all: Vec<_> = read.document.phases.iter().map(|phase| place(&phase.id, &phase.parent)).collect();
        assert_eq!(all.join(" "), phases, "{text}");
        let all: Vec<_> = read.document.tasks.iter().map(|task| place(&task.id, &task.phase)).collect();
        assert_eq!(all.join(" "), tasks, "{text}");
        assert_eq!(read.document.name, name, "{text}");
        assert!(read.diagnostics.iter().all(|d| !d.is_error()), "{text}: {:#?}", read.diagnostics);
    }
}

#[test]
fn head_data_belong_to_the_document() {
    let text = r#"{"project_name":"X","description":"Why","start_date":"2026-12-07","end_date":"2027-01-08",
        "version":"1.0","time_zone":"Europe/Berlin","currency":5,"milestones":[{"name":"Go"}],"team":[{"name":"Ann","role":"Dev","hourly_rate":60}]}"#;
    let document = read(text).document;
    assert_eq!(document.overview.as_deref(), Some("Why"));
    assert_eq!(document.start.unwrap().to_string(), "2026-12-07");
    assert_eq!(document.deadline.unwrap().to_string(), "2027-01-08");
    assert_eq!(document.extensions["version"], "1.0");
    assert_eq!(document.time_zone.as_deref(), Some("Europe/Berlin"));
    assert_eq!(document.extensions["currency_as_written"], 5);
    assert_eq!(document.tasks[0].kind, TaskKind::Milestone);
    assert_eq!(document.resources[0].cost_per_hour, Some(60.0));
}

#[test]
fn teams_are_read_in_every_form() {
    for team in [
        r#""team":[{"name":"dev","availability":2.0}]"#,
        r#""team":{"dev":2.0}"#,
        r#""resources":{"team":{"dev":2},"budget":{"tools":3000}}"#,
        r#""resources":[{"name":"dev","role":"","units":2}]"#,
    ] {
        let read = read(&format!(r#"{{"name":"X",{team},"tasks":[{{"id":"a","name":"A"}}]}}"#));
        let [resource] = read.document.resources.as_slice() else {
            panic!("{team}: {:#?}", read.document.resources)
        };
        assert_eq!((resource.id.as_str(), resource.capacity), ("dev", Some(2.0)), "{team}");
        assert_eq!(read.document.extensions.contains_key("budget"), team.contains("budget"));
    }
    let named = read(
        r#"{"name":"X","team_members":["Ann","Bo"],"tasks":[{"id":"a","name":"A","resources":["Bo"]}]}"#,
    );
    assert_eq!(named.document.resources.len(), 2);
    assert_eq!(named.document.tasks[0].needs[0].resource, "bo");
}

#[test]
fn phases_keep_what_only_tasks_have() {
    let text = r#"{"id":"r","name":"R","estimated_duration":30,"resource_cost":5,"start_date":"2026-12-07",
        "optimistic_hours":0,"subtasks":[{"id":"a","name":"A"}]}"#;
    let read = read(text);
    let phase = &read.document.phases[0];
    assert_eq!(phase.constraints[0].kind, ConstraintKind::StartNoEarlierThan);
    assert_eq!(phase.extensions["estimate"]["likely"], "30d");
    assert_eq!(phase.cost, Some(5.0));
    assert!(has(&read, Code::JsonFieldUnknown, "`estimate` of a phase is kept"));
}

#[test]
fn parts_that_agree_are_merged_and_others_reported() {
    let one =
        r#"{"id":"P","name":"P","subtasks":[{"id":"P.2","name":"B"},{"id":"P.1","name":"A","duration":2}]}"#;
    let same = r#"{"id":"P","name":"P","description":"More","subtasks":[{"id":"P.10","name":"J"}]}"#;
    let other = r#"{"id":"P","name":"Q","subtasks":[{"id":"P.1","name":"A","duration":3}]}"#;
    let read = json::assemble(&[
        ("b.json", same),
        ("a.json", one),
        ("empty.json", ""),
        ("broken.json", "{\"id\": "),
    ]);
    assert_eq!(read.document.phases.len(), 1);
    assert_eq!(read.document.phases[0].description.as_deref(), Some("More"));
    let ids: Vec<_> = read.document.tasks.iter().map(|task| task.id.as_str()).collect();
    assert_eq!(ids, ["P.1", "P.2", "P.10"]);
    let numbers: Vec<_> = read.document.tasks.iter().map(|task| task.wbs.as_deref().unwrap()).collect();
    assert_eq!(numbers, ["1.1", "1.2", "1.3"]);
    assert!(has(&read, Code::IdMerged, "`P`"));
    let place = |code: Code| read.diagnostics.iter().find(|d| d.code == code).unwrap().span.unwrap().source;
    assert_eq!((place(Code::TextEmpty), place(Code::JsonSyntax)), (2, 3));

    let read = json::assemble(&[("a.json", one), ("c.json", other)]);
    assert!(has(&read, Code::IdDuplicate, "`P` is described twice, with another `name`"));
    assert!(has(&read, Code::IdDuplicate, "`P.1` is described twice, with another `duration`"));
    assert_eq!(read.document.phases[0].extensions["duplicates"][0]["name"], "Q");
    let first = read.document.tasks.iter().find(|task| task.id == "P.1").unwrap();
    assert_eq!(first.duration.unwrap().to_string(), "2d");
    assert_eq!(first.extensions["duplicates"][0]["duration"], "3d");
}

#[test]
fn allocations_find_their_tasks_on_either_scale() {
    let wbs = r#"[{"id":"1.1","title":"A"},{"id":"1.2","title":"B","allocations":[{"resource_id":"hr1","allocation_percent":50}]}]"#;
    let people = r#"[{"id":"hr1","name":"Ann","role":"Developer","availability":1.0,"hourly_rate":60,"github_token":"x"}]"#;
    let shares = r#"[{"task_id":"1.1","resource_id":"hr1","allocation":0.5},{"task_id":"9","resource_id":"hr2","allocation":1}]"#;
    let read = json::assemble(&[("wbs.json", wbs), ("human_resources.json", people), ("a.json", shares)]);
    let units: Vec<_> = read.document.tasks.iter().map(|task| task.needs[0].units).collect();
    assert_eq!(units, [Some(0.5), Some(0.5)]);
    let person = &read.document.resources[0];
    assert_eq!(
        (person.kind, person.capacity, person.cost_per_hour),
        (ResourceKind::Human, Some(1.0), Some(60.0))
    );
    assert!(!person.extensions.contains_key("github_token"));
    assert!(has(&read, Code::JsonFieldUnknown, "`github_token` looks like a secret"));
    assert!(has(&read, Code::IdUnknown, "there is no task `9`"));
    assert_eq!(read.document.extensions["allocations"][0]["task"], "9");
    assert!(!has(&read, Code::ShareScale, ""));
}

#[test]
fn mixed_scales_are_reported() {
    let units = |text: &str| {
        let wbs = r#"[{"id":"1","name":"A"},{"id":"2","name":"B"},{"id":"3","name":"C"}]"#;
        let read = json::assemble(&[("wbs.json", wbs), ("a.json", text)]);
        let units: Vec<_> = read.document.tasks.iter().filter_map(|task| task.needs.first()?.units).collect();
        (units, has(&read, Code::ShareScale, ""))
    };
    let list = |values: [&str; 3], field: &str| {
        let rows: Vec<_> = (1..)
            .zip(values)
            .map(|(task, value)| format!(r#"{{"task_id":{task},"resource_id":"r","{field}":{value}}}"#))
            .collect();
        format!("[{}]", rows.join(","))
    };
    assert_eq!(units(&list(["100", "50", "1"], "allocation_percent")), (vec![1.0, 0.5, 0.01], false));
    assert_eq!(units(&list(["1", "0.5", "0"], "allocation")), (vec![1.0, 0.5, 0.0], false));
    assert_eq!(units(&list(["100", "0.5", "1"], "allocation")), (vec![1.0, 0.5, 1.0], true));
    assert_eq!(units(&list(["100", "0.5", "50"], "allocation_percent")), (vec![1.0, 0.5, 0.5], true));
    assert_eq!(units(&list(["0.25", "0.5", "1.0"], "allocation_percent")), (vec![0.25, 0.5, 1.0], true));
}

#[test]
fn done_shares_and_scores_find_their_tasks() {
    let wbs = r#"{"id":"root","name":"R","subtasks":[{"id":"1.1","name":"A"},{"id":"1.2","name":"B","progress":10}]}"#;
    let progress = r#"{"1.1":0.25,"1.2":1.0,"root":0.6,"gone":1}"#;
    let scores = r#"{"1.1":{"importance":0.8,"urgency":0.6}}"#;
    let read =
        json::assemble(&[("wbs.json", wbs), ("commit_progress.json", progress), ("wbs_scores.json", scores)]);
    let percents: Vec<_> =
        read.document.tasks.iter().map(|task| task.progress.as_ref().unwrap().percent.unwrap()).collect();
    assert_eq!(percents, [25.0, 100.0]);
    assert_eq!(read.document.phases[0].progress.as_ref().unwrap().percent, Some(60.0));
    assert_eq!(read.document.tasks[0].extensions["importance"], 0.8);
    assert!(has(&read, Code::IdUnknown, "`gone`"));
    let alone = json::read("commit_progress.json", progress);
    assert!(has(&alone, Code::TextNoPlan, "done shares of tasks"));
    assert_eq!(alone.document.extensions["progress"]["1.1"], 25.0);
}

#[test]
fn registers_of_risks_are_read() {
    let text = r#"{"risks":[{"id":"R1","title":"Loss","category":"technical_risks","probability":0.3,"impact":"Very High",
        "mitigation_strategy":"Backups","affected_tasks":["1.1"],"owner":"Ann","status":"active","trigger":"x"},
        {"name":"Delay","likelihood":"30%","severity":"low"}]}"#;
    let document = read(text).document;
    let risk = &document.risks[0];
    assert_eq!(risk.category.as_deref(), Some("Technical"));
    assert_eq!(risk.probability.as_ref().unwrap().value, Some(0.3));
    assert_eq!(risk.impact.as_ref().unwrap().level, Some(critpath::model::Level::VeryHigh));
    assert_eq!((risk.mitigations[0].text.as_str(), risk.affects[0].as_str()), ("Backups", "1.1"));
    assert_eq!(risk.extensions["trigger"], "x");
    assert_eq!(document.risks[1].id, "delay");
}

#[test]
fn what_is_no_plan_is_named() {
    let cases = [
        ("{}", "an empty object"),
        ("[]", "an empty list"),
        ("3", "a single value"),
        (r#"{"$schema":"http://json-schema.org/draft-07/schema#","properties":{}}"#, "a JSON Schema"),
        (r#"["To Do","Done"]"#, "steps of a workflow"),
        (r#"{"code_coverage":{"target":80,"weight":1.0},"metadata":{}}"#, "targets of metrics"),
        (r#"{"version":"1","performance_metrics":{}}"#, "performance metrics"),
        (r#"{"abc":{"task_id":"m","commit_message":"x"}}"#, "a database of commits"),
        (r#"[{"id":"HR001","name":"Ann","role":"PM"}]"#, "resources"),
        (r#"[{"task_id":"1","resource_id":"R"}]"#, "allocations of resources"),
    ];
    for (text, what) in cases {
        let read = read(text);
        let found = read.diagnostics.iter().find(|d| d.code == Code::TextNoPlan);
        assert!(found.is_some_and(|d| d.message.contains(what)), "{text}: {:#?}", read.diagnostics);
        assert!(read.document.tasks.is_empty());
    }
    let unknown = read(r#"{"colour":{"red":[1,2]}}"#);
    assert_eq!(unknown.diagnostics.len(), 1);
    assert_eq!(
        (unknown.diagnostics[0].code, unknown.diagnostics[0].severity),
        (Code::JsonShape, Severity::Warning)
    );
}

#[test]
fn rings_of_parents_are_cut() {
    let text = r#"[{"id":"a","name":"A","parent":"b"},{"id":"b","name":"B","parent":"a"},{"id":"c","name":"C","parent":"c"}]"#;
    let read = read(text);
    assert!(has(&read, Code::PhaseCycle, "`a` is part of itself"));
    assert_eq!(read.document.phases.len() + read.document.tasks.len(), 4);
}

#[test]
fn long_files_take_linear_time() {
    let count = 10_000;
    let chain: Vec<_> = (1..count)
        .map(|n| format!(r#"{{"id":{n},"name":"T","parent_id":{},"deps":[{}]}}"#, n - 1, n + 1))
        .collect();
    let deep = read(&format!("[{}]", chain.join(",")));
    assert_eq!(deep.document.phases.len() + deep.document.tasks.len(), count);
    let levels: Vec<_> = (0..count).map(|n| format!(r#"{{"name":"T","level":{n}}}"#)).collect();
    assert_eq!(read(&format!("[{}]", levels.join(","))).document.phases.len(), count - 1);
    let same: Vec<_> = (0..count).map(|n| format!(r#"{{"id":"x","name":"{n}"}}"#)).collect();
    assert_eq!(read(&format!("[{}]", same.join(","))).document.tasks.len(), 1);
    let nameless: Vec<_> = (0..count).map(|n| format!(r#"{{"name":"T","f{n}":1}}"#)).collect();
    assert_eq!(read(&format!("[{}]", nameless.join(","))).document.tasks.len(), count);
}
