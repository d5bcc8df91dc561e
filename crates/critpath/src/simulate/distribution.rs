//! What is stated of an uncertain quantity into a distribution: moments, probabilities and quantiles.

use libm::{exp, log, sqrt};

use crate::special::{beta_cdf, beta_quantile, normal_cdf, normal_quantile};

/// How a quantity is spread. In the unit of what it was made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Distribution {
    shape: Shape,
    /// It is known to exceed `above`, below which `below` of the shape lie.
    above: f64,
    below: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    Fixed(f64),
    Uniform {
        low: f64,
        high: f64,
    },
    Triangular {
        low: f64,
        mode: f64,
        high: f64,
    },
    /// Beta with these parameters, stretched.
    Beta {
        low: f64,
        high: f64,
        alpha: f64,
        beta: f64,
    },
    Lognormal {
        mu: f64,
        sigma: f64,
    },
    /// Rising values, each with the probability of a value up to it.
    Discrete(Vec<(f64, f64)>),
}

/// Why there is no such distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DistributionError {
    /// A number is missing, infinite, or of the wrong sign.
    #[error("it needs finite numbers, with a mean, a spread and a shape above zero")]
    Number,
    /// Low, likely and high do not rise.
    #[error("its low, likely and high are not in rising order")]
    Order,
    /// Percentiles that cannot be.
    #[error("its percentiles must lie between 0 and 100, the low one below the high one")]
    Percentile,
    /// Probabilities that are negative, or no values.
    #[error("it needs values whose probabilities are not negative and add up to more than zero")]
    Probability,
}

use DistributionError as Error;

impl Distribution {
    fn of(shape: Shape) -> Self {
        Distribution { shape, above: f64::NEG_INFINITY, below: 0.0 }
    }

    /// One value.
    pub fn fixed(value: f64) -> Result<Self, Error> {
        finite(&[value])?;
        Ok(Distribution::of(Shape::Fixed(value)))
    }

    /// Every value between two ends, as likely as any other.
    pub fn uniform(low: f64, high: f64) -> Result<Self, Error> {
        rising(&[low, high])?;
        Ok(if low == high {
            Distribution::of(Shape::Fixed(low))
        } else {
            Distribution::of(Shape::Uniform { low, high })
        })
    }

    /// A density that rises from the low end to the mode and falls to the high end in straight lines.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, Error> {
        rising(&[low, mode, high])?;
        Ok(if low == high {
            Distribution::of(Shape::Fixed(low))
        } else {
            Distribution::of(Shape::Triangular { low, mode, high })
        })
    }

    /// Beta-PERT: mean `(low + shape * mode + high) / (shape + 2)`; the usual shape is 4.
    pub fn beta_pert(low: f64, mode: f64, high: f64, shape: f64) -> Result<Self, Error> {
        rising(&[low, mode, high])?;
        finite(&[shape])?;
        if shape <= 0.0 {
            return Err(Error::Number);
        }
        if low == high {
            return Ok(Distribution::of(Shape::Fixed(low)));
        }
        let alpha = 1.0 + shape * (mode - low) / (high - low);
        let beta = 1.0 + shape * (high - mode) / (high - low);
        Ok(Distribution::of(Shape::Beta { low, high, alpha, beta }))
    }

    /// Lognormal by its mean and standard deviation.
    pub fn lognormal(mean: f64, standard_deviation: f64) -> Result<Self, Error> {
        finite(&[mean, standard_deviation])?;
        if mean <= 0.0 || standard_deviation < 0.0 {
            return Err(Error::Number);
        }
        if standard_deviation == 0.0 {
            return Distribution::fixed(mean);
        }
        let ratio = standard_deviation / mean;
        let variance = libm::log1p(ratio * ratio);
        Ok(Distribution::of(Shape::Lognormal { mu: log(mean) - variance / 2.0, sigma: sqrt(variance) }))
    }

    /// Lognormal by two values and the shares, between 0 and 1, of values below them.
    pub fn lognormal_by_percentiles(low: (f64, f64), high: (f64, f64)) -> Result<Self, Error> {
        rising(&[low.0, high.0])?;
        shares(low.1, high.1)?;
        if low.0 <= 0.0 {
            return Err(Error::Number);
        }
        if low.0 == high.0 {
            return Distribution::fixed(low.0);
        }
        let (z_low, z_high) = (normal_quantile(low.1), normal_quantile(high.1));
        let sigma = (log(high.0) - log(low.0)) / (z_high - z_low);
        Ok(Distribution::of(Shape::Lognormal { mu: log(low.0) - z_low * sigma, sigma }))
    }

    /// Trigen: the triangular distribution with this mode, of which these shares, between 0 and 1, lie below `low`
    /// and `high`.
    pub fn trigen(low: (f64, f64), mode: f64, high: (f64, f64)) -> Result<Self, Error> {
        rising(&[low.0, mode, high.0])?;
        shares(low.1, high.1)?;
        if low.0 == high.0 {
            return Distribution::fixed(mode);
        }
        // With x and y from the mode to the ends, w = x + y: (x - p)² = q w x and (y - r)² = s w y.
        let (p, r, q, s) = (mode - low.0, high.0 - mode, low.1, 1.0 - high.1);
        let end = |q: f64, w: f64, p: f64| {
            let root = (sqrt(q * w) + sqrt(q * w + 4.0 * p)) / 2.0;
            root * root
        };
        let excess = |w: f64| end(q, w, p) + end(s, w, r) - w;
        let (mut narrow, mut wide) = (p + r, 2.0 * (p + r));
        while excess(wide) > 0.0 && wide.is_finite() {
            (narrow, wide) = (wide, 2.0 * wide);
        }
        for _ in 0..200 {
            let middle = narrow + (wide - narrow) / 2.0;
            if excess(middle) > 0.0 {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        finite(&[wide])?;
        Distribution::triangular(mode - end(q, wide, p), mode, mode + end(s, wide, r))
    }

    /// One of some values, by probabilities that are made to add up to 1.
    pub fn discrete(values: &[(f64, f64)]) -> Result<Self, Error> {
        let mut sorted = values.to_vec();
        finite(&sorted.iter().flat_map(|value| [value.0, value.1]).collect::<Vec<_>>())?;
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        let total: f64 = sorted.iter().map(|value| value.1).sum();
        if sorted.iter().any(|value| value.1 < 0.0) || total <= 0.0 || !total.is_finite() {
            return Err(Error::Probability);
        }
        let mut steps: Vec<(f64, f64)> = Vec::new();
        let mut sum = 0.0;
        for (value, probability) in sorted.into_iter().filter(|value| value.1 > 0.0) {
            sum += probability;
            match steps.last_mut() {
                Some(last) if last.0 == value => last.1 = sum / total,
                _ => steps.push((value, sum / total)),
            }
        }
        if let Some(last) = steps.last_mut() {
            last.1 = 1.0;
        }
        Ok(match steps.as_slice() {
            [only] => Distribution::of(Shape::Fixed(only.0)),
            _ => Distribution::of(Shape::Discrete(steps)),
        })
    }

    /// One of the values that were observed, each as likely as any other.
    pub fn empirical(values: &[f64]) -> Result<Self, Error> {
        Distribution::discrete(&values.iter().map(|value| (*value, 1.0)).collect::<Vec<_>>())
    }

    /// The distribution of what is known to exceed an amount; `None` if nothing of it does.
    #[must_use]
    pub fn above(&self, amount: f64) -> Option<Distribution> {
        if amount < self.least() || amount <= self.above {
            return Some(self.clone());
        }
        let below = self.shape.cdf(amount);
        if below >= 1.0 {
            return None;
        }
        Some(match &self.shape {
            Shape::Fixed(_) => self.clone(),
            Shape::Uniform { high, .. } => Distribution::of(Shape::Uniform { low: amount, high: *high }),
            Shape::Discrete(steps) => {
                let left = steps.iter().filter(|step| step.0 > amount);
                let steps = left.map(|step| (step.0, (step.1 - below) / (1.0 - below))).collect();
                Distribution::of(Shape::Discrete(steps))
            }
            shape => Distribution { shape: shape.clone(), above: amount, below },
        })
    }

    pub(super) fn shape(&self) -> &Shape {
        &self.shape
    }

    /// Whether it is known to exceed something that its shape does not.
    pub fn is_truncated(&self) -> bool {
        self.below > 0.0
    }

    /// The one value that it has, if it has one.
    pub fn fixed_value(&self) -> Option<f64> {
        match &self.shape {
            Shape::Fixed(value) => Some(*value),
            _ => None,
        }
    }

    /// The least value.
    pub fn least(&self) -> f64 {
        self.quantile(0.0)
    }

    /// The greatest value, which may be infinite.
    pub fn greatest(&self) -> f64 {
        self.quantile(1.0)
    }

    /// The probability of a value up to `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        if x < self.above {
            0.0
        } else {
            ((self.shape.cdf(x) - self.below) / (1.0 - self.below)).clamp(0.0, 1.0)
        }
    }

    /// The least value that the value does not exceed with probability `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        let p = p.clamp(0.0, 1.0);
        self.shape.quantile(self.below + p * (1.0 - self.below)).max(self.above)
    }

    /// The mean. Exact, but where part of the shape is cut off: there to about 1e-6 of it.
    pub fn mean(&self) -> f64 {
        if self.below > 0.0 { self.average(|x| x) } else { self.shape.mean() }
    }

    /// The variance; as exact as the mean.
    pub fn variance(&self) -> f64 {
        if self.below > 0.0 {
            let mean = self.mean();
            return self.average(|x| (x - mean) * (x - mean));
        }
        self.shape.variance()
    }

    /// The average of a function of the quantity: Gauss-Legendre over probabilities, on intervals that halve
    /// toward both ends.
    fn average(&self, f: impl Fn(f64) -> f64) -> f64 {
        const NODES: [(f64, f64); 5] = [
            (0.0, 0.568_888_888_888_888_9),
            (-0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
            (0.538_469_310_105_683_1, 0.478_628_670_499_366_47),
            (-0.906_179_845_938_664, 0.236_926_885_056_189_08),
            (0.906_179_845_938_664, 0.236_926_885_056_189_08),
        ];
        const PARTS: u32 = 8;
        let mut sum = 0.0;
        let mut wide = 0.5;
        for _ in 0..48 {
            let half = wide / f64::from(4 * PARTS);
            for part in 0..PARTS {
                for (node, weight) in NODES {
                    let p = wide / 2.0 + half * (f64::from(2 * part + 1) + node);
                    sum += weight * half * (f(self.quantile(p)) + f(self.quantile(1.0 - p)));
                }
            }
            wide /= 2.0;
        }
        sum
    }
}

impl Shape {
    fn mean(&self) -> f64 {
        match self {
            Shape::Fixed(value) => *value,
            Shape::Uniform { low, high } => (low + high) / 2.0,
            Shape::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Shape::Beta { low, high, alpha, beta } => low + (high - low) * alpha / (alpha + beta),
            Shape::Lognormal { mu, sigma } => exp(mu + sigma * sigma / 2.0),
            Shape::Discrete(steps) => probabilities(steps).map(|(value, p)| value * p).sum(),
        }
    }

    fn variance(&self) -> f64 {
        match self {
            Shape::Fixed(_) => 0.0,
            Shape::Uniform { low, high } => (high - low) * (high - low) / 12.0,
            Shape::Triangular { low, mode, high } => {
                let (a, b) = (mode - low, high - mode);
                (a * a + a * b + b * b) / 18.0
            }
            Shape::Beta { low, high, alpha, beta } => {
                let (width, sum) = (high - low, alpha + beta);
                width * width * alpha * beta / (sum * sum * (sum + 1.0))
            }
            Shape::Lognormal { sigma, .. } => {
                let mean = self.mean();
                mean * mean * libm::expm1(sigma * sigma)
            }
            Shape::Discrete(steps) => {
                let mean = self.mean();
                probabilities(steps).map(|(value, p)| (value - mean) * (value - mean) * p).sum()
            }
        }
    }

    fn cdf(&self, x: f64) -> f64 {
        match self {
            Shape::Fixed(value) => f64::from(x >= *value),
            Shape::Uniform { low, high } => ((x - low) / (high - low)).clamp(0.0, 1.0),
            Shape::Triangular { low, mode, high } => match x {
                x if x <= *low => 0.0,
                x if x >= *high => 1.0,
                x if x <= *mode => (x - low) * (x - low) / ((high - low) * (mode - low)),
                x => 1.0 - (high - x) * (high - x) / ((high - low) * (high - mode)),
            },
            Shape::Beta { low, high, alpha, beta } => beta_cdf(*alpha, *beta, (x - low) / (high - low)),
            Shape::Lognormal { .. } if x <= 0.0 => 0.0,
            Shape::Lognormal { mu, sigma } => normal_cdf((log(x) - mu) / sigma),
            Shape::Discrete(steps) => {
                let at = steps.partition_point(|step| step.0 <= x);
                at.checked_sub(1).map_or(0.0, |at| steps[at].1)
            }
        }
    }

    fn quantile(&self, p: f64) -> f64 {
        match self {
            Shape::Fixed(value) => *value,
            Shape::Uniform { low, high } => low + p * (high - low),
            Shape::Triangular { low, mode, high } => {
                let below = (mode - low) / (high - low);
                if p < below {
                    low + sqrt(p * (high - low) * (mode - low))
                } else {
                    high - sqrt((1.0 - p) * (high - low) * (high - mode))
                }
            }
            Shape::Beta { low, high, alpha, beta } => low + (high - low) * beta_quantile(*alpha, *beta, p),
            Shape::Lognormal { mu, sigma } => exp(mu + sigma * normal_quantile(p)),
            Shape::Discrete(steps) => {
                let at = steps.partition_point(|step| step.1 < p);
                steps[at.min(steps.len() - 1)].0
            }
        }
    }
}

/// Values with their probabilities, of values with the probability of a value up to each.
fn probabilities(steps: &[(f64, f64)]) -> impl Iterator<Item = (f64, f64)> + '_ {
    let before = std::iter::once(0.0).chain(steps.iter().map(|step| step.1));
    steps.iter().zip(before).map(|(step, before)| (step.0, step.1 - before))
}

fn finite(numbers: &[f64]) -> Result<(), Error> {
    if numbers.iter().all(|number| number.is_finite()) { Ok(()) } else { Err(Error::Number) }
}

fn rising(numbers: &[f64]) -> Result<(), Error> {
    finite(numbers)?;
    if numbers.is_sorted() { Ok(()) } else { Err(Error::Order) }
}

fn shares(low: f64, high: f64) -> Result<(), Error> {
    if low > 0.0 && low < high && high < 1.0 { Ok(()) } else { Err(Error::Percentile) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    /// As near as integration comes.
    fn integrated(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-6 * b.abs().max(1.0), "{a} is not {b}");
    }

    fn one_of_each() -> Vec<Distribution> {
        [
            Distribution::uniform(2.0, 8.0),
            Distribution::triangular(2.0, 3.0, 8.0),
            Distribution::beta_pert(2.0, 3.0, 8.0, 4.0),
            Distribution::beta_pert(2.0, 2.0, 8.0, 2.0),
            Distribution::lognormal(10.0, 3.0),
            Distribution::trigen((9.0, 0.1), 10.0, (14.0, 0.9)),
        ]
        .map(Result::unwrap)
        .to_vec()
    }

    #[test]
    fn quantiles_turn_probabilities_back() {
        for distribution in one_of_each() {
            for at in [None, Some(distribution.quantile(0.4))] {
                let distribution = at.map_or(distribution.clone(), |at| distribution.above(at).unwrap());
                for p in [1e-9, 0.001, 0.1, 0.5, 0.9, 0.999] {
                    near(distribution.cdf(distribution.quantile(p)), p);
                }
            }
        }
    }

    /// What is integrated over probabilities is what the closed forms say.
    #[test]
    fn moments_are_those_of_the_quantiles() {
        for distribution in one_of_each() {
            let (mean, variance) = (distribution.mean(), distribution.variance());
            integrated(distribution.average(|x| x), mean);
            integrated(distribution.average(|x| (x - mean) * (x - mean)), variance);
        }
    }

    /// The part of an exponential-like tail above an amount: of a uniform distribution it is uniform, of a
    /// triangular one beyond the mode it has the mean of a right triangle.
    #[test]
    fn what_exceeds_an_amount() {
        let uniform = Distribution::uniform(0.0, 10.0).unwrap().above(4.0).unwrap();
        assert_eq!((uniform.mean(), uniform.least()), (7.0, 4.0));
        let triangular = Distribution::triangular(0.0, 2.0, 10.0).unwrap().above(4.0).unwrap();
        integrated(triangular.mean(), 6.0);
        integrated(triangular.variance(), 2.0);
        let discrete = Distribution::discrete(&[(1.0, 0.5), (2.0, 0.25), (3.0, 0.25)]).unwrap();
        near(discrete.above(1.0).unwrap().mean(), 2.5);
        assert!(discrete.above(3.0).is_none());
        assert!(Distribution::fixed(3.0).unwrap().above(3.0).is_none());
    }

    #[test]
    fn what_cannot_be_is_refused() {
        assert_eq!(Distribution::triangular(3.0, 2.0, 4.0), Err(Error::Order));
        assert_eq!(Distribution::uniform(0.0, f64::INFINITY), Err(Error::Number));
        assert_eq!(Distribution::beta_pert(1.0, 2.0, 3.0, 0.0), Err(Error::Number));
        assert_eq!(Distribution::lognormal(0.0, 1.0), Err(Error::Number));
        assert_eq!(Distribution::trigen((1.0, 0.9), 2.0, (3.0, 0.1)), Err(Error::Percentile));
        assert_eq!(Distribution::discrete(&[]), Err(Error::Probability));
        assert_eq!(Distribution::discrete(&[(1.0, -0.1), (2.0, 1.1)]), Err(Error::Probability));
        assert_eq!(Distribution::triangular(2.0, 2.0, 2.0).unwrap().fixed_value(), Some(2.0));
    }
}
