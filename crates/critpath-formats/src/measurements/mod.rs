//! Files of measurements into what a gate is judged by: JSON, CSV, and results of Prometheus queries as JSON.
//!
//! Reading never fails: what cannot be read is reported with its place and left out, and a value that is missing or no
//! number counts as missing. So what is broken never makes a gate pass.

mod csv;
mod json;
mod judged;
mod prometheus;

pub use judged::Judged;

use critpath::diagnostic::{Code, Diagnostic, Severity, sort};
use critpath::model::{Measurement, Span};

use crate::json::LONGEST_TEXT;

/// What was read, and what is wrong or odd in it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ReadMeasurements {
    /// The measurements in the order of the files.
    pub measurements: Vec<Measurement>,
    /// The findings; their places are in the files, by index.
    pub diagnostics: Vec<Diagnostic>,
}

/// Values beyond this are not measured by anyone, and their differences would overflow.
const GREATEST: f64 = 1e300;

/// Reads files given by name and content; `.csv` is CSV, everything else JSON. O(n) in their length.
///
/// | JSON | is |
/// |---|---|
/// | `{"measurements": […]}`, or a list | measurements as the model has them; one with `prometheus` in it takes its values from there |
/// | `{"status": "success", "data": …}` | the result of a Prometheus query, under the name of its series, else of its file |
/// | `{"error_rate": {"status": …}, …}` | several of them by the names of metrics |
pub fn read(files: &[(&str, &str)]) -> ReadMeasurements {
    let mut read = ReadMeasurements::default();
    for (index, (name, text)) in files.iter().enumerate() {
        let file = File { name, text, source: u32::try_from(index).unwrap_or(u32::MAX) };
        if text.len() > LONGEST_TEXT {
            let message = format!("the text has {} bytes, more than {LONGEST_TEXT}", text.len());
            read.diagnostics.push(file.finding(Code::TextTooLarge, message, 0, 0));
        } else if name.to_ascii_lowercase().ends_with(".csv") {
            csv::read(file, &mut read);
        } else {
            json::read(file, &mut read);
        }
    }
    read.check();
    sort(&mut read.diagnostics);
    read
}

/// A file that is read.
#[derive(Debug, Clone, Copy)]
struct File<'a> {
    name: &'a str,
    text: &'a str,
    source: u32,
}

impl File<'_> {
    /// The name without folder and ending: what its values measure if nothing else says so.
    fn stem(&self) -> &str {
        let name = self.name.rsplit(['/', '\\']).next().unwrap_or(self.name);
        name.split_once('.').map_or(name, |(stem, _)| stem)
    }

    fn finding(&self, code: Code, message: impl Into<String>, start: usize, end: usize) -> Diagnostic {
        Diagnostic::new(code, message).at(Span::in_source(self.source, start, end))
    }
}

/// Values that are missing or no numbers, to be said once for all of them.
#[derive(Debug, Default)]
struct Gaps {
    count: u64,
    first: Option<Span>,
}

impl Gaps {
    /// The value, if it is one that can be measured.
    fn take(&mut self, value: Option<f64>, span: Span) -> Option<f64> {
        let good = value.filter(|value| value.abs() <= GREATEST);
        if good.is_none() {
            self.count += 1;
            self.first.get_or_insert(span);
        }
        good
    }

    fn finding(&self, metric: &str) -> Option<Diagnostic> {
        let first = self.first?;
        let message = match self.count {
            1 => format!("1 value of `{metric}` is no number: it counts as missing"),
            count => format!("{count} values of `{metric}` are no numbers: they count as missing"),
        };
        Some(Diagnostic::new(Code::MeasurementValue, message).at(first).help("measure without gaps"))
    }
}

impl ReadMeasurements {
    /// Leaves out what cannot be.
    fn check(&mut self) {
        let ReadMeasurements { measurements, diagnostics } = self;
        measurements.retain(|measurement| {
            let Some((what, help)) = contradiction(measurement) else { return true };
            let message = format!("the measurement of `{}` {what}; it is left out", measurement.metric);
            let mut found =
                Diagnostic::new(Code::MeasurementInvalid, message).at(measurement.span).help(help);
            found.severity = Severity::Error;
            diagnostics.push(found);
            false
        });
    }
}

/// What a measurement says that cannot be, and what to do about it.
fn contradiction(of: &Measurement) -> Option<(String, &'static str)> {
    if of.metric.trim().is_empty() {
        return Some(("does not say what was measured".into(), "name it: `metric`"));
    }
    if let (Some(failures), Some(total)) = (of.failures, of.total)
        && failures > total
    {
        let what = format!("has {failures} failures among {total}");
        return Some((what, "count in `total` everything that was counted, failures too"));
    }
    if !of.times_s.is_empty() && of.times_s.len() != of.samples.len() {
        let what = format!("has {} times for {} samples", of.times_s.len(), of.samples.len());
        return Some((what, "give a time for each sample, or none"));
    }
    if of.times_s.windows(2).any(|pair| pair[1] < pair[0]) {
        return Some(("has times that do not rise".into(), "give samples in the order of time"));
    }
    if of.window.is_some_and(|window| window.clock_seconds() <= 0) {
        return Some(("covers no time".into(), "give a window above zero, such as `1h`"));
    }
    let bound = |at_most: Option<f64>| at_most.unwrap_or(f64::INFINITY);
    let falls = of.buckets.windows(2).any(|pair| {
        pair[1].count < pair[0].count || bound(pair[1].at_most).total_cmp(&bound(pair[0].at_most)).is_le()
    });
    falls.then(|| {
        (
            "has buckets that do not rise".into(),
            "give buckets in rising order, each with the values of those before it",
        )
    })
}
