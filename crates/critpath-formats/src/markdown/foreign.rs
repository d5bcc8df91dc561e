//! Finds text that does not belong to a document: leftovers of chats, tool calls, merges and envelopes.

use std::collections::BTreeMap;
use std::ops::Range;

/// A piece of foreign text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foreign {
    /// Its bytes in the source.
    pub source: Range<usize>,
    /// What it begins with: `<thinking>`.
    pub mark: String,
}

/// Elements that only programs write, wherever they stand.
const ELEMENTS: &[&str] = &[
    "thinking",
    "think",
    "thought",
    "thoughts",
    "scratchpad",
    "reasoning",
    "reflection",
    "antthinking",
    "analysis_process",
    "ask_followup_question",
    "attempt_completion",
    "follow_up",
    "read_file",
    "write_to_file",
    "replace_in_file",
    "search_files",
    "list_files",
    "list_code_definition_names",
    "execute_command",
    "apply_diff",
    "insert_content",
    "search_and_replace",
    "use_mcp_tool",
    "access_mcp_resource",
    "browser_action",
    "new_task",
    "switch_mode",
    "fetch_instructions",
    "update_todo_list",
    "plan_mode_respond",
    "environment_details",
    "task_progress",
    "tool_call",
    "tool_calls",
    "tool_use",
    "tool_result",
    "tool_response",
    "function_call",
    "function_calls",
    "function_results",
    "function_response",
    "invoke",
    "system-reminder",
    "system_reminder",
    "system_prompt",
    "user_query",
    "user_message",
    "assistant_response",
    "final_answer",
    "antartifact",
];

/// Elements of HTML that people write into Markdown, each alone on its line.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "address",
    "article",
    "aside",
    "b",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "math",
    "menu",
    "meta",
    "nav",
    "object",
    "ol",
    "option",
    "p",
    "picture",
    "pre",
    "q",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "tt",
    "u",
    "ul",
    "var",
    "video",
];

/// Every piece of foreign text, in order; pieces with only blanks between them are one. O(n log n).
pub fn find(text: &str) -> Vec<Foreign> {
    let scan = Scan::new(text);
    let mut found: Vec<Foreign> = Vec::new();
    let mut past = 0;
    // Values that are never closed must not be searched again and again.
    let mut budget = text.len().saturating_mul(4);
    for mark in &scan.marks {
        if mark.start < past {
            continue;
        }
        let Some(end) = scan.end_of(mark, &mut budget) else { continue };
        past = end;
        match found.last_mut() {
            Some(last) if text[last.source.end..mark.start].trim().is_empty() => last.source.end = end,
            _ => found.push(Foreign {
                source: mark.start..end,
                mark: text[mark.start..mark.end].trim().to_owned(),
            }),
        }
    }
    found
}

/// The text with blanks instead of some of its ranges; all other bytes stay where they are.
pub fn blank<'a>(text: &str, ranges: impl Iterator<Item = &'a Range<usize>>) -> String {
    let mut blanked = String::with_capacity(text.len());
    let mut at = 0;
    for range in ranges {
        blanked.push_str(&text[at..range.start]);
        for c in text[range.clone()].chars() {
            match c {
                '\n' | '\r' => blanked.push(c),
                c => blanked.extend(std::iter::repeat_n(' ', c.len_utf8())),
            }
        }
        at = range.end;
    }
    blanked.push_str(&text[at..]);
    blanked
}

#[derive(Debug)]
struct Mark {
    start: usize,
    end: usize,
    kind: MarkKind,
}

#[derive(Debug, PartialEq)]
enum MarkKind {
    /// `<name …>`, and whether it stands alone on its line.
    Open { name: String, alone: bool },
    /// `</name>`.
    Close { name: String },
    /// `<|im_start|>`.
    Token,
    /// `<<<<<<< SEARCH`, `*** Begin Patch`: up to the line that begins with this.
    Block(&'static str),
    /// `>>>>>>> REPLACE`: nothing but the line.
    Line,
    /// `{"…`: up to the end of the value.
    Json,
}

struct Scan<'a> {
    text: &'a str,
    marks: Vec<Mark>,
    /// Ends of closing tags by name, and ends of lines that close blocks by their first word; rising.
    closers: BTreeMap<String, Vec<(usize, usize)>>,
    /// Where headings begin after a blank line.
    headings: Vec<usize>,
}

const BLOCKS: &[(&str, &str)] =
    &[("<<<<<<<", ">>>>>>>"), ("*** Begin Patch", "*** End Patch"), ("------- SEARCH", "+++++++ REPLACE")];

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Self {
        let mut scan = Scan { text, marks: Vec::new(), closers: BTreeMap::new(), headings: Vec::new() };
        let mut fence: Option<&str> = None;
        let mut after_blank = true;
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim();
            let mark = fence_of(trimmed);
            match (fence, mark) {
                (Some(open), Some(close)) if close.starts_with(open) && trimmed.len() == close.len() => {
                    fence = None
                }
                (Some(_), _) => {}
                (None, Some(open)) => fence = Some(open),
                (None, None) => scan.line(line, start, after_blank),
            }
            after_blank = trimmed.is_empty();
            start += line.len();
        }
        scan
    }

    fn line(&mut self, line: &'a str, start: usize, after_blank: bool) {
        let trimmed = line.trim();
        let end = start + line.trim_end().len();
        if after_blank && trimmed.starts_with('#') {
            self.headings.push(start);
        }
        for &(open, close) in BLOCKS {
            if line.starts_with(open) {
                self.marks.push(Mark { start, end, kind: MarkKind::Block(close) });
                return;
            }
            if line.starts_with(close) {
                self.closers.entry(close.to_owned()).or_default().push((start, end));
                self.marks.push(Mark { start, end, kind: MarkKind::Line });
                return;
            }
        }
        if after_blank && (line.starts_with("{\"") || line.starts_with("[{\"")) {
            self.marks.push(Mark { start, end: start + 2, kind: MarkKind::Json });
            return;
        }
        self.tags(line, start, trimmed);
    }

    fn tags(&mut self, line: &'a str, start: usize, trimmed: &str) {
        let mut ticks = 0;
        let mut at = 0;
        while let Some(step) = line[at..].find(['<', '`']) {
            at += step;
            if line.as_bytes()[at] == b'`' {
                ticks += 1;
                at += 1;
                continue;
            }
            let Some((name, closing, len)) = tag(&line[at..]) else {
                at += 1;
                continue;
            };
            // Inside code marks it is an example.
            if ticks % 2 == 0 {
                let (start, end) = (start + at, start + at + len);
                let kind = if name.starts_with('|') {
                    MarkKind::Token
                } else if closing {
                    self.closers.entry(name.clone()).or_default().push((start, end));
                    MarkKind::Close { name }
                } else {
                    MarkKind::Open { name, alone: trimmed.len() == len }
                };
                self.marks.push(Mark { start, end, kind });
            }
            at += len;
        }
    }

    /// Where the foreign text that a mark begins ends; nothing if it begins none.
    fn end_of(&self, mark: &Mark, budget: &mut usize) -> Option<usize> {
        match &mark.kind {
            MarkKind::Open { name, alone } => {
                let known = is_program_element(name);
                let odd = *alone && !HTML.contains(&name.as_str());
                match self.closer(name, mark.end) {
                    Some(end) if known || odd => Some(end),
                    None if known => Some(self.end_of_text(mark.end)),
                    _ => None,
                }
            }
            MarkKind::Close { name } => is_program_element(name).then_some(mark.end),
            MarkKind::Token => Some(mark.end),
            MarkKind::Block(close) => Some(self.closer(close, mark.end).unwrap_or(mark.end)),
            MarkKind::Line => Some(mark.end),
            MarkKind::Json => json_end(&self.text[mark.start..], budget).map(|len| mark.start + len),
        }
    }

    fn closer(&self, name: &str, from: usize) -> Option<usize> {
        let ends = self.closers.get(name)?;
        ends.get(ends.partition_point(|(start, _)| *start < from)).map(|(_, end)| *end)
    }

    /// Text that is never closed ends before the next heading, or with the document.
    fn end_of_text(&self, from: usize) -> usize {
        let next = self.headings.get(self.headings.partition_point(|start| *start < from));
        next.copied().unwrap_or(self.text.trim_end().len()).max(from)
    }
}

fn is_program_element(name: &str) -> bool {
    ELEMENTS.contains(&name) || name.starts_with("antml:")
}

/// The marks of a code fence that a line begins with.
fn fence_of(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let len = line.bytes().take_while(|b| *b == mark as u8).count();
    let info = &line[len..];
    (len >= 3 && !(mark == '`' && info.contains('`'))).then(|| &line[..len])
}

/// The tag at the beginning of a text: its name in lower case, whether it closes, and its length.
fn tag(text: &str) -> Option<(String, bool, usize)> {
    let rest = text.strip_prefix('<')?;
    if let Some(token) = rest.strip_prefix('|') {
        let len = token.find("|>").filter(|len| (1..=40).contains(len))?;
        let named = token[..len].bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
        return named.then(|| (format!("|{}", &token[..len]), false, len + 4));
    }
    let (closing, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let name_len =
        rest.bytes().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b':')).count();
    let (name, rest) = rest.split_at(name_len);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || name.len() > 60 {
        return None;
    }
    let attributes = rest.find(['>', '<', '\n'])?;
    let spaced = attributes == 0 || rest.starts_with([' ', '/']);
    if !rest[attributes..].starts_with('>') || !spaced || attributes > 400 {
        return None;
    }
    Some((name.to_ascii_lowercase(), closing, text.len() - rest.len() + attributes + 1))
}

/// The length of the JSON value that a text begins with, if it is closed.
fn json_end(text: &str, budget: &mut usize) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    for (at, byte) in text.bytes().enumerate() {
        *budget = budget.checked_sub(1)?;
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        find(text).into_iter().map(|foreign| &text[foreign.source]).collect()
    }

    #[test]
    fn cuts_in_the_middle_of_a_line() {
        let text = "### Metrics<thinking>\nhm\n</thinking>\n\n<ask_followup_question>\n<question>\n?\n</question>\n</ask_followup_question>\n\n## Next\n";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].mark, "<thinking>");
        assert!(text[found[0].source.clone()].ends_with("</ask_followup_question>"));
        let blanked = blank(text, found.iter().map(|f| &f.source));
        assert_eq!(blanked.len(), text.len());
        assert!(blanked.starts_with("### Metrics   ") && blanked.ends_with("\n\n## Next\n"));
    }

    #[test]
    fn knows_marks_of_tools_and_merges() {
        assert_eq!(
            cut("a\n<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE\nb"),
            ["<<<<<<< SEARCH\nx\n=======\ny\n>>>>>>> REPLACE"]
        );
        assert_eq!(cut("a\n>>>>>>> main\nb"), [">>>>>>> main"]);
        assert_eq!(cut("a\n\n{\"role\": \"x }\"}\n\nb"), ["{\"role\": \"x }\"}"]);
        assert_eq!(cut("a <|im_end|> b"), ["<|im_end|>"]);
        assert_eq!(cut("a\n<file_content>\nb\n</file_content>\nc"), ["<file_content>\nb\n</file_content>"]);
        assert_eq!(cut("a <thinking> b\n\n# Next\n"), ["<thinking> b\n\n"]);
        assert_eq!(cut("a\n</thinking>\nb"), ["</thinking>"]);
    }

    #[test]
    fn leaves_documents_alone() {
        for text in [
            "test_<module_name>.py\n",
            "<details>\n<summary>More</summary>\n\n- a\n\n</details>\n",
            "`<thinking>` is a tag\n",
            "```xml\n<thinking>\n```\n",
            "# Plan {start=2026-12-07}\n- a {#x}\n",
            "a < b > c\n<module>\n",
            "Title\n=======\n",
        ] {
            assert_eq!(cut(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn many_unclosed_marks_are_linear() {
        let text = "\n# h\n<thinking>\n{\"a\n".repeat(20_000);
        assert!(!find(&text).is_empty());
    }
}
