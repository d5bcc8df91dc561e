//! JSON text into a tree of values with their places. What breaks the grammar is reported, the rest is read.
//!
//! The tokens come from `jsonc-parser`; the tree is built here without recursion, so that neither deep nesting
//! nor a broken bracket costs more than itself. Comments and trailing commas are accepted with a warning.
//! Linear in the length of the text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::Span;
use critpath::model::tree::{Entry, Kind, Node};
use jsonc_parser::Scanner;
use jsonc_parser::ScannerOptions;
use jsonc_parser::tokens::Token;

/// Texts longer than this are not read: every value of the tree takes tens of bytes.
pub const LONGEST_TEXT: usize = 64 << 20;

/// Lists and objects inside each other beyond this are not read.
pub const DEEPEST_NESTING: usize = 128;

/// After so many breaches of the grammar the text is taken for something else, and reading stops.
const MOST_BREACHES: usize = 50;

const BYTE_ORDER_MARK: char = '\u{feff}';

/// What a text was parsed into.
pub(crate) struct Parsed<'a> {
    /// The value, however partial. `None` when the text states none.
    pub root: Option<Node<'a>>,
    /// What broke the grammar.
    pub diagnostics: Vec<Diagnostic>,
}

/// Parses the text of the source with this index.
pub(crate) fn parse(text: &str, source: u32) -> Parsed<'_> {
    if text.len() > LONGEST_TEXT {
        let message = format!("the text has {} bytes, more than {LONGEST_TEXT}", text.len());
        let span = Span::in_source(source, 0, 0);
        return Parsed {
            root: None,
            diagnostics: vec![Diagnostic::new(Code::TextTooLarge, message).at(span)],
        };
    }
    let mut builder = Builder::new(text, source);
    builder.run();
    builder.finish()
}

/// A list or object that is not closed yet.
struct Open<'a> {
    start: usize,
    inside: Inside<'a>,
    /// Whether a value may come: at the beginning and after a comma.
    separated: bool,
    /// Where the last comma stands, while nothing came after it.
    comma: Option<Span>,
}

enum Inside<'a> {
    List(Vec<Node<'a>>),
    Object { entries: Vec<Entry<'a>>, key: Option<Key<'a>> },
}

struct Key<'a> {
    text: Cow<'a, str>,
    span: Span,
    colon: bool,
}

struct Builder<'a> {
    text: &'a str,
    source: u32,
    scanner: Scanner<'a>,
    /// Where the scanner's text begins in the whole text; it is restarted after what it cannot read.
    base: usize,
    open: Vec<Open<'a>>,
    root: Option<Node<'a>>,
    breaches: usize,
    comment: Option<Span>,
    trailing_comma: Option<Span>,
    diagnostics: Vec<Diagnostic>,
    stopped: bool,
}

fn scanner(text: &str) -> Scanner<'_> {
    let options = ScannerOptions {
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        // Python writes them.
        allow_non_finite_numbers: true,
        allow_extended_string_escapes: false,
    };
    Scanner::new(text, &options)
}

impl<'a> Builder<'a> {
    fn new(text: &'a str, source: u32) -> Self {
        let base = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
        Builder {
            text,
            source,
            scanner: scanner(&text[base..]),
            base,
            open: Vec::new(),
            root: None,
            breaches: 0,
            comment: None,
            trailing_comma: None,
            diagnostics: Vec::new(),
            stopped: false,
        }
    }

    fn run(&mut self) {
        while !self.stopped {
            match self.scanner.scan() {
                Ok(Some(token)) => self.token(token),
                Ok(None) => break,
                Err(error) => {
                    let what = error.kind().to_string();
                    self.recover(&what);
                }
            }
        }
    }

    fn finish(mut self) -> Parsed<'a> {
        if let (Some(innermost), false) = (self.open.last(), self.stopped) {
            let (what, start) = (innermost.name(), innermost.start);
            let end = self.text.len();
            let diagnostic =
                Diagnostic::new(Code::JsonSyntax, format!("the text ends before {what} is closed"))
                    .at(self.span(end, end))
                    .label(self.span(start, start + 1), "it begins here");
            self.diagnostics.push(diagnostic);
        }
        while !self.open.is_empty() {
            self.close(self.text.len());
        }
        self.report_leniencies();
        Parsed { root: self.root, diagnostics: self.diagnostics }
    }

    fn report_leniencies(&mut self) {
        for (what, span) in [("comments", self.comment), ("trailing commas", self.trailing_comma)] {
            if let Some(span) = span {
                let mut diagnostic = Diagnostic::new(
                    Code::JsonSyntax,
                    format!(
                        "{what} are not part of JSON; they are read over here, other programs may refuse them"
                    ),
                );
                diagnostic.severity = Severity::Warning;
                self.diagnostics.push(diagnostic.at(span));
            }
        }
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::in_source(self.source, start, end)
    }

    /// The place of the token just scanned.
    fn here(&self) -> (usize, usize) {
        (self.base + self.scanner.token_start(), self.base + self.scanner.token_end())
    }

    fn breach(&mut self, span: Span, message: impl Into<String>) {
        self.breaches += 1;
        self.diagnostics.push(Diagnostic::new(Code::JsonSyntax, message).at(span));
        if self.breaches == MOST_BREACHES {
            let message = format!("after {MOST_BREACHES} errors the rest of the text is not read");
            self.diagnostics.push(Diagnostic::new(Code::JsonSyntax, message).at(span));
            self.stopped = true;
        }
    }

    fn restart(&mut self, at: usize) {
        self.base = at;
        self.scanner = scanner(&self.text[at..]);
    }

    fn token(&mut self, token: Token<'a>) {
        let (start, end) = self.here();
        let span = self.span(start, end);
        match token {
            Token::CommentLine(_) | Token::CommentBlock(_) => {
                self.comment.get_or_insert(span);
            }
            Token::Word(text) if self.open.is_empty() && self.root.is_none() => {
                self.breach(span, format!("the text is not JSON: it begins with `{text}`"));
                self.stopped = true;
            }
            _ if self.open.is_empty() && self.root.is_some() => {
                self.breach(span, "the document ended before this; the rest of the text is not read");
                self.stopped = true;
            }
            Token::OpenBrace => {
                self.begin(start, Inside::Object { entries: Vec::new(), key: None });
            }
            Token::OpenBracket => self.begin(start, Inside::List(Vec::new())),
            Token::CloseBrace | Token::CloseBracket => self.end(&token, span),
            Token::Comma => self.comma(span),
            Token::Colon => self.colon(span),
            Token::String(text) => self.string(text, span),
            Token::Boolean(value) => self.value(Node { span, kind: Kind::Bool(value) }),
            Token::Null => self.value(Node { span, kind: Kind::Null }),
            Token::Number(text) if text.ends_with(|c: char| c.is_ascii_digit()) => {
                self.value(Node { span, kind: Kind::Number(text) });
            }
            Token::Number(text) => {
                let message = format!("`{text}` is not a number that JSON knows; it is kept as text");
                self.diagnostics.push(Diagnostic::new(Code::NumberInvalid, message).at(span));
                self.value(Node { span, kind: Kind::Text(text.into()) });
            }
            Token::Word(text) => self.word(text, span),
        }
    }

    /// A text. One that holds a line break is most likely not closed: it ends with its line.
    fn string(&mut self, text: Cow<'a, str>, span: Span) {
        let raw = &self.text[span.range()];
        let Some(line) = raw.find(['\n', '\r']) else { return self.name_or_text(text, span) };
        let (start, end) = (span.range().start, span.range().start + line);
        let span = self.span(start, end);
        self.breach(span, "a text is not closed before the end of its line");
        let written = self.text[start + 1..end].trim_end().trim_end_matches(',');
        self.name_or_text(written.into(), span);
        self.restart(end);
    }

    /// A word without quotes is taken as the text it most likely is.
    fn word(&mut self, text: &'a str, span: Span) {
        self.breach(span, format!("`{text}` stands without quotes"));
        self.name_or_text(text.into(), span);
    }

    fn name_or_text(&mut self, text: Cow<'a, str>, span: Span) {
        if let Some(Open { inside: Inside::Object { key: key @ None, .. }, separated, comma, .. }) =
            self.open.last_mut()
        {
            *key = Some(Key { text, span, colon: false });
            *comma = None;
            if !std::mem::replace(separated, false) {
                self.breach(span, "a comma is missing before this name");
            }
            return;
        }
        self.value(Node { span, kind: Kind::Text(text) });
    }

    /// Reads over what the scanner cannot read: a text with a wrong escape, or letters that are no token.
    fn recover(&mut self, what: &str) {
        let start = self.base + self.scanner.token_start();
        let rest = &self.text[start..];
        if rest.starts_with("/*") {
            self.breach(self.span(start, start + 2), "a comment is not closed");
            self.stopped = true;
            return;
        }
        let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (end, content) = match quote {
            Some(quote) => {
                let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
                let closing = closing_quote(&rest[1..line], quote);
                (closing.map_or(line, |at| at + 2), 1..closing.map_or(line, |at| at + 1))
            }
            None => {
                let first = rest.chars().next().map_or(1, char::len_utf8);
                let delimiter = |c: char| c.is_whitespace() || ",:[]{}\"".contains(c);
                let end = rest[first.min(rest.len())..].find(delimiter).map_or(rest.len(), |at| at + first);
                (end, 0..end)
            }
        };
        let span = self.span(start, start + end);
        if self.open.is_empty() {
            let after = "the document ended before this; the rest of the text is not read";
            self.breach(span, if self.root.is_some() { after } else { "the text is not JSON" });
            self.stopped = true;
            return;
        }
        let mut what = what.to_owned();
        if let Some(first) = what.get_mut(..1) {
            first.make_ascii_lowercase();
        }
        self.breach(span, format!("this cannot be read: {what}"));
        if let Some(content) = rest.get(content) {
            self.name_or_text(content.into(), span);
        }
        self.restart(start + end);
    }

    fn begin(&mut self, start: usize, inside: Inside<'a>) {
        if self.open.len() == DEEPEST_NESTING {
            let message =
                format!("lists and objects are nested deeper than {DEEPEST_NESTING}; the rest is not read");
            let span = self.span(start, start + 1);
            self.diagnostics.push(Diagnostic::new(Code::TextTooLarge, message).at(span));
            self.stopped = true;
            return;
        }
        if !self.expect_value(self.span(start, start + 1)) {
            return;
        }
        self.open.push(Open { start, inside, separated: true, comma: None });
    }

    fn value(&mut self, node: Node<'a>) {
        if self.expect_value(node.span) {
            self.place(node);
        }
    }

    /// Checks that a value may stand here and reports what is missing before it. `false` when there is no place.
    fn expect_value(&mut self, span: Span) -> bool {
        let missing = match self.open.last_mut() {
            None => None,
            Some(Open { inside: Inside::Object { key: None, .. }, .. }) => {
                self.breach(span, "a value without a name stands in an object; it is left out");
                return false;
            }
            Some(Open { inside: Inside::Object { key: Some(key), .. }, .. }) => {
                (!std::mem::replace(&mut key.colon, true)).then_some("a colon is missing before this value")
            }
            Some(open) => {
                open.comma = None;
                (!std::mem::replace(&mut open.separated, false))
                    .then_some("a comma is missing before this value")
            }
        };
        if let Some(missing) = missing {
            self.breach(span, missing);
        }
        true
    }

    fn place(&mut self, node: Node<'a>) {
        match self.open.last_mut().map(|open| &mut open.inside) {
            None => self.root = Some(node),
            Some(Inside::List(elements)) => elements.push(node),
            Some(Inside::Object { entries, key }) => {
                if let Some(key) = key.take() {
                    entries.push(Entry { key: key.text, key_span: key.span, value: node });
                }
            }
        }
    }

    fn comma(&mut self, span: Span) {
        self.end_pair(span);
        let Some(open) = self.open.last_mut() else {
            return self.breach(span, "a comma stands outside of any list or object");
        };
        open.comma = Some(span);
        if std::mem::replace(&mut open.separated, true) {
            self.breach(span, "a comma stands where a value should");
        }
    }

    fn colon(&mut self, span: Span) {
        match self.open.last_mut() {
            Some(Open { inside: Inside::Object { key: Some(key), .. }, .. }) if !key.colon => {
                key.colon = true
            }
            _ => self.breach(span, "a colon stands where none belongs"),
        }
    }

    /// Gives a name without a value the value null.
    fn end_pair(&mut self, before: Span) {
        if let Some(Open { inside: Inside::Object { key: Some(key), .. }, .. }) = self.open.last() {
            let (span, name) = (key.span, key.text.clone());
            self.breach(span, format!("`{name}` has no value"));
            let start = before.range().start;
            self.place(Node { span: self.span(start, start), kind: Kind::Null });
        }
    }

    /// A closing bracket. One that does not fit closes what it fits, if anything.
    fn end(&mut self, token: &Token<'_>, span: Span) {
        let fits = |open: &Open<'_>| {
            matches!(
                (&open.inside, token),
                (Inside::List(_), Token::CloseBracket) | (Inside::Object { .. }, Token::CloseBrace)
            )
        };
        let Some(depth) = self.open.iter().rposition(fits) else {
            return self.breach(span, format!("`{}` closes nothing", token.as_str()));
        };
        while self.open.len() > depth + 1 {
            if let Some(open) = self.open.last() {
                let message = format!("{} is not closed before `{}`", open.name(), token.as_str());
                let start = self.span(open.start, open.start + 1);
                self.breach(start, message);
            }
            self.close(span.range().start);
        }
        self.end_pair(span);
        if let Some(comma) = self.open.last().and_then(|open| open.comma) {
            self.trailing_comma.get_or_insert(comma);
        }
        self.close(span.range().end);
    }

    /// Closes the innermost list or object at `end` and places it.
    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let kind = match open.inside {
            Inside::List(elements) => Kind::List(elements),
            Inside::Object { mut entries, key } => {
                if let Some(key) = key {
                    let value = Node { span: self.span(end, end), kind: Kind::Null };
                    entries.push(Entry { key: key.text, key_span: key.span, value });
                }
                Kind::Object(self.without_duplicates(entries))
            }
        };
        let span = self.span(open.start, end);
        self.place(Node { span, kind });
    }

    /// Of several values of one name the last counts, as for every common reader of JSON.
    fn without_duplicates(&mut self, entries: Vec<Entry<'a>>) -> Vec<Entry<'a>> {
        let last: BTreeMap<&str, usize> =
            entries.iter().enumerate().map(|(index, entry)| (entry.key.as_ref(), index)).collect();
        if last.len() == entries.len() {
            return entries;
        }
        let keep: Vec<bool> = entries
            .iter()
            .enumerate()
            .map(|(index, entry)| last.get(entry.key.as_ref()) == Some(&index))
            .collect();
        for (entry, _) in entries.iter().zip(&keep).filter(|(_, keep)| !**keep) {
            let counts = last.get(entry.key.as_ref()).and_then(|index| entries.get(*index));
            let message = format!("`{}` stands twice in one object; the last value counts", entry.key);
            self.diagnostics.push(
                Diagnostic::new(Code::JsonDuplicateKey, message)
                    .at(entry.key_span)
                    .label(counts.map(|entry| entry.key_span), "this one counts"),
            );
        }
        entries.into_iter().zip(keep).filter_map(|(entry, keep)| keep.then_some(entry)).collect()
    }
}

impl Open<'_> {
    fn name(&self) -> &'static str {
        match self.inside {
            Inside::List(_) => "a list",
            Inside::Object { .. } => "an object",
        }
    }
}

/// Where the quote is that ends a text, past quotes that a backslash takes away.
fn closing_quote(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        if c == quote && !escaped {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
        None
    })
}
