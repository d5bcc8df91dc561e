//! Sections into what they are about: by the words of their headings, by what they hold, by where they stand.

use super::checklists;
use super::inline::Slice;
use super::outline::{Kind, Outline, Section};
use super::parts::{self, Counted, Lead, Parts};
use super::tables;
use super::vocabulary::{self, Label, Role};
use super::work::states_attributes;

/// What a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The text before the first heading.
    Before,
    /// The title of the document.
    Title,
    /// A phase of the schedule.
    Phase,
    /// Tasks under a heading of their own inside a plan: a summary without an order of its own.
    Group,
    /// A task.
    Task,
    /// A step of the strategy.
    Step,
    /// A part of the phase, step or task around it: `#### Deliverables`.
    Part(Label),
    /// What its words, or those of a section around it, announce.
    About(Role),
}

/// A section and what it is.
#[derive(Debug)]
pub struct Place<'a> {
    /// What it is.
    pub what: What,
    /// What its heading says.
    pub parts: Parts<'a>,
    /// Whether it follows the phase before it.
    pub ordered: bool,
    /// Whether a label in it says which of its lists holds the tasks.
    pub names_tasks: bool,
    /// What the lists and tables right under the title are about, if it tells.
    pub title_role: Option<Role>,
    /// Whether it stands inside a plan, so that checkboxes are tasks.
    in_work: bool,
    /// What sections inside it are about, if their own words do not tell.
    inherits: Option<Role>,
}

/// What a section holds, directly.
#[derive(Debug, Default, Clone, Copy)]
struct Holds {
    items: bool,
    checkboxes: bool,
    /// Items with `{…}`.
    attributes: bool,
    /// Items with a duration, in a plan.
    durations: usize,
    /// `**Tasks**:`
    tasks_label: bool,
    /// Any label that phases have.
    labels: bool,
    task_table: bool,
    check_table: bool,
}

/// What each section is. Linear in the length of the text.
pub fn places(outline: &Outline) -> Vec<Place<'_>> {
    let mut places: Vec<Place<'_>> = Vec::with_capacity(outline.sections.len());
    let parts: Vec<_> =
        outline.sections.iter().map(|section| Parts::of_heading(section.heading.slice())).collect();
    let title = title_of(outline);
    let is_plan = title
        .and_then(|index| outline.sections.get(index))
        .is_some_and(|section| vocabulary::is_plan_title(section.heading.slice().str()))
        || parts.iter().any(Parts::is_phase);
    for (index, (section, parts)) in outline.sections.iter().zip(parts).enumerate() {
        let parent = section.parent.and_then(|parent| places.get(parent));
        let place = if index == 0 {
            Place {
                what: What::Before,
                parts,
                ordered: false,
                names_tasks: false,
                title_role: None,
                in_work: is_plan,
                inherits: None,
            }
        } else if Some(index) == title {
            title_place(parts, is_plan, holds(outline, section, is_plan))
        } else {
            let holds = holds(outline, section, is_plan || parent.is_some_and(|place| place.in_work));
            Context { parent, is_plan, holds, role: role_of(&parts) }.place(parts)
        };
        places.push(place);
    }
    places
}

/// The heading that names the document: the first one, if it is of the first level and no part of the plan.
fn title_of(outline: &Outline) -> Option<usize> {
    let section = outline.sections.get(1).filter(|section| section.level == 1)?;
    let heading = section.heading.slice();
    let parts = Parts::of_heading(heading);
    if parts.is_phase() || parts.is(Counted::Task) {
        return None;
    }
    let alone = outline.sections.iter().filter(|section| section.level == 1).count() == 1;
    let holds = holds(outline, section, false);
    let names_a_plan = match vocabulary::role(heading.str()) {
        None => true,
        Some(Role::Schedule | Role::Strategy | Role::Work) => !holds.items && !holds.task_table,
        Some(_) => false,
    };
    (alone || names_a_plan).then_some(1)
}

fn title_place(parts: Parts<'_>, is_plan: bool, holds: Holds) -> Place<'_> {
    let role = vocabulary::role(parts.name.str());
    let inherits = role.filter(|role| {
        matches!(
            role,
            Role::Checklists
                | Role::Risks
                | Role::Criteria
                | Role::Calendar
                | Role::Milestones
                | Role::Rollback
        )
    });
    // Boxes under a title that names no plan are there to be checked.
    let boxes = holds.checkboxes && !holds.attributes && !is_plan && role != Some(Role::Work);
    let title_role = inherits.or(boxes.then_some(Role::Checklists));
    Place {
        what: What::Title,
        parts,
        ordered: false,
        names_tasks: false,
        title_role,
        in_work: is_plan,
        inherits,
    }
}

struct Context<'p, 'a> {
    parent: Option<&'p Place<'a>>,
    is_plan: bool,
    holds: Holds,
    /// What the words of the heading announce.
    role: Option<Role>,
}

fn role_of(parts: &Parts<'_>) -> Option<Role> {
    vocabulary::role(parts.name.str()).or_else(|| vocabulary::role(parts.whole.str()))
}

impl<'a> Context<'_, 'a> {
    fn place(&self, parts: Parts<'a>) -> Place<'a> {
        let what = self.what(&parts);
        let parent_role = self.parent.and_then(|parent| parent.inherits);
        let (in_work, inherits) = match what {
            What::Phase | What::Group | What::Task | What::Step => (true, None),
            What::About(Role::Schedule | Role::Strategy | Role::Work) => (true, None),
            What::About(Role::Plain) => (self.parent.is_some_and(|parent| parent.in_work), None),
            What::About(role) => (false, Some(role)),
            What::Before | What::Title | What::Part(_) => (false, parent_role),
        };
        let ordered = match what {
            What::Phase => {
                parts.ordinal.is_some() || parts.window.is_some() || self.parent_is(Role::Schedule)
            }
            What::Group => parts.trailing_phase().is_some(),
            _ => false,
        };
        Place {
            what,
            parts,
            ordered,
            names_tasks: self.holds.tasks_label,
            title_role: None,
            in_work,
            inherits,
        }
    }

    fn parent_is(&self, role: Role) -> bool {
        self.parent.is_some_and(|parent| parent.what == What::About(role))
    }

    fn what(&self, parts: &Parts<'a>) -> What {
        let parent = self.parent.map(|parent| parent.what);
        if parent == Some(What::About(Role::Aside)) {
            return What::About(Role::Aside);
        }
        if let Some(What::Phase | What::Group | What::Task | What::Step) = parent
            && let Some(label) = vocabulary::label(parts.name.str())
        {
            return What::Part(label);
        }
        self.by_ordinal(parts)
            .or_else(|| self.by_checklist())
            .or_else(|| self.by_parent(parts))
            .or_else(|| self.role.map(What::About))
            .or_else(|| self.parent?.inherits.and_then(|role| inherited(role, parts)).map(What::About))
            .or_else(|| self.by_contents(parts))
            .unwrap_or(What::About(Role::Plain))
    }

    /// `Phase 1: …`, `Week 1-2: …`, `High Priority (Week 1-2)`, `Task 1: …`
    fn by_ordinal(&self, parts: &Parts<'a>) -> Option<What> {
        let is_criterion = self.parent.and_then(|parent| parent.inherits) == Some(Role::Criteria);
        if parts.is_phase() || parts.has_phase_window() && !is_criterion {
            return Some(What::Phase);
        }
        if parts.is(Counted::Task) {
            return Some(What::Task);
        }
        (parts.is(Counted::Step) && !self.parent_is(Role::Rollback)).then_some(What::Step)
    }

    /// In a checklist, headings group what is to be checked, whatever else their words announce.
    fn by_checklist(&self) -> Option<What> {
        let parent = self.parent.filter(|parent| parent.inherits == Some(Role::Checklists))?;
        let checks = self.holds.checkboxes || self.holds.check_table || parent.what != What::Title;
        checks.then_some(What::About(Role::Checklists))
    }

    /// Numbered sections of a strategy are its steps, those of a schedule its phases, those of a phase its groups.
    fn by_parent(&self, parts: &Parts<'a>) -> Option<What> {
        let numbered = parts.number.is_some();
        let role = self.role;
        let evidence = self.holds.items || self.holds.labels || self.holds.task_table;
        match self.parent?.what {
            What::About(Role::Strategy) if numbered || role.is_none() => Some(What::Step),
            What::About(Role::Schedule) if evidence && !vocabulary::is_recurring(parts.name.str()) => {
                (numbered || role.is_none() || parts.duration.is_some()).then_some(What::Phase)
            }
            What::About(kind @ Role::Resources(Some(_))) if role != Some(Role::Plain) => {
                Some(What::About(kind))
            }
            // Whatever the ways are called, they are ways.
            What::About(Role::Branches) => Some(What::About(Role::Branches)),
            What::About(Role::Work) if self.holds.items && role.is_none() => Some(What::Group),
            What::Phase | What::Group if numbered && self.holds.items && role.is_none() => Some(What::Group),
            _ => None,
        }
    }

    fn by_contents(&self, parts: &Parts<'a>) -> Option<What> {
        let in_work = self.parent.map_or(self.is_plan, |parent| parent.in_work);
        let holds = self.holds;
        if holds.checkboxes {
            let name = parts.name.str();
            let tasks = in_work && !vocabulary::is_recurring(name) && checklists::stage_of(name).is_none();
            return Some(if tasks { What::Group } else { What::About(Role::Checklists) });
        }
        if holds.tasks_label {
            return Some(if in_work && !self.parent_is_title() { What::Group } else { What::Step });
        }
        if holds.items && parts.duration.is_some() && in_work {
            return Some(What::Phase);
        }
        (holds.attributes || holds.durations > 1).then_some(What::Group)
    }

    fn parent_is_title(&self) -> bool {
        self.parent.is_none_or(|parent| parent.what == What::Title)
    }
}

/// What a section inside a section about something is about.
fn inherited(role: Role, parts: &Parts<'_>) -> Option<Role> {
    let watching = [
        "metric",
        "metrics",
        "monitor",
        "monitoring",
        "health",
        "check",
        "checks",
        "alert",
        "alerts",
        "dashboard",
        "dashboards",
    ];
    match role {
        Role::Monitoring => vocabulary::contains_any(parts.name.str(), &watching).then_some(role),
        Role::Gates if !is_gate(parts) => Some(Role::Criteria),
        Role::Overview | Role::Plain | Role::Components => None,
        role => Some(role),
    }
}

fn is_gate(parts: &Parts<'_>) -> bool {
    parts.attributes.is_some() || vocabulary::contains_any(parts.name.str(), &["gate", "gates", "go no go"])
}

fn holds(outline: &Outline, section: &Section, in_work: bool) -> Holds {
    let mut holds = Holds::default();
    for block in outline.blocks.get(section.blocks.clone()).unwrap_or_default() {
        match &block.kind {
            Kind::Item(item) => {
                holds.items = true;
                let text = item.text.slice();
                holds.checkboxes |= item.checked.is_some() || is_box(text.str());
                holds.precise(text, in_work);
                holds.label(parts::lead(text));
            }
            Kind::Paragraph(text) => {
                for line in text.slice().lines() {
                    holds.label(parts::lead(line));
                }
            }
            Kind::Table(table) => {
                holds.task_table |= tables::lists_tasks(table);
                holds.check_table |= checklists::lists_checks(table);
            }
            Kind::Code(_) | Kind::Html => {}
        }
    }
    holds
}

impl Holds {
    /// An item says that it is a task when it has attributes, or, in a plan, a duration.
    fn precise(&mut self, text: Slice<'_>, in_work: bool) {
        let str = text.str().trim_end();
        if str.contains('{') && states_attributes(text) {
            self.attributes = true;
        } else if in_work && str.contains(char::is_numeric) {
            // Looking for a duration costs more than looking for a digit.
            self.durations += usize::from(Parts::of_item(text, None).duration.is_some());
        }
    }

    fn label(&mut self, lead: Option<Lead<'_>>) {
        let Some(lead) = lead else { return };
        let Some(label) = vocabulary::label(lead.name.str()) else { return };
        self.tasks_label |= label == Label::Tasks && lead.value.is_blank();
        self.labels |= matches!(
            label,
            Label::Tasks
                | Label::Deliverables
                | Label::Duration
                | Label::Window
                | Label::Milestones
                | Label::After
                | Label::Objective
        );
    }
}

fn is_box(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with(['\u{2610}', '\u{2611}', '\u{2b1c}'])
        || ["[-]", "[~]", "[/]", "[>]"].iter().any(|mark| text.starts_with(mark))
}
