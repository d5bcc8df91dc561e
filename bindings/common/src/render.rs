//! A schedule, a forecast or a risk register into the formats that people look at.

use critpath::model::Document;
use critpath::model::forecast::ForecastResult;
use critpath::plan::Plan;
use critpath::risk::risk_register;
use critpath::rollout::{RolloutInput, rollout};
use critpath::time::{Instant, Moment};
use critpath_formats::svg::{SvgOptions, Theme};
use critpath_formats::text::TextOptions;
use critpath_formats::{csv, html, mermaid, mspdi, svg, text};
use serde::Deserialize;

use crate::{Failure, Timetable, options};

/// What `render` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Render {
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
    /// Options of what has no days, and so no line of today.
    pub(crate) fn without_days(json: &str) -> Result<Self, Failure> {
        let options: Render = options::read(json)?;
        match options.now {
            None => Ok(options),
            Some(_) => {
                Err(Failure::option("there is no option `now`: a picture without days has no line of today"))
            }
        }
    }

    fn now(&self, plan: &Plan) -> Result<Option<Instant>, Failure> {
        let Some(now) = self.now else { return Ok(None) };
        plan.axis().accept(now)?;
        Ok(Some(plan.axis().instant_of(now)))
    }

    pub(crate) fn for_svg(&self, now: Option<Instant>) -> Result<SvgOptions, Failure> {
        let usual = SvgOptions::default();
        let (width, theme) = (self.width.unwrap_or(usual.width), theme(self.theme.as_deref())?);
        Ok(SvgOptions { width, theme, now, ..usual })
    }

    pub(crate) fn for_text(&self, now: Option<Instant>) -> TextOptions {
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
    let document = timetable.plan().document();
    let rollouts = rollout(&RolloutInput { document, measurements: &[] });
    html::report(&html::ReportInput {
        document,
        plan: Some(timetable.plan()),
        schedule: Some(&result),
        floats: timetable.floats_of_page(&result).as_ref(),
        forecast,
        rollback: timetable.way_back().as_ref(),
        promotion: timetable.promoted(&findings).as_ref(),
        rollouts: Some(&rollouts),
        gate: None,
        diagnostics: &findings,
        sources: timetable.sources(),
        now,
    })
}

const RISK_FORMATS: &str = "json, svg, html, csv, markdown, table";

/// The risk register of a document in a format.
pub(crate) fn risks(document: &Document, format: &str, json: &str) -> Result<String, Failure> {
    let options = Render::without_days(json)?;
    let (register, units) = (risk_register(document), &document.units);
    Ok(match format {
        "json" => crate::text(&register),
        "svg" => svg::heat_map(&register, units, &options.for_svg(None)?),
        "html" => html::risk_page(document),
        "csv" => csv::risks(&register),
        "markdown" => text::risk_markdown(&register, units),
        "table" => text::risk_table(&register, units, &options.for_text(None)),
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
