//! Diagnostics as JSON, GitHub annotations and SARIF.
