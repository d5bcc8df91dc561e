//! The one door into the engine: on this thread or on one of libuv's, with failures as JavaScript errors.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use critpath_bindings::{Failure, Progress, guarded};
use napi::bindgen_prelude::{AsyncTask, FnArgs, ToNapiValue, TypeName, Unknown};
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi::{Env, Status, Task};
use napi_derive::napi;

/// Runs work of the engine on this thread. A failure becomes an error whose message is JSON text: the facade makes
/// a `CritpathError` of it.
pub fn enter<T>(work: impl FnOnce() -> Result<T, Failure>) -> napi::Result<T> {
    guarded(work).map_err(|failure| napi::Error::from_reason(failure.to_json()))
}

/// Work of the engine for a thread of libuv's pool, so that the event loop keeps turning.
pub struct Work<T> {
    job: Option<Box<dyn FnOnce() -> Result<T, Failure> + Send>>,
}

impl<T: Crossing> Work<T> {
    pub fn start(job: impl FnOnce() -> Result<T, Failure> + Send + 'static) -> AsyncTask<Self> {
        AsyncTask::new(Work { job: Some(Box::new(job)) })
    }
}

impl<T: Crossing> Task for Work<T> {
    type Output = T;
    type JsValue = T;

    fn compute(&mut self) -> napi::Result<T> {
        let job = self.job.take().ok_or_else(|| napi::Error::from_reason("the work is done already"))?;
        enter(job)
    }

    fn resolve(&mut self, env: Env, output: T) -> napi::Result<T> {
        output.announce(env)
    }
}

/// A value that a thread of the pool hands to JavaScript.
pub trait Crossing: ToNapiValue + TypeName + Send + 'static {
    /// Tells the garbage collector how much memory comes with it.
    fn announce(self, _: Env) -> napi::Result<Self> {
        Ok(self)
    }
}

impl Crossing for String {}
impl Crossing for bool {}

/// Called with what is done and all that there is to do. The facade sees to it that it never throws.
pub type OnProgress =
    ThreadsafeFunction<FnArgs<(f64, f64)>, Unknown<'static>, FnArgs<(f64, f64)>, Status, false>;

/// Stops long work from outside.
#[napi]
#[derive(Default)]
pub struct CancelToken {
    stopped: Arc<AtomicBool>,
    reports: Arc<AtomicU32>,
}

#[napi]
impl CancelToken {
    /// A token that stops nothing yet.
    #[napi(constructor)]
    pub fn new() -> Self {
        CancelToken::default()
    }

    /// Stops the work that was given this token.
    #[napi]
    pub fn cancel(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// How many reports of progress are sent; they may arrive after the work is done.
    #[napi(getter)]
    pub fn reports(&self) -> u32 {
        self.reports.load(Ordering::Relaxed)
    }

    /// A control that reports progress and obeys the token.
    pub fn control(
        &self,
        on_progress: Option<OnProgress>,
    ) -> impl FnMut(Progress) -> ControlFlow<()> + Send + 'static {
        let (stopped, reports) = (Arc::clone(&self.stopped), Arc::clone(&self.reports));
        move |Progress { done, total }| {
            if let Some(on_progress) = &on_progress {
                let facts = FnArgs::from((done as f64, total as f64));
                if on_progress.call(facts, ThreadsafeFunctionCallMode::NonBlocking) == Status::Ok {
                    reports.fetch_add(1, Ordering::Relaxed);
                }
            }
            if stopped.load(Ordering::Relaxed) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        }
    }
}
