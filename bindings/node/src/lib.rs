//! The private native module behind the package `critpath`: convert, call, convert. The public one is in `ts`.

mod enter;
mod forecast;
mod plan;
mod schedule;
mod what_if;

use critpath_bindings::{OPERATIONS, codes_json, schema_json, selftest_json, statistics_json};
use napi::bindgen_prelude::AsyncTask;
use napi_derive::napi;

use crate::enter::{Work, enter};

/// Every operation that the engine offers to all languages.
#[napi]
pub fn operations() -> Vec<&'static str> {
    OPERATIONS.to_vec()
}

/// The JSON Schema with this name, as JSON text.
#[napi]
pub fn schema(name: String) -> napi::Result<String> {
    enter(|| schema_json(&name))
}

/// Every code with its severity and summary, as JSON text.
#[napi]
pub fn codes() -> String {
    codes_json()
}

/// The published worked examples, recomputed, as JSON text.
#[napi]
pub fn selftest_sync() -> napi::Result<String> {
    enter(|| Ok(selftest_json()))
}

/// The same, on another thread.
#[napi(ts_return_type = "Promise<string>")]
pub fn selftest() -> AsyncTask<Work<String>> {
    Work::start(|| Ok(selftest_json()))
}

/// The answer to a question of statistics; arguments and answer are JSON text.
#[napi]
pub fn statistics(name: String, arguments: String) -> napi::Result<String> {
    enter(|| statistics_json(&name, &arguments))
}

/// The version of the engine.
#[napi]
pub fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}
