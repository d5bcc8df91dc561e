//! Targets in a line, `API response time < 500ms`, `99.9% uptime`, into conditions.
//!
//! A line is read in clauses, `CPU < 70%, Memory < 80%`. In a clause the first number is the target; what
//! stands around it says how it compares, over which time, at which traffic, and of what. A clause without a
//! number that says one of these belongs to the target before it.

use critpath::model::{Comparator, Condition};

use super::clause::{Clause, clauses};
use super::metric::{direction, metric_of};
use super::scan::Line;

/// The measurable conditions of a criterion with this name and text. Without a comparator in the text it follows
/// from what is measured, and `implied_comparator` says so; a number that is no target is left alone. O(length).
pub fn conditions(name: &str, text: &str) -> Vec<Condition> {
    let name_line = Line::new(name);
    let named = Clause::read(&name_line, 0, name_line.len(), false);
    let line = Line::new(text);
    let (first, after) = target_part(&line);
    let mut found: Vec<Condition> = Vec::new();
    for clause in clauses(&line, first, after) {
        match (clause.target, found.last_mut()) {
            (None, Some(last)) => amend(last, &clause),
            (None, None) => {}
            (Some(_), _) => {
                let follows = !found.is_empty();
                found.extend(condition(&clause, &named, follows).into_iter().flatten());
            }
        }
    }
    found
}

/// Where a line states a reading and its target, `85% (Target: 95%)`, the part behind that word; else all of it.
fn target_part(line: &Line<'_>) -> (usize, usize) {
    let labelled = |at: &usize| {
        line.is_any(*at, &["target", "goal", "هدف"]) && line.is_any(at + 1, &[":", "=", "is", "of"])
    };
    match (0..line.len()).find(labelled) {
        Some(at) => {
            let close = (at..line.len()).find(|at| line.is_any(*at, &[")"]));
            (at + 2, close.unwrap_or(line.len()))
        }
        None => (0, line.len()),
    }
}

/// Takes what a clause without a target says into the condition before it.
fn amend(condition: &mut Condition, clause: &Clause<'_>) {
    condition.statistic = condition.statistic.take().or(clause.statistic.clone());
    condition.window = condition.window.or(clause.window);
    condition.traffic = condition.traffic.take().or(clause.traffic.map(str::to_owned));
}

/// The condition of a clause, or both of a range such as `70-80%`.
fn condition(clause: &Clause<'_>, named: &Clause<'_>, follows: bool) -> Option<Vec<Condition>> {
    let target = clause.target?;
    let metric = metric_name(clause, named, follows);
    let stated = clause.comparator.or(clause.bound).or(named.comparator).or(named.bound);
    let implied = direction(&metric);
    let measured = !target.unit.is_empty() || clause.leads_with_number && implied.is_some();
    // `1000 concurrent users` under a name of its own is a goal; in a sentence it is a number.
    let counted = clause.leads_with_number && !clause.behind.is_empty() && clause.behind.len() <= 3;
    let is_goal = counted && clause.scope.is_empty() && !named.before.is_empty() && named.target.is_none();
    let is_rate = target.unit.starts_with('/') || target.unit == "%";
    let comparator = match (stated, implied) {
        (Some(stated), _) => stated,
        (None, Some(implied)) if measured => implied,
        // None at all is never a lower limit.
        (None, None) if is_goal && target.value == 0.0 => Comparator::AtMost,
        (None, None) if is_rate || is_goal => Comparator::AtLeast,
        _ => return None,
    };
    if metric.is_empty() {
        return None;
    }
    // `max` beside another comparator says what is taken of the readings, not how they compare.
    let extreme = clause.bound.filter(|_| clause.comparator.is_some()).map(|bound| match bound {
        Comparator::AtMost => "max".to_owned(),
        _ => "min".to_owned(),
    });
    let base = Condition {
        metric,
        comparator,
        target: Some(target.value),
        unit: target.unit.to_owned(),
        statistic: clause.statistic.clone().or(named.statistic.clone()).or(extreme),
        window: clause.window.or(named.window),
        traffic: clause.traffic.or(named.traffic).map(str::to_owned),
        implied_comparator: stated.is_none(),
        ..Condition::default()
    };
    Some(match target.upper {
        None => vec![base],
        Some(upper) => vec![
            Condition { comparator: Comparator::AtLeast, implied_comparator: false, ..base.clone() },
            Condition {
                comparator: Comparator::AtMost,
                implied_comparator: false,
                target: Some(upper),
                ..base
            },
        ],
    })
}

/// Words that qualify what the name says, and are no metric of their own.
const QUALIFIERS: &[&str] = &[
    "critical",
    "high",
    "medium",
    "low",
    "major",
    "minor",
    "severe",
    "blocking",
    "open",
    "new",
    "known",
    "active",
    "concurrent",
    "parallel",
    "simultaneous",
];

/// What a clause measures: the words before its target, else those behind it, else the criterion's name. A later
/// clause that measures the same thing elsewhere, `80% overall, 90% for critical modules`, says where.
fn metric_name(clause: &Clause<'_>, named: &Clause<'_>, follows: bool) -> String {
    let name = metric_of(&named.before);
    let qualifies = |word: &&str| QUALIFIERS.iter().any(|qualifier| word.eq_ignore_ascii_case(qualifier));
    match [&clause.before, &clause.behind].into_iter().find(|words| !metric_of(words).is_empty()) {
        // `Security vulnerabilities: 0 critical`
        Some(words) if words.iter().all(qualifies) && !name.is_empty() => {
            format!("{}_{name}", words.join("_").to_lowercase())
        }
        Some(words) => metric_of(words),
        None if follows && !clause.scope.is_empty() => {
            format!("{}_{name}", clause.scope.join("_").to_lowercase())
        }
        None => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(name: &str, text: &str) -> String {
        let one = |c: Condition| {
            let implied = if c.implied_comparator { "~" } else { "" };
            let target = c.target.map(|t| t.to_string()).unwrap_or_default();
            let mut shown = format!("{} {implied}{} {target}{}", c.metric, c.comparator, c.unit);
            let more = [c.statistic, c.window.map(|w| w.to_string()), c.traffic];
            more.into_iter().flatten().for_each(|part| shown.push_str(&format!(" [{part}]")));
            shown
        };
        conditions(name, text).into_iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn reads_the_targets_of_guides() {
        for (name, text, expected) in [
            ("Availability", "99.9% uptime", "availability ~>= 99.9%"),
            ("Performance", "API response time < 500ms", "response_time < 500ms"),
            ("Error Rate", "< 0.1% error rate", "error_rate < 0.1%"),
            ("Resource Usage", "CPU < 70%, Memory < 80%", "cpu < 70%; memory < 80%"),
            ("Success Criteria", "<2s response time, <1% error rate", "response_time < 2s; error_rate < 1%"),
            ("Target Uptime", "99.9%", "availability ~>= 99.9%"),
            ("Test Reliability", ">99%", "test_reliability > 99%"),
            ("Test Coverage", "≥95%", "coverage >= 95%"),
            ("Test Coverage", "85% (Target: 95%)", "coverage ~>= 95%"),
            ("Defect Escape Rate", "3% (Target: <2%)", "defect_escape_rate < 2%"),
            ("Test Execution Time", "<5 minutes", "test_execution_time < 5min"),
            ("Recovery Time", "< 15 minutes", "recovery_time < 15min"),
            ("Unit Test Coverage", "Minimum 80% code coverage", "coverage >= 80%"),
            ("Unit Testing", "70% code coverage minimum", "coverage >= 70%"),
            (
                "Minimum coverage",
                "80% overall, 90% for critical modules",
                "coverage >= 80%; critical_modules_coverage >= 90%",
            ),
            ("", "Maximum test execution time: 10 minutes", "test_execution_time <= 10min"),
            ("Coverage Target", "95%+", "coverage >= 95%"),
            ("Core API Modules", "90%+", "core_api_module >= 90%"),
            ("Code quality score", ">85%", "code_quality_score > 85%"),
            ("Task completion rate", ">95% | Automated tracking", "task_completion_rate > 95%"),
            ("reliability", "must maintain 100% pass rate", "pass_rate ~>= 100%"),
            ("overall_coverage", ">= 80%", "coverage >= 80%"),
            ("", "Achieve 95%+ test coverage across all modules", "coverage >= 95%"),
            ("Test Pass Rate", "% of tests passing | > 95%", "test_pass_rate > 95%"),
            ("Response Time", "< 2 seconds | Load testing | 95th percentile", "response_time < 2s [p95]"),
            ("Service availability", "< 99%", "availability < 99%"),
            ("Zero defects", "Zero critical defects in production", "critical_defect ~<= 0"),
            ("Security Vulnerabilities", "0 critical", "critical_security_vulnerability ~<= 0"),
            ("Security issues", "0 critical", "critical_security_issue ~<= 0"),
            ("Projects", "1000 concurrent", "concurrent_project ~>= 1000"),
            ("Throughput", "1000 concurrent users", "concurrent_user ~>= 1000"),
            ("API Requests", "1000/minute", "api_request ~>= 1000/min"),
            ("User Satisfaction", "> 4.5/5", "user_satisfaction > 4.5/5"),
            ("Risk score", "< 7/10", "risk_score < 7/10"),
            ("10+ modules with 20+ tests each", "10+ modules with 20+ tests each", "module >= 10"),
            ("functional", "80% feature completeness", "feature_completeness ~>= 80%"),
        ] {
            assert_eq!(shown(name, text), expected, "{name}: {text}");
        }
    }

    #[test]
    fn reads_statistics_windows_and_traffic() {
        for (text, expected) in [
            (
                "p95 latency under 200 ms over 5 min at 200 rps",
                "response_time < 200ms [p95] [5m] [at 200 rps]",
            ),
            (
                "API response time < 500ms (p95, 5 minute window, at 200 requests/s)",
                "response_time < 500ms [p95] [5m] [at 200 requests/s]",
            ),
            (
                "p95 < 300 ms and p99 < 1 s, measured over 30 days",
                "name < 300ms [p95]; name < 1s [p99] [30ed]",
            ),
            ("99.9% monthly uptime", "availability ~>= 99.9% [1emo]"),
            ("99.95% availability per month", "availability ~>= 99.95% [1emo]"),
            ("availability of at least 99.9% over 30 days", "availability >= 99.9% [30ed]"),
            (
                "Average response time below 1 second with 100 concurrent users",
                "response_time < 1s [mean] [with 100 concurrent users]",
            ),
            ("CPU over 80% for 5 min", "cpu > 80% [5m]"),
            ("at least 80% coverage", "coverage >= 80%"),
            ("error rate must not exceed 1%", "error_rate <= 1%"),
            ("no more than 3 failures per week", "failure <= 3 [1ew]"),
            ("max response time < 2s", "response_time < 2s [max]"),
            ("response time &lt; 500ms", "response_time < 500ms"),
            ("utilisation between 60% and 80%", "utilisation >= 60%; utilisation <= 80%"),
            ("utilisation 60-80%", "utilisation >= 60%; utilisation <= 80%"),
            ("throughput ≥ 1,000 rps", "throughput >= 1000rps"),
            ("p99.9 latency <= 2 s", "response_time <= 2s [p99.9]"),
            ("median latency under 100ms", "response_time < 100ms [p50]"),
            ("Restart completes within 5 minutes", "restart_complete <= 5min"),
            ("در دسترس بودن حداقل ۹۹٫۹٪", "در_دسترس_بودن >= 99.9%"),
        ] {
            assert_eq!(shown("Name", text), expected, "{text}");
        }
        assert_eq!(shown("P95 latency", "< 200 ms"), "response_time < 200ms [p95]");
        assert_eq!(shown("Error rate", "≤ 5%"), "error_rate <= 5%");
    }

    #[test]
    fn leaves_prose_alone() {
        for text in [
            "All tests pass",
            "Python 3.8 support",
            "Phase 2 complete",
            "Works in 3 regions",
            "",
            "v1.2.3 released",
            "Response times for 3 regions documented",
            "Meet on 2026-12-07",
            "%",
            "< ",
            "User satisfaction",
        ] {
            assert_eq!(shown("Name", text), "", "{text}");
        }
    }
}
