//! The built command, run as a user runs it: exit status, standard output, standard error.
// A skipped test says so.
#![allow(clippy::disallowed_methods, clippy::print_stderr)]

mod command;
mod differences;
mod forecast;
mod gate;
mod guides;
mod help;
mod hostile;
mod hostile_ways_back;
mod promotion;
mod readme;
mod rollout;
mod streams;
mod subcommands;
