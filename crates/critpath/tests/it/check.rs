//! Tests of the room `check` through the public interface.
