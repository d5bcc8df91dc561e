//! A verdict into a sheet for a terminal: the reasons against it first, each with what would change it.

use critpath::model::result::{GateReason, GateResult, Verdict};

use super::{ORDER, counts, facts, mark, saying, subject, title, word};
use crate::escape;
use crate::text::{Style, TextOptions, flow, paint};

/// Writes the sheet. O(n).
pub fn text(result: &GateResult, options: &TextOptions) -> String {
    let verdict = paint(word(result.verdict), style(result.verdict), options.color);
    let mut out = format!("{verdict}  {}\n", paint(&title(result), Style::Strong, options.color));
    let mut about = vec![counts(result)];
    about.extend(facts(result));
    out += &paint(&flow(&about, "  \u{b7}  ", options.columns()), Style::Faint, options.color);
    out += "\n";
    for verdict in ORDER {
        for (at, reason) in saying(&result.reasons, verdict).enumerate() {
            if at == 0 {
                out += &format!("\n{}\n", paint(word(verdict), style(verdict), options.color));
            }
            out += &reason_text(reason, options);
        }
    }
    out
}

/// How a verdict is painted.
pub(crate) fn style(verdict: Verdict) -> Style {
    match verdict {
        Verdict::Go => Style::Task,
        Verdict::NoGo => Style::Critical,
        Verdict::Inconclusive => Style::Now,
    }
}

/// A reason: what it is about, why, and what would change it.
pub(crate) fn reason_text(reason: &GateReason, options: &TextOptions) -> String {
    let name = escape::line(&reason.name);
    let mut about = vec![subject(reason.kind).to_owned(), escape::line(&reason.subject).into_owned()];
    about.extend(reason.owner.iter().map(|owner| escape::line(owner).into_owned()));
    about.extend(reason.advisory.then(|| "advisory".to_owned()));
    let head = format!(
        "  {} {}  {}",
        paint(mark(reason.verdict), style(reason.verdict), options.color),
        paint(&name, Style::Strong, options.color),
        paint(&format!("({})", about.join(", ")), Style::Faint, options.color)
    );
    let mut out = head + "\n";
    out += &paragraph(&reason.detail, "    ", "    ", options);
    if let Some(needed) = &reason.needed {
        out += &paragraph(needed, "    \u{2192} ", "      ", options);
    }
    out
}

/// Words in lines that are indented, the first one perhaps otherwise.
fn paragraph(content: &str, first: &str, rest: &str, options: &TextOptions) -> String {
    let content = escape::line(content);
    let words: Vec<String> = content.split(' ').map(str::to_owned).collect();
    let lines = flow(&words, " ", options.columns().saturating_sub(rest.len()));
    let line = |(at, line): (usize, &str)| format!("{}{line}\n", if at == 0 { first } else { rest });
    lines.lines().enumerate().map(line).collect()
}
