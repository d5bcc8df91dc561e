//! A fault of the engine into a failure: no panic crosses into another language, and none is printed.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use critpath::diagnostic::Code;

use crate::Failure;

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs work; if it panics, the answer is a failure with the code `internal` that says where.
///
/// # Errors
/// Those of the work, and `internal`.
pub fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |fault| {
            if GUARDED.get() {
                FAULT.set(Some(fault.to_string().replace('\n', " ")));
            } else {
                usual(fault);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    // Nothing that the work changes is seen after a panic: the engine's values do not change.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(outer);
    outcome.unwrap_or_else(|_| {
        let fault = FAULT.take().unwrap_or_else(|| "a panic".into());
        Err(Failure::new(Code::Internal, format!("a fault in critpath, please report it: {fault}")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure() {
        let failure = guarded::<()>(|| panic!("the sum is odd")).unwrap_err();
        assert_eq!(failure.code, "internal");
        assert!(failure.message.ends_with("the sum is odd"), "{}", failure.message);
        assert_eq!(guarded(|| Ok(1)), Ok(1));
    }
}
