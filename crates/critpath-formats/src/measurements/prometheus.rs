//! Answers of the HTTP interface of Prometheus into measurements.
//!
//! | series with | become |
//! |---|---|
//! | a label `le` | the buckets of a histogram |
//! | a label `code`, `status` or `status_code` | counts: all of them in all, those that begin with 5 failed |
//! | a label `count` of `total` or `failures` | counts |
//! | anything else | a value each, or samples with their times |
//!
//! A range of values of a counter counts as what it grew by, resets of the counter aside.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::tree::Node;
use critpath::model::{Bucket, Measurement, MeasurementRole};

use super::json::number;
use super::{File, Gaps, ReadMeasurements};

/// Whether a value is what Prometheus answers to a query.
pub(super) fn is_answer(node: &Node<'_>) -> bool {
    let has = |key: &str| node.get(key).is_some();
    has("status") && (has("data") || has("error")) || has("resultType") && has("result")
}

/// Reads an answer. What `stated` says of its metric, unit, window and role counts before the labels.
pub(super) fn read(file: File, answer: &Node<'_>, stated: &Measurement, read: &mut ReadMeasurements) {
    let error = |code, message: String, node: &Node<'_>| Diagnostic::new(code, message).at(node.span);
    if let Some(said) = answer.get("error") {
        let message = format!("Prometheus answered with an error: {}", said.text().unwrap_or("unknown"));
        read.diagnostics.push(error(Code::MeasurementShape, message, said));
        return;
    }
    let data = answer.get("data").unwrap_or(answer);
    let Some(result) = data.get("result") else {
        let message = "the answer of Prometheus has no `result`".to_owned();
        read.diagnostics.push(error(Code::MeasurementShape, message, answer));
        return;
    };
    let kind = data.get("resultType").and_then(Node::text).unwrap_or_default();
    let mut groups = Groups { file, stated, by_labels: BTreeMap::new() };
    match (kind, result.elements()) {
        ("scalar", Some(_)) => groups.add(&Series::of(&BTreeMap::new(), vec![point(result)], false, result)),
        ("vector" | "matrix", Some(series)) => {
            for node in series {
                match self::series(node) {
                    Some(series) => groups.add(&series),
                    None => {
                        let message = "a series has neither `value` nor `values`, or is a native histogram";
                        read.diagnostics.push(
                            error(Code::MeasurementShape, message.to_owned(), node)
                                .help("query classic buckets, with the label `le`"),
                        );
                    }
                }
            }
        }
        _ => {
            let message = format!("the answer is of the type `{kind}`, not vector, matrix or scalar");
            read.diagnostics.push(error(Code::MeasurementShape, message, data));
        }
    }
    groups.finish(read);
}

/// A time and a value, with where the value stands.
type Point = (Option<f64>, Option<f64>, critpath::model::Span);

/// One series of an answer.
struct Series<'n> {
    labels: BTreeMap<&'n str, &'n str>,
    points: Vec<Point>,
    is_range: bool,
    span: critpath::model::Span,
}

impl<'n> Series<'n> {
    fn of(labels: &BTreeMap<&'n str, &'n str>, points: Vec<Point>, is_range: bool, node: &Node<'_>) -> Self {
        Series { labels: labels.clone(), points, is_range, span: node.span }
    }

    /// What a counter grew by, or the value of an instant.
    fn growth(&self, gaps: &mut Gaps) -> Option<f64> {
        let values: Vec<f64> =
            self.points.iter().filter_map(|(_, value, span)| gaps.take(*value, *span)).collect();
        let first = *values.first()?;
        if !self.is_range {
            return Some(first);
        }
        // A counter that falls was reset, and counts from nothing again.
        let step = |pair: &[f64]| if pair[1] >= pair[0] { pair[1] - pair[0] } else { pair[1] };
        Some(values.windows(2).map(step).sum())
    }
}

fn series<'n>(node: &'n Node<'_>) -> Option<Series<'n>> {
    let labels = node.get("metric").and_then(Node::entries).unwrap_or_default();
    let labels = labels.iter().filter_map(|entry| Some((entry.key.as_ref(), entry.value.text()?))).collect();
    match (node.get("value"), node.get("values").and_then(Node::elements)) {
        (Some(value), _) => Some(Series::of(&labels, vec![point(value)], false, node)),
        (None, Some(values)) => Some(Series::of(&labels, values.iter().map(point).collect(), true, node)),
        (None, None) => None,
    }
}

/// `[1796630400, "0.5"]`.
fn point(node: &Node<'_>) -> Point {
    match node.elements() {
        Some([time, value]) => (number(time), number(value), value.span),
        _ => (None, None, node.span),
    }
}

/// Labels that say what kind of value a series has, and so tell no instances apart.
const KINDS: [&str; 5] = ["le", "count", "code", "status", "status_code"];

/// Series put together by metric, role and instance.
struct Groups<'f, 's> {
    file: File<'f>,
    stated: &'s Measurement,
    by_labels: BTreeMap<(String, &'static str, Option<String>), Group>,
}

#[derive(Default)]
struct Group {
    measurement: Measurement,
    gaps: Gaps,
    /// Counts are sums of what may be fractions: Prometheus extrapolates.
    total: Option<f64>,
    failures: Option<f64>,
    buckets: Vec<(f64, f64)>,
}

impl Groups<'_, '_> {
    fn add(&mut self, series: &Series<'_>) {
        let label = |name: &str| series.labels.get(name).copied();
        let named = || {
            let name = label("metric").or_else(|| label("__name__"))?;
            Some(name.strip_suffix("_bucket").filter(|_| label("le").is_some()).unwrap_or(name))
        };
        let metric = match self.stated.metric.as_str() {
            "" => named().unwrap_or(self.file.stem()),
            metric => metric,
        };
        let role = match label("role") {
            Some("canary") => MeasurementRole::Canary,
            Some("baseline") => MeasurementRole::Baseline,
            _ => self.stated.role,
        };
        let instance = self.stated.instance.clone().or_else(|| instance(&series.labels));
        let key = (metric.to_owned(), role.as_str(), instance.clone());
        let stated = self.stated;
        let group = self.by_labels.entry(key).or_insert_with(|| Group {
            measurement: Measurement {
                metric: metric.to_owned(),
                role,
                instance,
                span: Some(series.span),
                extensions: BTreeMap::new(),
                ..stated.clone()
            },
            ..Group::default()
        });
        group.add(series);
    }

    fn finish(self, read: &mut ReadMeasurements) {
        for mut group in self.by_labels.into_values() {
            read.diagnostics.extend(group.gaps.finding(&group.measurement.metric));
            group.finish();
            read.measurements.push(group.measurement);
        }
    }
}

/// The labels that tell instances apart, as one name.
fn instance(labels: &BTreeMap<&str, &str>) -> Option<String> {
    let about = |name: &&str| !KINDS.contains(name) && !["__name__", "metric", "role"].contains(name);
    let parts: Vec<String> = labels
        .iter()
        .filter(|(name, _)| about(name))
        .map(
            |(name, value)| if *name == "instance" { (*value).to_owned() } else { format!("{name}={value}") },
        )
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

impl Group {
    fn add(&mut self, series: &Series<'_>) {
        let label = |name: &str| series.labels.get(name).copied();
        if series.is_range {
            self.cover(series);
        }
        let status = ["code", "status", "status_code"].into_iter().find_map(label);
        let status = status.filter(|status| {
            status.len() == 3 && status.starts_with(|digit: char| ('1'..='5').contains(&digit))
        });
        if let Some(bound) = label("le").and_then(|le| le.parse::<f64>().ok()) {
            if let Some(count) = series.growth(&mut self.gaps) {
                self.buckets.push((bound, count));
            }
        } else if let Some(kind) = label("count") {
            let grown = series.growth(&mut self.gaps);
            match kind {
                "failures" => self.failures = sum(self.failures, grown),
                _ => self.total = sum(self.total, grown),
            }
        } else if let Some(status) = status {
            let grown = series.growth(&mut self.gaps);
            self.total = sum(self.total, grown);
            let failed = grown.map(|grown| if status.starts_with('5') { grown } else { 0.0 });
            self.failures = sum(self.failures, failed);
        } else {
            self.values(series);
        }
    }

    /// The time from the first value to the last.
    fn cover(&mut self, series: &Series<'_>) {
        let times = || series.points.iter().filter_map(|(time, ..)| *time);
        let (Some(first), Some(last)) = (times().next(), times().next_back()) else { return };
        let seconds = last - first;
        if self.measurement.window.is_none() && (1.0..1e10).contains(&seconds) {
            self.measurement.window =
                Some(critpath::duration::Duration::from_seconds(seconds as i64).elapsed());
        }
    }

    fn values(&mut self, series: &Series<'_>) {
        let Group { measurement, gaps, .. } = self;
        if !series.is_range {
            measurement.value = series.points.first().and_then(|(_, value, span)| gaps.take(*value, *span));
            return;
        }
        for (time, value, span) in &series.points {
            if let Some(value) = gaps.take(*value, *span) {
                measurement.samples.push(value);
                measurement.times_s.extend(time);
            }
        }
        // Their times tell which of them lie in the window.
        measurement.window = None;
    }

    fn finish(&mut self) {
        let Group { measurement, gaps, total, failures, buckets } = self;
        let whole = |count: f64| if count >= 0.0 { count.round() as u64 } else { 0 };
        measurement.total = total.map(whole).or(measurement.total);
        // All requests without a series of failures had none.
        measurement.failures = failures.or(total.map(|_| 0.0)).map(whole).or(measurement.failures);
        if measurement.total.is_some() {
            measurement.failures = measurement.failures.min(measurement.total);
        }
        buckets.sort_by(|a, b| a.0.total_cmp(&b.0));
        measurement.buckets.extend(buckets.iter().map(|(bound, count)| Bucket {
            at_most: bound.is_finite().then_some(*bound),
            count: whole(*count),
            ..Bucket::default()
        }));
        measurement.missing = measurement.missing.saturating_add(gaps.count);
    }
}

fn sum(before: Option<f64>, more: Option<f64>) -> Option<f64> {
    match (before, more) {
        (Some(before), Some(more)) => Some(before + more),
        (before, more) => before.or(more),
    }
}
