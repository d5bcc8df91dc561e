//! Time that a piece of work takes on a processor, whatever else the machine does.

use std::time::{Duration, Instant};

/// Time that this thread has worked so far; nothing where the system does not tell.
fn worked() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// The least time that a piece of work takes in some runs: on the processor, else by the clock.
pub fn time(runs: usize, mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let (before, start) = (worked(), Instant::now());
        work();
        worked().zip(before).map_or_else(|| start.elapsed(), |(after, before)| after.saturating_sub(before))
    };
    (0..runs).map(|_| once()).min().unwrap_or_default()
}

#[test]
fn waiting_is_no_work() {
    let slept = time(1, || std::thread::sleep(Duration::from_millis(200)));
    assert!(worked().is_none() || slept < Duration::from_millis(100), "{slept:?}");
    let sum = std::hint::black_box(3_000_000_u64);
    assert!(
        time(1, || assert!((0..sum).fold(0, |sum, n| std::hint::black_box(sum ^ n)) < sum * 2))
            > Duration::ZERO
    );
}
