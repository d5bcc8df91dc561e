//! Files of the data folder into projects: what to schedule, and what was stored.

use critpath::model::Document;
use critpath_formats::{mspdi, xer};
use serde_json::Value;

use super::{neutral, splits};

const CPM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm");

/// A project that a program has scheduled.
pub struct Project {
    pub id: String,
    /// What is to be scheduled, without the dates that the program computed.
    pub document: Document,
    /// Whether it was read from MS Project XML, rather than from the dump.
    pub is_from_xml: bool,
    /// What the program stored.
    pub dump: Value,
}

/// Projects of a group, in order of name; none where the data are missing. Groups are folders of the data, or parts of
/// them: the beginning of the name in `real`, the stratum in `synthetic`.
pub fn of_group(group: &str) -> impl Iterator<Item = Project> {
    let (folder, stratum) = match group {
        "p6-mini" => ("p6-mini", None),
        _ => match group.strip_prefix("synthetic-") {
            Some(stratum) => ("synthetic/json", Some(stratum.to_owned())),
            None => ("real/json", None),
        },
    };
    let prefix = if folder == "real/json" { format!("{group}-") } else { String::new() };
    let mut paths: Vec<_> = match std::fs::read_dir(format!("{CPM}/{folder}")) {
        Ok(entries) => entries.map(|entry| entry.unwrap().path()).collect(),
        Err(_) => {
            println!("skipped: {CPM}/{folder} is missing");
            Vec::new()
        }
    };
    paths.sort();
    // Files of other strata need not be parsed.
    let mark = stratum.map(|stratum| format!("\"stratum\":\"{stratum}\""));
    let of_group = paths.into_iter().filter_map(move |path| {
        let id = path.file_stem()?.to_str()?.to_owned();
        let is_json = path.extension().is_some_and(|extension| extension == "json");
        let text = (is_json && id.starts_with(&prefix)).then(|| std::fs::read_to_string(&path).unwrap())?;
        let is_of_group = mark.as_ref().is_none_or(|mark| text.contains(mark));
        is_of_group.then(|| (id, serde_json::from_str::<Value>(&text).unwrap()))
    });
    of_group.map(|(id, dump)| {
        let by_xml = from_xml(&id);
        let is_from_xml = by_xml.is_some();
        // The parts of tasks are not in the XML.
        let with_splits = |mut document: Document| {
            splits::add(&mut document, &dump);
            document
        };
        let document = by_xml.map_or_else(|| neutral::document(&dump), with_splits);
        Project { id, document, is_from_xml, dump }
    })
}

/// The same project as MS Project XML, if there is such a file.
fn from_xml(id: &str) -> Option<Document> {
    let text = std::fs::read_to_string(format!("{CPM}/real/mspdi/{id}.xml")).ok()?;
    Some(mspdi::read(id, &without_computed_dates(&text)).document)
}

/// One of the projects of an export of P6, if there is such a file.
pub fn from_xer(path: &str, project: &str) -> Option<Document> {
    let text = std::fs::read_to_string(format!("{CPM}/{path}")).ok()?;
    let read = xer::read(&format!("{path}#{project}"), &text);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    Some(read.document)
}

/// What Microsoft Project computes for a task.
const COMPUTED: [&str; 10] = [
    "Start",
    "Finish",
    "EarlyStart",
    "EarlyFinish",
    "LateStart",
    "LateFinish",
    "TotalSlack",
    "FreeSlack",
    "StartSlack",
    "FinishSlack",
];

/// The text with the computed elements of tasks and assignments taken out; start and finish of tasks that people
/// schedule by hand are theirs.
fn without_computed_dates(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((open, close)) = [("<Task>", "</Task>"), ("<Assignment>", "</Assignment>")]
        .into_iter()
        .find(|(open, _)| rest.contains(open))
    {
        let start = rest.find(open).unwrap();
        let end = start + rest[start..].find(close).unwrap();
        let (before, element) = (&rest[..start], &rest[start..end]);
        let is_manual = element.contains("<Manual>1</Manual>");
        kept.push_str(before);
        kept.push_str(&without(element, if is_manual { &COMPUTED[2..] } else { &COMPUTED }));
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn without(element: &str, names: &[&str]) -> String {
    let mut element = element.to_owned();
    for name in names {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        while let Some(start) = element.find(&open) {
            let end = start + element[start..].find(&close).unwrap() + close.len();
            element.replace_range(start..end, "");
        }
    }
    element
}

#[test]
fn computed_elements_are_taken_out() {
    let text = "<Tasks><Task><UID>1</UID><Start>a</Start><ActualStart>b</ActualStart></Task>\
                <Task><Manual>1</Manual><Start>c</Start><LateStart>d</LateStart></Task></Tasks>\
                <Assignment><Start>e</Start></Assignment>";
    let kept = "<Tasks><Task><UID>1</UID><ActualStart>b</ActualStart></Task>\
                <Task><Manual>1</Manual><Start>c</Start></Task></Tasks><Assignment></Assignment>";
    assert_eq!(without_computed_dates(text), kept);
}
