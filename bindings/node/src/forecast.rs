//! The forecast as JavaScript sees it.

use std::sync::Arc;

use critpath_bindings::{Failure, Simulation, never_stop};
use napi::Env;
use napi::bindgen_prelude::{AsyncTask, Float64Array, ObjectFinalize, Uint8Array};
use napi_derive::napi;

use crate::enter::{CancelToken, Crossing, Work, enter};

/// A plan with runs of it.
#[napi(custom_finalize)]
pub struct NativeForecast {
    simulation: Arc<Simulation>,
    /// Bytes of memory, roughly.
    weight: i64,
}

#[napi]
impl NativeForecast {
    /// How many runs there are.
    #[napi(getter)]
    pub fn runs(&self) -> f64 {
        self.simulation.runs() as f64
    }

    /// How sure the dates are, as JSON text.
    #[napi]
    pub fn result_sync(&self) -> napi::Result<String> {
        enter(|| self.simulation.result_json(&mut never_stop))
    }

    /// The same, on another thread; the token stops it.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn result(&self, token: &CancelToken) -> AsyncTask<Work<String>> {
        let mut control = token.control(None);
        self.start(move |simulation| simulation.result_json(&mut control))
    }

    /// When each run finished: seconds, exact up to 2^53.
    #[napi]
    pub fn finishes(&self) -> napi::Result<Float64Array> {
        let values = enter(|| Ok(self.simulation.finishes()))?;
        Ok(Float64Array::new(values.into_iter().map(|value| value as f64).collect()))
    }

    /// Share of the runs that are finished by a date or time.
    #[napi]
    pub fn probability_of(&self, moment: String) -> napi::Result<f64> {
        enter(|| self.simulation.probability_of(&moment))
    }

    /// The runs of this forecast and of another of the same plan.
    #[napi]
    pub fn merge(&self, env: Env, other: &NativeForecast) -> napi::Result<NativeForecast> {
        let merged = enter(|| self.simulation.merge(&[&other.simulation]))?;
        NativeForecast::new(merged, self.weight).announce(env)
    }

    /// The runs as bytes.
    #[napi]
    pub fn to_bytes(&self) -> napi::Result<Uint8Array> {
        enter(|| Ok(self.simulation.to_bytes())).map(Uint8Array::new)
    }

    /// Draws or writes the forecast in a format; options are JSON text.
    #[napi]
    pub fn render_sync(&self, format: String, options: String) -> napi::Result<String> {
        enter(|| self.simulation.render(&format, &options, &mut never_stop))
    }

    /// The same, on another thread.
    #[napi(ts_return_type = "Promise<string>")]
    pub fn render(&self, format: String, options: String) -> AsyncTask<Work<String>> {
        self.start(move |simulation| simulation.render(&format, &options, &mut never_stop))
    }
}

impl NativeForecast {
    /// Runs of a plan with this weight.
    pub fn new(simulation: Simulation, weight: i64) -> Self {
        NativeForecast { simulation: Arc::new(simulation), weight }
    }

    fn start<T: Crossing>(
        &self,
        job: impl FnOnce(&Simulation) -> Result<T, Failure> + Send + 'static,
    ) -> AsyncTask<Work<T>> {
        let simulation = Arc::clone(&self.simulation);
        Work::start(move || job(&simulation))
    }

    /// Its plan, and a finish and a cost of each run.
    fn bytes(&self) -> i64 {
        self.weight + 16 * self.simulation.runs() as i64
    }
}

impl Crossing for NativeForecast {
    fn announce(self, env: Env) -> napi::Result<Self> {
        env.adjust_external_memory(self.bytes())?;
        Ok(self)
    }
}

impl ObjectFinalize for NativeForecast {
    fn finalize(self, env: Env) -> napi::Result<()> {
        env.adjust_external_memory(-self.bytes()).map(drop)
    }
}
