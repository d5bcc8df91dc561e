//! A dump of a project, in neutral words, into a document. Dates that the dumping program computed stay out of it.

use std::collections::{BTreeMap, BTreeSet};

use critpath::duration::{Duration, Lag};
use critpath::model::{
    Assignment, Calendar, CalendarException, Constraint, ConstraintKind, Convention, CriticalBy, Dependency,
    Document, FloatBy, LagCalendar, ManualDates, Phase, Progress, ProgressLogic, Relation, Resource,
    ResourceKind, Scheduling, Shift, Task, TaskKind, WorkDay, WorkUnits,
};
use critpath::time::{Date, Moment, TimeOfDay};
use serde_json::Value;

use super::splits;

/// The items of a list that may be missing.
pub fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// A date and time, if there is one.
pub fn moment(value: &Value) -> Option<Moment> {
    value.as_str().map(|text| Moment::parse(&text.replacen(' ', "T", 1)).unwrap())
}

/// Whether a dump was made from a file of Primavera P6.
pub fn is_primavera(dump: &Value) -> bool {
    dump["source"]["application"] == "Primavera"
}

/// The document of a dump; ids are the numbers of its rows.
pub fn document(dump: &Value) -> Document {
    let project = &dump["project"];
    let primavera = is_primavera(dump);
    let from_finish = project["scheduleFrom"] == "FINISH";
    let planned_start = moment(&project["plannedStart"]).filter(|_| primavera);
    let mut document = Document {
        start: planned_start.or_else(|| moment(&project["start"])),
        finish: moment(&project["finish"]).filter(|_| from_finish),
        deadline: moment(&project["mustFinishBy"]),
        data_date: moment(&project["statusDate"]),
        calendar: id(&project["defaultCalendar"]),
        calendars: list(dump, "calendars").iter().map(calendar).collect(),
        units: units(project),
        scheduling: Some(scheduling(project, primavera, from_finish)),
        resources: list(dump, "resources").iter().map(resource).collect(),
        ..Document::default()
    };
    // The program that computed the random networks honours dates whatever the project says.
    if !dump["corpus"]["stratum"].is_null()
        && let Some(scheduling) = &mut document.scheduling
    {
        scheduling.honor_constraint_dates = None;
    }
    rows(dump, primavera, &mut document);
    splits::add(&mut document, dump);
    document
}

fn id(uid: &Value) -> Option<String> {
    uid.as_i64().map(|uid| uid.to_string())
}

/// Some programs store 0 for a setting that was never made.
fn positive(value: &Value) -> Option<u32> {
    value.as_u64().filter(|number| *number > 0).map(|number| number as u32)
}

fn units(project: &Value) -> WorkUnits {
    WorkUnits {
        minutes_per_day: positive(&project["minutesPerDay"]),
        minutes_per_week: positive(&project["minutesPerWeek"]),
        days_per_month: positive(&project["daysPerMonth"]),
        ..WorkUnits::default()
    }
}

fn scheduling(project: &Value, primavera: bool, from_finish: bool) -> Scheduling {
    let critical = Some(duration(&project["criticalSlackLimit"])).filter(|limit| limit.thousandths() != 0);
    let common = Scheduling {
        convention: Some(if primavera { Convention::Primavera } else { Convention::MsProject }),
        from_finish: from_finish.then_some(true),
        critical_float: critical,
        ..Scheduling::default()
    };
    if !primavera {
        return Scheduling { honor_constraint_dates: project["honorConstraints"].as_bool(), ..common };
    }
    let options = &project["p6"];
    let choice = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    Scheduling {
        lag_calendar: match choice(&options["lagCalendar"]).as_str() {
            "PREDECESSOR" => Some(LagCalendar::Predecessor),
            "SUCCESSOR" => Some(LagCalendar::Successor),
            "PROJECT_DEFAULT" => Some(LagCalendar::Plan),
            "TWENTY_FOUR_HOUR" => Some(LagCalendar::Always),
            other => unreachable!("lag calendar {other}"),
        },
        start_lag_from_early_start: options["ssLagFromEarlyStart"].as_bool(),
        progress: match choice(&options["progressed"]).as_str() {
            "RETAINED_LOGIC" => Some(ProgressLogic::RetainedLogic),
            "PROGRESS_OVERRIDE" => Some(ProgressLogic::ProgressOverride),
            "ACTUAL_DATES" => Some(ProgressLogic::ActualDates),
            other => unreachable!("progress {other}"),
        },
        use_expected_finish: options["useExpectedFinish"].as_bool(),
        float_by: match choice(&project["totalSlackType"]).as_str() {
            "START_SLACK" => Some(FloatBy::Start),
            "FINISH_SLACK" => Some(FloatBy::Finish),
            "SMALLEST_SLACK" => Some(FloatBy::Least),
            other => unreachable!("float {other}"),
        },
        critical_by: match choice(&options["criticalActivityType"]).as_str() {
            "TOTAL_FLOAT" => Some(CriticalBy::TotalFloat),
            "LONGEST_PATH" => Some(CriticalBy::LongestPath),
            other => unreachable!("critical by {other}"),
        },
        open_ends_critical: options["openEndedCritical"].as_bool(),
        ..common
    }
}

/// An amount `{v, u, min}` in its unit; elapsed units begin with an e.
fn duration(amount: &Value) -> Duration {
    let duration = Duration::from_seconds((amount["min"].as_f64().unwrap_or(0.0) * 60.0).round() as i64);
    let is_elapsed = amount["u"].as_str().is_some_and(|unit| unit.starts_with('e'));
    if is_elapsed { duration.elapsed() } else { duration }
}

fn lag(amount: &Value) -> Option<Lag> {
    let number = amount["v"].as_f64().filter(|number| *number != 0.0)?;
    match amount["u"].as_str()? {
        "%" => Some(Lag::Percent((number * 1000.0).round() as i64)),
        _ => Some(Lag::Time(duration(amount))),
    }
}

fn shifts(ranges: &Value) -> Vec<Shift> {
    let at = |minute: &Value| TimeOfDay::from_seconds(minute.as_u64().unwrap() as u32 * 60);
    let ranges = ranges.as_array().map(Vec::as_slice).unwrap_or_default().iter();
    ranges.map(|range| Shift { start: at(&range[0]), finish: at(&range[1]), ..Shift::default() }).collect()
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn calendar(dump: &Value) -> Calendar {
    let stated = DAYS.iter().zip(critpath::model::Weekday::ALL).filter_map(|(name, day)| {
        let of_day = &dump["week"][name];
        let is_stated = of_day["type"] != "default" && !of_day.is_null();
        is_stated.then(|| WorkDay {
            days: vec![*day],
            shifts: shifts(&of_day["ranges"]),
            ..WorkDay::default()
        })
    });
    let exceptions = list(dump, "exceptionsExpanded").iter().map(|exception| CalendarException {
        start: date(&exception["from"]),
        finish: date(&exception["to"]),
        shifts: shifts(&exception["ranges"]),
        ..CalendarException::default()
    });
    // The last exception that names a date wins: days of other weeks come before single dates.
    let other_weeks = list(dump, "workWeeks").iter().flat_map(days_of_other_week);
    Calendar {
        id: dump["uid"].to_string(),
        base: id(&dump["base"]),
        week: stated.collect(),
        exceptions: other_weeks.chain(exceptions).collect(),
        ..Calendar::default()
    }
}

fn date(value: &Value) -> Option<Date> {
    value.as_str().map(|text| Date::parse(text).unwrap())
}

/// Weeks that differ for a while, day by day.
fn days_of_other_week(weeks: &Value) -> Vec<CalendarException> {
    let (from, to) = (date(&weeks["from"]).unwrap(), date(&weeks["to"]).unwrap());
    let days = from.0.iter_days().take_while(move |day| *day <= to.0);
    let differing = days.filter_map(|day| {
        let of_day = &weeks["week"][DAYS[chrono::Datelike::weekday(&day).num_days_from_monday() as usize]];
        (of_day["type"] != "default").then(|| CalendarException {
            start: Some(Date(day)),
            finish: Some(Date(day)),
            shifts: shifts(&of_day["ranges"]),
            ..CalendarException::default()
        })
    });
    differing.collect()
}

/// Resources have numbers, as tasks have.
fn resource_id(uid: &Value) -> String {
    format!("resource-{uid}")
}

fn resource(dump: &Value) -> Resource {
    Resource {
        id: resource_id(&dump["uid"]),
        name: dump["name"].as_str().unwrap_or_default().to_owned(),
        kind: match dump["type"].as_str() {
            Some("MATERIAL" | "COST") => ResourceKind::Material,
            Some("NON_LABOR") => ResourceKind::Infrastructure,
            _ => ResourceKind::Human,
        },
        capacity: dump["maxUnits"].as_f64().map(|percent| percent / 100.0),
        calendar: id(&dump["calendar"]),
        ..Resource::default()
    }
}

/// Rows that hold others are phases, the others tasks, with their links and assignments.
fn rows(dump: &Value, primavera: bool, document: &mut Document) {
    let mut after: BTreeMap<i64, Vec<Dependency>> = BTreeMap::new();
    for link in list(dump, "links") {
        let dependency = Dependency {
            predecessor: link["pred"].to_string(),
            relation: relation(&link["type"]),
            lag: lag(&link["lag"]),
            ..Dependency::default()
        };
        after.entry(link["succ"].as_i64().unwrap()).or_default().push(dependency);
    }
    let mut needs: BTreeMap<i64, Vec<Assignment>> = BTreeMap::new();
    for row in list(dump, "assignments").iter().filter(|row| !row["resource"].is_null()) {
        let assignment = Assignment {
            resource: resource_id(&row["resource"]),
            units: row["units"].as_f64().map(|percent| percent / 100.0),
            delay: ["delay", "levelingDelay"]
                .into_iter()
                .map(|key| duration(&row[key]))
                .find(|delay| !primavera && delay.thousandths() > 0),
            ..Assignment::default()
        };
        needs.entry(row["task"].as_i64().unwrap()).or_default().push(assignment);
    }
    let mut phases = BTreeSet::new();
    // A row at level 0 stands for the whole project.
    let is_row = |row: &&Value| row["null"] != true && (primavera || row["outlineLevel"] != 0);
    for row in list(dump, "tasks").iter().filter(is_row) {
        let uid = row["uid"].as_i64().unwrap();
        let parent = id(&row["parent"]).filter(|parent| phases.contains(parent));
        let after = after.remove(&uid).unwrap_or_default();
        if row["summary"] == true || row["hasChildren"] == true {
            phases.insert(uid.to_string());
            document.phases.push(phase(row, parent, after, primavera));
        } else {
            let needs = needs.remove(&uid).unwrap_or_default();
            let task = task(row, primavera);
            document.tasks.push(Task { phase: parent, after, needs, ..task });
        }
    }
}

pub fn relation(value: &Value) -> Relation {
    match value.as_str() {
        Some("FS") => Relation::FinishToStart,
        Some("SS") => Relation::StartToStart,
        Some("FF") => Relation::FinishToFinish,
        Some("SF") => Relation::StartToFinish,
        other => unreachable!("relation {other:?}"),
    }
}

fn name(row: &Value) -> String {
    row["name"].as_str().unwrap_or_default().to_owned()
}

fn phase(row: &Value, parent: Option<String>, after: Vec<Dependency>, primavera: bool) -> Phase {
    Phase {
        id: row["uid"].to_string(),
        name: name(row),
        parent,
        after,
        constraints: constraints(row, primavera),
        deadline: moment(&row["deadline"]),
        manual: manual(row),
        inactive: row["active"] == false,
        ..Phase::default()
    }
}

fn task(row: &Value, primavera: bool) -> Task {
    let is_manual = row["mode"] == "manual";
    let lengths: &[&str] = match (primavera, is_manual) {
        (true, _) => &["plannedDuration", "duration"],
        (false, true) => &["manualDuration", "duration"],
        (false, false) => &["duration"],
    };
    // Work that has not started takes what remains of it, even where that is not what was planned.
    let not_started = primavera && row["actualStart"].is_null() && row["actualFinish"].is_null();
    let length = Some("remainingDuration").filter(|_| not_started).into_iter().chain(lengths.iter().copied());
    let length = length.map(|key| &row[key]).find(|length| !length.is_null());
    let is_point = length.is_none_or(|length| length["min"].as_f64() == Some(0.0));
    let kind = match row["activityType"].as_str() {
        Some("START_MILESTONE") => TaskKind::StartMilestone,
        Some("FINISH_MILESTONE") => TaskKind::FinishMilestone,
        Some("LEVEL_OF_EFFORT") => TaskKind::LevelOfEffort,
        _ if row["milestone"] == true && is_point => TaskKind::Milestone,
        _ => TaskKind::Task,
    };
    let delay = Some(duration(&row["levelingDelay"])).filter(|delay| delay.thousandths() > 0);
    Task {
        id: row["uid"].to_string(),
        name: name(row),
        kind,
        duration: length.filter(|_| !kind.is_milestone()).map(duration),
        constraints: constraints(row, primavera),
        deadline: moment(&row["deadline"]),
        manual: manual(row),
        inactive: row["active"] == false,
        delay,
        calendar: id(&row["calendar"]),
        ignore_resource_calendars: row["ignoreResourceCalendar"] == true,
        progress: progress(row),
        ..Task::default()
    }
}

/// Dates of a row that people schedule by hand are facts.
fn manual(row: &Value) -> Option<ManualDates> {
    (row["mode"] == "manual").then(|| ManualDates {
        start: moment(&row["start"]),
        finish: moment(&row["finish"]),
        ..ManualDates::default()
    })
}

fn constraints(row: &Value, primavera: bool) -> Vec<Constraint> {
    let both = [("constraint", "constraintDate"), ("constraint2", "constraint2Date")];
    let stated = both.into_iter().filter_map(|(kind, date)| {
        let kind = match row[kind].as_str()? {
            "AS_SOON_AS_POSSIBLE" => return None,
            "AS_LATE_AS_POSSIBLE" => ConstraintKind::AsLateAsPossible,
            "START_NO_EARLIER_THAN" => ConstraintKind::StartNoEarlierThan,
            "START_NO_LATER_THAN" => ConstraintKind::StartNoLaterThan,
            "FINISH_NO_EARLIER_THAN" => ConstraintKind::FinishNoEarlierThan,
            "FINISH_NO_LATER_THAN" => ConstraintKind::FinishNoLaterThan,
            "MUST_START_ON" if primavera => ConstraintKind::MandatoryStart,
            "MUST_FINISH_ON" if primavera => ConstraintKind::MandatoryFinish,
            "MUST_START_ON" | "START_ON" => ConstraintKind::MustStartOn,
            "MUST_FINISH_ON" | "FINISH_ON" => ConstraintKind::MustFinishOn,
            other => unreachable!("constraint {other}"),
        };
        let date = moment(&row[date]);
        let is_whole = date.is_some() || kind == ConstraintKind::AsLateAsPossible;
        is_whole.then(|| Constraint { kind, date, ..Constraint::default() })
    });
    stated.collect()
}

fn progress(row: &Value) -> Option<Progress> {
    let (started, finished) = (moment(&row["actualStart"]), moment(&row["actualFinish"]));
    let (percent, expected_finish) = (row["percentComplete"].as_f64(), moment(&row["expectedFinish"]));
    let is_started = started.is_some() || finished.is_some();
    let says = is_started || expected_finish.is_some() || percent.is_some_and(|percent| percent > 0.0);
    let remaining = Some(&row["remainingDuration"]).filter(|left| !left.is_null());
    let stopped = ["suspend", "stop"].iter().find_map(|key| moment(&row[key]));
    says.then(|| Progress {
        percent,
        started,
        finished,
        remaining: remaining.filter(|_| is_started && finished.is_none()).map(duration),
        stopped,
        resumes: moment(&row["resume"]),
        expected_finish,
        ..Progress::default()
    })
}

/// A unit that only elapsed amounts of a dump have.
#[test]
fn amounts() {
    let amount = serde_json::json!({ "v": 2, "u": "ed", "min": 2880 });
    assert_eq!(duration(&amount), Duration::parse("48eh").unwrap());
    assert_eq!(lag(&serde_json::json!({ "v": -50, "u": "%" })), Some(Lag::Percent(-50_000)));
}
