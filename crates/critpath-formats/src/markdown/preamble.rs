//! The top of a document into its name, overview, start and deadline.

use critpath::diagnostic::{Code, Diagnostic};
use critpath::model::Span;

use super::draft::Owner;
use super::inline::{Inline, Slice};
use super::labels;
use super::outline::{Kind, Section};
use super::parts;
use super::reader::{Reader, name_of};
use super::sections::{Place, What};
use super::vocabulary::{self, Label, Role};
use super::work::{Flow, Lists};

/// The settings between two `---` at the very top: keys with their values, and the bytes of all of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct FrontMatter<'a> {
    /// Keys and values, and where the values stand.
    pub values: Vec<(&'a str, &'a str, Span)>,
    /// Length of it, with the marks.
    pub len: usize,
}

impl FrontMatter<'_> {
    /// The same settings in a text with this many bytes before them.
    pub fn shifted(mut self, by: usize) -> Self {
        for (_, _, span) in &mut self.values {
            let range = span.range();
            *span = Span::new(range.start + by, range.end + by);
        }
        self
    }
}

/// Reads the settings at the top, if there are any that are closed.
pub fn front_matter(text: &str) -> Option<FrontMatter<'_>> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let mark = first.trim_end();
    if mark != "---" && mark != "+++" {
        return None;
    }
    let mut found = FrontMatter { values: Vec::new(), len: first.len() };
    for line in lines {
        let start = found.len;
        found.len += line.len();
        if line.trim_end() == mark {
            return (!found.values.is_empty()).then_some(found);
        }
        // A blank line or a heading: it was a rule, and this is the document.
        if line.trim().is_empty() || line.starts_with('#') {
            return None;
        }
        let Some((key, value)) = line.split_once(if mark == "---" { ':' } else { '=' }) else { continue };
        let inner = value.trim().trim_matches(['"', '\'']);
        let at = start + (inner.as_ptr() as usize - line.as_ptr() as usize);
        found.values.push((key.trim(), inner, Span::new(at, at + inner.len())));
    }
    None
}

impl<'a> Reader<'a> {
    /// The text before the first heading, or under the title.
    pub fn preamble(&mut self, section: &'a Section, place: &'a Place<'a>) {
        if place.what == What::Title {
            self.title(place);
        }
        let outline = self.outline;
        let mut flow = Flow::new(Owner::Plan, self.preamble_lists(place));
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Paragraph(text) => {
                    if self.opening(text, place, &mut flow) {
                        self.place(index);
                    }
                }
                Kind::Item(_) | Kind::Table(_) if place.title_role.is_some() => {}
                Kind::Item(_) => self.listed(index, section, &mut flow),
                Kind::Table(table) => self.table(index, table, section, flow.owner),
                Kind::Code(_) | Kind::Html => {}
            }
        }
        if let Some(role) = place.title_role {
            self.about(0, section, place, role, Owner::Plan);
        }
    }

    /// A paragraph at the top: settings, and prose for the overview; a bold line may name a phase. Returns whether
    /// all of it found a place.
    fn opening(&mut self, text: &'a Inline, place: &Place<'a>, flow: &mut Flow) -> bool {
        let usual = self.preamble_lists(place);
        let (mut prose, mut all) = (Vec::new(), true);
        if flow.owner == Owner::Plan {
            flow.lists = usual;
        }
        for line in text.slice().lines() {
            if flow.owner != Owner::Plan {
                all &= self.line(line, flow);
                continue;
            }
            if self.opens_phase(line, flow) {
                continue;
            }
            match self.setting(line) {
                Setting::Taken => {}
                Setting::List(found) => flow.lists = Lists::of(found),
                Setting::Unknown if place.what != What::About(Role::Overview) => all = false,
                Setting::Unknown | Setting::Prose => prose.push(line.clean()),
            }
        }
        if !prose.is_empty() {
            labels::append(&mut self.drafts.document.overview, prose.join(" "));
        }
        all
    }

    /// Lists right under a title like `Project tasks` are what it says.
    fn preamble_lists(&self, place: &Place<'a>) -> Lists {
        match vocabulary::role(place.parts.name.str()).filter(|_| place.what == What::Title) {
            Some(Role::Work | Role::Schedule | Role::Strategy) => Lists::Tasks,
            Some(Role::Milestones) => Lists::Milestones,
            _ => Lists::Evident,
        }
    }

    fn title(&mut self, place: &'a Place<'a>) {
        self.drafts.document.name = name_of(&place.parts);
        self.drafts.document.span = Some(place.parts.whole.span());
        place.parts.attribute(&mut self.drafts.document, &mut self.drafts.diagnostics);
    }

    /// A line like `Start: 2026-12-07`.
    fn setting(&mut self, line: Slice<'a>) -> Setting {
        // A whole line in emphasis is a remark like "Last updated: …".
        let bold = parts::bold_lead(line);
        let Some(lead) = bold.or_else(|| parts::plain_lead(line)) else { return Setting::Prose };
        match vocabulary::label(lead.name.str()) {
            Some(label) if lead.value.is_blank() => Setting::List(label),
            Some(label) if self.apply_label(Owner::Plan, label, lead.value) => Setting::Taken,
            _ if bold.is_some() && lead.value.is_blank() => Setting::Unknown,
            label if label.is_some() || bold.is_some() => {
                let name = vocabulary::normal(lead.name.str()).replace(' ', "_");
                labels::keep(&mut self.drafts.document.extensions, "settings", &name, lead.value.clean());
                Setting::Taken
            }
            _ => Setting::Prose,
        }
    }

    /// The settings at the top.
    pub fn settings(&mut self, settings: &FrontMatter<'_>) {
        use critpath::time::Moment;
        for &(key, value, span) in &settings.values {
            let document = &mut self.drafts.document;
            let date = Moment::parse(value).ok();
            match (vocabulary::normal(key).as_str(), date) {
                ("title" | "name", _) => document.name = value.to_owned(),
                ("start" | "start date", Some(date)) => document.start = Some(date),
                ("deadline" | "finish" | "end", Some(date)) => document.deadline = Some(date),
                ("data date", Some(date)) => document.data_date = Some(date),
                ("time zone" | "timezone", _) => document.time_zone = Some(value.to_owned()),
                ("calendar", _) => document.calendar = Some(value.to_owned()),
                ("description", _) => labels::append(&mut document.overview, value.to_owned()),
                ("start" | "start date" | "deadline" | "finish" | "end" | "data date", None) => {
                    self.drafts.diagnostics.push(
                        Diagnostic::new(Code::DateInvalid, format!("`{value}` is no date"))
                            .at(span)
                            .help("write it like 2026-12-07"),
                    );
                }
                _ => labels::keep(&mut document.extensions, "settings", key, value),
            }
        }
    }
}

/// What a line at the top of a document is.
enum Setting {
    /// A setting that found its place.
    Taken,
    /// A label without a value: a list follows.
    List(Label),
    /// A label that has no meaning here, like `Version`.
    Unknown,
    /// Text.
    Prose,
}
