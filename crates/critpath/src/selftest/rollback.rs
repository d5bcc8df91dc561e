//! Figures of a way back into checks: the rate that a restore needs, and the last decision of a change window.

use serde::Deserialize;

use super::{Check, Figure};
use crate::duration::{Duration, DurationUnit};
use crate::model::rollback_result::RollbackResult;
use crate::model::{Document, Monitor, Quantity, RollbackSettings, Task, Undo};
use crate::plan::Plan;
use crate::rollback::rollback;
use crate::schedule::{ScheduleOptions, schedule};
use crate::time::{Axis, DAY_S, Instant, Moment};

/// Probes, an objective, and amounts of data to restore within it.
#[derive(Debug, Deserialize)]
pub(super) struct Restore {
    probe_s: i64,
    failure_threshold: u32,
    objective_s: i64,
    sizes_gb: Vec<f64>,
    detection_s: f64,
    remaining_s: f64,
    rates_of_objective: Vec<f64>,
    rates_after_detection: Vec<f64>,
}

/// A change window, the time that the way back takes, and when the deployment is done.
#[derive(Debug, Deserialize)]
pub(super) struct Window {
    window_min: i64,
    rollback_min: i64,
    finish_min: i64,
    latest_decision_min: f64,
    late_by_min: f64,
    fits: bool,
}

/// A day far from clock changes.
const START: Instant = 20_000 * DAY_S;

fn seconds(seconds: i64) -> Option<Duration> {
    Some(Duration::new(seconds, DurationUnit::Second))
}

fn answer(document: Document) -> Option<RollbackResult> {
    let start = Some(Axis::LOCAL.moment(START));
    let plan = Plan::build(Document { start, calendar: Some("always".into()), ..document }).ok()?;
    let dates = schedule(&plan, &ScheduleOptions::default()).ok()?;
    rollback(&plan, &dates).ok()
}

fn figure(what: impl Into<String>, computed: Option<f64>, published: f64, tolerance: f64) -> Check {
    let what = what.into();
    match computed {
        Some(computed) => Check::new(what, Figure::Number(computed), Figure::Number(published), tolerance),
        None => Check::failed(what, "there is no way back"),
    }
}

impl Restore {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let seen = self.answer(1.0, 1.0);
        let detection = seen.as_ref().map(|answer| answer.detection_s as f64);
        let remaining = seen.and_then(|answer| Some((answer.rto_s? - answer.detection_s) as f64));
        let mut checks = vec![
            figure("detection", detection, self.detection_s, tolerance),
            figure("left of the objective", remaining, self.remaining_s, tolerance),
        ];
        let of_objective = self.sizes_gb.iter().zip(&self.rates_of_objective);
        checks.extend(of_objective.map(|(size, rate)| {
            let computed = size * 1000.0 / self.objective_s as f64;
            figure(format!("MB/s for {size} GB in the objective"), Some(computed), *rate, tolerance)
        }));
        for (size, rate) in self.sizes_gb.iter().zip(&self.rates_after_detection) {
            let computed = remaining.map(|remaining| size * 1000.0 / remaining);
            checks.push(figure(format!("MB/s for {size} GB after detection"), computed, *rate, tolerance));
            // At that rate it holds, and a little below it does not.
            let holds = |rate: f64| self.answer(*size, rate).is_some_and(|answer| answer.guaranteed);
            let computed =
                computed.map(|rate| f64::from(u8::from(holds(rate * 1.0001) && !holds(rate * 0.99))));
            checks.push(figure(format!("{size} GB hold at that rate and no lower one"), computed, 1.0, 0.0));
        }
        checks
    }

    /// The way back of a restore of so many GB at so many MB/s.
    fn answer(&self, size_gb: f64, rate: f64) -> Option<RollbackResult> {
        let quantity = |amount: f64, unit: &str| {
            Some(Quantity { low: Some(amount), high: Some(amount), unit: unit.into(), ..Quantity::default() })
        };
        let undo = Undo {
            restore_size: quantity(size_gb, "GB"),
            restore_rate: quantity(rate, "MB/s"),
            ..Undo::default()
        };
        answer(Document {
            tasks: vec![Task {
                id: "migrate".into(),
                duration: seconds(0),
                undo: Some(undo.into()),
                ..Task::default()
            }],
            monitors: vec![Monitor {
                interval: seconds(self.probe_s),
                failure_threshold: Some(self.failure_threshold),
                ..Monitor::default()
            }],
            rollback: Some(RollbackSettings {
                objective: seconds(self.objective_s),
                ..RollbackSettings::default()
            }),
            ..Document::default()
        })
    }
}

impl Window {
    pub(super) fn checks(&self, tolerance: f64) -> Vec<Check> {
        let undo = Undo { duration: seconds(self.rollback_min * 60), ..Undo::default() };
        let task = |id: &str, minutes: i64| Task {
            id: id.into(),
            duration: seconds(minutes * 60),
            ..Task::default()
        };
        let found = answer(Document {
            tasks: vec![
                Task { undo: Some(undo.into()), ..task("cutover", 0) },
                task("work", self.finish_min),
            ],
            rollback: Some(RollbackSettings {
                window_end: Some(Axis::LOCAL.moment(START + self.window_min * 60)),
                ..RollbackSettings::default()
            }),
            ..Document::default()
        });
        let latest = found.as_ref().and_then(|answer| answer.latest_abort.as_deref());
        let latest =
            latest.and_then(|at| Moment::parse(at).ok()).map(|at| Axis::LOCAL.instant_of(at) - START);
        let window = found.as_ref().and_then(|answer| answer.window.as_ref());
        let minutes = |seconds: i64| seconds as f64 / 60.0;
        let words = |fits: bool| Figure::Words(if fits { "fits" } else { "does not fit" }.into());
        vec![
            figure("latest decision", latest.map(minutes), self.latest_decision_min, tolerance),
            figure("late by", window.map(|window| minutes(-window.slack_s)), self.late_by_min, tolerance),
            Check::new("fit", words(window.is_some_and(|window| window.fits)), words(self.fits), tolerance),
        ]
    }
}
