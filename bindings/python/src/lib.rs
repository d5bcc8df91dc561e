//! The private Python module `critpath._native`: convert, call, convert. The public one is in `python/critpath`.

mod enter;
mod forecast;
mod plan;
mod schedule;
mod what_if;

use pyo3::prelude::*;

/// The engine behind `critpath`. Use the package itself: this module may change at any time.
#[pymodule]
mod _native {
    use critpath_bindings::{OPERATIONS, codes_json, schema_json, statistics_json};
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::forecast::NativeForecast;
    #[pymodule_export]
    use crate::plan::NativePlan;
    #[pymodule_export]
    use crate::schedule::NativeSchedule;
    #[pymodule_export]
    use crate::what_if::NativeWhatIf;

    /// Every operation that the engine offers to all languages.
    #[pyfunction]
    fn operations() -> Vec<&'static str> {
        OPERATIONS.to_vec()
    }

    /// The JSON Schema with this name, as JSON text.
    #[pyfunction]
    fn schema(py: Python<'_>, name: &str) -> PyResult<String> {
        crate::enter::enter(py, || schema_json(name))
    }

    /// Every code with its severity and summary, as JSON text.
    #[pyfunction]
    fn codes() -> String {
        codes_json()
    }

    /// The published worked examples, recomputed, as JSON text.
    #[pyfunction]
    fn selftest(py: Python<'_>) -> PyResult<String> {
        crate::enter::enter(py, || Ok(critpath_bindings::selftest_json()))
    }

    /// The answer to a question of statistics; arguments and answer are JSON text.
    #[pyfunction]
    fn statistics(py: Python<'_>, name: &str, arguments: &str) -> PyResult<String> {
        crate::enter::enter(py, || statistics_json(name, arguments))
    }

    /// The version of the engine.
    #[pyfunction]
    fn version() -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
