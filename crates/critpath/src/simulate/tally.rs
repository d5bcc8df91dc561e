//! Runs into sums that are integers, so that any split of the runs adds up to the same bits.

/// What is counted over runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// By task in the document; empty if indices are not asked for.
    pub(super) tasks: Vec<TaskTally>,
    /// By position among the risks; empty if indices are not asked for.
    pub(super) risks: Vec<RiskTally>,
    /// By limit: runs that kept it.
    pub(super) limits: Vec<u64>,
}

/// What is summed of a task.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct TaskTally {
    /// Runs in which it was critical.
    pub(super) critical: u64,
    /// Duration / (duration + total float), in [`SHARE`]ths, times the plan's duration in seconds.
    pub(super) significance: i128,
    /// Its duration in seconds, its square, and its product with the plan's duration.
    pub(super) duration: i128,
    pub(super) square: i128,
    pub(super) product: i128,
}

/// What is counted of a risk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct RiskTally {
    /// Runs in which it happened.
    pub(super) happened: u64,
    /// Runs in which it happened to a task that was critical.
    pub(super) critical: u64,
}

/// The unit of shares that are summed.
pub(super) const SHARE: i64 = 1 << 24;

/// What share a duration has in itself and the float, in [`SHARE`]ths.
#[inline(always)]
pub(super) fn share(duration: i32, total_float: i32) -> i32 {
    let (duration, total_float) = (duration as f32, total_float.max(0) as f32);
    // Without a duration there is nothing to share; the sum is at least 1 then.
    let sum = duration + total_float;
    let sum = if sum < 1.0 { 1.0 } else { sum };
    (duration / sum * SHARE as f32 + 0.5) as i32
}

impl Tally {
    /// Nothing counted yet.
    pub(super) fn new(tasks: usize, risks: usize, limits: usize) -> Self {
        Tally {
            tasks: vec![TaskTally::default(); tasks],
            risks: vec![RiskTally::default(); risks],
            limits: vec![0; limits],
        }
    }

    /// Adds what was counted over other runs.
    pub(super) fn add(&mut self, other: &Tally) {
        for (sum, more) in self.tasks.iter_mut().zip(&other.tasks) {
            sum.critical += more.critical;
            sum.significance += more.significance;
            sum.duration += more.duration;
            sum.square += more.square;
            sum.product += more.product;
        }
        for (sum, more) in self.risks.iter_mut().zip(&other.risks) {
            sum.happened += more.happened;
            sum.critical += more.critical;
        }
        for (sum, more) in self.limits.iter_mut().zip(&other.limits) {
            *sum += more;
        }
    }
}

impl TaskTally {
    /// Adds one run.
    #[inline]
    pub(super) fn add_run(&mut self, duration: i32, total_float: i64, is_critical: bool, plan_s: i64) {
        let total_float = total_float.clamp(0, i64::from(i32::MAX)) as i32;
        self.critical += u64::from(is_critical);
        self.significance += i128::from(share(duration, total_float)) * i128::from(plan_s);
        self.duration += i128::from(duration);
        self.square += i128::from(i64::from(duration) * i64::from(duration));
        self.product += i128::from(duration) * i128::from(plan_s);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_durations() {
        assert_eq!(share(0, 0), 0);
        assert_eq!(share(5, 0), SHARE as i32);
        assert_eq!(share(1, 3), SHARE as i32 / 4);
        assert_eq!(share(1 << 30, 1 << 30), SHARE as i32 / 2);
        assert_eq!(share(5, -7), SHARE as i32);
    }
}
