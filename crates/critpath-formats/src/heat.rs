//! A risk register into what its pictures and tables share: steps of heat, and numbers as people read them.

use critpath::model::Level;
use critpath::model::WorkUnits;
use critpath::model::risk_register::{RiskAssessment, RiskMatrix, RiskMeasure, RiskRegisterResult};

use crate::chart::amount;

/// How hot a band is: the lowest one is cool, the greatest one hot, and the others lie between.
pub(crate) fn heat(register: &RiskRegisterResult, band: &str) -> Level {
    let last = register.bands.len().saturating_sub(1).max(1);
    let at = register.bands.iter().position(|other| other.word == band).unwrap_or_default();
    let step = (at * (Level::ALL.len() - 1) + last / 2) / last;
    Level::ALL.get(step).copied().unwrap_or(Level::VeryHigh)
}

/// A score or a number of a scale: three digits behind the point at most.
pub(crate) fn number(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// An amount of money: whole from a hundred on.
pub(crate) fn money(value: f64, currency: Option<&str>) -> String {
    let plain = if value.abs() >= 100.0 { format!("{value:.0}") } else { number(value) };
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (whole, rest) = digits.split_once('.').map_or((digits, String::new()), |(w, r)| (w, format!(".{r}")));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    let currency = currency.map(|currency| format!("{currency} ")).unwrap_or_default();
    format!("{currency}{sign}{grouped}{rest}")
}

/// A mean of working time, to the minute from an hour on.
pub(crate) fn time(seconds: f64, units: &WorkUnits) -> String {
    let step = if seconds.abs() >= 3600.0 { 60.0 } else { 1.0 };
    amount(((seconds / step).round() * step) as i64, units, false)
}

/// What is to be expected of a risk: time, money, or both.
pub(crate) fn expected(assessment: &RiskAssessment, currency: Option<&str>, units: &WorkUnits) -> String {
    let time = assessment.expected_delay_s.map(|seconds| time(seconds, units));
    let cost = assessment.expected_cost.map(|cost| money(cost, currency));
    time.into_iter().chain(cost).collect::<Vec<_>>().join(", ")
}

/// A probability or an impact: as written, with the number that it was read as.
pub(crate) fn measure(measure: Option<&RiskMeasure>) -> String {
    let Some(RiskMeasure { text, value, .. }) = measure else { return "-".into() };
    let shown = number(*value);
    if *text == shown || text.contains('%') || text.is_empty() {
        return if text.is_empty() { shown } else { text.clone() };
    }
    format!("{text} {shown}")
}

/// A cell of a grid by its row of probability and its column of impact, both rising.
pub(crate) fn cell_of(
    matrix: &RiskMatrix,
    row: usize,
    column: usize,
) -> Option<&critpath::model::risk_register::RiskCell> {
    matrix.cells.get(row * matrix.impacts.len() + column)
}

/// The rank of a risk by its id, as the numbers of pictures and tables.
pub(crate) fn rank(register: &RiskRegisterResult, id: &str) -> usize {
    register.risks.iter().find(|risk| risk.id == id).map_or(0, |risk| risk.rank)
}

/// How many risks there are, how many of them in each band, and what they take together.
pub(crate) fn facts(register: &RiskRegisterResult, units: &WorkUnits) -> Vec<String> {
    let counts = register.bands.iter().rev().filter(|band| band.count > 0);
    let counts: Vec<_> = counts.map(|band| format!("{} {}", band.count, band.word)).collect();
    let mut facts = vec![crate::chart::count(register.risks.len(), "risk")];
    if !counts.is_empty() {
        let mitigated = register.risks.iter().any(|risk| risk.residual.is_some());
        let when = if mitigated { "after mitigation " } else { "" };
        facts.push(format!("{when}{}", counts.join(", ")));
    }
    let currency = register.currency.as_deref();
    let total = |before: f64, after: f64, show: &dyn Fn(f64) -> String| match before == after {
        true => show(before),
        false => format!("{}, after mitigation {}", show(before), show(after)),
    };
    if register.risks.iter().any(|risk| risk.inherent.expected_delay_s.is_some()) {
        let show = |seconds| time(seconds, units);
        let total = total(register.expected_delay_s, register.residual_expected_delay_s, &show);
        facts.push(format!("expected delay {total}"));
    }
    if register.risks.iter().any(|risk| risk.inherent.expected_cost.is_some()) {
        let show = |cost| money(cost, currency);
        let total = total(register.expected_cost, register.residual_expected_cost, &show);
        facts.push(format!("expected cost {total}"));
    }
    if let Some(appetite) = register.appetite {
        let above = register.above_appetite.len();
        facts.push(format!("{above} above the appetite of {}", number(appetite)));
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(
            (number(0.28), number(0.30000000004), number(12.0)),
            ("0.28".into(), "0.3".into(), "12".into())
        );
        assert_eq!(money(1_234_567.4, Some("EUR")), "EUR 1\u{202f}234\u{202f}567");
        assert_eq!((money(-950.0, None), money(12.5, None)), ("-950".into(), "12.5".into()));
        let units = WorkUnits::default();
        assert_eq!((time(6480.0, &units), time(90.4, &units)), ("1h 48m".into(), "1m 30s".into()));
    }

    #[test]
    fn bands_are_spread_over_the_heat() {
        let band = |word: &str| critpath::model::risk_register::RiskBandUsed {
            word: word.into(),
            from: 0.0,
            count: 0,
        };
        let mut register = critpath::risk::risk_register(&Default::default());
        register.bands = ["low", "moderate", "high"].map(band).to_vec();
        let steps = ["low", "moderate", "high"].map(|word| heat(&register, word));
        assert_eq!(steps, [Level::VeryLow, Level::Medium, Level::VeryHigh]);
        register.bands = vec![band("only")];
        assert_eq!(heat(&register, "only"), Level::VeryLow);
    }
}
