//! A plan into the seconds that Rust takes to read, check and schedule it, as JSON: what other languages are held
//! against. `cargo run -q -p benches --release --bin boundary -- FILE [START]`.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;

use benches::measure::fastest_s;
use critpath::check::{CheckOptions, check};
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::read;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("give the file of a plan")?;
    let start = arguments.next().map(|start| start.parse()).transpose()?;
    let text = std::fs::read_to_string(&file)?;

    let options = CheckOptions { start, ..CheckOptions::default() };
    let plan = check(read(&file, &text).document, &options).plan.ok_or("the plan has errors")?;
    let options = ScheduleOptions { start, ..ScheduleOptions::default() };
    let scheduled = schedule(&plan, &options)?;

    let read_s = fastest_s(|| read(&file, &text));
    let check_s = fastest_s(|| check(read(&file, &text).document, &CheckOptions::default())) - read_s;
    let schedule_s = fastest_s(|| schedule(&plan, &options));
    let result_s = fastest_s(|| scheduled.to_result(&plan));
    println!(r#"{{"read_s":{read_s},"check_s":{check_s},"schedule_s":{schedule_s},"result_s":{result_s}}}"#);
    Ok(())
}
