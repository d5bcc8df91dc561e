//! A million latencies into the verdict of a gate: judging alone, and reading the file of measurements that they come in,
//! JSON and CSV. `cargo run -p benches --release --bin gate`; part of `cargo xtask bench`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::fmt::Write;

use benches::measure::{fastest_s, text};
use critpath::gate::{GateInput, GateOptions, PlanState, gate};
use critpath::model::result::{ReasonKind, Verdict};
use critpath::model::{Comparator, Condition, Criterion, Document};
use critpath::simulate::random::{Stream, uniform};
use critpath_formats::measurements;

const SAMPLES: usize = 1_000_000;
const SEED: u64 = 7;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("| judged | samples | verdict | judge | read JSON | of | read CSV | of |");
    println!("|---|--:|---|--:|--:|--:|--:|--:|");
    let whole = [Series { role: "observed", values: latencies(1, SAMPLES, 0.0) }];
    row("95th percentile", "p95", ReasonKind::Criterion, &whole)?;
    row("mean", "mean", ReasonKind::Criterion, &whole)?;
    // The canary is a little slower, within what is tolerated.
    let sides = [
        Series { role: "baseline", values: latencies(2, SAMPLES / 2, 0.0) },
        Series { role: "canary", values: latencies(3, SAMPLES / 2, 1.5) },
    ];
    row("canary against baseline", "p95", ReasonKind::Canary, &sides)
}

/// Values in the order in which they were measured.
struct Series {
    role: &'static str,
    values: Vec<f64>,
}

/// Milliseconds to hundredths, most of them some tens, some of them hundreds, and later by some.
fn latencies(variable: u64, count: usize, later: f64) -> Vec<f64> {
    let mut bits = vec![0; count];
    Stream::new(SEED, variable).fill(0, &mut bits);
    let value = |bits: u32| ((20.0 - 80.0 * uniform(bits).ln() + later) * 100.0).round() / 100.0;
    bits.into_iter().map(value).collect()
}

/// Judges some series by a limit of 500 ms, from memory and from both forms of files.
fn row(
    what: &str,
    statistic: &str,
    kind: ReasonKind,
    series: &[Series],
) -> Result<(), Box<dyn std::error::Error>> {
    let condition = Condition {
        metric: "response_time".into(),
        comparator: Comparator::Less,
        target: Some(500.0),
        unit: "ms".into(),
        statistic: Some(statistic.into()),
        ..Condition::default()
    };
    let criterion = Criterion { id: "latency".into(), conditions: vec![condition], ..Criterion::default() };
    let document = Document { criteria: vec![criterion], ..Document::default() };
    let (json, csv) = (as_json(series), as_csv(series));
    let (json, csv) = ([("night.json", json.as_str())], [("night.csv", csv.as_str())]);
    let read = measurements::read(&json);
    for read in [&read, &measurements::read(&csv)] {
        if read.measurements.iter().map(|part| &part.samples).ne(series.iter().map(|of| &of.values)) {
            return Err(format!("the file was not read as it was written: {:?}", read.diagnostics).into());
        }
    }
    let state = PlanState::default();
    let input = GateInput {
        document: &document,
        diagnostics: &[],
        measurements: &read.measurements,
        unread: &[],
        state: &state,
    };
    let judge = || gate(&input, &GateOptions::default());
    let result = judge()?;
    let reason = result.reasons.iter().find(|reason| reason.kind == kind).ok_or("nothing was judged")?;
    if reason.verdict != Verdict::Go {
        return Err(format!("the verdict is {:?}: {}", reason.verdict, reason.detail).into());
    }
    let megabytes = |file: &str| format!("{:.1} MB", file.len() as f64 / 1e6);
    println!(
        "| {what} | {SAMPLES} | {} | {} | {} | {} | {} | {} |",
        reason.verdict.as_str(),
        text(fastest_s(judge)),
        text(fastest_s(|| measurements::read(&json))),
        megabytes(json[0].1),
        text(fastest_s(|| measurements::read(&csv))),
        megabytes(csv[0].1),
    );
    Ok(())
}

fn as_json(series: &[Series]) -> String {
    let mut json = String::from("{\"measurements\": [");
    for (at, Series { role, values }) in series.iter().enumerate() {
        let comma = if at == 0 { "" } else { ", " };
        let _ = write!(
            json,
            "{comma}{{\"metric\": \"response_time\", \"role\": \"{role}\", \"unit\": \"ms\", \"samples\": ["
        );
        for (at, value) in values.iter().enumerate() {
            let comma = if at == 0 { "" } else { ", " };
            let _ = write!(json, "{comma}{value}");
        }
        json += "]}";
    }
    json + "]}"
}

fn as_csv(series: &[Series]) -> String {
    let mut csv = String::from("metric,role,unit,value\n");
    for Series { role, values } in series {
        for value in values {
            let _ = writeln!(csv, "response_time,{role},ms,{value}");
        }
    }
    csv
}
