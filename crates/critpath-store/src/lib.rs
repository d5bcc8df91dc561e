//! Files and the clock: the one room with effects.
