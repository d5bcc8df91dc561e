//! Deployment guides as people write them into documents.

pub mod attributes;
pub mod phrase;
