//! Tests of `pictures` through the public interface.
