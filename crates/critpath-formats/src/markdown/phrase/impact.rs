//! The impact of a risk, `2 days`, `High (EUR 5k)`, `3d and $2,000`, into the time and money that it takes.

use super::money::{Money, money_at};
use super::scan::Line;
use super::{DurationPhrase, amount, rating};

/// What a risk takes where it happens.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Impact {
    /// Time.
    pub delay: Option<DurationPhrase>,
    /// Money.
    pub cost: Option<Money>,
}

/// Words and signs that may stand beside an amount without changing what it says.
const BESIDE: &[&str] = &[
    ",",
    ";",
    "+",
    "(",
    ")",
    ":",
    "~",
    "and",
    "or",
    "about",
    "approx",
    "approximately",
    "around",
    "up",
    "to",
    "of",
    "a",
    "delay",
    "delays",
    "slip",
    "slippage",
    "late",
    "later",
    "extra",
    "additional",
    "more",
    "cost",
    "costs",
    "loss",
    "overrun",
    "impact",
    "schedule",
    "تاخیر",
    "تأخیر",
    "هزینه",
];

/// The time and money that a text states, if it says nothing else but a level: a sentence with an amount in it is
/// about that amount, not about what the risk takes. O(length).
pub fn impact(text: &str) -> Option<Impact> {
    let line = Line::new(text);
    let mut found = Impact::default();
    let mut at = 0;
    while at < line.len() {
        if let Some((money, next)) = money_at(&line, at).filter(|_| found.cost.is_none()) {
            found.cost = Some(money);
            at = next;
        } else if let Some((delay, next)) = amount::phrase(&line, at).filter(|_| found.delay.is_none()) {
            found.delay = Some(delay);
            at = next;
        } else if let Some((_, next)) = rating::word_at(&line, at) {
            at = next;
        } else if line.is_any(at, BESIDE) {
            at += 1;
        } else {
            return None;
        }
    }
    (found.delay.is_some() || found.cost.is_some()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_time_and_money() {
        let shown = |text: &str| {
            let Impact { delay, cost } = impact(text)?;
            let delay = delay.map(|delay| match (delay.duration, delay.estimate) {
                (Some(duration), _) => duration.to_string(),
                (None, Some(e)) => format!("{}-{}", e.low.unwrap(), e.high.unwrap()),
                _ => String::new(),
            });
            let cost = cost.map(|cost| format!("{} {}", cost.currency, cost.amount.likely.unwrap_or(0.0)));
            Some([delay, cost].into_iter().flatten().collect::<Vec<_>>().join(", "))
        };
        for (text, expected) in [
            ("2 days", "2d"),
            ("2-4 hours delay", "2h-4h"),
            ("High (2 days)", "2d"),
            ("EUR 5k", "EUR 5000"),
            ("3 days and $2,000", "3d, USD 2000"),
            ("Very high: up to 1 week, €300", "1w, EUR 300"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["High", "0.4", "3 days without orders", "loss of 2 servers", "", "5", "users wait 5 minutes"]
        {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
