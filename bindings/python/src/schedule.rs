//! The schedule as Python sees it.

use critpath_bindings::{Timetable, Words};
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::enter::{enter, enter_long};

/// A plan with its dates.
#[pyclass(frozen, module = "critpath._native")]
pub struct NativeSchedule {
    timetable: Timetable,
}

impl NativeSchedule {
    pub fn new(timetable: Timetable) -> Self {
        NativeSchedule { timetable }
    }
}

#[pymethods]
impl NativeSchedule {
    /// Give all dates as JSON text.
    fn result(&self, py: Python<'_>) -> PyResult<String> {
        enter(py, || Ok(self.timetable.result_json()))
    }

    /// Give title, start, finish, time zone and number of tasks as JSON text.
    fn summary(&self, py: Python<'_>) -> PyResult<String> {
        enter(py, || Ok(self.timetable.summary_json()))
    }

    /// Give the columns of text by name.
    fn words(&self, py: Python<'_>) -> PyResult<Vec<Words>> {
        enter(py, || Ok(self.timetable.words().into()))
    }

    /// Give whether each task is critical, as bytes of 0 and 1.
    fn critical(&self, py: Python<'_>) -> PyResult<Vec<u8>> {
        enter(py, || Ok(self.timetable.critical().into_iter().map(u8::from).collect()))
    }

    /// Give a column as the bytes of 64-bit integers in the machine's order.
    fn column<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        let values = enter(py, || self.timetable.column(name))?;
        column_bytes(py, &values)
    }

    /// Explain the dates of a task, as JSON text.
    fn explain(&self, py: Python<'_>, task: &str) -> PyResult<String> {
        enter(py, || self.timetable.explain_json(task))
    }

    /// Give how much room there is, as JSON text: floats, drag, bands and paths; options are JSON text.
    fn floats(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        enter(py, || self.timetable.floats_json(options))
    }

    /// Tell how long the way back is at each instant, as JSON text; options are JSON text, progress is called with the runs
    /// that are done and all of them.
    #[pyo3(signature = (options, progress=None))]
    fn rollback(&self, py: Python<'_>, options: &str, progress: Option<Py<PyAny>>) -> PyResult<String> {
        enter_long(py, progress, |control| self.timetable.rollback_json(options, control))
    }

    /// Give the plan of the rollback from a failure, as JSON text of a document; options are JSON text.
    fn rollback_plan(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        enter(py, || self.timetable.rollback_plan_json(options))
    }

    /// Give what moved from this schedule to a later one, and why, as JSON text; options are JSON text.
    fn diff(&self, py: Python<'_>, later: &NativeSchedule, options: &str) -> PyResult<String> {
        enter(py, || self.timetable.diff_json(&later.timetable, options))
    }

    /// Draw or write the schedule in a format; options are JSON text.
    fn render(&self, py: Python<'_>, format: &str, options: &str) -> PyResult<String> {
        enter(py, || self.timetable.render(format, options))
    }
}

/// A column as the bytes of 64-bit integers in the machine's order.
pub fn column_bytes<'py>(py: Python<'py>, values: &[i64]) -> PyResult<Bound<'py, PyBytes>> {
    PyBytes::new_with(py, size_of_val(values), |bytes| {
        let (places, _) = bytes.as_chunks_mut();
        for (place, value) in places.iter_mut().zip(values) {
            *place = value.to_ne_bytes();
        }
        Ok(())
    })
}
