//! Broken and hostile XML: no panic, no long wait, everything said in diagnostics.

use critpath::check::{CheckOptions, check};
use critpath_formats::mspdi;

use crate::clock::time;
use crate::mutation::{Dice, all_inside};

const PIECES: &[&str] = &[
    "<",
    ">",
    "</Task>",
    "<Task>",
    "<UID>1</UID>",
    "<OutlineLevel>4294967295</OutlineLevel>",
    "&amp;",
    "&x;",
    "]]>",
    "<!--",
    "<![CDATA[",
    "PT999999999H0M0S",
    "-",
    "<Summary>1</Summary>",
    "9999-12-31T23:59:59",
    "<Duration>",
    "\u{0}",
    "<!DOCTYPE x>",
    "<?pi",
    "<Type>6</Type><DaysOfWeek>127</DaysOfWeek>",
    "0001-01-01T00:00:00",
];

#[test]
fn mutated_projects_are_read() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data/cpm/real/mspdi");
    let Ok(entries) = std::fs::read_dir(folder) else { return println!("skipped: {folder} is missing") };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let texts = paths.iter().map(|path| std::fs::read_to_string(path).unwrap());
    let texts: Vec<_> = texts.filter(|text| text.len() < 30_000).collect();
    let mut dice = Dice(11);
    for _ in 0..1_000 {
        let text = dice.mutate(&texts, PIECES);
        let read = mspdi::read("plan.xml", &text);
        all_inside(&read.diagnostics, &text);
        check(read.document, &CheckOptions::default());
    }
}

#[test]
fn length_and_depth_cost_in_proportion() {
    let time_of = |text: &str| time(2, || drop(mspdi::read("plan.xml", text))).as_secs_f64();
    let rows = |count: usize| {
        let row = |at: usize| {
            format!(
                "<Task><UID>{at}</UID><OutlineLevel>{at}</OutlineLevel><PredecessorLink><PredecessorUID>{}</PredecessorUID></PredecessorLink></Task>",
                at + 1
            )
        };
        format!("<Project><Tasks>{}</Tasks></Project>", (1..=count).map(row).collect::<String>())
    };
    let (short, long) = (rows(2_000), rows(20_000));
    let ratio = time_of(&long) / time_of(&short).max(1e-2);
    assert!(ratio < 40.0, "ten times the rows took {ratio} times as long");
    mspdi::read("plan.xml", &"<a>".repeat(300_000));
}
