//! Findings into messages for a terminal: the source line underlined, other places beside it, the remedy below.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Padding, Patch, Renderer, Snippet, normalize_untrusted_str,
};
use critpath::diagnostic::{Diagnostic, Fix, Label, Severity, SourceText};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::excerpt::{Excerpt, Mark, MarkedLines, without_c1};

/// Other places that one message shows; it says how many there are beyond.
const PLACES: usize = 12;
/// The same for what is only worth knowing.
const PLACES_OF_INFO: usize = 3;

/// Findings that are written out; beyond them it says how many there are.
const MOST: usize = 100;

/// Room that a label has at least, in columns.
const LABEL: usize = 40;

/// Writes each finding with its source lines, a blank line after each; of very many the worst ones. Nothing in the sources or the findings
/// reaches the terminal as a control character.
pub fn diagnostics(
    diagnostics: &[Diagnostic],
    sources: &[SourceText<'_>],
    color: bool,
    width: usize,
) -> String {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(width);
    let mut text = String::new();
    for diagnostic in worst(diagnostics) {
        let rendered = renderer.render(&report(diagnostic, sources, width));
        text.extend(rendered.lines().filter(|line| !names_no_place(line)).flat_map(|line| [line, "\n"]));
        text += "\n";
    }
    if let Some(beyond @ 1..) = diagnostics.len().checked_sub(MOST) {
        text +=
            &format!("... and {beyond} more findings; `critpath check --format json` lists all of them\n\n");
    }
    text
}

/// As many findings as are written out, errors before warnings before notes, each kind in its order.
fn worst(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut worst: Vec<&Diagnostic> = diagnostics.iter().collect();
    if worst.len() > MOST {
        worst.sort_by_key(|diagnostic| diagnostic.severity);
        worst.truncate(MOST);
    }
    worst
}

fn report(diagnostic: &Diagnostic, sources: &[SourceText<'_>], width: usize) -> Vec<Group<'static>> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let code = diagnostic.code.as_str();
    let prefix = diagnostic.severity.as_str().len() + code.len() + "[]: ".len();
    let title = level.primary_title(wrapped(&diagnostic.message, width, prefix)).id(code);
    let (marks, beyond) = marks(diagnostic, sources, width);
    let mut group = Group::with_title(title);
    let elements: Vec<Element<'static>> = MarkedLines::split(marks)
        .into_iter()
        .enumerate()
        .flat_map(|(at, lines)| excerpt(sources, lines, at > 0))
        .collect();
    if elements.is_empty()
        && let Some(source) = sources.first()
    {
        group = group.element(Origin::path(clean(&source.name)));
    }
    group = group.elements(elements);
    if beyond > 0 {
        group = group.element(Level::NOTE.message(beyond_text(beyond)));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(wrapped(help, width, "   = help: ".len() + 4)));
    }
    let patch = diagnostic.fix.as_ref().and_then(|fix| patch(fix, sources));
    std::iter::once(group).chain(patch).collect()
}

/// Whether a line announces a place without naming one. The renderer writes it before an excerpt that knows no place,
/// also where the place stands right above.
fn names_no_place(line: &str) -> bool {
    let mut styled = line.split('\u{1b}');
    let first = styled.next().unwrap_or_default();
    let visible = styled.filter_map(|part| part.split_once('m')).map(|(_, visible)| visible);
    line.contains(":::") && std::iter::once(first).chain(visible).collect::<String>().trim() == ":::"
}

fn beyond_text(places: usize) -> String {
    if places == 1 { "and 1 more place".into() } else { format!("and {places} more places") }
}

/// The place of a finding, then those of its labels, and how many are left out.
fn marks(diagnostic: &Diagnostic, sources: &[SourceText<'_>], width: usize) -> (Vec<Mark>, usize) {
    let label = |label: &Label| clipped(&label.message, width.saturating_sub(LABEL).max(LABEL));
    let own = diagnostic.labels.iter().find(|label| Some(label.span) == diagnostic.span);
    let primary = diagnostic.span.map(|span| (span, own.map(label), true));
    let others = diagnostic.labels.iter().filter(|label| Some(label.span) != diagnostic.span);
    let places = if diagnostic.severity == Severity::Info { PLACES_OF_INFO } else { PLACES };
    let beyond = others.clone().count().saturating_sub(places);
    let others = others.take(places).map(|other| (other.span, Some(label(other)), false));
    let marks = primary.into_iter().chain(others).filter_map(|(span, label, primary)| {
        let source = sources.get(span.source as usize)?;
        Some(Mark::new(source, span, label, primary))
    });
    (marks.collect(), beyond)
}

/// The lines of some marks, underlined; set apart from what stands above, if anything does.
fn excerpt(sources: &[SourceText<'_>], lines: MarkedLines, follows: bool) -> Vec<Element<'static>> {
    let Some(source) = sources.get(lines.source) else { return Vec::new() };
    let excerpt = Excerpt::new(source, &lines);
    let annotations = lines.marks.iter().map(|mark| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        kind.span(excerpt.range(mark)).label(mark.label.clone())
    });
    let annotations: Vec<_> = annotations.collect();
    let path = clean(&source.name);
    // Of a cut line the excerpt does not know the column, so the place is stated beside it.
    let clipped_at = lines.place().filter(|_| excerpt.is_clipped);
    let snippet = Snippet::source(excerpt.text).line_start(lines.first as usize).annotations(annotations);
    match clipped_at {
        Some((line, column)) => {
            let place = Origin::path(path).line(line as usize).char_column(column as usize);
            let gap = follows.then_some(Padding.into());
            gap.into_iter().chain([place.into(), snippet.into()]).collect()
        }
        None => vec![snippet.path(path).into()],
    }
}

/// The edits of a fix as a change of the lines; none where they cannot be shown whole.
fn patch(fix: &Fix, sources: &[SourceText<'_>]) -> Option<Group<'static>> {
    let first = fix.edits.first()?;
    let source = sources.get(first.span.source as usize)?;
    let marks: Vec<Mark> = fix.edits.iter().map(|edit| Mark::new(source, edit.span, None, false)).collect();
    let [lines] = <[MarkedLines; 1]>::try_from(MarkedLines::split(marks)).ok()?;
    let excerpt = Excerpt::new(source, &lines);
    if excerpt.is_clipped {
        return None;
    }
    // Marks are in the order of the text, as the edits of a fix are.
    let patches = lines.marks.iter().zip(&fix.edits);
    let patches: Vec<_> =
        patches.map(|(mark, edit)| Patch::new(excerpt.range(mark), clean(&edit.replacement))).collect();
    let title = Level::HELP.secondary_title(clean(&fix.title));
    let snippet = Snippet::source(excerpt.text).path(clean(&source.name)).line_start(lines.first as usize);
    Some(title.element(snippet.patches(patches)))
}

/// A text on one line without control characters.
fn clean(text: &str) -> String {
    normalize_untrusted_str(&without_c1(&text.replace(['\n', '\r'], " ")))
}

/// A text of at most so many columns.
fn clipped(text: &str, columns: usize) -> String {
    let text = clean(text);
    if text.width() <= columns {
        return text;
    }
    let mut left = columns.saturating_sub(1);
    let fits = |letter: &char| {
        let width = letter.width().unwrap_or(0);
        let fits = width <= left;
        left = left.saturating_sub(width);
        fits
    };
    text.chars().take_while(fits).chain(['…']).collect()
}

/// A text in lines that leave `indent` columns free.
fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let room = width.saturating_sub(indent).max(LABEL);
    let mut lines = String::new();
    let mut column = 0;
    for word in clean(text).split(' ') {
        if column > 0 && column + 1 + word.width() > room {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += word.width();
    }
    lines
}

#[cfg(test)]
mod tests {
    use critpath::diagnostic::{Code, TextEdit};
    use critpath::model::Span;
    use proptest::prelude::*;

    use super::*;

    fn rendered(text: &str, diagnostic: Diagnostic) -> String {
        diagnostics(&[diagnostic], &[SourceText::new("guide.md", text)], false, 90)
    }

    fn at(text: &str, part: &str) -> Span {
        let start = text.find(part).expect("the text says so");
        Span::new(start, start + part.len())
    }

    #[test]
    fn the_source_is_underlined_with_labels_help_and_fix() {
        let text = "# Plan\n- Build {#build 2h}\n- Test {#test 1h after=biuld}\n- Ship {#ship}\n";
        let found = Diagnostic::new(
            Code::IdUnknown,
            "the task `test` comes after `biuld`, but there is no task or phase with this id",
        )
        .at(at(text, "biuld"))
        .label(at(text, "#build"), "this one is close")
        .help("did you mean `build`?")
        .fix(
            "replace `biuld` by `build`",
            vec![TextEdit { span: at(text, "biuld"), replacement: "build".into() }],
        );
        insta::assert_snapshot!(rendered(text, found));
    }

    #[test]
    fn far_labels_long_lines_and_tall_spans_stay_small() {
        let filler = "- filler\n".repeat(500);
        let long = format!("{}needle{}\n", "x".repeat(5_000), "y".repeat(5_000));
        let text = format!("# Plan\n{filler}{long}tall\n{filler}\t- wide 計画 {{x}}\n");
        let tall = text.find("tall").expect("it is there");
        let found = Diagnostic::new(Code::GraphCycle, "a message")
            .at(at(&text, "needle"))
            .label(Span::new(tall, tall + 200), "many lines")
            .label(at(&text, "計画"), "wide");
        insta::assert_snapshot!(rendered(&text, found.clone()));
        let colored = diagnostics(&[found], &[SourceText::new("guide.md", text.as_str())], true, 90);
        assert!(!colored.lines().any(names_no_place), "{colored}");
        assert_eq!(colored.matches(":::").count(), 1, "{colored}");
    }

    #[test]
    fn an_object_is_shown_by_its_first_words_and_notes_by_few_places() {
        let text = "[\n  {\n    \"id\": 1,\n    \"a\": 2,\n    \"b\": 3,\n    \"c\": 4\n  }\n]\n";
        let object = Diagnostic::new(Code::JsonShape, "odd").at(at(text, &text[4..]));
        insta::assert_snapshot!(rendered(text, object), @r#"
        warning[json.shape]: odd
         --> guide.md:3:5
          |
        3 |     "id": 1,
          |     ^^^^^^^^ up to line 8
        "#);
        let lines: String = (0..6).map(|at| format!("# {at}\n")).collect();
        let note = (1..6)
            .fold(Diagnostic::new(Code::TextUnplaced, "kept").at(Span::new(0, 3)), |note, line| {
                note.label(Span::new(4 * line, 4 * line + 3), "this one too")
            });
        assert!(rendered(&lines, note).ends_with("= note: and 2 more places\n\n"));
    }

    #[test]
    fn findings_without_place_and_at_the_end_are_shown() {
        let nowhere =
            rendered("a\n", Diagnostic::new(Code::TextNoPlan, "nothing in `guide.md` states a plan"));
        insta::assert_snapshot!(nowhere, @r"
        warning[text.no_plan]: nothing in `guide.md` states a plan
        --> guide.md
        ");
        let end = rendered("a\n", Diagnostic::new(Code::TextNoPlan, "at the end").at(Span::new(2, 2)));
        insta::assert_snapshot!(end, @r"
        warning[text.no_plan]: at the end
         --> guide.md:2:1
          |
        2 |
          | ^
        ");
    }

    #[test]
    fn hostile_text_does_not_reach_the_terminal() {
        let text = "- \u{1b}[31mred\u{7} \u{202e}evil\n";
        let found = Diagnostic::new(Code::NameMissing, "a \u{1b}[2J\u{9b}name\nwith a break")
            .at(Span::new(0, text.len()))
            .label(Span::new(0, 1), "\u{1b}]0;title\u{7}");
        let shown = rendered(text, found);
        assert!(shown.chars().all(|c| c == '\n' || !c.is_control()), "{shown:?}");
        assert!(!shown.contains('\u{202e}'), "{shown:?}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(256))]

        #[test]
        fn any_text_with_any_spans_is_rendered(
            text in "[a\t計é\r\n\u{301}\u{200b} ]{0,120}",
            spans in prop::collection::vec((0_u32..2, 0_u32..160, 0_u32..160), 1..6),
            width in 0_usize..200,
        ) {
            let mut spans = spans.into_iter().map(|(source, start, end)| Span { source, start, end });
            let mut found = Diagnostic::new(Code::IdUnknown, "m").at(spans.next()).help("help");
            for span in spans {
                found = found.fix("mend", vec![TextEdit { span, replacement: "x".into() }]).label(span, "label");
            }
            let shown = diagnostics(&[found], &[SourceText::new("a.md", text.as_str())], true, width);
            prop_assert!(shown.contains("id.unknown"));
        }
    }
}
