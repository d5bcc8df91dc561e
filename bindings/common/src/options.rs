//! Options as JSON text into those of the engine.

use critpath::check::{CheckOptions, Profile};
use critpath::schedule::ScheduleOptions;
use critpath::time::Moment;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::Failure;

/// What `check` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Check {
    start: Option<Moment>,
    profile: Option<String>,
}

/// What `schedule` goes by.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Schedule {
    start: Option<Moment>,
}

pub(crate) fn check(json: &str) -> Result<CheckOptions, Failure> {
    let Check { start, profile } = read(json)?;
    let profile = profile.map_or(Ok(Profile::default()), |name| Profile::named(&name))?;
    Ok(CheckOptions { start, profile })
}

pub(crate) fn schedule(json: &str) -> Result<ScheduleOptions, Failure> {
    let Schedule { start } = read(json)?;
    Ok(ScheduleOptions { start, ..ScheduleOptions::default() })
}

/// Reads an object of options; empty text means none.
pub(crate) fn read<T: DeserializeOwned + Default>(json: &str) -> Result<T, Failure> {
    if json.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_str(json).map_err(|error| Failure::option(option_message(&error)))
}

/// What serde says, without the place in a text that the caller never sees.
fn option_message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(message.clone(), |(message, _)| message.to_owned())
}
