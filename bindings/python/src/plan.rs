//! The plan as Python sees it.

use critpath_bindings::{OffsetUnit, Opened};
use pyo3::prelude::*;

use crate::enter::{enter, enter_long};
use crate::forecast::NativeForecast;
use crate::schedule::NativeSchedule;
use crate::what_if::NativeWhatIf;

/// Texts that were read and checked.
#[pyclass(frozen, module = "critpath._native")]
pub struct NativePlan {
    opened: Opened,
}

impl NativePlan {
    pub fn new(opened: Opened) -> Self {
        NativePlan { opened }
    }
}

#[pymethods]
impl NativePlan {
    /// Schedule the plan for edits that are tried out; options are JSON text.
    fn what_if(&self, py: Python<'_>, options: &str) -> PyResult<NativeWhatIf> {
        enter(py, || self.opened.what_if(options)).map(NativeWhatIf::new)
    }

    /// Read files given as pairs of name and content.
    #[staticmethod]
    fn read(py: Python<'_>, files: Vec<(String, String)>) -> PyResult<Self> {
        enter(py, || Ok(NativePlan { opened: Opened::read(files, OffsetUnit::CodePoint) }))
    }

    /// Give the document as canonical JSON text.
    fn document_json(&self, py: Python<'_>) -> PyResult<String> {
        enter(py, || Ok(self.opened.document_json()))
    }

    /// Raise what keeps the document from being a plan, if anything does.
    fn validate(&self, py: Python<'_>) -> PyResult<()> {
        enter(py, || self.opened.plan().map(|_| ()))
    }

    /// Give the files that were read, as pairs of name and content.
    fn files(&self) -> Vec<(&str, &str)> {
        self.opened.texts().collect()
    }

    /// Check the document; options are JSON text, the answer is text in a format: json, github or sarif.
    fn check(&self, py: Python<'_>, format: &str, options: &str) -> PyResult<String> {
        enter(py, || self.opened.check_as(format, options))
    }

    /// Judge a gate by measurements given as pairs of name and content; options are JSON text, the answer is text in a
    /// format: json, text, markdown, github, svg or html. Progress is called with the runs that are done and all of them.
    #[pyo3(signature = (format, measurements, options, progress=None))]
    fn gate(
        &self,
        py: Python<'_>,
        format: &str,
        measurements: Vec<(String, String)>,
        options: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<String> {
        enter_long(py, progress, |control| self.opened.gate_as(format, &measurements, options, control))
    }

    /// Give the promotion by measurements given as pairs of name and content; options are JSON text, the answer is text in a
    /// format: json, text or markdown. Progress is called with what is done and all that there is to do.
    #[pyo3(signature = (format, measurements, options, progress=None))]
    fn promotion(
        &self,
        py: Python<'_>,
        format: &str,
        measurements: Vec<(String, String)>,
        options: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<String> {
        enter_long(py, progress, |control| self.opened.promotion_as(format, &measurements, options, control))
    }

    /// Give the rollouts, with measurements given as pairs of name and content; options are JSON text, the answer is text in
    /// a format: json, text, markdown, plan, prometheus, openslo, argo or flagger.
    fn rollout(
        &self,
        py: Python<'_>,
        format: &str,
        measurements: Vec<(String, String)>,
        options: &str,
    ) -> PyResult<String> {
        enter(py, || self.opened.rollout_as(format, &measurements, options))
    }

    /// Give the risk register; options are JSON text, the answer is text in a format: json, svg, html, csv, markdown, table.
    fn risks(&self, py: Python<'_>, format: &str, options: &str) -> PyResult<String> {
        enter(py, || self.opened.risks(format, options))
    }

    /// Schedule the plan; options are JSON text, progress is called with what is done and all that there is to do.
    #[pyo3(signature = (options, progress=None))]
    fn schedule(
        &self,
        py: Python<'_>,
        options: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeSchedule> {
        enter_long(py, progress, |control| self.opened.schedule(options, control)).map(NativeSchedule::new)
    }

    /// Make runs of the plan; options are JSON text, progress is called with the runs that are done and all of them.
    #[pyo3(signature = (options, progress=None))]
    fn simulate(
        &self,
        py: Python<'_>,
        options: &str,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<NativeForecast> {
        enter_long(py, progress, |control| self.opened.simulate(options, control)).map(NativeForecast::new)
    }

    /// Tell how sure the date is by PERT, as JSON text; options are JSON text.
    fn pert(&self, py: Python<'_>, options: &str) -> PyResult<String> {
        enter(py, || self.opened.pert_json(options))
    }

    /// Take up runs that were made elsewhere with the same options, given as bytes.
    fn forecast_of(&self, py: Python<'_>, options: &str, data: &[u8]) -> PyResult<NativeForecast> {
        enter(py, || self.opened.simulation_of(options, data)).map(NativeForecast::new)
    }

    /// Apply edits given as JSON text: the new plan, and what changed as JSON text.
    fn apply(&self, py: Python<'_>, edits: &str) -> PyResult<(Self, String)> {
        let (opened, changes) = enter(py, || self.opened.apply(edits))?;
        Ok((NativePlan { opened }, changes))
    }
}
