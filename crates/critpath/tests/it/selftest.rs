//! Tests of the room `selftest` through the public interface.
