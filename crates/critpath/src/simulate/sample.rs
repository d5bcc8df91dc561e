//! Variables and runs into what is drawn: rows of values, one for each run of a block.

use super::cost::{CostItem, integer};
use super::draw::{Draw, LONGEST_S};
use super::model::{ActiveRisk, Drawn, Group, Model, Occurrence};
use super::random::{RUNS_PER_BLOCK, Stream, uniform};
use crate::special::{normal_cdf, normal_quantile};

/// Runs that are made side by side.
#[derive(Debug, Clone, Copy)]
pub(super) enum Runs<'a> {
    /// So many from a first one on.
    Row(u64, usize),
    /// These.
    These(&'a [u64]),
}

impl Runs<'_> {
    /// How many.
    pub(super) fn len(self) -> usize {
        match self {
            Runs::Row(_, count) => count,
            Runs::These(runs) => runs.len(),
        }
    }

    /// The number of the run at a place.
    pub(super) fn run(self, place: usize) -> u64 {
        match self {
            Runs::Row(first, _) => first + place as u64,
            Runs::These(runs) => runs[place],
        }
    }

    /// The random bits of a variable in each run.
    #[inline(always)]
    fn bits(self, stream: Stream, out: &mut [u32]) {
        match self {
            Runs::Row(first, count) if first.is_multiple_of(RUNS_PER_BLOCK) => {
                let whole = count - count % RUNS_PER_BLOCK as usize;
                stream.fill(first, &mut out[..whole]);
                for (out, run) in out[whole..count].iter_mut().zip(first + whole as u64..) {
                    *out = stream.bits(run);
                }
            }
            runs => {
                for (place, out) in out.iter_mut().enumerate() {
                    *out = stream.bits(runs.run(place));
                }
            }
        }
    }
}

/// Draws the values of a block of runs.
#[derive(Debug)]
pub(super) struct Sampler<'a> {
    model: &'a Model,
    /// The risk that is switched off, by its position.
    pub(super) without: Option<usize>,
    bits: Vec<u32>,
    /// By risk: whether it happens in each run, and what it does there.
    pub(super) hits: Vec<Hit>,
    /// By branch: the option of each run.
    options: Vec<Vec<u16>>,
    /// By group: bits of each task, row after row.
    correlated: Vec<Vec<u32>>,
    factors: Vec<[f64; 2]>,
    delays: Vec<[i64; 2]>,
}

/// What a risk does in each run of a block.
#[derive(Debug, Default)]
pub(super) struct Hit {
    pub(super) happens: Vec<bool>,
    /// Seconds that it adds.
    pub(super) delay: Vec<i32>,
    pub(super) factor: Vec<f64>,
}

impl<'a> Sampler<'a> {
    pub(super) fn new(model: &'a Model) -> Self {
        Sampler {
            model,
            without: None,
            bits: Vec::new(),
            hits: model.risks.iter().map(|_| Hit::default()).collect(),
            options: vec![Vec::new(); model.branches.len()],
            correlated: vec![Vec::new(); model.groups.len()],
            factors: Vec::new(),
            delays: Vec::new(),
        }
    }

    /// Makes room for runs of tasks that share nothing with others.
    pub(super) fn begin_plain(&mut self, runs: Runs) {
        self.bits.resize(runs.len(), 0);
    }

    /// Draws what several tasks share.
    pub(super) fn begin(&mut self, runs: Runs) {
        let count = runs.len();
        self.bits.resize(count, 0);
        for (at, risk) in self.model.risks.iter().enumerate() {
            let is_off = self.without == Some(at);
            self.hits[at].draw(risk, runs, is_off, &mut self.bits);
        }
        for (branch, options) in self.model.branches.iter().zip(&mut self.options) {
            runs.bits(branch.stream, &mut self.bits);
            let option =
                |bits: &u32| branch.thresholds.partition_point(|until| *until <= u64::from(*bits)) as u16;
            options.clear();
            options.extend(self.bits.iter().map(option));
        }
        for (group, rows) in self.model.groups.iter().zip(&mut self.correlated) {
            correlate(self.model, group, runs, &mut self.bits, rows);
        }
    }

    /// The durations of an uncertain task in each run, in seconds.
    #[inline(always)]
    pub(super) fn durations(&mut self, position: usize, runs: Runs, out: &mut [i32]) {
        let model = self.model;
        let task = &model.tasks[position];
        if let Draw::Given(seconds) = &task.draw {
            for (place, out) in out.iter_mut().enumerate() {
                *out = seconds[runs.run(place) as usize];
            }
        } else if task.draw.varies() {
            match task.correlated {
                Some((group, place)) => {
                    let count = runs.len();
                    task.draw.fill_seconds(&self.correlated[group][place * count..][..count], out);
                }
                None => {
                    runs.bits(task.stream, &mut self.bits);
                    task.draw.fill_seconds(&self.bits, out);
                }
            }
        } else {
            task.draw.fill_seconds(&[], out);
        }
        if task.is_plain() {
            return;
        }
        self.hit(position, out);
        if let Some(exists) = task.exists {
            self.miss(exists, runs, out);
        }
        for (branch, option) in &task.options {
            for (out, taken) in out.iter_mut().zip(&self.options[*branch]) {
                *out = if usize::from(*taken) == *option { *out } else { 0 };
            }
        }
    }

    /// Lets risks change durations: factors first, then delays; those in series together, of those in parallel the
    /// greatest.
    fn hit(&mut self, position: usize, out: &mut [i32]) {
        let model = self.model;
        let task = &model.tasks[position];
        if task.risks.is_empty() {
            return;
        }
        const SERIES: usize = 0;
        const PARALLEL: usize = 1;
        self.factors.clear();
        self.factors.resize(out.len(), [1.0, 0.0]);
        self.delays.clear();
        self.delays.resize(out.len(), [0, 0]);
        for risk in &task.risks {
            let (hit, active) = (&self.hits[*risk], &model.risks[*risk]);
            for place in (0..out.len()).filter(|place| hit.happens[*place]) {
                let factor = hit.factor.get(place).copied();
                let delay = hit.delay.get(place).map_or(0, |delay| i64::from(*delay));
                if active.is_parallel {
                    let greatest = &mut self.factors[place][PARALLEL];
                    *greatest = factor.map_or(*greatest, |factor| factor.max(*greatest));
                    self.delays[place][PARALLEL] = self.delays[place][PARALLEL].max(delay);
                } else {
                    self.factors[place][SERIES] *= factor.unwrap_or(1.0);
                    self.delays[place][SERIES] += delay;
                }
            }
        }
        for ((out, factors), delays) in out.iter_mut().zip(&self.factors).zip(&self.delays) {
            let parallel = if factors[PARALLEL] > 0.0 { factors[PARALLEL] } else { 1.0 };
            let factor = factors[SERIES] * parallel;
            let multiplied =
                if factor == 1.0 { i64::from(*out) } else { libm::round(f64::from(*out) * factor) as i64 };
            *out = (multiplied + delays[SERIES] + delays[PARALLEL]).min(LONGEST_S) as i32;
        }
    }

    /// Lets a task that does not take place take no time.
    fn miss(&mut self, exists: Occurrence, runs: Runs, out: &mut [i32]) {
        runs.bits(exists.stream, &mut self.bits);
        for (out, bits) in out.iter_mut().zip(&self.bits) {
            *out = if u64::from(*bits) < exists.threshold { *out } else { 0 };
        }
    }

    /// Whether an uncertain task takes place in each run.
    pub(super) fn takes_place(&mut self, position: usize, runs: Runs) -> Vec<bool> {
        let task = &self.model.tasks[position];
        let mut place = vec![1; runs.len()];
        if let Some(exists) = task.exists {
            self.miss(exists, runs, &mut place);
        }
        for (branch, option) in &task.options {
            for (place, taken) in place.iter_mut().zip(&self.options[*branch]) {
                *place *= i32::from(usize::from(*taken) == *option);
            }
        }
        place.into_iter().map(|place| place != 0).collect()
    }

    /// What each run costs, in ten-thousandths.
    pub(super) fn costs(&mut self, runs: Runs, out: &mut [i64]) {
        let model = self.model;
        out.fill(model.costs.fixed);
        let mut seconds = vec![0; runs.len()];
        for item in &model.costs.items {
            match item {
                CostItem::Drawn { stream, draw, task } => {
                    let due = task.map(|task| self.takes_place(task, runs));
                    runs.bits(*stream, &mut self.bits);
                    for (place, (out, bits)) in out.iter_mut().zip(&self.bits).enumerate() {
                        if due.as_ref().is_none_or(|due| due[place]) {
                            *out += integer(draw.value(*bits));
                        }
                    }
                }
                CostItem::WithTask { amount, task } => {
                    let due = self.takes_place(*task, runs);
                    out.iter_mut().zip(due).for_each(|(out, due)| *out += if due { *amount } else { 0 });
                }
                CostItem::Rate { per_second, task } => {
                    self.durations(*task, runs, &mut seconds);
                    for (out, seconds) in out.iter_mut().zip(&seconds) {
                        *out += libm::round(per_second * f64::from(*seconds)) as i64;
                    }
                }
            }
        }
        for (risk, hit) in model.risks.iter().zip(&self.hits) {
            let Some(Drawn { stream, draw, .. }) = &risk.cost else { continue };
            runs.bits(*stream, &mut self.bits);
            for ((out, bits), happens) in out.iter_mut().zip(&self.bits).zip(&hit.happens) {
                *out += if *happens { integer(draw.value(*bits)) } else { 0 };
            }
        }
    }
}

impl Hit {
    fn draw(&mut self, risk: &ActiveRisk, runs: Runs, is_off: bool, bits: &mut [u32]) {
        runs.bits(risk.occurs.stream, bits);
        self.happens.clear();
        self.happens.extend(bits.iter().map(|bits| !is_off && u64::from(*bits) < risk.occurs.threshold));
        self.delay.clear();
        if let Some(Drawn { stream, draw, .. }) = &risk.delay {
            runs.bits(*stream, bits);
            self.delay.resize(bits.len(), 0);
            draw.fill_seconds(bits, &mut self.delay);
        }
        self.factor.clear();
        if let Some(Drawn { stream, draw, .. }) = &risk.factor {
            runs.bits(*stream, bits);
            self.factor.extend(bits.iter().map(|bits| draw.value(*bits)));
        }
    }
}

/// Draws tasks that are long or short together: normal scores, tied by the factor, and back to probabilities.
fn correlate(model: &Model, group: &Group, runs: Runs, bits: &mut [u32], rows: &mut Vec<u32>) {
    let (count, size) = (runs.len(), group.tasks.len());
    let mut scores = vec![0.0; count * size];
    for (place, position) in group.tasks.iter().enumerate() {
        runs.bits(model.tasks[*position].stream, bits);
        for (run, bits) in bits.iter().enumerate() {
            scores[run * size + place] = normal_quantile(uniform(*bits));
        }
    }
    rows.clear();
    rows.resize(count * size, 0);
    for (run, scores) in scores.chunks_exact(size).enumerate() {
        for place in 0..size {
            let probability = normal_cdf(group.factor.times(place, scores));
            rows[place * count + run] = (probability * 4_294_967_296.0) as u32;
        }
    }
}
