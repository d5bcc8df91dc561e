//! Attributes that are easily written wrong: nothing beside them gets lost, and what is not read is reported.

use critpath::diagnostic::{Code, Severity};

/// The names of the tasks with their ids, and the findings of a code with what they stand on.
fn read(text: &str, code: Code) -> (Vec<String>, Vec<(String, Severity)>) {
    let read = critpath_formats::markdown::read("guide.md", text);
    let tasks = read.document.tasks.iter().map(|task| format!("{} = {}", task.id, task.name)).collect();
    let found = read.diagnostics.iter().filter(|diagnostic| diagnostic.code == code);
    let at = |span: critpath::model::Span| text.get(span.range()).unwrap_or_default().to_owned();
    (tasks, found.map(|found| (found.span.map(at).unwrap_or_default(), found.severity)).collect())
}

#[test]
fn items_beside_one_with_attributes_are_tasks() {
    let (tasks, _) = read(
        "# Payments\n\nRemarks:\n\n- prose\n- more prose\n\nThen:\n\n- Good {#g 1d}\n- Forgotten step\n- Group\n  - inside\n",
        Code::AttributeInvalid,
    );
    assert_eq!(tasks, ["g = Good", "forgotten-step = Forgotten step", "inside = inside"]);
    let (tasks, _) = read("# Payments\n\n- prose\n- more {of it}\n- see `{#id}`\n", Code::AttributeInvalid);
    assert!(tasks.is_empty(), "{tasks:?}");
}

#[test]
fn an_item_with_an_id_is_no_label() {
    let text = "# Plan\n\n## Build\n\n- Good {#g 1d}\n- Rollback: restore the backup {#r 1h}\n- Owner: Kim\n";
    let (tasks, _) = read(text, Code::AttributeInvalid);
    assert_eq!(tasks, ["g = Good", "r = Rollback: restore the backup"]);
}

#[test]
fn braces_that_are_not_read_are_reported() {
    let text = "# Payments\n\n- Good {#g 1d}\n- Unclosed {#uc 2h after=g\n- Two {#t1 1d} {#t2 2d}\n- Early {#e 1d} text\n\n## Phase 1: Build {#build owner=x\n\n- a\n- b {{ name\n- see `{#x 1d` or `{#y}`\n- c ${VAR} {\"d\": 1}\n";
    let (tasks, found) = read(text, Code::AttributeInvalid);
    assert_eq!(
        found.iter().map(|(at, severity)| (at.as_str(), *severity)).collect::<Vec<_>>(),
        [
            ("{#uc 2h after=g", Severity::Error),
            ("{#t1 1d}", Severity::Error),
            ("{#e 1d}", Severity::Warning),
            ("{#build owner=x", Severity::Error),
        ]
    );
    assert_eq!(tasks.len(), 8, "{tasks:?}");
    assert!(tasks.contains(&"t2 = Two {#t1 1d}".to_owned()), "{tasks:?}");
}

#[test]
fn windows_in_headings_that_are_not_read_are_reported() {
    for window in [
        "(Week 3, Tuesday)",
        "(Jan 4 - Jan 8)",
        "(Sprint 3)",
        "(December 14)",
        "(22:00 - 02:00)",
        "[Sprints 3 & 4]",
    ] {
        let text = format!("# Plan\n\n## Phase 1: Build {window}\n\n- a\n");
        let (tasks, found) = read(&text, Code::WindowInvalid);
        assert_eq!((tasks.len(), found), (1, vec![(window.to_owned(), Severity::Warning)]));
    }
    for read_or_prose in [
        "(Week 3)",
        "(2 days)",
        "(2026-12-14 to 2026-12-18)",
        "(core team)",
        "(May)",
        "(v1.2)",
        "(weekly)",
        "(Sprint 3 goals)",
        "(1:1 review)",
        "(Sprint 3) {window=\"Week 5-6\"}",
    ] {
        let text = format!("# Plan\n\n## Phase 1: Build {read_or_prose}\n\n- a\n");
        assert_eq!(read(&text, Code::WindowInvalid).1, [], "{read_or_prose}");
    }
}

#[test]
fn marks_within_braces_are_text() {
    let text = "# Plan\n\n- A {#a owner=\"x*y\" status=\"z*w\"} \n- *B* and **c** for ~2 or ~3 ~~days~~ {#b}\n\
        - D {#d owner=\"_e_\" status=\"**f**\"}\n\n## SLOs\n\n\
        - Up {#up total-selector=\"a{code=~'2.*'}\" failure-selector=\"a{code=~'5.*'}\"}\n";
    let document = critpath_formats::markdown::read("guide.md", text).document;
    let told = |task: &critpath::model::Task| {
        let status = task.progress.as_ref().and_then(|progress| progress.status.clone());
        (task.name.clone(), task.owner.clone().unwrap_or_default(), status.unwrap_or_default())
    };
    let expected = [("A", "x*y", "z*w"), ("B and c for ~2 or ~3 days", "", ""), ("D", "_e_", "**f**")];
    let found: Vec<_> = document.tasks.iter().map(told).collect();
    assert_eq!(
        found,
        expected.map(|(name, owner, status)| (name.to_owned(), owner.to_owned(), status.to_owned()))
    );
    let [up] = document.objectives.as_slice() else { panic!("one objective") };
    assert_eq!(up.total_selector.as_deref(), Some("a{code=~'2.*'}"));
    assert_eq!(up.failure_selector.as_deref(), Some("a{code=~'5.*'}"));
}
