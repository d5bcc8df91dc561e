//! Time to analyse the way back of plans by size, on one calendar and on several.
#![allow(clippy::disallowed_methods, reason = "a measurement, not the engine")]

use benches::workload::{Network, Shape};
use critpath::duration::{Duration, DurationUnit};
use critpath::model::{Document, RollbackSettings, Undo};
use critpath::plan::Plan;
use critpath::rollback::rollback;
use critpath::schedule::{Schedule, ScheduleOptions, schedule};
use critpath::time::Until;
use divan::{Bencher, black_box};

/// Every step is undone in a third of its time; seen and decided on in two minutes, and nothing may take longer than a
/// year, or than no time, so that remedies are looked for.
fn deployment(
    shape: Shape,
    steps: usize,
    calendar: &str,
    objective: &str,
    expiry: Option<Expiry>,
) -> Option<(Plan, Schedule)> {
    let until = expiry.and_then(|expiry| Until::parse(expiry.after).ok());
    let mut document: Document = Network::new(shape, steps, 7).document();
    document.calendar = Some(calendar.into());
    for task in &mut document.tasks {
        let seconds = task.duration.map_or(60, |duration| duration.seconds(&document.units) / 3);
        let duration = Some(Duration::new(seconds, DurationUnit::Second));
        let late = duration.filter(|_| expiry.is_none_or(|expiry| expiry.has_slow_way));
        task.undo = Some(Box::new(Undo { duration, until, late, ..Undo::default() }));
    }
    document.rollback = Some(RollbackSettings {
        objective: objective.parse().ok(),
        detection: "90s".parse().ok(),
        decision: "30s".parse().ok(),
        ..RollbackSettings::default()
    });
    let plan = Plan::build(document).ok()?;
    let dates = schedule(&plan, &ScheduleOptions::default()).ok()?;
    Some((plan, dates))
}

/// How long after its step an undo is possible, and whether there is another way later.
#[derive(Debug, Clone, Copy)]
struct Expiry {
    after: &'static str,
    has_slow_way: bool,
}

const fn expires(after: &'static str) -> Option<Expiry> {
    Some(Expiry { after, has_slow_way: true })
}

/// Undos that never expire, ones that surely have not, ones that expire while others are still in time, and ones that
/// all have.
const CASES: [(Shape, &str, &str, Option<Expiry>); 8] = [
    (Shape::Layered, "always", "9999d", None),
    (Shape::Layered, "standard", "9999d", None),
    (Shape::Chain, "always", "9999d", None),
    (Shape::Layered, "always", "1m", None),
    (Shape::Layered, "always", "9999d", expires("+9999d")),
    (Shape::Layered, "always", "9999d", expires("+10d")),
    (Shape::Layered, "always", "9999d", expires("+1s")),
    (Shape::Layered, "always", "9999d", Some(Expiry { after: "+1s", has_slow_way: false })),
];

#[divan::bench(args = CASES, max_time = 3)]
fn thousand_steps(
    bencher: Bencher<'_, '_>,
    (shape, calendar, objective, expiry): (Shape, &str, &str, Option<Expiry>),
) {
    let Some((plan, dates)) = deployment(shape, 1_000, calendar, objective, expiry) else { return };
    bencher.counter(1_000_usize).bench_local(|| rollback(black_box(&plan), black_box(&dates)));
}

fn main() {
    divan::main();
}
