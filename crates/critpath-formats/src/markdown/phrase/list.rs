//! Lists in a line, `a, b (c, d) and e`, into items; a name into an id; a phrase out of its text.

use std::ops::Range;

use super::Found;

/// What stands between the words of a list without a comma: `Prometheus and Grafana`.
const AND: &[&str] = &[" and ", " و ", " & "];

/// Words before a date or an amount that say nothing without it.
const PREPOSITIONS: &[&str] =
    &["by", "on", "until", "due", "before", "at", "from", "for", "within", "in", "تا"];

/// Longest side, in words, of an `and` that is taken to separate two items where no comma says that it is a list.
const LONGEST_SIDE: usize = 3;

/// The items of a list with commas, semicolons and `and`, trimmed, in order, without empty ones. Nothing is
/// split inside parentheses, quotes or code, nor the thousands of a number. O(length).
pub fn split_list(text: &str) -> Vec<Found<&str>> {
    let mut items = Vec::new();
    let mut start = 0;
    for at in separators(text) {
        items.push(start..at);
        start = at + text[at..].chars().next().map_or(1, char::len_utf8);
    }
    items.push(start..text.len());
    let listed = items.len() > 1;
    if let Some(last) = items.pop() {
        let (first, second) = split_and(text, last, listed);
        items.push(first);
        items.extend(second);
    }
    items.into_iter().filter_map(|range| item(text, range)).collect()
}

/// The id of a name: lower case, letters and digits of any script, a single hyphen for everything between.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars().filter(|c| *c != '\'' && *c != '’') {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.extend(c.to_lowercase().filter(|c| c.is_alphanumeric()));
        } else {
            gap = true;
        }
    }
    slug
}

/// A text without one of its phrases: the parentheses around it, and separators that then stand at an end or
/// twice, go with it. `Preparation (Week 1-2)` without `Week 1-2` is `Preparation`. O(length).
pub fn without(text: &str, range: &Range<usize>) -> String {
    let (Some(before), Some(after)) = (text.get(..range.start), text.get(range.end..)) else {
        return text.trim().to_owned();
    };
    let (mut before, mut after) = (before.trim_end(), after.trim_start());
    let brackets = [('(', ')'), ('[', ']'), ('（', '）')];
    if let Some((open, close)) =
        brackets.iter().find(|(open, close)| before.ends_with(*open) && after.starts_with(*close))
    {
        before = before.strip_suffix(*open).unwrap_or(before).trim_end();
        after = after.strip_prefix(*close).unwrap_or(after).trim_start();
    }
    if after.is_empty() {
        // `Sign-off by December 18`
        let preposition = PREPOSITIONS.iter().find_map(|word| {
            let start = before.len().checked_sub(word.len())?;
            let word_here = before.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word));
            (word_here && before[..start].ends_with(char::is_whitespace)).then_some(start)
        });
        before = before[..preposition.unwrap_or(before.len())].trim_end();
    }
    let separator = |c: char| matches!(c, ':' | '-' | '–' | '—' | ',' | ';' | '|' | '،');
    let dangling =
        before.is_empty() || after.is_empty() || before.ends_with(['(', '[']) || before.ends_with(separator);
    if dangling {
        after = after.trim_start_matches(|c: char| separator(c) || c.is_whitespace());
    }
    if after.is_empty() || after.starts_with([')', ']']) {
        before = before.trim_end_matches(|c: char| separator(c) || c.is_whitespace());
    }
    let tight = before.is_empty() || after.is_empty() || after.starts_with([':', ',', ';', '.', ')', ']']);
    format!("{before}{}{after}", if tight || before.ends_with(['(', '[']) { "" } else { " " })
}

fn item(text: &str, range: Range<usize>) -> Option<Found<&str>> {
    let value = text.get(range.clone())?;
    let start = range.start + (value.len() - value.trim_start().len());
    let value = value.trim().trim_end_matches('.');
    (!value.is_empty()).then(|| Found { value, range: start..start + value.len() })
}

/// Where commas and semicolons separate items.
fn separators(text: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut depth = 0usize;
    let mut quote = None;
    let mut before = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '`' | '"') => quote = Some(c),
            (None, '“') => quote = Some('”'),
            (None, '«') => quote = Some('»'),
            (None, '(' | '[' | '{' | '（') => depth += 1,
            (None, ')' | ']' | '}' | '）') => depth = depth.saturating_sub(1),
            (None, ',' | '،' | ';' | '؛') if depth == 0 => {
                let digits = before.is_numeric() && rest.peek().is_some_and(|(_, next)| next.is_numeric());
                if !(digits && matches!(c, ',' | '،')) {
                    found.push(at);
                }
            }
            _ => {}
        }
        before = c;
    }
    // What never closes was no quote: an inch, an apostrophe. Then the separators in it count.
    match quote {
        Some(open) if found.is_empty() && open != ' ' => plain_separators(text),
        _ => found,
    }
}

fn plain_separators(text: &str) -> Vec<usize> {
    text.match_indices([';', ',', '،', '؛']).map(|(at, _)| at).collect()
}

/// Splits the last item at `and`: after a comma always (`a, b and c`), else only between short sides.
fn split_and(text: &str, range: Range<usize>, listed: bool) -> (Range<usize>, Option<Range<usize>>) {
    let Some(last) = text.get(range.clone()) else { return (range, None) };
    if let Some(word) =
        AND.iter().map(|word| word.trim_start()).find(|word| last.trim_start().starts_with(word))
    {
        let skipped = last.len() - last.trim_start().len() + word.len();
        return (range.start + skipped..range.end, None);
    }
    let protected = |at: usize| last[..at].contains(['(', '`', '"', '“', '«', '[']);
    let found = AND.iter().filter_map(|word| last.find(word).map(|at| (at, word.len()))).min();
    let Some((at, length)) = found.filter(|(at, _)| !protected(*at)) else { return (range, None) };
    let (before, after) = (&last[..at], &last[at + length..]);
    let short =
        |side: &str| (1..=LONGEST_SIDE).contains(&side.split_whitespace().take(LONGEST_SIDE + 1).count());
    if !(listed || short(before) && short(after)) {
        return (range, None);
    }
    (range.start..range.start + at, Some(range.start + at + length..range.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_lists() {
        for (text, expected) in [
            ("Automated backups, rollback procedures", &["Automated backups", "rollback procedures"][..]),
            ("CPU, memory and disk usage", &["CPU", "memory", "disk usage"]),
            ("CPU, memory, and disk usage.", &["CPU", "memory", "disk usage"]),
            (
                "All tests passing (unit, integration, system)",
                &["All tests passing (unit, integration, system)"],
            ),
            ("Prometheus and Grafana", &["Prometheus", "Grafana"]),
            (
                "Coordinate the rollout of every region and inform the people who depend on it",
                &["Coordinate the rollout of every region and inform the people who depend on it"],
            ),
            ("`a, b`; \"c, d\"; e", &["`a, b`", "\"c, d\"", "e"]),
            ("10,000 users, 5 nodes", &["10,000 users", "5 nodes"]),
            ("پشتیبان‌گیری، بازیابی و پایش", &["پشتیبان‌گیری", "بازیابی", "پایش"]),
            ("5\" disk, 7\" disk, x\"", &["5\" disk, 7\" disk", "x\""]),
            (", ,", &[]),
            ("", &[]),
        ] {
            let items = split_list(text);
            assert_eq!(items.iter().map(|item| item.value).collect::<Vec<_>>(), expected, "{text}");
            for item in items {
                assert_eq!(&text[item.range.clone()], item.value);
            }
        }
    }

    #[test]
    fn makes_ids() {
        for (text, expected) in [
            ("Environment Preparation", "environment-preparation"),
            ("  CI/CD pipeline -- configuration! ", "ci-cd-pipeline-configuration"),
            ("Don't panic", "dont-panic"),
            ("راه اندازی ۲", "راه-اندازی-۲"),
            ("Éclair İ", "éclair-i"),
            ("***", ""),
        ] {
            assert_eq!(slug(text), expected);
        }
    }

    #[test]
    fn cuts_phrases_out() {
        for (text, phrase, expected) in [
            ("Phase 1: Preparation (Week 1-2)", "Week 1-2", "Phase 1: Preparation"),
            ("Week 1: Scope Control", "Week 1", "Scope Control"),
            ("Scope Control - Week 1", "Week 1", "Scope Control"),
            ("Scope (core, 2 days)", "2 days", "Scope (core)"),
            ("Scope (2 days, core)", "2 days", "Scope (core)"),
            ("Phase (Week 3): Deploy", "Week 3", "Phase: Deploy"),
            ("Deploy 2 days later", "2 days", "Deploy later"),
            ("Week 1", "Week 1", ""),
            ("Sign-off by 7 Dec", "7 Dec", "Sign-off"),
            ("Stand-by 7 Dec", "7 Dec", "Stand-by"),
        ] {
            let start = text.find(phrase).unwrap();
            assert_eq!(without(text, &(start..start + phrase.len())), expected, "{text}");
        }
        assert_eq!(without("x", &(0..9)), "x");
    }
}
