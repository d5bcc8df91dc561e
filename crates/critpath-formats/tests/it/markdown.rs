//! Tests of `markdown` through the public interface.

mod guides;
mod real_guide;
