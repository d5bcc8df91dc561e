//! A verdict into Markdown for the summary of a job, a pull request or a page.

use critpath::model::result::{GateReason, GateResult, Verdict};

use super::{ORDER, counts, facts, saying, subject, title, word};
use crate::escape;

/// Writes a heading and a table for each verdict; what speaks for it is folded away. Nothing of a guide is read as
/// Markdown or HTML. O(n).
pub fn job_summary(result: &GateResult) -> String {
    let mut out =
        format!("## {} {}: {}\n\n", sign(result.verdict), word(result.verdict), cell(&title(result)));
    out += &format!(
        "{}; {}.\n",
        capitalized(&counts(result)),
        facts(result).iter().map(|it| cell(it)).collect::<Vec<_>>().join(", ")
    );
    for verdict in ORDER {
        let reasons: Vec<&GateReason> = saying(&result.reasons, verdict).collect();
        if reasons.is_empty() {
            continue;
        }
        let (open, close) = match verdict {
            Verdict::Go => {
                (format!("\n<details><summary>{} for it</summary>\n", reasons.len()), "\n</details>\n")
            }
            _ => (format!("\n### {} {}\n", sign(verdict), word(verdict)), ""),
        };
        out += &open;
        out += &reason_table(&reasons, verdict != Verdict::Go);
        out += close;
    }
    out
}

/// A table of reasons, with what would change them if anything is needed.
pub(crate) fn reason_table(reasons: &[&GateReason], needed: bool) -> String {
    let mut out = String::from(if needed {
        "\n| what | why | what would change it | who |\n|---|---|---|---|\n"
    } else {
        "\n| what | why | who |\n|---|---|---|\n"
    });
    for reason in reasons {
        let owner = cell(reason.owner.as_deref().unwrap_or_default());
        let what = format!("{}<br>{} {}", cell(&reason.name), subject(reason.kind), code(&reason.subject));
        let change = cell(reason.needed.as_deref().unwrap_or_default());
        out += &match needed {
            true => format!("| {what} | {} | {change} | {owner} |\n", cell(&reason.detail)),
            false => format!("| {what} | {} | {owner} |\n", cell(&reason.detail)),
        };
    }
    out
}

/// The sign of a verdict.
pub(crate) fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Go => "\u{2705}",
        Verdict::NoGo => "\u{26d4}",
        Verdict::Inconclusive => "\u{2754}",
    }
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A text in a cell of a table: no markup, no mention of anyone, no end of the cell.
pub(crate) fn cell(text: &str) -> String {
    let mut out = String::new();
    for letter in escape::line(text).chars() {
        match letter {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            // Mentions and links to issues would reach people who have nothing to do with it.
            '@' | '#' => out += &format!("&#{};", letter as u32),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(letter);
            }
            other => out.push(other),
        }
    }
    // An address would become a link of its own.
    out.replace("://", "&#58;//").replace("www.", "www&#46;")
}

fn code(id: &str) -> String {
    format!("<code>{}</code>", cell(id))
}
