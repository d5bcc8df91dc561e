//! A million draws of every distribution against its exact moments and quantiles.

use super::*;
use critpath::model::EstimateValue;
use critpath::simulate::{Engine, duration_distribution};

const DRAWS: u64 = 1_000_000;

/// Draws of an estimate in seconds, in the order of the runs.
fn draws(estimate: Estimate) -> Vec<f64> {
    let mut document = document(&[("a", "1h", "")]);
    document.tasks[0].estimate = Some(estimate);
    let options = SimulateOptions { indices: false, engine: Engine::Automatic, ..options(DRAWS) };
    hours(&part(&plan(document), &options)).into_iter().map(|hours| (hours * 3_600.0).round()).collect()
}

fn estimate(name: Distribution, low: &str, likely: &str, high: &str) -> Estimate {
    let part = |text: &str| (!text.is_empty()).then(|| duration(text));
    Estimate {
        distribution: Some(name),
        low: part(low),
        likely: part(likely),
        high: part(high),
        ..Estimate::default()
    }
}

#[test]
fn draws_have_the_moments_and_quantiles_of_their_distribution() {
    let value = |text: &str, probability| EstimateValue {
        duration: Some(duration(text)),
        probability,
        ..EstimateValue::default()
    };
    let values = vec![value("100h", Some(0.5)), value("130h", Some(0.2)), value("300h", None)];
    let observed = ["90h", "100h", "100h", "170h"].map(|text| value(text, None)).to_vec();
    let by_mean = Estimate {
        distribution: Some(Distribution::Lognormal),
        mean: Some(duration("200h")),
        standard_deviation: Some(duration("60h")),
        ..Estimate::default()
    };
    let estimates = [
        estimate(Distribution::Uniform, "100h", "", "300h"),
        estimate(Distribution::Triangular, "100h", "120h", "300h"),
        estimate(Distribution::BetaPert, "100h", "150h", "300h"),
        estimate(Distribution::BetaPert, "100h", "100h", "300h"),
        Estimate { shape: Some(2.0), ..estimate(Distribution::BetaPert, "100h", "260h", "300h") },
        by_mean,
        estimate(Distribution::Lognormal, "100h", "", "300h"),
        estimate(Distribution::Trigen, "100h", "150h", "300h"),
        Estimate { values, ..estimate(Distribution::Discrete, "", "", "") },
        Estimate { values: observed, ..estimate(Distribution::Empirical, "", "", "") },
    ];
    for stated in estimates {
        let exact = duration_distribution(&stated, &Default::default()).unwrap();
        let what = format!("{:?}", stated.distribution);
        let found = draws(stated);
        let n = (DRAWS as f64).sqrt();
        let (mean, deviation) = (exact.mean(), exact.variance().sqrt());
        near(&what, self::mean(&found), mean, deviation / n);
        let fourth = self::mean(&found.iter().map(|x| (x - mean).powi(4)).collect::<Vec<_>>());
        let error = (fourth - deviation.powi(4)).max(0.0).sqrt() / n;
        let second = self::mean(&found.iter().map(|x| (x - mean).powi(2)).collect::<Vec<_>>());
        near(&what, second, exact.variance(), error);
        for order in [1e-4, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999, 0.9999] {
            // Seconds are rounded, so that the second of the quantile belongs to it.
            let quantile = exact.quantile(order).round() + 0.5;
            let below = exact.cdf(quantile);
            let error = (below * (1.0 - below)).sqrt() / n;
            near(&format!("{what} {order}"), share(&found, |x| x < quantile), below, error + 1e-9);
        }
    }
}
