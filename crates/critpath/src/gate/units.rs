//! Units of measurements into those of the criteria that they are held against.

/// Times, in seconds.
const TIMES: &[(&str, f64)] = &[
    ("ns", 1e-9),
    ("us", 1e-6),
    ("µs", 1e-6),
    ("ms", 1e-3),
    ("s", 1.0),
    ("sec", 1.0),
    ("seconds", 1.0),
    ("min", 60.0),
    ("h", 3_600.0),
];

/// Shares, of one.
const SHARES: &[(&str, f64)] = &[("%", 1e-2), ("ratio", 1.0)];

/// What a value in `from` must be multiplied by to be one in `to`; `None` if they measure different things. A
/// measurement without a unit is in the unit of its criterion, unless that is `%`: it may be a share of one as well.
pub(crate) fn factor(from: &str, to: &str) -> Option<f64> {
    let of_one = |unit: &str| matches!(unit, "%" | "ratio");
    let to = if to.trim().is_empty() && of_one(from.trim()) { "ratio" } else { to.trim() };
    let from = from.trim();
    if from == to {
        return Some(1.0);
    }
    let scale = |table: &[(&str, f64)]| {
        let size = |unit: &str| table.iter().find(|(name, _)| *name == unit).map(|(_, size)| *size);
        Some((size(from)?, size(to)?))
    };
    match scale(TIMES).or_else(|| scale(SHARES)) {
        // Both are powers of ten or whole: the greater over the smaller is exact.
        Some((from, to)) if from >= to => Some(libm::round(from / to)),
        Some((from, to)) => Some(1.0 / libm::round(to / from)),
        None => (from.is_empty() && !of_one(to)).then_some(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::factor;

    #[test]
    fn units_of_one_kind_convert() {
        assert_eq!(factor("s", "ms"), Some(1000.0));
        assert_eq!(factor("ms", "s"), Some(0.001));
        assert_eq!(factor("ratio", "%"), Some(100.0));
        assert_eq!(factor("", "%"), None, "60 or 0.6?");
        assert_eq!(factor("%", ""), Some(0.01));
        assert_eq!(factor("", "ms"), Some(1.0));
        assert_eq!(factor("requests/s", "requests/s"), Some(1.0));
        assert_eq!(factor("ms", "%"), None);
        assert_eq!(factor("GB", "ms"), None);
    }
}
