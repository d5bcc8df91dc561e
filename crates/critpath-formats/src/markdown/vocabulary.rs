//! The words of headings, labels and table headers into what they announce.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use critpath::model::ResourceKind;

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Nothing that the words tell.
    Plain,
    /// Matter around the plan: contents, references, history, help.
    Aside,
    /// What the plan is for.
    Overview,
    /// Parts of the system.
    Components,
    /// Deployment targets.
    Environments,
    /// The steps of the strategy.
    Strategy,
    /// When what is done: its subsections are phases.
    Schedule,
    /// A list of tasks.
    Work,
    /// A list of milestones.
    Milestones,
    /// Infrastructure, people or tools; the kind if the words tell.
    Resources(Option<ResourceKind>),
    /// What can go wrong.
    Risks,
    /// What is watched.
    Monitoring,
    /// Ways back.
    Rollback,
    /// What must hold.
    Checklists,
    /// What counts as success.
    Criteria,
    /// Decisions.
    Gates,
    /// Working time.
    Calendar,
}

/// Headings by what they announce; the first match counts. `=` the whole heading, `^` its beginning,
/// `$` its end; otherwise the words anywhere. `!` words that rule the row out.
const ROLES: &[(Role, &[&str])] = &[
    (
        Role::Gates,
        &["=quality gates", "=gates", "approval gates$", "go no go", "gates$ !automated !implementation"],
    ),
    (
        Role::Aside,
        &[
            "table of contents",
            "=contents",
            "references$",
            "^references",
            "^appendix",
            "appendices",
            "glossary",
            "revision history",
            "version history",
            "change log",
            "changelog",
            "=conclusion",
            "^conclusion",
            "=support",
            "contact information",
            "=contact",
            "troubleshooting",
            "=faq",
            "further reading",
            "=license",
            "=notes",
            "=additional notes",
            "see also",
            "related documents",
            "common issues",
            "best practices",
            "common pitfalls",
            "release notes",
            "usage instructions",
            "=usage",
            "usage examples",
            "quick start",
            "=فهرست",
            "مراجع",
            "=نتیجه گیری",
        ],
    ),
    (Role::Checklists, &["checklist !how", "checklists !how", "check list", "چکلیست", "چک لیست"]),
    (
        Role::Criteria,
        &[
            "success criteria",
            "acceptance criteria",
            "exit criteria",
            "entry criteria",
            "completion criteria",
            "go live criteria",
            "success metrics",
            "definition of done",
            "=kpis",
            "key performance indicators",
            "performance slas",
            "معیارهای موفقیت",
            "معیارهای پذیرش",
        ],
    ),
    (
        Role::Plain,
        &["=dependencies", "=assumptions", "=constraints", "=prerequisites", "=next steps", "templates$"],
    ),
    (
        Role::Risks,
        &[
            "risk !module !function !method !class !score !scoring !labeling !system !documentation !values !level !levels !based !calculation !formula !definitions !categorization !diagram !flow",
            "risks !module !function !method !class !system",
            "ریسک",
            "ریسکها",
            "ریسک ها",
            "خطرات",
        ],
    ),
    (
        Role::Monitoring,
        &[
            "=monitoring",
            "monitoring$ !performance !daily",
            "monitoring and rollback",
            "monitoring and alerting",
            "monitoring and alerts",
            "monitoring and logging",
            "monitoring and observability",
            "monitoring and reporting",
            "monitoring strategy",
            "monitoring plan",
            "=health checks",
            "=metrics collection",
            "=alerts",
            "پایش",
            "مانیتورینگ",
        ],
    ),
    (
        Role::Rollback,
        &[
            "rollback !capabilities !testing",
            "roll back",
            "backout",
            "back out",
            "fallback plan",
            "revert plan",
            "بازگشت",
        ],
    ),
    (
        Role::Environments,
        &[
            "deployment targets",
            "=environments",
            "target environments",
            "deployment environments",
            "environment stages",
            "environment promotion",
            "promotion path",
            "environment architecture",
            "environment configuration",
            "environment specifications",
            "محیط های استقرار",
            "محیطها",
            "=محیط ها",
        ],
    ),
    (
        Role::Components,
        &[
            "=components",
            "system components !design",
            "core components",
            "application components",
            "service components",
            "اجزای سیستم",
            "=اجزا",
        ],
    ),
    (
        Role::Calendar,
        &[
            "=calendar",
            "working calendar",
            "work calendar",
            "project calendar",
            "working time",
            "working hours",
            "business hours",
            "working days",
            "=holidays",
            "=تقویم",
            "تقویم کاری",
        ],
    ),
    (
        Role::Resources(Some(ResourceKind::Infrastructure)),
        &[
            "=infrastructure",
            "infrastructure requirements",
            "hardware requirements",
            "=hardware",
            "server requirements",
            "=زیرساخت",
        ],
    ),
    (
        Role::Resources(Some(ResourceKind::Human)),
        &[
            "human resources$",
            "^human resources and",
            "human resource requirements",
            "=team",
            "team members",
            "roles and responsibilities",
            "=roles",
            "=staffing",
            "team structure",
            "project team",
            "deployment team",
            "=personnel",
            "منابع انسانی",
            "اعضای تیم",
        ],
    ),
    (
        Role::Resources(Some(ResourceKind::Tool)),
        &["=tools", "tools$", "^tools and", "required tools", "=tooling", "=ابزارها", "ابزارها و"],
    ),
    (
        Role::Resources(None),
        &["resource requirements", "=resources", "required resources", "منابع مورد نیاز"],
    ),
    (
        Role::Strategy,
        &[
            "deployment strategy",
            "deployment steps",
            "deployment process$",
            "deployment procedure",
            "rollout strategy",
            "rollout steps",
            "release strategy",
            "release steps",
            "migration strategy",
            "migration steps",
            "cutover plan",
            "cutover steps",
            "implementation steps",
            "execution steps",
            "^steps to",
            "=runbook",
            "=steps",
            "استراتژی استقرار",
            "مراحل استقرار",
        ],
    ),
    (
        Role::Milestones,
        &[
            "milestones$",
            "=milestones",
            "milestone chart",
            "milestone schedule",
            "milestone plan",
            "نقاط عطف",
        ],
    ),
    (
        Role::Schedule,
        &[
            "schedule$ !daily !weekly !monthly !quarterly !maintenance !review !backup !response !refactoring !support",
            "^schedule and",
            "timeline$ !daily !performance",
            "^timeline and",
            "roadmap$",
            "implementation plan$",
            "rollout plan$",
            "release plan$",
            "deployment plan$",
            "work plan$",
            "project plan$",
            "action plan$",
            "=plan",
            "=phases",
            "^phases of",
            "deployment phases$",
            "implementation phases$",
            "project phases$",
            "execution phases$",
            "rollout phases$",
            "migration phases$",
            "development phases$",
            "sprint plan",
            "=sprints",
            "sprints$",
            "زمان بندی",
            "زمانبندی",
            "برنامه زمانی",
            "نقشه راه",
            "=فازها",
            "=مراحل",
        ],
    ),
    (
        Role::Work,
        &[
            "=tasks",
            "task list$",
            "task breakdown",
            "=subtasks",
            "subtasks description",
            "=activities",
            "action items",
            "work breakdown",
            "work packages",
            "completed tasks",
            "remaining tasks",
            "pending tasks",
            "open tasks",
            "key tasks",
            "main tasks",
            "project tasks",
            "deployment tasks",
            "=to do",
            "=todo",
            "=todos",
            "=backlog",
            "=وظایف",
            "=کارها",
            "فعالیت ها",
            "فعالیتها",
            "لیست وظایف",
        ],
    ),
    (
        Role::Overview,
        &[
            "=overview",
            "executive summary",
            "=introduction",
            "project overview",
            "=background",
            "=about",
            "=purpose",
            "=objective",
            "=objectives",
            "نمای کلی",
            "=مقدمه",
            "=هدف",
            "خلاصه اجرایی",
        ],
    ),
];

/// Words of headings that tell that something comes back again and again.
const RECURRING: &[&str] =
    &["daily", "weekly", "monthly", "quarterly", "yearly", "annual", "hourly", "روزانه", "هفتگی", "ماهانه"];

/// What the words of a heading announce.
pub fn role(heading: &str) -> Option<Role> {
    // Long texts are sentences, not headings.
    if heading.len() > 200 {
        return None;
    }
    let normal = normal(heading);
    // Only patterns whose first word is in the heading can match; the first of the table counts.
    let candidates = normal.split(' ').filter_map(|word| PATTERNS.get(word)).flatten();
    let found = candidates.filter(|(_, pattern)| matches(pattern, &normal)).min_by_key(|(row, _)| *row)?;
    ROLES.get(found.0).map(|(role, _)| *role)
}

/// The patterns of [`ROLES`] with their rows, by their first word.
static PATTERNS: LazyLock<BTreeMap<&str, Vec<(usize, &str)>>> = LazyLock::new(|| {
    let mut patterns: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
    for (row, (_, all)) in ROLES.iter().enumerate() {
        for &pattern in *all {
            let first = pattern.trim_start_matches(['=', '^']).split([' ', '$']).next().unwrap_or_default();
            patterns.entry(first).or_default().push((row, pattern));
        }
    }
    patterns
});

/// Whether a heading tells that what stands under it comes back again and again.
pub fn is_recurring(heading: &str) -> bool {
    contains_any(heading, RECURRING)
}

/// Whether a title announces a plan or a list of things to do.
pub fn is_plan_title(title: &str) -> bool {
    contains_any(
        title,
        &["plan", "planning", "todo", "to do", "roadmap", "schedule", "tasks", "backlog", "برنامه", "طرح"],
    )
}

/// Whether a text has one of these words or phrases.
pub fn contains_any(text: &str, phrases: &[&str]) -> bool {
    let normal = normal(text);
    phrases.iter().any(|phrase| places(&normal, phrase).next().is_some())
}

/// Where whole words stand in a normal text.
fn places<'a>(normal: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let bounded = |at: &usize| {
        let before = normal[..*at].ends_with(' ') || *at == 0;
        let rest = &normal[at + words.len()..];
        before && (rest.is_empty() || rest.starts_with(' '))
    };
    normal.match_indices(words).map(|(at, _)| at).filter(bounded)
}

fn matches(pattern: &str, normal: &str) -> bool {
    let mut parts = pattern.split(" !");
    let words = parts.next().unwrap_or_default();
    let found = if let Some(words) = words.strip_prefix('=') {
        normal == words
    } else if let Some(words) = words.strip_prefix('^') {
        places(normal, words).next() == Some(0)
    } else if let Some(words) = words.strip_suffix('$') {
        places(normal, words).any(|at| at + words.len() == normal.len())
    } else {
        places(normal, words).next().is_some()
    };
    found && !parts.any(|word| places(normal, word).next().is_some())
}

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
    /// What is done about a risk.
    Mitigation,
    /// What a metric must reach.
    Target,
    /// Where it is.
    Location,
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
    (Column::Cost, &["cost", "budget", "estimated cost", "هزینه"]),
    (Column::Deliverables, &["deliverable", "deliverables", "output", "outputs", "خروجی"]),
    (Column::Objective, &["objective", "objectives", "goal", "focus"]),
    (Column::Undo, &["undo", "rollback", "rollback time", "undo time"]),
    (
        Column::Category,
        &["category", "type", "group", "area", "risk category", "risk type", "criteria type", "دسته", "نوع"],
    ),
    (Column::Impact, &["impact", "severity", "risk level", "level", "consequence", "تاثیر", "تأثیر", "شدت"]),
    (Column::Probability, &["probability", "likelihood", "chance", "احتمال"]),
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

static LABEL_NAMES: LazyLock<BTreeMap<&str, Label>> = LazyLock::new(|| by_name(LABELS));
static COLUMN_NAMES: LazyLock<BTreeMap<&str, Column>> = LazyLock::new(|| by_name(COLUMNS));

/// The entries of a table by their names; of two with the same name the first counts.
fn by_name<T: Copy>(table: &[(T, &[&'static str])]) -> BTreeMap<&'static str, T> {
    let names = table.iter().rev().flat_map(|(entry, names)| names.iter().map(|name| (*name, *entry)));
    names.collect()
}

fn lookup<T: Copy>(names: &BTreeMap<&str, T>, name: &str) -> Option<T> {
    // Long texts are sentences, not names.
    if name.len() > 80 {
        return None;
    }
    names.get(normal(name).as_str()).copied()
}

/// Words in lower case with single blanks, without marks, symbols and zero-width characters; `&` is `and`.
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !normal.is_empty() {
            normal.push(' ');
        }
        *gap = false;
        normal.push(c);
    };
    for c in text.chars() {
        match c {
            '\u{200c}' | '\u{200d}' | '\u{fe0f}' | '\'' | '\u{2019}' => {}
            '&' => {
                gap = true;
                "and".chars().for_each(|c| push(c, &mut gap));
                gap = true;
            }
            '\u{64a}' => push('\u{6cc}', &mut gap),
            '\u{643}' => push('\u{6a9}', &mut gap),
            '\u{660}'..='\u{669}' => push(char::from(b'0' + (c as u32 - 0x660) as u8), &mut gap),
            '\u{6f0}'..='\u{6f9}' => push(char::from(b'0' + (c as u32 - 0x6f0) as u8), &mut gap),
            c if c.is_alphanumeric() => c.to_lowercase().for_each(|c| push(c, &mut gap)),
            _ => gap = true,
        }
    }
    normal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normalizes() {
        assert_eq!(normal("🎯 Tools & Services:"), "tools and services");
        assert_eq!(normal("Pre-Deployment"), "pre deployment");
        assert_eq!(normal("چک‌لیست ۱"), "چکلیست 1");
    }

    #[test]
    fn headings_announce_roles() {
        use Role::*;
        for (heading, expected) in [
            ("Deployment Schedule", Some(Schedule)),
            ("Maintenance Schedule", None),
            ("Monitoring and Rollback Strategy", Some(Monitoring)),
            ("Rollback Procedures", Some(Rollback)),
            ("Risk Assessment and Mitigation", Some(Risks)),
            ("Risk Management Module Documentation", None),
            ("Success Criteria", Some(Criteria)),
            ("Deployment Targets", Some(Environments)),
            ("Environment Variables", None),
            ("Tools and Services", Some(Resources(Some(ResourceKind::Tool)))),
            ("Testing Strategy", None),
            ("Project Planning and Scheduling", None),
            ("Execution Steps", Some(Strategy)),
            ("📋 Table of Contents", Some(Aside)),
            ("🎯 نمای کلی", Some(Overview)),
        ] {
            assert_eq!(role(heading), expected, "{heading}");
        }
    }

    #[test]
    fn labels_and_columns_are_known() {
        assert_eq!(label("Depends on"), Some(Label::After));
        assert_eq!(label("Unit Test Specifications"), None);
        assert_eq!(column("**Mitigation**"), Some(Column::Mitigation));
        assert_eq!(column("Duration (days)"), Some(Column::Duration));
        assert_eq!(column("تاریخ سررسید"), Some(Column::Deadline));
        assert_eq!(column("Business Impact"), None);
    }
}
