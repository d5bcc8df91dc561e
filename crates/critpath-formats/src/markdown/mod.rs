//! Deployment guides as people write them into documents.

pub mod phrase;
