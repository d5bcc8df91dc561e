//! The nested parentheses that P6 keeps calendars in, into a list of nodes.
//!
//! A node is `(0||name(attributes)(nodes))`: `(0||2()((0||0(s|08:00|f|12:00)())))` is a Monday that is worked from
//! 8 to 12. Ends of lines are left out or stand as control characters.

/// A node, with its place in the list of the node that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node<'a> {
    pub(super) name: &'a str,
    pub(super) attributes: &'a str,
    pub(super) parent: Option<usize>,
}

/// What is expected next of an open node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Attributes,
    Nodes,
    NodeOrEnd,
    End,
}

/// The nodes of a text, each after the one that holds it, and where the text is not what it should be. What follows
/// that place is not read. O(n), however deep they are nested.
pub(super) fn nodes(text: &str) -> (Vec<Node<'_>>, Option<usize>) {
    let mut nodes: Vec<Node<'_>> = Vec::new();
    let mut open: Vec<(usize, Next)> = Vec::new();
    let mut at = 0;
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let blank = rest.len() - rest.trim_start_matches(is_blank).len();
        at += blank;
        let rest = text.get(at..).unwrap_or_default();
        let Some(first) = rest.chars().next() else { break };
        match (first, open.last().copied()) {
            ('(', None | Some((_, Next::NodeOrEnd))) => {
                let Some(head) = rest.get(1..).and_then(|inside| inside.find(['(', ')'])) else {
                    return (nodes, Some(at));
                };
                let name = rest.get(1..=head).unwrap_or_default();
                let parent = open.last().map(|(node, _)| *node);
                open.push((nodes.len(), Next::Attributes));
                nodes.push(Node { name: bare(name), attributes: "", parent });
                at += 1 + head;
            }
            ('(', Some((node, Next::Attributes))) => {
                let Some(end) = rest.find(')') else { return (nodes, Some(at)) };
                if let Some(node) = nodes.get_mut(node) {
                    node.attributes = rest.get(1..end).unwrap_or_default();
                }
                expect(&mut open, Next::Nodes);
                at += end + 1;
            }
            ('(', Some((_, Next::Nodes))) => {
                expect(&mut open, Next::NodeOrEnd);
                at += 1;
            }
            (')', Some((_, Next::NodeOrEnd))) => {
                expect(&mut open, Next::End);
                at += 1;
            }
            (')', Some(_)) => {
                open.pop();
                at += 1;
            }
            _ => return (nodes, Some(at)),
        }
    }
    let unfinished = !open.is_empty();
    (nodes, unfinished.then_some(text.len()))
}

fn expect(open: &mut [(usize, Next)], next: Next) {
    if let Some((_, expected)) = open.last_mut() {
        *expected = next;
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

/// The name behind the number of the kind: `0||DaysOfWeek`.
fn bare(name: &str) -> &str {
    name.rsplit("||").next().unwrap_or(name).trim_matches(is_blank)
}

/// The value of an attribute: `08:00` for `s` in `s|08:00|f|12:00`.
pub(super) fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = attributes.split('|').map(|part| part.trim_matches(is_blank));
    while let (Some(key), Some(value)) = (parts.next(), parts.next()) {
        if key == name {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_know_what_holds_them() {
        let text = "(0||CalendarData()(\u{7f}\u{7f}  (0||DaysOfWeek()(\n(0||1()())(0||2()((0||0(s|08:00|f|12:00)())))))(0||VIEW(ShowTotal|N)())))";
        let (found, wrong) = nodes(text);
        let found: Vec<_> = found.iter().map(|node| (node.name, node.attributes, node.parent)).collect();
        assert_eq!(wrong, None);
        assert_eq!(
            found,
            [
                ("CalendarData", "", None),
                ("DaysOfWeek", "", Some(0)),
                ("1", "", Some(1)),
                ("2", "", Some(1)),
                ("0", "s|08:00|f|12:00", Some(3)),
                ("VIEW", "ShowTotal|N", Some(0)),
            ]
        );
        assert_eq!(attribute("s|08:00|f|12:00", "f"), Some("12:00"));
        assert_eq!(attribute("s|08:00|f", "f"), None);
    }

    #[test]
    fn broken_text_gives_what_stands_before() {
        for (text, count, wrong) in [
            ("", 0, None),
            ("(0||A()(", 1, Some(8)),
            ("(0||A()())x", 1, Some(10)),
            ("(0||A(", 1, Some(5)),
            ("(0||A", 0, Some(0)),
            (")", 0, Some(0)),
            ("(0||A)", 1, None),
        ] {
            let (found, at) = nodes(text);
            assert_eq!((found.len(), at), (count, wrong), "{text}");
        }
    }

    #[test]
    fn depth_costs_no_stack() {
        let text = "(0||A()(".repeat(100_000);
        assert_eq!(nodes(&text).0.len(), 100_000);
        let text = "(".repeat(100_000);
        let (found, wrong) = nodes(&text);
        assert_eq!((found.len(), wrong), (1, Some(1)));
    }
}
