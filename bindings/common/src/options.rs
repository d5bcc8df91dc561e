//! Options as JSON text into those of the engine.

use critpath::check::{CheckOptions, Profile};
use critpath::duration::Duration;
use critpath::model::Convention;
use critpath::schedule::{FloatsOptions, ScheduleOptions};
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
    use critpath::model::Edit;

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
        let message = message_of(read::<Vec<Edit>>(r#"[{"edit": "set_start"}, {"edit": "set_strat"}]"#));
        assert!(message.starts_with("`[1].edit`: unknown variant `set_strat`"), "{message}");
    }
}
