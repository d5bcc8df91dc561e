//! The activities of a project into tasks, with what bounds them and what is done of them.

use std::collections::{BTreeMap, BTreeSet};

use critpath::duration::Duration;
use critpath::model::{
    Constraint, ConstraintKind, Dependency, Document, Progress, Relation, Task, TaskKind, WorkUnits,
};
use serde_json::{Map, Value};

use super::EXTENSION;
use super::links::{self, OfTask};
use super::resources::Staff;
use super::table::{Row, Tables};
use super::values::Values;
use super::wbs::Breakdown;

/// What an activity is in P6.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Runs on its own calendar.
    Task,
    /// Runs on the calendars of its resources.
    OnResources,
    /// A milestone or a level of effort.
    Other(TaskKind),
    /// Spans the activities of its node and those below it.
    OfNode,
}

const KINDS: [(&str, Kind); 6] = [
    ("TT_Task", Kind::Task),
    ("TT_Rsrc", Kind::OnResources),
    ("TT_Mile", Kind::Other(TaskKind::StartMilestone)),
    ("TT_FinMile", Kind::Other(TaskKind::FinishMilestone)),
    ("TT_LOE", Kind::Other(TaskKind::LevelOfEffort)),
    ("TT_WBS", Kind::OfNode),
];

const CONSTRAINTS: [(&str, ConstraintKind); 9] = [
    ("CS_MSO", ConstraintKind::MustStartOn),
    ("CS_MSOA", ConstraintKind::StartNoEarlierThan),
    ("CS_MSOB", ConstraintKind::StartNoLaterThan),
    ("CS_MEO", ConstraintKind::MustFinishOn),
    ("CS_MEOA", ConstraintKind::FinishNoEarlierThan),
    ("CS_MEOB", ConstraintKind::FinishNoLaterThan),
    ("CS_MANDSTART", ConstraintKind::MandatoryStart),
    ("CS_MANDFIN", ConstraintKind::MandatoryFinish),
    ("CS_ALAP", ConstraintKind::AsLateAsPossible),
];

/// Adds the activities of a project.
pub(super) fn read(
    tables: &Tables<'_>,
    project: &str,
    breakdown: &Breakdown<'_>,
    mut staff: Staff<'_>,
    document: &mut Document,
    values: &mut Values,
) {
    let of_project = |row: &Row<'_, '_>| row.text("proj_id") == project;
    let codes: BTreeMap<&str, &str> =
        tables.rows("TASK").filter(of_project).map(|row| (row.text("task_id"), code(&row))).collect();
    let mut links = links::read(tables, &codes, values);
    let calendars: BTreeSet<String> = document.calendars.iter().map(|calendar| calendar.id.clone()).collect();
    for mut row in tables.rows("TASK").filter(of_project) {
        let number = row.text("task_id");
        let OfTask { after, external } = links.remove(number);
        let mut task = Task {
            id: code(&row).to_owned(),
            after,
            needs: staff.needs.remove(number).unwrap_or_default(),
            owner: staff.names.get(row.text("rsrc_id")).cloned(),
            calendar: calendars.get(row.text("clndr_id")).cloned(),
            span: Some(row.span),
            ..Task::default()
        };
        fill(&mut task, &mut row, breakdown, values);
        let mut rest = row.rest();
        if !external.is_empty() {
            rest.insert("links".to_owned(), external.into());
        }
        keep(rest, &mut task);
        document.tasks.push(task);
    }
}

fn keep(rest: Map<String, Value>, task: &mut Task) {
    if !rest.is_empty() {
        task.extensions.insert(EXTENSION.to_owned(), rest.into());
    }
}

/// The code that people see; its number, if it has none.
fn code<'a>(row: &Row<'a, '_>) -> &'a str {
    Some(row.text("task_code")).filter(|code| !code.is_empty()).unwrap_or_else(|| row.text("task_id"))
}

fn fill(task: &mut Task, row: &mut Row<'_, '_>, breakdown: &Breakdown<'_>, values: &mut Values) {
    for column in ["task_code", "proj_id", "wbs_id"] {
        row.take(column);
    }
    if task.calendar.is_some() {
        row.take("clndr_id");
    }
    if task.owner.is_some() {
        row.take("rsrc_id");
    }
    task.name = row.take_words("task_name").unwrap_or_default();
    task.phase = breakdown.phase(row.text("wbs_id")).map(str::to_owned);
    let expected = "`TT_Task`, `TT_Rsrc`, `TT_Mile`, `TT_FinMile`, `TT_LOE` or `TT_WBS`";
    let kind = values.word(row, "task_type", expected, &KINDS).unwrap_or(Kind::Task);
    task.ignore_resource_calendars = kind == Kind::Task;
    match kind {
        Kind::Task | Kind::OnResources => {}
        Kind::Other(kind) => task.kind = kind,
        Kind::OfNode => span_node(task, row, breakdown),
    }
    for (kind, date) in [("cstr_type", "cstr_date"), ("cstr_type2", "cstr_date2")] {
        task.constraints.extend(constraint(row, kind, date, values));
    }
    task.constraints.extend(external_dates(row, values));
    time(task, row, values);
}

/// An activity that spans its node runs beside the phase of the node, from its start to its finish.
fn span_node(task: &mut Task, row: &mut Row<'_, '_>, breakdown: &Breakdown<'_>) {
    task.kind = TaskKind::LevelOfEffort;
    // The node says what is spanned, also if it is the project.
    row.keep("wbs_id");
    row.keep("task_type");
    let Some(phase) = task.phase.take() else { return };
    task.phase = breakdown.around(row.text("wbs_id")).map(str::to_owned);
    for relation in [Relation::StartToStart, Relation::FinishToFinish] {
        let implied = Some("wbs_summary".to_owned());
        let predecessor = phase.clone();
        task.after.push(Dependency { predecessor, relation, implied, ..Dependency::default() });
    }
}

fn constraint(row: &mut Row<'_, '_>, kind: &str, date: &str, values: &mut Values) -> Option<Constraint> {
    let expected = "a constraint such as `CS_MSOA`";
    let span = row.span_of(kind);
    let found = values.word(row, kind, expected, &CONSTRAINTS)?;
    let date = match found {
        ConstraintKind::AsLateAsPossible => None,
        _ => values.moment(row, date),
    };
    if date.is_none() && found != ConstraintKind::AsLateAsPossible {
        row.keep(kind);
        return None;
    }
    Some(Constraint { kind: found, date, span: Some(span), ..Constraint::default() })
}

/// Dates that activities of other projects set when the links with them were given up.
fn external_dates(row: &mut Row<'_, '_>, values: &mut Values) -> Vec<Constraint> {
    let bounds = [
        ("external_early_start_date", ConstraintKind::StartNoEarlierThan),
        ("external_late_end_date", ConstraintKind::FinishNoLaterThan),
    ];
    let found = bounds.into_iter().filter_map(|(column, kind)| {
        let span = row.span_of(column);
        let date = values.moment(row, column)?;
        Some(Constraint { kind, date: Some(date), span: Some(span), ..Constraint::default() })
    });
    found.collect()
}

/// How long it takes, and what is done of it.
fn time(task: &mut Task, row: &mut Row<'_, '_>, values: &mut Values) {
    let mut progress = Progress {
        started: values.moment(row, "act_start_date"),
        finished: values.moment(row, "act_end_date"),
        stopped: values.moment(row, "suspend_date"),
        resumes: values.moment(row, "resume_date"),
        expected_finish: values.moment(row, "expect_end_date"),
        ..Progress::default()
    };
    let is_started = progress.started.is_some() || progress.finished.is_some();
    let planned = values.hours(row, "target_drtn_hr_cnt");
    let remaining = values.hours(row, "remain_drtn_hr_cnt");
    // What has not started takes what remains of it, even where that is not what was planned.
    let takes = if is_started { planned.or(remaining) } else { remaining.or(planned) };
    if takes != planned {
        row.keep("target_drtn_hr_cnt");
    }
    if !task.kind.is_milestone() {
        task.duration = takes;
    }
    if is_started {
        let is_finished = progress.finished.is_some();
        progress.percent = if is_finished { Some(100.0) } else { percent(row, planned, remaining, values) };
        progress.remaining = remaining.filter(|_| !is_finished);
    }
    if progress != Progress::default() {
        task.progress = Some(progress);
    }
}

/// The done share, measured as the activity says.
fn percent(
    row: &mut Row<'_, '_>,
    planned: Option<Duration>,
    remaining: Option<Duration>,
    values: &mut Values,
) -> Option<f64> {
    let share = |done: f64, whole: f64| (whole > 0.0).then(|| (100.0 * done / whole).clamp(0.0, 100.0));
    // These columns are kept, too: how it is measured has no field.
    let mut number = |column: &str| {
        let number = values.number(row, column);
        row.keep(column);
        number.unwrap_or(0.0)
    };
    let [physical, done, left] = [
        &["phys_complete_pct"][..],
        &["act_work_qty", "act_equip_qty"],
        &["remain_work_qty", "remain_equip_qty"],
    ]
    .map(|columns| columns.iter().map(|column| number(column)).sum::<f64>());
    match row.text("complete_pct_type").to_ascii_lowercase().as_str() {
        "cp_phys" => Some(physical.clamp(0.0, 100.0)),
        "cp_units" => share(done, done + left),
        _ => {
            let seconds = |duration: Duration| duration.seconds(&WorkUnits::default()) as f64;
            let (planned, remaining) = (seconds(planned?), seconds(remaining?));
            share(planned - remaining, planned)
        }
    }
}
