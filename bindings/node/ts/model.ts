// Generated from the JSON Schema of the model by `cargo xtask codegen`. Do not edit.
// Data is spelled as in the JSON: snake_case, ISO 8601 times, durations as text.

/** A deployment guide or project plan as data. */
export interface Document {
  /** The format of the JSON, `critpath/1`. */
  readonly format?: string;
  /** The title. */
  readonly name?: string;
  /** What the plan is for, in prose. */
  readonly overview?: string;
  /** The texts that the document was read from; spans refer to them by index. */
  readonly sources?: readonly Source[];
  /** When the plan starts. A date alone means the first working time of that day. */
  readonly start?: Moment;
  /** When the plan finishes, if it is scheduled from its finish. A date alone means the last working time of it. */
  readonly finish?: Moment;
  /** The date that progress is reported for; unstarted work is not planned before it. */
  readonly data_date?: Moment;
  /** When the plan as a whole must be finished. A date alone means the end of that day. */
  readonly deadline?: Moment;
  /** IANA name of the plan's time zone. Without one, times are local and bare. */
  readonly time_zone?: string;
  /** Id of the calendar of tasks that name none. Default: Monday to Friday, 08:00-12:00 and 13:00-17:00. */
  readonly calendar?: string;
  /** Working time. */
  readonly calendars?: readonly Calendar[];
  /** How days, weeks and months of work convert to hours. */
  readonly units?: WorkUnits;
  /** The rules of its schedule, where they differ from the native ones. */
  readonly scheduling?: Scheduling;
  /** The currency of its costs, as an ISO 4217 code: `EUR`. */
  readonly currency?: string;
  /** What each working day costs by which the plan finishes later, in its currency. */
  readonly delay_cost_per_day?: number;
  /** Parts of the system that is deployed. */
  readonly components?: readonly Component[];
  /** Where it is deployed, in the order of promotion. */
  readonly environments?: readonly Environment[];
  /** The steps of the deployment strategy. Their tasks are in `tasks` and name the step. */
  readonly strategy?: readonly StrategyStep[];
  /** Summary nodes, parents before children. */
  readonly phases?: readonly Phase[];
  /** Everything that is done, milestones included. */
  readonly tasks?: readonly Task[];
  /** Ways that the plan may go: of each, one option takes place. */
  readonly branches?: readonly Branch[];
  /** Which durations are long or short together. */
  readonly correlations?: readonly Correlation[];
  /** Infrastructure, people and tools. */
  readonly resources?: readonly Resource[];
  /** What can go wrong. */
  readonly risks?: readonly Risk[];
  /** What is watched. */
  readonly monitors?: readonly Monitor[];
  /** Ways back. */
  readonly rollback_procedures?: readonly RollbackProcedure[];
  /** What its way back must hold to. */
  readonly rollback?: RollbackSettings;
  /** What must hold before, during and after. */
  readonly checklists?: readonly Checklist[];
  /** What counts as success. */
  readonly criteria?: readonly Criterion[];
  /** How much may fail over a period. */
  readonly objectives?: readonly ServiceLevelObjective[];
  /** Decisions between go and no-go. */
  readonly gates?: readonly Gate[];
  /** Earlier schedules to compare with. */
  readonly baselines?: readonly Baseline[];
  /** What the words of the risk register stand for; the scales of the PMBOK Guide if absent. */
  readonly risk_scales?: readonly RiskScale[];
  /** What scores are called; those of the PMBOK Guide if absent. */
  readonly risk_bands?: readonly RiskBand[];
  /** The greatest score of a risk that is taken as it is. */
  readonly risk_appetite?: number;
  /** Text that no noun took, kept verbatim. */
  readonly unplaced?: readonly Fragment[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A text that the document was read from. */
export interface Source {
  /** Name as the user gave it, usually a path. */
  readonly name?: string;
  /** What the text is: `critpath/1` for the JSON of a document, whose places are found again by reading it,
   * so that they are not written. */
  readonly format?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A range of bytes in one of the sources of a document. */
export interface Span {
  /** Index into [`Document::sources`](crate::model::Document::sources). */
  readonly source?: number;
  /** First byte. */
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
}

/** A date, a local time, or a time with an offset, ISO 8601. */
export type Moment = string;

/** Which hours are worked. */
export interface Calendar {
  /** Unique among calendars. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** Id of the calendar that this one changes. Days that neither states are as in the base. */
  readonly base?: string;
  /** IANA name of the zone that its hours are in, if not the plan's. */
  readonly time_zone?: string;
  /** The ordinary week. A day that is not named is free, or as in the base. A calendar that states windows and no
   * week works around the clock in what they leave. */
  readonly week?: readonly WorkDay[];
  /** Dates that differ: holidays, freezes, extra working days. The last one that names a date wins. */
  readonly exceptions?: readonly CalendarException[];
  /** Change windows and freezes, which limit the hours of the week and of exceptions. Those of the base count,
   * too. */
  readonly windows?: readonly CalendarWindow[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** The hours of some days of the week. */
export interface WorkDay {
  /** The days. */
  readonly days?: readonly Weekday[];
  /** The hours; none means free. */
  readonly shifts?: readonly Shift[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A day of the week. */
export type Weekday =
  | "monday"
  | "tuesday"
  | "wednesday"
  | "thursday"
  | "friday"
  | "saturday"
  | "sunday";

/** Hours that are worked without a break. */
export interface Shift {
  /** First moment. */
  readonly start?: TimeOfDay;
  /** One past the last moment; not after `start` means on the next day. `24:00` is the end of the day. */
  readonly finish?: TimeOfDay;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A time of day, up to and including 24:00. */
export type TimeOfDay = string;

/** Dates on which other hours are worked. */
export interface CalendarException {
  /** What people call it: `Christmas Day`. */
  readonly name?: string;
  /** First date. */
  readonly start?: Date;
  /** Last date, included; `start` if absent. */
  readonly finish?: Date;
  /** When the same comes again; `start` is where counting begins, and as many dates as from there to `finish`
   * are meant each time. */
  readonly repeat?: Recurrence;
  /** The hours; none means free. */
  readonly shifts?: readonly Shift[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A calendar date, ISO 8601. */
export type Date = string;

/** Dates that come again: every other Friday, the last Monday of each month, each 24 December.
 * 
 * The first date is the first one that fits at or after the start of what recurs. */
export interface Recurrence {
  /** What `interval` counts. */
  readonly every?: RecurrenceUnit;
  /** Every so many days, weeks, months or years; 1 if absent. */
  readonly interval?: number;
  /** Days of the week. By the week: on these, or on that of the start. By the month or year: what `position`
   * counts, or each of them in the month. */
  readonly weekdays?: readonly Weekday[];
  /** By the month or year: which of the days of the month that `weekdays` names, of all days if it names none. */
  readonly position?: RecurrencePosition;
  /** By the month or year: the day of the month, from 1; that of the start if no other day is named. Months that
   * are too short are left out. */
  readonly day?: number;
  /** By the year: the month, from 1; that of the start if absent. */
  readonly month?: number;
  /** How many times, at most. */
  readonly count?: number;
  /** The last date that may be a first one. Without `until` and `count` it goes on for a hundred years. */
  readonly until?: Date;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a recurrence counts its interval in. */
export type RecurrenceUnit =
  | "day"
  | "week"
  | "month"
  | "year";

/** Which of the days of a month that a recurrence names. */
export type RecurrencePosition =
  | "first"
  | "second"
  | "third"
  | "fourth"
  | "last";

/** A change window, outside of which nothing is done, or a freeze, during which nothing is done. Times are those of
 * the calendar's zone. */
export interface CalendarWindow {
  /** What people call it: `year-end freeze`. */
  readonly name?: string;
  /** Whether work is done in it, or not. */
  readonly kind?: CalendarWindowKind;
  /** First moment; a date is the beginning of that day. Since ever if absent. */
  readonly start?: Moment;
  /** Moment at which it ends; a date includes that day. If absent, forever, or, where it repeats, on the day of
   * its start. */
  readonly finish?: Moment;
  /** Hours of each of its days; a shift counts to the day on which it starts, as far as it lies in the window or
   * in one that repeats it. None means all hours. */
  readonly shifts?: readonly Shift[];
  /** When it comes again. By the day, or by the week on stated days, it needs no `start`. */
  readonly repeat?: Recurrence;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a window of a calendar means for work. */
export type CalendarWindowKind =
  | "allow"
  | "deny";

/** How long a day, week or month of work is. Settings, not facts of a calendar. */
export interface WorkUnits {
  /** Minutes of work in `1d`; 480 if absent. */
  readonly minutes_per_day?: number;
  /** Minutes of work in `1w`; 2400 if absent. */
  readonly minutes_per_week?: number;
  /** Days of work in `1mo`; 20 if absent. */
  readonly days_per_month?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How a plan wants to be scheduled. What is absent is as the convention has it. */
export interface Scheduling {
  /** Whose rules it follows; `native` if absent. */
  readonly convention?: Convention;
  /** Everything is as late as the plan's `finish` allows, rather than as early as its start does. */
  readonly from_finish?: boolean;
  /** Dates of constraints hold even where the logic says otherwise. */
  readonly honor_constraint_dates?: boolean;
  /** Which calendar working lags run on. */
  readonly lag_calendar?: LagCalendar;
  /** Lags from the start of a started task run from its early start, not from its actual start. */
  readonly start_lag_from_early_start?: boolean;
  /** What progress out of sequence means. */
  readonly progress?: ProgressLogic;
  /** An expected finish overrides the remaining duration. */
  readonly use_expected_finish?: boolean;
  /** Which dates the total float is measured between. */
  readonly float_by?: FloatBy;
  /** What makes a task critical. */
  readonly critical_by?: CriticalBy;
  /** Tasks with this much total float or less are critical; none if absent. */
  readonly critical_float?: Duration;
  /** Tasks without successors are critical. */
  readonly open_ends_critical?: boolean;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Whose rules a schedule follows where planning tools differ. */
export type Convention =
  | "native"
  | "ms_project"
  | "primavera";

/** The calendar that a working lag runs on. */
export type LagCalendar =
  | "successor"
  | "predecessor"
  | "plan"
  | "always";

/** What it means that a task was begun or finished before its predecessors. */
export type ProgressLogic =
  | "retained_logic"
  | "progress_override"
  | "actual_dates";

/** Which dates the total float is measured between. */
export type FloatBy =
  | "start"
  | "finish"
  | "least";

/** What makes a task critical. */
export type CriticalBy =
  | "total_float"
  | "longest_path";

/** An amount of working time (s m h d w mo), or of elapsed time (es em eh ed ew emo). */
export type Duration = string;

/** A part of the system that is deployed. */
export interface Component {
  /** Unique among components. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** As written. */
  readonly description?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A place that the system is deployed to. */
export interface Environment {
  /** Unique among environments. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** As written. */
  readonly description?: string;
  /** Id of the calendar of its maintenance windows and freezes: what is done in it takes place at no other time. */
  readonly calendar?: string;
  /** Ids of the environments that a release comes from: it is done there, and has soaked, before it begins here. The
   * one before it in the list, if no environment states any. */
  readonly promoted_from?: readonly string[];
  /** How long a release must have run in those, by the clock, before it begins here; no time if absent. */
  readonly soak?: Duration;
  /** Id of the gate that must be passed before it begins here. */
  readonly gate?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A step of the deployment strategy. */
export interface StrategyStep {
  /** Unique among steps. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** What it is for. */
  readonly objective?: string;
  /** What it hands over. */
  readonly deliverables?: readonly Deliverable[];
  /** Traffic share or rollout style, as written: `blue-green`. */
  readonly rollout?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Something that a step, phase or task hands over. */
export interface Deliverable {
  /** What people call it. */
  readonly name?: string;
  /** More about it. */
  readonly description?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A summary node: holds tasks and other phases, and rolls their dates up. */
export interface Phase {
  /** Unique among phases, tasks, and everything else that a reference can name. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** More about it. */
  readonly description?: string;
  /** The phase it is part of. */
  readonly parent?: string;
  /** Position in a work breakdown structure: `1.2`. */
  readonly wbs?: string;
  /** When it takes place. */
  readonly window?: Window;
  /** What must come before everything in it. */
  readonly after?: readonly Dependency[];
  /** Dates that bound everything in it. */
  readonly constraints?: readonly Constraint[];
  /** When it should be finished; never moves dates, shows as negative float when missed. */
  readonly deadline?: Moment;
  /** Dates set by hand: what is in it and waits for nothing starts there. */
  readonly manual?: ManualDates;
  /** Left out of the schedule, with all that is in it. */
  readonly inactive?: boolean;
  /** Where it takes place, unless a task says otherwise. */
  readonly environment?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** The purpose, as the guide states it. */
  readonly objective?: string;
  /** What it hands over. */
  readonly deliverables?: readonly Deliverable[];
  /** What the guide says is done of it. Dates follow its tasks, not this. */
  readonly progress?: Progress;
  /** Cost that the guide plans for it as a whole, in the plan's currency. */
  readonly cost?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A span of time that a phase or a task takes place in: weeks 1 to 2, Q3 2026, or two dates. */
export interface Window {
  /** What `first` and `last` count. */
  readonly unit?: WindowUnit;
  /** The first unit, counted from 1. */
  readonly first?: number;
  /** The last unit, included. */
  readonly last?: number;
  /** The year, for quarters and months that name one. */
  readonly year?: number;
  /** First moment, for the unit `date`. */
  readonly start?: Moment;
  /** Last moment, for the unit `date`; a date alone includes that day. */
  readonly finish?: Moment;
  /** As it was written: `Week 1-2`. */
  readonly text?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** The unit of a relative window. */
export type WindowUnit =
  | "day"
  | "week"
  | "month"
  | "quarter"
  | "date";

/** A predecessor, and how it bounds the task or phase that names it. */
export interface Dependency {
  /** Id of a task or a phase. */
  readonly predecessor?: string;
  /** Which ends are tied. */
  readonly relation?: Relation;
  /** Time that must lie between, negative for a lead. */
  readonly lag?: Lag;
  /** Why it is there, when no one wrote it: `phase_order`. */
  readonly implied?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Which end of the predecessor bounds which end of the successor. */
export type Relation =
  | "FS"
  | "SS"
  | "FF"
  | "SF";

/** A duration with an optional sign, or a percentage of the predecessor's duration. */
export type Lag = string;

/** A date that bounds a start or a finish. */
export interface Constraint {
  /** How it bounds. */
  readonly kind?: ConstraintKind;
  /** The date; absent for `as_late_as_possible`. */
  readonly date?: Moment;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How a date bounds a task. Dates follow the logic, but for mandatory ones: a limit that the logic breaks shows as
 * negative float. */
export type ConstraintKind =
  | "must_start_on"
  | "must_finish_on"
  | "start_no_earlier_than"
  | "start_no_later_than"
  | "finish_no_earlier_than"
  | "finish_no_later_than"
  | "mandatory_start"
  | "mandatory_finish"
  | "as_late_as_possible";

/** Dates that people set by hand and that no logic moves. */
export interface ManualDates {
  /** When it starts; what the logic says if absent. */
  readonly start?: Moment;
  /** When it finishes; start and duration decide if absent. */
  readonly finish?: Moment;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What is done of a task. */
export interface Progress {
  /** Done share, 0 to 100. */
  readonly percent?: number;
  /** When it started. */
  readonly started?: Moment;
  /** When it finished. */
  readonly finished?: Moment;
  /** How much of it is left. */
  readonly remaining?: Duration;
  /** When work on it stopped, if it is interrupted. */
  readonly stopped?: Moment;
  /** When what is left of it goes on; not before, if its predecessors say later. */
  readonly resumes?: Moment;
  /** When those who work on it expect to finish. */
  readonly expected_finish?: Moment;
  /** Work that was spent on it. */
  readonly actual_work?: Duration;
  /** Cost that was spent on it, in the plan's currency. */
  readonly actual_cost?: number;
  /** The word or mark as written: `done`, `in_progress`, `🚧`. */
  readonly status?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Something that is done, or a milestone. */
export interface Task {
  /** Unique among phases, tasks, and everything else that a reference can name. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** More about it. */
  readonly description?: string;
  /** The phase it is part of. */
  readonly phase?: string;
  /** The strategy step that lists it. */
  readonly step?: string;
  /** Position in a work breakdown structure: `1.2.3`. */
  readonly wbs?: string;
  /** Task or milestone. */
  readonly kind?: TaskKind;
  /** How long it takes. Takes precedence over `estimate` in the schedule. */
  readonly duration?: Duration;
  /** How long it may take. */
  readonly estimate?: Estimate;
  /** When it takes place, if it has a window of its own. Without a duration it fills the window. */
  readonly window?: Window;
  /** What must come before it. */
  readonly after?: readonly Dependency[];
  /** Dates that bound it. */
  readonly constraints?: readonly Constraint[];
  /** When it should be finished; never moves dates, shows as negative float when missed. */
  readonly deadline?: Moment;
  /** Dates set by hand: no logic moves it. */
  readonly manual?: ManualDates;
  /** Left out of the schedule: it binds nothing. */
  readonly inactive?: boolean;
  /** Time that it waits when it could start, as levelling or people decided. */
  readonly delay?: Duration;
  /** Rests within its work. Its duration is that of the work alone. */
  readonly splits?: readonly Split[];
  /** Id of its calendar, if not the plan's. */
  readonly calendar?: string;
  /** The calendars of its resources do not count. */
  readonly ignore_resource_calendars?: boolean;
  /** Where it takes place. */
  readonly environment?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** What it needs while it runs. */
  readonly needs?: readonly Assignment[];
  /** Id of the gate that must be passed before it starts. */
  readonly gate?: string;
  /** How it is undone. */
  readonly undo?: Undo;
  /** How it takes a new version to its users, step by step. */
  readonly rollout?: Rollout;
  /** What is done of it. */
  readonly progress?: Progress;
  /** `high`, `P1` ... as written. */
  readonly priority?: string;
  /** Planned cost, in the plan's currency. */
  readonly cost?: number;
  /** What it may cost, in the plan's currency. */
  readonly cost_estimate?: Spread;
  /** How likely it is to be needed at all, from 0 to 1; certain if absent. Where it is not needed it takes no time,
   * and what follows it follows its predecessors. */
  readonly probability?: number;
  /** What it hands over. */
  readonly deliverables?: readonly Deliverable[];
  /** Words that it is found by. */
  readonly tags?: readonly string[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What kind of task it is. */
export type TaskKind =
  | "task"
  | "milestone"
  | "start_milestone"
  | "finish_milestone"
  | "level_of_effort";

/** A range of durations, with the most likely one if it is known. */
export interface Estimate {
  /** The optimistic duration. */
  readonly low?: Duration;
  /** The most likely duration; the schedule uses it. */
  readonly likely?: Duration;
  /** The pessimistic duration. */
  readonly high?: Duration;
  /** How durations are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
   * and high are `uniform`, with likely `beta_pert`, and one duration alone is `fixed`. */
  readonly distribution?: Distribution;
  /** Percent of durations that are below `low`, of `trigen` and `lognormal`; 10 if absent. */
  readonly low_percentile?: number;
  /** Percent of durations that are below `high`, of `trigen` and `lognormal`; 90 if absent. */
  readonly high_percentile?: number;
  /** Weight of the likely duration, of `beta_pert`; 4 if absent. */
  readonly shape?: number;
  /** The mean, of `lognormal`. */
  readonly mean?: Duration;
  /** The standard deviation, of `lognormal`. */
  readonly standard_deviation?: Duration;
  /** The durations, of `discrete` and `empirical`. */
  readonly values?: readonly EstimateValue[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How values are spread over a range. */
export type Distribution =
  | "fixed"
  | "uniform"
  | "triangular"
  | "beta_pert"
  | "lognormal"
  | "trigen"
  | "discrete"
  | "empirical";

/** A duration that may come true. */
export interface EstimateValue {
  /** The duration. */
  readonly duration?: Duration;
  /** How likely it is, from 0 to 1, of `discrete`. */
  readonly probability?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A rest in the work of a task, which moves with it. Time counts on the calendar that the task works on. */
export interface Split {
  /** How much of its work is done before. */
  readonly after?: Duration;
  /** How long it rests. */
  readonly pause?: Duration;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A resource, and how much of it. */
export interface Assignment {
  /** Id of a resource. */
  readonly resource?: string;
  /** Units needed while the task runs: 1.0 is one whole unit, 0.5 half of its time. 1 if absent. */
  readonly units?: number;
  /** What it does there. */
  readonly role?: string;
  /** First date of the assignment, if it is bounded. */
  readonly start?: Moment;
  /** Last date of the assignment. */
  readonly finish?: Moment;
  /** How long it waits once the task has begun. A task rests until the first of its assignments begins. */
  readonly delay?: Duration;
  /** Anything said about it. */
  readonly notes?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How a task is undone. It takes its duration, and for a restore the time for the data, to verify and to replay them. */
export interface Undo {
  /** How long the undo takes. */
  readonly duration?: Duration;
  /** How long it may take; the way back counts with the highest value. */
  readonly estimate?: Estimate;
  /** Tasks whose undo must come first, beyond the reverse of the plan's own order. */
  readonly after?: readonly Dependency[];
  /** Until when it can begin: an offset of clock time from the task's finish, or a date. */
  readonly until?: Until;
  /** How long it takes once `until` has passed, by the slow way. If absent there is no way back then. */
  readonly late?: Duration;
  /** There is no way back. */
  readonly irreversible?: boolean;
  /** It can wait until the system is back, and does not count as part of the way back. */
  readonly cleanup?: boolean;
  /** What is done. */
  readonly description?: string;
  /** What it needs while it runs; what the task needs, if nothing is stated. */
  readonly needs?: readonly Assignment[];
  /** Id of its calendar, if not that of the plan's `rollback`, or else the task's. */
  readonly calendar?: string;
  /** How long it takes to stop the task while it runs; no time if absent. */
  readonly abort?: Duration;
  /** Amount of data to restore, if the undo is a restore. */
  readonly restore_size?: Quantity;
  /** Rate of the restore. */
  readonly restore_rate?: Quantity;
  /** How long it takes to verify what was restored. */
  readonly verify?: Duration;
  /** How long it takes to write again what was written since the backup. */
  readonly replay?: Duration;
  /** Id of the task that takes the backup which it restores: what was written since is lost. */
  readonly backup?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** An offset from a point that the context names, or a moment. */
export type Until = string;

/** An amount or a range of amounts of something: "2-4 vCPUs", "50 GB", "99.9 %". */
export interface Quantity {
  /** What is measured, in `snake_case`: `vcpu`, `memory`, `storage`. */
  readonly metric?: string;
  /** The lower end; equal to `high` for a single amount. */
  readonly low?: number;
  /** The upper end. */
  readonly high?: number;
  /** The unit as written, in its usual spelling: `vCPU`, `GB`, `%`, `ms`. */
  readonly unit?: string;
  /** What one amount is for: `instance`. */
  readonly per?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How a task takes a new version to its users. Times are those of the clock. */
export interface Rollout {
  /** How the new version takes over. */
  readonly strategy?: RolloutStrategy;
  /** The steps, in rising order of their weights; a last one with all of the traffic is added if it is missing. */
  readonly steps?: readonly RolloutStep[];
  /** What Kubernetes and Prometheus call the service; the id of the task if absent. */
  readonly service?: string;
  /** How many instances there are; a rolling strategy replaces them. */
  readonly instances?: number;
  /** How many of them are replaced at a time; one if absent. */
  readonly batch?: number;
  /** Requests in a second to the old and the new version together; those of the first objective if absent. */
  readonly traffic_per_second?: number;
  /** How long a version, or an instance of a rolling strategy, takes to start until it is ready. */
  readonly startup?: Duration;
  /** How long the old version takes to stop; no time if absent. */
  readonly shutdown?: Duration;
  /** How long it takes to change the weights of the traffic; no time if absent. */
  readonly shift?: Duration;
  /** How long each step is watched, if it says nothing; the time that the criteria and the detection of a failure
   * need if absent. */
  readonly soak?: Duration;
  /** How long the old version stays once all traffic has left it; 30 s if absent. */
  readonly scale_down_delay?: Duration;
  /** Time between two looks at what is watched; that of the monitors if absent. */
  readonly interval?: Duration;
  /** Failures in a row that count as a failure; 3 if absent. */
  readonly failure_threshold?: number;
  /** Ids of the criteria that the gate behind each step asks for. */
  readonly criteria?: readonly string[];
  /** Ids of the service level objectives whose budget a failure spends; all of the plan if absent. */
  readonly objectives?: readonly string[];
  /** How sure a verdict on a measured share must be, above 0.5 and below 1; 0.95 if absent. */
  readonly confidence?: number;
  /** How likely it is to fail, from 0 to 1. */
  readonly failure_probability?: number;
  /** How the traffic goes back after a failure. */
  readonly traffic_return?: TrafficReturn;
  /** How long each weight is watched on a gradual way back; no time if absent. */
  readonly return_soak?: Duration;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How the new version takes over. */
export type RolloutStrategy =
  | "blue_green"
  | "canary"
  | "rolling"
  | "recreate";

/** A step of a rollout. */
export interface RolloutStep {
  /** The share of the traffic, in percent, that the new version takes from then on. */
  readonly weight?: number;
  /** How long it is watched. */
  readonly soak?: Duration;
  /** Ids of the criteria that the gate behind it asks for; those of the rollout if absent. */
  readonly criteria?: readonly string[];
  /** Id of the gate that is decided behind it; one for its criteria is made if absent. */
  readonly gate?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How the traffic goes back. */
export type TrafficReturn =
  | "immediate"
  | "gradual";

/** A range of numbers, with the most likely one if it is known: of money or of factors. */
export interface Spread {
  /** The low end. */
  readonly low?: number;
  /** The most likely number. */
  readonly likely?: number;
  /** The high end. */
  readonly high?: number;
  /** How numbers are spread. If absent, what is stated decides: `values` are `discrete`, a `mean` is `lognormal`, low
   * and high are `uniform`, with likely `beta_pert`, and one number alone is `fixed`. */
  readonly distribution?: Distribution;
  /** Percent of numbers that are below `low`, of `trigen` and `lognormal`; 10 if absent. */
  readonly low_percentile?: number;
  /** Percent of numbers that are below `high`, of `trigen` and `lognormal`; 90 if absent. */
  readonly high_percentile?: number;
  /** Weight of the likely number, of `beta_pert`; 4 if absent. */
  readonly shape?: number;
  /** The mean, of `lognormal`. */
  readonly mean?: number;
  /** The standard deviation, of `lognormal`. */
  readonly standard_deviation?: number;
  /** The numbers, of `discrete` and `empirical`. */
  readonly values?: readonly SpreadValue[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A number that may come true. */
export interface SpreadValue {
  /** The number. */
  readonly value?: number;
  /** How likely it is, from 0 to 1, of `discrete`. */
  readonly probability?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Ways that the plan may go. Exactly one option takes place; the tasks of the others take no time. */
export interface Branch {
  /** Unique among branches. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** The options; their probabilities add up to 1. */
  readonly options?: readonly BranchOption[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** One way that the plan may go. */
export interface BranchOption {
  /** What people call it. */
  readonly name?: string;
  /** How likely it is, from 0 to 1; what the others leave if absent. */
  readonly probability?: number;
  /** Ids of the tasks and phases that take place if it is taken. */
  readonly tasks?: readonly string[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A tie between the durations of each pair of some tasks. */
export interface Correlation {
  /** Ids of the tasks; a phase stands for its tasks. */
  readonly tasks?: readonly string[];
  /** How strong it is, from -1 to 1. */
  readonly coefficient?: number;
  /** How it is measured. */
  readonly measure?: CorrelationMeasure;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How the strength of a tie between two durations is measured. */
export type CorrelationMeasure =
  | "pearson"
  | "spearman"
  | "kendall";

/** Something that the work needs. */
export interface Resource {
  /** Unique among resources. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** Infrastructure, human, tool or material. */
  readonly kind?: ResourceKind;
  /** What it is for, as written. */
  readonly description?: string;
  /** Amounts and ranges: vCPUs, memory, storage. */
  readonly quantities?: readonly Quantity[];
  /** What it names: `Prometheus`, `Grafana`; `SSL certificates`, `firewall rules`. */
  readonly items?: readonly string[];
  /** Units available at a time; 1 if absent. */
  readonly capacity?: number;
  /** Id of its calendar, if not the plan's. */
  readonly calendar?: string;
  /** Cost of one unit for one hour. */
  readonly cost_per_hour?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a resource is. */
export type ResourceKind =
  | "infrastructure"
  | "human"
  | "tool"
  | "material";

/** Something that may happen and would hurt. */
export interface Risk {
  /** Unique among risks. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** More about it. */
  readonly description?: string;
  /** The group it is listed in: `Technical`. */
  readonly category?: string;
  /** How bad it would be. */
  readonly impact?: Rating;
  /** How likely it is. */
  readonly probability?: Rating;
  /** What is done about it. */
  readonly mitigations?: readonly Mitigation[];
  /** Who answers for it. */
  readonly owner?: string;
  /** Open, occurred or closed. */
  readonly status?: RiskStatus;
  /** Ids of the tasks and phases that it would hit. */
  readonly affects?: readonly string[];
  /** When it may happen. */
  readonly proximity?: Proximity;
  /** What it does to time and money where it happens. */
  readonly effect?: RiskEffect;
  /** Impact after mitigation. */
  readonly residual_impact?: Rating;
  /** Probability after mitigation. */
  readonly residual_probability?: Rating;
  /** What it does to time and money after mitigation; as before it if absent. */
  readonly residual_effect?: RiskEffect;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A probability or an impact, in words or as a number. */
export interface Rating {
  /** The level, when the word is one of the scale. */
  readonly level?: Level;
  /** The number, when one is given: a probability from 0 to 1, or an impact on the register's scale. */
  readonly value?: number;
  /** As written. */
  readonly text?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A qualitative level. */
export type Level =
  | "very_low"
  | "low"
  | "medium"
  | "high"
  | "very_high";

/** Something that makes a risk less likely or less bad. */
export interface Mitigation {
  /** As written. */
  readonly text?: string;
  /** Id of the task that carries it out. */
  readonly task?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Where a risk stands. */
export type RiskStatus =
  | "open"
  | "occurred"
  | "closed";

/** When a risk may happen. */
export interface Proximity {
  /** As written: `within two weeks`, `near`. */
  readonly text?: string;
  /** The time that this means, if it says so. */
  readonly window?: Window;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a risk does to time and money where it happens. */
export interface RiskEffect {
  /** Time that it adds to each task it affects, drawn once for all of them. */
  readonly delay?: Estimate;
  /** What it multiplies the durations of all tasks it affects by: one draw for all of them. A risk with a factor
   * and no probability happens always. */
  readonly factor?: Spread;
  /** What it costs, in the plan's currency. */
  readonly cost?: Spread;
  /** How it adds up with other risks on the same task. */
  readonly combination?: RiskCombination;
  /** Times at which it keeps work from being done. */
  readonly closures?: readonly Closure[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How the effects of several risks on one task add up. */
export type RiskCombination =
  | "series"
  | "parallel";

/** A time at which no work is done if a risk happens. */
export interface Closure {
  /** Id of the calendar that is closed; those of the tasks that the risk affects if absent. */
  readonly calendar?: string;
  /** First moment. */
  readonly start?: Moment;
  /** Moment at which it ends; a date includes that day. */
  readonly finish?: Moment;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Something that is watched. */
export interface Monitor {
  /** Unique among monitors. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** As written. */
  readonly description?: string;
  /** What is measured, in `snake_case`. */
  readonly metrics?: readonly string[];
  /** Time between two probes. */
  readonly interval?: Duration;
  /** Failures in a row that count as a failure; 3 if absent. */
  readonly failure_threshold?: number;
  /** Where it watches. */
  readonly environment?: string;
  /** Ids of the rollback procedures that it triggers. */
  readonly triggers?: readonly string[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A way back. */
export interface RollbackProcedure {
  /** Unique among rollback procedures. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** Immediate, gradual, data or other. */
  readonly kind?: RollbackKind;
  /** As written. */
  readonly description?: string;
  /** How long it may take. */
  readonly objective?: Duration;
  /** What sets it off, as written: `if data corruption occurs`. */
  readonly triggers?: readonly string[];
  /** Its steps, as written. */
  readonly steps?: readonly string[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a rollback procedure does. */
export type RollbackKind =
  | "immediate"
  | "gradual"
  | "data"
  | "other";

/** What the way back must hold to. */
export interface RollbackSettings {
  /** How long it may take from the failure until the system is back; that of the rollback procedures if absent. */
  readonly objective?: Duration;
  /** How long a failure stays unseen; by the interval and the failure threshold of the monitors if absent. */
  readonly detection?: Duration;
  /** How long it takes to decide; no time if absent. */
  readonly decision?: Duration;
  /** How long after the deployment the objective must still hold. */
  readonly stabilization?: Duration;
  /** Id of the environment or phase whose tasks are the deployment; all tasks if absent. */
  readonly scope?: string;
  /** Id of the calendar that undo steps work on, if they state none; that of their task if absent. */
  readonly calendar?: string;
  /** Id of the calendar of the change windows; that of the environment in `scope` if absent. */
  readonly window?: string;
  /** When the change window closes, if no calendar says so. */
  readonly window_end?: Moment;
  /** The probability, 0 to 1, that the deployment fails and is rolled back; if absent, that one of its rollouts fails, or
   * if none says, the worse of both counts. */
  readonly failure_probability?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Items that must hold at a stage. */
export interface Checklist {
  /** Unique among checklists. */
  readonly id?: string;
  /** The heading. */
  readonly name?: string;
  /** When it is worked through. */
  readonly stage?: Stage;
  /** The items in order. */
  readonly items?: readonly ChecklistItem[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** When a checklist is worked through. */
export type Stage =
  | "pre_deployment"
  | "during_deployment"
  | "post_deployment"
  | "other";

/** One line of a checklist. */
export interface ChecklistItem {
  /** Unique in the plan. */
  readonly id?: string;
  /** What must hold. */
  readonly text?: string;
  /** Whether it is ticked. */
  readonly done?: boolean;
  /** Who answers for it. */
  readonly owner?: string;
  /** What shows it: a link, a file, a reading. */
  readonly evidence?: string;
  /** Id of the gate it belongs to. */
  readonly gate?: string;
  /** Whether the gate may pass without it. */
  readonly advisory?: boolean;
  /** The task whose result it states. */
  readonly task?: string;
  /** Why it may be left out, and who says so. */
  readonly waiver?: Waiver;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** Leave to pass a gate without an item. */
export interface Waiver {
  /** Who gives it. */
  readonly by?: string;
  /** Why. */
  readonly reason?: string;
  /** Until when. */
  readonly until?: Moment;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A success criterion: one or more conditions under one name. */
export interface Criterion {
  /** Unique among criteria. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** The group it is listed in: `Technical`. */
  readonly category?: string;
  /** As written. */
  readonly text?: string;
  /** The measurable part. Empty when the criterion is prose. */
  readonly conditions?: readonly Condition[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A comparison of a metric with a target. */
export interface Condition {
  /** What is measured, in `snake_case`: `availability`, `response_time`, `cpu`. */
  readonly metric?: string;
  /** How it compares. */
  readonly comparator?: Comparator;
  /** The target, in `unit`. */
  readonly target?: number;
  /** `%`, `ms`, `s`, or empty. */
  readonly unit?: string;
  /** `p95`, `mean`, `max`, if the guide says. */
  readonly statistic?: string;
  /** The time that it is measured over. */
  readonly window?: Duration;
  /** The traffic that it holds at, as written: `at 200 requests/s`. */
  readonly traffic?: string;
  /** The query by which Prometheus computes it, in `unit`. */
  readonly query?: string;
  /** Whether the comparator was written, or follows from the metric. */
  readonly implied_comparator?: boolean;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** How a measured value compares with the target. */
export type Comparator =
  | "<"
  | "<="
  | ">"
  | ">="
  | "=";

/** A service level objective: the share of events that must be good over a period. */
export interface ServiceLevelObjective {
  /** Unique among objectives. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** More about it. */
  readonly description?: string;
  /** What is measured, in `snake_case`: `availability`, `error_rate`. */
  readonly metric?: string;
  /** The share of good events, in percent: 99.9. */
  readonly target?: number;
  /** The time that it holds over; 30 days of the clock if absent. */
  readonly period?: Duration;
  /** Valid events in a second, on average. */
  readonly events_per_second?: number;
  /** The share of the traffic that a failed deployment spoils, in percent; all of it if absent. */
  readonly deployment_impact?: number;
  /** The counter of all valid events, as a selector of Prometheus: `http_requests_total{service="api"}`. */
  readonly total_selector?: string;
  /** The counter of those that failed, as a selector of Prometheus. */
  readonly failure_selector?: string;
  /** The alerts on how fast its budget is spent. */
  readonly alerts?: readonly BurnRateAlert[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** An alert that fires where the error budget is spent at more than `burn_rate` times the even pace over both windows. */
export interface BurnRateAlert {
  /** `page`, `ticket`, as written. */
  readonly severity?: string;
  /** The long window. */
  readonly long_window?: Duration;
  /** The short window, by which the alert ends soon after its cause does; a twelfth of the long one if absent. */
  readonly short_window?: Duration;
  /** The threshold. If absent it follows from `budget_percent`. */
  readonly burn_rate?: number;
  /** The share of the budget, in percent, that is spent over the long window where the alert fires. */
  readonly budget_percent?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A decision between go and no-go. */
export interface Gate {
  /** Unique among gates. */
  readonly id?: string;
  /** What people call it. */
  readonly name?: string;
  /** When it is decided. */
  readonly after?: readonly Dependency[];
  /** Ids of the checklists that must be done. */
  readonly checklists?: readonly string[];
  /** Ids of the criteria that must hold. */
  readonly criteria?: readonly string[];
  /** Ids of the service level objectives whose budget must last. */
  readonly objectives?: readonly string[];
  /** Who decides. */
  readonly owner?: string;
  /** How sure a verdict on a measured share must be, 0 to 1; 0.95 if absent. */
  readonly confidence?: number;
  /** How far the canary may lie above the baseline, as a share of the median of the baseline; 0.1 if absent. */
  readonly canary_tolerance?: number;
  /** The least probability, 0 to 1, that the work is done inside its window. */
  readonly finish_probability?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A schedule of an earlier time. */
export interface Baseline {
  /** What people call it. */
  readonly name?: string;
  /** When it was taken. */
  readonly taken?: Moment;
  /** The dates then. */
  readonly tasks?: readonly BaselineTask[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** The dates of one task in a baseline. */
export interface BaselineTask {
  /** Id of the task. */
  readonly task?: string;
  /** Planned start then. */
  readonly start?: Moment;
  /** Planned finish then. */
  readonly finish?: Moment;
  /** Planned duration then. */
  readonly duration?: Duration;
  /** Planned cost then. */
  readonly cost?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What words of a risk register stand for. */
export interface RiskScale {
  /** The group of risks it applies to; all if absent. */
  readonly category?: string;
  /** What it measures: `probability` or `impact`. */
  readonly dimension?: string;
  /** The words with their numbers, in rising order. */
  readonly levels?: readonly RiskScaleLevel[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** One word of a scale. */
export interface RiskScaleLevel {
  /** The word. */
  readonly word?: string;
  /** The number that counts in scores. */
  readonly value?: number;
  /** The least number that it stands for. */
  readonly low?: number;
  /** The greatest number that it stands for. */
  readonly high?: number;
  /** What an impact of this word adds to the duration of each task that it hits. */
  readonly delay?: Estimate;
  /** What an impact of this word costs, in the plan's currency. */
  readonly cost?: Spread;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What the scores from a number on are called. */
export interface RiskBand {
  /** The word: `high`. */
  readonly word?: string;
  /** The least score of the band; the next band begins at its own. */
  readonly from?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** A piece of source text that was not understood, or does not belong. */
export interface Fragment {
  /** The heading it stood under. */
  readonly heading?: string;
  /** The text, verbatim. */
  readonly text?: string;
  /** Why it is here: `unknown_section`, `foreign_text`, `prose`. */
  readonly reason?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What is wrong or odd in some files. */
export interface CheckResult {
  /** The files, in the order that they were given, those without findings too. */
  readonly files: readonly FileResult[];
  /** How many findings there are. */
  readonly summary: CheckSummary;
  /** How each plan fares in the checks of the profile, if it has any. */
  readonly assessments: readonly AssessmentResult[];
}

/** What is wrong or odd in one file. */
export interface FileResult {
  /** Name of the file as it was given. */
  readonly file: string;
  /** The findings in the order of the file, those without a place last. */
  readonly diagnostics: readonly DiagnosticResult[];
}

/** A finding with places as people count them: lines and characters from 1, the end one past the last character. */
export interface DiagnosticResult {
  /** What kind of finding it is. */
  readonly code: Code;
  /** How bad it is. */
  readonly severity: Severity;
  /** What is the case. */
  readonly message: string;
  /** Its first line; absent where a finding has no place. */
  readonly line: number | null;
  /** Its first character in that line. */
  readonly column: number | null;
  /** Its last line. */
  readonly end_line: number | null;
  /** One past its last character in that line. */
  readonly end_column: number | null;
  /** What to do about it. */
  readonly help: string | null;
  /** Other places that belong to it. */
  readonly labels: readonly LabelResult[];
  /** An edit that surely mends it. */
  readonly fix: FixResult | null;
}

/** The kind of a finding or an error. Codes never change meaning. */
export type Code =
  | "text.foreign"
  | "text.unplaced"
  | "text.no_plan"
  | "text.empty"
  | "text.too_large"
  | "text.encoding"
  | "attribute.unknown"
  | "attribute.invalid"
  | "table.column_unknown"
  | "json.syntax"
  | "json.shape"
  | "json.type"
  | "json.field_unknown"
  | "json.alias"
  | "json.duplicate_key"
  | "xml.syntax"
  | "xml.entities"
  | "xml.value"
  | "xer.syntax"
  | "xer.value"
  | "xer.projects"
  | "share.scale"
  | "format.version"
  | "format.unknown"
  | "id.duplicate"
  | "id.merged"
  | "id.unknown"
  | "id.missing"
  | "name.missing"
  | "graph.cycle"
  | "graph.self"
  | "graph.ancestor"
  | "link.external"
  | "graph.duplicate"
  | "phase.cycle"
  | "date.invalid"
  | "date.order"
  | "date.before_start"
  | "date.not_working"
  | "date.zone"
  | "duration.invalid"
  | "estimate.order"
  | "estimate.distribution"
  | "estimate.below_zero"
  | "estimate.midpoint"
  | "window.invalid"
  | "window.implied"
  | "constraint.conflict"
  | "calendar.unknown"
  | "calendar.invalid"
  | "number.invalid"
  | "branch.invalid"
  | "correlation.invalid"
  | "risk.scale"
  | "milestone.duration"
  | "schedule.no_start"
  | "schedule.unscheduled"
  | "schedule.infeasible"
  | "schedule.overflow"
  | "schedule.negative_float"
  | "schedule.window_overrun"
  | "correlation.impossible"
  | "forecast.invalid"
  | "task.unknown"
  | "undo.cycle"
  | "undo.contradiction"
  | "undo.duration"
  | "undo.restore"
  | "undo.backup"
  | "undo.expiry"
  | "rollback.guarantee"
  | "rollback.expires"
  | "rollback.no_way_back"
  | "rollout.invalid"
  | "rollout.traffic"
  | "rollout.soak"
  | "rollout.undetected"
  | "rollout.scale_down"
  | "rollout.duration"
  | "rollout.budget"
  | "environment.cycle"
  | "environment.order"
  | "environment.window"
  | "environment.fit"
  | "gate.unknown"
  | "measurement.invalid"
  | "measurement.shape"
  | "measurement.value"
  | "alert.never_fires"
  | "alert.single_failure"
  | "alert.period"
  | "strategy.unmapped"
  | "schedule.relative_weeks"
  | "task.clock"
  | "schedule.no_buffer"
  | "criterion.incomplete"
  | "criterion.no_window"
  | "criterion.overlap"
  | "rollback.detection"
  | "rollback.restore_rate"
  | "mitigation.unplanned"
  | "checklist.duplicate"
  | "checklist.unowned"
  | "checklist.order"
  | "metric.no_criterion"
  | "criterion.unmonitored"
  | "dcma.logic"
  | "dcma.leads"
  | "dcma.lags"
  | "dcma.relations"
  | "dcma.constraints"
  | "dcma.high_float"
  | "dcma.negative_float"
  | "dcma.high_duration"
  | "dcma.invalid_dates"
  | "dcma.resources"
  | "dcma.missed_tasks"
  | "dcma.critical_path"
  | "dcma.cpli"
  | "dcma.bei"
  | "gao.names"
  | "gao.dangling"
  | "gao.phase_links"
  | "gao.level_of_effort"
  | "gao.dated_path"
  | "gao.out_of_sequence"
  | "gao.baseline"
  | "file.read"
  | "file.write"
  | "option.invalid"
  | "run.cancelled"
  | "internal";

/** How bad a finding is. */
export type Severity =
  | "error"
  | "warning"
  | "info";

/** Another place that a finding refers to. */
export interface LabelResult {
  /** Name of the file it is in. */
  readonly file: string;
  /** What is there. */
  readonly message: string;
  /** Its first line. */
  readonly line: number;
  /** Its first character in that line. */
  readonly column: number;
  /** Its last line. */
  readonly end_line: number;
  /** One past its last character in that line. */
  readonly end_column: number;
}

/** Edits that mend a finding. */
export interface FixResult {
  /** What the edits do. */
  readonly title: string;
  /** The edits, in the order of the file. */
  readonly edits: readonly EditResult[];
}

/** A replacement of a range of a file. */
export interface EditResult {
  /** Name of the file. */
  readonly file: string;
  /** First line of what is replaced. */
  readonly line: number;
  /** Its first character in that line. */
  readonly column: number;
  /** Last line of what is replaced. */
  readonly end_line: number;
  /** One past its last character in that line. */
  readonly end_column: number;
  /** By what. */
  readonly replacement: string;
}

/** How many findings there are. */
export interface CheckSummary {
  /** Findings that keep a plan from being computed. */
  readonly errors: number;
  /** Findings that most likely need mending. */
  readonly warnings: number;
  /** Findings that are worth knowing. */
  readonly infos: number;
}

/** How the schedule of one plan fares in the checks of a profile. */
export interface AssessmentResult {
  /** Name of the file that the plan was read from, or of its first part. */
  readonly file: string;
  /** Title of the plan. */
  readonly name: string;
  /** Name of the profile: `dcma`. */
  readonly profile: string;
  /** The date that progress is reported for. */
  readonly data_date: string | null;
  /** Name of the baseline that dates are compared with. */
  readonly baseline: string | null;
  /** Checks that pass. */
  readonly passed: number;
  /** Checks that fail. */
  readonly failed: number;
  /** Checks that the plan holds too little for. */
  readonly not_computable: number;
  /** The checks in the order of their publication. */
  readonly checks: readonly AssessedCheck[];
}

/** One check of an assessment. */
export interface AssessedCheck {
  /** Which check it is; findings of it have the same code. */
  readonly check: Code;
  /** Where it was published: `DCMA 1`. */
  readonly point: string;
  /** What people call it. */
  readonly title: string;
  /** What it came to. */
  readonly verdict: CheckVerdict;
  /** The figure, in `unit`. */
  readonly value: number | null;
  /** What the figure counts. */
  readonly unit: AssessmentUnit;
  /** How the figure must compare with the threshold to pass. */
  readonly comparator: Comparator;
  /** The limit, in `unit`. */
  readonly threshold: number;
  /** How many there are of what the check looks for. */
  readonly count: number | null;
  /** Among how many. */
  readonly of: number | null;
  /** Ids of the tasks or phases concerned, in the order of the plan. */
  readonly tasks: readonly string[];
  /** The figures in words, or why there are none. */
  readonly detail: string;
}

/** What a check of an assessment came to. */
export type CheckVerdict =
  | "pass"
  | "fail"
  | "not_computable";

/** What the figure of a check counts. */
export type AssessmentUnit =
  | "percent"
  | "index"
  | "days";

/** When everything is. */
export interface ScheduleResult {
  /** Title of the plan. */
  readonly name: string;
  /** Earliest start of any task. */
  readonly start: string | null;
  /** Latest finish of any task. */
  readonly finish: string | null;
  /** Ids of the tasks of the longest driving path, in order of time. */
  readonly critical_path: readonly string[];
  /** The tasks with dates, in the order of the plan. */
  readonly tasks: readonly TaskResult[];
  /** The phases with dates, in the order of the plan. */
  readonly phases: readonly PhaseResult[];
  /** The tasks without dates, in the order of the plan. */
  readonly unscheduled: readonly UnscheduledTask[];
}

/** When one task is. */
export interface TaskResult {
  /** Id of the task. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Id of its phase. */
  readonly phase: string | null;
  /** Task or milestone. */
  readonly kind: TaskKind;
  /** Who answers for it. */
  readonly owner: string | null;
  /** Planned start. */
  readonly start: string;
  /** Planned finish. */
  readonly finish: string;
  /** Working time it takes, or clock time if its duration is elapsed. */
  readonly duration_s: number;
  /** The earliest it can start. */
  readonly early_start: string;
  /** The earliest it can finish. */
  readonly early_finish: string;
  /** The latest it can start without moving the finish of the plan or breaking a limit. */
  readonly late_start: string;
  /** The latest it can finish without moving the finish of the plan or breaking a limit. */
  readonly late_finish: string;
  /** How far it can move without moving the finish of the plan or breaking a limit; negative when a limit is missed. */
  readonly total_float_s: number;
  /** How far it can move without moving any other task. */
  readonly free_float_s: number;
  /** Whether it is critical as the plan has it: by its total float, else by its place on the longest path. */
  readonly critical: boolean;
  /** Id of the predecessor that drives its start, if one does. */
  readonly driver: string | null;
  /** What drives its start. */
  readonly cause: Cause;
}

/** Why a date is what it is. */
export type Cause =
  | "plan_start"
  | "data_date"
  | "dependency"
  | "constraint"
  | "window"
  | "calendar"
  | "actual"
  | "successor";

/** When one phase is: the roll-up of what is in it. */
export interface PhaseResult {
  /** Id of the phase. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Id of the phase it is part of. */
  readonly parent: string | null;
  /** Earliest start of anything in it. */
  readonly start: string;
  /** Latest finish of anything in it. */
  readonly finish: string;
  /** Its window as written, if it has one. */
  readonly window: string | null;
  /** Start of its window. */
  readonly window_start: string | null;
  /** Finish of its window. */
  readonly window_finish: string | null;
  /** Least total float of anything in it. */
  readonly total_float_s: number;
  /** Whether anything in it is critical. */
  readonly critical: boolean;
}

/** A task without dates. */
export interface UnscheduledTask {
  /** Id of the task. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Id of its phase. */
  readonly phase: string | null;
  /** Why. */
  readonly reason: UnscheduledReason;
  /** The same in words, with what to add. */
  readonly detail: string;
}

/** Why a task has no dates. */
export type UnscheduledReason =
  | "no_estimate"
  | "depends_on_unscheduled"
  | "inactive";

/** Why a task is when it is. */
export interface ExplainResult {
  /** Id of the task. */
  readonly task: string;
  /** What people call it. */
  readonly name: string;
  /** Its start. */
  readonly start: string;
  /** Its finish. */
  readonly finish: string;
  /** From the start of the plan to the task. */
  readonly chain: readonly ExplainStep[];
}

/** One link of the chain that drives a date. */
export interface ExplainStep {
  /** Id of the task. */
  readonly task: string;
  /** What people call it. */
  readonly name: string;
  /** Its start. */
  readonly start: string;
  /** Its finish. */
  readonly finish: string;
  /** What drives its start. */
  readonly cause: Cause;
  /** The same in words. */
  readonly detail: string;
}

/** How much room there is, where it is, and what takes it. */
export interface FloatsResult {
  /** Title of the plan. */
  readonly name: string;
  /** Latest finish of any task. */
  readonly finish: string | null;
  /** Tasks with this much total float or less are critical, unless their place on the longest path decides. */
  readonly critical_float_s: number;
  /** Seconds of work in a day, as the plan counts: amounts of working time divided by it are days. */
  readonly day_s: number;
  /** What a day of delay costs, in the plan's currency, if someone says so. */
  readonly delay_cost_per_day: number | null;
  /** The currency of costs. */
  readonly currency: string | null;
  /** The tasks with dates, in the order of the plan. */
  readonly tasks: readonly FloatResult[];
  /** The unfinished tasks by their total float, from the least on. */
  readonly bands: readonly FloatBand[];
  /** The paths with the least float, from the least on. */
  readonly paths: readonly PathResult[];
}

/** How much room one task has. All floats are working time of the task, or clock time if its duration is elapsed. */
export interface FloatResult {
  /** Id of the task. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Whether it is critical. */
  readonly critical: boolean;
  /** How far it can move without moving the finish of the plan or breaking a limit: at its start, its finish, or the
   * lesser of both, as the plan has it. */
  readonly total_float_s: number;
  /** From its start to its latest start. */
  readonly start_float_s: number;
  /** From its finish to its latest finish. */
  readonly finish_float_s: number;
  /** How far it can move without moving any other task. */
  readonly free_float_s: number;
  /** How far it can move beyond that if others move with it: total less free float. */
  readonly interfering_float_s: number;
  /** How far it can move without moving any other task, even if its predecessors are as late as they may be. */
  readonly independent_float_s: number;
  /** By how much working time of the plan the plan would finish earlier if the task, or what is left of it, took no
   * time. */
  readonly drag_s: number;
  /** When the plan would finish then. */
  readonly finish_without: string | null;
  /** What its drag costs, where it is known what a day costs. */
  readonly drag_cost: number | null;
}

/** The unfinished tasks whose total float lies between two limits. */
export interface FloatBand {
  /** They have more than this; nothing for the first band. */
  readonly above_s: number | null;
  /** They have this or less; nothing for the last band. */
  readonly up_to_s: number | null;
  /** How many they are. */
  readonly count: number;
  /** Their ids, in the order of the plan. */
  readonly tasks: readonly string[];
}

/** A path through the plan. */
export interface PathResult {
  /** How much the path as a whole can be delayed: the waits in it, and the float of its last task. */
  readonly float_s: number;
  /** Start of its first task. */
  readonly start: string;
  /** Finish of its last task. */
  readonly finish: string;
  /** Its tasks, in order of time. */
  readonly steps: readonly PathStep[];
}

/** A task of a path. */
export interface PathStep {
  /** Id of the task, or of a phase without tasks. */
  readonly id: string;
  /** Working time of the task by which it is later than the step before alone would have it. */
  readonly wait_s: number;
}

/** Go or no-go. */
export interface GateResult {
  /** Id of the gate; absent where the plan as a whole was judged. */
  readonly gate: string | null;
  /** What people call it. */
  readonly name: string;
  /** Who decides. */
  readonly owner: string | null;
  /** What was judged: `no_go` if any reason says so, else `inconclusive` if any does, else `go`. */
  readonly verdict: Verdict;
  /** The present that waivers and measurements were held against. */
  readonly now: string | null;
  /** How sure a verdict on a measured share is, 0 to 1. */
  readonly confidence: number;
  /** How many reasons there are. */
  readonly summary: GateSummary;
  /** Every reason, those of a `go` too, in the order of the plan. */
  readonly reasons: readonly GateReason[];
  /** The files of measurements, each with what was found in it. */
  readonly measurements: readonly FileResult[];
}

/** What a gate, or one reason of it, says. */
export type Verdict =
  | "go"
  | "no_go"
  | "inconclusive";

/** How many reasons say what. */
export interface GateSummary {
  /** Reasons for it. */
  readonly go: number;
  /** Reasons against it. */
  readonly no_go: number;
  /** Reasons that cannot be told yet. */
  readonly inconclusive: number;
}

/** One reason for the verdict. */
export interface GateReason {
  /** What it is about. */
  readonly kind: ReasonKind;
  /** Id of the item, criterion, risk or task. */
  readonly subject: string;
  /** What people call it. */
  readonly name: string;
  /** What it says. */
  readonly verdict: Verdict;
  /** Why, in words. */
  readonly detail: string;
  /** What would change it, unless it says `go`. */
  readonly needed: string | null;
  /** Who answers for it. */
  readonly owner: string | null;
  /** Whether the gate may pass without it. */
  readonly advisory: boolean;
  /** The figures, if it was measured. */
  readonly measured: GateMeasure | null;
}

/** What a reason is about. */
export type ReasonKind =
  | "checklist_item"
  | "criterion"
  | "canary"
  | "error_budget"
  | "burn_rate"
  | "risk"
  | "finding"
  | "rollback_guarantee"
  | "point_of_no_return"
  | "finish_probability"
  | "measurement"
  | "gate"
  | "promotion"
  | "change_window";

/** The figures of a reason that was measured. */
export interface GateMeasure {
  /** The figure, in `unit`. */
  readonly value: number | null;
  /** What the figure is of: `share`, `p95`, `mean`, `shift`, `burn_rate`. */
  readonly statistic: string;
  /** What the true figure is not below, with the confidence of the gate. */
  readonly low: number | null;
  /** What the true figure is not above. */
  readonly high: number | null;
  /** The limit that it is held against. */
  readonly target: number | null;
  /** The unit of these figures. */
  readonly unit: string;
  /** How many values there were. */
  readonly sample: number;
  /** How many more values are needed, if all of them are good. */
  readonly sample_needed: number | null;
  /** The effect size of a comparison: the share of pairs in which the canary has the greater value. */
  readonly effect: number | null;
  /** How likely such a difference is without any cause. */
  readonly p_value: number | null;
}

/** A file of measurements. */
export interface Measurements {
  /** The format of the JSON, `critpath-measurements/1`. */
  readonly format?: string;
  /** The measurements; several of one metric are put together. */
  readonly measurements?: readonly Measurement[];
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** One metric of one instance over one time, in the form that is at hand: samples, counts, buckets, a figure, or the
 * word of a person. */
export interface Measurement {
  /** What is measured, as the criterion names it: `response_time`; or the id of the criterion or objective. */
  readonly metric?: string;
  /** What it is of. */
  readonly role?: MeasurementRole;
  /** `%`, `ms`, `s`, or empty. */
  readonly unit?: string;
  /** Which part of the system was measured. */
  readonly instance?: string;
  /** The time that it was measured over. */
  readonly window?: Duration;
  /** When that time ended. */
  readonly until?: Moment;
  /** Single values. */
  readonly samples?: readonly number[];
  /** When each sample was taken, in seconds since 1970 UTC, in rising order; as many as there are samples, or none. */
  readonly times_s?: readonly number[];
  /** How many values should be there and are not. */
  readonly missing?: number;
  /** How many requests, probes or slices of time were counted. */
  readonly total?: number;
  /** How many of them failed. */
  readonly failures?: number;
  /** How many values were at most how great, in rising order. */
  readonly buckets?: readonly Bucket[];
  /** A single figure. */
  readonly value?: number;
  /** What the figure is: `mean`, `max`, `p95`. */
  readonly statistic?: string;
  /** Whether the criterion holds, by the word of a person. */
  readonly holds?: boolean;
  /** Who says so. */
  readonly by?: string;
  /** What shows it: a link, a file, a reading. */
  readonly evidence?: string;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What a measurement is of. */
export type MeasurementRole =
  | "observed"
  | "baseline"
  | "canary";

/** A bucket of a histogram. */
export interface Bucket {
  /** The greatest value in it; absent for the last one, which holds all values. */
  readonly at_most?: number;
  /** How many values are in it and in the buckets before it. */
  readonly count?: number;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** One change of a plan. */
export interface Edit {
  /** What it does. */
  readonly edit?: EditKind;
  /** The task or phase that it is about. */
  readonly id?: string;
  /** For `set_duration`. */
  readonly duration?: Duration;
  /** For `set_duration`. */
  readonly estimate?: Estimate;
  /** For `set_progress`. */
  readonly progress?: Progress;
  /** For `set_constraint`. */
  readonly constraint?: Constraint;
  /** For `set_deadline` and `set_start`. */
  readonly date?: Moment;
  /** For `add_dependency`. */
  readonly dependency?: Dependency;
  /** For `remove_dependency`. */
  readonly predecessor?: string;
  /** For `add_task`. */
  readonly task?: Task;
  /** For `move_task`. */
  readonly phase?: string;
  /** For `add_phase`. */
  readonly new_phase?: Phase;
  /** Where in the source it stood. */
  readonly span?: Span;
  /** Fields that this version does not know, kept as they were read. */
  readonly [extension: string]: unknown;
}

/** What an edit does. */
export type EditKind =
  | "set_duration"
  | "clear_duration"
  | "set_progress"
  | "clear_progress"
  | "set_constraint"
  | "clear_constraints"
  | "set_deadline"
  | "clear_deadline"
  | "set_start"
  | "add_dependency"
  | "remove_dependency"
  | "add_task"
  | "remove_task"
  | "move_task"
  | "add_phase";

/** What edits changed in a document. */
export interface Changes {
  /** Ids of the tasks and phases that were added, in the order of the edits. */
  readonly added: readonly string[];
  /** Ids of the tasks that were removed, in the order of the edits. */
  readonly removed: readonly string[];
  /** The fields that were changed, in the order of the edits; those of the plan itself have no id. */
  readonly changed: readonly FieldChange[];
}

/** A field with another value than before. */
export interface FieldChange {
  /** Id of the task or phase; none for the plan. */
  readonly id: string | null;
  /** The field. */
  readonly field: string;
  /** The value before, as JSON text; none if there was none. */
  readonly before: string | null;
  /** The value now, as JSON text; none if there is none. */
  readonly after: string | null;
}

/** What moved between two schedules. */
export interface DiffResult {
  /** Finish of the earlier schedule. */
  readonly finish_before: string | null;
  /** Finish of the later schedule. */
  readonly finish_after: string | null;
  /** Seconds of the clock by which the finish moved; positive is later. None if one has no finish, or if only one of
   * the plans has a time zone. */
  readonly finish_shift_s: number | null;
  /** The tasks that differ: in the order of the later plan, then the removed ones in that of the earlier. */
  readonly tasks: readonly TaskDiff[];
  /** What was changed in the plan, as far as dates may depend on it, all that its tasks and phases state, and what is
   * uncertain: branches, correlations, risks. */
  readonly changes: readonly PlanChange[];
  /** Which changes moved the finish, or that of the task that was asked for. None if nothing was to be divided: it has
   * no date before or after, or only one of the plans has a time zone. */
  readonly attribution: Attribution | null;
}

/** What became of one task. */
export interface TaskDiff {
  /** Id of the task, in the later plan if it is there. */
  readonly id: string;
  /** Its id in the earlier plan, if that is another one: it was matched by its name. */
  readonly id_before: string | null;
  /** What people call it. */
  readonly name: string;
  /** What became of it. */
  readonly change: ChangeKind;
  /** Its start before. */
  readonly start_before: string | null;
  /** Its start after. */
  readonly start_after: string | null;
  /** Its finish before. */
  readonly finish_before: string | null;
  /** Its finish after. */
  readonly finish_after: string | null;
  /** Seconds of the clock by which its start moved; positive is later. */
  readonly start_shift_s: number | null;
  /** Seconds of the clock by which its finish moved; positive is later. */
  readonly finish_shift_s: number | null;
  /** Its total float before. */
  readonly total_float_before_s: number | null;
  /** Its total float after. */
  readonly total_float_after_s: number | null;
  /** Whether it was critical. */
  readonly critical_before: boolean;
  /** Whether it is critical. */
  readonly critical_after: boolean;
}

/** What became of a task between two plans. */
export type ChangeKind =
  | "added"
  | "removed"
  | "moved"
  | "float"
  | "scheduled"
  | "unscheduled";

/** One difference between two plans. */
export interface PlanChange {
  /** What was done. */
  readonly action: ChangeAction;
  /** To what. */
  readonly subject: ChangeSubject;
  /** Id of the calendar, resource, phase, task, gate, branch or risk, or of that which has the dependency or constraint;
   * none for the plan and for a correlation. That of the earlier plan, if it is there. */
  readonly id: string | null;
  /** What people call it; of a correlation the ids of its tasks. */
  readonly name: string | null;
  /** The field that has another value; none if all of it was added or removed. */
  readonly field: string | null;
  /** For a dependency: the id of its predecessor. */
  readonly predecessor: string | null;
  /** The value before, as text; none if there was none. */
  readonly before: string | null;
  /** The value after, as text; none if there is none. */
  readonly after: string | null;
}

/** What was done to a part of a plan. */
export type ChangeAction =
  | "added"
  | "removed"
  | "changed";

/** What a change of a plan is about. */
export type ChangeSubject =
  | "plan"
  | "calendar"
  | "resource"
  | "phase"
  | "task"
  | "gate"
  | "dependency"
  | "constraint"
  | "branch"
  | "correlation"
  | "risk";

/** Which changes moved a date by how much. */
export interface Attribution {
  /** Id of the task whose finish moved, in the earlier plan; none for the finish of the plan. */
  readonly task: string | null;
  /** The finish before. */
  readonly before: string;
  /** The finish after. */
  readonly after: string;
  /** Seconds of the clock from the one to the other; positive is later. The sum of all shares. */
  readonly shift_s: number;
  /** How the shift was divided. */
  readonly method: AttributionMethod;
  /** What arises only where changes meet: the shift less what each change does alone. None if that was not computed. */
  readonly interaction_s: number | null;
  /** The changes that have to do with it, the greatest share first. All others have no share. */
  readonly shares: readonly ChangeShare[];
  /** How many schedules were computed. */
  readonly schedules: number;
}

/** How a shift was divided among changes. */
export type AttributionMethod =
  | "shapley"
  | "screened"
  | "orders";

/** The share of changes in a shift. */
export interface ChangeShare {
  /** Indexes of changes that only make sense together: a task that is added, and the links to it. */
  readonly changes: readonly number[];
  /** Their share in seconds of the clock; positive makes it later. */
  readonly shift_s: number;
  /** By how much they alone would move the earlier plan. None if that was not computed. */
  readonly alone_s: number | null;
  /** By how much taking them alone back would move the later plan. None if that was not computed. */
  readonly undone_s: number | null;
}

/** What edits of a what-if session changed, and what moved with it. */
export interface WhatIfResult {
  /** What the edits changed in the plan. */
  readonly changes: Changes;
  /** Finish before the edits. */
  readonly finish_before: string | null;
  /** Finish after them. */
  readonly finish_after: string | null;
  /** Seconds of the clock by which the finish moved; positive is later. None if there is none before or after. */
  readonly finish_shift_s: number | null;
  /** The tasks that differ: in the order of the plan, then the removed ones. */
  readonly tasks: readonly TaskDiff[];
}

/** How sure the finish of a plan is. */
export interface ForecastResult {
  /** Title of the plan. */
  readonly name: string;
  /** How many runs were made. */
  readonly runs: number;
  /** What the random numbers come from: the same seed gives the same answer. */
  readonly seed: number;
  /** Which effects of the risks count. */
  readonly risks: RiskBasis;
  /** Confidence of every interval in this answer, 0 to 1. */
  readonly confidence: number;
  /** When the plan starts. */
  readonly start: string;
  /** The finish in few numbers. */
  readonly finish: FinishForecast;
  /** The finish that is kept with each probability, 5 % to 95 %: actual runs (the inverse of the empirical
   * distribution, type 1 of Hyndman and Fan), with the interval that holds the true one. */
  readonly percentiles: readonly Percentile[];
  /** The S-curve: how likely the plan is finished by a date; rising, at most 201 points. */
  readonly curve: readonly CurvePoint[];
  /** How often the finish fell between two dates; bars of equal width without a gap. */
  readonly histogram: readonly HistogramBar[];
  /** What must be added to the deterministic finish to be as sure as that. */
  readonly contingency: readonly Contingency[];
  /** Working seconds by which the finish moves if every duration is its mean rather than what is planned. */
  readonly mean_shift_s: number;
  /** Working seconds by which the mean finish lies behind that: what paths that merge add. Zero for a chain. */
  readonly merge_bias_s: number;
  /** The tasks with dates, in the order of the plan. */
  readonly tasks: readonly TaskForecast[];
  /** What moves the finish, strongest first: the tornado. */
  readonly drivers: readonly DriverForecast[];
  /** How likely the plan, a phase or a task is done before its deadline, or before its window closes. */
  readonly windows: readonly LimitForecast[];
  /** How sure the cost is; none if nothing costs. */
  readonly cost: CostForecast | null;
  /** How sure date and cost are together; none if nothing costs. */
  readonly joint_confidence: JointConfidence | null;
  /** The risks of the late runs, those later than the 80th percentile; the most telling first. */
  readonly late_risks: readonly LateRisk[];
  /** What was assumed, changed or left out. */
  readonly notes: readonly ForecastNote[];
}

/** Which effects of the risks count in a simulation. */
export type RiskBasis =
  | "inherent"
  | "residual"
  | "none";

/** The finish of a plan in few numbers. */
export interface FinishForecast {
  /** The finish that is kept with 10 %. */
  readonly p10: string;
  /** The finish that is kept with 50 %. */
  readonly p50: string;
  /** The finish that is kept with 80 %. */
  readonly p80: string;
  /** The finish that is kept with 90 %. */
  readonly p90: string;
  /** The mean finish: so much work after the start as the runs took on average. */
  readonly mean: string;
  /** The earliest of all runs. */
  readonly earliest: string;
  /** The latest of all runs. */
  readonly latest: string;
  /** The finish of the schedule with the planned durations. */
  readonly deterministic: string;
  /** How likely the plan is finished by then. */
  readonly probability_of_deterministic: number;
  /** Lower end of the interval of this probability (Wilson). */
  readonly probability_low: number;
  /** Upper end of the interval of this probability (Wilson). */
  readonly probability_high: number;
  /** Working seconds from start to finish, on average over the runs. */
  readonly mean_duration_s: number;
  /** Standard deviation of these seconds. */
  readonly standard_deviation_s: number;
}

/** A finish, and how likely it is kept. */
export interface Percentile {
  /** Percent of the runs that finish by then. */
  readonly percent: number;
  /** The finish. */
  readonly finish: string;
  /** Lower end of its interval, by order statistics; none if the runs are too few for one. */
  readonly low: string | null;
  /** Upper end of its interval. */
  readonly high: string | null;
}

/** A point of the S-curve. */
export interface CurvePoint {
  /** A finish. */
  readonly finish: string;
  /** How likely the plan is finished by then, 0 to 1. */
  readonly probability: number;
}

/** A bar of the histogram. */
export interface HistogramBar {
  /** Where it begins; runs at this very time count here. */
  readonly from: string;
  /** Where it ends; the last bar includes its end. */
  readonly to: string;
  /** Runs that finished in it. */
  readonly runs: number;
}

/** What must be added to be surer. */
export interface Contingency {
  /** Percent of the runs that finish by then. */
  readonly percent: number;
  /** The finish. */
  readonly finish: string;
  /** Working seconds from the deterministic finish to it; negative if it is earlier. */
  readonly contingency_s: number;
}

/** What a task does to the finish of the plan. Indices are none where they were not asked for, or where they say
 * nothing: correlations of what does not vary. */
export interface TaskForecast {
  /** Id of the task. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Planned duration: working seconds, or clock seconds if it is elapsed. */
  readonly duration_s: number;
  /** Mean duration over the runs. */
  readonly mean_duration_s: number | null;
  /** Standard deviation of its duration. */
  readonly standard_deviation_s: number | null;
  /** Share of the runs in which it was critical. */
  readonly criticality_index: number | null;
  /** Mean of duration / (duration + total float), weighted by the duration of the plan (Williams 1992). */
  readonly significance_index: number | null;
  /** Schedule sensitivity index: the spread of its duration times its criticality, over the spread of the plan's
   * duration (PMBOK Guide). */
  readonly ssi: number | null;
  /** Cruciality: correlation of its duration with that of the plan, without sign (Pearson). */
  readonly cruciality: number | null;
  /** Cruciality by ranks, equal values at their middle rank (Spearman). */
  readonly cruciality_spearman: number | null;
  /** Cruciality by the order of pairs, corrected for equal values (Kendall, tau b). */
  readonly cruciality_kendall: number | null;
}

/** One bar of the tornado. */
export interface DriverForecast {
  /** A task, or a risk. */
  readonly kind: DriverKind;
  /** Its id. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Share of the runs in which it happened, of a risk. */
  readonly occurrence: number | null;
  /** Rank correlation with the finish, with its sign (Spearman): of the duration of a task, of what a risk does. */
  readonly correlation: number | null;
  /** Working seconds by which the mean finish is earlier without the risk, with the same random numbers. */
  readonly mean_removal_s: number | null;
  /** The same of the finish that is kept with 50 %. */
  readonly p50_removal_s: number | null;
  /** The same of the finish that is kept with 80 %. */
  readonly p80_removal_s: number | null;
}

/** What moves the finish of a plan from run to run. */
export type DriverKind =
  | "task"
  | "risk";

/** How likely something is done in time. */
export interface LimitForecast {
  /** Whose time ends. */
  readonly kind: LimitKind;
  /** Id of the phase or task; none for the plan. */
  readonly id: string | null;
  /** What people call it. */
  readonly name: string;
  /** When its time ends. */
  readonly limit: string;
  /** How likely it is done by then. */
  readonly probability: number;
  /** Lower end of the interval of this probability (Wilson). */
  readonly probability_low: number;
  /** Upper end of the interval of this probability (Wilson). */
  readonly probability_high: number;
}

/** Whose time ends, for the probability of being done before. */
export type LimitKind =
  | "plan_deadline"
  | "change_window"
  | "phase_deadline"
  | "task_deadline"
  | "phase_window"
  | "task_window";

/** How sure the cost is, in the plan's currency. */
export interface CostForecast {
  /** The currency, as an ISO 4217 code, if the plan names one. */
  readonly currency: string | null;
  /** The cost of the plan as it is planned, without risks. */
  readonly deterministic: number;
  /** How likely that is enough. */
  readonly probability_of_deterministic: number;
  /** The mean. */
  readonly mean: number;
  /** The standard deviation. */
  readonly standard_deviation: number;
  /** The cost that is kept with 10 %. */
  readonly p10: number;
  /** The cost that is kept with 50 %. */
  readonly p50: number;
  /** The cost that is kept with 80 %. */
  readonly p80: number;
  /** The cost that is kept with 90 %. */
  readonly p90: number;
  /** Correlation of cost and duration; none if one of them does not vary. */
  readonly correlation_with_duration: number | null;
}

/** How sure date and cost are together. */
export interface JointConfidence {
  /** How likely both the date and the cost that are each kept with 80 % are kept. */
  readonly of_p80_date_and_p80_cost: number;
  /** How likely both the deterministic date and the deterministic cost are kept. */
  readonly of_deterministic: number;
  /** Dates with the least cost such that both are kept with 70 %: the frontier. */
  readonly frontier_70: readonly DateAndCost[];
}

/** A date and a cost. */
export interface DateAndCost {
  /** The date. */
  readonly finish: string;
  /** The cost, in the plan's currency. */
  readonly cost: number;
}

/** A risk in the late runs. */
export interface LateRisk {
  /** Id of the risk. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** Share of all runs in which it happened. */
  readonly occurrence: number;
  /** Share of the late runs in which it happened. */
  readonly occurrence_when_late: number;
  /** Share of the late runs in which it happened to a task that was critical. */
  readonly critical_when_late: number;
}

/** Something that was assumed, changed or left out. */
export interface ForecastNote {
  /** What kind of note it is. */
  readonly kind: NoteKind;
  /** Ids of the tasks or risks that it is about; empty if it is about the plan. */
  readonly ids: readonly string[];
  /** What it says, as a sentence without a full stop. */
  readonly message: string;
}

/** What a simulation says about how it read the plan. */
export type NoteKind =
  | "constraints_loosened"
  | "truncated"
  | "correlation_repaired"
  | "overrun"
  | "risk_without_effect"
  | "risk_left_out"
  | "nothing_uncertain"
  | "takes_no_time"
  | "general_engine"
  | "stopped_early"
  | "independent";

/** The finish of the path of greatest mean, as PERT has it. */
export interface PertResult {
  /** Title of the plan. */
  readonly name: string;
  /** When the plan starts. */
  readonly start: string;
  /** The finish of the schedule with the planned durations. */
  readonly deterministic: string;
  /** How likely the path is finished by then, 0 to 1. */
  readonly probability_of_deterministic: number;
  /** When the path of greatest mean finishes, each of its tasks taking its mean. */
  readonly mean_finish: string;
  /** Working seconds from the start of the plan to that finish. */
  readonly mean_s: number;
  /** Variance of the durations on the path, in square seconds. */
  readonly variance_s2: number;
  /** Its root, in seconds. */
  readonly standard_deviation_s: number;
  /** The finish that is kept with 10, 50, 80 and 90 %. */
  readonly percentiles: readonly PertPercentile[];
  /** Ids of the tasks of the path, in order of time. */
  readonly path: readonly string[];
  /** The tasks with dates, in the order of the plan. */
  readonly tasks: readonly PertTask[];
  /** What the answer does not know. */
  readonly caveat: string;
}

/** A finish, and how likely the path keeps it. */
export interface PertPercentile {
  /** How likely it is kept, in percent. */
  readonly percent: number;
  /** The finish, to the second. */
  readonly finish: string;
  /** Working seconds from the deterministic finish to it; negative if it is earlier. */
  readonly contingency_s: number;
}

/** One task as PERT has it. */
export interface PertTask {
  /** Id of the task. */
  readonly id: string;
  /** `(low + 4 likely + high) / 6`, or the mean that is stated, or the duration where nothing is uncertain, in seconds. */
  readonly mean_s: number;
  /** `((high - low) / 6)²`, or the variance of what is stated, in square seconds. */
  readonly variance_s2: number;
  /** Whether the path leads through it. */
  readonly on_path: boolean;
}

/** How long the way back is at each instant of a deployment and its stabilization. */
export interface RollbackResult {
  /** Title of the plan. */
  readonly name: string;
  /** How long the way back may take; none if the plan states no objective. */
  readonly rto_s: number | null;
  /** How long a failure stays unseen. */
  readonly detection_s: number;
  /** How long it takes to decide. */
  readonly decision_s: number;
  /** When the deployment starts; none if nothing of it has dates. */
  readonly start: string | null;
  /** When it is done. */
  readonly finish: string | null;
  /** When its stabilization is over. The way back is asked for until then. */
  readonly end: string | null;
  /** Whether there is a way back at every instant from `start` to `end`, within the objective if there is one. */
  readonly guaranteed: boolean;
  /** How likely that is, with estimates of tasks and undos; none unless it was asked for. Where figures are upper bounds,
   * it is a lower one. */
  readonly guarantee_probability: RollbackProbability | null;
  /** How likely the deployment is done, or back after a failure, before the change window closes; none unless it was
   * asked for, or without a window. It fails with the probability that the plan states, or that one of its rollouts fails,
   * at any instant alike; where nothing is stated, a run counts only if it ends well with a failure and without. */
  readonly safe_probability: RollbackProbability | null;
  /** Whether every figure is exact; else some are upper bounds, as too many undos share the same people. */
  readonly exact: boolean;
  /** Where the way back is longest, of the instants at which there is one. */
  readonly worst: WorstRollback | null;
  /** How long the way back is, from each instant on to the next one. */
  readonly profile: readonly RollbackPoint[];
  /** What ends the way back, in order of time. */
  readonly points_of_no_return: readonly PointOfNoReturn[];
  /** The gates and the way back from each, in order of time. */
  readonly gates: readonly GateRollback[];
  /** Id of the last gate before the first point of no return from which the way back is within the objective. */
  readonly last_safe_gate: string | null;
  /** The last instant at which the way back ends before the change window closes. */
  readonly latest_abort: string | null;
  /** How the deployment and its way back fit the change window it starts in; none if the plan states no window. */
  readonly window: WindowFit | null;
  /** The next change windows that the deployment and its way back fit. */
  readonly next_windows: readonly NextWindow[];
  /** The most that is lost of what was written since a backup; none if no undo restores one. */
  readonly data_loss: DataLoss | null;
  /** From when on it is quicker to finish than to go back; none if it never is. */
  readonly fix_forward: FixForward | null;
  /** Single changes that mend what was found, each tried out. */
  readonly remedies: readonly Remedy[];
  /** Ids of the tasks of the deployment that say nothing about an undo: the way back counts none for them. */
  readonly without_undo: readonly string[];
}

/** A share of runs. */
export interface RollbackProbability {
  /** The share, 0 to 1. */
  readonly probability: number;
  /** Lower end of the interval of the true probability (Wilson). */
  readonly low: number;
  /** Upper end of the interval of the true probability (Wilson). */
  readonly high: number;
  /** How many runs there were. */
  readonly runs: number;
}

/** The longest way back. */
export interface WorstRollback {
  /** When a failure takes longest to undo. */
  readonly at: string;
  /** Seconds from the failure until the system is back. */
  readonly rollback_s: number;
  /** No way back from there is shorter than this. */
  readonly lower_bound_s: number;
  /** Id of the task with the longest undo in the chain. */
  readonly task: string | null;
  /** The undos that wait for each other and make the way back this long, in order of time. */
  readonly chain: readonly RollbackStep[];
  /** Seconds of what was written since a backup that are lost; none if nothing is restored. */
  readonly data_loss_s: number | null;
}

/** One undo of a way back. */
export interface RollbackStep {
  /** Id of the task that is undone. */
  readonly task: string;
  /** What people call it. */
  readonly name: string;
  /** When its undo begins. */
  readonly start: string;
  /** When its undo is done. */
  readonly finish: string;
  /** Id of the task whose undo it waits for. */
  readonly after: string | null;
}

/** How long the way back is from an instant on. */
export interface RollbackPoint {
  /** The instant. */
  readonly at: string;
  /** Seconds from a failure then until the system is back; none if there is no way back. */
  readonly rollback_s: number | null;
  /** It falls by a second each second until the next point, as the way back waits for a calendar or a running step. */
  readonly falls: boolean;
}

/** The end of the way back. */
export interface PointOfNoReturn {
  /** From when on. */
  readonly at: string;
  /** Until when, if it ends. */
  readonly until: string | null;
  /** Id of the task: the one that cannot be undone, or whose undo takes longest. */
  readonly task: string | null;
  /** What ends the way back. */
  readonly kind: NoReturnKind;
  /** The same in words. */
  readonly detail: string;
  /** Id of the last gate before it from which the way back is within the objective. */
  readonly last_safe_gate: string | null;
}

/** What ends the way back. */
export type NoReturnKind =
  | "irreversible"
  | "expired"
  | "no_backup"
  | "unknown"
  | "too_slow";

/** A gate, and the way back from it. */
export interface GateRollback {
  /** Id of the gate. */
  readonly gate: string;
  /** When it is decided: before anything starts then. */
  readonly at: string;
  /** Seconds from a failure that it sees until the system is back; none if there is no way back. */
  readonly rollback_s: number | null;
  /** Whether there is a way back within the objective. */
  readonly safe: boolean;
}

/** How a deployment and its way back fit a change window. */
export interface WindowFit {
  /** When the window closes. */
  readonly closes: string;
  /** Whether the deployment is done before that, and the way back from any instant of it, too. */
  readonly fits: boolean;
  /** Time left when it closes; negative if they do not fit. */
  readonly slack_s: number;
}

/** A change window that a deployment fits. */
export interface NextWindow {
  /** When it opens, and the deployment starts. */
  readonly opens: string;
  /** When it closes. */
  readonly closes: string;
  /** When the deployment is done. */
  readonly finish: string;
  /** The last instant at which the way back ends before it closes. */
  readonly latest_abort: string;
}

/** What is lost of the data. */
export interface DataLoss {
  /** When a failure costs most. */
  readonly at: string;
  /** Seconds from the backup until the way back begins: what was written in them is lost. */
  readonly loss_s: number;
  /** Id of the task whose undo restores the backup. */
  readonly task: string;
  /** Id of the task that takes the backup. */
  readonly backup: string;
}

/** From when on it is quicker to finish than to go back. */
export interface FixForward {
  /** From when on. */
  readonly at: string;
  /** Seconds until the deployment is done. */
  readonly remaining_s: number;
  /** Seconds until the system is back; none if there is no way back. */
  readonly rollback_s: number | null;
}

/** A single change that mends what was found. */
export interface Remedy {
  /** What to do. */
  readonly kind: RemedyKind;
  /** Id of the task whose undo changes, or before which a gate is needed. */
  readonly task: string;
  /** Id of the gate that moves. */
  readonly gate: string | null;
  /** The most that the undo may take. */
  readonly undo_s: number | null;
  /** Until when the undo must be possible, or by when the gate must be decided. */
  readonly until: string | null;
  /** The same in words. */
  readonly detail: string;
}

/** A single change that makes the way back hold, or puts a gate before its end. */
export type RemedyKind =
  | "shorten_undo"
  | "extend_expiry"
  | "move_gate"
  | "add_gate";

/** The rollouts of a plan. */
export interface RolloutResult {
  /** Title of the plan. */
  readonly name: string;
  /** Whether every step is watched for long enough, every failure is seen, and every budget lasts. */
  readonly sound: boolean;
  /** The rollouts in the order of their tasks. */
  readonly rollouts: readonly RolloutReport[];
}

/** What a rollout comes to. */
export interface RolloutReport {
  /** Id of the task that it unfolds. */
  readonly task: string;
  /** What people call it. */
  readonly name: string;
  /** What Kubernetes and Prometheus call the service. */
  readonly service: string;
  /** How the new version takes over. */
  readonly strategy: RolloutStrategy;
  /** Requests in a second, if the plan says. */
  readonly traffic_per_second: number | null;
  /** Seconds from its start until the last step was watched. */
  readonly duration_s: number;
  /** Seconds that it takes to decide on the way back. */
  readonly decision_s: number;
  /** How the traffic goes back. */
  readonly traffic_return: TrafficReturn;
  /** Seconds that the old version stays once all traffic has left it; none if it does not stay at all. */
  readonly scale_down_delay_s: number | null;
  /** Seconds that a version or an instance takes to start, if the plan says. */
  readonly startup_s: number | null;
  /** Seconds between two looks at what is watched, if the plan says. */
  readonly interval_s: number | null;
  /** Failures in a row that count as a failure. */
  readonly failure_threshold: number;
  /** How many instances there are, if the plan says. */
  readonly instances: number | null;
  /** How many of them are replaced at a time. */
  readonly batch: number;
  /** What its gates ask for. */
  readonly checks: readonly RolloutCheck[];
  /** The steps in order of time. */
  readonly steps: readonly RolloutStepReport[];
  /** The error budgets that it spends. */
  readonly budgets: readonly RolloutBudget[];
  /** How likely it is to fail, if the plan says. */
  readonly failure_probability: number | null;
}

/** A condition of a criterion that a gate of a rollout asks for. */
export interface RolloutCheck {
  /** Id of the criterion. */
  readonly criterion: string;
  /** What people call it. */
  readonly name: string;
  /** What is measured. */
  readonly metric: string;
  /** How it is computed. */
  readonly kind: CheckKind;
  /** The percentile as a share, 0.95 for `p95`; none for anything else. */
  readonly percentile: number | null;
  /** How the measured value compares with the limit. */
  readonly comparator: string;
  /** The limit: a share from 0 to 1, seconds, or an amount in `unit`. */
  readonly limit: number;
  /** The unit of the limit as the plan has it; empty for shares. */
  readonly unit: string;
  /** Seconds that it is measured over, if the plan says. */
  readonly window_s: number | null;
  /** Requests without a failure that show that it holds; none where a number of requests decides nothing. */
  readonly sample: number | null;
  /** The query of Prometheus that the plan states. */
  readonly query: string | null;
}

/** How a check of an analysis is computed from what is measured. */
export type CheckKind =
  | "failure_share"
  | "latency"
  | "value";

/** One step of a rollout. */
export interface RolloutStepReport {
  /** Id of its task in the unfolded plan. */
  readonly id: string;
  /** What is done. */
  readonly name: string;
  /** The share of the traffic that the new version has then, in percent. */
  readonly weight: number;
  /** Seconds from the start of the rollout until it begins. */
  readonly start_s: number;
  /** Seconds that the change takes. */
  readonly change_s: number;
  /** Whether nothing serves while it changes. */
  readonly outage: boolean;
  /** Seconds that it is watched. */
  readonly soak_s: number;
  /** What decides how long. */
  readonly soak_reason: SoakReason;
  /** The same in words. */
  readonly soak_detail: string;
  /** Seconds that its criteria need; none if they need nothing, or if no time is enough. */
  readonly soak_needed_s: number | null;
  /** Whether it is watched for long enough to decide its criteria. */
  readonly soak_enough: boolean;
  /** Id of the gate behind it. */
  readonly gate: string | null;
  /** Ids of the criteria that the gate asks for. */
  readonly criteria: readonly string[];
  /** Seconds that a failure stays unseen; none if nothing sees it, or if there is nothing to see yet. */
  readonly detection_s: number | null;
  /** What sees it first, in words. */
  readonly detected_by: string | null;
  /** How it is undone, with all steps before it, in order of time. */
  readonly undo: readonly RolloutUndo[];
  /** Seconds that the undo takes. */
  readonly undo_s: number;
  /** Seconds from the failure until the system is back, while the old version still stands; none if nothing sees the
   * failure. */
  readonly rollback_s: number | null;
  /** Seconds of complete failure that a failure is worth which this step brings: the traffic that it spoils until the
   * system is back, the rollout going on while nothing sees it. None if nothing does. */
  readonly failure_s: number | null;
}

/** What decides how long a step is watched. */
export type SoakReason =
  | "stated"
  | "sample"
  | "window"
  | "detection"
  | "unknown";

/** A part of the way back. */
export interface RolloutUndo {
  /** What is done. */
  readonly name: string;
  /** Seconds that it takes. */
  readonly duration_s: number;
  /** The share of the traffic, in percent, that the failed version still has meanwhile; all of it where nothing serves. */
  readonly weight: number;
}

/** What a rollout costs of an error budget, in shares of the budget of the whole period. */
export interface RolloutBudget {
  /** Id of the objective. */
  readonly objective: string;
  /** Seconds of complete failure that the whole budget allows. */
  readonly budget_s: number;
  /** What is left of it; none if it was not measured. */
  readonly left: number | null;
  /** What the rollout costs if all goes well: the time in which nothing serves. */
  readonly deployment: number;
  /** What a failure costs at most, until it is seen, decided and undone; none if nothing sees it. */
  readonly failure: number | null;
  /** Id of the step at which a failure costs most. */
  readonly worst_step: string | null;
  /** What the rollout costs on average; none if the plan does not say how likely it is to fail. */
  readonly expected: number | null;
  /** Whether what is left, or else the whole budget, is enough for the rollout and a failure of it. */
  readonly lasts: boolean;
}

/** A release on its way through the environments. */
export interface PromotionResult {
  /** Title of the plan. */
  readonly name: string;
  /** Over all environments: `no_go` if any of them says so, else `inconclusive` if any does or there is none, else `go`. */
  readonly verdict: Verdict;
  /** The present that waivers and measurements were held against. */
  readonly now: string | null;
  /** The environments, each after those that it is promoted from. */
  readonly environments: readonly EnvironmentPromotion[];
  /** The files of measurements, each with what was found in it. */
  readonly measurements: readonly FileResult[];
}

/** A release in one environment. */
export interface EnvironmentPromotion {
  /** Id of the environment. */
  readonly environment: string;
  /** What people call it. */
  readonly name: string;
  /** Ids of the environments that it is promoted from. */
  readonly promoted_from: readonly string[];
  /** How many tasks with dates take place in it. */
  readonly tasks: number;
  /** When the deployment to it starts; none if nothing of it has dates. */
  readonly start: string | null;
  /** When the deployment is done. */
  readonly finish: string | null;
  /** When its stabilization is over. */
  readonly end: string | null;
  /** When those that it is promoted from are done and have soaked; none if that is not known, or nothing must be. */
  readonly settled: string | null;
  /** Id of the gate that must be passed before it begins. */
  readonly gate: string | null;
  /** When that gate is decided. */
  readonly decided: string | null;
  /** From when on there is no way back from it, if that ends before `end`. */
  readonly no_return: string | null;
  /** Whether what must hold before it does, and whether it fits its window. With nothing to judge, `go`. */
  readonly verdict: Verdict;
  /** How many reasons there are. */
  readonly summary: GateSummary;
  /** What must hold before it and whether it does, then whether it fits its window. */
  readonly reasons: readonly GateReason[];
  /** The window that it starts in; none if it has none, or starts outside of all. */
  readonly window: PromotionWindow | null;
  /** The next windows that it fits with its stabilization and its way back, as early in each as it can start. */
  readonly next_windows: readonly PromotionWindow[];
}

/** A deployment in a window of its environment. */
export interface PromotionWindow {
  /** When the window opens; none if it has been open since ever, or the plan says only when it closes. */
  readonly opens: string | null;
  /** When it closes. */
  readonly closes: string;
  /** When the deployment starts. */
  readonly start: string;
  /** When the deployment is done. */
  readonly finish: string;
  /** When its stabilization is over. */
  readonly end: string;
  /** When all is over at the latest: the stabilization, and the way back from a failure at any instant until then. */
  readonly back: string;
  /** How long the way back is at worst, from the failure on; none if there is none. */
  readonly rollback_s: number | null;
  /** Whether all is over before the window closes. */
  readonly fits: boolean;
  /** From `back` until the window closes; negative if it does not fit. */
  readonly margin_s: number;
  /** From `finish` until the window closes: what a deployment that never fails has to spare. */
  readonly forward_margin_s: number;
}

/** The risks of a plan, the most severe first, with the scales that words and numbers were read by.
 * 
 * A score is a probability times an impact. An expected value is a probability times what the risk takes where it
 * happens; it says nothing about the finish of the plan, which the simulation computes. */
export interface RiskRegisterResult {
  /** Title of the plan. */
  readonly name: string;
  /** The currency of costs, as an ISO 4217 code. */
  readonly currency: string | null;
  /** The risks by rank. */
  readonly risks: readonly RankedRisk[];
  /** The grid of probability and impact: one for each pair of scales that risks are rated by. */
  readonly matrices: readonly RiskMatrix[];
  /** What the words of the register were read as. */
  readonly scales: readonly RiskScaleUsed[];
  /** What scores are called. */
  readonly bands: readonly RiskBandUsed[];
  /** The greatest score of a risk that is taken as it is. */
  readonly appetite: number | null;
  /** Ids of the risks above the appetite, by rank. */
  readonly above_appetite: readonly string[];
  /** Ids of the risks without a score, by rank. */
  readonly unrated: readonly string[];
  /** Time that the risks are expected to add, in seconds, summed over those that state it. */
  readonly expected_delay_s: number;
  /** Money that the risks are expected to take, summed over those that state it. */
  readonly expected_cost: number;
  /** Time that they are expected to add after mitigation, in seconds. */
  readonly residual_expected_delay_s: number;
  /** Money that they are expected to take after mitigation. */
  readonly residual_expected_cost: number;
  /** What was read as more than it states, and what is left out. */
  readonly notes: readonly string[];
}

/** One risk with its place in the register. */
export interface RankedRisk {
  /** Its rank, from 1: by score, expected delay and expected cost, else in the order of the plan; closed ones last. */
  readonly rank: number;
  /** Its number in the order of the plan, from 1. */
  readonly number: number;
  /** Id of the risk. */
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  /** The group it is listed in. */
  readonly category: string | null;
  /** Open, occurred or closed. */
  readonly status: RiskStatus;
  /** Who answers for it. */
  readonly owner: string | null;
  /** When it may happen, as written. */
  readonly proximity: string | null;
  /** Before mitigation. */
  readonly inherent: RiskAssessment;
  /** After mitigation, if the plan says so. */
  readonly residual: RiskAssessment | null;
  /** Ids of the tasks that it would hit; a phase stands for its tasks. */
  readonly tasks: readonly string[];
  /** What is done about it. */
  readonly mitigations: readonly RankedMitigation[];
  /** Whether its score, after mitigation where that is known, is above the appetite. */
  readonly above_appetite: boolean;
}

/** How likely and how bad a risk is, before or after mitigation. */
export interface RiskAssessment {
  /** How likely it is. */
  readonly probability: RiskMeasure | null;
  /** How bad it would be. */
  readonly impact: RiskMeasure | null;
  /** Probability times impact. */
  readonly score: number | null;
  /** The least score that the words allow. */
  readonly score_low: number | null;
  /** The greatest score that the words allow. */
  readonly score_high: number | null;
  /** What the score is called. */
  readonly band: string | null;
  /** Mean of the time that it adds to each task it hits, in seconds, where it happens. */
  readonly delay_s: number | null;
  /** Mean of the number that it multiplies the durations of the tasks by, where it happens. */
  readonly factor: number | null;
  /** Mean of what it costs where it happens. */
  readonly cost: number | null;
  /** Probability times delay, in seconds. */
  readonly expected_delay_s: number | null;
  /** Probability times cost. */
  readonly expected_cost: number | null;
}

/** A probability or an impact as a number. */
export interface RiskMeasure {
  /** As written. */
  readonly text: string;
  /** The word of the scale; of a number, the one whose range holds it. */
  readonly word: string;
  /** The number that counts in the score. */
  readonly value: number;
  /** The least number that the word stands for; the number itself where one is stated. */
  readonly low: number;
  /** The greatest number that the word stands for. */
  readonly high: number;
  /** Whether the number is stated, rather than read from a word. */
  readonly stated: boolean;
}

/** Something that is done about a risk. */
export interface RankedMitigation {
  /** As written. */
  readonly text: string;
  /** Id of the task that carries it out. */
  readonly task: string | null;
}

/** The grid of probability and impact. */
export interface RiskMatrix {
  /** The category whose scales it has; none for those of all others. */
  readonly category: string | null;
  /** Words of probability, rising. */
  readonly probabilities: readonly string[];
  /** Words of impact, rising. */
  readonly impacts: readonly string[];
  /** The cells, by probability, then by impact, rising. */
  readonly cells: readonly RiskCell[];
}

/** One cell of the grid. */
export interface RiskCell {
  /** Word of probability. */
  readonly probability: string;
  /** Word of impact. */
  readonly impact: string;
  /** Probability times impact. */
  readonly score: number;
  /** What the score is called. */
  readonly band: string;
  /** Whether the score is above the appetite. */
  readonly above_appetite: boolean;
  /** Ids of the risks in it, by rank. */
  readonly risks: readonly string[];
  /** Ids of the risks that are in it after mitigation, by rank. */
  readonly residual_risks: readonly string[];
}

/** A scale, with what each of its words was read as. */
export interface RiskScaleUsed {
  /** The group of risks it applies to; all others if absent. */
  readonly category: string | null;
  /** `probability` or `impact`. */
  readonly dimension: string;
  /** Whether the plan states it, rather than the PMBOK Guide. */
  readonly stated: boolean;
  /** The words, rising. */
  readonly levels: readonly RiskScaleLevelUsed[];
}

/** A word of a scale with the range that it stands for. */
export interface RiskScaleLevelUsed {
  /** The word. */
  readonly word: string;
  /** The number that counts in scores. */
  readonly value: number;
  /** The least number: as stated, else half way to the word before. */
  readonly low: number;
  /** The greatest number: as stated, else half way to the word behind. */
  readonly high: number;
}

/** Scores of one name. */
export interface RiskBandUsed {
  /** The word. */
  readonly word: string;
  /** The least score of it. */
  readonly from: number;
  /** How many open risks are in it, after mitigation where that is known. */
  readonly count: number;
}

/** How one worked example came out. */
export interface CaseReport {
  /** Stable id of the case: `EX-06`. */
  readonly id: string;
  /** What people call it. */
  readonly title: string;
  /** Where it was published, and what of it was derived. */
  readonly source: string;
  /** One for each figure, in the order of the publication. */
  readonly checks: readonly Check[];
}

/** One figure, computed and published. */
export interface Check {
  /** Which figure: `LS of C`. */
  readonly what: string;
  /** What this crate says. */
  readonly computed: Figure;
  /** What the source says. */
  readonly published: Figure;
  /** How far they may be apart. */
  readonly tolerance: number;
  /** Whether they are not. */
  readonly passed: boolean;
}

/** A figure: a number in the unit of the source, or words. */
export type Figure = number | string;
