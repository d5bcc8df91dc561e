//! Names and values into elements in the order of the schema, together with those that a reader kept.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};

use serde_json::Value;

use crate::mspdi::kept::EXTENSION;
use crate::mspdi::schema::{Order, rank};
use crate::{escape, xml};

/// An element that a reader kept.
#[derive(Debug, Clone)]
pub(super) struct KeptElement {
    pub(super) name: String,
    /// Its text, if it holds no elements.
    pub(super) text: String,
    /// All of it.
    pub(super) source: String,
}

/// What a reader kept of a noun. Text that is not XML is none; [`is_broken`] tells.
pub(super) fn kept(extensions: &BTreeMap<String, Value>) -> Vec<KeptElement> {
    let text = extensions.get(EXTENSION).and_then(Value::as_str).unwrap_or_default();
    if text.is_empty() { Vec::new() } else { parse(text).unwrap_or_default() }
}

/// Whether what a reader is said to have kept is no sequence of elements.
pub(super) fn is_broken(extensions: &BTreeMap<String, Value>) -> bool {
    match extensions.get(EXTENSION) {
        Some(Value::String(text)) => parse(text).is_none(),
        other => other.is_some(),
    }
}

fn parse(text: &str) -> Option<Vec<KeptElement>> {
    let text = format!("<kept>{}</kept>", escape::replace(text, |c| is_forbidden(c).then_some("")));
    let (tree, diagnostics) = xml::parse(&text);
    let root =
        tree.root().filter(|root| diagnostics.is_empty() && root.whole().end as usize == text.len())?;
    Some(elements(root))
}

/// The elements directly inside one.
fn elements(node: xml::Node<'_, '_>) -> Vec<KeptElement> {
    let element = |node: xml::Node<'_, '_>| KeptElement {
        name: node.name().to_owned(),
        text: node.text().into_owned(),
        source: node.declared_source().into_owned(),
    };
    node.children().map(element).collect()
}

impl KeptElement {
    /// The elements directly inside it.
    pub(super) fn inside(&self) -> Vec<KeptElement> {
        let (tree, _) = xml::parse(&self.source);
        tree.root().map(elements).unwrap_or_default()
    }
}

/// The text of the first of these elements that has a name.
pub(super) fn text_of<'k>(kept: &'k [KeptElement], name: &str) -> Option<&'k str> {
    kept.iter().find(|element| element.name == name).map(|element| element.text.as_str())
}

/// One element on its way into the text: what stands in it.
#[derive(Debug)]
pub(super) struct Element {
    order: Order,
    /// Each with its place in the order.
    children: Vec<(usize, String)>,
}

impl Element {
    /// For an element with this order.
    pub(super) fn new(order: Order) -> Self {
        Element { order, children: Vec::new() }
    }

    /// Adds an element with a text.
    pub(super) fn text(&mut self, name: &str, text: impl Display) {
        let text = text.to_string();
        self.markup(name, &escaped(&text));
    }

    /// Adds an element with a text, if there is one.
    pub(super) fn some(&mut self, name: &str, text: Option<impl Display>) {
        if let Some(text) = text {
            self.text(name, text);
        }
    }

    /// Adds a flag if it is set.
    pub(super) fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.text(name, 1);
        }
    }

    /// Adds an element that holds others.
    pub(super) fn element(&mut self, name: &str, inside: Element) {
        self.markup(name, &inside.inside());
    }

    /// Adds an element that holds others, unless it is empty.
    pub(super) fn list(&mut self, name: &str, inside: Vec<String>) {
        if !inside.is_empty() {
            self.markup(name, &format!("\n{}", inside.concat()));
        }
    }

    fn markup(&mut self, name: &str, inside: &str) {
        let last = self.children.last().map_or(0, |(rank, _)| *rank);
        self.children.push((rank(self.order, name, last), format!("<{name}>{inside}</{name}>\n")));
    }

    /// Adds what was kept. An element that is already there counts, but for those that may come several times.
    pub(super) fn keep(&mut self, kept: &[KeptElement]) {
        const SEVERAL: &[&str] =
            &["PredecessorLink", "ExtendedAttribute", "Baseline", "OutlineCode", "TimephasedData"];
        let own: Vec<usize> = self.children.iter().map(|(rank, _)| *rank).collect();
        for KeptElement { name, source, .. } in kept {
            let rank = rank(self.order, name, 0);
            let is_unknown = rank == self.order.len();
            if is_unknown || SEVERAL.contains(&name.as_str()) || !own.contains(&rank) {
                self.children.push((rank, format!("{source}\n")));
            }
        }
    }

    /// What stands in it, in the order of the schema.
    pub(super) fn inside(mut self) -> String {
        self.children.sort_by_key(|(rank, _)| *rank);
        let mut out =
            String::with_capacity(self.children.iter().map(|(_, child)| child.len()).sum::<usize>() + 1);
        out.push('\n');
        self.children.iter().for_each(|(_, child)| out.push_str(child));
        out
    }

    /// All of it.
    pub(super) fn named(self, name: &str) -> String {
        format!("<{name}>{}</{name}>\n", self.inside())
    }
}

/// Text of an element. Blanks around it are references, so that readers do not take them for layout; characters that
/// XML cannot say are left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    let escaped = escape::replace(inner, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '\r' => Some("&#13;"),
        c if is_forbidden(c) => Some(""),
        _ => None,
    });
    if inner.len() == text.len() {
        return escaped;
    }
    let mut out = String::new();
    let (before, after) = (&text[..start], text.get(start + inner.len()..).unwrap_or_default());
    let blanks = |out: &mut String, blanks: &str| {
        for c in blanks.chars().filter(|c| !is_forbidden(*c)) {
            let _ = write!(out, "&#{};", u32::from(c));
        }
    };
    blanks(&mut out, before);
    out.push_str(&escaped);
    blanks(&mut out, after);
    Cow::Owned(out)
}

/// Characters that no XML text can hold, not even as references.
pub(super) fn is_forbidden(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mspdi::schema::LINK;

    #[test]
    fn texts_are_read_as_they_were_written() {
        for (text, written) in [
            ("a < b & c > d", "a &lt; b &amp; c &gt; d"),
            (" a\r\nb\n", "&#32;a&#13;\nb&#10;"),
            ("\u{1}x\u{fffe}", "x"),
            ("\u{b} ", "&#32;"),
            ("", ""),
        ] {
            assert_eq!(escaped(text), written);
            let xml = format!("<a>{written}</a>");
            let (tree, _) = xml::parse(&xml);
            let sayable: String = text.chars().filter(|c| !is_forbidden(*c)).collect();
            assert_eq!(tree.root().unwrap().text(), sayable);
        }
    }

    #[test]
    fn what_is_said_counts_over_what_was_kept() {
        let kept = parse("<LagFormat>7</LagFormat><New>1</New><Type>1</Type>").unwrap();
        let mut element = Element::new(LINK);
        element.text("Type", 3);
        element.keep(&kept);
        assert_eq!(element.inside(), "\n<Type>3</Type>\n<LagFormat>7</LagFormat>\n<New>1</New>\n");
    }

    #[test]
    fn what_is_no_xml_is_not_written() {
        for broken in ["<a>", "</kept>", "</kept><kept>", "<a></b>", "<!DOCTYPE x>"] {
            assert!(parse(broken).is_none(), "{broken}");
        }
        assert_eq!(parse("<a/>x").unwrap().len(), 1);
    }
}
