//! Success criteria into findings about targets that cannot be measured as they stand, or measure the same.

use super::Guide;
use super::metric::{Target, allowed_failures, targets};
use crate::check::phrase::{exact, time};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::model::{Comparator, Condition};

const DAY_S: f64 = 86_400.0;

/// Units of latencies. What takes hours is a promise of people, not of a service.
const LATENCY_UNITS: &[&str] = &["ms", "s", "us", "µs", "ns"];

pub(super) fn findings(guide: &Guide) -> Vec<Diagnostic> {
    let targets = targets(guide.document);
    let impossible = targets.iter().filter_map(impossible_share);
    let latency = targets.iter().filter_map(incomplete_latency);
    impossible.chain(latency).chain(without_window(&targets)).chain(overlap(&targets)).collect()
}

/// `availability >= 99.9 %`.
fn text(condition: &Condition) -> String {
    let Condition { metric, comparator, target, unit, .. } = condition;
    let target = target.map(|target| format!(" {comparator} {}", exact(target))).unwrap_or_default();
    format!("{}{target}{}{unit}", metric.replace('_', " "), if unit.is_empty() { "" } else { " " })
}

/// A share of requests or of time that no measurement can reach.
fn impossible_share(target: &Target) -> Option<Diagnostic> {
    let share = target.measure.is_availability() || target.measure.is_error_rate();
    let limit = target.condition.target.filter(|_| share && target.condition.unit == "%")?;
    if !limit.is_finite() || (0.0..=100.0).contains(&limit) {
        return None;
    }
    let message = format!(
        "`{}` asks for {}, but a share lies between 0 % and 100 %",
        target.criterion.name,
        text(target.condition)
    );
    // The dates of the plan do not depend on it.
    let mut odd = Diagnostic::new(Code::NumberInvalid, message).at(target.span()).help("correct the target");
    odd.severity = Severity::Warning;
    Some(odd)
}

/// A latency that does not say of which requests, over which time, and under which load.
fn incomplete_latency(target: &Target) -> Option<Diagnostic> {
    let Condition { statistic, window, traffic, unit, comparator, .. } = target.condition;
    if !target.measure.is_latency() || !LATENCY_UNITS.contains(&unit.as_str()) {
        return None;
    }
    let lacks =
        [("percentile", statistic.is_none()), ("window", window.is_none()), ("traffic", traffic.is_none())];
    let lacks: Vec<_> = lacks.iter().filter(|(_, lacks)| *lacks).map(|(word, _)| *word).collect();
    let (last, rest) = lacks.split_last()?;
    let lacks = if rest.is_empty() { (*last).to_owned() } else { format!("{} or {last}", rest.join(", ")) };
    let limit = exact(target.condition.target?);
    let statistic = statistic.as_deref().unwrap_or("p95");
    let window = window.map_or("5 min".to_owned(), |window| window.to_string());
    let traffic = traffic.as_deref().unwrap_or("at 200 requests/s");
    let message = format!(
        "`{}` asks for {} without {lacks}, so one slow request breaks it and an idle hour proves it",
        target.criterion.name,
        text(target.condition),
    );
    Some(Diagnostic::new(Code::CriterionIncomplete, message).at(target.span()).help(format!(
        "say of which requests, over which time and under which load: write `{statistic} {comparator} {limit} {unit} over {window} {traffic}`"
    )))
}

/// Availabilities that do not say over which time. Error rates without a window are named beside the first.
fn without_window(targets: &[Target]) -> Vec<Diagnostic> {
    let open = |target: &&Target| target.condition.window.is_none();
    let availabilities = targets.iter().filter(open).filter(|target| target.measure.is_availability());
    let mut found: Vec<_> = availabilities.filter_map(availability_without_window).collect();
    if let Some(first) = found.first_mut() {
        for errors in targets.iter().filter(open).filter(|target| target.measure.is_error_rate()) {
            *first = first
                .clone()
                .label(errors.span(), format!("`{}` has no window either", errors.criterion.name));
        }
    }
    found
}

fn availability_without_window(target: &Target) -> Option<Diagnostic> {
    let allowed = allowed_failures(target.condition, &target.measure)?;
    let over = |days: f64| time(allowed * days * DAY_S);
    let message = format!(
        "`{}` asks for {} without a window: {} of downtime in a day, {} in 30 days or {} in a year",
        target.criterion.name,
        text(target.condition),
        over(1.0),
        over(30.0),
        over(365.0),
    );
    let (limit, unit) = (exact(target.condition.target?), &target.condition.unit);
    Some(
        Diagnostic::new(Code::CriterionNoWindow, message)
            .at(target.span())
            .help(format!("say over which time it is measured: write `{limit}{unit} over 30 days`")),
    )
}

/// An error rate and an availability that spend one budget: nothing tells their failures apart.
fn overlap(targets: &[Target]) -> Option<Diagnostic> {
    let availability =
        targets.iter().find(|target| target.measure.is_availability() && is_floor(target.condition))?;
    let errors =
        targets.iter().find(|target| target.measure.is_error_rate() && !is_floor(target.condition))?;
    let windows = (availability.condition.window, errors.condition.window);
    if matches!(windows, (Some(a), Some(b)) if a != b) {
        return None;
    }
    let budgets = (
        allowed_failures(availability.condition, &availability.measure)?,
        allowed_failures(errors.condition, &errors.measure)?,
    );
    let (downtime, failed) = (exact(budgets.0 * 100.0), exact(budgets.1 * 100.0));
    let outcome = if downtime == failed {
        format!("both allow {failed} % of failed requests")
    } else {
        format!(
            "one allows {failed} % of failed requests and the other {downtime} %, so the stricter decides alone"
        )
    };
    Some(
        Diagnostic::new(
            Code::CriterionOverlap,
            format!("`{}` ({}) overlaps `{}` ({}): {outcome}", errors.criterion.name, text(errors.condition), availability.criterion.name, text(availability.condition)),
        )
        .at(errors.span())
        .label(availability.span(), "spends the same budget")
        .help("keep one of them, or say what each counts and over which window, such as `99.9% of minutes over 30 days` and `< 0.1% of requests over 5 min`"),
    )
}

fn is_floor(condition: &Condition) -> bool {
    matches!(condition.comparator, Comparator::Greater | Comparator::AtLeast)
        || condition.implied_comparator && condition.target.is_some_and(|target| target > 50.0)
}
