//! What joins the languages, held together: the vectors, the names on the wire.
//!
//! `cargo xtask vectors` fills in what the engine answers, `cargo xtask vectors --accept-names` the names.
// Tests read and write the vectors.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

mod names;
mod vectors;

use std::path::PathBuf;

use serde_json::Value;

/// A file of the folder of the vectors.
fn file(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance")).join(name)
}

/// Whether `cargo xtask vectors` asks that this be written rather than compared: `expect` or `names`.
fn writing(what: &str) -> bool {
    std::env::var("CRITPATH_VECTORS").is_ok_and(|asked| asked == what)
}

/// A value as the files hold it: on one line what fits there, else each part on its own.
fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, 0, &mut text);
    text.push('\n');
    text
}

/// Writes a value that stands at this depth, `beside` so many characters of the same line.
fn write(value: &Value, depth: usize, beside: usize, text: &mut String) {
    const WIDTH: usize = 110;
    let flat = value.to_string();
    let parts: Vec<(String, &Value)> = match value {
        Value::Array(parts) => parts.iter().map(|part| (String::new(), part)).collect(),
        Value::Object(parts) => {
            parts.iter().map(|(key, part)| (format!("{}: ", Value::from(key.as_str())), part)).collect()
        }
        _ => Vec::new(),
    };
    if parts.is_empty() || 2 * depth + beside + flat.chars().count() <= WIDTH {
        text.push_str(&flat);
        return;
    }
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    text.push(open);
    for (at, (key, part)) in parts.iter().enumerate() {
        let comma = if at == 0 { "" } else { "," };
        text.push_str(&format!("{comma}\n{:width$}{key}", "", width = 2 * (depth + 1)));
        write(part, depth + 1, key.chars().count(), text);
    }
    text.push_str(&format!("\n{:width$}{close}", "", width = 2 * depth));
}
