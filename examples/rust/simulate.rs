//! How sure is the date of a deployment, and what moves it?
//!
//! `cargo run -p examples --example simulate`

use std::error::Error;
use std::path::Path;

use critpath::control::never_stop;
use critpath::plan::Plan;
use critpath::simulate::{SimulateOptions, simulate};
use critpath::time::Moment;
use critpath_store::{Limits, read};

const PLANS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/plans");

fn main() -> Result<(), Box<dyn Error>> {
    let file = read(&Path::new(PLANS).join("deployment.md"), &Limits::default())?;
    let plan = Plan::build(critpath_formats::read(&file.name, &file.text).document)?;

    // The plan is scheduled a thousand times, each time with other durations. The same seed gives the same answer.
    let options = SimulateOptions { runs: 1_000, seed: 7, ..SimulateOptions::default() };
    let forecast = simulate(&plan, &options, &mut never_stop)?;
    let result = forecast.to_result(&plan, &options, &mut never_stop)?;
    let finish = &result.finish;
    let kept = 100.0 * finish.probability_of_deterministic;
    println!("planned {}, kept with {kept:.1} %", finish.deterministic);
    for (name, date) in [("P50", &finish.p50), ("P80", &finish.p80), ("P90", &finish.p90)] {
        println!("{name}     {date}");
    }
    let by_then = 100.0 * forecast.probability_of(&plan, Moment::parse("2027-01-13")?)?;
    println!("done by 13 January: {by_then:.1} %");

    println!("what moves it:");
    for driver in &result.drivers {
        println!("  {:+.2} {}", driver.correlation.unwrap_or_default(), driver.id);
    }

    // Parts that are made apart, on other machines for example, merge to the same bits.
    let part = |first_run| {
        let options = SimulateOptions { first_run, runs: 500, ..options };
        simulate(&plan, &options, &mut never_stop)
    };
    let mut merged = part(500)?;
    merged.merge(&part(0)?)?;
    println!("two halves make the whole: {}", if merged == forecast { "yes" } else { "no" });
    Ok(())
}
