//! Risk registers in every form that people look at.

use critpath::model::Document;
use critpath::risk::risk_register;
use critpath_formats::svg::{SvgOptions, Theme, heat_map};
use critpath_formats::text::{TextOptions, risk_markdown, risk_table};
use critpath_formats::{csv, html, markdown};

use crate::pictures::{assert_harmless, elements};

const GUIDE: &str = "\
# Release 1.4 {start=2026-12-07 risk-appetite=0.15}

## Phase 1: Cutover {#cutover}

- Migrate {#migrate 2h/3h/8h}
- Switch traffic {#switch 15m after=migrate}

## Risks

| Risk | Impact | Probability (%) | Mitigation | Affects | Owner |
|--|--|--|--|--|--|
| Migration locks the orders table {#locks delay=1h/2h/6h residual-probability=10% residual-delay=30m} | High | 40 | Rehearse on a copy | migrate | DBA |
| Switch has to be undone {#undo} | Very high (EUR 20k) | 10 | Health checks | switch | Ops |
| =cmd() <b>Penalty</b> {#penalty cost=1000/3000/9000 residual-impact=low} | Medium | 30 | Tell customers | cutover | PM |
| Vendor support slow {#vendor factor=1/1.1/1.5} | Low | 60 | Call early | cutover | |
| Key person ill {#ill proximity=\"Week 1\"} | High | 50 | Second pair of hands | cutover | Lead |
| Old risk {#old status=closed} | High | 90 | | | |
| Meteor {#meteor} | | | | | |
";

fn document() -> Document {
    let read = markdown::read("guide.md", GUIDE);
    assert_eq!(read.diagnostics, []);
    read.document
}

#[test]
fn the_table_ranks_the_risks_and_shades_the_grid() {
    let document = document();
    let register = risk_register(&document);
    insta::assert_snapshot!(risk_table(&register, &document.units, &TextOptions::default()));
    let narrow = risk_table(&register, &document.units, &TextOptions { width: 60, ..TextOptions::default() });
    assert!(narrow.lines().all(|line| line.chars().count() <= 62), "{narrow}");
    let colored =
        risk_table(&register, &document.units, &TextOptions { color: true, ..TextOptions::default() });
    let plain: String =
        colored.split('\u{1b}').map(|part| part.split_once('m').map_or(part, |(_, rest)| rest)).collect();
    assert_eq!(plain, risk_table(&register, &document.units, &TextOptions::default()));
}

#[test]
fn markdown_and_csv_hold_the_register() {
    let document = document();
    let register = risk_register(&document);
    insta::assert_snapshot!(risk_markdown(&register, &document.units));
    insta::assert_snapshot!(csv::risks(&register));
}

#[test]
fn the_heat_map_has_every_risk_where_it_belongs() {
    let document = document();
    let register = risk_register(&document);
    let draw = |options: &SvgOptions| heat_map(&register, &document.units, options);
    let svg = draw(&SvgOptions::default());
    assert_harmless(&svg);
    let classes: Vec<_> =
        elements(&svg).into_iter().filter_map(|(_, attributes)| value(&attributes, "class")).collect();
    let count = |class: &str| classes.iter().filter(|other| *other == class).count();
    // Five open risks with a score in the grid, seven in the list of which one is closed, two more after mitigation,
    // and one mark of each kind in the legend.
    assert_eq!((count("chip"), count("chip after")), (5 + 6 + 1, 2 + 1 + 1));
    let cells = classes.iter().filter(|class| class.starts_with("cell ")).count();
    assert_eq!(cells, 25 + 3 + 1, "the grid, three bands, and the mark of the appetite");
    assert!(svg.contains("&lt;b&gt;Penalty") && !svg.contains("<b>"));
    for (width, theme) in [(480, Theme::Light), (700, Theme::Dark), (2000, Theme::Auto)] {
        for (name, attributes) in elements(&draw(&SvgOptions { width, theme, ..SvgOptions::default() })) {
            let number =
                |key: &str| value(&attributes, key).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
            assert!(
                name != "rect" || number("x") + number("width") <= f64::from(width),
                "{width}: {attributes:?}"
            );
        }
    }
}

fn value(attributes: &[(String, String)], key: &str) -> Option<String> {
    attributes.iter().find(|(other, _)| other == key).map(|(_, value)| value.clone())
}

#[test]
fn the_page_tells_what_words_were_read_as() {
    let page = html::risk_page(&document());
    for part in [
        "<h1>Risks of Release 1.4</h1>",
        "href=\"#risk-1\"",
        "very low 0.05 (0 to 0.075)",
        "above the appetite",
        "&lt;b&gt;Penalty",
    ] {
        assert!(page.contains(part), "{part}");
    }
    assert_harmless(&page);
}

#[test]
fn a_plan_without_risks_has_pictures_that_say_so() {
    let document = Document::default();
    let register = risk_register(&document);
    assert!(heat_map(&register, &document.units, &SvgOptions::default()).contains("There are no risks."));
    assert_eq!(risk_table(&register, &document.units, &TextOptions::default()), "Risks\n0 risks\n");
    assert!(risk_markdown(&register, &document.units).starts_with("# Risks\n"));
    assert_eq!(csv::risks(&register).lines().count(), 1);
}
