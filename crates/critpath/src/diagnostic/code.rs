//! The table of codes: every kind of finding and error, named once for all languages.

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The plan cannot be computed, or its answer would be wrong.
    Error,
    /// Something is most likely missing or wrong.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// The word as it stands in JSON and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

macro_rules! codes {
    ($( $(#[$section:meta])* $variant:ident = $code:literal, $severity:ident, $summary:literal; )*) => {
        /// The kind of a finding or an error. Codes never change meaning.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[non_exhaustive]
        pub enum Code {
            $( #[doc = $summary] #[serde(rename = $code)] $variant, )*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[ $( Code::$variant, )* ];

            /// The dotted code, the same in every language.
            pub fn as_str(self) -> &'static str {
                match self { $( Code::$variant => $code, )* }
            }

            /// The severity of a finding with this code, unless a profile says otherwise.
            pub fn severity(self) -> Severity {
                match self { $( Code::$variant => Severity::$severity, )* }
            }

            /// What it means, in one or two sentences.
            pub fn summary(self) -> &'static str {
                match self { $( Code::$variant => $summary, )* }
            }
        }
    };
}

codes! {
    // Reading text.
    TextForeign = "text.foreign", Warning, "Text that does not belong to the document begins here; it is cut and kept apart.";
    TextUnplaced = "text.unplaced", Info, "A section that no noun of the model takes; it is kept as it stands.";
    TextNoPlan = "text.no_plan", Warning, "Nothing in this file states a plan.";
    TextEmpty = "text.empty", Warning, "The file is empty.";
    TextTooLarge = "text.too_large", Error, "The input is larger or nested deeper than the reader accepts.";
    TextEncoding = "text.encoding", Error, "The file is not UTF-8 text.";
    AttributeUnknown = "attribute.unknown", Warning, "An attribute in braces that has no meaning here; it is kept.";
    AttributeInvalid = "attribute.invalid", Error, "The value of an attribute cannot be read.";
    TableColumnUnknown = "table.column_unknown", Info, "A table column that has no meaning here; its cells are kept.";
    JsonSyntax = "json.syntax", Error, "The text is not JSON.";
    JsonShape = "json.shape", Warning, "The JSON has no shape that is known as a plan or a part of one.";
    JsonType = "json.type", Error, "A field has a value of another type than it should; the value is kept apart.";
    JsonFieldUnknown = "json.field_unknown", Warning, "A field that this version does not know; it is kept.";
    JsonAlias = "json.alias", Info, "A field under another name than the standard one; it is read as the standard one.";
    JsonDuplicateKey = "json.duplicate_key", Warning, "The same key twice in one object; the last value counts.";
    XmlSyntax = "xml.syntax", Error, "The text is not well-formed XML.";
    XmlEntities = "xml.entities", Error, "The XML declares a document type; entities that a file defines itself are not expanded.";
    XmlValue = "xml.value", Error, "An element has a value that cannot be read; it is kept.";
    XerSyntax = "xer.syntax", Warning, "Lines of an export of Primavera P6 that belong to no table, or rows with more values than columns.";
    XerValue = "xer.value", Error, "A column of an export of Primavera P6 has a value that cannot be read; it is kept.";
    XerProjects = "xer.projects", Warning, "An export of Primavera P6 holds several projects; one of them is read.";
    ShareScale = "share.scale", Warning, "Shares on a scale from 0 to 1 and from 0 to 100 are mixed.";
    FormatVersion = "format.version", Error, "The document is of a format version that this version does not read.";
    FormatUnknown = "format.unknown", Error, "The format of the input is not known.";

    // Structure.
    IdDuplicate = "id.duplicate", Error, "Two nouns have the same id.";
    IdMerged = "id.merged", Warning, "Two parts describe the same noun; they were merged.";
    IdUnknown = "id.unknown", Error, "A reference names an id that does not exist.";
    IdMissing = "id.missing", Warning, "A noun has no id; one was made from its name.";
    NameMissing = "name.missing", Warning, "A noun has no name.";
    GraphCycle = "graph.cycle", Error, "Dependencies form a cycle.";
    GraphSelf = "graph.self", Error, "A task or phase depends on itself.";
    GraphAncestor = "graph.ancestor", Error, "A task depends on a phase that it is part of, or a phase on one of its own parts.";
    LinkExternal = "link.external", Warning, "A dependency on a task of another project; it is kept and moves nothing.";
    GraphDuplicate = "graph.duplicate", Warning, "The same dependency is stated twice.";
    PhaseCycle = "phase.cycle", Error, "A phase is part of itself.";
    DateInvalid = "date.invalid", Error, "A date or time that does not exist or cannot be read.";
    DateOrder = "date.order", Error, "A range that ends before it begins.";
    DateBeforeStart = "date.before_start", Warning, "Earliest dates that lie before the plan's start, and so move nothing.";
    DateNotWorking = "date.not_working", Warning, "The plan starts at a time at which no calendar of its tasks works; work begins at the next working time.";
    DateZone = "date.zone", Warning, "A time with an offset in a plan without a time zone, or the time zone is not known.";
    DurationInvalid = "duration.invalid", Error, "A duration that cannot be read or is negative.";
    EstimateOrder = "estimate.order", Error, "An estimate whose low, likely and high are not in rising order.";
    EstimateDistribution = "estimate.distribution", Error, "An estimate whose distribution cannot be built from what it states, or that states what means nothing to it.";
    EstimateBelowZero = "estimate.below_zero", Warning, "An estimate whose distribution reaches below zero, where a simulation cuts it off.";
    EstimateMidpoint = "estimate.midpoint", Info, "An estimate without a likely value is scheduled at its midpoint.";
    WindowInvalid = "window.invalid", Error, "A window that cannot be read, or counts from below one.";
    WindowImplied = "window.implied", Info, "A window is read as more than it states: a phase that says how long it takes follows the one before it, days inside weeks may count weekends.";
    ConstraintConflict = "constraint.conflict", Error, "Constraints of one task contradict each other.";
    CalendarUnknown = "calendar.unknown", Error, "A calendar that does not exist.";
    CalendarInvalid = "calendar.invalid", Error, "A calendar that never works, contradicts itself, or is based on itself.";
    NumberInvalid = "number.invalid", Error, "A number that is not finite or out of its range.";
    BranchInvalid = "branch.invalid", Error, "A branch whose options do not add up to certainty, or share a task.";
    CorrelationInvalid = "correlation.invalid", Error, "A correlation outside of -1 to 1, without tasks, or one that contradicts another about the same pair.";
    RiskScale = "risk.scale", Warning, "A scale or a band of the risk register that does not rise, or says a word twice.";
    MilestoneDuration = "milestone.duration", Warning, "A milestone with a duration; the duration is ignored.";

    // Scheduling.
    ScheduleNoStart = "schedule.no_start", Error, "The plan states no start and none was given.";
    ScheduleUnscheduled = "schedule.unscheduled", Warning, "A task without an estimate and without a window stays unscheduled.";
    ScheduleInfeasible = "schedule.infeasible", Error, "No schedule satisfies the plan.";
    ScheduleOverflow = "schedule.overflow", Error, "Dates leave the range that the engine can represent.";
    ScheduleNegativeFloat = "schedule.negative_float", Warning, "A deadline or limit cannot be met.";
    ScheduleWindowOverrun = "schedule.window_overrun", Warning, "Work does not fit into its window.";
    CorrelationImpossible = "correlation.impossible", Error, "Correlations that cannot exist together, even if each is changed by a tenth.";
    ForecastInvalid = "forecast.invalid", Error, "A part of a forecast that is damaged, or does not belong to the plan, the options or the other parts.";
    TaskUnknown = "task.unknown", Error, "No task has this id.";

    // The way back.
    UndoCycle = "undo.cycle", Error, "Undos wait for each other: by `undo after` and by the reverse of the plan's order.";
    UndoContradiction = "undo.contradiction", Warning, "An undo that contradicts itself: irreversible with an undo, a slow way that is faster or comes after no time, an order by other ends or with a lag.";
    UndoDuration = "undo.duration", Warning, "An undo that does not say how long it takes, so that there is no way back that could be promised.";
    UndoRestore = "undo.restore", Warning, "A restore whose time cannot be told: size or rate is missing, or is no amount of data.";
    UndoBackup = "undo.backup", Warning, "A restore from a backup that is not taken before the step.";
    UndoExpiry = "undo.expiry", Warning, "An undo that is possible only until before its step ends.";
    RollbackGuarantee = "rollback.guarantee", Warning, "A way back that takes longer than it may, at some instant of the deployment.";
    RollbackExpires = "rollback.expires", Warning, "An undo that expires before the deployment and its stabilization are over, so that the way back ends or gets slow while nothing happens.";
    RollbackNoWayBack = "rollback.no_way_back", Error, "A rollback from a state in which something cannot be undone.";
    // Rollouts.
    RolloutInvalid = "rollout.invalid", Error, "A rollout that makes no steps: weights that do not rise, or no instances, or no time to start.";
    RolloutTraffic = "rollout.traffic", Warning, "A criterion of a rollout needs requests where there are none, or nobody says how many.";
    RolloutSoak = "rollout.soak", Warning, "A step of a rollout is watched for too short to decide its criteria, or nothing says how long.";
    RolloutUndetected = "rollout.undetected", Warning, "A failure of a step of a rollout that nothing sees, or only after the next step gave it more traffic.";
    RolloutScaleDown = "rollout.scale_down", Warning, "The old version is scaled down while the new one is still watched: the instant way back ends silently.";
    RolloutDuration = "rollout.duration", Warning, "A task that takes less time than its rollout, or leaves open how long it takes.";
    RolloutBudget = "rollout.budget", Warning, "One failure of a rollout spends more than a whole error budget.";
    // Environments.
    EnvironmentCycle = "environment.cycle", Error, "Environments are promoted from each other, so that none of them is first.";
    EnvironmentOrder = "environment.order", Warning, "An environment may be entered before what must hold in those before it is settled: they are done, have soaked, and the gate is passed.";
    EnvironmentWindow = "environment.window", Warning, "A task of an environment starts or ends while the windows of the environment are closed.";
    EnvironmentFit = "environment.fit", Warning, "A deployment that does not fit the window of its environment with its stabilization and its way back.";
    // Gates, objectives and measurements.
    GateUnknown = "gate.unknown", Error, "No gate has this id.";
    MeasurementInvalid = "measurement.invalid", Error, "A measurement that cannot be: more failures than requests, counts of a histogram that fall, times that do not rise.";
    MeasurementShape = "measurement.shape", Error, "The text holds no measurements in a form that is known.";
    MeasurementValue = "measurement.value", Warning, "Values that are missing or no numbers; they count as missing, never as good.";
    AlertNeverFires = "alert.never_fires", Warning, "A burn-rate alert that cannot fire: its threshold lies above a share of 100 % of failures.";
    AlertSingleFailure = "alert.single_failure", Warning, "A burn-rate alert that a single failure sets off, for too few events fall into its window.";
    AlertPeriod = "alert.period", Warning, "A burn-rate alert with the threshold of another period: it stands for another share of the error budget.";

    // Lint across the sections of a deployment guide.
    StrategyUnmapped = "strategy.unmapped", Warning, "Tasks of the strategy are in no phase and have no estimate, so no schedule has them.";
    ScheduleRelativeWeeks = "schedule.relative_weeks", Warning, "Windows such as weeks are counted from a start that the plan does not state, so nothing has a date.";
    TaskClock = "task.clock", Warning, "Tasks whose names begin with a time of day, such as `22:00 stop traffic`; it is part of the name and moves nothing.";
    ScheduleNoBuffer = "schedule.no_buffer", Warning, "Phases follow each other without a buffer: a day lost in one is lost in all that follow.";
    CriterionIncomplete = "criterion.incomplete", Warning, "A latency target without percentile, window or traffic cannot be measured as it stands.";
    CriterionNoWindow = "criterion.no_window", Warning, "An availability target without the window that it is measured over: 99.9 % allows 86 s in a day and 8.76 h in a year.";
    CriterionOverlap = "criterion.overlap", Warning, "An availability and an error rate spend the same error budget, and nothing tells their failures apart.";
    RollbackDetection = "rollback.detection", Warning, "Seeing the failure, probe interval times failures in a row, takes much of the time that the rollback may take.";
    RollbackRestoreRate = "rollback.restore_rate", Warning, "Restoring the data within the objective needs a rate that is hard to reach, or no objective governs the restore.";
    MitigationUnplanned = "mitigation.unplanned", Warning, "A mitigation that no task, checklist item, deliverable, criterion, monitor or rollback procedure carries out.";
    ChecklistDuplicate = "checklist.duplicate", Warning, "The same item stands in two checklists, or twice in one: a tick does not tell which is meant.";
    ChecklistUnowned = "checklist.unowned", Warning, "Checklist items that name neither who answers for them nor what shows them to be done.";
    ChecklistOrder = "checklist.order", Warning, "A change that nothing undoes stands before the check that would show it to be wrong.";
    MetricNoCriterion = "metric.no_criterion", Warning, "A metric is monitored, but no success criterion says which value is good.";
    CriterionUnmonitored = "criterion.unmonitored", Warning, "A target that no monitor measures, or whose failure starts no rollback.";

    // Assessment of a schedule: the fourteen points of the DCMA, and best practices of the GAO.
    DcmaLogic = "dcma.logic", Warning, "DCMA 1: more than 5 % of the open tasks lack a predecessor or a successor.";
    DcmaLeads = "dcma.leads", Warning, "DCMA 2: links with a lead, a negative lag.";
    DcmaLags = "dcma.lags", Warning, "DCMA 3: more than 5 % of the links have a lag.";
    DcmaRelations = "dcma.relations", Warning, "DCMA 4: less than 90 % of the links run finish to start.";
    DcmaConstraints = "dcma.constraints", Warning, "DCMA 5: more than 5 % of the open tasks have a hard constraint.";
    DcmaHighFloat = "dcma.high_float", Warning, "DCMA 6: more than 5 % of the open tasks have a total float of more than 44 working days.";
    DcmaNegativeFloat = "dcma.negative_float", Warning, "DCMA 7: open tasks with a negative total float.";
    DcmaHighDuration = "dcma.high_duration", Warning, "DCMA 8: more than 5 % of the open tasks take more than 44 working days.";
    DcmaInvalidDates = "dcma.invalid_dates", Warning, "DCMA 9: open work that is planned before the data date, or progress after it.";
    DcmaResources = "dcma.resources", Warning, "DCMA 10: open tasks of a day or more with neither a resource nor a cost, in a plan where others have them.";
    DcmaMissedTasks = "dcma.missed_tasks", Warning, "DCMA 11: more than 5 % of the tasks that the baseline has finished by the data date finished later, or are still open.";
    DcmaCriticalPath = "dcma.critical_path", Warning, "DCMA 12: a critical task that takes 600 days longer does not move the finish by as much.";
    DcmaCpli = "dcma.cpli", Warning, "DCMA 13: the critical path length index is below 0.95.";
    DcmaBei = "dcma.bei", Warning, "DCMA 14: the baseline execution index is below 0.95.";
    GaoNames = "gao.names", Info, "GAO 1: tasks of the same name.";
    GaoDangling = "gao.dangling", Info, "GAO 2: open tasks with links, none of which holds their start, or waits for their finish.";
    GaoPhaseLinks = "gao.phase_links", Info, "GAO 2: phases with links of their own.";
    GaoLevelOfEffort = "gao.level_of_effort", Info, "GAO 6: level of effort that is critical.";
    GaoDatedPath = "gao.dated_path", Info, "GAO 6: the critical path waits for dates rather than for work.";
    GaoOutOfSequence = "gao.out_of_sequence", Info, "GAO 9: work that went ahead of its predecessors.";
    GaoBaseline = "gao.baseline", Info, "GAO 10: tasks without a finish in a baseline.";

    // Running.
    FileRead = "file.read", Error, "A file could not be read.";
    FileWrite = "file.write", Error, "A file could not be written.";
    OptionInvalid = "option.invalid", Error, "An option has a value that it does not take.";
    Cancelled = "run.cancelled", Error, "The work was stopped.";
    Internal = "internal", Error, "A fault in critpath itself.";
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let codes: std::collections::BTreeSet<_> = Code::ALL.iter().map(|code| code.as_str()).collect();
        assert_eq!(codes.len(), Code::ALL.len());
        for code in codes {
            assert!(code.bytes().all(|b| b.is_ascii_lowercase() || b == b'.' || b == b'_'), "{code}");
        }
    }
}
