//! A network into a schedule: forward, backward, floats, drivers.
