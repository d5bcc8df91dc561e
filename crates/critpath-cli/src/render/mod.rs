//! Answers into the forms that the command writes.

mod diagnostic;
mod excerpt;

use critpath::control::never_stop;
use critpath::diagnostic::Code;
use critpath::model::Document;
use critpath::model::diff::DiffResult;
use critpath::model::forecast::ForecastResult;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::result::{AssessmentResult, FloatsResult, GateResult};
use critpath::model::risk_register::RiskRegisterResult;
use critpath::model::rollback_result::RollbackResult;
use critpath::promotion::promoted;
use critpath::rollback::way_back;
use critpath::time::{Instant, Moment};
use critpath_formats::html::{self, DiffInput, ReportInput};
use critpath_formats::svg::{self, SvgOptions};
use critpath_formats::text::{self, TextOptions};
use critpath_formats::{csv, mermaid, mspdi};

use crate::console::Console;
use crate::failure::Failure;
use crate::format::Format;
use crate::planned::{Checked, Dates, Scheduled};

pub use diagnostic::diagnostics;

/// A schedule in one of the forms that show dates.
pub fn schedule(
    scheduled: &Scheduled,
    format: Format,
    now: Option<Moment>,
    console: &Console,
) -> Result<String, Failure> {
    let Scheduled { checked, dates } = scheduled;
    let Dates { plan, result, .. } = dates;
    let now = now.map(|moment| plan.axis().instant_of(moment));
    Ok(match format {
        Format::Json => json(result)?,
        Format::Csv => csv::tasks(result),
        Format::Markdown => text::markdown_table(plan, result),
        Format::Mermaid => mermaid::write(plan, result),
        Format::Svg => svg::gantt(plan, result, &SvgOptions { now, ..SvgOptions::default() }),
        Format::Html => report(plan.document(), Some(dates), None, checked, None, now),
        Format::Mspdi => mspdi::write(plan.document(), Some(result)),
        Format::Gantt => text::gantt(plan, result, &text_options(console, now)),
        Format::Text => text_and_gantt(dates, now, console),
        // The other forms are those of other answers, and are not offered.
        Format::Table
        | Format::Github
        | Format::Sarif
        | Format::Xer
        | Format::Plan
        | Format::Prometheus
        | Format::OpenSlo
        | Format::Argo
        | Format::Flagger => text::schedule_table(plan, result, &text_options(console, now)),
    })
}

/// A comparison in one of its forms. `after` is the later plan, which pictures show.
pub fn diff(
    before: &Dates,
    after: &Dates,
    diff: &DiffResult,
    format: Format,
    now: Option<Moment>,
    console: &Console,
) -> Result<String, Failure> {
    let Dates { plan, result, .. } = after;
    let now = now.map(|moment| plan.axis().instant_of(moment));
    let axis = before.plan.axis();
    Ok(match format {
        Format::Json => json(diff)?,
        Format::Markdown => text::diff_markdown(&result.name, diff),
        Format::Svg => svg::diff(axis, plan, result, diff, &SvgOptions { now, ..SvgOptions::default() }),
        Format::Html => html::diff(&DiffInput { plan, schedule: result, diff, before: axis, now }),
        _ => text::diff_table(&result.name, diff, &text_options(console, now)),
    })
}

/// The way back in one of the forms that show it.
pub fn rollback(
    scheduled: &Scheduled,
    answer: &RollbackResult,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let Dates { plan, result, .. } = &scheduled.dates;
    Ok(match format {
        Format::Json => json(answer)?,
        Format::Markdown => text::rollback_markdown(plan, answer),
        Format::Svg => svg::rollback(plan, result, answer, &SvgOptions::default()),
        Format::Html => report(plan.document(), Some(&scheduled.dates), None, &scheduled.checked, None, None),
        _ => text::rollback(plan, answer, &text_options(console, None)),
    })
}

/// Dates without anything that was found about them.
pub fn dates(dates: &Dates, format: Format, console: &Console) -> Result<String, Failure> {
    let Dates { plan, result, .. } = dates;
    Ok(match format {
        Format::Json => json(result)?,
        Format::Markdown => text::markdown_table(plan, result),
        Format::Svg => svg::gantt(plan, result, &SvgOptions::default()),
        Format::Html => {
            let checked =
                Checked { sources: Vec::new(), plan: None, diagnostics: Vec::new(), assessment: None };
            report(plan.document(), Some(dates), None, &checked, None, None)
        }
        _ => text_and_gantt(dates, None, console),
    })
}

/// The table of tasks and the Gantt chart, for a terminal.
pub fn text_and_gantt(dates: &Dates, now: Option<Instant>, console: &Console) -> String {
    let options = text_options(console, now);
    let table = text::schedule_table(&dates.plan, &dates.result, &options);
    format!("{table}\n{}", text::gantt(&dates.plan, &dates.result, &options))
}

/// The report page, with whatever is known: a plan that cannot be computed still has findings and risks.
pub fn report(
    document: &Document,
    dates: Option<&Dates>,
    forecast: Option<&ForecastResult>,
    checked: &Checked,
    gate: Option<&GateResult>,
    now: Option<Instant>,
) -> String {
    // What keeps it from being computed is a finding of its own.
    let promotion = dates.and_then(|dates| promoted(&dates.plan, &dates.schedule, &checked.diagnostics));
    page(document, dates, forecast, promotion.as_ref(), checked, gate, now)
}

/// The report page with a promotion that was judged by measurements.
pub fn report_of_promotion(dates: &Dates, promotion: &PromotionResult, checked: &Checked) -> String {
    page(dates.plan.document(), Some(dates), None, Some(promotion), checked, None, None)
}

fn page(
    document: &Document,
    dates: Option<&Dates>,
    forecast: Option<&ForecastResult>,
    promotion: Option<&PromotionResult>,
    checked: &Checked,
    gate: Option<&GateResult>,
    now: Option<Instant>,
) -> String {
    // What keeps the way back from being computed is a finding of its own.
    let rollback =
        dates.and_then(|dates| way_back(&dates.plan, &dates.schedule, &mut never_stop).ok().flatten());
    let floats = dates.and_then(|dates| html::floats(&dates.plan, &dates.schedule, &dates.result));
    html::report(&ReportInput {
        document,
        plan: dates.map(|dates| &dates.plan),
        schedule: dates.map(|dates| &dates.result),
        floats: floats.as_ref(),
        forecast,
        rollback: rollback.as_ref(),
        promotion,
        gate,
        diagnostics: &checked.diagnostics,
        sources: &checked.sources,
        now,
    })
}

/// Every finding with its source.
pub fn findings(checked: &Checked, console: &Console) -> String {
    diagnostics(&checked.diagnostics, &checked.sources, console.color_output, console.width)
}

/// The checks of an assessment as a table.
pub fn assessment(assessment: &AssessmentResult, console: &Console) -> String {
    text::assessment_table(assessment, &text_options(console, None))
}

/// Floats, drag, bands and paths as tables.
pub fn floats(floats: &FloatsResult, console: &Console) -> String {
    text::floats_table(floats, &text_options(console, None))
}

/// A risk register in a form.
pub fn risks(
    register: &RiskRegisterResult,
    document: &Document,
    format: Format,
    console: &Console,
) -> Result<String, Failure> {
    let units = &document.units;
    Ok(match format {
        Format::Json => json(register)?,
        Format::Csv => csv::risks(register),
        Format::Markdown => text::risk_markdown(register, units),
        Format::Svg => svg::heat_map(register, units, &SvgOptions::default()),
        Format::Html => html::risk_page(document),
        _ => text::risk_table(register, units, &text_options(console, None)),
    })
}

/// A time of an answer for people: `2026-12-07 08:00`.
pub fn time(text: &str) -> String {
    let text = text.replacen('T', " ", 1);
    match text.strip_suffix(":00") {
        Some(minutes) if minutes.len() == "2026-12-07 08:00".len() => minutes.into(),
        _ => text,
    }
}

/// Any answer as indented JSON.
pub fn json(answer: &impl serde::Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string_pretty(answer).map_err(|error| {
        Failure::new(Code::Internal, format!("the answer cannot be written as JSON: {error}"))
    })?;
    Ok(text + "\n")
}

/// How text for this terminal looks.
pub fn text_options(console: &Console, now: Option<Instant>) -> TextOptions {
    TextOptions { width: console.width, color: console.color_output, now }
}
