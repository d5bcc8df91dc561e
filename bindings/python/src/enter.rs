//! The one door into the engine: without the interpreter lock, with failures as exceptions, stopped by Ctrl-C.

use std::ops::ControlFlow;

use critpath_bindings::{Control, Failure, Progress, guarded};
use pyo3::prelude::*;
use pyo3::types::PyBool;

/// Runs work of the engine while other Python threads run.
pub fn enter<T: Send>(py: Python<'_>, work: impl FnOnce() -> Result<T, Failure> + Send) -> PyResult<T> {
    py.detach(|| guarded(work)).map_err(|failure| raise(py, &failure))
}

/// Runs long work of the engine while other Python threads run. Now and then, signals are looked at, and a callback
/// hears how much is done of how much; it stops the work by `False` or an exception.
pub fn enter_long<T: Send>(
    py: Python<'_>,
    callback: Option<Py<PyAny>>,
    work: impl FnOnce(&mut Control) -> Result<T, Failure> + Send,
) -> PyResult<T> {
    let mut raised = None;
    let mut control = |progress| match Python::attach(|py| tick(py, callback.as_ref(), progress)) {
        Ok(true) => ControlFlow::Continue(()),
        Ok(false) => ControlFlow::Break(()),
        Err(error) => {
            raised = Some(error);
            ControlFlow::Break(())
        }
    };
    let outcome = py.detach(|| guarded(|| work(&mut control)));
    match raised {
        Some(error) => Err(error),
        None => outcome.map_err(|failure| raise(py, &failure)),
    }
}

/// Whether to go on. Only `False` says stop: a callback may return what it likes, such as a count.
fn tick(py: Python<'_>, callback: Option<&Py<PyAny>>, progress: Progress) -> PyResult<bool> {
    py.check_signals()?;
    let Some(callback) = callback else { return Ok(true) };
    let answer = callback.bind(py).call1((progress.done, progress.total))?;
    Ok(!answer.is(PyBool::new(py, false)))
}

/// The exception of a failure; its class is chosen in `critpath.errors`.
fn raise(py: Python<'_>, failure: &Failure) -> PyErr {
    let facts = (failure.code, &failure.message, &failure.diagnostics, &failure.details);
    let exception = py.import("critpath.errors").and_then(|errors| errors.call_method1("of_failure", facts));
    exception.map_or_else(|error| error, PyErr::from_value)
}
