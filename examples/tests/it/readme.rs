//! Runs the examples of the README in every language that is set up. Its Rust is a doctest.

use crate::languages::{file, languages, printed};

/// Fails as an assertion does in other languages.
const NODE_ASSERT: &str = "console.assert = (ok) => { if (!ok) throw new Error('an assertion failed'); };\n";

/// The blocks of code that say they are in this language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let parts = text.split(fence.as_str()).skip(1);
    parts.filter_map(|part| Some(part.split_once("```")?.0.to_owned())).collect()
}

#[test]
fn the_examples_of_the_readme_run() {
    let text = std::fs::read_to_string(file("README.md")).unwrap().replace("\r\n", "\n");
    for (folder, name) in [("python", "python"), ("node", "js")] {
        let blocks = blocks(&text, name);
        assert!(!blocks.is_empty(), "the README has an example in {folder}");
        for language in languages().into_iter().filter(|language| language.folder == folder) {
            for block in &blocks {
                let mut command = language.interpreter();
                match folder {
                    "python" => command.args(["-c", block]),
                    _ => command.args(["--input-type=module", "-e"]).arg(format!("{NODE_ASSERT}{block}")),
                };
                printed(command);
            }
        }
    }
}
