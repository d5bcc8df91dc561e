//! CSV into measurements: a row for each value or count, or a column for each metric.
//!
//! | columns | a row is |
//! |---|---|
//! | `value`, with any of `metric`, `time`, `unit`, `role`, `instance`, `window` | a sample |
//! | `value` and `statistic` | a figure |
//! | `total` and `failures` | counts |
//! | `le` and `count` | a bucket of a histogram |
//! | any other names, and perhaps `time` | a sample of each column that it fills: `response time (ms)` |

use std::collections::BTreeMap;

use critpath::diagnostic::Code;
use critpath::duration::Duration;
use critpath::model::{Bucket, Measurement, MeasurementRole, Span};
use critpath::time::{Axis, Moment};

use super::{File, Gaps, ReadMeasurements};

/// Columns that are no names of metrics.
const COLUMNS: [&str; 16] = [
    "metric",
    "role",
    "unit",
    "instance",
    "window",
    "until",
    "time",
    "value",
    "statistic",
    "total",
    "failures",
    "le",
    "count",
    "holds",
    "by",
    "evidence",
];

/// Columns that show that each row is a measurement.
const OF_ROWS: [&str; 5] = ["metric", "value", "total", "count", "holds"];

pub(super) fn read(file: File, read: &mut ReadMeasurements) {
    let header = file.text.lines().next().unwrap_or_default();
    let delimiter = if header.contains(';') && !header.contains(',') { b';' } else { b',' };
    let text = file.text.trim_start_matches('\u{feff}');
    let before = file.text.len() - text.len();
    let mut reader = ::csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(::csv::Trim::All)
        .from_reader(text.as_bytes());
    let names: Vec<String> = match reader.headers() {
        Ok(headers) => headers.iter().map(|name| name.to_lowercase().replace([' ', '-'], "_")).collect(),
        Err(_) => Vec::new(),
    };
    if names.iter().all(String::is_empty) {
        let message = format!("`{}` has no header", file.name);
        read.diagnostics
            .push(file.finding(Code::MeasurementShape, message, 0, 0).help("begin with `metric,value`"));
        return;
    }
    let mut table = Table { file, names, groups: BTreeMap::new() };
    let in_rows = table.names.iter().any(|name| OF_ROWS.contains(&name.as_str()));
    let mut record = ::csv::StringRecord::new();
    // The text is UTF-8 and rows may have any length, so that no row is an error.
    while reader.read_record(&mut record).unwrap_or(false) {
        let start = record.position().map_or(0, |position| before + position.byte() as usize);
        let row =
            Row { cells: &record, span: Span::in_source(file.source, start, end_of_line(file.text, start)) };
        if in_rows { table.row(&row, read) } else { table.columns(&row) }
    }
    table.finish(read);
}

fn end_of_line(text: &str, start: usize) -> usize {
    text.get(start..).and_then(|rest| rest.find(['\r', '\n'])).map_or(text.len(), |length| start + length)
}

struct Row<'r> {
    cells: &'r ::csv::StringRecord,
    span: Span,
}

struct Table<'f> {
    file: File<'f>,
    names: Vec<String>,
    groups: BTreeMap<Vec<String>, Group>,
}

#[derive(Default)]
struct Group {
    measurement: Measurement,
    gaps: Gaps,
}

impl Table<'_> {
    fn cell<'r>(&self, row: &Row<'r>, name: &str) -> Option<&'r str> {
        let at = self.names.iter().position(|known| known == name)?;
        row.cells.get(at).filter(|cell| !cell.is_empty())
    }

    /// A row that says what it is of.
    fn row(&mut self, row: &Row<'_>, read: &mut ReadMeasurements) {
        let cell = |name: &str| self.cell(row, name);
        let text = |name: &str| cell(name).unwrap_or_default().to_owned();
        let mut problems = Vec::new();
        let role = match text("role").to_lowercase().as_str() {
            "" | "observed" => MeasurementRole::Observed,
            "canary" => MeasurementRole::Canary,
            "baseline" => MeasurementRole::Baseline,
            other => {
                problems.push(format!("`{other}` is no role: observed, baseline or canary"));
                MeasurementRole::Observed
            }
        };
        let mut parsed = |name: &str, parse: &dyn Fn(&str) -> bool, expected: &str| {
            if let Some(text) = cell(name).filter(|text| !parse(text)) {
                problems.push(format!("`{text}` in the column `{name}` is not {expected}"));
            }
        };
        parsed("window", &|text| Duration::parse(text).is_ok(), "a duration like 1h");
        parsed("until", &|text| Moment::parse(text).is_ok(), "a time like 2026-12-07T08:00");
        for count in ["total", "failures", "count"] {
            parsed(count, &|text| whole(text).is_some(), "a whole number");
        }
        if !problems.is_empty() {
            let found = problems.iter().map(|message| {
                self.file.finding(
                    Code::MeasurementInvalid,
                    message.clone(),
                    row.span.start as usize,
                    row.span.end as usize,
                )
            });
            read.diagnostics.extend(found);
            return;
        }
        let metric = cell("metric").unwrap_or(self.file.stem()).to_owned();
        let statistic = cell("statistic").map(str::to_owned);
        let key = ["role", "unit", "instance", "window", "until", "statistic", "by"].map(text);
        let key: Vec<String> = std::iter::once(metric.clone()).chain(key).collect();
        let fresh = Measurement {
            metric,
            role,
            unit: text("unit"),
            instance: cell("instance").map(str::to_owned),
            window: cell("window").and_then(|text| Duration::parse(text).ok()),
            until: cell("until").and_then(|text| Moment::parse(text).ok()),
            statistic,
            by: cell("by").map(str::to_owned),
            evidence: cell("evidence").map(str::to_owned),
            span: Some(row.span),
            ..Measurement::default()
        };
        let facts = Facts {
            value: cell("value").map(|text| text.parse().ok()),
            has_value: self.names.iter().any(|name| name == "value"),
            time: cell("time").and_then(seconds),
            total: cell("total").and_then(whole),
            failures: cell("failures").and_then(whole),
            bound: cell("le").map(|text| text.trim_start_matches('+').parse::<f64>().ok()),
            count: cell("count").and_then(whole),
            holds: cell("holds").map(|text| matches!(text.to_lowercase().as_str(), "true" | "yes" | "1")),
        };
        let group =
            self.groups.entry(key).or_insert_with(|| Group { measurement: fresh, ..Group::default() });
        group.add(facts, row.span);
    }

    /// A row with a value in each column.
    fn columns(&mut self, row: &Row<'_>) {
        let time = self.cell(row, "time").and_then(seconds);
        for (name, cell) in self.names.iter().zip(row.cells.iter()) {
            if name.is_empty() || COLUMNS.contains(&name.as_str()) {
                continue;
            }
            let (metric, unit) = match name.trim_end_matches(')').split_once('(') {
                Some((metric, unit)) => (metric.trim_end_matches('_'), unit),
                None => (name.as_str(), ""),
            };
            let fresh = || Group {
                measurement: Measurement {
                    metric: metric.to_owned(),
                    unit: unit.to_owned(),
                    span: Some(row.span),
                    ..Measurement::default()
                },
                ..Group::default()
            };
            self.groups.entry(vec![name.clone()]).or_insert_with(fresh).sample(
                cell.parse().ok(),
                time,
                row.span,
            );
        }
    }

    fn finish(self, read: &mut ReadMeasurements) {
        for Group { mut measurement, gaps } in self.groups.into_values() {
            read.diagnostics.extend(gaps.finding(&measurement.metric));
            measurement.missing = measurement.missing.saturating_add(gaps.count);
            // Some rows without a time leave no order among the others.
            if measurement.times_s.len() != measurement.samples.len() {
                measurement.times_s.clear();
            }
            read.measurements.push(measurement);
        }
    }
}

/// What a row states: nothing, or something that may not be a number.
struct Facts {
    value: Option<Option<f64>>,
    has_value: bool,
    time: Option<f64>,
    total: Option<u64>,
    failures: Option<u64>,
    bound: Option<Option<f64>>,
    count: Option<u64>,
    holds: Option<bool>,
}

impl Group {
    fn add(&mut self, facts: Facts, span: Span) {
        let Group { measurement, gaps } = self;
        let sum = |before: Option<u64>, more: Option<u64>| match (before, more) {
            (Some(before), Some(more)) => Some(before.saturating_add(more)),
            (before, more) => before.or(more),
        };
        measurement.holds = facts.holds.or(measurement.holds);
        if let (Some(bound), Some(count)) = (facts.bound, facts.count) {
            match bound {
                Some(bound) => measurement.buckets.push(Bucket {
                    at_most: bound.is_finite().then_some(bound),
                    count,
                    ..Bucket::default()
                }),
                None => gaps.count += 1,
            }
            return;
        }
        if facts.total.is_some() || facts.failures.is_some() {
            measurement.total = sum(measurement.total, facts.total);
            measurement.failures = sum(measurement.failures, facts.failures);
            return;
        }
        match facts.value {
            Some(value) if measurement.statistic.is_some() => measurement.value = gaps.take(value, span),
            // An empty cell is a gap, too.
            value if facts.has_value && facts.holds.is_none() => {
                self.sample(value.flatten(), facts.time, span)
            }
            _ => {}
        }
    }

    fn sample(&mut self, value: Option<f64>, time: Option<f64>, span: Span) {
        if let Some(value) = self.gaps.take(value, span) {
            self.measurement.samples.push(value);
            self.measurement.times_s.extend(time);
        }
    }
}

/// A whole number, also written `3.0`; none below zero.
fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    text.parse().ok().or_else(|| {
        let number: f64 = text.parse().ok()?;
        ((0.0..9e15).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    })
}

/// Seconds since 1970 UTC: as a number, or as a time, which is taken for UTC if it has no offset.
fn seconds(text: &str) -> Option<f64> {
    let utc = || Axis::new(Some("UTC")).ok();
    let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
    number.or_else(|| Some(utc()?.instant_of(Moment::parse(text).ok()?) as f64))
}
