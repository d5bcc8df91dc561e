//! Tests of the room `calendar` through the public interface.
