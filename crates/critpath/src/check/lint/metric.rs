//! Names of metrics into what they measure, so that `API latency` and `response_time` can meet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::words::{Texts, stems, vocabulary};
use crate::model::{Condition, Criterion, Document, Span};

const AVAILABILITY: &str = "availability";
const LATENCY: &str = "latency";
const ERRORS: &str = "errors";

/// Measures, and by which other words they go.
const SYNONYMS: &[(&str, &[&str])] = &[
    (
        AVAILABILITY,
        &[
            "availability",
            "available",
            "uptime",
            "downtime",
            "health",
            "health check",
            "heartbeat",
            "liveness",
            "ping",
            "endpoint",
        ],
    ),
    (LATENCY, &["latency", "response"]),
    (ERRORS, &["error"]),
    ("disk", &["disk", "storage"]),
    ("memory", &["memory", "ram"]),
];

/// Words that tell how something is measured, or where everything is.
const GENERIC: &[&str] = &[
    "api",
    "application",
    "average",
    "check",
    "count",
    "level",
    "mean",
    "metric",
    "percent",
    "percentage",
    "rate",
    "request",
    "service",
    "system",
    "time",
    "usage",
    "use",
    "utilization",
    "utilisation",
];

/// The measure that a stem stands for; none for a generic one.
static MEANINGS: LazyLock<BTreeMap<String, Option<&str>>> = LazyLock::new(|| {
    let synonyms = SYNONYMS
        .iter()
        .flat_map(|(measure, words)| vocabulary(words).into_iter().map(|stem| (stem, Some(*measure))));
    vocabulary(GENERIC).into_iter().map(|stem| (stem, None)).chain(synonyms).collect()
});

/// What a text about a metric measures, as a set of stems.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Measure(pub BTreeSet<String>);

impl Measure {
    /// What a name or a line of prose measures.
    pub fn of(text: &str) -> Self {
        let meaning = |stem: String| match MEANINGS.get(&stem) {
            Some(measure) => measure.map(str::to_owned),
            None => Some(stem),
        };
        Measure(stems(text).into_iter().filter_map(meaning).collect())
    }

    pub fn is_availability(&self) -> bool {
        self.0.contains(AVAILABILITY)
    }

    pub fn is_latency(&self) -> bool {
        self.0.contains(LATENCY)
    }

    pub fn is_error_rate(&self) -> bool {
        self.0.contains(ERRORS)
    }
}

/// Many measures, to ask whether one of them is meant.
#[derive(Debug, Default)]
pub(super) struct Measures {
    exact: BTreeSet<BTreeSet<String>>,
    wider: Texts,
}

/// Stems of a name of which every part is looked up; longer names are prose.
const LONGEST_NAME: usize = 6;

impl Measures {
    /// Whether one of them names the same measure as `measure`, one of the two perhaps more closely:
    /// `database latency` and `latency` meet.
    pub fn meet(&self, measure: &Measure) -> bool {
        let stems: Vec<&String> = measure.0.iter().take(LONGEST_NAME).collect();
        let part = |bits: usize| {
            let chosen = stems.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1);
            chosen.map(|(_, stem)| (*stem).clone()).collect::<BTreeSet<String>>()
        };
        self.wider.hold(&measure.0) || (1..1 << stems.len()).any(|bits| self.exact.contains(&part(bits)))
    }
}

impl FromIterator<Measure> for Measures {
    fn from_iter<I: IntoIterator<Item = Measure>>(measures: I) -> Self {
        let exact: BTreeSet<_> = measures.into_iter().map(|measure| measure.0).collect();
        Measures { wider: exact.iter().cloned().collect(), exact }
    }
}

/// A condition with the criterion that it is part of and what it measures.
pub(super) struct Target<'a> {
    pub criterion: &'a Criterion,
    pub condition: &'a Condition,
    pub measure: Measure,
}

impl Target<'_> {
    pub fn span(&self) -> Option<Span> {
        self.condition.span.or(self.criterion.span)
    }
}

/// Every condition of every criterion.
pub(super) fn targets(document: &Document) -> Vec<Target<'_>> {
    let criteria = document.criteria.iter();
    let conditions = criteria
        .flat_map(|criterion| criterion.conditions.iter().map(move |condition| (criterion, condition)));
    conditions
        .map(|(criterion, condition)| Target {
            criterion,
            condition,
            measure: Measure::of(&condition.metric),
        })
        .collect()
}

/// The share of failures that a target on availability or errors allows, 0 to 1.
pub(crate) fn allowed_failures(condition: &Condition, measure: &Measure) -> Option<f64> {
    let target = condition.target.filter(|target| target.is_finite())?;
    let share = match condition.unit.as_str() {
        "%" => target / 100.0,
        "" if target <= 1.0 => target,
        _ => return None,
    };
    let allowed = if measure.is_availability() { 1.0 - share } else { share };
    (0.0..=1.0).contains(&allowed).then_some(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_measure_meet() {
        let meet = |a: &str, b: &str| Measures::from_iter([Measure::of(a)]).meet(&Measure::of(b));
        for (a, b) in [
            ("response_time", "API latency"),
            ("availability", "Health Checks: API endpoint monitoring"),
            ("availability", "uptime"),
            ("error_rate", "error rates"),
            ("cpu", "CPU usage"),
            ("disk", "storage"),
        ] {
            assert!(meet(a, b) && meet(b, a), "{:?} {:?}", Measure::of(a), Measure::of(b));
        }
        for (a, b) in
            [("throughput", "response_time"), ("user_engagement", "user satisfaction"), ("rate", "time")]
        {
            assert!(!meet(a, b) && !meet(b, a), "{a} {b}");
        }
    }
}
