//! Projects that are read, written and read again; documents of other formats that are written.

use critpath::model::Document;
use critpath::model::noun::Field;
use critpath_formats::mspdi;

const CPM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm");

/// The document without the places of its nouns.
fn without_places(mut document: Document) -> Document {
    document.each_noun(&mut |noun| *noun.span_mut() = None);
    document.sources.clear();
    document
}

fn reread(document: &Document) -> Document {
    let text = mspdi::write(document, None);
    let read = mspdi::read("plan.xml", &text);
    let syntax = read.diagnostics.iter().find(|d| d.code.as_str().starts_with("xml.") && d.code.as_str() != "xml.value");
    assert_eq!(syntax, None, "{text}");
    without_places(read.document)
}

fn projects(folder: &str) -> Vec<(String, String)> {
    let Ok(entries) = std::fs::read_dir(format!("{CPM}/{folder}")) else {
        println!("skipped: {CPM}/{folder} is missing");
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &std::path::Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The first line in which two texts differ.
fn difference(one: &str, other: &str) -> String {
    let differ = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    differ.map_or_else(|| "one is longer".into(), |(one, other)| format!("\n  {one}\n  {other}"))
}

#[test]
fn projects_come_back_as_they_were() {
    for folder in ["real/mspdi", "synthetic/mspdi"] {
        for (name, text) in projects(folder) {
            let first = without_places(mspdi::read(&name, &text).document);
            let again = reread(&first);
            let json = |document: &Document| serde_json::to_string_pretty(document).unwrap();
            assert!(first == again, "{folder}/{name}: {}", difference(&json(&first), &json(&again)));
            assert_eq!(mspdi::write(&first, None), mspdi::write(&again, None), "{folder}/{name}");
        }
    }
}
