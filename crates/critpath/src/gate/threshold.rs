//! Values into a statistic of theirs that must keep a limit, such as the mean of the CPU over an hour.
//!
//! A statistic of all values of a window is a fact about that window: it is compared as it is.

use crate::check::phrase::count;
use crate::model::Comparator;
use crate::model::result::{GateMeasure, Verdict};

use super::reason::{Finding, measure};
use super::words::{amount, percent};

/// A limit for a statistic.
#[derive(Debug, Clone, Copy)]
pub(super) struct Threshold<'a> {
    /// Of the values; without one, each of them must keep the limit.
    pub statistic: Option<&'a str>,
    pub comparator: Comparator,
    /// In `unit`.
    pub target: f64,
    pub unit: &'a str,
}

/// The share of the values of a mean that may be missing.
const MISSING: f64 = 0.05;

impl Threshold<'_> {
    pub fn holds(&self, value: f64) -> bool {
        match self.comparator {
            Comparator::Less => value < self.target,
            Comparator::AtMost => value <= self.target,
            Comparator::Greater => value > self.target,
            Comparator::AtLeast => value >= self.target,
            Comparator::Equal => value == self.target,
        }
    }

    /// By the values of one instance, in `unit`.
    pub fn by_samples(&self, samples: &[f64], missing: u64) -> Finding {
        if samples.is_empty() {
            return Finding::inconclusive("no value was measured", "measure it");
        }
        let finding = match self.statistic {
            Some(name) => self.by_statistic(name, samples),
            None => self.by_each(samples),
        };
        if missing > 0 && finding.verdict == Verdict::Go {
            return self.with_missing(finding, samples.len() as u64, missing);
        }
        finding
    }

    fn by_statistic(&self, name: &str, samples: &[f64]) -> Finding {
        let Some(value) = statistic(name, samples) else {
            let detail = format!("`{name}` is no statistic that is known");
            return Finding::inconclusive(
                detail,
                "use mean, max, min, last, sum, median or a percentile like p95",
            );
        };
        let detail = format!("{name} is {} over {}", amount(value, self.unit), count(samples.len(), "value"));
        let figures = self.figures(name, value, samples.len() as u64);
        self.verdict(value, detail).with(figures)
    }

    /// Where no statistic is stated, all values or none decide.
    fn by_each(&self, samples: &[f64]) -> Finding {
        let good = samples.iter().filter(|value| self.holds(**value)).count();
        let lowest = samples.iter().copied().fold(f64::INFINITY, libm::fmin);
        let highest = samples.iter().copied().fold(f64::NEG_INFINITY, libm::fmax);
        let worst = if matches!(self.comparator, Comparator::Greater | Comparator::AtLeast) {
            lowest
        } else {
            highest
        };
        let name = if worst == lowest { "min" } else { "max" };
        let figures = self.figures(name, worst, samples.len() as u64);
        let seen = format!("between {} and {}", amount(lowest, self.unit), amount(highest, self.unit));
        if good == samples.len() {
            Finding::go(format!("all {good} values keep it: {seen}")).with(figures)
        } else if good == 0 {
            Finding::no_go(format!("none of {} values keeps it: {seen}", samples.len()), self.wanted())
                .with(figures)
        } else {
            let detail =
                format!("{good} of {} values keep it: {seen}; no statistic says which count", samples.len());
            Finding::inconclusive(detail, "say which statistic counts: mean, max or a percentile like p95")
                .with(figures)
        }
    }

    /// By a figure that someone else computed.
    pub fn by_value(&self, stated: Option<&str>, value: f64) -> Finding {
        let name = stated.or(self.statistic).unwrap_or("value");
        let figures = self.figures(name, value, 1);
        let same = match (self.statistic, stated) {
            (Some(asked), Some(stated)) => plain(asked) == plain(stated),
            // The greatest value tells of all of them.
            (None, Some(stated)) => plain(stated) == self.extreme(),
            (asked, None) => asked.is_some(),
        };
        let detail = format!("{name} is {}", amount(value, self.unit));
        if same || !self.holds(value) && self.statistic.is_none() {
            return self.verdict(value, detail).with(figures);
        }
        let (what, needed) = match self.statistic {
            Some(asked) => (
                format!("{detail}, and the criterion asks for `{asked}`"),
                "measure the statistic that the criterion states",
            ),
            None => (
                format!("{detail}, and the criterion does not say which statistic counts"),
                "say which statistic counts: mean, max or a percentile like p95",
            ),
        };
        Finding::inconclusive(what, needed).with(figures)
    }

    fn extreme(&self) -> &'static str {
        if matches!(self.comparator, Comparator::Greater | Comparator::AtLeast) { "min" } else { "max" }
    }

    fn verdict(&self, value: f64, detail: String) -> Finding {
        if self.holds(value) { Finding::go(detail) } else { Finding::no_go(detail, self.wanted()) }
    }

    fn wanted(&self) -> String {
        format!("bring it to {} {}", self.comparator, amount(self.target, self.unit))
    }

    /// A value that is missing may be the greatest; a mean bears few.
    fn with_missing(&self, finding: Finding, there: u64, missing: u64) -> Finding {
        let share = missing as f64 / there.saturating_add(missing) as f64;
        let bears =
            self.statistic.is_some_and(|name| matches!(plain(name).as_str(), "mean" | "sum" | "median"));
        if bears && share <= MISSING {
            return finding;
        }
        let detail = format!("{}; {missing} values are missing ({})", finding.detail, percent(share));
        let open =
            Finding::inconclusive(detail, "measure without gaps: what is missing may be what breaks it");
        Finding { measured: finding.measured, ..open }
    }

    fn figures(&self, statistic: &str, value: f64, sample: u64) -> GateMeasure {
        GateMeasure { value: Some(value), target: Some(self.target), sample, ..measure(statistic, self.unit) }
    }
}

/// One spelling for each statistic.
fn plain(name: &str) -> String {
    let name = name.trim().to_lowercase();
    match name.as_str() {
        "average" | "avg" => "mean".into(),
        "maximum" | "peak" => "max".into(),
        "minimum" => "min".into(),
        "latest" | "current" => "last".into(),
        "total" => "sum".into(),
        _ => name,
    }
}

/// A statistic of values in the order of time. The sum is exact to the last digits, whatever the order of sizes.
fn statistic(name: &str, samples: &[f64]) -> Option<f64> {
    let sum = || {
        let (sum, lost) = samples.iter().fold((0.0, 0.0), |(sum, lost): (f64, f64), value| {
            let next = sum + value;
            let small = if libm::fabs(sum) >= libm::fabs(*value) {
                (sum - next) + value
            } else {
                (value - next) + sum
            };
            (next, lost + small)
        });
        sum + lost
    };
    match plain(name).as_str() {
        "mean" => Some(sum() / samples.len() as f64),
        "sum" => Some(sum()),
        "max" => Some(samples.iter().copied().fold(f64::NEG_INFINITY, libm::fmax)),
        "min" => Some(samples.iter().copied().fold(f64::INFINITY, libm::fmin)),
        "last" => samples.last().copied(),
        _ => None,
    }
}
