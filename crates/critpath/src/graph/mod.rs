//! Dependencies as a graph, compiled to a flat network in topological order.
