//! Tests of `findings` through the public interface.
