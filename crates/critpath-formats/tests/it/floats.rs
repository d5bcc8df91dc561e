//! How much room a plan has, as pages show it.

use critpath::model::Document;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::html::{self, ReportInput, report};
use critpath_formats::markdown;

/// A page of a guide, with its floats.
fn page(guide: &str) -> String {
    let document = markdown::read("guide.md", guide).document;
    let plan = Plan::build(document).unwrap();
    let found = schedule(&plan, &ScheduleOptions::default()).unwrap();
    let result = found.to_result(&plan);
    let floats = html::floats(&plan, &found, &result);
    report(&ReportInput {
        document: plan.document(),
        plan: Some(&plan),
        schedule: Some(&result),
        floats: floats.as_ref(),
        forecast: None,
        rollback: None,
        promotion: None,
        rollouts: None,
        gate: None,
        diagnostics: &[],
        sources: &[],
        now: None,
    })
}

/// The section of floats without its tags.
fn section(page: &str) -> String {
    let start = page.find("<section id=\"floats\">").expect("there is a section");
    let end = start + page[start..].find("</section>").unwrap();
    let mut words = String::new();
    for (at, part) in page[start..end].split('<').enumerate() {
        let text = if at == 0 { part } else { part.split_once('>').map_or("", |(_, text)| text) };
        words += text;
        words.push(' ');
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn the_page_says_how_much_room_there_is() {
    let guide = "# Release {start=2026-12-07}\n\n\
        - Build <it> {#build 2d}\n\
        - Test it {#test 3d after=build}\n\
        - Write notes {#notes 1d after=build}\n\
        - Publish {#publish 1h after=test,notes}\n";
    let page = page(guide);
    let section = section(&page);
    for expected in [
        "How much room there is",
        "up to 0m, critical 3",
        "up to 1d 0",
        "up to 5d 1",
        "more than 5d 0",
        // Without the test, the notes would keep a day of the three.
        "Test it critical 2d Thu 10 Dec 2026, 09:00",
        "Build &lt;it&gt; critical 2d",
        "0m Build &lt;it&gt; \u{2192} Test it \u{2192} Publish",
        "2d Build &lt;it&gt; \u{2192} Write notes \u{2192} Publish",
    ] {
        assert!(section.contains(expected), "{expected}: {section}");
    }
    assert!(!page.contains("Build <it>"));
    assert!(page.contains("<a href=\"#floats\">"));
}

#[test]
fn a_plan_without_dates_has_no_room_to_tell() {
    let plan = Plan::build(Document::default()).unwrap();
    let options =
        ScheduleOptions { start: critpath::time::Moment::parse("2026-12-07").ok(), ..Default::default() };
    let found = schedule(&plan, &options).unwrap();
    assert!(html::floats(&plan, &found, &found.to_result(&plan)).is_none());
}
