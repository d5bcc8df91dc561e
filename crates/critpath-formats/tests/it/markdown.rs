//! Tests of `markdown` through the public interface.
