//! Guides into findings, and findings into JSON, GitHub annotations and SARIF.

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{self, Code, Diagnostic, SourceText, TextEdit};
use critpath::model::Span;
use critpath_formats::findings::{self, FileFindings};
use critpath_formats::markdown;
use serde_json::Value;

/// What reading and checking a guide finds.
fn found(text: &str) -> Vec<Diagnostic> {
    let read = markdown::read("guide.md", text);
    let mut found = read.diagnostics;
    found.extend(check(read.document, &CheckOptions::default()).diagnostics);
    diagnostic::sort(&mut found);
    found
}

/// A real guide; nothing where the data are not there.
fn real(path: &str) -> Option<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/guides");
    let text = std::fs::read_to_string(format!("{folder}/{path}")).ok();
    if text.is_none() {
        println!("skipped: {folder}/{path} is not there");
    }
    text
}

#[test]
fn the_deployment_guide_gets_nine_findings_at_their_lines() {
    let Some(text) = real("Docs/Deployment/Deployment_Planning.md") else { return };
    let source = SourceText::new("guide.md", text.as_str());
    let found = found(&text);
    let line = |span: Span| source.position(span.start).line;
    let expect = |code: Code, at: u32, message: &[&str], labels: &[u32]| {
        let fits = |found: &&Diagnostic| {
            let has = |label: &u32| found.labels.iter().any(|found| line(found.span) == *label);
            found.code == code
                && found.span.map(line) == Some(at)
                && message.iter().all(|part| found.message.contains(part))
                && labels.iter().all(has)
        };
        assert!(
            found.iter().any(|found| fits(&found)),
            "{code} at {at}: {message:?} {labels:?} in {found:#?}"
        );
    };
    // 1: the strategy is mapped to nothing.
    expect(
        Code::StrategyUnmapped,
        31,
        &["16 tasks", "4 strategy steps", "no phase", "without estimate"],
        &[45, 59, 73],
    );
    // 2: weeks of no year, one after the other.
    expect(Code::ScheduleRelativeWeeks, 113, &["`Week 1-2`", "start"], &[118, 123, 128]);
    expect(Code::ScheduleNoBuffer, 118, &["`Preparation`", "`Stabilization`"], &[123, 128]);
    // 3: a latency of no percentile.
    expect(Code::CriterionIncomplete, 197, &["response time < 500 ms", "percentile, window or traffic"], &[]);
    // 4: an availability of no time, and an error rate that is the same.
    expect(Code::CriterionNoWindow, 196, &["99.9 %", "43.2 min in 30 days"], &[198]);
    expect(Code::CriterionOverlap, 198, &["both allow 0.1 %"], &[196]);
    // 5: the probes eat the objective.
    expect(Code::RollbackDetection, 156, &["30 s x 3", "90 s of the 300 s", "leaves 210 s"], &[162]);
    // 6: the restore needs more than a network carries.
    expect(
        Code::RollbackRestoreRate,
        164,
        &["20-50 GB", "300 s", "66.7-166.7 MB/s", "95.2-238.1 MB/s", "which procedure"],
        &[93, 162, 156],
    );
    // 7: promises that no one keeps.
    expect(
        Code::MitigationUnplanned,
        142,
        &[
            "`Load testing`",
            "`auto-scaling`",
            "`Configuration validation`",
            "`penetration testing`",
            "`Capacity planning`",
        ],
        &[142, 147, 148, 149],
    );
    // 8: items twice, of no one, and too early.
    expect(
        Code::ChecklistDuplicate,
        188,
        &["`Documentation updated`", "`Pre-Deployment`", "`Post-Deployment`"],
        &[174],
    );
    expect(Code::ChecklistUnowned, 171, &["15 of 15"], &[171, 178, 185]);
    expect(
        Code::ChecklistOrder,
        179,
        &["`Database migrations applied`", "`Smoke tests executed`", "nothing undoes"],
        &[182],
    );
    // 9: watched but not judged, judged but not acted on.
    expect(
        Code::MetricNoCriterion,
        157,
        &["`throughput`", "`task completion rate`", "`user engagement`", "`disk`"],
        &[158, 159],
    );
    expect(Code::CriterionUnmonitored, 196, &["no rollback is triggered by 5 targets"], &[197, 198, 199]);
    // The tasks of the strategy do not come a second time.
    assert!(
        found.iter().all(|found| found.code != Code::ScheduleUnscheduled && !found.is_error()),
        "{found:#?}"
    );
}

/// A small guide with a finding that has a label, one that has a fix, and one without a place.
fn sample() -> (Vec<SourceText<'static>>, Vec<Diagnostic>) {
    let first = SourceText::new("plans/my guide.md", "# Plan\n- Build {#build}\n- Tést {after=biuld}\n");
    let second = SourceText::new("part.json", "{}\n");
    let mistaken = Span::new(39, 44);
    let diagnostics = vec![
        Diagnostic::new(Code::IdUnknown, "there is no `biuld`: 100%, really")
            .at(mistaken)
            .label(Span::new(9, 14), "`build` stands here")
            .label(Span::in_source(1, 0, 2), "nor is it here")
            .help("did you mean `build`?")
            .fix(
                "replace `biuld` by `build`",
                vec![TextEdit { span: mistaken, replacement: "build".into() }],
            ),
        Diagnostic::new(Code::EstimateMidpoint, "an info\nof two lines").at(Span::in_source(1, 0, 3)),
        Diagnostic::new(Code::TextNoPlan, "no place"),
    ];
    assert_eq!(first.slice(mistaken), "biuld");
    (vec![first, second], diagnostics)
}

/// The sample rendered.
fn rendered(render: impl Fn(&[FileFindings]) -> String) -> String {
    let (sources, diagnostics) = sample();
    render(&[FileFindings { sources: &sources, diagnostics: &diagnostics, assessment: None }])
}

#[test]
fn json_counts_lines_and_characters() {
    let text = rendered(findings::json);
    insta::assert_snapshot!(text);
    let value: Value = serde_json::from_str(&text).expect("JSON");
    let unknown = &value["files"][0]["diagnostics"][0];
    // `é` is one character of two bytes.
    assert_eq!(
        (&unknown["line"], &unknown["column"], &unknown["end_column"]),
        (&3.into(), &15.into(), &20.into())
    );
    assert_eq!(value["summary"]["errors"], 1);
    assert_eq!(
        findings::json(&[]),
        "{\n  \"files\": [],\n  \"summary\": {\n    \"errors\": 0,\n    \"warnings\": 0,\n    \"infos\": 0\n  },\n  \"assessments\": []\n}\n"
    );
}

#[test]
fn github_annotations_are_escaped() {
    insta::assert_snapshot!(rendered(findings::github));
    let source = [SourceText::new("a,b:c%.md", "x\n")];
    let hostile = [Diagnostic::new(Code::NameMissing, "one\r\n::error::two").at(Span::new(0, 1))];
    let text =
        findings::github(&[FileFindings { sources: &source, diagnostics: &hostile, assessment: None }]);
    assert_eq!(
        text,
        "::warning file=a%2Cb%3Ac%25.md,line=1,endLine=1,col=1,endColumn=2,title=name.missing::one%0D%0A::error::two\n"
    );
}

#[test]
fn annotations_name_some_places_and_count_the_rest() {
    let source = [SourceText::new("a.md", "x\n")];
    let many = |labels: usize| {
        let start = Diagnostic::new(Code::GraphCycle, "a cycle").at(Span::new(0, 1));
        let found = (0..labels).fold(start, |found, _| found.label(Span::new(0, 1), "link"));
        findings::github(&[FileFindings { sources: &source, diagnostics: &[found], assessment: None }])
    };
    assert_eq!(many(12).matches("link").count(), 12);
    assert!(!many(12).contains("more places"));
    assert!(many(100).trim_end().ends_with("%0Aand 88 more places"), "{}", many(100));
}

#[test]
fn sarif_has_what_the_standard_requires() {
    let text = rendered(|findings| findings::sarif(findings, "1.2.3"));
    insta::assert_snapshot!(text);
    let log: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!((&driver["name"], &driver["version"]), (&"critpath".into(), &"1.2.3".into()));
    for result in run["results"].as_array().expect("results") {
        assert!(result["message"]["text"].is_string());
        assert!(["error", "warning", "note"].contains(&result["level"].as_str().expect("a level")));
        let rule = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(driver["rules"][rule]["id"], result["ruleId"]);
        for location in result["locations"].as_array().expect("locations") {
            let location = &location["physicalLocation"];
            let uri = location["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(!uri.contains(' ') && !uri.starts_with('/'), "{uri}");
            if let Some(region) = location.get("region") {
                let at = |field: &str| region[field].as_u64().expect("a number");
                assert!(at("startLine") >= 1 && at("startColumn") >= 1);
                assert!((at("startLine"), at("startColumn")) <= (at("endLine"), at("endColumn")));
            }
        }
        for change in result["fixes"]
            .as_array()
            .into_iter()
            .flatten()
            .flat_map(|fix| fix["artifactChanges"].as_array())
            .flatten()
        {
            assert!(change["artifactLocation"]["uri"].is_string());
            assert!(change["replacements"][0]["deletedRegion"]["startLine"].is_u64());
        }
    }
}

#[test]
fn findings_are_grouped_by_source() {
    let (sources, diagnostics) = sample();
    let plan = FileFindings { sources: &sources, diagnostics: &diagnostics, assessment: None };
    let groups: Vec<_> =
        plan.by_source().into_iter().map(|(source, group)| (source.name.to_string(), group.len())).collect();
    assert_eq!(groups, [("plans/my guide.md".to_owned(), 2), ("part.json".to_owned(), 1)]);
    // A span of a source that is not there is no reason to lose the finding.
    let stray = [Diagnostic::new(Code::NameMissing, "stray").at(Span::in_source(9, 0, 1))];
    let one = FileFindings { sources: &sources[..1], diagnostics: &stray, assessment: None };
    for text in [findings::json(&[one]), findings::github(&[one]), findings::sarif(&[one], "1")] {
        assert!(text.contains("stray"), "{text}");
    }
}

#[test]
fn real_guides_are_not_drowned_in_findings() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/guides");
    let mut folders = vec![std::path::PathBuf::from(folder)];
    let mut guides = 0;
    while let Some(folder) = folders.pop() {
        for path in
            std::fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path()))
        {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            if path.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            guides += 1;
            let found = found(&text);
            assert!(found.iter().all(|found| !found.is_error()), "{}: {found:#?}", path.display());
            // Rules gather what they find: many messages of one kind would bury the others.
            for code in Code::ALL.iter().filter(|code| !code.as_str().starts_with("text.")) {
                let many = found.iter().filter(|found| found.code == *code).count();
                assert!(many <= 8, "{}: {many} times {code}", path.display());
            }
        }
    }
    println!("{guides} guides checked");
}

#[test]
fn a_mistyped_predecessor_is_mended_in_the_braces() {
    let text = "# Plan {start=2026-12-07}\n- Build {#build 2h}\n- Test {#test 1h after=biuld:FS+5m}\n";
    let found = found(text);
    let fix = found.iter().find_map(|found| found.fix.as_ref()).expect("a fix");
    let mut mended = text.to_owned();
    for edit in fix.edits.iter().rev() {
        mended.replace_range(edit.span.range(), &edit.replacement);
    }
    assert_eq!(mended, text.replace("biuld", "build"));
    assert_eq!(self::found(&mended), []);
}
