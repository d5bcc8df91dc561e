//! A schedule, a forecast or a risk register into the formats that people look at.

use critpath::model::Document;
use critpath::model::forecast::ForecastResult;
use critpath::plan::Plan;
use critpath::risk::risk_register;
use critpath::time::{Instant, Moment};
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

const FORECAST_FORMATS: &str = "svg, html, csv, text, markdown, json";

impl Render {
    fn now(&self, plan: &Plan) -> Result<Option<Instant>, Failure> {
        let Some(now) = self.now else { return Ok(None) };
        plan.axis().accept(now)?;
        Ok(Some(plan.axis().instant_of(now)))
    }

    fn for_svg(&self, now: Option<Instant>) -> Result<SvgOptions, Failure> {
        let usual = SvgOptions::default();
        let (width, theme) = (self.width.unwrap_or(usual.width), theme(self.theme.as_deref())?);
        Ok(SvgOptions { width, theme, now, ..usual })
    }

    fn for_text(&self, now: Option<Instant>) -> TextOptions {
        let width = self.width.map_or(TextOptions::default().width, |width| width as usize);
        TextOptions { width, now, ..TextOptions::default() }
    }
}

pub(crate) fn render(timetable: &Timetable, format: &str, json: &str) -> Result<String, Failure> {
    let options: Render = options::read(json)?;
    let (plan, result) = (timetable.plan(), &timetable.result());
    let now = options.now(plan)?;
    let for_text = || options.for_text(now);
    Ok(match format {
        "svg" => svg::gantt(plan, result, &options.for_svg(now)?),
        "html" => report(timetable, None, now),
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

/// The same for a forecast, beside the schedule that it is about.
pub(crate) fn forecast(
    timetable: &Timetable,
    result: &ForecastResult,
    format: &str,
    json: &str,
) -> Result<String, Failure> {
    let options: Render = options::read(json)?;
    let plan = timetable.plan();
    let now = options.now(plan)?;
    Ok(match format {
        "svg" => svg::forecast_sheet(plan, &timetable.result(), result, &options.for_svg(now)?),
        "html" => report(timetable, Some(result), now),
        "csv" => csv::forecast(result),
        "text" => text::forecast_text(plan, result, &options.for_text(now)),
        "markdown" => text::forecast_markdown(plan, result),
        "json" => crate::text(result),
        _ => {
            let message =
                format!("there is no format `{format}` of a forecast; there are {FORECAST_FORMATS}");
            return Err(Failure::option(message));
        }
    })
}

fn report(timetable: &Timetable, forecast: Option<&ForecastResult>, now: Option<Instant>) -> String {
    let result = timetable.result();
    let findings = timetable.findings();
    html::report(&html::ReportInput {
        document: timetable.plan().document(),
        plan: Some(timetable.plan()),
        schedule: Some(&result),
        floats: timetable.floats_of_page(&result).as_ref(),
        forecast,
        rollback: timetable.way_back().as_ref(),
        promotion: timetable.promoted(&findings).as_ref(),
        gate: None,
        diagnostics: &findings,
        sources: timetable.sources(),
        now,
    })
}

/// What `risk` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RenderRisks {
    /// `light`, `dark` or `auto`.
    theme: Option<String>,
    /// Pixels of a picture, characters of a table.
    #[serde(deserialize_with = "options::whole")]
    width: Option<u32>,
}

const RISK_FORMATS: &str = "json, svg, html, csv, markdown, table";

/// The risk register of a document in a format.
pub(crate) fn risks(document: &Document, format: &str, json: &str) -> Result<String, Failure> {
    let options: RenderRisks = options::read(json)?;
    let theme = theme(options.theme.as_deref())?;
    let (register, units) = (risk_register(document), &document.units);
    Ok(match format {
        "json" => crate::text(&register),
        "svg" => {
            let usual = SvgOptions::default();
            let width = options.width.unwrap_or(usual.width);
            svg::heat_map(&register, units, &SvgOptions { width, theme, ..usual })
        }
        "html" => html::risk_page(document),
        "csv" => csv::risks(&register),
        "markdown" => text::risk_markdown(&register, units),
        "table" => {
            let width = options.width.map_or(TextOptions::default().width, |width| width as usize);
            text::risk_table(&register, units, &TextOptions { width, ..TextOptions::default() })
        }
        _ => return Err(Failure::option(format!("there is no format `{format}`; there are {RISK_FORMATS}"))),
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
