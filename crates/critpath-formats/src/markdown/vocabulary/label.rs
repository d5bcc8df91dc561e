//! The name of a label, `**Objective**: …`, into what stands behind it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::words::{by_name, lookup};

/// What a label announces: `**Objective**: …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// What it is for.
    Objective,
    /// A list of tasks.
    Tasks,
    /// A list of deliverables.
    Deliverables,
    /// A list of milestones.
    Milestones,
    /// Who answers for it.
    Owner,
    /// How long it takes.
    Duration,
    /// When it takes place.
    Window,
    /// First date.
    Start,
    /// Last date.
    Finish,
    /// When it must be finished.
    Deadline,
    /// What must come before.
    After,
    /// Where it takes place.
    Environment,
    /// How far it is.
    Status,
    /// How urgent it is.
    Priority,
    /// More about it.
    Description,
    /// How bad a risk is.
    Impact,
    /// How likely a risk is.
    Probability,
    /// What is done about a risk.
    Mitigation,
    /// A risk.
    Risk,
    /// What counts as success.
    Criteria,
    /// How it is undone.
    Rollback,
    /// What must hold.
    Checklist,
    /// The zone of the plan's times.
    TimeZone,
    /// Days of work.
    WorkingDays,
    /// Hours of work.
    WorkingHours,
    /// Free days.
    Holidays,
    /// Days without deployments.
    Freeze,
}

const LABELS: &[(Label, &[&str])] = &[
    (Label::Objective, &["objective", "objectives", "goal", "goals", "purpose", "aim", "هدف", "اهداف"]),
    (
        Label::Tasks,
        &[
            "tasks",
            "task list",
            "key tasks",
            "activities",
            "key activities",
            "actions",
            "action items",
            "steps",
            "work items",
            "to do",
            "todo",
            "subtasks",
            "وظایف",
            "فعالیت ها",
            "فعالیتها",
            "اقدامات",
            "کارها",
        ],
    ),
    (
        Label::Deliverables,
        &[
            "deliverables",
            "deliverable",
            "key deliverables",
            "outputs",
            "artifacts",
            "خروجی ها",
            "خروجیها",
            "تحویل دادنی ها",
            "تحویلدادنیها",
        ],
    ),
    (Label::Milestones, &["milestone", "milestones", "نقطه عطف", "نقاط عطف"]),
    (
        Label::Owner,
        &[
            "owner",
            "owners",
            "responsible",
            "lead",
            "assignee",
            "assigned to",
            "responsibility",
            "responsible team",
            "accountable",
            "team",
            "مسئول",
            "عضو تیم",
        ],
    ),
    (
        Label::Duration,
        &[
            "duration",
            "effort",
            "estimate",
            "estimated duration",
            "estimated time",
            "estimated effort",
            "time estimate",
            "time required",
            "length",
            "مدت",
            "مدت زمان",
        ],
    ),
    (
        Label::Window,
        &[
            "window",
            "timeline",
            "timeframe",
            "time frame",
            "when",
            "schedule",
            "week",
            "weeks",
            "period",
            "dates",
            "sprint",
            "زمان",
            "هفته",
            "بازه",
        ],
    ),
    (
        Label::Start,
        &[
            "start",
            "start date",
            "starts",
            "starts on",
            "planned start",
            "kickoff",
            "kick off",
            "project start",
            "plan start",
            "شروع",
            "تاریخ شروع",
        ],
    ),
    (
        Label::Finish,
        &[
            "finish",
            "finish date",
            "end",
            "end date",
            "ends",
            "planned finish",
            "planned end",
            "پایان",
            "تاریخ پایان",
        ],
    ),
    (
        Label::Deadline,
        &[
            "deadline",
            "due",
            "due date",
            "target date",
            "go live date",
            "must finish",
            "سررسید",
            "تاریخ سررسید",
            "مهلت",
        ],
    ),
    (
        Label::After,
        &[
            "depends on",
            "dependencies",
            "dependency",
            "predecessors",
            "predecessor",
            "after",
            "blocked by",
            "prerequisites",
            "prerequisite",
            "requires",
            "پیش نیاز",
            "پیش نیازها",
            "پیشنیاز",
            "وابستگی",
            "وابستگی ها",
        ],
    ),
    (Label::Environment, &["environment", "env", "target environment", "محیط"]),
    (Label::Status, &["status", "progress", "state", "وضعیت", "پیشرفت"]),
    (Label::Priority, &["priority", "اولویت"]),
    (
        Label::Description,
        &["description", "summary", "details", "notes", "note", "scope", "focus", "توضیح", "توضیحات", "شرح"],
    ),
    (Label::Impact, &["impact", "severity", "consequence", "تاثیر", "تأثیر", "شدت"]),
    (Label::Probability, &["probability", "likelihood", "chance", "احتمال"]),
    (
        Label::Mitigation,
        &[
            "mitigation",
            "mitigations",
            "mitigation strategy",
            "mitigation plan",
            "contingency",
            "contingency plan",
            "response",
            "countermeasures",
            "کاهش",
            "راهکار",
        ],
    ),
    (Label::Risk, &["risk", "risks", "ریسک"]),
    (
        Label::Criteria,
        &[
            "success criteria",
            "acceptance criteria",
            "exit criteria",
            "definition of done",
            "success criterion",
            "معیار پذیرش",
        ],
    ),
    (Label::Rollback, &["rollback", "rollback plan", "rollback procedure", "undo", "backout", "بازگشت"]),
    (Label::Checklist, &["checklist"]),
    (Label::TimeZone, &["time zone", "timezone", "منطقه زمانی"]),
    (
        Label::WorkingDays,
        &[
            "working days",
            "work days",
            "workdays",
            "business days",
            "work week",
            "working week",
            "days",
            "روزهای کاری",
        ],
    ),
    (
        Label::WorkingHours,
        &[
            "working hours",
            "work hours",
            "business hours",
            "hours",
            "shift",
            "shifts",
            "ساعات کاری",
            "ساعت کاری",
        ],
    ),
    (
        Label::Holidays,
        &["holidays", "holiday", "days off", "day off", "non working days", "free days", "تعطیلات", "تعطیل"],
    ),
    (
        Label::Freeze,
        &[
            "freeze",
            "change freeze",
            "code freeze",
            "deployment freeze",
            "release freeze",
            "freezes",
            "blackout",
        ],
    ),
];

/// What a label announces, if its words are known.
pub fn label(name: &str) -> Option<Label> {
    lookup(&LABEL_NAMES, name)
}

static LABEL_NAMES: LazyLock<BTreeMap<&str, Label>> = LazyLock::new(|| by_name(LABELS));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known() {
        assert_eq!(label("Depends on"), Some(Label::After));
        assert_eq!(label("Unit Test Specifications"), None);
    }
}
