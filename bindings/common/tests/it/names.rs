//! A lock on every name that stands in files and answers: a changed one breaks programs in three languages.

use std::collections::BTreeSet;

use critpath::diagnostic::Code;
use critpath::schema;
use critpath_bindings::{Column, OPERATIONS};
use serde_json::{Value, json};

use crate::{file, pretty, writing};

/// Every name: `Type.field`, `Type=word`, codes, columns and operations.
fn names() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for schema in [schema::document().to_string(), schema::results().to_string()] {
        let schema: Value = serde_json::from_str(&schema).unwrap();
        if schema.get("properties").is_some() {
            add(schema["title"].as_str().unwrap(), &schema, &mut names);
        }
        for (kind, definition) in schema["$defs"].as_object().unwrap() {
            add(kind, definition, &mut names);
        }
    }
    names.extend(Code::ALL.iter().map(|code| format!("code {code}")));
    names.extend(Column::ALL.iter().map(|column| format!("column {}", column.name)));
    names.extend(OPERATIONS.iter().map(|operation| format!("operation {operation}")));
    names
}

/// Adds the fields and the words of a type.
fn add(kind: &str, definition: &Value, names: &mut BTreeSet<String>) {
    let fields = definition["properties"].as_object().into_iter().flatten();
    names.extend(fields.map(|(field, _)| format!("{kind}.{field}")));
    let variants = definition["oneOf"].as_array().into_iter().flatten().chain([definition]);
    for variant in variants {
        let words = variant["enum"].as_array().into_iter().flatten().chain(variant.get("const"));
        names.extend(words.filter_map(Value::as_str).map(|word| format!("{kind}={word}")));
    }
}

#[test]
fn no_name_changes_unmeant() {
    let (path, found) = (file("names.json"), names());
    if writing("names") {
        std::fs::write(&path, pretty(&json!(found))).unwrap();
        return;
    }
    let text = std::fs::read_to_string(&path).unwrap();
    let accepted: BTreeSet<String> = serde_json::from_str(&text).unwrap();
    let gone: Vec<_> = accepted.difference(&found).collect();
    let new: Vec<_> = found.difference(&accepted).collect();
    assert!(
        gone.is_empty() && new.is_empty(),
        "names that programs and files use have changed.\n  gone: {gone:?}\n  new: {new:?}\n\
         A name that is gone breaks what was written with it: keep it, or read it as an alias.\n\
         If the change is meant, `cargo xtask vectors --accept-names` writes the names down."
    );
}

#[test]
fn fields_words_and_codes_are_among_the_names() {
    let names = names();
    for name in ["Document.tasks", "Task.after", "Relation=FS", "Edit.edit", "TaskResult.total_float_s"] {
        assert!(names.contains(name), "{name}");
    }
    assert!(names.contains("code graph.cycle") && names.contains("column start"));
}
