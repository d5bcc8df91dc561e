//! A size and a seed into a project as planning programs hold it, and a dump of such a project into one.

use std::error::Error;

use critpath::duration::{Duration, DurationUnit, Lag};
use critpath::model::{
    Calendar, CalendarException, Constraint, ConstraintKind, Convention, Dependency, Document, Phase,
    Relation, Scheduling, Task, TaskKind,
};
use critpath::time::{Date, Moment, naive};
use serde_json::Value;

use crate::workload::{Random, office};

const LAYERS: usize = 100;
/// Tasks of a phase.
const TOGETHER: usize = 20;
const MINUTES: [u32; 8] = [0, 240, 480, 480, 960, 1_440, 1_920, 2_400];
/// One in eight links has a lag.
const LAGS: [i64; 4] = [-480, 480, 960, 1_440];
const RELATIONS: [Relation; 6] = [
    Relation::FinishToStart,
    Relation::FinishToStart,
    Relation::FinishToStart,
    Relation::FinishToStart,
    Relation::StartToStart,
    Relation::FinishToFinish,
];
const START: &str = "2026-01-05T08:00";

/// A project of so many tasks in a hundred layers: three links for two tasks, most of them finish to start, lags on
/// one link in eight, one task in 25 that starts no earlier than a date, phases of 20 tasks, holidays. Always the same.
pub fn project(tasks: usize, seed: u64) -> Document {
    let mut random = Random(seed);
    let size = tasks.div_ceil(LAYERS).max(1);
    let phases = tasks.div_ceil(TOGETHER);
    let mut document = empty(holidays());
    document.phases = (0..phases).map(|at| phase(&(at + 1).to_string())).collect();
    for at in 0..tasks {
        let mut task = leaf(&number(at, phases), MINUTES[random.below(8) as usize]);
        task.phase = Some((at / TOGETHER + 1).to_string());
        if let Some(layer) = (at / size).checked_sub(1) {
            let links = if random.below(2) == 0 { 1 } else { 2 };
            for _ in 0..links {
                let predecessor = layer * size + random.below(size as u64) as usize;
                let relation = RELATIONS[random.below(6) as usize];
                let lag = if random.below(8) == 0 { LAGS[random.below(4) as usize] } else { 0 };
                task.after.push(link(&number(predecessor, phases), relation, lag));
            }
        }
        if random.below(25) == 0 {
            let days = i64::from(random.below(500) as u32);
            let start = Moment::Local(naive((20_458 + days) * 86_400 + 8 * 3_600));
            task.constraints.push(no_earlier(start));
        }
        document.tasks.push(task);
    }
    document
}

/// A dump: `start`, `holidays`, `tasks` as `[uid, parent, is_summary, minutes, constraint, date, …]` and `links` as
/// `[predecessor, successor, relation, minutes]`.
///
/// # Errors
/// Text that is no such dump.
pub fn from_dump(text: &str) -> Result<Document, Box<dyn Error>> {
    let dump: Value = serde_json::from_str(text)?;
    let rows = |name: &str| dump[name].as_array().cloned().ok_or_else(|| format!("`{name}` is no list"));
    let dates = rows("holidays")?.iter().filter_map(|date| Date::parse(date.as_str()?).ok()).collect();
    let mut document = empty(dates);
    document.start = dump["start"].as_str().and_then(|start| Moment::parse(start).ok());
    let parent = |row: &Value| row[1].as_i64().map(|uid| uid.to_string());
    for row in rows("tasks")? {
        let uid = row[0].to_string();
        if row[2] == true {
            document.phases.push(Phase { parent: parent(&row), ..phase(&uid) });
            continue;
        }
        let mut task = leaf(&uid, row[3].as_u64().unwrap_or(0) as u32);
        task.phase = parent(&row);
        if row[4] == "START_NO_EARLIER_THAN" {
            task.constraints
                .extend(row[5].as_str().and_then(|date| Moment::parse(date).ok()).map(no_earlier));
        }
        document.tasks.push(task);
    }
    let places: std::collections::BTreeMap<String, usize> =
        document.tasks.iter().enumerate().map(|(at, task)| (task.id.clone(), at)).collect();
    for row in rows("links")? {
        let relation = Relation::ALL.iter().find(|relation| row[2] == relation.as_str()).copied();
        let found = link(&row[0].to_string(), relation.unwrap_or_default(), row[3].as_i64().unwrap_or(0));
        if let Some(at) = places.get(&row[1].to_string()) {
            document.tasks[*at].after.push(found);
        }
    }
    Ok(document)
}

fn number(task: usize, phases: usize) -> String {
    (phases + task + 1).to_string()
}

fn holidays() -> Vec<Date> {
    let days = ["01-01", "05-01", "07-04", "11-26", "12-24", "12-25", "12-26"];
    let dates = (2026..2060).flat_map(|year| days.map(|day| Date::parse(&format!("{year}-{day}")).ok()));
    dates.flatten().collect()
}

fn empty(holidays: Vec<Date>) -> Document {
    let exceptions = holidays.into_iter().map(|date| CalendarException {
        start: Some(date),
        finish: Some(date),
        ..CalendarException::default()
    });
    let exceptions = exceptions.collect();
    let calendar =
        Calendar { id: "1".into(), name: "Office".into(), exceptions, ..office(std::iter::empty()) };
    let scheduling = Scheduling { convention: Some(Convention::MsProject), ..Scheduling::default() };
    Document {
        name: "Network".into(),
        start: Moment::parse(START).ok(),
        calendar: Some("1".into()),
        calendars: vec![calendar],
        scheduling: Some(scheduling),
        ..Document::default()
    }
}

fn phase(id: &str) -> Phase {
    Phase { id: id.into(), name: format!("Phase {id}"), ..Phase::default() }
}

fn leaf(id: &str, minutes: u32) -> Task {
    let kind = if minutes == 0 { TaskKind::Milestone } else { TaskKind::Task };
    let duration = (minutes > 0).then(|| minutes_of(i64::from(minutes)));
    Task { id: id.into(), name: format!("Task {id}"), kind, duration, ..Task::default() }
}

fn link(predecessor: &str, relation: Relation, lag: i64) -> Dependency {
    let lag = (lag != 0).then(|| Lag::Time(minutes_of(lag)));
    Dependency { predecessor: predecessor.into(), relation, lag, ..Dependency::default() }
}

fn no_earlier(date: Moment) -> Constraint {
    Constraint { kind: ConstraintKind::StartNoEarlierThan, date: Some(date), ..Constraint::default() }
}

/// In days, as people see it.
fn minutes_of(minutes: i64) -> Duration {
    Duration::from_thousandths(minutes * 1_000 / 480, DurationUnit::Day)
}
