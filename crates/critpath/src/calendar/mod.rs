//! Work weeks, shifts, holidays and zones into working time <-> clock time.
