//! Runs times tasks a second: finishes and indices by size, on one thread and on two, beside the bare generator with its
//! transform, and beside numpy: seconds on the processor for one thread, the
//! fastest by the clock for two. `cargo run -p benches --release --bin simulate [-- --no-peers]`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;
use std::path::Path;
use std::process::Command;

use benches::measure::{fastest_s, text, work_s};
use benches::workload::{Network, Shape};
use critpath::control::never_stop;
use critpath::model::{Distribution, Document, Estimate};
use critpath::plan::Plan;
use critpath::simulate::random::Stream;
use critpath::simulate::{Engine, SimulateOptions, Table, forecast, simulate};

const SIZES: [usize; 3] = [100, 1_000, 10_000];
const RUNS: u64 = 10_000;
const SEED: u64 = 7;

fn main() -> Result<(), Box<dyn Error>> {
    let peers = !std::env::args().any(|argument| argument == "--no-peers");
    let roofline = roofline();
    println!("Bare generator and transform: {:.0} million samples a second on one thread.\n", roofline / 1e6);
    println!("| tasks | engine | answer | threads | time | M samples/s | of the roofline | numpy | ratio |");
    println!("|--:|---|---|--:|--:|--:|--:|--:|--:|");
    for tasks in SIZES {
        let network = Network::new(Shape::Layered, tasks, SEED);
        let numpy = if peers { Some(numpy(&network)?) } else { None };
        let plan = Plan::build(document(&network))?;
        for (engine, indices, threads) in [
            (Engine::Automatic, false, 1),
            (Engine::Automatic, false, 2),
            (Engine::Automatic, true, 1),
            (Engine::Automatic, true, 2),
            (Engine::General, false, 1),
        ] {
            let runs = if engine == Engine::General { RUNS / 10 } else { RUNS };
            let options = SimulateOptions { runs, threads, indices, engine, ..SimulateOptions::default() };
            let work = || match indices {
                true => forecast(&plan, &options, &mut never_stop).map(drop),
                false => simulate(&plan, &options, &mut never_stop).map(drop),
            };
            // What others do meanwhile does not count on one thread; on more, only the clock tells.
            let seconds = if threads == 1 { work_s(work) } else { fastest_s(work) };
            let rate = runs as f64 * tasks as f64 / seconds;
            let answer = if indices { "all indices" } else { "finishes" };
            let of_roofline = 100.0 * rate / roofline / threads as f64;
            let (peer, ratio) = match numpy {
                Some(numpy) => (format!("{:.1}", numpy / 1e6), format!("{:.1}", rate / numpy)),
                None => ("-".into(), "-".into()),
            };
            println!(
                "| {tasks} | {engine:?} | {answer} | {threads} | {} | {:.1} | {of_roofline:.0} % | {peer} | {ratio} |",
                text(seconds),
                rate / 1e6,
            );
        }
    }
    Ok(())
}

/// The network with estimates around its durations, each with another shape.
fn document(network: &Network) -> Document {
    let mut document = network.document();
    for (at, task) in document.tasks.iter_mut().enumerate() {
        let days = network.days[at];
        let hours = |hours: f64| format!("{}h", hours.round()).parse().ok();
        let day = 8.0 * f64::from(days);
        let skew = 1.4 + (at % 17) as f64 / 10.0;
        task.estimate = Some(Estimate {
            low: hours(day * 0.6),
            likely: hours(day),
            high: hours(day * skew),
            distribution: Some(Distribution::BetaPert),
            ..Estimate::default()
        });
    }
    document
}

/// Samples a second of nothing but random bits turned into values.
fn roofline() -> f64 {
    const COUNT: usize = 4_096;
    const TABLES: usize = 256;
    let table = Table::new(|p| 1e5 * (1.0 + p.sqrt()));
    let (mut bits, mut sum) = (vec![0; COUNT], 0_i64);
    let seconds = work_s(|| {
        for variable in 0..TABLES as u64 {
            Stream::new(SEED, variable).fill(0, &mut bits);
            for bits in &mut bits {
                *bits = table.scaled(*bits) as u32;
            }
            sum += i64::from(bits[variable as usize]);
        }
        sum
    });
    (COUNT * TABLES) as f64 / seconds
}

/// Task samples a second of numpy: triangular durations and a forward pass, one task at a time over all runs.
fn numpy(network: &Network) -> Result<f64, Box<dyn Error>> {
    let file = std::env::temp_dir().join(format!("critpath-simulate-{}", std::process::id()));
    std::fs::write(&file, network.to_text())?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let program = root.join("benches/peers/numpy_simulate.py");
    let venv = root.join("target/peers/venv");
    let python = venv.join("bin/python");
    if !venv.join("installed").exists() {
        run(Command::new("python3").args(["-m", "venv"]).arg(&venv))?;
        run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "numpy==2.4.6"]))?;
        std::fs::write(venv.join("installed"), "")?;
    }
    let output = Command::new(python).arg(program).arg(&file).arg(RUNS.to_string()).output()?;
    std::fs::remove_file(&file)?;
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    said.parse().map_err(|_| format!("numpy: {}", String::from_utf8_lossy(&output.stderr)).into())
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("`{command:?}` failed").into()),
    }
}
