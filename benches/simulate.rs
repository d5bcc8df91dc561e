//! Runs times tasks a second: finishes and indices by size, on one thread and on two, beside the bare generator with its
//! transform, and beside numpy: seconds on the processor for one thread, the fastest by the clock for two. Last, the
//! whole command, from its start to its answer, and the most memory that a process held. `cargo run -p benches --release --bin simulate [-- --no-peers]`; part of
//! `cargo xtask bench`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;
use std::path::Path;
use std::process::Command;

use benches::measure::{fastest_s, text};
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
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [peak, runs, indices] = arguments.as_slice()
        && peak == PEAK
    {
        return answer_and_tell_peak(runs.parse()?, indices.parse()?);
    }
    let peers = !arguments.iter().any(|argument| argument == "--no-peers");
    let roofline = roofline();
    println!("Bare generator and transform: {:.0} million samples a second on one thread.\n", roofline / 1e6);
    println!(
        "| tasks | engine | answer | threads | time | M samples/s | of the roofline | numpy | ratio | mcprojsim | ratio |"
    );
    println!("|--:|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    for tasks in SIZES {
        let network = Network::new(Shape::Layered, tasks, SEED);
        let rate_of = |peer: Peer| if peers { peer.rate(&network) } else { Ok(None) };
        let rates = [rate_of(NUMPY)?, rate_of(MCPROJSIM)?];
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
            let seconds = fastest_s(work);
            let rate = runs as f64 * tasks as f64 / seconds;
            let answer = if indices { "all indices" } else { "finishes" };
            let of_roofline = 100.0 * rate / roofline / threads as f64;
            let beside = rates.map(|peer| match peer {
                Some(peer) => format!("{} | {}", short(peer / 1e6), short(rate / peer)),
                None => "- | -".into(),
            });
            println!(
                "| {tasks} | {engine:?} | {answer} | {threads} | {} | {:.1} | {of_roofline:.0} % | {} |",
                text(seconds),
                rate / 1e6,
                beside.join(" | "),
            );
        }
    }
    command()?;
    memory()
}

/// Has this program answer once, and tell how much memory it took at most.
const PEAK: &str = "--peak";

/// The most memory that a process of its own held for an answer, by the number of runs.
fn memory() -> Result<(), Box<dyn Error>> {
    println!("\n| answer | runs | most memory |\n|---|--:|--:|");
    for indices in [false, true] {
        for runs in [RUNS, 10 * RUNS, 100 * RUNS] {
            let this = std::env::current_exe()?;
            let output = Command::new(this).args([PEAK, &runs.to_string(), &indices.to_string()]).output()?;
            let said = String::from_utf8(output.stdout)?;
            let answer = if indices { "all indices" } else { "finishes" };
            println!("| {answer} | {runs} | {} |", said.trim());
        }
    }
    Ok(())
}

/// Answers on a thousand tasks, and prints what `VmHWM` of Linux says afterwards.
fn answer_and_tell_peak(runs: u64, indices: bool) -> Result<(), Box<dyn Error>> {
    let plan = Plan::build(document(&Network::new(Shape::Layered, 1_000, SEED)))?;
    let options = SimulateOptions { runs, indices, threads: 2, ..SimulateOptions::default() };
    std::hint::black_box(forecast(&plan, &options, &mut never_stop)?);
    let status = std::fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("no peak is told")?;
    println!("{}", peak.trim());
    Ok(())
}

/// The command on a plan of a thousand tasks: from its start to the answer as JSON, by the clock.
fn command() -> Result<(), Box<dyn Error>> {
    const TASKS: usize = 1_000;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    run(Command::new("cargo").current_dir(&root).args([
        "build",
        "--quiet",
        "--release",
        "-p",
        "critpath-cli",
    ]))?;
    let plan = std::env::temp_dir().join(format!("critpath-simulate-{}.json", std::process::id()));
    let document = document(&Network::new(Shape::Layered, TASKS, SEED));
    std::fs::write(&plan, serde_json::to_string(&document)?)?;
    println!();
    for threads in ["1", "2"] {
        let simulate = || {
            let mut command = Command::new(root.join("target/release/critpath"));
            command.args(["simulate", "--format", "json", "--threads", threads]);
            command.args(["--runs", &RUNS.to_string()]).arg(&plan).output()
        };
        let output = simulate()?;
        if !output.status.success() {
            return Err(format!("critpath: {}", String::from_utf8_lossy(&output.stderr)).into());
        }
        println!(
            "Command, {TASKS} tasks x {RUNS} runs, all indices, start included, {threads} threads: {}.",
            text(fastest_s(simulate))
        );
    }
    std::fs::remove_file(&plan)?;
    Ok(())
}

/// A number with about three digits.
fn short(number: f64) -> String {
    match number {
        n if n >= 100.0 => format!("{n:.0}"),
        n if n >= 1.0 => format!("{n:.1}"),
        n => format!("{n:.3}"),
    }
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
    let seconds = fastest_s(|| {
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

/// A simulation that others use, in an environment of its own.
struct Peer {
    package: &'static str,
    program: &'static str,
    /// The Python that it needs, at least.
    python: (u32, u32),
    /// Task samples that tell how fast it is.
    samples: u64,
}

/// Triangular durations and a forward pass, one task at a time over all runs.
const NUMPY: Peer =
    Peer { package: "numpy==2.4.6", program: "numpy_simulate.py", python: (3, 11), samples: u64::MAX };
/// One run after the other, with resources and costs, of which there are none here.
const MCPROJSIM: Peer = Peer {
    package: "mcprojsim==0.15.2",
    program: "mcprojsim_simulate.py",
    python: (3, 13),
    samples: 200_000,
};

impl Peer {
    /// Task samples a second; none without the Python that it needs.
    fn rate(&self, network: &Network) -> Result<Option<f64>, Box<dyn Error>> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let venv = root.join("target/peers").join(self.package);
        let python = venv.join("bin/python");
        if !venv.join("installed").exists() {
            let Some(newest) = self.newest_python() else { return Ok(None) };
            run(Command::new(newest).args(["-m", "venv"]).arg(&venv))?;
            run(Command::new(&python).args(["-m", "pip", "install", "--quiet", self.package]))?;
            std::fs::write(venv.join("installed"), "")?;
        }
        let file = std::env::temp_dir().join(format!("critpath-simulate-{}", std::process::id()));
        std::fs::write(&file, network.to_text())?;
        let runs = (self.samples / network.days.len() as u64).clamp(10, RUNS);
        let program = root.join("benches/peers").join(self.program);
        let output = Command::new(python).arg(program).arg(&file).arg(runs.to_string()).output()?;
        std::fs::remove_file(&file)?;
        let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        let rate = said.lines().last().unwrap_or_default().parse();
        rate.map(Some).map_err(|_| {
            format!("{}: {said}{}", self.package, String::from_utf8_lossy(&output.stderr)).into()
        })
    }

    fn newest_python(&self) -> Option<&'static str> {
        let (major, minor) = self.python;
        let fits = format!("import sys; sys.exit(sys.version_info < ({major}, {minor}))");
        let is_there = |python: &&str| {
            let output = Command::new(python).args(["-c", &fits]).output();
            output.is_ok_and(|output| output.status.success())
        };
        ["python3", "python3.14", "python3.13"].into_iter().find(is_there)
    }
}

fn run(command: &mut Command) -> Result<(), Box<dyn Error>> {
    match command.status()?.success() {
        true => Ok(()),
        false => Err(format!("`{command:?}` failed").into()),
    }
}
