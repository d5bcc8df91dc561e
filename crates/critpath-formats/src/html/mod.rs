//! A plan, its schedule and its findings into one HTML page for the people who decide.
//!
//! The page is whole: style and pictures are in it, it loads nothing and runs nothing, and its own
//! content security policy forbids both. Every text of the guide is escaped, and
//! none becomes a link, so that nothing a guide says can act on its reader.

mod findings;
mod gate;
mod guide;
mod parts;
mod readiness;
mod risks;
mod rollback;
mod schedule;
mod summary;

use critpath::diagnostic::{Diagnostic, SourceText};
use critpath::model::Document;
use critpath::model::result::{GateResult, ScheduleResult};
use critpath::model::rollback_result::RollbackResult;
use critpath::plan::Plan;
use critpath::time::Instant;

use crate::escape::markup;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// What the guide states.
    pub document: &'a Document,
    /// The plan; absent where errors kept it from being built.
    pub plan: Option<&'a Plan>,
    /// Its schedule; absent where there is no plan or no start.
    pub schedule: Option<&'a ScheduleResult>,
    /// Its way back; absent where nothing was asked about it.
    pub rollback: Option<&'a RollbackResult>,
    /// The verdict of a gate, if one was asked for.
    pub gate: Option<&'a GateResult>,
    /// What was found while reading, checking and scheduling.
    pub diagnostics: &'a [Diagnostic],
    /// The texts that the spans of findings refer to, by index. A text that is missing costs its excerpts.
    pub sources: &'a [SourceText<'a>],
    /// The time of the report, on the plan's axis.
    pub now: Option<Instant>,
}

const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/// Writes the report. The same input gives the same bytes. O(n log n) in the size of the plan.
pub fn report(input: &ReportInput<'_>) -> String {
    let scheduled = input.plan.zip(input.schedule);
    let sections = [
        input.gate.map(gate::sheet),
        scheduled.and_then(|(plan, result)| schedule::gantt(plan, result, input.now)),
        scheduled
            .zip(input.rollback)
            .and_then(|((plan, result), answer)| rollback::way_back(plan, result, answer)),
        findings::findings(input.diagnostics, input.sources),
        scheduled.and_then(|(plan, result)| schedule::tasks(plan, result)),
        input.schedule.and_then(|result| schedule::unscheduled(input.document, result)),
        risks::risks(input.document),
        readiness::checklists(input.document),
        readiness::criteria(input.document),
        readiness::monitors(input.document),
        readiness::rollback(input.document),
        readiness::gates(input.document),
        guide::strategy(input.document),
        guide::environments(input.document),
        guide::components(input.document),
        guide::resources(input.document),
        guide::unplaced(input.document),
    ];
    let sections: Vec<parts::Section> = sections.into_iter().flatten().collect();
    let name = if input.document.name.is_empty() { "Deployment plan" } else { &input.document.name };
    page(name, &summary::header(input, name), &sections, &summary::footer(input))
}

/// Writes the verdict of a gate as a page of its own. O(n).
pub fn gate_sheet(result: &GateResult) -> String {
    let name = if result.name.is_empty() { "Gate" } else { &result.name };
    let header = format!("<header>\n<h1>{}</h1>\n</header>\n", markup(name));
    page(name, &header, &[gate::sheet(result)], "")
}

fn page(name: &str, header: &str, sections: &[parts::Section], footer: &str) -> String {
    let links = sections.iter().map(parts::Section::link).collect::<String>();
    let bodies = sections.iter().map(parts::Section::draw).collect::<String>();
    let mut page = String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
    page += &format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\"/>\n");
    page += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
    page += "<meta name=\"color-scheme\" content=\"light dark\"/>\n";
    page += &format!("<title>{}</title>\n", markup(name));
    page += &format!("<style>\n{}</style>\n</head>\n<body>\n", include_str!("page.css"));
    page += header;
    page += &format!("<nav aria-label=\"Sections\">{links}</nav>\n<main>\n{bodies}</main>\n");
    page += footer;
    page + "</body>\n</html>\n"
}
