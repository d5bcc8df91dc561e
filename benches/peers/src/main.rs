//! A network as text through another scheduler: prints seconds (the fastest of three runs or more) and the
//! working days of the plan. `peers SOLVER FILE`.

use std::time::{Duration, Instant};

use cpm_planner::plan::{Deliverable, PlanGraph};
use utf8proj_core::{Project, Scheduler, Task};
use utf8proj_solver::CpmSolver;

/// Days of work, and indices of predecessors.
type Network = Vec<(u32, Vec<u32>)>;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(solver), Some(path)) = (arguments.next(), arguments.next()) else {
        return Err("usage: peers utf8proj|cpm-planner FILE".into());
    };
    let text = std::fs::read_to_string(path)?;
    let network = text
        .lines()
        .map(|line| {
            let mut numbers = line.split(' ').map(str::parse);
            let days = numbers.next().ok_or("a line is empty")??;
            Ok((days, numbers.collect::<Result<_, _>>()?))
        })
        .collect::<Result<Network, Box<dyn std::error::Error>>>()?;
    let (seconds, days) = match solver.as_str() {
        "utf8proj" => utf8proj(&network)?,
        "cpm-planner" => cpm_planner(&network)?,
        other => return Err(format!("`{other}` is not a solver").into()),
    };
    println!("{seconds} {days}");
    Ok(())
}

fn fastest<T, E>(mut work: impl FnMut() -> Result<T, E>) -> Result<(f64, T), E> {
    let begin = Instant::now();
    let (mut fastest, mut runs) = (f64::INFINITY, 0);
    loop {
        let start = Instant::now();
        let result = work()?;
        fastest = start.elapsed().as_secs_f64().min(fastest);
        runs += 1;
        if runs >= 3 && begin.elapsed() > Duration::from_secs(1) {
            return Ok((fastest, result));
        }
    }
}

/// On its default calendar of five days a week.
fn utf8proj(network: &Network) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let mut project = Project::new("Workload");
    project.start = "2026-12-07".parse()?;
    project.tasks = network
        .iter()
        .enumerate()
        .map(|(at, (days, after))| {
            let task = Task::new(format!("t{at}")).duration(utf8proj_core::Duration::days(i64::from(*days)));
            after.iter().fold(task, |task, before| task.depends_on(format!("t{before}")))
        })
        .collect();
    let solver = CpmSolver::new();
    let (seconds, schedule) = fastest(|| solver.schedule(&project)).map_err(|error| format!("{error:?}"))?;
    Ok((seconds, schedule.project_duration.as_days()))
}

/// It knows no calendar: hours of work, eight to a day.
fn cpm_planner(network: &Network) -> Result<(f64, f64), Box<dyn std::error::Error>> {
    let deliverables = network.iter().enumerate().map(|(at, (days, after))| Deliverable {
        id: format!("t{at}"),
        owned_files: Vec::new(),
        prerequisites: after.iter().map(|before| format!("t{before}").as_str().into()).collect(),
        estimated_effort_hours: None,
        duration_hours: Some((*days * 8) as f32),
        estimate: None,
        metadata: serde_json::Value::Null,
        milestone: false,
        earning_rule: None,
    });
    let graph = PlanGraph { deliverables: deliverables.collect(), max_chained_dispatch: None };
    let (seconds, result) = fastest(|| cpm_planner::schedule::compute_cpm(&graph))?;
    Ok((seconds, f64::from(result.critical_path_duration) / 8.0))
}
