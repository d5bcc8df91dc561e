"""The model as frozen dataclasses.

Generated from the JSON Schema of the model by ``cargo xtask codegen``. Do not edit.
Data is spelled as in the JSON: ``snake_case``, ISO 8601 times, durations as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Mapping

from ._record import OpenRecord, Record, Spec

__all__ = [
    "Document",
    "Source",
    "Span",
    "Moment",
    "Calendar",
    "WorkDay",
    "Weekday",
    "Shift",
    "TimeOfDay",
    "CalendarException",
    "Date",
    "Recurrence",
    "RecurrenceUnit",
    "RecurrencePosition",
    "CalendarWindow",
    "CalendarWindowKind",
    "WorkUnits",
    "Scheduling",
    "Convention",
    "LagCalendar",
    "ProgressLogic",
    "FloatBy",
    "CriticalBy",
    "Duration",
    "Component",
    "Environment",
    "StrategyStep",
    "Deliverable",
    "Phase",
    "Window",
    "WindowUnit",
    "Dependency",
    "Relation",
    "Lag",
    "Constraint",
    "ConstraintKind",
    "ManualDates",
    "Progress",
    "Task",
    "TaskKind",
    "Estimate",
    "Distribution",
    "EstimateValue",
    "Split",
    "Assignment",
    "Undo",
    "Until",
    "Quantity",
    "Rollout",
    "RolloutStrategy",
    "RolloutStep",
    "TrafficReturn",
    "Spread",
    "SpreadValue",
    "Branch",
    "BranchOption",
    "Correlation",
    "CorrelationMeasure",
    "Resource",
    "ResourceKind",
    "Risk",
    "Rating",
    "Level",
    "Mitigation",
    "RiskStatus",
    "Proximity",
    "RiskEffect",
    "RiskCombination",
    "Closure",
    "Monitor",
    "RollbackProcedure",
    "RollbackKind",
    "RollbackSettings",
    "Checklist",
    "Stage",
    "ChecklistItem",
    "Waiver",
    "Criterion",
    "Condition",
    "Comparator",
    "ServiceLevelObjective",
    "BurnRateAlert",
    "Gate",
    "Baseline",
    "BaselineTask",
    "RiskScale",
    "RiskScaleLevel",
    "RiskBand",
    "Fragment",
    "CheckResult",
    "FileResult",
    "DiagnosticResult",
    "Code",
    "Severity",
    "LabelResult",
    "FixResult",
    "EditResult",
    "CheckSummary",
    "AssessmentResult",
    "AssessedCheck",
    "CheckVerdict",
    "AssessmentUnit",
    "ScheduleResult",
    "TaskResult",
    "Cause",
    "PhaseResult",
    "UnscheduledTask",
    "UnscheduledReason",
    "ExplainResult",
    "ExplainStep",
    "FloatsResult",
    "FloatResult",
    "FloatBand",
    "PathResult",
    "PathStep",
    "GateResult",
    "Verdict",
    "GateSummary",
    "GateReason",
    "ReasonKind",
    "GateMeasure",
    "Measurements",
    "Measurement",
    "MeasurementRole",
    "Bucket",
    "Edit",
    "EditKind",
    "Changes",
    "FieldChange",
    "DiffResult",
    "TaskDiff",
    "ChangeKind",
    "PlanChange",
    "ChangeAction",
    "ChangeSubject",
    "Attribution",
    "AttributionMethod",
    "ChangeShare",
    "WhatIfResult",
    "ForecastResult",
    "RiskBasis",
    "FinishForecast",
    "Percentile",
    "CurvePoint",
    "HistogramBar",
    "Contingency",
    "TaskForecast",
    "DriverForecast",
    "DriverKind",
    "LimitForecast",
    "LimitKind",
    "CostForecast",
    "JointConfidence",
    "DateAndCost",
    "LateRisk",
    "ForecastNote",
    "NoteKind",
    "PertResult",
    "PertPercentile",
    "PertTask",
    "RollbackResult",
    "RollbackProbability",
    "WorstRollback",
    "RollbackStep",
    "RollbackPoint",
    "PointOfNoReturn",
    "NoReturnKind",
    "GateRollback",
    "WindowFit",
    "NextWindow",
    "DataLoss",
    "FixForward",
    "Remedy",
    "RemedyKind",
    "RolloutResult",
    "RolloutReport",
    "RolloutCheck",
    "CheckKind",
    "RolloutStepReport",
    "SoakReason",
    "RolloutUndo",
    "RolloutBudget",
    "PromotionResult",
    "EnvironmentPromotion",
    "PromotionWindow",
    "RiskRegisterResult",
    "RankedRisk",
    "RiskAssessment",
    "RiskMeasure",
    "RankedMitigation",
    "RiskMatrix",
    "RiskCell",
    "RiskScaleUsed",
    "RiskScaleLevelUsed",
    "RiskBandUsed",
    "CaseReport",
    "Check",
    "Figure",
]

Moment = str
"""A date, a local time, or a time with an offset, ISO 8601."""

Weekday = Literal[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
]
"""A day of the week."""

TimeOfDay = str
"""A time of day, up to and including 24:00."""

Date = str
"""A calendar date, ISO 8601."""

RecurrenceUnit = Literal[
    "day",
    "week",
    "month",
    "year",
]
"""What a recurrence counts its interval in."""

RecurrencePosition = Literal[
    "first",
    "second",
    "third",
    "fourth",
    "last",
]
"""Which of the days of a month that a recurrence names."""

CalendarWindowKind = Literal[
    "allow",
    "deny",
]
"""What a window of a calendar means for work."""

Convention = Literal[
    "native",
    "ms_project",
    "primavera",
]
"""Whose rules a schedule follows where planning tools differ."""

LagCalendar = Literal[
    "successor",
    "predecessor",
    "plan",
    "always",
]
"""The calendar that a working lag runs on."""

ProgressLogic = Literal[
    "retained_logic",
    "progress_override",
    "actual_dates",
]
"""What it means that a task was begun or finished before its predecessors."""

FloatBy = Literal[
    "start",
    "finish",
    "least",
]
"""Which dates the total float is measured between."""

CriticalBy = Literal[
    "total_float",
    "longest_path",
]
"""What makes a task critical."""

Duration = str
"""An amount of working time (s m h d w mo), or of elapsed time (es em eh ed ew emo)."""

WindowUnit = Literal[
    "day",
    "week",
    "month",
    "quarter",
    "date",
]
"""The unit of a relative window."""

Relation = Literal[
    "FS",
    "SS",
    "FF",
    "SF",
]
"""Which end of the predecessor bounds which end of the successor."""

Lag = str
"""A duration with an optional sign, or a percentage of the predecessor's duration."""

ConstraintKind = Literal[
    "must_start_on",
    "must_finish_on",
    "start_no_earlier_than",
    "start_no_later_than",
    "finish_no_earlier_than",
    "finish_no_later_than",
    "mandatory_start",
    "mandatory_finish",
    "as_late_as_possible",
]
"""How a date bounds a task. Dates follow the logic, but for mandatory ones: a limit that the logic breaks shows as
negative float."""

TaskKind = Literal[
    "task",
    "milestone",
    "start_milestone",
    "finish_milestone",
    "level_of_effort",
]
"""What kind of task it is."""

Distribution = Literal[
    "fixed",
    "uniform",
    "triangular",
    "beta_pert",
    "lognormal",
    "trigen",
    "discrete",
    "empirical",
]
"""How values are spread over a range."""

Until = str
"""An offset from a point that the context names, or a moment."""

RolloutStrategy = Literal[
    "blue_green",
    "canary",
    "rolling",
    "recreate",
]
"""How the new version takes over."""

TrafficReturn = Literal[
    "immediate",
    "gradual",
]
"""How the traffic goes back."""

CorrelationMeasure = Literal[
    "pearson",
    "spearman",
    "kendall",
]
"""How the strength of a tie between two durations is measured."""

ResourceKind = Literal[
    "infrastructure",
    "human",
    "tool",
    "material",
]
"""What a resource is."""

Level = Literal[
    "very_low",
    "low",
    "medium",
    "high",
    "very_high",
]
"""A qualitative level."""

RiskStatus = Literal[
    "open",
    "occurred",
    "closed",
]
"""Where a risk stands."""

RiskCombination = Literal[
    "series",
    "parallel",
]
"""How the effects of several risks on one task add up."""

RollbackKind = Literal[
    "immediate",
    "gradual",
    "data",
    "other",
]
"""What a rollback procedure does."""

Stage = Literal[
    "pre_deployment",
    "during_deployment",
    "post_deployment",
    "other",
]
"""When a checklist is worked through."""

Comparator = Literal[
    "<",
    "<=",
    ">",
    ">=",
    "=",
]
"""How a measured value compares with the target."""

Code = Literal[
    "text.foreign",
    "text.unplaced",
    "text.no_plan",
    "text.empty",
    "text.too_large",
    "text.encoding",
    "attribute.unknown",
    "attribute.invalid",
    "table.column_unknown",
    "json.syntax",
    "json.shape",
    "json.type",
    "json.field_unknown",
    "json.alias",
    "json.duplicate_key",
    "xml.syntax",
    "xml.entities",
    "xml.value",
    "xer.syntax",
    "xer.value",
    "xer.projects",
    "share.scale",
    "format.version",
    "format.unknown",
    "id.duplicate",
    "id.merged",
    "id.unknown",
    "id.missing",
    "name.missing",
    "graph.cycle",
    "graph.self",
    "graph.ancestor",
    "link.external",
    "graph.duplicate",
    "phase.cycle",
    "date.invalid",
    "date.order",
    "date.before_start",
    "date.not_working",
    "date.zone",
    "duration.invalid",
    "estimate.order",
    "estimate.distribution",
    "estimate.below_zero",
    "estimate.midpoint",
    "window.invalid",
    "window.implied",
    "constraint.conflict",
    "calendar.unknown",
    "calendar.invalid",
    "number.invalid",
    "branch.invalid",
    "correlation.invalid",
    "risk.scale",
    "milestone.duration",
    "schedule.no_start",
    "schedule.unscheduled",
    "schedule.infeasible",
    "schedule.overflow",
    "schedule.negative_float",
    "schedule.window_overrun",
    "correlation.impossible",
    "forecast.invalid",
    "task.unknown",
    "undo.cycle",
    "undo.contradiction",
    "undo.duration",
    "undo.restore",
    "undo.backup",
    "undo.expiry",
    "rollback.guarantee",
    "rollback.expires",
    "rollback.no_way_back",
    "rollout.invalid",
    "rollout.traffic",
    "rollout.soak",
    "rollout.undetected",
    "rollout.scale_down",
    "rollout.duration",
    "rollout.budget",
    "environment.cycle",
    "environment.order",
    "environment.window",
    "environment.fit",
    "gate.unknown",
    "measurement.invalid",
    "measurement.shape",
    "measurement.value",
    "alert.never_fires",
    "alert.single_failure",
    "alert.period",
    "strategy.unmapped",
    "schedule.relative_weeks",
    "task.clock",
    "schedule.no_buffer",
    "criterion.incomplete",
    "criterion.no_window",
    "criterion.overlap",
    "rollback.detection",
    "rollback.restore_rate",
    "mitigation.unplanned",
    "checklist.duplicate",
    "checklist.unowned",
    "checklist.order",
    "metric.no_criterion",
    "criterion.unmonitored",
    "dcma.logic",
    "dcma.leads",
    "dcma.lags",
    "dcma.relations",
    "dcma.constraints",
    "dcma.high_float",
    "dcma.negative_float",
    "dcma.high_duration",
    "dcma.invalid_dates",
    "dcma.resources",
    "dcma.missed_tasks",
    "dcma.critical_path",
    "dcma.cpli",
    "dcma.bei",
    "gao.names",
    "gao.dangling",
    "gao.phase_links",
    "gao.level_of_effort",
    "gao.dated_path",
    "gao.out_of_sequence",
    "gao.baseline",
    "file.read",
    "file.write",
    "option.invalid",
    "run.cancelled",
    "internal",
]
"""The kind of a finding or an error. Codes never change meaning."""

Severity = Literal[
    "error",
    "warning",
    "info",
]
"""How bad a finding is."""

CheckVerdict = Literal[
    "pass",
    "fail",
    "not_computable",
]
"""What a check of an assessment came to."""

AssessmentUnit = Literal[
    "percent",
    "index",
    "days",
]
"""What the figure of a check counts."""

Cause = Literal[
    "plan_start",
    "data_date",
    "dependency",
    "constraint",
    "window",
    "calendar",
    "actual",
    "successor",
]
"""Why a date is what it is."""

UnscheduledReason = Literal[
    "no_estimate",
    "depends_on_unscheduled",
    "inactive",
]
"""Why a task has no dates."""

Verdict = Literal[
    "go",
    "no_go",
    "inconclusive",
]
"""What a gate, or one reason of it, says."""

ReasonKind = Literal[
    "checklist_item",
    "criterion",
    "canary",
    "error_budget",
    "burn_rate",
    "risk",
    "finding",
    "rollback_guarantee",
    "point_of_no_return",
    "finish_probability",
    "measurement",
    "gate",
    "promotion",
    "change_window",
]
"""What a reason is about."""

MeasurementRole = Literal[
    "observed",
    "baseline",
    "canary",
]
"""What a measurement is of."""

EditKind = Literal[
    "set_duration",
    "clear_duration",
    "set_progress",
    "clear_progress",
    "set_constraint",
    "clear_constraints",
    "set_deadline",
    "clear_deadline",
    "set_start",
    "add_dependency",
    "remove_dependency",
    "add_task",
    "remove_task",
    "move_task",
    "add_phase",
]
"""What an edit does."""

ChangeKind = Literal[
    "added",
    "removed",
    "moved",
    "float",
    "scheduled",
    "unscheduled",
]
"""What became of a task between two plans."""

ChangeAction = Literal[
    "added",
    "removed",
    "changed",
]
"""What was done to a part of a plan."""

ChangeSubject = Literal[
    "plan",
    "calendar",
    "resource",
    "phase",
    "task",
    "gate",
    "dependency",
    "constraint",
    "branch",
    "correlation",
    "risk",
]
"""What a change of a plan is about."""

AttributionMethod = Literal[
    "shapley",
    "screened",
    "orders",
]
"""How a shift was divided among changes."""

RiskBasis = Literal[
    "inherent",
    "residual",
    "none",
]
"""Which effects of the risks count in a simulation."""

DriverKind = Literal[
    "task",
    "risk",
]
"""What moves the finish of a plan from run to run."""

LimitKind = Literal[
    "plan_deadline",
    "change_window",
    "phase_deadline",
    "task_deadline",
    "phase_window",
    "task_window",
]
"""Whose time ends, for the probability of being done before."""

NoteKind = Literal[
    "constraints_loosened",
    "truncated",
    "correlation_repaired",
    "overrun",
    "risk_without_effect",
    "risk_left_out",
    "nothing_uncertain",
    "takes_no_time",
    "general_engine",
    "stopped_early",
    "independent",
]
"""What a simulation says about how it read the plan."""

NoReturnKind = Literal[
    "irreversible",
    "expired",
    "no_backup",
    "unknown",
    "too_slow",
]
"""What ends the way back."""

RemedyKind = Literal[
    "shorten_undo",
    "extend_expiry",
    "move_gate",
    "add_gate",
]
"""A single change that makes the way back hold, or puts a gate before its end."""

CheckKind = Literal[
    "failure_share",
    "latency",
    "value",
]
"""How a check of an analysis is computed from what is measured."""

SoakReason = Literal[
    "stated",
    "sample",
    "window",
    "detection",
    "unknown",
]
"""What decides how long a step is watched."""

Figure = float | str
"""A figure: a number in the unit of the source, or words."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Document(OpenRecord):
    """A deployment guide or project plan as data.

    Attributes
    ----------
    format : str
        The format of the JSON, `critpath/1`.
    name : str
        The title.
    overview : str | None
        What the plan is for, in prose.
    sources : tuple[Source, ...]
        The texts that the document was read from; spans refer to them by index.
    start : Moment | None
        When the plan starts. A date alone means the first working time of that day.
    finish : Moment | None
        When the plan finishes, if it is scheduled from its finish. A date alone means the last working time of it.
    data_date : Moment | None
        The date that progress is reported for; unstarted work is not planned before it.
    deadline : Moment | None
        When the plan as a whole must be finished. A date alone means the end of that day.
    time_zone : str | None
        IANA name of the plan's time zone. Without one, times are local and bare.
    calendar : str | None
        Id of the calendar of tasks that name none. Default: Monday to Friday, 08:00-12:00 and 13:00-17:00.
    calendars : tuple[Calendar, ...]
        Working time.
    units : WorkUnits
        How days, weeks and months of work convert to hours.
    scheduling : Scheduling | None
        The rules of its schedule, where they differ from the native ones.
    currency : str | None
        The currency of its costs, as an ISO 4217 code: `EUR`.
    delay_cost_per_day : float | None
        What each working day costs by which the plan finishes later, in its currency.
    components : tuple[Component, ...]
        Parts of the system that is deployed.
    environments : tuple[Environment, ...]
        Where it is deployed, in the order of promotion.
    strategy : tuple[StrategyStep, ...]
        The steps of the deployment strategy. Their tasks are in `tasks` and name the step.
    phases : tuple[Phase, ...]
        Summary nodes, parents before children.
    tasks : tuple[Task, ...]
        Everything that is done, milestones included.
    branches : tuple[Branch, ...]
        Ways that the plan may go: of each, one option takes place.
    correlations : tuple[Correlation, ...]
        Which durations are long or short together.
    resources : tuple[Resource, ...]
        Infrastructure, people and tools.
    risks : tuple[Risk, ...]
        What can go wrong.
    monitors : tuple[Monitor, ...]
        What is watched.
    rollback_procedures : tuple[RollbackProcedure, ...]
        Ways back.
    rollback : RollbackSettings | None
        What its way back must hold to.
    checklists : tuple[Checklist, ...]
        What must hold before, during and after.
    criteria : tuple[Criterion, ...]
        What counts as success.
    objectives : tuple[ServiceLevelObjective, ...]
        How much may fail over a period.
    gates : tuple[Gate, ...]
        Decisions between go and no-go.
    baselines : tuple[Baseline, ...]
        Earlier schedules to compare with.
    risk_scales : tuple[RiskScale, ...]
        What the words of the risk register stand for; the scales of the PMBOK Guide if absent.
    risk_bands : tuple[RiskBand, ...]
        What scores are called; those of the PMBOK Guide if absent.
    risk_appetite : float | None
        The greatest score of a risk that is taken as it is.
    unplaced : tuple[Fragment, ...]
        Text that no noun took, kept verbatim.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    format: str = ""
    name: str = ""
    overview: str | None = None
    sources: tuple[Source, ...] = ()
    start: Moment | None = None
    finish: Moment | None = None
    data_date: Moment | None = None
    deadline: Moment | None = None
    time_zone: str | None = None
    calendar: str | None = None
    calendars: tuple[Calendar, ...] = ()
    units: WorkUnits = field(default_factory=lambda: WorkUnits())
    scheduling: Scheduling | None = None
    currency: str | None = None
    delay_cost_per_day: float | None = None
    components: tuple[Component, ...] = ()
    environments: tuple[Environment, ...] = ()
    strategy: tuple[StrategyStep, ...] = ()
    phases: tuple[Phase, ...] = ()
    tasks: tuple[Task, ...] = ()
    branches: tuple[Branch, ...] = ()
    correlations: tuple[Correlation, ...] = ()
    resources: tuple[Resource, ...] = ()
    risks: tuple[Risk, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    rollback_procedures: tuple[RollbackProcedure, ...] = ()
    rollback: RollbackSettings | None = None
    checklists: tuple[Checklist, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    objectives: tuple[ServiceLevelObjective, ...] = ()
    gates: tuple[Gate, ...] = ()
    baselines: tuple[Baseline, ...] = ()
    risk_scales: tuple[RiskScale, ...] = ()
    risk_bands: tuple[RiskBand, ...] = ()
    risk_appetite: float | None = None
    unplaced: tuple[Fragment, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Source(OpenRecord):
    """A text that the document was read from.

    Attributes
    ----------
    name : str
        Name as the user gave it, usually a path.
    format : str | None
        What the text is: `critpath/1` for the JSON of a document, whose places are found again by reading it,
so that they are not written.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    format: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Span(Record):
    """A range of bytes in one of the sources of a document.

    Attributes
    ----------
    source : int
        Index into [`Document::sources`](crate::model::Document::sources).
    start : int
        First byte.
    end : int
        One past the last byte.
    """

    _spec: ClassVar[Spec]
    source: int = 0
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Calendar(OpenRecord):
    """Which hours are worked.

    Attributes
    ----------
    id : str
        Unique among calendars.
    name : str
        What people call it.
    base : str | None
        Id of the calendar that this one changes. Days that neither states are as in the base.
    time_zone : str | None
        IANA name of the zone that its hours are in, if not the plan's.
    week : tuple[WorkDay, ...]
        The ordinary week. A day that is not named is free, or as in the base. A calendar that states windows and no
week works around the clock in what they leave.
    exceptions : tuple[CalendarException, ...]
        Dates that differ: holidays, freezes, extra working days. The last one that names a date wins.
    windows : tuple[CalendarWindow, ...]
        Change windows and freezes, which limit the hours of the week and of exceptions. Those of the base count,
too.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    base: str | None = None
    time_zone: str | None = None
    week: tuple[WorkDay, ...] = ()
    exceptions: tuple[CalendarException, ...] = ()
    windows: tuple[CalendarWindow, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WorkDay(OpenRecord):
    """The hours of some days of the week.

    Attributes
    ----------
    days : tuple[Weekday, ...]
        The days.
    shifts : tuple[Shift, ...]
        The hours; none means free.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    days: tuple[Weekday, ...] = ()
    shifts: tuple[Shift, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Shift(OpenRecord):
    """Hours that are worked without a break.

    Attributes
    ----------
    start : TimeOfDay
        First moment.
    finish : TimeOfDay
        One past the last moment; not after `start` means on the next day. `24:00` is the end of the day.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    start: TimeOfDay = ""
    finish: TimeOfDay = ""
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CalendarException(OpenRecord):
    """Dates on which other hours are worked.

    Attributes
    ----------
    name : str
        What people call it: `Christmas Day`.
    start : Date | None
        First date.
    finish : Date | None
        Last date, included; `start` if absent.
    repeat : Recurrence | None
        When the same comes again; `start` is where counting begins, and as many dates as from there to `finish`
are meant each time.
    shifts : tuple[Shift, ...]
        The hours; none means free.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    start: Date | None = None
    finish: Date | None = None
    repeat: Recurrence | None = None
    shifts: tuple[Shift, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Recurrence(OpenRecord):
    """Dates that come again: every other Friday, the last Monday of each month, each 24 December.

The first date is the first one that fits at or after the start of what recurs.

    Attributes
    ----------
    every : RecurrenceUnit
        What `interval` counts.
    interval : int | None
        Every so many days, weeks, months or years; 1 if absent.
    weekdays : tuple[Weekday, ...]
        Days of the week. By the week: on these, or on that of the start. By the month or year: what `position`
counts, or each of them in the month.
    position : RecurrencePosition | None
        By the month or year: which of the days of the month that `weekdays` names, of all days if it names none.
    day : int | None
        By the month or year: the day of the month, from 1; that of the start if no other day is named. Months that
are too short are left out.
    month : int | None
        By the year: the month, from 1; that of the start if absent.
    count : int | None
        How many times, at most.
    until : Date | None
        The last date that may be a first one. Without `until` and `count` it goes on for a hundred years.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    every: RecurrenceUnit = "day"
    interval: int | None = None
    weekdays: tuple[Weekday, ...] = ()
    position: RecurrencePosition | None = None
    day: int | None = None
    month: int | None = None
    count: int | None = None
    until: Date | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CalendarWindow(OpenRecord):
    """A change window, outside of which nothing is done, or a freeze, during which nothing is done. Times are those of
the calendar's zone.

    Attributes
    ----------
    name : str
        What people call it: `year-end freeze`.
    kind : CalendarWindowKind
        Whether work is done in it, or not.
    start : Moment | None
        First moment; a date is the beginning of that day. Since ever if absent.
    finish : Moment | None
        Moment at which it ends; a date includes that day. If absent, forever, or, where it repeats, on the day of
its start.
    shifts : tuple[Shift, ...]
        Hours of each of its days; a shift counts to the day on which it starts, as far as it lies in the window or
in one that repeats it. None means all hours.
    repeat : Recurrence | None
        When it comes again. By the day, or by the week on stated days, it needs no `start`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    kind: CalendarWindowKind = "allow"
    start: Moment | None = None
    finish: Moment | None = None
    shifts: tuple[Shift, ...] = ()
    repeat: Recurrence | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WorkUnits(OpenRecord):
    """How long a day, week or month of work is. Settings, not facts of a calendar.

    Attributes
    ----------
    minutes_per_day : int | None
        Minutes of work in `1d`; 480 if absent.
    minutes_per_week : int | None
        Minutes of work in `1w`; 2400 if absent.
    days_per_month : int | None
        Days of work in `1mo`; 20 if absent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    minutes_per_day: int | None = None
    minutes_per_week: int | None = None
    days_per_month: int | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Scheduling(OpenRecord):
    """How a plan wants to be scheduled. What is absent is as the convention has it.

    Attributes
    ----------
    convention : Convention | None
        Whose rules it follows; `native` if absent.
    from_finish : bool | None
        Everything is as late as the plan's `finish` allows, rather than as early as its start does.
    honor_constraint_dates : bool | None
        Dates of constraints hold even where the logic says otherwise.
    lag_calendar : LagCalendar | None
        Which calendar working lags run on.
    start_lag_from_early_start : bool | None
        Lags from the start of a started task run from its early start, not from its actual start.
    progress : ProgressLogic | None
        What progress out of sequence means.
    use_expected_finish : bool | None
        An expected finish overrides the remaining duration.
    float_by : FloatBy | None
        Which dates the total float is measured between.
    critical_by : CriticalBy | None
        What makes a task critical.
    critical_float : Duration | None
        Tasks with this much total float or less are critical; none if absent.
    open_ends_critical : bool | None
        Tasks without successors are critical.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    convention: Convention | None = None
    from_finish: bool | None = None
    honor_constraint_dates: bool | None = None
    lag_calendar: LagCalendar | None = None
    start_lag_from_early_start: bool | None = None
    progress: ProgressLogic | None = None
    use_expected_finish: bool | None = None
    float_by: FloatBy | None = None
    critical_by: CriticalBy | None = None
    critical_float: Duration | None = None
    open_ends_critical: bool | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Component(OpenRecord):
    """A part of the system that is deployed.

    Attributes
    ----------
    id : str
        Unique among components.
    name : str
        What people call it.
    description : str | None
        As written.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Environment(OpenRecord):
    """A place that the system is deployed to.

    Attributes
    ----------
    id : str
        Unique among environments.
    name : str
        What people call it.
    description : str | None
        As written.
    calendar : str | None
        Id of the calendar of its maintenance windows and freezes: what is done in it takes place at no other time.
    promoted_from : tuple[str, ...]
        Ids of the environments that a release comes from: it is done there, and has soaked, before it begins here. The
one before it in the list, if no environment states any.
    soak : Duration | None
        How long a release must have run in those, by the clock, before it begins here; no time if absent.
    gate : str | None
        Id of the gate that must be passed before it begins here.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    calendar: str | None = None
    promoted_from: tuple[str, ...] = ()
    soak: Duration | None = None
    gate: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class StrategyStep(OpenRecord):
    """A step of the deployment strategy.

    Attributes
    ----------
    id : str
        Unique among steps.
    name : str
        What people call it.
    objective : str | None
        What it is for.
    deliverables : tuple[Deliverable, ...]
        What it hands over.
    rollout : str | None
        Traffic share or rollout style, as written: `blue-green`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    objective: str | None = None
    deliverables: tuple[Deliverable, ...] = ()
    rollout: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Deliverable(OpenRecord):
    """Something that a step, phase or task hands over.

    Attributes
    ----------
    name : str
        What people call it.
    description : str | None
        More about it.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    description: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Phase(OpenRecord):
    """A summary node: holds tasks and other phases, and rolls their dates up.

    Attributes
    ----------
    id : str
        Unique among phases, tasks, and everything else that a reference can name.
    name : str
        What people call it.
    description : str | None
        More about it.
    parent : str | None
        The phase it is part of.
    wbs : str | None
        Position in a work breakdown structure: `1.2`.
    window : Window | None
        When it takes place.
    after : tuple[Dependency, ...]
        What must come before everything in it.
    constraints : tuple[Constraint, ...]
        Dates that bound everything in it.
    deadline : Moment | None
        When it should be finished; never moves dates, shows as negative float when missed.
    manual : ManualDates | None
        Dates set by hand: what is in it and waits for nothing starts there.
    inactive : bool
        Left out of the schedule, with all that is in it.
    environment : str | None
        Where it takes place, unless a task says otherwise.
    owner : str | None
        Who answers for it.
    objective : str | None
        The purpose, as the guide states it.
    deliverables : tuple[Deliverable, ...]
        What it hands over.
    progress : Progress | None
        What the guide says is done of it. Dates follow its tasks, not this.
    cost : float | None
        Cost that the guide plans for it as a whole, in the plan's currency.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    parent: str | None = None
    wbs: str | None = None
    window: Window | None = None
    after: tuple[Dependency, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    deadline: Moment | None = None
    manual: ManualDates | None = None
    inactive: bool = False
    environment: str | None = None
    owner: str | None = None
    objective: str | None = None
    deliverables: tuple[Deliverable, ...] = ()
    progress: Progress | None = None
    cost: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Window(OpenRecord):
    """A span of time that a phase or a task takes place in: weeks 1 to 2, Q3 2026, or two dates.

    Attributes
    ----------
    unit : WindowUnit
        What `first` and `last` count.
    first : int | None
        The first unit, counted from 1.
    last : int | None
        The last unit, included.
    year : int | None
        The year, for quarters and months that name one.
    start : Moment | None
        First moment, for the unit `date`.
    finish : Moment | None
        Last moment, for the unit `date`; a date alone includes that day.
    text : str
        As it was written: `Week 1-2`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    unit: WindowUnit = "week"
    first: int | None = None
    last: int | None = None
    year: int | None = None
    start: Moment | None = None
    finish: Moment | None = None
    text: str = ""
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Dependency(OpenRecord):
    """A predecessor, and how it bounds the task or phase that names it.

    Attributes
    ----------
    predecessor : str
        Id of a task or a phase.
    relation : Relation
        Which ends are tied.
    lag : Lag | None
        Time that must lie between, negative for a lead.
    implied : str | None
        Why it is there, when no one wrote it: `phase_order`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    predecessor: str = ""
    relation: Relation = "FS"
    lag: Lag | None = None
    implied: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Constraint(OpenRecord):
    """A date that bounds a start or a finish.

    Attributes
    ----------
    kind : ConstraintKind
        How it bounds.
    date : Moment | None
        The date; absent for `as_late_as_possible`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    kind: ConstraintKind = "start_no_earlier_than"
    date: Moment | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ManualDates(OpenRecord):
    """Dates that people set by hand and that no logic moves.

    Attributes
    ----------
    start : Moment | None
        When it starts; what the logic says if absent.
    finish : Moment | None
        When it finishes; start and duration decide if absent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    start: Moment | None = None
    finish: Moment | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Progress(OpenRecord):
    """What is done of a task.

    Attributes
    ----------
    percent : float | None
        Done share, 0 to 100.
    started : Moment | None
        When it started.
    finished : Moment | None
        When it finished.
    remaining : Duration | None
        How much of it is left.
    stopped : Moment | None
        When work on it stopped, if it is interrupted.
    resumes : Moment | None
        When what is left of it goes on; not before, if its predecessors say later.
    expected_finish : Moment | None
        When those who work on it expect to finish.
    actual_work : Duration | None
        Work that was spent on it.
    actual_cost : float | None
        Cost that was spent on it, in the plan's currency.
    status : str | None
        The word or mark as written: `done`, `in_progress`, `🚧`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    percent: float | None = None
    started: Moment | None = None
    finished: Moment | None = None
    remaining: Duration | None = None
    stopped: Moment | None = None
    resumes: Moment | None = None
    expected_finish: Moment | None = None
    actual_work: Duration | None = None
    actual_cost: float | None = None
    status: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Task(OpenRecord):
    """Something that is done, or a milestone.

    Attributes
    ----------
    id : str
        Unique among phases, tasks, and everything else that a reference can name.
    name : str
        What people call it.
    description : str | None
        More about it.
    phase : str | None
        The phase it is part of.
    step : str | None
        The strategy step that lists it.
    wbs : str | None
        Position in a work breakdown structure: `1.2.3`.
    kind : TaskKind
        Task or milestone.
    duration : Duration | None
        How long it takes. Takes precedence over `estimate` in the schedule.
    estimate : Estimate | None
        How long it may take.
    window : Window | None
        When it takes place, if it has a window of its own. Without a duration it fills the window.
    after : tuple[Dependency, ...]
        What must come before it.
    constraints : tuple[Constraint, ...]
        Dates that bound it.
    deadline : Moment | None
        When it should be finished; never moves dates, shows as negative float when missed.
    manual : ManualDates | None
        Dates set by hand: no logic moves it.
    inactive : bool
        Left out of the schedule: it binds nothing.
    delay : Duration | None
        Time that it waits when it could start, as levelling or people decided.
    splits : tuple[Split, ...]
        Rests within its work. Its duration is that of the work alone.
    calendar : str | None
        Id of its calendar, if not the plan's.
    ignore_resource_calendars : bool
        The calendars of its resources do not count.
    environment : str | None
        Where it takes place.
    owner : str | None
        Who answers for it.
    needs : tuple[Assignment, ...]
        What it needs while it runs.
    gate : str | None
        Id of the gate that must be passed before it starts.
    undo : Undo | None
        How it is undone.
    rollout : Rollout | None
        How it takes a new version to its users, step by step.
    progress : Progress | None
        What is done of it.
    priority : str | None
        `high`, `P1` ... as written.
    cost : float | None
        Planned cost, in the plan's currency.
    cost_estimate : Spread | None
        What it may cost, in the plan's currency.
    probability : float | None
        How likely it is to be needed at all, from 0 to 1; certain if absent. Where it is not needed it takes no time,
and what follows it follows its predecessors.
    deliverables : tuple[Deliverable, ...]
        What it hands over.
    tags : tuple[str, ...]
        Words that it is found by.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    phase: str | None = None
    step: str | None = None
    wbs: str | None = None
    kind: TaskKind = "task"
    duration: Duration | None = None
    estimate: Estimate | None = None
    window: Window | None = None
    after: tuple[Dependency, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    deadline: Moment | None = None
    manual: ManualDates | None = None
    inactive: bool = False
    delay: Duration | None = None
    splits: tuple[Split, ...] = ()
    calendar: str | None = None
    ignore_resource_calendars: bool = False
    environment: str | None = None
    owner: str | None = None
    needs: tuple[Assignment, ...] = ()
    gate: str | None = None
    undo: Undo | None = None
    rollout: Rollout | None = None
    progress: Progress | None = None
    priority: str | None = None
    cost: float | None = None
    cost_estimate: Spread | None = None
    probability: float | None = None
    deliverables: tuple[Deliverable, ...] = ()
    tags: tuple[str, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Estimate(OpenRecord):
    """A range of durations, with the most likely one if it is known.

    Attributes
    ----------
    low : Duration | None
        The optimistic duration.
    likely : Duration | None
        The most likely duration; the schedule uses it.
    high : Duration | None
        The pessimistic duration.
    distribution : Distribution | None
        How durations are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
and high are `uniform`, with likely `beta_pert`, and one duration alone is `fixed`.
    low_percentile : float | None
        Percent of durations that are below `low`, of `trigen` and `lognormal`; 10 if absent.
    high_percentile : float | None
        Percent of durations that are below `high`, of `trigen` and `lognormal`; 90 if absent.
    shape : float | None
        Weight of the likely duration, of `beta_pert`; 4 if absent.
    mean : Duration | None
        The mean, of `lognormal`.
    standard_deviation : Duration | None
        The standard deviation, of `lognormal`.
    values : tuple[EstimateValue, ...]
        The durations, of `discrete` and `empirical`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    low: Duration | None = None
    likely: Duration | None = None
    high: Duration | None = None
    distribution: Distribution | None = None
    low_percentile: float | None = None
    high_percentile: float | None = None
    shape: float | None = None
    mean: Duration | None = None
    standard_deviation: Duration | None = None
    values: tuple[EstimateValue, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EstimateValue(OpenRecord):
    """A duration that may come true.

    Attributes
    ----------
    duration : Duration | None
        The duration.
    probability : float | None
        How likely it is, from 0 to 1, of `discrete`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    duration: Duration | None = None
    probability: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Split(OpenRecord):
    """A rest in the work of a task, which moves with it. Time counts on the calendar that the task works on.

    Attributes
    ----------
    after : Duration
        How much of its work is done before.
    pause : Duration
        How long it rests.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    after: Duration = ""
    pause: Duration = ""
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Assignment(OpenRecord):
    """A resource, and how much of it.

    Attributes
    ----------
    resource : str
        Id of a resource.
    units : float | None
        Units needed while the task runs: 1.0 is one whole unit, 0.5 half of its time. 1 if absent.
    role : str | None
        What it does there.
    start : Moment | None
        First date of the assignment, if it is bounded.
    finish : Moment | None
        Last date of the assignment.
    delay : Duration | None
        How long it waits once the task has begun. A task rests until the first of its assignments begins.
    notes : str | None
        Anything said about it.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    resource: str = ""
    units: float | None = None
    role: str | None = None
    start: Moment | None = None
    finish: Moment | None = None
    delay: Duration | None = None
    notes: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Undo(OpenRecord):
    """How a task is undone. It takes its duration, and for a restore the time for the data, to verify and to replay them.

    Attributes
    ----------
    duration : Duration | None
        How long the undo takes.
    estimate : Estimate | None
        How long it may take; the way back counts with the highest value.
    after : tuple[Dependency, ...]
        Tasks whose undo must come first, beyond the reverse of the plan's own order.
    until : Until | None
        Until when it can begin: an offset of clock time from the task's finish, or a date.
    late : Duration | None
        How long it takes once `until` has passed, by the slow way. If absent there is no way back then.
    irreversible : bool
        There is no way back.
    cleanup : bool
        It can wait until the system is back, and does not count as part of the way back.
    description : str | None
        What is done.
    needs : tuple[Assignment, ...]
        What it needs while it runs; what the task needs, if nothing is stated.
    calendar : str | None
        Id of its calendar, if not that of the plan's `rollback`, or else the task's.
    abort : Duration | None
        How long it takes to stop the task while it runs; no time if absent.
    restore_size : Quantity | None
        Amount of data to restore, if the undo is a restore.
    restore_rate : Quantity | None
        Rate of the restore.
    verify : Duration | None
        How long it takes to verify what was restored.
    replay : Duration | None
        How long it takes to write again what was written since the backup.
    backup : str | None
        Id of the task that takes the backup which it restores: what was written since is lost.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    duration: Duration | None = None
    estimate: Estimate | None = None
    after: tuple[Dependency, ...] = ()
    until: Until | None = None
    late: Duration | None = None
    irreversible: bool = False
    cleanup: bool = False
    description: str | None = None
    needs: tuple[Assignment, ...] = ()
    calendar: str | None = None
    abort: Duration | None = None
    restore_size: Quantity | None = None
    restore_rate: Quantity | None = None
    verify: Duration | None = None
    replay: Duration | None = None
    backup: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Quantity(OpenRecord):
    """An amount or a range of amounts of something: "2-4 vCPUs", "50 GB", "99.9 %".

    Attributes
    ----------
    metric : str
        What is measured, in `snake_case`: `vcpu`, `memory`, `storage`.
    low : float | None
        The lower end; equal to `high` for a single amount.
    high : float | None
        The upper end.
    unit : str
        The unit as written, in its usual spelling: `vCPU`, `GB`, `%`, `ms`.
    per : str | None
        What one amount is for: `instance`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    metric: str = ""
    low: float | None = None
    high: float | None = None
    unit: str = ""
    per: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Rollout(OpenRecord):
    """How a task takes a new version to its users. Times are those of the clock.

    Attributes
    ----------
    strategy : RolloutStrategy
        How the new version takes over.
    steps : tuple[RolloutStep, ...]
        The steps, in rising order of their weights; a last one with all of the traffic is added if it is missing.
    service : str | None
        What Kubernetes and Prometheus call the service; the id of the task if absent.
    instances : int | None
        How many instances there are; a rolling strategy replaces them.
    batch : int | None
        How many of them are replaced at a time; one if absent.
    traffic_per_second : float | None
        Requests in a second to the old and the new version together; those of the first objective if absent.
    startup : Duration | None
        How long a version, or an instance of a rolling strategy, takes to start until it is ready.
    shutdown : Duration | None
        How long the old version takes to stop; no time if absent.
    shift : Duration | None
        How long it takes to change the weights of the traffic; no time if absent.
    soak : Duration | None
        How long each step is watched, if it says nothing; the time that the criteria and the detection of a failure
need if absent.
    scale_down_delay : Duration | None
        How long the old version stays once all traffic has left it; 30 s if absent.
    interval : Duration | None
        Time between two looks at what is watched; that of the monitors if absent.
    failure_threshold : int | None
        Failures in a row that count as a failure; 3 if absent.
    criteria : tuple[str, ...]
        Ids of the criteria that the gate behind each step asks for.
    objectives : tuple[str, ...]
        Ids of the service level objectives whose budget a failure spends; all of the plan if absent.
    confidence : float | None
        How sure a verdict on a measured share must be, above 0.5 and below 1; 0.95 if absent.
    failure_probability : float | None
        How likely it is to fail, from 0 to 1.
    traffic_return : TrafficReturn
        How the traffic goes back after a failure.
    return_soak : Duration | None
        How long each weight is watched on a gradual way back; no time if absent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    strategy: RolloutStrategy = "canary"
    steps: tuple[RolloutStep, ...] = ()
    service: str | None = None
    instances: int | None = None
    batch: int | None = None
    traffic_per_second: float | None = None
    startup: Duration | None = None
    shutdown: Duration | None = None
    shift: Duration | None = None
    soak: Duration | None = None
    scale_down_delay: Duration | None = None
    interval: Duration | None = None
    failure_threshold: int | None = None
    criteria: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    confidence: float | None = None
    failure_probability: float | None = None
    traffic_return: TrafficReturn = "immediate"
    return_soak: Duration | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutStep(OpenRecord):
    """A step of a rollout.

    Attributes
    ----------
    weight : float | None
        The share of the traffic, in percent, that the new version takes from then on.
    soak : Duration | None
        How long it is watched.
    criteria : tuple[str, ...]
        Ids of the criteria that the gate behind it asks for; those of the rollout if absent.
    gate : str | None
        Id of the gate that is decided behind it; one for its criteria is made if absent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    weight: float | None = None
    soak: Duration | None = None
    criteria: tuple[str, ...] = ()
    gate: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Spread(OpenRecord):
    """A range of numbers, with the most likely one if it is known: of money or of factors.

    Attributes
    ----------
    low : float | None
        The low end.
    likely : float | None
        The most likely number.
    high : float | None
        The high end.
    distribution : Distribution | None
        How numbers are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
and high are `uniform`, with likely `beta_pert`, and one number alone is `fixed`.
    low_percentile : float | None
        Percent of numbers that are below `low`, of `trigen` and `lognormal`; 10 if absent.
    high_percentile : float | None
        Percent of numbers that are below `high`, of `trigen` and `lognormal`; 90 if absent.
    shape : float | None
        Weight of the likely number, of `beta_pert`; 4 if absent.
    mean : float | None
        The mean, of `lognormal`.
    standard_deviation : float | None
        The standard deviation, of `lognormal`.
    values : tuple[SpreadValue, ...]
        The numbers, of `discrete` and `empirical`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    low: float | None = None
    likely: float | None = None
    high: float | None = None
    distribution: Distribution | None = None
    low_percentile: float | None = None
    high_percentile: float | None = None
    shape: float | None = None
    mean: float | None = None
    standard_deviation: float | None = None
    values: tuple[SpreadValue, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class SpreadValue(OpenRecord):
    """A number that may come true.

    Attributes
    ----------
    value : float
        The number.
    probability : float | None
        How likely it is, from 0 to 1, of `discrete`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    value: float = 0.0
    probability: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Branch(OpenRecord):
    """Ways that the plan may go. Exactly one option takes place; the tasks of the others take no time.

    Attributes
    ----------
    id : str
        Unique among branches.
    name : str
        What people call it.
    options : tuple[BranchOption, ...]
        The options; their probabilities add up to 1.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    options: tuple[BranchOption, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BranchOption(OpenRecord):
    """One way that the plan may go.

    Attributes
    ----------
    name : str
        What people call it.
    probability : float | None
        How likely it is, from 0 to 1; what the others leave if absent.
    tasks : tuple[str, ...]
        Ids of the tasks and phases that take place if it is taken.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    probability: float | None = None
    tasks: tuple[str, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Correlation(OpenRecord):
    """A tie between the durations of each pair of some tasks.

    Attributes
    ----------
    tasks : tuple[str, ...]
        Ids of the tasks; a phase stands for its tasks.
    coefficient : float
        How strong it is, from -1 to 1.
    measure : CorrelationMeasure
        How it is measured.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    tasks: tuple[str, ...] = ()
    coefficient: float = 0.0
    measure: CorrelationMeasure = "pearson"
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Resource(OpenRecord):
    """Something that the work needs.

    Attributes
    ----------
    id : str
        Unique among resources.
    name : str
        What people call it.
    kind : ResourceKind
        Infrastructure, human, tool or material.
    description : str | None
        What it is for, as written.
    quantities : tuple[Quantity, ...]
        Amounts and ranges: vCPUs, memory, storage.
    items : tuple[str, ...]
        What it names: `Prometheus`, `Grafana`; `SSL certificates`, `firewall rules`.
    capacity : float | None
        Units available at a time; 1 if absent.
    calendar : str | None
        Id of its calendar, if not the plan's.
    cost_per_hour : float | None
        Cost of one unit for one hour.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    kind: ResourceKind = "human"
    description: str | None = None
    quantities: tuple[Quantity, ...] = ()
    items: tuple[str, ...] = ()
    capacity: float | None = None
    calendar: str | None = None
    cost_per_hour: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Risk(OpenRecord):
    """Something that may happen and would hurt.

    Attributes
    ----------
    id : str
        Unique among risks.
    name : str
        What people call it.
    description : str | None
        More about it.
    category : str | None
        The group it is listed in: `Technical`.
    impact : Rating | None
        How bad it would be.
    probability : Rating | None
        How likely it is.
    mitigations : tuple[Mitigation, ...]
        What is done about it.
    owner : str | None
        Who answers for it.
    status : RiskStatus
        Open, occurred or closed.
    affects : tuple[str, ...]
        Ids of the tasks and phases that it would hit.
    proximity : Proximity | None
        When it may happen.
    effect : RiskEffect | None
        What it does to time and money where it happens.
    residual_impact : Rating | None
        Impact after mitigation.
    residual_probability : Rating | None
        Probability after mitigation.
    residual_effect : RiskEffect | None
        What it does to time and money after mitigation; as before it if absent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    category: str | None = None
    impact: Rating | None = None
    probability: Rating | None = None
    mitigations: tuple[Mitigation, ...] = ()
    owner: str | None = None
    status: RiskStatus = "open"
    affects: tuple[str, ...] = ()
    proximity: Proximity | None = None
    effect: RiskEffect | None = None
    residual_impact: Rating | None = None
    residual_probability: Rating | None = None
    residual_effect: RiskEffect | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Rating(OpenRecord):
    """A probability or an impact, in words or as a number.

    Attributes
    ----------
    level : Level | None
        The level, when the word is one of the scale.
    value : float | None
        The number, when one is given: a probability from 0 to 1, or an impact on the register's scale.
    text : str
        As written.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    level: Level | None = None
    value: float | None = None
    text: str = ""
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Mitigation(OpenRecord):
    """Something that makes a risk less likely or less bad.

    Attributes
    ----------
    text : str
        As written.
    task : str | None
        Id of the task that carries it out.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    text: str = ""
    task: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Proximity(OpenRecord):
    """When a risk may happen.

    Attributes
    ----------
    text : str
        As written: `within two weeks`, `near`.
    window : Window | None
        The time that this means, if it says so.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    text: str = ""
    window: Window | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskEffect(OpenRecord):
    """What a risk does to time and money where it happens.

    Attributes
    ----------
    delay : Estimate | None
        Time that it adds to each task it affects, drawn once for all of them.
    factor : Spread | None
        What it multiplies the durations of all tasks it affects by: one draw for all of them. A risk with a factor
and no probability happens always.
    cost : Spread | None
        What it costs, in the plan's currency.
    combination : RiskCombination
        How it adds up with other risks on the same task.
    closures : tuple[Closure, ...]
        Times at which it keeps work from being done.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    delay: Estimate | None = None
    factor: Spread | None = None
    cost: Spread | None = None
    combination: RiskCombination = "series"
    closures: tuple[Closure, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Closure(OpenRecord):
    """A time at which no work is done if a risk happens.

    Attributes
    ----------
    calendar : str | None
        Id of the calendar that is closed; those of the tasks that the risk affects if absent.
    start : Moment | None
        First moment.
    finish : Moment | None
        Moment at which it ends; a date includes that day.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    calendar: str | None = None
    start: Moment | None = None
    finish: Moment | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Monitor(OpenRecord):
    """Something that is watched.

    Attributes
    ----------
    id : str
        Unique among monitors.
    name : str
        What people call it.
    description : str | None
        As written.
    metrics : tuple[str, ...]
        What is measured, in `snake_case`.
    interval : Duration | None
        Time between two probes.
    failure_threshold : int | None
        Failures in a row that count as a failure; 3 if absent.
    environment : str | None
        Where it watches.
    triggers : tuple[str, ...]
        Ids of the rollback procedures that it triggers.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    metrics: tuple[str, ...] = ()
    interval: Duration | None = None
    failure_threshold: int | None = None
    environment: str | None = None
    triggers: tuple[str, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackProcedure(OpenRecord):
    """A way back.

    Attributes
    ----------
    id : str
        Unique among rollback procedures.
    name : str
        What people call it.
    kind : RollbackKind
        Immediate, gradual, data or other.
    description : str | None
        As written.
    objective : Duration | None
        How long it may take.
    triggers : tuple[str, ...]
        What sets it off, as written: `if data corruption occurs`.
    steps : tuple[str, ...]
        Its steps, as written.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    kind: RollbackKind = "other"
    description: str | None = None
    objective: Duration | None = None
    triggers: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackSettings(OpenRecord):
    """What the way back must hold to.

    Attributes
    ----------
    objective : Duration | None
        How long it may take from the failure until the system is back; that of the rollback procedures if absent.
    detection : Duration | None
        How long a failure stays unseen; by the interval and the failure threshold of the monitors if absent.
    decision : Duration | None
        How long it takes to decide; no time if absent.
    stabilization : Duration | None
        How long after the deployment the objective must still hold.
    scope : str | None
        Id of the environment or phase whose tasks are the deployment; all tasks if absent.
    calendar : str | None
        Id of the calendar that undo steps work on, if they state none; that of their task if absent.
    window : str | None
        Id of the calendar of the change windows; that of the environment in `scope` if absent.
    window_end : Moment | None
        When the change window closes, if no calendar says so.
    failure_probability : float | None
        The probability, 0 to 1, that the deployment fails and is rolled back; if absent, that one of its rollouts fails, or
if none says, the worse of both counts.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    objective: Duration | None = None
    detection: Duration | None = None
    decision: Duration | None = None
    stabilization: Duration | None = None
    scope: str | None = None
    calendar: str | None = None
    window: str | None = None
    window_end: Moment | None = None
    failure_probability: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Checklist(OpenRecord):
    """Items that must hold at a stage.

    Attributes
    ----------
    id : str
        Unique among checklists.
    name : str
        The heading.
    stage : Stage
        When it is worked through.
    items : tuple[ChecklistItem, ...]
        The items in order.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    stage: Stage = "other"
    items: tuple[ChecklistItem, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChecklistItem(OpenRecord):
    """One line of a checklist.

    Attributes
    ----------
    id : str
        Unique in the plan.
    text : str
        What must hold.
    done : bool
        Whether it is ticked.
    owner : str | None
        Who answers for it.
    evidence : str | None
        What shows it: a link, a file, a reading.
    gate : str | None
        Id of the gate it belongs to.
    advisory : bool
        Whether the gate may pass without it.
    task : str | None
        The task whose result it states.
    waiver : Waiver | None
        Why it may be left out, and who says so.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    text: str = ""
    done: bool = False
    owner: str | None = None
    evidence: str | None = None
    gate: str | None = None
    advisory: bool = False
    task: str | None = None
    waiver: Waiver | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Waiver(OpenRecord):
    """Leave to pass a gate without an item.

    Attributes
    ----------
    by : str
        Who gives it.
    reason : str
        Why.
    until : Moment | None
        Until when.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    by: str = ""
    reason: str = ""
    until: Moment | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Criterion(OpenRecord):
    """A success criterion: one or more conditions under one name.

    Attributes
    ----------
    id : str
        Unique among criteria.
    name : str
        What people call it.
    category : str | None
        The group it is listed in: `Technical`.
    text : str
        As written.
    conditions : tuple[Condition, ...]
        The measurable part. Empty when the criterion is prose.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    category: str | None = None
    text: str = ""
    conditions: tuple[Condition, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Condition(OpenRecord):
    """A comparison of a metric with a target.

    Attributes
    ----------
    metric : str
        What is measured, in `snake_case`: `availability`, `response_time`, `cpu`.
    comparator : Comparator
        How it compares.
    target : float | None
        The target, in `unit`.
    unit : str
        `%`, `ms`, `s`, or empty.
    statistic : str | None
        `p95`, `mean`, `max`, if the guide says.
    window : Duration | None
        The time that it is measured over.
    traffic : str | None
        The traffic that it holds at, as written: `at 200 requests/s`.
    query : str | None
        The query by which Prometheus computes it, in `unit`.
    implied_comparator : bool
        Whether the comparator was written, or follows from the metric.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    metric: str = ""
    comparator: Comparator = "<"
    target: float | None = None
    unit: str = ""
    statistic: str | None = None
    window: Duration | None = None
    traffic: str | None = None
    query: str | None = None
    implied_comparator: bool = False
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ServiceLevelObjective(OpenRecord):
    """A service level objective: the share of events that must be good over a period.

    Attributes
    ----------
    id : str
        Unique among objectives.
    name : str
        What people call it.
    description : str | None
        More about it.
    metric : str
        What is measured, in `snake_case`: `availability`, `error_rate`.
    target : float | None
        The share of good events, in percent: 99.9.
    period : Duration | None
        The time that it holds over; 30 days of the clock if absent.
    events_per_second : float | None
        Valid events in a second, on average.
    deployment_impact : float | None
        The share of the traffic that a failed deployment spoils, in percent; all of it if absent.
    total_selector : str | None
        The counter of all valid events, as a selector of Prometheus: `http_requests_total{service="api"}`.
    failure_selector : str | None
        The counter of those that failed, as a selector of Prometheus.
    alerts : tuple[BurnRateAlert, ...]
        The alerts on how fast its budget is spent.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    description: str | None = None
    metric: str = ""
    target: float | None = None
    period: Duration | None = None
    events_per_second: float | None = None
    deployment_impact: float | None = None
    total_selector: str | None = None
    failure_selector: str | None = None
    alerts: tuple[BurnRateAlert, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BurnRateAlert(OpenRecord):
    """An alert that fires where the error budget is spent at more than `burn_rate` times the even pace over both windows.

    Attributes
    ----------
    severity : str | None
        `page`, `ticket`, as written.
    long_window : Duration | None
        The long window.
    short_window : Duration | None
        The short window, by which the alert ends soon after its cause does; a twelfth of the long one if absent.
    burn_rate : float | None
        The threshold. If absent it follows from `budget_percent`.
    budget_percent : float | None
        The share of the budget, in percent, that is spent over the long window where the alert fires.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    severity: str | None = None
    long_window: Duration | None = None
    short_window: Duration | None = None
    burn_rate: float | None = None
    budget_percent: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Gate(OpenRecord):
    """A decision between go and no-go.

    Attributes
    ----------
    id : str
        Unique among gates.
    name : str
        What people call it.
    after : tuple[Dependency, ...]
        When it is decided.
    checklists : tuple[str, ...]
        Ids of the checklists that must be done.
    criteria : tuple[str, ...]
        Ids of the criteria that must hold.
    objectives : tuple[str, ...]
        Ids of the service level objectives whose budget must last.
    owner : str | None
        Who decides.
    confidence : float | None
        How sure a verdict on a measured share must be, 0 to 1; 0.95 if absent.
    canary_tolerance : float | None
        How far the canary may lie above the baseline, as a share of the median of the baseline; 0.1 if absent.
    finish_probability : float | None
        The least probability, 0 to 1, that the work is done inside its window.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    id: str = ""
    name: str = ""
    after: tuple[Dependency, ...] = ()
    checklists: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    objectives: tuple[str, ...] = ()
    owner: str | None = None
    confidence: float | None = None
    canary_tolerance: float | None = None
    finish_probability: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Baseline(OpenRecord):
    """A schedule of an earlier time.

    Attributes
    ----------
    name : str
        What people call it.
    taken : Moment | None
        When it was taken.
    tasks : tuple[BaselineTask, ...]
        The dates then.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    name: str = ""
    taken: Moment | None = None
    tasks: tuple[BaselineTask, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class BaselineTask(OpenRecord):
    """The dates of one task in a baseline.

    Attributes
    ----------
    task : str
        Id of the task.
    start : Moment | None
        Planned start then.
    finish : Moment | None
        Planned finish then.
    duration : Duration | None
        Planned duration then.
    cost : float | None
        Planned cost then.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    task: str = ""
    start: Moment | None = None
    finish: Moment | None = None
    duration: Duration | None = None
    cost: float | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskScale(OpenRecord):
    """What words of a risk register stand for.

    Attributes
    ----------
    category : str | None
        The group of risks it applies to; all if absent.
    dimension : str
        What it measures: `probability` or `impact`.
    levels : tuple[RiskScaleLevel, ...]
        The words with their numbers, in rising order.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    category: str | None = None
    dimension: str = ""
    levels: tuple[RiskScaleLevel, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskScaleLevel(OpenRecord):
    """One word of a scale.

    Attributes
    ----------
    word : str
        The word.
    value : float
        The number that counts in scores.
    low : float | None
        The least number that it stands for.
    high : float | None
        The greatest number that it stands for.
    delay : Estimate | None
        What an impact of this word adds to the duration of each task that it hits.
    cost : Spread | None
        What an impact of this word costs, in the plan's currency.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    word: str = ""
    value: float = 0.0
    low: float | None = None
    high: float | None = None
    delay: Estimate | None = None
    cost: Spread | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskBand(OpenRecord):
    """What the scores from a number on are called.

    Attributes
    ----------
    word : str
        The word: `high`.
    from_ : float
        The least score of the band; the next band begins at its own.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    word: str = ""
    from_: float = 0.0
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Fragment(OpenRecord):
    """A piece of source text that was not understood, or does not belong.

    Attributes
    ----------
    heading : str
        The heading it stood under.
    text : str
        The text, verbatim.
    reason : str
        Why it is here: `unknown_section`, `foreign_text`, `prose`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    heading: str = ""
    text: str = ""
    reason: str = ""
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CheckResult(Record):
    """What is wrong or odd in some files.

    Attributes
    ----------
    files : tuple[FileResult, ...]
        The files, in the order that they were given, those without findings too.
    summary : CheckSummary
        How many findings there are.
    assessments : tuple[AssessmentResult, ...]
        How each plan fares in the checks of the profile, if it has any.
    """

    _spec: ClassVar[Spec]
    files: tuple[FileResult, ...]
    summary: CheckSummary
    assessments: tuple[AssessmentResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FileResult(Record):
    """What is wrong or odd in one file.

    Attributes
    ----------
    file : str
        Name of the file as it was given.
    diagnostics : tuple[DiagnosticResult, ...]
        The findings in the order of the file, those without a place last.
    """

    _spec: ClassVar[Spec]
    file: str
    diagnostics: tuple[DiagnosticResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DiagnosticResult(Record):
    """A finding with places as people count them: lines and characters from 1, the end one past the last character.

    Attributes
    ----------
    code : Code
        What kind of finding it is.
    severity : Severity
        How bad it is.
    message : str
        What is the case.
    line : int | None
        Its first line; absent where a finding has no place.
    column : int | None
        Its first character in that line.
    end_line : int | None
        Its last line.
    end_column : int | None
        One past its last character in that line.
    help : str | None
        What to do about it.
    labels : tuple[LabelResult, ...]
        Other places that belong to it.
    fix : FixResult | None
        An edit that surely mends it.
    """

    _spec: ClassVar[Spec]
    code: Code
    severity: Severity
    message: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    help: str | None
    labels: tuple[LabelResult, ...]
    fix: FixResult | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LabelResult(Record):
    """Another place that a finding refers to.

    Attributes
    ----------
    file : str
        Name of the file it is in.
    message : str
        What is there.
    line : int
        Its first line.
    column : int
        Its first character in that line.
    end_line : int
        Its last line.
    end_column : int
        One past its last character in that line.
    """

    _spec: ClassVar[Spec]
    file: str
    message: str
    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FixResult(Record):
    """Edits that mend a finding.

    Attributes
    ----------
    title : str
        What the edits do.
    edits : tuple[EditResult, ...]
        The edits, in the order of the file.
    """

    _spec: ClassVar[Spec]
    title: str
    edits: tuple[EditResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EditResult(Record):
    """A replacement of a range of a file.

    Attributes
    ----------
    file : str
        Name of the file.
    line : int
        First line of what is replaced.
    column : int
        Its first character in that line.
    end_line : int
        Last line of what is replaced.
    end_column : int
        One past its last character in that line.
    replacement : str
        By what.
    """

    _spec: ClassVar[Spec]
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    replacement: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CheckSummary(Record):
    """How many findings there are.

    Attributes
    ----------
    errors : int
        Findings that keep a plan from being computed.
    warnings : int
        Findings that most likely need mending.
    infos : int
        Findings that are worth knowing.
    """

    _spec: ClassVar[Spec]
    errors: int
    warnings: int
    infos: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AssessmentResult(Record):
    """How the schedule of one plan fares in the checks of a profile.

    Attributes
    ----------
    file : str
        Name of the file that the plan was read from, or of its first part.
    name : str
        Title of the plan.
    profile : str
        Name of the profile: `dcma`.
    data_date : str | None
        The date that progress is reported for.
    baseline : str | None
        Name of the baseline that dates are compared with.
    passed : int
        Checks that pass.
    failed : int
        Checks that fail.
    not_computable : int
        Checks that the plan holds too little for.
    checks : tuple[AssessedCheck, ...]
        The checks in the order of their publication.
    """

    _spec: ClassVar[Spec]
    file: str
    name: str
    profile: str
    data_date: str | None
    baseline: str | None
    passed: int
    failed: int
    not_computable: int
    checks: tuple[AssessedCheck, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class AssessedCheck(Record):
    """One check of an assessment.

    Attributes
    ----------
    check : Code
        Which check it is; findings of it have the same code.
    point : str
        Where it was published: `DCMA 1`.
    title : str
        What people call it.
    verdict : CheckVerdict
        What it came to.
    value : float | None
        The figure, in `unit`.
    unit : AssessmentUnit
        What the figure counts.
    comparator : Comparator
        How the figure must compare with the threshold to pass.
    threshold : float
        The limit, in `unit`.
    count : int | None
        How many there are of what the check looks for.
    of : int | None
        Among how many.
    tasks : tuple[str, ...]
        Ids of the tasks or phases concerned, in the order of the plan.
    detail : str
        The figures in words, or why there are none.
    """

    _spec: ClassVar[Spec]
    check: Code
    point: str
    title: str
    verdict: CheckVerdict
    value: float | None
    unit: AssessmentUnit
    comparator: Comparator
    threshold: float
    count: int | None
    of: int | None
    tasks: tuple[str, ...]
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ScheduleResult(Record):
    """When everything is.

    Attributes
    ----------
    name : str
        Title of the plan.
    start : str | None
        Earliest start of any task.
    finish : str | None
        Latest finish of any task.
    critical_path : tuple[str, ...]
        Ids of the tasks of the longest driving path, in order of time.
    tasks : tuple[TaskResult, ...]
        The tasks with dates, in the order of the plan.
    phases : tuple[PhaseResult, ...]
        The phases with dates, in the order of the plan.
    unscheduled : tuple[UnscheduledTask, ...]
        The tasks without dates, in the order of the plan.
    """

    _spec: ClassVar[Spec]
    name: str
    start: str | None
    finish: str | None
    critical_path: tuple[str, ...]
    tasks: tuple[TaskResult, ...]
    phases: tuple[PhaseResult, ...]
    unscheduled: tuple[UnscheduledTask, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TaskResult(Record):
    """When one task is.

    Attributes
    ----------
    id : str
        Id of the task.
    name : str
        What people call it.
    phase : str | None
        Id of its phase.
    kind : TaskKind
        Task or milestone.
    owner : str | None
        Who answers for it.
    start : str
        Planned start.
    finish : str
        Planned finish.
    duration_s : int
        Working time it takes, or clock time if its duration is elapsed.
    early_start : str
        The earliest it can start.
    early_finish : str
        The earliest it can finish.
    late_start : str
        The latest it can start without moving the finish of the plan or breaking a limit.
    late_finish : str
        The latest it can finish without moving the finish of the plan or breaking a limit.
    total_float_s : int
        How far it can move without moving the finish of the plan or breaking a limit; negative when a limit is missed.
    free_float_s : int
        How far it can move without moving any other task.
    critical : bool
        Whether it is critical as the plan has it: by its total float, else by its place on the longest path.
    driver : str | None
        Id of the predecessor that drives its start, if one does.
    cause : Cause
        What drives its start.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    phase: str | None
    kind: TaskKind
    owner: str | None
    start: str
    finish: str
    duration_s: int
    early_start: str
    early_finish: str
    late_start: str
    late_finish: str
    total_float_s: int
    free_float_s: int
    critical: bool
    driver: str | None
    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PhaseResult(Record):
    """When one phase is: the roll-up of what is in it.

    Attributes
    ----------
    id : str
        Id of the phase.
    name : str
        What people call it.
    parent : str | None
        Id of the phase it is part of.
    start : str
        Earliest start of anything in it.
    finish : str
        Latest finish of anything in it.
    window : str | None
        Its window as written, if it has one.
    window_start : str | None
        Start of its window.
    window_finish : str | None
        Finish of its window.
    total_float_s : int
        Least total float of anything in it.
    critical : bool
        Whether anything in it is critical.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    parent: str | None
    start: str
    finish: str
    window: str | None
    window_start: str | None
    window_finish: str | None
    total_float_s: int
    critical: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class UnscheduledTask(Record):
    """A task without dates.

    Attributes
    ----------
    id : str
        Id of the task.
    name : str
        What people call it.
    phase : str | None
        Id of its phase.
    reason : UnscheduledReason
        Why.
    detail : str
        The same in words, with what to add.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    phase: str | None
    reason: UnscheduledReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ExplainResult(Record):
    """Why a task is when it is.

    Attributes
    ----------
    task : str
        Id of the task.
    name : str
        What people call it.
    start : str
        Its start.
    finish : str
        Its finish.
    chain : tuple[ExplainStep, ...]
        From the start of the plan to the task.
    """

    _spec: ClassVar[Spec]
    task: str
    name: str
    start: str
    finish: str
    chain: tuple[ExplainStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ExplainStep(Record):
    """One link of the chain that drives a date.

    Attributes
    ----------
    task : str
        Id of the task.
    name : str
        What people call it.
    start : str
        Its start.
    finish : str
        Its finish.
    cause : Cause
        What drives its start.
    detail : str
        The same in words.
    """

    _spec: ClassVar[Spec]
    task: str
    name: str
    start: str
    finish: str
    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FloatsResult(Record):
    """How much room there is, where it is, and what takes it.

    Attributes
    ----------
    name : str
        Title of the plan.
    finish : str | None
        Latest finish of any task.
    critical_float_s : int
        Tasks with this much total float or less are critical, unless their place on the longest path decides.
    day_s : int
        Seconds of work in a day, as the plan counts: amounts of working time divided by it are days.
    delay_cost_per_day : float | None
        What a day of delay costs, in the plan's currency, if someone says so.
    currency : str | None
        The currency of costs.
    tasks : tuple[FloatResult, ...]
        The tasks with dates, in the order of the plan.
    bands : tuple[FloatBand, ...]
        The unfinished tasks by their total float, from the least on.
    paths : tuple[PathResult, ...]
        The paths with the least float, from the least on.
    """

    _spec: ClassVar[Spec]
    name: str
    finish: str | None
    critical_float_s: int
    day_s: int
    delay_cost_per_day: float | None
    currency: str | None
    tasks: tuple[FloatResult, ...]
    bands: tuple[FloatBand, ...]
    paths: tuple[PathResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FloatResult(Record):
    """How much room one task has. All floats are working time of the task, or clock time if its duration is elapsed.

    Attributes
    ----------
    id : str
        Id of the task.
    name : str
        What people call it.
    critical : bool
        Whether it is critical.
    total_float_s : int
        How far it can move without moving the finish of the plan or breaking a limit: at its start, its finish, or the
lesser of both, as the plan has it.
    start_float_s : int
        From its start to its latest start.
    finish_float_s : int
        From its finish to its latest finish.
    free_float_s : int
        How far it can move without moving any other task.
    interfering_float_s : int
        How far it can move beyond that if others move with it: total less free float.
    independent_float_s : int
        How far it can move without moving any other task, even if its predecessors are as late as they may be.
    drag_s : int
        By how much working time of the plan the plan would finish earlier if the task, or what is left of it, took no
time.
    finish_without : str | None
        When the plan would finish then.
    drag_cost : float | None
        What its drag costs, where it is known what a day costs.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    critical: bool
    total_float_s: int
    start_float_s: int
    finish_float_s: int
    free_float_s: int
    interfering_float_s: int
    independent_float_s: int
    drag_s: int
    finish_without: str | None
    drag_cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FloatBand(Record):
    """The unfinished tasks whose total float lies between two limits.

    Attributes
    ----------
    above_s : int | None
        They have more than this; nothing for the first band.
    up_to_s : int | None
        They have this or less; nothing for the last band.
    count : int
        How many they are.
    tasks : tuple[str, ...]
        Their ids, in the order of the plan.
    """

    _spec: ClassVar[Spec]
    above_s: int | None
    up_to_s: int | None
    count: int
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PathResult(Record):
    """A path through the plan.

    Attributes
    ----------
    float_s : int
        How much the path as a whole can be delayed: the waits in it, and the float of its last task.
    start : str
        Start of its first task.
    finish : str
        Finish of its last task.
    steps : tuple[PathStep, ...]
        Its tasks, in order of time.
    """

    _spec: ClassVar[Spec]
    float_s: int
    start: str
    finish: str
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PathStep(Record):
    """A task of a path.

    Attributes
    ----------
    id : str
        Id of the task, or of a phase without tasks.
    wait_s : int
        Working time of the task by which it is later than the step before alone would have it.
    """

    _spec: ClassVar[Spec]
    id: str
    wait_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GateResult(Record):
    """Go or no-go.

    Attributes
    ----------
    gate : str | None
        Id of the gate; absent where the plan as a whole was judged.
    name : str
        What people call it.
    owner : str | None
        Who decides.
    verdict : Verdict
        What was judged: `no_go` if any reason says so, else `inconclusive` if any does, else `go`.
    now : str | None
        The present that waivers and measurements were held against.
    confidence : float
        How sure a verdict on a measured share is, 0 to 1.
    summary : GateSummary
        How many reasons there are.
    reasons : tuple[GateReason, ...]
        Every reason, those of a `go` too, in the order of the plan.
    measurements : tuple[FileResult, ...]
        The files of measurements, each with what was found in it.
    """

    _spec: ClassVar[Spec]
    gate: str | None
    name: str
    owner: str | None
    verdict: Verdict
    now: str | None
    confidence: float
    summary: GateSummary
    reasons: tuple[GateReason, ...]
    measurements: tuple[FileResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GateSummary(Record):
    """How many reasons say what.

    Attributes
    ----------
    go : int
        Reasons for it.
    no_go : int
        Reasons against it.
    inconclusive : int
        Reasons that cannot be told yet.
    """

    _spec: ClassVar[Spec]
    go: int
    no_go: int
    inconclusive: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GateReason(Record):
    """One reason for the verdict.

    Attributes
    ----------
    kind : ReasonKind
        What it is about.
    subject : str
        Id of the item, criterion, risk or task.
    name : str
        What people call it.
    verdict : Verdict
        What it says.
    detail : str
        Why, in words.
    needed : str | None
        What would change it, unless it says `go`.
    owner : str | None
        Who answers for it.
    advisory : bool
        Whether the gate may pass without it.
    measured : GateMeasure | None
        The figures, if it was measured.
    """

    _spec: ClassVar[Spec]
    kind: ReasonKind
    subject: str
    name: str
    verdict: Verdict
    detail: str
    needed: str | None
    owner: str | None
    advisory: bool
    measured: GateMeasure | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GateMeasure(Record):
    """The figures of a reason that was measured.

    Attributes
    ----------
    value : float | None
        The figure, in `unit`.
    statistic : str
        What the figure is of: `share`, `p95`, `mean`, `shift`, `burn_rate`.
    low : float | None
        What the true figure is not below, with the confidence of the gate.
    high : float | None
        What the true figure is not above.
    target : float | None
        The limit that it is held against.
    unit : str
        The unit of these figures.
    sample : int
        How many values there were.
    sample_needed : int | None
        How many more values are needed, if all of them are good.
    effect : float | None
        The effect size of a comparison: the share of pairs in which the canary has the greater value.
    p_value : float | None
        How likely such a difference is without any cause.
    """

    _spec: ClassVar[Spec]
    value: float | None
    statistic: str
    low: float | None
    high: float | None
    target: float | None
    unit: str
    sample: int
    sample_needed: int | None
    effect: float | None
    p_value: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Measurements(OpenRecord):
    """A file of measurements.

    Attributes
    ----------
    format : str
        The format of the JSON, `critpath-measurements/1`.
    measurements : tuple[Measurement, ...]
        The measurements; several of one metric are put together.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    format: str = ""
    measurements: tuple[Measurement, ...] = ()
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Measurement(OpenRecord):
    """One metric of one instance over one time, in the form that is at hand: samples, counts, buckets, a figure, or the
word of a person.

    Attributes
    ----------
    metric : str
        What is measured, as the criterion names it: `response_time`; or the id of the criterion or objective.
    role : MeasurementRole
        What it is of.
    unit : str
        `%`, `ms`, `s`, or empty.
    instance : str | None
        Which part of the system was measured.
    window : Duration | None
        The time that it was measured over.
    until : Moment | None
        When that time ended.
    samples : tuple[float, ...]
        Single values.
    times_s : tuple[float, ...]
        When each sample was taken, in seconds since 1970 UTC, in rising order; as many as there are samples, or none.
    missing : int
        How many values should be there and are not.
    total : int | None
        How many requests, probes or slices of time were counted.
    failures : int | None
        How many of them failed.
    buckets : tuple[Bucket, ...]
        How many values were at most how great, in rising order.
    value : float | None
        A single figure.
    statistic : str | None
        What the figure is: `mean`, `max`, `p95`.
    holds : bool | None
        Whether the criterion holds, by the word of a person.
    by : str | None
        Who says so.
    evidence : str | None
        What shows it: a link, a file, a reading.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    metric: str = ""
    role: MeasurementRole = "observed"
    unit: str = ""
    instance: str | None = None
    window: Duration | None = None
    until: Moment | None = None
    samples: tuple[float, ...] = ()
    times_s: tuple[float, ...] = ()
    missing: int = 0
    total: int | None = None
    failures: int | None = None
    buckets: tuple[Bucket, ...] = ()
    value: float | None = None
    statistic: str | None = None
    holds: bool | None = None
    by: str | None = None
    evidence: str | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Bucket(OpenRecord):
    """A bucket of a histogram.

    Attributes
    ----------
    at_most : float | None
        The greatest value in it; absent for the last one, which holds all values.
    count : int
        How many values are in it and in the buckets before it.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    at_most: float | None = None
    count: int = 0
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Edit(OpenRecord):
    """One change of a plan.

    Attributes
    ----------
    edit : EditKind | None
        What it does.
    id : str | None
        The task or phase that it is about.
    duration : Duration | None
        For `set_duration`.
    estimate : Estimate | None
        For `set_duration`.
    progress : Progress | None
        For `set_progress`.
    constraint : Constraint | None
        For `set_constraint`.
    date : Moment | None
        For `set_deadline` and `set_start`.
    dependency : Dependency | None
        For `add_dependency`.
    predecessor : str | None
        For `remove_dependency`.
    task : Task | None
        For `add_task`.
    phase : str | None
        For `move_task`.
    new_phase : Phase | None
        For `add_phase`.
    span : Span | None
        Where in the source it stood.
    """

    _spec: ClassVar[Spec]
    edit: EditKind | None = None
    id: str | None = None
    duration: Duration | None = None
    estimate: Estimate | None = None
    progress: Progress | None = None
    constraint: Constraint | None = None
    date: Moment | None = None
    dependency: Dependency | None = None
    predecessor: str | None = None
    task: Task | None = None
    phase: str | None = None
    new_phase: Phase | None = None
    span: Span | None = None
    extensions: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Changes(Record):
    """What edits changed in a document.

    Attributes
    ----------
    added : tuple[str, ...]
        Ids of the tasks and phases that were added, in the order of the edits.
    removed : tuple[str, ...]
        Ids of the tasks that were removed, in the order of the edits.
    changed : tuple[FieldChange, ...]
        The fields that were changed, in the order of the edits; those of the plan itself have no id.
    """

    _spec: ClassVar[Spec]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FieldChange(Record):
    """A field with another value than before.

    Attributes
    ----------
    id : str | None
        Id of the task or phase; none for the plan.
    field : str
        The field.
    before : str | None
        The value before, as JSON text; none if there was none.
    after : str | None
        The value now, as JSON text; none if there is none.
    """

    _spec: ClassVar[Spec]
    id: str | None
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DiffResult(Record):
    """What moved between two schedules.

    Attributes
    ----------
    finish_before : str | None
        Finish of the earlier schedule.
    finish_after : str | None
        Finish of the later schedule.
    finish_shift_s : int | None
        Seconds of the clock by which the finish moved; positive is later. None if one has no finish, or if only one of
the plans has a time zone.
    tasks : tuple[TaskDiff, ...]
        The tasks that differ: in the order of the later plan, then the removed ones in that of the earlier.
    changes : tuple[PlanChange, ...]
        What was changed in the plan, as far as dates may depend on it, all that its tasks and phases state, and what is
uncertain: branches, correlations, risks.
    attribution : Attribution | None
        Which changes moved the finish, or that of the task that was asked for. None if nothing was to be divided: it has
no date before or after, or only one of the plans has a time zone.
    """

    _spec: ClassVar[Spec]
    finish_before: str | None
    finish_after: str | None
    finish_shift_s: int | None
    tasks: tuple[TaskDiff, ...]
    changes: tuple[PlanChange, ...]
    attribution: Attribution | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TaskDiff(Record):
    """What became of one task.

    Attributes
    ----------
    id : str
        Id of the task, in the later plan if it is there.
    id_before : str | None
        Its id in the earlier plan, if that is another one: it was matched by its name.
    name : str
        What people call it.
    change : ChangeKind
        What became of it.
    start_before : str | None
        Its start before.
    start_after : str | None
        Its start after.
    finish_before : str | None
        Its finish before.
    finish_after : str | None
        Its finish after.
    start_shift_s : int | None
        Seconds of the clock by which its start moved; positive is later.
    finish_shift_s : int | None
        Seconds of the clock by which its finish moved; positive is later.
    total_float_before_s : int | None
        Its total float before.
    total_float_after_s : int | None
        Its total float after.
    critical_before : bool
        Whether it was critical.
    critical_after : bool
        Whether it is critical.
    """

    _spec: ClassVar[Spec]
    id: str
    id_before: str | None
    name: str
    change: ChangeKind
    start_before: str | None
    start_after: str | None
    finish_before: str | None
    finish_after: str | None
    start_shift_s: int | None
    finish_shift_s: int | None
    total_float_before_s: int | None
    total_float_after_s: int | None
    critical_before: bool
    critical_after: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PlanChange(Record):
    """One difference between two plans.

    Attributes
    ----------
    action : ChangeAction
        What was done.
    subject : ChangeSubject
        To what.
    id : str | None
        Id of the calendar, resource, phase, task, gate, branch or risk, or of that which has the dependency or constraint;
none for the plan and for a correlation. That of the earlier plan, if it is there.
    name : str | None
        What people call it; of a correlation the ids of its tasks.
    field : str | None
        The field that has another value; none if all of it was added or removed.
    predecessor : str | None
        For a dependency: the id of its predecessor.
    before : str | None
        The value before, as text; none if there was none.
    after : str | None
        The value after, as text; none if there is none.
    """

    _spec: ClassVar[Spec]
    action: ChangeAction
    subject: ChangeSubject
    id: str | None
    name: str | None
    field: str | None
    predecessor: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Attribution(Record):
    """Which changes moved a date by how much.

    Attributes
    ----------
    task : str | None
        Id of the task whose finish moved, in the earlier plan; none for the finish of the plan.
    before : str
        The finish before.
    after : str
        The finish after.
    shift_s : int
        Seconds of the clock from the one to the other; positive is later. The sum of all shares.
    method : AttributionMethod
        How the shift was divided.
    interaction_s : int | None
        What arises only where changes meet: the shift less what each change does alone. None if that was not computed.
    shares : tuple[ChangeShare, ...]
        The changes that have to do with it, the greatest share first. All others have no share.
    schedules : int
        How many schedules were computed.
    """

    _spec: ClassVar[Spec]
    task: str | None
    before: str
    after: str
    shift_s: int
    method: AttributionMethod
    interaction_s: int | None
    shares: tuple[ChangeShare, ...]
    schedules: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ChangeShare(Record):
    """The share of changes in a shift.

    Attributes
    ----------
    changes : tuple[int, ...]
        Indexes of changes that only make sense together: a task that is added, and the links to it.
    shift_s : int
        Their share in seconds of the clock; positive makes it later.
    alone_s : int | None
        By how much they alone would move the earlier plan. None if that was not computed.
    undone_s : int | None
        By how much taking them alone back would move the later plan. None if that was not computed.
    """

    _spec: ClassVar[Spec]
    changes: tuple[int, ...]
    shift_s: int
    alone_s: int | None
    undone_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WhatIfResult(Record):
    """What edits of a what-if session changed, and what moved with it.

    Attributes
    ----------
    changes : Changes
        What the edits changed in the plan.
    finish_before : str | None
        Finish before the edits.
    finish_after : str | None
        Finish after them.
    finish_shift_s : int | None
        Seconds of the clock by which the finish moved; positive is later. None if there is none before or after.
    tasks : tuple[TaskDiff, ...]
        The tasks that differ: in the order of the plan, then the removed ones.
    """

    _spec: ClassVar[Spec]
    changes: Changes
    finish_before: str | None
    finish_after: str | None
    finish_shift_s: int | None
    tasks: tuple[TaskDiff, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ForecastResult(Record):
    """How sure the finish of a plan is.

    Attributes
    ----------
    name : str
        Title of the plan.
    runs : int
        How many runs were made.
    seed : int
        What the random numbers come from: the same seed gives the same answer.
    risks : RiskBasis
        Which effects of the risks count.
    confidence : float
        Confidence of every interval in this answer, 0 to 1.
    start : str
        When the plan starts.
    finish : FinishForecast
        The finish in few numbers.
    percentiles : tuple[Percentile, ...]
        The finish that is kept with each probability, 5 % to 95 %: actual runs (the inverse of the empirical
distribution, type 1 of Hyndman and Fan), with the interval that holds the true one.
    curve : tuple[CurvePoint, ...]
        The S-curve: how likely the plan is finished by a date; rising, at most 201 points.
    histogram : tuple[HistogramBar, ...]
        How often the finish fell between two dates; bars of equal width without a gap.
    contingency : tuple[Contingency, ...]
        What must be added to the deterministic finish to be as sure as that.
    mean_shift_s : int
        Working seconds by which the finish moves if every duration is its mean rather than what is planned.
    merge_bias_s : int
        Working seconds by which the mean finish lies behind that: what paths that merge add. Zero for a chain.
    tasks : tuple[TaskForecast, ...]
        The tasks with dates, in the order of the plan.
    drivers : tuple[DriverForecast, ...]
        What moves the finish, strongest first: the tornado.
    windows : tuple[LimitForecast, ...]
        How likely the plan, a phase or a task is done before its deadline, or before its window closes.
    cost : CostForecast | None
        How sure the cost is; none if nothing costs.
    joint_confidence : JointConfidence | None
        How sure date and cost are together; none if nothing costs.
    late_risks : tuple[LateRisk, ...]
        The risks of the late runs, those later than the 80th percentile; the most telling first.
    notes : tuple[ForecastNote, ...]
        What was assumed, changed or left out.
    """

    _spec: ClassVar[Spec]
    name: str
    runs: int
    seed: int
    risks: RiskBasis
    confidence: float
    start: str
    finish: FinishForecast
    percentiles: tuple[Percentile, ...]
    curve: tuple[CurvePoint, ...]
    histogram: tuple[HistogramBar, ...]
    contingency: tuple[Contingency, ...]
    mean_shift_s: int
    merge_bias_s: int
    tasks: tuple[TaskForecast, ...]
    drivers: tuple[DriverForecast, ...]
    windows: tuple[LimitForecast, ...]
    cost: CostForecast | None
    joint_confidence: JointConfidence | None
    late_risks: tuple[LateRisk, ...]
    notes: tuple[ForecastNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FinishForecast(Record):
    """The finish of a plan in few numbers.

    Attributes
    ----------
    p10 : str
        The finish that is kept with 10 %.
    p50 : str
        The finish that is kept with 50 %.
    p80 : str
        The finish that is kept with 80 %.
    p90 : str
        The finish that is kept with 90 %.
    mean : str
        The mean finish: so much work after the start as the runs took on average.
    earliest : str
        The earliest of all runs.
    latest : str
        The latest of all runs.
    deterministic : str
        The finish of the schedule with the planned durations.
    probability_of_deterministic : float
        How likely the plan is finished by then.
    probability_low : float
        Lower end of the interval of this probability (Wilson).
    probability_high : float
        Upper end of the interval of this probability (Wilson).
    mean_duration_s : float
        Working seconds from start to finish, on average over the runs.
    standard_deviation_s : float
        Standard deviation of these seconds.
    """

    _spec: ClassVar[Spec]
    p10: str
    p50: str
    p80: str
    p90: str
    mean: str
    earliest: str
    latest: str
    deterministic: str
    probability_of_deterministic: float
    probability_low: float
    probability_high: float
    mean_duration_s: float
    standard_deviation_s: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Percentile(Record):
    """A finish, and how likely it is kept.

    Attributes
    ----------
    percent : float
        Percent of the runs that finish by then.
    finish : str
        The finish.
    low : str | None
        Lower end of its interval, by order statistics; none if the runs are too few for one.
    high : str | None
        Upper end of its interval.
    """

    _spec: ClassVar[Spec]
    percent: float
    finish: str
    low: str | None
    high: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CurvePoint(Record):
    """A point of the S-curve.

    Attributes
    ----------
    finish : str
        A finish.
    probability : float
        How likely the plan is finished by then, 0 to 1.
    """

    _spec: ClassVar[Spec]
    finish: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class HistogramBar(Record):
    """A bar of the histogram.

    Attributes
    ----------
    from_ : str
        Where it begins; runs at this very time count here.
    to : str
        Where it ends; the last bar includes its end.
    runs : int
        Runs that finished in it.
    """

    _spec: ClassVar[Spec]
    from_: str
    to: str
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Contingency(Record):
    """What must be added to be surer.

    Attributes
    ----------
    percent : float
        Percent of the runs that finish by then.
    finish : str
        The finish.
    contingency_s : int
        Working seconds from the deterministic finish to it; negative if it is earlier.
    """

    _spec: ClassVar[Spec]
    percent: float
    finish: str
    contingency_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class TaskForecast(Record):
    """What a task does to the finish of the plan. Indices are none where they were not asked for, or where they say
nothing: correlations of what does not vary.

    Attributes
    ----------
    id : str
        Id of the task.
    name : str
        What people call it.
    duration_s : int
        Planned duration: working seconds, or clock seconds if it is elapsed.
    mean_duration_s : float | None
        Mean duration over the runs.
    standard_deviation_s : float | None
        Standard deviation of its duration.
    criticality_index : float | None
        Share of the runs in which it was critical.
    significance_index : float | None
        Mean of duration / (duration + total float), weighted by the duration of the plan (Williams 1992).
    ssi : float | None
        Schedule sensitivity index: the spread of its duration times its criticality, over the spread of the plan's
duration (PMBOK Guide).
    cruciality : float | None
        Cruciality: correlation of its duration with that of the plan, without sign (Pearson).
    cruciality_spearman : float | None
        Cruciality by ranks, equal values at their middle rank (Spearman).
    cruciality_kendall : float | None
        Cruciality by the order of pairs, corrected for equal values (Kendall, tau b).
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    duration_s: int
    mean_duration_s: float | None
    standard_deviation_s: float | None
    criticality_index: float | None
    significance_index: float | None
    ssi: float | None
    cruciality: float | None
    cruciality_spearman: float | None
    cruciality_kendall: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DriverForecast(Record):
    """One bar of the tornado.

    Attributes
    ----------
    kind : DriverKind
        A task, or a risk.
    id : str
        Its id.
    name : str
        What people call it.
    occurrence : float | None
        Share of the runs in which it happened, of a risk.
    correlation : float | None
        Rank correlation with the finish, with its sign (Spearman): of the duration of a task, of what a risk does.
    mean_removal_s : int | None
        Working seconds by which the mean finish is earlier without the risk, with the same random numbers.
    p50_removal_s : int | None
        The same of the finish that is kept with 50 %.
    p80_removal_s : int | None
        The same of the finish that is kept with 80 %.
    """

    _spec: ClassVar[Spec]
    kind: DriverKind
    id: str
    name: str
    occurrence: float | None
    correlation: float | None
    mean_removal_s: int | None
    p50_removal_s: int | None
    p80_removal_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LimitForecast(Record):
    """How likely something is done in time.

    Attributes
    ----------
    kind : LimitKind
        Whose time ends.
    id : str | None
        Id of the phase or task; none for the plan.
    name : str
        What people call it.
    limit : str
        When its time ends.
    probability : float
        How likely it is done by then.
    probability_low : float
        Lower end of the interval of this probability (Wilson).
    probability_high : float
        Upper end of the interval of this probability (Wilson).
    """

    _spec: ClassVar[Spec]
    kind: LimitKind
    id: str | None
    name: str
    limit: str
    probability: float
    probability_low: float
    probability_high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CostForecast(Record):
    """How sure the cost is, in the plan's currency.

    Attributes
    ----------
    currency : str | None
        The currency, as an ISO 4217 code, if the plan names one.
    deterministic : float
        The cost of the plan as it is planned, without risks.
    probability_of_deterministic : float
        How likely that is enough.
    mean : float
        The mean.
    standard_deviation : float
        The standard deviation.
    p10 : float
        The cost that is kept with 10 %.
    p50 : float
        The cost that is kept with 50 %.
    p80 : float
        The cost that is kept with 80 %.
    p90 : float
        The cost that is kept with 90 %.
    correlation_with_duration : float | None
        Correlation of cost and duration; none if one of them does not vary.
    """

    _spec: ClassVar[Spec]
    currency: str | None
    deterministic: float
    probability_of_deterministic: float
    mean: float
    standard_deviation: float
    p10: float
    p50: float
    p80: float
    p90: float
    correlation_with_duration: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class JointConfidence(Record):
    """How sure date and cost are together.

    Attributes
    ----------
    of_p80_date_and_p80_cost : float
        How likely both the date and the cost that are each kept with 80 % are kept.
    of_deterministic : float
        How likely both the deterministic date and the deterministic cost are kept.
    frontier_70 : tuple[DateAndCost, ...]
        Dates with the least cost such that both are kept with 70 %: the frontier.
    """

    _spec: ClassVar[Spec]
    of_p80_date_and_p80_cost: float
    of_deterministic: float
    frontier_70: tuple[DateAndCost, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DateAndCost(Record):
    """A date and a cost.

    Attributes
    ----------
    finish : str
        The date.
    cost : float
        The cost, in the plan's currency.
    """

    _spec: ClassVar[Spec]
    finish: str
    cost: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class LateRisk(Record):
    """A risk in the late runs.

    Attributes
    ----------
    id : str
        Id of the risk.
    name : str
        What people call it.
    occurrence : float
        Share of all runs in which it happened.
    occurrence_when_late : float
        Share of the late runs in which it happened.
    critical_when_late : float
        Share of the late runs in which it happened to a task that was critical.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    occurrence: float
    occurrence_when_late: float
    critical_when_late: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ForecastNote(Record):
    """Something that was assumed, changed or left out.

    Attributes
    ----------
    kind : NoteKind
        What kind of note it is.
    ids : tuple[str, ...]
        Ids of the tasks or risks that it is about; empty if it is about the plan.
    message : str
        What it says, as a sentence without a full stop.
    """

    _spec: ClassVar[Spec]
    kind: NoteKind
    ids: tuple[str, ...]
    message: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PertResult(Record):
    """The finish of the path of greatest mean, as PERT has it.

    Attributes
    ----------
    name : str
        Title of the plan.
    start : str
        When the plan starts.
    deterministic : str
        The finish of the schedule with the planned durations.
    probability_of_deterministic : float
        How likely the path is finished by then, 0 to 1.
    mean_finish : str
        When the path of greatest mean finishes, each of its tasks taking its mean.
    mean_s : float
        Working seconds from the start of the plan to that finish.
    variance_s2 : float
        Variance of the durations on the path, in square seconds.
    standard_deviation_s : float
        Its root, in seconds.
    percentiles : tuple[PertPercentile, ...]
        The finish that is kept with 10, 50, 80 and 90 %.
    path : tuple[str, ...]
        Ids of the tasks of the path, in order of time.
    tasks : tuple[PertTask, ...]
        The tasks with dates, in the order of the plan.
    caveat : str
        What the answer does not know.
    """

    _spec: ClassVar[Spec]
    name: str
    start: str
    deterministic: str
    probability_of_deterministic: float
    mean_finish: str
    mean_s: float
    variance_s2: float
    standard_deviation_s: float
    percentiles: tuple[PertPercentile, ...]
    path: tuple[str, ...]
    tasks: tuple[PertTask, ...]
    caveat: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PertPercentile(Record):
    """A finish, and how likely the path keeps it.

    Attributes
    ----------
    percent : float
        How likely it is kept, in percent.
    finish : str
        The finish, to the second.
    contingency_s : int
        Working seconds from the deterministic finish to it; negative if it is earlier.
    """

    _spec: ClassVar[Spec]
    percent: float
    finish: str
    contingency_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PertTask(Record):
    """One task as PERT has it.

    Attributes
    ----------
    id : str
        Id of the task.
    mean_s : float
        `(low + 4 likely + high) / 6`, or the mean that is stated, or the duration where nothing is uncertain, in seconds.
    variance_s2 : float
        `((high - low) / 6)²`, or the variance of what is stated, in square seconds.
    on_path : bool
        Whether the path leads through it.
    """

    _spec: ClassVar[Spec]
    id: str
    mean_s: float
    variance_s2: float
    on_path: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackResult(Record):
    """How long the way back is at each instant of a deployment and its stabilization.

    Attributes
    ----------
    name : str
        Title of the plan.
    rto_s : int | None
        How long the way back may take; none if the plan states no objective.
    detection_s : int
        How long a failure stays unseen.
    decision_s : int
        How long it takes to decide.
    start : str | None
        When the deployment starts; none if nothing of it has dates.
    finish : str | None
        When it is done.
    end : str | None
        When its stabilization is over. The way back is asked for until then.
    guaranteed : bool
        Whether there is a way back at every instant from `start` to `end`, within the objective if there is one.
    guarantee_probability : RollbackProbability | None
        How likely that is, with estimates of tasks and undos; none unless it was asked for. Where figures are upper bounds,
it is a lower one.
    safe_probability : RollbackProbability | None
        How likely the deployment is done, or back after a failure, before the change window closes; none unless it was
asked for, or without a window. It fails with the probability that the plan states, or that one of its rollouts fails,
at any instant alike; where nothing is stated, a run counts only if it ends well with a failure and without.
    exact : bool
        Whether every figure is exact; else some are upper bounds, as too many undos share the same people.
    worst : WorstRollback | None
        Where the way back is longest, of the instants at which there is one.
    profile : tuple[RollbackPoint, ...]
        How long the way back is, from each instant on to the next one.
    points_of_no_return : tuple[PointOfNoReturn, ...]
        What ends the way back, in order of time.
    gates : tuple[GateRollback, ...]
        The gates and the way back from each, in order of time.
    last_safe_gate : str | None
        Id of the last gate before the first point of no return from which the way back is within the objective.
    latest_abort : str | None
        The last instant at which the way back ends before the change window closes.
    window : WindowFit | None
        How the deployment and its way back fit the change window it starts in; none if the plan states no window.
    next_windows : tuple[NextWindow, ...]
        The next change windows that the deployment and its way back fit.
    data_loss : DataLoss | None
        The most that is lost of what was written since a backup; none if no undo restores one.
    fix_forward : FixForward | None
        From when on it is quicker to finish than to go back; none if it never is.
    remedies : tuple[Remedy, ...]
        Single changes that mend what was found, each tried out.
    without_undo : tuple[str, ...]
        Ids of the tasks of the deployment that say nothing about an undo: the way back counts none for them.
    """

    _spec: ClassVar[Spec]
    name: str
    rto_s: int | None
    detection_s: int
    decision_s: int
    start: str | None
    finish: str | None
    end: str | None
    guaranteed: bool
    guarantee_probability: RollbackProbability | None
    safe_probability: RollbackProbability | None
    exact: bool
    worst: WorstRollback | None
    profile: tuple[RollbackPoint, ...]
    points_of_no_return: tuple[PointOfNoReturn, ...]
    gates: tuple[GateRollback, ...]
    last_safe_gate: str | None
    latest_abort: str | None
    window: WindowFit | None
    next_windows: tuple[NextWindow, ...]
    data_loss: DataLoss | None
    fix_forward: FixForward | None
    remedies: tuple[Remedy, ...]
    without_undo: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackProbability(Record):
    """A share of runs.

    Attributes
    ----------
    probability : float
        The share, 0 to 1.
    low : float
        Lower end of the interval of the true probability (Wilson).
    high : float
        Upper end of the interval of the true probability (Wilson).
    runs : int
        How many runs there were.
    """

    _spec: ClassVar[Spec]
    probability: float
    low: float
    high: float
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WorstRollback(Record):
    """The longest way back.

    Attributes
    ----------
    at : str
        When a failure takes longest to undo.
    rollback_s : int
        Seconds from the failure until the system is back.
    lower_bound_s : int
        No way back from there is shorter than this.
    task : str | None
        Id of the task with the longest undo in the chain.
    chain : tuple[RollbackStep, ...]
        The undos that wait for each other and make the way back this long, in order of time.
    data_loss_s : int | None
        Seconds of what was written since a backup that are lost; none if nothing is restored.
    """

    _spec: ClassVar[Spec]
    at: str
    rollback_s: int
    lower_bound_s: int
    task: str | None
    chain: tuple[RollbackStep, ...]
    data_loss_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackStep(Record):
    """One undo of a way back.

    Attributes
    ----------
    task : str
        Id of the task that is undone.
    name : str
        What people call it.
    start : str
        When its undo begins.
    finish : str
        When its undo is done.
    after : str | None
        Id of the task whose undo it waits for.
    """

    _spec: ClassVar[Spec]
    task: str
    name: str
    start: str
    finish: str
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RollbackPoint(Record):
    """How long the way back is from an instant on.

    Attributes
    ----------
    at : str
        The instant.
    rollback_s : int | None
        Seconds from a failure then until the system is back; none if there is no way back.
    falls : bool
        It falls by a second each second until the next point, as the way back waits for a calendar or a running step.
    """

    _spec: ClassVar[Spec]
    at: str
    rollback_s: int | None
    falls: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PointOfNoReturn(Record):
    """The end of the way back.

    Attributes
    ----------
    at : str
        From when on.
    until : str | None
        Until when, if it ends.
    task : str | None
        Id of the task: the one that cannot be undone, or whose undo takes longest.
    kind : NoReturnKind
        What ends the way back.
    detail : str
        The same in words.
    last_safe_gate : str | None
        Id of the last gate before it from which the way back is within the objective.
    """

    _spec: ClassVar[Spec]
    at: str
    until: str | None
    task: str | None
    kind: NoReturnKind
    detail: str
    last_safe_gate: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class GateRollback(Record):
    """A gate, and the way back from it.

    Attributes
    ----------
    gate : str
        Id of the gate.
    at : str
        When it is decided: before anything starts then.
    rollback_s : int | None
        Seconds from a failure that it sees until the system is back; none if there is no way back.
    safe : bool
        Whether there is a way back within the objective.
    """

    _spec: ClassVar[Spec]
    gate: str
    at: str
    rollback_s: int | None
    safe: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class WindowFit(Record):
    """How a deployment and its way back fit a change window.

    Attributes
    ----------
    closes : str
        When the window closes.
    fits : bool
        Whether the deployment is done before that, and the way back from any instant of it, too.
    slack_s : int
        Time left when it closes; negative if they do not fit.
    """

    _spec: ClassVar[Spec]
    closes: str
    fits: bool
    slack_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class NextWindow(Record):
    """A change window that a deployment fits.

    Attributes
    ----------
    opens : str
        When it opens, and the deployment starts.
    closes : str
        When it closes.
    finish : str
        When the deployment is done.
    latest_abort : str
        The last instant at which the way back ends before it closes.
    """

    _spec: ClassVar[Spec]
    opens: str
    closes: str
    finish: str
    latest_abort: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class DataLoss(Record):
    """What is lost of the data.

    Attributes
    ----------
    at : str
        When a failure costs most.
    loss_s : int
        Seconds from the backup until the way back begins: what was written in them is lost.
    task : str
        Id of the task whose undo restores the backup.
    backup : str
        Id of the task that takes the backup.
    """

    _spec: ClassVar[Spec]
    at: str
    loss_s: int
    task: str
    backup: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class FixForward(Record):
    """From when on it is quicker to finish than to go back.

    Attributes
    ----------
    at : str
        From when on.
    remaining_s : int
        Seconds until the deployment is done.
    rollback_s : int | None
        Seconds until the system is back; none if there is no way back.
    """

    _spec: ClassVar[Spec]
    at: str
    remaining_s: int
    rollback_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Remedy(Record):
    """A single change that mends what was found.

    Attributes
    ----------
    kind : RemedyKind
        What to do.
    task : str
        Id of the task whose undo changes, or before which a gate is needed.
    gate : str | None
        Id of the gate that moves.
    undo_s : int | None
        The most that the undo may take.
    until : str | None
        Until when the undo must be possible, or by when the gate must be decided.
    detail : str
        The same in words.
    """

    _spec: ClassVar[Spec]
    kind: RemedyKind
    task: str
    gate: str | None
    undo_s: int | None
    until: str | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutResult(Record):
    """The rollouts of a plan.

    Attributes
    ----------
    name : str
        Title of the plan.
    sound : bool
        Whether every step is watched for long enough, every failure is seen, and every budget lasts.
    rollouts : tuple[RolloutReport, ...]
        The rollouts in the order of their tasks.
    """

    _spec: ClassVar[Spec]
    name: str
    sound: bool
    rollouts: tuple[RolloutReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutReport(Record):
    """What a rollout comes to.

    Attributes
    ----------
    task : str
        Id of the task that it unfolds.
    name : str
        What people call it.
    service : str
        What Kubernetes and Prometheus call the service.
    strategy : RolloutStrategy
        How the new version takes over.
    traffic_per_second : float | None
        Requests in a second, if the plan says.
    duration_s : int
        Seconds from its start until the last step was watched.
    decision_s : int
        Seconds that it takes to decide on the way back.
    traffic_return : TrafficReturn
        How the traffic goes back.
    scale_down_delay_s : int | None
        Seconds that the old version stays once all traffic has left it; none if it does not stay at all.
    startup_s : int | None
        Seconds that a version or an instance takes to start, if the plan says.
    interval_s : int | None
        Seconds between two looks at what is watched, if the plan says.
    failure_threshold : int
        Failures in a row that count as a failure.
    instances : int | None
        How many instances there are, if the plan says.
    batch : int
        How many of them are replaced at a time.
    checks : tuple[RolloutCheck, ...]
        What its gates ask for.
    steps : tuple[RolloutStepReport, ...]
        The steps in order of time.
    budgets : tuple[RolloutBudget, ...]
        The error budgets that it spends.
    failure_probability : float | None
        How likely it is to fail, if the plan says.
    """

    _spec: ClassVar[Spec]
    task: str
    name: str
    service: str
    strategy: RolloutStrategy
    traffic_per_second: float | None
    duration_s: int
    decision_s: int
    traffic_return: TrafficReturn
    scale_down_delay_s: int | None
    startup_s: int | None
    interval_s: int | None
    failure_threshold: int
    instances: int | None
    batch: int
    checks: tuple[RolloutCheck, ...]
    steps: tuple[RolloutStepReport, ...]
    budgets: tuple[RolloutBudget, ...]
    failure_probability: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutCheck(Record):
    """A condition of a criterion that a gate of a rollout asks for.

    Attributes
    ----------
    criterion : str
        Id of the criterion.
    name : str
        What people call it.
    metric : str
        What is measured.
    kind : CheckKind
        How it is computed.
    percentile : float | None
        The percentile as a share, 0.95 for `p95`; none for anything else.
    comparator : str
        How the measured value compares with the limit.
    limit : float
        The limit: a share from 0 to 1, seconds, or an amount in `unit`.
    unit : str
        The unit of the limit as the plan has it; empty for shares.
    window_s : int | None
        Seconds that it is measured over, if the plan says.
    sample : int | None
        Requests without a failure that show that it holds; none where a number of requests decides nothing.
    query : str | None
        The query of Prometheus that the plan states.
    """

    _spec: ClassVar[Spec]
    criterion: str
    name: str
    metric: str
    kind: CheckKind
    percentile: float | None
    comparator: str
    limit: float
    unit: str
    window_s: int | None
    sample: int | None
    query: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutStepReport(Record):
    """One step of a rollout.

    Attributes
    ----------
    id : str
        Id of its task in the unfolded plan.
    name : str
        What is done.
    weight : float
        The share of the traffic that the new version has then, in percent.
    start_s : int
        Seconds from the start of the rollout until it begins.
    change_s : int
        Seconds that the change takes.
    outage : bool
        Whether nothing serves while it changes.
    soak_s : int
        Seconds that it is watched.
    soak_reason : SoakReason
        What decides how long.
    soak_detail : str
        The same in words.
    soak_needed_s : int | None
        Seconds that its criteria need; none if they need nothing, or if no time is enough.
    soak_enough : bool
        Whether it is watched for long enough to decide its criteria.
    gate : str | None
        Id of the gate behind it.
    criteria : tuple[str, ...]
        Ids of the criteria that the gate asks for.
    detection_s : int | None
        Seconds that a failure stays unseen; none if nothing sees it, or if there is nothing to see yet.
    detected_by : str | None
        What sees it first, in words.
    undo : tuple[RolloutUndo, ...]
        How it is undone, with all steps before it, in order of time.
    undo_s : int
        Seconds that the undo takes.
    rollback_s : int | None
        Seconds from the failure until the system is back, while the old version still stands; none if nothing sees the
failure.
    failure_s : float | None
        Seconds of complete failure that a failure is worth which this step brings: the traffic that it spoils until the
system is back, the rollout going on while nothing sees it. None if nothing does.
    """

    _spec: ClassVar[Spec]
    id: str
    name: str
    weight: float
    start_s: int
    change_s: int
    outage: bool
    soak_s: int
    soak_reason: SoakReason
    soak_detail: str
    soak_needed_s: int | None
    soak_enough: bool
    gate: str | None
    criteria: tuple[str, ...]
    detection_s: int | None
    detected_by: str | None
    undo: tuple[RolloutUndo, ...]
    undo_s: int
    rollback_s: int | None
    failure_s: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutUndo(Record):
    """A part of the way back.

    Attributes
    ----------
    name : str
        What is done.
    duration_s : int
        Seconds that it takes.
    weight : float
        The share of the traffic, in percent, that the failed version still has meanwhile; all of it where nothing serves.
    """

    _spec: ClassVar[Spec]
    name: str
    duration_s: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RolloutBudget(Record):
    """What a rollout costs of an error budget, in shares of the budget of the whole period.

    Attributes
    ----------
    objective : str
        Id of the objective.
    budget_s : float
        Seconds of complete failure that the whole budget allows.
    left : float | None
        What is left of it; none if it was not measured.
    deployment : float
        What the rollout costs if all goes well: the time in which nothing serves.
    failure : float | None
        What a failure costs at most, until it is seen, decided and undone; none if nothing sees it.
    worst_step : str | None
        Id of the step at which a failure costs most.
    expected : float | None
        What the rollout costs on average; none if the plan does not say how likely it is to fail.
    lasts : bool
        Whether what is left, or else the whole budget, is enough for the rollout and a failure of it.
    """

    _spec: ClassVar[Spec]
    objective: str
    budget_s: float
    left: float | None
    deployment: float
    failure: float | None
    worst_step: str | None
    expected: float | None
    lasts: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PromotionResult(Record):
    """A release on its way through the environments.

    Attributes
    ----------
    name : str
        Title of the plan.
    verdict : Verdict
        Over all environments: `no_go` if any of them says so, else `inconclusive` if any does or there is none, else `go`.
    now : str | None
        The present that waivers and measurements were held against.
    environments : tuple[EnvironmentPromotion, ...]
        The environments, each after those that it is promoted from.
    measurements : tuple[FileResult, ...]
        The files of measurements, each with what was found in it.
    """

    _spec: ClassVar[Spec]
    name: str
    verdict: Verdict
    now: str | None
    environments: tuple[EnvironmentPromotion, ...]
    measurements: tuple[FileResult, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class EnvironmentPromotion(Record):
    """A release in one environment.

    Attributes
    ----------
    environment : str
        Id of the environment.
    name : str
        What people call it.
    promoted_from : tuple[str, ...]
        Ids of the environments that it is promoted from.
    tasks : int
        How many tasks with dates take place in it.
    start : str | None
        When the deployment to it starts; none if nothing of it has dates.
    finish : str | None
        When the deployment is done.
    end : str | None
        When its stabilization is over.
    settled : str | None
        When those that it is promoted from are done and have soaked; none if that is not known, or nothing must be.
    gate : str | None
        Id of the gate that must be passed before it begins.
    decided : str | None
        When that gate is decided.
    no_return : str | None
        From when on there is no way back from it, if that ends before `end`.
    verdict : Verdict
        Whether what must hold before it does, and whether it fits its window. With nothing to judge, `go`.
    summary : GateSummary
        How many reasons there are.
    reasons : tuple[GateReason, ...]
        What must hold before it and whether it does, then whether it fits its window.
    window : PromotionWindow | None
        The window that it starts in; none if it has none, or starts outside of all.
    next_windows : tuple[PromotionWindow, ...]
        The next windows that it fits with its stabilization and its way back, as early in each as it can start.
    """

    _spec: ClassVar[Spec]
    environment: str
    name: str
    promoted_from: tuple[str, ...]
    tasks: int
    start: str | None
    finish: str | None
    end: str | None
    settled: str | None
    gate: str | None
    decided: str | None
    no_return: str | None
    verdict: Verdict
    summary: GateSummary
    reasons: tuple[GateReason, ...]
    window: PromotionWindow | None
    next_windows: tuple[PromotionWindow, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class PromotionWindow(Record):
    """A deployment in a window of its environment.

    Attributes
    ----------
    opens : str | None
        When the window opens; none if it has been open since ever, or the plan says only when it closes.
    closes : str
        When it closes.
    start : str
        When the deployment starts.
    finish : str
        When the deployment is done.
    end : str
        When its stabilization is over.
    back : str
        When all is over at the latest: the stabilization, and the way back from a failure at any instant until then.
    rollback_s : int | None
        How long the way back is at worst, from the failure on; none if there is none.
    fits : bool
        Whether all is over before the window closes.
    margin_s : int
        From `back` until the window closes; negative if it does not fit.
    forward_margin_s : int
        From `finish` until the window closes: what a deployment that never fails has to spare.
    """

    _spec: ClassVar[Spec]
    opens: str | None
    closes: str
    start: str
    finish: str
    end: str
    back: str
    rollback_s: int | None
    fits: bool
    margin_s: int
    forward_margin_s: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskRegisterResult(Record):
    """The risks of a plan, the most severe first, with the scales that words and numbers were read by.

A score is a probability times an impact. An expected value is a probability times what the risk takes where it
happens; it says nothing about the finish of the plan, which the simulation computes.

    Attributes
    ----------
    name : str
        Title of the plan.
    currency : str | None
        The currency of costs, as an ISO 4217 code.
    risks : tuple[RankedRisk, ...]
        The risks by rank.
    matrices : tuple[RiskMatrix, ...]
        The grid of probability and impact: one for each pair of scales that risks are rated by.
    scales : tuple[RiskScaleUsed, ...]
        What the words of the register were read as.
    bands : tuple[RiskBandUsed, ...]
        What scores are called.
    appetite : float | None
        The greatest score of a risk that is taken as it is.
    above_appetite : tuple[str, ...]
        Ids of the risks above the appetite, by rank.
    unrated : tuple[str, ...]
        Ids of the risks without a score, by rank.
    expected_delay_s : float
        Time that the risks are expected to add, in seconds, summed over those that state it.
    expected_cost : float
        Money that the risks are expected to take, summed over those that state it.
    residual_expected_delay_s : float
        Time that they are expected to add after mitigation, in seconds.
    residual_expected_cost : float
        Money that they are expected to take after mitigation.
    notes : tuple[str, ...]
        What was read as more than it states, and what is left out.
    """

    _spec: ClassVar[Spec]
    name: str
    currency: str | None
    risks: tuple[RankedRisk, ...]
    matrices: tuple[RiskMatrix, ...]
    scales: tuple[RiskScaleUsed, ...]
    bands: tuple[RiskBandUsed, ...]
    appetite: float | None
    above_appetite: tuple[str, ...]
    unrated: tuple[str, ...]
    expected_delay_s: float
    expected_cost: float
    residual_expected_delay_s: float
    residual_expected_cost: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RankedRisk(Record):
    """One risk with its place in the register.

    Attributes
    ----------
    rank : int
        Its rank, from 1: by score, expected delay and expected cost, else in the order of the plan; closed ones last.
    number : int
        Its number in the order of the plan, from 1.
    id : str
        Id of the risk.
    name : str
        What people call it.
    category : str | None
        The group it is listed in.
    status : RiskStatus
        Open, occurred or closed.
    owner : str | None
        Who answers for it.
    proximity : str | None
        When it may happen, as written.
    inherent : RiskAssessment
        Before mitigation.
    residual : RiskAssessment | None
        After mitigation, if the plan says so.
    tasks : tuple[str, ...]
        Ids of the tasks that it would hit; a phase stands for its tasks.
    mitigations : tuple[RankedMitigation, ...]
        What is done about it.
    above_appetite : bool
        Whether its score, after mitigation where that is known, is above the appetite.
    """

    _spec: ClassVar[Spec]
    rank: int
    number: int
    id: str
    name: str
    category: str | None
    status: RiskStatus
    owner: str | None
    proximity: str | None
    inherent: RiskAssessment
    residual: RiskAssessment | None
    tasks: tuple[str, ...]
    mitigations: tuple[RankedMitigation, ...]
    above_appetite: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskAssessment(Record):
    """How likely and how bad a risk is, before or after mitigation.

    Attributes
    ----------
    probability : RiskMeasure | None
        How likely it is.
    impact : RiskMeasure | None
        How bad it would be.
    score : float | None
        Probability times impact.
    score_low : float | None
        The least score that the words allow.
    score_high : float | None
        The greatest score that the words allow.
    band : str | None
        What the score is called.
    delay_s : float | None
        Mean of the time that it adds to each task it hits, in seconds, where it happens.
    factor : float | None
        Mean of the number that it multiplies the durations of the tasks by, where it happens.
    cost : float | None
        Mean of what it costs where it happens.
    expected_delay_s : float | None
        Probability times delay, in seconds.
    expected_cost : float | None
        Probability times cost.
    """

    _spec: ClassVar[Spec]
    probability: RiskMeasure | None
    impact: RiskMeasure | None
    score: float | None
    score_low: float | None
    score_high: float | None
    band: str | None
    delay_s: float | None
    factor: float | None
    cost: float | None
    expected_delay_s: float | None
    expected_cost: float | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskMeasure(Record):
    """A probability or an impact as a number.

    Attributes
    ----------
    text : str
        As written.
    word : str
        The word of the scale; of a number, the one whose range holds it.
    value : float
        The number that counts in the score.
    low : float
        The least number that the word stands for; the number itself where one is stated.
    high : float
        The greatest number that the word stands for.
    stated : bool
        Whether the number is stated, rather than read from a word.
    """

    _spec: ClassVar[Spec]
    text: str
    word: str
    value: float
    low: float
    high: float
    stated: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RankedMitigation(Record):
    """Something that is done about a risk.

    Attributes
    ----------
    text : str
        As written.
    task : str | None
        Id of the task that carries it out.
    """

    _spec: ClassVar[Spec]
    text: str
    task: str | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskMatrix(Record):
    """The grid of probability and impact.

    Attributes
    ----------
    category : str | None
        The category whose scales it has; none for those of all others.
    probabilities : tuple[str, ...]
        Words of probability, rising.
    impacts : tuple[str, ...]
        Words of impact, rising.
    cells : tuple[RiskCell, ...]
        The cells, by probability, then by impact, rising.
    """

    _spec: ClassVar[Spec]
    category: str | None
    probabilities: tuple[str, ...]
    impacts: tuple[str, ...]
    cells: tuple[RiskCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskCell(Record):
    """One cell of the grid.

    Attributes
    ----------
    probability : str
        Word of probability.
    impact : str
        Word of impact.
    score : float
        Probability times impact.
    band : str
        What the score is called.
    above_appetite : bool
        Whether the score is above the appetite.
    risks : tuple[str, ...]
        Ids of the risks in it, by rank.
    residual_risks : tuple[str, ...]
        Ids of the risks that are in it after mitigation, by rank.
    """

    _spec: ClassVar[Spec]
    probability: str
    impact: str
    score: float
    band: str
    above_appetite: bool
    risks: tuple[str, ...]
    residual_risks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskScaleUsed(Record):
    """A scale, with what each of its words was read as.

    Attributes
    ----------
    category : str | None
        The group of risks it applies to; all others if absent.
    dimension : str
        `probability` or `impact`.
    stated : bool
        Whether the plan states it, rather than the PMBOK Guide.
    levels : tuple[RiskScaleLevelUsed, ...]
        The words, rising.
    """

    _spec: ClassVar[Spec]
    category: str | None
    dimension: str
    stated: bool
    levels: tuple[RiskScaleLevelUsed, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskScaleLevelUsed(Record):
    """A word of a scale with the range that it stands for.

    Attributes
    ----------
    word : str
        The word.
    value : float
        The number that counts in scores.
    low : float
        The least number: as stated, else half way to the word before.
    high : float
        The greatest number: as stated, else half way to the word behind.
    """

    _spec: ClassVar[Spec]
    word: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class RiskBandUsed(Record):
    """Scores of one name.

    Attributes
    ----------
    word : str
        The word.
    from_ : float
        The least score of it.
    count : int
        How many open risks are in it, after mitigation where that is known.
    """

    _spec: ClassVar[Spec]
    word: str
    from_: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class CaseReport(Record):
    """How one worked example came out.

    Attributes
    ----------
    id : str
        Stable id of the case: `EX-06`.
    title : str
        What people call it.
    source : str
        Where it was published, and what of it was derived.
    checks : tuple[Check, ...]
        One for each figure, in the order of the publication.
    """

    _spec: ClassVar[Spec]
    id: str
    title: str
    source: str
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class Check(Record):
    """One figure, computed and published.

    Attributes
    ----------
    what : str
        Which figure: `LS of C`.
    computed : Figure
        What this crate says.
    published : Figure
        What the source says.
    tolerance : float
        How far they may be apart.
    passed : bool
        Whether they are not.
    """

    _spec: ClassVar[Spec]
    what: str
    computed: Figure
    published: Figure
    tolerance: float
    passed: bool

Document._spec = (
    ("format", None, False),
    ("name", None, False),
    ("overview", None, False),
    ("sources", Source, True),
    ("start", None, False),
    ("finish", None, False),
    ("data_date", None, False),
    ("deadline", None, False),
    ("time_zone", None, False),
    ("calendar", None, False),
    ("calendars", Calendar, True),
    ("units", WorkUnits, False),
    ("scheduling", Scheduling, False),
    ("currency", None, False),
    ("delay_cost_per_day", None, False),
    ("components", Component, True),
    ("environments", Environment, True),
    ("strategy", StrategyStep, True),
    ("phases", Phase, True),
    ("tasks", Task, True),
    ("branches", Branch, True),
    ("correlations", Correlation, True),
    ("resources", Resource, True),
    ("risks", Risk, True),
    ("monitors", Monitor, True),
    ("rollback_procedures", RollbackProcedure, True),
    ("rollback", RollbackSettings, False),
    ("checklists", Checklist, True),
    ("criteria", Criterion, True),
    ("objectives", ServiceLevelObjective, True),
    ("gates", Gate, True),
    ("baselines", Baseline, True),
    ("risk_scales", RiskScale, True),
    ("risk_bands", RiskBand, True),
    ("risk_appetite", None, False),
    ("unplaced", Fragment, True),
    ("span", Span, False),
)

Source._spec = (
    ("name", None, False),
    ("format", None, False),
    ("span", Span, False),
)

Span._spec = (
    ("source", None, False),
    ("start", None, False),
    ("end", None, False),
)

Calendar._spec = (
    ("id", None, False),
    ("name", None, False),
    ("base", None, False),
    ("time_zone", None, False),
    ("week", WorkDay, True),
    ("exceptions", CalendarException, True),
    ("windows", CalendarWindow, True),
    ("span", Span, False),
)

WorkDay._spec = (
    ("days", None, True),
    ("shifts", Shift, True),
    ("span", Span, False),
)

Shift._spec = (
    ("start", None, False),
    ("finish", None, False),
    ("span", Span, False),
)

CalendarException._spec = (
    ("name", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("repeat", Recurrence, False),
    ("shifts", Shift, True),
    ("span", Span, False),
)

Recurrence._spec = (
    ("every", None, False),
    ("interval", None, False),
    ("weekdays", None, True),
    ("position", None, False),
    ("day", None, False),
    ("month", None, False),
    ("count", None, False),
    ("until", None, False),
    ("span", Span, False),
)

CalendarWindow._spec = (
    ("name", None, False),
    ("kind", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("shifts", Shift, True),
    ("repeat", Recurrence, False),
    ("span", Span, False),
)

WorkUnits._spec = (
    ("minutes_per_day", None, False),
    ("minutes_per_week", None, False),
    ("days_per_month", None, False),
    ("span", Span, False),
)

Scheduling._spec = (
    ("convention", None, False),
    ("from_finish", None, False),
    ("honor_constraint_dates", None, False),
    ("lag_calendar", None, False),
    ("start_lag_from_early_start", None, False),
    ("progress", None, False),
    ("use_expected_finish", None, False),
    ("float_by", None, False),
    ("critical_by", None, False),
    ("critical_float", None, False),
    ("open_ends_critical", None, False),
    ("span", Span, False),
)

Component._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("span", Span, False),
)

Environment._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("calendar", None, False),
    ("promoted_from", None, True),
    ("soak", None, False),
    ("gate", None, False),
    ("span", Span, False),
)

StrategyStep._spec = (
    ("id", None, False),
    ("name", None, False),
    ("objective", None, False),
    ("deliverables", Deliverable, True),
    ("rollout", None, False),
    ("span", Span, False),
)

Deliverable._spec = (
    ("name", None, False),
    ("description", None, False),
    ("span", Span, False),
)

Phase._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("parent", None, False),
    ("wbs", None, False),
    ("window", Window, False),
    ("after", Dependency, True),
    ("constraints", Constraint, True),
    ("deadline", None, False),
    ("manual", ManualDates, False),
    ("inactive", None, False),
    ("environment", None, False),
    ("owner", None, False),
    ("objective", None, False),
    ("deliverables", Deliverable, True),
    ("progress", Progress, False),
    ("cost", None, False),
    ("span", Span, False),
)

Window._spec = (
    ("unit", None, False),
    ("first", None, False),
    ("last", None, False),
    ("year", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("text", None, False),
    ("span", Span, False),
)

Dependency._spec = (
    ("predecessor", None, False),
    ("relation", None, False),
    ("lag", None, False),
    ("implied", None, False),
    ("span", Span, False),
)

Constraint._spec = (
    ("kind", None, False),
    ("date", None, False),
    ("span", Span, False),
)

ManualDates._spec = (
    ("start", None, False),
    ("finish", None, False),
    ("span", Span, False),
)

Progress._spec = (
    ("percent", None, False),
    ("started", None, False),
    ("finished", None, False),
    ("remaining", None, False),
    ("stopped", None, False),
    ("resumes", None, False),
    ("expected_finish", None, False),
    ("actual_work", None, False),
    ("actual_cost", None, False),
    ("status", None, False),
    ("span", Span, False),
)

Task._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("phase", None, False),
    ("step", None, False),
    ("wbs", None, False),
    ("kind", None, False),
    ("duration", None, False),
    ("estimate", Estimate, False),
    ("window", Window, False),
    ("after", Dependency, True),
    ("constraints", Constraint, True),
    ("deadline", None, False),
    ("manual", ManualDates, False),
    ("inactive", None, False),
    ("delay", None, False),
    ("splits", Split, True),
    ("calendar", None, False),
    ("ignore_resource_calendars", None, False),
    ("environment", None, False),
    ("owner", None, False),
    ("needs", Assignment, True),
    ("gate", None, False),
    ("undo", Undo, False),
    ("rollout", Rollout, False),
    ("progress", Progress, False),
    ("priority", None, False),
    ("cost", None, False),
    ("cost_estimate", Spread, False),
    ("probability", None, False),
    ("deliverables", Deliverable, True),
    ("tags", None, True),
    ("span", Span, False),
)

Estimate._spec = (
    ("low", None, False),
    ("likely", None, False),
    ("high", None, False),
    ("distribution", None, False),
    ("low_percentile", None, False),
    ("high_percentile", None, False),
    ("shape", None, False),
    ("mean", None, False),
    ("standard_deviation", None, False),
    ("values", EstimateValue, True),
    ("span", Span, False),
)

EstimateValue._spec = (
    ("duration", None, False),
    ("probability", None, False),
    ("span", Span, False),
)

Split._spec = (
    ("after", None, False),
    ("pause", None, False),
    ("span", Span, False),
)

Assignment._spec = (
    ("resource", None, False),
    ("units", None, False),
    ("role", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("delay", None, False),
    ("notes", None, False),
    ("span", Span, False),
)

Undo._spec = (
    ("duration", None, False),
    ("estimate", Estimate, False),
    ("after", Dependency, True),
    ("until", None, False),
    ("late", None, False),
    ("irreversible", None, False),
    ("cleanup", None, False),
    ("description", None, False),
    ("needs", Assignment, True),
    ("calendar", None, False),
    ("abort", None, False),
    ("restore_size", Quantity, False),
    ("restore_rate", Quantity, False),
    ("verify", None, False),
    ("replay", None, False),
    ("backup", None, False),
    ("span", Span, False),
)

Quantity._spec = (
    ("metric", None, False),
    ("low", None, False),
    ("high", None, False),
    ("unit", None, False),
    ("per", None, False),
    ("span", Span, False),
)

Rollout._spec = (
    ("strategy", None, False),
    ("steps", RolloutStep, True),
    ("service", None, False),
    ("instances", None, False),
    ("batch", None, False),
    ("traffic_per_second", None, False),
    ("startup", None, False),
    ("shutdown", None, False),
    ("shift", None, False),
    ("soak", None, False),
    ("scale_down_delay", None, False),
    ("interval", None, False),
    ("failure_threshold", None, False),
    ("criteria", None, True),
    ("objectives", None, True),
    ("confidence", None, False),
    ("failure_probability", None, False),
    ("traffic_return", None, False),
    ("return_soak", None, False),
    ("span", Span, False),
)

RolloutStep._spec = (
    ("weight", None, False),
    ("soak", None, False),
    ("criteria", None, True),
    ("gate", None, False),
    ("span", Span, False),
)

Spread._spec = (
    ("low", None, False),
    ("likely", None, False),
    ("high", None, False),
    ("distribution", None, False),
    ("low_percentile", None, False),
    ("high_percentile", None, False),
    ("shape", None, False),
    ("mean", None, False),
    ("standard_deviation", None, False),
    ("values", SpreadValue, True),
    ("span", Span, False),
)

SpreadValue._spec = (
    ("value", None, False),
    ("probability", None, False),
    ("span", Span, False),
)

Branch._spec = (
    ("id", None, False),
    ("name", None, False),
    ("options", BranchOption, True),
    ("span", Span, False),
)

BranchOption._spec = (
    ("name", None, False),
    ("probability", None, False),
    ("tasks", None, True),
    ("span", Span, False),
)

Correlation._spec = (
    ("tasks", None, True),
    ("coefficient", None, False),
    ("measure", None, False),
    ("span", Span, False),
)

Resource._spec = (
    ("id", None, False),
    ("name", None, False),
    ("kind", None, False),
    ("description", None, False),
    ("quantities", Quantity, True),
    ("items", None, True),
    ("capacity", None, False),
    ("calendar", None, False),
    ("cost_per_hour", None, False),
    ("span", Span, False),
)

Risk._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("category", None, False),
    ("impact", Rating, False),
    ("probability", Rating, False),
    ("mitigations", Mitigation, True),
    ("owner", None, False),
    ("status", None, False),
    ("affects", None, True),
    ("proximity", Proximity, False),
    ("effect", RiskEffect, False),
    ("residual_impact", Rating, False),
    ("residual_probability", Rating, False),
    ("residual_effect", RiskEffect, False),
    ("span", Span, False),
)

Rating._spec = (
    ("level", None, False),
    ("value", None, False),
    ("text", None, False),
    ("span", Span, False),
)

Mitigation._spec = (
    ("text", None, False),
    ("task", None, False),
    ("span", Span, False),
)

Proximity._spec = (
    ("text", None, False),
    ("window", Window, False),
    ("span", Span, False),
)

RiskEffect._spec = (
    ("delay", Estimate, False),
    ("factor", Spread, False),
    ("cost", Spread, False),
    ("combination", None, False),
    ("closures", Closure, True),
    ("span", Span, False),
)

Closure._spec = (
    ("calendar", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("span", Span, False),
)

Monitor._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("metrics", None, True),
    ("interval", None, False),
    ("failure_threshold", None, False),
    ("environment", None, False),
    ("triggers", None, True),
    ("span", Span, False),
)

RollbackProcedure._spec = (
    ("id", None, False),
    ("name", None, False),
    ("kind", None, False),
    ("description", None, False),
    ("objective", None, False),
    ("triggers", None, True),
    ("steps", None, True),
    ("span", Span, False),
)

RollbackSettings._spec = (
    ("objective", None, False),
    ("detection", None, False),
    ("decision", None, False),
    ("stabilization", None, False),
    ("scope", None, False),
    ("calendar", None, False),
    ("window", None, False),
    ("window_end", None, False),
    ("failure_probability", None, False),
    ("span", Span, False),
)

Checklist._spec = (
    ("id", None, False),
    ("name", None, False),
    ("stage", None, False),
    ("items", ChecklistItem, True),
    ("span", Span, False),
)

ChecklistItem._spec = (
    ("id", None, False),
    ("text", None, False),
    ("done", None, False),
    ("owner", None, False),
    ("evidence", None, False),
    ("gate", None, False),
    ("advisory", None, False),
    ("task", None, False),
    ("waiver", Waiver, False),
    ("span", Span, False),
)

Waiver._spec = (
    ("by", None, False),
    ("reason", None, False),
    ("until", None, False),
    ("span", Span, False),
)

Criterion._spec = (
    ("id", None, False),
    ("name", None, False),
    ("category", None, False),
    ("text", None, False),
    ("conditions", Condition, True),
    ("span", Span, False),
)

Condition._spec = (
    ("metric", None, False),
    ("comparator", None, False),
    ("target", None, False),
    ("unit", None, False),
    ("statistic", None, False),
    ("window", None, False),
    ("traffic", None, False),
    ("query", None, False),
    ("implied_comparator", None, False),
    ("span", Span, False),
)

ServiceLevelObjective._spec = (
    ("id", None, False),
    ("name", None, False),
    ("description", None, False),
    ("metric", None, False),
    ("target", None, False),
    ("period", None, False),
    ("events_per_second", None, False),
    ("deployment_impact", None, False),
    ("total_selector", None, False),
    ("failure_selector", None, False),
    ("alerts", BurnRateAlert, True),
    ("span", Span, False),
)

BurnRateAlert._spec = (
    ("severity", None, False),
    ("long_window", None, False),
    ("short_window", None, False),
    ("burn_rate", None, False),
    ("budget_percent", None, False),
    ("span", Span, False),
)

Gate._spec = (
    ("id", None, False),
    ("name", None, False),
    ("after", Dependency, True),
    ("checklists", None, True),
    ("criteria", None, True),
    ("objectives", None, True),
    ("owner", None, False),
    ("confidence", None, False),
    ("canary_tolerance", None, False),
    ("finish_probability", None, False),
    ("span", Span, False),
)

Baseline._spec = (
    ("name", None, False),
    ("taken", None, False),
    ("tasks", BaselineTask, True),
    ("span", Span, False),
)

BaselineTask._spec = (
    ("task", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("duration", None, False),
    ("cost", None, False),
    ("span", Span, False),
)

RiskScale._spec = (
    ("category", None, False),
    ("dimension", None, False),
    ("levels", RiskScaleLevel, True),
    ("span", Span, False),
)

RiskScaleLevel._spec = (
    ("word", None, False),
    ("value", None, False),
    ("low", None, False),
    ("high", None, False),
    ("delay", Estimate, False),
    ("cost", Spread, False),
    ("span", Span, False),
)

RiskBand._spec = (
    ("word", None, False),
    ("from", None, False),
    ("span", Span, False),
)

Fragment._spec = (
    ("heading", None, False),
    ("text", None, False),
    ("reason", None, False),
    ("span", Span, False),
)

CheckResult._spec = (
    ("files", FileResult, True),
    ("summary", CheckSummary, False),
    ("assessments", AssessmentResult, True),
)

FileResult._spec = (
    ("file", None, False),
    ("diagnostics", DiagnosticResult, True),
)

DiagnosticResult._spec = (
    ("code", None, False),
    ("severity", None, False),
    ("message", None, False),
    ("line", None, False),
    ("column", None, False),
    ("end_line", None, False),
    ("end_column", None, False),
    ("help", None, False),
    ("labels", LabelResult, True),
    ("fix", FixResult, False),
)

LabelResult._spec = (
    ("file", None, False),
    ("message", None, False),
    ("line", None, False),
    ("column", None, False),
    ("end_line", None, False),
    ("end_column", None, False),
)

FixResult._spec = (
    ("title", None, False),
    ("edits", EditResult, True),
)

EditResult._spec = (
    ("file", None, False),
    ("line", None, False),
    ("column", None, False),
    ("end_line", None, False),
    ("end_column", None, False),
    ("replacement", None, False),
)

CheckSummary._spec = (
    ("errors", None, False),
    ("warnings", None, False),
    ("infos", None, False),
)

AssessmentResult._spec = (
    ("file", None, False),
    ("name", None, False),
    ("profile", None, False),
    ("data_date", None, False),
    ("baseline", None, False),
    ("passed", None, False),
    ("failed", None, False),
    ("not_computable", None, False),
    ("checks", AssessedCheck, True),
)

AssessedCheck._spec = (
    ("check", None, False),
    ("point", None, False),
    ("title", None, False),
    ("verdict", None, False),
    ("value", None, False),
    ("unit", None, False),
    ("comparator", None, False),
    ("threshold", None, False),
    ("count", None, False),
    ("of", None, False),
    ("tasks", None, True),
    ("detail", None, False),
)

ScheduleResult._spec = (
    ("name", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("critical_path", None, True),
    ("tasks", TaskResult, True),
    ("phases", PhaseResult, True),
    ("unscheduled", UnscheduledTask, True),
)

TaskResult._spec = (
    ("id", None, False),
    ("name", None, False),
    ("phase", None, False),
    ("kind", None, False),
    ("owner", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("duration_s", None, False),
    ("early_start", None, False),
    ("early_finish", None, False),
    ("late_start", None, False),
    ("late_finish", None, False),
    ("total_float_s", None, False),
    ("free_float_s", None, False),
    ("critical", None, False),
    ("driver", None, False),
    ("cause", None, False),
)

PhaseResult._spec = (
    ("id", None, False),
    ("name", None, False),
    ("parent", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("window", None, False),
    ("window_start", None, False),
    ("window_finish", None, False),
    ("total_float_s", None, False),
    ("critical", None, False),
)

UnscheduledTask._spec = (
    ("id", None, False),
    ("name", None, False),
    ("phase", None, False),
    ("reason", None, False),
    ("detail", None, False),
)

ExplainResult._spec = (
    ("task", None, False),
    ("name", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("chain", ExplainStep, True),
)

ExplainStep._spec = (
    ("task", None, False),
    ("name", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("cause", None, False),
    ("detail", None, False),
)

FloatsResult._spec = (
    ("name", None, False),
    ("finish", None, False),
    ("critical_float_s", None, False),
    ("day_s", None, False),
    ("delay_cost_per_day", None, False),
    ("currency", None, False),
    ("tasks", FloatResult, True),
    ("bands", FloatBand, True),
    ("paths", PathResult, True),
)

FloatResult._spec = (
    ("id", None, False),
    ("name", None, False),
    ("critical", None, False),
    ("total_float_s", None, False),
    ("start_float_s", None, False),
    ("finish_float_s", None, False),
    ("free_float_s", None, False),
    ("interfering_float_s", None, False),
    ("independent_float_s", None, False),
    ("drag_s", None, False),
    ("finish_without", None, False),
    ("drag_cost", None, False),
)

FloatBand._spec = (
    ("above_s", None, False),
    ("up_to_s", None, False),
    ("count", None, False),
    ("tasks", None, True),
)

PathResult._spec = (
    ("float_s", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("steps", PathStep, True),
)

PathStep._spec = (
    ("id", None, False),
    ("wait_s", None, False),
)

GateResult._spec = (
    ("gate", None, False),
    ("name", None, False),
    ("owner", None, False),
    ("verdict", None, False),
    ("now", None, False),
    ("confidence", None, False),
    ("summary", GateSummary, False),
    ("reasons", GateReason, True),
    ("measurements", FileResult, True),
)

GateSummary._spec = (
    ("go", None, False),
    ("no_go", None, False),
    ("inconclusive", None, False),
)

GateReason._spec = (
    ("kind", None, False),
    ("subject", None, False),
    ("name", None, False),
    ("verdict", None, False),
    ("detail", None, False),
    ("needed", None, False),
    ("owner", None, False),
    ("advisory", None, False),
    ("measured", GateMeasure, False),
)

GateMeasure._spec = (
    ("value", None, False),
    ("statistic", None, False),
    ("low", None, False),
    ("high", None, False),
    ("target", None, False),
    ("unit", None, False),
    ("sample", None, False),
    ("sample_needed", None, False),
    ("effect", None, False),
    ("p_value", None, False),
)

Measurements._spec = (
    ("format", None, False),
    ("measurements", Measurement, True),
    ("span", Span, False),
)

Measurement._spec = (
    ("metric", None, False),
    ("role", None, False),
    ("unit", None, False),
    ("instance", None, False),
    ("window", None, False),
    ("until", None, False),
    ("samples", None, True),
    ("times_s", None, True),
    ("missing", None, False),
    ("total", None, False),
    ("failures", None, False),
    ("buckets", Bucket, True),
    ("value", None, False),
    ("statistic", None, False),
    ("holds", None, False),
    ("by", None, False),
    ("evidence", None, False),
    ("span", Span, False),
)

Bucket._spec = (
    ("at_most", None, False),
    ("count", None, False),
    ("span", Span, False),
)

Edit._spec = (
    ("edit", None, False),
    ("id", None, False),
    ("duration", None, False),
    ("estimate", Estimate, False),
    ("progress", Progress, False),
    ("constraint", Constraint, False),
    ("date", None, False),
    ("dependency", Dependency, False),
    ("predecessor", None, False),
    ("task", Task, False),
    ("phase", None, False),
    ("new_phase", Phase, False),
    ("span", Span, False),
)

Changes._spec = (
    ("added", None, True),
    ("removed", None, True),
    ("changed", FieldChange, True),
)

FieldChange._spec = (
    ("id", None, False),
    ("field", None, False),
    ("before", None, False),
    ("after", None, False),
)

DiffResult._spec = (
    ("finish_before", None, False),
    ("finish_after", None, False),
    ("finish_shift_s", None, False),
    ("tasks", TaskDiff, True),
    ("changes", PlanChange, True),
    ("attribution", Attribution, False),
)

TaskDiff._spec = (
    ("id", None, False),
    ("id_before", None, False),
    ("name", None, False),
    ("change", None, False),
    ("start_before", None, False),
    ("start_after", None, False),
    ("finish_before", None, False),
    ("finish_after", None, False),
    ("start_shift_s", None, False),
    ("finish_shift_s", None, False),
    ("total_float_before_s", None, False),
    ("total_float_after_s", None, False),
    ("critical_before", None, False),
    ("critical_after", None, False),
)

PlanChange._spec = (
    ("action", None, False),
    ("subject", None, False),
    ("id", None, False),
    ("name", None, False),
    ("field", None, False),
    ("predecessor", None, False),
    ("before", None, False),
    ("after", None, False),
)

Attribution._spec = (
    ("task", None, False),
    ("before", None, False),
    ("after", None, False),
    ("shift_s", None, False),
    ("method", None, False),
    ("interaction_s", None, False),
    ("shares", ChangeShare, True),
    ("schedules", None, False),
)

ChangeShare._spec = (
    ("changes", None, True),
    ("shift_s", None, False),
    ("alone_s", None, False),
    ("undone_s", None, False),
)

WhatIfResult._spec = (
    ("changes", Changes, False),
    ("finish_before", None, False),
    ("finish_after", None, False),
    ("finish_shift_s", None, False),
    ("tasks", TaskDiff, True),
)

ForecastResult._spec = (
    ("name", None, False),
    ("runs", None, False),
    ("seed", None, False),
    ("risks", None, False),
    ("confidence", None, False),
    ("start", None, False),
    ("finish", FinishForecast, False),
    ("percentiles", Percentile, True),
    ("curve", CurvePoint, True),
    ("histogram", HistogramBar, True),
    ("contingency", Contingency, True),
    ("mean_shift_s", None, False),
    ("merge_bias_s", None, False),
    ("tasks", TaskForecast, True),
    ("drivers", DriverForecast, True),
    ("windows", LimitForecast, True),
    ("cost", CostForecast, False),
    ("joint_confidence", JointConfidence, False),
    ("late_risks", LateRisk, True),
    ("notes", ForecastNote, True),
)

FinishForecast._spec = (
    ("p10", None, False),
    ("p50", None, False),
    ("p80", None, False),
    ("p90", None, False),
    ("mean", None, False),
    ("earliest", None, False),
    ("latest", None, False),
    ("deterministic", None, False),
    ("probability_of_deterministic", None, False),
    ("probability_low", None, False),
    ("probability_high", None, False),
    ("mean_duration_s", None, False),
    ("standard_deviation_s", None, False),
)

Percentile._spec = (
    ("percent", None, False),
    ("finish", None, False),
    ("low", None, False),
    ("high", None, False),
)

CurvePoint._spec = (
    ("finish", None, False),
    ("probability", None, False),
)

HistogramBar._spec = (
    ("from", None, False),
    ("to", None, False),
    ("runs", None, False),
)

Contingency._spec = (
    ("percent", None, False),
    ("finish", None, False),
    ("contingency_s", None, False),
)

TaskForecast._spec = (
    ("id", None, False),
    ("name", None, False),
    ("duration_s", None, False),
    ("mean_duration_s", None, False),
    ("standard_deviation_s", None, False),
    ("criticality_index", None, False),
    ("significance_index", None, False),
    ("ssi", None, False),
    ("cruciality", None, False),
    ("cruciality_spearman", None, False),
    ("cruciality_kendall", None, False),
)

DriverForecast._spec = (
    ("kind", None, False),
    ("id", None, False),
    ("name", None, False),
    ("occurrence", None, False),
    ("correlation", None, False),
    ("mean_removal_s", None, False),
    ("p50_removal_s", None, False),
    ("p80_removal_s", None, False),
)

LimitForecast._spec = (
    ("kind", None, False),
    ("id", None, False),
    ("name", None, False),
    ("limit", None, False),
    ("probability", None, False),
    ("probability_low", None, False),
    ("probability_high", None, False),
)

CostForecast._spec = (
    ("currency", None, False),
    ("deterministic", None, False),
    ("probability_of_deterministic", None, False),
    ("mean", None, False),
    ("standard_deviation", None, False),
    ("p10", None, False),
    ("p50", None, False),
    ("p80", None, False),
    ("p90", None, False),
    ("correlation_with_duration", None, False),
)

JointConfidence._spec = (
    ("of_p80_date_and_p80_cost", None, False),
    ("of_deterministic", None, False),
    ("frontier_70", DateAndCost, True),
)

DateAndCost._spec = (
    ("finish", None, False),
    ("cost", None, False),
)

LateRisk._spec = (
    ("id", None, False),
    ("name", None, False),
    ("occurrence", None, False),
    ("occurrence_when_late", None, False),
    ("critical_when_late", None, False),
)

ForecastNote._spec = (
    ("kind", None, False),
    ("ids", None, True),
    ("message", None, False),
)

PertResult._spec = (
    ("name", None, False),
    ("start", None, False),
    ("deterministic", None, False),
    ("probability_of_deterministic", None, False),
    ("mean_finish", None, False),
    ("mean_s", None, False),
    ("variance_s2", None, False),
    ("standard_deviation_s", None, False),
    ("percentiles", PertPercentile, True),
    ("path", None, True),
    ("tasks", PertTask, True),
    ("caveat", None, False),
)

PertPercentile._spec = (
    ("percent", None, False),
    ("finish", None, False),
    ("contingency_s", None, False),
)

PertTask._spec = (
    ("id", None, False),
    ("mean_s", None, False),
    ("variance_s2", None, False),
    ("on_path", None, False),
)

RollbackResult._spec = (
    ("name", None, False),
    ("rto_s", None, False),
    ("detection_s", None, False),
    ("decision_s", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("end", None, False),
    ("guaranteed", None, False),
    ("guarantee_probability", RollbackProbability, False),
    ("safe_probability", RollbackProbability, False),
    ("exact", None, False),
    ("worst", WorstRollback, False),
    ("profile", RollbackPoint, True),
    ("points_of_no_return", PointOfNoReturn, True),
    ("gates", GateRollback, True),
    ("last_safe_gate", None, False),
    ("latest_abort", None, False),
    ("window", WindowFit, False),
    ("next_windows", NextWindow, True),
    ("data_loss", DataLoss, False),
    ("fix_forward", FixForward, False),
    ("remedies", Remedy, True),
    ("without_undo", None, True),
)

RollbackProbability._spec = (
    ("probability", None, False),
    ("low", None, False),
    ("high", None, False),
    ("runs", None, False),
)

WorstRollback._spec = (
    ("at", None, False),
    ("rollback_s", None, False),
    ("lower_bound_s", None, False),
    ("task", None, False),
    ("chain", RollbackStep, True),
    ("data_loss_s", None, False),
)

RollbackStep._spec = (
    ("task", None, False),
    ("name", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("after", None, False),
)

RollbackPoint._spec = (
    ("at", None, False),
    ("rollback_s", None, False),
    ("falls", None, False),
)

PointOfNoReturn._spec = (
    ("at", None, False),
    ("until", None, False),
    ("task", None, False),
    ("kind", None, False),
    ("detail", None, False),
    ("last_safe_gate", None, False),
)

GateRollback._spec = (
    ("gate", None, False),
    ("at", None, False),
    ("rollback_s", None, False),
    ("safe", None, False),
)

WindowFit._spec = (
    ("closes", None, False),
    ("fits", None, False),
    ("slack_s", None, False),
)

NextWindow._spec = (
    ("opens", None, False),
    ("closes", None, False),
    ("finish", None, False),
    ("latest_abort", None, False),
)

DataLoss._spec = (
    ("at", None, False),
    ("loss_s", None, False),
    ("task", None, False),
    ("backup", None, False),
)

FixForward._spec = (
    ("at", None, False),
    ("remaining_s", None, False),
    ("rollback_s", None, False),
)

Remedy._spec = (
    ("kind", None, False),
    ("task", None, False),
    ("gate", None, False),
    ("undo_s", None, False),
    ("until", None, False),
    ("detail", None, False),
)

RolloutResult._spec = (
    ("name", None, False),
    ("sound", None, False),
    ("rollouts", RolloutReport, True),
)

RolloutReport._spec = (
    ("task", None, False),
    ("name", None, False),
    ("service", None, False),
    ("strategy", None, False),
    ("traffic_per_second", None, False),
    ("duration_s", None, False),
    ("decision_s", None, False),
    ("traffic_return", None, False),
    ("scale_down_delay_s", None, False),
    ("startup_s", None, False),
    ("interval_s", None, False),
    ("failure_threshold", None, False),
    ("instances", None, False),
    ("batch", None, False),
    ("checks", RolloutCheck, True),
    ("steps", RolloutStepReport, True),
    ("budgets", RolloutBudget, True),
    ("failure_probability", None, False),
)

RolloutCheck._spec = (
    ("criterion", None, False),
    ("name", None, False),
    ("metric", None, False),
    ("kind", None, False),
    ("percentile", None, False),
    ("comparator", None, False),
    ("limit", None, False),
    ("unit", None, False),
    ("window_s", None, False),
    ("sample", None, False),
    ("query", None, False),
)

RolloutStepReport._spec = (
    ("id", None, False),
    ("name", None, False),
    ("weight", None, False),
    ("start_s", None, False),
    ("change_s", None, False),
    ("outage", None, False),
    ("soak_s", None, False),
    ("soak_reason", None, False),
    ("soak_detail", None, False),
    ("soak_needed_s", None, False),
    ("soak_enough", None, False),
    ("gate", None, False),
    ("criteria", None, True),
    ("detection_s", None, False),
    ("detected_by", None, False),
    ("undo", RolloutUndo, True),
    ("undo_s", None, False),
    ("rollback_s", None, False),
    ("failure_s", None, False),
)

RolloutUndo._spec = (
    ("name", None, False),
    ("duration_s", None, False),
    ("weight", None, False),
)

RolloutBudget._spec = (
    ("objective", None, False),
    ("budget_s", None, False),
    ("left", None, False),
    ("deployment", None, False),
    ("failure", None, False),
    ("worst_step", None, False),
    ("expected", None, False),
    ("lasts", None, False),
)

PromotionResult._spec = (
    ("name", None, False),
    ("verdict", None, False),
    ("now", None, False),
    ("environments", EnvironmentPromotion, True),
    ("measurements", FileResult, True),
)

EnvironmentPromotion._spec = (
    ("environment", None, False),
    ("name", None, False),
    ("promoted_from", None, True),
    ("tasks", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("end", None, False),
    ("settled", None, False),
    ("gate", None, False),
    ("decided", None, False),
    ("no_return", None, False),
    ("verdict", None, False),
    ("summary", GateSummary, False),
    ("reasons", GateReason, True),
    ("window", PromotionWindow, False),
    ("next_windows", PromotionWindow, True),
)

PromotionWindow._spec = (
    ("opens", None, False),
    ("closes", None, False),
    ("start", None, False),
    ("finish", None, False),
    ("end", None, False),
    ("back", None, False),
    ("rollback_s", None, False),
    ("fits", None, False),
    ("margin_s", None, False),
    ("forward_margin_s", None, False),
)

RiskRegisterResult._spec = (
    ("name", None, False),
    ("currency", None, False),
    ("risks", RankedRisk, True),
    ("matrices", RiskMatrix, True),
    ("scales", RiskScaleUsed, True),
    ("bands", RiskBandUsed, True),
    ("appetite", None, False),
    ("above_appetite", None, True),
    ("unrated", None, True),
    ("expected_delay_s", None, False),
    ("expected_cost", None, False),
    ("residual_expected_delay_s", None, False),
    ("residual_expected_cost", None, False),
    ("notes", None, True),
)

RankedRisk._spec = (
    ("rank", None, False),
    ("number", None, False),
    ("id", None, False),
    ("name", None, False),
    ("category", None, False),
    ("status", None, False),
    ("owner", None, False),
    ("proximity", None, False),
    ("inherent", RiskAssessment, False),
    ("residual", RiskAssessment, False),
    ("tasks", None, True),
    ("mitigations", RankedMitigation, True),
    ("above_appetite", None, False),
)

RiskAssessment._spec = (
    ("probability", RiskMeasure, False),
    ("impact", RiskMeasure, False),
    ("score", None, False),
    ("score_low", None, False),
    ("score_high", None, False),
    ("band", None, False),
    ("delay_s", None, False),
    ("factor", None, False),
    ("cost", None, False),
    ("expected_delay_s", None, False),
    ("expected_cost", None, False),
)

RiskMeasure._spec = (
    ("text", None, False),
    ("word", None, False),
    ("value", None, False),
    ("low", None, False),
    ("high", None, False),
    ("stated", None, False),
)

RankedMitigation._spec = (
    ("text", None, False),
    ("task", None, False),
)

RiskMatrix._spec = (
    ("category", None, False),
    ("probabilities", None, True),
    ("impacts", None, True),
    ("cells", RiskCell, True),
)

RiskCell._spec = (
    ("probability", None, False),
    ("impact", None, False),
    ("score", None, False),
    ("band", None, False),
    ("above_appetite", None, False),
    ("risks", None, True),
    ("residual_risks", None, True),
)

RiskScaleUsed._spec = (
    ("category", None, False),
    ("dimension", None, False),
    ("stated", None, False),
    ("levels", RiskScaleLevelUsed, True),
)

RiskScaleLevelUsed._spec = (
    ("word", None, False),
    ("value", None, False),
    ("low", None, False),
    ("high", None, False),
)

RiskBandUsed._spec = (
    ("word", None, False),
    ("from", None, False),
    ("count", None, False),
)

CaseReport._spec = (
    ("id", None, False),
    ("title", None, False),
    ("source", None, False),
    ("checks", Check, True),
)

Check._spec = (
    ("what", None, False),
    ("computed", None, False),
    ("published", None, False),
    ("tolerance", None, False),
    ("passed", None, False),
)
