//! Figures and names into the words of messages.

/// Names that a message spells out.
const NAMES: usize = 5;

/// `a`, `b` and 3 more.
pub(crate) fn names<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    if names.len() > NAMES {
        return format!("{} and {} more", names[..NAMES - 1].join(", "), names.len() + 1 - NAMES);
    }
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// `1 task`, `3 tasks`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// A number with at most one decimal, or three significant digits below ten.
pub(crate) fn number(value: f64) -> String {
    let decimals = match value.abs() {
        small if small < 10.0 => 2,
        medium if medium < 1000.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.decimals$}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A range, or one number where both ends are the same.
pub(crate) fn range(low: f64, high: f64) -> String {
    let (low, high) = (number(low), number(high));
    if low == high { low } else { format!("{low}-{high}") }
}

/// Seconds in the unit that suits them: `90 s`, `43.2 min`, `8.76 h`, `3.65 d`.
pub(crate) fn time(seconds: f64) -> String {
    let (unit_s, unit) = match seconds {
        s if s < 600.0 => (1.0, "s"),
        s if s < 7_200.0 => (60.0, "min"),
        s if s < 172_800.0 => (3_600.0, "h"),
        _ => (86_400.0, "d"),
    };
    format!("{} {unit}", number(seconds / unit_s))
}

/// A number in full, without the dust of binary fractions: `99.9`.
pub(crate) fn exact(value: f64) -> String {
    let text = format!("{value:.6}");
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// The text with a capital letter first.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_well() {
        assert_eq!(range(20_000.0 / 300.0, 50_000.0 / 300.0), "66.7-166.7");
        assert_eq!(range(5.0, 5.0), "5");
        assert_eq!(time(2_592.0), "43.2 min");
        assert_eq!(time(0.001 * 365.0 * 86_400.0), "8.76 h");
        assert_eq!(time(90.0), "90 s");
        assert_eq!(number(1000.0), "1000");
        assert_eq!(exact(100.0 - 99.9), "0.1");
        assert_eq!(capitalized("week"), "Week");
        assert_eq!(names(["a"]), "`a`");
        assert_eq!(names(["a", "b", "c"]), "`a`, `b` and `c`");
        assert_eq!(names(["a", "b", "c", "d", "e", "f"]), "`a`, `b`, `c`, `d` and 2 more");
        assert_eq!(count(2, "task"), "2 tasks");
    }
}
