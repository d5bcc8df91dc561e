//! A forecast into the instants, marks and words that its pictures and texts share.

use std::collections::BTreeMap;

use critpath::calendar::WorkCalendar;
use critpath::model::Document;
use critpath::model::forecast::{DriverForecast, DriverKind, ForecastNote, ForecastResult, NoteKind};
use critpath::plan::Plan;
use critpath::time::{Axis, DAY_S, Instant};

use super::{Free, free_time, instant, instant_text, signed};

/// A forecast, with what is needed to show its times.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Forecasted<'a> {
    pub forecast: &'a ForecastResult,
    pub axis: Axis,
    document: &'a Document,
    calendar: &'a WorkCalendar,
}

/// A date that people look for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mark {
    pub at: Instant,
    /// How likely the plan is finished by then.
    pub probability: f64,
    /// The interval that holds the true date.
    pub interval: Option<(Instant, Instant)>,
    /// Whether it is the date of the schedule.
    pub planned: bool,
    pub text: String,
}

/// A date that so many percent of the runs keep, in words.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub percent: f64,
    pub finish: String,
    /// Work from the planned date to it, with its sign.
    pub contingency: Option<String>,
    /// From when to when the true date lies.
    pub interval: Option<String>,
}

/// A driver as one line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Driver<'a> {
    pub kind: &'static str,
    pub name: &'a str,
    pub correlation: f64,
    pub text: String,
}

impl<'a> Forecasted<'a> {
    pub fn new(plan: &'a Plan, forecast: &'a ForecastResult) -> Self {
        let calendar = &plan.calendars()[plan.calendars().default_index()];
        Forecasted { forecast, axis: plan.axis(), document: plan.document(), calendar }
    }

    fn at(&self, text: &str) -> Option<Instant> {
        instant(self.axis, text)
    }

    /// A time of the answer for people: `Fri 8 Jan 2027, 17:00`.
    pub fn date(&self, text: &str) -> String {
        self.at(text).map_or_else(|| text.to_owned(), |at| instant_text(self.axis, at))
    }

    /// An amount of work, with its sign if it is not nothing: `+2d 4h`.
    pub fn signed(&self, seconds: i64) -> String {
        signed(seconds, &self.document.units)
    }

    /// The time of the plan's calendar in which no work is done, from one instant to another.
    pub fn free(&self, from: Instant, to: Instant, least_s: i64) -> Vec<Free> {
        // In a picture of many decades no free day is wide enough to be seen.
        if self.calendar.is_always() || to - from > 40 * 366 * DAY_S {
            return Vec::new();
        }
        free_time(self.calendar.work_spans(from, to), from, to, least_s)
    }

    /// What there is to say instead of dates and curves, if nothing in the plan is uncertain: that all runs are the same
    /// says nothing about how sure the date is.
    pub fn certain(&self) -> Option<[String; 2]> {
        is_certain(self.forecast).then(|| {
            [
                format!(
                    "How sure {} is cannot be said: nothing in the plan is uncertain, so that every run ends then.",
                    self.date(&self.forecast.finish.deterministic)
                ),
                "State durations as ranges, such as {2d/3d/6d}, and what risks do, such as \
                 {probability=30% delay=4h/8h/2d affects=migrate}."
                    .into(),
            ]
        })
    }

    /// What was assumed, changed or left out, with the names of what it is about.
    pub fn notes(&self) -> Vec<String> {
        const NAMED: usize = 6;
        let tasks = self.document.tasks.iter().map(|task| (task.id.as_str(), task.name.as_str()));
        let risks = self.document.risks.iter().map(|risk| (risk.id.as_str(), risk.name.as_str()));
        let names: BTreeMap<&str, &str> = tasks.chain(risks).collect();
        let line = |note: &ForecastNote| {
            let named =
                note.ids.iter().take(NAMED).map(|id| names.get(id.as_str()).map_or(id.as_str(), |n| n));
            let mut line = note.message.clone();
            for (at, name) in named.enumerate() {
                line += &format!("{}{name}", if at == 0 { ": " } else { ", " });
            }
            let more = note.ids.len().saturating_sub(NAMED);
            if more > 0 { format!("{line} and {more} more") } else { line }
        };
        self.forecast.notes.iter().map(line).collect()
    }

    /// The answer in a few words each.
    pub fn facts(&self) -> Vec<String> {
        let finish = &self.forecast.finish;
        if is_certain(self.forecast) {
            return vec![
                format!("planned {}", self.date(&finish.deterministic)),
                "nothing is uncertain".into(),
            ];
        }
        vec![
            format!("P80 {}", self.date(&finish.p80)),
            format!(
                "planned {}: kept with {}",
                self.date(&finish.deterministic),
                percent(finish.probability_of_deterministic)
            ),
            format!("{} runs, seed {}", grouped(self.forecast.runs), self.forecast.seed),
        ]
    }

    /// What moves the finish most, as a sentence.
    pub fn strongest(&self) -> String {
        let drivers = self.drivers();
        let names: Vec<&str> = drivers.iter().take(3).map(|driver| driver.name).collect();
        if names.is_empty() {
            String::new()
        } else {
            format!("The finish moves most with {}.", names.join(", "))
        }
    }

    /// First and last date of the picture.
    pub fn edges(&self) -> (Instant, Instant) {
        let finish = &self.forecast.finish;
        let dates = [&finish.earliest, &finish.latest, &finish.deterministic].map(|text| self.at(text));
        let dates = || dates.iter().flatten().copied();
        let from = dates().min().unwrap_or_default();
        (from, dates().max().unwrap_or(from).max(from + 1))
    }

    /// P50, P80 and the planned date, in order of time.
    pub fn marks(&self) -> Vec<Mark> {
        let kept = [50.0, 80.0].into_iter().filter_map(|percent| self.percentile(percent));
        let finish = &self.forecast.finish;
        let planned = self.at(&finish.deterministic).map(|at| Mark {
            at,
            probability: finish.probability_of_deterministic,
            interval: None,
            planned: true,
            text: format!(
                "Planned {}, kept with {}",
                self.date(&finish.deterministic),
                percent(finish.probability_of_deterministic)
            ),
        });
        let mut marks: Vec<Mark> = kept.chain(planned).collect();
        marks.sort_by_key(|mark| mark.at);
        marks
    }

    /// The dates that tables list: P10, P50, P80 and P90.
    pub fn kept(&self) -> Vec<Kept> {
        let listed =
            self.forecast.percentiles.iter().filter(|one| [10.0, 50.0, 80.0, 90.0].contains(&one.percent));
        let kept = listed.map(|one| {
            let contingency = self.forecast.contingency.iter().find(|other| other.percent == one.percent);
            let interval = one.low.as_deref().zip(one.high.as_deref());
            Kept {
                percent: one.percent,
                finish: self.date(&one.finish),
                contingency: contingency.map(|contingency| self.signed(contingency.contingency_s)),
                interval: interval.map(|(low, high)| format!("{} to {}", self.date(low), self.date(high))),
            }
        });
        kept.collect()
    }

    fn percentile(&self, wanted: f64) -> Option<Mark> {
        let found = self.forecast.percentiles.iter().find(|percentile| percentile.percent == wanted)?;
        let interval = found.low.as_deref().zip(found.high.as_deref());
        Some(Mark {
            at: self.at(&found.finish)?,
            probability: wanted / 100.0,
            interval: interval.and_then(|(low, high)| Some((self.at(low)?, self.at(high)?))),
            planned: false,
            text: format!("P{wanted} {}, kept with {}", self.date(&found.finish), percent(wanted / 100.0)),
        })
    }

    /// The bars of the histogram: from, to, and how many runs.
    pub fn histogram(&self) -> Vec<(Instant, Instant, u64)> {
        let bars = self.forecast.histogram.iter();
        bars.filter_map(|bar| Some((self.at(&bar.from)?, self.at(&bar.to)?, bar.runs))).collect()
    }

    /// The points of the S-curve.
    pub fn curve(&self) -> Vec<(Instant, f64)> {
        let points = self.forecast.curve.iter();
        points.filter_map(|point| Some((self.at(&point.finish)?, point.probability))).collect()
    }

    /// What moves the finish, strongest first, with what can be said of it.
    pub fn drivers(&self) -> Vec<Driver<'a>> {
        self.forecast.drivers.iter().map(|driver| self.driver(driver)).collect()
    }

    fn driver(&self, driver: &'a DriverForecast) -> Driver<'a> {
        let correlation = driver.correlation.unwrap_or_default();
        let mut parts = vec![format!("{correlation:.2}")];
        parts.extend(driver.occurrence.map(|share| format!("happens in {}", percent(share))));
        let removal = driver.p80_removal_s.filter(|_| driver.kind == DriverKind::Risk);
        parts.extend(removal.map(|seconds| format!("without it P80 {}", self.signed(-seconds))));
        let name = super::label(&driver.name, &driver.id);
        Driver { kind: driver.kind.as_str(), name, correlation, text: parts.join(" \u{b7} ") }
    }
}

/// Whether every run is the same.
pub(crate) fn is_certain(forecast: &ForecastResult) -> bool {
    forecast.notes.iter().any(|note| note.kind == NoteKind::NothingUncertain)
}

/// A share as people read it: `82 %`, `0.4 %`, and never 0 or 100 for what is only near it.
pub(crate) fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let near = percent > 0.0 && percent < 1.0 || percent > 99.0 && percent < 100.0;
    match near {
        true if percent < 0.1 => "< 0.1 %".into(),
        true if percent > 99.9 => "> 99.9 %".into(),
        true => format!("{percent:.1} %"),
        false => format!("{percent:.0} %"),
    }
}

/// A whole number in groups of three.
pub(crate) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_never_rounded_to_certainty() {
        for (share, text) in [
            (0.0, "0 %"),
            (0.0004, "< 0.1 %"),
            (0.004, "0.4 %"),
            (0.128, "13 %"),
            (0.9961, "99.6 %"),
            (0.9999, "> 99.9 %"),
            (1.0, "100 %"),
        ] {
            assert_eq!(percent(share), text);
        }
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
