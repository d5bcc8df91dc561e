//! Environments, their windows and freezes in guides, and promotions on a terminal, in Markdown and on a page.

use critpath::check::{CheckOptions, check};
use critpath::control::never_stop;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::{CalendarWindowKind, Document};
use critpath::plan::Plan;
use critpath::promotion::PromotionOptions;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};
use critpath_formats::promotion::{PromotionFiles, markdown, promote, text};
use critpath_formats::text::TextOptions;

const GUIDE: &str = include_str!("../../../../examples/plans/promotion.md");

fn read(guide: &str) -> Document {
    critpath_formats::read("guide.md", guide).document
}

fn scheduled(guide: &str) -> (Plan, Schedule) {
    let plan = check(read(guide), &CheckOptions::default()).plan.expect("the guide is sound");
    let dates = schedule(&plan, &ScheduleOptions::default()).unwrap();
    (plan, dates)
}

fn promoted(guide: &str, measurements: &[(&str, &str)]) -> (Plan, PromotionResult) {
    let (plan, schedule) = scheduled(guide);
    let unit = critpath::diagnostic::OffsetUnit::CodePoint;
    let files = PromotionFiles { plan: &plan, schedule: &schedule, diagnostics: &[], measurements, unit };
    let answer = promote(&files, &PromotionOptions::default(), &mut never_stop).unwrap().result;
    (plan, answer)
}

#[test]
fn a_guide_states_environments_with_what_must_hold_before_them() {
    let document = read(GUIDE);
    let production = &document.environments[1];
    assert_eq!(production.promoted_from, ["staging"]);
    assert_eq!(production.soak.map(|soak| soak.to_string()).as_deref(), Some("1h"));
    assert_eq!(production.gate.as_deref(), Some("go-live"));
    assert_eq!(production.calendar.as_deref(), Some("change-windows"));
    assert_eq!(document.phases[1].environment.as_deref(), Some("production"));
    // By name, in a table, and with an attribute that means nothing.
    let table = "# R\n\n## Environments\n\n| Environment | Description |\n|--|--|\n| Test Lab {#lab} | first |\n\
                 | Live {#live promoted-from=\"Test Lab\" soak=2d colour=blue} | last |\n\n## Tasks\n\n- Go {1h}\n";
    let read = critpath_formats::read("guide.md", table);
    assert_eq!(read.document.environments[1].promoted_from, ["lab"]);
    let codes: Vec<&str> = read.diagnostics.iter().map(|found| found.code.as_str()).collect();
    assert_eq!(codes, ["attribute.unknown"]);
}

#[test]
fn a_section_of_windows_is_a_calendar_of_its_own() {
    let document = read(GUIDE);
    assert_eq!(document.calendar.as_deref(), Some("always"));
    let [calendar] = document.calendars.as_slice() else { panic!("{:?}", document.calendars) };
    assert_eq!((calendar.id.as_str(), calendar.week.len()), ("change-windows", 2));
    let freeze = &calendar.windows[0];
    assert_eq!((freeze.name.as_str(), freeze.kind), ("Year-end freeze", CalendarWindowKind::Deny));
    assert_eq!(freeze.finish.map(|date| date.to_string()).as_deref(), Some("2027-01-02"));
    // It never becomes the calendar of the plan, and a freeze alone leaves all other hours.
    let frozen = read(
        "# R\n\n## Change freeze {#freeze}\n\n- Audit: 2026-12-07 to 2026-12-09\n\n## Tasks\n\n- A {1d}\n",
    );
    assert_eq!((frozen.calendar.as_deref(), frozen.calendars[0].week.len()), (None, 0));
    // Hours of work beside it are those of the plan.
    let both = read(
        "# R\n\n## Maintenance windows\n\n- Sunday: 02:00-06:00\n\n## Working hours\n\n- Monday to Thursday: 08:00-16:00\n",
    );
    assert_eq!(both.calendar.as_deref(), Some("working-hours"));
    assert_eq!(both.calendars.len(), 2);
    // Prose about windows is no calendar.
    assert_eq!(read("# R\n\n## Change windows\n\nWe have none.\n").calendars, []);
}

#[test]
fn what_was_measured_decides_the_gate_and_what_is_no_measurement_is_told() {
    let quick = GUIDE.replace("undo=20m", "undo=2m");
    let verdict = |measured: &[(&str, &str)]| promoted(&quick, measured).1.verdict.as_str();
    let counts = r#"{"measurements": [{"metric": "error_rate", "total": 2000, "failures": 3}]}"#;
    assert_eq!(verdict(&[]), "inconclusive");
    assert_eq!(verdict(&[("staging.json", counts)]), "go");
    assert_eq!(verdict(&[("staging.json", &counts.replace(": 3", ": 300"))]), "no_go");
    let (_, broken) = promoted(&quick, &[("staging.json", "{")]);
    assert_eq!(broken.verdict.as_str(), "inconclusive");
    assert_eq!(broken.measurements[0].file, "staging.json");
}

#[test]
fn a_promotion_reads_well_on_a_terminal() {
    let (plan, answer) = promoted(GUIDE, &[]);
    let shown = text(plan.axis(), &answer, &TextOptions::default());
    for line in [
        "NO-GO  Release",
        "✗ Production (`production`)  NO-GO",
        "  Promoted from `staging`, settled Mon 7 Dec 2026, 12:00",
        "  Window from Mon 7 Dec 2026, 22:00 until Tue 8 Dec 2026, 00:00: over by Tue 8 Dec 2026, 00:15, 15m too long",
        "  Fits the window from Sat 12 Dec 2026, 22:00 until Sun 13 Dec 2026, 02:00: done Sat 12 Dec 2026, 23:30, \
         over by Sun 13 Dec 2026, 00:15, 1h 45m to spare",
    ] {
        assert!(shown.lines().any(|shown| shown == line), "{line}\n{shown}");
    }
    // What is against it stands before what is open, and that before what is for it.
    let marks: String = shown.lines().filter_map(|line| line.strip_prefix("  ")?.chars().next()).collect();
    let marks: Vec<char> = marks.chars().filter(|mark| "✗?✓".contains(*mark)).collect();
    let rank = |mark: &char| "✗?✓".find(*mark);
    assert!(marks.is_sorted_by_key(rank) && marks.len() > 5, "{marks:?}");
}

#[test]
fn names_that_mean_no_good_stay_names() {
    let evil = "<script>alert(1)</script> | @all [x](http://x.example) \u{1b}[31m";
    let guide = GUIDE
        .replace("**Production**", &format!("**{evil}**"))
        .replace("Go-live gate", &format!("Gate {evil}"));
    let (plan, answer) = promoted(&guide, &[]);
    let shown = text(plan.axis(), &answer, &TextOptions::default());
    assert!(!shown.contains('\u{1b}'));
    let written = markdown(plan.axis(), &answer);
    assert!(
        !written.contains("<script") && !written.contains("@all") && !written.contains("](http"),
        "{written}"
    );
    let (plan, dates) = scheduled(&guide);
    let result = dates.to_result(&plan);
    let page = critpath_formats::html::report(&critpath_formats::html::ReportInput {
        document: plan.document(),
        plan: Some(&plan),
        schedule: Some(&result),
        floats: None,
        forecast: None,
        rollback: None,
        promotion: Some(&answer),
        rollouts: None,
        gate: None,
        diagnostics: &[],
        sources: &[],
        now: None,
    });
    assert!(page.contains("<section id=\"promotion\">") && !page.contains("<script"));
    assert!(page.contains("Promotion <span class=\"count\">2</span>"));
}
