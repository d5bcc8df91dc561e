//! Runs into finishes, costs and sums, block by block over threads.

use std::ops::Range;

use super::context::Context;
use super::general::{self, General};
use super::random::RUNS_PER_BLOCK;
use super::sample::{Runs, Sampler};
use super::tally::Tally;
use super::threads::{Advance, Blocks, share};
use super::vector::{self, Vector};
use crate::control::Watch;
use crate::error::Error;
use crate::time::Instant;

/// What is asked of runs.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Ask {
    /// The indices of tasks and risks.
    pub(super) indices: bool,
    /// How often limits are kept.
    pub(super) limits: bool,
    /// The cost of each run.
    pub(super) costs: bool,
    /// The position of a risk that is switched off.
    pub(super) without: Option<usize>,
}

/// What runs gave, in their order.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    pub(super) finishes: Vec<Instant>,
    /// In ten-thousandths; empty if not asked for.
    pub(super) costs: Vec<i64>,
    pub(super) tally: Tally,
}

/// Which runs are made.
#[derive(Debug, Clone)]
pub(super) enum Which<'a> {
    /// All of a range.
    Range(Range<u64>),
    /// These.
    These(&'a [u64]),
}

impl Which<'_> {
    fn len(&self) -> usize {
        match self {
            Which::Range(range) => (range.end - range.start) as usize,
            Which::These(runs) => runs.len(),
        }
    }

    /// The runs of a block. Blocks of a range begin where those of the random numbers do.
    fn block(&self, at: usize, length: usize) -> (usize, Runs<'_>) {
        match self {
            Which::Range(range) => {
                let skew = (range.start % RUNS_PER_BLOCK) as usize;
                let from = (at * length).saturating_sub(if at == 0 { 0 } else { skew });
                let to = ((at + 1) * length - skew).min(self.len());
                (from, Runs::Row(range.start + from as u64, to - from))
            }
            Which::These(runs) => {
                let from = at * length;
                (from, Runs::These(&runs[from..(from + length).min(runs.len())]))
            }
        }
    }

    fn blocks(&self, length: usize) -> usize {
        let skew = match self {
            Which::Range(range) => (range.start % RUNS_PER_BLOCK) as usize,
            Which::These(_) => 0,
        };
        (self.len() + skew).div_ceil(length)
    }
}

/// Makes runs on so many threads; progress counts runs.
///
/// # Errors
/// As those of the schedule; [`Error::Cancelled`].
pub(super) fn make(context: &Context, which: &Which, ask: Ask, watch: &mut Watch) -> Result<Made, Error> {
    let length = match context.program(ask.indices) {
        Some(_) if ask.indices => vector::FLOAT_BLOCK,
        Some(program) => vector::finish_block(program, which.len() / context.options.threads.max(1)),
        None => general::BLOCK,
    };
    let blocks = which.blocks(length);
    let shared = Shared { context, which, ask, length };
    let parts =
        share(blocks, context.options.threads, watch, &|blocks, advance| shared.work(blocks, advance))?;
    let mut made = Made {
        finishes: vec![0; which.len()],
        costs: vec![0; if ask.costs { which.len() } else { 0 }],
        tally: shared.tally(),
    };
    for part in parts {
        made.tally.add(&part.tally);
        for (from, finishes, costs) in part.blocks {
            made.finishes[from..from + finishes.len()].copy_from_slice(&finishes);
            if ask.costs {
                made.costs[from..from + costs.len()].copy_from_slice(&costs);
            }
        }
    }
    Ok(made)
}

/// What one thread made.
struct Part {
    tally: Tally,
    /// By block: where it begins, the finishes and the costs.
    blocks: Vec<(usize, Vec<Instant>, Vec<i64>)>,
}

/// What threads share.
struct Shared<'a> {
    context: &'a Context,
    which: &'a Which<'a>,
    ask: Ask,
    length: usize,
}

impl Shared<'_> {
    fn tally(&self) -> Tally {
        let Ask { indices, limits, .. } = self.ask;
        let context = self.context;
        Tally::new(
            if indices { context.planned.len() } else { 0 },
            if indices { context.model.risks.len() } else { 0 },
            if limits { context.limits.len() } else { 0 },
        )
    }

    /// Takes blocks until there are none.
    fn work(&self, blocks: &Blocks, advance: &mut Advance) -> Result<Part, Error> {
        let mut sampler = Sampler::new(&self.context.model);
        sampler.without = self.ask.without;
        let mut general = General::new(self.context);
        let mut vector =
            self.context.program(self.ask.indices).map(|program| Vector::new(self.context, program));
        let mut part = Part { tally: self.tally(), blocks: Vec::new() };
        while let Some(at) = blocks.take() {
            let (from, runs) = self.which.block(at, self.length);
            advance(runs.len())?;
            let mut finishes = vec![0; runs.len()];
            match &mut vector {
                Some(vector) => vector.block(&mut sampler, runs, &mut finishes, &mut part.tally),
                None => general.block(&mut sampler, runs, &mut finishes, &mut part.tally)?,
            }
            let mut costs = Vec::new();
            if self.ask.costs {
                costs.resize(runs.len(), 0);
                sampler.costs(runs, &mut costs);
            }
            part.blocks.push((from, finishes, costs));
        }
        Ok(part)
    }
}
