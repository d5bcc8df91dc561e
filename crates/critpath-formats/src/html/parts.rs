//! The pieces that every section is made of: sections, tables, words. All text that enters here is escaped here.

use crate::escape::markup;

/// HTML that is finished: what is in it was escaped or is ours.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Html(pub String);

/// A section of the page.
#[derive(Debug)]
pub(super) struct Section {
    /// Name of its anchor.
    pub id: &'static str,
    pub title: &'static str,
    /// Number of things in it, shown with its title.
    pub count: Option<usize>,
    pub body: Html,
}

impl Section {
    /// A section, if it holds anything.
    pub fn new(id: &'static str, title: &'static str, count: usize, body: Html) -> Option<Self> {
        (count > 0).then_some(Section { id, title, count: Some(count), body })
    }

    pub fn link(&self) -> String {
        format!("<a href=\"#{}\">{}{}</a>", self.id, self.title, self.number())
    }

    pub fn draw(&self) -> String {
        let Section { id, title, body, .. } = self;
        format!("<section id=\"{id}\">\n<h2>{title}{}</h2>\n{}</section>\n", self.number(), body.0)
    }

    fn number(&self) -> String {
        self.count.map(|count| format!(" <span class=\"count\">{count}</span>")).unwrap_or_default()
    }
}

/// A text of the guide.
pub(super) fn text(content: &str) -> Html {
    Html(markup(content))
}

/// A text of ours or of the guide in which backticks set names apart.
pub(super) fn prose(content: &str) -> Html {
    let parts = content.split('`').enumerate().map(|(at, part)| match (at % 2, part.is_empty()) {
        (_, true) => String::new(),
        (0, _) => markup(part),
        _ => format!("<code>{}</code>", markup(part)),
    });
    // An odd backtick is no pair.
    if content.matches('`').count() % 2 == 1 { text(content) } else { Html(parts.collect()) }
}

/// A text, or nothing where there is none.
pub(super) fn optional(content: Option<&str>) -> Html {
    content.map(text).unwrap_or_default()
}

/// An element with a class around HTML; nothing around nothing.
pub(super) fn wrap(element: &str, class: &str, inner: &Html) -> Html {
    if inner.0.is_empty() {
        return Html::default();
    }
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    Html(format!("<{element}{class}>{}</{element}>", inner.0))
}

/// A list; nothing for no items.
pub(super) fn list(element: &str, items: impl IntoIterator<Item = Html>) -> Html {
    let items: String = items.into_iter().map(|item| format!("<li>{}</li>", item.0)).collect();
    wrap(element, "", &Html(items))
}

/// Texts in one line.
pub(super) fn joined<'a>(texts: impl IntoIterator<Item = &'a str>) -> Html {
    text(&texts.into_iter().collect::<Vec<_>>().join(", "))
}

/// A table. Columns in which no row holds anything are left out.
pub(super) struct Table<'a> {
    /// Heading and class of each column.
    pub columns: &'a [(&'static str, &'static str)],
    /// Attributes and cells of each row.
    pub rows: Vec<(String, Vec<Html>)>,
}

impl Table<'_> {
    pub fn draw(&self) -> Html {
        let held = |column: usize| {
            self.rows.iter().any(|(_, cells)| cells.get(column).is_some_and(|cell| !cell.0.is_empty()))
        };
        let shown: Vec<(usize, &(&str, &str))> =
            self.columns.iter().enumerate().filter(|(column, _)| held(*column)).collect();
        let class =
            |class: &str| if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
        let mut out = String::from("<div class=\"scroll\"><table>\n<thead><tr>");
        for (_, (heading, kind)) in &shown {
            out += &format!("<th scope=\"col\"{}>{heading}</th>", class(kind));
        }
        out += "</tr></thead>\n<tbody>\n";
        for (attributes, cells) in &self.rows {
            out += &format!("<tr{attributes}>");
            for (column, (_, kind)) in &shown {
                let cell = cells.get(*column).map_or("", |cell| &cell.0);
                out += &format!("<td{}>{cell}</td>", class(kind));
            }
            out += "</tr>\n";
        }
        Html(out + "</tbody>\n</table></div>\n")
    }
}

/// A word in a frame: `critical`, `implied`.
pub(super) fn badge(class: &str, word: &str) -> Html {
    wrap("span", &format!("badge {class}"), &text(word))
}

impl std::ops::Add for Html {
    type Output = Html;

    fn add(mut self, other: Html) -> Html {
        self.0 += &other.0;
        self
    }
}

impl std::ops::AddAssign for Html {
    fn add_assign(&mut self, other: Html) {
        self.0 += &other.0;
    }
}

impl From<&str> for Html {
    /// HTML of ours, not of the guide.
    fn from(ours: &str) -> Self {
        Html(ours.into())
    }
}

impl std::iter::Sum for Html {
    fn sum<I: Iterator<Item = Html>>(parts: I) -> Html {
        Html(parts.map(|part| part.0).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_sets_names_apart() {
        assert_eq!(prose("task `a<b` is late").0, "task <code>a&lt;b</code> is late");
        assert_eq!(prose("5` and <i>").0, "5` and &lt;i&gt;");
    }

    #[test]
    fn empty_columns_are_left_out() {
        let rows = vec![(String::new(), vec![text("a"), Html::default(), text("c")])];
        let table = Table { columns: &[("A", ""), ("B", ""), ("C", "number")], rows }.draw().0;
        assert!(!table.contains(">B<"));
        assert!(table.contains("<td class=\"number\">c</td>"));
    }
}
