//! What is measured, `API response times, error rates`, into the names that the model uses.

use critpath::model::Comparator;

use super::scan::Line;
use super::{interval, list};

/// Words that say which part is meant where that makes no difference: they fall away before a well-known metric.
const GENERIC: &[&str] = &[
    "api",
    "system",
    "service",
    "services",
    "request",
    "application",
    "app",
    "overall",
    "total",
    "server",
    "target",
    "endpoint",
    "current",
    "the",
    "all",
    "a",
    "an",
    "of",
    "test",
    "code",
    "unit",
    "line",
    "average",
    "mean",
];

/// Well-known metrics: how they may be called, and how the model calls them.
const KNOWN: &[(&str, &str)] = &[
    ("availability", "availability"),
    ("uptime", "availability"),
    ("response_time", "response_time"),
    ("response_latency", "response_time"),
    ("latency", "response_time"),
    ("error_rate", "error_rate"),
    ("error", "error_rate"),
    ("coverage", "coverage"),
    ("code_coverage", "coverage"),
    ("test_coverage", "coverage"),
    ("throughput", "throughput"),
    ("request_rate", "throughput"),
    ("request_per_second", "throughput"),
    ("cpu", "cpu"),
    ("memory", "memory"),
    ("ram", "memory"),
    ("disk", "disk"),
    ("storage", "storage"),
    ("network", "network"),
];

/// What follows `cpu` or `memory` without changing what is meant.
const USAGE: &[&str] = &["usage", "utilization", "utilisation", "load", "consumption", "use", "space"];

/// Words that end an activity, not a measure: `endpoint monitoring`.
const ACTIVITIES: &[&str] = &[
    "monitoring",
    "tracking",
    "check",
    "checks",
    "logging",
    "alerting",
    "alerts",
    "analysis",
    "testing",
    "reporting",
];

/// Parts of a metric's name with the side on which it is good.
const DIRECTIONS: &[(&str, Comparator)] = &[
    ("error", Comparator::AtMost),
    ("fail", Comparator::AtMost),
    ("downtime", Comparator::AtMost),
    ("loss", Comparator::AtMost),
    ("defect", Comparator::AtMost),
    ("bug", Comparator::AtMost),
    ("incident", Comparator::AtMost),
    ("vulnerabilit", Comparator::AtMost),
    ("flaky", Comparator::AtMost),
    ("escape", Comparator::AtMost),
    ("degradation", Comparator::AtMost),
    ("latency", Comparator::AtMost),
    ("uptime", Comparator::AtLeast),
    ("availability", Comparator::AtLeast),
    ("time", Comparator::AtMost),
    ("duration", Comparator::AtMost),
    ("delay", Comparator::AtMost),
    ("cpu", Comparator::AtMost),
    ("memory", Comparator::AtMost),
    ("disk", Comparator::AtMost),
    ("usage", Comparator::AtMost),
    ("utili", Comparator::AtMost),
    ("rto", Comparator::AtMost),
    ("rpo", Comparator::AtMost),
    ("false_", Comparator::AtMost),
    ("coverage", Comparator::AtLeast),
    ("success", Comparator::AtLeast),
    ("pass", Comparator::AtLeast),
    ("completion", Comparator::AtLeast),
    ("completeness", Comparator::AtLeast),
    ("satisfaction", Comparator::AtLeast),
    ("throughput", Comparator::AtLeast),
    ("reliability", Comparator::AtLeast),
    ("accuracy", Comparator::AtLeast),
    ("adoption", Comparator::AtLeast),
    ("engagement", Comparator::AtLeast),
    ("score", Comparator::AtLeast),
    ("quality", Comparator::AtLeast),
    ("compliance", Comparator::AtLeast),
];

/// The metrics that a list names, in `snake_case`, without repetition. An item that names an activity, or is
/// longer than a name, states none. O(length).
pub fn metrics(text: &str) -> Vec<String> {
    let text = match interval(text) {
        Some(found) => list::without(text, &found.range),
        None => text.to_owned(),
    };
    let mut found: Vec<String> = Vec::new();
    for item in list::split_list(behind_lead(&text)) {
        let item = behind_lead(item.value);
        for name in slashed(item) {
            if found.len() < LONGEST_LIST && !found.contains(&name) {
                found.push(name);
            }
        }
    }
    found
}

/// What stands behind `metrics: ` or `metrics including `.
fn behind_lead(item: &str) -> &str {
    let leads = [":", " including ", " such as ", " like "];
    leads.iter().find_map(|lead| Some(item.rsplit_once(lead)?.1)).unwrap_or(item)
}

/// More metrics than a guide can mean; the bound keeps the search for repetitions linear.
const LONGEST_LIST: usize = 64;

/// More words than a well-known metric has.
const LONGEST_NAME: usize = 8;

/// The model's name for a metric: `API response times` is `response_time`. Empty where no word stands.
pub fn metric(text: &str) -> String {
    let line = Line::new(text);
    let words: Vec<&str> = line.tokens.iter().filter(|t| t.is_word()).map(|t| t.text).collect();
    metric_of(&words)
}

/// The side on which a metric is good, if its name tells.
pub(super) fn direction(metric: &str) -> Option<Comparator> {
    DIRECTIONS.iter().find(|(part, _)| metric.contains(part)).map(|(_, comparator)| *comparator)
}

/// The model's name for the words of a metric.
pub(super) fn metric_of(words: &[&str]) -> String {
    let mut words: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    if let Some(last) = words.last_mut() {
        *last = singular(last);
    }
    // No well-known metric is longer; a run of generic words must not be tried at every length.
    (0..words.len().min(LONGEST_NAME))
        .take_while(|skip| words[..*skip].iter().all(|word| GENERIC.contains(&word.as_str())))
        .find_map(|skip| known(&words[skip..]))
        .map_or_else(|| words.join("_"), str::to_owned)
}

fn known(words: &[String]) -> Option<&'static str> {
    if words.len() > LONGEST_NAME {
        return None;
    }
    let words = match words {
        [subject, usage] if USAGE.contains(&usage.as_str()) => std::slice::from_ref(subject),
        words => words,
    };
    let name = words.join("_");
    KNOWN.iter().find(|(alias, _)| *alias == name).map(|(_, name)| *name)
}

fn singular(word: &str) -> String {
    match word {
        _ if word.ends_with("ies") && word.len() > 4 => format!("{}y", &word[..word.len() - 3]),
        _ if word.ends_with('s')
            && word.len() > 3
            && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) =>
        {
            word[..word.len() - 1].to_owned()
        }
        _ => word.to_owned(),
    }
}

/// The metric of an item, or both of `CPU/memory usage`.
fn slashed(item: &str) -> Vec<String> {
    let parts: Vec<Option<String>> = item.split('/').take(8).map(named).collect();
    let known = |name: &Option<String>| name.as_ref().is_some_and(|name| direction(name).is_some());
    if parts.len() > 1 && parts.iter().all(known) {
        return parts.into_iter().flatten().collect();
    }
    named(item).into_iter().collect()
}

/// The metric that an item names, if it is short enough to be a name.
fn named(item: &str) -> Option<String> {
    let line = Line::new(item);
    let end = line.tokens.iter().position(|t| t.is_any(&["(", "[", "<", ">", "="])).unwrap_or(line.len());
    let words: Vec<&str> = line.tokens[..end].iter().filter(|t| t.is_word()).map(|t| t.text).collect();
    let (last, rest) = words.split_last()?;
    if words.len() > 4 {
        return None;
    }
    if ACTIVITIES.iter().any(|activity| last.eq_ignore_ascii_case(activity)) {
        let name = metric_of(rest);
        return direction(&name).is_some().then_some(name);
    }
    Some(metric_of(&words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_metrics() {
        for (text, expected) in [
            ("Response time, throughput, error rates", &["response_time", "throughput", "error_rate"][..]),
            ("Task completion rates, user engagement", &["task_completion_rate", "user_engagement"]),
            ("CPU, memory, disk usage", &["cpu", "memory", "disk"]),
            ("API endpoint monitoring every 30 seconds", &[]),
            ("Uptime monitoring, error tracking", &["availability", "error_rate"]),
            ("CPU/memory usage and latency", &["cpu", "memory", "response_time"]),
            (
                "Tracking of system metrics including response times and error rates",
                &["response_time", "error_rate"],
            ),
            ("Coverage monitoring", &["coverage"]),
            ("Built-in monitoring", &[]),
            ("Build success rate", &["build_success_rate"]),
            ("Status of everything that we have ever deployed anywhere", &[]),
            ("", &[]),
        ] {
            assert_eq!(metrics(text), expected, "{text}");
        }
        for (text, expected) in [
            ("API response times", "response_time"),
            ("Code Coverage", "coverage"),
            ("Database latency", "database_latency"),
            ("Security vulnerabilities", "security_vulnerability"),
            ("Process status", "process_status"),
            ("System Uptime", "availability"),
        ] {
            assert_eq!(metric(text), expected);
        }
    }
}
