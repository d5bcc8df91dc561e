//! Texts as people write them into plain words, and the search for words in them.

use std::collections::BTreeMap;

/// Words in lower case with single blanks, without marks, symbols and zero-width characters; `&` is `and`.
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !normal.is_empty() {
            normal.push(' ');
        }
        *gap = false;
        normal.push(c);
    };
    for c in text.chars() {
        match c {
            '\u{200c}' | '\u{200d}' | '\u{fe0f}' | '\'' | '\u{2019}' => {}
            '&' => {
                gap = true;
                "and".chars().for_each(|c| push(c, &mut gap));
                gap = true;
            }
            '\u{64a}' => push('\u{6cc}', &mut gap),
            '\u{643}' => push('\u{6a9}', &mut gap),
            '\u{660}'..='\u{669}' => push(char::from(b'0' + (c as u32 - 0x660) as u8), &mut gap),
            '\u{6f0}'..='\u{6f9}' => push(char::from(b'0' + (c as u32 - 0x6f0) as u8), &mut gap),
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| push(c, &mut gap)),
            _ => gap = true,
        }
    }
    normal
}

/// Whether a text has one of these words or phrases.
pub fn contains_any(text: &str, phrases: &[&str]) -> bool {
    let normal = normal(text);
    phrases.iter().any(|phrase| places(&normal, phrase).next().is_some())
}

/// Where whole words stand in a normal text.
pub(super) fn places<'a>(normal: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bounded = |at: &usize| {
        let before = normal[..*at].ends_with(' ') || *at == 0;
        let rest = &normal[at + words.len()..];
        before && (rest.is_empty() || rest.starts_with(' '))
    };
    normal.match_indices(words).map(|(at, _)| at).filter(bounded)
}

/// The entries of a table by their names; of two with the same name the first counts.
pub(super) fn by_name<T: Copy>(table: &[(T, &[&'static str])]) -> BTreeMap<&'static str, T> {
    let names = table.iter().rev().flat_map(|(entry, names)| names.iter().map(|name| (*name, *entry)));
    names.collect()
}

pub(super) fn lookup<T: Copy>(names: &BTreeMap<&str, T>, name: &str) -> Option<T> {
    // Long texts are sentences, not names.
    if name.len() > 80 {
        return None;
    }
    names.get(normal(name).as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes() {
        assert_eq!(normal("🎯 Tools & Services:"), "tools and services");
        assert_eq!(normal("Pre-Deployment"), "pre deployment");
        assert_eq!(normal("چک‌لیست ۱"), "چکلیست 1");
    }
}
