//! Diagnostics into SARIF 2.1.0, the interchange format of static analysis results (OASIS).

use std::collections::{BTreeMap, BTreeSet};

use critpath::diagnostic::{Code, Diagnostic, Fix, Severity};
use serde_json::{Map, Value, json};

use super::{FileFindings, Place};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// Findings as one SARIF log with one run. `version` is that of the tool. Columns count characters.
pub fn sarif(findings: &[FileFindings], version: &str) -> String {
    let codes: BTreeSet<Code> =
        findings.iter().flat_map(|plan| plan.diagnostics).map(|found| found.code).collect();
    let rules: BTreeMap<Code, usize> = codes.into_iter().enumerate().map(|(at, code)| (code, at)).collect();
    let results: Vec<Value> = findings
        .iter()
        .flat_map(|plan| plan.by_source().into_iter().map(move |group| (plan, group)))
        .flat_map(|(plan, (source, group))| group.into_iter().map(move |found| (plan, source, found)))
        .map(|(plan, source, found)| result(plan, &source.name, found, &rules))
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "critpath",
                "version": version,
                "rules": rules.keys().map(|code| rule(*code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": artifacts(findings),
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.as_str(),
        "shortDescription": { "text": code.summary() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// Every file that was looked at, once, those without findings too.
fn artifacts(findings: &[FileFindings]) -> Vec<Value> {
    let names: BTreeSet<&str> =
        findings.iter().flat_map(|plan| plan.sources).map(|source| &*source.name).collect();
    names.into_iter().map(|name| json!({ "location": artifact(name) })).collect()
}

fn result(plan: &FileFindings, file: &str, found: &Diagnostic, rules: &BTreeMap<Code, usize>) -> Value {
    let mut text = found.message.clone();
    if let Some(help) = &found.help {
        text = format!("{text}\n{help}");
    }
    let place = found.span.and_then(|span| plan.place(span));
    let location = place.as_ref().map_or_else(|| json!({ "artifactLocation": artifact(file) }), physical);
    let mut result = Map::from_iter([
        ("ruleId".to_owned(), json!(found.code.as_str())),
        ("ruleIndex".to_owned(), json!(rules.get(&found.code))),
        ("level".to_owned(), json!(level(found.severity))),
        ("message".to_owned(), json!({ "text": text })),
        ("locations".to_owned(), json!([{ "physicalLocation": location }])),
    ]);
    let related: Vec<Value> = found
        .labels
        .iter()
        .filter_map(|label| Some((plan.place(label.span)?, &label.message)))
        .enumerate()
        .map(|(id, (place, message))| {
            json!({ "id": id, "physicalLocation": physical(&place), "message": { "text": message } })
        })
        .collect();
    if !related.is_empty() {
        result.insert("relatedLocations".into(), json!(related));
    }
    if let Some(fix) = found.fix.as_ref().and_then(|found| fix(plan, found)) {
        result.insert("fixes".into(), json!([fix]));
    }
    Value::Object(result)
}

/// A fix with its edits by file; none if an edit is of a file that is not there.
fn fix(plan: &FileFindings, fix: &Fix) -> Option<Value> {
    let mut by_file: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for edit in &fix.edits {
        let place = plan.place(edit.span)?;
        by_file.entry(place.file).or_default().push(json!({
            "deletedRegion": region(&place),
            "insertedContent": { "text": edit.replacement },
        }));
    }
    let changes = by_file.into_iter().map(
        |(file, replacements)| json!({ "artifactLocation": artifact(file), "replacements": replacements }),
    );
    let changes: Vec<Value> = changes.collect();
    (!changes.is_empty()).then(|| json!({ "description": { "text": fix.title }, "artifactChanges": changes }))
}

fn physical(place: &Place) -> Value {
    json!({ "artifactLocation": artifact(place.file), "region": region(place) })
}

fn region(place: &Place) -> Value {
    json!({
        "startLine": place.start.line,
        "startColumn": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    })
}

fn artifact(file: &str) -> Value {
    json!({ "uri": uri(file) })
}

/// A path as a URI reference: relative ones stay relative, absolute ones become `file:` URIs.
fn uri(path: &str) -> String {
    let drive = matches!(path.as_bytes(), [letter, b':', b'/' | b'\\', ..] if letter.is_ascii_alphabetic());
    let path = if drive || path.starts_with("\\\\") { path.replace('\\', "/") } else { path.to_owned() };
    let prefix = match (drive, path.starts_with('/')) {
        (true, _) => "file:///",
        (_, true) => "file://",
        _ => "",
    };
    let mut uri = prefix.to_owned();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(byte as char)
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::uri;

    #[test]
    fn paths_become_uri_references() {
        for (path, expected) in [
            ("docs/guide.md", "docs/guide.md"),
            ("my guide (1).md", "my%20guide%20%281%29.md"),
            ("/srv/guide.md", "file:///srv/guide.md"),
            ("C:\\plans\\guide.md", "file:///C%3A/plans/guide.md"),
            ("<stdin>", "%3Cstdin%3E"),
            ("راهنما.md", "%D8%B1%D8%A7%D9%87%D9%86%D9%85%D8%A7.md"),
            ("a:b.md", "a%3Ab.md"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
