//! The text of an export into tables: lines that begin with `%T` name one, with `%F` its columns, with `%R` a row.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;
use serde_json::{Map, Value};

use super::HEADER;
use super::values::Values;

/// The tables of a file.
#[derive(Debug, Default)]
pub(super) struct Tables<'a> {
    text: &'a str,
    /// What the first line says about the export.
    pub(super) header: Vec<&'a str>,
    /// In the order of the file; a name may come twice.
    tables: Vec<Table<'a>>,
}

#[derive(Debug, Default)]
struct Table<'a> {
    name: &'a str,
    /// The columns, in the order of the file.
    columns: Vec<&'a str>,
    /// Their places, by name in small letters.
    places: BTreeMap<String, usize>,
    rows: Vec<Span>,
    /// From its name to its last row.
    span: Span,
}

/// A row of a table, from which columns are taken; what is left is kept.
#[derive(Debug)]
pub(super) struct Row<'a, 't> {
    table: &'t Table<'a>,
    cells: Vec<Cell<'a>>,
    pub(super) span: Span,
}

#[derive(Debug)]
struct Cell<'a> {
    text: &'a str,
    start: usize,
    taken: bool,
}

impl<'a> Tables<'a> {
    /// O(n).
    pub(super) fn read(text: &'a str, values: &mut Values) -> Self {
        let mut found = Tables { text, ..Tables::default() };
        let (mut stray, mut in_row) = (Stray::default(), false);
        for (start, line) in lines(text) {
            let span = Span::new(start, start + line.len());
            let (mark, rest) = line.split_once('\t').unwrap_or((line, ""));
            match (mark.trim(), found.tables.last_mut()) {
                ("%T", _) => found.tables.push(Table { name: rest.trim(), span, ..Table::default() }),
                ("%F", Some(table)) => table.set_columns(rest, span),
                ("%R", Some(table)) => table.add_row(span),
                ("%E", _) => break,
                (HEADER, None) => found.header = rest.split('\t').map(str::trim).collect(),
                ("", _) if rest.is_empty() => continue,
                // Notes hold ends of lines.
                (_, Some(table)) if in_row && !line.starts_with('%') => table.continue_row(span),
                _ => stray.add(span),
            }
            in_row = mark == "%R" || in_row && !line.starts_with('%');
        }
        stray.report(values);
        for table in &found.tables {
            table.report_wide_rows(text, values);
        }
        found
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The rows of a table; none if the file does not have it. Each is split when it is reached.
    pub(super) fn rows(&self, name: &str) -> impl Iterator<Item = Row<'a, '_>> {
        let tables = self.tables.iter().filter(move |table| table.name.eq_ignore_ascii_case(name));
        tables.flat_map(|table| table.rows.iter().map(|span| Row::of(self.text, *span, table)))
    }

    /// The tables that are not among these, as they stand.
    pub(super) fn except(&self, known: &[&str]) -> Map<String, Value> {
        let mut verbatim = BTreeMap::<&str, String>::new();
        let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
        for table in self.tables.iter().filter(|table| !is_known(table.name)) {
            let text = self.text.get(table.span.range()).unwrap_or_default();
            verbatim.entry(table.name).or_default().push_str(text);
        }
        verbatim.into_iter().map(|(name, text)| (name.to_owned(), text.into())).collect()
    }
}

/// The lines of a text with their places, without their ends.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let skipped = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut start = skipped;
    text.get(skipped..).unwrap_or_default().split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end_matches(['\n', '\r']))
    })
}

/// Lines that belong to no table.
#[derive(Debug, Default)]
struct Stray {
    first: Option<Span>,
    count: usize,
}

impl Stray {
    fn add(&mut self, span: Span) {
        self.first.get_or_insert(span);
        self.count += 1;
    }

    fn report(&self, values: &mut Values) {
        if let Some(first) = self.first {
            let message = match self.count {
                1 => "the line belongs to no table".to_owned(),
                count => format!("{count} lines from here on belong to no table"),
            };
            let help = "export the file again if this line matters; it is not read";
            values.diagnostics.push(Diagnostic::new(Code::XerSyntax, message).at(first).help(help));
        }
    }
}

impl<'a> Table<'a> {
    fn set_columns(&mut self, names: &'a str, span: Span) {
        self.span = self.span.join(span);
        self.columns = names.split('\t').map(str::trim).collect();
        let names = self.columns.iter().map(|name| name.to_ascii_lowercase());
        self.places = names.enumerate().map(|(place, name)| (name, place)).collect();
    }

    fn add_row(&mut self, span: Span) {
        self.span = self.span.join(span);
        self.rows.push(span);
    }

    fn continue_row(&mut self, span: Span) {
        self.span = self.span.join(span);
        if let Some(row) = self.rows.last_mut() {
            *row = row.join(span);
        }
    }

    /// Rows may leave out their last columns, but have no more values than there are columns.
    fn report_wide_rows(&self, text: &str, values: &mut Values) {
        let is_wide = |span: &&Span| {
            let row = text.get(span.range()).unwrap_or_default().trim_end();
            row.matches('\t').count() > self.columns.len()
        };
        let mut wide = self.rows.iter().filter(is_wide);
        if let Some(first) = wide.next() {
            let count = 1 + wide.count();
            let rows = if count == 1 { "a row".to_owned() } else { format!("{count} rows") };
            let columns = self.columns.len();
            let message =
                format!("{rows} of the table `{}` with more values than its {columns} columns", self.name);
            let help = "export the file again; values beyond the columns are kept and not read";
            values.diagnostics.push(Diagnostic::new(Code::XerSyntax, message).at(*first).help(help));
        }
    }
}

impl<'a, 't> Row<'a, 't> {
    fn of(text: &'a str, span: Span, table: &'t Table<'a>) -> Self {
        let line = text.get(span.range()).unwrap_or_default();
        let mut start = span.start as usize;
        let cells = line.split('\t').map(|text| {
            let cell = Cell { text: text.trim(), start, taken: false };
            start += text.len() + 1;
            cell
        });
        // The first one is the mark of the row.
        Row { table, cells: cells.skip(1).collect(), span }
    }

    /// The value of a column; empty if there is none.
    pub(super) fn text(&self, column: &str) -> &'a str {
        let place = self.table.places.get(column);
        place.and_then(|place| self.cells.get(*place)).map_or("", |cell| cell.text)
    }

    /// The value of a column, which is not kept then.
    pub(super) fn take(&mut self, column: &str) -> Option<&'a str> {
        let cell = self.cells.get_mut(*self.table.places.get(column)?)?;
        cell.taken = true;
        Some(cell.text).filter(|text| !text.is_empty())
    }

    /// The text of a column as people wrote it, which is not kept then: quotes stand twice in the file, and two
    /// characters that never occur stand for the end of a line.
    pub(super) fn take_words(&mut self, column: &str) -> Option<String> {
        Some(self.take(column)?.replace("\"\"", "\"").replace("\u{7f}\u{7f}", "\n"))
    }

    /// Keeps a column that was taken, after all.
    pub(super) fn keep(&mut self, column: &str) {
        let place = self.table.places.get(column);
        if let Some(cell) = place.and_then(|place| self.cells.get_mut(*place)) {
            cell.taken = false;
        }
    }

    /// Where the value of a column stands.
    pub(super) fn span_of(&self, column: &str) -> Span {
        let place = self.table.places.get(column);
        let cell = place.and_then(|place| self.cells.get(*place));
        cell.map_or(self.span, |cell| Span::new(cell.start, cell.start + cell.text.len()))
    }

    /// The columns that were not taken, by name; values beyond the columns under an empty one.
    pub(super) fn rest(&self) -> Map<String, Value> {
        let mut rest = Map::new();
        let mut beyond = Vec::new();
        for (place, cell) in self.cells.iter().enumerate() {
            if cell.taken || cell.text.is_empty() {
                continue;
            }
            match self.table.columns.get(place) {
                Some(column) => drop(rest.insert((*column).to_owned(), cell.text.into())),
                None => beyond.push(Value::from(cell.text)),
            }
        }
        if !beyond.is_empty() {
            rest.insert(String::new(), beyond.into());
        }
        rest
    }

    /// Keeps the columns that were not taken in the extensions of a noun.
    pub(super) fn keep_rest(&self, extensions: &mut BTreeMap<String, Value>) {
        let rest = self.rest();
        if !rest.is_empty() {
            extensions.insert(super::EXTENSION.to_owned(), rest.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diagnostics(text: &str) -> Vec<String> {
        let mut values = Values::default();
        let _ = Tables::read(text, &mut values);
        values.diagnostics.into_iter().map(|diagnostic| diagnostic.message).collect()
    }

    #[test]
    fn rows_may_be_short_or_run_over_several_lines() {
        let text =
            "ERMHDR\t23.12\r\n%T\tNOTE\r\n%F\tid\ttext\tlast\r\n%R\t1\tone\nand more\tend\r\n%R\t2\r\n%E\r\n";
        let mut values = Values::default();
        let tables = Tables::read(text, &mut values);
        let rows: Vec<_> = tables.rows("NOTE").collect();
        assert_eq!(tables.header, ["23.12"]);
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].text("text"), rows[0].text("last")), ("one\nand more", "end"));
        assert_eq!((rows[1].text("id"), rows[1].text("text"), rows[1].text("none")), ("2", "", ""));
        assert_eq!(&text[rows[0].span_of("last").range()], "end");
        assert_eq!(rows[1].rest().len(), 1);
        assert!(values.diagnostics.is_empty());
    }

    #[test]
    fn what_is_no_table_is_reported_once() {
        assert_eq!(diagnostics("ERMHDR\nx\ny\n"), ["2 lines from here on belong to no table"]);
        assert_eq!(
            diagnostics("%T\tA\n%F\tid\n%R\t1\t2\n%R\t1\t\n"),
            ["a row of the table `A` with more values than its 1 columns"]
        );
    }
}
