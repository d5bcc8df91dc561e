//! What-if sessions as Python sees them.

use std::sync::{Mutex, MutexGuard, PoisonError};

use critpath_bindings::Session;
use pyo3::prelude::*;

use crate::enter::enter;
use crate::plan::NativePlan;
use crate::schedule::NativeSchedule;

/// A plan that follows edits, with its schedule.
#[pyclass(frozen, module = "critpath._native")]
pub struct NativeWhatIf {
    session: Mutex<Session>,
}

impl NativeWhatIf {
    pub fn new(session: Session) -> Self {
        NativeWhatIf { session: Mutex::new(session) }
    }

    /// The session, once no other thread has it. Wait for it without the interpreter lock only.
    fn session(&self) -> MutexGuard<'_, Session> {
        self.session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl NativeWhatIf {
    /// Apply edits given as JSON text: what they changed and what moved, as JSON text.
    fn apply(&self, py: Python<'_>, edits: &str) -> PyResult<String> {
        enter(py, || self.session().apply_json(edits))
    }

    /// Take back the last edits; false if there are none.
    fn undo(&self, py: Python<'_>) -> PyResult<bool> {
        enter(py, || self.session().undo())
    }

    /// Give the plan as it is now.
    fn plan(&self, py: Python<'_>) -> PyResult<NativePlan> {
        enter(py, || Ok(NativePlan::new(self.session().opened())))
    }

    /// Give the schedule as it is now.
    fn schedule(&self, py: Python<'_>) -> PyResult<NativeSchedule> {
        enter(py, || Ok(NativeSchedule::new(self.session().timetable())))
    }
}
