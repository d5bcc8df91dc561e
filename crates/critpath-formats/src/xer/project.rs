//! The project that is read of a file: which one, its head, and its options; then its lists.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic, did_you_mean};
use critpath::model::{
    Convention, CriticalBy, Document, FloatBy, LagCalendar, ProgressLogic, Scheduling, Span, WorkUnits,
};
use serde_json::{Map, Value};

use super::EXTENSION;
use super::table::{Row, Tables};
use super::values::Values;
use super::{calendars, resources, tasks, wbs};

/// Tables whose rows become nouns. The others are kept as they stand.
const READ: [&str; 9] =
    ["PROJECT", "SCHEDOPTIONS", "CALENDAR", "PROJWBS", "TASK", "TASKPRED", "RSRC", "RSRCRATE", "TASKRSRC"];

/// At most this many projects are named in a message.
const NAMED: usize = 10;

/// A project of the file.
#[derive(Debug)]
struct Candidate<'a> {
    id: &'a str,
    code: &'a str,
    /// Projects that are there only because others are linked with them are not exported; baselines are copies.
    is_main: bool,
    activities: usize,
    span: Span,
}

/// Adds one project of the file to the document.
pub(super) fn read(tables: &Tables<'_>, wanted: Option<&str>, document: &mut Document, values: &mut Values) {
    let candidates = candidates(tables);
    let chosen = choose(&candidates, wanted, values);
    let mut kept = Map::new();
    if !tables.header.is_empty() {
        kept.insert("header".to_owned(), tables.header.clone().into());
    }
    document.calendars = calendars::read(tables, values);
    let Some(id) =
        chosen.map(|chosen| chosen.id).or_else(|| Some(tables.rows("TASK").next()?.text("proj_id")))
    else {
        let message = "the file holds no project";
        let help = "export the project again, with its activities";
        let diagnostic = Diagnostic::new(Code::TextNoPlan, message).at(Span::new(0, 0)).help(help);
        values.diagnostics.push(diagnostic);
        return;
    };
    let of_project = |row: &Row<'_, '_>| row.text("proj_id") == id;
    document.currency = tables.header.get(7).filter(|code| is_currency(code)).map(|code| (*code).to_owned());
    let mut scheduling = Scheduling { convention: Some(Convention::Primavera), ..Scheduling::default() };
    if let Some(mut row) = tables.rows("PROJECT").find(of_project) {
        head(&mut row, document, &mut scheduling, values);
        keep(&mut kept, "project", &row);
    }
    if let Some(mut row) = tables.rows("SCHEDOPTIONS").find(of_project) {
        options(&mut row, &mut scheduling, values);
        keep(&mut kept, "options", &row);
    }
    document.scheduling = Some(scheduling);
    document.calendar = document.calendar.take().or_else(|| default_calendar(tables));
    document.units = units(tables, document.calendar.as_deref(), values);
    let staff = resources::read(tables, id, document, values);
    let breakdown = wbs::read(tables, id, document, &mut kept, values);
    tasks::read(tables, id, &breakdown, staff, document, values);
    let others = tables.except(&READ);
    if !others.is_empty() {
        kept.insert("tables".to_owned(), others.into());
    }
    if !kept.is_empty() {
        document.extensions.insert(EXTENSION.to_owned(), kept.into());
    }
}

/// Keeps what is left of a row under a name of its own.
pub(super) fn keep(kept: &mut Map<String, Value>, name: &str, row: &Row<'_, '_>) {
    let rest = row.rest();
    if !rest.is_empty() {
        kept.insert(name.to_owned(), rest.into());
    }
}

fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn candidates<'a>(tables: &Tables<'a>) -> Vec<Candidate<'a>> {
    let mut activities: BTreeMap<&str, usize> = BTreeMap::new();
    for row in tables.rows("TASK") {
        *activities.entry(row.text("proj_id")).or_default() += 1;
    }
    let candidates = tables.rows("PROJECT").map(|row| {
        let (id, code) = (row.text("proj_id"), row.text("proj_short_name"));
        let is_exported = !row.text("export_flag").eq_ignore_ascii_case("N");
        Candidate {
            id,
            code: if code.is_empty() { id } else { code },
            is_main: is_exported && row.text("orig_proj_id").is_empty(),
            activities: activities.get(id).copied().unwrap_or_default(),
            span: row.span,
        }
    });
    candidates.collect()
}

/// The project that is asked for, else the first one that stands for itself and has activities.
fn choose<'c, 'a>(
    candidates: &'c [Candidate<'a>],
    wanted: Option<&str>,
    values: &mut Values,
) -> Option<&'c Candidate<'a>> {
    let is = |candidate: &&Candidate<'_>, name: &str| {
        candidate.code.eq_ignore_ascii_case(name) || candidate.id == name
    };
    if let Some(found) = wanted.and_then(|name| candidates.iter().find(|candidate| is(candidate, name))) {
        return Some(found);
    }
    let rank = |candidate: &Candidate<'_>| (candidate.activities > 0, candidate.is_main);
    // Of equals, the first one.
    let chosen = candidates.iter().rev().max_by_key(|candidate| rank(candidate))?;
    let others = candidates.iter().filter(|candidate| candidate.id != chosen.id && candidate.activities > 0);
    let others: Vec<&str> = others.map(|candidate| candidate.code).collect();
    if let Some(diagnostic) = about_choice(chosen, &others, wanted) {
        values.diagnostics.push(diagnostic.at(chosen.span));
    }
    Some(chosen)
}

/// What is to be said about the choice, if there was one.
fn about_choice(chosen: &Candidate<'_>, others: &[&str], wanted: Option<&str>) -> Option<Diagnostic> {
    let read = chosen.code;
    let message = match wanted {
        Some(wanted) => format!("the file holds no project `{wanted}`; `{read}` is read"),
        None if others.is_empty() => return None,
        None => format!("the file holds {} projects; `{read}` is read", others.len() + 1),
    };
    let near = wanted.and_then(|wanted| did_you_mean(wanted, others.iter().copied()));
    let names: Vec<String> = others.iter().take(NAMED).map(|code| format!("`{code}`")).collect();
    let more = if others.len() > NAMED { " and others" } else { "" };
    let example = near.or(others.first().copied()).unwrap_or(read);
    let help = format!(
        "to read another one, put its name behind that of the file, as in `plan.xer#{example}`; there are {}{more}",
        if names.is_empty() { format!("`{read}`") } else { names.join(", ") }
    );
    Some(Diagnostic::new(Code::XerProjects, message).help(help))
}

fn head(row: &mut Row<'_, '_>, document: &mut Document, scheduling: &mut Scheduling, values: &mut Values) {
    document.name = row.text("proj_short_name").to_owned();
    document.start = values.moment(row, "plan_start_date");
    document.data_date = values.moment(row, "last_recalc_date");
    document.deadline = values.moment(row, "plan_end_date");
    let calendar = row.text("clndr_id");
    if document.calendars.iter().any(|known| known.id == calendar) {
        document.calendar = row.take("clndr_id").map(str::to_owned);
    }
    scheduling.critical_float =
        values.hours(row, "critical_drtn_hr_cnt").filter(|limit| limit.thousandths() != 0);
    let ways = [("CT_TotFloat", CriticalBy::TotalFloat), ("CT_DrivPath", CriticalBy::LongestPath)];
    scheduling.critical_by = values.word(row, "critical_path_type", "`CT_TotFloat` or `CT_DrivPath`", &ways);
}

fn options(row: &mut Row<'_, '_>, scheduling: &mut Scheduling, values: &mut Values) {
    let calendars = [
        ("rcal_Predecessor", LagCalendar::Predecessor),
        ("rcal_Successor", LagCalendar::Successor),
        ("rcal_ProjDefault", LagCalendar::Plan),
        ("rcal_24Hour", LagCalendar::Always),
    ];
    let floats = [("FT_FF", FloatBy::Finish), ("FT_SS", FloatBy::Start), ("FT_Min", FloatBy::Least)];
    let expected = "`rcal_Predecessor`, `rcal_Successor`, `rcal_ProjDefault` or `rcal_24Hour`";
    scheduling.lag_calendar = values.word(row, "sched_calendar_on_relationship_lag", expected, &calendars);
    scheduling.float_by = values.word(row, "sched_float_type", "`FT_FF`, `FT_SS` or `FT_Min`", &floats);
    scheduling.start_lag_from_early_start = values.flag(row, "sched_lag_early_start_flag");
    scheduling.open_ends_critical = values.flag(row, "sched_open_critical_flag");
    scheduling.use_expected_finish = values.flag(row, "sched_use_expect_end_flag");
    let retained = values.flag(row, "sched_retained_logic");
    let overridden = values.flag(row, "sched_progress_override");
    scheduling.progress = match (retained, overridden) {
        (Some(true), _) => Some(ProgressLogic::RetainedLogic),
        (_, Some(true)) => Some(ProgressLogic::ProgressOverride),
        (Some(false), Some(false)) => Some(ProgressLogic::ActualDates),
        _ => None,
    };
}

/// The calendar of projects that name none.
fn default_calendar(tables: &Tables<'_>) -> Option<String> {
    let is_default = |row: &Row<'_, '_>| row.text("default_flag").eq_ignore_ascii_case("Y");
    let row = tables.rows("CALENDAR").find(is_default)?;
    Some(row.text("clndr_id").to_owned()).filter(|id| !id.is_empty())
}

/// How long days, weeks and months of work are, as the plan's calendar says.
fn units(tables: &Tables<'_>, calendar: Option<&str>, values: &mut Values) -> WorkUnits {
    let row = tables.rows("CALENDAR").find(|row| Some(row.text("clndr_id")) == calendar);
    let Some(mut row) = row else { return WorkUnits::default() };
    let mut hours = |column| values.number(&mut row, column).filter(|hours| (0.1..=10_000.0).contains(hours));
    let (day, week, month) = (hours("day_hr_cnt"), hours("week_hr_cnt"), hours("month_hr_cnt"));
    let minutes = |hours: Option<f64>| hours.map(|hours| (hours * 60.0).round() as u32);
    let days = day.zip(month).map(|(day, month)| (month / day).round() as u32);
    WorkUnits {
        minutes_per_day: minutes(day),
        minutes_per_week: minutes(week),
        days_per_month: days.filter(|days| *days > 0),
        ..WorkUnits::default()
    }
}
