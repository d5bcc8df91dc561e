//! Check a guide: what is wrong with it, and where? What an editor does on every keystroke.
//!
//! `cargo run -p examples --example check_guide`

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::{SourceText, sort};
use critpath::plan::Plan;
use critpath_formats::findings::{FileFindings, result};

const GUIDE: &str = "\
# Release 1.4 {start=2026-12-07}

- Build the package {#build 2h}
- Test it {#test 1d after=biuld}
- Write the release notes {#notes}
";

fn main() {
    // Reading never fails; the check says what is wrong, what is missing, and how to mend it.
    let read = critpath_formats::read("release.md", GUIDE);
    let mut diagnostics = read.diagnostics;
    diagnostics.extend(check(read.document.clone(), &CheckOptions::default()).diagnostics);
    sort(&mut diagnostics);

    // Spans are bytes; people count lines and characters.
    let sources = [SourceText::new("release.md", GUIDE)];
    let found = result(&[FileFindings { sources: &sources, diagnostics: &diagnostics, assessment: None }]);
    for finding in found.files.iter().flat_map(|file| &file.diagnostics) {
        let (line, column) = (finding.line.unwrap_or(1), finding.column.unwrap_or(1));
        let severity = finding.severity.as_str();
        println!("{line}:{column}: {severity}: {} [{}]", finding.message, finding.code);
        if let Some(help) = &finding.help {
            println!("    {help}");
        }
    }
    println!("errors: {}, warnings: {}", found.summary.errors, found.summary.warnings);

    // A plan with errors has no dates. The code is the same in every language.
    if let Err(error) = Plan::build(read.document) {
        println!("no dates yet: {}", error.code());
    }
}
