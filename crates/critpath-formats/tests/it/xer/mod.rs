//! Exports of Primavera P6 into documents: what each table becomes, hostile input, real files.

mod hostile;
mod small;

/// A table of an export: its name, its columns, its rows, with `|` between values.
fn table(name: &str, columns: &str, rows: &[&str]) -> String {
    let tabs = |line: &str| line.replace('|', "\t");
    let rows: String = rows.iter().map(|row| format!("%R\t{}\n", tabs(row))).collect();
    format!("%T\t{name}\n%F\t{}\n{rows}", tabs(columns))
}
