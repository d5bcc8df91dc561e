//! A dump into what its program stored: rows, links and how far stored dates lie apart. Nothing of it is computed here.

use std::collections::BTreeMap;

use critpath::calendar::{CalendarIndex, WorkCalendar};
use critpath::model::{Convention, LagCalendar, Relation};
use critpath::plan::Plan;
use critpath::time::Instant;
use serde_json::Value;

use super::expected::{DATES, Field};
use super::neutral::{list, moment, relation};

/// A row with its stored values; times in seconds.
pub struct Row {
    pub parent: Option<i64>,
    pub is_summary: bool,
    pub is_started: bool,
    pub is_finished: bool,
    pub is_inactive: bool,
    pub is_manual: bool,
    /// It lasts as long as others.
    pub is_effort: bool,
    /// The date of a constraint may put it before its predecessors.
    pub is_held: bool,
    /// It is done in one piece, as far as the dump tells.
    pub is_whole: bool,
    /// Where such a date puts it.
    held_at: Option<Instant>,
    /// Those at work expect to finish on a day.
    pub is_expected: bool,
    /// By how much of the clock levelling makes it wait.
    pub waits_s: i64,
    pub is_late: bool,
    pub is_elapsed: bool,
    pub deadline: Option<Instant>,
    pub duration_s: i64,
    dates: BTreeMap<Field, Instant>,
    pub total_s: Option<i64>,
    pub free_s: Option<i64>,
    /// The calendar that it works on, and the one that it states.
    work: CalendarIndex,
    stated: CalendarIndex,
}

/// A stored link.
#[derive(Debug, Clone, Copy)]
pub struct Tie {
    pub predecessor: i64,
    pub successor: i64,
    pub relation: Relation,
    lag: Lag,
    is_percent: bool,
}

#[derive(Debug, Clone, Copy)]
enum Lag {
    Working(i64),
    Elapsed(i64),
}

/// All of a dump.
pub struct Stored<'a> {
    plan: &'a Plan,
    pub rows: BTreeMap<i64, Row>,
    pub ties: Vec<Tie>,
    /// The latest stored finish, of tasks and of phases that people put somewhere; or when all must be finished.
    pub finish: Option<Instant>,
}

impl<'a> Stored<'a> {
    /// The plan has the calendars and tells instants; its schedule is not asked.
    pub fn new(plan: &'a Plan, dump: &Value) -> Self {
        let rows = list(dump, "tasks").iter().filter(|row| row["null"] != true);
        let rows: BTreeMap<i64, Row> =
            rows.map(|row| (row["uid"].as_i64().unwrap(), Row::new(plan, row))).collect();
        let counted = rows.values().filter(|row| (!row.is_summary || row.is_manual) && !row.is_inactive);
        let finish = counted.filter_map(|row| row.at(Field::Finish).max(row.at(Field::EarlyFinish))).max();
        // P6 counts from the date by which the project must be finished.
        let must_finish = moment(&dump["project"]["mustFinishBy"]).map(|by| plan.axis().instant_of(by));
        let finish = must_finish.or(finish);
        let ties = list(dump, "links").iter().map(|link| tie(&rows, link)).collect();
        Stored { plan, rows, ties, finish }
    }

    /// The rows around a row, from the inside out.
    pub fn around(&self, uid: i64) -> impl Iterator<Item = i64> {
        std::iter::successors(self.rows[&uid].parent, |parent| self.rows.get(parent)?.parent)
    }

    /// The links that bind what comes before a row: its own, which are marked, and those of the summaries around it.
    pub fn ties_from(&self, uid: i64) -> impl Iterator<Item = (Tie, bool)> {
        let around: Vec<i64> = self.around(uid).collect();
        self.ties.iter().filter_map(move |tie| {
            let is_own = tie.predecessor == uid;
            (is_own || around.contains(&tie.predecessor)).then_some((*tie, is_own))
        })
    }

    /// The links that a row waits for, and those of the summaries around it.
    pub fn ties_to(&self, uid: i64) -> impl Iterator<Item = Tie> {
        let around: Vec<i64> = std::iter::once(uid).chain(self.around(uid)).collect();
        self.ties.iter().filter(move |tie| around.contains(&tie.successor)).copied()
    }

    /// The tasks in a row, or the row itself.
    pub fn leaves(&self, uid: i64) -> Vec<i64> {
        if !self.rows[&uid].is_summary {
            return vec![uid];
        }
        let is_in = |at: &i64| !self.rows[at].is_summary && self.around(*at).any(|around| around == uid);
        self.rows.keys().copied().filter(|at| is_in(at)).collect()
    }

    /// Whether a link has a summary at one end.
    pub fn is_of_phase(&self, tie: Tie) -> bool {
        self.rows[&tie.predecessor].is_summary || self.rows[&tie.successor].is_summary
    }

    /// From one instant to another, in the time of a row: on its calendar, or by the clock.
    pub fn between(&self, uid: i64, a: Instant, b: Instant) -> i64 {
        let row = &self.rows[&uid];
        if row.is_elapsed { b - a } else { self.plan.calendars()[row.work].between(a, b) }
    }

    /// The same on the calendar that the row states, which Microsoft measures slack on.
    pub fn slack(&self, uid: i64, a: Instant, b: Instant) -> i64 {
        let row = &self.rows[&uid];
        match self.is_primavera() || row.is_elapsed {
            true => self.between(uid, a, b),
            false => self.plan.calendars()[row.stated].between(a, b),
        }
    }

    pub fn is_primavera(&self) -> bool {
        let scheduling = self.plan.document().scheduling.as_ref();
        scheduling.and_then(|scheduling| scheduling.convention) == Some(Convention::Primavera)
    }

    /// The latest that a link allows its end of the predecessor, if that of the successor is there.
    pub fn backward(&self, tie: Tie, successor: Instant) -> Instant {
        let is_start = tie.to(Field::Start, Field::Finish) == Field::Start;
        let successor = successor - if is_start { self.rows[&tie.successor].waits_s } else { 0 };
        match tie.lag {
            Lag::Working(lag_s) => self.lag_calendar(tie).add(successor, -lag_s),
            Lag::Elapsed(lag_s) => successor - lag_s,
        }
    }

    /// The earliest that a link allows its end of the successor, if that of the predecessor is there.
    pub fn forward(&self, tie: Tie, predecessor: Instant) -> Instant {
        let is_start = tie.to(Field::Start, Field::Finish) == Field::Start;
        let bound = match tie.lag {
            Lag::Working(lag_s) => self.lag_calendar(tie).add(predecessor, lag_s),
            Lag::Elapsed(lag_s) => predecessor + lag_s,
        };
        bound + if is_start { self.rows[&tie.successor].waits_s } else { 0 }
    }

    fn lag_calendar(&self, tie: Tie) -> &'a WorkCalendar {
        let calendars = self.plan.calendars();
        let scheduling = self.plan.document().scheduling.as_ref();
        let stated = scheduling.and_then(|scheduling| scheduling.lag_calendar);
        let default = if self.is_primavera() { LagCalendar::Predecessor } else { LagCalendar::Successor };
        &calendars[match stated.unwrap_or(default) {
            LagCalendar::Successor => self.rows[&tie.successor].stated,
            LagCalendar::Predecessor => self.rows[&tie.predecessor].stated,
            LagCalendar::Plan => calendars.default_index(),
            LagCalendar::Always => calendars.always_index(),
        }]
    }

    /// How far the links of a row, and of those around it, ask for later dates than it has, by the dates that the
    /// predecessors have, and which predecessor asks for most; negative if all leave time. None if it waits for nothing.
    pub fn driver(&self, uid: i64) -> Option<(i64, i64)> {
        let row = &self.rows[&uid];
        let asks = self.ties_to(uid).filter_map(|tie| {
            let predecessor = &self.rows[&tie.predecessor];
            let own = row.at(tie.to(Field::EarlyStart, Field::EarlyFinish))?;
            let from = predecessor.at(tie.from(Field::Start, Field::Finish))?;
            let bound = self.forward(tie, from);
            let tells = !(predecessor.is_inactive || predecessor.is_phase_by_hand());
            tells.then(|| (self.between(uid, own, bound), tie.predecessor))
        });
        asks.max()
    }
}

impl Row {
    fn new(plan: &Plan, row: &Value) -> Row {
        let instant = |key: &str| moment(&row[key]).map(|moment| plan.axis().instant_of(moment));
        let seconds = |value: &Value| value.as_f64().map(|minutes| (minutes * 60.0).round() as i64);
        let of_key = |(field, key): (Field, &str)| {
            let is_stored = row["stored"][key] != false;
            instant(key).filter(|_| is_stored).map(|at| (field, at))
        };
        let task = plan.task(&row["uid"].to_string());
        let calendars = plan.calendars();
        let constraint = row["constraint"].as_str().unwrap_or_default();
        let second = row["constraint2"].as_str().unwrap_or_default();
        let holds = |kind: &str| kind.ends_with("_ON") || kind.ends_with("NO_LATER_THAN");
        Row {
            parent: row["parent"].as_i64(),
            is_summary: row["summary"] == true || row["hasChildren"] == true,
            is_started: !row["actualStart"].is_null(),
            is_finished: !row["actualFinish"].is_null(),
            is_inactive: row["active"] == false,
            is_manual: row["mode"] == "manual",
            is_effort: row["activityType"] == "LEVEL_OF_EFFORT",
            is_held: holds(constraint) || holds(second),
            is_whole: list(row, "splits").len() <= 1,
            held_at: instant("constraintDate").filter(|_| holds(constraint)),
            is_expected: !row["expectedFinish"].is_null(),
            waits_s: seconds(&row["levelingDelay"]["min"]).unwrap_or_default(),
            is_late: constraint == "AS_LATE_AS_POSSIBLE",
            is_elapsed: row["duration"]["u"].as_str().is_some_and(|unit| unit.starts_with('e')),
            deadline: instant("deadline"),
            duration_s: seconds(&row["duration"]["min"]).unwrap_or_default(),
            dates: DATES.into_iter().filter_map(of_key).collect(),
            total_s: seconds(&row["totalSlack"]["min"]),
            free_s: seconds(&row["freeSlack"]["min"]),
            work: task.map_or(calendars.default_index(), |at| calendars.of_task(at)),
            stated: task.map_or(calendars.default_index(), |at| calendars.stated_for(at)),
        }
    }

    /// People put it somewhere, and what it holds elsewhere.
    pub fn is_phase_by_hand(&self) -> bool {
        self.is_summary && self.is_manual
    }

    /// Whether its late dates and floats follow from those of its successors alone.
    pub fn is_plain(&self) -> bool {
        !(self.is_summary
            || self.is_finished
            || self.is_held
            || self.is_manual
            || self.is_late
            || self.is_effort)
    }

    /// Whether its early dates may be before its predecessors allow: people or a date put it there.
    pub fn may_break(&self) -> bool {
        let is_there = |field| self.at(field) == self.held_at;
        self.is_manual
            || self.held_at.is_some() && (is_there(Field::EarlyStart) || is_there(Field::EarlyFinish))
    }

    /// A stored date.
    pub fn at(&self, field: Field) -> Option<Instant> {
        self.dates.get(&field).copied()
    }
}

impl Tie {
    /// Its lag is one in percent or by the clock.
    pub fn is_odd(&self) -> bool {
        self.is_percent || matches!(self.lag, Lag::Elapsed(_))
    }

    /// Which of two dates of the predecessor it ties.
    pub fn from(&self, start: Field, finish: Field) -> Field {
        match self.relation {
            Relation::FinishToStart | Relation::FinishToFinish => finish,
            Relation::StartToStart | Relation::StartToFinish => start,
        }
    }

    /// Which of two dates of the successor it ties.
    pub fn to(&self, start: Field, finish: Field) -> Field {
        match self.relation {
            Relation::FinishToStart | Relation::StartToStart => start,
            Relation::FinishToFinish | Relation::StartToFinish => finish,
        }
    }
}

fn tie(rows: &BTreeMap<i64, Row>, link: &Value) -> Tie {
    let (predecessor, successor) = (link["pred"].as_i64().unwrap(), link["succ"].as_i64().unwrap());
    let unit = link["lag"]["u"].as_str().unwrap_or_default();
    let number = link["lag"]["v"].as_f64().unwrap_or_default();
    let lag_s = (link["lag"]["min"].as_f64().unwrap_or_default() * 60.0).round() as i64;
    let lag = match unit {
        "%" => Lag::Working((rows[&predecessor].duration_s as f64 * number / 100.0).round() as i64),
        unit if unit.starts_with('e') => Lag::Elapsed(lag_s),
        _ => Lag::Working(lag_s),
    };
    let relation = relation(&link["type"]);
    Tie { predecessor, successor, relation, lag, is_percent: unit == "%" }
}
