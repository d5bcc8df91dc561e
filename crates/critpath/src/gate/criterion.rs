//! The conditions of a criterion and what was measured of them into reasons.

use crate::check::{Measure, allowed_failures};
use crate::model::result::{GateReason, ReasonKind, Verdict};
use crate::model::{Comparator, Condition, Criterion, Measurement};

use super::Court;
use super::metrics::{Chosen, choose, covered_s, within};
use super::percentile::{Percentile, merged, order_of};
use super::reason::{Finding, Open, reason};
use super::share::{Count, REQUESTS, judge};
use super::threshold::Threshold;
use super::units::factor;
use super::words::asked;

/// One reason for each condition, or one for a criterion that states none.
pub(super) fn reasons(court: &Court, criterion: &Criterion) -> Vec<GateReason> {
    let of = |finding: Finding, detail: String| {
        reason(ReasonKind::Criterion, &criterion.id, &criterion.name, finding.verdict, detail)
            .needs(finding.needed)
            .measured(finding.measured)
            .done()
    };
    let attested = court.metrics.of(&criterion.id, "").iter().find(|part| part.holds.is_some());
    if let Some(part) = attested {
        let finding = by_word(part);
        let detail = finding.detail.clone();
        return vec![of(finding, detail)];
    }
    if criterion.conditions.is_empty() {
        let finding = Finding::inconclusive(
            "it states nothing that can be measured",
            format!(
                "say it as a comparison like `error rate < 0.1%`, or measure `{}` by the word of a person: `holds`, `by`",
                criterion.id
            ),
        );
        let detail = finding.detail.clone();
        return vec![of(finding, detail)];
    }
    let judged = criterion.conditions.iter().map(|condition| {
        let finding = judge_condition(court, criterion, condition);
        let detail = format!("{}: {}", asked(condition), finding.detail);
        of(finding, detail)
    });
    judged.collect()
}

/// A person says whether it holds.
fn by_word(part: &Measurement) -> Finding {
    let shown = part.evidence.as_ref().map(|evidence| format!("; shown by {evidence}")).unwrap_or_default();
    match (part.holds, part.by.as_deref().map(str::trim).filter(|by| !by.is_empty())) {
        (Some(true), Some(by)) => Finding::go(format!("holds by the word of {by}{shown}")),
        (Some(true), None) => {
            Finding::inconclusive("it is said to hold, but not by whom", "say who says so: `by`")
        }
        (_, by) => {
            let by = by.map(|by| format!(" by the word of {by}")).unwrap_or_default();
            Finding::no_go(format!("does not hold{by}{shown}"), "mend the cause, and say so anew")
        }
    }
}

fn judge_condition(court: &Court, criterion: &Criterion, condition: &Condition) -> Finding {
    let Some(target) = condition.target.filter(|target| target.is_finite()) else {
        return Finding::inconclusive("it states no target", "state a number, as in `error rate < 0.1%`");
    };
    let measured = court.metrics.for_condition(&criterion.id, &condition.metric);
    let parts: Vec<&Measurement> = measured.into_iter().filter(|part| part.holds.is_none()).collect();
    if parts.is_empty() {
        let needed = format!("measure `{}`", condition.metric);
        return Finding::inconclusive("it was not measured", needed);
    }
    let now = court.now.map(|now| (court.axis, now));
    let Chosen { parts, gap } = choose(parts, condition.window, now);
    let case = Case { condition, target, parts: &parts, confidence: court.confidence };
    let finding = case.judge();
    match gap {
        // What fails already fails; what holds so far is not known to last.
        Some(Open { what, needed }) if finding.verdict == Verdict::Go => {
            let open = Finding::inconclusive(format!("{}; but {what}", finding.detail), needed);
            Finding { measured: finding.measured, ..open }
        }
        _ => finding,
    }
}

/// A condition with what was measured of it.
struct Case<'a> {
    condition: &'a Condition,
    target: f64,
    parts: &'a [&'a Measurement],
    confidence: f64,
}

impl Case<'_> {
    fn judge(&self) -> Finding {
        let measure = Measure::of(&self.condition.metric);
        let is_share = measure.is_availability() || measure.is_error_rate();
        let allowed = if is_share { allowed_failures(self.condition, &measure) } else { None };
        let order = self.condition.statistic.as_deref().and_then(order_of);
        match (allowed, order) {
            (Some(allowed), _) => self.share(allowed),
            (None, Some(order)) if self.condition.comparator != Comparator::Equal => self.percentile(order),
            _ if measure.is_latency() && self.condition.statistic.is_none() => self.latency(),
            _ => self.threshold(),
        }
    }

    /// The counts of all parts, and whether a part has none.
    fn count(&self) -> Option<Count> {
        let counted = |part: &&&Measurement| part.total.is_some() && part.failures.is_some();
        if !self.parts.iter().all(|part| counted(&part)) {
            return None;
        }
        let sum = |of: fn(&Measurement) -> Option<u64>| {
            self.parts.iter().filter_map(|part| of(part)).fold(0_u64, u64::saturating_add)
        };
        let missing = sum(|part| Some(part.missing));
        Some(Count {
            bad: sum(|part| part.failures).saturating_add(missing),
            of: sum(|part| part.total).saturating_add(missing),
            over_s: self.over_s(),
        })
    }

    /// The time that the parts cover: instances beside each other, not one after the other.
    fn over_s(&self) -> Option<f64> {
        self.parts.iter().filter_map(|part| covered_s(part)).reduce(libm::fmax)
    }

    fn share(&self, allowed: f64) -> Finding {
        if let Some(count) = self.count() {
            return judge(count, allowed, self.confidence, REQUESTS);
        }
        let point = self.threshold();
        if point.verdict != Verdict::Go {
            return point;
        }
        // A share says nothing of how sure it is.
        let open = Finding::inconclusive(
            format!("{}, and it is not known of how many requests", point.detail),
            "give counts: `total` and `failures`",
        );
        Finding { measured: point.measured, ..open }
    }

    fn percentile(&self, order: f64) -> Finding {
        let statistic = self.condition.statistic.as_deref().unwrap_or_default();
        let (comparator, target, unit) =
            (self.condition.comparator, self.target, self.condition.unit.as_str());
        let limit = Percentile { order, comparator, target, unit, statistic, confidence: self.confidence };
        let missing = self.missing();
        if self.parts.iter().any(|part| !part.samples.is_empty()) {
            return match self.samples(self.parts) {
                Ok((mut samples, lost)) => {
                    limit.by_samples(&mut samples, missing.saturating_add(lost), self.over_s())
                }
                Err(open) => open.into(),
            };
        }
        if self.parts.iter().any(|part| !part.buckets.is_empty()) {
            return match (merged(self.parts), self.factor(self.parts[0])) {
                (Ok(buckets), Ok(factor)) => limit.by_buckets(&buckets, factor, missing, self.over_s()),
                (Err(open), _) | (_, Err(open)) => open.into(),
            };
        }
        if let Some(count) = self.count() {
            return limit.by_count(count);
        }
        let point = self.threshold();
        if point.verdict != Verdict::Go {
            return point;
        }
        let open = Finding::inconclusive(
            format!("{}, and it is not known of how many values", point.detail),
            "give samples, a histogram, or counts of the values beyond the limit",
        );
        Finding { measured: point.measured, ..open }
    }

    /// A latency without a percentile fails where every value does, and else is not told.
    fn latency(&self) -> Finding {
        let each = self.threshold();
        if each.verdict == Verdict::NoGo {
            return each;
        }
        let needed = "say of which requests: `p95` of them, or another percentile";
        let open = Finding::inconclusive(format!("{}; no percentile is stated", each.detail), needed);
        Finding { measured: each.measured, ..open }
    }

    /// Each instance by itself: the worst one counts.
    fn threshold(&self) -> Finding {
        let statistic = self.condition.statistic.as_deref();
        let (comparator, target, unit) =
            (self.condition.comparator, self.target, self.condition.unit.as_str());
        let limit = Threshold { statistic, comparator, target, unit };
        let mut worst: Option<Finding> = None;
        for part in self.parts {
            let factor = match self.factor(part) {
                Ok(factor) => factor,
                Err(open) => return open.into(),
            };
            let mut finding = match (part.samples.is_empty(), part.value) {
                (true, Some(value)) if value.is_finite() => {
                    limit.by_value(part.statistic.as_deref(), value * factor)
                }
                (true, _) => Finding::inconclusive(
                    "neither values nor a figure were measured",
                    format!("measure `{}` as `samples` or `value`", part.metric),
                ),
                _ => match self.samples(&[part]) {
                    Ok((samples, lost)) => limit.by_samples(&samples, part.missing.saturating_add(lost)),
                    Err(open) => open.into(),
                },
            };
            if let Some(instance) = &part.instance {
                finding.detail = format!("on {instance} {}", finding.detail);
            }
            let worse = |other: &Finding| rank(finding.verdict) > rank(other.verdict);
            if worst.as_ref().is_none_or(worse) {
                worst = Some(finding);
            }
        }
        let finding = worst.unwrap_or_else(|| Finding::inconclusive("it was not measured", "measure it"));
        match self.parts.len() {
            0 | 1 => finding,
            many => Finding { detail: format!("{} (the worst of {many})", finding.detail), ..finding },
        }
    }

    fn missing(&self) -> u64 {
        self.parts.iter().map(|part| part.missing).fold(0, u64::saturating_add)
    }

    fn factor(&self, part: &Measurement) -> Result<f64, Open> {
        let unit = &self.condition.unit;
        factor(&part.unit, unit).ok_or_else(|| match part.unit.trim() {
            "" => Open::new(
                format!("it was measured without a unit, and the target is in `{unit}`"),
                "state the unit of the measurement: `%`, or `ratio` for shares of one",
            ),
            stated => Open::new(
                format!("it was measured in `{stated}`, and the target is in `{unit}`"),
                format!("measure it in `{unit}`"),
            ),
        })
    }

    /// The samples of some parts within the window, in the unit of the target; and how many are no numbers.
    fn samples(&self, parts: &[&Measurement]) -> Result<(Vec<f64>, u64), Open> {
        let mut all = Vec::with_capacity(parts.iter().map(|part| part.samples.len()).sum());
        for part in parts {
            let factor = self.factor(part)?;
            all.extend(within(part, self.condition.window).iter().map(|value| value * factor));
        }
        let measured = all.len();
        all.retain(|value| value.is_finite());
        let lost = (measured - all.len()) as u64;
        Ok((all, lost))
    }
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Go => 0,
        Verdict::Inconclusive => 1,
        Verdict::NoGo => 2,
    }
}
