//! Walks the sections of an outline and hands each to the reader of its nouns.

use std::collections::BTreeMap;

use critpath::diagnostic::{Code, Diagnostic, Severity};
use critpath::model::{Span, StrategyStep};

use super::draft::{Drafts, Owner, PhaseDraft, TaskDraft};
use super::inline::{Inline, Slice};
use super::labels;
use super::outline::{Kind, Outline, Section};
use super::parts::{Counted, Parts};
use super::sections::{Place, What};
use super::vocabulary::{self, Role};
use super::work::Lists;

/// The state of a reading.
#[derive(Debug)]
pub struct Reader<'a> {
    /// Sections and blocks.
    pub outline: &'a Outline,
    /// What each section is.
    pub places: &'a [Place<'a>],
    /// What has been read.
    pub drafts: Drafts,
    /// Which blocks some noun took.
    pub placed: Vec<bool>,
    /// What the contents of each section belong to.
    pub owners: Vec<Owner>,
    /// Numbered phases, to find the same one again: `phase 1` with the words of its name.
    numbered: BTreeMap<String, Vec<(usize, Vec<String>)>>,
}

/// Phases nest no deeper in a guide that people read; the bound keeps the way up short.
const DEEPEST: usize = 32;

impl<'a> Reader<'a> {
    /// A reader at the beginning.
    pub fn new(outline: &'a Outline, places: &'a [Place<'a>]) -> Self {
        Reader {
            outline,
            places,
            drafts: Drafts::default(),
            placed: vec![false; outline.blocks.len()],
            owners: vec![Owner::Plan; outline.sections.len()],
            numbered: BTreeMap::new(),
        }
    }

    /// Reads everything.
    pub fn read(&mut self) {
        for (index, (section, place)) in self.outline.sections.iter().zip(self.places).enumerate() {
            let parent =
                section.parent.and_then(|parent| self.owners.get(parent)).copied().unwrap_or(Owner::Plan);
            let owner = self.section(index, section, place, parent);
            if let Some(slot) = self.owners.get_mut(index) {
                *slot = owner;
            }
        }
        self.drafts.join_phase_rows();
        self.charts();
    }

    /// Reads a section; returns what its subsections belong to.
    fn section(&mut self, index: usize, section: &'a Section, place: &'a Place<'a>, parent: Owner) -> Owner {
        match place.what {
            What::Before | What::Title => self.preamble(section, place),
            What::Phase | What::Group => return self.phase_section(section, place, parent),
            What::Task => return self.task_section(section, place, parent),
            What::Step => {
                let step = self.open_step(&place.parts, heading_span(section));
                self.content(section, Owner::Step(step), usual(place));
                return Owner::Step(step);
            }
            What::Part(label) => self.content(section, parent, Lists::of(label)),
            What::About(role) => self.about(index, section, place, role, parent),
        }
        parent
    }

    /// Reads a section about something.
    pub fn about(
        &mut self,
        index: usize,
        section: &'a Section,
        place: &'a Place<'a>,
        role: Role,
        owner: Owner,
    ) {
        match role {
            Role::Schedule | Role::Work => self.content(section, owner, Lists::Tasks),
            Role::Milestones => self.content(section, owner, Lists::Milestones),
            Role::Strategy => {
                let lists_tasks = self
                    .outline
                    .top_level(section.blocks.clone())
                    .any(|(_, b)| matches!(b.kind, Kind::Item(_)));
                let owner = if lists_tasks {
                    Owner::Step(self.open_step(&place.parts, heading_span(section)))
                } else {
                    owner
                };
                self.content(section, owner, Lists::Tasks);
            }
            Role::Overview => self.preamble(section, place),
            Role::Components => self.components(section),
            Role::Environments => self.environments(section),
            Role::Resources(kind) => self.resources(section, kind),
            Role::Risks => self.risks(section, place, owner),
            Role::Monitoring => self.monitors(section),
            Role::Rollback => self.rollbacks(index, section, place),
            Role::Checklists => self.checklist(section, place),
            Role::Criteria => self.criteria(section, place),
            Role::Gates => self.gates(index, section, place),
            Role::Branches => self.branches(section, place, owner),
            Role::Objectives => self.objectives(section, place),
            Role::Calendar => self.calendar(section, place),
            Role::Plain => self.content(section, owner, Lists::Evident),
            Role::Aside => {}
        }
    }

    fn phase_section(&mut self, section: &'a Section, place: &'a Place<'a>, parent: Owner) -> Owner {
        // Tasks under a heading inside a step stay tasks of the step.
        let owner = match parent {
            Owner::Step(_) if place.what == What::Group => parent,
            _ => Owner::Phase(self.open_phase(&place.parts, heading_span(section), parent, place.ordered)),
        };
        self.content(section, owner, usual(place));
        if let Owner::Phase(phase) = owner {
            self.report_unread_window(phase, &place.parts);
        }
        owner
    }

    /// Says so if a phase has no window, and what stands in parentheses in its heading looks like one.
    fn report_unread_window(&mut self, phase: usize, parts: &Parts<'a>) {
        let has_window = self.drafts.phases.get(phase).is_some_and(|draft| draft.phase.window.is_some());
        let Some(unread) = parts.unread_window().filter(|_| !has_window) else { return };
        let message = format!("`{}` looks like a window, but it is not read as one", unread.clean());
        let mut found = Diagnostic::new(Code::WindowInvalid, message).at(unread.span()).help(
            "write `(Week 3)`, `(Day 1-5)`, `(2026-12-14 to 2026-12-18)` or `(2026-12-12T22:00 to 2026-12-13T02:00)`",
        );
        found.severity = Severity::Warning;
        self.drafts.diagnostics.push(found);
    }

    /// A task with a heading of its own; with tasks inside it is a summary, and so a phase.
    fn task_section(&mut self, section: &'a Section, place: &'a Place<'a>, parent: Owner) -> Owner {
        let inside = self.outline.top_level(section.blocks.clone());
        let owner = if self.are_subtasks(inside, &place.parts, parent) {
            Owner::Phase(self.open_phase(&place.parts, heading_span(section), parent, false))
        } else {
            Owner::Task(self.open_task(&place.parts, heading_span(section), parent))
        };
        let lists = if matches!(owner, Owner::Task(_)) { Lists::Details } else { Lists::Tasks };
        self.content(section, owner, lists);
        owner
    }

    /// Adds a phase, or finds the one that is meant: `Phase 2: Testing` again as `Phase 2: Testing Plan`.
    pub fn open_phase(&mut self, parts: &Parts<'a>, span: Span, owner: Owner, ordered: bool) -> usize {
        let key = parts.ordinal.filter(|ordinal| ordinal.counted == Counted::Phase && ordinal.separated);
        let words = vocabulary::normal(parts.name.str());
        let words: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
        let key = key.map(|ordinal| vocabulary::normal(ordinal.text.str()));
        if let Some(same) = key.as_ref().and_then(|key| self.same_phase(key, &words)) {
            self.complete_phase(same, parts);
            return same;
        }
        let mut draft = PhaseDraft { ordered, ..PhaseDraft::default() };
        draft.phase.name = name_of(parts);
        draft.phase.span = Some(span);
        let ordinal = parts.ordinal.map(|ordinal| ordinal.text).or_else(|| parts.trailing_phase());
        draft.aliases.extend(ordinal.map(Slice::clean));
        let owner = if key.is_some() { self.beside_numbered(&draft, owner) } else { owner };
        let index = self.drafts.add_phase(draft, owner);
        if let Some(key) = key {
            self.numbered.entry(key).or_default().push((index, words));
        }
        self.complete_phase(index, parts);
        index
    }

    /// `Phase 2` is no part of `Phase 1`, however deep it stands: it belongs where that one does. `Phase 1.2` is.
    fn beside_numbered(&self, draft: &PhaseDraft, owner: Owner) -> Owner {
        let Some(own) = draft.aliases.first().map(|alias| alias.to_lowercase()) else { return owner };
        let counts_same = |other: &String| {
            let other = other.to_lowercase();
            let word = |alias: &str| alias.split([' ', '-', '#', '\u{a0}']).next().map(str::to_owned);
            word(&own) == word(&other) && !own.starts_with(&format!("{other}."))
        };
        let mut at = self.drafts.phase_of(owner);
        for _ in 0..DEEPEST {
            let Some(phase) = at.and_then(|index| self.drafts.phases.get(index)) else { break };
            if phase.aliases.first().is_some_and(counts_same) {
                return phase.parent.map_or(Owner::Plan, Owner::Phase);
            }
            at = phase.parent;
        }
        owner
    }

    fn same_phase(&self, key: &str, words: &[String]) -> Option<usize> {
        let contains = |all: &[String], some: &[String]| some.iter().all(|word| all.contains(word));
        // Names that share a number are few; more than that are not the same phase again and again.
        let same = self.numbered.get(key)?.iter().take(16);
        same.filter(|(_, other)| contains(other, words) || contains(words, other))
            .map(|(index, _)| *index)
            .next()
    }

    fn complete_phase(&mut self, index: usize, parts: &Parts<'a>) {
        let Some(draft) = self.drafts.phases.get_mut(index) else { return };
        if let Some((window, _)) = &parts.window
            && draft.phase.window.is_none()
        {
            draft.phase.window = Some(window.clone());
        }
        if draft.duration.is_none() {
            draft.duration.clone_from(&parts.duration);
        }
        if draft.phase.progress.is_none() {
            draft.phase.progress = labels::progress_of(parts.mark.as_ref());
        }
        parts.attribute(draft, &mut self.drafts.diagnostics);
        for (label, value) in &parts.labels {
            self.apply_label(Owner::Phase(index), *label, *value);
        }
    }

    /// Adds a task.
    pub fn open_task(&mut self, parts: &Parts<'a>, span: Span, owner: Owner) -> usize {
        let mut draft = TaskDraft::default();
        let task = &mut draft.task;
        task.name = name_of(parts);
        task.span = Some(span);
        task.description = parts.value.map(Slice::clean);
        task.window = parts.window.as_ref().map(|(window, _)| window.clone());
        if let Some(duration) = &parts.duration {
            task.duration = duration.duration;
            task.estimate.clone_from(&duration.estimate);
        }
        task.progress = labels::progress_of(parts.mark.as_ref());
        draft.aliases.extend(parts.ordinal.map(|ordinal| ordinal.text.clean()));
        draft.aliases.extend(code_of(parts.name.str()).map(str::to_owned));
        parts.attribute(&mut draft.task, &mut self.drafts.diagnostics);
        draft.attributed = parts.attributes.is_some();
        let index = self.drafts.add_task(draft, owner);
        for (label, value) in &parts.labels {
            self.apply_label(Owner::Task(index), *label, *value);
        }
        index
    }

    fn open_step(&mut self, parts: &Parts<'a>, span: Span) -> usize {
        let mut step = StrategyStep { name: name_of(parts), span: Some(span), ..StrategyStep::default() };
        parts.attribute(&mut step, &mut self.drafts.diagnostics);
        self.drafts.steps.push(step);
        self.drafts.steps.len() - 1
    }

    /// Notes that a noun took a block.
    pub fn place(&mut self, block: usize) {
        if let Some(placed) = self.placed.get_mut(block) {
            *placed = true;
        }
    }

    /// The text of everything inside a block, a line for each paragraph; it is placed.
    pub fn details(&mut self, block: usize) -> Option<String> {
        let end = self.outline.blocks.get(block)?.end;
        let mut lines: Vec<String> = Vec::new();
        for index in block + 1..end {
            let text: &Inline = match &self.outline.blocks[index].kind {
                Kind::Item(item) => &item.text,
                Kind::Paragraph(text) => text,
                _ => continue,
            };
            self.place(index);
            if !text.is_blank() {
                lines.push(text.slice().clean());
            }
        }
        (!lines.is_empty()).then(|| lines.join("\n"))
    }
}

/// What the lists of a phase or step are that no label tells: tasks, unless a label tells of others that they are.
fn usual(place: &Place<'_>) -> Lists {
    if place.names_tasks { Lists::Labelled } else { Lists::Tasks }
}

/// Where the heading of a section stands, without its line break.
pub fn heading_span(section: &Section) -> Span {
    let text = section.heading.source();
    let start = section.heading_source.start;
    Span::new(start, text.end.max(start))
}

/// What the parts are called; the whole text if nothing else is left.
pub fn name_of(parts: &Parts<'_>) -> String {
    let name = parts.name.clean();
    if name.is_empty() { parts.whole.clean() } else { name }
}

/// The code that a name begins with: the `M1` of `M1 - Plan complete`.
fn code_of(name: &str) -> Option<&str> {
    let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-')?;
    let code = name[..end].trim_end_matches(['.', '-']);
    let letters = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code.bytes().any(|b| b.is_ascii_digit());
    let rest = name[end..].trim_start();
    ((1..=5).contains(&letters) && digits && rest.starts_with([':', '-', '\u{2013}', '\u{2014}']))
        .then_some(code)
}
