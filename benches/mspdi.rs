//! MS Project XML: reading and writing in MB/s, beside a plain pass of the parser over the same text.
//! `cargo run -p benches --release --bin mspdi [FOLDER]`: the XML files of the folder are measured, too.
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool, not the engine")]

use std::error::Error;

use benches::measure::{fastest_s, text};
use benches::project::project;
use critpath::plan::Plan;
use critpath::schedule::{ScheduleOptions, schedule};
use critpath_formats::mspdi;
use quick_xml::Reader;
use quick_xml::events::Event;

const TASKS: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    println!("| text | MB | tasks | parser alone | read | ratio | write |");
    println!("|---|--:|--:|--:|--:|--:|--:|");
    let plan = Plan::build(project(TASKS, 7))?;
    let dates = schedule(&plan, &ScheduleOptions::default())?.to_result(&plan);
    row("generated, with dates", &[mspdi::write(plan.document(), Some(&dates))]);
    if let Some(folder) = std::env::args().nth(1) {
        let mut paths: Vec<_> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "xml"));
        paths.sort();
        let texts: Vec<String> = paths.iter().map(std::fs::read_to_string).collect::<Result<_, _>>()?;
        row(&format!("{} files", texts.len()), &texts);
    }
    Ok(())
}

fn row(name: &str, texts: &[String]) {
    let megabytes = texts.iter().map(String::len).sum::<usize>() as f64 / 1e6;
    let documents: Vec<_> = texts.iter().map(|text| mspdi::read("plan.xml", text).document).collect();
    let tasks: usize = documents.iter().map(|document| document.tasks.len()).sum();
    let parser_s = fastest_s(|| texts.iter().map(|text| events(text)).sum::<usize>());
    let read_s = fastest_s(|| texts.iter().map(|text| mspdi::read("plan.xml", text)).collect::<Vec<_>>());
    let write_s =
        fastest_s(|| documents.iter().map(|document| mspdi::write(document, None)).collect::<Vec<_>>());
    let speed = |seconds: f64| format!("{:.0} MB/s ({})", megabytes / seconds, text(seconds));
    println!(
        "| {name} | {megabytes:.1} | {tasks} | {} | {} | {:.1} | {} |",
        speed(parser_s),
        speed(read_s),
        read_s / parser_s,
        speed(write_s),
    );
}

/// A plain pass: the number of events.
fn events(text: &str) -> usize {
    let mut reader = Reader::from_str(text);
    let mut count = 0;
    while let Ok(event) = reader.read_event() {
        if event == Event::Eof {
            break;
        }
        count += 1;
    }
    count
}
