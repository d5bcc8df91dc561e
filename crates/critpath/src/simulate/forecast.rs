//! Runs of a simulation into a part that merges with others, in any order, to the same bits.

use std::collections::BTreeMap;

use super::SimulateOptions;
use super::context::Context;
use super::run::{Ask, Made, Which, make};
use super::tally::Tally;
use crate::control::Watch;
use crate::error::Error;
use crate::gate::statistics::quantile_ranks;
use crate::plan::Plan;
use crate::time::Instant;

/// What runs of a plan came to: a part that merges exactly with parts of other runs of the same plan.
///
/// It holds the finish of each run, and its cost if anything costs; all else are sums of integers, so it does not grow
/// with the runs otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// What it was made of: the plan, the seed and the options that matter.
    pub(super) fingerprint: u64,
    pub(super) seed: u64,
    /// Finishes and costs by first run; parts in a row are joined.
    pub(super) ranges: BTreeMap<u64, Outcomes>,
    pub(super) tally: Tally,
    /// It stopped as soon as it was exact enough.
    pub(super) stopped_early: bool,
}

/// What runs in a row came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    pub(super) finishes: Vec<Instant>,
    /// In ten-thousandths of the currency; empty if nothing costs.
    pub(super) costs: Vec<i64>,
}

/// Runs before the first time that the stop rule is asked; after it, it is asked whenever their number has doubled.
const FIRST_LOOK: u64 = 1_024;

/// Makes the runs that the options ask for.
pub(super) fn make_part(context: &Context, watch: &mut Watch) -> Result<Forecast, Error> {
    let options = &context.options;
    let ask = Ask { indices: options.indices, limits: true, costs: context.model.costs.any, without: None };
    let end = options.first_run + options.runs;
    let mut forecast = Forecast {
        fingerprint: fingerprint(&context.plan, options),
        seed: options.seed,
        ranges: BTreeMap::new(),
        tally: Tally::default(),
        stopped_early: false,
    };
    let mut from = options.first_run;
    let mut until = if options.stop.is_some() { (from + FIRST_LOOK).min(end) } else { end };
    loop {
        let Made { finishes, costs, tally } = make(context, &Which::Range(from..until), ask, watch)?;
        match from == options.first_run {
            true => forecast.tally = tally,
            false => forecast.tally.add(&tally),
        }
        forecast.insert(from, Outcomes { finishes, costs });
        if until == end {
            return Ok(forecast);
        }
        if is_exact_enough(context, &forecast) {
            forecast.stopped_early = true;
            return Ok(forecast);
        }
        (from, until) = (until, (options.first_run + 2 * (until - options.first_run)).min(end));
    }
}

/// Whether the interval of the percentile that matters is as narrow as asked for.
fn is_exact_enough(context: &Context, forecast: &Forecast) -> bool {
    let Some(stop) = context.options.stop else { return false };
    let finishes = forecast.sorted_finishes();
    let ranks = quantile_ranks(finishes.len() as u64, stop.percent / 100.0, context.options.confidence);
    let (Some(low), Some(high)) = (ranks.low, ranks.high) else { return false };
    let at = |rank: u64| context.work_s(finishes[rank as usize - 1]);
    at(high) - at(low) <= 2 * stop.half_width_s
}

impl Forecast {
    /// How many runs it holds.
    pub fn runs(&self) -> u64 {
        self.ranges.values().map(|outcomes| outcomes.finishes.len() as u64).sum()
    }

    /// The ranges of runs that it holds, each with its first run and one past its last.
    pub fn run_ranges(&self) -> impl Iterator<Item = (u64, u64)> + '_ {
        self.ranges.iter().map(|(first, outcomes)| (*first, first + outcomes.finishes.len() as u64))
    }

    /// The finish of each run, by the number of the run: instants of the plan's axis.
    pub fn finishes(&self) -> impl Iterator<Item = (u64, Instant)> + '_ {
        self.ranges.iter().flat_map(|(first, outcomes)| (*first..).zip(outcomes.finishes.iter().copied()))
    }

    /// Adds the runs of another part. The outcome is the same in any order.
    ///
    /// # Errors
    /// [`Error::Forecast`] for a part of another plan, seed or options, or one that holds a run that is here already;
    /// this part is then as it was.
    pub fn merge(&mut self, other: &Forecast) -> Result<(), Error> {
        if self.fingerprint != other.fingerprint || self.seed != other.seed {
            let message = "the parts are not of the same plan, seed and options";
            return Err(Error::Forecast(message.into()));
        }
        for (first, end) in other.run_ranges() {
            if let Some((from, to)) = self.run_ranges().find(|(from, to)| first < *to && *from < end) {
                let message = format!("both parts hold runs from {} to {}", first.max(from), end.min(to) - 1);
                return Err(Error::Forecast(message));
            }
        }
        self.tally.add(&other.tally);
        self.stopped_early |= other.stopped_early;
        for (first, outcomes) in &other.ranges {
            self.insert(*first, outcomes.clone());
        }
        Ok(())
    }

    /// Adds runs, and joins them with those right before and after.
    fn insert(&mut self, first: u64, mut outcomes: Outcomes) {
        let mut first = first;
        let end = first + outcomes.finishes.len() as u64;
        if let Some(after) = self.ranges.remove(&end) {
            outcomes.append(after);
        }
        let before =
            self.ranges.range(..first).next_back().map(|(at, before)| (*at, before.finishes.len() as u64));
        if let Some((at, length)) = before
            && at + length == first
            && let Some(mut joined) = self.ranges.remove(&at)
        {
            joined.append(outcomes);
            (first, outcomes) = (at, joined);
        }
        self.ranges.insert(first, outcomes);
    }

    pub(super) fn sorted_finishes(&self) -> Vec<Instant> {
        let mut finishes: Vec<Instant> = self.finishes().map(|(_, finish)| finish).collect();
        finishes.sort_unstable();
        finishes
    }
}

impl Outcomes {
    fn append(&mut self, mut after: Outcomes) {
        self.finishes.append(&mut after.finishes);
        self.costs.append(&mut after.costs);
    }
}

/// What tells parts of different simulations apart: all that the outcome of a run depends on. FNV-1a over the JSON of the
/// document and the options.
pub(super) fn fingerprint(plan: &Plan, options: &SimulateOptions) -> u64 {
    struct Fnv(u64);
    impl std::io::Write for Fnv {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = bytes
                .iter()
                .fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let mut hash = Fnv(0xCBF2_9CE4_8422_2325);
    // Writing a document into a hash cannot fail.
    let _ = serde_json::to_writer(&mut hash, plan.document());
    let options = format!("{:?} {:?} {} {}", options.schedule, options.risks, options.indices, options.seed);
    let _ = std::io::Write::write_all(&mut hash, options.as_bytes());
    hash.0
}
