//! Amounts of money in a line, `EUR 5k`, `$5,000-10,000`, `2k/5k/9k €`, into ranges of numbers and a currency.

use critpath::model::Spread;

use super::scan::{Line, Token};

/// Signs and words of currencies, with their ISO 4217 code. `$` is the dollar of the United States.
const CURRENCIES: &[(&[&str], &str)] = &[
    (&["€", "eur", "euro", "euros"], "EUR"),
    (&["$", "usd", "dollar", "dollars"], "USD"),
    (&["£", "gbp"], "GBP"),
    (&["¥", "jpy", "yen"], "JPY"),
    (&["₹", "inr"], "INR"),
    (&["chf"], "CHF"),
    (&["sek"], "SEK"),
    (&["nok"], "NOK"),
    (&["dkk"], "DKK"),
    (&["pln"], "PLN"),
    (&["cad"], "CAD"),
    (&["aud"], "AUD"),
    (&["irr", "rial", "rials", "ریال"], "IRR"),
];

/// Words for thousands and millions.
const MAGNITUDES: &[(&[&str], f64)] = &[
    (&["k", "thousand", "هزار"], 1e3),
    (&["m", "mn", "mio", "million", "millions", "میلیون"], 1e6),
    (&["bn", "billion", "میلیارد"], 1e9),
];

/// An amount of money.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Money {
    /// How much.
    pub amount: Spread,
    /// ISO 4217 code of the currency.
    pub currency: &'static str,
}

/// The money that a text states and nothing else. O(length).
pub fn money(text: &str) -> Option<Money> {
    let line = Line::new(text);
    money_at(&line, 0).filter(|(_, next)| *next == line.len()).map(|(money, _)| money)
}

/// The amount of money that starts at a token, and the index after it. Without a currency a number is none.
pub(super) fn money_at(line: &Line<'_>, at: usize) -> Option<(Money, usize)> {
    let mut currency = None;
    let mut numbers = Vec::new();
    let mut next = at;
    loop {
        next = currency_at(line, next, &mut currency);
        let number = line.get(next)?.number()?;
        let magnitude = line.get(next + 1).and_then(magnitude);
        numbers.push((number, magnitude));
        next = currency_at(line, next + 1 + usize::from(magnitude.is_some()), &mut currency);
        let goes_on = numbers.len() < 3 && line.is_any(next, &["-", "/", "to", "تا"]);
        if !goes_on {
            break;
        }
        next += 1;
    }
    // `5-10k`: what the last one is counted in counts for those before it.
    let last = numbers.last().and_then(|number| number.1);
    let amounts: Vec<f64> =
        numbers.iter().map(|(number, magnitude)| number * magnitude.or(last).unwrap_or(1.0)).collect();
    Some((Money { amount: range(&amounts)?, currency: currency? }, next))
}

/// One number, low and high, or low, likely and high, as a range.
pub fn range(numbers: &[f64]) -> Option<Spread> {
    let (low, likely, high) = match *numbers {
        [one] => (None, Some(one), None),
        [low, high] => (Some(low), None, Some(high)),
        [low, likely, high] => (Some(low), Some(likely), Some(high)),
        _ => return None,
    };
    Some(Spread { low, likely, high, ..Spread::default() })
}

fn currency_at(line: &Line<'_>, at: usize, currency: &mut Option<&'static str>) -> usize {
    let found = line.get(at).and_then(|token| {
        let sign = |word: &&&str| token.is(word) || word.chars().count() == 1 && token.text == **word;
        CURRENCIES.iter().find(|(words, _)| words.iter().any(|word| sign(&word)))
    });
    match found {
        Some((_, code)) => {
            *currency = Some(code);
            at + 1
        }
        None => at,
    }
}

fn magnitude(token: &Token<'_>) -> Option<f64> {
    MAGNITUDES.iter().find(|(words, _)| token.is_any(words)).map(|(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_money() {
        let shown = |text: &str| {
            let Money { amount: Spread { low, likely, high, .. }, currency } = money(text)?;
            let parts: Vec<_> = [low, likely, high].iter().flatten().map(f64::to_string).collect();
            Some(format!("{currency} {}", parts.join("/")))
        };
        for (text, expected) in [
            ("EUR 5k", "EUR 5000"),
            ("€5k", "EUR 5000"),
            ("5000 USD", "USD 5000"),
            ("$5,000-10,000", "USD 5000/10000"),
            ("$5-10k", "USD 5000/10000"),
            ("£2k/5k/9k", "GBP 2000/5000/9000"),
            ("1.5 million euros", "EUR 1500000"),
            ("10 to 20 k CHF", "CHF 10000/20000"),
            ("**$300**", "USD 300"),
        ] {
            assert_eq!(shown(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["5k", "5,000", "EUR", "2 days", "$5 per user", "", "US$", "€1/2/3/4", "€ ten"] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
