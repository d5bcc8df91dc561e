//! Probabilities into quantiles and back: the normal and the beta distribution.
//!
//! Only `libm` is asked for logarithms and the like, so that the same bits come out on every platform.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// The probability that a standard normal variable is at most `z`.
pub(crate) fn normal_cdf(z: f64) -> f64 {
    0.5 * libm::erfc(-z * FRAC_1_SQRT_2)
}

/// The value that a standard normal variable does not exceed with probability `p`: rational approximations with a
/// relative error of about 1e-16 (Wichura 1988, algorithm AS 241). Infinite at 0 and 1.
pub(crate) fn normal_quantile(p: f64) -> f64 {
    let q = p - 0.5;
    if libm::fabs(q) <= 0.425 {
        let r = 0.180_625 - q * q;
        return q * ratio(r, &CENTRE);
    }
    let tail = if q < 0.0 { p } else { 1.0 - p };
    if tail <= 0.0 {
        return if q < 0.0 { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    let r = libm::sqrt(-libm::log(tail));
    let size = if r <= 5.0 { ratio(r - 1.6, &SHOULDER) } else { ratio(r - 5.0, &TAIL) };
    if q < 0.0 { -size } else { size }
}

/// Two polynomials of degree 7, constant terms first: numerator and denominator.
type Ratio = [[f64; 8]; 2];

fn ratio(r: f64, [above, below]: &Ratio) -> f64 {
    let at = |polynomial: &[f64; 8]| polynomial.iter().rev().fold(0.0, |sum, term| sum * r + term);
    at(above) / at(below)
}

const CENTRE: Ratio = [
    [
        3.387_132_872_796_366_5,
        133.141_667_891_784_38,
        1_971.590_950_306_551_3,
        13_731.693_765_509_46,
        45_921.953_931_549_87,
        67_265.770_927_008_7,
        33_430.575_583_588_13,
        2_509.080_928_730_122_7,
    ],
    [
        1.0,
        42.313_330_701_600_91,
        687.187_007_492_057_9,
        5_394.196_021_424_751,
        21_213.794_301_586_597,
        39_307.895_800_092_71,
        28_729.085_735_721_943,
        5_226.495_278_852_854,
    ],
];

const SHOULDER: Ratio = [
    [
        1.423_437_110_749_683_5,
        4.630_337_846_156_546,
        5.769_497_221_460_691,
        3.647_848_324_763_204_5,
        1.270_458_252_452_368_4,
        0.241_780_725_177_450_6,
        0.022_723_844_989_269_184,
        0.000_774_545_014_278_341_4,
    ],
    [
        1.0,
        2.053_191_626_637_759,
        1.676_384_830_183_803_8,
        0.689_767_334_985_1,
        0.148_103_976_427_480_08,
        0.015_198_666_563_616_457,
        0.000_547_593_808_499_534_5,
        1.050_750_071_644_416_8e-9,
    ],
];

const TAIL: Ratio = [
    [
        6.657_904_643_501_103,
        5.463_784_911_164_114,
        1.784_826_539_917_291_3,
        0.296_560_571_828_504_87,
        0.026_532_189_526_576_124,
        0.001_242_660_947_388_078_4,
        2.711_555_568_743_487_6e-5,
        2.010_334_399_292_288_1e-7,
    ],
    [
        1.0,
        0.599_832_206_555_888,
        0.136_929_880_922_735_8,
        0.014_875_361_290_850_615,
        0.000_786_869_131_145_613_3,
        1.846_318_317_510_054_8e-5,
        1.421_511_758_316_446e-7,
        2.044_263_103_389_939_8e-15,
    ],
];

/// The regularized incomplete beta function I_x(a, b): the probability that a beta variable is at most `x`.
/// `a` and `b` are positive; `x` is clipped to 0..1. About 1e-13 exact, and in O(√min(a, b)) steps.
pub(crate) fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    beta_tails(a, b, x, 1.0 - x).0
}

/// The `x` with I_x(a, b) = `p`. `a` and `b` are positive; `p` is clipped to 0..1.
///
/// Newton's method on the logarithm of the smaller tail over the logit of `x`: this function is concave, so that the
/// steps cannot run away; a bracket holds them where numbers underflow.
pub(crate) fn beta_quantile(a: f64, b: f64, p: f64) -> f64 {
    if p <= 0.0 || p >= 1.0 {
        return p.clamp(0.0, 1.0);
    }
    let upper = p > 0.5;
    let aim = libm::log(if upper { 1.0 - p } else { p });
    let (mut low, mut high) = (-745.0, 745.0);
    let mut logit = libm::log(a / b).clamp(low, high);
    for _ in 0..200 {
        let (x, y) = (logistic(logit), logistic(-logit));
        let (below, above) = beta_tails(a, b, x, y);
        let tail = if upper { above } else { below };
        let off = libm::log(tail) - aim;
        if (off > 0.0) == upper {
            low = logit;
        } else {
            high = logit;
        }
        let slope = beta_power(a, b, x, y) / tail;
        let step = if upper { off / slope } else { -off / slope };
        let next = logit + step;
        let next = if next > low && next < high { next } else { 0.5 * (low + high) };
        if libm::fabs(next - logit) <= 4.0 * f64::EPSILON * libm::fmax(1.0, libm::fabs(logit)) {
            return logistic(next);
        }
        logit = next;
    }
    logistic(logit)
}

fn logistic(t: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-t))
}

/// I_x(a, b) and its complement, neither as the difference of the other from 1 where it is small.
fn beta_tails(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    if a.min(b) > LARGE {
        return large_beta_tails(a, b, x, y);
    }
    if x <= (a + 1.0) / (a + b + 2.0) {
        let below = beta_power(a, b, x, y) * beta_fraction(a, b, x, y);
        (below, 1.0 - below)
    } else {
        let above = beta_power(b, a, y, x) * beta_fraction(b, a, y, x);
        (1.0 - above, above)
    }
}

/// Above this, two terms of the asymptotic series are as exact as the continued fraction, and need no iteration.
const LARGE: f64 = 1e8;

/// The uniform expansion for large parameters with its first correction (DLMF 8.18.9).
fn large_beta_tails(a: f64, b: f64, x: f64, y: f64) -> (f64, f64) {
    let n = a + b;
    let (p, q) = (a / n, b / n);
    let half_square = (deviance(a, n * x) + deviance(b, n * y)) / n;
    let off = x - p;
    let eta = libm::copysign(libm::sqrt(2.0 * half_square), off);
    let skew = if libm::fabs(eta) < 1e-6 {
        (1.0 - 2.0 * p) / (3.0 * libm::sqrt(p * q))
    } else {
        1.0 / eta - libm::sqrt(p * q) / off
    };
    let correction = skew * libm::exp(-n * half_square) / libm::sqrt(2.0 * PI * n);
    let z = eta * libm::sqrt(n);
    let clip = |tail: f64| tail.clamp(0.0, 1.0);
    (clip(normal_cdf(z) + correction), clip(normal_cdf(-z) - correction))
}

/// x^a y^b / B(a, b) by the saddle point (Loader 2000): logarithms of the gamma function would lose what cancels.
fn beta_power(a: f64, b: f64, x: f64, y: f64) -> f64 {
    let n = a + b;
    let exponent =
        stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    libm::sqrt(a / n * b / (2.0 * PI)) * libm::exp(exponent)
}

/// x ln(x / mean) + mean - x, without cancellation near the mean.
fn deviance(x: f64, mean: f64) -> f64 {
    if mean <= 0.0 {
        return f64::INFINITY;
    }
    let off = x - mean;
    if libm::fabs(off) >= 0.1 * (x + mean) {
        return x * libm::log(x / mean) - off;
    }
    let v = off / (x + mean);
    let square = v * v;
    let (mut sum, mut power) = (off * v, 2.0 * x * v);
    for odd in (3..).step_by(2) {
        power *= square;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// ln Γ(z + 1) less Stirling's formula for it.
fn stirling_error(z: f64) -> f64 {
    if z < 15.0 {
        let half_log_two_pi = 0.918_938_533_204_672_8;
        return libm::lgamma(z + 1.0) - (z + 0.5) * libm::log(z) + z - half_log_two_pi;
    }
    let square = z * z;
    let terms = [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0];
    terms.iter().rev().fold(0.0, |sum, term| sum / square + term) / z
}

/// I_x(a, b) over [`beta_power`] as a continued fraction in which nothing cancels (DLMF 8.17.22, its even part), by
/// Lentz's method. Below the mean it converges in O(√min(a, b)) steps.
fn beta_fraction(a: f64, b: f64, x: f64, y: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let held = |value: f64| if libm::fabs(value) < TINY { TINY } else { value };
    let off = a * y - b * x + 1.0;
    let mut fraction = held(a * off / (a + 1.0));
    let (mut c, mut d) = (fraction, 0.0);
    for step in 1..1_000_000 {
        let m = f64::from(step);
        let odd = a + 2.0 * m - 1.0;
        let over = (a + m - 1.0) / odd * ((a + b + m - 1.0) / odd) * (m * (b - m)) * x * x;
        let under = m + m * (b - m) * x / odd + (a + m) * (off + m * (1.0 + y)) / (odd + 2.0);
        d = 1.0 / held(under + over * d);
        c = held(under + over / c);
        let change = c * d;
        fraction *= change;
        if libm::fabs(change - 1.0) <= f64::EPSILON {
            break;
        }
    }
    1.0 / fraction
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Agrees to a relative error.
    fn close(computed: f64, expected: f64, error: f64) {
        assert!(libm::fabs(computed - expected) <= error * libm::fabs(expected), "{computed} {expected}");
    }

    #[test]
    fn normal_quantiles_are_those_of_tables_and_invert_the_distribution() {
        close(normal_quantile(0.975), 1.959_963_984_540_054, 1e-15);
        close(normal_quantile(0.95), 1.644_853_626_951_472_7, 1e-15);
        close(normal_quantile(1e-10), -6.361_340_902_404_056, 1e-14);
        for p in [1e-300, 1e-30, 1e-8, 0.02, 0.3, 0.5, 0.7, 0.98] {
            close(normal_cdf(normal_quantile(p)), p, 2e-13);
        }
        assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
        assert_eq!(normal_quantile(1.0), f64::INFINITY);
    }

    #[test]
    fn beta_probabilities_have_their_closed_forms() {
        for x in [1e-12, 0.1, 0.5, 0.73, 0.999] {
            close(beta_cdf(1.0, 1.0, x), x, 1e-14);
            close(beta_cdf(3.0, 1.0, x), x * x * x, 1e-13);
            close(beta_cdf(2.0, 2.0, x), x * x * (3.0 - 2.0 * x), 1e-13);
            // The arcsine distribution.
            close(beta_cdf(0.5, 0.5, x), 2.0 / PI * libm::asin(libm::sqrt(x)), 1e-13);
        }
        // n requests without a failure: 1 - (1 - p)^n.
        close(beta_cdf(1.0, 1e6, 1e-7), -libm::expm1(1e6 * libm::log1p(-1e-7)), 1e-13);
    }

    #[test]
    fn beta_quantiles_invert_the_distribution_at_any_size() {
        for size in [1e-2, 0.5, 1.0, 3.0, 80.0, 1e4, 1e6, 1e9, 1e13] {
            for other in [0.3, 1.0, 7.0, 1e3, 1e6, 1e10] {
                for p in [1e-12, 0.025, 0.5, 0.9, 0.99] {
                    let x = beta_quantile(size, other, p);
                    if x < 1e-290 {
                        continue;
                    }
                    // Where the distribution is steep, the neighbours of `x` among the numbers enclose `p`.
                    let ulps = 8.0 * f64::EPSILON;
                    let (below, above) = (x * (1.0 - ulps), x * (1.0 + ulps) + f64::MIN_POSITIVE);
                    assert!(beta_cdf(size, other, below) <= p * (1.0 + 1e-9), "{size} {other} {p} {x}");
                    assert!(beta_cdf(size, other, above) >= p * (1.0 - 1e-9), "{size} {other} {p} {x}");
                }
            }
        }
        assert_eq!((beta_quantile(2.0, 3.0, 0.0), beta_quantile(2.0, 3.0, 1.0)), (0.0, 1.0));
    }

    #[test]
    fn the_expansion_for_large_parameters_continues_the_fraction() {
        for (a, b) in [(2e8, 3e9), (1.5e8, 1.5e8), (1e9, 2e8)] {
            let n = a + b;
            let spread = libm::sqrt(a / n * (b / n) / n);
            for z in [-5.0, -1.96, -1e-3, 0.0, 0.4, 3.0] {
                let x = a / n + z * spread;
                let series = large_beta_tails(a, b, x, 1.0 - x).0;
                let fraction = if x <= (a + 1.0) / (n + 2.0) {
                    beta_power(a, b, x, 1.0 - x) * beta_fraction(a, b, x, 1.0 - x)
                } else {
                    1.0 - beta_power(b, a, 1.0 - x, x) * beta_fraction(b, a, 1.0 - x, x)
                };
                close(series, fraction, 1e-8);
            }
        }
    }
}
