//! Networks that other programs have computed, computed anew and compared.
//!
//! The data lie beside the project; where they are missing, these tests say so and pass.

mod causes;
mod contradiction;
mod expected;
mod explained;
mod neutral;
mod points;
mod projects;
mod readers;
mod score;
mod splits;
mod stored;
