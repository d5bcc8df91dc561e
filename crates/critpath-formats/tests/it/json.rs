//! Tests of `json` through the public interface.
