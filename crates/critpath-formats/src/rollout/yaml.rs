//! Values into YAML documents with a comment at the top.

use serde_json::Value;

use crate::escape;

/// Documents one after the other, each after a line of three hyphens but the first, below the comments.
pub(super) fn documents(comments: &[String], values: &[Value]) -> String {
    let mut out = String::new();
    for comment in comments {
        out += &format!("# {}\n", escape::line(comment));
    }
    let options = serde_saphyr::ser_options! { prefer_block_scalars: false };
    // Values of JSON have text as keys and finite numbers, so that writing them cannot fail.
    out + &serde_saphyr::to_string_multiple_with_options(values, options).unwrap_or_default()
}

/// Seconds in the largest of days, hours, minutes and seconds that divides them: `90s`, `2h`.
pub(super) fn duration(seconds: i64, largest: &[(i64, &str)]) -> String {
    let seconds = seconds.max(0);
    let unit = largest.iter().find(|(size, _)| seconds > 0 && seconds % size == 0);
    let (size, symbol) = unit.copied().unwrap_or((1, "s"));
    format!("{}{symbol}", seconds / size)
}

/// Units that Prometheus knows.
pub(super) const WITH_DAYS: &[(i64, &str)] = &[(86_400, "d"), (3_600, "h"), (60, "m")];
/// Units that Argo Rollouts knows.
pub(super) const WITH_HOURS: &[(i64, &str)] = &[(3_600, "h"), (60, "m")];
/// Units that Flagger knows.
pub(super) const WITH_MINUTES: &[(i64, &str)] = &[(60, "m")];

/// A number without the dust of binary fractions, whole where it is: 0.0144.
pub(super) fn number(value: f64) -> Value {
    let rounded: f64 = format!("{value:.9e}").parse().unwrap_or(value);
    match rounded.fract() == 0.0 && rounded.abs() < 1e15 {
        true => Value::from(rounded as i64),
        false => serde_json::Number::from_f64(rounded).map_or(Value::Null, Value::Number),
    }
}
