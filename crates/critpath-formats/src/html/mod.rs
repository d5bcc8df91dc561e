//! A plan, its schedule and its findings into one HTML page for the people who decide.
//!
//! The page is whole: style and pictures are in it, it loads nothing and runs nothing, and its own
//! content security policy forbids both. Every text of the guide is escaped, and
//! none becomes a link, so that nothing a guide says can act on its reader.

mod difference;
mod findings;
mod floats;
mod forecast;
mod gate;
mod guide;
mod parts;
mod promotion;
mod readiness;
mod risks;
mod rollback;
mod rollout;
mod schedule;
mod summary;

use critpath::diagnostic::{Diagnostic, SourceText};
use critpath::model::Document;
use critpath::model::forecast::ForecastResult;
use critpath::model::promotion_result::PromotionResult;
use critpath::model::result::{FloatsResult, GateResult, ScheduleResult};
use critpath::model::rollback_result::RollbackResult;
use critpath::model::rollout_result::RolloutResult;
use critpath::plan::Plan;
use critpath::risk::risk_register;
use critpath::time::Instant;

use crate::escape::markup;

pub use difference::{DiffInput, diff};
pub use floats::floats;

/// What a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// What the guide states.
    pub document: &'a Document,
    /// The plan; absent where errors kept it from being built.
    pub plan: Option<&'a Plan>,
    /// Its schedule; absent where there is no plan or no start.
    pub schedule: Option<&'a ScheduleResult>,
    /// How much room there is, if that was computed: [`floats`].
    pub floats: Option<&'a FloatsResult>,
    /// How sure the dates are, if they were simulated.
    pub forecast: Option<&'a ForecastResult>,
    /// Its way back; absent where nothing was asked about it.
    pub rollback: Option<&'a RollbackResult>,
    /// How a release gets through the environments; absent where they say no more than their names.
    pub promotion: Option<&'a PromotionResult>,
    /// How new versions take over the traffic; absent where nothing was asked about it.
    pub rollouts: Option<&'a RolloutResult>,
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
    let risks = risk_register(input.document);
    let sections = [
        input.gate.map(gate::sheet),
        scheduled.and_then(|(plan, result)| schedule::gantt(plan, result, input.forecast, input.now)),
        input.plan.zip(input.forecast).map(|(plan, result)| forecast::forecast(plan, result)),
        scheduled
            .zip(input.rollback)
            .and_then(|((plan, result), answer)| rollback::way_back(plan, result, answer)),
        input.rollouts.and_then(rollout::section),
        input.plan.zip(input.promotion).and_then(|(plan, answer)| promotion::section(plan, answer)),
        findings::findings(input.diagnostics, input.sources),
        input.plan.zip(input.floats).and_then(|(plan, result)| floats::section(plan, result)),
        scheduled.and_then(|(plan, result)| schedule::tasks(plan, result)),
        input.schedule.and_then(|result| schedule::unscheduled(input.document, result)),
        risks::risks(&risks, &input.document.units),
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
    page(name, &summary::header(input, name, &risks), &sections, &summary::footer(input))
}

/// Writes a page of the register alone. The same input gives the same bytes. O(n log n) in the size of the document.
pub fn risk_page(document: &Document) -> String {
    let register = risk_register(document);
    let name = match document.name.trim() {
        "" => "Risks".to_owned(),
        name => format!("Risks of {name}"),
    };
    let header = format!("<header>\n{}\n</header>\n", parts::wrap("h1", "", &parts::text(&name)).0);
    let sections: Vec<_> = risks::risks(&register, &document.units).into_iter().collect();
    let footer = "<footer>Computed by critpath.</footer>\n";
    page(&name, &header, &sections, footer)
}

/// Writes the rollouts of a plan as a page of their own. O(steps).
pub fn rollout_page(answer: &RolloutResult) -> String {
    let name = if answer.name.is_empty() { "Rollouts" } else { &answer.name };
    let header = format!("<header>\n<h1>{}</h1>\n</header>\n", markup(name));
    let sections: Vec<_> = rollout::section(answer).into_iter().collect();
    let footer = match answer.rollouts.is_empty() {
        true => "<footer>No task of the plan is a rollout.</footer>\n",
        false => "<footer>Computed by critpath.</footer>\n",
    };
    page(name, &header, &sections, footer)
}

/// Writes the verdict of a gate as a page of its own. O(n).
pub fn gate_sheet(result: &GateResult) -> String {
    let name = if result.name.is_empty() { "Gate" } else { &result.name };
    let header = format!("<header>\n<h1>{}</h1>\n</header>\n", markup(name));
    page(name, &header, &[gate::sheet(result)], "")
}

/// The page around its sections.
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
