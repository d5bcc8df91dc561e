//! A schedule into the formats that people look at.

use critpath::time::Moment;
use critpath_formats::svg::{SvgOptions, Theme};
use critpath_formats::text::TextOptions;
use critpath_formats::{csv, html, mermaid, mspdi, svg, text};
use serde::Deserialize;

use crate::{Failure, Timetable, options};

/// What `render` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Render {
    /// Draws the line of today.
    now: Option<Moment>,
    /// `light`, `dark` or `auto`.
    theme: Option<String>,
    /// Pixels of a picture, characters of a table.
    #[serde(deserialize_with = "options::whole")]
    width: Option<u32>,
}

const FORMATS: &str = "svg, html, mermaid, csv, table, gantt, markdown, xml, json";

pub(crate) fn render(timetable: &Timetable, format: &str, json: &str) -> Result<String, Failure> {
    let options: Render = options::read(json)?;
    let (plan, result) = (timetable.plan(), &timetable.result());
    if let Some(now) = options.now {
        plan.axis().accept(now)?;
    }
    let now = options.now.map(|now| plan.axis().instant_of(now));
    let for_text = || {
        let width = options.width.map_or(TextOptions::default().width, |width| width as usize);
        TextOptions { width, now, ..TextOptions::default() }
    };
    Ok(match format {
        "svg" => {
            let usual = SvgOptions::default();
            let (width, theme) = (options.width.unwrap_or(usual.width), theme(options.theme.as_deref())?);
            svg::gantt(plan, result, &SvgOptions { width, theme, now, ..usual })
        }
        "html" => html::report(&html::ReportInput {
            document: plan.document(),
            plan: Some(plan),
            schedule: Some(result),
            rollback: timetable.way_back().as_ref(),
            gate: None,
            diagnostics: &timetable.findings(),
            sources: timetable.sources(),
            now,
        }),
        "mermaid" => mermaid::write(plan, result),
        "csv" => csv::tasks(result),
        "table" => text::schedule_table(plan, result, &for_text()),
        "gantt" => text::gantt(plan, result, &for_text()),
        "xml" => mspdi::write(&timetable.document(), Some(result)),
        "markdown" => text::markdown_table(plan, result),
        "json" => crate::text(result),
        _ => return Err(Failure::option(format!("there is no format `{format}`; there are {FORMATS}"))),
    })
}

fn theme(name: Option<&str>) -> Result<Theme, Failure> {
    match name {
        None | Some("auto") => Ok(Theme::Auto),
        Some("light") => Ok(Theme::Light),
        Some("dark") => Ok(Theme::Dark),
        Some(other) => {
            Err(Failure::option(format!("there is no theme `{other}`; there are light, dark, auto")))
        }
    }
}
