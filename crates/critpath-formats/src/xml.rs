//! XML text into its elements, in one list, without copying: what readers of XML formats ask.
//!
//! Document types are refused, so that no entity but the five of XML itself is ever expanded. Nothing recurses: depth
//! costs nothing.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// Bytes of a text that is still read: places are counted in 32 bits.
const LONGEST_TEXT: usize = 1 << 30;

/// The elements of a text, each before those inside it.
#[derive(Debug, Default)]
pub(crate) struct Tree<'a> {
    text: &'a str,
    elements: Vec<Element>,
    names: Names<'a>,
    /// Whether a name has a prefix.
    is_prefixed: bool,
}

#[derive(Debug)]
struct Element {
    /// Position of its name in the list of names.
    name: u32,
    /// First byte of its tag.
    start: u32,
    /// What is between its tags.
    inside: (u32, u32),
    /// One past its last byte.
    end: u32,
    /// One past the last element inside it.
    next: u32,
}

/// One element of a tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Node<'t, 'a> {
    tree: &'t Tree<'a>,
    at: usize,
}

/// Parses a text as far as it goes; what stops it is told. Linear in the length of the text.
pub(crate) fn parse(text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let mut tree = Tree { text, ..Tree::default() };
    if text.len() > LONGEST_TEXT {
        let message = format!("the text has {} bytes, more than {LONGEST_TEXT}", text.len());
        return (tree, vec![Diagnostic::new(Code::TextTooLarge, message).at(Span::new(0, 0))]);
    }
    // Most elements of such files are a short line each; room that is never written to costs nothing.
    tree.elements.reserve(text.len() / 24);
    let mut open = Vec::new();
    let mut diagnostics = Vec::new();
    let end = match elements(&mut tree, &mut open) {
        Ok(()) => text.len(),
        Err((diagnostic, at)) => {
            diagnostics.push(*diagnostic);
            at
        }
    };
    let next = tree.elements.len() as u32;
    for at in open {
        tree.elements[at].inside.1 = end as u32;
        tree.elements[at].end = end as u32;
        tree.elements[at].next = next;
    }
    (tree, diagnostics)
}

type Stop = (Box<Diagnostic>, usize);

fn elements(tree: &mut Tree<'_>, open: &mut Vec<usize>) -> Result<(), Stop> {
    let Tree { text, elements, names, is_prefixed } = tree;
    // The parser does not count a byte order mark among its positions.
    let behind_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - behind_mark.len();
    let mut reader = Reader::from_str(behind_mark);
    loop {
        let start = mark + reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| stop(&error, start))?;
        let end = mark + reader.buffer_position() as usize;
        match event {
            Event::Start(tag) | Event::Empty(tag) => {
                // Behind the `<`.
                let full_name =
                    text.get(start + 1..start + 1 + tag.name().as_ref().len()).unwrap_or_default();
                let name = full_name.rsplit_once(':').map_or(full_name, |(_, local)| local);
                *is_prefixed |= name.len() < full_name.len();
                let is_empty = text[start..end].ends_with("/>");
                let inside = (end as u32, end as u32);
                let next = elements.len() as u32 + 1;
                if !is_empty {
                    open.push(elements.len());
                }
                let name = names.position(name);
                elements.push(Element { name, start: start as u32, inside, end: end as u32, next });
            }
            Event::End(_) => {
                // The parser has checked that tags match.
                if let Some(at) = open.pop() {
                    elements[at].inside.1 = start as u32;
                    elements[at].end = end as u32;
                    elements[at].next = elements.len() as u32;
                }
            }
            Event::DocType(_) => return Err(document_type(start, end)),
            Event::Eof if open.is_empty() => return Ok(()),
            Event::Eof => {
                let innermost = open.last().map(|at| &elements[*at]);
                let name = innermost.map_or("", |element| names.list[element.name as usize]);
                return Err(unfinished(text, name, innermost.map_or(0, |element| element.start as usize)));
            }
            _ => {}
        }
    }
}

fn stop(error: &quick_xml::Error, at: usize) -> Stop {
    let diagnostic = Diagnostic::new(Code::XmlSyntax, format!("the XML breaks off here: {error}"))
        .at(Span::new(at, at))
        .help("export the file again; what stands before this place was read");
    (Box::new(diagnostic), at)
}

fn document_type(start: usize, end: usize) -> Stop {
    let diagnostic = Diagnostic::new(Code::XmlEntities, "the file declares a document type")
        .at(Span::new(start, end))
        .help("remove the declaration: entities that a file defines itself are never expanded");
    (Box::new(diagnostic), start)
}

/// `name` and `start` are those of the innermost element that is open.
fn unfinished(text: &str, name: &str, start: usize) -> Stop {
    let diagnostic = Diagnostic::new(Code::XmlSyntax, format!("the file ends inside `{name}`"))
        .at(Span::new(start, start))
        .help("it was cut off; what is there was read");
    (Box::new(diagnostic), text.len())
}

/// The distinct names of a text.
#[derive(Debug, Default)]
struct Names<'a> {
    list: Vec<&'a str>,
    positions: BTreeMap<&'a str, u32>,
    /// Positions of names found before, by what a few of their bytes come to: most names come again and again.
    recent: Vec<u32>,
}

const RECENT_BITS: u32 = 10;

impl<'a> Names<'a> {
    /// The position of a name, which is added if it is new. O(1) mostly, else O(log names).
    fn position(&mut self, name: &'a str) -> u32 {
        if self.recent.is_empty() {
            self.recent = vec![0; 1 << RECENT_BITS];
        }
        let recent = &mut self.recent[slot(name.as_bytes())];
        if self.list.get(*recent as usize) == Some(&name) {
            return *recent;
        }
        let list = &mut self.list;
        *recent = *self.positions.entry(name).or_insert_with(|| {
            list.push(name);
            list.len() as u32 - 1
        });
        *recent
    }
}

/// Where a name is looked for first: by its length, its first and its last bytes.
fn slot(name: &[u8]) -> usize {
    let word = |bytes: &[u8]| bytes.iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
    let first = name.first_chunk::<8>().map_or_else(|| word(name), |first| u64::from_le_bytes(*first));
    let last = name.last_chunk::<8>().map_or(0, |last| u64::from_le_bytes(*last));
    let mixed = (first ^ last.rotate_left(29) ^ name.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - RECENT_BITS)) as usize
}

impl<'a> Tree<'a> {
    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Node<'_, 'a>> {
        (!self.elements.is_empty()).then_some(Node { tree: self, at: 0 })
    }
}

impl<'t, 'a> Node<'t, 'a> {
    fn element(self) -> &'t Element {
        &self.tree.elements[self.at]
    }

    /// Its name, without a prefix.
    pub(crate) fn name(self) -> &'a str {
        self.tree.names.list[self.element().name as usize]
    }

    /// The distinct names of the whole text.
    pub(crate) fn names(self) -> &'t [&'a str] {
        &self.tree.names.list
    }

    /// Position of its name among [`Node::names`].
    pub(crate) fn name_position(self) -> usize {
        self.element().name as usize
    }

    /// The elements directly inside it.
    pub(crate) fn children(self) -> impl Iterator<Item = Node<'t, 'a>> {
        let end = self.element().next as usize;
        let first = Some(self.at + 1).filter(|at| *at < end);
        let next = move |at: &usize| Some(self.tree.elements[*at].next as usize).filter(|at| *at < end);
        std::iter::successors(first, next).map(move |at| Node { tree: self.tree, at })
    }

    /// The first element of this name directly inside it.
    pub(crate) fn child(self, name: &str) -> Option<Node<'t, 'a>> {
        self.children().find(|child| child.name() == name)
    }

    /// The elements of a name in a list of its own: `Tasks` holds each `Task`.
    pub(crate) fn list(self, list: &str, item: &'static str) -> impl Iterator<Item = Node<'t, 'a>> {
        let lists = self.child(list);
        lists.into_iter().flat_map(Node::children).filter(move |child| child.name() == item)
    }

    /// Whether it holds elements.
    pub(crate) fn has_children(self) -> bool {
        self.element().next as usize > self.at + 1
    }

    /// Its text, trimmed; empty where it holds elements.
    pub(crate) fn text(self) -> Cow<'a, str> {
        if self.has_children() {
            return Cow::Borrowed("");
        }
        let inside = self.range();
        let raw = self.tree.text[inside].trim();
        if !raw.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'\r')) {
            return Cow::Borrowed(raw);
        }
        // Line breaks are those of the text, not those that references stand for.
        match raw.contains('\r') {
            true => Cow::Owned(decoded(&raw.replace("\r\n", "\n").replace('\r', "\n"))),
            false => Cow::Owned(decoded(raw)),
        }
    }

    /// Where its text stands.
    pub(crate) fn range(self) -> Range<usize> {
        let (start, end) = self.element().inside;
        start as usize..(end as usize).max(start as usize)
    }

    /// Where its text stands, as a place of a source.
    pub(crate) fn span(self) -> Span {
        let inside = self.range();
        let raw = &self.tree.text[inside.clone()];
        let start = inside.start + raw.len() - raw.trim_start().len();
        Span::new(start, start + raw.trim().len())
    }

    /// Where all of it stands, tags included.
    pub(crate) fn whole(self) -> Span {
        Span::new(self.element().start as usize, self.element().end as usize)
    }

    /// All of it as it stands, tags included; without prefixes, which mean nothing elsewhere.
    pub(crate) fn source(self) -> Cow<'a, str> {
        let Element { start, end, .. } = self.element();
        match self.tree.is_prefixed {
            true => Cow::Owned(self.plain()),
            false => Cow::Borrowed(&self.tree.text[*start as usize..*end as usize]),
        }
    }

    /// All of it, without prefixes and attributes if a tag in it may have one that another text does not declare.
    pub(crate) fn declared_source(self) -> Cow<'a, str> {
        let inside = &self.tree.elements[self.at..self.element().next as usize];
        let tag = |element: &Element| &self.tree.text[element.start as usize..element.inside.0 as usize];
        if inside.iter().any(|element| tag(element).contains(':')) {
            self.plain().into()
        } else {
            self.source()
        }
    }

    /// All of it without prefixes and attributes.
    fn plain(self) -> String {
        let mut out = String::new();
        let mut open: Vec<&Element> = Vec::new();
        let name = |element: &Element| self.tree.names.list[element.name as usize];
        let inside = &self.tree.elements[self.at..self.element().next as usize];
        for (at, element) in (self.at..).zip(inside) {
            while let Some(done) = open.pop_if(|outer| outer.next as usize <= at) {
                out.push_str(&format!("</{}>", name(done)));
            }
            out.push_str(&format!("<{}>", name(element)));
            if element.next as usize == at + 1 {
                out.push_str(&self.tree.text[element.inside.0 as usize..element.inside.1 as usize]);
            }
            open.push(element);
        }
        open.iter().rev().for_each(|element| out.push_str(&format!("</{}>", name(element))));
        out
    }
}

/// Text with references and sections of literal text in it. References that XML does not know stay as they are.
fn decoded(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('<') {
        push_unescaped(&mut out, &rest[..start]);
        rest = &rest[start..];
        let (literal, opening, closing) = match rest.strip_prefix("<![CDATA[") {
            Some(_) => (true, "<![CDATA[", "]]>"),
            // Comments and processing instructions are no text.
            None => (false, "<", ">"),
        };
        let closing = if rest.starts_with("<!--") { "-->" } else { closing };
        let end = rest.find(closing).unwrap_or(rest.len());
        if literal {
            out.push_str(rest.get(opening.len()..end).unwrap_or_default());
        }
        rest = rest.get(end + closing.len()..).unwrap_or_default();
    }
    push_unescaped(&mut out, rest);
    out
}

fn push_unescaped(out: &mut String, raw: &str) {
    match unescape(raw) {
        Ok(text) => out.push_str(&text),
        Err(_) => out.push_str(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_lists_and_texts() {
        // A byte order mark moves nothing.
        let text = "\u{feff}<?xml version='1.0'?><p:P xmlns:p='x'><Name>A &amp; B</Name><L><T/><T>1<!-- no --></T></L></p:P>";
        let (tree, diagnostics) = parse(text);
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
        let root = tree.root().unwrap();
        assert_eq!(root.name(), "P");
        assert_eq!(root.child("Name").unwrap().text(), "A & B");
        let texts: Vec<_> = root.list("L", "T").map(Node::text).collect();
        assert_eq!(texts, ["", "1"]);
        let span = root.child("Name").unwrap().span();
        assert_eq!(&text[span.start as usize..span.end as usize], "A &amp; B");
    }

    #[test]
    fn what_breaks_off_is_read_until_there() {
        for (text, code, names) in [
            ("<P><A>1</A><B>2", Code::XmlSyntax, 2),
            ("<P><A>1</A></Q>", Code::XmlSyntax, 1),
            ("<P><A>1</A><", Code::XmlSyntax, 1),
            ("<!DOCTYPE x [<!ENTITY a 'b'>]><P>&a;</P>", Code::XmlEntities, 0),
        ] {
            let (tree, diagnostics) = parse(text);
            assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [code], "{text}");
            assert_eq!(tree.root().map_or(0, |root| root.children().count()), names, "{text}");
        }
    }

    #[test]
    fn literal_text_and_unknown_references_stay() {
        let (tree, _) = parse("<N>a<![CDATA[<b>&amp;]]>c &nope; &#233;</N>");
        assert_eq!(tree.root().unwrap().text(), "a<b>&amp;c &nope; &#233;");
        let (tree, _) = parse("<N>&#233;&lt;\r\n&#13;</N>");
        assert_eq!(tree.root().unwrap().text(), "é<\n\r");
    }

    #[test]
    fn prefixes_do_not_leave_their_text() {
        let (tree, _) =
            parse("<p:A xmlns:p='x'><p:B><p:C/><p:D>1 &lt; 2</p:D></p:B><p:E p:y='1'> </p:E></p:A>");
        assert_eq!(tree.root().unwrap().source(), "<A><B><C></C><D>1 &lt; 2</D></B><E> </E></A>");
        let (tree, _) = parse("<A><B c='d'/></A>");
        assert_eq!(tree.root().unwrap().source(), "<A><B c='d'/></A>");
    }

    #[test]
    fn depth_costs_nothing() {
        let deep = "<a>".repeat(200_000);
        let (tree, diagnostics) = parse(&deep);
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(tree.root().unwrap().children().count(), 1);
    }
}
