//! A line of prose into words, numbers and signs, each with its place in the line.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits with at most one decimal point: `4`, `1.5`, `10,000`, `۲`, `½`.
    Number(f64),
    /// Anything else that is visible, in its plain form: every dash is `-`, `،` is `,`.
    Sign(char),
    /// Digits with several points, as in a version: never an amount.
    Version,
}

/// A word, number or sign of a line.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub kind: Kind,
    pub text: &'a str,
    pub start: usize,
    /// Whether it stands right behind the token before it.
    pub glued: bool,
    /// First byte of its plain form in lower case, 0 for a number: tells most other words apart at once.
    first: u8,
}

impl Token<'_> {
    pub fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub fn number(&self) -> Option<f64> {
        match self.kind {
            Kind::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The number if it is whole and fits.
    pub fn whole(&self) -> Option<u32> {
        self.number().filter(|n| n.fract() == 0.0 && *n <= 1e9).map(|n| n as u32)
    }

    pub fn is_sign(&self, sign: char) -> bool {
        self.kind == Kind::Sign(sign)
    }

    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it is this word or sign, given in lower case.
    pub fn is(&self, word: &str) -> bool {
        if !matches!(word.as_bytes(), [first, ..] if *first == self.first) {
            return false;
        }
        match self.kind {
            Kind::Word => same_word(self.text, word),
            Kind::Sign(sign) => word.chars().eq([sign]),
            _ => false,
        }
    }

    pub fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }
}

/// The tokens of a line, and how to look around in them without falling off.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token<'a>>,
}

impl<'a> Line<'a> {
    /// Splits a text. Emphasis, code marks and invisible characters separate nothing and are left out. O(length).
    pub fn new(text: &'a str) -> Self {
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let mut at = 0;
        let mut spaced = true;
        while let Some(c) = text[at..].chars().next() {
            let rest = &text[at..];
            let (length, kind) = if c.is_whitespace() {
                spaced = true;
                (c.len_utf8(), None)
            } else if is_invisible(c) {
                (c.len_utf8(), None)
            } else if digit(c).is_some() {
                number(rest)
            } else if is_letter(c) {
                let length = rest.find(|c: char| !is_letter(c) && c != '\u{200c}').unwrap_or(rest.len());
                (length, Some(Kind::Word))
            } else {
                sign(rest, c)
            };
            if let Some(kind) = kind {
                let text = &rest[..length];
                tokens.push(Token { kind, text, start: at, glued: !spaced, first: first_byte(kind, text) });
                spaced = false;
            }
            at += length;
        }
        Line { text, tokens }
    }

    pub fn get(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(index)
    }

    pub fn before(&self, index: usize) -> Option<&Token<'a>> {
        self.tokens.get(index.checked_sub(1)?)
    }

    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Whether the token is one of the words.
    pub fn is_any(&self, index: usize, words: &[&str]) -> bool {
        self.get(index).is_some_and(|token| token.is_any(words))
    }

    /// Whether the token stands right behind the one before it.
    pub fn is_glued(&self, index: usize) -> bool {
        self.get(index).is_some_and(|token| token.glued)
    }

    /// The index after the words, if they stand here.
    pub fn phrase(&self, index: usize, words: &[&str]) -> Option<usize> {
        let all = words.iter().enumerate().all(|(n, word)| self.get(index + n).is_some_and(|t| t.is(word)));
        all.then_some(index + words.len())
    }

    /// Bytes of the tokens `first..after`; empty if there are none.
    pub fn range(&self, first: usize, after: usize) -> Range<usize> {
        let start = self.get(first).map_or(self.text.len(), |token| token.start);
        let end = self.before(after).map_or(start, Token::end);
        start..end.max(start)
    }
}

/// A decimal digit of any script that guides use.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '\u{6f0}'..='\u{6f9}' => Some(c as u32 - 0x6f0),
        '\u{660}'..='\u{669}' => Some(c as u32 - 0x660),
        _ => None,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && fraction(c).is_none()
}

fn fraction(c: char) -> Option<f64> {
    match c {
        '½' => Some(0.5),
        '¼' => Some(0.25),
        '¾' => Some(0.75),
        _ => None,
    }
}

/// Emphasis, code marks, escapes, joiners, direction and variation marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '*' | '_' | '`' | '\\' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2060}'..='\u{2069}' | '\u{fe0e}' | '\u{fe0f}' | '\u{feff}')
}

fn number(text: &str) -> (usize, Option<Kind>) {
    let mut plain = String::new();
    let mut points = 0;
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let behind = &text[at + c.len_utf8()..];
        if let Some(value) = digit(c) {
            plain.extend(char::from_digit(value, 10));
        } else if matches!(c, '.' | '٫') && starts_with_digit(behind) {
            points += 1;
            plain.push('.');
        } else if !(matches!(c, ',' | '٬') && points == 0 && is_group(text, at) && starts_with_group(behind))
        {
            break;
        }
        at += c.len_utf8();
    }
    match plain.parse() {
        Ok(value) if points < 2 => (at, Some(Kind::Number(value))),
        _ => (at, Some(Kind::Version)),
    }
}

/// Whether one to three digits stand before this place, back to the start or the last separator.
fn is_group(text: &str, at: usize) -> bool {
    let digits = text[..at].chars().rev().take(4).take_while(|c| digit(*c).is_some()).count();
    (1..=3).contains(&digits)
}

fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(|c| digit(c).is_some())
}

/// Whether exactly three digits stand here: `,000` groups thousands, `, 5` and `,50` do not.
fn starts_with_group(text: &str) -> bool {
    text.chars().take(4).take_while(|c| digit(*c).is_some()).count() == 3
}

fn sign(text: &str, c: char) -> (usize, Option<Kind>) {
    if let Some(value) = fraction(c) {
        return (c.len_utf8(), Some(Kind::Number(value)));
    }
    let entities =
        [("&lt;", '<'), ("&gt;", '>'), ("&le;", '≤'), ("&ge;", '≥'), ("&amp;", '&'), ("&ndash;", '-')];
    if let Some((entity, plain)) = entities.into_iter().find(|(entity, _)| text.starts_with(entity)) {
        return (entity.len(), Some(Kind::Sign(plain)));
    }
    let plain = match c {
        '\u{2010}'..='\u{2015}' | '−' | '﹣' | '－' | '→' => '-',
        '،' | '，' => ',',
        '؛' | '；' => ';',
        '：' => ':',
        '（' => '(',
        '）' => ')',
        '٪' | '﹪' | '％' => '%',
        '≦' | '⩽' => '≤',
        '≧' | '⩾' => '≥',
        '≈' | '∼' | '～' => '~',
        '⁄' | '∕' => '/',
        other => other,
    };
    (c.len_utf8(), Some(Kind::Sign(plain)))
}

fn first_byte(kind: Kind, text: &str) -> u8 {
    let first = match kind {
        Kind::Word => text.chars().filter_map(plain_letter).flat_map(char::to_lowercase).next(),
        Kind::Sign(sign) => Some(sign),
        Kind::Number(_) | Kind::Version => None,
    };
    first.map_or(0, |c| c.encode_utf8(&mut [0; 4]).as_bytes()[0])
}

/// Whether two words are the same without regard to case and to the Arabic and Persian forms of a letter.
/// `word` is in lower case.
pub(super) fn same_word(text: &str, word: &str) -> bool {
    // Nearly every word of nearly every guide: no letters to unfold.
    if text.is_ascii() {
        return text.eq_ignore_ascii_case(word);
    }
    text.chars().filter_map(plain_letter).flat_map(char::to_lowercase).eq(word.chars())
}

fn plain_letter(c: char) -> Option<char> {
    match c {
        'ي' | 'ى' => Some('ی'),
        'ك' => Some('ک'),
        '\u{200c}' | '\u{640}' => None,
        _ => Some(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_numbers_and_signs() {
        let kinds = |text| Line::new(text).tokens.iter().map(|t| t.kind).collect::<Vec<_>>();
        assert_eq!(kinds("**10,000** users"), [Kind::Number(10_000.0), Kind::Word]);
        assert_eq!(kinds("1,2"), [Kind::Number(1.0), Kind::Sign(','), Kind::Number(2.0)]);
        assert_eq!(kinds("1,234,567.5"), [Kind::Number(1_234_567.5)]);
        assert_eq!(kinds("v1.2.3"), [Kind::Word, Kind::Version]);
        assert_eq!(kinds("۱–۲"), [Kind::Number(1.0), Kind::Sign('-'), Kind::Number(2.0)]);
        assert_eq!(kinds("2½."), [Kind::Number(2.0), Kind::Number(0.5), Kind::Sign('.')]);
        assert_eq!(kinds("&lt; 5٪"), [Kind::Sign('<'), Kind::Number(5.0), Kind::Sign('%')]);
    }

    #[test]
    fn words_match_across_scripts() {
        assert!(Line::new("هفته‌های").get(0).unwrap().is("هفتههای"));
        assert!(Line::new("بالاي").get(0).unwrap().is("بالای"));
        assert!(Line::new("WEEKS").get(0).unwrap().is("weeks"));
    }
}
