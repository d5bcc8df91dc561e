//! Prints the findings about a guide, each with its line: what an editor does on every keystroke.
//!
//! `cargo run -p examples --example check_a_guide`

use critpath::check::{CheckOptions, check};
use critpath::diagnostic::SourceText;

const GUIDE: &str = "\
# Release 1.4 {start=2026-12-07}

- Build the package {#build 2h}
- Test it {#test after=biuld}
";

fn main() {
    let source = SourceText::new("release.md", GUIDE);
    let read = critpath_formats::read("release.md", GUIDE);
    let checked = check(read.document, &CheckOptions::default());
    for finding in read.diagnostics.iter().chain(&checked.diagnostics) {
        let line = finding.span.map_or(1, |span| source.position(span.start).line);
        println!("{}:{line}: {} [{}]", source.name, finding.message, finding.code);
        if let Some(help) = &finding.help {
            println!("    {help}");
        }
    }
}
