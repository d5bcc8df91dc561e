//! One task into the chain that drives its date.
