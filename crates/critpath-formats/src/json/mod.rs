//! Documents as canonical JSON, and the system's JSON files into documents.
