//! JSON into measurements: as the model has them, or as Prometheus answers.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::noun::{Field, Reading};
use critpath::model::tree::{Entry, Kind, Node};
use critpath::model::{MEASUREMENTS_FORMAT, Measurement, Span};

use super::{File, Gaps, ReadMeasurements, prometheus};
use crate::json::parse_source;

pub(super) fn read(file: File, read: &mut ReadMeasurements) {
    let parsed = parse_source(file.text, file.source);
    read.diagnostics.extend(parsed.diagnostics);
    let Some(root) = parsed.root else { return };
    if prometheus::is_answer(&root) {
        prometheus::read(file, &root, &Measurement::default(), read);
        return;
    }
    let span = root.span;
    match root.kind {
        Kind::List(elements) => measurements(file, elements, read),
        Kind::Object(entries) => object(file, entries, read),
        _ => read.diagnostics.push(shape(file).at(span)),
    }
}

fn shape(file: File) -> Diagnostic {
    let message = format!("`{}` holds no measurements in a form that is known", file.name);
    Diagnostic::new(Code::MeasurementShape, message).help(
        "write `{\"measurements\": [{\"metric\": \"error_rate\", \"total\": 5000, \"failures\": 1}]}`, or give the answer of a \
         Prometheus query",
    )
}

fn object(file: File, entries: Vec<Entry<'_>>, read: &mut ReadMeasurements) {
    if let Some(answers) = answers(&entries) {
        for (metric, answer) in answers {
            let named = Measurement { metric: metric.to_owned(), ..Measurement::default() };
            prometheus::read(file, answer, &named, read);
        }
        return;
    }
    let mut found = false;
    for entry in entries {
        match (entry.key.as_ref(), entry.value.kind) {
            ("measurements", Kind::List(elements)) => {
                found = true;
                measurements(file, elements, read);
            }
            ("format", Kind::Text(format)) if format != MEASUREMENTS_FORMAT => {
                let message = format!("the format is `{format}`; it is read as `{MEASUREMENTS_FORMAT}`");
                read.diagnostics.push(Diagnostic::new(Code::FormatVersion, message).at(entry.value.span));
            }
            ("format", _) => {}
            (key, _) => {
                let message = format!("`{key}` is not a field of a file of measurements");
                read.diagnostics.push(Diagnostic::new(Code::JsonFieldUnknown, message).at(entry.key_span));
            }
        }
    }
    if !found {
        read.diagnostics.push(shape(file).at(critpath::model::Span::in_source(file.source, 0, 0)));
    }
}

/// Answers of Prometheus by the names of metrics, if the object is nothing else.
fn answers<'n, 'a>(entries: &'n [Entry<'a>]) -> Option<Vec<(&'n str, &'n Node<'a>)>> {
    let answer = |entry: &'n Entry<'a>| {
        prometheus::is_answer(&entry.value).then(|| (entry.key.as_ref(), &entry.value))
    };
    let answers: Option<Vec<_>> = entries.iter().map(answer).collect();
    answers.filter(|answers| !answers.is_empty())
}

fn measurements(file: File, elements: Vec<Node<'_>>, read: &mut ReadMeasurements) {
    let mut reading = Reading::new(file.source);
    let mut samples = Vec::new();
    for element in elements {
        samples.extend(measurement(file, element, &mut reading, read));
    }
    // A sample that JSON has no number for, such as `NaN`, was told among the gaps.
    read.diagnostics.retain(|found| {
        let Some(at) = found.span.filter(|_| found.code == Code::NumberInvalid) else { return true };
        let after = samples.partition_point(|span: &Span| span.start <= at.start);
        at.source != file.source || samples[..after].last().is_none_or(|span| at.end > span.end)
    });
    read.diagnostics.extend(reading.finish());
}

/// Samples are taken out first: there may be millions, and gaps among them are no errors. Where they stand.
fn measurement(
    file: File,
    mut node: Node<'_>,
    reading: &mut Reading,
    read: &mut ReadMeasurements,
) -> Option<Span> {
    let Kind::Object(entries) = &mut node.kind else {
        let message = format!("a measurement is an object, not {}", node.excerpt());
        read.diagnostics.push(Diagnostic::new(Code::JsonType, message).at(node.span));
        return None;
    };
    let mut take = |key: &str| {
        let at = entries.iter().position(|entry| entry.key == key)?;
        Some(entries.remove(at).value)
    };
    let (samples, answer) = (take("samples"), take("prometheus"));
    let mut measurement = Measurement::read(&node, reading).ok()?;
    let mut place = None;
    // Reading places a noun at its first text; the index of the file is that of the reader.
    if let Some(samples) = samples {
        let mut gaps = Gaps::default();
        match &samples.kind {
            Kind::List(values) => {
                place = Some(samples.span);
                let numbers = values.iter().filter_map(|value| gaps.take(number(value), value.span));
                measurement.samples = numbers.collect();
            }
            _ => {
                let message = format!("`samples` of a measurement is {}, not a list", samples.excerpt());
                read.diagnostics.push(Diagnostic::new(Code::JsonType, message).at(samples.span));
            }
        }
        // Times without their samples are times of nothing.
        if let Kind::List(values) = &samples.kind
            && gaps.count > 0
            && measurement.times_s.len() == values.len()
        {
            let good = values.iter().map(|value| number(value).is_some_and(|it| it.abs() <= super::GREATEST));
            let kept = measurement.times_s.iter().zip(good).filter(|(_, good)| *good).map(|(time, _)| *time);
            measurement.times_s = kept.collect();
        }
        measurement.missing = measurement.missing.saturating_add(gaps.count);
        read.diagnostics.extend(gaps.finding(&measurement.metric));
    }
    match answer {
        Some(answer) => prometheus::read(file, &answer, &measurement, read),
        None => read.measurements.push(measurement),
    }
    place
}

/// A number, also written as text, as Prometheus does.
pub(super) fn number(node: &Node<'_>) -> Option<f64> {
    node.number().or_else(|| node.text()?.trim().parse().ok())
}
