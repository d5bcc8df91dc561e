//! What is summed of tasks, and their ranks, into indices.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Answer, Sums, pearson};
use crate::control::Watch;
use crate::error::Error;
use crate::model::Task;
use crate::model::forecast::TaskForecast;
use crate::simulate::ranks::{RankCorrelation, Ranked, Space};
use crate::simulate::sample::{Runs, Sampler};
use crate::simulate::tally::SHARE;
use crate::simulate::wide::wide;

/// What is known of a task over all runs.
#[derive(Debug, Clone, Copy)]
pub(super) struct TaskSums {
    pub(super) ranks: RankCorrelation,
}

/// Tasks whose durations are drawn together, and runs of a stretch of them.
const TASKS: usize = 16;
const STRETCH: usize = 1_024;

impl Answer<'_> {
    /// The rank correlations of all tasks with the duration of the plan; by task, none for those that do not vary. The
    /// durations are drawn anew, so that they need not be kept. O(runs log runs) for each task.
    pub(super) fn task_sums(&self, watch: &mut Watch) -> Result<Vec<Option<TaskSums>>, Error> {
        let context = self.context;
        let mut sums = vec![None; context.planned.len()];
        if !context.options.indices {
            return Ok(sums);
        }
        let against = self.ranked_plan();
        let varying: Vec<usize> = (0..context.model.tasks.len())
            .filter(|position| context.counts[context.model.tasks[*position].task as usize])
            .collect();
        let batches: Vec<&[usize]> = varying.chunks(TASKS).collect();
        let next = AtomicUsize::new(0);
        let found: Mutex<Vec<(usize, RankCorrelation)>> = Mutex::new(Vec::new());
        let work = |advance: &mut dyn FnMut() -> Result<(), Error>| {
            let mut sampler = Sampler::new(&context.model);
            let mut space = Space::default();
            let mut columns: Vec<Vec<i32>> = vec![vec![0; self.sorted.0.len()]; TASKS];
            while let Some(batch) = batches.get(next.fetch_add(1, Ordering::Relaxed)) {
                advance()?;
                self.fill(batch, &mut sampler, &mut columns);
                let ranks = batch.iter().zip(&columns);
                let ranks: Vec<_> =
                    ranks.map(|(at, column)| (*at, against.correlate(column, &mut space))).collect();
                if let Ok(mut found) = found.lock() {
                    found.extend(ranks);
                }
            }
            Ok(())
        };
        let threads = context.options.threads.clamp(1, batches.len().max(1));
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(|| work(&mut || Ok(())));
            }
            let mine = work(&mut || watch.advance(0));
            if mine.is_err() {
                next.store(batches.len(), Ordering::Relaxed);
            }
            mine
        })?;
        for (position, ranks) in found.into_inner().unwrap_or_default() {
            sums[context.model.tasks[position].task as usize] = Some(TaskSums { ranks });
        }
        Ok(sums)
    }

    /// The durations of the plan, in the order of the runs, ranked.
    pub(super) fn ranked_plan(&self) -> Ranked {
        let durations = self.forecast.finishes().map(|(_, finish)| self.context.work_s(finish));
        Ranked::new(&durations.collect::<Vec<i64>>())
    }

    /// Draws the durations of some tasks in all runs.
    fn fill(&self, batch: &[usize], sampler: &mut Sampler, columns: &mut [Vec<i32>]) {
        let shares = batch.iter().any(|position| {
            let task = &self.context.model.tasks[*position];
            !task.is_plain() || task.correlated.is_some()
        });
        let mut place = 0;
        for (from, to) in self.forecast.run_ranges() {
            let mut first = from;
            while first < to {
                let count = (STRETCH as u64 - first % STRETCH as u64).min(to - first) as usize;
                let runs = Runs::Row(first, count);
                if shares {
                    sampler.begin(runs);
                } else {
                    sampler.begin_plain(runs);
                }
                for (position, column) in batch.iter().zip(columns.iter_mut()) {
                    let column = &mut column[place..place + count];
                    wide!(sampler.durations(*position, runs, column));
                }
                (first, place) = (first + count as u64, place + count);
            }
        }
    }

    /// The answer for one task.
    pub(super) fn task(&self, at: usize, task: &Task, sums: Option<&TaskSums>) -> TaskForecast {
        let mut answer = TaskForecast {
            id: task.id.clone(),
            name: task.name.clone(),
            duration_s: i64::from(self.context.planned[at]),
            mean_duration_s: None,
            standard_deviation_s: None,
            criticality_index: None,
            significance_index: None,
            ssi: None,
            cruciality: None,
            cruciality_spearman: None,
            cruciality_kendall: None,
        };
        let Some(tally) = self.forecast.tally.tasks.get(at).filter(|_| self.context.counts[at]) else {
            return answer;
        };
        let runs = i128::from(self.runs());
        let own = Sums { count: runs, sum: tally.duration, square: tally.square };
        let criticality = tally.critical as f64 / runs.max(1) as f64;
        let deviation = own.standard_deviation();
        let of_plan = self.plan.standard_deviation();
        let strength = |coefficient: Option<f64>| coefficient.map(f64::abs);
        answer.mean_duration_s = Some(own.mean());
        answer.standard_deviation_s = Some(deviation);
        answer.criticality_index = Some(criticality);
        answer.significance_index =
            (self.plan.sum > 0).then(|| tally.significance as f64 / (SHARE as f64 * self.plan.sum as f64));
        answer.ssi = (of_plan > 0.0).then(|| deviation * criticality / of_plan);
        answer.cruciality = strength(pearson(own, self.plan, tally.product));
        answer.cruciality_spearman = strength(sums.and_then(|sums| sums.ranks.spearman));
        answer.cruciality_kendall = strength(sums.and_then(|sums| sums.ranks.kendall));
        answer
    }
}
