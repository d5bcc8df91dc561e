//! Columns of rows into numbers, dates and words; what cannot be read is reported and kept.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::duration::Duration;
use critpath::model::Span;
use critpath::time::Moment;

use super::table::Row;

/// Reads values, and keeps what was wrong with them.
#[derive(Debug, Default)]
pub(super) struct Values {
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Values {
    /// Reports a value that is not what it should be.
    pub(super) fn wrong(&mut self, subject: &str, text: &str, span: Span, expected: &str) {
        let shown: String = text.chars().take(60).collect();
        let message = format!("`{subject}` is `{shown}`, not {expected}");
        let help = "correct it; until then it is read as if it were absent";
        self.diagnostics.push(Diagnostic::new(Code::XerValue, message).at(span).help(help));
    }

    /// Reads a column that has a value.
    fn read<'a, T>(
        &mut self,
        row: &mut Row<'a, '_>,
        column: &str,
        expected: &str,
        parse: impl FnOnce(&'a str) -> Option<T>,
    ) -> Option<T> {
        let text = row.take(column)?;
        let value = parse(text);
        if value.is_none() {
            row.keep(column);
            self.wrong(column, text, row.span_of(column), expected);
        }
        value
    }

    /// A number.
    pub(super) fn number(&mut self, row: &mut Row<'_, '_>, column: &str) -> Option<f64> {
        self.read(row, column, "a number", number)
    }

    /// A number of hours, to the nearest second.
    pub(super) fn hours(&mut self, row: &mut Row<'_, '_>, column: &str) -> Option<Duration> {
        let expected = "a number of hours";
        self.read(row, column, expected, |text| {
            let seconds = (number(text)? * 3_600.0).round();
            (seconds.abs() < 1e12).then(|| Duration::from_seconds(seconds as i64))
        })
    }

    /// A date and time.
    pub(super) fn moment(&mut self, row: &mut Row<'_, '_>, column: &str) -> Option<Moment> {
        let expected = "a date and time such as 2026-12-07 08:00";
        self.read(row, column, expected, |text| Moment::parse(text).ok())
    }

    /// `Y` or `N`.
    pub(super) fn flag(&mut self, row: &mut Row<'_, '_>, column: &str) -> Option<bool> {
        self.word(row, column, "`Y` or `N`", &[("Y", true), ("N", false)])
    }

    /// One of these words, in any case.
    pub(super) fn word<T: Copy>(
        &mut self,
        row: &mut Row<'_, '_>,
        column: &str,
        expected: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let among = |text: &str| words.iter().find(|(word, _)| text.eq_ignore_ascii_case(word));
        self.read(row, column, expected, |text| among(text).map(|(_, value)| *value))
    }
}

/// Numbers come with the decimal sign of the country that the exporting machine is set to.
fn number(text: &str) -> Option<f64> {
    let decimal = text.rfind([',', '.']);
    let mut plain = String::with_capacity(text.len());
    for (at, character) in text.char_indices() {
        match character {
            ',' | '.' if Some(at) == decimal => plain.push('.'),
            ',' | '.' => {}
            other => plain.push(other),
        }
    }
    plain.parse().ok().filter(|number: &f64| number.is_finite())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn numbers_of_any_country() {
        for (text, expected) in [
            ("40", Some(40.0)),
            ("-1.5", Some(-1.5)),
            ("1,5", Some(1.5)),
            ("1,234.5", Some(1234.5)),
            ("1.234,5", Some(1234.5)),
            ("inf", None),
            ("8h", None),
            ("", None),
        ] {
            assert_eq!(number(text), expected, "{text}");
        }
    }
}
