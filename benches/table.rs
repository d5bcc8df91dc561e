//! Measurements into Markdown tables: sizes and shapes, the guide, peers. `cargo run -p benches --release --bin table`.
//!
//! `--no-peers` leaves out the other schedulers, which need Python with networkx and a build of `benches/peers`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use benches::measure::{fastest_s, text};
use benches::workload::{Network, Shape};
use critpath::check::{CheckOptions, check};
use critpath::model::Document;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath::time::Moment;
use critpath_formats::read;

const SIZES: [usize; 4] = [1_000, 10_000, 100_000, 1_000_000];
const PEER_SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// Another scheduler that takes longer for a few runs is stopped, and not given larger sizes.
const PATIENCE: Duration = Duration::from_secs(60);
const SEED: u64 = 7;

fn main() -> Result<(), Box<dyn Error>> {
    sizes()?;
    guides()?;
    if !std::env::args().any(|argument| argument == "--no-peers") {
        peers()?;
    }
    Ok(())
}

/// Every shape at every size, and what plain passes take.
fn sizes() -> Result<(), Box<dyn Error>> {
    println!(
        "| shape | tasks | links | schedule | per task | same memory | ratio | bare integers | ratio | compile |"
    );
    println!("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
    for shape in Shape::ALL {
        for tasks in SIZES {
            let network = Network::new(shape, tasks, SEED);
            size(shape.name(), &network, || network.document())?;
        }
    }
    for shape in [Shape::Layered, Shape::Shuffled] {
        let network = Network::new(shape, 1_000_000, SEED);
        let name = format!("{}, three calendars", shape.name());
        size(&name, &network, || network.document_on_three_calendars())?;
    }
    println!();
    Ok(())
}

fn size(name: &str, network: &Network, document: impl Fn() -> Document) -> Result<(), Box<dyn Error>> {
    let (plan, build_s) = build(document)?;
    let tasks = network.days.len();
    let schedule_s = schedule_s(&plan)?;
    let (same_s, plain_s) = (same_memory_s(&plan), plain_s(&plan, network));
    println!(
        "| {name} | {tasks} | {} | {} | {} | {} | {:.1} | {} | {:.1} | {} |",
        network.links(),
        text(schedule_s),
        text(schedule_s / tasks as f64),
        text(same_s),
        schedule_s / same_s,
        text(plain_s),
        schedule_s / plain_s,
        text(build_s),
    );
    Ok(())
}

fn schedule_s(plan: &Plan) -> Result<f64, critpath::Error> {
    let options = ScheduleOptions::default();
    schedule(plan, &options)?;
    Ok(fastest_s(|| schedule(plan, &options)))
}

/// A plain pass forward and one backward over the memory that a schedule reads and writes: order, kinds, calendars,
/// amounts and links in both directions into columns of its own for the dates, floats and drivers, with sums and
/// maxima alone.
fn same_memory_s(plan: &Plan) -> f64 {
    let network = plan.network();
    let options = ScheduleOptions::default();
    let Ok(amounts) = schedule(plan, &options).map(|schedule| schedule.duration().to_vec()) else {
        return f64::NAN;
    };
    let tasks = amounts.len();
    fastest_s(|| {
        let column = || vec![0_i64; tasks];
        let (mut early_start, mut early_finish, mut rank) = (column(), column(), column());
        let (mut late_start, mut late_finish) = (column(), column());
        let (mut total, mut free) = (column(), column());
        let (mut driver, mut mixed) = (vec![u32::MAX; tasks], 0_usize);
        for &task in network.order() {
            let (at, mut start) = (task as usize, 0);
            for link in network.predecessors(task) {
                let finish = early_finish[link.predecessor as usize];
                if finish > start {
                    (start, driver[at]) = (finish, link.predecessor);
                }
            }
            mixed += network.kind(task) as usize + network.calendar(task).index();
            (early_start[at], early_finish[at], rank[at]) = (start, start + amounts[at], start);
        }
        let end = early_finish.iter().copied().max().unwrap_or(0);
        for &task in network.order().iter().rev() {
            let (at, mut latest, mut soonest) = (task as usize, end, end);
            for follower in network.followers(task) {
                latest = latest.min(late_start[follower.successor as usize]);
                soonest = soonest.min(early_start[follower.successor as usize]);
            }
            mixed += network.kind(task) as usize + network.calendar(task).index();
            (late_start[at], late_finish[at]) = (latest - amounts[at], latest);
            (total[at], free[at]) = (latest - early_finish[at], soonest - early_finish[at]);
        }
        ([early_start, early_finish, rank, late_start, late_finish, total, free], driver, mixed)
    })
}

/// One forward pass over the compiled network in plain integers: a maximum for each link, a sum for each task.
fn plain_s(plan: &Plan, network: &Network) -> f64 {
    let links = plan.network();
    let days: Vec<i64> = network.days.iter().map(|days| i64::from(*days)).collect();
    let mut finish = vec![0; days.len()];
    fastest_s(|| {
        for task in links.order() {
            let before = links.predecessors(*task).iter().map(|link| finish[link.predecessor as usize]);
            finish[*task as usize] = before.max().unwrap_or(0) + days[*task as usize];
        }
        finish.last().copied()
    })
}

/// What an editor does on every keystroke: read, check, schedule.
fn guides() -> Result<(), Box<dyn Error>> {
    println!("| guide | bytes | read | read, check, schedule |");
    println!("|---|--:|--:|--:|");
    let options = CheckOptions { start: Moment::parse("2026-12-07").ok(), ..CheckOptions::default() };
    let schedule_options = ScheduleOptions { start: options.start, ..ScheduleOptions::default() };
    for path in
        ["examples/plans/deployment.md", "../shared/data/guides/Docs/Deployment/Deployment_Planning.md"]
    {
        let Ok(guide) = std::fs::read_to_string(root().join(path)) else { continue };
        let read_s = fastest_s(|| read(path, &guide));
        let all_s = fastest_s(|| {
            let checked = check(read(path, &guide).document, &options);
            checked.plan.map(|plan| schedule(&plan, &schedule_options))
        });
        let name = Path::new(path).file_name().unwrap_or_default().to_string_lossy();
        println!("| {name} | {} | {} | {} |", guide.len(), text(read_s), text(all_s));
    }
    println!();
    Ok(())
}

/// The same networks through other schedulers, in the same run.
fn peers() -> Result<(), Box<dyn Error>> {
    // One of them asks for a newer compiler than it needs.
    let built = Command::new("cargo")
        .args(["build", "--quiet", "--release", "--ignore-rust-version", "--manifest-path"])
        .arg(root().join("benches/peers/Cargo.toml"))
        .status()?;
    if !built.success() {
        return Err("`benches/peers` does not build; `--no-peers` leaves it out".into());
    }
    let peers: [(&str, Vec<PathBuf>); 3] = [
        ("networkx", vec!["python3".into(), root().join("benches/peers/networkx_cpm.py")]),
        ("utf8proj", vec![root().join("benches/peers/target/release/peers"), "utf8proj".into()]),
        ("cpm-planner", vec![root().join("benches/peers/target/release/peers"), "cpm-planner".into()]),
    ];
    println!("| shape | tasks | critpath | {} |", peers.each_ref().map(|peer| peer.0).join(" | "));
    println!("|---|--:|--:|--:|--:|--:|");
    let file = std::env::temp_dir().join(format!("critpath-network-{}", std::process::id()));
    for shape in [Shape::Chain, Shape::Wide, Shape::Layered] {
        let mut gave_up = [false; 3];
        for tasks in PEER_SIZES {
            let network = Network::new(shape, tasks, SEED);
            std::fs::write(&file, network.to_text())?;
            let own_s = schedule_s(&Plan::build(network.document())?)?;
            print!("| {} | {tasks} | {} |", shape.name(), text(own_s));
            for ((name, command), gave_up) in peers.iter().zip(&mut gave_up) {
                if *gave_up {
                    print!(" - |");
                    continue;
                }
                let answer = ask(command, &file).map_err(|error| format!("{name}: {error}"))?;
                let Some((seconds, days)) = answer else {
                    *gave_up = true;
                    print!(" over {} s |", PATIENCE.as_secs());
                    continue;
                };
                let note = if (days - length_days(&network)).abs() < 0.5 { "" } else { " (other dates)" };
                print!(" {} = {:.0}x{note} |", text(seconds), seconds / own_s);
            }
            println!();
        }
    }
    std::fs::remove_file(&file)?;
    Ok(())
}

/// The working days on the longest path.
fn length_days(network: &Network) -> f64 {
    let Ok(plan) = Plan::build(network.document()) else { return f64::NAN };
    let mut finish = vec![0; network.days.len()];
    for task in plan.network().order() {
        let before = plan.network().predecessors(*task).iter().map(|link| finish[link.predecessor as usize]);
        finish[*task as usize] = before.max().unwrap_or(0) + network.days[*task as usize];
    }
    f64::from(finish.into_iter().max().unwrap_or(0))
}

/// Runs a peer on a network: seconds and working days, or nothing if it takes too long.
fn ask(command: &[PathBuf], file: &Path) -> Result<Option<(f64, f64)>, Box<dyn Error>> {
    let (program, arguments) = command.split_first().ok_or("no program")?;
    let mut child = Command::new(program).args(arguments).arg(file).stdout(Stdio::piped()).spawn()?;
    let begin = Instant::now();
    while child.try_wait()?.is_none() {
        if begin.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Ok(None);
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    let output = child.wait_with_output()?;
    if !output.status.success() {
        return Err(output.status.to_string().into());
    }
    let text = String::from_utf8(output.stdout)?;
    let (seconds, days) = text.trim().split_once(' ').ok_or("no answer")?;
    Ok(Some((seconds.parse()?, days.parse()?)))
}

/// The plan of a document, and the shorter of two times that compiling took, after one that warms up.
fn build(document: impl Fn() -> Document) -> Result<(Plan, f64), critpath::Error> {
    let mut plan = Plan::build(document())?;
    let mut seconds = f64::INFINITY;
    for _ in 0..2 {
        let document = document();
        let start = Instant::now();
        plan = Plan::build(document)?;
        seconds = seconds.min(start.elapsed().as_secs_f64());
    }
    Ok((plan, seconds))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
