//! Schedules of whole groups of projects into counts: how many agree with the stored dates, and where the others differ.
//!
//! `SHOW=<project>` prints each difference of a project, `SHOW=<group>` the first three of each project of a group,
//! `SHOW=<group>:all` all of them:
//! `SHOW=msp cargo test -p critpath-formats --test it oracle -- --nocapture`

use std::collections::BTreeMap;

use critpath::check::{CheckOptions, check};
use critpath::plan::Plan;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};

use super::expected::{Expected, Field, expected};
use super::projects::{self, Project};

/// Dates are the same if no more working time than this lies between them; floats, if they differ by no more.
const TOLERANCE_S: i64 = 60;

/// Projects in which all tasks agree, and tasks that do not.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Counts {
    projects: usize,
    /// On start and finish.
    dates: usize,
    /// Also on early and late dates.
    early_late: usize,
    /// Also on total and free float.
    floats: usize,
}

#[derive(Debug, Default)]
struct Score {
    counts: Counts,
    tasks: usize,
    wrong: BTreeMap<Field, usize>,
}

/// A date or float that differs.
pub struct Difference {
    pub field: Field,
    pub task: String,
    /// An instant, or seconds of float; none without a schedule.
    pub computed: Option<i64>,
    /// What was stored, and what was computed.
    pub what: String,
}

/// A plan and its schedule, or why there is none.
pub fn solve(document: critpath::model::Document) -> Result<(Plan, Schedule), String> {
    let checked = check(document, &CheckOptions::default());
    let Some(plan) = checked.plan else {
        let error = checked.diagnostics.into_iter().find(|diagnostic| diagnostic.is_error());
        return Err(error.map_or_else(|| "no plan".into(), |error| error.message));
    };
    let schedule = schedule(&plan, &ScheduleOptions::default()).map_err(|error| error.to_string())?;
    Ok((plan, schedule))
}

fn score(group: &str) -> Score {
    let mut score = Score::default();
    for Project { id, document, dump, .. } in projects::of_group(group) {
        let expected = expected(&dump);
        let differences = match solve(document) {
            Ok((plan, schedule)) => compare(&plan, &schedule, &expected),
            Err(error) => {
                println!("{id}: {error}");
                expected.iter().flat_map(|row| all_missing(row, "no schedule")).collect()
            }
        };
        let last_wrong_of = |last: Field| differences.iter().any(|difference| difference.field <= last);
        score.counts.projects += 1;
        score.counts.dates += usize::from(!last_wrong_of(Field::Finish));
        score.counts.early_late += usize::from(!last_wrong_of(Field::LateFinish));
        score.counts.floats += usize::from(!last_wrong_of(Field::FreeFloat));
        score.tasks += expected.len();
        show(group, &id, &differences);
        for difference in differences {
            *score.wrong.entry(difference.field).or_default() += 1;
        }
    }
    score
}

/// Prints what was asked for.
fn show(group: &str, id: &str, differences: &[Difference]) {
    let asked = std::env::var("SHOW").unwrap_or_default();
    let all = asked.strip_suffix(":all");
    let limit = if asked == id || all == Some(group) { usize::MAX } else { 3 };
    if asked == id || all.unwrap_or(&asked) == group {
        for Difference { field, task, what, .. } in differences.iter().take(limit) {
            println!("{id} {} {task}: {what}", field.short());
        }
        if differences.len() > limit {
            println!("{id} ... and {} more", differences.len() - limit);
        }
    }
}

/// All fields of a task that has no dates.
fn all_missing(row: &Expected, why: &str) -> impl Iterator<Item = Difference> {
    let difference =
        |field| Difference { field, task: row.task.clone(), computed: None, what: why.to_owned() };
    Field::ALL.map(difference).into_iter()
}

/// What differs between the schedule and what was stored.
pub fn compare(plan: &Plan, schedule: &Schedule, expected: &[Expected]) -> Vec<Difference> {
    let mut differences = Vec::new();
    for row in expected {
        let Some(at) = plan.task(&row.task) else {
            differences.extend(all_missing(row, "no such task"));
            continue;
        };
        let mut differs = |field, computed, what| {
            differences.push(Difference { field, task: row.task.clone(), computed: Some(computed), what });
        };
        let is_elapsed = plan.document().tasks[at].duration.is_some_and(|duration| duration.is_elapsed());
        let calendar = &plan.calendars()[plan.network().calendar(at as u32)];
        for (field, stored) in &row.dates {
            let theirs = plan.axis().instant_of(*stored);
            let ours = column(schedule, *field)[at];
            let between = if is_elapsed { ours - theirs } else { calendar.between(theirs, ours) };
            if !schedule.is_scheduled(at) || between.abs() > TOLERANCE_S {
                let text = if schedule.is_scheduled(at) { plan.axis().text(ours) } else { "nothing".into() };
                let theirs = plan.axis().text(theirs);
                differs(*field, ours, format!("{theirs} stored, {text} computed"));
            }
        }
        for (field, minutes) in &row.floats {
            let ours = column(schedule, *field)[at];
            if (minutes * 60.0 - ours as f64).abs() > TOLERANCE_S as f64 {
                differs(*field, ours, format!("{minutes} min stored, {} computed", ours / 60));
            }
        }
    }
    differences
}

fn column(schedule: &Schedule, field: Field) -> &[i64] {
    match field {
        Field::Start => schedule.planned_start(),
        Field::Finish => schedule.planned_finish(),
        Field::EarlyStart => schedule.early_start(),
        Field::EarlyFinish => schedule.early_finish(),
        Field::LateStart => schedule.late_start(),
        Field::LateFinish => schedule.late_finish(),
        Field::TotalFloat => schedule.total_float(),
        Field::FreeFloat => schedule.free_float(),
    }
}

/// Prints what a group comes to, and holds it to what was reached before.
fn hold(group: &str, dates: usize, early_late: usize, floats: usize) {
    let Score { counts, tasks, wrong } = score(group);
    let wrong = Field::ALL
        .map(|field| format!("{} {}", field.short(), wrong.get(&field).copied().unwrap_or_default()));
    println!(
        "{group:<12}{:>4} projects: start and finish {:>3}, early and late {:>3}, floats {:>3}; \
         {tasks:>5} tasks, wrong {}",
        counts.projects,
        counts.dates,
        counts.early_late,
        counts.floats,
        wrong.join(", ")
    );
    let is_held = counts.dates >= dates && counts.early_late >= early_late && counts.floats >= floats;
    assert!(
        counts.projects == 0 || is_held,
        "{group}: at least {dates}, {early_late} and {floats}, not {counts:?}"
    );
}

/// Projects of Microsoft Project without what makes replaying hard.
#[test]
fn msp() {
    hold("msp", 51, 47, 47);
}

/// Small projects with elapsed durations and other rarities.
#[test]
fn mini() {
    hold("mini", 5, 4, 4);
}

/// Projects of Microsoft Project with manual tasks, splits, levelling, work-driven durations, or from their finish.
#[test]
fn stretch() {
    hold("stretch", 70, 50, 49);
}

/// Projects of Primavera P6.
#[test]
fn p6() {
    hold("p6", 8, 8, 8);
}

/// Cases of two or three activities, with what P6 showed for them.
#[test]
fn p6_mini() {
    hold("p6-mini", 13, 13, 13);
}

/// Generated networks: tasks one after the other, on calendars with exceptions.
#[test]
fn synthetic_a() {
    hold("synthetic-A", 27, 27, 27);
}

/// And all relations, with lags.
#[test]
fn synthetic_b() {
    hold("synthetic-B", 33, 33, 31);
}

/// And constraints by dates.
#[test]
fn synthetic_c() {
    hold("synthetic-C", 33, 33, 5);
}

/// And calendars of tasks, deadlines, elapsed durations, lags in percent, tasks that are as late as possible.
#[test]
fn synthetic_d() {
    hold("synthetic-D", 2, 1, 0);
}

/// And progress, and links of phases.
#[test]
fn synthetic_e() {
    hold("synthetic-E", 9, 3, 3);
}
