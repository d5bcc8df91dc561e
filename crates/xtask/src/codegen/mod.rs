//! The model and the table of codes into the files that are generated from them and committed.

mod diagnostics;
mod python;
mod types;
mod typescript;

use critpath::schema;
use critpath_store::{Limits, read, save};

use crate::process::Outcome;

/// A generated file.
#[derive(Debug)]
struct Generated {
    /// Where it is, from the folder of the workspace.
    path: &'static str,
    /// What it holds.
    text: String,
}

/// Every generated file.
fn files() -> Result<Vec<Generated>, String> {
    let file = |path, text| Generated { path, text };
    let definitions = types::definitions(&[schema::document(), schema::results()])?;
    Ok(vec![
        file("crates/critpath/schema/document.schema.json", json(&schema::document())),
        file("crates/critpath/schema/results.schema.json", json(&schema::results())),
        file("docs/diagnostics.md", diagnostics::page()),
        file("python/critpath/_model.py", python::model(&definitions)),
        file("python/critpath/_nouns.py", python::nouns(&definitions)),
        file("python/critpath/_codes.py", python::codes()),
        file("bindings/node/ts/model.ts", typescript::model(&definitions)),
        file("bindings/node/ts/codes.ts", typescript::codes()),
    ])
}

/// Writes the files that differ from their source, or with `check` names them and fails.
pub fn run(check: bool) -> Outcome {
    let mut stale = Vec::new();
    for Generated { path, text } in files()? {
        let target = crate::root().join(path);
        let current = read(&target, &Limits::default()).ok();
        if current.is_some_and(|file| file.text == text) {
            continue;
        }
        stale.push(path);
        if !check {
            save(&target, text).map_err(|error| error.to_string())?;
            println!("wrote {path}");
        }
    }
    match stale.as_slice() {
        [] => {
            println!("generated files are up to date");
            Ok(())
        }
        stale if check => {
            Err(format!("not as generated: {}; run `cargo xtask codegen` and commit", stale.join(", ")))
        }
        _ => Ok(()),
    }
}

/// Indented JSON with a final line break.
fn json(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn committed_files_are_as_generated() {
        assert_eq!(super::run(true), Ok(()));
    }
}
