//! Names of fields, as people and tools write them, into what they mean. The one table of them.
//!
//! Names are compared without regard to case and style: `startDate`, `Start Date` and `start_date` are one name.
//! The first name of a row is the standard one; any other is reported as `json.alias`, once for a file.

use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What a field of an element of a work breakdown says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Element {
    Id,
    Name,
    Description,
    Objective,
    Wbs,
    Level,
    Children,
    Milestones,
    Parent,
    Phase,
    Duration(Unit),
    Low(Unit),
    Likely(Unit),
    High(Unit),
    Remaining(Unit),
    Estimate,
    DurationUnit,
    After,
    Before,
    Start,
    Finish,
    Deadline,
    Started,
    Finished,
    ActualWork(Unit),
    ActualCost,
    Tags,
    Status,
    Percent,
    Share,
    Done,
    Owner,
    Needs,
    Allocations,
    Cost,
    Priority,
    Milestone,
    Kind,
    Deliverables,
    Environment,
    Project,
    People,
    Risks,
}

impl Element {
    /// The unit of the field, if it holds an amount of work.
    pub fn unit(self) -> Option<Unit> {
        match self {
            Element::Duration(unit)
            | Element::Low(unit)
            | Element::Likely(unit)
            | Element::High(unit)
            | Element::Remaining(unit)
            | Element::ActualWork(unit) => Some(unit),
            _ => None,
        }
    }
}

/// The unit of a plain number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// The name says hours.
    Hours,
    /// The name says days.
    Days,
    /// The name says none: days of work, unless the element has a field with the unit. The system's own charts count
    /// `duration` in days, its change notices count the schedule in days, and its fields in hours say so.
    Unstated,
}

/// What a field of an allocation says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Allocation {
    Resource,
    Task,
    Percent,
    Share,
    Role,
    Start,
    Finish,
    Notes,
}

/// What a field of a person or another resource says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource {
    Id,
    Name,
    Role,
    Rate,
    Availability,
    Kind,
    Calendar,
}

/// What a field of a risk says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Risk {
    Id,
    Name,
    Description,
    Category,
    Probability,
    Impact,
    Mitigation,
    Owner,
    Status,
    Affects,
}

/// Rows of a meaning and its names, the standard one first.
#[derive(Debug)]
pub(super) struct Table<T: 'static> {
    rows: &'static [(T, &'static [&'static str])],
    /// Where each name stands: its row, and whether it is the standard one. Made when it is first needed.
    index: OnceLock<BTreeMap<&'static str, (usize, bool)>>,
}

/// A table for objects of which every field is kept.
pub(super) static NOTHING: Table<()> = Table::new(&[]);

pub(super) static ELEMENT: Table<Element> = Table::new(&[
    (Element::Id, &["id", "task_id", "uid", "key", "wbs_id", "activity_id", "phase_id", "milestone_id"]),
    (
        Element::Name,
        &["name", "title", "task_name", "task", "label", "activity", "project_name", "project_title"],
    ),
    (Element::Description, &["description", "desc", "details", "notes", "comment", "overview"]),
    (Element::Objective, &["objective", "goal", "purpose"]),
    (Element::Wbs, &["wbs", "wbs_code", "wbs_number", "outline_number", "code"]),
    (Element::Level, &["level", "outline_level", "depth"]),
    (Element::Children, &["subtasks", "sub_tasks", "children", "elements", "wbs_elements", "items", "steps"]),
    (Element::Children, &["tasks", "activities", "work_items"]),
    (Element::Children, &["phases", "projects", "work_packages"]),
    (Element::Milestones, &["milestones"]),
    (Element::Parent, &["parent", "parent_id", "parent_task", "parent_task_id"]),
    (Element::Phase, &["phase", "phase_name", "parent_phase"]),
    (Element::Duration(Unit::Unstated), &["duration", "estimated_duration", "planned_duration"]),
    (Element::Duration(Unit::Hours), &["duration_hours", "hours", "planned_hours", "duration_in_hours"]),
    (
        Element::Duration(Unit::Days),
        &["duration_days", "days", "estimated_days", "duration_in_days", "planned_days"],
    ),
    (
        Element::Low(Unit::Unstated),
        &["low", "optimistic", "optimistic_duration", "optimistic_estimate", "best_case"],
    ),
    (Element::Low(Unit::Hours), &["optimistic_hours", "min_hours", "best_case_hours"]),
    (Element::Low(Unit::Days), &["optimistic_days", "min_days", "best_case_days"]),
    (
        Element::Likely(Unit::Unstated),
        &[
            "likely",
            "most_likely",
            "normal",
            "expected",
            "most_likely_duration",
            "normal_duration",
            "expected_duration",
        ],
    ),
    (
        Element::Likely(Unit::Hours),
        &["normal_hours", "likely_hours", "most_likely_hours", "expected_hours", "estimated_hours"],
    ),
    (Element::Likely(Unit::Days), &["normal_days", "likely_days", "most_likely_days", "expected_days"]),
    (
        Element::High(Unit::Unstated),
        &["high", "pessimistic", "pessimistic_duration", "pessimistic_estimate", "worst_case"],
    ),
    (Element::High(Unit::Hours), &["pessimistic_hours", "max_hours", "worst_case_hours"]),
    (Element::High(Unit::Days), &["pessimistic_days", "max_days", "worst_case_days"]),
    (Element::Remaining(Unit::Unstated), &["remaining", "remaining_duration"]),
    (Element::Remaining(Unit::Hours), &["remaining_hours", "hours_left"]),
    (Element::Remaining(Unit::Days), &["remaining_days", "days_left"]),
    (Element::Estimate, &["estimate", "estimates", "estimation", "three_point_estimate", "pert"]),
    (Element::DurationUnit, &["duration_unit", "time_unit", "estimate_unit", "unit"]),
    (
        Element::After,
        &[
            "after",
            "dependencies",
            "deps",
            "depends_on",
            "predecessors",
            "predecessor",
            "dependency",
            "prerequisites",
            "blocked_by",
        ],
    ),
    (Element::Before, &["successors", "successor", "blocks"]),
    (Element::Start, &["start", "start_date", "planned_start", "planned_start_date", "begin", "begin_date"]),
    (
        Element::Finish,
        &["finish", "end_date", "end", "finish_date", "planned_end", "planned_end_date", "planned_finish"],
    ),
    (Element::Deadline, &["deadline", "due_date", "due", "target_date", "due_by"]),
    (Element::Started, &["started", "actual_start", "actual_start_date", "started_at"]),
    (
        Element::Finished,
        &[
            "finished",
            "actual_end",
            "actual_finish",
            "actual_end_date",
            "completed_at",
            "completion_date",
            "finished_at",
        ],
    ),
    (Element::ActualWork(Unit::Unstated), &["actual_work", "actual_duration", "time_spent"]),
    (Element::ActualWork(Unit::Hours), &["actual_hours", "hours_spent", "logged_hours"]),
    (Element::ActualWork(Unit::Days), &["actual_days", "days_spent"]),
    (Element::ActualCost, &["actual_cost", "cost_to_date", "spent"]),
    (Element::Tags, &["tags", "labels"]),
    (Element::Status, &["status", "state", "workflow_stage", "workflow_status"]),
    (
        Element::Percent,
        &[
            "percent",
            "percent_complete",
            "percentage",
            "progress_percent",
            "progress_percentage",
            "completion_percentage",
        ],
    ),
    (Element::Share, &["progress", "completion", "completeness"]),
    (Element::Done, &["done", "completed", "is_completed", "is_done"]),
    (
        Element::Owner,
        &[
            "owner",
            "assigned_to",
            "assignee",
            "assignees",
            "responsible",
            "responsible_person",
            "assigned",
            "lead",
        ],
    ),
    (Element::Needs, &["needs", "resources", "assigned_resources", "resource_ids", "required_resources"]),
    (
        Element::Allocations,
        &["allocations", "resource_allocations", "assignments", "task_resource_allocation"],
    ),
    (Element::Cost, &["cost", "resource_cost", "estimated_cost", "planned_cost", "budget"]),
    (Element::Priority, &["priority"]),
    (Element::Milestone, &["milestone", "is_milestone"]),
    (Element::Kind, &["kind", "type", "task_type"]),
    (Element::Deliverables, &["deliverables", "deliverable", "outputs"]),
    (Element::Environment, &["environment", "env", "target_environment"]),
    (Element::Project, &["project", "project_info"]),
    (Element::People, &["people", "human_resources", "team", "team_members", "members"]),
    (Element::Risks, &["risks", "risk_register"]),
]);

pub(super) static ALLOCATION: Table<Allocation> = Table::new(&[
    (
        Allocation::Resource,
        &["resource", "resource_id", "resource_name", "person", "person_id", "assignee", "assigned_to"],
    ),
    (Allocation::Task, &["task", "task_id", "activity_id", "wbs_id"]),
    (
        Allocation::Percent,
        &["percent", "allocation_percent", "allocation_percentage", "percentage", "percent_allocation"],
    ),
    (Allocation::Share, &["units", "allocation", "share", "allocated"]),
    (Allocation::Role, &["role", "role_in_task"]),
    (Allocation::Start, &["start", "start_date", "from"]),
    (Allocation::Finish, &["finish", "end_date", "end", "finish_date", "to"]),
    (Allocation::Notes, &["notes", "note", "comment"]),
]);

pub(super) static RESOURCE: Table<Resource> = Table::new(&[
    (Resource::Id, &["id", "resource_id", "employee_id", "person_id"]),
    (Resource::Name, &["name", "full_name", "resource_name"]),
    (Resource::Role, &["description", "role", "position", "job_title"]),
    (Resource::Rate, &["cost_per_hour", "hourly_rate", "rate", "hourly_cost"]),
    (Resource::Availability, &["capacity", "availability", "units", "max_units"]),
    (Resource::Kind, &["kind", "type", "resource_type"]),
    (Resource::Calendar, &["calendar"]),
]);

pub(super) static RISK: Table<Risk> = Table::new(&[
    (Risk::Id, &["id", "risk_id"]),
    (Risk::Name, &["name", "title", "risk", "risk_name"]),
    (Risk::Description, &["description", "desc", "details"]),
    (Risk::Category, &["category", "type", "risk_type"]),
    (Risk::Probability, &["probability", "likelihood", "chance"]),
    (Risk::Impact, &["impact", "severity", "consequence"]),
    (
        Risk::Mitigation,
        &[
            "mitigations",
            "mitigation",
            "mitigation_strategy",
            "mitigation_plan",
            "mitigation_strategies",
            "response",
        ],
    ),
    (Risk::Owner, &["owner", "assigned_to", "responsible"]),
    (Risk::Status, &["status", "state"]),
    (Risk::Affects, &["affects", "affected_tasks", "tasks", "task_id", "related_tasks"]),
]);

/// A name that a table knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known<T> {
    /// What it means.
    pub meaning: T,
    /// The standard name, if another one was written.
    pub standard: Option<&'static str>,
}

impl<T: Copy> Table<T> {
    const fn new(rows: &'static [(T, &'static [&'static str])]) -> Self {
        Table { rows, index: OnceLock::new() }
    }

    /// What a name means. O(log names + length).
    pub fn lookup(&self, name: &str) -> Option<Known<T>> {
        let index = self.index.get_or_init(|| {
            let rows = self.rows.iter().enumerate();
            rows.flat_map(|(row, (_, names))| {
                names.iter().enumerate().map(move |(at, name)| (*name, (row, at == 0)))
            })
            .collect()
        });
        let (row, is_standard) = index.get(normal(name).as_str())?;
        let (meaning, names) = self.rows.get(*row)?;
        Some(Known { meaning: *meaning, standard: names.first().copied().filter(|_| !is_standard) })
    }

    /// Every name, for suggestions.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().flat_map(|(_, names)| names.iter().copied())
    }
}

/// The number of a `level_2`.
pub(super) fn level(name: &str) -> Option<usize> {
    normal(name).strip_prefix("level_")?.parse().ok().filter(|level| *level < 100)
}

/// A name in `snake_case`: `startDate`, `Start Date` and `start-date` are `start_date`.
pub(super) fn normal(name: &str) -> String {
    let mut normal = String::with_capacity(name.len() + 4);
    let mut after_lower = false;
    for letter in name.trim().chars() {
        if letter.is_alphanumeric() {
            if letter.is_uppercase() && after_lower {
                normal.push('_');
            }
            normal.extend(letter.to_lowercase());
            after_lower = !letter.is_uppercase();
        } else {
            if !normal.ends_with('_') {
                normal.push('_');
            }
            after_lower = false;
        }
    }
    normal
}

/// Words in names of fields that hold secrets. These have no place in a plan that is shown and sent around.
const SECRETS: &[&str] = &["password", "passwd", "secret", "token", "api_key", "private_key", "credential"];

/// Whether a name says that its value is a secret.
pub(super) fn is_secret(name: &str) -> bool {
    let name = normal(name);
    SECRETS.iter().any(|secret| name.contains(secret))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_every_style() {
        for name in ["startDate", "Start Date", "start-date", "START_DATE", " start_date "] {
            assert_eq!(ELEMENT.lookup(name).map(|known| known.meaning), Some(Element::Start), "{name}");
        }
        assert_eq!(ELEMENT.lookup("name").and_then(|known| known.standard), None);
        assert_eq!(ELEMENT.lookup("title").and_then(|known| known.standard), Some("name"));
        assert!(ELEMENT.lookup("colour").is_none());
        assert_eq!(level("level_12"), Some(12));
        assert_eq!(level("level_"), None);
    }

    /// The documentation of the tables, as it must stand in `aliases.md`.
    fn documentation() -> String {
        fn rows<T: Copy>(text: &mut String, title: &str, table: &Table<T>, note: fn(T) -> &'static str) {
            text.push_str(&format!("\n| {title} | also |\n|---|---|\n"));
            for (meaning, names) in table.rows {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                text.push_str(&format!("| {}{} | {} |\n", names[0], note(*meaning), names[1..].join(", ")));
            }
        }
        let unit = |field: Element| match field.unit() {
            Some(Unit::Hours) => " (hours)",
            Some(Unit::Days) => " (days)",
            _ => "",
        };
        let mut text = String::from("<!-- Held to the tables in alias.rs by a test. -->\n");
        rows(&mut text, "element of work", &ELEMENT, unit);
        rows(&mut text, "allocation", &ALLOCATION, |_| "");
        rows(&mut text, "resource", &RESOURCE, |_| "");
        rows(&mut text, "risk", &RISK, |_| "");
        text
    }

    #[test]
    fn the_documentation_names_every_name() {
        let expected = documentation();
        assert!(include_str!("aliases.md") == expected, "aliases.md should be:\n{expected}");
    }

    #[test]
    fn every_name_is_in_a_table_once() {
        fn once<T: Copy>(table: &Table<T>) {
            let mut all: Vec<_> = table.names().collect();
            all.sort_unstable();
            let count = all.len();
            all.dedup();
            assert_eq!(all.len(), count);
            assert!(all.iter().all(|name| normal(name) == **name));
        }
        once(&ELEMENT);
        once(&ALLOCATION);
        once(&RESOURCE);
        once(&RISK);
    }
}
