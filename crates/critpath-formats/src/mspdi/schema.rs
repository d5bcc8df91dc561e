//! The schema of the format as data: which elements stand in which order, and the numbers of its text fields.

/// Elements in the order that the schema demands.
pub(super) type Order = &'static [&'static str];

#[rustfmt::skip]
mod orders {
    use super::Order;

    /// The head of a project, then its lists.
    pub(in crate::mspdi) const PROJECT: Order = &[
        "SaveVersion", "UID", "Name", "GUID", "Title", "Subject", "Category", "Company", "Manager",
        "Author", "CreationDate", "Revision", "LastSaved", "ScheduleFromStart", "StartDate", "FinishDate",
        "FYStartDate", "CriticalSlackLimit", "CurrencyDigits", "CurrencySymbol", "CurrencyCode",
        "CurrencySymbolPosition", "CalendarUID", "DefaultStartTime", "DefaultFinishTime", "MinutesPerDay",
        "MinutesPerWeek", "DaysPerMonth", "DefaultTaskType", "DefaultFixedCostAccrual",
        "DefaultStandardRate", "DefaultOvertimeRate", "DurationFormat", "WorkFormat",
        "EditableActualCosts", "HonorConstraints", "EarnedValueMethod", "InsertedProjectsLikeSummary",
        "MultipleCriticalPaths", "NewTasksEffortDriven", "NewTasksEstimated", "SplitsInProgressTasks",
        "SpreadActualCost", "SpreadPercentComplete", "TaskUpdatesResource", "FiscalYearStart",
        "WeekStartDay", "MoveCompletedEndsBack", "MoveRemainingStartsBack", "MoveRemainingStartsForward",
        "MoveCompletedEndsForward", "BaselineForEarnedValue", "AutoAddNewResourcesAndTasks", "StatusDate",
        "CurrentDate", "MicrosoftProjectServerURL", "Autolink", "NewTaskStartDate", "NewTasksAreManual",
        "DefaultTaskEVMethod", "ProjectExternallyEdited", "ExtendedCreationDate", "ActualsInSync",
        "RemoveFileProperties", "AdminProject", "BaselineCalendar",
        "UpdateManuallyScheduledTasksWhenEditingLinks",
        "KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled", "Views", "Filters", "Groups", "Tables", "Maps",
        "Reports", "Drawings", "DataLinks", "VBAProjects", "OutlineCodes", "WBSMasks", "ExtendedAttributes", "Calendars", "Tasks", "Resources", "Assignments",
    ];
    /// A row of `Tasks`.
    pub(in crate::mspdi) const TASK: Order = &[
        "UID", "GUID", "ID", "Name", "Active", "Manual", "Type", "IsNull", "CreateDate", "Contact", "WBS",
        "WBSLevel", "OutlineNumber", "OutlineLevel", "Priority", "Start", "Finish", "Duration",
        "DurationFormat", "Work", "Stop", "Resume", "ResumeValid", "EffortDriven", "Recurring",
        "OverAllocated", "Estimated", "Milestone", "Summary", "DisplayAsSummary", "Critical",
        "IsSubproject", "IsSubprojectReadOnly", "SubprojectName", "ExternalTask", "ExternalTaskProject",
        "EarlyStart", "EarlyFinish", "LateStart", "LateFinish", "StartVariance", "FinishVariance",
        "WorkVariance", "FreeSlack", "TotalSlack", "StartSlack", "FinishSlack", "FixedCost",
        "FixedCostAccrual", "PercentComplete", "PercentWorkComplete", "Cost", "OvertimeCost",
        "OvertimeWork", "ActualStart", "ActualFinish", "ActualDuration", "ActualCost",
        "ActualOvertimeCost", "ActualWork", "ActualOvertimeWork", "RegularWork", "RemainingDuration",
        "RemainingCost", "RemainingWork", "RemainingOvertimeCost", "RemainingOvertimeWork", "ACWP", "CV",
        "ConstraintType", "CalendarUID", "ConstraintDate", "Deadline", "LevelAssignments",
        "LevelingCanSplit", "LevelingDelay", "LevelingDelayFormat", "PreLeveledStart", "PreLeveledFinish",
        "Hyperlink", "HyperlinkAddress", "HyperlinkSubAddress", "IgnoreResourceCalendar", "Notes",
        "HideBar", "Rollup", "BCWS", "BCWP", "PhysicalPercentComplete", "EarnedValueMethod",
        "PredecessorLink", "ActualWorkProtected", "ActualOvertimeWorkProtected", "ExtendedAttribute",
        "Baseline", "OutlineCode", "IsPublished", "StatusManager", "CommitmentStart", "CommitmentFinish",
        "CommitmentType", "StartText", "FinishText", "DurationText", "ManualStart", "ManualFinish",
        "ManualDuration", "TimephasedData", "Project",
    ];
    /// A link of a row.
    pub(in crate::mspdi) const LINK: Order = &[
        "PredecessorUID", "Type", "CrossProject", "CrossProjectName", "LinkLag", "LagFormat",
    ];
    /// What a row was planned as.
    pub(in crate::mspdi) const BASELINE: Order = &[
        "TimephasedData", "Number", "Interim", "Start", "Finish", "Duration", "DurationFormat",
        "EstimatedDuration", "Work", "Cost", "BCWS", "BCWP", "FixedCost",
    ];
    /// A row of `Resources`.
    pub(in crate::mspdi) const RESOURCE: Order = &[
        "UID", "GUID", "ID", "Name", "Type", "IsNull", "Initials", "Phonetics", "NTAccount",
        "MaterialLabel", "Code", "Group", "WorkGroup", "EmailAddress", "Hyperlink", "HyperlinkAddress",
        "HyperlinkSubAddress", "MaxUnits", "PeakUnits", "OverAllocated", "AvailableFrom", "AvailableTo",
        "Start", "Finish", "CanLevel", "AccrueAt", "Work", "RegularWork", "OvertimeWork", "ActualWork",
        "RemainingWork", "ActualOvertimeWork", "RemainingOvertimeWork", "PercentWorkComplete",
        "StandardRate", "StandardRateFormat", "Cost", "OvertimeRate", "OvertimeRateFormat",
        "OvertimeCost", "CostPerUse", "ActualCost", "ActualOvertimeCost", "RemainingCost",
        "RemainingOvertimeCost", "WorkVariance", "CostVariance", "SV", "CV", "ACWP", "CalendarUID",
        "Notes", "BCWS", "BCWP", "IsGeneric", "IsInactive", "IsEnterprise", "BookingType",
        "ActualWorkProtected", "ActualOvertimeWorkProtected", "ActiveDirectoryGUID", "CreationDate",
        "ExtendedAttribute", "Baseline", "OutlineCode", "CostCenter", "IsCostResource", "AssnOwner",
        "AssnOwnerGuid", "IsBudget", "AvailabilityPeriods", "Rates", "TimephasedData",
    ];
    /// Who works on what.
    pub(in crate::mspdi) const ASSIGNMENT: Order = &[
        "UID", "GUID", "TaskUID", "ResourceUID", "PercentWorkComplete", "ActualCost", "ActualFinish",
        "ActualOvertimeCost", "ActualOvertimeWork", "ActualStart", "ActualWork", "ACWP", "Confirmed",
        "Cost", "CostRateTable", "CostVariance", "CV", "Delay", "Finish", "FinishVariance", "Hyperlink",
        "HyperlinkAddress", "HyperlinkSubAddress", "WorkVariance", "HasFixedRateUnits", "FixedMaterial",
        "LevelingDelay", "LevelingDelayFormat", "LinkedFields", "Milestone", "Notes", "Overallocated",
        "OvertimeCost", "OvertimeWork", "PeakUnits", "RateScale", "RegularWork", "RemainingCost",
        "RemainingOvertimeCost", "RemainingOvertimeWork", "RemainingWork", "ResponsePending", "Start",
        "Stop", "Resume", "StartVariance", "Summary", "SV", "Units", "UpdateNeeded", "VAC", "Work",
        "WorkContour", "BCWS", "BCWP", "BookingType", "ActualWorkProtected",
        "ActualOvertimeWorkProtected", "CreationDate", "AssnOwner", "AssnOwnerGuid", "BudgetCost",
        "BudgetWork", "ExtendedAttribute", "Baseline", "TimephasedData",
    ];
    /// Work in a stretch of time.
    pub(in crate::mspdi) const TIMEPHASED: Order = &["Type", "UID", "Start", "Finish", "Unit", "Value"];
    /// Working time.
    pub(in crate::mspdi) const CALENDAR: Order = &[
        "UID", "GUID", "Name", "IsBaseCalendar", "IsBaselineCalendar", "BaseCalendarUID", "WeekDays",
        "Exceptions", "WorkWeeks",
    ];
    /// What differs on some dates.
    pub(in crate::mspdi) const EXCEPTION: Order = &[
        "EnteredByOccurrences", "TimePeriod", "Occurrences", "Name", "Type", "Period", "DaysOfWeek", "MonthItem",
        "MonthPosition", "Month", "MonthDay", "DayWorking", "WorkingTimes",
    ];
    /// The hours of a day of the week.
    pub(in crate::mspdi) const WEEK_DAY: Order = &["DayType", "DayWorking", "TimePeriod", "WorkingTimes"];
    /// Hours without a break.
    pub(in crate::mspdi) const HOURS: Order = &["FromTime", "ToTime"];
    /// The dates of an exception.
    pub(in crate::mspdi) const PERIOD: Order = &["FromDate", "ToDate"];
    /// The definition of a custom field.
    pub(in crate::mspdi) const FIELD: Order = &["FieldID", "FieldName", "Alias"];
    /// What a custom field says of a row.
    pub(in crate::mspdi) const FIELD_VALUE: Order = &["FieldID", "Value"];
}
pub(super) use orders::*;

/// The place of an element in an order, searched from a place on: elements mostly come in order. What the schema does
/// not know stands last.
pub(super) fn rank(order: Order, name: &str, from: usize) -> usize {
    let (before, after) = order.split_at(from.min(order.len()));
    let later = after.iter().position(|known| *known == name).map(|at| at + before.len());
    later.or_else(|| before.iter().position(|known| *known == name)).unwrap_or(order.len())
}

/// The numbers of the fields `Text1` to `Text30` of tasks.
pub(super) fn task_text(number: u32) -> u32 {
    match number {
        1..=5 => 188_743_728 + 3 * number,
        6..=10 => 188_743_740 + number,
        _ => 188_743_986 + number,
    }
}

/// The numbers of the fields `Text1` to `Text30` of resources.
pub(super) fn resource_text(number: u32) -> u32 {
    match number {
        1..=2 => 205_520_903 + number,
        3..=5 => 205_520_923 + number,
        6..=10 => 205_520_987 + number,
        _ => 205_521_110 + number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_from_anywhere() {
        for from in [0, 1, 50, 1_000] {
            assert_eq!(rank(TASK, "UID", from), 0);
            assert_eq!(rank(TASK, "Start", from), 15);
            assert_eq!(rank(TASK, "Nothing", from), TASK.len());
        }
    }

    #[test]
    fn numbers_of_text_fields() {
        let tasks = [1, 5, 6, 10, 11, 30].map(task_text);
        assert_eq!(tasks, [188_743_731, 188_743_743, 188_743_746, 188_743_750, 188_743_997, 188_744_016]);
        let resources = [1, 2, 3, 5, 6, 10, 11, 30].map(resource_text);
        let first = [205_520_904, 205_520_905, 205_520_926, 205_520_928];
        let last = [205_520_993, 205_520_997, 205_521_121, 205_521_140];
        assert_eq!(resources, [first, last].concat().as_slice());
    }
}
