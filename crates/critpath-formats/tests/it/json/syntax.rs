//! Broken, hostile and odd JSON text.

use critpath::diagnostic::Code;
use critpath_formats::json;

fn codes(text: &str) -> Vec<Code> {
    json::read("plan.json", text).diagnostics.into_iter().map(|d| d.code).collect()
}

fn document(fields: &str) -> String {
    format!("{{\"format\":\"critpath/1\",{fields}}}")
}

#[test]
fn nothing_is_nothing() {
    for text in ["", " \n", "\u{feff}", "\u{feff}\r\n"] {
        assert_eq!(codes(text), [Code::TextEmpty], "{text:?}");
    }
}

#[test]
fn a_byte_order_mark_is_read_over() {
    let text = format!("\u{feff}{}", document(r#""name":"A""#));
    let read = json::read("plan.json", &text);
    assert!(read.diagnostics.is_empty());
    assert_eq!(read.document.name, "A");
    assert_eq!(read.document.span.unwrap().start, 3);
}

#[test]
fn deep_nesting_is_refused_without_recursion() {
    for open in ["[", "{\"a\":", "[{\"a\":"] {
        assert!(codes(&open.repeat(200_000)).contains(&Code::TextTooLarge));
    }
    let deep = document(&format!("\"x\":{}{}", "[".repeat(126), "]".repeat(126)));
    assert_eq!(codes(&deep), [Code::JsonFieldUnknown]);
}

#[test]
fn long_texts_are_refused() {
    let text = format!("[{}]", " ".repeat(json::LONGEST_TEXT));
    assert_eq!(codes(&text), [Code::TextTooLarge]);
}

#[test]
fn the_last_of_duplicate_keys_counts() {
    let text = document(r#""name":"A","name":"B","tasks":[{"id":"a","id":"b"}]"#);
    let read = json::read("plan.json", &text);
    assert_eq!(read.document.name, "B");
    assert_eq!(read.document.tasks[0].id, "b");
    let places: Vec<_> = read.diagnostics.iter().map(|d| (d.code, d.span.unwrap().start)).collect();
    assert_eq!(places, [(Code::JsonDuplicateKey, 23), (Code::JsonDuplicateKey, 55)]);
}

#[test]
fn numbers_beyond_a_double_are_kept_as_text() {
    for number in ["1e999", "-1e999", &"9".repeat(400)] {
        let read =
            json::read("plan.json", &document(&format!("\"tasks\":[{{\"cost\":{number},\"x\":{number}}}]")));
        assert_eq!(read.diagnostics[0].code, Code::NumberInvalid, "{number}");
        let task = &read.document.tasks[0];
        assert_eq!(task.cost, None);
        assert_eq!(task.extensions["cost"], number);
        assert_eq!(task.extensions["x"], number);
    }
    let read = json::read("plan.json", &document(r#""tasks":[{"cost":-0,"x":-0,"y":18446744073709551615}]"#));
    assert_eq!(read.document.tasks[0].cost.map(f64::to_bits), Some((-0.0_f64).to_bits()));
    assert_eq!(read.document.tasks[0].extensions["y"], u64::MAX);
    assert!(codes(&document(r#""tasks":[{"cost":NaN}]"#)).contains(&Code::NumberInvalid));
    // Where text belongs they are that text at once: written and read again, the document is the same.
    let first = json::read("plan.json", &document(r#""tasks":[{"name":1e999,"cost":1e999}]"#)).document;
    assert_eq!(first.tasks[0].name, "1e999");
    let written = json::write(&first);
    assert_eq!(json::write(&json::read("plan.json", &written).document), written);
}

#[test]
fn broken_text_is_read_over() {
    // (text of the document, its tasks, errors)
    let cases = [
        (r#""tasks":[{"id":"a"} {"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a" "name":"A"},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id" "a"},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a"},,{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a","name":},{"id":"b"}]"#, 2, 1),
        ("\"tasks\":[{\"id\":\"a\",\"name\":\"A,\n\"wbs\":\"1\"},{\"id\":\"b\"}]", 2, 2),
        (r#""tasks":[{"id":"a","name":"C:\dir"},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a","name":"\ud800"},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a","name":'A'},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{id:"a"},{"id":"b"}]"#, 2, 1),
        (r#""tasks":[{"id":"a","cost":+5},{"id":"b"}]"#, 2, 2),
        (r#""tasks":[{"id":"a"},{"id":"b"}"#, 2, 1),
        (r#""tasks":[{"id":"a"},{"id":"b"}]]"#, 2, 1),
        (r#""tasks":[{"id":"a"},{"id":"b"}]}, "x": 1"#, 2, 1),
    ];
    for (fields, tasks, errors) in cases {
        let text = document(fields);
        let read = json::read("plan.json", &text);
        assert_eq!(read.document.tasks.len(), tasks, "{fields}: {:#?}", read.diagnostics);
        assert_eq!(
            read.diagnostics.iter().filter(|d| d.is_error()).count(),
            errors,
            "{fields}: {:#?}",
            read.diagnostics
        );
        assert_eq!(read.document.tasks[0].id, "a", "{fields}");
    }
}

#[test]
fn what_is_no_json_at_all_does_not_flood() {
    for text in
        ["# A plan\n\n- one\n- two\n", &"'".repeat(100_000), &"}".repeat(100_000), &"\u{1}".repeat(100_000)]
    {
        let codes = codes(text);
        assert!(codes.contains(&Code::JsonSyntax), "{codes:?}");
        assert!(codes.len() <= 60, "{}", codes.len());
    }
}
