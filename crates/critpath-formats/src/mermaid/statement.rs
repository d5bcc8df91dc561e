//! The lines of a Mermaid gantt chart into its statements.

use std::ops::Range;

/// A statement of a chart, with the bytes of its content in the code.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Statement {
    Title(Range<usize>),
    DateFormat(Range<usize>),
    Excludes(Range<usize>),
    /// End dates count as the last day, not as the midnight that ends it.
    InclusiveEndDates,
    Section(Range<usize>),
    Task {
        line: Range<usize>,
        name: Range<usize>,
        data: Range<usize>,
    },
    /// A line that is none of them.
    Unknown(Range<usize>),
}

/// Statements that only say how the chart looks.
const APPEARANCE: &[&str] = &[
    "gantt",
    "axisformat",
    "tickinterval",
    "todaymarker",
    "topaxis",
    "weekday",
    "weekend",
    "includes",
    "displaymode",
    "click",
    "acctitle",
    "accdescr",
    "accdescription",
];

/// Whether a Mermaid block is a gantt chart. O(lines before its first statement).
pub fn is_gantt(code: &str) -> bool {
    Lines::new(code).next().is_some_and(|range| keyword(&code[range]).0 == "gantt")
}

/// The statements of a chart, without comments, directives and front matter. O(length).
pub(super) fn statements(code: &str) -> impl Iterator<Item = Statement> + '_ {
    Lines::new(code).filter_map(move |range| statement(code, range))
}

fn statement(code: &str, line: Range<usize>) -> Option<Statement> {
    let text = &code[line.clone()];
    let (word, content) = keyword(text);
    let content = line.start + content..line.end;
    match word.as_str() {
        "title" => return Some(Statement::Title(content)),
        "dateformat" => return Some(Statement::DateFormat(content)),
        "excludes" => return Some(Statement::Excludes(content)),
        "section" => return Some(Statement::Section(content)),
        "inclusiveenddates" => return Some(Statement::InclusiveEndDates),
        word if APPEARANCE.contains(&word) => return None,
        _ => {}
    }
    let Some(colon) = text.find(':') else { return Some(Statement::Unknown(line)) };
    let data = &text[colon + 1..];
    let data_end = data.find(['#', ';']).unwrap_or(data.len());
    let name = trimmed(code, line.start..line.start + colon);
    let data = trimmed(code, line.start + colon + 1..line.start + colon + 1 + data_end);
    Some(Statement::Task { line, name, data })
}

/// The first word in small letters, and where what follows it begins.
fn keyword(text: &str) -> (String, usize) {
    let end = text.find(|c: char| c.is_whitespace() || c == ':').unwrap_or(text.len());
    let content = text.len() - text[end..].trim_start_matches([' ', '\t', ':']).len();
    // No keyword is longer; a hostile line is not copied.
    let word = text[..end].get(..end.min(20)).filter(|word| word.len() == end).unwrap_or_default();
    let is_task = text[end..].trim_start().starts_with(':') && !word.to_ascii_lowercase().starts_with("acc");
    (if is_task { String::new() } else { word.to_ascii_lowercase() }, content)
}

pub(super) fn trimmed(code: &str, range: Range<usize>) -> Range<usize> {
    let text = &code[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..start + text.trim().len()
}

/// The trimmed lines that hold statements.
struct Lines<'a> {
    code: &'a str,
    at: usize,
    first: bool,
}

impl<'a> Lines<'a> {
    fn new(code: &'a str) -> Self {
        Lines { code, at: 0, first: true }
    }

    fn raw(&mut self) -> Option<Range<usize>> {
        if self.at >= self.code.len() {
            return None;
        }
        let end = self.code[self.at..].find('\n').map_or(self.code.len(), |length| self.at + length);
        let range = trimmed(self.code, self.at..end);
        self.at = end + 1;
        Some(range)
    }

    /// Skips lines up to and including the one that holds `end`.
    fn skip_to(&mut self, end: &str) {
        while let Some(line) = self.raw() {
            if self.code[line].contains(end) {
                return;
            }
        }
    }
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let range = self.raw()?;
            let text = &self.code[range.clone()];
            if text.is_empty() {
                continue;
            }
            let first = std::mem::replace(&mut self.first, false);
            if first && text == "---" {
                self.skip_to("---");
                self.first = true;
            } else if text.starts_with("%%{") && !text.contains("}%%") {
                self.skip_to("}%%");
                self.first = first;
            } else if text.starts_with("%%") {
                self.first = first;
            } else if text.to_ascii_lowercase().starts_with("accdescr") && text.ends_with('{') {
                self.skip_to("}");
            } else {
                return Some(range);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_statements() {
        let code = "---\ntitle: front\n---\n%%{init: {\n 'theme': 'base' }}%%\ngantt\n  title A chart\n dateFormat  X\n\
                    %% note\n axisFormat %s\n section Build: all\n A task :crit, a1, 3d # note\n Title:x, 1d\n junk\n";
        let shown: Vec<String> = statements(code)
            .map(|statement| match statement {
                Statement::Title(r) => format!("title {}", &code[r]),
                Statement::DateFormat(r) => format!("format {}", &code[r]),
                Statement::Section(r) => format!("section {}", &code[r]),
                Statement::Task { name, data, .. } => format!("task {}|{}", &code[name], &code[data]),
                Statement::Unknown(r) => format!("unknown {}", &code[r]),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(
            shown,
            [
                "title A chart",
                "format X",
                "section Build: all",
                "task A task|crit, a1, 3d",
                "task Title|x, 1d",
                "unknown junk"
            ]
        );
        assert!(
            is_gantt(code) && is_gantt("%% c\ngantt\n") && !is_gantt("flowchart LR\n gantt") && !is_gantt("")
        );
    }
}
