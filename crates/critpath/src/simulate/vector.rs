//! Blocks of runs side by side through sums and maxima: what the passes of the schedule come to on one calendar.

use super::context::Context;
use super::program::{Amount, Program};
use super::sample::{Runs, Sampler};
use super::tally::{SHARE, Tally, TaskTally, share};
use super::wide::wide;
use crate::schedule::{ANY_RANK, LinearKind, LinearLink, NO_RANK};
use crate::time::Instant;

/// Runs of a block of which floats are asked: a bit of a word for each.
pub(super) const FLOAT_BLOCK: usize = 64;
/// Bytes of rows that fit the cache next to the processor, with room for tables.
const CACHE: usize = 384 << 10;

/// Blocks that each thread takes at least, so that none waits long for the last one.
const BLOCKS: usize = 8;

/// How many runs a block of finishes holds, if each thread makes so many.
pub(super) fn finish_block(program: &Program, runs: usize) -> usize {
    let fits = (CACHE / (4 * program.slot_count.max(1))).min(runs / BLOCKS);
    (fits / FLOAT_BLOCK * FLOAT_BLOCK).clamp(FLOAT_BLOCK, 1_024)
}

/// Makes runs side by side.
#[derive(Debug)]
pub(super) struct Vector<'a> {
    context: &'a Context,
    program: &'a Program,
    /// Rows of ranks, one value for each run. The backward pass puts late ones in the place of early ones.
    rows: Vec<Vec<i32>>,
    duration: Vec<i32>,
    latest: Vec<i32>,
    until: Vec<Vec<i32>>,
    /// What bounds the start and the finish of a node from above, and its float.
    late_start: Vec<i32>,
    late_finish: Vec<i32>,
    float: Vec<i32>,
    /// By task of a risk: in which runs it was critical.
    critical: Vec<u64>,
}

impl<'a> Vector<'a> {
    pub(super) fn new(context: &'a Context, program: &'a Program) -> Self {
        Vector {
            context,
            program,
            rows: Vec::new(),
            duration: Vec::new(),
            latest: Vec::new(),
            until: vec![Vec::new(); program.limit_ranks.len()],
            late_start: Vec::new(),
            late_finish: Vec::new(),
            float: Vec::new(),
            critical: vec![0; context.planned.len()],
        }
    }

    /// The finish of each run; what is counted of them goes into the tally.
    pub(super) fn block(
        &mut self,
        sampler: &mut Sampler,
        runs: Runs,
        finishes: &mut [Instant],
        tally: &mut Tally,
    ) {
        wide!(self.make(sampler, runs, finishes, tally));
    }

    #[inline(always)]
    fn make(&mut self, sampler: &mut Sampler, runs: Runs, finishes: &mut [Instant], tally: &mut Tally) {
        let count = runs.len();
        sampler.begin(runs);
        let with_floats = !tally.tasks.is_empty();
        let nodes = self.program.linear.nodes.len();
        let rows = if with_floats { 2 * nodes } else { self.program.slot_count };
        self.rows.resize_with(rows, Vec::new);
        self.rows.iter_mut().for_each(|row| row.resize(count, 0));
        self.duration.resize(count, 0);
        self.latest.clear();
        self.latest.resize(count, 0);
        let has_limits = !tally.limits.is_empty();
        for until in &mut self.until {
            until.clear();
            until.resize(count, NO_RANK);
        }
        for at in 0..nodes {
            self.place(at, sampler, runs, with_floats, has_limits);
        }
        let context = self.context;
        for (finish, rank) in finishes.iter_mut().zip(&self.latest) {
            *finish = self.program.linear.finish(&context.plan, *rank);
        }
        for ((kept, until), limit) in tally.limits.iter_mut().zip(&self.until).zip(&self.program.limit_ranks)
        {
            *kept += until.iter().filter(|rank| **rank <= *limit).count() as u64;
        }
        if with_floats {
            let plan_s: Vec<u32> =
                finishes.iter().map(|finish| context.work_s(*finish).max(0) as u32).collect();
            self.floats(&plan_s, tally);
            self.risks(sampler, tally);
        }
    }

    /// Earliest start and finish of a node in each run.
    #[inline(always)]
    fn place(&mut self, at: usize, sampler: &mut Sampler, runs: Runs, with_floats: bool, has_limits: bool) {
        let program = self.program;
        let node = &program.linear.nodes[at];
        let links = &program.linear.links[node.first as usize..node.end as usize];
        let (start_row, finish_row) = row_numbers(program, at, with_floats);
        let mut start = std::mem::take(&mut self.rows[start_row]);
        let mut finish = std::mem::take(&mut self.rows[finish_row]);
        let rows = &self.rows;
        let row = |link: &LinearLink| {
            let (start, finish) = row_numbers(program, link.from as usize, with_floats);
            rows[if link.from_start { start } else { finish }].as_slice()
        };
        match node.kind {
            LinearKind::Fact { start: from, finish: to } => {
                start.fill(from);
                finish.fill(to);
            }
            LinearKind::Entry | LinearKind::Rollup => {
                let is_rollup = node.kind == LinearKind::Rollup;
                start.fill(if is_rollup { ANY_RANK } else { NO_RANK });
                finish.fill(NO_RANK);
                for link in links {
                    match (link.to_start, is_rollup) {
                        (true, true) => lower(&mut start, row(link), link.lag),
                        (true, false) => raise(&mut start, row(link), link.lag),
                        (false, _) => raise(&mut finish, row(link), link.lag),
                    }
                }
            }
            LinearKind::Leaf | LinearKind::Gate => {
                first_bounds(&mut start, node.start_floor, links.iter().filter(|link| link.to_start), row);
                match program.amounts[at] {
                    Amount::Fixed(seconds) => self.duration.fill(seconds),
                    Amount::Drawn(position) => sampler.durations(position, runs, &mut self.duration),
                }
                let bounds_finish = node.finish_floor > NO_RANK || links.iter().any(|link| !link.to_start);
                if bounds_finish {
                    finish.fill(node.finish_floor);
                    for link in links.iter().filter(|link| !link.to_start) {
                        raise(&mut finish, row(link), link.lag);
                    }
                    for ((start, by_finish), seconds) in start.iter_mut().zip(&finish).zip(&self.duration) {
                        *start = greater(*start, by_finish - seconds);
                    }
                }
                finish_leaf(&start, &self.duration, &mut finish);
                if program.may_be_last[at] {
                    raise(&mut self.latest, &finish, 0);
                }
            }
        }
        if has_limits {
            for limit in &program.limits[at] {
                raise(&mut self.until[*limit as usize], &finish, 0);
            }
        }
        self.rows[start_row] = start;
        self.rows[finish_row] = finish;
    }

    /// Floats of every leaf in each run, and what is counted of its task.
    #[inline(always)]
    fn floats(&mut self, plan_s: &[u32], tally: &mut Tally) {
        let (program, count) = (self.program, plan_s.len());
        self.late_start.resize(count, 0);
        self.late_finish.resize(count, 0);
        self.float.resize(count, 0);
        // Sums of a block must fit a word.
        let greatest = program.greatest_duration.max(program.greatest_rank).max(1) as u128;
        let fits = greatest * greatest * (count as u128) < 1 << 63;
        for at in (0..program.linear.nodes.len()).rev() {
            let node = &program.linear.nodes[at];
            if matches!(node.kind, LinearKind::Fact { .. }) {
                continue;
            }
            let bounds_start = self.bound_late(at);
            let (mut start, mut finish) =
                (std::mem::take(&mut self.rows[2 * at]), std::mem::take(&mut self.rows[2 * at + 1]));
            match node.kind {
                LinearKind::Leaf => {
                    for (float, (late, early)) in
                        self.float.iter_mut().zip(self.late_finish.iter().zip(&finish))
                    {
                        *float = late - early;
                    }
                    if bounds_start {
                        let bounds = self.late_start.iter().zip(&start);
                        for (float, (late, early)) in self.float.iter_mut().zip(bounds) {
                            *float = less(*float, late - early);
                        }
                    }
                    if let Some(sums) = tally.tasks.get_mut(node.node as usize)
                        && self.context.counts[node.node as usize]
                    {
                        let limit = program.linear.critical_float;
                        let rows = Floats { start: &start, finish: &finish, float: &self.float, plan_s };
                        rows.count(sums, limit, fits);
                        if !self.context.model.risks.is_empty() {
                            self.critical[node.node as usize] = rows.critical(limit);
                        }
                    }
                    for ((start, finish), float) in start.iter_mut().zip(&mut finish).zip(&self.float) {
                        *start += float;
                        *finish += float;
                    }
                }
                LinearKind::Gate => {
                    let bounds = self.late_start.iter().zip(&self.late_finish);
                    for ((start, finish), (by_start, by_finish)) in
                        start.iter_mut().zip(&mut finish).zip(bounds)
                    {
                        *start = less(*by_start, *by_finish);
                        *finish = *start;
                    }
                }
                _ => {
                    start.copy_from_slice(&self.late_start);
                    finish.copy_from_slice(&self.late_finish);
                }
            }
            self.rows[2 * at] = start;
            self.rows[2 * at + 1] = finish;
        }
    }

    /// What those that follow a node, whose rows are late by now, allow it; whether they bound its start.
    #[inline(always)]
    fn bound_late(&mut self, at: usize) -> bool {
        let program = self.program;
        match program.is_leaf(at) {
            true => self.late_finish.copy_from_slice(&self.latest),
            false => self.late_finish.fill(ANY_RANK),
        }
        self.late_start.fill(ANY_RANK);
        let mut bounds_start = false;
        for following in program.following(at) {
            let to = following.to as usize;
            match program.linear.nodes[to].kind {
                LinearKind::Fact { .. } => continue,
                // Nobody asks for the start of a phase, or there are no floats by ranks.
                LinearKind::Rollup if following.from_start => continue,
                _ => {}
            }
            bounds_start |= following.from_start;
            let bound = if following.from_start { &mut self.late_start } else { &mut self.late_finish };
            let row = if following.to_start { 2 * to } else { 2 * to + 1 };
            lower(bound, &self.rows[row], -following.lag);
        }
        bounds_start
    }

    fn risks(&self, sampler: &Sampler, tally: &mut Tally) {
        for ((risk, hit), sums) in self.context.model.risks.iter().zip(&sampler.hits).zip(&mut tally.risks) {
            let bits = hit.happens.iter().enumerate();
            let happened = bits.fold(0_u64, |mask, (place, happens)| mask | u64::from(*happens) << place);
            let critical = risk.tasks.iter().filter(|task| self.context.counts[**task as usize]);
            let critical = critical.fold(0, |mask, task| mask | self.critical[*task as usize]);
            sums.happened += u64::from(happened.count_ones());
            sums.critical += u64::from((happened & critical).count_ones());
        }
    }
}

/// The rows of the start and the finish of a node: their own where floats are asked for.
fn row_numbers(program: &Program, at: usize, with_floats: bool) -> (usize, usize) {
    if with_floats {
        return (2 * at, 2 * at + 1);
    }
    let (start, finish) = program.slots[at];
    (start as usize, finish as usize)
}

/// What is counted of a task in a block.
struct Floats<'a> {
    /// When it starts and finishes at the earliest.
    start: &'a [i32],
    finish: &'a [i32],
    float: &'a [i32],
    plan_s: &'a [u32],
}

impl Floats<'_> {
    #[inline(always)]
    fn count(&self, sums: &mut TaskTally, critical_float: i32, fits: bool) {
        if !fits {
            for (place, float) in self.float.iter().enumerate() {
                let duration = self.finish[place] - self.start[place];
                let plan_s = i64::from(self.plan_s[place]);
                sums.add_run(duration, i64::from(*float), *float <= critical_float, plan_s);
            }
            return;
        }
        let (mut critical, mut shares, mut duration, mut square, mut product) =
            (0_u32, 0_u64, 0_u64, 0_u64, 0_u64);
        let rows = self.start.iter().zip(self.finish).zip(self.float).zip(self.plan_s);
        for (((start, finish), float), plan_s) in rows {
            let seconds = finish - start;
            critical += u32::from(*float <= critical_float);
            shares += u64::from(share(seconds, *float) as u32) * u64::from(*plan_s);
            let seconds = seconds as u32;
            duration += u64::from(seconds);
            square += u64::from(seconds) * u64::from(seconds);
            product += u64::from(seconds) * u64::from(*plan_s);
        }
        sums.critical += u64::from(critical);
        sums.significance += i128::from(shares);
        sums.duration += i128::from(duration);
        sums.square += i128::from(square);
        sums.product += i128::from(product);
    }

    /// In which runs it is critical, a bit for each.
    #[inline(always)]
    fn critical(&self, critical_float: i32) -> u64 {
        let bits = self.float.iter().enumerate();
        bits.fold(0, |mask, (place, float)| mask | u64::from(*float <= critical_float) << place)
    }
}

const _: () = assert!(SHARE < 1 << 31);

#[inline(always)]
fn greater(a: i32, b: i32) -> i32 {
    if a > b { a } else { b }
}

#[inline(always)]
fn less(a: i32, b: i32) -> i32 {
    if a < b { a } else { b }
}

/// Raises values to those of another row and a lag.
#[inline(always)]
fn raise(row: &mut [i32], by: &[i32], lag: i32) {
    for (value, by) in row.iter_mut().zip(by) {
        *value = greater(*value, by + lag);
    }
}

/// Lowers values to those of another row and a lag.
#[inline(always)]
fn lower(row: &mut [i32], by: &[i32], lag: i32) {
    for (value, by) in row.iter_mut().zip(by) {
        *value = less(*value, by + lag);
    }
}

/// The greatest of a floor and the bounds of links.
#[inline(always)]
fn first_bounds<'b, 'r>(
    out: &mut [i32],
    floor: i32,
    mut links: impl Iterator<Item = &'b LinearLink>,
    row: impl Fn(&'b LinearLink) -> &'r [i32],
) {
    let Some(first) = links.next() else { return out.fill(floor) };
    match links.next() {
        None => {
            for (out, bound) in out.iter_mut().zip(row(first)) {
                *out = greater(floor, bound + first.lag);
            }
        }
        Some(second) => {
            for ((out, one), other) in out.iter_mut().zip(row(first)).zip(row(second)) {
                *out = greater(floor, greater(one + first.lag, other + second.lag));
            }
            links.for_each(|link| raise(out, row(link), link.lag));
        }
    }
}

#[inline(always)]
fn finish_leaf(start: &[i32], seconds: &[i32], finish: &mut [i32]) {
    for ((finish, start), seconds) in finish.iter_mut().zip(start).zip(seconds) {
        *finish = start + seconds;
    }
}
