//! The head of the page: title, the answers in large type, and what the plan is for.

use std::collections::BTreeMap;

use critpath::diagnostic::Severity;
use critpath::model::risk_register::RiskRegisterResult;

use crate::chart::{count, instant, instant_text, label};

use super::ReportInput;
use super::parts::{Html, prose, text, wrap};
use super::risks::most_severe;

/// One large answer: what it is, the answer, and a word to it.
struct Answer {
    label: &'static str,
    value: String,
    note: String,
    class: &'static str,
}

pub(super) fn header(input: &ReportInput<'_>, name: &str, risks: &RiskRegisterResult) -> String {
    let cards: Html = answers(input, risks)
        .into_iter()
        .map(|answer| {
            let inner = wrap("span", "label", &text(answer.label))
                + wrap("strong", "", &text(&answer.value))
                + wrap("span", "note", &text(&answer.note));
            wrap("div", &format!("card {}", answer.class), &inner)
        })
        .sum();
    let overview = input.document.overview.as_deref().map(first_paragraph).unwrap_or_default();
    let head = wrap("h1", "", &text(name))
        + wrap("p", "overview", &prose(overview))
        + wrap("div", "cards", &cards)
        + blocked(input)
        + critical_path(input);
    format!("<header>\n{}\n</header>\n", head.0)
}

pub(super) fn footer(input: &ReportInput<'_>) -> String {
    let axis = input.plan.map(|plan| plan.axis()).unwrap_or_default();
    let zone =
        input.document.time_zone.as_deref().map(|zone| format!(" Times are in {zone}.")).unwrap_or_default();
    let time = input.now.map(|now| format!(" As of {}.", instant_text(axis, now))).unwrap_or_default();
    let sources: Vec<&str> = input.document.sources.iter().map(|source| source.name.as_str()).collect();
    let from = if sources.is_empty() { String::new() } else { format!(" from {}", sources.join(", ")) };
    format!("<footer>{}</footer>\n", text(&format!("Computed by critpath{from}.{time}{zone}")).0)
}

fn answers(input: &ReportInput<'_>, risks: &RiskRegisterResult) -> Vec<Answer> {
    let mut answers = dates(input);
    let number = |severity| input.diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
    answers.push(Answer {
        label: "Findings",
        value: if errors > 0 { count(errors, "error") } else { count(warnings, "warning") },
        note: if errors > 0 { count(warnings, "warning") } else { "and no error".into() },
        class: if errors > 0 { "bad" } else { "" },
    });
    if !risks.risks.is_empty() {
        let value = count(risks.risks.len(), "risk");
        let class = if risks.above_appetite.is_empty() { "" } else { "bad" };
        answers.push(Answer { label: "Risks", value, note: most_severe(risks), class });
    }
    let items = || input.document.checklists.iter().flat_map(|checklist| &checklist.items);
    if items().next().is_some() {
        let done = items().filter(|item| item.done).count();
        let value = format!("{done} of {}", items().count());
        answers.push(Answer { label: "Checklist", value, note: "items ticked".into(), class: "" });
    }
    answers
}

/// Start, finish and tasks, where there is a schedule.
fn dates(input: &ReportInput<'_>) -> Vec<Answer> {
    let Some((plan, result)) = input.plan.zip(input.schedule) else { return Vec::new() };
    let bound = |text: &Option<String>| {
        let at = text.as_deref().and_then(|text| instant(plan.axis(), text))?;
        let words = instant_text(plan.axis(), at);
        words.split_once(", ").map(|(day, time)| (day.to_owned(), time.to_owned()))
    };
    let mut answers = Vec::new();
    for (label, at) in [("Start", bound(&result.start)), ("Finish", bound(&result.finish))] {
        if let Some((value, note)) = at {
            answers.push(Answer { label, value, note, class: if label == "Finish" { "main" } else { "" } });
        }
    }
    let critical = result.tasks.iter().filter(|task| task.critical).count();
    let late = result.tasks.iter().filter(|task| task.total_float_s < 0).count();
    let note =
        if late > 0 { format!("{critical} critical, {late} late") } else { format!("{critical} critical") };
    let class = if late > 0 { "bad" } else { "" };
    answers.push(Answer { label: "Scheduled", value: count(result.tasks.len(), "task"), note, class });
    if !result.unscheduled.is_empty() {
        let value = count(result.unscheduled.len(), "task");
        answers.push(Answer { label: "Without dates", value, note: "no estimate".into(), class: "warn" });
    }
    answers
}

/// Why there is no schedule.
fn blocked(input: &ReportInput<'_>) -> Html {
    if input.schedule.is_some() {
        return Html::default();
    }
    let errors = input.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let reason = match errors {
        0 => "There is no schedule: state the start of the plan.".to_owned(),
        _ => format!("There is no schedule: the plan has {} to mend first.", count(errors, "error")),
    };
    wrap("p", "blocked", &text(&reason))
}

/// The longest driving path, in order of time; a long one is folded.
fn critical_path(input: &ReportInput<'_>) -> Html {
    const SHOWN: usize = 12;
    let Some(result) = input.schedule else { return Html::default() };
    let names: BTreeMap<&str, &str> =
        result.tasks.iter().map(|task| (task.id.as_str(), label(&task.name, &task.id))).collect();
    let step = |id: &String| wrap("span", "step", &text(names.get(id.as_str()).copied().unwrap_or(id)));
    let arrow = " <span class=\"to\">\u{2192}</span> ";
    let (Some(first), Some(last)) = (result.critical_path.first(), result.critical_path.last()) else {
        return Html::default();
    };
    let title = wrap("span", "label", &"Critical path".into());
    let steps: Vec<String> = result.critical_path.iter().map(|id| step(id).0).collect();
    let steps = wrap("div", "path", &Html(steps.join(arrow)));
    if result.critical_path.len() <= SHOWN {
        return wrap("div", "critical-path", &(title + steps));
    }
    let between = format!("{arrow}\u{2026} {} tasks{arrow}", result.critical_path.len());
    let ends = step(first) + Html(between) + step(last);
    wrap("details", "critical-path", &(wrap("summary", "", &(title + ends)) + steps))
}

fn first_paragraph(text: &str) -> &str {
    text.trim().split("\n\n").next().unwrap_or_default()
}
