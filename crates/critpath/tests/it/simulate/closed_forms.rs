//! Simulated moments, probabilities and criticality against published and closed forms.

use super::*;

const RUNS: u64 = 40_000;
const ERROR: f64 = 0.005;

/// So many paths of two tasks each, side by side.
fn paths(paths: &[[&str; 2]]) -> Document {
    let mut tasks = Vec::new();
    let names = ["a", "b", "c"];
    for (name, [first, second]) in names.iter().zip(paths) {
        tasks.push(task(&format!("{name}1"), first, ""));
        tasks.push(task(&format!("{name}2"), second, &format!("{name}1")));
    }
    document(&tasks.iter().map(|_| ("", "1h", "")).collect::<Vec<_>>());
    Document { tasks, ..document(&[]) }
}

/// Hulett 1996: one, two and three equal paths (EX-23), an hour for a day.
#[test]
fn paths_that_merge_are_later_than_each_of_them() {
    let one = ["40h/50h/100h", "60h/80h/110h"];
    let published = [
        (1, 0.167_037, 146.666_7, 16.666_7, [125.667, 145.613, 161.097, 169.344]),
        (2, 0.027_901, 156.125_7, 14.615_3, [137.464, 155.523, 168.768, 175.686]),
        (3, 0.004_661, 161.126_2, 13.381_4, [144.032, 160.676, 172.667, 178.931]),
    ];
    for (count, by_130, of_mean, of_deviation, percentiles) in published {
        let plan = plan(paths(&vec![one; count]));
        let options = SimulateOptions { indices: false, ..options(RUNS) };
        let found = hours(&part(&plan, &options));
        let n = (RUNS as f64).sqrt();
        near("mean", mean(&found), of_mean, of_deviation / n);
        near("deviation", deviation(&found), of_deviation, of_deviation / n);
        near("by 130", share(&found, |finish| finish <= 130.0), by_130, (by_130 * (1.0 - by_130)).sqrt() / n);
        for (value, order) in percentiles.into_iter().zip([0.1, 0.5, 0.8, 0.9_f64]) {
            let error = (order * (1.0 - order)).sqrt() / n;
            near("percentile", share(&found, |finish| finish <= value), order, error + 1e-4);
        }
    }
}

/// A chain has no merge bias: the mean finish is the finish with means, but for the rounding of seconds.
#[test]
fn only_merging_paths_have_a_bias() {
    let chain = answer(paths(&[["40h/50h/100h", "60h/80h/110h"]]), &options(RUNS));
    let error_s = 16.67 * 3_600.0 / (RUNS as f64).sqrt();
    near("bias", chain.merge_bias_s as f64, 0.0, error_s);
    near("shift", chain.mean_shift_s as f64, (146.666_7 - 130.0) * 3_600.0, 1.0);
    let merging = answer(paths(&[["40h/50h/100h", "60h/80h/110h"]; 2]), &options(RUNS));
    near("bias", merging.merge_bias_s as f64, 9.459 * 3_600.0, error_s);
}

/// The path that is likely shorter is critical more often (EX-24).
#[test]
fn a_risky_path_is_critical_more_often_than_a_long_one() {
    let result =
        answer(paths(&[["40h/50h/100h", "60h/80h/110h"], ["40h/45h/140h", "60h/80h/110h"]]), &options(RUNS));
    let index = |id: &str| of(&result, id).criticality_index.unwrap();
    near("b", index("b1"), 0.6302, 0.01 / 4.0 + (0.23_f64 / RUNS as f64).sqrt());
    near("a", index("a2"), 0.3698, 0.01 / 4.0 + (0.23_f64 / RUNS as f64).sqrt());
    assert!(index("b2") > 0.5 && index("a1") < 0.5);
}

/// Greatest of uniform and of triangular durations (EX-25).
#[test]
fn the_greatest_of_several_durations() {
    for (count, expected) in [(1, 0.5), (2, 2.0 / 3.0), (3, 0.75), (5, 5.0 / 6.0)] {
        let tasks = (0..count).map(|at| task(&format!("t{at}"), "0h/100h", "")).collect();
        let plan = plan(Document { tasks, ..document(&[]) });
        let found = hours(&part(&plan, &SimulateOptions { indices: false, ..options(RUNS) }));
        near("mean", mean(&found) / 100.0, expected, 0.29 / (RUNS as f64).sqrt());
        let half = share(&found, |finish| finish <= 50.0);
        near("half", half, 0.5_f64.powi(count), ERROR / 2.0);
    }
    let plan = plan(document(&[("a", "10h/15h/25h", ""), ("b", "12h/18h/30h", "")]));
    let found = hours(&part(&plan, &SimulateOptions { indices: false, ..options(RUNS) }));
    near("mean", mean(&found), 20.710_604, deviation(&found) / (RUNS as f64).sqrt());
}
