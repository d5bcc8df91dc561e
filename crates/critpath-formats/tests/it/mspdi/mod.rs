//! MS Project XML into documents: what each element becomes, hostile input, and real projects.

mod hostile;
mod real;
mod round_trip;
mod small;
