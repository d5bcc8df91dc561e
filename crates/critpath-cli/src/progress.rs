//! Long work into a progress bar on standard error, where a person watches, and an end when its time is up.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use critpath::control::{Control, Progress};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::failure::Failure;

/// Work that takes less than this shows no bar.
const PATIENCE: Duration = Duration::from_millis(300);

/// Does long work under a control that shows how far it is, and stops it after the limit.
///
/// # Errors
/// Those of the work; a stop by the limit is said as such.
pub fn watched<T>(
    what: &'static str,
    limit: Option<Duration>,
    work: impl FnOnce(&mut Control) -> Result<T, critpath::Error>,
) -> Result<T, Failure> {
    let began = Instant::now();
    let mut bar: Option<ProgressBar> = None;
    let mut expired = false;
    let is_seen = std::io::stderr().is_terminal();
    let mut control = |progress: Progress| {
        if limit.is_some_and(|limit| began.elapsed() > limit) {
            expired = true;
            return ControlFlow::Break(());
        }
        if is_seen && began.elapsed() > PATIENCE {
            let bar = bar.get_or_insert_with(|| new_bar(what));
            bar.set_length(progress.total);
            bar.set_position(progress.done);
        }
        ControlFlow::Continue(())
    };
    let outcome = work(&mut control);
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    outcome.map_err(|error| {
        let failure = Failure::from(error);
        match limit.filter(|_| expired) {
            Some(limit) => Failure {
                message: format!("no answer within {} s", limit.as_secs_f64()),
                ..failure.help("raise `--time-limit`, or make fewer `--runs`")
            },
            None => failure,
        }
    })
}

fn new_bar(what: &'static str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let style = ProgressStyle::with_template("{msg} {wide_bar} {percent} % {eta}");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.set_message(what);
    bar
}
