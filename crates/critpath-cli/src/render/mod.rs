//! Answers into the forms that the command writes.

mod diagnostic;
mod excerpt;
mod page;

use critpath::diagnostic::Code;
use critpath::model::Document;
use critpath::model::diff::DiffResult;
use critpath::model::result::{AssessmentResult, FloatsResult};
use critpath::model::risk_register::RiskRegisterResult;
use critpath::model::rollback_result::RollbackResult;
use critpath::time::{Instant, Moment};
use critpath_formats::html::{self, DiffInput};
use critpath_formats::svg::{self, SvgOptions};
use critpath_formats::text::{self, TextOptions};
use critpath_formats::{csv, mermaid, mspdi};

use crate::console::Console;
use crate::failure::Failure;
use crate::format::Format;
use crate::planned::{Checked, Dates, Scheduled};

pub use diagnostic::diagnostics;
pub use page::Page;

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
        Format::Html => Page { now, ..Page::of(plan.document(), Some(dates), checked) }.write(),
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
        Format::Html => Page::of(plan.document(), Some(&scheduled.dates), &scheduled.checked).write(),
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
            Page::of(plan.document(), Some(dates), &checked).write()
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
