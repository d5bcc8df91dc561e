//! Tests of `markdown` through the public interface.

mod attributes;
mod branches;
mod environments;
mod every_guide;
mod guides;
mod hostile;
mod notations;
mod objectives;
mod real_guide;
mod sections;
mod variations;
