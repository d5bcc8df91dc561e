//! The schedule as JavaScript sees it.

use std::sync::Arc;

use critpath_bindings::{Failure, Timetable, never_stop};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, Float64Array, ObjectFinalize};
use napi_derive::napi;

use crate::enter::{CancelToken, Crossing, OnProgress, Work, enter};

/// A plan with its dates.
#[napi(custom_finalize)]
pub struct NativeSchedule {
    timetable: Arc<Timetable>,
    /// Bytes of memory, roughly.
    weight: i64,
}

#[napi]
impl NativeSchedule {
    /// All dates as JSON text.
    #[napi]
    pub fn result_sync(&self) -> napi::Result<String> {
        enter(|| Ok(self.timetable.result_json()))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn result(&self) -> AsyncTask<Work<String>> {
        self.start(|timetable| Ok(timetable.result_json()))
    }

    /// A column as numbers: seconds, exact up to 2^53.
    #[napi]
    pub fn column(&self, name: String) -> napi::Result<Float64Array> {
        let values = enter(|| self.timetable.column(&name))?;
        Ok(Float64Array::new(values.iter().map(|value| *value as f64).collect()))
    }

    /// Explains the dates of a task, as JSON text.
    #[napi]
    pub fn explain_sync(&self, task: String) -> napi::Result<String> {
        enter(|| self.timetable.explain_json(&task))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn explain(&self, task: String) -> AsyncTask<Work<String>> {
        self.start(move |timetable| timetable.explain_json(&task))
    }

    /// How much room there is, as JSON text: floats, drag, bands and paths. Options are JSON text.
    #[napi]
    pub fn floats_sync(&self, options: String) -> napi::Result<String> {
        enter(|| self.timetable.floats_json(&options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn floats(&self, options: String) -> AsyncTask<Work<String>> {
        self.start(move |timetable| timetable.floats_json(&options))
    }

    /// How long the way back is at each instant, as JSON text; options are JSON text.
    #[napi]
    pub fn rollback_sync(&self, options: String) -> napi::Result<String> {
        enter(|| self.timetable.rollback_json(&options, &mut never_stop))
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn rollback(
        &self,
        options: String,
        token: &CancelToken,
        #[napi(ts_arg_type = "(done: number, total: number) => void")] on_progress: Option<OnProgress>,
    ) -> AsyncTask<Work<String>> {
        let mut control = token.control(on_progress);
        self.start(move |timetable| timetable.rollback_json(&options, &mut control))
    }

    /// The plan of the rollback from a failure, as JSON text of a document; options are JSON text.
    #[napi]
    pub fn rollback_plan_sync(&self, options: String) -> napi::Result<String> {
        enter(|| self.timetable.rollback_plan_json(&options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn rollback_plan(&self, options: String) -> AsyncTask<Work<String>> {
        self.start(move |timetable| timetable.rollback_plan_json(&options))
    }

    /// What moved from this schedule to a later one, and why, as JSON text; options are JSON text.
    #[napi]
    pub fn diff_sync(&self, later: &NativeSchedule, options: String) -> napi::Result<String> {
        enter(|| self.timetable.diff_json(&later.timetable, &options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn diff(&self, later: &NativeSchedule, options: String) -> AsyncTask<Work<String>> {
        let later = Arc::clone(&later.timetable);
        self.start(move |timetable| timetable.diff_json(&later, &options))
    }

    /// Draws or writes the schedule in a format; options are JSON text.
    #[napi]
    pub fn render_sync(&self, format: String, options: String) -> napi::Result<String> {
        enter(|| self.timetable.render(&format, &options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn render(&self, format: String, options: String) -> AsyncTask<Work<String>> {
        self.start(move |timetable| timetable.render(&format, &options))
    }
}

impl NativeSchedule {
    /// A schedule of a plan with this weight.
    pub fn new(timetable: Timetable, weight: i64) -> Self {
        NativeSchedule { timetable: Arc::new(timetable), weight: weight / 4 }
    }

    fn start<T: Crossing>(
        &self,
        job: impl FnOnce(&Timetable) -> Result<T, Failure> + Send + 'static,
    ) -> AsyncTask<Work<T>> {
        let timetable = Arc::clone(&self.timetable);
        Work::start(move || job(&timetable))
    }
}

impl Crossing for NativeSchedule {
    fn announce(self, env: Env) -> napi::Result<Self> {
        env.adjust_external_memory(self.weight)?;
        Ok(self)
    }
}

impl ObjectFinalize for NativeSchedule {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.weight).map(drop)
    }
}
