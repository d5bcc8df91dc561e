//! Questions of statistics as JSON text into answers: the figures that gates go by, for whoever wants to see them.

use critpath::gate::statistics::{
    Interval, clopper_pearson, hodges_lehmann, mann_whitney, outlier_fences, quantile_ranks, sample_size,
    wilson,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{Failure, options};

/// Counts, and how sure the interval of their share must be.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counts {
    failures: u64,
    total: u64,
    confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Quantile {
    total: u64,
    order: f64,
    confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sample {
    #[serde(default)]
    failures: u64,
    share: f64,
    confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Samples {
    first: Vec<f64>,
    second: Vec<f64>,
    #[serde(default = "usual")]
    confidence: f64,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Fences {
    first_quartile: f64,
    third_quartile: f64,
    factor: f64,
}

fn usual() -> f64 {
    critpath::gate::DEFAULT_CONFIDENCE
}

const NAMES: &str = "clopper_pearson, wilson, quantile_ranks, sample_size, mann_whitney, outlier_fences";

/// Answers the question with this name; what it asks about is an object as JSON text.
///
/// # Errors
/// No question has this name, or an argument that it does not take.
pub fn statistics_json(name: &str, arguments: &str) -> Result<String, Failure> {
    let interval = |Interval { low, high }| json!({ "low": low, "high": high });
    let answer: Value = match name {
        "clopper_pearson" | "wilson" => {
            let Counts { failures, total, confidence } = options::read(arguments)?;
            share("confidence", confidence)?;
            if failures > total {
                return Err(Failure::option(format!("{failures} failures are more than {total} in all")));
            }
            let of = if name == "wilson" { wilson } else { clopper_pearson };
            interval(of(failures, total, confidence))
        }
        "quantile_ranks" => {
            let Quantile { total, order, confidence } = options::read(arguments)?;
            share("order", order)?;
            share("confidence", confidence)?;
            let ranks = quantile_ranks(total, order, confidence);
            json!({ "low": ranks.low, "high": ranks.high })
        }
        "sample_size" => {
            let Sample { failures, share: limit, confidence } = options::read(arguments)?;
            share("share", limit)?;
            share("confidence", confidence)?;
            json!({ "total": sample_size(failures, limit, confidence) })
        }
        "mann_whitney" => {
            let Samples { mut first, mut second, confidence } = options::read(arguments)?;
            share("confidence", confidence)?;
            first.sort_unstable_by(f64::total_cmp);
            second.sort_unstable_by(f64::total_cmp);
            let (Some(test), Some(shift)) =
                (mann_whitney(&first, &second), hodges_lehmann(&first, &second, confidence))
            else {
                return Err(Failure::option("a sample is empty"));
            };
            json!({
                "u": test.u, "effect": test.effect, "greater": test.greater, "less": test.less,
                "two_sided": test.two_sided, "shift": shift.estimate, "low": shift.low, "high": shift.high,
            })
        }
        "outlier_fences" => {
            let Fences { first_quartile, third_quartile, factor } = options::read(arguments)?;
            interval(outlier_fences(first_quartile, third_quartile, factor))
        }
        _ => return Err(Failure::option(format!("there is no statistic `{name}`; there are {NAMES}"))),
    };
    Ok(answer.to_string())
}

/// A number that must lie between 0 and 1.
fn share(name: &str, value: f64) -> Result<(), Failure> {
    if value > 0.0 && value < 1.0 {
        return Ok(());
    }
    Err(Failure::option(format!("`{name}` is {value}, but must lie between 0 and 1")))
}
