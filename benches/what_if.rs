//! Edits of a plan of 100,000 tasks: what one costs with its schedule, against the passes of a new one.
//! `cargo bench -p benches --bench what_if`; arguments: how many tasks, how many edits.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a measurement, not the engine")]

use std::error::Error;
use std::time::Instant;

use benches::measure::{fastest_s, text};
use benches::workload::{Network, Random, Shape};
use critpath::duration::{Duration, Lag};
use critpath::model::{Constraint, ConstraintKind, Dependency, Edit, EditKind, Progress};
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::{Moment, date_of};
use critpath::what_if::WhatIf;

const SEED: u64 = 7;
/// 2026-12-07, when the workload starts.
const START_DAY: i64 = 20_794;

/// What is edited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Duration,
    Lag,
    Date,
    Progress,
    Link,
}

const KINDS: [Kind; 5] = [Kind::Duration, Kind::Lag, Kind::Date, Kind::Progress, Kind::Link];

fn main() -> Result<(), Box<dyn Error>> {
    let mut numbers = std::env::args().filter_map(|argument| argument.parse().ok());
    let (tasks, edits) = (numbers.next().unwrap_or(100_000), numbers.next().unwrap_or(1_000));
    println!(
        "| shape | tasks | edits | fastest | median | mean | 95 % | worst | new schedule | slow edits to new ones |"
    );
    println!("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|");
    for shape in [Shape::Layered, Shape::Shuffled, Shape::Chain, Shape::Wide] {
        let network = Network::new(shape, tasks, SEED);
        let plan = Plan::build(network.document())?;
        let options = ScheduleOptions::default();
        let anew_s = fastest_s(|| schedule(&plan, &options));
        let mut what_if = WhatIf::new(plan, &options)?;
        let mut random = Random(SEED);
        let (mut all, mut slow) = (Vec::new(), Slow::default());
        slow.seek(&mut what_if, &network, &options)?;
        for kind in KINDS {
            let mut seconds = Vec::new();
            for _ in 0..edits / KINDS.len() {
                let edit = [edit(kind, &network, &mut random)];
                let start = Instant::now();
                let done = what_if.apply(&edit);
                let edit_s = start.elapsed().as_secs_f64();
                done?;
                seconds.push(edit_s);
            }
            all.extend_from_slice(&seconds);
            row(shape, tasks, &format!("{kind:?}").to_lowercase(), seconds, anew_s, "");
        }
        slow.seek(&mut what_if, &network, &options)?;
        row(shape, tasks, "all", all, anew_s, &slow.text());
        check(&what_if, &options)?;
    }
    Ok(())
}

/// How many tasks are edited in search of slow edits, and how often each is.
const SEEKING: usize = 20;
const REPEATS: usize = 5;

/// Edits that take more than half of a new schedule, the median of some repetitions of each against the median of new
/// schedules of the same plan right before them: others use the machine, and slow down both, and both find in the caches
/// what the other left there.
#[derive(Default)]
struct Slow {
    ratios: Vec<f64>,
}

impl Slow {
    /// Makes tasks at the beginning long and short again, on which most depends.
    fn seek(
        &mut self,
        what_if: &mut WhatIf,
        network: &Network,
        options: &ScheduleOptions,
    ) -> Result<(), Box<dyn Error>> {
        let first = (0..network.after.len()).filter(|task| network.after[*task].is_empty());
        for task in first.chain(0..SEEKING).take(SEEKING) {
            let (mut edits_s, mut anew_s) = ([const { Vec::new() }; 2], [const { Vec::new() }; 2]);
            for at in (0..2 * REPEATS).map(|time| time % 2) {
                let (edit, id) = (Some(EditKind::SetDuration), Some(format!("t{task}")));
                let duration = Duration::parse(["60d", "1d"][at]).ok();
                let edit = Edit { edit, id, duration, ..Edit::default() };
                let start = Instant::now();
                let anew = schedule(what_if.plan(), options)?;
                anew_s[at].push(start.elapsed().as_secs_f64());
                drop(anew);
                let start = Instant::now();
                let done = what_if.apply(&[edit]);
                edits_s[at].push(start.elapsed().as_secs_f64());
                done?;
            }
            let ratios =
                edits_s.into_iter().zip(anew_s).map(|(edit_s, anew_s)| median(edit_s) / median(anew_s));
            self.ratios.extend(ratios.filter(|ratio| *ratio > 0.5));
        }
        Ok(())
    }

    fn text(self) -> String {
        let Some(worst) = self.ratios.iter().copied().max_by(f64::total_cmp) else { return "none".into() };
        let (count, median) = (self.ratios.len(), median(self.ratios));
        format!("{count}: median {median:.2}x, worst {worst:.2}x")
    }
}

/// The middle of values of which there are some.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn row(shape: Shape, tasks: usize, what: &str, mut seconds: Vec<f64>, anew_s: f64, slow: &str) {
    seconds.sort_by(f64::total_cmp);
    let part = |share: f64| text(seconds[((seconds.len() - 1) as f64 * share) as usize]);
    let mean = text(seconds.iter().sum::<f64>() / seconds.len() as f64);
    let [fastest, median, most, worst] = [0.0, 0.5, 0.95, 1.0].map(part);
    let new = text(anew_s);
    let shape = shape.name();
    println!(
        "| {shape} | {tasks} | {what} | {fastest} | {median} | {mean} | {most} | {worst} | {new} | {slow} |"
    );
}

/// A random edit of a random task; those of links are on tasks that come before in the workload.
fn edit(kind: Kind, network: &Network, random: &mut Random) -> Edit {
    let tasks = network.days.len();
    let task = 1 + random.below(tasks as u64 - 1) as usize;
    let edit = |kind| Edit { edit: Some(kind), id: Some(format!("t{task}")), ..Edit::default() };
    let depends = |on: u32, lag: u64| {
        let lag = Lag::parse(&format!("{lag}h")).ok();
        Some(Dependency { predecessor: format!("t{on}"), lag, ..Dependency::default() })
    };
    let day = |day: u64| Moment::parse(&date_of(START_DAY + day as i64).to_string()).ok();
    match (kind, network.after[task].as_slice()) {
        (Kind::Lag, [.., last]) => {
            Edit { dependency: depends(*last, random.below(20)), ..edit(EditKind::AddDependency) }
        }
        (Kind::Link, [.., last]) => {
            // Something that the predecessor waits for, or another first task: no cycle.
            let on = network.after[*last as usize].first().copied().unwrap_or(*last);
            Edit { dependency: depends(on, 0), ..edit(EditKind::AddDependency) }
        }
        (Kind::Date, _) => {
            let kind = ConstraintKind::StartNoEarlierThan;
            let constraint = Constraint { kind, date: day(random.below(900)), ..Constraint::default() };
            Edit { constraint: Some(constraint), ..edit(EditKind::SetConstraint) }
        }
        (Kind::Progress, _) => {
            let progress =
                Progress { percent: Some(50.0), started: day(random.below(300)), ..Progress::default() };
            Edit { progress: Some(progress), ..edit(EditKind::SetProgress) }
        }
        _ => {
            let duration = Duration::parse(&format!("{}d", 1 + random.below(10))).ok();
            Edit { duration, ..edit(EditKind::SetDuration) }
        }
    }
}

/// The schedule that followed all edits is that of the document.
fn check(what_if: &WhatIf, options: &ScheduleOptions) -> Result<(), Box<dyn Error>> {
    let plan = Plan::build(what_if.plan().document().clone())?;
    let (anew, followed) = (schedule(&plan, options)?, what_if.schedule());
    let same = anew.early_start() == followed.early_start()
        && anew.late_finish() == followed.late_finish()
        && anew.total_float() == followed.total_float()
        && anew.free_float() == followed.free_float();
    if same { Ok(()) } else { Err("the schedule that followed the edits is not that of the plan".into()) }
}
