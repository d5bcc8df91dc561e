//! Findings into cards by severity, each with its line of the source.

use critpath::diagnostic::{Diagnostic, Severity, SourceText};
use critpath::model::Span;

use crate::escape::markup;

use super::parts::{Html, Section, badge, prose, text, wrap};

/// Characters of a source line that are shown around a finding.
const EXCERPT: usize = 160;

pub(super) fn findings(diagnostics: &[Diagnostic], sources: &[SourceText<'_>]) -> Option<Section> {
    let groups = [
        (Severity::Error, "Errors", " open=\"open\""),
        (Severity::Warning, "Warnings", " open=\"open\""),
        (Severity::Info, "Notes", ""),
    ];
    let body = groups.into_iter().map(|(severity, title, open)| {
        let found: Vec<&Diagnostic> = diagnostics.iter().filter(|d| d.severity == severity).collect();
        if found.is_empty() {
            return Html::default();
        }
        let cards: Html = found.iter().map(|diagnostic| card(diagnostic, sources)).sum();
        Html(format!(
            "<details class=\"group {}\"{open}><summary>{title} <span class=\"count\">{}</span></summary>\n{}</details>\n",
            severity.as_str(),
            found.len(),
            cards.0
        ))
    });
    Section::new("findings", "Findings", diagnostics.len(), body.sum())
}

fn card(diagnostic: &Diagnostic, sources: &[SourceText<'_>]) -> Html {
    let place = diagnostic.span.and_then(|span| place(span, sources)).unwrap_or_default();
    let head = wrap("span", "message", &prose(&diagnostic.message))
        + badge("code", diagnostic.code.as_str())
        + wrap("span", "place", &text(&place));
    let mut inner = wrap("div", "head", &head);
    inner += diagnostic.span.and_then(|span| excerpt(span, sources)).unwrap_or_default();
    for label in &diagnostic.labels {
        let line = place_line(label.span, sources).map(|line| format!("line {line}: ")).unwrap_or_default();
        inner += wrap("p", "label", &(text(&line) + prose(&label.message)));
    }
    inner += wrap("p", "help", &diagnostic.help.as_deref().map(prose).unwrap_or_default());
    inner += wrap("p", "help", &diagnostic.fix.as_ref().map(|fix| prose(&fix.title)).unwrap_or_default());
    wrap("div", "finding", &inner) + "\n".into()
}

fn source<'a>(span: Span, sources: &'a [SourceText<'a>]) -> Option<&'a SourceText<'a>> {
    sources.get(span.source as usize)
}

fn place_line(span: Span, sources: &[SourceText<'_>]) -> Option<u32> {
    Some(source(span, sources)?.position(span.start).line)
}

/// `guide.md:12:3`.
fn place(span: Span, sources: &[SourceText<'_>]) -> Option<String> {
    let source = source(span, sources)?;
    let position = source.position(span.start);
    Some(format!("{}:{}:{}", source.name, position.line, position.column))
}

/// The first line of a span, its part of it marked; of a long line what is near.
fn excerpt(span: Span, sources: &[SourceText<'_>]) -> Option<Html> {
    let source = source(span, sources)?;
    let (start, end) = source.positions(span);
    let line: Vec<char> = source.line(start.line).chars().collect();
    let from = (start.column as usize - 1).min(line.len());
    let to =
        if end.line > start.line { line.len() } else { (end.column as usize - 1).clamp(from, line.len()) };
    let first = if line.len() > EXCERPT { from.saturating_sub(EXCERPT / 4) } else { 0 };
    let last = line.len().min(first + EXCERPT);
    let part =
        |from: usize, to: usize| markup(&line[from.min(last)..to.min(last)].iter().collect::<String>());
    let cut = |cut: bool| if cut { "\u{2026}" } else { "" };
    let marked = wrap("mark", "", &Html(part(from, to)));
    Some(Html(format!(
        "<pre><span class=\"number\">{}</span>{}{}{}{}{}</pre>",
        start.line,
        cut(first > 0),
        part(first, from),
        marked.0,
        part(to.max(first), last),
        cut(last < line.len()),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_mark_the_span() {
        let sources = [SourceText::new("a.md", "# Plan\n- <b> x\n")];
        let html = excerpt(Span::new(9, 12), &sources).unwrap().0;
        assert_eq!(html, "<pre><span class=\"number\">2</span>- <mark>&lt;b&gt;</mark> x</pre>");
        assert!(excerpt(Span::in_source(3, 0, 1), &sources).is_none());
        let long = [SourceText::new("a.md", "x".repeat(100_000))];
        assert!(excerpt(Span::new(50_000, 60_000), &long).unwrap().0.len() < 400);
        assert!(excerpt(Span::new(99_999, 1_000_000), &long).is_some());
    }
}
