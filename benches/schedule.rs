//! Time to compile and to schedule plans by shape and size, and to read, check and schedule a guide.
#![allow(clippy::disallowed_methods, reason = "a measurement, not the engine")]

use benches::project::project;
use benches::workload::{Network, Shape};
use critpath::check::{CheckOptions, check};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::read;
use divan::{Bencher, black_box};

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const CASES: [(Shape, usize); 16] = cases();

const fn cases() -> [(Shape, usize); 16] {
    let mut cases = [(Shape::Chain, 0); 16];
    let mut at = 0;
    while at < cases.len() {
        cases[at] = (Shape::ALL[at / 4], SIZES[at % 4]);
        at += 1;
    }
    cases
}

#[divan::bench(args = CASES, max_time = 3)]
fn both_passes(bencher: Bencher<'_, '_>, (shape, tasks): (Shape, usize)) {
    let Ok(plan) = Plan::build(Network::new(shape, tasks, 7).document()) else { return };
    bencher.counter(tasks).bench_local(|| schedule(black_box(&plan), &ScheduleOptions::default()));
}

/// As planning programs hold it: phases, milestones, lags, dates, the rules of Microsoft Project.
#[divan::bench(args = &SIZES[..3], max_time = 3)]
fn of_project(bencher: Bencher<'_, '_>, tasks: usize) {
    let Ok(plan) = Plan::build(project(tasks, 7)) else { return };
    bencher.counter(tasks).bench_local(|| schedule(black_box(&plan), &ScheduleOptions::default()));
}

#[divan::bench(args = SIZES, max_time = 3)]
fn compile(bencher: Bencher<'_, '_>, tasks: usize) {
    let document = Network::new(Shape::Layered, tasks, 7).document();
    bencher.counter(tasks).with_inputs(|| document.clone()).bench_local_values(Plan::build);
}

/// What an editor does on every keystroke.
#[divan::bench]
fn guide(bencher: Bencher<'_, '_>) {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/plans/deployment.md");
    let Ok(text) = std::fs::read_to_string(path) else { return };
    bencher.counter(divan::counter::BytesCount::of_str(&text)).bench_local(|| {
        let checked = check(read("deployment.md", black_box(&text)).document, &CheckOptions::default());
        checked.plan.map(|plan| schedule(&plan, &ScheduleOptions::default()))
    });
}

fn main() {
    divan::main();
}
