//! The statements of a chart into its settings, sections and bars.

use std::ops::Range;

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;

use super::MermaidGantt;
use super::date_format::{ChartTime, DateFormat};
use super::length::Length;
use super::name::decode;
use super::statement::{Statement, trimmed};

/// Turns a range of the code into a span.
type At<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// A bar as the chart states it.
#[derive(Debug, Default)]
pub(super) struct Bar {
    pub name: String,
    pub line: Range<usize>,
    pub section: Option<usize>,
    pub tags: Vec<&'static str>,
    pub id: Option<(String, Range<usize>)>,
    pub start: Start,
    pub start_range: Range<usize>,
    pub end: End,
    pub end_range: Range<usize>,
}

#[derive(Debug, Default)]
pub(super) enum Start {
    /// Where the bar above ends.
    #[default]
    Above,
    /// Where the last of these ends.
    After(Vec<(String, Range<usize>)>),
    At(ChartTime),
    /// It cannot be read.
    Broken,
}

#[derive(Debug, Default)]
pub(super) enum End {
    Length(Length),
    At(ChartTime),
    /// Where the first of these starts.
    Until(Vec<(String, Range<usize>)>),
    /// There is none, or it cannot be read.
    #[default]
    None,
}

/// A chart while it is read.
pub(super) struct Chart<'a> {
    pub code: &'a str,
    pub at: At<'a>,
    pub format: DateFormat,
    pub weekends_free: bool,
    pub inclusive: bool,
    pub sections: Vec<(String, Range<usize>)>,
    pub bars: Vec<Bar>,
    pub found: MermaidGantt,
    pub suggestions: usize,
}

const TAGS: &[&str] = &["active", "done", "crit", "milestone", "vert"];

impl<'a> Chart<'a> {
    pub fn new(code: &'a str, at: At<'a>) -> Self {
        Chart {
            code,
            at,
            format: DateFormat::default(),
            weekends_free: false,
            inclusive: false,
            sections: Vec::new(),
            bars: Vec::new(),
            found: MermaidGantt::default(),
            suggestions: 0,
        }
    }

    pub fn report(&mut self, code: Code, message: String, range: Range<usize>, help: &str) {
        let span = (self.at)(range);
        self.found.diagnostics.push(Diagnostic::new(code, message).at(span).help(help));
    }

    pub fn take(&mut self, statement: Statement) {
        let text = |range: &Range<usize>| decode(&self.code[range.clone()]).into_owned();
        match statement {
            Statement::Title(range) => {
                self.found.title = Some(text(&range)).filter(|title| !title.is_empty())
            }
            Statement::DateFormat(range) => self.format = DateFormat::new(&text(&range)),
            Statement::InclusiveEndDates => self.inclusive = true,
            Statement::Excludes(range) => self.take_excludes(range),
            Statement::Section(range) => self.sections.push((text(&range), range)),
            Statement::Task { line, name, data } => self.take_bar(line, name, data),
            Statement::Unknown(range) => {
                let help =
                    "a bar is a name, a colon, and its id, start and length: Build :build, after plan, 3d";
                let message = format!("`{}` is no statement of a gantt chart", excerpt(&text(&range)));
                self.report(Code::TextUnplaced, message, range, help);
            }
        }
    }

    fn take_excludes(&mut self, range: Range<usize>) {
        let words = self.code[range.clone()].to_ascii_lowercase();
        let has = |word: &str| words.split([',', ' ']).any(|part| part.trim() == word);
        self.weekends_free |= has("weekends") || (has("saturday") && has("sunday"));
        let other = |part: &str| !part.is_empty() && !["weekends", "saturday", "sunday"].contains(&part);
        if words.split([',', ' ']).any(other) {
            let help = "state free days in the calendar of the plan";
            self.report(
                Code::TextUnplaced,
                "only weekends are taken over from `excludes`".into(),
                range,
                help,
            );
        }
    }

    fn take_bar(&mut self, line: Range<usize>, name: Range<usize>, data: Range<usize>) {
        let mut bar = Bar {
            name: decode(&self.code[name]).into_owned(),
            line,
            section: self.sections.len().checked_sub(1),
            start_range: data.clone(),
            end_range: data.clone(),
            ..Bar::default()
        };
        let mut items = self.items(data);
        let tags = items.iter().map_while(|item| self.tag(item)).collect::<Vec<_>>();
        items.drain(..tags.len());
        bar.tags = tags;
        match &items[..] {
            [] => {}
            [only] if self.is_start(only) && starts_after(self.text(only)) => {
                self.set_start(&mut bar, only.clone())
            }
            [end] => self.set_end(&mut bar, end.clone()),
            [first, end] if !self.is_start(first) && is_id(self.text(first)) => {
                bar.id = Some((self.text(first).to_owned(), first.clone()));
                match starts_after(self.text(end)) {
                    true => self.set_start(&mut bar, end.clone()),
                    false => self.set_end(&mut bar, end.clone()),
                }
            }
            [start, end] => {
                self.set_start(&mut bar, start.clone());
                self.set_end(&mut bar, end.clone());
            }
            [id, start, end, ..] => {
                bar.id = Some((self.text(id).to_owned(), id.clone())).filter(|(id, _)| !id.is_empty());
                self.set_start(&mut bar, start.clone());
                self.set_end(&mut bar, end.clone());
            }
        }
        self.bars.push(bar);
    }

    fn text(&self, range: &Range<usize>) -> &'a str {
        &self.code[range.clone()]
    }

    fn items(&self, data: Range<usize>) -> Vec<Range<usize>> {
        let mut start = data.start;
        let mut items = Vec::new();
        for part in self.code[data].split(',') {
            items.push(trimmed(self.code, start..start + part.len()));
            start += part.len() + 1;
        }
        items
    }

    fn tag(&self, item: &Range<usize>) -> Option<&'static str> {
        TAGS.iter().find(|tag| self.text(item) == **tag).copied()
    }

    fn is_start(&self, item: &Range<usize>) -> bool {
        starts_after(self.text(item)) || self.format.read(self.text(item)).is_some()
    }

    fn ids(&self, item: &Range<usize>) -> Vec<(String, Range<usize>)> {
        let text = self.text(item);
        let skip = text.find(char::is_whitespace).unwrap_or(text.len());
        let mut start = item.start + skip;
        let mut ids = Vec::new();
        for part in text[skip..].split(char::is_whitespace) {
            if !part.is_empty() {
                ids.push((part.to_owned(), start..start + part.len()));
            }
            start += part.len() + 1;
        }
        ids
    }

    fn set_start(&mut self, bar: &mut Bar, item: Range<usize>) {
        let text = self.text(&item);
        bar.start_range = item.clone();
        bar.start = if text.is_empty() {
            Start::Above
        } else if starts_after(text) {
            Start::After(self.ids(&item))
        } else if let Some(time) = self.format.read(text) {
            Start::At(time)
        } else {
            let message = format!("`{}` is no date in the chart's `dateFormat`", excerpt(text));
            self.report(
                Code::DateInvalid,
                message,
                item,
                "write the start in the format that `dateFormat` states",
            );
            Start::Broken
        };
    }

    fn set_end(&mut self, bar: &mut Bar, item: Range<usize>) {
        let text = self.text(&item);
        bar.end_range = item.clone();
        bar.end = if let Some(length) = Length::parse(text) {
            End::Length(length)
        } else if text.split_whitespace().next() == Some("until") {
            End::Until(self.ids(&item))
        } else if let Some(time) = self.format.read(text) {
            End::At(time)
        } else {
            let message =
                format!("`{}` is neither a length nor a date in the chart's `dateFormat`", excerpt(text));
            self.report(
                Code::DurationInvalid,
                message,
                item,
                "write a length like 3d or 4h, a date, or `until` and an id",
            );
            End::None
        };
    }
}

fn starts_after(text: &str) -> bool {
    text.split_whitespace().next() == Some("after") && text.len() > "after".len()
}

fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
}

/// At most the first 60 characters of a text, for messages.
pub(super) fn excerpt(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
