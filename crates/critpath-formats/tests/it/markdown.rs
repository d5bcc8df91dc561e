//! Tests of `markdown` through the public interface.

mod attributes;
mod every_guide;
mod guides;
mod hostile;
mod notations;
mod real_guide;
mod variations;
