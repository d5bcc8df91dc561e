//! Work into seconds, and seconds into text.

use std::time::{Duration, Instant};

/// Seconds of the fastest of at least three runs, and of as many more as fit into about a second. Others
/// share the machine, and only ever make a run longer.
pub fn fastest_s<T>(mut work: impl FnMut() -> T) -> f64 {
    let begin = Instant::now();
    let (mut fastest, mut runs) = (f64::INFINITY, 0);
    while runs < 3 || begin.elapsed() < Duration::from_secs(1) {
        let start = Instant::now();
        let result = std::hint::black_box(work());
        fastest = start.elapsed().as_secs_f64().min(fastest);
        // Giving the result back is not part of the work.
        drop(result);
        runs += 1;
    }
    fastest
}

/// Seconds with three digits and a fitting unit: `1.23 ms`.
pub fn text(seconds: f64) -> String {
    let (scaled, unit) = match seconds {
        s if s >= 1.0 => (s, "s"),
        s if s >= 1e-3 => (s * 1e3, "ms"),
        s if s >= 1e-6 => (s * 1e6, "µs"),
        s => (s * 1e9, "ns"),
    };
    let decimals = if scaled >= 100.0 {
        0
    } else if scaled >= 10.0 {
        1
    } else {
        2
    };
    format!("{scaled:.decimals$} {unit}")
}
