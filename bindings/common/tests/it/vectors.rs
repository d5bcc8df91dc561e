//! The conformance vectors, through the door that Python and Node use.

use std::collections::{BTreeMap, BTreeSet};

use critpath::diagnostic::Code;
use critpath_bindings::{
    Failure, OPERATIONS, OffsetUnit, Opened, Timetable, codes_json, never_stop, schema_json, selftest_json,
    statistics_json,
};
use serde_json::{Map, Value, json};

use crate::{file, pretty, writing};

/// Codes that no vector can bring about, and why. The tests of the languages bring them about as far as one can.
const WITHOUT_VECTOR: &[(Code, &str)] = &[
    (Code::FileWrite, "only the command writes files"),
    (
        Code::Cancelled,
        "each language stops work in its own way, and JavaScript rejects with the reason of the signal",
    ),
    (Code::ScheduleInfeasible, "scheduling without limits of resources always finds dates"),
    (Code::ForecastInvalid, "only parts of simulations that are merged or read from bytes bring it about"),
    (Code::Internal, "would be a fault in critpath"),
];

/// The vectors of an operation.
fn vectors(operation: &str) -> Vec<Value> {
    let path = file(&format!("{operation}.json"));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    match serde_json::from_str(&text) {
        Ok(Value::Array(vectors)) => vectors,
        other => panic!("{} is no list of vectors: {other:?}", path.display()),
    }
}

/// The files of an input.
fn files(input: &Value) -> Vec<(String, String)> {
    serde_json::from_value(input["files"].clone()).expect("`files` is a list of pairs of name and text")
}

fn parsed(json: &str) -> Value {
    serde_json::from_str(json).expect("answers are JSON")
}

/// What the engine answers to a vector.
fn answer(vector: &Value, unit: OffsetUnit) -> Result<Value, Failure> {
    let (input, options) = (&vector["input"], &vector["options"]);
    let text = |field: &str| input[field].as_str().unwrap_or_else(|| panic!("`{field}` is a text"));
    let opened = || Opened::read(files(input), unit);
    let scheduled = |opened: Opened, options: &Value| opened.schedule(&options.to_string(), &mut never_stop);
    Ok(match vector["op"].as_str().expect("`op` is a text") {
        "read" => parsed(&opened().document_json()),
        "check" => parsed(&opened().check_json(&options.to_string())?),
        "schedule" => parsed(&scheduled(opened(), options)?.result_json()),
        "explain" => parsed(&scheduled(opened(), options)?.explain_json(text("task"))?),
        "floats" => {
            let timetable = scheduled(opened(), part(options, "schedule"))?;
            parsed(&timetable.floats_json(&part(options, "floats").to_string())?)
        }
        "rollback" => {
            let timetable = scheduled(opened(), part(options, "schedule"))?;
            parsed(&timetable.rollback_json(&part(options, "rollback").to_string(), &mut never_stop)?)
        }
        "rollback_plan" => parsed(
            &scheduled(opened(), options)?.rollback_plan_json(&json!({ "at": input["at"] }).to_string())?,
        ),
        "render" => {
            let timetable = scheduled(opened(), part(options, "schedule"))?;
            json!(timetable.render(text("format"), &part(options, "render").to_string())?)
        }
        "apply" => {
            let (later, changes) = opened().apply(&input["edits"].to_string())?;
            json!({ "document": parsed(&later.document_json()), "changes": parsed(&changes) })
        }
        "what_if" => {
            let mut session = opened().what_if(&options.to_string())?;
            let mut steps = Vec::new();
            for step in input["steps"].as_array().expect("`steps` is a list of lists of edits and of `undo`")
            {
                steps.push(match step.as_str() {
                    Some("undo") => json!(session.undo()?),
                    _ => parsed(&session.apply_json(&step.to_string())?),
                });
            }
            let (plan, schedule) = (session.opened().document_json(), session.timetable().result_json());
            json!({ "steps": steps, "document": parsed(&plan), "schedule": parsed(&schedule) })
        }
        "diff" => {
            let of = |input: &Value| -> Result<Timetable, Failure> {
                scheduled(Opened::read(files(input), unit), part(options, "schedule"))
            };
            let (earlier, later) = (of(input)?, of(&input["later"])?);
            parsed(&earlier.diff_json(&later, &part(options, "diff").to_string())?)
        }
        "risk" => match input["format"].as_str() {
            None | Some("json") => parsed(&opened().risks("json", &options.to_string())?),
            Some(format) => json!(opened().risks(format, &options.to_string())?),
        },
        "simulate" => {
            let simulation = opened().simulate(&options.to_string(), &mut never_stop)?;
            parsed(&simulation.result_json(&mut never_stop)?)
        }
        "pert" => parsed(&opened().pert_json(&options.to_string())?),
        "gate" => {
            let measured: Vec<(String, String)> =
                serde_json::from_value(input["measurements"].clone()).expect("pairs of name and text");
            let (format, options) = (input["format"].as_str().unwrap_or("json"), options.to_string());
            let answer = opened().gate_as(format, &measured, &options, &mut never_stop)?;
            if format == "json" { parsed(&answer) } else { json!(answer) }
        }
        "promotion" => {
            let measured: Vec<(String, String)> =
                serde_json::from_value(input["measurements"].clone()).unwrap_or_default();
            let (format, options) = (input["format"].as_str().unwrap_or("json"), options.to_string());
            let answer = opened().promotion_as(format, &measured, &options, &mut never_stop)?;
            if format == "json" { parsed(&answer) } else { json!(answer) }
        }
        "rollout" => {
            let measured: Vec<(String, String)> =
                serde_json::from_value(input["measurements"].clone()).unwrap_or_default();
            let (format, options) = (input["format"].as_str().unwrap_or("json"), options.to_string());
            let answer = opened().rollout_as(format, &measured, &options)?;
            if ["json", "plan"].contains(&format) { parsed(&answer) } else { json!(answer) }
        }
        "statistics" => parsed(&statistics_json(text("name"), &options.to_string())?),
        "schema" => parsed(&schema_json(text("schema"))?),
        "codes" => parsed(&codes_json()),
        "selftest" => parsed(&selftest_json()),
        other => panic!("there is no operation `{other}`"),
    })
}

/// A part of the options; without it, none.
fn part<'a>(options: &'a Value, name: &str) -> &'a Value {
    static NONE: std::sync::LazyLock<Value> = std::sync::LazyLock::new(|| json!({}));
    options.get(name).unwrap_or(&NONE)
}

/// The kind of an outcome, and the outcome.
fn outcome(vector: &Value, unit: OffsetUnit) -> (&'static str, Value) {
    match answer(vector, unit) {
        Ok(answer) => ("ok", answer),
        Err(failure) => (
            "error",
            json!({
                "code": failure.code,
                "message": failure.message,
                "details": parsed(&failure.details),
                "diagnostics": parsed(&failure.diagnostics),
            }),
        ),
    }
}

/// What a vector should expect. Columns that count otherwise in JavaScript come beside.
fn expectation(vector: &Value) -> Value {
    let (kind, of_people) = outcome(vector, OffsetUnit::CodePoint);
    let (_, of_javascript) = outcome(vector, OffsetUnit::Utf16);
    let mut expect = Map::new();
    if of_people != of_javascript {
        expect.insert(format!("{kind}_utf16"), of_javascript);
    }
    expect.shift_insert(0, kind.to_owned(), of_people);
    Value::Object(expect)
}

#[test]
fn the_engine_answers_as_the_vectors_expect() {
    for operation in OPERATIONS {
        let mut vectors = vectors(operation);
        for vector in &mut vectors {
            assert_eq!(vector["op"], *operation, "{} is in the file of {operation}", vector["name"]);
            let expect = expectation(vector);
            if writing("expect") {
                vector["expect"] = expect;
            } else {
                let (found, expected) = (expect.to_string(), vector["expect"].to_string());
                assert!(
                    found == expected,
                    "{operation}: {} answers otherwise; if it should, `cargo xtask vectors` writes the answer down\n\
                     found:    {found}\nexpected: {expected}",
                    vector["name"]
                );
            }
        }
        if writing("expect") {
            std::fs::write(file(&format!("{operation}.json")), pretty(&json!(vectors))).unwrap();
        }
    }
}

/// Files, not texts: what each language makes of them is no operation of the engine, and yet the same everywhere.
#[test]
fn files_are_read_or_refused_as_the_vectors_expect() {
    let folder = tempfile::tempdir().unwrap();
    for vector in vectors("files") {
        let name = vector["file"].as_str().unwrap_or("plan.md");
        let (file, project) = (folder.path().join(name), vector["project"].as_str());
        let path =
            project.map_or_else(|| file.clone(), |project| folder.path().join(format!("{name}#{project}")));
        if let Some(bytes) = vector["bytes"].as_array() {
            let bytes: Vec<u8> = bytes.iter().map(|byte| byte.as_u64().unwrap() as u8).collect();
            std::fs::write(&file, bytes).unwrap();
        }
        let found = match critpath_store::read(&path, &critpath_store::Limits::default()) {
            Ok(file) => {
                let opened = Opened::read(vec![(file.name, file.text)], OffsetUnit::CodePoint);
                let tasks = parsed(&opened.document_json())["tasks"].as_array().unwrap().clone();
                json!({ "ok": tasks.iter().map(|task| &task["id"]).collect::<Vec<_>>() })
            }
            Err(error) => json!({ "error": { "code": error.code() } }),
        };
        assert_eq!(found, vector["expect"], "{}", vector["name"]);
    }
}

#[test]
fn every_operation_has_vectors_and_every_vector_a_name() {
    for operation in OPERATIONS {
        let vectors = vectors(operation);
        assert!(!vectors.is_empty(), "{operation}");
        let names: BTreeSet<_> = vectors.iter().map(|vector| vector["name"].as_str().unwrap()).collect();
        assert_eq!(names.len(), vectors.len(), "two vectors of {operation} have the same name");
        for vector in &vectors {
            let keys: Vec<_> = vector.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["name", "op", "input", "options", "expect"], "{}", vector["name"]);
        }
    }
    let listed: BTreeSet<_> = std::fs::read_dir(file("."))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    let mut known: BTreeSet<_> = OPERATIONS.iter().map(|operation| (*operation).to_owned()).collect();
    known.extend(["names", "operations", "files"].map(str::to_owned));
    assert_eq!(listed, known, "a file of the folder belongs to no operation");
}

#[test]
fn every_code_has_a_vector() {
    let mut found = BTreeMap::new();
    for operation in OPERATIONS.iter().filter(|operation| !["codes", "schema"].contains(operation)) {
        for vector in vectors(operation).into_iter().chain(vectors("files")) {
            codes(&vector["expect"], &mut |code| {
                found.entry(code.to_owned()).or_insert(vector["name"].clone());
            });
        }
    }
    let excused = |code| WITHOUT_VECTOR.iter().find(|(other, _)| *other == code);
    let without = |code: &&Code| !found.contains_key(code.as_str());
    let missing: Vec<_> = Code::ALL.iter().filter(without).filter(|code| excused(**code).is_none()).collect();
    assert!(missing.is_empty(), "no vector brings about {missing:?}");
    for (code, reason) in WITHOUT_VECTOR {
        assert_eq!(found.get(code.as_str()), None, "a vector brings about `{code}`, though {reason}");
    }
}

/// Calls `visit` for every `code` in an answer.
fn codes(value: &Value, visit: &mut dyn FnMut(&str)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                match value.as_str() {
                    Some(code) if key == "code" => visit(code),
                    _ => codes(value, visit),
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| codes(value, visit)),
        _ => {}
    }
}
