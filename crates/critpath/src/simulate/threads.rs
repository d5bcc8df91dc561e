//! Blocks of runs over threads: each takes the next one, and what all give does not depend on who takes which.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::control::Watch;
use crate::error::Error;

/// Blocks that are taken one by one.
#[derive(Debug)]
pub(super) struct Blocks {
    count: usize,
    next: AtomicUsize,
}

impl Blocks {
    /// The next block that nobody has taken; nothing where all are, or a thread failed.
    pub(super) fn take(&self) -> Option<usize> {
        let at = self.next.fetch_add(1, Ordering::Relaxed);
        (at < self.count).then_some(at)
    }

    /// Leaves nothing to take.
    fn stop(&self) {
        self.next.store(self.count, Ordering::Relaxed);
    }
}

/// Hears how many runs a block has, before it is made.
pub(super) type Advance<'a> = dyn FnMut(usize) -> Result<(), Error> + 'a;

/// What each of so many threads makes of the blocks that it takes; progress counts runs.
///
/// # Errors
/// That of the first thread that failed; [`Error::Cancelled`].
pub(super) fn share<T: Send>(
    blocks: usize,
    threads: usize,
    watch: &mut Watch,
    work: &(dyn Fn(&Blocks, &mut Advance) -> Result<T, Error> + Sync),
) -> Result<Vec<T>, Error> {
    let threads = threads.clamp(1, blocks.max(1));
    let blocks = Blocks { count: blocks, next: AtomicUsize::new(0) };
    let work = |advance: &mut Advance| {
        let made = work(&blocks, advance);
        if made.is_err() {
            blocks.stop();
        }
        made
    };
    let found: Mutex<Vec<Result<T, Error>>> = Mutex::new(Vec::new());
    let mine = std::thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(|| {
                let other = work(&mut |_| Ok(()));
                if let Ok(mut found) = found.lock() {
                    found.push(other);
                }
            });
        }
        work(&mut |runs| watch.advance(runs * threads))
    });
    std::iter::once(mine).chain(found.into_inner().unwrap_or_default()).collect()
}
