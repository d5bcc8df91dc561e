//! Options as JSON text into those of the engine.

use std::num::NonZeroUsize;

use critpath::check::{CheckOptions, Profile};
use critpath::duration::Duration;
use critpath::model::forecast::RiskBasis;
use critpath::model::{Convention, Edit};
use critpath::rollback::RollbackOptions;
use critpath::schedule::{FloatsOptions, ScheduleOptions};
use critpath::simulate::{SimulateOptions, Stop};
use critpath::time::Moment;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::Failure;

/// What `check` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Check {
    start: Option<Moment>,
    profile: Option<String>,
    now: Option<Moment>,
    convention: Option<Convention>,
}

/// What `schedule` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Schedule {
    start: Option<Moment>,
    convention: Option<Convention>,
}

/// What `floats` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Floats {
    #[serde(deserialize_with = "whole")]
    paths: Option<u32>,
    bands: Option<Vec<Duration>>,
    delay_cost_per_day: Option<f64>,
}

/// What `simulate` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Simulate {
    start: Option<Moment>,
    convention: Option<Convention>,
    runs: Option<u64>,
    first_run: Option<u64>,
    seed: Option<u64>,
    /// All processors if absent.
    threads: Option<NonZeroUsize>,
    risks: Option<RiskBasis>,
    indices: Option<bool>,
    confidence: Option<f64>,
    until: Option<Until>,
}

/// When the answer of a simulation is exact enough.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Until {
    percent: f64,
    half_width_s: i64,
}

/// What `diff` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Diff {
    task: Option<String>,
}

pub(crate) fn check(json: &str) -> Result<CheckOptions, Failure> {
    let Check { start, profile, now, convention } = read(json)?;
    let profile = profile.map_or(Ok(Profile::default()), |name| Profile::named(&name))?;
    Ok(CheckOptions { start, profile, now, convention })
}

pub(crate) fn schedule(json: &str) -> Result<ScheduleOptions, Failure> {
    let Schedule { start, convention } = read(json)?;
    Ok(ScheduleOptions { start, convention, ..ScheduleOptions::default() })
}

pub(crate) fn floats(json: &str) -> Result<FloatsOptions, Failure> {
    let Floats { paths, bands, delay_cost_per_day } = read(json)?;
    Ok(FloatsOptions { paths: paths.unwrap_or_default() as usize, bands, delay_cost_per_day })
}

pub(crate) fn simulate(json: &str) -> Result<SimulateOptions, Failure> {
    let given: Simulate = read(json)?;
    let usual = SimulateOptions::default();
    Ok(SimulateOptions {
        schedule: ScheduleOptions { start: given.start, convention: given.convention, ..usual.schedule },
        runs: given.runs.unwrap_or(usual.runs),
        first_run: given.first_run.unwrap_or(usual.first_run),
        seed: given.seed.unwrap_or(usual.seed),
        threads: given.threads.unwrap_or_else(processors).get(),
        risks: given.risks.unwrap_or(usual.risks),
        indices: given.indices.unwrap_or(usual.indices),
        confidence: given.confidence.unwrap_or(usual.confidence),
        stop: given.until.map(|Until { percent, half_width_s }| Stop { percent, half_width_s }),
        ..usual
    })
}

/// How many threads can work at once.
pub(crate) fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// The task whose shift is divided; none for that of the plan's finish.
pub(crate) fn diff(json: &str) -> Result<Option<String>, Failure> {
    let Diff { task } = read(json)?;
    Ok(task)
}

/// Reads a list of edits.
pub(crate) fn edits(json: &str) -> Result<Vec<Edit>, Failure> {
    if !json.trim_start().starts_with('[') {
        return Err(Failure::option("edits are a list of objects, one for each edit"));
    }
    read(json)
}

/// What `rollback` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Rollback {
    /// No probabilities if absent.
    runs: Option<u64>,
    seed: Option<u64>,
    risks: Option<RiskBasis>,
    confidence: Option<f64>,
}

/// How the way back of a plan is analysed that was scheduled with some options.
pub(crate) fn rollback(json: &str, schedule: ScheduleOptions) -> Result<RollbackOptions, Failure> {
    let Rollback { runs, seed, risks, confidence } = read(json)?;
    let usual = SimulateOptions::default();
    let simulation = runs.map(|runs| SimulateOptions {
        schedule,
        runs,
        seed: seed.unwrap_or(usual.seed),
        risks: risks.unwrap_or(usual.risks),
        confidence: confidence.unwrap_or(usual.confidence),
        ..usual
    });
    Ok(RollbackOptions { simulation })
}

/// When a rollback begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RollbackPlan {
    at: Option<Moment>,
}

pub(crate) fn rollback_plan(json: &str) -> Result<Moment, Failure> {
    let RollbackPlan { at } = read(json)?;
    at.ok_or_else(|| Failure::option("`at` is missing: the time of the failure"))
}

/// Reads options or edits; empty text means none.
pub(crate) fn read<T: DeserializeOwned + Default>(json: &str) -> Result<T, Failure> {
    if json.is_empty() {
        return Ok(T::default());
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| Failure::option(message(&error.path().to_string(), error.inner())))?;
    deserializer.end().map_err(|error| Failure::option(message(".", &error)))?;
    Ok(value)
}

/// A whole number above nothing, also written `640.0`, as languages without whole numbers do.
pub(crate) fn whole<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u32>, D::Error> {
    let value = Value::deserialize(deserializer)?;
    match value.as_f64() {
        Some(number) if number >= 1.0 && number <= f64::from(u32::MAX) && number.fract() == 0.0 => {
            Ok(Some(number as u32))
        }
        None if value.is_null() => Ok(None),
        _ => Err(D::Error::custom(format!("{value} is not a whole number from 1 to {}", u32::MAX))),
    }
}

/// What serde says, after the name of the option, without the place in a text that the caller never sees.
fn message(path: &str, error: &serde_json::Error) -> String {
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    let has_place = error.is_data() && path != ".";
    if has_place { format!("`{path}`: {message}") } else { message.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::message_of;

    #[test]
    fn no_options_are_the_usual_ones() {
        for none in ["", "{}", r#"{"start": null, "profile": null}"#] {
            assert_eq!(check(none).unwrap().start, None);
            assert_eq!(check(none).unwrap().profile, Profile::default());
        }
        assert_eq!(schedule("{}").unwrap(), ScheduleOptions::default());
    }

    #[test]
    fn options_that_cannot_be_read_are_named() {
        for (json, expected) in [
            (
                r#"{"begin": "2026-12-07"}"#,
                "`begin`: unknown field `begin`, expected `start` or `convention`",
            ),
            (
                r#"{"convention": "msp"}"#,
                "`convention`: unknown variant `msp`, expected one of `native`, `ms_project`, `primavera`",
            ),
            (r#"{"start": 5}"#, "`start`: invalid type: integer `5`, expected a string"),
            (r#"{"start": "7.12.2026"}"#, "`start`: `7.12.2026` is not "),
            (r#"{"start": "2026-12-07"} x"#, "trailing characters"),
            (r#"{"start": NaN}"#, "expected value"),
            ("[1]", "`[0]`: invalid type: integer `1`, expected a string"),
            ("{", "EOF while parsing an object"),
        ] {
            let message = message_of(schedule(json));
            assert!(message.starts_with(expected), "{json}: {message}");
        }
    }

    #[test]
    fn a_simulation_has_all_processors_unless_told_otherwise() {
        let usual = simulate("").unwrap();
        assert!(usual.threads >= 1);
        assert_eq!(SimulateOptions { threads: 1, ..usual }, SimulateOptions::default());
        let given = simulate(r#"{"threads": 3, "until": {"percent": 80, "half_width_s": 60}}"#).unwrap();
        assert_eq!((given.threads, given.stop), (3, Some(Stop { percent: 80.0, half_width_s: 60 })));
        assert!(
            message_of(simulate(r#"{"threads": 0}"#)).starts_with("`threads`: invalid value: integer `0`")
        );
        assert!(message_of(simulate(r#"{"seed": -1}"#)).starts_with("`seed`: "));
    }

    #[test]
    fn options_of_floats_are_amounts_as_plans_state_them() {
        let read = floats(r#"{"paths": 3.0, "bands": ["1d", "4h"], "delay_cost_per_day": 100}"#).unwrap();
        assert_eq!((read.paths, read.delay_cost_per_day), (3, Some(100.0)));
        assert_eq!(read.bands.map(|bands| bands.len()), Some(2));
        assert_eq!(floats("").unwrap(), FloatsOptions::default());
        assert!(message_of(floats(r#"{"paths": -1}"#)).starts_with("`paths`: -1 is not a whole number"));
        assert!(message_of(floats(r#"{"bands": ["1 day or so"]}"#)).starts_with("`bands[0]`: "));
    }

    #[test]
    fn a_profile_that_is_not_there_is_told_with_one_that_is() {
        let message = message_of(check(r#"{"profile": "deplyo"}"#));
        assert_eq!(message, "no profile is named `deplyo`; did you mean `deploy`?");
    }

    #[test]
    fn edits_that_cannot_be_read_are_counted() {
        let message = message_of(edits(r#"[{"edit": "set_start"}, {"edit": "set_strat"}]"#));
        assert!(message.starts_with("`[1].edit`: unknown variant `set_strat`"), "{message}");
    }
}
