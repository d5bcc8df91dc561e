//! Networks that other programs have computed, computed anew and compared.
//!
//! The data lie beside the project; where they are missing, these tests say so and pass.

mod expected;
mod neutral;
mod projects;
mod readers;
mod score;
mod splits;
