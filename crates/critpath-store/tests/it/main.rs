//! Reading and saving real files in temporary folders.
#![allow(clippy::disallowed_methods)]

mod reading;
mod saving;
