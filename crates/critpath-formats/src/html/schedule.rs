//! The schedule into the picture, the table of tasks, and the list of those without dates.

use std::collections::BTreeMap;

use critpath::model::forecast::ForecastResult;
use critpath::model::result::{Cause, ScheduleResult, TaskResult, UnscheduledTask};
use critpath::model::{Document, Task, Undo};
use critpath::plan::Plan;
use critpath::time::Instant;

use crate::chart::{Basis, Chart, Kind, Row, instant_text, label};
use crate::svg::{self, SvgOptions};

use super::parts::{Html, Section, Table, badge, list, optional, prose, text, wrap};

pub(super) fn gantt(
    plan: &Plan,
    result: &ScheduleResult,
    forecast: Option<&ForecastResult>,
    now: Option<Instant>,
) -> Option<Section> {
    let options = SvgOptions { width: 1232, now, title: Some(String::new()), ..SvgOptions::default() };
    let picture = match forecast {
        Some(forecast) => svg::criticality(plan, result, forecast, &options),
        None => svg::gantt(plan, result, &options),
    };
    let picture = Html(picture);
    let body = wrap("figure", "scroll", &picture);
    (!result.tasks.is_empty()).then_some(Section { id: "gantt", title: "Schedule", count: None, body })
}

pub(super) fn tasks(plan: &Plan, result: &ScheduleResult) -> Option<Section> {
    let chart = Chart::new(plan, result, None);
    let basis = chart.basis;
    let results: BTreeMap<&str, &TaskResult> =
        result.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let stated: BTreeMap<&str, &Task> =
        basis.document.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let rows = chart.rows.iter().map(|row| {
        let class = match row.kind {
            Kind::Phase => "phase",
            Kind::Task | Kind::Milestone if row.critical => "critical",
            Kind::Task | Kind::Milestone => "task",
        };
        let mut cells = dates(basis, row);
        let id = (row.kind != Kind::Phase).then_some(row.id);
        cells.extend(details(
            basis,
            &results,
            id.and_then(|id| results.get(id)),
            id.and_then(|id| stated.get(id)),
        ));
        (format!(" class=\"{class} depth-{}\"", row.depth.min(6)), cells)
    });
    let columns = [
        ("Task", "name"),
        ("Start", "date"),
        ("Finish", "date"),
        ("Duration", "number"),
        ("Float", "number"),
        ("Free float", "number"),
        ("Driven by", ""),
        ("Owner", ""),
        ("Environment", ""),
        ("Undo", ""),
    ];
    let table = Table { columns: &columns, rows: rows.collect() };
    Section::new("tasks", "Tasks", result.tasks.len(), table.draw())
}

/// The cells that the chart knows: name, dates, duration, float.
fn dates(basis: Basis<'_>, row: &Row<'_>) -> Vec<Html> {
    let time = |at: Instant| text(&instant_text(basis.axis, at));
    let amount = |seconds: i64| text(&basis.amount(seconds, row.elapsed));
    let mut name = text(row.name);
    if row.kind == Kind::Milestone {
        name = wrap("span", "diamond", &"\u{25c6}".into()) + name;
    }
    if row.critical && row.kind != Kind::Phase {
        name += badge("critical", if row.total_float_s < 0 { "late" } else { "critical" });
    }
    if let Some(deadline) = row.deadline {
        let (class, word) =
            if row.finish > deadline { ("critical", "deadline missed") } else { ("", "deadline") };
        name += badge(class, &format!("{word}: {}", instant_text(basis.axis, deadline)));
    }
    if let Some(done) = row.done.filter(|done| *done > 0.0) {
        name += badge("", &format!("{:.0} % done", done * 100.0));
    }
    match row.kind {
        Kind::Phase => vec![name, time(row.start), time(row.finish), Html::default(), Html::default()],
        Kind::Milestone => {
            vec![name, time(row.start), Html::default(), Html::default(), amount(row.total_float_s)]
        }
        Kind::Task => vec![
            name,
            time(row.start),
            time(row.finish),
            row.duration_s.map(amount).unwrap_or_default(),
            amount(row.total_float_s),
        ],
    }
}

/// The cells that only the result and the document know.
fn details(
    basis: Basis<'_>,
    results: &BTreeMap<&str, &TaskResult>,
    result: Option<&&TaskResult>,
    task: Option<&&Task>,
) -> Vec<Html> {
    let Some(result) = result else { return Vec::new() };
    let elapsed = task.and_then(|task| task.duration).is_some_and(|duration| duration.is_elapsed());
    vec![
        text(&basis.amount(result.free_float_s, elapsed)),
        driver(results, result),
        optional(result.owner.as_deref()),
        optional(task.and_then(|task| task.environment.as_deref())),
        task.and_then(|task| task.undo.as_deref()).map(undo).unwrap_or_default(),
    ]
}

/// What a start waits for, in words.
fn driver(results: &BTreeMap<&str, &TaskResult>, task: &TaskResult) -> Html {
    if let Some(driver) = &task.driver {
        return text(results.get(driver.as_str()).map_or(driver, |driver| &driver.name));
    }
    let words = match task.cause {
        Cause::PlanStart => "start of the plan",
        Cause::DataDate => "data date",
        Cause::Dependency => "dependency",
        Cause::Constraint => "date constraint",
        Cause::Window => "window",
        Cause::Calendar => "working time",
        Cause::Actual => "what happened",
        Cause::Successor => "successor",
    };
    wrap("span", "note", &words.into())
}

fn undo(undo: &Undo) -> Html {
    if undo.irreversible {
        return badge("critical", "no way back");
    }
    let duration = undo.duration.map(|duration| duration.to_string());
    let until = undo.until.map(|until| format!("until {until}"));
    let parts: Vec<String> = duration.into_iter().chain(until).chain(undo.description.clone()).collect();
    text(&parts.join(", "))
}

pub(super) fn unscheduled(document: &Document, result: &ScheduleResult) -> Option<Section> {
    let phases = document.phases.iter().map(|phase| (phase.id.as_str(), phase.name.as_str()));
    let steps = document.strategy.iter().map(|step| (step.id.as_str(), step.name.as_str()));
    let names: BTreeMap<&str, &str> = steps.chain(phases).collect();
    let stated: BTreeMap<&str, &Task> = document.tasks.iter().map(|task| (task.id.as_str(), task)).collect();
    let place = |task: &UnscheduledTask| {
        let step = || stated.get(task.id.as_str()).and_then(|task| task.step.clone());
        let id = task.phase.clone().or_else(step)?;
        Some(names.get(id.as_str()).map_or(id.clone(), |name| (*name).to_owned()))
    };
    // Tasks that stand together and lack the same are one row.
    let alike = |a: &UnscheduledTask, b: &UnscheduledTask| a.detail == b.detail && place(a) == place(b);
    let rows = result.unscheduled.chunk_by(alike).map(|tasks| {
        let named = tasks.iter().map(|task| text(label(&task.name, &task.id)));
        let first = tasks.first();
        let cells = vec![
            first.and_then(place).map(|place| text(&place)).unwrap_or_default(),
            list("ul", named),
            first.map(|task| prose(&task.detail)).unwrap_or_default(),
        ];
        (String::new(), cells)
    });
    let columns = [("Part of", "name"), ("Task", ""), ("Why it has no dates", "")];
    let table = Table { columns: &columns, rows: rows.collect() };
    Section::new("unscheduled", "Without dates", result.unscheduled.len(), table.draw())
}
