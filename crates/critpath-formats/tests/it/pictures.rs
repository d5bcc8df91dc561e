//! Tests of what people look at: SVG, HTML, text, Mermaid and CSV, through the public interface.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{Code, Diagnostic, SourceText};
use critpath::model::result::ScheduleResult;
use critpath::model::{
    Checklist, ChecklistItem, Dependency, Document, Fragment, Gate, Level, Mitigation, Phase, Rating, Risk,
    Span, Task, Undo,
};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;
use critpath_formats::html::{ReportInput, report};
use critpath_formats::svg::{SvgOptions, Theme};
use critpath_formats::text::TextOptions;
use critpath_formats::{csv, json, markdown, mermaid, svg, text};
use proptest::prelude::*;
use quick_xml::events::Event;
use unicode_width::UnicodeWidthStr;

use crate::clock::time;

/// A plan with one of everything that a picture draws.
const CUTOVER: &str = r#"{
  "format": "critpath/1", "name": "Cutover: shop & API", "start": "2026-12-10T13:00",
  "phases": [
    {"id": "prepare", "name": "Prepare"},
    {"id": "night", "name": "Cutover night", "deadline": "2026-12-15"},
    {"id": "data", "name": "Data", "parent": "night"}
  ],
  "tasks": [
    {"id": "backup", "name": "Back up the database", "phase": "prepare", "duration": "3h", "owner": "dba",
     "progress": {"percent": 50}},
    {"id": "rehearse", "name": "Rehearse", "phase": "prepare", "duration": "6h",
     "after": [{"predecessor": "backup", "relation": "SS", "lag": "1h"}]},
    {"id": "notify", "name": "Tell: customers; #1", "phase": "prepare", "duration": "30m", "deadline": "2026-12-14"},
    {"id": "go", "name": "Go", "phase": "night", "kind": "milestone", "after": [{"predecessor": "rehearse"}]},
    {"id": "migrate", "name": "Migrate", "phase": "data", "duration": "5h", "deadline": "2026-12-11",
     "after": [{"predecessor": "go"}, {"predecessor": "backup"}]},
    {"id": "=check", "name": "=Check, then \"sign\"", "phase": "data", "duration": "1ed",
     "after": [{"predecessor": "migrate"}]},
    {"id": "later", "name": "Section for later"}
  ]
}"#;

fn computed(document: Document) -> (Plan, ScheduleResult) {
    let plan = Plan::build(document).expect("the document is sound");
    let start = Some(Moment::parse("2026-12-07").unwrap());
    let options = ScheduleOptions { start: plan.document().start.or(start), ..Default::default() };
    let result = schedule(&plan, &options).expect("the plan can be scheduled").to_result(&plan);
    (plan, result)
}

fn cutover() -> (Plan, ScheduleResult) {
    let read = json::read("cutover.json", CUTOVER);
    assert!(read.diagnostics.is_empty(), "{:?}", read.diagnostics);
    computed(read.document)
}

fn input<'a>(plan: &'a Plan, result: &'a ScheduleResult) -> ReportInput<'a> {
    ReportInput {
        document: plan.document(),
        plan: Some(plan),
        schedule: Some(result),
        floats: None,
        forecast: None,
        rollback: None,
        promotion: None,
        rollouts: None,
        gate: None,
        diagnostics: &[],
        sources: &[],
        now: None,
    }
}

/// A plan of `tasks` tasks in phases of ten, linked in chains of five, one in nine a milestone.
fn many(tasks: usize) -> Document {
    let phase = |n: usize| Phase { id: format!("p{n}"), name: format!("Phase {n}"), ..Default::default() };
    let task = |n: usize| {
        let milestone = if n % 9 == 8 { r#""kind":"milestone""# } else { r#""duration":"5h""# };
        let after =
            if n.is_multiple_of(5) { String::new() } else { format!(r#"{{"predecessor":"t{}"}}"#, n - 1) };
        let name = "A task with a rather long name ".repeat(n % 4 + 1);
        let json =
            format!(r#"{{"id":"t{n}","name":"{name}","phase":"p{}",{milestone},"after":[{after}]}}"#, n / 10);
        serde_json::from_str::<Task>(&json).unwrap()
    };
    Document {
        name: "Many".into(),
        phases: (0..tasks.div_ceil(10)).map(phase).collect(),
        tasks: (0..tasks).map(task).collect(),
        ..Default::default()
    }
}

/// Reads XML to its end and returns every element with its attributes.
pub fn elements(xml: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let (mut elements, mut depth) = (Vec::new(), 0_i32);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Eof => break,
            Event::End(_) => depth -= 1,
            ref event @ (Event::Start(ref element) | Event::Empty(ref element)) => {
                depth += i32::from(matches!(event, Event::Start(_)));
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.expect("a well-formed attribute");
                    let key = attribute.key.as_ref().to_owned();
                    (key, attribute.value.into_owned())
                });
                let name = element.name().as_ref().to_owned();
                elements.push((name, attributes.collect()));
            }
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element ends");
    elements
}

/// Nothing in a picture can act: no script, handler, link out, or anything that loads.
pub fn assert_harmless(xml: &str) {
    const ELEMENTS: &[&str] = &[
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "footer", "h1",
        "h2", "h3", "p", "div", "span", "strong", "a", "code", "pre", "mark", "details", "summary", "figure",
        "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "svg", "desc", "defs",
        "pattern", "clipPath", "rect", "circle", "g", "path", "text",
    ];
    let hidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}');
    assert!(!xml.contains(hidden), "a hidden character");
    for (name, attributes) in elements(xml) {
        assert!(ELEMENTS.contains(&name.as_str()), "element {name}");
        for (key, value) in attributes {
            assert!(!key.starts_with("on") && key != "src" && key != "xlink:href", "attribute {key}");
            assert!(key != "href" || value.starts_with('#'), "link to {value}");
            assert!(key != "style" || value.starts_with("width:"), "style {value}");
        }
    }
}

#[test]
fn golden_pictures() {
    let (plan, result) = cutover();
    let now = Some(plan.axis().instant_of(Moment::parse("2026-12-11T10:00").unwrap()));
    insta::assert_snapshot!(
        "cutover.svg",
        svg::gantt(&plan, &result, &SvgOptions { now, ..Default::default() })
    );
    insta::assert_snapshot!("cutover.mmd", mermaid::write(&plan, &result));
    insta::assert_snapshot!("cutover.csv", csv::tasks(&result).replace("\r\n", "\n"));
    insta::assert_snapshot!("cutover.md", text::markdown_table(&plan, &result));
    let options = TextOptions { width: 90, color: false, now };
    insta::assert_snapshot!("cutover.table", text::schedule_table(&plan, &result, &options));
    insta::assert_snapshot!("cutover.gantt", text::gantt(&plan, &result, &options));
}

#[test]
fn a_written_mermaid_chart_reads_back() {
    let (plan, result) = cutover();
    let chart = mermaid::write(&plan, &result);
    let read = mermaid::read_gantt(&chart, &|range| Span::new(range.start, range.end));
    assert_eq!(read.diagnostics, []);
    assert_eq!(read.title.as_deref(), Some("Cutover: shop & API"));
    let sections: Vec<&str> = read.phases.iter().map(|phase| phase.name.as_str()).collect();
    assert_eq!(sections, ["Prepare", "Cutover night", "Cutover night / Data"]);
    let written: Vec<_> = result.tasks.iter().map(|task| (task.name.as_str(), task.kind)).collect();
    let back: Vec<_> = read.tasks.iter().map(|task| (task.name.as_str(), task.kind)).collect();
    assert_eq!(back, written);
    let start = |task: &Task| task.constraints.first()?.date.map(|date| date.to_string());
    let written: Vec<_> = result.tasks.iter().map(|task| Some(task.start.clone())).collect();
    assert_eq!(read.tasks.iter().map(start).collect::<Vec<_>>(), written);
    assert_eq!(read.tasks[0].duration.map(|length| length.to_string()).as_deref(), Some("3eh"));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (plan, result) = cutover();
    let (again, result_again) = cutover();
    assert_eq!(report(&input(&plan, &result)), report(&input(&again, &result_again)));
}

#[test]
fn pictures_are_well_formed_and_harmless() {
    for document in [json::read("cutover.json", CUTOVER).document, many(100), many(1), many(0)] {
        let (plan, result) = computed(document);
        for theme in [Theme::Light, Theme::Dark, Theme::Auto] {
            let picture = svg::gantt(&plan, &result, &SvgOptions { theme, ..Default::default() });
            assert_harmless(&picture);
            assert_eq!(picture.contains("prefers-color-scheme"), theme == Theme::Auto);
        }
        assert_harmless(&report(&input(&plan, &result)));
    }
}

#[test]
fn the_report_counts_what_its_sections_are_named_after() {
    let text = "# R {start=2026-12-07}\n\n## Components\n- API\n- Web\n\n## Environments\n- Staging\n- Production\n\
                - Standby\n\n## Tasks\n- Build {2h}\n\n## Checklist\n### Before\n- [ ] Backup\n- [ ] Notice\n\
                ### After\n- [ ] Smoke test\n";
    let (plan, result) = computed(markdown::read("r.md", text).document);
    let page = report(&input(&plan, &result));
    let links = page.split("<nav").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap_or_default();
    for (section, count) in [("Environments", 3), ("Components", 2), ("Checklist items", 3), ("Tasks", 1)] {
        assert!(
            links.contains(&format!(">{section} <span class=\"count\">{count}</span>")),
            "{section}: {links}"
        );
    }
}

#[test]
fn a_report_without_a_plan_says_why_and_shows_the_source() {
    let source = SourceText::new("guide.md", "# Plan\n- a <b>task</b>\n");
    let diagnostics = [Diagnostic::new(Code::IdUnknown, "there is no task `bakcup`")
        .at(Span::new(9, 22))
        .label(Span::new(2, 6), "the plan")
        .help("did you mean `backup`?")];
    let document = Document { name: "Broken".into(), ..Default::default() };
    let page = report(&ReportInput {
        document: &document,
        plan: None,
        schedule: None,
        floats: None,
        forecast: None,
        rollback: None,
        promotion: None,
        rollouts: None,
        gate: None,
        diagnostics: &diagnostics,
        sources: &[source],
        now: None,
    });
    assert_harmless(&page);
    for part in [
        "the plan has 1 error to mend first",
        "there is no task <code>bakcup</code>",
        "guide.md:2:3",
        "<mark>a &lt;b&gt;task&lt;/b&gt;</mark>",
        "line 1: the plan",
        "id.unknown",
        "did you mean",
    ] {
        assert!(page.contains(part), "{part}");
    }
}

#[test]
fn every_real_guide_gives_a_harmless_report() {
    let root = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/guides"));
    if !root.exists() {
        println!("skipped: {} is missing", root.display());
        return;
    }
    let (mut folders, mut reports) = (vec![root.to_path_buf()], 0);
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read(&path).unwrap();
            let (name, text) = (path.display().to_string(), String::from_utf8_lossy(&text));
            let read = critpath_formats::read(&name, &text);
            let start = Some(Moment::parse("2026-12-07").unwrap());
            let checked = check(read.document.clone(), &CheckOptions { start, ..Default::default() });
            let options = ScheduleOptions { start, ..Default::default() };
            let result =
                checked.plan.as_ref().and_then(|plan| Some(schedule(plan, &options).ok()?.to_result(plan)));
            let page = report(&ReportInput {
                document: &read.document,
                plan: checked.plan.as_ref(),
                schedule: result.as_ref(),
                floats: None,
                forecast: None,
                rollback: None,
                promotion: None,
                rollouts: None,
                gate: None,
                diagnostics: &[read.diagnostics, checked.diagnostics].concat(),
                sources: &[SourceText::new(name, text)],
                now: None,
            });
            assert_harmless(&page);
            reports += 1;
        }
    }
    assert!(reports > 20, "{reports}");
}

#[test]
fn rows_of_a_hundred_tasks_do_not_overlap() {
    let (plan, result) = computed(many(100));
    let picture = svg::gantt(&plan, &result, &SvgOptions::default());
    let names: Vec<(f64, f64)> = elements(&picture)
        .into_iter()
        .filter(|(name, attributes)| {
            name == "text" && attributes.iter().any(|(key, value)| key == "class" && value == "name")
        })
        .map(|(_, attributes)| {
            let number = |wanted: &str| {
                attributes
                    .iter()
                    .find(|(key, _)| key == wanted)
                    .and_then(|(_, value)| value.parse().ok())
                    .unwrap()
            };
            (number("x"), number("y"))
        })
        .collect();
    assert_eq!(names.len(), 110);
    // A line of letters is 1.4 times as high as its size of 12.
    assert!(names.windows(2).all(|pair| pair[1].1 - pair[0].1 >= 12.0 * 1.4));
    assert!(names.iter().all(|(x, _)| (16.0..200.0).contains(x)));
}

#[test]
fn lines_of_terminal_text_keep_to_the_width() {
    for document in [json::read("cutover.json", CUTOVER).document, many(100)] {
        let (plan, result) = computed(document);
        for width in [48, 80, 133] {
            let options = TextOptions { width, ..Default::default() };
            let pages =
                [text::gantt(&plan, &result, &options), text::schedule_table(&plan, &result, &options)];
            // The dates alone need 64 cells.
            for (page, width) in pages.iter().zip([width, width.max(78)]) {
                for line in page.lines() {
                    assert!(line.width() <= width, "{width} < {}: {line}", line.width());
                }
            }
        }
    }
}

#[test]
fn colour_changes_nothing_but_colour() {
    let (plan, result) = cutover();
    let plain = TextOptions { width: 100, color: false, now: None };
    let colored = TextOptions { color: true, ..plain.clone() };
    let strip = |text: String| {
        let mut parts = text.split('\u{1b}');
        let first = parts.next().unwrap_or_default().to_owned();
        parts.fold(first, |text, part| text + part.split_once('m').map_or("", |(_, rest)| rest))
    };
    let with = text::gantt(&plan, &result, &colored);
    assert!(with.contains('\u{1b}'));
    assert_eq!(strip(with), text::gantt(&plan, &result, &plain));
    assert_eq!(
        strip(text::schedule_table(&plan, &result, &colored)),
        text::schedule_table(&plan, &result, &plain)
    );
}

#[test]
fn no_cell_of_csv_is_a_formula() {
    let mut document = many(3);
    for (task, name) in document.tasks.iter_mut().zip(["=1+1", "-2", "@x, \"y\""]) {
        task.name = name.into();
    }
    let csv = csv::tasks(&computed(document).1);
    assert!(
        csv.contains("t0,'=1+1,") && csv.contains("t1,'-2,") && csv.contains("t2,\"'@x, \"\"y\"\"\","),
        "{csv}"
    );
    assert!(csv.split("\r\n").all(|line| line.is_empty() || !line.contains('\n')));
}

#[test]
fn deep_phases_and_many_tasks_take_linear_time() {
    let deep = |n: usize| {
        let phase = |at: usize| Phase {
            id: format!("p{at}"),
            name: "Phase".into(),
            parent: at.checked_sub(1).map(|parent| format!("p{parent}")),
            ..Default::default()
        };
        let mut document = many(1);
        document.phases = (0..n).map(phase).collect();
        document.tasks[0].phase = Some(format!("p{}", n - 1));
        document
    };
    let seconds = |document: Document| {
        let (plan, result) = computed(document);
        let run = || {
            assert!(report(&input(&plan, &result)).ends_with("</html>\n"));
            assert!(text::gantt(&plan, &result, &TextOptions::default()).len() > 100);
            assert!(mermaid::write(&plan, &result).len() > 100);
        };
        time(2, run).as_secs_f64()
    };
    for document in [&deep as &dyn Fn(usize) -> Document, &many] {
        // Four times the tasks: linear is 4, quadratic 16.
        let (small, large) = (seconds(document(1_000)), seconds(document(4_000)));
        assert!(large < 9.0 * small.max(0.01), "{small} s and {large} s");
    }
}

/// Text as an attacker or a keyboard may leave it.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "\" onload=\"x",
        "javascript:alert(1)",
        "]]>",
        "<!--",
        "&amp;",
        "&#x41;",
        "\u{202e}",
        "\u{2066}",
        "\0",
        "\u{1b}[31m",
        "\r\n",
        "\t",
        "طراحی",
        "👩‍💻",
        "e\u{301}\u{301}",
        "日本語",
        "`",
        "|",
        "%%{init:{}}%%",
        "section x",
        ": ;#",
        "\u{fffe}",
        "\u{2028}",
        "${x}",
        "=1+1",
    ]);
    let any = prop_oneof![pieces.prop_map(String::from), any::<String>(), "[ -~]{0,40}"];
    prop::collection::vec(any, 0..4).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn hostile_text_stays_text(words in prop::collection::vec(hostile(), 8)) {
        let mut document = many(3);
        for (task, word) in document.tasks.iter_mut().zip(&words) {
            task.name = word.clone();
            task.owner = Some(word.clone());
            task.description = Some(word.clone());
            let duration = "5m".parse().ok();
            task.undo = Some(Box::new(Undo { duration, description: Some(word.clone()), ..Default::default() }));
        }
        let after = vec![Dependency { predecessor: document.tasks[0].id.clone(), ..Default::default() }];
        document.gates = vec![Gate { id: words[2].clone(), name: words[2].clone(), after, ..Default::default() }];
        document.name = words[3].clone();
        document.overview = Some(words[4].clone());
        document.phases[0].name = words[5].clone();
        let rating = |level| Some(Rating { level: Some(level), text: words[6].clone(), ..Default::default() });
        document.risks = vec![Risk {
            name: words[6].clone(),
            impact: rating(Level::High),
            probability: rating(Level::Low),
            mitigations: vec![Mitigation { text: words[7].clone(), ..Default::default() }],
            ..Default::default()
        }];
        let item = ChecklistItem { text: words[7].clone(), evidence: Some(words[6].clone()), ..Default::default() };
        document.checklists = vec![Checklist { name: words[5].clone(), items: vec![item], ..Default::default() }];
        document.unplaced = vec![Fragment { heading: words[4].clone(), text: words[3].clone(), ..Default::default() }];
        let (plan, result) = computed(document);
        let source = words.join("\n");
        let sources = [SourceText::new(&*words[0], &*source)];
        let diagnostics = [Diagnostic::new(Code::IdUnknown, words[1].as_str())
            .at(Span::new(words[0].len() / 2, source.len() / 2))
            .help(words[2].as_str())];
        let start = Some(Moment::parse("2026-12-07").unwrap());
        let dates = schedule(&plan, &ScheduleOptions { start, ..Default::default() }).unwrap();
        let way = critpath::rollback::rollback(&plan, &dates).unwrap();
        let input = ReportInput {
            diagnostics: &diagnostics,
            sources: &sources,
            rollback: Some(&way),
            ..input(&plan, &result)
        };
        assert_harmless(&report(&input));
        assert_harmless(&svg::rollback(&plan, &result, &way, &SvgOptions::default()));
        assert_harmless(&svg::gantt(&plan, &result, &SvgOptions::default()));

        let options = TextOptions { width: 90, ..Default::default() };
        let pages = text::schedule_table(&plan, &result, &options) + &text::gantt(&plan, &result, &options);
        prop_assert!(!pages.contains(|c: char| c.is_control() && c != '\n'));

        // Every task is one line: a name without syntax, a colon, and plain data.
        let chart = mermaid::write(&plan, &result);
        let lines = chart.lines().filter(|line| !line.trim_start().starts_with("title ")).skip(3);
        let tasks: Vec<&str> = lines.filter(|line| !line.trim_start().starts_with("section ")).collect();
        prop_assert_eq!(tasks.len(), 3);
        for line in tasks {
            let (name, data) = line.split_once(" :").expect("a task");
            prop_assert!(!name.contains([':', '%', '{', '}']), "{}", name);
            prop_assert!(data.bytes().all(|b| b.is_ascii_alphanumeric() || b" ,:-_".contains(&b)), "{}", data);
        }
    }
}
