//! What no noun took into fragments, so that nothing is lost, and into findings, so that nobody is surprised.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::{Document, Fragment, Span};

use super::foreign::Foreign;
use super::outline::{Kind, Outline};
use super::reader::Reader;
use super::sections::What;
use super::vocabulary::Role;

impl Reader<'_> {
    /// Keeps everything that no noun took. A section of which nothing was taken is one fragment with all that is in it.
    pub fn keep_rest(&mut self, text: &str) {
        let empty = self.empty_subtrees();
        let mut unknown = Vec::new();
        let mut section = 0;
        while section < self.outline.sections.len() {
            if empty[section] && section > 0 {
                unknown.extend(self.keep_subtree(section, text));
                section = self.outline.sections[section].last;
            } else {
                self.keep_blocks(section, text);
                section += 1;
            }
        }
        self.drafts.diagnostics.extend(report(&unknown));
    }

    /// For each section, whether it has blocks of its own, and nothing in it or below was taken.
    fn empty_subtrees(&self) -> Vec<bool> {
        let sections = &self.outline.sections;
        let untouched = |index: usize| {
            let what = self.places.get(index).map(|place| place.what);
            matches!(what, Some(What::About(Role::Plain | Role::Aside)))
                && sections[index].blocks.clone().all(|block| !self.placed[block])
        };
        let mut empty: Vec<bool> = (0..sections.len()).map(untouched).collect();
        for index in (1..sections.len()).rev() {
            if let (false, Some(parent)) = (empty[index], sections[index].parent) {
                empty[parent] = false;
            }
        }
        empty
    }

    /// Keeps a section with all below it. Returns its heading if it is none of those that are only about the document.
    fn keep_subtree(&mut self, section: usize, text: &str) -> Option<(String, Span)> {
        let range = self.outline.source_of_subtree(section, text.len());
        let source = text.get(range.clone()).unwrap_or_default().trim_end();
        let heading = self.outline.sections[section].heading.slice().clean();
        let span = Span::new(range.start, range.start + source.len());
        let is_aside = self.places[section].what == What::About(Role::Aside);
        let reason = if is_aside { "prose" } else { "unknown_section" };
        self.drafts.document.unplaced.push(fragment(heading.clone(), source, reason, span));
        let start = self.outline.sections[section].heading_source.start;
        let end = self.outline.sections[section].heading.source().end.max(start);
        (!is_aside).then_some((heading, Span::new(start, end)))
    }

    /// Neighbouring blocks that were not taken, of a section of which something else was.
    fn keep_blocks(&mut self, section: usize, text: &str) {
        let blocks = self.outline.sections[section].blocks.clone();
        let mut run: Option<std::ops::Range<usize>> = None;
        for index in blocks {
            let block = &self.outline.blocks[index];
            let skip = self.placed[index]
                || is_comment(&block.kind, text.get(block.source.clone()).unwrap_or_default());
            // What a block holds may be placed although it is not, and the other way round.
            let own = own_source(self.outline, index);
            match (&mut run, skip) {
                (Some(range), false) => range.end = range.end.max(own.end),
                (None, false) => run = Some(own),
                (Some(_), true) => self.keep_run(section, &mut run, text),
                (None, true) => {}
            }
        }
        self.keep_run(section, &mut run, text);
    }

    fn keep_run(&mut self, section: usize, run: &mut Option<std::ops::Range<usize>>, text: &str) {
        let Some(range) = run.take() else { return };
        let source = text.get(range.clone()).unwrap_or_default().trim_end();
        if source.is_empty() {
            return;
        }
        let heading = self.outline.sections[section].heading.slice().clean();
        let span = Span::new(range.start, range.start + source.len());
        self.drafts.document.unplaced.push(fragment(heading, source, "prose", span));
    }
}

/// One finding for all sections that nothing is known about: most guides have many.
fn report(sections: &[(String, Span)]) -> Option<Diagnostic> {
    let ((heading, span), others) = sections.split_first()?;
    let message = match others.len() {
        0 => format!("the section `{heading}` states nothing that a plan has; it is kept as it stands"),
        more => format!("{} sections state nothing that a plan has; they are kept as they stand", more + 1),
    };
    let found = Diagnostic::new(Code::TextUnplaced, message).at(*span);
    Some(others.iter().fold(found, |found, (_, span)| found.label(*span, "this one too")))
}

/// The bytes of a block without those of the blocks inside it.
fn own_source(outline: &Outline, index: usize) -> std::ops::Range<usize> {
    let block = &outline.blocks[index];
    match outline.blocks.get(index + 1).filter(|_| block.end > index + 1) {
        Some(inside) => block.source.start..inside.source.start.max(block.source.start),
        None => block.source.clone(),
    }
}

fn is_comment(kind: &Kind, source: &str) -> bool {
    let source = source.trim();
    matches!(kind, Kind::Html)
        && (source.starts_with("<!--")
            || source.starts_with('<') && source.ends_with('>') && !source.contains(' '))
}

/// Keeps foreign text, and reports it.
pub fn keep_foreign(
    document: &mut Document,
    diagnostics: &mut Vec<Diagnostic>,
    outline: &Outline,
    foreign: &[Foreign],
    text: &str,
) {
    for found in foreign {
        let range = found.source.clone();
        let after = outline.sections.partition_point(|section| section.heading_source.start <= range.start);
        let heading = after.checked_sub(1).and_then(|index| outline.sections.get(index));
        let heading = heading.map(|section| section.heading.slice().clean()).unwrap_or_default();
        let span = Span::new(range.start, range.end);
        diagnostics.push(
            Diagnostic::new(
                Code::TextForeign,
                format!("text that does not belong to the document begins with `{}`", found.mark),
            )
            .at(span)
            .help("remove it; it is kept out of the plan"),
        );
        let source = text.get(range).unwrap_or_default();
        document.unplaced.push(fragment(heading, source, "foreign_text", span));
    }
}

fn fragment(heading: String, text: &str, reason: &str, span: Span) -> Fragment {
    Fragment {
        heading,
        text: text.to_owned(),
        reason: reason.to_owned(),
        span: Some(span),
        ..Fragment::default()
    }
}
