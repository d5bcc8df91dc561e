//! Values of the system's files into times, amounts and texts, in whatever way they are written.

use critpath::duration::{Duration, DurationUnit};
use critpath::model::Span;
use critpath::model::tree::{Kind, Node};
use critpath::time::Moment;

use super::alias::Unit;
use crate::markdown::phrase::{self, DurationPhrase};

/// Whether a value says nothing.
pub(super) fn is_blank(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Null => true,
        Kind::Text(text) => text.trim().is_empty(),
        Kind::List(elements) => elements.is_empty(),
        Kind::Object(entries) => entries.is_empty(),
        Kind::Bool(_) | Kind::Number(_) => false,
    }
}

/// A text, or a number as it is written: ids are both.
pub(super) fn word(node: &Node<'_>) -> Option<String> {
    match &node.kind {
        Kind::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Kind::Number(text) => Some((*text).to_owned()),
        _ => None,
    }
}

/// Words with their places: of a list, of a text with commas or semicolons, or a single one. `None` when something
/// in it is no word.
pub(super) fn words(node: &Node<'_>) -> Option<Vec<(String, Span)>> {
    if let Some(elements) = node.elements() {
        return elements.iter().map(|element| Some((word(element)?, element.span))).collect();
    }
    let text = word(node)?;
    let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    Some(parts.map(|part| (part.to_owned(), node.span)).collect())
}

/// True or false, also as a word.
pub(super) fn truth(node: &Node<'_>) -> Option<bool> {
    match &node.kind {
        Kind::Bool(value) => Some(*value),
        Kind::Text(text) => match text.trim().to_lowercase().as_str() {
            "true" | "yes" => Some(true),
            "false" | "no" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A date or time.
pub(super) fn moment(node: &Node<'_>) -> Option<Moment> {
    let text = node.text()?.trim();
    Moment::parse(text).ok().or_else(|| {
        let found = phrase::date(text)?;
        (found.range == (0..text.len())).then_some(found.value)
    })
}

/// An amount of work: a plain number in the unit, or a text with its own. Negative ones are none.
pub(super) fn amount(node: &Node<'_>, unit: Unit, stated: Option<DurationUnit>) -> Option<DurationPhrase> {
    let unit = match unit {
        Unit::Hours => DurationUnit::Hour,
        Unit::Days => DurationUnit::Day,
        Unit::Unstated => stated.unwrap_or(DurationUnit::Day),
    };
    let plain = |number: f64| {
        let duration = plain_amount(number, unit).filter(|duration| !duration.is_negative())?;
        Some(DurationPhrase { duration: Some(duration), estimate: None })
    };
    let text = match &node.kind {
        Kind::Number(_) => return plain(node.number()?),
        Kind::Text(text) => text.trim(),
        _ => return None,
    };
    if let Ok(number) = text.parse::<f64>() {
        return plain(number);
    }
    match Duration::parse(text) {
        Ok(duration) => {
            (!duration.is_negative()).then_some(DurationPhrase { duration: Some(duration), estimate: None })
        }
        Err(_) => {
            let found = phrase::duration(text)?;
            (found.range == (0..text.len())).then_some(found.value)
        }
    }
}

/// So many units. Amounts far above any plan are none.
pub(super) fn plain_amount(number: f64, unit: DurationUnit) -> Option<Duration> {
    let thousandths = (number * 1000.0).round();
    // Far below where a double stops being exact.
    (thousandths.abs() <= 1e12).then(|| Duration::from_thousandths(thousandths as i64, unit))
}

/// The unit that a word names: `hours`, `days`.
pub(super) fn unit(node: &Node<'_>) -> Option<DurationUnit> {
    let word = node.text()?.trim();
    let found = phrase::duration(&format!("1 {word}"))?;
    found.value.duration.map(Duration::unit)
}

/// A finite number, also as text.
pub(super) fn number(node: &Node<'_>) -> Option<f64> {
    match &node.kind {
        Kind::Text(text) => {
            text.trim().trim_end_matches('%').trim().parse().ok().filter(|n: &f64| n.is_finite())
        }
        _ => node.number(),
    }
}
