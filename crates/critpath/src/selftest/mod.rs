//! Published worked examples, recomputed.
