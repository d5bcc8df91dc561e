//! What-if sessions as JavaScript sees them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use critpath_bindings::Session;
use napi::Env;
use napi::bindgen_prelude::AsyncTask;
use napi_derive::napi;

use crate::enter::{Crossing, Work, enter};
use crate::plan::NativePlan;
use crate::schedule::NativeSchedule;

/// A plan that follows edits, with its schedule.
#[napi]
pub struct NativeWhatIf {
    session: Arc<Mutex<Session>>,
    /// Bytes of memory of its plan, roughly.
    weight: i64,
}

/// The session, once no other thread has it.
fn locked(session: &Mutex<Session>) -> MutexGuard<'_, Session> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}

#[napi]
impl NativeWhatIf {
    /// Applies edits given as JSON text: what they changed and what moved, as JSON text.
    #[napi]
    pub fn apply_sync(&self, edits: String) -> napi::Result<String> {
        enter(|| locked(&self.session).apply_json(&edits))
    }

    /// The same, on another thread. The facade sees to it that edits come one after another.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn apply(&self, edits: String) -> AsyncTask<Work<String>> {
        let session = Arc::clone(&self.session);
        Work::start(move || locked(&session).apply_json(&edits))
    }

    /// Takes back the last edits; false if there are none.
    #[napi]
    pub fn undo_sync(&self) -> napi::Result<bool> {
        enter(|| locked(&self.session).undo())
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<boolean>")]
    pub fn undo(&self) -> AsyncTask<Work<bool>> {
        let session = Arc::clone(&self.session);
        Work::start(move || locked(&session).undo())
    }

    /// The plan as it is now.
    #[napi]
    pub fn plan(&self, env: Env) -> napi::Result<NativePlan> {
        enter(|| Ok(NativePlan::new(locked(&self.session).opened(), self.weight)))?.announce(env)
    }

    /// The schedule as it is now.
    #[napi]
    pub fn schedule(&self, env: Env) -> napi::Result<NativeSchedule> {
        enter(|| Ok(NativeSchedule::new(locked(&self.session).timetable(), self.weight)))?.announce(env)
    }
}

impl NativeWhatIf {
    /// A session on a plan with this weight.
    pub fn new(session: Session, weight: i64) -> Self {
        NativeWhatIf { session: Arc::new(Mutex::new(session)), weight }
    }
}

impl Crossing for NativeWhatIf {}
