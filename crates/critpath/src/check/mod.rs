//! A document into a plan and findings: structure first, then lint rules by profile.
