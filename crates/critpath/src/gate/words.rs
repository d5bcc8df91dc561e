//! Figures of a gate into words.

use crate::check::phrase::exact;
use crate::model::Condition;

/// A count with commas: `2,995`.
pub(crate) fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A number with three significant digits, in full from a thousand on.
pub(super) fn significant(value: f64) -> String {
    if value == 0.0 || !value.is_finite() {
        return value.to_string();
    }
    let size = libm::floor(libm::log10(libm::fabs(value)));
    if !(-9.0..15.0).contains(&size) {
        return format!("{value:.2e}");
    }
    let decimals = (2.0 - size).max(0.0) as usize;
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share as percent: `0.0785 %`.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", significant(100.0 * share))
}

/// A number with its unit.
pub(super) fn amount(value: f64, unit: &str) -> String {
    if unit.is_empty() { significant(value) } else { format!("{} {unit}", significant(value)) }
}

/// What a condition asks for: `p95 of response time < 500 ms`.
pub(super) fn asked(condition: &Condition) -> String {
    let Condition { metric, comparator, target, unit, statistic, .. } = condition;
    let statistic = statistic.as_ref().map(|statistic| format!("{statistic} of ")).unwrap_or_default();
    let target = target.map(|target| format!(" {comparator} {}", exact(target))).unwrap_or_default();
    let blank = if unit.is_empty() { "" } else { " " };
    format!("{statistic}{}{target}{blank}{unit}", metric.replace('_', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!(
            [grouped(0), grouped(999), grouped(2995), grouped(1_234_567)],
            ["0", "999", "2,995", "1,234,567"]
        );
        assert_eq!(percent(0.000_785_4), "0.0785 %");
        assert_eq!(percent(1.0), "100 %");
        assert_eq!(significant(123_456.0), "123456");
        assert_eq!(significant(0.1 + 0.2), "0.3");
        assert_eq!(significant(1e-30), "1.00e-30");
        assert_eq!(amount(499.5, "ms"), "500 ms");
    }
}
