//! Tests of the room `engine` through the public interface.
