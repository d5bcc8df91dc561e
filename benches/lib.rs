//! Workloads for the measurements: seeded plans of any size.
