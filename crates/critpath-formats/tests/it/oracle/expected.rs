//! The rows of a dump into the dates and floats that a schedule is compared with.

use critpath::time::Moment;
use serde_json::Value;

use super::neutral::{is_primavera, list, moment};

/// The dates of a row, and what a dump calls them.
pub(super) const DATES: [(Field, &str); 6] = [
    (Field::Start, "start"),
    (Field::Finish, "finish"),
    (Field::EarlyStart, "earlyStart"),
    (Field::EarlyFinish, "earlyFinish"),
    (Field::LateStart, "lateStart"),
    (Field::LateFinish, "lateFinish"),
];

/// What is compared of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Start,
    Finish,
    EarlyStart,
    EarlyFinish,
    LateStart,
    LateFinish,
    TotalFloat,
    FreeFloat,
}

impl Field {
    pub const ALL: [Field; 8] = [
        Field::Start,
        Field::Finish,
        Field::EarlyStart,
        Field::EarlyFinish,
        Field::LateStart,
        Field::LateFinish,
        Field::TotalFloat,
        Field::FreeFloat,
    ];

    pub fn short(self) -> &'static str {
        ["S", "F", "ES", "EF", "LS", "LF", "TF", "FF"][self as usize]
    }
}

/// What was stored for a task.
pub struct Expected {
    pub task: String,
    pub dates: Vec<(Field, Moment)>,
    /// In minutes of working time; of the clock for elapsed tasks.
    pub floats: Vec<(Field, f64)>,
}

/// What is known of all tasks that hold no others.
pub fn expected(dump: &Value) -> Vec<Expected> {
    // A row at level 0 of Microsoft Project stands for the whole project, even if it holds no task.
    let is_row = |row: &&Value| row["null"] != true && (is_primavera(dump) || row["outlineLevel"] != 0);
    let is_leaf = |row: &&Value| is_row(row) && row["summary"] != true && row["hasChildren"] != true;
    let leaves = list(dump, "tasks").iter().filter(is_leaf);
    match dump["p6Truth"].as_object() {
        Some(truth) => leaves.map(|row| captured(row, &truth[row["activityId"].as_str().unwrap()])).collect(),
        None => leaves.map(|row| stored(row, is_primavera(dump))).collect(),
    }
}

/// What the dump stores in the row itself.
fn stored(row: &Value, primavera: bool) -> Expected {
    let is_started = !row["actualStart"].is_null();
    let is_complete = !row["actualFinish"].is_null();
    // P6 moves early and late dates of what is complete, and early and late starts of what has started, to the data
    // date: they say nothing.
    let says_something = |field: Field| match field {
        _ if !primavera => true,
        Field::Start | Field::Finish => true,
        Field::EarlyStart | Field::LateStart => !is_started,
        _ => !is_complete,
    };
    let date = |(field, key): (Field, &str)| {
        let is_stored = row["stored"][key] != false && says_something(field);
        moment(&row[key]).filter(|_| is_stored).map(|moment| (field, moment))
    };
    let float = |(field, key, parts): (Field, &str, &[&str])| {
        // Microsoft Project stores the slack of start and finish; the total is the lesser of them.
        let from_parts =
            !primavera && !parts.is_empty() && parts.iter().all(|part| row["stored"][part] == true);
        let is_stored = (row["stored"][key] != false || from_parts) && says_something(field);
        row[key]["min"].as_f64().filter(|_| is_stored).map(|minutes| (field, minutes))
    };
    let total: (_, _, &[&str]) = (Field::TotalFloat, "totalSlack", &["startSlack", "finishSlack"]);
    let free: (_, _, &[&str]) = (Field::FreeFloat, "freeSlack", &[]);
    Expected {
        task: row["uid"].to_string(),
        dates: DATES.into_iter().filter_map(date).collect(),
        floats: [total, free].into_iter().filter_map(float).collect(),
    }
}

/// What the program showed on its screen: dates with an A are actual ones, floats are in days of 8 hours.
fn captured(row: &Value, truth: &Value) -> Expected {
    let date = |(field, key): (Field, &str)| {
        let text = truth[key].as_str()?.trim_end_matches(" A");
        Some((field, moment(&text.into())?))
    };
    let dates = [
        (Field::Start, "ES"),
        (Field::Finish, "EF"),
        (Field::EarlyStart, "ES"),
        (Field::EarlyFinish, "EF"),
        (Field::LateStart, "LS"),
        (Field::LateFinish, "LF"),
    ];
    let float = |(field, key): (Field, &str)| {
        let days: f64 = truth[key].as_str()?.parse().unwrap();
        Some((field, days * 480.0))
    };
    Expected {
        task: row["uid"].to_string(),
        dates: dates.into_iter().filter_map(date).collect(),
        floats: [(Field::TotalFloat, "TF"), (Field::FreeFloat, "FF")].into_iter().filter_map(float).collect(),
    }
}
