//! Runs whose durations are known into the answer: what indices and percentiles say of them.

use std::sync::Arc;

use super::SimulateOptions;
use super::answer::answer;
use super::context::Context;
use super::draw::Draw;
use super::forecast::make_part;
use super::model::{Model, UncertainTask};
use super::random::Stream;
use crate::control::{Watch, never_stop};
use crate::error::Error;
use crate::model::forecast::ForecastResult;
use crate::plan::Plan;

/// The answer of runs with these durations in seconds, below 2^30: by run, one for each task of the plan.
///
/// # Errors
/// As [`simulate`](super::simulate); [`Error::Option`] if a run does not have as many durations as the plan has tasks.
pub(crate) fn replay(plan: &Plan, runs: &[Vec<i32>]) -> Result<ForecastResult, Error> {
    let tasks = plan.document().tasks.len();
    if runs.iter().any(|run| run.len() != tasks) {
        return Err(Error::Option("each run must have a duration for each task".into()));
    }
    let options = SimulateOptions { runs: runs.len() as u64, ..SimulateOptions::default() };
    let given = |model: &mut Model| model.tasks = (0..tasks).map(|task| given(task, runs)).collect();
    let context = Context::with(plan, &options, given)?;
    let mut control = never_stop;
    let mut watch = Watch::new(&mut control, runs.len());
    let part = make_part(&context, &mut watch)?;
    answer(&context, &part, &mut watch)
}

fn given(task: usize, runs: &[Vec<i32>]) -> UncertainTask {
    let seconds: Arc<[i32]> = runs.iter().map(|run| run[task]).collect();
    let ends =
        seconds.iter().fold((i32::MAX, 0), |(least, most), value| (least.min(*value), most.max(*value)));
    let mean = seconds.iter().map(|seconds| f64::from(*seconds)).sum::<f64>() / seconds.len().max(1) as f64;
    UncertainTask {
        task: task as u32,
        underway: None,
        stream: Stream::new(0, 0),
        draw: Draw::Given(seconds),
        mean,
        least: f64::from(ends.0),
        greatest: f64::from(ends.1),
        correlated: None,
        risks: Vec::new(),
        exists: None,
        options: Vec::new(),
    }
}
