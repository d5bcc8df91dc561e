//! Cases of the critical path method into checks of duration, critical set, dates and floats.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::network::{Network, Table};
use super::{Check, Figure};
use crate::error::Error;
use crate::model::Relation;
use crate::schedule::ScheduleOptions;

/// What a source says about a network. Where it is silent nothing is checked.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Published {
    duration: i64,
    /// Activities without float.
    critical: Vec<String>,
    /// Headings of `rows`.
    #[serde(default)]
    columns: Vec<String>,
    #[serde(default)]
    rows: BTreeMap<String, Vec<f64>>,
    /// The same where the first unit of time has the number 1 and dates are included.
    #[serde(default)]
    rows_from_day_1: BTreeMap<String, Vec<f64>>,
}

/// Activities on nodes, tied finish to start: (id, duration, predecessors).
#[derive(Debug, Deserialize)]
pub(super) struct Activities {
    tasks: Vec<(String, i64, Vec<String>)>,
    #[serde(flatten)]
    published: Published,
    /// What becomes of it with other durations.
    changed: Option<Changed>,
}

#[derive(Debug, Deserialize)]
struct Changed {
    durations: BTreeMap<String, i64>,
    #[serde(flatten)]
    published: Published,
}

/// Activities on arcs: (event, event, duration). An arc is called `1-3`.
#[derive(Debug, Deserialize)]
pub(super) struct Arcs {
    arcs: Vec<(u32, u32, i64)>,
    #[serde(flatten)]
    published: Published,
}

/// Begin (1) - FS -> A - relation, lag -> B - FS -> End (1), in the convention that neither the start of
/// the plan holds back nor its finish bounds an activity whose links say otherwise.
#[derive(Debug, Deserialize)]
pub(super) struct Relations {
    cases: Vec<RelationCase>,
}

/// Relation, lag, duration of A, of B, of the whole; ES EF LS LF of Begin, A, B and End.
#[derive(Debug, Deserialize)]
struct RelationCase(Relation, i64, i64, i64, f64, [f64; 4], [f64; 4], [f64; 4], [f64; 4]);

const DATES: [&str; 4] = ["ES", "EF", "LS", "LF"];

impl Activities {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let mut checks = self.published.checks("", self.network(&BTreeMap::new()), tolerance);
        if let Some(changed) = &self.changed {
            checks.extend(changed.published.checks("changed: ", self.network(&changed.durations), tolerance));
        }
        checks
    }

    fn network(&self, durations: &BTreeMap<String, i64>) -> Result<Table, Error> {
        let mut network = Network::default();
        for (id, duration, after) in &self.tasks {
            let after = after.iter().map(|id| (id.clone(), Relation::FinishToStart, 0)).collect();
            network.activity(id, *durations.get(id).unwrap_or(duration), after);
        }
        network.schedule(&ScheduleOptions::default())
    }
}

impl Arcs {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let mut network = Network::default();
        let event = |number: u32| format!("event {number}");
        let arc = |(from, to, _): &(u32, u32, i64)| format!("{from}-{to}");
        let mut events: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for activity in &self.arcs {
            network.activity(
                &arc(activity),
                activity.2,
                vec![(event(activity.0), Relation::FinishToStart, 0)],
            );
            events.entry(activity.0).or_default();
            events.entry(activity.1).or_default().push(arc(activity));
        }
        for (number, arcs) in events {
            network.event(&event(number), arcs);
        }
        self.published.checks("", network.schedule(&ScheduleOptions::default()), tolerance)
    }
}

impl Relations {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let unbound =
            ScheduleOptions { floor_at_start: Some(false), cap_at_finish: Some(false), ..Default::default() };
        let mut checks = Vec::new();
        for case in &self.cases {
            checks.extend(case.checks(&case.name(), &unbound, tolerance));
            if case.is_within_plan() {
                let name = format!("native, {}", case.name());
                checks.extend(case.checks(&name, &ScheduleOptions::default(), tolerance));
            }
        }
        checks
    }
}

impl RelationCase {
    fn name(&self) -> String {
        let RelationCase(relation, lag, a, b, ..) = self;
        format!("{relation} {lag:+} A={a} B={b}")
    }

    fn rows(&self) -> [(&'static str, &[f64; 4]); 4] {
        [("Begin", &self.5), ("A", &self.6), ("B", &self.7), ("End", &self.8)]
    }

    /// Whether every date lies between start and finish of the plan, so that all conventions agree.
    fn is_within_plan(&self) -> bool {
        self.rows().iter().all(|(_, dates)| dates.iter().all(|date| (0.0..=self.8[1]).contains(date)))
    }

    fn checks(&self, name: &str, options: &ScheduleOptions, tolerance: f64) -> Vec<Check> {
        let RelationCase(relation, lag, a, b, duration, ..) = *self;
        let mut network = Network::default();
        let finish_to_start = |id: &str| vec![(id.to_string(), Relation::FinishToStart, 0)];
        network.activity("Begin", 1, vec![]);
        network.activity("A", a, finish_to_start("Begin"));
        network.activity("B", b, vec![("A".into(), relation, lag)]);
        network.activity("End", 1, finish_to_start("B"));
        let table = match network.schedule(options) {
            Ok(table) => table,
            Err(error) => return vec![Check::failed(name, error)],
        };
        let mut checks =
            vec![number(format!("{name}: duration"), Some(table.duration()), duration, tolerance)];
        for (id, dates) in self.rows() {
            for (column, date) in DATES.iter().zip(dates) {
                let what = format!("{name}: {column} of {id}");
                checks.push(number(what, table.figure(id, column), *date, tolerance));
            }
        }
        checks
    }
}

impl Published {
    fn checks(&self, prefix: &str, table: Result<Table, Error>, tolerance: f64) -> Vec<Check> {
        let table = match table {
            Ok(table) => table,
            Err(error) => return vec![Check::failed(format!("{prefix}schedule"), error)],
        };
        let words = |ids: Vec<&str>| Figure::Words(ids.join(" "));
        let mut critical: Vec<&str> = self.critical.iter().map(String::as_str).collect();
        let mut computed = table.critical();
        critical.sort_unstable();
        computed.sort_unstable();
        let mut checks = vec![
            number(format!("{prefix}duration"), Some(table.duration()), self.duration as f64, tolerance),
            Check::new(format!("{prefix}critical"), words(computed), words(critical), tolerance),
        ];
        for (rows, from_day_1) in [(&self.rows, false), (&self.rows_from_day_1, true)] {
            for (id, row) in rows {
                for (column, published) in self.columns.iter().zip(row) {
                    // A day that is the first of an activity has a number higher by one; its last day has not.
                    let shift = f64::from(u8::from(from_day_1 && matches!(column.as_str(), "ES" | "LS")));
                    let computed = table.figure(id, column).map(|figure| figure + shift);
                    let from = if from_day_1 { ", days from 1" } else { "" };
                    checks.push(number(
                        format!("{prefix}{column} of {id}{from}"),
                        computed,
                        *published,
                        tolerance,
                    ));
                }
            }
        }
        checks
    }
}

fn number(what: String, computed: Option<f64>, published: f64, tolerance: f64) -> Check {
    let computed = computed.map_or_else(|| Figure::Words("nothing".into()), Figure::Number);
    Check::new(what, computed, Figure::Number(published), tolerance)
}
