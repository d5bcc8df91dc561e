//! The header of a table column into what the column holds.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::{by_name, lookup};

/// What a table column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// An id or a running number.
    Id,
    /// A name; of what, the table tells.
    Name,
    /// The name of a task.
    Task,
    /// The name of a milestone.
    Milestone,
    /// The name of a phase.
    Phase,
    /// The name of a risk.
    Risk,
    /// The name of a metric.
    Metric,
    /// The name of an environment.
    Environment,
    /// The name of a component.
    Component,
    /// The name of a role or person.
    Role,
    /// Tasks, as a list.
    Tasks,
    /// More about it.
    Description,
    /// How long it takes.
    Duration,
    /// The least time.
    Low,
    /// The usual time.
    Likely,
    /// The most time.
    High,
    /// First date.
    Start,
    /// Last date.
    Finish,
    /// When it must be finished.
    Deadline,
    /// When it takes place.
    Window,
    /// What must come before.
    After,
    /// Who answers for it.
    Owner,
    /// How far it is.
    Status,
    /// How urgent it is.
    Priority,
    /// What it costs.
    Cost,
    /// What it hands over.
    Deliverables,
    /// What it is for.
    Objective,
    /// How it is undone.
    Undo,
    /// The group it belongs to.
    Category,
    /// How bad a risk is, in words or numbers; also its level as a whole.
    Impact,
    /// How likely a risk is.
    Probability,
    /// How likely a risk is after mitigation.
    ResidualProbability,
    /// How bad a risk is after mitigation.
    ResidualImpact,
    /// Time that a risk adds.
    Delay,
    /// Tasks and phases that a risk would hit.
    Affects,
    /// When a risk may happen.
    Proximity,
    /// What is done about a risk.
    Mitigation,
    /// What a metric must reach.
    Target,
    /// Where it is.
    Location,
    /// The name of a branch of the plan.
    Branch,
    /// The name of one way that a branch may go.
    Way,
    /// The environments that a release comes from.
    PromotedFrom,
    /// How long a release must have run before.
    Soak,
    /// The gate that must be passed before.
    Gate,
    /// The calendar that it works by.
    Calendar,
    /// The name of a service level objective.
    ServiceLevel,
    /// The long window of an alert.
    LongWindow,
    /// The short window of an alert.
    ShortWindow,
    /// How fast a budget is spent, as a multiple of the even pace.
    BurnRate,
    /// The share of a budget that is spent.
    BudgetPercent,
}

const COLUMNS: &[(Column, &[&str])] = &[
    (
        Column::Id,
        &[
            "id",
            "no",
            "nr",
            "number",
            "code",
            "task id",
            "ref",
            "key",
            "wbs",
            "wbs id",
            "risk id",
            "شناسه",
            "شماره",
            "ردیف",
        ],
    ),
    (
        Column::Task,
        &[
            "task",
            "task name",
            "activity",
            "activity name",
            "work package",
            "work item",
            "action",
            "action item",
            "job",
            "to do",
            "todo",
            "step",
            "subtask",
            "وظیفه",
            "فعالیت",
            "کار",
        ],
    ),
    (Column::Milestone, &["milestone", "milestone name", "نقطه عطف"]),
    (Column::Phase, &["phase", "phase name", "stage", "sprint", "iteration", "wave", "فاز", "مرحله"]),
    (
        Column::Risk,
        &["risk", "risk name", "specific risk", "risk description", "threat", "risk event", "ریسک", "خطر"],
    ),
    (
        Column::Metric,
        &["metric", "kpi", "indicator", "measure", "criterion", "criteria", "metric name", "معیار", "شاخص"],
    ),
    (Column::Environment, &["environment", "env", "محیط"]),
    (Column::Component, &["component", "module", "service", "جزء"]),
    (Column::Role, &["role", "resource", "person", "member", "نقش"]),
    (
        Column::Name,
        &[
            "name",
            "title",
            "item",
            "document name",
            "document",
            "deliverable name",
            "check",
            "requirement",
            "نام",
            "عنوان",
            "نام سند",
            "مورد",
        ],
    ),
    (
        Column::Tasks,
        &["tasks", "activities", "key activities", "key tasks", "actions", "work", "وظایف", "فعالیت ها"],
    ),
    (
        Column::Description,
        &[
            "description",
            "details",
            "notes",
            "note",
            "comment",
            "comments",
            "remarks",
            "purpose",
            "responsibilities",
            "توضیحات",
            "یادداشت ها",
            "یادداشتها",
            "شرح",
            "هدف",
        ],
    ),
    (
        Column::Duration,
        &[
            "duration",
            "effort",
            "estimate",
            "estimated duration",
            "estimated time",
            "estimated effort",
            "time",
            "length",
            "days",
            "hours",
            "duration days",
            "duration hours",
            "est",
            "est time",
            "مدت",
            "مدت زمان",
        ],
    ),
    (Column::Low, &["optimistic", "low", "best case", "minimum", "min", "o"]),
    (Column::Likely, &["likely", "most likely", "normal", "realistic", "expected", "m"]),
    (Column::High, &["pessimistic", "high", "worst case", "maximum", "max", "p"]),
    (Column::Start, &["start", "start date", "begin", "from", "planned start", "شروع", "تاریخ شروع"]),
    (
        Column::Finish,
        &[
            "finish",
            "end",
            "end date",
            "finish date",
            "to",
            "planned finish",
            "planned end",
            "پایان",
            "تاریخ پایان",
        ],
    ),
    (Column::Deadline, &["deadline", "due", "due date", "target date", "سررسید", "تاریخ سررسید", "مهلت"]),
    (
        Column::Window,
        &[
            "week",
            "weeks",
            "timeline",
            "timeframe",
            "when",
            "window",
            "schedule",
            "period",
            "dates",
            "date",
            "هفته",
            "زمان",
        ],
    ),
    (
        Column::After,
        &[
            "depends on",
            "dependencies",
            "dependency",
            "predecessor",
            "predecessors",
            "after",
            "blocked by",
            "prerequisites",
            "prerequisite",
            "پیش نیاز",
            "پیشنیاز",
            "وابستگی",
            "وابستگی ها",
        ],
    ),
    (
        Column::Owner,
        &[
            "owner",
            "responsible",
            "assignee",
            "assigned to",
            "assigned",
            "lead",
            "team member",
            "who",
            "team",
            "risk owner",
            "مسئول",
            "عضو تیم",
        ],
    ),
    (Column::Status, &["status", "state", "progress", "done", "complete", "وضعیت", "پیشرفت"]),
    (Column::Priority, &["priority", "اولویت"]),
    (Column::Cost, &["cost", "budget", "estimated cost", "cost impact", "financial impact", "هزینه"]),
    (Column::Deliverables, &["deliverable", "deliverables", "output", "outputs", "خروجی"]),
    (Column::Objective, &["objective", "objectives", "goal", "focus"]),
    (Column::Undo, &["undo", "rollback", "rollback time", "undo time"]),
    (
        Column::Category,
        &["category", "type", "group", "area", "risk category", "risk type", "criteria type", "دسته", "نوع"],
    ),
    (Column::Impact, &["impact", "severity", "risk level", "level", "consequence", "تاثیر", "تأثیر", "شدت"]),
    (Column::Probability, &["probability", "likelihood", "chance", "احتمال"]),
    (Column::ResidualProbability, &["residual probability", "residual likelihood"]),
    (Column::ResidualImpact, &["residual impact", "residual severity"]),
    (Column::Delay, &["delay", "schedule impact", "time impact", "schedule delay", "تاخیر"]),
    (Column::Affects, &["affects", "affected tasks", "affected task", "affected phases", "affected phase"]),
    (Column::Proximity, &["proximity"]),
    (
        Column::Mitigation,
        &[
            "mitigation",
            "mitigations",
            "mitigation strategy",
            "mitigation plan",
            "mitigation strategies",
            "contingency",
            "response",
            "countermeasure",
            "کاهش",
            "راهکار",
        ],
    ),
    (
        Column::Target,
        &["target", "target value", "threshold", "goal value", "sla target", "required", "هدف کمی"],
    ),
    (Column::Branch, &["branch", "decision", "fork"]),
    (Column::Way, &["way", "option", "outcome", "alternative"]),
    (Column::PromotedFrom, &["promoted from", "promotes from", "comes from"]),
    (Column::Soak, &["soak", "soak time", "bake time"]),
    (Column::Gate, &["gate", "approval gate", "quality gate"]),
    (Column::Calendar, &["calendar", "working calendar"]),
    (Column::ServiceLevel, &["slo", "service level objective", "service level"]),
    (Column::LongWindow, &["long window"]),
    (Column::ShortWindow, &["short window"]),
    (Column::BurnRate, &["burn rate", "burn rate threshold"]),
    (
        Column::BudgetPercent,
        &["budget consumed", "error budget consumed", "budget spent", "budget percent", "error budget"],
    ),
    (Column::Location, &["path", "document path", "location", "link", "url", "evidence", "مسیر", "مسیر سند"]),
];

/// What a column holds, if the words of its header are known.
pub fn column(header: &str) -> Option<Column> {
    // "Duration (days)" is a duration; the unit is read from the header as it stands.
    let words = header.split(['(', '[']).next().unwrap_or(header);
    if matches!(words.trim(), "#" | "№") {
        return Some(Column::Id);
    }
    lookup(&COLUMN_NAMES, words)
}

static COLUMN_NAMES: LazyLock<BTreeMap<&str, Column>> = LazyLock::new(|| by_name(COLUMNS));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_known() {
        assert_eq!(column("**Mitigation**"), Some(Column::Mitigation));
        assert_eq!(column("Duration (days)"), Some(Column::Duration));
        assert_eq!(column("تاریخ سررسید"), Some(Column::Deadline));
        assert_eq!(column("Business Impact"), None);
    }
}
