//! A chart's `dateFormat`, `YYYY-MM-DD HH:mm`, and texts in it, into local times.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use critpath::time::Moment;

/// A compiled `dateFormat`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateFormat {
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// A token such as `YYYY`.
    Token(&'static str),
    /// A character that stands for itself; a blank stands for any run of blanks.
    Literal(char),
}

/// A time of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum ChartTime {
    /// A date, with a time of day or at midnight.
    Dated(NaiveDateTime),
    /// A time of day without a date.
    Clock(NaiveTime),
}

/// Tokens, longer ones before those that they begin with.
const TOKENS: &[&str] = &[
    "YYYY", "YY", "MMMM", "MMM", "MM", "M", "DDDD", "DDD", "DD", "Do", "D", "HH", "H", "hh", "h", "mm", "m",
    "SSS", "SS", "ss", "s", "A", "a", "ZZ", "Z", "X", "x", "Q",
];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// What the tokens of a text say so far.
#[derive(Debug, Default)]
struct Fields {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
    day_of_year: Option<u32>,
    hour: Option<u32>,
    minute: u32,
    second: u32,
    afternoon: Option<bool>,
    stamp_ms: Option<i64>,
}

impl Default for DateFormat {
    fn default() -> Self {
        DateFormat::new("YYYY-MM-DD")
    }
}

impl DateFormat {
    /// Compiles a format. What is no token stands for itself, also in square brackets.
    pub fn new(format: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = format.trim();
        while let Some(c) = rest.chars().next() {
            if let Some((quoted, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
                pieces.extend(quoted.chars().map(Piece::Literal));
                rest = after;
            } else if let Some(token) = TOKENS.iter().find(|token| rest.starts_with(**token)) {
                pieces.push(Piece::Token(token));
                rest = &rest[token.len()..];
            } else {
                pieces.push(Piece::Literal(c));
                rest = &rest[c.len_utf8()..];
            }
        }
        DateFormat { pieces }
    }

    /// Whether times are counted in seconds or milliseconds since 1970.
    pub fn is_stamp(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Token("X" | "x")))
    }

    /// Reads a text in this format, or, as browsers do, in ISO 8601.
    pub fn read(&self, text: &str) -> Option<ChartTime> {
        self.fields(text.trim()).and_then(|fields| fields.time()).or_else(|| {
            match Moment::parse(text).ok()? {
                Moment::Date(date) => Some(ChartTime::Dated(date.and_time(NaiveTime::MIN))),
                Moment::Local(local) => Some(ChartTime::Dated(local)),
                Moment::Zoned(zoned) => Some(ChartTime::Dated(zoned.naive_local())),
            }
        })
    }

    fn fields(&self, text: &str) -> Option<Fields> {
        let mut fields = Fields::default();
        let mut rest = text;
        for piece in &self.pieces {
            rest = match piece {
                Piece::Literal(c) if c.is_whitespace() => {
                    Some(rest.trim_start()).filter(|trimmed| trimmed.len() < rest.len())?
                }
                Piece::Literal(c) => rest.strip_prefix(*c)?,
                Piece::Token(token) => fields.take(token, rest)?,
            };
        }
        rest.is_empty().then_some(fields)
    }
}

impl Fields {
    /// Takes a token off the front of a text.
    fn take<'t>(&mut self, token: &str, text: &'t str) -> Option<&'t str> {
        match token {
            "MMM" | "MMMM" => {
                let (index, rest) = month_name(text)?;
                self.month = Some(index);
                return Some(rest);
            }
            "A" | "a" => {
                let word = text.get(..2)?;
                self.afternoon = Some(word.eq_ignore_ascii_case("pm"));
                return (word.eq_ignore_ascii_case("am") || word.eq_ignore_ascii_case("pm"))
                    .then(|| &text[2..]);
            }
            "Z" | "ZZ" => {
                return Some(text.trim_start_matches(|c: char| c.is_ascii_digit() || "+-:Zz".contains(c)));
            }
            "X" | "x" => {
                let (number, rest) = digits(text, 15)?;
                self.stamp_ms = number.checked_mul(if token == "X" { 1000 } else { 1 });
                return Some(rest);
            }
            _ => {}
        }
        let most = match token {
            "YYYY" => 4,
            "DDD" | "DDDD" | "SSS" => 3,
            "Q" => 1,
            _ => 2,
        };
        let (number, rest) = digits(text, most)?;
        let number = u32::try_from(number).ok()?;
        match token {
            "YYYY" if text.len() - rest.len() == 4 => self.year = Some(number as i32),
            "YYYY" => return None,
            "YY" => self.year = Some(number as i32 + if number > 68 { 1900 } else { 2000 }),
            "MM" | "M" => self.month = Some(number),
            "Q" => self.month = Some((number * 3).checked_sub(2)?),
            "DD" | "D" => self.day = Some(number),
            "Do" => {
                self.day = Some(number);
                return rest.get(2..);
            }
            "DDD" | "DDDD" => self.day_of_year = Some(number),
            "HH" | "H" | "hh" | "h" => self.hour = Some(number),
            "mm" | "m" => self.minute = number,
            "ss" | "s" => self.second = number,
            _ => {}
        }
        Some(rest)
    }

    fn time(&self) -> Option<ChartTime> {
        if let Some(stamp) = self.stamp_ms {
            return DateTime::from_timestamp_millis(stamp).map(|time| ChartTime::Dated(time.naive_utc()));
        }
        let hour = match (self.hour.unwrap_or(0), self.afternoon) {
            (12, Some(false)) => 0,
            (hour, Some(true)) if hour < 12 => hour + 12,
            (hour, _) => hour,
        };
        let clock = NaiveTime::from_hms_opt(hour, self.minute, self.second)?;
        let date = match (self.year, self.day_of_year) {
            (Some(year), Some(day)) => NaiveDate::from_yo_opt(year, day)?,
            (Some(year), None) => {
                NaiveDate::from_ymd_opt(year, self.month.unwrap_or(1), self.day.unwrap_or(1))?
            }
            (None, _) if self.month.is_none() && self.day.is_none() && self.hour.is_some() => {
                return Some(ChartTime::Clock(clock));
            }
            (None, _) => return None,
        };
        Some(ChartTime::Dated(date.and_time(clock)))
    }
}

fn digits(text: &str, most: usize) -> Option<(i64, &str)> {
    let end = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
    Some((text[..end].parse().ok()?, &text[end..]))
}

fn month_name(text: &str) -> Option<(u32, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let word = text[..end].to_ascii_lowercase();
    let index = MONTHS.iter().position(|month| *month == word || month[..3] == word)?;
    Some((index as u32 + 1, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_times_in_a_format() {
        for (format, text, expected) in [
            ("YYYY-MM-DD", "2024-01-29", "2024-01-29 00:00:00"),
            ("DD-MM-YYYY", "29-01-2024", "2024-01-29 00:00:00"),
            ("D/M/YY", "9/1/24", "2024-01-09 00:00:00"),
            ("YYYY-MM-DD HH:mm", "2024-01-29 07:30", "2024-01-29 07:30:00"),
            ("YYYY-MM-DD[T]HH:mm:ss", "2024-01-29T07:30:15", "2024-01-29 07:30:15"),
            ("MMM Do, YYYY", "Jan 2nd, 2024", "2024-01-02 00:00:00"),
            ("MMMM D YYYY h:mm A", "March 2 2024 12:05 am", "2024-03-02 00:05:00"),
            ("X", "1704067200", "2024-01-01 00:00:00"),
            ("x", "1704067200000", "2024-01-01 00:00:00"),
            ("YYYY DDD", "2024 060", "2024-02-29 00:00:00"),
            ("YYYY", "2024", "2024-01-01 00:00:00"),
            ("DD-MM-YYYY", "2024-01-29", "2024-01-29 00:00:00"),
            ("HH:mm", "07:30", "07:30:00"),
        ] {
            let read = match DateFormat::new(format).read(text) {
                Some(ChartTime::Dated(time)) => time.to_string(),
                Some(ChartTime::Clock(time)) => time.to_string(),
                None => panic!("{format}: {text}"),
            };
            assert_eq!(read, expected, "{format}");
        }
        for (format, text) in [
            ("YYYY-MM-DD", "2024-02-30"),
            ("YYYY-MM-DD", "tomorrow"),
            ("HH:mm", "25:00"),
            ("X", "99999999999999999999"),
            ("MMM", "Jan"),
            ("", ""),
            ("YYYY-MM-DD", "2024-01-29x"),
        ] {
            assert_eq!(DateFormat::new(format).read(text), None, "{format}: {text}");
        }
    }
}
