//! The plan as JavaScript sees it.

use std::sync::Arc;

use critpath_bindings::{Failure, OffsetUnit, Opened, Span, never_stop};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, ObjectFinalize, Uint8Array};
use napi_derive::napi;

use crate::enter::{CancelToken, Crossing, OnProgress, Work, enter};
use crate::forecast::NativeForecast;
use crate::schedule::NativeSchedule;
use crate::what_if::NativeWhatIf;

/// Texts that were read and checked.
#[napi(custom_finalize)]
pub struct NativePlan {
    opened: Arc<Opened>,
    /// Bytes of memory, roughly.
    weight: i64,
}

/// A text with the name that stands in messages.
#[napi(object)]
pub struct NamedText {
    pub name: String,
    pub text: String,
}

/// A plan after edits.
#[napi]
pub struct Applied {
    plan: Option<NativePlan>,
    changes: String,
}

#[napi]
impl NativePlan {
    /// Reads files given by name and content.
    #[napi]
    pub fn read_sync(env: Env, files: Vec<NamedText>) -> napi::Result<Self> {
        enter(|| Ok(NativePlan::of_texts(files)))?.announce(env)
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<NativePlan>")]
    pub fn read(files: Vec<NamedText>) -> AsyncTask<Work<NativePlan>> {
        Work::start(|| Ok(NativePlan::of_texts(files)))
    }

    /// The time zone of the plan.
    #[napi(getter)]
    pub fn time_zone(&self) -> Option<String> {
        self.opened.document().time_zone.clone()
    }

    /// The document as canonical JSON text.
    #[napi]
    pub fn document_sync(&self) -> napi::Result<String> {
        enter(|| Ok(self.opened.document_json()))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn document(&self) -> AsyncTask<Work<String>> {
        self.start(|opened| Ok(opened.document_json()))
    }

    /// Where a span of bytes is in its text, as JSON text.
    #[napi]
    pub fn locate(&self, source: u32, start: u32, end: u32) -> napi::Result<String> {
        enter(|| self.opened.locate_json(Span { source, start, end }))
    }

    /// Checks the document; options and answer are JSON text.
    #[napi]
    pub fn check_sync(&self, options: String) -> napi::Result<String> {
        enter(|| self.opened.check_json(&options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn check(&self, options: String) -> AsyncTask<Work<String>> {
        self.start(move |opened| opened.check_json(&options))
    }

    /// Judges a gate by measurements given by name and content; options are JSON text, the answer is text in a format.
    #[napi]
    pub fn gate_sync(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
    ) -> napi::Result<String> {
        enter(|| self.opened.gate_as(&format, &pairs(measurements), &options, &mut never_stop))
    }

    /// The rollouts with measurements given by name and content; options are JSON text, the answer is text in a format.
    #[napi]
    pub fn rollout_sync(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
    ) -> napi::Result<String> {
        enter(|| self.opened.rollout_as(&format, &pairs(measurements), &options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn rollout(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
    ) -> AsyncTask<Work<String>> {
        self.start(move |opened| opened.rollout_as(&format, &pairs(measurements), &options))
    }

    /// The risk register in a format; options are JSON text.
    #[napi]
    pub fn risks_sync(&self, format: String, options: String) -> napi::Result<String> {
        enter(|| self.opened.risks(&format, &options))
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn gate(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
        token: &CancelToken,
        #[napi(ts_arg_type = "(done: number, total: number) => void")] on_progress: Option<OnProgress>,
    ) -> AsyncTask<Work<String>> {
        let mut control = token.control(on_progress);
        self.start(move |opened| opened.gate_as(&format, &pairs(measurements), &options, &mut control))
    }

    /// The promotion by measurements given by name and content; options are JSON text, the answer is text in a format.
    #[napi]
    pub fn promotion_sync(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
    ) -> napi::Result<String> {
        enter(|| self.opened.promotion_as(&format, &pairs(measurements), &options, &mut never_stop))
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn promotion(
        &self,
        format: String,
        measurements: Vec<NamedText>,
        options: String,
        token: &CancelToken,
        #[napi(ts_arg_type = "(done: number, total: number) => void")] on_progress: Option<OnProgress>,
    ) -> AsyncTask<Work<String>> {
        let mut control = token.control(on_progress);
        self.start(move |opened| opened.promotion_as(&format, &pairs(measurements), &options, &mut control))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn risks(&self, format: String, options: String) -> AsyncTask<Work<String>> {
        self.start(move |opened| opened.risks(&format, &options))
    }

    /// Schedules the plan; options are JSON text.
    #[napi]
    pub fn schedule_sync(&self, env: Env, options: String) -> napi::Result<NativeSchedule> {
        enter(|| self.scheduled(&options))?.announce(env)
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<NativeSchedule>")]
    pub fn schedule(
        &self,
        options: String,
        token: &CancelToken,
        #[napi(ts_arg_type = "(done: number, total: number) => void")] on_progress: Option<OnProgress>,
    ) -> AsyncTask<Work<NativeSchedule>> {
        let (mut control, weight) = (token.control(on_progress), self.weight);
        self.start(move |opened| Ok(NativeSchedule::new(opened.schedule(&options, &mut control)?, weight)))
    }

    /// Makes runs of the plan; options are JSON text.
    #[napi]
    pub fn simulate_sync(&self, env: Env, options: String) -> napi::Result<NativeForecast> {
        let simulation = enter(|| self.opened.simulate(&options, &mut never_stop))?;
        NativeForecast::new(simulation, self.weight).announce(env)
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<NativeForecast>")]
    pub fn simulate(
        &self,
        options: String,
        token: &CancelToken,
        #[napi(ts_arg_type = "(done: number, total: number) => void")] on_progress: Option<OnProgress>,
    ) -> AsyncTask<Work<NativeForecast>> {
        let (mut control, weight) = (token.control(on_progress), self.weight);
        self.start(move |opened| Ok(NativeForecast::new(opened.simulate(&options, &mut control)?, weight)))
    }

    /// How sure the date is by PERT, as JSON text; options are JSON text.
    #[napi]
    pub fn pert_sync(&self, options: String) -> napi::Result<String> {
        enter(|| self.opened.pert_json(&options))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn pert(&self, options: String) -> AsyncTask<Work<String>> {
        self.start(move |opened| opened.pert_json(&options))
    }

    /// Takes up runs that were made elsewhere with the same options, given as bytes.
    #[napi]
    pub fn forecast_of(&self, env: Env, options: String, bytes: Uint8Array) -> napi::Result<NativeForecast> {
        let simulation = enter(|| self.opened.simulation_of(&options, &bytes))?;
        NativeForecast::new(simulation, self.weight).announce(env)
    }

    /// Schedules the plan for edits that are tried out; options are JSON text.
    #[napi]
    pub fn what_if_sync(&self, options: String) -> napi::Result<NativeWhatIf> {
        enter(|| Ok(NativeWhatIf::new(self.opened.what_if(&options)?, self.weight)))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<NativeWhatIf>")]
    pub fn what_if(&self, options: String) -> AsyncTask<Work<NativeWhatIf>> {
        let weight = self.weight;
        self.start(move |opened| Ok(NativeWhatIf::new(opened.what_if(&options)?, weight)))
    }

    /// Applies edits given as JSON text.
    #[napi]
    pub fn apply_sync(&self, edits: String) -> napi::Result<Applied> {
        enter(|| applied(&self.opened, self.weight, &edits))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<Applied>")]
    pub fn apply(&self, edits: String) -> AsyncTask<Work<Applied>> {
        let weight = self.weight;
        self.start(move |opened| applied(opened, weight, &edits))
    }
}

impl NativePlan {
    /// A plan with this weight.
    pub fn new(opened: Opened, weight: i64) -> Self {
        NativePlan { opened: Arc::new(opened), weight }
    }

    fn of_texts(files: Vec<NamedText>) -> Self {
        // A document takes some twenty times the memory of its text, and every plan some pages.
        let weight = 16_384 + 20 * files.iter().map(|file| file.text.len() as i64).sum::<i64>();
        NativePlan::new(Opened::read(pairs(files), OffsetUnit::Utf16), weight)
    }

    fn scheduled(&self, options: &str) -> Result<NativeSchedule, Failure> {
        Ok(NativeSchedule::new(self.opened.schedule(options, &mut never_stop)?, self.weight))
    }

    fn start<T: Crossing>(
        &self,
        job: impl FnOnce(&Opened) -> Result<T, Failure> + Send + 'static,
    ) -> AsyncTask<Work<T>> {
        let opened = Arc::clone(&self.opened);
        Work::start(move || job(&opened))
    }
}

fn pairs(files: Vec<NamedText>) -> Vec<(String, String)> {
    files.into_iter().map(|NamedText { name, text }| (name, text)).collect()
}

fn applied(opened: &Opened, weight: i64, edits: &str) -> Result<Applied, Failure> {
    let (opened, changes) = opened.apply(edits)?;
    Ok(Applied { plan: Some(NativePlan::new(opened, weight)), changes })
}

#[napi]
impl Applied {
    /// The new plan; it can be taken once.
    #[napi]
    pub fn take_plan(&mut self, env: Env) -> napi::Result<NativePlan> {
        self.plan.take().ok_or_else(|| napi::Error::from_reason("the plan was taken already"))?.announce(env)
    }

    /// What changed, as JSON text.
    #[napi(getter)]
    pub fn changes(&self) -> String {
        self.changes.clone()
    }
}

impl Crossing for Applied {}

impl Crossing for NativePlan {
    fn announce(self, env: Env) -> napi::Result<Self> {
        env.adjust_external_memory(self.weight)?;
        Ok(self)
    }
}

impl ObjectFinalize for NativePlan {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.weight).map(drop)
    }
}
