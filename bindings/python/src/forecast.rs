//! The forecast as Python sees it.

use critpath_bindings::Simulation;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

use crate::enter::{enter, enter_long};
use crate::schedule::column_bytes;

/// A plan with runs of it.
#[pyclass(frozen, module = "critpath._native")]
pub struct NativeForecast {
    simulation: Simulation,
}

impl NativeForecast {
    pub fn new(simulation: Simulation) -> Self {
        NativeForecast { simulation }
    }
}

#[pymethods]
impl NativeForecast {
    /// Give how many runs there are.
    fn runs(&self) -> u64 {
        self.simulation.runs()
    }

    /// Give how sure the dates are, as JSON text. Signals stop it.
    fn result(&self, py: Python<'_>) -> PyResult<String> {
        enter_long(py, None, |control| self.simulation.result_json(control))
    }

    /// Give when each run finished, as the bytes of 64-bit integers in the machine's order.
    fn finishes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let values = enter(py, || Ok(self.simulation.finishes()))?;
        column_bytes(py, &values)
    }

    /// Give the share of the runs that are finished by a date or time.
    fn probability_of(&self, py: Python<'_>, moment: &str) -> PyResult<f64> {
        enter(py, || self.simulation.probability_of(moment))
    }

    /// Give the runs of this forecast and of others of the same plan.
    fn merge(&self, py: Python<'_>, others: Vec<Py<NativeForecast>>) -> PyResult<Self> {
        let others: Vec<&Simulation> = others.iter().map(|other| &other.get().simulation).collect();
        enter(py, || self.simulation.merge(&others)).map(NativeForecast::new)
    }

    /// Give the runs as bytes.
    fn to_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        Ok(PyBytes::new(py, &enter(py, || Ok(self.simulation.to_bytes()))?))
    }

    /// Draw or write the forecast in a format; options are JSON text.
    fn render(&self, py: Python<'_>, format: &str, options: &str) -> PyResult<String> {
        enter_long(py, None, |control| self.simulation.render(format, options, control))
    }
}
