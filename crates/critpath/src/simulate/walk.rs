//! Runs of a plan, each with its whole schedule, for who asks more of a run than when it is done.

use super::SimulateOptions;
use super::context::Context;
use super::distribution::{Distribution, DistributionError};
use super::draw::{Draw, Draws, LONGEST_S, threshold};
use super::estimate::duration_distribution;
use super::general::{self, General};
use super::model::outermost;
use super::random::{Stream, variable_key};
use super::sample::{Runs, Sampler};
use super::threads::{Advance, Blocks, share};
use crate::control::Watch;
use crate::error::Error;
use crate::model::forecast::NoteKind;
use crate::model::{Estimate, WorkUnits};
use crate::plan::Plan;
use crate::schedule::Schedule;

/// A plan that is run: the same durations and risks in the same runs as [`simulate`](super::simulate) draws.
#[derive(Debug)]
pub(crate) struct Walk {
    context: Context,
}

/// One run.
pub(crate) struct Run<'r> {
    /// Its number, which all that is random in it is drawn by.
    pub(crate) number: u64,
    /// What is closed in it: runs with the same word have the same calendars.
    pub(crate) closed: u64,
    /// The plan with what is closed.
    pub(crate) plan: &'r Plan,
    pub(crate) schedule: &'r Schedule,
    /// The tasks that do not take place, by index in rising order.
    pub(crate) missing: &'r [u32],
}

impl Walk {
    /// Compiles a plan for runs.
    ///
    /// # Errors
    /// As [`simulate`](super::simulate).
    pub(crate) fn new(plan: &Plan, options: &SimulateOptions) -> Result<Walk, Error> {
        let options = SimulateOptions { indices: false, stop: None, ..*options };
        Ok(Walk { context: Context::new(plan, &options)? })
    }

    /// Whether no two runs differ.
    pub(crate) fn is_certain(&self) -> bool {
        self.context.notes.has(NoteKind::NothingUncertain)
    }

    /// Shows each run to a counter, in no order, on as many threads as the options say; all counters. What is counted in
    /// whole numbers is the same for any number of threads. Progress counts runs.
    ///
    /// # Errors
    /// As [`simulate`](super::simulate), and of the counters.
    pub(crate) fn runs<C: Send>(
        &self,
        watch: &mut Watch,
        counter: &(dyn Fn() -> C + Sync),
        look: &(dyn Fn(&mut C, Run) -> Result<(), Error> + Sync),
    ) -> Result<Vec<C>, Error> {
        let options = &self.context.options;
        let blocks = (options.runs as usize).div_ceil(general::BLOCK);
        share(blocks, options.threads, watch, &|blocks, advance| {
            let mut counter = counter();
            self.blocks(blocks, advance, &mut |run| look(&mut counter, run))?;
            Ok(counter)
        })
    }

    /// Takes blocks of runs until there are none, and shows each run.
    fn blocks(
        &self,
        blocks: &Blocks,
        advance: &mut Advance,
        look: &mut dyn FnMut(Run) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let model = &self.context.model;
        let mut sampler = Sampler::new(model);
        let mut general = General::new(&self.context);
        let may_miss = |at: &usize| model.tasks[*at].exists.is_some() || !model.tasks[*at].options.is_empty();
        let may_miss: Vec<usize> = (0..model.tasks.len()).filter(may_miss).collect();
        let (first, count) = (self.context.options.first_run, self.context.options.runs);
        let mut missing = Vec::new();
        while let Some(at) = blocks.take() {
            let done = (at * general::BLOCK) as u64;
            let from = first + done;
            let runs = Runs::Row(from, general::BLOCK.min((count - done) as usize));
            advance(runs.len())?;
            sampler.begin(runs);
            let take_place: Vec<(u32, Vec<bool>)> =
                may_miss.iter().map(|at| (model.tasks[*at].task, sampler.takes_place(*at, runs))).collect();
            general.each(&mut sampler, runs, false, &mut |_, run| {
                missing.clear();
                missing.extend(take_place.iter().filter(|(_, is)| !is[run.place]).map(|(task, _)| *task));
                let (closed, plan, schedule) = (run.closed, run.plan, run.trial.schedule());
                look(Run { number: from + run.place as u64, closed, plan, schedule, missing: &missing })
            })?;
        }
        Ok(())
    }
}

/// A duration that is drawn in each run, apart from those of the tasks.
#[derive(Debug)]
pub(crate) struct DrawnDuration {
    stream: Stream,
    draw: Draw,
}

impl DrawnDuration {
    /// The duration that an estimate states, never less than none. The words name it among all that is random.
    ///
    /// # Errors
    /// What is stated makes no distribution, or one of more than 34 years.
    pub(crate) fn new(
        seed: u64,
        words: &[&str],
        estimate: &Estimate,
        units: &WorkUnits,
    ) -> Result<Self, DistributionError> {
        let stated = duration_distribution(estimate, units)?;
        let distribution = match stated.least() < 0.0 {
            true => stated.above(0.0).map_or_else(|| Distribution::fixed(0.0), Ok)?,
            false => stated,
        };
        if outermost(&distribution) >= LONGEST_S as f64 {
            return Err(DistributionError::Number);
        }
        let draw = Draws::default().of(&distribution);
        Ok(DrawnDuration { stream: Stream::new(seed, variable_key(words)), draw })
    }

    /// Whether it draws more than one value.
    pub(crate) fn varies(&self) -> bool {
        self.draw.varies()
    }

    /// Seconds in a run.
    pub(crate) fn seconds(&self, run: u64) -> i64 {
        let mut seconds = [0];
        self.draw.fill_seconds(&[self.stream.bits(run)], &mut seconds);
        i64::from(seconds[0])
    }
}

/// A number between two that is drawn in each run, each as likely as any other.
#[derive(Debug)]
pub(crate) struct DrawnNumber {
    stream: Stream,
    draw: Draw,
}

impl DrawnNumber {
    /// The words name it among all that is random.
    ///
    /// # Errors
    /// The ends make no distribution.
    pub(crate) fn new(seed: u64, words: &[&str], (low, high): (f64, f64)) -> Result<Self, DistributionError> {
        let distribution =
            if low < high { Distribution::uniform(low, high) } else { Distribution::fixed(low) }?;
        let draw = Draws::default().of(&distribution);
        Ok(DrawnNumber { stream: Stream::new(seed, variable_key(words)), draw })
    }

    /// Whether it draws more than one value.
    pub(crate) fn varies(&self) -> bool {
        self.draw.varies()
    }

    /// The number in a run.
    pub(crate) fn value(&self, run: u64) -> f64 {
        self.draw.value(self.stream.bits(run))
    }
}

/// Something that happens in a run or not, at any time of a span alike.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Event {
    happens: Stream,
    threshold: u64,
    when: Stream,
}

impl Event {
    /// What happens with a probability. The words name it among all that is random.
    pub(crate) fn new(seed: u64, word: &str, probability: f64) -> Self {
        let stream = |what: &str| Stream::new(seed, variable_key(&[word, what]));
        Event { happens: stream("occurs"), threshold: threshold(probability), when: stream("when") }
    }

    /// Whether it happens in a run.
    pub(crate) fn happens(self, run: u64) -> bool {
        u64::from(self.happens.bits(run)) < self.threshold
    }

    /// When it would, between two instants, both included.
    pub(crate) fn when(self, run: u64, (from, to): (i64, i64)) -> i64 {
        let seconds = u128::from((to - from).max(0).unsigned_abs()) + 1;
        from + ((seconds * u128::from(self.when.bits(run))) >> 32) as i64
    }
}
