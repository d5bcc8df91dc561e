//! Values of attributes, `smoke:FS+5m`, `2d/3d/6d`, `dba:0.5`, into parts of the model.

use std::ops::Range;

use critpath::duration::{Duration, Lag};
use critpath::model::{Assignment, Dependency, Estimate, Relation};
use critpath::time::Moment;

use crate::markdown::phrase::{self, DurationPhrase};

/// A duration or an estimate: `3d`, `1ed`, `2d/3d/6d`, `2/3/6d`, `2-4h`, `half a day`.
pub(super) fn estimate(text: &str) -> Option<DurationPhrase> {
    if let Ok(duration) = Duration::parse(text) {
        return (!duration.is_negative())
            .then_some(DurationPhrase { duration: Some(duration), estimate: None });
    }
    three_point(text).or_else(|| {
        let found = phrase::duration(text)?;
        (found.range == (0..text.len())).then_some(found.value)
    })
}

/// `low/likely/high` or `low/high`, in units that only attributes have, such as `ed`.
fn three_point(text: &str) -> Option<DurationPhrase> {
    let parts: Vec<Duration> =
        text.split('/').take(4).map(|part| Duration::parse(part).ok()).collect::<Option<_>>()?;
    if parts.iter().any(|part| part.is_negative()) {
        return None;
    }
    let (low, likely, high) = match parts[..] {
        [low, high] => (low, None, high),
        [low, likely, high] => (low, Some(likely), high),
        _ => return None,
    };
    let estimate = Estimate { low: Some(low), likely, high: Some(high), ..Estimate::default() };
    Some(DurationPhrase { duration: None, estimate: Some(estimate) })
}

/// A date or time.
pub(super) fn moment(text: &str) -> Option<Moment> {
    Moment::parse(text).ok().or_else(|| {
        let found = phrase::date(text)?;
        (found.range == (0..text.len())).then_some(found.value)
    })
}

/// A predecessor: `id`, `id:FS`, `id:SS+2h`, `id+1d`, `id-2h`, `id+50%`.
///
/// Ids may hold hyphens, and at this point nobody knows the ids. So a last `-<number><unit>` is a lead, as in
/// `backup-2h`, unless the id stands in quotes; behind a relation, `backup-2h:FS`, it is part of the id.
///
/// # Errors
/// One sentence that says what is wrong.
pub fn dependency(text: &str, quoted: bool) -> Result<Dependency, String> {
    let text = text.trim();
    let (id, relation, lag) = match text.rsplit_once(':') {
        Some((id, rest)) => {
            let (word, lag) = rest.split_at(rest.find(['+', '-', '−', ' ']).unwrap_or(rest.len()));
            let relation = Relation::ALL.iter().find(|r| r.as_str().eq_ignore_ascii_case(word));
            let relation = relation.ok_or_else(|| format!("`{word}` is not a relation"))?;
            (id, *relation, read_lag(lag.trim())?)
        }
        None => {
            let (id, lag) = split_lag(text, quoted);
            (id, Relation::default(), read_lag(lag)?)
        }
    };
    let id = id.trim().trim_start_matches('#');
    if id.is_empty() {
        return Err("the id of the predecessor is missing".into());
    }
    Ok(Dependency { predecessor: id.to_owned(), relation, lag, ..Dependency::default() })
}

/// Splits a lag or lead off the end of an id without a relation.
fn split_lag(text: &str, quoted: bool) -> (&str, &str) {
    if let Some(at) = text.find('+') {
        return text.split_at(at);
    }
    let lead = text.rfind(['-', '−']).filter(|at| *at > 0 && !quoted && Lag::parse(&text[*at..]).is_ok());
    text.split_at(lead.unwrap_or(text.len()))
}

fn read_lag(text: &str) -> Result<Option<Lag>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    Lag::parse(text).map(Some).map_err(|_| format!("`{text}` is not a lag like +5m, -2h or +50%"))
}

/// A resource with units: `dba`, `dba:0.5`, `dba:50%`, `ops:2`.
pub(super) fn assignment(text: &str) -> Result<Assignment, String> {
    let (resource, units) = match text.rsplit_once(':') {
        Some((resource, units)) => (
            resource,
            Some(
                number(units)
                    .filter(|n| *n > 0.0)
                    .ok_or_else(|| format!("`{units}` is not a number of units like 2, 0.5 or 50%"))?,
            ),
        ),
        None => (text, None),
    };
    match resource.trim() {
        "" => Err("the name of the resource is missing".into()),
        resource => Ok(Assignment { resource: resource.to_owned(), units, ..Assignment::default() }),
    }
}

/// A finite number, a share where a percent sign follows.
pub(super) fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let (text, scale) = text.strip_suffix('%').map_or((text, 1.0), |text| (text, 100.0));
    let plain = text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    text.parse::<f64>().ok().filter(|n| n.is_finite() && plain).map(|n| n / scale)
}

/// The items of a list with commas, each with its place in the value and whether it stood in quotes.
pub(super) fn items(value: &str, all_quoted: bool) -> Vec<(Range<usize>, bool)> {
    let mut items = Vec::new();
    let mut quote = None;
    let mut start = 0;
    for (at, c) in value.char_indices().chain([(value.len(), ',')]) {
        match quote {
            Some(end) if c == end => quote = None,
            Some(_) if at < value.len() => {}
            _ if c == '"' => quote = Some('"'),
            _ if c == '\'' && value[start..at].trim().is_empty() => quote = Some('\''),
            _ if c == ',' => {
                items.extend(item(value, start..at, all_quoted));
                start = at + 1;
            }
            _ => {}
        }
    }
    items
}

fn item(value: &str, range: Range<usize>, all_quoted: bool) -> Option<(Range<usize>, bool)> {
    let text = value.get(range.clone())?;
    let trimmed = text.trim();
    let start = range.start + (text.len() - text.trim_start().len());
    let quoted =
        trimmed.len() >= 2 && ['"', '\''].iter().any(|q| trimmed.starts_with(*q) && trimmed.ends_with(*q));
    let edge = usize::from(quoted);
    (!trimmed.is_empty()).then(|| (start + edge..start + trimmed.len() - edge, quoted || all_quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_dependencies() {
        for (text, quoted, expected) in [
            ("backup", false, "backup FS "),
            ("smoke:FS+5m", false, "smoke FS 5m"),
            ("smoke:ss", false, "smoke SS "),
            ("smoke:FF-30m", false, "smoke FF -30m"),
            ("smoke+1d", false, "smoke FS 1d"),
            ("smoke+50%", false, "smoke FS 50%"),
            ("migrate-2h", false, "migrate FS -2h"),
            ("migrate-2h", true, "migrate-2h FS "),
            ("migrate-2h:FS", false, "migrate-2h FS "),
            ("migrate-2h:SS-1h", true, "migrate-2h SS -1h"),
            ("blue-green", false, "blue-green FS "),
            ("step-2", false, "step-2 FS "),
            ("#anchor", false, "anchor FS "),
            ("1.2", false, "1.2 FS "),
        ] {
            let d = dependency(text, quoted).unwrap();
            let lag = d.lag.map(|lag| lag.to_string()).unwrap_or_default();
            assert_eq!(format!("{} {} {lag}", d.predecessor, d.relation), expected, "{text}");
        }
        for text in ["", ":FS", "a:XX", "a:FS+", "a+5", "a:FS+5x", "+5m"] {
            assert!(dependency(text, false).is_err(), "{text}");
        }
    }

    #[test]
    fn splits_lists_with_quotes() {
        let shown = |value: &str| {
            items(value, false)
                .into_iter()
                .map(|(range, quoted)| format!("{}{quoted}", &value[range]))
                .collect::<Vec<_>>()
        };
        assert_eq!(shown("a, \"b, c-2h\" ,d"), ["afalse", "b, c-2htrue", "dfalse"]);
        assert_eq!(shown("'a',,"), ["atrue"]);
        assert_eq!(shown("\"a"), ["\"afalse"]);
        assert!(shown("").is_empty());
    }

    #[test]
    fn reads_numbers_and_units() {
        assert_eq!(assignment("dba:50%").unwrap().units, Some(0.5));
        assert_eq!(assignment("dba").unwrap().units, None);
        for bad in ["dba:0", "dba:x", ":1", "dba:inf", "dba:nan", "dba:-1"] {
            assert!(assignment(bad).is_err(), "{bad}");
        }
    }
}
