//! The contents of phases, steps and tasks: lists into tasks, labels into fields, prose into descriptions.

use critpath::model::Task;

use super::attributes::Attributed;
use super::draft::Owner;
use super::inline::{Inline, Slice};
use super::outline::{Block, Item, Kind, Section, TopLevel};
use super::parts::{self, Counted, Lead, Parts};
use super::reader::Reader;
use super::vocabulary::{self, Label};

/// What the items of a list are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lists {
    /// Tasks.
    Tasks,
    /// Milestones.
    Milestones,
    /// Tasks, if they say so themselves: by a checkbox, attributes or, in a plan, a duration.
    Evident,
    /// Labels; tasks only if they say so themselves, for a label says where the others are.
    Labelled,
    /// More about a task.
    Details,
    /// What a label announced.
    Of(Label),
}

impl Lists {
    /// What the list after a label holds.
    pub fn of(label: Label) -> Lists {
        match label {
            Label::Tasks => Lists::Tasks,
            Label::Milestones => Lists::Milestones,
            label => Lists::Of(label),
        }
    }
}

/// What the next block belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Flow {
    /// What the section belongs to.
    base: Owner,
    /// What the next list belongs to: the section's owner, or a phase that a bold line named.
    pub owner: Owner,
    /// What lists are, and what they are again after other text.
    pub lists: Lists,
    usual: Lists,
    /// Where the list ends that is being read, and whether one of its items has attributes.
    list: (usize, bool),
}

impl Flow {
    /// At the beginning of a section.
    pub fn new(owner: Owner, lists: Lists) -> Self {
        Flow { base: owner, owner, lists, usual: lists, list: (0, false) }
    }
}

/// An open list item: up to which block, and what the items inside it are.
struct Frame {
    end: usize,
    owner: Owner,
    lists: Lists,
}

impl<'a> Reader<'a> {
    /// Reads the blocks of a section that belongs to a plan.
    pub fn content(&mut self, section: &'a Section, owner: Owner, lists: Lists) {
        let outline = self.outline;
        let mut flow = Flow::new(owner, lists);
        for (index, block) in outline.top_level(section.blocks.clone()) {
            match &block.kind {
                Kind::Paragraph(text) => {
                    if self.paragraph(text, &mut flow) {
                        self.place(index);
                    }
                }
                Kind::Item(_) => self.listed(index, section, &mut flow),
                Kind::Table(table) => self.table(index, table, section, flow.owner),
                Kind::Code(_) | Kind::Html => {}
            }
        }
    }

    /// Reads a paragraph, line by line; returns whether all of it was taken.
    fn paragraph(&mut self, text: &'a Inline, flow: &mut Flow) -> bool {
        let mut all = true;
        for line in text.slice().lines() {
            all &= self.line(line, flow);
        }
        all
    }

    /// Reads a line of a paragraph; returns whether it was taken.
    pub fn line(&mut self, line: Slice<'a>, flow: &mut Flow) -> bool {
        if flow.usual != Lists::Evident && self.opens_phase(line, flow) {
            return true;
        }
        let bold = parts::bold_lead(line);
        let known = bold
            .or_else(|| parts::plain_lead(line))
            .and_then(|lead| Some((vocabulary::label(lead.name.str())?, lead)));
        if let Some((label, lead)) = known {
            // In a section that is no part of the plan, labels tell nothing about it.
            if flow.usual == Lists::Evident {
                flow.lists = if label == Label::Tasks && lead.value.is_blank() {
                    Lists::Tasks
                } else {
                    Lists::Evident
                };
                return false;
            }
            flow.lists =
                if lead.value.is_blank() || takes_lists(label) { Lists::of(label) } else { flow.usual };
            return lead.value.is_blank() || self.apply_inline(flow.owner, label, lead.value);
        }
        if let Some(lead) = bold {
            // A list after a label that means nothing here is not a list of tasks, unless it says so itself.
            flow.lists = if lead.value.is_blank() { Lists::Evident } else { flow.usual };
            return false;
        }
        flow.lists = flow.usual;
        flow.usual != Lists::Evident && self.describe(flow.owner, line)
    }

    /// `**Phase 1: Preparation (Week 1-2)**`
    pub fn opens_phase(&mut self, line: Slice<'a>, flow: &mut Flow) -> bool {
        if parts::bold_lead(line).is_none() || !matches!(flow.base, Owner::Plan | Owner::Phase(_)) {
            return false;
        }
        let parts = Parts::of_item(line, None);
        if !(parts.is_phase() || parts.has_phase_window()) {
            return false;
        }
        flow.owner = Owner::Phase(self.open_phase(&parts, line.span(), flow.base, true));
        (flow.lists, flow.usual) = (Lists::Tasks, Lists::Tasks);
        true
    }

    /// Reads an item of a list at the top of a section. Where only those are tasks that say so themselves, one
    /// with attributes speaks for its whole list: the others would get lost beside it.
    pub fn listed(&mut self, index: usize, section: &Section, flow: &mut Flow) {
        let mut lists = flow.lists;
        if lists == Lists::Evident {
            if index >= flow.list.0 {
                flow.list = self.list_at(index, section.blocks.end);
            }
            if flow.list.1 {
                lists = Lists::Tasks;
            }
        }
        self.tree(index, flow.owner, lists);
    }

    /// The end of the list that begins with a block, and whether an item in it has attributes.
    fn list_at(&self, start: usize, end: usize) -> (usize, bool) {
        let items = self.outline.top_level(start..end);
        let last = items.take_while(|(_, block)| matches!(block.kind, Kind::Item(_))).last();
        let end = last.map_or(start + 1, |(index, block)| block.end.max(index + 1));
        let blocks = self.outline.blocks.get(start..end).unwrap_or_default();
        let attributed = |block: &Block| match &block.kind {
            Kind::Item(item) => states_attributes(item.text.slice()),
            _ => false,
        };
        (end, blocks.iter().any(attributed))
    }

    /// Reads a list item and everything inside it, without recursion.
    pub fn tree(&mut self, root: usize, owner: Owner, lists: Lists) {
        let outline = self.outline;
        let Some(end) = outline.blocks.get(root).map(|block| block.end) else { return };
        let mut frames = vec![Frame { end, owner, lists }];
        let mut index = root;
        while index < end {
            while frames.len() > 1 && frames.last().is_some_and(|frame| frame.end <= index) {
                frames.pop();
            }
            let (Some(frame), Some(block)) = (frames.last(), outline.blocks.get(index)) else { return };
            let (owner, lists) = (frame.owner, frame.lists);
            match &block.kind {
                Kind::Item(item) => {
                    let (owner, lists) = self.item(index, item, owner, lists);
                    frames.push(Frame { end: block.end, owner, lists });
                }
                Kind::Paragraph(text) => {
                    let mut flow = Flow::new(owner, lists);
                    if self.paragraph(text, &mut flow) {
                        self.place(index);
                    }
                }
                Kind::Table(_) | Kind::Code(_) | Kind::Html => {}
            }
            index += 1;
        }
    }

    /// Reads a list item; returns what the items inside it belong to and are.
    fn item(&mut self, index: usize, item: &'a Item, owner: Owner, lists: Lists) -> (Owner, Lists) {
        let text = item.text.slice();
        if text.is_blank() {
            return (owner, lists);
        }
        match lists {
            Lists::Tasks | Lists::Milestones => {}
            Lists::Evident if label_of(text).is_some() || !is_task(item, self.is_plan()) => {
                return (owner, Lists::Evident);
            }
            Lists::Evident => {}
            Lists::Details | Lists::Labelled if is_task(item, false) => {}
            Lists::Labelled => {
                return match label_of(text) {
                    Some((label, lead)) => self.label_item(index, label, lead, owner, lists),
                    None => (owner, lists),
                };
            }
            Lists::Details => return self.detail(index, text, owner),
            Lists::Of(label) => {
                if is_task(item, false) && takes_tasks(label) {
                    return self.task_item(index, item, owner, lists);
                }
                if self.apply_label(owner, label, text) {
                    self.place(index);
                }
                return (owner, lists);
            }
        }
        if item.checked.is_none()
            && let Some((label, lead)) = label_of(text)
            // `Code freeze: 2026-12-08` is a milestone, whatever a freeze is elsewhere.
            && (lists != Lists::Milestones || parts::whole_window(lead.value.str()).is_none())
        {
            return self.label_item(index, label, lead, owner, lists);
        }
        self.task_item(index, item, owner, lists)
    }

    /// `- **Owner**: Kim`
    fn label_item(
        &mut self,
        index: usize,
        label: Label,
        lead: Lead<'a>,
        owner: Owner,
        lists: Lists,
    ) -> (Owner, Lists) {
        if label == Label::Milestones && !lead.value.is_blank() {
            self.milestone(lead.value, owner);
            self.place(index);
            return (owner, Lists::Details);
        }
        if lead.value.is_blank() || self.apply_inline(owner, label, lead.value) {
            self.place(index);
        }
        (owner, if lead.value.is_blank() || takes_lists(label) { Lists::of(label) } else { lists })
    }

    fn detail(&mut self, index: usize, text: Slice<'a>, owner: Owner) -> (Owner, Lists) {
        if let Some((label, lead)) = label_of(text) {
            return self.label_item(index, label, lead, owner, Lists::Details);
        }
        if self.describe(owner, text) {
            self.place(index);
        }
        (owner, Lists::Details)
    }

    fn task_item(&mut self, index: usize, item: &'a Item, owner: Owner, lists: Lists) -> (Owner, Lists) {
        let parts = Parts::of_item(item.text.slice(), item.checked);
        let span = item.text.slice().span();
        self.place(index);
        let inside = self.outline.children(index);
        let has_items = self.outline.child_items(index).next().is_some();
        let phases = matches!(owner, Owner::Plan | Owner::Phase(_));
        let is_phase = phases && has_items && (parts.is_phase() || parts.has_phase_window());
        if is_phase || self.are_subtasks(inside, &parts, owner) {
            let phase = self.open_phase(&parts, span, owner, is_phase);
            if let Some(value) = parts.value {
                self.describe(Owner::Phase(phase), value);
            }
            return (Owner::Phase(phase), Lists::Tasks);
        }
        let task = self.open_task(&parts, span, owner);
        if lists == Lists::Milestones || parts.is(Counted::Milestone) {
            self.make_milestone(task, &parts);
        }
        (Owner::Task(task), Lists::Details)
    }

    /// Whether the blocks inside a task are tasks, and it is their summary: they have checkboxes, or it says
    /// nothing itself that only a task has and they are not all labels.
    pub fn are_subtasks(&self, inside: TopLevel<'a>, parts: &Parts<'a>, owner: Owner) -> bool {
        if !matches!(owner, Owner::Plan | Owner::Phase(_)) {
            return false;
        }
        let precise = parts.mark.is_some() || parts.duration.is_some() || parts.attributes.is_some();
        let items = inside.filter_map(|(_, block)| match &block.kind {
            Kind::Item(item) => Some(item),
            _ => None,
        });
        let mut plain = false;
        for item in items {
            if is_task(item, false) {
                return true;
            }
            match label_of(item.text.slice()) {
                Some((Label::Tasks, _)) => return true,
                Some((Label::Duration, _)) => return false,
                Some(_) => {}
                None => plain = true,
            }
        }
        plain && !precise
    }

    /// Whether the document says in its title that it is a plan, or already has phases.
    fn is_plan(&self) -> bool {
        !self.drafts.phases.is_empty()
            || self.places.iter().take(2).any(|place| vocabulary::is_plan_title(place.parts.whole.str()))
    }
}

/// Whether an item says itself that it is a task.
fn is_task(item: &Item, durations: bool) -> bool {
    let text = item.text.slice();
    let str = text.str().trim_end();
    if item.checked.is_some() {
        return true;
    }
    let precise = str.ends_with('}') || durations && str.contains(char::is_numeric);
    precise && {
        let parts = Parts::of_item(text, None);
        parts.attributes.is_some() || durations && parts.duration.is_some()
    }
}

/// Whether a text has attributes, or some that are meant to be: in braces that do not end.
pub fn states_attributes(text: Slice<'_>) -> bool {
    text.str().contains('{') && {
        let parts = Parts::of_item(text, None);
        parts.attributes.is_some() || parts.stray(Task::KEYS).is_some()
    }
}

/// The label that an item is, if its words are known. With an id of its own, `Rollback: restore {#restore 1h}`, it
/// is a noun and no label.
fn label_of(text: Slice<'_>) -> Option<(Label, Lead<'_>)> {
    let lead = parts::lead(text)?;
    let label = vocabulary::label(lead.name.str())?;
    let is_noun = label != Label::Milestones
        && !lead.value.is_blank()
        && text.str().trim_end().ends_with('}')
        && Parts::of_item(text, None).attributes.is_some_and(|attributes| attributes.id().is_some());
    (!is_noun).then_some((label, lead))
}

/// Labels that may have a value and a list as well.
fn takes_lists(label: Label) -> bool {
    matches!(label, Label::Tasks | Label::Deliverables | Label::Milestones)
}

/// Labels in whose lists a checkbox makes a task.
fn takes_tasks(label: Label) -> bool {
    !matches!(label, Label::Deliverables | Label::Criteria | Label::Checklist | Label::Risk | Label::Rollback)
}
