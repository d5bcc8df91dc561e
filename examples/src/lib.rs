//! Small programs that use critpath: see `rust/`.
